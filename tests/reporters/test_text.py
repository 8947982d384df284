"""The text report: read by people, at any width, with or without colour."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pytest
from rich.cells import cell_len

from samklang.model import FileText, Finding, Hidden, Level, Place, Report, Span
from samklang.reporters import REPORTERS, Display
from samklang.reporters.text import languages
from tests.reporters.echo import Echo, saying
from tests.reporters.sample import DELAY_SV, PUSH_EN, SHOUT, sample_report

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def text(report: Report, width: int = 80, *, colour: bool = False) -> str:
    return REPORTERS["text"](report, Display(width, colour, Echo()))


def with_finding(
    copy: str, marked: str, *, width: int = 60, name: str = "a.md", **changes: object
) -> list[str]:
    """The lines of a report with one finding, at `marked` in `copy`."""
    start = copy.index(marked)
    finding = Finding(
        rule="tone.warm",
        level=Level.ERROR,
        place=Place(name=name, span=Span(start, start + len(marked))),
        channel="web",
        moment="any",
        language="en",
        facts=saying("too cold"),
    )
    report = replace(
        sample_report(),
        findings=(replace(finding, **changes),),  # type: ignore[arg-type]
        files={name: FileText(copy)},
    )
    return text(report, width).splitlines()


def marked(lines: list[str]) -> str:
    """The text above the carets, by cells."""
    above, carets = next(pair for pair in pairwise(lines) if "^" in pair[1])
    start, end = carets.index("^"), len(carets)
    cells = [(cell_len(above[:at]), char) for at, char in enumerate(above)]
    return "".join(char for cell, char in cells if start <= cell < end)


def all_well() -> Report:
    return replace(
        sample_report(),
        findings=(),
        problems=(),
        notes=(),
        partial=(),
        skipped=(),
        abstained=0,
        hidden=Hidden(),
        exit=0,
        verdict="in tune: no finding at error or over",
    )


def test_a_finding_reads_from_place_to_advice() -> None:
    assert text(sample_report()).startswith(
        f"{DELAY_SV}:7:1  error  tone.warm\n"
        "  7 | Ärendet föranleder ingen ytterligare åtgärd från bolagets sida.\n"
        f"    | {'^' * 63}\n"
        "  8 | Det åligger mottagaren att bevaka leveransen, varvid\n"
        f"    | {'^' * 52}\n"
        "    | … and 1 line more\n"
        "  too distant for Nordlys & Søn\n"
        "  score -58, band -5 to 85, margin 14\n"
        "  why: “Det åligger mottagaren att bevaka leveransen, varvid” pulls most by\n"
        "       passive, office words\n"
        "\n"
    )


def test_the_summary_holds_figures_needs_and_what_was_not_read() -> None:
    out = text(sample_report())
    assert "email           13       441           48  -34*     -2     52*           -21\n" in out
    assert "email, wait (da)  23 (17-31)  delivery-time, tracking\n" in out
    assert "What would raise the fit of email, wait (da) most\n- +37 fit: answer tracking; nearest is" in out
    assert "- +4 fit, +2 consistency: make copy/email/da/afsendt, 50%: kladde.md less warm\n" in out
    assert "What would raise the consistency of email most\n- +9 consistency: make" in out
    assert "+2 consistency: make" not in out.partition("the consistency of email")[2]
    assert "email (da)               21             34\n" in out
    assert "- email (da) serves Hurried Hanna at the expense of Cautious <Carl> (60% of\n" in out
    assert (
        "kladde.md:3:1 says what Hurried Hanna loves: “Den\n  er <i>sendt</i>, og du får den snart.”\n" in out
    )
    assert "web (da)                   -  no needs set\n" in out
    assert "- copy/email/en/claims.docx\n  no reader for .docx\n  try: save it as Markdown or HTML\n" in out
    assert "logo.png" not in out
    assert "2 files skipped, not copy" in out
    assert "- no such path: copy/sms\n" in out
    assert "Needs were not judged in store" in out


def test_the_end_names_the_weakest_moment_and_closes_with_the_verdict() -> None:
    lines = text(sample_report(), 100).splitlines()
    headline = "Weakest moment: email, wait (da), fit 23. Unanswered there: delivery-time, tracking."
    assert headline in lines
    assert lines[-1] == "out of tune: 6 findings at error or over"


def test_all_well_is_three_lines() -> None:
    assert text(all_well(), 120).splitlines() == [
        "Weakest moment: email, wait (da), fit 23. Unanswered there: delivery-time, tracking.",
        "38 documents, 1,214 passages, 18,453 words: no findings. "
        "Measured by all-MiniLM-L6-v2 (bundled), fast.",
        "in tune: no finding at error or over",
    ]


def test_a_run_that_fails_without_findings_shows_its_figures() -> None:
    out = text(
        replace(all_well(), exit=1, verdict="out of tune: the fit of email is 23, under the 50 asked for")
    )
    assert "Channels: is it us?" in out


def test_a_workspace_with_nothing_in_it_renders() -> None:
    empty = replace(all_well(), channels=(), touchpoints=(), weakest=None, files={}, exit=1)
    assert text(empty).splitlines()[-1] == empty.verdict


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_display(width: int) -> None:
    report = sample_report()
    names = {*report.files, *(skipped.name for skipped in report.skipped)}
    for line in text(report, width).splitlines():
        assert cell_len(line) <= width or any(name in line for name in names) or line == report.verdict


@pytest.mark.parametrize("width", [40, 60, 80])
def test_paths_are_never_broken(width: int) -> None:
    out = text(sample_report(), width)
    assert all(f"{finding.place.name}:" in out for finding in sample_report().findings)


@pytest.mark.parametrize("width", [1, 5, 20])
def test_a_very_narrow_display_is_no_error(width: int) -> None:
    assert text(sample_report(), width).endswith("error or over\n")


def test_columns_that_do_not_fit_go_on_below() -> None:
    out = text(sample_report(), 60)
    assert "channel  documents  passages  consistency  warm  plain\n" in out
    assert "channel  formal  enthusiastic\n" in out


@pytest.mark.parametrize("colour", [False, True])
def test_no_line_ends_with_spaces(colour: bool) -> None:
    out = text(sample_report(), colour=colour)
    assert out.endswith("\n")
    assert not out.endswith("\n\n")
    assert all(line == line.rstrip() for line in ESCAPE.sub("", out).splitlines())


def test_colour_adds_codes_and_nothing_else() -> None:
    plain, coloured = text(sample_report()), text(sample_report(), colour=True)
    assert "\x1b" not in plain
    assert "\x1b[31m" in coloured
    assert ESCAPE.sub("", coloured) == plain


def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = text(sample_report()), text(sample_report(), colour=True)
    for name, value in {"COLUMNS": "33", "NO_COLOR": "1", "FORCE_COLOR": "1", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    assert (text(sample_report()), text(sample_report(), colour=True)) == before


# --- the copy, marked ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("copy", "passage"),
    [
        ("Plain copy, nothing odd.", "copy"),
        ("冬季セール is on, dear customers", "customers"),
        ("Hurra 🎉🎉 for kunderne", "kunderne"),
        ("\t\tindented\twith tabs", "tabs"),
        ("[bold]Take[/bold] your :smile: time", "time"),
        ("nai\u0308ve e\u0301tude for all", "for all"),
    ],
)
def test_carets_are_under_the_passage(copy: str, passage: str) -> None:
    assert marked(with_finding(copy, passage)) == passage


@pytest.mark.parametrize("width", [30, 40, 60, 80])
@pytest.mark.parametrize("before", [0, 20, 500, 100_000])
@pytest.mark.parametrize("after", [0, 20, 100_000])
@pytest.mark.parametrize("filler", ["word ", "x", "冬"])
def test_long_lines_are_cut_around_the_passage(width: int, before: int, after: int, filler: str) -> None:
    lines = with_finding(
        (filler * before)[:before] + "THE PASSAGE" + (filler * after)[:after], "THE PASSAGE", width=width
    )
    assert marked(lines) == "THE PASSAGE"
    assert all(cell_len(line) <= width for line in lines if " | " in line)
    shown = next(line for line in lines if " | " in line)
    if before >= 500:
        assert shown.startswith("  1 | …")
    if after >= 500:
        assert shown.endswith("…")


def test_a_passage_longer_than_the_line_keeps_its_beginning() -> None:
    lines = with_finding(
        "Short lead. " + "Long words follow here " * 40, "Long words follow here " * 39, width=60
    )
    assert marked(lines).startswith("Long words follow here")
    assert lines[1].endswith("…")


def test_lines_left_out_are_counted() -> None:
    copy = "\n".join(f"line {number}" for number in range(1, 8))
    lines = with_finding(copy, copy)
    assert "    | … and 5 lines more" in lines
    assert "  3 |" not in "\n".join(lines)


def test_a_place_without_length_has_no_excerpt() -> None:
    lines = with_finding("Hello there", "")
    assert lines[:2] == ["a.md:1:1  error  tone.warm", "  too cold"]


def test_a_finding_in_no_file_names_what_it_is_about() -> None:
    finding = replace(sample_report().findings[0], place=Place(name="channel email", span=Span(0, 0)))
    assert text(replace(sample_report(), findings=(finding,))).startswith("channel email  error  tone.warm\n")


# --- what copy can do to a terminal -------------------------------------------------------------


def test_markup_and_emoji_codes_are_shown_as_they_stand() -> None:
    out = "\n".join(
        with_finding("x [red]y[/red] :tada:", "y", facts=saying("[bold]m[/bold]", "[/] :tada: \\["))
    )
    for literal in ("[red]y[/red] :tada:", "[bold]m[/bold]", "why: [/] :tada: \\["):
        assert literal in out


def test_control_characters_are_made_visible() -> None:
    out = "\n".join(
        with_finding("a\x1b[2Jb\x07c\u202ed\x9be", "b", facts=saying("m\x1b[31m"), name="n\x1b]0;t.md")
    )
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out)
    assert "a␛[2Jb␇c" in out


def test_file_names_that_are_not_utf_8_can_be_printed() -> None:
    "\n".join(with_finding("abc", "b", name="k\udcf8b.md")).encode("utf-8")


def test_findings_are_grouped_by_file_and_from_the_top_down() -> None:
    heads = [line for line in text(sample_report(), 200).splitlines() if re.search(r":\d+:\d+  ", line)]
    files = [re.sub(r":\d+:\d+  .*", "", line) for line in heads]
    assert len([name for name, after in pairwise([*files, ""]) if name != after]) == len(set(files))
    assert any(PUSH_EN in line for line in heads)
    assert SHOUT[:6] in text(sample_report())


@pytest.mark.parametrize(
    ("name", "others"),
    [("text", "jinja2"), ("json", "rich jinja2"), ("github", "rich jinja2"), ("html", "rich")],
)
def test_a_reporter_loads_only_what_it_needs(name: str, others: str) -> None:
    code = (
        "import sys; from tests.reporters.sample import sample_report; "
        "from samklang.reporters import REPORTERS, Display; "
        f"REPORTERS[{name!r}](sample_report(), Display()); "
        f"print(*sorted(set({others!r}.split()) & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "\n"


def test_languages_fit_side_by_side_in_eighty_columns() -> None:
    shown = languages.render(sample_report().channels, Display()).splitlines()
    assert [line.split() for line in shown[1:]] == [
        "en 8 documents, 304 passages; sv 8 documents, 304 passages; da 1 document, 38".split(),
        ["passages"],
        "trait mean unsure from en the tool rest".split(),
        "warm en 38 ±4 12%".split(),
        "sv 12 ±6 12% -19 ±8 ~ +11 ±6 -30 ±10".split(),
        "formal en -21 ±5 12%".split(),
        "sv 24 ±5 12% +44 ±6 -5 ±18 +49 ±19*".split(),
        "da 3 81%".split(),
        [],
        "* surely the translation: more than the tool and chance explain".split(),
        "~ of all copy in both languages, which may not say the same".split(),
    ]
    assert max(map(cell_len, shown)) <= 80
