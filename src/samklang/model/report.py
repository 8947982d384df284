"""What judge returns, and the report that reporters show."""

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
    """Sorted: the greatest share of customers first, then the greatest difference."""
    weakest: Touchpoint | None
    findings: tuple[Finding, ...]
    hidden: Hidden
    idle: tuple[Known, ...]
    """Entries of the baseline that no longer match a finding."""
    partial: tuple[str, ...]
    """Channels of which only some files were read, so that their needs were not judged."""


@dataclass(frozen=True, kw_only=True)
class Report(Judgement):
    """A judgement, and what was checked: everything that a reporter shows.

    A reporter computes nothing and opens no file.
    """

    brand: str
    engine: str
    poles: Mapping[str, Poles]
    """By trait of the persona."""
    languages: tuple[str, ...]
    rules: tuple[RuleLevel, ...]
    """Every rule that was applied."""
    skipped: tuple[Skipped, ...]
    problems: tuple[str, ...]
    """Messages on what was asked for and could not be done: a missing path, a channel without files."""
    notes: tuple[str, ...]
    """Messages on files that were read in an unexpected way: despite their suffix, in a detected encoding."""
    files: Mapping[str, FileText]
    """The text of each file in which a finding or an answer lies."""
    documents: int
    passages: int
    words: int
    abstained: int
    """How many passages have no trait with a score that is certain enough."""
    fail_on: Level
    """The level from which findings fail the run (`Finding.fails`); for several workspaces, the strictest."""
    verdict: str
    """One line that says why the run exits as it does."""
    exit: Exit
    home: str = "samklang.yaml"
    """The workspace's file, at which hosts show messages that belong to no other file."""
