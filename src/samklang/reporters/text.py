"""The report for a terminal: findings with the copy they point at, then what they add up to.

Everything is a rich `Text`, never markup, so `[bold]` in copy is shown as it stands. Widths are in
cells: a Japanese character or an emoji takes two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from typing import NamedTuple

from rich import cells
from rich.console import Console
from rich.table import Table
from rich.text import Text

from samklang.model import (
    ChannelResult,
    FileText,
    Finding,
    Level,
    NeedResult,
    Report,
    Skipped,
    Span,
    Touchpoint,
    TraitProfile,
)
from samklang.reporters import Display
from samklang.reporters.printable import clean, flat, located

STYLES = {Level.SUGGESTION: "cyan", Level.WARNING: "yellow", Level.ERROR: "red"}
EXCERPT_LINES = 2
GAP = 2
"""Cells between the columns of a table."""
MIN_EXCERPT = 20
"""Cells of copy shown however narrow the display is."""

_NARROW = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2015\u2018-\u201e\u2026]*")
"""Text of characters that surely take a cell each: nearly all copy, and there is a lot of it."""
_TRAILING = re.compile(r" +(?=(?:\x1b\[0m| )*$)", re.MULTILINE)


def render(report: Report, display: Display) -> str:
    """The whole report, ending with a newline; three lines when there is nothing to look at."""
    page = _Page(display)
    failed = [skipped for skipped in report.skipped if skipped.failed]
    for finding in _by_file(report.findings):
        _finding(page, finding, report.files.get(finding.place.name))
    if report.findings or report.problems or report.notes or failed or report.exit:
        _channels(page, report.channels)
        _touchpoints(page, report.touchpoints)
        _left_out(page, report, failed)
    _headline(page, report)
    return page.text()


class _Page:
    """Lines, wrapped to the display; the only place that knows rich's console."""

    def __init__(self, display: Display) -> None:
        self.width = display.width
        self._out = StringIO()
        # Height and environment are given: what the terminal says must not change the output.
        self.console = Console(
            file=self._out,
            width=display.width,
            height=100,
            force_terminal=display.colour,
            color_system="standard" if display.colour else None,
            no_color=not display.colour,
            legacy_windows=False,
            _environ={},
        )

    def line(self, text: Text | str = "") -> None:
        """One line as it is, however long."""
        text = _text(text)
        if self._takes(text.plain):
            self._out.write(f"{text.plain}\n")
        else:
            self.console.print(text, soft_wrap=True, highlight=False)

    def prose(self, text: Text | str, *, indent: int = 0, label: str = "") -> None:
        """Words, wrapped; later lines hang under the first word after the label."""
        hang = indent + len(label)
        room = max(MIN_EXCERPT, self.width - hang)
        text = _text(text)
        if len(text) <= room and self._takes(text.plain):
            self._out.write(f"{' ' * indent}{label}{text.plain}\n")
            return
        for number, line in enumerate(text.wrap(self.console, room)):
            line.rstrip()
            lead = Text(" " * indent).append(label, "dim") if number == 0 else Text(" " * hang)
            self.line(lead.append_text(line))

    def heading(self, text: str) -> None:
        self.prose(Text(text, "bold"))

    def table(self, table: Table) -> None:
        self.console.print(table, highlight=False)

    def _takes(self, plain: str) -> bool:
        """Whether a text is shown as it is: a console takes ten times as long to find that out."""
        return not self.console.color_system and bool(_NARROW.fullmatch(plain))

    def text(self) -> str:
        text = self._out.getvalue()
        if self.console.color_system:
            return _TRAILING.sub("", text)
        return "\n".join(line.rstrip(" ") for line in text.split("\n"))


def cell_len(text: str) -> int:
    """Cells that a text takes."""
    return len(text) if _NARROW.fullmatch(text) else cells.cell_len(text)


def _text(text: Text | str) -> Text:
    return text if isinstance(text, Text) else Text(text)


# --- findings -----------------------------------------------------------------------------------


