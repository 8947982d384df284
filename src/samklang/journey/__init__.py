"""The journey: how far each channel's copy is the persona's (consistency), how far each touchpoint meets its
priorities (fit), and which touchpoint is the weakest. docs/consistency-and-fit.md defines both.

Copy is added one document at a time and only sums are kept of it, so that a corpus may be of any size.
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
    """Groups measurements by document; those of one document must be contiguous."""
    for _, document in groupby(measurements, key=lambda measurement: measurement.passage.source.name):
        yield list(document)


def weakest(points: Iterable[Touchpoint]) -> Touchpoint | None:
    """The touchpoint with the lowest fit: customers leave at the worst moment."""
    with_fit = [touchpoint for touchpoint in points if touchpoint.fit is not None]
    return min(with_fit, key=lambda touchpoint: touchpoint.fit or 0.0, default=None)


class Journey:
    """Accumulates documents into the results of channels, touchpoints and customer types."""

    def __init__(self, workspace: Workspace, partial: frozenset[str] = frozenset()) -> None:
        """Args:
        partial: channels of which not all files are read, so that their touchpoints cannot be judged.
        """
        self._workspace = workspace
        self._partial = partial
        self._channels: dict[str, ChannelStanding] = {}
        self._languages: dict[str, LanguagesStanding] = {}
        self._touchpoints: dict[tuple[str, str, str], TouchpointStanding] = {}
        self._customers: dict[tuple[str, str, str], CustomerStanding] = {}

    def add(self, document: Sequence[Measurement]) -> None:
        """Adds a document's measurements."""
        source = document[0].passage.source
        channel = self._workspace.channel(source.channel)
        if channel is None:
            return
        self._channels.setdefault(channel.name, ChannelStanding(channel)).add(document)
        if len(self._workspace.languages) > 1:
            languages = LanguagesStanding(channel, self._workspace)
            self._languages.setdefault(channel.name, languages).add(document)
        if channel.name not in self._partial:
            self._add_to_touchpoints(channel, document)

    def channels(self) -> tuple[ChannelResult, ...]:
        """The channels' results, in the order of the workspace."""
        profiles = {name: standing.result() for name, standing in self._languages.items()}
        all_drifts = self._drifts()
        names = [channel.name for channel in self._workspace.channels if channel.name in self._channels]
        return tuple(
            replace(
                self._channels[name].result(),
                drifts=tuple(drift for drift in all_drifts if drift.channel == name),
                languages=profiles.get(name, ()),
            )
            for name in names
        )

    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """The touchpoints' results, in the order of the journey."""
        order = {moment: index for index, moment in enumerate(self._workspace.journey)}
        names = [channel.name for channel in self._workspace.channels]
        results = (
            standing.result(self._channels[channel].gain)
            for (channel, _, _), standing in self._touchpoints.items()
            if standing.served
        )
        return tuple(
            sorted(
                results, key=lambda t: (order.get(t.moment, len(order)), names.index(t.channel), t.language)
            )
        )

    def customers(self) -> tuple[CustomerResult, ...]:
        """What each type of customer meets in each channel and language that is served."""
        results = []
        for (name, channel, language), standing in self._customers.items():
            if serving := self._serving(channel, language):
                customer = next(customer for customer in self._workspace.customers if customer.name == name)
                fits = [fit for touchpoint in serving if (fit := touchpoint.fit_for(customer)) is not None]
                results.append(standing.result(min(fits, default=None)))
        return tuple(sorted(results, key=self._order))

    def expenses(self) -> tuple[Expense, ...]:
        """The types of customer that are served at another's expense."""
        places = dict.fromkeys((channel, language) for channel, _, language in self._touchpoints)
        all_expenses = [
            expense
            for channel, language in places
            for expense in expenses(
                channel, language, self._serving(channel, language), self._workspace.customers
            )
        ]
        return tuple(
            sorted(all_expenses, key=lambda expense: -expense.difference * (expense.pays_share or 1.0))
        )

    def _serving(self, channel: str, language: str) -> list[TouchpointStanding]:
        """The touchpoints of a channel that are meant for speakers of a language."""
        return [
            standing
            for (name, _, code), standing in self._touchpoints.items()
            if (name, code) == (channel, language) and standing.served
        ]

    def _order(self, result: CustomerResult) -> tuple[int, str, int]:
        channels = [channel.name for channel in self._workspace.channels]
        types = [customer.name for customer in self._workspace.customers]
        return channels.index(result.channel), result.language, types.index(result.customer)

    def _add_to_customers(self, channel: Channel, language: str, group: Sequence[Measurement]) -> None:
        for customer in self._workspace.customers:
            key = (customer.name, channel.name, language)
            self._customers.setdefault(key, CustomerStanding(customer, channel.name, language)).add(group)

    def _drifts(self) -> tuple[Drift, ...]:
        channels = self._channels.values()
        return drifts(
            (
                band,
                [score for channel in channels for score in channel.document_scores(band.trait, band.target)],
            )
            for band in self._workspace.persona.bands
        )

    def _add_to_touchpoints(self, channel: Channel, document: Sequence[Measurement]) -> None:
        groups: dict[tuple[str, str], list[Measurement]] = defaultdict(list)
        for measurement in document:
            passage = measurement.passage
            if passage.scorable:
                groups[passage.source.moment, passage.language].append(measurement)
        words = sum(measurement.passage.words for measurement in document)
        for (moment, language), group in groups.items():
            self._add_to_customers(channel, language, group)
            key = (channel.name, moment, language)
            standing = self._touchpoints.setdefault(key, TouchpointStanding(channel, moment, language))
            standing.add(group, words)
