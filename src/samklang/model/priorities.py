"""Types of customer, and how much needs, traits and effort matter to customers in a channel or moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple


class Liking(NamedTuple):
    """What a customer loves, or what they hate."""

    needs: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    """Copy in their own words, in any language."""

    @property
    def ids(self) -> tuple[str, ...]:
        return self.needs + self.traits


LIKING_FACTOR = 2.0
"""By how much more a need or trait weighs for a customer who loves or hates it."""


@dataclass(frozen=True, kw_only=True)
class CustomerType:
    """A kind of people, described by what they love and hate."""

    name: str
    loves: Liking
    hates: Liking
    share: Mapping[str, float] = field(default_factory=dict)
    """By channel: their share of its customers, 0 to 1, if known."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Those of what they love and of what they hate."""
        return self.loves.sentences + self.hates.sentences


@dataclass(frozen=True, kw_only=True)
class Priorities:
    """The weights of needs, traits and effort in a channel, or in one of its moments. They sum to 1."""

    needs: Mapping[str, float] = field(default_factory=dict)
    traits: Mapping[str, float] = field(default_factory=dict)
    effort: float = 0.0
    lix: float | None = None
    """The highest LIX that customers there should have to read."""
    depth: int | None = None
    """How many words may come before an answer."""
    steps: int | None = None
    """How many things a document may ask the customer to do."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """By need, trait or `lix`: `file:line:column` of its weight."""

    def weighed_by(self, customer: CustomerType) -> Priorities:
        """The priorities of a type of customer: what they love or hate weighs double. Weights sum to 1."""
        cared = {*customer.loves.ids, *customer.hates.ids}

        def heavier(weights: Mapping[str, float]) -> dict[str, float]:
            return {
                name: weight * (LIKING_FACTOR if name in cared else 1) for name, weight in weights.items()
            }

        needs, traits = heavier(self.needs), heavier(self.traits)
        total = sum(needs.values()) + sum(traits.values()) + self.effort
        return replace(
            self,
            needs={need: weight / total for need, weight in needs.items()},
            traits={trait: weight / total for trait, weight in traits.items()},
            effort=self.effort / total if total else 0.0,
        )
