"""Teacher: needs learnt from a few answers, in one language.

A logistic head a need on the meaning of texts alone: the answers and the need's name against the other
needs, all that samklang's own needs say, and names that differ in a word. How raw scores read is
learnt from the shipped needs, each taught as if it were a brand's own. docs/adr/0016-own-needs.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samklang.languages import LANGUAGES
from samklang.model import OwnNeed
from samklang.needs import NEEDS, background, load
from samklang.needs.coverage import OTHER_NEEDS, Head, Vectors, inputs
from samklang.training.train import Reader
from samklang.traits.head import LAYERS, SPELT
from samklang.traits.spelling import SPELLINGS

STRENGTH = 100.0
NEIGHBOURS = 0.2
"""What the names that differ in a word weigh together, where the answers weigh 1, and so does each other kind
of counter-example."""
MOST = 8
"""Answers by which a shipped need is taught at most; the rest of its sixteen or more tell how scores read."""


class _Need(NamedTuple):
    """A need as it is taught."""

    name: str
    answers: Vectors
    misses: Vectors


class _Line(NamedTuple):
    """What texts score before calibration: `vectors @ weights + intercept`."""

    weights: Vectors
    intercept: float

    def of(self, vectors: Vectors) -> Vectors:
        scores: Vectors = vectors @ self.weights + self.intercept
        return scores


class Trial(NamedTuple):
    """What needs make of texts that did not teach them."""

    scores: Vectors
    """Before calibration."""
    kinds: NDArray[np.int64]
    """`OTHER`, `MISS` or `ANSWER`."""


OTHER, MISS, ANSWER = range(3)
"""What answers another need, what only seems to answer, and what does."""


class Teacher:
    """Teaches needs in one language, against all that samklang's own needs say in it."""

    def __init__(self, language: str, reader: Reader) -> None:
        self._language = language
        self._view = _View(language, reader)
        shipped = [load(need) for need in NEEDS]
        texts = [of for need in shipped for of in (need.answers, need.near_misses, need.asks)]
        *lists, self._ordinary = self._view.several([*(of[language] for of in texts), background(language)])
        self._shipped = [
            _Need(name, answers, misses)
            for name, answers, misses in zip(NEEDS, lists[::3], lists[1::3], strict=True)
        ]
        self._said = [np.concatenate(lists[at : at + 3]) for at in range(0, len(lists), 3)]
        """All that each shipped need says."""
        self._calibrations: dict[int, tuple[float, float]] = {}

    def heads(self, own: Sequence[OwnNeed]) -> list[Head]:
        """A head for each of a persona's needs, all of which have answers in the language."""
        lists = self._view.several(
            [of.get(self._language, ()) for need in own for of in (need.answers, need.near_misses)]
        )
        needs = [
            _Need(need.name, answers, misses)
            for need, answers, misses in zip(own, lists[::2], lists[1::2], strict=True)
        ]
        lines = self._lines(needs, [np.concatenate([*self._said, self._ordinary])] * len(needs))
        return [self._head(line, len(need.answers)) for line, need in zip(lines, needs, strict=True)]

    def _head(self, line: _Line, answers: int) -> Head:
        return self._view.head(line, *self.calibration(min(answers, MOST)))

    def _lines(self, needs: Sequence[_Need], said: Sequence[Vectors]) -> list[_Line]:
        """Each need learnt against the others, and against what is said that does not answer it."""
        names = [_words(need.name) for need in needs]
        texts = self._view.several(
            [*([" ".join(name)] for name in names), *(_neighbours(name, names) for name in names)]
        )
        count = len(needs)
        taught = [np.concatenate([need.answers, texts[at]]) for at, need in enumerate(needs)]
        nothing = texts[0][:0]  # all that an only need has beside it
        return [
            _learn(
                taught[at],
                [
                    (np.concatenate([nothing, *taught[:at], *taught[at + 1 :]]), 1.0),
                    (said[at], 1.0),
                    (need.misses, 1.0),
                    (texts[count + at], NEIGHBOURS),
                ],
            )
            for at, need in enumerate(needs)
        ]

    def calibration(self, answers: int) -> tuple[float, float]:
        """Slope and intercept of needs that so many answers teach."""
        if answers not in self._calibrations:
            self._calibrations[answers] = self._calibrated(answers)
        return self._calibrations[answers]

    def _calibrated(self, answers: int) -> tuple[float, float]:
        """From the shipped needs: answers against near misses and others' answers, weighed as in coverage."""
        from sklearn.linear_model import LogisticRegression

        scores, kinds = self.trial(answers)
        counts = np.bincount(kinds)
        weights = np.array([OTHER_NEEDS * counts[MISS] / counts[OTHER], 1.0, 1.0])
        platt = LogisticRegression(C=STRENGTH)
        platt.fit(scores[:, None], kinds == ANSWER, weights[kinds])
        return float(platt.coef_[0, 0]), float(platt.intercept_[0])

    def trial(self, answers: int) -> Trial:
        """The shipped needs, each taught by its first answers, so many, as if a brand had taught them all."""
        few = [
            need._replace(answers=need.answers[:answers], misses=need.misses[:0]) for need in self._shipped
        ]
        against = [
            np.concatenate([*self._said[:at], *self._said[at + 1 :], self._ordinary])
            for at in range(len(few))
        ]
        scores, kinds = [], []
        for own, line in zip(self._shipped, self._lines(few, against), strict=True):
            others = np.concatenate([one.answers for one in self._shipped if one is not own])
            unseen = (others, own.misses, own.answers[answers:])
            scores.append(line.of(np.concatenate(unseen)))
            kinds.append(np.repeat([OTHER, MISS, ANSWER], [len(part) for part in unseen]))
        return Trial(np.concatenate(scores), np.concatenate(kinds))


