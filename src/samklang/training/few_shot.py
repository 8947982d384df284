"""Few-shot heads: needs that are learnt from a few answers, in one language.

Each need gets a one-vs-rest logistic regression on the sentence embedding. The positive examples are its
answers, in whatever language, and its name; the negative ones are the other needs, every example of the
shipped needs, and names that differ in one word. Platt scaling (Platt 1999) is fitted on the shipped needs,
each learnt as if it were a brand's own. docs/adr/0016-own-needs.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samklang.model import OwnNeed
from samklang.needs import NEEDS, background, load
from samklang.needs.coverage import OTHER_NEEDS, Head, Vectors, inputs
from samklang.training.train import Reader
from samklang.traits.head import LAYERS

INVERSE_REGULARISATION = 100.0
"""Inverse regularisation strength, scikit-learn's C."""
SIMILAR_NAMES = 0.2
"""Total weight of the names that differ in one word; the answers weigh 1, and so does each other kind of
negative example."""
MAX_ANSWERS = 8
"""Answers that a shipped need is learnt from at most; the rest, eight or more, are held out."""


class _Need(NamedTuple):
    """A need's examples as vectors."""

    name: str
    answers: Vectors
    near_misses: Vectors


class _Linear(NamedTuple):
    """A linear score before calibration: `vectors @ weights + intercept`."""

    weights: Vectors
    intercept: float

    def score(self, vectors: Vectors) -> Vectors:
        """(texts,)"""
        scores: Vectors = vectors @ self.weights + self.intercept
        return scores


class Trial(NamedTuple):
    """Held-out texts as the shipped needs score them."""

    scores: Vectors
    """Before calibration."""
    kinds: NDArray[np.int64]
    """(texts,): `OTHER`, `NEAR_MISS` or `ANSWER`."""


OTHER, NEAR_MISS, ANSWER = range(3)
"""A text that answers another need, one that only seems to answer the need, and one that does."""


class FewShotTrainer:
    """Fits needs in one language, with every example of the shipped needs as a negative one."""

    def __init__(self, language: str, reader: Reader) -> None:
        self._language = language
        self._vectoriser = _Vectoriser(language, reader)
        shipped = [load(need) for need in NEEDS]
        texts = [
            examples[language] for need in shipped for examples in (need.answers, need.near_misses, need.asks)
        ]
        *lists, self._background = self._vectoriser.several([*texts, background(language)])
        self._shipped = [
            _Need(name, answers, near_misses)
            for name, answers, near_misses in zip(NEEDS, lists[::3], lists[1::3], strict=True)
        ]
        self._all_examples = [np.concatenate(lists[start : start + 3]) for start in range(0, len(lists), 3)]
        """Of each shipped need: answers, near misses and questions."""
        self._calibrations: dict[int, tuple[float, float]] = {}

    def heads(self, own: Sequence[OwnNeed]) -> list[Head]:
        """Fits a head for each of a persona's needs."""
        vectors = self._vectoriser.in_all_languages
        needs = [_Need(need.name, vectors(need.answers), vectors(need.near_misses)) for need in own]
        negatives = np.concatenate([*self._all_examples, self._background])
        fits = self._fits(needs, [negatives] * len(needs))
        return [self._head(linear, len(need.answers)) for linear, need in zip(fits, needs, strict=True)]

    def _head(self, linear: _Linear, answers: int) -> Head:
        return self._vectoriser.head(linear, *self.calibration(min(answers, MAX_ANSWERS)))

    def _fits(self, needs: Sequence[_Need], negatives: Sequence[Vectors]) -> list[_Linear]:
        """Fits each need against the other needs and against its negative examples."""
        names = [_words(need.name) for need in needs]
        texts = self._vectoriser.several(
            [*([" ".join(name)] for name in names), *(_similar_names(name, names) for name in names)]
        )
        count = len(needs)
        positives = [np.concatenate([need.answers, texts[index]]) for index, need in enumerate(needs)]
        nothing = texts[0][:0]  # so that there is an array where there is only one need
        return [
            _fit(
                positives[index],
                [
                    (np.concatenate([nothing, *positives[:index], *positives[index + 1 :]]), 1.0),
                    (negatives[index], 1.0),
                    (need.near_misses, 1.0),
                    (texts[count + index], SIMILAR_NAMES),
                ],
            )
            for index, need in enumerate(needs)
        ]

    def calibration(self, answers: int) -> tuple[float, float]:
        """Slope and intercept of the Platt scaling of needs that are learnt from this many answers."""
        if answers not in self._calibrations:
            self._calibrations[answers] = self._platt_scaling(answers)
        return self._calibrations[answers]

    def _platt_scaling(self, answers: int) -> tuple[float, float]:
        """Fitted on held-out texts of the shipped needs: answers against near misses and answers to other
        needs, with the weights of `coverage`."""
        from sklearn.linear_model import LogisticRegression

        scores, kinds = self.trial(answers)
        counts = np.bincount(kinds)
        weights = np.array([OTHER_NEEDS * counts[NEAR_MISS] / counts[OTHER], 1.0, 1.0])
        platt = LogisticRegression(C=INVERSE_REGULARISATION)
        platt.fit(scores[:, None], kinds == ANSWER, weights[kinds])
        return float(platt.coef_[0, 0]), float(platt.intercept_[0])

    def trial(self, answers: int) -> Trial:
        """Learns each shipped need from its first answers, like a brand's own, and scores the rest."""
        few = [
            need._replace(answers=need.answers[:answers], near_misses=need.near_misses[:0])
            for need in self._shipped
        ]
        negatives = [
            np.concatenate([*self._all_examples[:index], *self._all_examples[index + 1 :], self._background])
            for index in range(len(few))
        ]
        scores, kinds = [], []
        for need, linear in zip(self._shipped, self._fits(few, negatives), strict=True):
            others = np.concatenate([other.answers for other in self._shipped if other is not need])
            held_out = (others, need.near_misses, need.answers[answers:])
            scores.append(linear.score(np.concatenate(held_out)))
            kinds.append(np.repeat([OTHER, NEAR_MISS, ANSWER], [len(part) for part in held_out]))
        return Trial(np.concatenate(scores), np.concatenate(kinds))


