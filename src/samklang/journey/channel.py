"""Compares one channel with the persona: its consistency, its profile and its next steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from samklang.journey.drift import DocumentScore
from samklang.journey.sums import (
    DocumentShares,
    Figures,
    below_target,
    closeness,
    draws,
    interval,
    weighted_mean,
)
from samklang.model import Band, Channel, ChannelResult, Measurement, Step, StepKind, TraitProfile

_Z90 = 1.645
_STEPS = 3
"""Steps that are reported at most."""


class ChannelStanding:
    """Accumulates the documents of one channel."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._bands = [_BandStanding(band) for band in channel.bands]
        self._documents = self._passages = self._words = 0

    def add(self, document: Sequence[Measurement]) -> None:
        """Adds a document's measurements."""
        self._documents += 1
        self._passages += len(document)
        self._words += sum(measurement.passage.words for measurement in document)
        for band in self._bands:
            band.add(document)

    def result(self) -> ChannelResult:
        """The channel's result so far."""
        scored = [
            (standing, share) for standing in self._bands if (share := standing.shares.value) is not None
        ]
        total = sum(standing.band.weight for standing, _ in scored)
        weighted_sum = sum(standing.band.weight * share for standing, share in scored)
        consistency = 100 * weighted_sum / total if total else None
        return ChannelResult(
            channel=self._channel.name,
            documents=self._documents,
            passages=self._passages,
            words=self._words,
            consistency=consistency,
            interval=interval(consistency, self._resampled()) if self._documents > 1 and scored else None,
            profile=tuple(standing.profile() for standing, _ in scored),
            steps=self._steps(),
        )

    def gain(self, trait: str, document: str) -> float:
        """Points of consistency that would be gained if a document were inside the band of a trait."""
        scored = [standing for standing in self._bands if standing.shares.value is not None]
        total = sum(standing.band.weight for standing in scored)
        own = next((standing for standing in scored if standing.band.trait == trait), None)
        return 100 * own.band.weight * own.shares.gain(document) / total if own else 0.0

    def document_scores(self, trait: str, target: float) -> list[DocumentScore]:
        """The mean score of each document on a trait, with the channel's declared shift subtracted.

        Args:
            target: the persona's own, before the shift.
        """
        own = next(standing for standing in self._bands if standing.band.trait == trait)
        return own.document_scores(self._channel.name, own.band.target - target)

    def _resampled(self) -> Figures:
        """(draws,): consistency, 0 to 1, in each bootstrap resample of the documents."""
        counts = draws(self._documents)
        return weighted_mean(
            (standing.band.weight, standing.shares.resampled(counts)) for standing in self._bands
        )

    def _steps(self) -> tuple[Step, ...]:
        """The changes that would raise consistency most."""
        gaps = [
            (standing.band.trait, gap)
            for standing in self._bands
            if (gap := standing.shares.gap()) is not None
        ]
        steps = [
            Step(
                kind=StepKind.TRAIT,
                what=trait,
                place=gap.furthest.passage.place(),
                fit=0.0,
                consistency=self.gain(trait, gap.document),
                more=below_target(self._channel, trait, gap),
            )
            for trait, gap in gaps
        ]
        return tuple(sorted(steps, key=lambda step: -step.consistency)[:_STEPS])


class _DocumentMean(NamedTuple):
    """A document's word-weighted mean score on a trait."""

    score: float
    furthest: Measurement
    """The passage that is furthest from the target."""


class _BandStanding:
    """Accumulates the documents of one channel on one trait."""

    def __init__(self, band: Band) -> None:
        self.band = band
        self.shares = DocumentShares()
        self._documents: list[_DocumentMean] = []
        self._margin = self._sum = 0.0
        self._words = self._passages = 0

    def add(self, document: Sequence[Measurement]) -> None:
        """Adds a document's measurements."""
        scored = [
            (score, measurement)
            for measurement in document
            if (score := measurement.traits.get(self.band.trait)) is not None and not score.abstained
        ]
        self.shares.add(
            document[0].passage.source.name,
            ((closeness(self.band, score.score), measurement) for score, measurement in scored),
        )
        if not scored:
            return
        words = sum(measurement.passage.words for _, measurement in scored)
        total = sum(score.score * measurement.passage.words for score, measurement in scored)
        self._margin = max(self._margin, *(score.margin for score, _ in scored))
        furthest = max(scored, key=lambda pair: abs(pair[0].score - self.band.target))[1]
        self._documents.append(_DocumentMean(total / words, furthest))
        self._sum += total
        self._words += words
        self._passages += len(scored)

    def document_scores(self, channel: str, shift: float) -> list[DocumentScore]:
        """The mean score of each document, less the shift."""
        return [
            DocumentScore(channel, passage.language, document.score - shift, passage.place())
            for document in self._documents
            for passage in [document.furthest.passage]
        ]

    def profile(self) -> TraitProfile:
        """The channel's mean score on the trait; the unit of its margin is the document, not the passage."""
        return TraitProfile(
            band=self.band,
            score=self._sum / self._words,
            margin=self._half_interval(),
            passages=self._passages,
        )

    def _half_interval(self) -> float:
        """Half the 90 % interval of the channel's mean, by the standard error of its documents' means."""
        means = [document.score for document in self._documents]
        if len(means) < 2:
            return self._margin
        centre = sum(means) / len(means)
        variance = sum((mean - centre) ** 2 for mean in means) / (len(means) - 1)
        return float(_Z90 * (variance / len(means)) ** 0.5)
