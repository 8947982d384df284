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
    """LIX (Björnsson 1968): words a sentence, plus the percentage of words over six letters."""
    words = [word for sentence in passage.sentences for word in sentence.words.texts]
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
        self.words = np.add.reduceat(self.sentence_words, self.starts)

    def traits(self) -> dict[str, list[Score]]:
        heads = self.own.traits
        unlike: Array = np.subtract(self.encoded.tone, self.own.usual)
        sentences = (unlike @ heads.reshape(-1, heads.shape[2]).T).reshape(len(unlike), *heads.shape[:2])
        passages = weighted(sentences, self.sentence_words, self.starts)
        passages[:, self.own.sharp, 0] = self._sharp(unlike)
        return {
            trait: self._scores(
                sentences[:, at, 0],
                passages[:, at],
                unlike[:, COUNTED] * heads[at, 0, COUNTED],
                self.own.calibrations[at],
            )
            for at, trait in enumerate(self.heads.traits)
        }

    def _sharp(self, unlike: Array) -> Array:
        """(passages, traits): raw scores of the traits that few tokens carry."""
        tokens = self.own.token_heads()
        carried = self.encoded.carried - self.own.usual[LAYERS] @ tokens.weights.T
        surface = unlike[:, SURFACE] @ self.own.traits[self.own.sharp, 0, SURFACE].T
        growth = np.array([self.own.calibrations[at].growth for at in self.own.sharp])
        raw: Array = (
            sharpened(carried, tokens.sharpness, self.sentence_words, self.starts)
            + weighted(surface, self.sentence_words, self.starts)
            - np.log(self.words)[:, None] * growth
        )
        return raw

    def needs(self) -> Array:
        """(passages, needs): the best of a passage's sentences, and of the passage as a whole."""
        sentences = [sentence.text for passage in self.passages for sentence in passage.sentences]
        single = self._answers(self.encoded.tone, sentences)
        whole = weighted(self.encoded.tone, self.sentence_words, self.starts)
        texts = [passage.text for passage in self.passages]
        together = self._answers(whole, texts)
        return np.maximum(np.maximum.reduceat(single, self.starts), together)

    def _answers(self, tone: Array, texts: Sequence[str]) -> Array:
        seen = coverage.inputs(tone[:, LAYERS], tone[:, SPELT], texts, self.language)
        return coverage.probabilities(seen, self.own.needs)

    def _scores(self, sentences: Array, passages: Array, moved: Array, own: Calibration) -> list[Score]:
        """One trait's scores.

        Args:
            sentences: (sentences,): raw scores by the full fit.
            passages: (passages, 1 + bootstraps): the same of passages, by every fit.
            moved: (sentences, features): what each feature adds to a sentence's.
            own: how the trait's raw scores read.
        """
        score = own.points(passages[:, 0])
        margin = own.margins(passages[:, 0], passages[:, 1:].std(1), self.words)
        unsure = (margin > ABSTAIN_MARGIN) | (self.words < ABSTAIN_WORDS) | (own.reliability < RELIABLE)
        leading = self._leading(sentences, np.sign(score))
        pulls = _pulls(moved[leading] * np.sign(score)[:, None], own)
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

    def _leading(self, sentences: Array, lean: Array) -> Index:
        """Of each passage, the sentence that pulls furthest the way the passage leans."""
        ends = np.append(self.starts[1:], len(sentences))
        return np.array(
            [
                start + int(np.argmax(sentences[start:end] * (1 if towards >= 0 else -1)))
                for start, end, towards in zip(self.starts, ends, lean, strict=True)
            ]
        )


def _pulls(moved: Array, own: Calibration) -> list[tuple[str, ...]]:
    """Of each row, the features that move it most."""
    order = np.argsort(-moved, axis=1)[:, :_PULLS]
    least = _PULL_SHARE * own.spread
    return [
        tuple(FEATURES[feature].name for feature in best if row[feature] > least)
        for row, best in zip(moved, order, strict=True)
    ]
