"""What is kept of documents: sums, one a document, so that documents can be drawn again for intervals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samklang.model import Band, Channel, Interval, Measurement

FAR = 50.0
"""Points outside the band at which a passage is no longer the persona at all."""
DRAWS = 400
"""Times that as many documents are drawn from those there are."""
_SHARE = (0.05, 0.95)

Figures = NDArray[np.float64]
Counts = NDArray[np.int64]


def closeness(band: Band, score: float) -> float:
    """1 inside the band, falling to 0 at `FAR` points outside it."""
    return max(0.0, 1.0 - abs(band.overshoot(score)) / FAR)


class Gap(NamedTuple):
    """The document that a share has most to gain from."""

    name: str
    furthest: Measurement
    """The passage that loses most."""
    share: float
    """What the share would gain if that document were wholly near."""


class Shares:
    """How near copy is to what is asked, 0 to 1, weighted by words, document by document."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._near: list[float] = []
        self._words: list[float] = []
        self._worst: list[Measurement | None] = []

    def add(self, name: str, passages: Iterable[tuple[float, Measurement]]) -> None:
        """A document's passages, each with how near it is; none where none could be scored."""
        near = words = most = 0.0
        worst: Measurement | None = None
        for share, one in passages:
            near += share * one.passage.words
            words += one.passage.words
            if (lost := (1 - share) * one.passage.words) > most:
                most, worst = lost, one
        self._names.append(name)
        self._near.append(near)
        self._words.append(words)
        self._worst.append(worst)

    @property
    def value(self) -> float | None:
        """The share; None where nothing could be scored."""
        words = sum(self._words)
        return sum(self._near) / words if words else None

    def drawn(self, counts: Counts) -> Figures:
        """(draws,): the share by the documents of each draw; no number where none could be scored."""
        words = counts @ np.array(self._words)
        with np.errstate(invalid="ignore"):
            return np.asarray(counts @ np.array(self._near) / words)

    def gap(self) -> Gap | None:
        """Where most is to be gained; None where nothing is."""
        words = sum(self._words)
        lost = [whole - near for whole, near in zip(self._words, self._near, strict=True)]
        at = max(range(len(lost)), key=lost.__getitem__, default=None)
        if at is None or (worst := self._worst[at]) is None:
            return None
        return Gap(self._names[at], worst, lost[at] / words)

    def gain(self, name: str) -> float:
        """What the share would gain if the document of that name were wholly near."""
        words = sum(self._words)
        found = zip(self._names, self._words, self._near, strict=True)
        return sum(whole - near for one, whole, near in found if one == name) / words if words else 0.0


def takes_more(channel: Channel, trait: str, gap: Gap) -> bool:
    """Whether what is furthest off a trait's band lies under it."""
    band = channel.band(trait)
    return band is not None and gap.furthest.traits[trait].score < band.target


def draws(documents: int, seed: int = 0) -> Counts:
    """(draws, documents): how often each document is drawn (the bootstrap, Efron 1979): documents, not
    passages, since passages of one document resemble each other."""
    return np.random.default_rng(seed).multinomial(documents, np.full(documents, 1 / documents), size=DRAWS)


def weighted(met: Iterable[tuple[float, Figures]]) -> Figures:
    """(draws,): the weighted mean of what is met, by its weights; what could not be scored weighs nothing."""
    rows = list(met)
    weights = np.array([weight for weight, _ in rows])[:, None]
    figures = np.array([figure for _, figure in rows])
    known = ~np.isnan(figures)
    with np.errstate(invalid="ignore"):
        return np.asarray((weights * np.where(known, figures, 0)).sum(0) / (weights * known).sum(0))


def interval(figure: float | None, drawn: Figures) -> Interval | None:
    """The 90 % interval round a figure of 0 to 100, from its draws of 0 to 1; None where they say nothing."""
    known = drawn[~np.isnan(drawn)]
    if figure is None or not len(known):
        return None
    low, high = (float(one) for one in np.quantile(100 * known, _SHARE))
    return Interval(min(low, figure), max(high, figure))
