"""How one touchpoint stands against what customers need there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from samklang.journey.sums import Counts, Figures, Shares, closeness, draws, interval, weighted
from samklang.model import (
    Channel,
    CustomerType,
    Interval,
    Measurement,
    NeedResult,
    Priorities,
    Step,
    StepKind,
    Touchpoint,
)

ANSWERED = 0.65
"""A passage answers a need when it is this likely that a person would say so: a need that is thought
answered and is not costs a customer, one that is found open costs a look."""
WELL_ANSWERED = 0.95
"""What a passage that is written to answer a need can be reckoned to reach."""
SERVED = 0.25
"""Share of some file's words from which a language is one that the touchpoint serves."""
LIX_FAR = 20.0
"""LIX over what was asked at which a passage counts as too hard to read."""
_STEPS = 3

Gain = Callable[[str, str], float]
"""Points of the channel's consistency, by trait and document."""


class _Answer(NamedTuple):
    """The passage that answers a need best."""

    by: Measurement
    depth: int
    """Words that stand before it in its document."""


class TouchpointStanding:
    """One channel and moment in one language so far."""

    def __init__(self, channel: Channel, moment: str, language: str) -> None:
        self._channel, self._moment, self._language = channel, moment, language
        self._priorities = channel.priority(moment)
        self._best: dict[str, _Answer] = {}
        self._coverage: dict[str, list[float]] = {need: [] for need in self._priorities.needs}
        """Of each document."""
        self._near = {trait: Shares() for trait in self._priorities.traits}
        self._ease = Shares()
        self._documents = 0
        self.served = False
        """Whether its copy is meant for speakers of the language: a slogan in a file of another is not."""

    def add(self, group: Sequence[Measurement], words: int) -> None:
        """Measurements of one document, of whose words there are so many in all."""
        self._documents += 1
        self.served |= sum(one.passage.words for one in group) >= SERVED * words
        before = [0, *accumulate(one.passage.words for one in group)]
        for need, coverage in self._coverage.items():
            at = max(range(len(group)), key=lambda at: group[at].needs[need])
            coverage.append(group[at].needs[need])
            if need not in self._best or coverage[-1] > self._best[need].by.needs[need]:
                self._best[need] = _Answer(group[at], before[at])
        name = group[0].passage.source.name
        for trait, near in self._near.items():
            near.add(name, self._closeness(trait, group))
        if (lix := self._priorities.lix) is not None:
            self._ease.add(name, ((_ease(one, lix), one) for one in group))

    def result(self, gain: Gain) -> Touchpoint:
        """How it stands; `gain` tells what its channel would gain."""
        needs = tuple(
            self._need(need, weight)
            for need, weight in sorted(self._priorities.needs.items(), key=lambda item: -item[1])
        )
        fit = self._fit(self._priorities)
        return Touchpoint(
            channel=self._channel.name,
            moment=self._moment,
            language=self._language,
            documents=self._documents,
            fit=fit,
            interval=self._interval(fit),
            needs=needs,
            steps=self._steps(gain),
        )

    def _closeness(self, trait: str, group: Sequence[Measurement]) -> Iterator[tuple[float, Measurement]]:
        band = self._channel.band(trait)
        for one in group:
            score = one.traits.get(trait)
            if band and score and not score.abstained:
                yield closeness(band, score.score), one

    def _need(self, need: str, weight: float) -> NeedResult:
        best = self._best[need]
        coverage = best.by.needs[need]
        return NeedResult(
            need=need,
            weight=weight,
            coverage=coverage,
            answered=coverage >= ANSWERED,
            place=best.by.passage.place(),
            evidence=best.by.passage.text,
            depth=best.depth,
            lix=best.by.effort.lix,
        )

    def fit_for(self, customer: CustomerType) -> float | None:
        """Its fit as a type of customer weighs it."""
        return self._fit(self._priorities.weighed_by(customer))

    def _fit(self, weighed: Priorities) -> float | None:
        """The weighted mean of how far each priority is met; what could not be scored weighs nothing."""
        met = [(weight, self._best[need].by.needs[need]) for need, weight in weighed.needs.items()]
        met += [(weight, near.value) for weight, near in self._shares(weighed) if near.value is not None]
        total = sum(weight for weight, _ in met)
        return 100 * sum(weight * share for weight, share in met) / total if total else None

    def _shares(self, weighed: Priorities) -> Iterator[tuple[float, Shares]]:
        for trait, near in self._near.items():
            yield weighed.traits[trait], near
        if weighed.lix is not None:
            yield weighed.effort, self._ease

    def _interval(self, fit: float | None) -> Interval | None:
        if self._documents < 2 or fit is None:
            return None
        counts = draws(self._documents)
        met = [(weight, self._drawn(need, counts)) for need, weight in self._priorities.needs.items()]
        met += [(weight, near.drawn(counts)) for weight, near in self._shares(self._priorities)]
        return interval(fit, weighted(met))

    def _drawn(self, need: str, counts: Counts) -> Figures:
        """(draws,): the best coverage among the documents of each draw."""
        return np.asarray(np.where(counts > 0, np.array(self._coverage[need]), 0.0).max(1))

    def _steps(self, gain: Gain) -> tuple[Step, ...]:
        """The changes that fit would gain most by, and consistency with it."""
        found = [*self._answers(), *self._nearer(gain), *self._easier()]
        return tuple(sorted(found, key=lambda step: (-step.fit, -step.consistency))[:_STEPS])

    def _answers(self) -> Iterator[Step]:
        for need, weight in self._priorities.needs.items():
            best = self._best[need].by
            if (open_ := WELL_ANSWERED - best.needs[need]) > 0:
                yield Step(
                    kind=StepKind.NEED,
                    what=need,
                    place=best.passage.place(),
                    fit=100 * self._worth(weight) * open_,
                    consistency=0.0,
                )

    def _nearer(self, gain: Gain) -> Iterator[Step]:
        for trait, near in self._near.items():
            if gap := near.gap():
                yield Step(
                    kind=StepKind.TRAIT,
                    what=trait,
                    place=gap.place,
                    fit=100 * self._worth(self._priorities.traits[trait]) * gap.share,
                    consistency=gain(trait, gap.name),
                )

    def _easier(self) -> Iterator[Step]:
        if gap := self._ease.gap():
            fit = 100 * self._worth(self._priorities.effort) * gap.share
            yield Step(kind=StepKind.EFFORT, what="lix", place=gap.place, fit=fit, consistency=0.0)

    def _worth(self, weight: float) -> float:
        """A weight's share of all that could be scored."""
        scored = sum(one for one, near in self._shares(self._priorities) if near.value is not None)
        return weight / (sum(self._priorities.needs.values()) + scored)


def _ease(one: Measurement, lix: float) -> float:
    return max(0.0, 1.0 - max(0.0, one.effort.lix - lix) / LIX_FAR)
