"""Fits the heads of a model on the trait pairs and the needs' examples. `python -m samklang.training.train`
builds the shipped ones; for another model it runs once, and the result is cached."""

from __future__ import annotations

import string
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samklang import heads as store
from samklang import traits
from samklang.cache.code import fitted_from
from samklang.encode import Advance, Engine, encode, open_engine, shipped
from samklang.encode.blas import one_thread
from samklang.encode.source import BUNDLED
from samklang.errors import require
from samklang.heads import Heads, LanguageHeads
from samklang.languages import LANGUAGES
from samklang.model import Block, Encoded, Piece, Sentence
from samklang.needs import NEEDS, background, coverage
from samklang.needs import load as load_need
from samklang.text.split import Splitter
from samklang.traits import TRAITS, calibration, head, load, middles, pairs
from samklang.traits.calibration import Calibration
from samklang.traits.head import COUNTED, LAYERS, Fits, Sides, Space, TrainingSet
from samklang.traits.pool import TokenHeads, log_mean_exp, weighted_mean

OTHER_LANGUAGE = 0.3
"""Weight of a trait's pair in another language beside one in the head's own: the vectors of all languages
share one space (docs/tone-trials.md)."""
_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)
_SAMPLE = 500
"""Texts that represent a language's ordinary copy where encoding all of it would take too long."""
Array = NDArray[np.float32]


def fit(engine: Engine, advance: Advance = lambda _: None) -> Heads:
    """Fits heads for every trait and need in every language.

    Args:
        engine: runs the model that the heads are for.
        advance: called with the number of sentences encoded since its last call.

    Raises:
        ExtraError: what heads are fitted with is not installed.
    """
    require("learn", "fitting heads")
    reader = Reader(engine, advance)
    shifts = middles.load() if engine.revision == shipped.revision() else {}
    with one_thread():  # the fits are many and small: threads cost more than they gain
        examples = {language: _need_examples(language, reader) for language in LANGUAGES}
        pair_texts = {language: _trait_pairs(language, reader) for language in LANGUAGES}
        return Heads(
            revision=engine.revision,
            taught_by=fitted_from(),
            traits=TRAITS,
            needs=NEEDS,
            languages={
                language: _fit_traits(language, pair_texts, reader, _fit_needs(language, examples), shifts)
                for language in LANGUAGES
            },
        )


def sentence_count() -> int:
    """Approximate number of sentences that `fit` encodes, for a progress bar."""
    rows = sum(len(pairs.load(trait, language)) for trait in TRAITS for language in LANGUAGES)
    return int(rows * 6 * 1.4)


# --- texts as vectors ---------------------------------------------------------------------------------


class Texts(NamedTuple):
    """Texts as vectors, and as one list of sentences."""

    sentences: list[Sentence]
    starts: NDArray[np.int64]
    """The first sentence of each text."""
    words: Array
    """(sentences,): number of words of each."""
    tone: Array
    """(texts, columns): the word-weighted mean of each text's sentences."""

    @property
    def text_words(self) -> Array:
        """(texts,): number of words of each."""
        return np.asarray(np.add.reduceat(self.words, self.starts), dtype=np.float32)


class Reader:
    """Splits, encodes and pools the texts that heads are fitted on."""

    def __init__(self, engine: Engine, advance: Advance) -> None:
        self._engine = engine
        self._advance = advance
        self._splitter = Splitter()

    def texts(self, texts: Sequence[str], language: str) -> Texts:
        """Texts, each of at least one sentence, as vectors."""
        sentences: list[Sentence] = []
        starts = []
        for text in texts:
            starts.append(len(sentences))
            block = Block(text=text, pieces=(Piece(0, len(text), 0, len(text)),))
            sentences += self._splitter.sentences(block, language)
        words = np.array([max(1, len(sentence.words)) for sentence in sentences], dtype=np.float32)
        first = np.array(starts)
        return Texts(sentences, first, words, weighted_mean(self.encode(sentences).tone, words, first))

    def encode(self, sentences: Sequence[Sentence], heads: TokenHeads | None = None) -> Encoded:
        """Encodes sentences; `heads`, if any, score their tokens."""
        return encode(sentences, self._engine, heads, self._advance)


# --- traits -------------------------------------------------------------------------------------------


