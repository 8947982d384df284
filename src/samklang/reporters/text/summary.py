"""What the findings add up to: a table of the channels, and one of the touchpoints."""

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
from samklang.reporters.wording import between, encounter, expense


class _Column(NamedTuple):
    """A column of figures, a cell a channel."""

    name: str
    cells: list[Text]

    @property
    def width(self) -> int:
        return max(cell_len(self.name), *(cell.cell_len for cell in self.cells)) + GAP


def channels_table(page: Page, channels: tuple[ChannelResult, ...]) -> None:
    """A row a channel. Columns that do not fit go on in a table below, under the channels' names."""
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
    traits = dict.fromkeys(one.band.trait for channel in channels for one in channel.profile)
    return [
        _Column("documents", [Text(f"{channel.documents:,}") for channel in channels]),
        _Column("passages", [Text(f"{channel.passages:,}") for channel in channels]),
        _Column("consistency", [Text(sure(one.consistency, one.interval)) for one in channels]),
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


def touchpoints_table(page: Page, touchpoints: tuple[Touchpoint, ...]) -> None:
    """A row a touchpoint, with the needs that it leaves open."""
    if not touchpoints:
        return
    page.heading("Needs: is it best for the customer there?")
    table = table_of("touchpoint", "fit", "unanswered")
    table.columns[2].justify = "left"
    table.columns[2].no_wrap = False
    for touchpoint in touchpoints:
        missing = unanswered(touchpoint)
        words = ", ".join(missing) or ("none" if touchpoint.needs else "no needs given")
        table.add_row(Text(clean(touchpoint.name)), sure(touchpoint.fit, touchpoint.interval), Text(words))
    page.table(table)
    page.line()


def customers_table(page: Page, report: Report) -> None:
    """A row a channel and language, a column a type: the fit of the moment that serves it least. Then who is
    served at whose expense, and where copy says what customers say."""
    types = list(dict.fromkeys(one.customer for one in report.customers))
    if not types:
        return
    page.heading("Customers: whom does it serve?")
    table = table_of("channel", *(clean(name) for name in types))
    rows: dict[str, dict[str, CustomerResult]] = {}
    for one in report.customers:
        rows.setdefault(f"{one.channel} ({one.language})", {})[one.customer] = one
    for name, row in rows.items():
        table.add_row(Text(clean(name)), *(whole(row[one].fit) if one in row else "-" for one in types))
    page.table(table)
    page.line()
    if told := [*map(expense, report.expenses), *_sayings(report)]:
        for line in told:
            page.prose(flat(line), label="- ")
        page.line()


def _sayings(report: Report) -> Iterator[str]:
    """Where copy says what a type of customer loves or hates in their own words."""
    for who in report.customers:
        for verb, met in (("loves", who.meets), ("hates", who.puts_off)):
            for one in met:
                if one.kind is EncounterKind.SENTENCE:
                    place = located(one.place, report.files.get(one.place.name))
                    yield f"{place} says what {who.customer} {verb}: {encounter(one)}"


def unanswered(touchpoint: Touchpoint) -> list[str]:
    """The needs that a touchpoint leaves open, heaviest first."""
    missing: list[NeedResult] = [need for need in touchpoint.needs if not need.answered]
    return [clean(need.need) for need in sorted(missing, key=lambda need: -need.weight)]


def sure(value: float | None, interval: Interval | None) -> str:
    """A figure with its interval, where it has one."""
    return f"{whole(value)} ({between(interval)})" if interval else whole(value)


def whole(value: float | None) -> str:
    """A figure as people see it."""
    return "-" if value is None else str(round(value))
