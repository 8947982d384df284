"""`suppression.stale`: a suppression or baseline entry that hides nothing any more."""

from __future__ import annotations

from collections.abc import Iterator

from samklang.model import ANY_MOMENT, Finding, Level
from samklang.rules.interface import Case, Rule


def find(case: Case) -> Iterator[Finding]:
    """A finding for each; judge asks last, when it is known what hid nothing."""
    for one in case.stale:
        yield Finding(
            rule=RULE.ids[0],
            level=RULE.level,
            place=one.place,
            channel=None,
            moment=ANY_MOMENT,
            language=case.workspace.languages[0],
            message=one.message,
            reason=f"it was there because {one.reason}" if one.reason else "",
            subject=one.message,
        )


RULE = Rule(
    ids=("suppression.stale",),
    level=Level.WARNING,
    says="a suppression or baseline entry that hides nothing any more",
    why="What hides nothing today hides tomorrow's finding, and nobody decided that it should.",
    help="""\
Points at the comment, the workspace's `suppress:` or the baseline's entry. It is only said of what was read
whole, since the finding may stand elsewhere. What to do: take it out; `samklang baseline prune` does that for
baselines. Where a day is past, decide anew and set another, or mend the copy.""",
    find=find,
)
