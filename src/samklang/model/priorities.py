"""Whom the copy serves: types of customer, and what weighs to them in a channel or moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple


class Liking(NamedTuple):
    """What somebody loves, or hates."""

    needs: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    """Copy in their own words, in any language."""

    @property
    def ids(self) -> tuple[str, ...]:
        return self.needs + self.traits


CARED = 2.0
"""What a need or trait weighs to a customer who loves or hates it, beside what it weighs to others."""


@dataclass(frozen=True, kw_only=True)
class CustomerType:
    """People told apart by what they love and hate."""

    name: str
    loves: Liking
    hates: Liking
    share: Mapping[str, float] = field(default_factory=dict)
    """By channel: their share of its customers, 0 to 1, where that is known."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Of both kinds."""
        return self.loves.sentences + self.hates.sentences


@dataclass(frozen=True, kw_only=True)
class Priorities:
    """What weighs to customers in a channel, or in one of its moments. Weights sum to 1."""

    needs: Mapping[str, float] = field(default_factory=dict)
    traits: Mapping[str, float] = field(default_factory=dict)
    effort: float = 0.0
    lix: float | None = None
    """The LIX that customers there can be asked to read."""
    depth: int | None = None
    """Words that may stand before an answer."""
    steps: int | None = None
    """Things that a document may ask of them."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """By need, trait or `lix`: `file:line:column` of where its weight stands."""

    def weighed_by(self, customer: CustomerType) -> Priorities:
        """The same for a type of customer: what they love or hate weighs double, and weights sum to 1."""
        cared = {*customer.loves.ids, *customer.hates.ids}

        def heavier(weights: Mapping[str, float]) -> dict[str, float]:
            return {one: weight * (CARED if one in cared else 1) for one, weight in weights.items()}

        needs, traits = heavier(self.needs), heavier(self.traits)
        total = sum(needs.values()) + sum(traits.values()) + self.effort
        return replace(
            self,
            needs={need: weight / total for need, weight in needs.items()},
            traits={trait: weight / total for trait, weight in traits.items()},
            effort=self.effort / total if total else 0.0,
        )
