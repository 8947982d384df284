"""The report as JUnit XML, in the dialect of Jenkins: a suite a channel, a case a finding.

Only what makes the run fail is a failure: a finding under `--fail-on` is a case that passes, with what
it says as its output. The first suite holds the verdict, so that failures and exit status agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from samklang.model import ChannelResult, Finding, Report
from samklang.reporters.printable import located
from samklang.reporters.wording import in_words, joined, troubles
from samklang.reporters.xml import document, element
from samklang.words import counted

FINDINGS = 1
"""`Report.exit` of a run that is out of tune."""
_NO_CHANNEL = "no channel"


def render(report: Report) -> str:
    """A document of suites."""
    suites = [_suite("samklang", [*_troubles(report), _verdict(report)])]
    suites += [_suite(channel.channel, _channel(channel, report)) for channel in report.channels]
    names = {channel.channel for channel in report.channels}
    if rest := [finding for finding in report.findings if finding.channel not in names]:
        suites.append(_suite(_NO_CHANNEL, [_finding(finding, report) for finding in rest]))
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


def _case(group: str, name: str, *says: Element) -> Element:
    return element("testcase", {"classname": group, "name": name}, says)


def _troubles(report: Report) -> Iterator[Element]:
    for trouble in troubles(report):
        what = element("error", {"type": trouble.title}, text=joined(trouble.message, trouble.hint))
        yield _case("samklang", trouble.line, what)


def _verdict(report: Report) -> Element:
    """Fails where the run does, also where no finding says why: a figure is under its floor."""
    failure = element("failure", {"message": report.verdict, "type": "verdict"})
    return _case("samklang", "verdict", *([failure] if report.exit == FINDINGS else []))


def _channel(channel: ChannelResult, report: Report) -> list[Element]:
    found = [_finding(finding, report) for finding in report.findings if finding.channel == channel.channel]
    read = f"{counted(channel.documents, 'document')}, {counted(channel.passages, 'passage')}"
    return found or [_case(channel.channel, f"{read}: no findings")]


def _finding(finding: Finding, report: Report) -> Element:
    place = located(finding.place, report.files.get(finding.place.name))
    words = f"{place}\n{in_words(finding)}"
    if finding.fails:
        says = element("failure", {"message": finding.message, "type": finding.rule}, text=words)
    else:
        says = element("system-out", {}, text=f"{finding.level}: {words}")
    return _case(finding.channel or _NO_CHANNEL, f"{finding.rule} {place}", says)
