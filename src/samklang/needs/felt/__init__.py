"""Felt needs: needs that copy meets by its tone, effort and form rather than by an answer. To add one: a YAML
file, and a line in `FELT`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

FELT = ("reassurance", "speed", "inspiration", "control")


class Felt(NamedTuple):
    """A felt need, defined by the measures that copy must reach to meet it."""

    id: str
    name: Mapping[str, str]
    question: Mapping[str, str]
    """In the customer's words."""
    why: str
    traits: Mapping[str, float]
    """By trait: the least score that meets it, in points."""
    lix: float | None = None
    """The highest LIX that meets it."""
    words_per_sentence: float | None = None
    """The most words per sentence that meet it."""


@cache
def load(felt: str) -> Felt:
    """The felt need with this id.

    Raises:
        FileNotFoundError: there is no such need.
    """
    return Felt(**yaml.safe_load((Path(__file__).parent / f"{felt}.yaml").read_text(encoding="utf-8")))
