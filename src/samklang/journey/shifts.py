"""Shifts: what samklang itself makes of a faithful translation, measured on sentences that were written in
each language (docs/languages-side-by-side.md). `python -m benchmarks.translation` writes the table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from samklang.model import Estimate

SHIFTS = "shifts.tsv"

Shifts = Mapping[tuple[str, str, str], Estimate]
"""By the language that is translated from, the one it is translated to, and the trait."""


def shift(first: str, other: str, trait: str) -> Estimate | None:
    """What a faithful translation's score differs by; its margin holds for kinds of copy that were not
    measured. None for traits that were not."""
    if turned := _shipped().get((other, first, trait)):
        return Estimate(-turned.points, turned.margin)
    return _shipped().get((first, other, trait))


def dump(shifts: Shifts) -> str:
    """The table as its file has it."""
    rows = ["\t".join((*key, f"{one.points:.1f}", f"{one.margin:.1f}")) for key, one in shifts.items()]
    return "\n".join(("from\tto\ttrait\tpoints\tmargin", *rows, ""))


def load(text: str) -> Shifts:
    """The other way round."""
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {(first, other, trait): Estimate(float(p), float(m)) for first, other, trait, p, m in rows}


@lru_cache(maxsize=1)
def _shipped() -> Shifts:
    return load((resources.files("samklang.journey") / SHIFTS).read_text(encoding="utf-8"))
