"""Fit: the heads of a model from the trait pairs and the needs' examples. `python -m samklang.fit`
builds the ones that are shipped; for another model it runs once, and the result is cached."""

from __future__ import annotations

import string
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from samklang import heads as store
from samklang.encode import Engine, Progress, encode, open_engine
from samklang.heads import Heads, LanguageHeads
from samklang.model import LANGUAGES, Block, Encoded, Piece, Sentence
from samklang.needs import NEEDS, background, coverage
from samklang.needs import load as load_need
from samklang.split import Splitter
from samklang.traits import TRAITS, calibration, head, load, pairs
from samklang.traits.calibration import Calibration
from samklang.traits.features import FEATURES
from samklang.traits.pool import Pool, pooled, weighted

_STRIP = str.maketrans("", "", string.punctuation)
_WIDTH = len(FEATURES)
_AS_GOOD = 0.01
"""How much of its held-out accuracy a trait may lose by being pooled as it asks for."""
Array = NDArray[np.float32]


def fit(engine: Engine, progress: Progress = lambda _: None) -> Heads:
    """Heads for every trait and need in every language.

    Args:
        engine: runs the model they are for.
        progress: told how many sentences more were encoded.
    """
    reader = _Reader(engine, progress)
    with threadpool_limits(1, user_api="blas"):  # many small fits: threads cost more than they give
        taught = {language: _taught(language, reader) for language in LANGUAGES}
        return Heads(
            revision=engine.revision,
            taught_by=store.taught_by(),
            traits=TRAITS,
            needs=NEEDS,
            languages={
                language: _fit_traits(language, reader, _fit_needs(language, taught))
                for language in LANGUAGES
            },
        )


def sentence_count() -> int:
    """About how many sentences `fit` encodes, for a progress bar."""
    rows = sum(len(pairs.load(trait, language)) for trait in TRAITS for language in LANGUAGES)
    return int(rows * 6 * 1.4)


# --- texts as vectors ---------------------------------------------------------------------------------


class _Texts(NamedTuple):
    """Texts, split: the sentences of all of them in a row."""

    sentences: list[Sentence]
    starts: NDArray[np.int64]
    """The first sentence of each text."""
    words: Array
    """Of each sentence."""

    @property
    def text_words(self) -> Array:
        return np.asarray(np.add.reduceat(self.words, self.starts), dtype=np.float32)


class _Reader:
    def __init__(self, engine: Engine, progress: Progress) -> None:
        self._engine = engine
        self._progress = progress
        self._splitter = Splitter()

    def split(self, texts: Sequence[str], language: str) -> _Texts:
        sentences: list[Sentence] = []
        starts = []
        for text in texts:
            starts.append(len(sentences))
            block = Block(text=text, pieces=(Piece(0, len(text), 0, len(text)),))
            sentences += self._splitter.sentences(block, language)
        words = [max(1, len(sentence.words)) for sentence in sentences]
        return _Texts(sentences, np.array(starts), np.array(words, dtype=np.float32))

    def encode(self, texts: _Texts, heads: Array | None = None) -> Encoded:
        return encode(texts.sentences, self._engine, heads, self._progress)

    def vectors(self, texts: Sequence[str], language: str) -> Array:
        """A row a text: the word-weighted mean of its sentences' layers and features."""
        parts = self.split(texts, language)
        return weighted(self.encode(parts).tone, parts.words, parts.starts)


# --- traits -------------------------------------------------------------------------------------------


class _Fitted(NamedTuple):
    """One trait's heads in one language, with those that left a genre out."""

    rows: tuple[pairs.Pair, ...]
    weights: Array
    """(1 + bootstraps, width)"""
    without: dict[str, Array]

    @property
    def all(self) -> Array:
        return np.concatenate([self.weights, np.stack(list(self.without.values()))])


def _fit_traits(language: str, reader: _Reader, needs: tuple[coverage.Head, ...]) -> LanguageHeads:
    rows = [pairs.load(trait, language) for trait in TRAITS]
    texts = [[*(pair.named for pair in of), *(pair.other for pair in of)] for of in rows]
    parts = [reader.split(of, language) for of in texts]
    encoded = [reader.encode(of) for of in parts]
    vectors = [weighted(of.tone, part.words, part.starts) for of, part in zip(encoded, parts, strict=True)]
    everything = np.concatenate(vectors)
    scale = head.Scale.of(everything, _WIDTH)
    stripped = [reader.vectors([_strip(text) for text in of], language) for of in texts]
    sides = {
        trait: _sides(of, own, bare)
        for trait, of, own, bare in zip(TRAITS, rows, vectors, stripped, strict=True)
    }
    fitted = [
        _fit_trait(trait, of, sides, scale, seed)
        for seed, (trait, of) in enumerate(zip(TRAITS, rows, strict=True))
    ]
    sample = [text for of in texts for text in of][:: len(texts)]
    ordinary = _Ordinary(everything, reader.split(sample, language))
    best = [
        _calibrated(load(trait).pool, of, part, own, ordinary, reader)
        for trait, of, part, own in zip(TRAITS, fitted, parts, encoded, strict=True)
    ]
    return LanguageHeads(
        traits=np.stack([of.weights for of in fitted]),
        feature_means=everything[:, -_WIDTH:].mean(0),
        pools=tuple(pool for pool, _ in best),
        calibrations=tuple(found for _, found in best),
        needs=needs,
    )


