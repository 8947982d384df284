"""What a finding goes by, as values: one type for each kind of finding. How they are said, a catalogue of the
reporters knows (`reporters/catalogue`), in as many languages as there are catalogues.

Numbers are as measured, copy is whole; rounding and shortening are the catalogue's. A finding's own score,
band, need, channel and moment are not repeated here.
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
    """The end of the trait that it is too near, by the persona's name for it, else samklang's."""
    brand: str
    quote: str | None
    """The sentence that pulls most; None where the passage has but one."""
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
    """How near the passage that comes nearest comes to an answer."""

    FAR = "far"
    """It is no help to look at."""
    NEAR = "near"
    PERHAPS = "perhaps"
    """Many people would take it as an answer."""


@dataclass(frozen=True, kw_only=True)
class NeedUnmetFacts:
    """No passage of a touchpoint answers a need."""

    question: str
    """The need in the customer's words, in the language of the touchpoint."""
    weight: float
    """Its share of what weighs there, 0 to 1."""
    coverage: float
    """How likely the nearest passage is to be taken as an answer, 0 to 1."""
    nearest: Nearest
    evidence: str
    """The copy that comes nearest."""
    documents: int


@dataclass(frozen=True, kw_only=True)
class FeelingUnmetFacts:
    """A touchpoint gives too little of a need that is felt rather than answered."""

    question: str
    weight: float
    coverage: float
    """How much of it is given, 0 to 1."""


class Depth(NamedTuple):
    """How deep an answer stands."""

    words: int
    """Before it in its document."""
    most: int
    """That may stand there."""


class Lix(NamedTuple):
    """How hard a text is to read."""

    measured: float
    asked: float
    """By the channel's priorities."""


@dataclass(frozen=True, kw_only=True)
class NeedWeakFacts:
    """A need is answered deep in a document, in hard words, or both."""

    question: str
    weight: float
    depth: Depth | None
    """None where it is not too deep."""
    lix: Lix | None
    """None where it is not too hard."""


@dataclass(frozen=True, kw_only=True)
class HardToReadFacts:
    """A passage is harder to read than its channel's priorities ask."""

    lix: Lix
    words_per_sentence: float | None
    """None where sentences are not too long on average."""
    long_words: float | None
    """Percent of the words, over six letters; None where that is not too many."""


@dataclass(frozen=True, kw_only=True)
class TooManyStepsFacts:
    """A document asks more things of the customer than its channel's priorities allow."""

    steps: int
    most: int


@dataclass(frozen=True, kw_only=True)
class TermFacts:
    """A word that the persona bans, or has a better one for."""

    brand: str
    term: str
    """As the persona has it, not as the copy inflects it."""
    better: str | None
    """None for a banned word."""
    why: str
    """The persona's reason; empty where it gives none."""


class Share(NamedTuple):
    """So many passages of a file."""

    passages: int
    of: int


@dataclass(frozen=True, kw_only=True)
class LanguageMismatchFacts:
    """Copy is in another language than it is meant to be."""

    seems: str
    """ISO 639-1 code of the language that it is in."""
    meant: str
    file: Share | None
    """The passages of a file that is in the other language as a whole; None of a single passage."""


@dataclass(frozen=True, kw_only=True)
class IdleSuppressionFacts:
    """A suppression hides nothing any more."""

    because: str
    """The reason that was given for it; empty where there was none."""


@dataclass(frozen=True, kw_only=True)
class ExpiredSuppressionFacts:
    """A suppression's last day is past."""

    until: date
    because: str


@dataclass(frozen=True, kw_only=True)
class IdleEntryFacts:
    """A finding that the baseline knows is no more."""

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
"""Closed: mypy fails in every catalogue that has no words for one of them."""
