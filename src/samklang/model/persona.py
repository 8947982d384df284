"""The brand's one personality: what its tone is to be, and what it teaches by its own examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

FEWEST_PAIRS, FEWEST_PASSAGES = 12, 20
"""That a brand's own trait can be learnt from in a language; passages of either side (docs/own-traits.md)."""
FEWEST_ANSWERS = 3
"""That a brand's own need can be learnt from in a language (docs/own-needs.md)."""


@dataclass(frozen=True, kw_only=True)
class Band:
    """Where the scores of one trait may lie: target plus or minus tolerance, on -100 to 100."""

    trait: str
    target: float
    tolerance: float
    weight: float = 1.0

    @property
    def low(self) -> float:
        return max(-100.0, self.target - self.tolerance)

    @property
    def high(self) -> float:
        return min(100.0, self.target + self.tolerance)

    def overshoot(self, score: float) -> float:
        """Points by which a score lies outside the band; 0 inside, negative below, positive above."""
        return min(0.0, score - self.low) + max(0.0, score - self.high)


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word or phrase the persona has an opinion on."""

    text: str
    use: str | None = None
    """The better word; None means the term is simply to be avoided."""
    language: str | None = None
    """None: in every language."""
    why: str = ""


class Poles(NamedTuple):
    """The names of a trait's two ends."""

    other: str
    """Of -100."""
    named: str
    """Of +100."""


Pairs = tuple[tuple[str, str], ...]
"""One content twice: as it is at a trait's named pole, and at the other."""


@dataclass(frozen=True, kw_only=True)
class OwnTrait:
    """A trait that a persona teaches by its own examples: pairs, or approved and rejected copy."""

    name: str
    declared: str
    """`file:line:column` of its key in the persona, and the key."""
    poles: Poles
    pairs: Mapping[str, Pairs] = field(default_factory=dict)
    """By language."""
    approved: tuple[str, ...] = ()
    """Globs of copy at the named pole."""
    rejected: tuple[str, ...] = ()
    language: str | None = None
    """Of all that copy, whatever paths and files say."""


@dataclass(frozen=True, kw_only=True)
class OwnNeed:
    """A need that a persona teaches by its own examples. Its `repr` is what it is learnt from, for keys."""

    name: str
    question: Mapping[str, str] = field(repr=False)
    """In the customer's words, by language."""
    answers: Mapping[str, tuple[str, ...]]
    near_misses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def asked(self, language: str) -> str:
        """The question in a language, else in one that it was written in."""
        return self.question.get(language) or next(iter(self.question.values()))


@dataclass(frozen=True, kw_only=True)
class Persona:
    """The brand's one personality."""

    brand: str
    bands: tuple[Band, ...]
    terms: tuple[Term, ...] = ()
    approved: tuple[str, ...] = ()
    own_traits: tuple[OwnTrait, ...] = ()
    own_needs: tuple[OwnNeed, ...] = ()
