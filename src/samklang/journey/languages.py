"""A channel's languages side by side: each trait's mean, and the differences from the first language.

Messages that both languages have are compared pairwise, so that differences in content cancel out: a string
by its key, copy without keys file by file. For the intervals, a file of many strings is resampled in blocks
(the block bootstrap, Künsch 1989), since strings that follow each other belong to one screen and one
translator. docs/languages-side-by-side.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from samklang.journey.drift import MIN_DOCUMENTS
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

BLOCK = 20
"""Consecutive strings of a file that are resampled together."""
_QUANTILES = (0.05, 0.95)
"""Of the 90 % percentile interval."""


class LanguagesStanding:
    """Accumulates the documents of one channel by language."""

    def __init__(self, channel: Channel, workspace: Workspace) -> None:
        self._traits = [band.trait for band in channel.bands]
        self._languages = workspace.languages
        self._bundled = workspace.model == "bundled"
        self._copies: dict[str, _Copy] = {}

    def add(self, document: Sequence[Measurement]) -> None:
        """Adds a document's measurements."""
        groups: dict[str, list[Measurement]] = defaultdict(list)
        for measurement in document:
            if measurement.passage.scorable:
                groups[measurement.passage.language].append(measurement)
        words = sum(measurement.passage.words for group in groups.values() for measurement in group)
        for language, group in groups.items():
            if serves(group, words):
                stem = untagged(document[0].passage.source.name, self._languages)
                self._copies.setdefault(language, _Copy()).add(stem, group, self._traits)

    def result(self) -> tuple[LanguageProfile, ...]:
        """A profile per language, in the order of the workspace's; empty if there is only one."""
        present = [language for language in self._languages if language in self._copies]
        if len(present) < 2:
            return ()
        return tuple(self._profile(language, present[0]) for language in present)

    def _profile(self, language: str, first: str) -> LanguageProfile:
        copy = self._copies[language]
        differences = self._differences(first, language) if language != first else {}
        return LanguageProfile(
            language=language,
            documents=len(copy.figures),
            passages=copy.passages,
            traits=tuple(
                LanguageTrait(
                    trait=trait,
                    score=mean.points,
                    margin=mean.margin if scored > 1 else None,
                    unsure=copy.unsure(index),
                    difference=differences.get(trait),
                )
                for index, (trait, mean) in enumerate(zip(self._traits, _means(copy.figures), strict=True))
                if (scored := _count(copy.figures, index))
            ),
        )

    def _differences(self, first: str, other: str) -> dict[str, Difference]:
        """The differences by trait, of traits with enough copy to compare."""
        base, compared = self._copies[first], self._copies[other]
        messages, blocks = _matched(base, compared)
        unmatched = _mean_differences(base.figures, compared.figures)
        matched = _means(blocks) if len(blocks) else unmatched
        differences = {}
        for index, trait in enumerate(self._traits):
            count = _count(messages, index) if _count(blocks, index) >= MIN_DOCUMENTS else 0
            if count or min(_count(base.figures, index), _count(compared.figures, index)) >= MIN_DOCUMENTS:
                differences[trait] = Difference(
                    whole=(matched if count else unmatched)[index],
                    matched=count,
                    tool=shift(first, other, trait) if self._bundled else None,
                )
        return differences


class _Copy:
    """A channel's copy in one language, as sums.

    Figures are (3, traits): scores times words, the words that could be scored, and all words, those of
    scores that abstained included.
    """

    def __init__(self) -> None:
        self._documents: list[Figures] = []
        self.messages: dict[str, dict[str, Figures]] = {}
        """Figures by the file's name without its language, and by the message's key in it."""
        self.passages = 0

    def add(self, stem: str, group: Sequence[Measurement], traits: Sequence[str]) -> None:
        """Adds a document's measurements; `stem` is its name without its language."""
        rows = np.array(
            [[_figures(measurement, trait) for trait in traits] for measurement in group]
        ).transpose(0, 2, 1)
        self._documents.append(rows.sum(0))
        self.passages += len(group)
        messages = self.messages.setdefault(stem, {})
        for measurement, row in zip(group, rows, strict=True):
            key = measurement.passage.block.where
            messages[key] = messages[key] + row if key in messages else row

    @property
    def figures(self) -> Figures:
        """(documents, 3, traits)"""
        return np.array(self._documents)

    def unsure(self, trait: int) -> float:
        """Share of the words whose scores abstained."""
        _, scored, words = self.figures.sum(0)[:, trait]
        return float(1 - scored / words)


def _figures(measurement: Measurement, trait: str) -> tuple[float, float, float]:
    score, words = measurement.traits.get(trait), measurement.passage.words
    if score is None or score.abstained:
        return 0.0, 0.0, words
    return score.score * words, words, words


def _count(figures: Figures, trait: int) -> int:
    """How many units (documents, blocks or messages) could be scored on a trait."""
    return int(np.count_nonzero(figures[:, 1, trait]))


def _means(units: Figures) -> list[Estimate]:
    """The mean by trait with its margin.

    Args:
        units: (units, 2 or more, traits): sums of scores times words, and words.
    """
    return _estimates(_mean(units), _resampled(units))


def _mean_differences(base: Figures, compared: Figures) -> list[Estimate]:
    """By trait: the difference of the means of independent samples, whatever their content."""
    return _estimates(_mean(compared) - _mean(base), _resampled(compared) - _resampled(base, seed=1))


def _mean(units: Figures) -> Figures:
    sums, words = units[:, :2].sum(0)
    return np.asarray(sums / np.maximum(words, 1))


def _resampled(units: Figures, seed: int = 0) -> Figures:
    """(draws, traits): means in each bootstrap resample; where it has no scored unit, of all units."""
    counts = draws(len(units), seed)
    sums, words = counts @ units[:, 0], counts @ units[:, 1]
    return np.asarray(np.where(words > 0, sums / np.maximum(words, 1), _mean(units)))


def _estimates(points: Figures, resampled: Figures) -> list[Estimate]:
    """Estimates by trait; the margin is half the width of the percentile interval."""
    low, high = np.quantile(resampled, _QUANTILES, axis=0)
    return [Estimate(*map(float, pair)) for pair in zip(points, (high - low) / 2, strict=True)]


def _matched(base: _Copy, compared: _Copy) -> tuple[Figures, Figures]:
    """Paired differences of the messages that both languages have, by message and summed by block.

    Returns:
        Twice (units, 2, traits): differences times words, and those words.
    """
    numbers: dict[tuple[str, int], int] = {}
    pairs, block_of_pair = [], []
    for stem, ours in base.messages.items():
        theirs = compared.messages.get(stem, {})
        for index, key in enumerate(key for key in ours if key in theirs):
            pairs.append((ours[key], theirs[key]))
            block_of_pair.append(numbers.setdefault((stem, index // BLOCK), len(numbers)))
    figures = np.array(pairs).reshape(len(pairs), 2, *base.figures.shape[1:])
    scores, scored, _ = figures.transpose(2, 0, 1, 3)
    words = np.where(scored.all(1), scored.mean(1), 0)
    first, second = (scores / np.maximum(scored, 1)).transpose(1, 0, 2)
    messages = np.stack([(second - first) * words, words], axis=1)
    blocks = np.zeros((len(numbers), *messages.shape[1:]))
    np.add.at(blocks, np.array(block_of_pair, dtype=np.int64), messages)
    return messages, blocks
