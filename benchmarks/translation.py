"""How scores differ between a text and its faithful translation: the shift that the measuring itself adds.

    python -m benchmarks.translation            # prints the table
    python -m benchmarks.translation --write    # and ships it, for `samklang profile` (part of `make heads`)

`translations.tsv` holds sentences of eleven kinds of copy, in many tones, written natively in each language.
The shift differs by kind, and a brand's copy is of none of these kinds exactly. So it is estimated by a
random-effects meta-analysis over kinds (DerSimonian and Laird 1986), and the shipped margin is the prediction
interval for a new kind. Held out, leaving one kind out at a time: the share of kinds inside the interval from
the others (it should be 90 %), and the root mean square of the kinds' shifts, in points, before and after the
shift estimated from the others is subtracted.
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
from samklang.languages import LANGUAGES
from samklang.measure.scorer import PassageScorer, Text
from samklang.model import Estimate
from samklang.traits import TRAITS
from samklang.traits.calibration import Z90

SENTENCES = Path(__file__).with_name("translations.tsv")
_ROW = "{:4} {:4} {:14} {:>7} {:>8} {:>9} {:>7} {:>7}"

Array = NDArray[np.float64]


class Kinds(NamedTuple):
    """A trait's mean shift in each kind of copy."""

    means: Array
    """(kinds,): in points."""
    sizes: Array
    """(kinds,): number of sentences."""
    variance: float
    """Variance of a single sentence's shift within its kind."""

    @property
    def errors(self) -> Array:
        """(kinds,): variance of each mean."""
        return self.variance / self.sizes

    def without(self, kind: int) -> Kinds:
        return Kinds(np.delete(self.means, kind), np.delete(self.sizes, kind), self.variance)


class Pooled(NamedTuple):
    """The random-effects estimate."""

    shift: float
    """Mean over all kinds, in points."""
    error: float
    """Variance of the mean."""
    between: float
    """Variance between kinds."""


def main() -> None:
    """Prints the table; with `--write`, also writes it into the package."""
    shifts = dict(measured(PassageScorer("bundled", Silence()), rows()))
    print(_ROW.format("from", "to", "trait", "shift", "new kind", "held out", "before", "after"))
    for (first, other, trait), kinds in shifts.items():
        coverage, before, after = held_out(kinds)
        estimate = estimated(kinds)
        figures = (f"{estimate.points:.0f}", f"±{estimate.margin:.0f}", f"{coverage:.2f}", f"{before:.0f}")
        print(_ROW.format(first, other, trait, *figures, f"{after:.0f}"))
    print(f"held out, all: {np.mean([held_out(kinds)[0] for kinds in shifts.values()]):.2f}")
    if "--write" in sys.argv[1:]:
        path = Path(journey.__file__).with_name(SHIFTS)
        path.write_text(dump({key: estimated(kinds) for key, kinds in shifts.items()}), encoding="utf-8")
        print(f"wrote {path.name}")


def rows() -> list[dict[str, str]]:
    """The sentences: their kind, and their text in each language."""
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def measured(
    scorer: PassageScorer, sentences: Sequence[Mapping[str, str]]
) -> Iterator[tuple[tuple[str, str, str], Kinds]]:
    """The shifts by source language, target language and trait."""
    scores = {language: _scores(scorer, sentences, language) for language in LANGUAGES}
    kinds = np.array([row["kind"] for row in sentences])
    for first, other in combinations(LANGUAGES, 2):
        for index, trait in enumerate(TRAITS):
            yield (first, other, trait), _by_kind((scores[other] - scores[first])[:, index], kinds)


def _scores(scorer: PassageScorer, sentences: Sequence[Mapping[str, str]], language: str) -> Array:
    texts = [Text("", row[language], language) for row in sentences]
    return np.array(
        [
            [measurement.traits[trait].score for trait in TRAITS]
            for _, _, measurement in scorer.score(texts)
            if measurement
        ]
    )


def _by_kind(shifts: Array, kinds: NDArray[np.str_]) -> Kinds:
    groups = [shifts[kinds == kind] for kind in dict.fromkeys(kinds)]
    within = sum(((group - group.mean()) ** 2).sum() for group in groups) / (len(shifts) - len(groups))
    means, sizes = [group.mean() for group in groups], [len(group) for group in groups]
    return Kinds(np.array(means), np.array(sizes), float(within))


def estimated(kinds: Kinds) -> Estimate:
    """The shift of a new kind of copy, with its 90 % prediction interval."""
    pooled = _pooled(kinds)
    return Estimate(pooled.shift, Z90 * (pooled.between + pooled.error) ** 0.5)


def _pooled(kinds: Kinds) -> Pooled:
    """The random-effects estimate by the method of moments of DerSimonian and Laird."""
    weights = 1 / kinds.errors
    heterogeneity = (weights * (kinds.means - np.average(kinds.means, weights=weights)) ** 2).sum()
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    between = max(0.0, float((heterogeneity - (len(weights) - 1)) / scale))
    weights = 1 / (kinds.errors + between)
    return Pooled(float(np.average(kinds.means, weights=weights)), float(1 / weights.sum()), between)


def held_out(kinds: Kinds) -> tuple[float, float, float]:
    """Leaves out one kind at a time: the interval's coverage, and the RMS shift before and after."""
    others = [_pooled(kinds.without(kind)) for kind in range(len(kinds.means))]
    residuals = kinds.means - [other.shift for other in others]
    variances = [other.between + other.error for other in others] + kinds.errors
    covered = float(np.mean(np.abs(residuals) <= Z90 * np.sqrt(variances)))
    before, after = (np.average(shifts**2, weights=kinds.sizes) ** 0.5 for shifts in (kinds.means, residuals))
    return covered, float(before), float(after)


if __name__ == "__main__":
    main()
