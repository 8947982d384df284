"""What types of customer meet, and who is served at whose expense."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samklang.model.channels import Interval
from samklang.model.places import Place


class EncounterKind(StrEnum):
    """What a customer loves or hates."""

    NEED = "need"
    """A passage answers it."""
    FEELING = "feeling"
    """The channel gives it as a whole."""
    TRAIT = "trait"
    """A passage surely is so."""
    SENTENCE = "sentence"
    """A passage says what the customer says in their own words."""


@dataclass(frozen=True, kw_only=True)
class Encounter:
    """Something that a customer meets in a channel."""

    kind: EncounterKind
    what: str
    """The need, the trait, or the customer's sentence."""
    place: Place
    """Of the passage that is most of it."""
    evidence: str


@dataclass(frozen=True, kw_only=True)
class CustomerResult:
    """What a type of customer meets in one channel and language."""

    customer: str
    channel: str
    language: str
    share: float | None
    """Of the channel's customers, 0 to 1, where it is known."""
    fit: float | None
    """Of the moment that serves them least, as they weigh it; None where no priorities are given."""
    meets: tuple[Encounter, ...]
    """What they love."""
    misses: tuple[str, ...]
    """Needs that they love to find answered and do not."""
    puts_off: tuple[Encounter, ...]
    """What they hate."""


@dataclass(frozen=True, kw_only=True)
class Expense:
    """A channel that surely serves one type of customer better than another."""

    channel: str
    language: str
    served: str
    pays: str
    difference: float
    """Points of fit, each in the moment that serves it least and as it weighs it."""
    interval: Interval
    """Of the difference."""
    served_share: float | None
    """Of the channel's customers, 0 to 1, where it is known."""
    pays_share: float | None
