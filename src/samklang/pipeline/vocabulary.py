"""The names that a workspace may use, of traits, needs and rules; and opening one with them."""

from __future__ import annotations

from pathlib import Path

from samklang.config import Vocabulary, load
from samklang.model import Workspace
from samklang.needs import NEEDS
from samklang.needs.felt import FELT
from samklang.rules import RULES
from samklang.traits import TRAITS

VOCABULARY = Vocabulary(
    traits=TRAITS,
    needs=NEEDS,
    rules=tuple(rule_id for rule in RULES for rule_id in rule.ids),
    felt=FELT,
)


def load_workspace(config: Path) -> Workspace:
    """The workspace of a `samklang.yaml`.

    Raises:
        ConfigError: with every mistake of the workspace, its persona and its customer types.
    """
    return load(config, VOCABULARY)
