"""Compares one touchpoint with what customers need there: its fit, its needs and its next steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from samklang.journey.felt import FeltStanding, ease
from samklang.journey.sums import (
    Counts,
    DocumentShares,
    Figures,
    below_target,
    closeness,
    draws,
    interval,
    weighted_mean,
)
from samklang.model import (
    Channel,
    CustomerType,
    Interval,
    Measurement,
    NeedResult,
    Place,
    Priorities,
    Step,
    StepKind,
    Touchpoint,
)
from samklang.needs.felt import FELT, load

ANSWERED = 0.65
"""A passage answers a need from this probability on. It is over a half since errors differ in cost: a need
wrongly thought answered costs a customer, one wrongly reported costs a look."""
WELL_ANSWERED = 0.95
"""The coverage that a passage written to answer a need can be expected to reach."""
SERVED = 0.25
"""Share of a document's words from which it counts as written in the language, so that a slogan does not."""
_STEPS = 3
"""Steps that are reported at most."""

Gain = Callable[[str, str], float]
"""Points that the channel's consistency would gain, by trait and document."""


def serves(group: Sequence[Measurement], words: int) -> bool:
    """Whether a document counts as written in a language.

    Args:
        group: its measurements in the language.
        words: of the document, in any language.
    """
    return sum(measurement.passage.words for measurement in group) >= SERVED * words


class _Answer(NamedTuple):
    """The passage that answers a need best."""

    measurement: Measurement
    depth: int
    """Number of words read before it in its document; 0 where that is not read from the top down."""