class PairTexts(NamedTuple):
    """One trait's pairs in one language, as vectors."""

    rows: tuple[pairs.Pair, ...]
    texts: Texts
    """The named sides, then the other sides."""
    stripped: Array
    """The tone vectors of the same texts without capitals and punctuation."""

    @property
    def sides(self) -> Sides:
        """The pairs as tone vectors."""
        named, other = self.texts.tone.reshape(2, len(self.rows), -1)
        return Sides(named, other, np.array([pair.genre for pair in self.rows]), np.arange(len(self.rows)))

    @property
    def twice(self) -> Sides:
        """The pairs as written and once more without capitals and punctuation, so that a head does not depend
        on punctuation alone (data augmentation)."""
        named, other = self.stripped.reshape(2, len(self.rows), -1)
        both = [self.sides, self.sides._replace(named=named, other=other)]
        return Sides(*(np.concatenate(column) for column in zip(*both, strict=True)))


def _trait_pairs(language: str, reader: Reader) -> dict[str, PairTexts]:
    return {trait: read_pairs(pairs.load(trait, language), language, reader) for trait in TRAITS}


def read_pairs(rows: tuple[pairs.Pair, ...], language: str, reader: Reader) -> PairTexts:
    """A trait's pairs as vectors, as written and without capitals and punctuation."""
    texts = [*(pair.named for pair in rows), *(pair.other for pair in rows)]
    stripped = reader.texts([_strip(text) for text in texts], language)
    return PairTexts(rows, reader.texts(texts, language), stripped.tone)


def _strip(text: str) -> str:
    return text.lower().translate(_NO_PUNCTUATION) or text


