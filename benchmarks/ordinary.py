"""Where the middle of ordinary copy lies: the medians of every trait, by language.

    python -m benchmarks.ordinary FOLDER            # FOLDER: tables of ordinary copy, as en.tsv
    python -m benchmarks.ordinary FOLDER --write    # and what moves the zero there, into the package

The tables have the columns genre and text. Passages of eight words and more count, the genres alike.
`--write` keeps figures only; `make heads`, which comes next, works without the copy.
"""

from __future__ import annotations

import csv
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import samklang
from samklang import heads as store
from samklang.encode.source import BUNDLED
from samklang.languages import CODES
from samklang.traits import TRAITS, middles

FEWEST_WORDS, MOST_WORDS = 8, 80
A_GENRE = 300
"""Passages of a genre, at most."""
_SCALED_MOST = 99.9
"""Points from which a score is no longer told from 100."""
_ROW = "{:9}{:14}{:>9}{:>8}{:>8}{:>8}{:>8}"

Array = NDArray[np.float64]


def read(path: Path) -> dict[str, list[str]]:
    """Passages by genre, drawn at random."""
    genres: dict[str, dict[str, None]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if FEWEST_WORDS <= len(row["text"].split()) <= MOST_WORDS:
                genres[row["genre"]][row["text"]] = None
    draw = random.Random(0)  # noqa: S311 - no secret
    return {genre: draw.sample(list(texts), min(len(texts), A_GENRE)) for genre, texts in genres.items()}


def middle(points: Array) -> float:
    """The median of scores, in units of the trait's spread."""
    return float(np.median(np.arctanh(np.clip(points, -_SCALED_MOST, _SCALED_MOST) / 100)))


def figures(folder: Path) -> Iterator[tuple[str, str, Array]]:
    """The scores of the passages in each language, trait by trait."""
    with samklang.Scorer(BUNDLED) as scorer:
        for language in CODES:
            texts = [text for some in read(folder / f"{language}.tsv").values() for text in some]
            scores = scorer.score(texts, language=language)
            for trait in TRAITS:
                yield language, trait, np.array([text.traits[trait].score for text in scores])


def main(folder: Path, *, write: bool) -> None:
    """Prints the table, and writes the middles."""
    shipped, known, moved = store.load(store.bundled()), middles.load(), {}
    print(_ROW.format("language", "trait", "passages", "median", "25 %", "75 %", "95 %"))
    for language, trait, points in figures(folder):
        quantiles = (f"{np.quantile(points, share):.0f}" for share in (0.5, 0.25, 0.75, 0.95))
        print(_ROW.format(language, trait, len(points), *quantiles))
        calibration = shipped.languages[language].calibrations[TRAITS.index(trait)]
        shift = known.get((language, trait), 0.0) + middle(points) * calibration.spread
        moved[language, trait] = (shift, len(points))
    if write:
        middles.PATH.write_text(middles.dump(moved), encoding="utf-8")
        print(f"wrote {middles.PATH.name}; make heads moves the zero")


if __name__ == "__main__":
    main(Path(sys.argv[1]), write="--write" in sys.argv[2:])
