"""The rules. To add one: one file, one line in `RULES`."""

from __future__ import annotations

from samklang.rules import language_mismatch, need_unmet, terms, tone
from samklang.rules.interface import Case, Rule

RULES: tuple[Rule, ...] = (
    tone.RULE,
    need_unmet.RULE,
    terms.AVOID,
    terms.PREFER,
    language_mismatch.RULE,
)

__all__ = ["RULES", "Case", "Rule"]
