"""A folder with a `samklang.yaml`, as the stages use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from samklang.model.persona import Band, Persona
from samklang.model.priorities import CustomerType, Priorities

ANY_MOMENT = "any"
"""The moment of files that match no moment of their channel."""


class Level(StrEnum):
    """How serious a finding is; `--fail-on` compares levels in this order."""

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
    """The persona's bands, moved by this channel's shift."""
    priorities: Mapping[str, Priorities]
    """By moment; `ANY_MOMENT` holds the channel's own."""
    language: str | None = None
    """Of all its copy; takes precedence over paths and files. None: by path, file or detection."""

    def priority(self, moment: str) -> Priorities:
        return self.priorities.get(moment) or self.priorities[ANY_MOMENT]

    def band(self, trait: str) -> Band | None:
        return next((band for band in self.bands if band.trait == trait), None)


@dataclass(frozen=True, kw_only=True)
class CopyRules:
    """Which parts of a glob's files are copy. Of what is empty, the format's defaults apply."""

    columns: tuple[str, ...] = ()
    """Of tables: the columns that hold copy, by heading, or by letter or number where there are none."""
    paths: tuple[str, ...] = ()
    """Of JSON, JSON lines and XML: the paths of copy, such as `products[*].description`."""
    select: tuple[str, ...] = ()
    """Of HTML and formats that contain it: CSS selectors of the only elements to read."""
    leave: tuple[str, ...] = ()
    """Of HTML and formats that contain it: CSS selectors of the elements to leave out."""
    leave_keys: tuple[str, ...] = ()
    """Of string catalogues: globs of keys to leave out."""
    speakers: tuple[str, ...] = ()
    """Of chats, tickets and mails: whose words to read, by name, role or address."""
    language: str | None = None
    """Of all the copy there; takes precedence over paths and files."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """Of tables and JSON: the language of a column or path; takes precedence over `language`."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Of Fluent: the terms of other files, by name. Read from those files, not configured."""


NO_RULES = CopyRules()


@dataclass(frozen=True, kw_only=True)
class LevelSetting:
    """The level of a rule's findings, everywhere, in a channel or in some files."""

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
    """A suppression of the workspace, before its files are known."""

    offset: int
    """Where it begins in the workspace's file."""
    files: tuple[str, ...]
    """Globs; none: every file."""
    rules: tuple[str, ...]
    """Ids or families; none: every rule."""
    phrase: str = ""
    """If given, only findings within these words are suppressed."""
    reason: str = ""
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """A folder with a `samklang.yaml`, with everything that its file says."""

    root: Path
    persona: Persona
    channels: tuple[Channel, ...]
    languages: tuple[str, ...]
    journey: tuple[str, ...]
    model: str
    customers: tuple[CustomerType, ...] = ()
    copy_rules: tuple[tuple[str, CopyRules], ...] = ()
    """Globs, and what is copy in their files; the first glob that matches a file decides."""
    levels: tuple[LevelSetting, ...] = ()
    """The first that applies to a finding decides; if none does, the rule's own level."""
    fail_on: Level = Level.ERROR
    max_findings: int | None = None
    """How many findings, of any level, a run may have without failing."""
    exemptions: tuple[Exemption, ...] = ()
    baseline: str | None = None
    """Path of the file of known findings, from the folder."""
    name: str = "samklang.yaml"
    """Of its file, as in findings about it."""
    text: str = field(default="", repr=False)
    """Of its file."""
    folder: str = ""
    """Its path from the current folder, or from the outermost workspace around that; empty for itself."""
    gitignore: bool = True
    """Whether files that git ignores are left out, unless the user names them."""
    fail_under: Mapping[str, float] = field(default_factory=dict)
    """`fit` or `consistency`, and the lowest value with which the run does not fail."""

    def channel(self, name: str | None) -> Channel | None:
        return next((channel for channel in self.channels if channel.name == name), None)
