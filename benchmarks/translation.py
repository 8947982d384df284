"""What samklang itself makes of a faithful translation: sentences written natively in each language.

    python -m benchmarks.translation            # prints the table
    python -m benchmarks.translation --write    # and ships it, for `samklang profile` (part of `make heads`)

`translations.tsv` holds sentences of eleven kinds of copy, in many tones. How translations shift differs by
kind, and a brand's copy is of none of them exactly: kinds are the unit (random effects, DerSimonian and Laird
1986), and the margin that is shipped is that of a kind that was not measured. Held out: the share of kinds
that it covers when they have no part in it (nine in ten, if it is honest), and how far kinds lie from 0 as
they are and when the shift by the other kinds is taken off (root mean square, points).
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samklang import journey
from samklang.cli.progress import Silence
from samklang.journey.shifts import SHIFTS, dump
from samklang.model import LANGUAGES, Estimate
from samklang.pipeline.check import PassageScorer, Text
from samklang.traits import TRAITS
from samklang.traits.calibration import Z90

SENTENCES = Path(__file__).with_name("translations.tsv")
_ROW = "{:4} {:4} {:14} {:>7} {:>8} {:>9} {:>7} {:>7}"

Array = NDArray[np.float64]


class Kinds(NamedTuple):
    """A trait's mean shift, kind by kind."""

    means: Array
    sizes: Array
    variance: float
    """Of a single sentence's shift."""

    @property
    def errors(self) -> Array:
        """Variance of each mean."""
        return self.variance / self.sizes

    def without(self, at: int) -> Kinds:
        return Kinds(np.delete(self.means, at), np.delete(self.sizes, at), self.variance)


class Pooled(NamedTuple):
    """What kinds have in common."""

    shift: float
    error: float
    """Variance of that."""
    between: float
    """Variance of kinds."""


def main() -> None:
    """Prints the table, and writes it where it is asked to."""
    found = dict(measured(PassageScorer("bundled", Silence()), rows()))
    print(_ROW.format("from", "to", "trait", "shift", "a kind", "held out", "as is", "less"))
    for (first, other, trait), kinds in found.items():
        held, before, after = held_out(kinds)
        estimate = estimated(kinds)
        figures = (f"{estimate.points:.0f}", f"±{estimate.margin:.0f}", f"{held:.2f}", f"{before:.0f}")
        print(_ROW.format(first, other, trait, *figures, f"{after:.0f}"))
    print(f"held out, all: {np.mean([held_out(kinds)[0] for kinds in found.values()]):.2f}")
    if "--write" in sys.argv[1:]:
        path = Path(journey.__file__).with_name(SHIFTS)
        path.write_text(dump({key: estimated(kinds) for key, kinds in found.items()}), encoding="utf-8")
        print(f"wrote {path.name}")


def rows() -> list[dict[str, str]]:
    """The sentences: their kind, and the text by language."""
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def measured(
    scorer: PassageScorer, sentences: Sequence[Mapping[str, str]]
) -> Iterator[tuple[tuple[str, str, str], Kinds]]:
    """The shifts by the language that is translated from, the one translated to, and the trait."""
    scores = {language: _scores(scorer, sentences, language) for language in LANGUAGES}
    kinds = np.array([row["kind"] for row in sentences])
    for first, other in combinations(LANGUAGES, 2):
        for at, trait in enumerate(TRAITS):
            yield (first, other, trait), _by_kind((scores[other] - scores[first])[:, at], kinds)


def _scores(scorer: PassageScorer, sentences: Sequence[Mapping[str, str]], language: str) -> Array:
    texts = [Text("", row[language], language) for row in sentences]
    return np.array(
        [[one.traits[trait].score for trait in TRAITS] for _, _, one in scorer.score(texts) if one]
    )


def _by_kind(shifts: Array, kinds: NDArray[np.str_]) -> Kinds:
    groups = [shifts[kinds == kind] for kind in dict.fromkeys(kinds)]
    within = sum(((group - group.mean()) ** 2).sum() for group in groups) / (len(shifts) - len(groups))
    means, sizes = [group.mean() for group in groups], [len(group) for group in groups]
    return Kinds(np.array(means), np.array(sizes), float(within))


def estimated(kinds: Kinds) -> Estimate:
    """The shift of a kind that was not measured."""
    pooled = _pooled(kinds)
    return Estimate(pooled.shift, Z90 * (pooled.between + pooled.error) ** 0.5)


def _pooled(kinds: Kinds) -> Pooled:
    weights = 1 / kinds.errors
    scatter = (weights * (kinds.means - np.average(kinds.means, weights=weights)) ** 2).sum()
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    between = max(0.0, float((scatter - (len(weights) - 1)) / scale))
    weights = 1 / (kinds.errors + between)
    return Pooled(float(np.average(kinds.means, weights=weights)), float(1 / weights.sum()), between)


def held_out(kinds: Kinds) -> tuple[float, float, float]:
    """The share of kinds that the others cover, and how far they lie from 0 and from the others' shift."""
    others = [_pooled(kinds.without(at)) for at in range(len(kinds.means))]
    left = kinds.means - [other.shift for other in others]
    variances = [other.between + other.error for other in others] + kinds.errors
    covered = float(np.mean(np.abs(left) <= Z90 * np.sqrt(variances)))
    before, after = (np.average(of**2, weights=kinds.sizes) ** 0.5 for of in (kinds.means, left))
    return covered, float(before), float(after)


if __name__ == "__main__":
    main()
