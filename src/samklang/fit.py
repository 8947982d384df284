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
    texts = [text for of in rows for text in (*(p.named for p in of), *(p.other for p in of))]
    parts = reader.split(texts, language)
    encoded = reader.encode(parts)
    vectors = weighted(encoded.tone, parts.words, parts.starts)
    stripped = reader.vectors([text.lower().translate(_STRIP) or text for text in texts], language)
    scale = head.Scale.of(vectors, _WIDTH)
    at = np.cumsum([0, *(2 * len(of) for of in rows)])
    fitted = [
        _fit_trait(of, vectors[at[i] : at[i + 1]], stripped[at[i] : at[i + 1]], scale, seed=i)
        for i, of in enumerate(rows)
    ]
    raw = _raw(parts, encoded, fitted, reader)
    words = parts.text_words
    return LanguageHeads(
        traits=np.stack([of.weights for of in fitted]),
        feature_means=vectors[:, -_WIDTH:].mean(0),
        calibrations=tuple(
            _calibrate(of, scores, words, slice(at[i], at[i + 1]))
            for i, (of, scores) in enumerate(zip(fitted, raw, strict=True))
        ),
        needs=needs,
    )


def _fit_trait(
    rows: tuple[pairs.Pair, ...], vectors: Array, stripped: Array, scale: head.Scale, seed: int
) -> _Fitted:
    """The pairs teach as they stand, and once more without capitals and punctuation."""
    count = len(rows)
    genres = [pair.genre for pair in rows]
    sides = head.Sides(
        np.concatenate([vectors[:count], stripped[:count]]),
        np.concatenate([vectors[count:], stripped[count:]]),
        np.array(genres * 2),
        np.tile(np.arange(count), 2),
    )
    without = {genre: head.fit_without(sides, scale, genre) for genre in sorted(set(genres))}
    return _Fitted(rows, head.fit(sides, scale, seed), without)


def _raw(parts: _Texts, encoded: Encoded, fitted: Sequence[_Fitted], reader: _Reader) -> list[Array]:
    """For each trait: raw scores of every text by all of its heads, pooled as the trait says."""
    pools = [load(trait).pool for trait in TRAITS]
    columns = [of.all for of, pool in zip(fitted, pools, strict=True) if pool is not Pool.WHOLE]
    tokens = reader.encode(parts, np.ascontiguousarray(np.concatenate(columns)[:, :-_WIDTH]))
    found, start = [], 0
    for of, pool in zip(fitted, pools, strict=True):
        heads = of.all
        end = start if pool is Pool.WHOLE else start + len(heads)
        extremes = (tokens.lows if pool is Pool.LOW else tokens.peaks)[:, start:end]
        layers = encoded.tone[:, :-_WIDTH] @ heads[:, :-_WIDTH].T
        counted = weighted(encoded.tone[:, -_WIDTH:] @ heads[:, -_WIDTH:].T, parts.words, parts.starts)
        found.append(pooled(pool, layers, extremes, parts.words, parts.starts) + counted)
        start = end
    return found


def _calibrate(of: _Fitted, raw: Array, words: Array, own: slice) -> Calibration:
    """`raw` is (texts, heads) over the texts of every trait; `own` are this one's."""
    bootstraps = len(of.weights)
    columns = [bootstraps + list(of.without).index(pair.genre) for pair in of.rows]
    named, other = raw[own].reshape(2, len(of.rows), -1)
    each = np.arange(len(of.rows))
    elsewhere = np.concatenate([raw[: own.start, 0], raw[own.stop :, 0]])
    return calibration.calibrate(
        named=named[each, columns],
        other=other[each, columns],
        background=elsewhere if len(elsewhere) else raw[:, 0],
        degrees=np.array([pair.degree for pair in of.rows]),
        words=words[own].reshape(2, -1),
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
