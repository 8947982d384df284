"""The brand's personality: the tone it wants, its words, and traits and needs it defines by examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

FEWEST_PAIRS, FEWEST_PASSAGES = 12, 20
"""How many pairs, or passages a side, a brand's own trait needs in a language (docs/own-traits.md)."""
FEWEST_ANSWERS = 3
"""How many example answers a brand's own need needs in a language (docs/own-needs.md)."""


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
    """A word or phrase that the persona avoids or replaces."""

    text: str
    use: str | None = None
    """The word to use instead; None: the term is simply to be avoided."""
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
"""The same content twice: as it sounds at a trait's named pole, and at the other."""


@dataclass(frozen=True, kw_only=True)
class OwnTrait:
    """A trait that a persona defines by examples: pairs, or approved and rejected copy."""

    name: str
    declared: str
    """`file:line:column` of its key in the persona, and the key."""
    poles: Poles
    pairs: Mapping[str, Pairs] = field(default_factory=dict)
    """By language."""
    approved: tuple[str, ...] = ()
    """Globs of copy at the named pole."""
    rejected: tuple[str, ...] = ()
    """Globs of copy at the other pole."""
    language: str | None = None
    """Of all that copy; takes precedence over paths and files."""


@dataclass(frozen=True, kw_only=True)
class OwnNeed:
    """A need that a persona defines by examples.

    Its `repr` is part of cache keys, and so shows only what the need is learnt from.
    """

    name: str
    question: Mapping[str, str] = field(repr=False)
    """In the customer's words, by language."""
    answers: Mapping[str, tuple[str, ...]]
    near_misses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def asked(self, language: str) -> str:
        """The question in a language; if it is not written in that one, in another."""
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
