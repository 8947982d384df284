"""`suppression.stale`: a suppression or baseline entry that hides nothing any more."""

from __future__ import annotations

from collections.abc import Iterator

from samklang.model import (
    ANY_MOMENT,
    ExpiredSuppressionFacts,
    Finding,
    IdleEntryFacts,
    IdleSuppressionFacts,
    Level,
    StaleFacts,
)
from samklang.rules.interface import Case, Rule


def find(case: Case) -> Iterator[Finding]:
    """A finding for each stale suppression or entry; judge runs this rule last, when they are known."""
    for stale in case.stale:
        yield Finding(
            rule=RULE.ids[0],
            level=RULE.level,
            place=stale.place,
            channel=None,
            moment=ANY_MOMENT,
            language=case.workspace.languages[0],
            facts=stale.facts,
            subject=_subject(stale.facts),
        )


def _subject(facts: StaleFacts) -> str:
    match facts:
        case IdleSuppressionFacts():
            return "idle"
        case ExpiredSuppressionFacts(until=until):
            return f"until {until}"
        case IdleEntryFacts(rule=rule, file=file):
            return f"{rule}\n{file}"


RULE = Rule(
    ids=("suppression.stale",),
    level=Level.WARNING,
    find=find,
)
