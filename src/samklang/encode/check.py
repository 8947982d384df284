"""Compares two engines of one model on fixed sentences: an export must agree with the reference."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samklang.encode import Encoder, encode
from samklang.heads import LanguageHeads
from samklang.languages import LANGUAGES
from samklang.model import Encoded, Sentence, Span, Words
from samklang.traits.head import COUNTED, LAYERS

MIN_COSINE = 0.985
MAX_POINTS = 3.0

Array = NDArray[np.float32]


class Agreement(NamedTuple):
    """How well two engines agree, on average over the sentences."""

    meaning: float
    """Cosine between the sentence embeddings."""
    layers: float
    """Cosine between the mean-pooled layers."""
    points: float | None
    """Absolute difference between trait scores; None without heads."""

    def faults(self) -> str:
        """What disagrees too much; empty if the engine can be trusted."""
        faults = [
            f"cosine of {what} {cosine:.3f}, under {MIN_COSINE}"
            for what, cosine in (("meaning", self.meaning), ("layers", self.layers))
            if not cosine >= MIN_COSINE  # `not >=`, so that NaN is a fault
        ]
        if self.points is not None and not self.points <= MAX_POINTS:
            faults.append(f"scores {self.points:.1f} points apart, over {MAX_POINTS:g}")
        return "; ".join(faults)


def compare(engine: Encoder, reference: Encoder, fitted: Mapping[str, LanguageHeads] = {}) -> Agreement:
    """Compares an engine with the reference, both running the same model.

    Args:
        engine: to be checked.
        reference: to check it against.
        fitted: the model's heads by language, where there are any.
    """
    meaning, layers, points = [], [], []
    for language, of in LANGUAGES.items():
        sentences = [_sentence(text, language) for text in of.engine_check]
        heads = fitted.get(language)
        token_heads = heads.token_heads() if heads else None
        ours, theirs = (encode(sentences, encoder, token_heads) for encoder in (engine, reference))
        meaning.append(_cosine(ours.meaning, theirs.meaning))
        layers.append(_cosine(ours.tone[:, LAYERS], theirs.tone[:, LAYERS]))
        if heads:
            difference = _scores(ours, sentences, heads) - _scores(theirs, sentences, heads)
            points.append(np.abs(difference).mean())
    return Agreement(
        float(np.mean(meaning)), float(np.mean(layers)), float(np.mean(points)) if points else None
    )


def _cosine(first: Array, second: Array) -> float:
    """The mean cosine of corresponding rows."""
    products = (first * second).sum(1)
    return float((products / np.linalg.norm(first, axis=1) / np.linalg.norm(second, axis=1)).mean())


def _sentence(text: str, language: str) -> Sentence:
    ends = array("I", [end for word in re.finditer(r"\w+", text) for end in word.span()])
    return Sentence(text=text, language=language, words=Words(text, ends), span=Span(0, len(text)))


def _scores(encoded: Encoded, sentences: list[Sentence], heads: LanguageHeads) -> Array:
    """(sentences, traits): scores in points, as `measure` would give them to each sentence alone."""
    centred: Array = np.subtract(encoded.tone, heads.background_mean)
    raw: Array = centred @ heads.traits[:, 0].T
    tokens = heads.token_heads()
    counted = centred[:, COUNTED] @ heads.traits[heads.sharp, 0, COUNTED].T
    slopes = np.array([heads.calibrations[trait].length_slope for trait in heads.sharp])
    length_effect = np.log([len(sentence.words) for sentence in sentences])[:, None] * slopes
    background_scores = heads.background_mean[LAYERS] @ tokens.weights.T
    raw[:, heads.sharp] = encoded.token_scores - background_scores + counted - length_effect
    points = [calibration.points(raw[:, trait]) for trait, calibration in enumerate(heads.calibrations)]
    return np.stack(points, axis=1)
