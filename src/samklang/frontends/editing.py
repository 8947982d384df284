"""What the language server uses: to read and check a draft, and to compare it with approved copy."""

from __future__ import annotations

from collections.abc import Sequence

from samklang.cache.store import Store
from samklang.config import find, written_in
from samklang.journey import ANSWERED
from samklang.judge.suppressions import Suppressions
from samklang.measure.approved import Approved, Example
from samklang.measure.scorer import PassageScorer
from samklang.model import Document, Suppression, Workspace
from samklang.model.progress import Progress
from samklang.pipeline.baselines import baseline_of
from samklang.pipeline.check import check
from samklang.pipeline.prepare import approved_copy, workspace_scorer
from samklang.pipeline.vocabulary import load_workspace
from samklang.readers import parse
from samklang.readers.parts.template import FRONT_MATTER
from samklang.readers.table import by_name
from samklang.reporters.catalogue import ENGLISH, RuleWords
from samklang.reporters.wording import in_words, joined
from samklang.sources.collect import placed

__all__ = [
    "ANSWERED",
    "ENGLISH",
    "FRONT_MATTER",
    "Approved",
    "Example",
    "PassageScorer",
    "Progress",
    "RuleWords",
    "Store",
    "approved_copy",
    "baseline_of",
    "by_name",
    "check",
    "find",
    "in_words",
    "joined",
    "load_workspace",
    "parse",
    "placed",
    "suppressions",
    "workspace_scorer",
    "written_in",
]


def suppressions(document: Document, workspace: Workspace, rules: Sequence[str]) -> Sequence[Suppression]:
    """The suppressions in the comments of a document and in its workspace.

    Args:
        rules: the ids of all rules.
    """
    collected = Suppressions(workspace, rules)
    collected.add(document)
    return collected.all()
