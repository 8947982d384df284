"""A channel's languages side by side."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import NamedTuple

LEAST = 12.0
"""Points of difference between channels or languages under which nobody would act."""


class Estimate(NamedTuple):
    """Points, and how sure they are."""

    points: float
    margin: float
    """Half the width of their 90 % interval."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What a channel's copy in one language differs by on a trait from that in another."""

    whole: Estimate
    matched: int
    """Messages that both languages have, by which it is told; 0: by all copy of both."""
    tool: Estimate | None
    """Of that: what samklang makes of a faithful translation; None where that was not measured."""

    @property
    def rest(self) -> Estimate | None:
        """What is left when the tool's share is taken off."""
        if self.tool is None:
            return None
        return Estimate(self.whole.points - self.tool.points, hypot(self.whole.margin, self.tool.margin))

    @property
    def sure(self) -> bool:
        """Whether it is surely the translation's: the tool and chance explain less, and people would act."""
        rest = self.rest
        return bool(rest and self.matched and abs(rest.points) > max(rest.margin, LEAST))


@dataclass(frozen=True, kw_only=True)
class LanguageTrait:
    """A channel's mean score on one trait in one language."""

    trait: str
    score: float
    margin: float | None
    """Half the 90 % interval, documents being the unit; None for a single document."""
    unsure: float
    """Share of the words that were too unsure to score, and so left out; 0 to 1."""
    difference: Difference | None
    """From the channel's first language; None for that one, and where too little can be compared."""


@dataclass(frozen=True, kw_only=True)
class LanguageProfile:
    """A channel in one of its languages."""

    language: str
    documents: int
    passages: int
    traits: tuple[LanguageTrait, ...]
    """Those that could be scored."""
