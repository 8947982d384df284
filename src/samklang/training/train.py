"""Fit: the heads of a model from the trait pairs and the needs' examples. `python -m samklang.training.train`
builds the ones that are shipped; for another model it runs once, and the result is cached."""

from __future__ import annotations

import string
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samklang import heads as store
from samklang import traits
from samklang.cache.code import fitted_from
from samklang.encode import Advance, Engine, encode
from samklang.encode.blas import one_thread
from samklang.encode.reference import ReferenceEngine
from samklang.encode.source import BUNDLED
from samklang.heads import Heads, LanguageHeads
from samklang.model import LANGUAGES, Block, Encoded, Piece, Sentence
from samklang.needs import NEEDS, background, coverage
from samklang.needs import load as load_need
from samklang.text.split import Splitter
from samklang.traits import TRAITS, calibration, head, load, pairs
from samklang.traits.calibration import Calibration
from samklang.traits.head import LAYERS, SPELT, SURFACE, Fits, Lesson, Sides, Space
from samklang.traits.pool import TokenHeads, sharpened, weighted

_STRIP = str.maketrans("", "", string.punctuation)
_SAMPLE = 500
"""Texts that stand for a language's ordinary copy where all of them would be dear."""
Array = NDArray[np.float32]


def fit(engine: Engine, advance: Advance = lambda _: None) -> Heads:
    """Heads for every trait and need in every language.

    Args:
        engine: runs the model they are for.
        advance: told how many sentences more were encoded.
    """
    reader = Reader(engine, advance)
    with one_thread():  # many small fits: threads cost more than they give
        taught = {language: _taught(language, reader) for language in LANGUAGES}
        told = {language: _told(language, reader) for language in LANGUAGES}
        return Heads(
            revision=engine.revision,
            taught_by=fitted_from(),
            traits=TRAITS,
            needs=NEEDS,
            languages={
                language: _fit_traits(language, told, reader, _fit_needs(language, taught))
                for language in LANGUAGES
            },
        )


def sentence_count() -> int:
    """About how many sentences `fit` encodes, for a progress bar."""
    rows = sum(len(pairs.load(trait, language)) for trait in TRAITS for language in LANGUAGES)
    return int(rows * 6 * 1.4)


# --- texts as vectors ---------------------------------------------------------------------------------


class Texts(NamedTuple):
    """Texts as sentences, in a row, and as vectors."""

    sentences: list[Sentence]
    starts: NDArray[np.int64]
    """The first sentence of each text."""
    words: Array
    """Of each sentence."""
    tone: Array
    """(texts, columns): the word-weighted mean of each text's sentences."""

    @property
    def text_words(self) -> Array:
        return np.asarray(np.add.reduceat(self.words, self.starts), dtype=np.float32)


class Reader:
    """Reads texts for heads to be fitted on: split, encoded, pooled."""

    def __init__(self, engine: Engine, advance: Advance) -> None:
        self._engine = engine
        self._advance = advance
        self._splitter = Splitter()

    def texts(self, texts: Sequence[str], language: str) -> Texts:
        sentences: list[Sentence] = []
        starts = []
        for text in texts:
            starts.append(len(sentences))
            block = Block(text=text, pieces=(Piece(0, len(text), 0, len(text)),))
            sentences += self._splitter.sentences(block, language)
        words = np.array([max(1, len(sentence.words)) for sentence in sentences], dtype=np.float32)
        at = np.array(starts)
        return Texts(sentences, at, words, weighted(self.encode(sentences).tone, words, at))

    def encode(self, sentences: Sequence[Sentence], heads: TokenHeads | None = None) -> Encoded:
        return encode(sentences, self._engine, heads, self._advance)


# --- traits -------------------------------------------------------------------------------------------


class PairTexts(NamedTuple):
    """One trait's pairs in one language."""

    rows: tuple[pairs.Pair, ...]
    texts: Texts
    """The named sides, then the other ones."""
    stripped: Array
    """The tone of the same texts without capitals and punctuation."""

    @property
    def sides(self) -> Sides:
        named, other = self.texts.tone.reshape(2, len(self.rows), -1)
        return Sides(named, other, np.array([pair.genre for pair in self.rows]), np.arange(len(self.rows)))

    @property
    def twice(self) -> Sides:
        """The pairs as they stand, and once more stripped: a head must not live on punctuation."""
        named, other = self.stripped.reshape(2, len(self.rows), -1)
        both = [self.sides, self.sides._replace(named=named, other=other)]
        return Sides(*(np.concatenate(column) for column in zip(*both, strict=True)))


def _told(language: str, reader: Reader) -> dict[str, PairTexts]:
    return {trait: tell(pairs.load(trait, language), language, reader) for trait in TRAITS}


def tell(rows: tuple[pairs.Pair, ...], language: str, reader: Reader) -> PairTexts:
    """A trait's pairs, read as they stand and stripped."""
    texts = [*(pair.named for pair in rows), *(pair.other for pair in rows)]
    stripped = reader.texts([_strip(text) for text in texts], language)
    return PairTexts(rows, reader.texts(texts, language), stripped.tone)


def _strip(text: str) -> str:
    return text.lower().translate(_STRIP) or text


