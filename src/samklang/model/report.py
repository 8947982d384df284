"""From judge to the reporters: all that they show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samklang.errors import Exit
from samklang.model.channels import ChannelResult, Touchpoint
from samklang.model.customers import CustomerResult, Expense
from samklang.model.documents import Skipped
from samklang.model.exclusions import Hidden, Known
from samklang.model.findings import Finding, RuleLevel
from samklang.model.persona import Poles
from samklang.model.places import FileText
from samklang.model.workspace import Level


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What the measurements mean for a workspace."""

    channels: tuple[ChannelResult, ...]
    touchpoints: tuple[Touchpoint, ...]
    customers: tuple[CustomerResult, ...]
    expenses: tuple[Expense, ...]
    """Those of the greatest share of customers, by the greatest difference, first."""
    weakest: Touchpoint | None
    findings: tuple[Finding, ...]
    hidden: Hidden
    idle: tuple[Known, ...]
    """Entries of the baseline that hide nothing any more."""
    partial: tuple[str, ...]
    """Channels of which only some files were read, so that their needs were not judged."""


@dataclass(frozen=True, kw_only=True)
class Report(Judgement):
    """A judgement and what it is of: all that a reporter shows.

    A reporter computes nothing and opens nothing.
    """

    brand: str
    engine: str
    poles: Mapping[str, Poles]
    """By trait of the persona."""
    languages: tuple[str, ...]
    rules: tuple[RuleLevel, ...]
    """Every rule that could have found something."""
    skipped: tuple[Skipped, ...]
    problems: tuple[str, ...]
    """What the user asked for and could not be had: a missing path, a channel without files."""
    notes: tuple[str, ...]
    """How a file was read, where a person should know: its suffix belies it, its encoding was detected."""
    files: Mapping[str, FileText]
    """The text of each file that a finding or an answer stands in."""
    documents: int
    passages: int
    words: int
    abstained: int
    """Passages on which no trait could be scored surely enough."""
    fail_on: Level
    """Of several workspaces the strictest; whether a finding fails the run, it says itself."""
    verdict: str
    """Why the run exits as it does."""
    exit: Exit
    home: str = "samklang.yaml"
    """The workspace's file: where hosts show what stands in no other."""