class _View:
    """What an own need sees of a text: its meaning and, where coverage heeds it, its spelling."""

    def __init__(self, language: str, reader: Reader) -> None:
        self._language, self._reader = language, reader
        probe = reader.texts([language], language)
        layers, width = probe.tone[:, LAYERS].shape[1], reader.encode(probe.sentences).meaning.shape[1]
        self._size = self._inputs([language]).shape[1]
        spelled = SPELLINGS if LANGUAGES[language].fitting.need_spelling else 0
        self._columns = np.r_[layers - width : layers, self._size - spelled : self._size]
        # The meaning, the last of several layers of unit length, comes at the length of its share of them.
        self._scale = np.repeat([(layers / width) ** 0.5, 1.0], [width, spelled]).astype(np.float32)

    def several(self, lists: Sequence[Sequence[str]]) -> list[Vectors]:
        """(texts, columns) of each list of texts."""
        vectors = self._inputs([text for one in lists for text in one])[:, self._columns] * self._scale
        return np.split(vectors, np.cumsum([len(one) for one in lists])[:-1])

    def head(self, line: _Line, slope: float, intercept: float) -> Head:
        """For inputs of coverage as they come: a line, and how what it scores reads."""
        weights = np.zeros(self._size, dtype=np.float32)
        weights[self._columns] = line.weights * self._scale
        return Head(weights, slope, slope * line.intercept + intercept)

    def _inputs(self, texts: Sequence[str]) -> Vectors:
        tone = self._reader.texts(texts, self._language).tone
        return inputs(tone[:, LAYERS], tone[:, SPELT], texts, self._language)


def _learn(answers: Vectors, against: Sequence[tuple[Vectors, float]]) -> _Line:
    """Answers told from kinds of counter-examples, each of which weighs so much as a whole."""
    from sklearn.linear_model import LogisticRegression

    kinds = [(answers, 1.0), *((vectors, weight) for vectors, weight in against if len(vectors))]
    model = LogisticRegression(C=STRENGTH, max_iter=500, tol=1e-3)
    model.fit(
        np.concatenate([vectors for vectors, _ in kinds]),
        np.repeat([1, 0], [len(answers), sum(len(vectors) for vectors, _ in kinds[1:])]),
        sample_weight=np.concatenate([np.full(len(of), weight / len(of)) for of, weight in kinds]),
    )
    return _Line(model.coef_[0].astype(np.float32), float(model.intercept_[0]))


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[-_]", name) if word]


def _neighbours(name: Sequence[str], names: Sequence[Sequence[str]]) -> list[str]:
    """What a name of several words is not: the same with another need's first word ("cancel order" beside
    "track order" and "cancel subscription")."""
    if len(name) == 1:
        return []
    return sorted({" ".join([other[0], *name[1:]]) for other in names} - {" ".join(name)})
