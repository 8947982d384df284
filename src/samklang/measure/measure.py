"""Measure: encoded passages against the heads. Trait scores with margins, need coverage, effort.

A passage's raw score is the word-weighted mean of its sentences', sharpened where few tokens carry the
trait (docs/adr/0005).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from samklang.heads import Heads
from samklang.model import Effort, Encoded, Measurement, Passage, Score
from samklang.needs import coverage
from samklang.text import steps
from samklang.traits.calibration import ABSTAIN_MARGIN, ABSTAIN_WORDS, RELIABLE, Calibration
from samklang.traits.features import FEATURES, LONG_WORD
from samklang.traits.head import COUNTED, LAYERS, SPELT, SURFACE
from samklang.traits.pool import sharpened, weighted

_PULLS = 3
_PULL_SHARE = 0.08
"""A feature is worth naming when it moves the raw score by this share of the trait's spread."""

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
    """LIX (Björnsson 1968): words a sentence, plus the percentage of words over six letters. And steps."""
    words = [word for sentence in passage.sentences for word in sentence.words.texts]
    count, sentences = max(len(words), 1), max(len(passage.sentences), 1)
    long = sum(len(word) > LONG_WORD for word in words)
    return Effort(
        lix=count / sentences + 100 * long / count,
        words_per_sentence=count / sentences,
        steps=steps.asked(passage),
    )


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
        self.scorable = np.array([passage.scorable for passage in passages])
        self.starts: Index = np.cumsum([0, *(len(p.sentences) for p in passages[:-1])])
        """The first sentence of each passage."""
        self.counts: Index = np.diff(np.append(self.starts, len(self.sentence_words)))
        self.words = np.add.reduceat(self.sentence_words, self.starts)
        self.whole = weighted(encoded.tone, self.sentence_words, self.starts)
        """The tone of each passage as a whole."""

    def traits(self) -> dict[str, list[Score]]:
        heads = self.own.traits
        fits = heads.reshape(-1, heads.shape[2])
        raw: Array = np.subtract(self.whole, self.own.usual) @ fits.T
        raw = raw.reshape(-1, *heads.shape[:2])
        raw[:, self.own.sharp, 0] = self._sharp()
        sentences: Array = np.subtract(self.encoded.tone, self.own.usual) @ heads[:, 0].T
        return {
            trait: self._scores(
                sentences[:, at], raw[:, at], heads[at, 0, COUNTED], self.own.calibrations[at]
            )
            for at, trait in enumerate(self.heads.traits)
        }

    def _sharp(self) -> Array:
        """(passages, traits): raw scores of the traits that few tokens carry."""
        tokens = self.own.token_heads()
        carried = self.encoded.carried - self.own.usual[LAYERS] @ tokens.weights.T
        surface = (self.whole - self.own.usual)[:, SURFACE] @ self.own.traits[self.own.sharp, 0, SURFACE].T
        growth = np.array([self.own.calibrations[at].growth for at in self.own.sharp])
        raw: Array = (
            sharpened(carried, tokens.sharpness, self.sentence_words, self.starts)
            + surface
            - np.log(self.words)[:, None] * growth
        )
        return raw

    def needs(self) -> Array:
        """(passages, needs): the best of a passage's sentences, and of the passage as a whole."""
        sentences = [sentence.text for passage in self.passages for sentence in passage.sentences]
        best: Array = np.maximum.reduceat(self._answers(self.encoded.tone, sentences), self.starts)
        several = np.flatnonzero(self.counts > 1)
        if len(several):
            together = self._answers(self.whole[several], [self.passages[at].text for at in several.tolist()])
            best[several] = np.maximum(best[several], together)
        return best

    def _answers(self, tone: Array, texts: Sequence[str]) -> Array:
        return coverage.answers(tone[:, LAYERS], tone[:, SPELT], texts, self.language, self.own.needs)

    def _scores(self, sentences: Array, passages: Array, features: Array, own: Calibration) -> list[Score]:
        """One trait's scores.

        Args:
            sentences: (sentences,): raw scores by the full fit.
            passages: (passages, 1 + bootstraps): the same of passages, by every fit.
            features: (features,): what the head makes of each.
            own: how the trait's raw scores read.
        """
        score = own.points(passages[:, 0])
        margin = own.margins(passages[:, 0], passages[:, 1:].std(1), self.words)
        unsure = (margin > ABSTAIN_MARGIN) | (self.words < ABSTAIN_WORDS) | (own.reliability < RELIABLE)
        unsure |= ~self.scorable
        lean = np.where(score >= 0, 1, -1).astype(np.float32)
        leading = self._leading(sentences, lean)
        moved = (self.encoded.tone[leading, COUNTED] - self.own.usual[COUNTED]) * features * lean[:, None]
        columns = (column.tolist() for column in (score, margin, unsure, leading - self.starts))
        return list(map(Score, *columns, _pulls(moved, own)))

    def _leading(self, sentences: Array, lean: Array) -> Index:
        """Of each passage, the first of the sentences that pull furthest the way the passage leans."""
        towards = sentences * np.repeat(lean, self.counts)
        furthest = np.repeat(np.maximum.reduceat(towards, self.starts), self.counts)
        at = np.where(towards >= furthest, np.arange(len(towards)), len(towards))
        return np.asarray(np.minimum.reduceat(at, self.starts))


def _pulls(moved: Array, own: Calibration) -> list[tuple[str, ...]]:
    """Of each row, the features that move it most."""
    order = np.argsort(-moved, axis=1)[:, :_PULLS]
    worth = np.take_along_axis(moved, order, axis=1) > _PULL_SHARE * own.spread
    return [
        tuple(FEATURES[feature].name for feature in best[:count])
        for best, count in zip(order.tolist(), worth.sum(1).tolist(), strict=True)
    ]
