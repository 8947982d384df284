"""The results as tables: channels, touchpoints, and types of customer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.text import Text

from samklang.model import (
    ChannelResult,
    CustomerResult,
    EncounterKind,
    Interval,
    NeedResult,
    Report,
    Touchpoint,
    TraitProfile,
)
from samklang.reporters.printable import clean, flat, located
from samklang.reporters.text.cells import cell_len
from samklang.reporters.text.page import GAP, Page, table_of
from samklang.reporters.wording import between, encounter_words, expense_sentence


class _Column(NamedTuple):
    """A column of figures, with a cell for each channel."""

    name: str
    cells: list[Text]

    @property
    def width(self) -> int:
        return max(cell_len(self.name), *(cell.cell_len for cell in self.cells)) + GAP


def channels_table(page: Page, channels: tuple[ChannelResult, ...]) -> None:
    """A row for each channel. Columns that do not fit continue in a table below, with the names repeated."""
    if not channels:
        return
    names = _Column("channel", [Text(clean(channel.channel)) for channel in channels])
    page.heading("Channels: is it us?")
    for columns in _groups(_columns(channels), page.width - names.width):
        table = table_of(names.name, *(column.name for column in columns))
        for row in zip(names.cells, *(column.cells for column in columns), strict=True):
            table.add_row(*row)
        page.table(table)
    if any(_mark(profile) for channel in channels for profile in channel.profile):
        page.prose(Text("* mean outside the persona's band", "dim"))
    page.line()


def _columns(channels: tuple[ChannelResult, ...]) -> list[_Column]:
    traits = dict.fromkeys(profile.band.trait for channel in channels for profile in channel.profile)
    return [
        _Column("documents", [Text(f"{channel.documents:,}") for channel in channels]),
        _Column("passages", [Text(f"{channel.passages:,}") for channel in channels]),
        _Column(
            "consistency",
            [Text(with_interval(channel.consistency, channel.interval)) for channel in channels],
        ),
        *(_Column(trait, [_mean(channel, trait) for channel in channels]) for trait in traits),
    ]


def _groups(columns: list[_Column], room: int) -> list[list[_Column]]:
    groups: list[list[_Column]] = [[]]
    for column in columns:
        if groups[-1] and sum(other.width for other in groups[-1]) + column.width - GAP > room:
            groups.append([])
        groups[-1].append(column)
    return groups


def _mean(channel: ChannelResult, trait: str) -> Text:
    """A channel's mean for a trait; a space in place of the mark keeps the figures aligned."""
    profile = next((profile for profile in channel.profile if profile.band.trait == trait), None)
    if profile is None:
        return Text("- ")
    mark = _mark(profile)
    return Text(f"{round(profile.score)}{mark or ' '}", "yellow" if mark else "")


def _mark(profile: TraitProfile) -> str:
    return "*" if profile.band.overshoot(profile.score) else ""


def touchpoints_table(page: Page, touchpoints: tuple[Touchpoint, ...]) -> None:
    """A row for each touchpoint, with the needs that it leaves unanswered."""
    if not touchpoints:
        return
    page.heading("Needs: is it best for the customer there?")
    table = table_of("touchpoint", "fit", "unanswered")
    table.columns[2].justify = "left"
    table.columns[2].no_wrap = False
    for touchpoint in touchpoints:
        missing = unanswered(touchpoint)
        words = ", ".join(missing) or ("none" if touchpoint.needs else "no needs set")
        fit = with_interval(touchpoint.fit, touchpoint.interval)
        table.add_row(Text(clean(touchpoint.name)), fit, Text(words))
    page.table(table)
    page.line()


def customers_table(page: Page, report: Report) -> None:
    """The fit of each type of customer in each channel and language: that of the moment that serves it least.

    Below, which type is served at the expense of which other, and where copy says what a type loves or hates.
    """
    types = list(dict.fromkeys(result.customer for result in report.customers))
    if not types:
        return
    page.heading("Customers: who is served?")
    table = table_of("channel", *(clean(name) for name in types))
    rows: dict[str, dict[str, CustomerResult]] = {}
    for result in report.customers:
        rows.setdefault(f"{result.channel} ({result.language})", {})[result.customer] = result
    for name, row in rows.items():
        table.add_row(Text(clean(name)), *(whole(row[type_].fit) if type_ in row else "-" for type_ in types))
    page.table(table)
    page.line()
    if sentences := [*map(expense_sentence, report.expenses), *_loved_or_hated(report)]:
        for sentence in sentences:
            page.prose(flat(sentence), label="- ")
        page.line()


def _loved_or_hated(report: Report) -> Iterator[str]:
    """Where copy says a sentence that a type of customer loves or hates."""
    for result in report.customers:
        for verb, encounters in (("loves", result.meets), ("hates", result.puts_off)):
            for encounter in encounters:
                if encounter.kind is EncounterKind.SENTENCE:
                    place = located(encounter.place, report.files.get(encounter.place.name))
                    yield f"{place} says what {result.customer} {verb}: {encounter_words(encounter)}"


def unanswered(touchpoint: Touchpoint) -> list[str]:
    """The needs that a touchpoint leaves unanswered, by weight, largest first."""
    missing: list[NeedResult] = [need for need in touchpoint.needs if not need.answered]
    return [clean(need.need) for need in sorted(missing, key=lambda need: -need.weight)]


def with_interval(value: float | None, interval: Interval | None) -> str:
    """A figure, with its interval where it has one."""
    return f"{whole(value)} ({between(interval)})" if interval else whole(value)


def whole(value: float | None) -> str:
    """A figure as a whole number; `-` where there is none."""
    return "-" if value is None else str(round(value))
