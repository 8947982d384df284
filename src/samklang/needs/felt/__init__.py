"""Needs that are felt rather than answered: made of traits, effort and form. To add one: one YAML file, one
line in `FELT`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

FELT = ("reassurance", "speed", "inspiration", "control")


class Felt(NamedTuple):
    """A felt need, by what copy must be to give it."""

    id: str
    name: Mapping[str, str]
    question: Mapping[str, str]
    """In the customer's words."""
    why: str
    traits: Mapping[str, float]
    """By trait: the score from which copy is it, in points."""
    lix: float | None = None
    """At most."""
    words_per_sentence: float | None = None
    """At most."""


@cache
def load(felt: str) -> Felt:
    """The felt need of an id.

    Raises:
        FileNotFoundError: there is no such need.
    """
    return Felt(**yaml.safe_load((Path(__file__).parent / f"{felt}.yaml").read_text(encoding="utf-8")))
