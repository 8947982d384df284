"""The rules: what is worth a finding, one file each.

To add one: its file, one line in `RULES`, its words in the reporters' catalogue.
"""

from __future__ import annotations

from samklang.model import Persona, RuleLevel
from samklang.rules import (
    channel_drift,
    effort_hard,
    language_mismatch,
    need_unmet,
    need_weak,
    suppression_stale,
    terms,
    tone,
)
from samklang.rules.interface import Case, Rule

RULES: tuple[Rule, ...] = (
    tone.RULE,
    channel_drift.RULE,
    need_unmet.RULE,
    need_weak.RULE,
    effort_hard.RULE,
    terms.AVOID,
    terms.PREFER,
    language_mismatch.RULE,
    suppression_stale.RULE,
)

__all__ = ["RULES", "Case", "Rule", "rules_of"]


def rules_of(persona: Persona) -> tuple[RuleLevel, ...]:
    """The id and level of every rule; each of the persona's own traits has a rule too."""
    own = tuple(f"tone.{trait.name}" for trait in persona.own_traits)
    return tuple(
        RuleLevel(id=rule_id, level=rule.level)
        for rule in RULES
        for rule_id in (*rule.ids, *(own if rule is tone.RULE else ()))
    )
