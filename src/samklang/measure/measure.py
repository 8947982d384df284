"""Measures encoded passages: trait scores with margins, need coverage, effort.

A passage's raw score is the word-weighted mean of its sentences' scores, or the log-mean-exp of its tokens'
scores for a trait that shows in few tokens (docs/adr/0005).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from samklang.heads import Heads
from samklang.measure.sentences import says_the_same
from samklang.model import Effort, Encoded, Measurement, Passage, Score
from samklang.needs import coverage
from samklang.text import steps
from samklang.traits.calibration import ABSTAIN_MARGIN, ABSTAIN_WORDS, RELIABLE, Calibration
from samklang.traits.features import FEATURES, LONG_WORD
from samklang.traits.head import COUNTED, LAYERS
from samklang.traits.pool import log_mean_exp, weighted_mean

_PULLS = 3
_PULL_SHARE = 0.08
"""A feature is reported when it moves the raw score by more than this share of the trait's spread."""

Array = NDArray[np.float32]
Index = NDArray[np.int64]


def measure(
    passages: Sequence[Passage], encoded: Encoded, heads: Heads, sentences: Mapping[str, Array] = {}
) -> list[Measurement]:
    """Measures each passage, in order.

    Args:
        passages: of one language, each with at least one sentence.
        encoded: a row for each of their sentences, in order, with the language's token heads.
        heads: fitted for the model that encoded them.
        sentences: in customers' own words, with their meaning vectors; measured like needs.
    """
    batch = _Batch(passages, encoded, heads)
    traits, needs = batch.traits(), batch.needs()
    names = heads.needs
    if sentences:
        needs = np.hstack([needs, batch.said(np.stack([*sentences.values()]))])
        names = (*names, *sentences)
    return [
        Measurement(
            passage=passage,
            traits={trait: scores[index] for trait, scores in traits.items()},
            needs=dict(zip(names, map(float, needs[index]), strict=True)),
            effort=effort(passage),
        )
        for index, passage in enumerate(passages)
    ]


def effort(passage: Passage) -> Effort:
    """Effort of reading: LIX (Björnsson 1968: words per sentence, plus the percentage of words of more than
    six letters), words per sentence, and the steps that the passage asks of its reader."""
    words = [word for sentence in passage.sentences for word in sentence.words.texts]
    count, sentences = max(len(words), 1), max(len(passage.sentences), 1)
    long = sum(len(word) > LONG_WORD for word in words)
    return Effort(
        lix=count / sentences + 100 * long / count,
        words_per_sentence=count / sentences,
        steps=steps.asked(passage),
    )


