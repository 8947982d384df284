"""The journey: how far each channel is the persona (consistency), how far each touchpoint meets its
priorities (fit), and which touchpoint is the weakest. docs/consistency-and-fit.md defines both.

Copy passes by a document at a time: what is kept of it are sums, so that a corpus may be of any size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from samklang.model import (
    Band,
    Channel,
    ChannelResult,
    Measurement,
    NeedResult,
    Touchpoint,
    TraitProfile,
    Workspace,
)

ANSWERED = 0.65
"""A passage answers a need when it is this likely that a person would say so: a need that is thought
answered and is not costs a customer, one that is found open costs a look."""
FAR = 50.0
"""Points outside the band at which a passage is no longer the persona at all."""
SERVED = 0.25
"""Share of some file's words from which a language is one that the touchpoint serves."""
LIX_FAR = 20.0
"""LIX over what was asked at which a passage counts as too hard to read."""
_Z90 = 1.645


def closeness(band: Band, score: float) -> float:
    """1 inside the band, falling to 0 at `FAR` points outside it."""
    return max(0.0, 1.0 - abs(band.overshoot(score)) / FAR)


def by_document(measurements: Iterable[Measurement]) -> Iterator[list[Measurement]]:
    """The measurements of each document, where those of one stand together."""
    for _, found in groupby(measurements, key=lambda one: one.passage.source.name):
        yield list(found)


def channel_result(channel: Channel, measurements: Iterable[Measurement]) -> ChannelResult:
    """One channel against the persona."""
    standing = _ChannelStanding(channel)
    for document in by_document(measurements):
        standing.add(document)
    return standing.result()


def touchpoints(workspace: Workspace, measurements: Iterable[Measurement]) -> tuple[Touchpoint, ...]:
    """Every channel, moment and language that has copy, in the order of the journey."""
    journey = Journey(workspace)
    for document in by_document(measurements):
        journey.add(document)
    return journey.touchpoints()


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
        self._channels: dict[str, _ChannelStanding] = {}
        self._touchpoints: dict[tuple[str, str, str], _TouchpointStanding] = {}

    def add(self, document: Sequence[Measurement]) -> None:
        """A document's measurements."""
        source = document[0].passage.source
        channel = self._workspace.channel(source.channel)
        if channel is None:
            return
        self._channels.setdefault(channel.name, _ChannelStanding(channel)).add(document)
        if channel.name not in self._partial:
            self._touch(channel, document)

    def channels(self) -> tuple[ChannelResult, ...]:
        """In the order of the workspace."""
        names = [channel.name for channel in self._workspace.channels]
        return tuple(self._channels[name].result() for name in names if name in self._channels)

    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """In the order of the journey."""
        order = {moment: at for at, moment in enumerate(self._workspace.journey)}
        names = [channel.name for channel in self._workspace.channels]
        found = (one.result() for one in self._touchpoints.values() if one.served)
        return tuple(
            sorted(found, key=lambda t: (order.get(t.moment, len(order)), names.index(t.channel), t.language))
        )

    def _touch(self, channel: Channel, document: Sequence[Measurement]) -> None:
        groups: dict[tuple[str, str], list[Measurement]] = defaultdict(list)
        for one in document:
            if one.passage.scorable:
                groups[one.passage.source.moment, one.passage.language].append(one)
        words = sum(one.passage.words for one in document)
        for (moment, language), group in groups.items():
            key = (channel.name, moment, language)
            standing = self._touchpoints.setdefault(key, _TouchpointStanding(channel, moment, language))
            standing.add(group, words)


class _Mean:
    """A weighted mean, kept as its sums."""

    def __init__(self) -> None:
        self.count = 0
        self._sum = self._weight = 0.0

    def add(self, value: float, weight: float) -> None:
        self.count += 1
        self._sum += value * weight
        self._weight += weight

    @property
    def value(self) -> float:
        return self._sum / self._weight


