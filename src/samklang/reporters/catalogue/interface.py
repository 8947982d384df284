"""What a catalogue is: the words of one interface language, as the functions of a module."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from samklang.model import Finding


@dataclass(frozen=True, kw_only=True)
class RuleWords:
    """What somebody who meets the id of a rule needs to know."""

    summary: str
    """What a finding of the rule means, in one line."""
    why: str
    """Why the rule exists."""
    how: str
    """How the rule decides, as Markdown; ends with the white space that separates it from `to_do`."""
    to_do: str
    """What to do about a finding, as Markdown; it begins with words that say so ("What to do:")."""

    @property
    def help(self) -> str:
        """How the rule decides and what to do, as docs/rules.md and SARIF show them."""
        return self.how + self.to_do


class Catalogue(Protocol):
    """The words of one interface language."""

    def message(self, finding: Finding) -> str:
        """What is wrong, in one line."""

    def reason(self, finding: Finding) -> str:
        """Why samklang reports it; empty where the message says everything."""

    def figures(self, finding: Finding) -> str:
        """Score, band and margin, those that the finding has; empty where it has none."""

    def rule(self, rule_id: str) -> RuleWords:
        """The words for a rule; a persona's own trait has those of samklang's traits."""

    def language(self, code: str) -> str:
        """The name of a language; its code where the catalogue has no name for it."""