class _Ordinary(NamedTuple):
    """Ordinary copy of a language, in every genre: what a raw score's middle is measured on."""

    vectors: Array
    """Both sides of all traits' pairs."""
    sample: _Texts
    """Some of them, for what is dear to compute."""


def _strip(text: str) -> str:
    return text.lower().translate(_STRIP) or text


def _sides(rows: tuple[pairs.Pair, ...], vectors: Array, stripped: Array) -> head.Sides:
    """The pairs teach as they stand, and once more without capitals and punctuation."""
    count = len(rows)
    return head.Sides(
        named=np.concatenate([vectors[:count], stripped[:count]]),
        other=np.concatenate([vectors[count:], stripped[count:]]),
        genres=np.array([pair.genre for pair in rows] * 2),
        pairs=np.tile(np.arange(count), 2),
        weights=np.ones(2 * count),
    )


def _fit_trait(
    trait: str, rows: tuple[pairs.Pair, ...], sides: dict[str, head.Sides], scale: head.Scale, seed: int
) -> _Fitted:
    lesson = [sides[trait]]
    for other, weight in load(trait).also.items():
        lesson.append(sides[other]._replace(weights=sides[other].weights * weight))
    whole = head.join(lesson)
    without = {genre: head.fit_without(whole, scale, genre) for genre in sorted({p.genre for p in rows})}
    return _Fitted(rows, head.fit(whole, scale, seed), without)


def _calibrated(
    pool: Pool, of: _Fitted, parts: _Texts, encoded: Encoded, ordinary: _Ordinary, reader: _Reader
) -> tuple[Pool, Calibration]:
    """How the trait's pairs are best pooled in this language, and its calibration then.

    Where the encoder does not know the language its single tokens say little, and the whole says more.
    """
    raw = weighted(encoded.tone @ of.all.T, parts.words, parts.starts)
    whole = _calibrate(of, raw, ordinary.vectors @ of.weights[0], parts.text_words)
    if pool is Pool.WHOLE:
        return pool, whole
    raw = _pooled(pool, of.all, parts, reader)
    usual = _pooled(pool, of.weights[:1], ordinary.sample, reader)[:, 0]
    found = _calibrate(of, raw, usual, parts.text_words)
    return (pool, found) if found.reliability >= whole.reliability - _AS_GOOD else (Pool.WHOLE, whole)


def _pooled(pool: Pool, heads: Array, parts: _Texts, reader: _Reader) -> Array:
    """(texts, heads): raw scores, the tokens pooled over each text."""
    encoded = reader.encode(parts, np.ascontiguousarray(heads[:, :-_WIDTH]))
    means = encoded.tone[:, :-_WIDTH] @ heads[:, :-_WIDTH].T
    counted = encoded.tone[:, -_WIDTH:] @ heads[:, -_WIDTH:].T
    extremes = encoded.lows if pool is Pool.LOW else encoded.peaks
    return pooled(pool, means, extremes, parts.words, parts.starts) + weighted(
        counted, parts.words, parts.starts
    )


def _calibrate(of: _Fitted, raw: Array, ordinary: Array, words: Array) -> Calibration:
    """`raw` is (texts, heads) over the named sides and then the other ones."""
    bootstraps = len(of.weights)
    columns = [bootstraps + list(of.without).index(pair.genre) for pair in of.rows]
    named, other = raw.reshape(2, len(of.rows), -1)
    each = np.arange(len(of.rows))
    return calibration.calibrate(
        named=named[each, columns],
        other=other[each, columns],
        background=ordinary,
        degrees=np.array([pair.degree for pair in of.rows]),
        words=words.reshape(2, -1),
        blur=float(np.median(raw[:, 1:bootstraps].std(1))),
    )


# --- needs --------------------------------------------------------------------------------------------


def _fit_needs(language: str, taught: dict[str, list[coverage.Taught]]) -> tuple[coverage.Head, ...]:
    return tuple(
        coverage.fit(own, [taught[one][at] for one in LANGUAGES if one != language])
        for at, own in enumerate(taught[language])
    )


def _taught(language: str, reader: _Reader) -> list[coverage.Taught]:
    """Every need's examples in one language, each with what must not match it."""
    found = [load_need(need) for need in NEEDS]
    lists = [need.answers[language] for need in found]
    lists += [need.near_misses[language] for need in found]
    lists.append(background(language))
    texts = [text for one in lists for text in one]
    vectors = coverage.inputs(reader.vectors(texts, language)[:, :-_WIDTH], texts, language)
    of = np.repeat(np.arange(len(lists)), [len(one) for one in lists])
    count = len(NEEDS)
    taught = []
    for at in range(count):
        rows = (of < count) | (of == count + at) | (of == 2 * count)
        answers, misses = of[rows] == at, of[rows] == count + at
        weights = np.where(answers | misses, 1.0, coverage.OTHER_NEEDS)
        taught.append(
            coverage.Taught(vectors[rows], answers.astype(np.int64), weights, misses.astype(np.int64))
        )
    return taught


def main() -> None:
    """Builds the heads of the bundled model and writes them into the package."""
    path = Path(__file__).parent / "traits" / store.BUNDLED
    path.write_bytes(store.dump(fit(open_engine("bundled"))))
    sys.stdout.write(f"wrote {path.name}, {path.stat().st_size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
