"""`need.weak`: a need is answered, but deep in a document or in words that are hard to read."""

from __future__ import annotations

from collections.abc import Iterator

from samklang.model import Channel, Finding, Level, NeedResult, Persona, Place, Priorities, Touchpoint
from samklang.rules.interface import Case, Rule
from samklang.rules.need_unmet import asked
from samklang.words import counted

DEEP = 200
"""Words before an answer at most, where the workspace does not say: a minute of reading."""
HARDER = 15.0
"""LIX over what is asked at which an answer is hard to make out."""


def find(case: Case) -> Iterator[Finding]:
    """A finding for each touchpoint and need that is answered so."""
    for touchpoint in case.touchpoints:
        channel = case.workspace.channel(touchpoint.channel)
        for need in touchpoint.needs:
            if channel and need.answered and need.place is not None:
                yield from _findings(touchpoint, need, need.place, channel, case.workspace.persona)


def _findings(
    touchpoint: Touchpoint, need: NeedResult, place: Place, channel: Channel, persona: Persona
) -> Iterator[Finding]:
    question = asked(need.need, touchpoint.language, persona)
    if faults := list(_faults(need, channel.priority(touchpoint.moment))):
        yield Finding(
            rule=RULE.ids[0],
            level=RULE.level,
            place=place,
            channel=touchpoint.channel,
            moment=touchpoint.moment,
            language=touchpoint.language,
            message=f"{touchpoint.name} answers “{question}” {' and '.join(faults)}",
            reason=f"{need.need} is {need.weight:.0%} of what weighs there",
            need=need.need,
        )


def _faults(need: NeedResult, priorities: Priorities) -> Iterator[str]:
    deepest = priorities.depth or DEEP
    if need.depth > deepest:
        yield f"only after {counted(need.depth, 'word')}, {deepest:,} at most are asked for"
    if priorities.lix is not None and need.lix > priorities.lix + HARDER:
        yield f"in words that are hard to read: LIX {need.lix:.0f}, {priorities.lix:g} asked for"


RULE = Rule(
    ids=("need.weak",),
    level=Level.SUGGESTION,
    says="a need is answered, but deep in a document or in words that are hard to read",
    why="An answer that people do not reach, or do not make out, is none to them.",
    help="""\
Counts the words that stand before the answer in its file (`effort: {depth: 200}` says how many are enough),
and takes the LIX of the answer itself. Strings of an interface, cells and items of a feed are met one by one,
so nothing stands before them. What to do: move the answer up, or say it in one plain sentence.""",
    find=find,
    whole=True,
)
