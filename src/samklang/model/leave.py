"""What a run is to leave out of what it finds: suppressed, known before, or not of the change looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from samklang.model.places import NOWHERE, Place, Span


@dataclass(frozen=True, kw_only=True)
class Known:
    """A finding that was there before: in a baseline, or at the revision that a change is held against."""

    rule: str
    file: str
    subject: str
    """A digest of what it is about."""
    shortfall: float | None = None
    """As the finding had it."""
    text: str = ""
    """How its copy begins, for people."""
    at: Span = NOWHERE
    """Where a baseline's file has it."""


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """Findings that are known and left alone, as a file has them."""

    name: str
    text: str = field(repr=False)
    entries: tuple[Known, ...]


@dataclass(frozen=True, kw_only=True)
class Change:
    """What changed in the files of a workspace since a revision."""

    old_contents: Mapping[str, bytes]
    """The former contents of files that were changed, renamed or deleted, by their former names."""
    changed_files: frozenset[str]
    """The present names of files that are new, changed or renamed."""
    staged_contents: Mapping[str, bytes] = field(default_factory=dict)
    """The staged contents of files that have changed again since; these are read instead of the files."""


@dataclass(frozen=True, kw_only=True)
class Suppression:
    """Findings that somebody wants left alone, and why."""

    place: Place
    """Where that is said: a comment, or the workspace."""
    rules: tuple[str, ...]
    """Ids, or families such as `tone`; none: every rule."""
    spans: Mapping[str, tuple[Span, ...]]
    """By file: where the findings stand that it hides."""
    reason: str = ""
    until: date | None = None
    """The last day on which it holds."""

    def over(self, today: date) -> bool:
        """Whether its last day is past."""
        return self.until is not None and self.until < today


@dataclass(frozen=True, kw_only=True)
class Leave:
    """What a run is to leave out of what it finds."""

    suppressions: tuple[Suppression, ...] = ()
    today: date = field(default_factory=date.today)
    """By which suppressions end."""
    whole: bool = True
    """Every channel's files were read: what hides nothing now hides nothing anywhere."""
    known: tuple[Known, ...] = ()
    """Of a baseline: entries whose files were read, or are no more."""
    baseline: str = ""
    """The name of its file; its idle entries are findings. Empty: they are not, they are taken out."""
    before: tuple[Known, ...] | None = None
    """What a change found there; None: no change is looked at."""


class Hidden(NamedTuple):
    """How many findings were left out, and by what."""

    suppressed: int = 0
    """By comments and by the workspace."""
    baseline: int = 0
    unchanged: int = 0
    """They were there before the change that is looked at, and are no worse."""


class Stale(NamedTuple):
    """Something that is there to hide findings and hides none."""

    place: Place
    message: str
    reason: str = ""
    """Why it was put there."""
