"""The traits: bipolar tone axes. To add one: a folder with its pairs, and one line in `TRAITS`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import yaml

from samklang.traits.pairs import FOLDER

TRAITS = (
    "formal",
    "respectful",
    "enthusiastic",
    "warm",
    "playful",
    "plain",
    "confident",
    "modest",
    "concrete",
    "sincere",
    "exciting",
    "competent",
    "sophisticated",
    "rugged",
)


class Trait(NamedTuple):
    """A tone axis: +100 is the named pole, -100 the other."""

    id: str
    named: Mapping[str, str]
    """The named pole's name in each language."""
    other: Mapping[str, str]
    means: str
    shows: tuple[str, ...]
    source: tuple[str, ...]
    sharpness: float
    """How far a text's score leans to the tokens that say most: over 0 to those nearest the named
    pole, under 0 to those nearest the other, at 0 it is their mean."""
    also: Mapping[str, float]
    """Other traits whose pairs teach this one too, and what they weigh beside its own."""
    alone: tuple[str, ...]
    """Languages in which pairs in other languages do not teach it."""


@cache
def load(trait: str) -> Trait:
    """The trait of an id.

    Raises:
        FileNotFoundError: there is no such trait.
    """
    data = yaml.safe_load((FOLDER / trait / "trait.yaml").read_text(encoding="utf-8"))
    return Trait(
        id=data["id"],
        named=data["poles"]["named"],
        other=data["poles"]["other"],
        means=data["means"],
        shows=tuple(data["shows"]),
        source=tuple(data["source"]),
        sharpness=float(data["sharpness"]),
        also=data.get("also", {}),
        alone=tuple(data.get("alone", ())),
    )
