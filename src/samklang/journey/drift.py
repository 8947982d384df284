"""Drift: a channel as a whole differs from the persona, or from the other channels.

Documents are the unit, since passages of one document resemble each other. Each channel's documents are
tested against the band, and against those of the other channels within each language (Welch's t-test). The
p-values are corrected for the number of tests (Holm 1979). The shift that a channel declares is subtracted.
One channel that drifted makes all others differ from the rest, so they are tested again without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import expm1, log1p
from statistics import NormalDist, fmean
from typing import NamedTuple

from samklang.model import LEAST_DIFFERENCE, Band, Drift, DriftFrom, Interval, Place

MIN_DOCUMENTS = 5
"""Fewest documents on each side of a test."""
SIGNIFICANCE = 0.05
"""Family-wise error rate: the probability that any drift is reported if there is none."""
_NORMAL = NormalDist()
_Z95 = _NORMAL.inv_cdf(0.95)


class DocumentScore(NamedTuple):
    """A document's mean score on a trait."""

    channel: str
    language: str
    score: float
    """Points, less the channel's declared shift."""
    place: Place
    """Of its passage that is furthest from the target."""


class _Test(NamedTuple):
    """A channel's difference, and its significance."""

    drift: Drift
    p_value: float
    distance: float
    """Points between the channel's mean and the persona's target."""


def drifts(scores: Iterable[tuple[Band, Sequence[DocumentScore]]]) -> tuple[Drift, ...]:
    """The channels that drifted.

    Args:
        scores: each of the persona's bands, with all documents that could be scored on its trait.
    """
    traits = {band.trait: (band, documents) for band, documents in scores}
    tests = [test for band, documents in traits.values() for test in _tests(band, documents)]
    significant = []
    for rank, test in enumerate(sorted(tests, key=_order)):
        if test.p_value > SIGNIFICANCE / (len(tests) - rank):
            break
        significant.append(test.drift)
    drifted = [drift for drift in significant if drift.against is DriftFrom.PERSONA]
    for trait, (band, documents) in traits.items():
        channels = [
            drift.channel
            for drift in significant
            if (drift.trait, drift.against) == (trait, DriftFrom.OTHERS)
        ]
        if channels:
            drifted += _stepwise(band, documents, channels, SIGNIFICANCE / len(tests))
    return tuple(drift for drift in drifted if abs(drift.difference) >= LEAST_DIFFERENCE)


def _stepwise(
    band: Band, documents: Sequence[DocumentScore], channels: Sequence[str], significance: float
) -> Iterator[Drift]:
    """The channels that differ from the others, tested again each time without the most significant one."""
    tests = [test for channel in channels if (test := _against_others(band, channel, documents))]
    first = min((test for test in tests if test.p_value <= significance), key=_order, default=None)
    if first:
        yield first.drift
        remaining = [document for document in documents if document.channel != first.drift.channel]
        others = [channel for channel in channels if channel != first.drift.channel]
        yield from _stepwise(band, remaining, others, significance)


def _order(test: _Test) -> tuple[float, float]:
    """The most significant first; of equals, the one that is further from the persona."""
    return round(test.p_value, 12), -test.distance


def _tests(band: Band, documents: Sequence[DocumentScore]) -> Iterator[_Test]:
    """The tests of every channel on one trait."""
    for channel in dict.fromkeys(document.channel for document in documents):
        own = [document for document in documents if document.channel == channel]
        if len(own) >= MIN_DOCUMENTS:
            yield _against_persona(band, own)
        if test := _against_others(band, channel, documents):
            yield test


def _against_persona(band: Band, own: Sequence[DocumentScore]) -> _Test:
    sample = _Sample.of([own], [1])
    return _test(band, own, DriftFrom.PERSONA, band.overshoot(sample.mean), sample, None)


def _against_others(band: Band, channel: str, documents: Sequence[DocumentScore]) -> _Test | None:
    """None if either side has too few documents in the languages that both have."""
    languages: dict[str, tuple[list[DocumentScore], list[DocumentScore]]] = {}
    for document in documents:
        languages.setdefault(document.language, ([], []))[document.channel != channel].append(document)
    shared = [sides for sides in languages.values() if all(sides)]
    own = [document for mine, _ in shared for document in mine]
    if min(len(own), sum(len(theirs) for _, theirs in shared)) < MIN_DOCUMENTS:
        return None
    weights = [len(mine) * len(theirs) / (len(mine) + len(theirs)) for mine, theirs in shared]
    ours, others = (_Sample.of(groups, weights) for groups in zip(*shared, strict=True))
    return _test(band, own, DriftFrom.OTHERS, ours.mean - others.mean, ours, others)


class _Sample(NamedTuple):
    """The documents on one side of a test."""

    mean: float
    variance: float
    """Pooled within languages."""
    mean_variance: float
    """Variance of the mean (the standard error squared)."""
    freedom: int
    """Degrees of freedom."""

    @classmethod
    def of(cls, groups: Sequence[Sequence[DocumentScore]], weights: Sequence[float]) -> _Sample:
        """The weighted mean over languages, a group each, of equal variance."""
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
            mean_variance=variance
            * sum(share**2 / len(group) for share, group in zip(shares, groups, strict=True)),
            freedom=freedom,
        )


def _t_to_normal(t: float, freedom: float) -> float:
    """The normal deviate with the same tail probability as Student's t (the approximation of Wallace 1959).

    It is right to about a hundredth from four degrees of freedom on. SciPy has the exact value, but importing
    it takes longer than all else of a run with a warm cache.
    """
    return float(_wallace_factor(freedom) * (freedom * log1p(t * t / freedom)) ** 0.5)


def _normal_to_t(normal: float, freedom: float) -> float:
    """The inverse of `_t_to_normal`."""
    return float((freedom * expm1((normal / _wallace_factor(freedom)) ** 2 / freedom)) ** 0.5)


def _wallace_factor(freedom: float) -> float:
    return (8 * freedom + 1) / (8 * freedom + 3)


def _test(
    band: Band,
    own: Sequence[DocumentScore],
    against: DriftFrom,
    difference: float,
    ours: _Sample,
    others: _Sample | None,
) -> _Test:
    """Welch's t-test with Satterthwaite's degrees of freedom; of one sample if there are no others."""
    samples = [ours, others] if others else [ours]
    variance = sum(sample.mean_variance for sample in samples)
    freedom = variance**2 / sum(sample.mean_variance**2 / sample.freedom for sample in samples)
    deviation = fmean(sample.variance for sample in samples) ** 0.5
    half = _normal_to_t(_Z95, freedom) * variance**0.5
    worst = (min if difference < 0 else max)(own, key=lambda document: document.score)
    return _Test(
        Drift(
            channel=worst.channel,
            trait=band.trait,
            against=against,
            difference=difference,
            interval=Interval(difference - half, difference + half),
            effect=difference / deviation,
            documents=len(own),
            place=worst.place,
            language=worst.language,
        ),
        2 * _NORMAL.cdf(-_t_to_normal(abs(difference) / variance**0.5, freedom)),
        abs(ours.mean - band.target),
    )
