"""The report as JUnit XML, in the dialect of Jenkins: a suite for each channel, a case for each finding.

Only what makes the run fail is a failure: a finding below `--fail-on` is a case that passes, with its words
as the output. The first suite holds the verdict, so that failures and exit status agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from samklang.errors import Exit
from samklang.model import ChannelResult, Finding, Report
from samklang.reporters.catalogue import Catalogue
from samklang.reporters.printable import located
from samklang.reporters.wording import in_words, joined, troubles
from samklang.reporters.xml import document, element
from samklang.words import counted

_NO_CHANNEL = "no channel"


def render(report: Report, catalogue: Catalogue) -> str:
    """A document of test suites."""
    suites = [_suite("samklang", [*_troubles(report), _verdict(report)])]
    suites += [_suite(channel.channel, _channel(channel, report, catalogue)) for channel in report.channels]
    names = {channel.channel for channel in report.channels}
    if rest := [finding for finding in report.findings if finding.channel not in names]:
        suites.append(_suite(_NO_CHANNEL, [_finding(finding, report, catalogue) for finding in rest]))
    totals = {
        name: sum(int(suite.attrib[name]) for suite in suites) for name in ("tests", "failures", "errors")
    }
    return document(element("testsuites", {"name": "samklang", **totals}, suites))


def _suite(name: str, cases: list[Element]) -> Element:
    counts = {
        "tests": len(cases),
        "failures": sum(case.find("failure") is not None for case in cases),
        "errors": sum(case.find("error") is not None for case in cases),
    }
    return element("testsuite", {"name": name, **counts}, cases)


def _case(group: str, name: str, *results: Element) -> Element:
    return element("testcase", {"classname": group, "name": name}, results)


def _troubles(report: Report) -> Iterator[Element]:
    for trouble in troubles(report):
        error = element("error", {"type": trouble.title}, text=joined(trouble.message, trouble.hint))
        yield _case("samklang", trouble.line, error)


def _verdict(report: Report) -> Element:
    """A case that fails where the run does, also where no finding fails but a figure is under its floor."""
    failure = element("failure", {"message": report.verdict, "type": "verdict"})
    return _case("samklang", "verdict", *([failure] if report.exit == Exit.FINDINGS else []))


def _channel(channel: ChannelResult, report: Report, catalogue: Catalogue) -> list[Element]:
    findings = [finding for finding in report.findings if finding.channel == channel.channel]
    size = f"{counted(channel.documents, 'document')}, {counted(channel.passages, 'passage')}"
    cases = [_finding(finding, report, catalogue) for finding in findings]
    return cases or [_case(channel.channel, f"{size}: no findings")]


def _finding(finding: Finding, report: Report, catalogue: Catalogue) -> Element:
    place = located(finding.place, report.files.get(finding.place.name))
    words = f"{place}\n{in_words(finding, catalogue)}"
    if finding.fails:
        attributes = {"message": catalogue.message(finding), "type": finding.rule}
        result = element("failure", attributes, text=words)
    else:
        result = element("system-out", {}, text=f"{finding.level}: {words}")
    return _case(finding.channel or _NO_CHANNEL, f"{finding.rule} {place}", result)