class TouchpointStanding:
    """Accumulates the documents of one channel and moment in one language."""

    def __init__(self, channel: Channel, moment: str, language: str) -> None:
        self._channel, self._moment, self._language = channel, moment, language
        self._priorities = channel.priority(moment)
        self._best: dict[str, _Answer] = {}
        needs = self._priorities.needs
        self._felt = {need: FeltStanding(load(need)) for need in needs if need in FELT}
        self._coverage: dict[str, list[float]] = {need: [] for need in needs if need not in FELT}
        """By need: the highest coverage in each document."""
        self._closeness = {trait: DocumentShares() for trait in self._priorities.traits}
        self._ease = DocumentShares()
        self.documents = 0
        self.served = False
        """Whether any of its documents counts as written in the language."""

    def add(self, group: Sequence[Measurement], words: int) -> None:
        """Adds one document.

        Args:
            group: its measurements in the language.
            words: of the document, in any language.
        """
        self.documents += 1
        self.served |= serves(group, words)
        words_before = [
            0,
            *accumulate(
                measurement.passage.words if measurement.passage.in_order else 0 for measurement in group
            ),
        ]
        for need, coverage in self._coverage.items():
            best = max(range(len(group)), key=lambda index: group[index].needs[need])
            coverage.append(group[best].needs[need])
            if need not in self._best or coverage[-1] > self._best[need].measurement.needs[need]:
                self._best[need] = _Answer(group[best], words_before[best])
        name = group[0].passage.source.name
        for felt in self._felt.values():
            felt.add(group)
        for trait, shares in self._closeness.items():
            shares.add(name, self._passage_closeness(trait, group))
        if (lix := self._priorities.lix) is not None:
            scored = ((ease(lix)(measurement), measurement) for measurement in group)
            self._ease.add(name, ((share, passage) for share, passage in scored if share is not None))

    def result(self, gain: Gain) -> Touchpoint:
        """The result so far.

        Args:
            gain: what the channel's consistency would gain.
        """
        by_weight = sorted(self._priorities.needs.items(), key=lambda item: -item[1])
        results = (self._need(need, weight) for need, weight in by_weight)
        needs = tuple(result for result in results if result is not None)
        fit = self._fit(self._priorities)
        return Touchpoint(
            channel=self._channel.name,
            moment=self._moment,
            language=self._language,
            documents=self.documents,
            fit=fit,
            interval=self._interval(fit),
            needs=needs,
            steps=self._steps(gain),
        )

    def _passage_closeness(
        self, trait: str, group: Sequence[Measurement]
    ) -> Iterator[tuple[float, Measurement]]:
        """The passages that could be scored on a trait, each with its closeness to the band."""
        band = self._channel.band(trait)
        for measurement in group:
            score = measurement.traits.get(trait)
            if band and score and not score.abstained:
                yield closeness(band, score.score), measurement

    def _need(self, need: str, weight: float) -> NeedResult | None:
        """The result of a need; None for a felt need that could not be scored."""
        if need in self._felt:
            return self._felt_need(need, weight)
        best = self._best[need]
        coverage = best.measurement.needs[need]
        return NeedResult(
            need=need,
            weight=weight,
            coverage=coverage,
            answered=coverage >= ANSWERED,
            place=best.measurement.passage.place(),
            evidence=best.measurement.passage.text,
            depth=best.depth,
            lix=best.measurement.effort.lix,
        )

    def _felt_need(self, need: str, weight: float) -> NeedResult | None:
        """The result of a felt need; its evidence is the passage that is furthest from it."""
        felt = self._felt[need]
        gap, coverage = felt.gap(), felt.value
        if coverage is None:
            return None
        return NeedResult(
            need=need,
            weight=weight,
            coverage=coverage,
            answered=coverage >= ANSWERED,
            place=gap.furthest.passage.place() if gap else None,
            evidence=gap.furthest.passage.text if gap else "",
        )

    def fit_for(self, customer: CustomerType) -> float | None:
        """The fit as a type of customer weighs it, 0 to 100; None without priorities."""
        return self._fit(self._priorities.weighed_by(customer))

    def _fit(self, weighed: Priorities) -> float | None:
        """The weighted mean of the shares to which the priorities are met, of those that could be scored."""
        met = [(weighed.needs[need], best.measurement.needs[need]) for need, best in self._best.items()]
        met += [
            (weight, shares.value) for weight, shares in self._shares(weighed) if shares.value is not None
        ]
        total = sum(weight for weight, _ in met)
        return 100 * sum(weight * share for weight, share in met) / total if total else None

    def _shares(self, weighed: Priorities) -> Iterator[tuple[float, DocumentShares | FeltStanding]]:
        """The weights and shares of all priorities but the needs that passages answer."""
        for need, felt in self._felt.items():
            yield weighed.needs[need], felt
        for trait, shares in self._closeness.items():
            yield weighed.traits[trait], shares
        if weighed.lix is not None:
            yield weighed.effort, self._ease

    def resampled_for(self, customer: CustomerType) -> Figures:
        """(draws,): `fit_for`, 0 to 1, in each bootstrap resample of the documents."""
        return self._resampled(self._priorities.weighed_by(customer))

    def _interval(self, fit: float | None) -> Interval | None:
        if self.documents < 2 or fit is None:
            return None
        return interval(fit, self._resampled(self._priorities))

    def _resampled(self, weighed: Priorities) -> Figures:
        """(draws,): the fit, 0 to 1, in each bootstrap resample of the documents."""
        counts = draws(self.documents)
        met = [(weighed.needs[need], self._resampled_coverage(need, counts)) for need in self._best]
        met += [(weight, shares.resampled(counts)) for weight, shares in self._shares(weighed)]
        return weighted_mean(met)

    def _resampled_coverage(self, need: str, counts: Counts) -> Figures:
        """(draws,): the highest coverage among the documents of each resample."""
        return np.asarray(np.where(counts > 0, np.array(self._coverage[need]), 0.0).max(1))

    def _steps(self, gain: Gain) -> tuple[Step, ...]:
        """The changes that would raise fit most and, with equal fit, consistency."""
        steps = [*self._need_steps(), *self._felt_steps(), *self._trait_steps(gain), *self._effort_steps()]
        return tuple(sorted(steps, key=lambda step: (-step.fit, -step.consistency))[:_STEPS])

    def _need_steps(self) -> Iterator[Step]:
        for need, best in self._best.items():
            if (missing := WELL_ANSWERED - best.measurement.needs[need]) > 0:
                yield self._step(StepKind.NEED, need, best.measurement.passage.place(), missing)

    def _felt_steps(self) -> Iterator[Step]:
        for need, felt in self._felt.items():
            if gap := felt.gap():
                yield self._step(StepKind.FEELING, need, gap.furthest.passage.place(), gap.share)

    def _step(self, kind: StepKind, need: str, place: Place, share: float) -> Step:
        weight = self._relative_weight(self._priorities.needs[need])
        return Step(kind=kind, what=need, place=place, fit=100 * weight * share, consistency=0.0)

    def _trait_steps(self, gain: Gain) -> Iterator[Step]:
        for trait, shares in self._closeness.items():
            if gap := shares.gap():
                yield Step(
                    kind=StepKind.TRAIT,
                    what=trait,
                    place=gap.furthest.passage.place(),
                    fit=100 * self._relative_weight(self._priorities.traits[trait]) * gap.share,
                    consistency=gain(trait, gap.document),
                    more=below_target(self._channel, trait, gap),
                )

    def _effort_steps(self) -> Iterator[Step]:
        if gap := self._ease.gap():
            fit = 100 * self._relative_weight(self._priorities.effort) * gap.share
            place = gap.furthest.passage.place()
            yield Step(kind=StepKind.EFFORT, what="lix", place=place, fit=fit, consistency=0.0)

    def _relative_weight(self, weight: float) -> float:
        """A weight's share of the weights of all priorities that could be scored."""
        scored = sum(other for other, shares in self._shares(self._priorities) if shares.value is not None)
        return weight / (sum(self._priorities.needs[need] for need in self._best) + scored)
