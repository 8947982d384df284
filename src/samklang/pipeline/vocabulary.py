"""The names that a workspace may use: of traits, needs and rules."""

from __future__ import annotations

from samklang.config import Vocabulary
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
