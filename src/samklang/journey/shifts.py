"""Shifts: by how much samklang scores a faithful translation differently, estimated on sentences that were
written natively in each language (docs/languages-side-by-side.md). `python -m benchmarks.translation` writes
the table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from samklang.model import Estimate

SHIFTS = "shifts.tsv"

Shifts = Mapping[tuple[str, str, str], Estimate]
"""By source language, target language and trait."""


def shift(first: str, other: str, trait: str) -> Estimate | None:
    """By how much the score of a faithful translation differs; None for a trait that was not measured.

    The margin is that of a prediction for a new kind of copy.
    """
    if reverse := _shipped().get((other, first, trait)):
        return Estimate(-reverse.points, reverse.margin)
    return _shipped().get((first, other, trait))


def dump(shifts: Shifts) -> str:
    """The table as the text of its file."""
    rows = [
        "\t".join((*key, f"{estimate.points:.1f}", f"{estimate.margin:.1f}"))
        for key, estimate in shifts.items()
    ]
    return "\n".join(("from\tto\ttrait\tpoints\tmargin", *rows, ""))


def load(text: str) -> Shifts:
    """The table from the text of its file."""
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {(first, other, trait): Estimate(float(p), float(m)) for first, other, trait, p, m in rows}


@lru_cache(maxsize=1)
def _shipped() -> Shifts:
    return load((resources.files("samklang.journey") / SHIFTS).read_text(encoding="utf-8"))
