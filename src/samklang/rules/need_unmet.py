"""`need.unmet`: nothing in a channel and moment answers a need that weighs there."""

from __future__ import annotations

from collections.abc import Iterator

from samklang.model import ANY_MOMENT, Finding, Level, NeedResult, Persona, Place, Touchpoint
from samklang.needs import load
from samklang.rules.interface import Case, Rule

_NEAR = 0.15
"""Coverage under which the nearest passage is no help to look at."""
_QUOTE = 80


def find(case: Case) -> Iterator[Finding]:
    """A finding for each touchpoint and need that no passage answers."""
    for touchpoint in case.touchpoints:
        for need in touchpoint.needs:
            if not need.answered and need.place is not None:
                yield _finding(touchpoint, need, need.place, case.workspace.persona)


def _question(need: str, language: str, persona: Persona) -> str:
    """As the persona asks it for its own needs, else as samklang does."""
    for own in persona.own_needs:
        if own.name == need:
            return own.asked(language)
    return load(need).question[language]


def _finding(touchpoint: Touchpoint, result: NeedResult, place: Place, persona: Persona) -> Finding:
    question = _question(result.need, touchpoint.language, persona)
    where = touchpoint.channel + ("" if touchpoint.moment == ANY_MOMENT else f", {touchpoint.moment}")
    return Finding(
        rule=RULE.ids[0],
        level=RULE.level,
        place=place,
        channel=touchpoint.channel,
        moment=touchpoint.moment,
        language=touchpoint.language,
        message=f"nothing in {where} ({touchpoint.language}) answers “{question}”",
        reason=_reason(result, touchpoint),
        need=result.need,
    )


def _reason(result: NeedResult, touchpoint: Touchpoint) -> str:
    weight = f"{result.need} is {result.weight:.0%} of what weighs there"
    if result.coverage < _NEAR:
        return f"{weight}; no passage of its {touchpoint.documents} files comes near"
    text = result.evidence
    quoted = text if len(text) <= _QUOTE else text[: _QUOTE - 1].rsplit(" ", 1)[0] + "…"
    return f"{weight}; nearest is “{quoted}”, {result.coverage:.0%} likely to be taken as an answer"


RULE = Rule(
    ids=("need.unmet",),
    level=Level.ERROR,
    why="Copy can be in perfect tone and leave the customer's question unanswered; then they leave, or call.",
    find=find,
)
