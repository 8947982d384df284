"""Findings, which the rules make. The reporters' catalogue has the words for them."""

from __future__ import annotations

from dataclasses import dataclass

from samklang.model.facts import Facts
from samklang.model.places import Place
from samklang.model.workspace import Level


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing to look at: a rule, a place, and the facts behind it."""

    rule: str
    level: Level
    place: Place
    channel: str | None
    moment: str
    language: str
    facts: Facts
    """The values that the rule decided by."""
    score: float | None = None
    margin: float | None = None
    low: float | None = None
    """The score's band, for findings that have one."""
    high: float | None = None
    suggestion: str | None = None
    replacement: str | None = None
    """Text that can replace the marked copy as it is; None where a person has to write."""
    need: str | None = None
    shortfall: float | None = None
    """For a finding about a channel or moment: how much is missing, 0 to 1. If it grew, it counts as new."""
    subject: str = ""
    """What it is about, without its place: the passage's copy, or a touchpoint and its need."""
    fingerprint: str = ""
    """Digest of the rule, the subject and (except for needs) the file: unique in a report, and unchanged when
    lines move."""
    fails: bool = False
    """Whether the run fails because of it."""


@dataclass(frozen=True, kw_only=True)
class RuleLevel:
    """A rule that was applied. The reporters' catalogue has the words for it."""

    id: str
    level: Level
    """Its default level."""
