"""Felt needs: how far copy meets needs by its tone and form rather than by an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from samklang.journey.sums import Counts, DocumentShares, Figures, Gap, closeness
from samklang.model import Band, Measurement
from samklang.needs.felt import Felt

LIX_RANGE = 20.0
"""LIX above the priority's from which a passage's share is 0."""

Criterion = Callable[[Measurement], float | None]
"""The share to which a passage meets a criterion, 0 to 1; None if it cannot be scored."""


def ease(lix: float) -> Criterion:
    """1 up to a LIX, falling linearly to 0 at `LIX_RANGE` above it."""
    return lambda measurement: max(0.0, 1.0 - max(0.0, measurement.effort.lix - lix) / LIX_RANGE)


def within(band: Band) -> Criterion:
    """The `closeness` to a band."""

    def share(measurement: Measurement) -> float | None:
        score = measurement.traits.get(band.trait)
        return None if score is None or score.abstained else closeness(band, score.score)

    return share


def _brief(words: float) -> Criterion:
    """1 up to a number of words per sentence, falling linearly to 0 at twice as many."""
    return lambda measurement: max(0.0, 1.0 - max(0.0, measurement.effort.words_per_sentence - words) / words)


def _at_least(trait: str, points: float) -> Criterion:
    return within(Band(trait=trait, target=(points + 100) / 2, tolerance=(100 - points) / 2))


class FeltStanding:
    """Accumulates the documents of a touchpoint on one felt need: the mean share over its criteria."""

    def __init__(self, felt: Felt) -> None:
        criteria = [_at_least(trait, points) for trait, points in felt.traits.items()]
        criteria += [ease(felt.lix)] if felt.lix is not None else []
        criteria += [_brief(felt.words_per_sentence)] if felt.words_per_sentence is not None else []
        self._criteria = [(criterion, DocumentShares()) for criterion in criteria]

    def add(self, group: Sequence[Measurement]) -> None:
        """Adds a document's measurements."""
        for criterion, shares in self._criteria:
            shares.add(
                group[0].passage.source.name,
                (
                    (share, measurement)
                    for measurement in group
                    if (share := criterion(measurement)) is not None
                ),
            )

    def passage_share(self, measurement: Measurement) -> float | None:
        """The share to which one passage meets the need, 0 to 1; None if no criterion could be scored."""
        known = [share for criterion, _ in self._criteria if (share := criterion(measurement)) is not None]
        return sum(known) / len(known) if known else None

    @property
    def value(self) -> float | None:
        """The share to which the copy meets the need, 0 to 1; None if no criterion could be scored."""
        known = [share for shares in self._scored() if (share := shares.value) is not None]
        return sum(known) / len(known) if known else None

    def resampled(self, counts: Counts) -> Figures:
        """(draws,): the share in each bootstrap resample."""
        shares = np.array([criterion.resampled(counts) for criterion in self._scored()])
        return np.asarray(shares.mean(0)) if len(shares) else np.full(len(counts), np.nan)

    def gap(self) -> Gap | None:
        """The document in which most can be gained, by the criterion that has most to gain."""
        scored = list(self._scored())
        gaps = [gap for shares in scored if (gap := shares.gap()) is not None]
        widest = max(gaps, key=lambda gap: gap.share, default=None)
        return widest._replace(share=widest.share / len(scored)) if widest else None

    def _scored(self) -> Iterator[DocumentShares]:
        yield from (shares for _, shares in self._criteria if shares.value is not None)
