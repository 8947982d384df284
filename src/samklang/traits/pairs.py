"""The pairs that a trait is learnt from: each holds the same content written at both poles."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
GENRES = (
    "ui push product email support social forum sign help terms news encyclopaedia review headline "
    "caption request"
).split()
DEGREES = ("slight", "clear", "strong")


class Pair(NamedTuple):
    """The same content written twice: `named` at the trait's named pole, `other` at the opposite one."""

    genre: str
    degree: str
    named: str
    other: str


def load(trait: str, language: str) -> tuple[Pair, ...]:
    """The pairs of a trait in one language, in the order of its file.

    Raises:
        ValueError: a line does not have four columns, or names an unknown genre or degree.
    """
    path = FOLDER / trait / f"{language}.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != 4 or row[0] not in GENRES or row[1] not in DEGREES:
            raise ValueError(f"{path}:{number}: expected genre, degree, named pole, other pole")
    return tuple(Pair(*row) for row in rows[1:])
