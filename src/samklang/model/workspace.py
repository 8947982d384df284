"""A folder with a `samklang.yaml`, as the stages see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from samklang.model.persona import Band, Persona
from samklang.model.priorities import CustomerType, Priorities

LANGUAGES = ("en", "sv", "da")
ANY_MOMENT = "any"
"""The moment of files that no moment of their channel claims."""


class Level(StrEnum):
    """How much a finding weighs; `--fail-on` compares them in this order."""

    SUGGESTION = "suggestion"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        return list(Level).index(self)


@dataclass(frozen=True, kw_only=True)
class Channel:
    """Where customers meet the brand."""

    name: str
    declared: str
    """`file:line:column` of its key in the workspace."""
    files: tuple[str, ...]
    moments: Mapping[str, tuple[str, ...]]
    bands: tuple[Band, ...]
    """The persona's bands, moved by what this channel declares as its shift."""
    priorities: Mapping[str, Priorities]
    """By moment; `ANY_MOMENT` holds the channel's own."""
    language: str | None = None
    """Of all its copy, whatever paths and files say; None: as they say."""

    def priority(self, moment: str) -> Priorities:
        return self.priorities.get(moment) or self.priorities[ANY_MOMENT]

    def band(self, trait: str) -> Band | None:
        return next((band for band in self.bands if band.trait == trait), None)


@dataclass(frozen=True, kw_only=True)
class CopyRules:
    """What is copy in the files of a glob. What is empty is left to the format's own defaults."""

    columns: tuple[str, ...] = ()
    """Of tables: the columns that hold copy, by heading, or by letter or number where there are none."""
    paths: tuple[str, ...] = ()
    """Of JSON, JSON lines and XML: where copy stands, as `products[*].description`."""
    select: tuple[str, ...] = ()
    """Of HTML and what holds it: CSS selectors of the elements to keep to."""
    leave: tuple[str, ...] = ()
    """Of HTML and what holds it: CSS selectors of the elements to leave out."""
    leave_keys: tuple[str, ...] = ()
    """Of string catalogues: globs of keys to leave out."""
    speakers: tuple[str, ...] = ()
    """Of chats, tickets and mails: who is to be read, by name, role or address."""
    language: str | None = None
    """Of all the copy there, whatever paths and files say."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """Of tables and JSON: the language of a column or path, before that of all."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Of Fluent: what the terms of other files say, by name. Found rather than configured."""


NO_RULES = CopyRules()


@dataclass(frozen=True, kw_only=True)
class LevelSetting:
    """At what level the findings of a rule stand, and where."""

    rule: str
    """An id, or a family of them: `tone` is every `tone.TRAIT`."""
    level: Level | None
    """None switches the rule off."""
    channel: str | None = None
    """None: in every channel."""
    files: str = ""
    """A glob; empty: in every file."""


@dataclass(frozen=True, kw_only=True)
class Exemption:
    """A suppression as the workspace states it, not yet held against any file."""

    offset: int
    """Where it begins in the workspace's file."""
    files: tuple[str, ...]
    """Globs; none: every file."""
    rules: tuple[str, ...]
    """Ids or families; none: every rule."""
    phrase: str = ""
    """Keeps it to findings that stand within these words."""
    reason: str = ""
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """A folder with a `samklang.yaml`, resolved: nothing in it needs the file again."""

    root: Path
    persona: Persona
    channels: tuple[Channel, ...]
    languages: tuple[str, ...]
    journey: tuple[str, ...]
    model: str
    customers: tuple[CustomerType, ...] = ()
    copy_rules: tuple[tuple[str, CopyRules], ...] = ()
    """Globs, and what is copy in their files; the first that matches a file holds for it."""
    levels: tuple[LevelSetting, ...] = ()
    """The first that holds for a finding decides; without any, the rule's own level does."""
    fail_on: Level = Level.ERROR
    max_findings: int | None = None
    """Of any level, that a run may have."""
    exemptions: tuple[Exemption, ...] = ()
    baseline: str | None = None
    """Path, from the folder, of the findings that are known."""
    name: str = "samklang.yaml"
    """Of its file, as findings on it say."""
    text: str = field(default="", repr=False)
    """Of its file."""
    folder: str = ""
    """Its folder from where the user stands, or from the outermost workspace around that; empty there."""
    gitignore: bool = True
    """What git ignores is left out, unless the user names it."""
    fail_under: Mapping[str, float] = field(default_factory=dict)

    def channel(self, name: str | None) -> Channel | None:
        return next((channel for channel in self.channels if channel.name == name), None)
