"""The languages of a channel, compared with each other."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import NamedTuple

LEAST_DIFFERENCE = 12.0
"""Smaller differences between channels or languages, in points, are not worth acting on."""


class Estimate(NamedTuple):
    """A number of points, and how sure it is."""

    points: float
    margin: float
    """Half the width of their 90 % interval."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """By how much a channel's copy differs on a trait between two languages."""

    whole: Estimate
    matched: int
    """How many messages that both languages have were compared; 0: all copy of both was."""
    tool: Estimate | None
    """The part that samklang also measures for a faithful translation; None if that is not known."""

    @property
    def rest(self) -> Estimate | None:
        """The whole difference without the tool's part; None if that part is not known."""
        if self.tool is None:
            return None
        return Estimate(self.whole.points - self.tool.points, hypot(self.whole.margin, self.tool.margin))

    @property
    def sure(self) -> bool:
        """Whether the translation surely causes it: beyond chance and the tool's part, and notable."""
        rest = self.rest
        return bool(rest and self.matched and abs(rest.points) > max(rest.margin, LEAST_DIFFERENCE))


@dataclass(frozen=True, kw_only=True)
class LanguageTrait:
    """A channel's mean score on one trait in one language."""

    trait: str
    score: float
    margin: float | None
    """Half the width of the 90 % interval over documents; None for a single document."""
    unsure: float
    """Share of the words, 0 to 1, that are left out because their scores are too unsure."""
    difference: Difference | None
    """From the channel's first language; None for that language, and if too little can be compared."""


@dataclass(frozen=True, kw_only=True)
class LanguageProfile:
    """A channel in one of its languages."""

    language: str
    documents: int
    passages: int
    traits: tuple[LanguageTrait, ...]
    """The traits that could be scored."""
