"""The GitHub report: workflow commands that the runner reads as they are meant."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from samklang.model import FileText, Finding, Level, Place, Report, Span
from samklang.reporters import REPORTERS, Display
from tests.reporters.echo import Echo, saying
from tests.reporters.sample import DELAY_SV, PRODUCT_EN, SHIPPING_DA, sample_report

COMMAND = re.compile(r"::(error|warning|notice)(?: ([^:]*))?::(.*)")


def lines(report: Report) -> list[str]:
    out = REPORTERS["github"](report, Display(catalogue=Echo()))
    assert out.endswith("\n")
    return out[:-1].split("\n")


def read(line: str) -> tuple[str, dict[str, str], str]:
    """A command as the runner reads it."""
    match = COMMAND.fullmatch(line)
    assert match, line
    pairs = (pair.split("=", 1) for pair in (match[2] or "").split(",") if pair)
    return match[1], {key: unescape(value) for key, value in pairs}, unescape(match[3])


def unescape(text: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def only(*findings: Finding) -> Report:
    return replace(sample_report(), findings=findings, skipped=(), problems=(), notes=(), verdict="done")


def finding(rule: str = "tone.warm", level: Level = Level.ERROR, **changes: object) -> Finding:
    first = replace(sample_report().findings[0], rule=rule, level=level)
    return replace(first, **changes)  # type: ignore[arg-type]


def test_a_finding_within_a_line_has_columns() -> None:
    report = sample_report()
    term = next(finding for finding in report.findings if finding.rule == "term.prefer")
    assert lines(only(term))[0] == (
        f"::notice file={PRODUCT_EN},line=5,endLine=5,col=41,endColumn=49,title=term.prefer"
        "::customers%0ATry: guests"
    )


def test_a_finding_of_several_lines_has_lines_only() -> None:
    command, properties, message = read(lines(only(sample_report().findings[0]))[0])
    assert command == "error"
    assert properties == {"file": DELAY_SV, "line": "7", "endLine": "9", "title": "tone.warm"}
    assert "score -58, band -5 to 85, margin 14" in message.splitlines()


def test_a_passage_that_ends_with_its_line_end_stays_on_its_line() -> None:
    first_line = finding(place=Place(name="a.md", span=Span(0, 4)))
    report = replace(only(first_line), files={"a.md": FileText("one\ntwo")})
    assert read(lines(report)[0])[1]["endLine"] == "1"


def test_a_finding_on_a_whole_channel_has_no_file() -> None:
    drift = finding("channel.drift", channel="email", place=Place(name="email", span=Span(0, 0)))
    command, properties, _ = read(lines(only(drift))[0])
    assert (command, properties) == ("error", {"title": "channel.drift in email"})


@pytest.mark.parametrize("text", ["100%", "a\r\nb", "a:b,c", "%0A", "::error::x", "%25", "ü 🎉 , ::"])
def test_any_text_comes_back_as_it_was(text: str) -> None:
    awkward = finding(rule=text, facts=saying(text), score=None, low=None, high=None, margin=None)
    _, properties, message = read(lines(only(awkward))[0])
    assert properties["title"] == text
    assert message == text


def test_properties_and_messages_are_escaped() -> None:
    danish = next(finding for finding in sample_report().findings if finding.place.name == SHIPPING_DA)
    line = lines(only(replace(danish, facts=saying("50%: a, b\r\n"))))[0]
    assert "file=copy/email/da/afsendt%2C 50%25%3A kladde.md," in line
    assert "::50%25: a, b%0D%0A" in line


def test_every_line_but_the_last_is_a_command() -> None:
    *commands, verdict = lines(sample_report())
    assert len(commands) == 16
    assert all(COMMAND.fullmatch(line) for line in commands)
    assert verdict == "out of tune: 6 findings at error or over"


@pytest.mark.parametrize("verdict", ["::error::no", "a\n::error::no", "  ::x::", "##[error]no"])
def test_a_verdict_is_never_a_command(verdict: str) -> None:
    last = lines(replace(sample_report(), verdict=verdict))[-1]
    assert not last.lstrip().startswith("::")
    assert "##[" not in last


@pytest.mark.parametrize(("status", "command"), [(0, "warning"), (1, "warning"), (2, "error")])
def test_problems_are_errors_where_they_decide_the_exit(status: int, command: str) -> None:
    report = replace(sample_report(), findings=(), exit=status)
    assert [read(line)[0] for line in lines(report)[:-1]] == [command] * 4
    assert not any("logo.png" in line for line in lines(report))


def test_the_worst_come_first() -> None:
    scores = [finding(facts=saying(str(score)), score=score) for score in (-10, -90, -40)]
    term = finding("term.avoid", score=None, low=None, high=None)
    milder = finding(level=Level.WARNING, score=-99)
    commands = [read(line) for line in lines(only(milder, *scores, term))[:-1]]
    assert commands[0][1]["title"] == "term.avoid"
    assert [message.split("\n")[0] for _, _, message in commands][1:4] == ["-90", "-40", "-10"]
    assert commands[4][0] == "warning"


def test_at_most_ten_of_each_and_the_rest_is_counted() -> None:
    levels = [Level.ERROR] * 12 + [Level.WARNING] * 11 + [Level.SUGGESTION] * 10
    *commands, _ = lines(only(*(finding(level=level) for level in levels)))
    assert Counter(read(line)[0] for line in commands) == {"error": 10, "warning": 10, "notice": 10}
    assert "Not shown here: 2 errors, 1 warning, 1 notice." in read(commands[-1])[2]


def test_ten_of_each_need_no_closing_notice() -> None:
    report = only(*(finding(level=level) for level in Level for _ in range(10)))
    assert not any("Not shown here" in line for line in lines(report))


def test_no_findings_leave_the_verdict_alone() -> None:
    assert lines(only()) == ["done"]