def _fit_traits(
    language: str,
    told: dict[str, dict[str, PairTexts]],
    reader: Reader,
    needs: tuple[coverage.Head, ...],
) -> LanguageHeads:
    ordinary = {one: np.concatenate([of.texts.tone for of in told[one].values()]) for one in LANGUAGES}
    spaces = {one: Space.of(vectors, one) for one, vectors in ordinary.items()}
    usual = ordinary[language].mean(0)
    texts = [pair.named for of in told[language].values() for pair in of.rows]
    sample = reader.texts(texts[:: max(1, len(texts) // _SAMPLE)], language)
    fits = {
        trait: head.fit(_lesson(trait, language, told, spaces), spaces[language], f"{trait} {language}")
        for trait in TRAITS
    }
    return LanguageHeads(
        traits=np.stack([of.weights for of in fits.values()]),
        usual=usual,
        sharpness=np.array([load(trait).sharpness for trait in TRAITS], dtype=np.float32),
        calibrations=tuple(
            calibrate(fits[trait], load(trait).sharpness, told[language][trait], sample, usual, reader)
            for trait in TRAITS
        ),
        needs=needs,
    )


def _lesson(
    trait: str, language: str, told: dict[str, dict[str, PairTexts]], spaces: dict[str, Space]
) -> Lesson:
    """A trait's own pairs, those of the traits that teach it too, and those in other languages."""
    own, space, of = told[language], spaces[language], load(trait)
    neighbours = {} if language in of.alone else head.NEIGHBOURS[language]
    lessons = [space.lesson(own[trait].twice)]
    lessons += [space.lesson(own[also].twice, weight) for also, weight in of.also.items()]
    lessons += [
        spaces[one].within(space).lesson(told[one][trait].sides, weight) for one, weight in neighbours.items()
    ]
    return head.join(lessons)


def calibrate(
    fits: Fits, sharpness: float, told: PairTexts, sample: Texts, usual: Array, reader: Reader
) -> Calibration:
    """How raw scores read, from pairs scored by the heads that did not see their genre."""
    growth = 0.0
    if sharpness:
        lift = _raw(fits.weights[:1], sharpness, sample, usual, reader) - _raw(
            fits.weights[:1], 0.0, sample, usual, reader
        )
        growth = float(np.polyfit(np.log(sample.text_words), lift[:, 0], 1)[0])

    def scored(heads: Array, texts: Texts) -> Array:
        raw = _raw(heads, sharpness, texts, usual, reader)
        return np.asarray(raw - growth * np.log(texts.text_words)[:, None], dtype=np.float32)

    genres = [pair.genre for pair in told.rows]
    columns = [list(fits.without).index(genre) for genre in genres]
    raw = scored(np.stack([*fits.without.values()]), told.texts).reshape(2, len(genres), -1)
    named, other = raw[:, np.arange(len(genres)), columns]
    bootstraps = told.texts.tone @ fits.weights[1:].T - usual @ fits.weights[1:].T
    words, blur = told.texts.text_words.reshape(2, -1), bootstraps.std(1).reshape(2, -1)
    return calibration.calibrate(
        calibration.Unseen(named, other, words, blur), scored(fits.weights[:1], sample)[:, 0], growth
    )


def _raw(heads: Array, sharpness: float, texts: Texts, usual: Array, reader: Reader) -> Array:
    """(texts, heads): raw scores, as `measure` gives them before their growth with length is taken off."""
    unlike: Array = np.subtract(texts.tone, usual)
    if not sharpness:
        return unlike @ heads.T
    weights = np.ascontiguousarray(heads[:, LAYERS])
    tokens = TokenHeads(weights, np.full(len(heads), sharpness, dtype=np.float32))
    carried = reader.encode(texts.sentences, tokens).carried - usual[LAYERS] @ weights.T
    whole = sharpened(carried, tokens.sharpness, texts.words, texts.starts)
    return whole + unlike[:, SURFACE] @ heads[:, SURFACE].T


# --- needs --------------------------------------------------------------------------------------------


def _fit_needs(language: str, taught: dict[str, list[coverage.Taught]]) -> tuple[coverage.Head, ...]:
    return tuple(
        coverage.fit(own, [taught[one][at] for one in LANGUAGES if one != language])
        for at, own in enumerate(taught[language])
    )


def _taught(language: str, reader: Reader) -> list[coverage.Taught]:
    """Every need's examples in one language, each with what must not match it."""
    found = [load_need(need) for need in NEEDS]
    lists = [need.answers[language] for need in found]
    lists += [need.near_misses[language] for need in found]
    lists.append(background(language))
    texts = [text for one in lists for text in one]
    tone = reader.texts(texts, language).tone
    vectors = coverage.inputs(tone[:, LAYERS], tone[:, SPELT], texts, language)
    of = np.repeat(np.arange(len(lists)), [len(one) for one in lists])
    count = len(NEEDS)
    taught = []
    for at in range(count):
        rows = (of < count) | (of == count + at) | (of == 2 * count)
        answers, misses = of[rows] == at, of[rows] == count + at
        others = (of[rows] < count) & ~answers
        weights = np.where(others, coverage.OTHER_NEEDS * misses.sum() / max(1, others.sum()), 1.0)
        taught.append(
            coverage.Taught(vectors[rows], answers.astype(np.int64), weights, misses.astype(np.int64))
        )
    return taught


def main() -> None:
    """Builds the heads of the bundled model and writes them into the package."""
    path = Path(traits.__file__).with_name(store.BUNDLED)
    path.write_bytes(store.dump(fit(ReferenceEngine(BUNDLED))))
    sys.stdout.write(f"wrote {path.name}, {path.stat().st_size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
