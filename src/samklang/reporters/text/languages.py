"""Channels language by language, for a terminal: `samklang profile`."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from samklang.model import ChannelResult, Difference, Estimate, LanguageProfile, LanguageTrait
from samklang.reporters import Display
from samklang.reporters.printable import clean
from samklang.reporters.text.page import Page, table_of
from samklang.words import counted


def render(channels: Sequence[ChannelResult], display: Display) -> str:
    """A table a channel: its traits, and under each the languages side by side."""
    page = Page(display)
    for channel in channels:
        if channel.languages:
            _channel(page, channel)
    told = [one.difference for c in channels for p in c.languages for one in p.traits if one.difference]
    if any(one.sure for one in told):
        page.prose("surely the translation: more than the tool and chance explain", label="* ")
    if any(not one.matched for one in told):
        page.prose("of all copy in both languages, which may say other things", label="~ ")
    return page.text()


def _channel(page: Page, channel: ChannelResult) -> None:
    first = channel.languages[0].language
    page.heading(clean(channel.channel))
    page.prose("; ".join(map(_size, channel.languages)))
    table = table_of("trait", "", "mean", "unsure", f"from {first}", "the tool", "left")
    for trait in dict.fromkeys(one.trait for profile in channel.languages for one in profile.traits):
        name = clean(trait)
        for profile in channel.languages:
            if found := next((one for one in profile.traits if one.trait == trait), None):
                table.add_row(name, profile.language, *_figures(found))
                name = ""
    page.table(table)
    page.line()


def _size(profile: LanguageProfile) -> str:
    return (
        f"{profile.language} {counted(profile.documents, 'document')}, {counted(profile.passages, 'passage')}"
    )


def _figures(one: LanguageTrait) -> tuple[Text, ...]:
    mean = f"{one.score:.0f}    " if one.margin is None else _shown(Estimate(one.score, one.margin), sign="")
    return Text(mean), Text(f"{one.unsure:.0%}"), *_difference(one.difference)


def _difference(one: Difference | None) -> tuple[Text, ...]:
    if one is None:
        return ()
    whole = Text(_shown(one.whole) + (" " if one.matched else "~"))
    if one.tool is None or one.rest is None:
        return (whole,)
    rest = Text(f"{_shown(one.rest)}{'*' if one.sure else ' '}", "yellow" if one.sure else "")
    return whole, Text(_shown(one.tool)), rest


def _shown(one: Estimate, sign: str = "+") -> str:
    """Figures in line: `+31 ±4`."""
    return f"{round(one.points):{sign}d} ±{one.margin:<2.0f}"
