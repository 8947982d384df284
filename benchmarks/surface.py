"""How well punctuation and capitals alone distinguish the sides of the trait pairs.

    python -m benchmarks.surface

Prints the pairwise accuracy of a logistic regression on counts of punctuation marks and capitals, fitted
without the pairs' genre (leave-one-genre-out), and that of the trait's own head. A half is chance.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samklang import heads
from samklang.languages import LANGUAGES
from samklang.traits import TRAITS
from samklang.traits.pairs import Pair, load

_MARKS = ".,!?:;-–—()\"“”'’…/&%"


def by_marks(pairs: tuple[Pair, ...]) -> float:
    """Held-out share of pairs that are put in the right order by marks and capitals alone."""
    from sklearn.linear_model import LogisticRegression

    differences = np.array([_counts(pair.named) - _counts(pair.other) for pair in pairs])
    differences /= differences.std(0) + 1e-9
    signs = np.where(np.arange(len(pairs)) % 2, -1, 1)
    genres = np.array([pair.genre for pair in pairs])
    scores = np.zeros(len(pairs))
    for genre in set(genres.tolist()):
        training = genres != genre
        model = LogisticRegression(C=0.1, fit_intercept=False)
        model.fit((differences * signs[:, None])[training], signs[training])
        scores[~training] = differences[~training] @ model.coef_[0]
    return float(np.mean(scores > 0) + np.mean(scores == 0) / 2)


def _counts(text: str) -> NDArray[np.float64]:
    words = text.split()
    capitals = [
        sum(letter.isupper() for letter in text),
        sum(word.isupper() and len(word) > 1 for word in words),
    ]
    ends = [text[:1].isupper(), text[-1:].isalnum()]
    return np.array([*map(text.count, _MARKS), *capitals, *ends], dtype=np.float64)


def main() -> None:
    """Prints the table."""
    shipped = heads.load(heads.bundled())
    print(f"{'trait':14} {'language':8} {'pairs':>5} {'marks':>6} {'head':>6}")
    for index, trait in enumerate(TRAITS):
        for language in LANGUAGES:
            pairs = load(trait, language)
            head = shipped.languages[language].calibrations[index].reliability
            print(f"{trait:14} {language:8} {len(pairs):5} {by_marks(pairs):6.2f} {head:6.2f}")


if __name__ == "__main__":
    main()
