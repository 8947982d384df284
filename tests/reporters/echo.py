"""A catalogue whose words a test decides."""

from __future__ import annotations

from samklang.model import Finding, TermFacts
from samklang.reporters.catalogue import ENGLISH, RuleWords


def saying(message: str, reason: str = "") -> TermFacts:
    """Facts for which `Echo` gives this message and reason."""
    return TermFacts(brand="", term=message, better=None, why=reason)


class Echo:
    """Repeats a term and its why; words everything else in English."""

    def message(self, finding: Finding) -> str:
        facts = finding.facts
        return facts.term if isinstance(facts, TermFacts) else ENGLISH.message(finding)

    def reason(self, finding: Finding) -> str:
        facts = finding.facts
        return facts.why if isinstance(facts, TermFacts) else ENGLISH.reason(finding)

    def figures(self, finding: Finding) -> str:
        return ENGLISH.figures(finding)

    def rule(self, rule_id: str) -> RuleWords:
        return ENGLISH.rule(rule_id)

    def language(self, code: str) -> str:
        return ENGLISH.language(code)
