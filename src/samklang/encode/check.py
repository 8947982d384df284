"""Check: is an exported graph to be trusted? It must say of fixed sentences what the reference says."""

from __future__ import annotations

import re
from array import array
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samklang import heads as store
from samklang.encode import Encoder, encode
from samklang.encode.source import BUNDLED
from samklang.heads import LanguageHeads
from samklang.languages import LANGUAGES
from samklang.model import Encoded, Sentence, Span, Words
from samklang.traits.head import LAYERS, SURFACE

LEAST_COSINE = 0.985
MOST_POINTS = 3.0

Array = NDArray[np.float32]


class Found(NamedTuple):
    """How near two engines are, on average over the sentences."""

    meaning: float
    """Cosine of the sentence embeddings."""
    layers: float
    """Cosine of the means of the layers."""
    points: float | None
    """Between trait scores; None for a model whose heads are not shipped."""

    def faults(self) -> str:
        """What is wrong with it; empty where it can be trusted."""
        faults = [
            f"cosine of {what} {cosine:.3f}, under {LEAST_COSINE}"
            for what, cosine in (("meaning", self.meaning), ("layers", self.layers))
            if not cosine >= LEAST_COSINE  # so that what is no number is a fault
        ]
        if self.points is not None and not self.points <= MOST_POINTS:
            faults.append(f"scores {self.points:.1f} points apart, over {MOST_POINTS:g}")
        return "; ".join(faults)


def compare(engine: Encoder, reference: Encoder, model: str) -> Found:
    """How near an engine is to the reference, both running the model."""
    shipped = store.load(store.bundled()).languages if model == BUNDLED else {}
    meaning, layers, points = [], [], []
    for language, of in LANGUAGES.items():
        sentences = [_sentence(text, language) for text in of.engine_check]
        heads = shipped.get(language)
        one, other = (
            encode(sentences, each, heads.token_heads() if heads else None) for each in (engine, reference)
        )
        meaning.append(_cosine(one.meaning, other.meaning))
        layers.append(_cosine(one.tone[:, LAYERS], other.tone[:, LAYERS]))
        if heads:
            points.append(np.abs(_scores(one, sentences, heads) - _scores(other, sentences, heads)).mean())
    return Found(float(np.mean(meaning)), float(np.mean(layers)), float(np.mean(points)) if points else None)


def _cosine(one: Array, other: Array) -> float:
    """The mean over the rows."""
    return float(((one * other).sum(1) / np.linalg.norm(one, axis=1) / np.linalg.norm(other, axis=1)).mean())


def _sentence(text: str, language: str) -> Sentence:
    ends = array("I", [end for word in re.finditer(r"\w+", text) for end in word.span()])
    return Sentence(text=text, language=language, words=Words(text, ends), span=Span(0, len(text)))


def _scores(encoded: Encoded, sentences: list[Sentence], heads: LanguageHeads) -> Array:
    """(sentences, traits): as `measure` would score each sentence by itself."""
    unlike: Array = np.subtract(encoded.tone, heads.usual)
    raw: Array = unlike @ heads.traits[:, 0].T
    tokens = heads.token_heads()
    surface = unlike[:, SURFACE] @ heads.traits[heads.sharp, 0, SURFACE].T
    growth = np.array([heads.calibrations[at].growth for at in heads.sharp])
    longer = np.log([len(one.words) for one in sentences])[:, None] * growth
    raw[:, heads.sharp] = encoded.carried - heads.usual[LAYERS] @ tokens.weights.T + surface - longer
    return np.stack([of.points(raw[:, at]) for at, of in enumerate(heads.calibrations)], axis=1)
