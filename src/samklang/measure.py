"""Measure: encoded passages against the heads. Trait scores with margins, need coverage, effort.

A passage is scored by stretches: its sentences in order, joined up to `STRETCH` words, so that a
trait which a few words carry is heard over as much text as a reader takes in at once. Its score is
the word-weighted mean of its stretches' (docs/adr/0005).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from samklang.heads import Heads
from samklang.model import Effort, Encoded, Measurement, Passage, Score
from samklang.needs import coverage
from samklang.traits.calibration import ABSTAIN_MARGIN, ABSTAIN_WORDS, RELIABLE, Calibration
from samklang.traits.features import FEATURES, LONG_WORD
from samklang.traits.pool import Pool, pooled, weighted

STRETCH = 30
"""Words; a longer sentence is a stretch of its own."""
_PULLS = 3
_PULL_SHARE = 0.08
"""A feature is worth naming when it moves the raw score by this share of the trait's spread."""
_WIDTH = len(FEATURES)

Array = NDArray[np.float32]
Index = NDArray[np.int64]


def measure(passages: Sequence[Passage], encoded: Encoded, heads: Heads) -> list[Measurement]:
    """What was measured of each passage, in order.

    Args:
        passages: of one language, each with at least one sentence.
        encoded: a row for each of their sentences, in order, with the language's token heads.
        heads: fitted for the model that encoded them.
    """
    batch = _Batch(passages, encoded, heads)
    traits, needs = batch.traits(), batch.needs()
    return [
        Measurement(
            passage=passage,
            traits={trait: scores[at] for trait, scores in traits.items()},
            needs=dict(zip(heads.needs, map(float, needs[at]), strict=True)),
            effort=effort(passage),
        )
        for at, passage in enumerate(passages)
    ]


def effort(passage: Passage) -> Effort:
    """LIX (Björnsson 1968): words a sentence, plus the percentage of words over six letters."""
    words = [word.text for sentence in passage.sentences for word in sentence.words]
    count, sentences = max(len(words), 1), max(len(passage.sentences), 1)
    long = sum(len(word) > LONG_WORD for word in words)
    return Effort(lix=count / sentences + 100 * long / count, words_per_sentence=count / sentences)


class _Batch:
    """Passages of one language, measured together: each step is one operation on all of them."""

    def __init__(self, passages: Sequence[Passage], encoded: Encoded, heads: Heads) -> None:
        self.passages = passages
        self.encoded = encoded
        self.heads = heads
        self.language = passages[0].sentences[0].language
        self.own = heads.languages[self.language]
        self.sentence_words = np.array(
            [max(1, len(s.words)) for p in passages for s in p.sentences], dtype=np.float32
        )
        self.starts: Index = np.cumsum([0, *(len(p.sentences) for p in passages[:-1])])
        """The first sentence of each passage."""
        self.stretches, self.first = _stretches(self.starts, self.sentence_words)
        self.words = np.add.reduceat(self.sentence_words, self.starts)
        self.stretch_words = np.add.reduceat(self.sentence_words, self.stretches)

    def traits(self) -> dict[str, list[Score]]:
        found, column = {}, 0
        for at, trait in enumerate(self.heads.traits):
            weights = self.own.traits[at]
            pool = self.own.pools[at]
            means = self.encoded.tone[:, :-_WIDTH] @ weights[:, :-_WIDTH].T
            counted = self.encoded.tone[:, -_WIDTH:] @ weights[:, -_WIDTH:].T
            end = column if pool is Pool.WHOLE else column + len(weights)
            extremes = (self.encoded.lows if pool is Pool.LOW else self.encoded.peaks)[:, column:end]
            raw = pooled(pool, means, extremes, self.sentence_words, self.stretches)
            raw += weighted(counted, self.sentence_words, self.stretches)
            leading = self._leading(means[:, 0] + counted[:, 0], raw[:, 0], self.own.calibrations[at])
            found[trait] = self._scores(raw, leading, weights[0], self.own.calibrations[at])
            column = end
        return found

    def needs(self) -> Array:
        """(passages, needs): the best of a passage's sentences, and of the passage as a whole."""
        layers = self.encoded.tone[:, :-_WIDTH]
        sentences = [sentence.text for passage in self.passages for sentence in passage.sentences]
        single = coverage.probabilities(coverage.inputs(layers, sentences, self.language), self.own.needs)
        whole = weighted(layers, self.sentence_words, self.starts)
        texts = [passage.text for passage in self.passages]
        together = coverage.probabilities(coverage.inputs(whole, texts, self.language), self.own.needs)
        return np.maximum(np.maximum.reduceat(single, self.starts), together)

    def _scores(self, raw: Array, leading: Index, weights: Array, own: Calibration) -> list[Score]:
        """One trait's scores; `raw` is (stretches, 1 + bootstraps)."""
        score = weighted(own.points(raw[:, 0]), self.stretch_words, self.first)
        means = weighted(raw, self.stretch_words, self.first)
        margin = own.margins(means[:, 0], means[:, 1:].std(1), self.words)
        unsure = (margin > ABSTAIN_MARGIN) | (self.words < ABSTAIN_WORDS) | (own.reliability < RELIABLE)
        pulls = self._pulls(leading, weights, np.sign(score), own)
        return [
            Score(
                score=float(score[at]),
                margin=float(margin[at]),
                abstained=bool(unsure[at]) or not passage.scorable,
                sentence=int(leading[at] - self.starts[at]),
                pulls=pulls[at],
            )
            for at, passage in enumerate(self.passages)
        ]

    def _leading(self, sentences: Array, stretches: Array, own: Calibration) -> Index:
        """Of each passage, the sentence that pulls furthest the way the passage leans."""
        lean = weighted(own.points(stretches), self.stretch_words, self.first)
        ends = np.append(self.starts[1:], len(sentences))
        return np.array(
            [
                start + int(np.argmax(sentences[start:end] * (1 if towards >= 0 else -1)))
                for start, end, towards in zip(self.starts, ends, lean, strict=True)
            ]
        )

    def _pulls(self, rows: Index, weights: Array, lean: Array, own: Calibration) -> list[tuple[str, ...]]:
        """The features that move those sentences most in the passage's direction."""
        unlike = self.encoded.tone[rows, -_WIDTH:] - self.own.feature_means
        moved = unlike * weights[-_WIDTH:] * lean[:, None]
        order = np.argsort(-moved, axis=1)[:, :_PULLS]
        least = _PULL_SHARE * own.spread
        return [
            tuple(FEATURES[feature].name for feature in order[at] if moved[at, feature] > least)
            for at in range(len(rows))
        ]


def _stretches(starts: Index, words: Array) -> tuple[Index, Index]:
    """The first sentence of each stretch, and the first stretch of each passage."""
    stretches: list[int] = []
    first: list[int] = []
    bounds = [*starts, len(words)]
    for start, end in pairwise(bounds):
        first.append(len(stretches))
        room = 0.0
        for at in range(start, end):
            if at == start or words[at] > room:
                stretches.append(at)
                room = float(STRETCH)
            room -= words[at]
    return np.array(stretches), np.array(first)
