"""How far punctuation and capitals alone tell the sides of the pairs apart.

    python -m benchmarks.surface

Share of pairs put in the right order by a head that counts marks and capitals and nothing else, and saw
no pair of their genre. A half is chance; what a trait's own head reaches stands beside it.
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
    """Share of the pairs that marks and capitals put in order."""
    from sklearn.linear_model import LogisticRegression

    differences = np.array([_counts(pair.named) - _counts(pair.other) for pair in pairs])
    differences /= differences.std(0) + 1e-9
    turned = np.where(np.arange(len(pairs)) % 2, -1, 1)
    genres = np.array([pair.genre for pair in pairs])
    leaning = np.zeros(len(pairs))
    for genre in set(genres.tolist()):
        seen = genres != genre
        model = LogisticRegression(C=0.1, fit_intercept=False)
        model.fit((differences * turned[:, None])[seen], turned[seen])
        leaning[~seen] = differences[~seen] @ model.coef_[0]
    return float(np.mean(leaning > 0) + np.mean(leaning == 0) / 2)


def _counts(text: str) -> NDArray[np.float64]:
    words = text.split()
    capitals = [sum(letter.isupper() for letter in text), sum(w.isupper() and len(w) > 1 for w in words)]
    ends = [text[:1].isupper(), text[-1:].isalnum()]
    return np.array([*map(text.count, _MARKS), *capitals, *ends], dtype=np.float64)


def main() -> None:
    """Prints the table."""
    shipped = heads.load(heads.bundled())
    print(f"{'trait':14} {'language':8} {'pairs':>5} {'marks':>6} {'head':>6}")
    for at, trait in enumerate(TRAITS):
        for language in LANGUAGES:
            pairs = load(trait, language)
            head = shipped.languages[language].calibrations[at].reliability
            print(f"{trait:14} {language:8} {len(pairs):5} {by_marks(pairs):6.2f} {head:6.2f}")


if __name__ == "__main__":
    main()
