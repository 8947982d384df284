"""Drift: a channel as a whole has left the persona, or the other channels.

Documents are the unit, since passages of one resemble each other. Each channel's documents are held against
the band, and against those of the other channels language by language (Welch's t); the chances are corrected
for how many such comparisons are made (Holm 1979). What a channel declares as its shift is taken off. A
channel that drifted makes all others differ from the rest: each is held again without those that surely did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import expm1, log1p
from statistics import NormalDist, fmean
from typing import NamedTuple

from samklang.model import LEAST_DIFFERENCE, Band, Drift, DriftFrom, Interval, Place

FEWEST = 5
"""Documents on either side under which nothing is said."""
CHANCE = 0.05
"""That any drift is told where there is none, at most."""
_NORMAL = NormalDist()
_Z95 = _NORMAL.inv_cdf(0.95)


class DocumentScore(NamedTuple):
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
    distance: float
    """Of the channel from the persona's target."""


def drifts(told: Iterable[tuple[Band, Sequence[DocumentScore]]]) -> tuple[Drift, ...]:
    """The channels that drifted, by the persona's bands and all documents that could be scored on each."""
    traits = {band.trait: (band, documents) for band, documents in told}
    found = [one for band, documents in traits.values() for one in _compared(band, documents)]
    sure = []
    for rank, one in enumerate(sorted(found, key=_order)):
        if one.chance > CHANCE / (len(found) - rank):
            break
        sure.append(one.drift)
    drifted = [one for one in sure if one.against is DriftFrom.PERSONA]
    for trait, (band, documents) in traits.items():
        channels = [one.channel for one in sure if (one.trait, one.against) == (trait, DriftFrom.OTHERS)]
        if channels:
            drifted += _apart(band, documents, channels, CHANCE / len(found))
    return tuple(one for one in drifted if abs(one.difference) >= LEAST_DIFFERENCE)


def _apart(
    band: Band, documents: Sequence[DocumentScore], channels: Sequence[str], chance: float
) -> Iterator[Drift]:
    """The channels that still differ from the others when those are left out that differ more surely."""
    compared = [one for channel in channels if (one := _against_others(band, channel, documents))]
    surest = min((one for one in compared if one.chance <= chance), key=_order, default=None)
    if surest:
        yield surest.drift
        left = [one for one in documents if one.channel != surest.drift.channel]
        others = [channel for channel in channels if channel != surest.drift.channel]
        yield from _apart(band, left, others, chance)


def _order(one: _Comparison) -> tuple[float, float]:
    """The surest first; of two that are as sure, the one that is further from the persona."""
    return round(one.chance, 12), -one.distance


def _compared(band: Band, documents: Sequence[DocumentScore]) -> Iterator[_Comparison]:
    for channel in dict.fromkeys(one.channel for one in documents):
        own = [one for one in documents if one.channel == channel]
        if len(own) >= FEWEST:
            yield _against_persona(band, own)
        if others := _against_others(band, channel, documents):
            yield others


def _against_persona(band: Band, own: Sequence[DocumentScore]) -> _Comparison:
    side = _Side.of([own], [1])
    return _comparison(band, own, DriftFrom.PERSONA, band.overshoot(side.mean), side, None)


def _against_others(band: Band, channel: str, documents: Sequence[DocumentScore]) -> _Comparison | None:
    """None where either side has too few documents in languages of both."""
    languages: dict[str, tuple[list[DocumentScore], list[DocumentScore]]] = {}
    for document in documents:
        languages.setdefault(document.language, ([], []))[document.channel != channel].append(document)
    shared = [sides for sides in languages.values() if all(sides)]
    own = [document for mine, _ in shared for document in mine]
    if min(len(own), sum(len(theirs) for _, theirs in shared)) < FEWEST:
        return None
    weights = [len(mine) * len(theirs) / (len(mine) + len(theirs)) for mine, theirs in shared]
    one, other = (_Side.of(groups, weights) for groups in zip(*shared, strict=True))
    return _comparison(band, own, DriftFrom.OTHERS, one.mean - other.mean, one, other)


class _Side(NamedTuple):
    """The documents on one side of a comparison."""

    mean: float
    variance: float
    blur: float
    """Variance of the mean."""
    freedom: int

    @classmethod
    def of(cls, groups: Sequence[Sequence[DocumentScore]], weights: Sequence[float]) -> _Side:
        """The weighted mean of languages, whose documents scatter alike."""
        scores = [[document.score for document in group] for group in groups]
        means = [fmean(group) for group in scores]
        squares = sum(
            (score - mean) ** 2 for mean, group in zip(means, scores, strict=True) for score in group
        )
        freedom = max(1, sum(map(len, groups)) - len(groups))
        variance = max(1e-6, squares / freedom)
        shares = [weight / sum(weights) for weight in weights]
        return cls(
            mean=sum(share * mean for share, mean in zip(shares, means, strict=True)),
            variance=variance,
            blur=variance * sum(share**2 / len(group) for share, group in zip(shares, groups, strict=True)),
            freedom=freedom,
        )


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
    own: Sequence[DocumentScore],
    against: DriftFrom,
    difference: float,
    one: _Side,
    other: _Side | None,
) -> _Comparison:
    sides = [one, other] if other else [one]
    blur = sum(side.blur for side in sides)
    freedom = blur**2 / sum(side.blur**2 / side.freedom for side in sides)
    spread = fmean(side.variance for side in sides) ** 0.5
    half = _student(_Z95, freedom) * blur**0.5
    worst = (min if difference < 0 else max)(own, key=lambda document: document.score)
    return _Comparison(
        Drift(
            channel=worst.channel,
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
        abs(one.mean - band.target),
    )
