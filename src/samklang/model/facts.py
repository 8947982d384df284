"""The facts of findings, as values: one type for each kind of finding. `reporters/catalogue` has the words.

Numbers are as measured and copy is complete; the catalogue rounds and shortens. The score, band, need,
channel and moment are fields of the finding, and not repeated here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from samklang.model.channels import DriftFrom, Interval


@dataclass(frozen=True, kw_only=True)
class ToneFacts:
    """A passage lies outside the band of a trait."""

    trait: str
    pole: str
    """The end of the trait that it is too near: the persona's name for it, else samklang's."""
    brand: str
    quote: str | None
    """The sentence that pulls most; None if the passage has only one."""
    pulls: tuple[str, ...]
    """Names of the linguistic features (`traits/features.py`) that pull in that sentence, strongest first."""


@dataclass(frozen=True, kw_only=True)
class DriftFacts:
    """A channel as a whole has left the persona's band, or differs from the other channels."""

    trait: str
    pole: str
    """The end of the trait that it has moved to, named as in `ToneFacts`."""
    brand: str
    against: DriftFrom
    difference: float
    """Points, over 0 towards the named end of the trait."""
    interval: Interval
    """Of the difference, 90 %."""
    effect: float
    """The difference in standard deviations of documents."""
    documents: int


class Nearest(StrEnum):
    """How close the nearest passage comes to an answer."""

    FAR = "far"
    """Too far to be worth showing."""
    NEAR = "near"
    PERHAPS = "perhaps"
    """Many people would take it as an answer."""


@dataclass(frozen=True, kw_only=True)
class NeedUnmetFacts:
    """No passage of a touchpoint answers a need."""

    question: str
    """The need in the customer's words, in the language of the touchpoint."""
    weight: float
    """Its share of the weights there, 0 to 1."""
    coverage: float
    """The probability that people take the nearest passage as an answer, 0 to 1."""
    nearest: Nearest
    evidence: str
    """The copy of the nearest passage."""
    documents: int


@dataclass(frozen=True, kw_only=True)
class FeelingUnmetFacts:
    """A touchpoint gives too little of a need that is felt rather than answered."""

    question: str
    weight: float
    coverage: float
    """How far it is met, 0 to 1."""


class Depth(NamedTuple):
    """How deep in a document an answer is."""

    words: int
    """Words before it in its document."""
    most: int
    """Most words that may be there."""


class Lix(NamedTuple):
    """How hard a text is to read."""

    measured: float
    asked: float
    """The LIX that the channel's priorities ask for."""


@dataclass(frozen=True, kw_only=True)
class NeedWeakFacts:
    """A need is answered deep in a document, in hard words, or both."""

    question: str
    weight: float
    depth: Depth | None
    """None if it is not too deep."""
    lix: Lix | None
    """None if it is not too hard."""


@dataclass(frozen=True, kw_only=True)
class HardToReadFacts:
    """A passage is harder to read than its channel's priorities allow."""

    lix: Lix
    words_per_sentence: float | None
    """None if sentences are not too long on average."""
    long_words: float | None
    """Percentage of words over six letters; None if that is not too many."""


@dataclass(frozen=True, kw_only=True)
class TooManyStepsFacts:
    """A document asks more things of the customer than its channel's priorities allow."""

    steps: int
    most: int


@dataclass(frozen=True, kw_only=True)
class TermFacts:
    """A word that the persona bans, or has a better word for."""

    brand: str
    term: str
    """In the persona's form, not as the copy inflects it."""
    better: str | None
    """The better word; None for a banned word."""
    why: str
    """The persona's reason; empty if it gives none."""


class Share(NamedTuple):
    """How many of the passages of a file."""

    passages: int
    of: int


@dataclass(frozen=True, kw_only=True)
class LanguageMismatchFacts:
    """Copy is in another language than it is meant to be."""

    seems: str
    """ISO 639-1 code of the language that it is in."""
    meant: str
    file: Share | None
    """For a file that is in the other language as a whole: its passages; None for a single passage."""


@dataclass(frozen=True, kw_only=True)
class IdleSuppressionFacts:
    """A suppression no longer hides anything."""

    because: str
    """The reason given for it; empty if there is none."""


@dataclass(frozen=True, kw_only=True)
class ExpiredSuppressionFacts:
    """A suppression's last day is past."""

    until: date
    because: str


@dataclass(frozen=True, kw_only=True)
class IdleEntryFacts:
    """A finding of the baseline is not found any more."""

    rule: str
    file: str


StaleFacts = IdleSuppressionFacts | ExpiredSuppressionFacts | IdleEntryFacts
Facts = (
    ToneFacts
    | DriftFacts
    | NeedUnmetFacts
    | FeelingUnmetFacts
    | NeedWeakFacts
    | HardToReadFacts
    | TooManyStepsFacts
    | TermFacts
    | LanguageMismatchFacts
    | StaleFacts
)
"""A closed union: mypy fails for a catalogue that lacks words for one of them."""
