"""What a catalogue is: the words of one interface language, as functions of a module."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from samklang.model import Finding


@dataclass(frozen=True, kw_only=True)
class RuleWords:
    """What there is to know of a rule by somebody who meets its id."""

    says: str
    """What a finding of it means, in one line."""
    why: str
    """Why the rule exists."""
    how: str
    """What it goes by, as Markdown; ends with the space or line break that stands before `to_do`."""
    to_do: str
    """What to do about a finding, as Markdown, begun by words that say so."""

    @property
    def help(self) -> str:
        """Both together, as docs/rules.md and SARIF show them."""
        return self.how + self.to_do


class Catalogue(Protocol):
    """The words of one interface language."""

    def message(self, finding: Finding) -> str:
        """What is to be looked at, in a line."""

    def reason(self, finding: Finding) -> str:
        """Why that was found; empty where the message says all."""

    def figures(self, finding: Finding) -> str:
        """Score, band and margin, as far as the finding has them; empty where it has none."""

    def rule(self, rule_id: str) -> RuleWords:
        """What there is to know of a rule; a persona's own trait is spoken of as samklang's are."""

    def language(self, code: str) -> str:
        """The name of a language; its code where the catalogue has no name for it."""
