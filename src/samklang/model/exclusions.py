"""Findings that a run does not report: suppressed, in the baseline, or older than the change checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from samklang.model.facts import StaleFacts
from samklang.model.places import NOWHERE, Place, Span


@dataclass(frozen=True, kw_only=True)
class Known:
    """A finding that is known: from a baseline, or from before the change that is checked."""

    rule: str
    file: str
    subject: str
    """A digest of what the finding is about."""
    shortfall: float | None = None
    """That of the finding."""
    text: str = ""
    """The beginning of its copy, for people who read the baseline."""
    at: Span = NOWHERE
    """Where it is in the baseline's file."""


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """The known findings of a baseline's file, which are not reported."""

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
    """Findings that somebody does not want reported, and why."""

    place: Place
    """Of the comment, or of the entry in the workspace."""
    rules: tuple[str, ...]
    """Ids, or families such as `tone`; none: every rule."""
    spans: Mapping[str, tuple[Span, ...]]
    """By file: the ranges in which it hides findings."""
    reason: str = ""
    until: date | None = None
    """The last day on which it holds."""

    def over(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.until is not None and self.until < today


@dataclass(frozen=True, kw_only=True)
class Exclusions:
    """Which findings a run does not report."""

    suppressions: tuple[Suppression, ...] = ()
    today: date = field(default_factory=date.today)
    """Decides which suppressions have ended."""
    whole: bool = True
    """Whether all files of all channels were read, so that what hid no finding can be reported as unused."""
    known: tuple[Known, ...] = ()
    """Entries of the baseline whose files were read or no longer exist."""
    baseline: str = ""
    """The name of the baseline's file if its unused entries are to be reported; empty if they are removed."""
    before: tuple[Known, ...] | None = None
    """Findings from before the change that is checked; None if no change is."""


class Hidden(NamedTuple):
    """How many findings were not reported, and because of what."""

    suppressed: int = 0
    """By comments and by the workspace."""
    baseline: int = 0
    unchanged: int = 0
    """Findings that were there before the change that is checked, and are no worse."""


class Stale(NamedTuple):
    """A suppression or baseline entry that hides no finding."""

    place: Place
    facts: StaleFacts
