"""Drift: a channel as a whole has left the persona, or the other channels.

Documents are the unit, since passages of one resemble each other. Each channel's documents are held against
the band, and against those of the other channels (Welch's t); the chances are corrected for how many such
comparisons are made (Holm 1979). What a channel declares as its shift is taken off, and what a language has
in common too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import expm1, log1p
from statistics import NormalDist
from typing import NamedTuple

from samklang.model import Band, Drift, DriftFrom, Interval, Place

FEWEST = 5
"""Documents on either side under which nothing is said."""
CHANCE = 0.05
"""That any drift is told where there is none, at most."""
LEAST = 12.0
"""Points under which nobody would act."""
_NORMAL = NormalDist()
_Z95 = _NORMAL.inv_cdf(0.95)


class Told(NamedTuple):
    """A document's mean score on a trait."""

    channel: str
    language: str
    score: float
    """Points, the channel's declared shift taken off."""
    place: Place
    """Of its passage that is furthest off."""


class _Comparison(NamedTuple):
    drift: Drift
    chance: float
    """That documents of no difference would differ so."""


def drifts(told: Iterable[tuple[Band, Sequence[Told]]]) -> tuple[Drift, ...]:
    """The channels that drifted, by the persona's bands and all documents that could be scored on each."""
    found = [one for band, documents in told for one in _compared(band, documents)]
    sure = []
    for rank, one in enumerate(sorted(found, key=lambda one: one.chance)):
        if one.chance > CHANCE / (len(found) - rank):
            break
        sure.append(one.drift)
    return tuple(one for one in sure if abs(one.difference) >= LEAST)


def _compared(band: Band, documents: Sequence[Told]) -> Iterable[_Comparison]:
    ordered = sorted(documents, key=lambda one: one.channel)
    for channel, group in groupby(ordered, key=lambda one: one.channel):
        own = list(group)
        if len(own) < FEWEST:
            continue
        yield _against_persona(band, channel, own)
        others = [one for one in documents if one.channel != channel]
        languages = {one.language for one in own} & {one.language for one in others}
        beside = [one for one in others if one.language in languages]
        if (
            len(beside) >= FEWEST
            and (shared := [one for one in own if one.language in languages])[FEWEST - 1 :]
        ):
            yield _against_others(band, channel, shared, beside)


def _against_persona(band: Band, channel: str, own: Sequence[Told]) -> _Comparison:
    scores = _Sample.of([one.score for one in own])
    return _comparison(band, channel, own, DriftFrom.PERSONA, band.overshoot(scores.mean), scores, None)


def _against_others(band: Band, channel: str, own: Sequence[Told], others: Sequence[Told]) -> _Comparison:
    usual = {
        language: _Sample.of([one.score for one in (*own, *others) if one.language == language]).mean
        for language in {one.language for one in own}
    }
    one, other = (_Sample.of([each.score - usual[each.language] for each in side]) for side in (own, others))
    return _comparison(band, channel, own, DriftFrom.OTHERS, one.mean - other.mean, one, other)


class _Sample(NamedTuple):
    mean: float
    variance: float
    size: int

    @classmethod
    def of(cls, values: Sequence[float]) -> _Sample:
        mean = sum(values) / len(values)
        variance = sum((value - mean) ** 2 for value in values) / max(1, len(values) - 1)
        return cls(mean, max(variance, 1e-6), len(values))

    @property
    def blur(self) -> float:
        """Variance of the mean."""
        return self.variance / self.size


def _normal(t: float, freedom: float) -> float:
    """The normal deviate that is as rare as Student's t (Wallace 1959), near to a hundredth from four degrees
    of freedom. SciPy has it exactly, and takes longer to import than all else of a warm run."""
    return float(_shrink(freedom) * (freedom * log1p(t * t / freedom)) ** 0.5)


def _student(normal: float, freedom: float) -> float:
    """The other way round."""
    return float((freedom * expm1((normal / _shrink(freedom)) ** 2 / freedom)) ** 0.5)


def _shrink(freedom: float) -> float:
    return (8 * freedom + 1) / (8 * freedom + 3)


def _comparison(
    band: Band,
    channel: str,
    own: Sequence[Told],
    against: DriftFrom,
    difference: float,
    one: _Sample,
    other: _Sample | None,
) -> _Comparison:
    blur = one.blur + (other.blur if other else 0.0)
    freedom = blur**2 / (one.blur**2 / (one.size - 1) + (other.blur**2 / (other.size - 1) if other else 0.0))
    spread = ((one.variance + (other.variance if other else one.variance)) / 2) ** 0.5
    half = _student(_Z95, freedom) * blur**0.5
    worst = (min if difference < 0 else max)(own, key=lambda document: document.score)
    return _Comparison(
        Drift(
            channel=channel,
            trait=band.trait,
            against=against,
            difference=difference,
            interval=Interval(difference - half, difference + half),
            effect=difference / spread,
            documents=len(own),
            place=worst.place,
            language=worst.language,
        ),
        2 * _NORMAL.cdf(-_normal(abs(difference) / blur**0.5, freedom)),
    )