def _by_file(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """Files in the report's order; within a file, from the top down."""
    files = {finding.place.name: number for number, finding in reversed(list(enumerate(findings)))}
    yield from sorted(findings, key=lambda one: (files[one.place.name], one.place.span))


def _finding(page: _Page, finding: Finding, file: FileText | None) -> None:
    _location(page, finding, file)
    if file and finding.place.span.end > finding.place.span.start:
        _excerpt(page, file, finding.place.span, STYLES[finding.level])
    page.prose(Text(flat(finding.message), "bold"), indent=2)
    for text, label in (
        (_figures(finding), ""),
        (flat(finding.reason), "why: "),
        (flat(finding.suggestion or ""), "try: "),
    ):
        if text:
            page.prose(text, indent=2, label=label)
    page.line()


def _location(page: _Page, finding: Finding, file: FileText | None) -> None:
    """`path:line:column  level  rule`; where that is too long, the path has a line of its own."""
    place = located(finding.place, file)
    what = Text.assemble((finding.level.value, STYLES[finding.level]), "  ", finding.rule)
    if cell_len(place) + 2 + what.cell_len <= page.width:
        page.line(Text.assemble((place, "bold"), "  ", what))
    else:
        page.line(Text(place, "bold"))
        page.prose(what, indent=2)


def _figures(finding: Finding) -> str:
    figures = [f"score {round(finding.score)}"] if finding.score is not None else []
    if finding.low is not None and finding.high is not None:
        figures.append(f"band {round(finding.low)} to {round(finding.high)}")
    if finding.margin is not None:
        figures.append(f"margin {round(finding.margin)}")
    return ", ".join(figures)


# --- the copy that a finding points at ----------------------------------------------------------


class _Cut(NamedTuple):
    """A line of copy cut to a width, and where its marked part now lies, in cells."""

    text: str
    start: int
    length: int


def _excerpt(page: _Page, file: FileText, span: Span, style: str) -> None:
    first, start = file.position(span.start)
    last, end = file.position(span.end - 1)
    shown = range(first, min(last, first + EXCERPT_LINES - 1) + 1)
    gutter = len(str(shown[-1]))
    room = max(MIN_EXCERPT, page.width - gutter - 5)
    for number in shown:
        line = clean(file.line(number))
        indent = len(line) - len(line.lstrip())
        begin = max(indent, start - 1) if number == first else indent
        finish = min(len(line), end) if number == last else len(line.rstrip())
        cut = _cut(line, indent, min(begin, len(line)), max(begin, finish), room)
        page.line(Text.assemble((f"  {number:>{gutter}} | ", "dim"), cut.text))
        if cut.length:
            page.line(
                Text.assemble((f"  {'':{gutter}} | ", "dim"), " " * cut.start, ("^" * cut.length, style))
            )
    if last > shown[-1]:
        more = last - shown[-1]
        page.line(Text(f"  {'':{gutter}} | … and {more} {_plural(more, 'line')} more", "dim"))


def _cut(line: str, indent: int, begin: int, end: int, room: int) -> _Cut:
    """The line without its indent, in `room` cells: the marked part, and what fits around it."""
    before, marked, after = line[indent:begin], line[begin:end], line[end:].rstrip()
    if len(line) > 8 * room or cell_len(before + marked + after) > room:
        spare = room - cell_len(_head(marked, room))
        after_wants = cell_len(_head(after, spare))
        before = _tail(before, max(spare // 2, spare - after_wants))
        marked = _head(marked, room - cell_len(before))
        after = _head(after, room - cell_len(before + marked))
    start = cell_len(before)
    return _Cut(before + marked + after, start, cell_len(before + marked) - start)


def _head(text: str, room: int) -> str:
    """As much of the beginning as fits, an ellipsis included where something is cut away."""
    if len(text) <= 8 * room and cell_len(text) <= room:
        return text
    if room < 2:
        return "…"[:room]
    start = text[: 8 * room]
    return (start[: room - 1] if _NARROW.fullmatch(start) else cells.chop_cells(start, room - 1)[0]) + "…"


def _tail(text: str, room: int) -> str:
    """As much of the end as fits, from the start of a word where there is one near."""
    if len(text) <= 8 * room and cell_len(text) <= room:
        return text
    if room < 2:
        return "…"[:room]
    end = text[-8 * room :]
    if _NARROW.fullmatch(end):
        end = end[1 - room :]
    while cell_len(end) > room - 1:
        end = end[1:]
    word = end.find(" ")
    return "…" + (end[word:] if 0 <= word < len(end) // 2 else end)


# --- what the findings add up to ----------------------------------------------------------------


class _Column(NamedTuple):
    """A column of figures, a cell a channel."""

    name: str
    cells: list[Text]

    @property
    def width(self) -> int:
        return max(cell_len(self.name), *(cell.cell_len for cell in self.cells)) + GAP


def _channels(page: _Page, channels: tuple[ChannelResult, ...]) -> None:
    """A row a channel. Columns that do not fit go on in a table below, under the channels' names."""
    if not channels:
        return
    names = _Column("channel", [Text(clean(channel.channel)) for channel in channels])
    page.heading("Channels: is it us?")
    for columns in _groups(_columns(channels), page.width - names.width):
        table = _table(names.name, *(column.name for column in columns))
        for row in zip(names.cells, *(column.cells for column in columns), strict=True):
            table.add_row(*row)
        page.table(table)
    if any(_mark(profile) for channel in channels for profile in channel.profile):
        page.prose(Text("* mean outside the persona's band", "dim"))
    page.line()


def _columns(channels: tuple[ChannelResult, ...]) -> list[_Column]:
    traits = dict.fromkeys(one.band.trait for channel in channels for one in channel.profile)
    return [
        _Column("documents", [Text(f"{channel.documents:,}") for channel in channels]),
        _Column("passages", [Text(f"{channel.passages:,}") for channel in channels]),
        _Column("consistency", [Text(_whole(channel.consistency)) for channel in channels]),
        *(_Column(trait, [_mean(channel, trait) for channel in channels]) for trait in traits),
    ]


def _groups(columns: list[_Column], room: int) -> list[list[_Column]]:
    groups: list[list[_Column]] = [[]]
    for column in columns:
        if groups[-1] and sum(one.width for one in groups[-1]) + column.width - GAP > room:
            groups.append([])
        groups[-1].append(column)
    return groups


def _mean(channel: ChannelResult, trait: str) -> Text:
    """The space keeps figures without a mark in line with those that have one."""
    profile = next((one for one in channel.profile if one.band.trait == trait), None)
    if profile is None:
        return Text("- ")
    mark = _mark(profile)
    return Text(f"{round(profile.score)}{mark or ' '}", "yellow" if mark else "")


def _mark(profile: TraitProfile) -> str:
    return "*" if profile.band.overshoot(profile.score) else ""


def _touchpoints(page: _Page, touchpoints: tuple[Touchpoint, ...]) -> None:
    if not touchpoints:
        return
    page.heading("Needs: is it best for the customer there?")
    table = _table("touchpoint", "fit", "unanswered")
    table.columns[2].justify = "left"
    table.columns[2].no_wrap = False
    for touchpoint in touchpoints:
        missing = _unanswered(touchpoint)
        words = ", ".join(missing) or ("none" if touchpoint.needs else "no needs given")
        table.add_row(Text(clean(touchpoint.name)), _whole(touchpoint.fit), Text(words))
    page.table(table)
    page.line()


def _table(first: str, *others: str) -> Table:
    """Names to the left, figures to the right, no lines."""
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="dim")
    table.add_column(first, overflow="fold")
    for name in others:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _unanswered(touchpoint: Touchpoint) -> list[str]:
    missing: list[NeedResult] = [need for need in touchpoint.needs if not need.answered]
    return [clean(need.need) for need in sorted(missing, key=lambda need: -need.weight)]


def _left_out(page: _Page, report: Report, failed: list[Skipped]) -> None:
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
        page.heading("Read, but")
        for note in report.notes:
            page.prose(flat(note), label="- ")
        page.line()


def _headline(page: _Page, report: Report) -> None:
    """The weakest moment by name, what was read, and the verdict, which comes last."""
    if report.weakest:
        missing = ", ".join(_unanswered(report.weakest))
        why = f". Unanswered there: {missing}" if missing else ""
        page.prose(
            Text.assemble(
                ("Weakest moment: ", "bold"),
                f"{flat(report.weakest.name)}, fit {_whole(report.weakest.fit)}{why}.",
            )
        )
    if report.partial:
        page.prose(f"Needs not judged in {flat(', '.join(report.partial))}: only some files were read.")
    page.prose(_counts(report))
    page.line(Text(flat(report.verdict), "bold red" if report.exit else "bold green"))


def _counts(report: Report) -> str:
    levels = Counter(finding.level for finding in report.findings)
    found = ", ".join(_count(levels[level], level.value) for level in reversed(Level) if levels[level])
    read = (
        f"{_count(report.documents, 'document')}, {_count(report.passages, 'passage')}, "
        f"{_count(report.words, 'word')}: {found or 'no findings'}."
    )
    unsure = f" {_count(report.abstained, 'passage')} too unsure to score." if report.abstained else ""
    others = sum(1 for skipped in report.skipped if not skipped.failed)
    left = f" {_count(others, 'file')} left out, not copy." if others else ""
    return read + unsure + left


def _whole(value: float | None) -> str:
    return "-" if value is None else str(round(value))


def _count(number: int, word: str) -> str:
    return f"{number:,} {_plural(number, word)}"


def _plural(number: int, word: str) -> str:
    return word if number == 1 else f"{word}s"
