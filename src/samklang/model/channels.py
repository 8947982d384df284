"""Results of channels (is it us?) and touchpoints (is it best for the customer?), and steps to raise them."""

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
    """A channel's mean score on one trait, and its band."""

    band: Band
    score: float
    margin: float
    passages: int


class Interval(NamedTuple):
    """The 90 % interval of a figure, by resampling documents."""

    low: float
    high: float


class StepKind(StrEnum):
    """What a step changes."""

    NEED = "need"
    """Write a passage that answers the need."""
    FEELING = "feeling"
    """Give more of it in a document."""
    TRAIT = "trait"
    """Bring a document's passages into the band."""
    EFFORT = "effort"
    """Make a document easier to read."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A change to make next, and the points it would gain."""

    kind: StepKind
    what: str
    """The need or the trait."""
    place: Place
    """The passage that answers the need best so far, or that is furthest from the band."""
    fit: float
    """Points that it adds to the touchpoint's fit."""
    consistency: float
    """Points that it adds to the channel's consistency."""
    more: bool = True
    """For a trait: whether the copy should have more of it, or less."""


class DriftFrom(StrEnum):
    """What a channel differs from."""

    PERSONA = "persona"
    """The persona's band."""
    OTHERS = "others"
    """The other channels."""


@dataclass(frozen=True, kw_only=True)
class Drift:
    """A trait on which a channel as a whole differs."""

    channel: str
    trait: str
    against: DriftFrom
    difference: float
    """Points, less the channel's declared shift."""
    interval: Interval
    """Of the difference, 90 %, with documents as the unit."""
    effect: float
    """The difference in standard deviations of documents (Cohen's d)."""
    documents: int
    place: Place
    """The passage furthest from the band, in the document furthest from it."""
    language: str


@dataclass(frozen=True, kw_only=True)
class ChannelResult:
    """One channel compared with the persona."""

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
    """Those that raise consistency most."""
    drifts: tuple[Drift, ...] = ()
    """Traits on which it differs from the persona or from the other channels."""
    languages: tuple[LanguageProfile, ...] = ()
    """Its languages, in the workspace's order; empty if it has only one."""


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
    """A channel and moment in one language, and how well it serves customers there."""

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
    """Those that raise fit most."""

    @property
    def name(self) -> str:
        return touchpoint_name(self.channel, self.moment, self.language)


def touchpoint_name(channel: str, moment: str, language: str) -> str:
    """The name of a touchpoint in reports: `web, buy (en)`."""
    return f"{channel}{'' if moment == ANY_MOMENT else f', {moment}'} ({language})"
