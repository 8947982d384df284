"""The journey: how far each channel is the persona (consistency), how far each touchpoint meets its
priorities (fit), and which touchpoint is the weakest. docs/consistency-and-fit.md defines both.

Copy passes by a document at a time: what is kept of it are sums, so that a corpus may be of any size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from samklang.journey.channel import ChannelStanding
from samklang.journey.customers import CustomerStanding
from samklang.journey.drift import drifts
from samklang.journey.expense import expenses
from samklang.journey.languages import LanguagesStanding
from samklang.journey.touchpoint import ANSWERED, TouchpointStanding
from samklang.model import (
    Channel,
    ChannelResult,
    CustomerResult,
    Drift,
    Expense,
    Measurement,
    Touchpoint,
    Workspace,
)

__all__ = ["ANSWERED", "Journey", "by_document", "weakest"]


def by_document(measurements: Iterable[Measurement]) -> Iterator[list[Measurement]]:
    """The measurements of each document, where those of one stand together."""
    for _, found in groupby(measurements, key=lambda one: one.passage.source.name):
        yield list(found)


def weakest(found: Iterable[Touchpoint]) -> Touchpoint | None:
    """The touchpoint with the least fit: customers leave at the worst moment."""
    fitted = [touchpoint for touchpoint in found if touchpoint.fit is not None]
    return min(fitted, key=lambda touchpoint: touchpoint.fit or 0.0, default=None)


class Journey:
    """How channels and touchpoints stand after the documents that were added."""

    def __init__(self, workspace: Workspace, partial: frozenset[str] = frozenset()) -> None:
        """Args:
        partial: channels that are not read whole, whose touchpoints cannot be judged.
        """
        self._workspace = workspace
        self._partial = partial
        self._channels: dict[str, ChannelStanding] = {}
        self._languages: dict[str, LanguagesStanding] = {}
        self._touchpoints: dict[tuple[str, str, str], TouchpointStanding] = {}
        self._customers: dict[tuple[str, str, str], CustomerStanding] = {}

    def add(self, document: Sequence[Measurement]) -> None:
        """A document's measurements."""
        source = document[0].passage.source
        channel = self._workspace.channel(source.channel)
        if channel is None:
            return
        self._channels.setdefault(channel.name, ChannelStanding(channel)).add(document)
        if len(self._workspace.languages) > 1:
            languages = LanguagesStanding(channel, self._workspace)
            self._languages.setdefault(channel.name, languages).add(document)
        if channel.name not in self._partial:
            self._touch(channel, document)

    def channels(self) -> tuple[ChannelResult, ...]:
        """In the order of the workspace."""
        tongues = {name: standing.result() for name, standing in self._languages.items()}
        drifted = self._drifts()
        names = [channel.name for channel in self._workspace.channels if channel.name in self._channels]
        return tuple(
            replace(
                self._channels[name].result(),
                drifts=tuple(one for one in drifted if one.channel == name),
                languages=tongues.get(name, ()),
            )
            for name in names
        )

    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """In the order of the journey."""
        order = {moment: at for at, moment in enumerate(self._workspace.journey)}
        names = [channel.name for channel in self._workspace.channels]
        found = (
            standing.result(self._channels[channel].gain)
            for (channel, _, _), standing in self._touchpoints.items()
            if standing.served
        )
        return tuple(
            sorted(found, key=lambda t: (order.get(t.moment, len(order)), names.index(t.channel), t.language))
        )

    def customers(self) -> tuple[CustomerResult, ...]:
        """What each type of customer meets in each channel and language that is served."""
        found = []
        for (name, channel, language), standing in self._customers.items():
            if serving := self._serving(channel, language):
                customer = next(one for one in self._workspace.customers if one.name == name)
                fits = [fit for one in serving if (fit := one.fit_for(customer)) is not None]
                found.append(standing.result(min(fits, default=None)))
        return tuple(sorted(found, key=self._order))

    def expenses(self) -> tuple[Expense, ...]:
        """What types of customer are served at another's expense."""
        places = dict.fromkeys((channel, language) for channel, _, language in self._touchpoints)
        found = [
            expense
            for channel, language in places
            for expense in expenses(
                channel, language, self._serving(channel, language), self._workspace.customers
            )
        ]
        return tuple(sorted(found, key=lambda one: -one.difference * (one.pays_share or 1.0)))

    def _serving(self, channel: str, language: str) -> list[TouchpointStanding]:
        """The touchpoints of a channel that are meant for speakers of a language."""
        return [
            one
            for (where, _, tongue), one in self._touchpoints.items()
            if (where, tongue) == (channel, language) and one.served
        ]

    def _order(self, one: CustomerResult) -> tuple[int, str, int]:
        channels = [channel.name for channel in self._workspace.channels]
        types = [customer.name for customer in self._workspace.customers]
        return channels.index(one.channel), one.language, types.index(one.customer)

    def _meet(self, channel: Channel, language: str, group: Sequence[Measurement]) -> None:
        for customer in self._workspace.customers:
            key = (customer.name, channel.name, language)
            self._customers.setdefault(key, CustomerStanding(customer, channel.name, language)).add(group)

    def _drifts(self) -> tuple[Drift, ...]:
        standing = self._channels.values()
        return drifts(
            (band, [told for one in standing for told in one.told(band.trait, band.target)])
            for band in self._workspace.persona.bands
        )

    def _touch(self, channel: Channel, document: Sequence[Measurement]) -> None:
        groups: dict[tuple[str, str], list[Measurement]] = defaultdict(list)
        for one in document:
            if one.passage.scorable:
                groups[one.passage.source.moment, one.passage.language].append(one)
        words = sum(one.passage.words for one in document)
        for (moment, language), group in groups.items():
            self._meet(channel, language, group)
            key = (channel.name, moment, language)
            standing = self._touchpoints.setdefault(key, TouchpointStanding(channel, moment, language))
            standing.add(group, words)