def _fit_traits(
    language: str,
    pair_texts: dict[str, dict[str, PairTexts]],
    reader: Reader,
    needs: tuple[coverage.Head, ...],
    shifts: Mapping[tuple[str, str], float],
) -> LanguageHeads:
    """The heads of one language: fits its traits, and adds its needs' heads."""
    background = {
        code: np.concatenate([trait.texts.tone for trait in pair_texts[code].values()]) for code in LANGUAGES
    }
    spaces = {code: Space.of(vectors) for code, vectors in background.items()}
    mean = background[language].mean(0)
    texts = [pair.named for trait in pair_texts[language].values() for pair in trait.rows]
    sample = reader.texts(texts[:: max(1, len(texts) // _SAMPLE)], language)
    fits = {
        trait: head.fit(
            _training_set(trait, language, pair_texts, spaces), spaces[language], f"{trait} {language}"
        )
        for trait in TRAITS
    }
    return LanguageHeads(
        traits=np.stack([fit.weights for fit in fits.values()]),
        background_mean=mean,
        sharpness=np.array([load(trait).sharpness for trait in TRAITS], dtype=np.float32),
        calibrations=tuple(
            calibrate(
                *(fits[trait], load(trait).sharpness, pair_texts[language][trait], sample, mean, reader),
                shift=shifts.get((language, trait), 0.0),
            )
            for trait in TRAITS
        ),
        needs=needs,
    )


def _training_set(
    trait: str, language: str, pair_texts: dict[str, dict[str, PairTexts]], spaces: dict[str, Space]
) -> TrainingSet:
    """A trait's own pairs, the pairs of related traits, and its pairs in other languages."""
    own, space, definition = pair_texts[language], spaces[language], load(trait)
    others = [code for code in LANGUAGES if code != language and language not in definition.alone]
    sets = [space.training_set(own[trait].twice)]
    sets += [space.training_set(own[also].twice, weight) for also, weight in definition.also.items()]
    sets += [
        spaces[other].within(space).training_set(pair_texts[other][trait].sides, OTHER_LANGUAGE)
        for other in others
    ]
    return head.join(sets)


def calibrate(
    fits: Fits,
    sharpness: float,
    pair_texts: PairTexts,
    sample: Texts,
    background_mean: Array,
    reader: Reader,
    shift: float = 0.0,
) -> Calibration:
    """Calibrates raw scores on held-out pairs: each is scored by the head that was fitted without its genre.

    Args:
        fits: the trait's heads.
        sharpness: of the trait.
        pair_texts: its pairs.
        sample: ordinary copy.
        background_mean: (columns,): the mean tone vector of ordinary copy.
        reader: encodes the tokens of a trait with a sharpness.
        shift: of the zero, from the middle of the pairs to that of ordinary copy.
    """
    slope = length_slope(fits.weights[:1], sharpness, sample, background_mean, reader) if sharpness else 0.0

    def scored(heads: Array, texts: Texts) -> Array:
        scores = raw(heads, sharpness, texts, background_mean, reader)
        return np.asarray(scores - slope * np.log(texts.text_words)[:, None], dtype=np.float32)

    texts = pair_texts.texts
    genres = [pair.genre for pair in pair_texts.rows]
    columns = [list(fits.without).index(genre) for genre in genres]
    both = scored(np.stack([*fits.without.values()]), texts).reshape(2, len(genres), -1)
    named, other = both[:, np.arange(len(genres)), columns]
    bootstraps = texts.tone @ fits.weights[1:].T - background_mean @ fits.weights[1:].T
    words, deviations = texts.text_words.reshape(2, -1), bootstraps.std(1).reshape(2, -1)
    held_out = calibration.HeldOut(named, other, words, deviations)
    return calibration.calibrate(held_out, scored(fits.weights[:1], sample)[:, 0], slope, shift)


def length_slope(
    heads: Array, sharpness: float, sample: Texts, background_mean: Array, reader: Reader
) -> float:
    """How much the sharpening of one head, (1, columns), adds to a text with the logarithm of its words."""
    lift = raw(heads, sharpness, sample, background_mean, reader) - raw(
        heads, 0.0, sample, background_mean, reader
    )
    return float(np.polyfit(np.log(sample.text_words), lift[:, 0], 1)[0])


def raw(heads: Array, sharpness: float, texts: Texts, background_mean: Array, reader: Reader) -> Array:
    """(texts, heads): raw scores, as in `measure` but with the effect of length still in them."""
    centred: Array = np.subtract(texts.tone, background_mean)
    if not sharpness:
        return centred @ heads.T
    weights = np.ascontiguousarray(heads[:, LAYERS])
    tokens = TokenHeads(weights, np.full(len(heads), sharpness, dtype=np.float32))
    scores = reader.encode(texts.sentences, tokens).token_scores - background_mean[LAYERS] @ weights.T
    pooled = log_mean_exp(scores, tokens.sharpness, texts.words, texts.starts)
    return pooled + centred[:, COUNTED] @ heads[:, COUNTED].T


# --- needs --------------------------------------------------------------------------------------------


def _fit_needs(
    language: str, examples: dict[str, list[coverage.LabelledExamples]]
) -> tuple[coverage.Head, ...]:
    return tuple(
        coverage.fit(own, [examples[other][need] for other in LANGUAGES if other != language])
        for need, own in enumerate(examples[language])
    )


def _need_examples(language: str, reader: Reader) -> list[coverage.LabelledExamples]:
    """The positive and negative examples of every need in one language (one-vs-rest)."""
    needs = [load_need(need) for need in NEEDS]
    lists = [need.answers[language] for need in needs]
    lists += [need.near_misses[language] for need in needs]
    lists.append(background(language))
    texts = [text for group in lists for text in group]
    tone = reader.texts(texts, language).tone
    vectors = coverage.inputs(tone[:, LAYERS], texts)
    list_of_row = np.repeat(np.arange(len(lists)), [len(group) for group in lists])
    count = len(NEEDS)
    examples = []
    for need in range(count):
        used = (list_of_row < count) | (list_of_row == count + need) | (list_of_row == 2 * count)
        answers, near_misses = list_of_row[used] == need, list_of_row[used] == count + need
        others = (list_of_row[used] < count) & ~answers
        weights = np.where(others, coverage.OTHER_NEEDS * near_misses.sum() / max(1, others.sum()), 1.0)
        labels = answers.astype(np.int64)
        examples.append(
            coverage.LabelledExamples(vectors[used], labels, weights, near_misses.astype(np.int64))
        )
    return examples


def main() -> None:
    """Fits the heads of the bundled model and writes them into the package."""
    path = Path(traits.__file__).with_name(store.BUNDLED)
    path.write_bytes(store.dump(fit(open_engine(BUNDLED))))
    sys.stdout.write(f"wrote {path.name}, {path.stat().st_size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
