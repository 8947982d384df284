"""What each type of customer meets in a channel, and which types a channel serves better than others."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samklang.model.channels import Interval
from samklang.model.places import Place


class EncounterKind(StrEnum):
    """Of what kind the thing is that a customer loves or hates."""

    NEED = "need"
    """Met where a passage answers it."""
    FEELING = "feeling"
    """A need that is met by the channel as a whole."""
    TRAIT = "trait"
    """Met where a passage surely has the trait."""
    SENTENCE = "sentence"
    """Met where a passage says the same as the customer's own sentence."""


@dataclass(frozen=True, kw_only=True)
class Encounter:
    """Something a customer loves or hates, and meets in a channel."""

    kind: EncounterKind
    what: str
    """The need, the trait, or the customer's sentence."""
    place: Place
    """Of the passage where it is strongest."""
    evidence: str


@dataclass(frozen=True, kw_only=True)
class CustomerResult:
    """What a type of customer meets in one channel and language."""

    customer: str
    channel: str
    language: str
    share: float | None
    """Of the channel's customers, 0 to 1; None if not known."""
    fit: float | None
    """In the moment that serves them least, by their own weights; None if no priorities are given."""
    meets: tuple[Encounter, ...]
    """Things they love that are there."""
    misses: tuple[str, ...]
    """Needs they love that nothing answers."""
    puts_off: tuple[Encounter, ...]
    """Things they hate that are there."""


@dataclass(frozen=True, kw_only=True)
class Expense:
    """A channel that surely serves one type of customer better than another."""

    channel: str
    language: str
    served: str
    pays: str
    difference: float
    """In points of fit: each type's fit in the moment that serves it least, by its own weights."""
    interval: Interval
    """Of the difference."""
    served_share: float | None
    """Of the channel's customers, 0 to 1; None if not known."""
    pays_share: float | None
