"""The report for a terminal: findings with the copy they point at, then what they add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.text import Text

from samklang.errors import Exit
from samklang.model import FileText, Finding, Level, Report, Skipped
from samklang.reporters import Display
from samklang.reporters.catalogue import Catalogue
from samklang.reporters.printable import clean, flat, located
from samklang.reporters.text.cells import cell_len
from samklang.reporters.text.excerpt import excerpt
from samklang.reporters.text.page import Page
from samklang.reporters.text.summary import (
    channels_table,
    customers_table,
    touchpoints_table,
    unanswered,
    whole,
)
from samklang.reporters.wording import channel_steps, hidden, steps
from samklang.words import counted

STYLES = {Level.SUGGESTION: "cyan", Level.WARNING: "yellow", Level.ERROR: "red"}


def render(report: Report, display: Display) -> str:
    """The whole report, ending with a newline; three lines where there is nothing to report."""
    page = Page(display)
    failed = [skipped for skipped in report.skipped if skipped.failed]
    for finding in _by_file(report.findings):
        _finding(page, finding, report.files.get(finding.place.name), display.catalogue)
    if report.findings or report.problems or report.notes or failed or report.exit != Exit.IN_TUNE:
        channels_table(page, report.channels)
        touchpoints_table(page, report.touchpoints)
        customers_table(page, report)
        _lifts(page, report)
        _left_out(page, report, failed)
    _headline(page, report)
    return page.text()


# --- findings -----------------------------------------------------------------------------------


def _by_file(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """Files in the report's order; within a file, from the top down."""
    files = {finding.place.name: number for number, finding in reversed(list(enumerate(findings)))}
    yield from sorted(findings, key=lambda finding: (files[finding.place.name], finding.place.span))


def _finding(page: Page, finding: Finding, file: FileText | None, catalogue: Catalogue) -> None:
    _location(page, finding, file)
    if file and finding.place.span.end > finding.place.span.start:
        excerpt(page, file, finding.place.span, STYLES[finding.level])
    page.prose(Text(flat(catalogue.message(finding)), "bold"), indent=2)
    for text, label in (
        (catalogue.figures(finding), ""),
        (flat(catalogue.reason(finding)), "why: "),
        (flat(finding.suggestion or ""), "try: "),
    ):
        if text:
            page.prose(text, indent=2, label=label)
    page.line()


def _location(page: Page, finding: Finding, file: FileText | None) -> None:
    """`path:line:column  level  rule`; where that is too long, the path has a line of its own."""
    place = located(finding.place, file)
    what = Text.assemble((finding.level.value, STYLES[finding.level]), "  ", finding.rule)
    if cell_len(place) + 2 + what.cell_len <= page.width:
        page.line(Text.assemble((place, "bold"), "  ", what))
    else:
        page.line(Text(place, "bold"))
        page.prose(what, indent=2)


def _lifts(page: Page, report: Report) -> None:
    """What to do next: in the weakest moment, then in its channel as a whole."""
    if report.weakest is None:
        return
    name = report.weakest.channel
    lists = {f"What would raise the fit of {report.weakest.name} most": steps(report.weakest, report.files)}
    lists |= {
        f"What would raise the consistency of {name} most": channel_steps(report, channel)
        for channel in report.channels
        if channel.channel == name
    }
    for heading, lifts in lists.items():
        if lifts:
            page.heading(flat(heading))
            for lift in lifts:
                page.prose(flat(lift), label="- ")
            page.line()


def _left_out(page: Page, report: Report, failed: list[Skipped]) -> None:
    if failed:
        page.heading("Not read")
        for skipped in failed:
            page.line(f"- {clean(skipped.name)}")
            page.prose(flat(skipped.reason), indent=2)
            if skipped.hint:
                page.prose(flat(skipped.hint), indent=2, label="try: ")
        page.line()
    if report.problems:
        page.heading("Problems")
        for problem in report.problems:
            page.prose(flat(problem), label="- ")
        page.line()
    if report.notes:
        page.heading("Notes on files that were read")
        for note in report.notes:
            page.prose(flat(note), label="- ")
        page.line()


def _headline(page: Page, report: Report) -> None:
    """The weakest moment by name, what was read, and the verdict, which comes last."""
    if report.weakest:
        missing = ", ".join(unanswered(report.weakest))
        why = f". Unanswered there: {missing}" if missing else ""
        page.prose(
            Text.assemble(
                ("Weakest moment: ", "bold"),
                f"{flat(report.weakest.name)}, fit {whole(report.weakest.fit)}{why}.",
            )
        )
    if report.partial:
        page.prose(f"Needs were not judged in {flat(', '.join(report.partial))}: only some files were read.")
    page.prose(_counts(report))
    page.line(Text(flat(report.verdict), "bold green" if report.exit == Exit.IN_TUNE else "bold red"))


def _counts(report: Report) -> str:
    levels = Counter(finding.level for finding in report.findings)
    findings = ", ".join(counted(levels[level], level.value) for level in reversed(Level) if levels[level])
    size = (
        f"{counted(report.documents, 'document')}, {counted(report.passages, 'passage')}, "
        f"{counted(report.words, 'word')}: {findings or 'no findings'}."
    )
    unsure = f" {counted(report.abstained, 'passage')} too uncertain to score." if report.abstained else ""
    others = sum(1 for skipped in report.skipped if not skipped.failed)
    skipped_files = f" {counted(others, 'file')} skipped, not copy." if others else ""
    engine = f"Measured by {flat(report.engine)}."
    return " ".join(filter(None, (size + unsure + skipped_files, hidden(report), engine)))
