"""Fits heads for a persona's own traits, each declared by a few examples, to use beside the shipped ones."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from samklang.encode import Advance, Engine
from samklang.encode.blas import one_thread
from samklang.errors import require
from samklang.heads import Heads, LanguageHeads
from samklang.model import Examples
from samklang.training import train as fitting
from samklang.training.train import Array, PairTexts, Reader, Texts
from samklang.traits import TRAITS, head, pairs
from samklang.traits.calibration import Calibration
from samklang.traits.head import Space
from samklang.traits.pairs import Pair

FOLDS = 10
"""Folds of the cross-validation of pairs: a shipped trait holds out genres, which a dozen pairs lack."""
COPY_FOLDS = 5
"""Folds of the cross-validation of approved and rejected copy."""
MAX_PASSAGES = 200
"""Passages of each side that are learnt from at most; more would cost time and gain little."""
_BACKGROUND = 200
"""Texts that represent a language's ordinary copy."""
_UNKNOWN = Calibration(
    0.0, 1.0, math.inf, 0.0, reliability=0.0, interval_coverage=0.0, pairs=0, length_slope=0.0
)
"""Calibration in a language without examples: every score is 0 with the widest margin, and abstains."""


def fit(
    examples: Sequence[Examples], shipped: Heads, engine: Engine, advance: Advance = lambda _: None
) -> Heads:
    """Fits heads for the traits of the examples alone, in the languages of the shipped ones.

    Args:
        examples: what each trait is learnt from.
        shipped: heads of the same engine.
        advance: called with the number of sentences encoded since its last call.

    Raises:
        ExtraError: what heads are fitted with is not installed.
    """
    require("learn", "learning a brand's own traits")
    reader = Reader(engine, advance)
    with one_thread():
        backgrounds = {
            language: _background(language, shipped.languages[language].background_mean, reader)
            for language in sorted({language for trait in examples for language in trait.sides})
        }
        fitted = [_fit_trait(trait, backgrounds, reader) for trait in examples]
    return shipped._replace(
        traits=tuple(trait.trait for trait in examples),
        needs=(),
        languages={
            language: _heads([trait.get(language) for trait in fitted], heads.background_mean)
            for language, heads in shipped.languages.items()
        },
    )


def sentence_count(examples: Sequence[Examples]) -> int:
    """Approximate number of sentences that `fit` encodes, for a progress bar."""
    texts = sum(len(side) for trait in examples for sides in trait.sides.values() for side in sides)
    languages = {language for trait in examples for language in trait.sides}
    return int((texts * 2 + len(languages) * _BACKGROUND) * 1.4)


class _Background(NamedTuple):
    """A language's ordinary copy, on which the space of its heads and their calibration are based."""

    sample: Texts
    space: Space
    mean: Array
    """(columns,): the mean tone vector."""


class _Fitted(NamedTuple):
    """The head of one trait in one language."""

    weights: Array
    """(1 + bootstraps, columns): the full fit first."""
    calibration: Calibration


def _background(language: str, mean: Array, reader: Reader) -> _Background:
    """Ordinary copy is a sample of the shipped pairs of every trait, both sides."""
    rows = [pair for trait in TRAITS for pair in pairs.load(trait, language)]
    texts = [
        side for pair in rows[:: max(1, 2 * len(rows) // _BACKGROUND)] for side in (pair.named, pair.other)
    ]
    sample = reader.texts(texts, language)
    return _Background(sample, Space.of(sample.tone), mean)


def _fit_trait(
    examples: Examples, backgrounds: Mapping[str, _Background], reader: Reader
) -> dict[str, _Fitted]:
    """Fits the trait in each language that it has examples in."""
    pair_texts = {
        language: fitting.read_pairs(tuple(_pairs(examples, *sides)), language, reader)
        for language, sides in examples.sides.items()
    }
    return {
        language: _fit_language(language, examples.trait, pair_texts, backgrounds, reader)
        for language in pair_texts
    }


def _fit_language(
    language: str,
    trait: str,
    pair_texts: Mapping[str, PairTexts],
    backgrounds: Mapping[str, _Background],
    reader: Reader,
) -> _Fitted:
    """Fits on the language's own examples and, at a lower weight, on those in other languages."""
    background, own = backgrounds[language], pair_texts[language]
    sets = [background.space.training_set(own.twice)]
    sets += [
        backgrounds[other].space.within(background.space).training_set(texts.sides, fitting.OTHER_LANGUAGE)
        for other, texts in pair_texts.items()
        if other != language
    ]
    fits = head.fit(head.join(sets), background.space, f"{trait} {language}")
    calibration = fitting.calibrate(fits, 0.0, own, background.sample, background.mean, reader)
    return _Fitted(fits.weights, calibration)


def _pairs(examples: Examples, named: Sequence[str], other: Sequence[str]) -> Iterator[Pair]:
    """The pairs to learn from; the genre of each is the fold that holds it out."""
    if examples.paired:
        for index, sides in enumerate(zip(named, other, strict=True)):
            yield Pair(str(index % FOLDS), "", *sides)
        return
    for fold, (approved, rejected) in enumerate(zip(_folds(named), _folds(other), strict=True)):
        for sides in _paired_by_length(approved, rejected):
            yield Pair(str(fold), "", *sides)


def _folds(texts: Sequence[str]) -> list[Sequence[str]]:
    """Contiguous folds, so that passages of one document, which are alike, mostly stay together."""
    sample = texts[:: len(texts) // MAX_PASSAGES + 1]
    cuts = [fold * len(sample) // COPY_FOLDS for fold in range(COPY_FOLDS + 1)]
    return [sample[start:end] for start, end in pairwise(cuts)]


def _paired_by_length(approved: Sequence[str], rejected: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of passages of similar length; those of the side with fewer passages are repeated."""
    count = max(len(approved), len(rejected))
    first, second = sorted(approved, key=len), sorted(rejected, key=len)
    for index in range(count):
        yield first[index * len(first) // count], second[index * len(second) // count]


def _heads(fitted: Sequence[_Fitted | None], background_mean: Array) -> LanguageHeads:
    """The heads of one language; a head of zeros for traits without examples in it."""
    blank = _Fitted(np.zeros((1 + head.BOOTSTRAPS, len(background_mean)), dtype=np.float32), _UNKNOWN)
    traits = [trait or blank for trait in fitted]
    return LanguageHeads(
        traits=np.stack([trait.weights for trait in traits]),
        background_mean=background_mean,
        sharpness=np.zeros(len(traits), dtype=np.float32),
        calibrations=tuple(trait.calibration for trait in traits),
        needs=(),
    )
