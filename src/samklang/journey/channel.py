"""How one channel stands against the persona."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from samklang.journey.drift import DocumentScore
from samklang.journey.sums import Figures, Shares, closeness, draws, interval, takes_more, weighted
from samklang.model import Band, Channel, ChannelResult, Measurement, Step, StepKind, TraitProfile

_Z90 = 1.645
_STEPS = 3


class ChannelStanding:
    """One channel so far."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._bands = [_BandStanding(band) for band in channel.bands]
        self._documents = self._passages = self._words = 0

    def add(self, document: Sequence[Measurement]) -> None:
        self._documents += 1
        self._passages += len(document)
        self._words += sum(one.passage.words for one in document)
        for band in self._bands:
            band.add(document)

    def result(self) -> ChannelResult:
        scored = [(one, near) for one in self._bands if (near := one.near.value) is not None]
        total = sum(one.band.weight for one, _ in scored)
        consistency = 100 * sum(one.band.weight * near for one, near in scored) / total if total else None
        return ChannelResult(
            channel=self._channel.name,
            documents=self._documents,
            passages=self._passages,
            words=self._words,
            consistency=consistency,
            interval=interval(consistency, self._drawn()) if self._documents > 1 and scored else None,
            profile=tuple(one.profile() for one, _ in scored),
            steps=self._steps(),
        )

    def gain(self, trait: str, document: str) -> float:
        """Points of consistency that would be gained if a document were inside the band of a trait."""
        scored = [one for one in self._bands if one.near.value is not None]
        total = sum(one.band.weight for one in scored)
        own = next((one for one in scored if one.band.trait == trait), None)
        return 100 * own.band.weight * own.near.gain(document) / total if own else 0.0

    def told(self, trait: str, target: float) -> list[DocumentScore]:
        """The mean of each document on a trait, as far as the channel's own target is from the persona's."""
        own = next(one for one in self._bands if one.band.trait == trait)
        return own.told(self._channel.name, own.band.target - target)

    def _drawn(self) -> Figures:
        counts = draws(self._documents)
        return weighted((one.band.weight, one.near.drawn(counts)) for one in self._bands)

    def _steps(self) -> tuple[Step, ...]:
        """The changes that consistency would gain most by."""
        gaps = [(one.band.trait, gap) for one in self._bands if (gap := one.near.gap()) is not None]
        found = [
            Step(
                kind=StepKind.TRAIT,
                what=trait,
                place=gap.furthest.passage.place(),
                fit=0.0,
                consistency=self.gain(trait, gap.name),
                more=takes_more(self._channel, trait, gap),
            )
            for trait, gap in gaps
        ]
        return tuple(sorted(found, key=lambda step: -step.consistency)[:_STEPS])


class _Document(NamedTuple):
    """A document's mean on a trait."""

    score: float
    furthest: Measurement
    """The passage that is furthest from the target."""


class _BandStanding:
    """A channel on one trait so far."""

    def __init__(self, band: Band) -> None:
        self.band = band
        self.near = Shares()
        self._told: list[_Document] = []
        self._margin = self._sum = 0.0
        self._words = self._passages = 0

    def add(self, document: Sequence[Measurement]) -> None:
        found = [
            (score, one)
            for one in document
            if (score := one.traits.get(self.band.trait)) is not None and not score.abstained
        ]
        self.near.add(
            document[0].passage.source.name,
            ((closeness(self.band, score.score), one) for score, one in found),
        )
        if not found:
            return
        words = sum(one.passage.words for _, one in found)
        said = sum(score.score * one.passage.words for score, one in found)
        self._margin = max(self._margin, *(score.margin for score, _ in found))
        furthest = max(found, key=lambda pair: abs(pair[0].score - self.band.target))[1]
        self._told.append(_Document(said / words, furthest))
        self._sum += said
        self._words += words
        self._passages += len(found)

    def told(self, channel: str, shift: float) -> list[DocumentScore]:
        """The documents, what the channel declares as its shift taken off."""
        return [
            DocumentScore(
                channel, one.furthest.passage.language, one.score - shift, one.furthest.passage.place()
            )
            for one in self._told
        ]

    def profile(self) -> TraitProfile:
        """The channel's mean on the trait; its margin takes documents, not passages, as the unit."""
        return TraitProfile(
            band=self.band,
            score=self._sum / self._words,
            margin=self._interval(),
            passages=self._passages,
        )

    def _interval(self) -> float:
        """Half the 90 % interval of the channel's mean, from how its documents' means scatter."""
        means = [one.score for one in self._told]
        if len(means) < 2:
            return self._margin
        centre = sum(means) / len(means)
        variance = sum((mean - centre) ** 2 for mean in means) / (len(means) - 1)
        return float(_Z90 * (variance / len(means)) ** 0.5)
