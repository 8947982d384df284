"""Own traits: heads for what a persona teaches by a few examples, to stand beside the shipped ones."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from samklang.encode import Advance, Engine
from samklang.encode.blas import one_thread
from samklang.heads import Heads, LanguageHeads
from samklang.model import Examples
from samklang.training import train as fitting
from samklang.training.train import Array, PairTexts, Reader, Texts
from samklang.traits import TRAITS, head, pairs
from samklang.traits.calibration import Calibration
from samklang.traits.head import Space
from samklang.traits.pairs import Pair

FOLDS = 10
"""Parts of the examples that are held out one at a time. A shipped trait holds out genres instead, but a
dozen pairs have none."""
COPY_FOLDS = 5
MOST = 200
"""Passages of either side that are learnt from; more cost time and tell little."""
_ORDINARY = 200
"""Texts that stand for a language's ordinary copy."""
_UNTAUGHT = Calibration(0.0, 1.0, math.inf, 0.0, reliability=0.0, held=0.0, pairs=0, growth=0.0)
"""Of a language without examples: anything might be so."""


def fit(
    examples: Sequence[Examples], shipped: Heads, engine: Engine, advance: Advance = lambda _: None
) -> Heads:
    """Heads for the traits of the examples alone, in the languages of the shipped ones.

    Args:
        examples: what each trait is learnt from.
        shipped: of the same engine.
        advance: told how many sentences more were encoded.
    """
    reader = Reader(engine, advance)
    with one_thread():
        grounds = {
            language: _ground(language, shipped.languages[language].usual, reader)
            for language in sorted({language for one in examples for language in one.sides})
        }
        learnt = [_learn(one, grounds, reader) for one in examples]
    return shipped._replace(
        traits=tuple(one.trait for one in examples),
        needs=(),
        languages={
            language: _heads([one.get(language) for one in learnt], of.usual)
            for language, of in shipped.languages.items()
        },
    )


def sentence_count(examples: Sequence[Examples]) -> int:
    """About how many sentences `fit` encodes, for a progress bar."""
    texts = sum(len(side) for one in examples for sides in one.sides.values() for side in sides)
    languages = {language for one in examples for language in one.sides}
    return int((texts * 2 + len(languages) * _ORDINARY) * 1.4)


class _Ground(NamedTuple):
    """What a language's own traits are learnt against."""

    ordinary: Texts
    space: Space
    usual: Array


class _Learnt(NamedTuple):
    """One trait in one language."""

    weights: Array
    """(1 + bootstraps, columns): the full fit first."""
    calibration: Calibration


def _ground(language: str, usual: Array, reader: Reader) -> _Ground:
    """Ordinary copy is the two sides of the shipped pairs, a few of every trait."""
    rows = [pair for trait in TRAITS for pair in pairs.load(trait, language)]
    texts = [
        side for pair in rows[:: max(1, 2 * len(rows) // _ORDINARY)] for side in (pair.named, pair.other)
    ]
    ordinary = reader.texts(texts, language)
    return _Ground(ordinary, Space.of(ordinary.tone, language), usual)


def _learn(one: Examples, grounds: Mapping[str, _Ground], reader: Reader) -> dict[str, _Learnt]:
    told = {
        language: fitting.tell(tuple(_rows(one, *sides)), language, reader)
        for language, sides in one.sides.items()
    }
    return {language: _learn_in(language, one.trait, told, grounds, reader) for language in told}


def _learn_in(
    language: str, trait: str, told: Mapping[str, PairTexts], grounds: Mapping[str, _Ground], reader: Reader
) -> _Learnt:
    """From the language's own examples, and at a lower weight from those in others."""
    ground, own = grounds[language], told[language]
    lessons = [ground.space.lesson(own.twice)]
    lessons += [
        grounds[one].space.within(ground.space).lesson(told[one].sides, weight)
        for one, weight in head.NEIGHBOURS[language].items()
        if one in told
    ]
    fits = head.fit(head.join(lessons), ground.space, f"{trait} {language}")
    return _Learnt(fits.weights, fitting.calibrate(fits, 0.0, own, ground.ordinary, ground.usual, reader))


def _rows(one: Examples, named: Sequence[str], other: Sequence[str]) -> Iterator[Pair]:
    """The differences that teach, each with the fold that it is held out in."""
    if one.paired:
        for at, sides in enumerate(zip(named, other, strict=True)):
            yield Pair(str(at % FOLDS), "", *sides)
        return
    for fold, (approved, rejected) in enumerate(zip(_folds(named), _folds(other), strict=True)):
        for sides in _of_like_length(approved, rejected):
            yield Pair(str(fold), "", *sides)


def _folds(texts: Sequence[str]) -> list[Sequence[str]]:
    """Neighbours stay together: passages of one document resemble each other."""
    kept = texts[:: len(texts) // MOST + 1]
    cuts = [at * len(kept) // COPY_FOLDS for at in range(COPY_FOLDS + 1)]
    return [kept[start:end] for start, end in pairwise(cuts)]


def _of_like_length(approved: Sequence[str], rejected: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every passage of the longer side once, those of the shorter one as often as it takes."""
    count = max(len(approved), len(rejected))
    first, second = sorted(approved, key=len), sorted(rejected, key=len)
    for at in range(count):
        yield first[at * len(first) // count], second[at * len(second) // count]


def _heads(learnt: Sequence[_Learnt | None], usual: Array) -> LanguageHeads:
    nothing = _Learnt(np.zeros((1 + head.BOOTSTRAPS, len(usual)), dtype=np.float32), _UNTAUGHT)
    found = [one or nothing for one in learnt]
    return LanguageHeads(
        traits=np.stack([one.weights for one in found]),
        usual=usual,
        sharpness=np.zeros(len(found), dtype=np.float32),
        calibrations=tuple(one.calibration for one in found),
        needs=(),
    )
