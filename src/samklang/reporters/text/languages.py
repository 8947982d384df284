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
    """A table for each channel: its traits, and under each trait a row for each language."""
    page = Page(display)
    for channel in channels:
        if channel.languages:
            _channel(page, channel)
    traits = [trait for channel in channels for profile in channel.languages for trait in profile.traits]
    differences = [trait.difference for trait in traits if trait.difference]
    if any(difference.sure for difference in differences):
        page.prose("surely the translation: more than the tool and chance explain", label="* ")
    if any(not difference.matched for difference in differences):
        page.prose("of all copy in both languages, which may not say the same", label="~ ")
    return page.text()


def _channel(page: Page, channel: ChannelResult) -> None:
    first = channel.languages[0].language
    page.heading(clean(channel.channel))
    page.prose("; ".join(map(_size, channel.languages)))
    table = table_of("trait", "", "mean", "unsure", f"from {first}", "the tool", "rest")
    names = (result.trait for profile in channel.languages for result in profile.traits)
    for trait in dict.fromkeys(names):
        label = clean(trait)
        for profile in channel.languages:
            for result in profile.traits:
                if result.trait == trait:
                    table.add_row(label, profile.language, *_figures(result))
                    label = ""
    page.table(table)
    page.line()


def _size(profile: LanguageProfile) -> str:
    return (
        f"{profile.language} {counted(profile.documents, 'document')}, {counted(profile.passages, 'passage')}"
    )


def _figures(trait: LanguageTrait) -> tuple[Text, ...]:
    if trait.margin is None:
        mean = f"{trait.score:.0f}    "
    else:
        mean = _shown(Estimate(trait.score, trait.margin), sign="")
    return Text(mean), Text(f"{trait.unsure:.0%}"), *_difference(trait.difference)


def _difference(difference: Difference | None) -> tuple[Text, ...]:
    if difference is None:
        return ()
    whole = Text(_shown(difference.whole) + (" " if difference.matched else "~"))
    if difference.tool is None or difference.rest is None:
        return (whole,)
    mark, style = ("*", "yellow") if difference.sure else (" ", "")
    return whole, Text(_shown(difference.tool)), Text(_shown(difference.rest) + mark, style)


def _shown(estimate: Estimate, sign: str = "+") -> str:
    """An estimate with its margin, aligned with those above it: `+31 ±4`."""
    return f"{round(estimate.points):{sign}d} ±{estimate.margin:<2.0f}"
