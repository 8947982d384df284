"""`need.weak`: a need is answered, but deep in a document or in words that are hard to read."""

from __future__ import annotations

from collections.abc import Iterator

from samklang.model import (
    Channel,
    Depth,
    Finding,
    Level,
    Lix,
    NeedResult,
    NeedWeakFacts,
    Persona,
    Place,
    Priorities,
    Touchpoint,
)
from samklang.rules.interface import Case, Rule
from samklang.rules.need_unmet import asked

DEEP = 200
"""The most words before an answer, where the workspace sets no `depth`: a minute of reading."""
HARDER = 15.0
"""How far over the LIX that a channel asks for an answer must be to count as hard to read."""


def find(case: Case) -> Iterator[Finding]:
    """A finding for each touchpoint and need that is answered too deep or in too hard words."""
    for touchpoint in case.touchpoints:
        channel = case.workspace.channel(touchpoint.channel)
        for need in touchpoint.needs:
            if channel and need.answered and need.place is not None:
                yield from _findings(touchpoint, need, need.place, channel, case.workspace.persona)


def _findings(
    touchpoint: Touchpoint, need: NeedResult, place: Place, channel: Channel, persona: Persona
) -> Iterator[Finding]:
    priorities = channel.priority(touchpoint.moment)
    depth, lix = _too_deep(need, priorities), _too_hard(need, priorities)
    if depth or lix:
        yield Finding(
            rule=RULE.ids[0],
            level=RULE.level,
            place=place,
            channel=touchpoint.channel,
            moment=touchpoint.moment,
            language=touchpoint.language,
            facts=NeedWeakFacts(
                question=asked(need.need, touchpoint.language, persona),
                weight=need.weight,
                depth=depth,
                lix=lix,
            ),
            need=need.need,
        )


def _too_deep(need: NeedResult, priorities: Priorities) -> Depth | None:
    most = priorities.depth or DEEP
    return Depth(need.depth, most) if need.depth > most else None


def _too_hard(need: NeedResult, priorities: Priorities) -> Lix | None:
    asked = priorities.lix
    return Lix(need.lix, asked) if asked is not None and need.lix > asked + HARDER else None


RULE = Rule(
    ids=("need.weak",),
    level=Level.SUGGESTION,
    find=find,
    whole=True,
)
