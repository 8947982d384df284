"""A channel language by language: each trait's mean, and what the other languages differ by from the first.

Messages that both languages have are compared with each other, which leaves out what the languages merely
tell of other things: a string by its key, copy without keys file by file. A file of many strings is drawn in
stretches (Künsch 1989), since strings that follow each other are one screen's and one translator's.
docs/languages-side-by-side.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from samklang.journey.drift import FEWEST
from samklang.journey.shifts import shift
from samklang.journey.sums import Figures, draws
from samklang.journey.touchpoint import serves
from samklang.model import (
    Channel,
    Difference,
    Estimate,
    LanguageProfile,
    LanguageTrait,
    Measurement,
    Workspace,
)
from samklang.text.language import untagged

STRETCH = 20
"""Strings of a file that are drawn together."""
_SHARE = (0.05, 0.95)


class LanguagesStanding:
    """One channel in all its languages so far."""

    def __init__(self, channel: Channel, workspace: Workspace) -> None:
        self._traits = [band.trait for band in channel.bands]
        self._languages = workspace.languages
        self._bundled = workspace.model == "bundled"
        self._copies: dict[str, _Copy] = {}

    def add(self, document: Sequence[Measurement]) -> None:
        """A document's measurements."""
        groups: dict[str, list[Measurement]] = defaultdict(list)
        for one in document:
            if one.passage.scorable:
                groups[one.passage.language].append(one)
        words = sum(one.passage.words for group in groups.values() for one in group)
        for language, group in groups.items():
            if serves(group, words):
                stem = untagged(document[0].passage.source.name, self._languages)
                self._copies.setdefault(language, _Copy()).add(stem, group, self._traits)

    def result(self) -> tuple[LanguageProfile, ...]:
        """In the order of the workspace's languages; nothing where there is only one."""
        found = [language for language in self._languages if language in self._copies]
        return tuple(self._profile(language, found[0]) for language in found) if len(found) > 1 else ()

    def _profile(self, language: str, first: str) -> LanguageProfile:
        copy = self._copies[language]
        told = self._differences(first, language) if language != first else {}
        return LanguageProfile(
            language=language,
            documents=len(copy.figures),
            passages=copy.passages,
            traits=tuple(
                LanguageTrait(
                    trait=trait,
                    score=mean.points,
                    margin=mean.margin if scored > 1 else None,
                    unsure=copy.unsure(at),
                    difference=told.get(trait),
                )
                for at, (trait, mean) in enumerate(zip(self._traits, _means(copy.figures), strict=True))
                if (scored := _count(copy.figures, at))
            ),
        )

    def _differences(self, first: str, other: str) -> dict[str, Difference]:
        """By trait, where enough can be compared."""
        one, two = self._copies[first], self._copies[other]
        messages, stretches = _matched(one, two)
        apart = _apart(one.figures, two.figures)
        matched = _means(stretches) if len(stretches) else apart
        found = {}
        for at, trait in enumerate(self._traits):
            count = _count(messages, at) if _count(stretches, at) >= FEWEST else 0
            if count or min(_count(one.figures, at), _count(two.figures, at)) >= FEWEST:
                found[trait] = Difference(
                    whole=(matched if count else apart)[at],
                    matched=count,
                    tool=shift(first, other, trait) if self._bundled else None,
                )
        return found


class _Copy:
    """A channel's copy in one language. Figures are (3, traits): scores times their words, those words, and
    all words, unsure ones too."""

    def __init__(self) -> None:
        self._documents: list[Figures] = []
        self.messages: dict[str, dict[str, Figures]] = {}
        """Figures by file, without its language, and by where in it."""
        self.passages = 0

    def add(self, stem: str, group: Sequence[Measurement], traits: Sequence[str]) -> None:
        rows = np.array([[_figures(one, trait) for trait in traits] for one in group]).transpose(0, 2, 1)
        self._documents.append(rows.sum(0))
        self.passages += len(group)
        messages = self.messages.setdefault(stem, {})
        for one, row in zip(group, rows, strict=True):
            where = one.passage.block.where
            messages[where] = messages[where] + row if where in messages else row

    @property
    def figures(self) -> Figures:
        """(documents, 3, traits)"""
        return np.array(self._documents)

    def unsure(self, trait: int) -> float:
        """Share of the words that were too unsure to score."""
        _, sure, words = self.figures.sum(0)[:, trait]
        return float(1 - sure / words)


def _figures(one: Measurement, trait: str) -> tuple[float, float, float]:
    score, words = one.traits.get(trait), one.passage.words
    if score is None or score.abstained:
        return 0.0, 0.0, words
    return score.score * words, words, words


def _count(figures: Figures, trait: int) -> int:
    """How many documents, stretches or messages could be scored on a trait."""
    return int(np.count_nonzero(figures[:, 1, trait]))


def _means(units: Figures) -> list[Estimate]:
    """By trait, of (units, 2 or more, traits): the first sums over the second."""
    return _estimates(_mean(units), _drawn(units))


def _apart(one: Figures, two: Figures) -> list[Estimate]:
    """By trait: how far the second's mean lies from the first's, whatever they tell of."""
    return _estimates(_mean(two) - _mean(one), _drawn(two) - _drawn(one, seed=1))


def _mean(units: Figures) -> Figures:
    sums, words = units[:, :2].sum(0)
    return np.asarray(sums / np.maximum(words, 1))


def _drawn(units: Figures, seed: int = 0) -> Figures:
    """(draws, traits): means by the units of each draw; those of no draw without any on a trait."""
    counts = draws(len(units), seed)
    sums, words = counts @ units[:, 0], counts @ units[:, 1]
    return np.asarray(np.where(words > 0, sums / np.maximum(words, 1), _mean(units)))


def _estimates(whole: Figures, drawn: Figures) -> list[Estimate]:
    low, high = np.quantile(drawn, _SHARE, axis=0)
    return [Estimate(*map(float, one)) for one in zip(whole, (high - low) / 2, strict=True)]


def _matched(one: _Copy, two: _Copy) -> tuple[Figures, Figures]:
    """How far the second language's score lies from the first's, times words, and those words: message by
    message, and summed by stretch. Both are (units, 2, traits)."""
    number: dict[tuple[str, int], int] = {}
    pairs, stretch = [], []
    for stem, ours in one.messages.items():
        theirs = two.messages.get(stem, {})
        for at, where in enumerate(where for where in ours if where in theirs):
            pairs.append((ours[where], theirs[where]))
            stretch.append(number.setdefault((stem, at // STRETCH), len(number)))
    figures = np.array(pairs).reshape(len(pairs), 2, *one.figures.shape[1:])
    scores, sure, _ = figures.transpose(2, 0, 1, 3)
    words = np.where(sure.all(1), sure.mean(1), 0)
    first, second = (scores / np.maximum(sure, 1)).transpose(1, 0, 2)
    messages = np.stack([(second - first) * words, words], axis=1)
    stretches = np.zeros((len(number), *messages.shape[1:]))
    np.add.at(stretches, np.array(stretch, dtype=np.int64), messages)
    return messages, stretches
