"""From the rules: one thing to look at. What is said of it, the reporters' catalogue knows."""

from __future__ import annotations

from dataclasses import dataclass

from samklang.model.facts import Facts
from samklang.model.places import Place
from samklang.model.workspace import Level


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing to look at."""

    rule: str
    level: Level
    place: Place
    channel: str | None
    moment: str
    language: str
    facts: Facts
    """What it goes by."""
    score: float | None = None
    margin: float | None = None
    low: float | None = None
    """The score's band, for findings that have one."""
    high: float | None = None
    suggestion: str | None = None
    replacement: str | None = None
    """What can stand in the very place of the marked copy; None where a person has to write."""
    need: str | None = None
    shortfall: float | None = None
    """Of what is judged of a channel or moment as a whole: how much it lacks, 0 to 1. Growing, it is new."""
    subject: str = ""
    """What it is about, wherever that stands: the passage's copy, or a touchpoint and its need."""
    fingerprint: str = ""
    """Of rule, subject and, but for needs, file: unique in a report, and the same wherever its lines move."""
    fails: bool = False
    """The run fails for it."""


@dataclass(frozen=True, kw_only=True)
class RuleLevel:
    """A rule that could have found something; its words stand in the reporters' catalogue."""

    id: str
    level: Level
    """Where the workspace says nothing."""