class _Batch:
    """Passages of one language, measured together by array operations."""

    def __init__(self, passages: Sequence[Passage], encoded: Encoded, heads: Heads) -> None:
        self.passages = passages
        self.encoded = encoded
        self.heads = heads
        self.language = passages[0].sentences[0].language
        self.language_heads = heads.languages[self.language]
        self.sentence_words = np.array(
            [max(1, len(s.words)) for p in passages for s in p.sentences], dtype=np.float32
        )
        self.scorable = np.array([passage.scorable for passage in passages])
        self.starts: Index = np.cumsum([0, *(len(p.sentences) for p in passages[:-1])])
        """(passages,): the first sentence of each."""
        self.counts: Index = np.diff(np.append(self.starts, len(self.sentence_words)))
        """(passages,): number of sentences of each."""
        self.words = np.add.reduceat(self.sentence_words, self.starts)
        self.tone = weighted_mean(encoded.tone, self.sentence_words, self.starts)
        """(passages, columns): the tone vector of each, the word-weighted mean of its sentences'."""

    def traits(self) -> dict[str, list[Score]]:
        """The passages' scores by trait."""
        heads = self.language_heads.traits
        fits = heads.reshape(-1, heads.shape[2])
        raw: Array = np.subtract(self.tone, self.language_heads.background_mean) @ fits.T
        raw = raw.reshape(-1, *heads.shape[:2])
        raw[:, self.language_heads.sharp, 0] = self._token_pooled()
        sentences: Array = np.subtract(self.encoded.tone, self.language_heads.background_mean) @ heads[:, 0].T
        return {
            trait: self._scores(
                sentences[:, index],
                raw[:, index],
                heads[index, 0, COUNTED],
                self.language_heads.calibrations[index],
            )
            for index, trait in enumerate(self.heads.traits)
        }

    def _token_pooled(self) -> Array:
        """(passages, traits): raw scores of the traits with a sharpness, pooled from the tokens' scores."""
        heads = self.language_heads
        tokens = heads.token_heads()
        token_scores = self.encoded.token_scores - heads.background_mean[LAYERS] @ tokens.weights.T
        counted = (self.tone - heads.background_mean)[:, COUNTED] @ heads.traits[heads.sharp, 0, COUNTED].T
        length_slopes = np.array([heads.calibrations[trait].length_slope for trait in heads.sharp])
        raw: Array = (
            log_mean_exp(token_scores, tokens.sharpness, self.sentence_words, self.starts)
            + counted
            - np.log(self.words)[:, None] * length_slopes
        )
        return raw

    def needs(self) -> Array:
        """(passages, needs): the highest coverage of a passage's sentences and of the passage as a whole."""
        sentences = [sentence.text for passage in self.passages for sentence in passage.sentences]
        best: Array = np.maximum.reduceat(self._answers(self.encoded.tone, sentences), self.starts)
        several = np.flatnonzero(self.counts > 1)
        if len(several):
            texts = [self.passages[index].text for index in several.tolist()]
            best[several] = np.maximum(best[several], self._answers(self.tone[several], texts))
        return best

    def said(self, sentences: Array) -> Array:
        """(passages, sentences): the probability that a passage, or a sentence of it, says the same.

        Args:
            sentences: (sentences, width): meaning vectors.
        """
        wholes = weighted_mean(self.encoded.meaning, self.sentence_words, self.starts)
        parts = np.maximum.reduceat(says_the_same(self.encoded.meaning, sentences), self.starts)
        return np.maximum(parts, says_the_same(wholes, sentences))

    def _answers(self, tone: Array, texts: Sequence[str]) -> Array:
        return coverage.answers(tone[:, LAYERS], texts, self.language_heads.needs)

    def _scores(
        self, sentences: Array, passages: Array, features: Array, calibration: Calibration
    ) -> list[Score]:
        """One trait's scores.

        Args:
            sentences: (sentences,): raw scores by the full fit.
            passages: (passages, 1 + bootstraps): raw scores of passages by every fit.
            features: (features,): the head's weights of the linguistic features.
            calibration: of the trait.
        """
        score = calibration.points(passages[:, 0])
        margin = calibration.margins(passages[:, 0], passages[:, 1:].std(1), self.words)
        abstained = (margin > ABSTAIN_MARGIN) | (self.words < ABSTAIN_WORDS) | ~self.scorable
        abstained |= calibration.reliability < RELIABLE
        sign = np.where(score >= 0, 1, -1).astype(np.float32)
        leading = self._leading(sentences, sign)
        centred = self.encoded.tone[leading, COUNTED] - self.language_heads.background_mean[COUNTED]
        contributions = centred * features * sign[:, None]
        columns = (column.tolist() for column in (score, margin, abstained, leading - self.starts))
        return list(map(Score, *columns, _pulls(contributions, calibration)))

    def _leading(self, sentences: Array, sign: Array) -> Index:
        """(passages,): the sentence that scores furthest in the direction of the passage's score, the first
        of several."""
        signed = sentences * np.repeat(sign, self.counts)
        highest = np.repeat(np.maximum.reduceat(signed, self.starts), self.counts)
        index = np.where(signed >= highest, np.arange(len(signed)), len(signed))
        return np.asarray(np.minimum.reduceat(index, self.starts))


def _pulls(contributions: Array, calibration: Calibration) -> list[tuple[str, ...]]:
    """The names of the features that contribute most to each row, the highest first."""
    order = np.argsort(-contributions, axis=1)[:, :_PULLS]
    reported = np.take_along_axis(contributions, order, axis=1) > _PULL_SHARE * calibration.spread
    return [
        tuple(FEATURES[feature].name for feature in strongest[:count])
        for strongest, count in zip(order.tolist(), reported.sum(1).tolist(), strict=True)
    ]
