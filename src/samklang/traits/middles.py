"""Where the middle of ordinary copy lies beside the middle of the pairs, by language and trait.

The pairs are written to differ in a trait; ordinary copy does not lie evenly between their sides. The
figures are of copy that nobody here wrote (`benchmarks/ordinary.py`), in raw scores of the bundled model.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

PATH = Path(__file__).with_name("middles.tsv")
_HEADER = "language\ttrait\tshift\tpassages"


def load() -> dict[tuple[str, str], float]:
    """By language and trait: the raw score of ordinary copy's middle, less that of the pairs' middle."""
    with PATH.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {(row["language"], row["trait"]): float(row["shift"]) for row in rows}


def dump(shifts: Mapping[tuple[str, str], tuple[float, int]]) -> str:
    """The file's text.

    Args:
        shifts: by language and trait, the shift and the number of passages.
    """
    rows = [
        f"{language}\t{trait}\t{shift:.4f}\t{count}" for (language, trait), (shift, count) in shifts.items()
    ]
    return "\n".join([_HEADER, *rows]) + "\n"
