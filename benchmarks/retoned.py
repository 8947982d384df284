"""How well off-tone copy is told from on-tone copy: passages of brands, rewritten with the same content.

    python -m benchmarks.retoned

`retoned/` holds sixty passages a language, as a shop, a public agency and a maker of software write them,
each rewritten stiff, hyped, cold and chummy, a third of them slightly, and once with another subject in the
same tone. A passage is beyond the line of a trait if it scores further off than 95 % of the passages as they
were written. For each kind of rewrite and each trait that should notice it, prints the share of rewrites
beyond the line, that of the slight ones, and that of the passages with another subject, which should be a
twentieth. `either` counts rewrites beyond the line of any of its traits.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import samklang
from samklang.encode.source import BUNDLED
from samklang.languages import CODES

FOLDER = Path(__file__).with_suffix("")
OFF: Mapping[str, Mapping[str, int]] = {
    "stiff": {"plain": -1, "formal": 1},
    "hyped": {"enthusiastic": 1, "modest": -1},
    "cold": {"respectful": -1, "warm": -1},
    "chummy": {"formal": -1, "playful": 1},
}
"""By kind of rewrite: the traits that should notice it, and the direction."""
ORIGINAL, RETHEMED = "original", "rethemed"
_LINE = 0.95
_ROW = "{:9} {:7} {:14} {:>7} {:>7} {:>10}"

Scores = Mapping[str, Mapping[str, NDArray[np.float64]]]
"""By column and trait: (rows,)."""


class Share(NamedTuple):
    """Shares beyond a line."""

    kind: str
    trait: str
    """Or `either`."""
    rewrites: float
    slight: float
    rethemed: float


def read(language: str) -> list[dict[str, str]]:
    """The rows of a language; none if it has no file."""
    path = FOLDER / f"{language}.tsv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def scored(rows: list[dict[str, str]], language: str, scorer: samklang.Scorer) -> Scores:
    """The scores of every column."""
    traits = {trait for directions in OFF.values() for trait in directions}
    result: dict[str, dict[str, NDArray[np.float64]]] = {}
    for column in (ORIGINAL, *OFF, RETHEMED):
        texts = scorer.score([row[column] for row in rows], language=language)
        result[column] = {trait: np.array([text.traits[trait].score for text in texts]) for trait in traits}
    return result


def shares(rows: list[dict[str, str]], scores: Scores) -> Iterator[Share]:
    """The shares beyond the line of each trait, and of any of a kind's traits."""
    slight = np.array([row["degree"] == "slight" for row in rows])
    for kind, directions in OFF.items():
        beyond: dict[str, list[NDArray[np.bool_]]] = {kind: [], RETHEMED: []}
        for trait, sign in directions.items():
            line = np.quantile(sign * scores[ORIGINAL][trait], _LINE)
            for column, found in beyond.items():
                found.append(sign * scores[column][trait] > line)
            yield _share(kind, trait, beyond[kind][-1], beyond[RETHEMED][-1], slight)
        yield _share(kind, "either", np.any(beyond[kind], 0), np.any(beyond[RETHEMED], 0), slight)


def _share(
    kind: str,
    trait: str,
    found: NDArray[np.bool_],
    rethemed: NDArray[np.bool_],
    slight: NDArray[np.bool_],
) -> Share:
    return Share(kind, trait, *(float(part.mean()) for part in (found, found[slight], rethemed)))


def main() -> None:
    """Prints the table."""
    print(_ROW.format("language", "kind", "trait", "beyond", "slight", "rethemed"))
    with samklang.Scorer(BUNDLED) as scorer:
        for language in CODES:
            if rows := read(language):
                for share in shares(rows, scored(rows, language, scorer)):
                    figures = (f"{figure:.2f}" for figure in share[2:])
                    print(_ROW.format(language, share.kind, share.trait, *figures))


if __name__ == "__main__":
    main()
