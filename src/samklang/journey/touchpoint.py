"""How one touchpoint stands against what customers need there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from samklang.journey.felt import FeltStanding, ease
from samklang.journey.sums import Counts, Figures, Shares, closeness, draws, interval, takes_more, weighted
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
"""A passage answers a need when it is this likely that a person would say so: a need that is thought
answered and is not costs a customer, one that is found open costs a look."""
WELL_ANSWERED = 0.95
"""What a passage that is written to answer a need can be reckoned to reach."""
SERVED = 0.25
"""Share of a document's words from which it is one in the language: a slogan makes none."""
_STEPS = 3

Gain = Callable[[str, str], float]
"""Points of the channel's consistency, by trait and document."""


def serves(group: Sequence[Measurement], words: int) -> bool:
    """Whether a document, of so many words in all, is one in the language of these measurements of it."""
    return sum(one.passage.words for one in group) >= SERVED * words


class _Answer(NamedTuple):
    """The passage that answers a need best."""

    by: Measurement
    depth: int
    """Words that are read before it in its document; 0 where that is not read from the top down."""


class TouchpointStanding:
    """One channel and moment in one language so far."""

    def __init__(self, channel: Channel, moment: str, language: str) -> None:
        self._channel, self._moment, self._language = channel, moment, language
        self._priorities = channel.priority(moment)
        self._best: dict[str, _Answer] = {}
        needs = self._priorities.needs
        self._felt = {need: FeltStanding(load(need)) for need in needs if need in FELT}
        self._coverage: dict[str, list[float]] = {need: [] for need in needs if need not in FELT}
        """Of each document."""
        self._near = {trait: Shares() for trait in self._priorities.traits}
        self._ease = Shares()
        self.documents = 0
        self.served = False
        """Whether its copy is meant for speakers of the language: a slogan in a file of another is not."""

    def add(self, group: Sequence[Measurement], words: int) -> None:
        """Measurements of one document, of whose words there are so many in all."""
        self.documents += 1
        self.served |= serves(group, words)
        before = [0, *accumulate(one.passage.words if one.passage.in_order else 0 for one in group)]
        for need, coverage in self._coverage.items():
            at = max(range(len(group)), key=lambda at: group[at].needs[need])
            coverage.append(group[at].needs[need])
            if need not in self._best or coverage[-1] > self._best[need].by.needs[need]:
                self._best[need] = _Answer(group[at], before[at])
        name = group[0].passage.source.name
        for felt in self._felt.values():
            felt.add(group)
        for trait, near in self._near.items():
            near.add(name, self._closeness(trait, group))
        if (lix := self._priorities.lix) is not None:
            self._ease.add(name, ((share, one) for one in group if (share := ease(lix)(one)) is not None))

    def result(self, gain: Gain) -> Touchpoint:
        """How it stands; `gain` tells what its channel would gain."""
        heaviest = sorted(self._priorities.needs.items(), key=lambda item: -item[1])
        needs = tuple(one for need, weight in heaviest if (one := self._need(need, weight)) is not None)
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

    def _closeness(self, trait: str, group: Sequence[Measurement]) -> Iterator[tuple[float, Measurement]]:
        band = self._channel.band(trait)
        for one in group:
            score = one.traits.get(trait)
            if band and score and not score.abstained:
                yield closeness(band, score.score), one

    def _need(self, need: str, weight: float) -> NeedResult | None:
        if need in self._felt:
            return self._feeling(need, weight)
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

    def _feeling(self, need: str, weight: float) -> NeedResult | None:
        """A felt need, evidenced by what is furthest from it; None where nothing could be told."""
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
        """Its fit as a type of customer weighs it."""
        return self._fit(self._priorities.weighed_by(customer))

    def _fit(self, weighed: Priorities) -> float | None:
        """The weighted mean of how far each priority is met; what could not be scored weighs nothing."""
        met = [(weighed.needs[need], best.by.needs[need]) for need, best in self._best.items()]
        met += [(weight, near.value) for weight, near in self._shares(weighed) if near.value is not None]
        total = sum(weight for weight, _ in met)
        return 100 * sum(weight * share for weight, share in met) / total if total else None

    def _shares(self, weighed: Priorities) -> Iterator[tuple[float, Shares | FeltStanding]]:
        """What is met by degrees, with its weight."""
        for need, felt in self._felt.items():
            yield weighed.needs[need], felt
        for trait, near in self._near.items():
            yield weighed.traits[trait], near
        if weighed.lix is not None:
            yield weighed.effort, self._ease

    def drawn_for(self, customer: CustomerType) -> Figures:
        """(draws,): the same, 0 to 1, by the documents of each draw."""
        return self._fits(self._priorities.weighed_by(customer))

    def _interval(self, fit: float | None) -> Interval | None:
        if self.documents < 2 or fit is None:
            return None
        return interval(fit, self._fits(self._priorities))

    def _fits(self, weighed: Priorities) -> Figures:
        counts = draws(self.documents)
        met = [(weighed.needs[need], self._drawn(need, counts)) for need in self._best]
        met += [(weight, near.drawn(counts)) for weight, near in self._shares(weighed)]
        return weighted(met)

    def _drawn(self, need: str, counts: Counts) -> Figures:
        """(draws,): the best coverage among the documents of each draw."""
        return np.asarray(np.where(counts > 0, np.array(self._coverage[need]), 0.0).max(1))

    def _steps(self, gain: Gain) -> tuple[Step, ...]:
        """The changes that fit would gain most by, and consistency with it."""
        found = [*self._answers(), *self._feelings(), *self._nearer(gain), *self._easier()]
        return tuple(sorted(found, key=lambda step: (-step.fit, -step.consistency))[:_STEPS])

    def _answers(self) -> Iterator[Step]:
        for need, best in self._best.items():
            if (open_ := WELL_ANSWERED - best.by.needs[need]) > 0:
                yield self._step(StepKind.NEED, need, best.by.passage.place(), open_)

    def _feelings(self) -> Iterator[Step]:
        for need, felt in self._felt.items():
            if gap := felt.gap():
                yield self._step(StepKind.FEELING, need, gap.furthest.passage.place(), gap.share)

    def _step(self, kind: StepKind, need: str, place: Place, share: float) -> Step:
        worth = self._worth(self._priorities.needs[need])
        return Step(kind=kind, what=need, place=place, fit=100 * worth * share, consistency=0.0)

    def _nearer(self, gain: Gain) -> Iterator[Step]:
        for trait, near in self._near.items():
            if gap := near.gap():
                yield Step(
                    kind=StepKind.TRAIT,
                    what=trait,
                    place=gap.furthest.passage.place(),
                    fit=100 * self._worth(self._priorities.traits[trait]) * gap.share,
                    consistency=gain(trait, gap.name),
                    more=takes_more(self._channel, trait, gap),
                )

    def _easier(self) -> Iterator[Step]:
        if gap := self._ease.gap():
            fit = 100 * self._worth(self._priorities.effort) * gap.share
            place = gap.furthest.passage.place()
            yield Step(kind=StepKind.EFFORT, what="lix", place=place, fit=fit, consistency=0.0)

    def _worth(self, weight: float) -> float:
        """A weight's share of all that could be scored."""
        scored = sum(one for one, near in self._shares(self._priorities) if near.value is not None)
        return weight / (sum(self._priorities.needs[need] for need in self._best) + scored)
