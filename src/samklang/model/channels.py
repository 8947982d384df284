"""Is it us? Is it best for the customer here? Channels and touchpoints, and what would lift them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from samklang.model.languages import LanguageProfile
from samklang.model.persona import Band
from samklang.model.places import Place
from samklang.model.workspace import ANY_MOMENT


@dataclass(frozen=True, kw_only=True)
class TraitProfile:
    """A channel's mean score on one trait, held against its band."""

    band: Band
    score: float
    margin: float
    passages: int


class Interval(NamedTuple):
    """Where a figure would lie, nine times in ten, had other documents of the kind been written."""

    low: float
    high: float


class StepKind(StrEnum):
    """What a step would change."""

    NEED = "need"
    """A passage is to answer it."""
    FEELING = "feeling"
    """A document is to give more of it."""
    TRAIT = "trait"
    """A document's passages are to come into its band."""
    EFFORT = "effort"
    """A document is to be easier to read."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A change that somebody could make next, and what it would move."""

    kind: StepKind
    what: str
    """The need or the trait."""
    place: Place
    """Where: what answers the need best so far, or the passage that is furthest off."""
    fit: float
    """Points that the touchpoint's fit would gain."""
    consistency: float
    """Points that the channel's consistency would gain."""
    more: bool = True
    """Of a trait: the copy is to be more so, else less."""


class DriftFrom(StrEnum):
    """What a channel has drifted from."""

    PERSONA = "persona"
    """Its band."""
    OTHERS = "others"
    """The other channels."""


@dataclass(frozen=True, kw_only=True)
class Drift:
    """A channel that differs as a whole on a trait."""

    channel: str
    trait: str
    against: DriftFrom
    difference: float
    """Points, what the channel declares as its shift taken off."""
    interval: Interval
    """Of the difference, 90 %, documents being the unit."""
    effect: float
    """The difference in standard deviations of documents (Cohen's d)."""
    documents: int
    place: Place
    """The passage that is furthest off, of the document that is."""
    language: str


@dataclass(frozen=True, kw_only=True)
class ChannelResult:
    """Is it us? One channel against the persona."""

    channel: str
    documents: int
    passages: int
    words: int
    consistency: float | None
    """0 to 100; None when nothing in the channel could be scored."""
    profile: tuple[TraitProfile, ...]
    interval: Interval | None = None
    """Of consistency; None for a single document."""
    steps: tuple[Step, ...] = ()
    """Those with most effect on consistency."""
    drifts: tuple[Drift, ...] = ()
    """Traits on which it has left the persona or the other channels."""
    languages: tuple[LanguageProfile, ...] = ()
    """The channel language by language, in the workspace's order; empty where it has but one."""


@dataclass(frozen=True, kw_only=True)
class NeedResult:
    """One need in one touchpoint, with the passage that answers it best."""

    need: str
    weight: float
    coverage: float
    answered: bool
    place: Place | None
    evidence: str
    depth: int = 0
    """Words that are read before the evidence in its document; 0 where that is not read from the top down."""
    lix: float = 0.0
    """Of the evidence."""


@dataclass(frozen=True, kw_only=True)
class Touchpoint:
    """Is it best for the customer here? A channel and moment in one language."""

    channel: str
    moment: str
    language: str
    documents: int
    fit: float | None
    """0 to 100; None where the workspace gives no priorities."""
    needs: tuple[NeedResult, ...]
    interval: Interval | None = None
    """Of fit; None for a single document."""
    steps: tuple[Step, ...] = ()
    """Those with most effect on fit."""

    @property
    def name(self) -> str:
        return touchpoint_name(self.channel, self.moment, self.language)


def touchpoint_name(channel: str, moment: str, language: str) -> str:
    """A touchpoint as people know it: `web, buy (en)`."""
    return f"{channel}{'' if moment == ANY_MOMENT else f', {moment}'} ({language})"