class _Vectoriser:
    """Makes the vectors that own needs are fitted on: the meaning of texts."""

    def __init__(self, language: str, reader: Reader) -> None:
        self._language, self._reader = language, reader
        probe = reader.texts([language], language)
        layers, width = probe.tone[:, LAYERS].shape[1], reader.encode(probe.sentences).meaning.shape[1]
        self._size = self._inputs([language], language).shape[1]
        self._columns = slice(layers - width, layers)
        # In the inputs of coverage the layers together have unit length; this gives it to the last alone.
        self._scale = np.float32((layers / width) ** 0.5)

    def several(self, lists: Sequence[Sequence[str]]) -> list[Vectors]:
        """Vectors of several lists of texts in the language: (texts, columns) of each list."""
        vectors = self._vectors([text for texts in lists for text in texts], self._language)
        return np.split(vectors, np.cumsum([len(texts) for texts in lists])[:-1])

    def in_all_languages(self, texts: Mapping[str, Sequence[str]]) -> Vectors:
        """(texts, columns): vectors of texts by language, in one space."""
        vectors = [self._vectors(some, language) for language, some in texts.items()]
        width = self._columns.stop - self._columns.start
        return np.concatenate([np.zeros((0, width), dtype=np.float32), *vectors])

    def head(self, linear: _Linear, slope: float, intercept: float) -> Head:
        """The head for the inputs of coverage: a linear score with its Platt scaling."""
        weights = np.zeros(self._size, dtype=np.float32)
        weights[self._columns] = linear.weights * self._scale
        return Head(weights, slope, slope * linear.intercept + intercept)

    def _vectors(self, texts: Sequence[str], language: str) -> Vectors:
        vectors: Vectors = self._inputs(texts, language)[:, self._columns] * self._scale
        return vectors

    def _inputs(self, texts: Sequence[str], language: str) -> Vectors:
        return inputs(self._reader.texts(texts, language).tone[:, LAYERS], texts)


def _fit(positives: Vectors, negatives: Sequence[tuple[Vectors, float]]) -> _Linear:
    """Logistic regression of answers against kinds of negative examples.

    Args:
        positives: weigh 1 in total.
        negatives: each kind with its total weight.
    """
    from sklearn.linear_model import LogisticRegression

    kinds = [(positives, 1.0), *((vectors, weight) for vectors, weight in negatives if len(vectors))]
    model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=500, tol=1e-3)
    model.fit(
        np.concatenate([vectors for vectors, _ in kinds]),
        np.repeat([1, 0], [len(positives), sum(len(vectors) for vectors, _ in kinds[1:])]),
        sample_weight=np.concatenate(
            [np.full(len(vectors), weight / len(vectors)) for vectors, weight in kinds]
        ),
    )
    return _Linear(model.coef_[0].astype(np.float32), float(model.intercept_[0]))


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[-_]", name) if word]


def _similar_names(name: Sequence[str], names: Sequence[Sequence[str]]) -> list[str]:
    """Negative examples of a name of several words: the same with another need's first word.

    Of "track order" beside "cancel subscription": "cancel order".
    """
    if len(name) == 1:
        return []
    return sorted({" ".join([other[0], *name[1:]]) for other in names} - {" ".join(name)})