class _ChannelStanding:
    """One channel so far."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._bands = [_BandStanding(band) for band in channel.bands]
        self._documents: set[str] = set()
        self._passages = self._words = 0

    def add(self, document: Sequence[Measurement]) -> None:
        self._documents.add(document[0].passage.source.name)
        self._passages += len(document)
        self._words += sum(one.passage.words for one in document)
        for band in self._bands:
            band.add(document)

    def result(self) -> ChannelResult:
        scored = [one for one in self._bands if one.score.count]
        total = sum(one.band.weight for one in scored)
        near = sum(one.band.weight * one.closeness.value for one in scored)
        return ChannelResult(
            channel=self._channel.name,
            documents=len(self._documents),
            passages=self._passages,
            words=self._words,
            consistency=100 * near / total if total else None,
            profile=tuple(one.profile() for one in scored),
        )


class _BandStanding:
    """A channel on one trait so far."""

    def __init__(self, band: Band) -> None:
        self.band = band
        self.score, self.closeness = _Mean(), _Mean()
        self._documents: list[float] = []
        """Their means."""
        self._margin = 0.0
        """The widest of a passage."""

    def add(self, document: Sequence[Measurement]) -> None:
        own = _Mean()
        for one in document:
            score = one.traits.get(self.band.trait)
            if score is not None and not score.abstained:
                words = one.passage.words
                own.add(score.score, words)
                self.score.add(score.score, words)
                self.closeness.add(closeness(self.band, score.score), words)
                self._margin = max(self._margin, score.margin)
        if own.count:
            self._documents.append(own.value)

    def profile(self) -> TraitProfile:
        """The channel's mean on the trait; its margin takes documents, not passages, as the unit."""
        return TraitProfile(
            band=self.band, score=self.score.value, margin=self._interval(), passages=self.score.count
        )

    def _interval(self) -> float:
        """Half the 90 % interval of the channel's mean, from how its documents' means scatter."""
        means = self._documents
        if len(means) < 2:
            return self._margin
        centre = sum(means) / len(means)
        variance = sum((mean - centre) ** 2 for mean in means) / (len(means) - 1)
        return float(_Z90 * (variance / len(means)) ** 0.5)


class _TouchpointStanding:
    """One channel and moment in one language so far."""

    def __init__(self, channel: Channel, moment: str, language: str) -> None:
        self._channel, self._moment, self._language = channel, moment, language
        self._priorities = channel.priority(moment)
        self._best: dict[str, Measurement] = {}
        """By need: what answers it best."""
        self._near = {trait: _Mean() for trait in self._priorities.traits}
        self._ease = _Mean()
        self._documents: set[str] = set()
        self.served = False
        """Whether its copy is meant for speakers of the language: a slogan in a file of another is not."""

    def add(self, group: Sequence[Measurement], words: int) -> None:
        """Measurements of one document, of whose words there are so many in all."""
        self._documents.add(group[0].passage.source.name)
        self.served |= sum(one.passage.words for one in group) >= SERVED * words
        for need in self._priorities.needs:
            best = max(group, key=lambda one: one.needs[need])
            if need not in self._best or best.needs[need] > self._best[need].needs[need]:
                self._best[need] = best
        for one in group:
            self._weigh(one)

    def result(self) -> Touchpoint:
        needs = tuple(
            self._need(need, weight)
            for need, weight in sorted(self._priorities.needs.items(), key=lambda item: -item[1])
        )
        return Touchpoint(
            channel=self._channel.name,
            moment=self._moment,
            language=self._language,
            documents=len(self._documents),
            fit=self._fit(needs),
            needs=needs,
        )

    def _weigh(self, one: Measurement) -> None:
        words, lix = one.passage.words, self._priorities.lix
        for trait, near in self._near.items():
            band, score = self._channel.band(trait), one.traits.get(trait)
            if band and score and not score.abstained:
                near.add(closeness(band, score.score), words)
        if lix is not None:
            self._ease.add(max(0.0, 1.0 - max(0.0, one.effort.lix - lix) / LIX_FAR), words)

    def _need(self, need: str, weight: float) -> NeedResult:
        best = self._best[need]
        return NeedResult(
            need=need,
            weight=weight,
            coverage=best.needs[need],
            answered=best.needs[need] >= ANSWERED,
            place=best.passage.place(),
            evidence=best.passage.text,
        )

    def _fit(self, needs: Sequence[NeedResult]) -> float | None:
        """The weighted mean of how far each priority is met; what could not be scored weighs nothing."""
        met = _Mean()
        for need in needs:
            met.add(need.coverage, need.weight)
        for trait, near in self._near.items():
            if near.count:
                met.add(near.value, self._priorities.traits[trait])
        if self._priorities.lix is not None:
            met.add(self._ease.value, self._priorities.effort)
        return 100 * met.value if met.count else None
