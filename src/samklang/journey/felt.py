"""How far a touchpoint gives what is felt rather than answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from samklang.journey.sums import Counts, Figures, Gap, Shares, closeness
from samklang.model import Band, Measurement
from samklang.needs.felt import Felt

LIX_FAR = 20.0
"""LIX over what was asked at which a passage counts as too hard to read."""

Near = Callable[[Measurement], float | None]
"""How near a passage is to one thing that is asked, 0 to 1; None where that cannot be told."""


def ease(lix: float) -> Near:
    """1 up to a LIX, falling to 0 at `LIX_FAR` above."""
    return lambda one: max(0.0, 1.0 - max(0.0, one.effort.lix - lix) / LIX_FAR)


def within(band: Band) -> Near:
    """As `closeness` to a band."""

    def near(one: Measurement) -> float | None:
        score = one.traits.get(band.trait)
        return None if score is None or score.abstained else closeness(band, score.score)

    return near


def _brief(words: float) -> Near:
    """1 up to so many words a sentence, falling to 0 at twice as many."""
    return lambda one: max(0.0, 1.0 - max(0.0, one.effort.words_per_sentence - words) / words)


def _at_least(trait: str, points: float) -> Near:
    return within(Band(trait=trait, target=(points + 100) / 2, tolerance=(100 - points) / 2))


class FeltStanding:
    """One felt need in one touchpoint so far: the mean of how near copy is to each thing that it asks."""

    def __init__(self, felt: Felt) -> None:
        asked = [_at_least(trait, points) for trait, points in felt.traits.items()]
        asked += [ease(felt.lix)] if felt.lix is not None else []
        asked += [_brief(felt.words_per_sentence)] if felt.words_per_sentence is not None else []
        self._parts = [(near, Shares()) for near in asked]

    def add(self, group: Sequence[Measurement]) -> None:
        """A document's measurements."""
        for near, shares in self._parts:
            shares.add(
                group[0].passage.source.name,
                ((share, one) for one in group if (share := near(one)) is not None),
            )

    def of(self, one: Measurement) -> float | None:
        """How much of it one passage gives, 0 to 1; None where nothing could be told."""
        known = [share for near, _ in self._parts if (share := near(one)) is not None]
        return sum(known) / len(known) if known else None

    @property
    def value(self) -> float | None:
        """0 to 1; None where nothing could be told."""
        known = [share for shares in self._told() if (share := shares.value) is not None]
        return sum(known) / len(known) if known else None

    def drawn(self, counts: Counts) -> Figures:
        """(draws,): the same by the documents of each draw."""
        parts = np.array([shares.drawn(counts) for shares in self._told()])
        return np.asarray(parts.mean(0)) if len(parts) else np.full(len(counts), np.nan)

    def gap(self) -> Gap | None:
        """Where most is to be gained, of the thing that is furthest off."""
        told = list(self._told())
        gaps = [gap for shares in told if (gap := shares.gap()) is not None]
        most = max(gaps, key=lambda gap: gap.share, default=None)
        return most._replace(share=most.share / len(told)) if most else None

    def _told(self) -> Iterator[Shares]:
        yield from (shares for _, shares in self._parts if shares.value is not None)
