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
    """Of the log-mean-exp that pools the tokens' scores: over 0 it leans to the tokens nearest the named
    pole, under 0 to those nearest the other; 0 is the plain mean."""
    also: Mapping[str, float]
    """Other traits whose pairs this one is learnt from too, with their weights beside its own pairs."""
    alone: tuple[str, ...]
    """Languages in which it is learnt from pairs in that language only."""


@cache
def load(trait: str) -> Trait:
    """The trait with this id.

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
