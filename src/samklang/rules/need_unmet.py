"""`need.unmet`: nothing in a channel and moment answers a need that weighs there."""

from __future__ import annotations

from collections.abc import Iterator

from samklang.model import Finding, Level, NeedResult, Persona, Place, Touchpoint
from samklang.needs import felt, load
from samklang.needs.felt import FELT
from samklang.rules.interface import Case, Rule
from samklang.words import counted

_NEAR = 0.15
"""Coverage under which the nearest passage is no help to look at."""
_PERHAPS = 0.4
"""Coverage from which many people would take the nearest passage as an answer."""
_QUOTE = 80


def find(case: Case) -> Iterator[Finding]:
    """A finding for each touchpoint and need that no passage answers."""
    for touchpoint in case.touchpoints:
        for need in touchpoint.needs:
            if not need.answered and need.place is not None:
                yield _finding(touchpoint, need, need.place, case.workspace.persona)


def _finding(touchpoint: Touchpoint, result: NeedResult, place: Place, persona: Persona) -> Finding:
    return Finding(
        rule=RULE.ids[0],
        level=RULE.level,
        place=place,
        channel=touchpoint.channel,
        moment=touchpoint.moment,
        language=touchpoint.language,
        message=_message(result, touchpoint, persona),
        reason=_reason(result, touchpoint),
        need=result.need,
        shortfall=1 - result.coverage,
        subject=f"{touchpoint.name}: {result.need}",
    )


def asked(need: str, language: str, persona: Persona) -> str:
    """A need in the customer's words: as the persona asks it for its own, else as samklang does."""
    for own in persona.own_needs:
        if own.name == need:
            return own.asked(language)
    return (felt.load(need) if need in FELT else load(need)).question[language]


def _message(result: NeedResult, touchpoint: Touchpoint, persona: Persona) -> str:
    question = asked(result.need, touchpoint.language, persona)
    if result.need in FELT:
        return f"{touchpoint.name} gives too little {result.need}: “{question}”"
    answers = "surely answers" if result.coverage >= _PERHAPS else "answers"
    return f"nothing in {touchpoint.name} {answers} “{question}”"


def _reason(result: NeedResult, touchpoint: Touchpoint) -> str:
    weight = f"{result.need} is {result.weight:.0%} of what weighs there"
    if result.need in FELT:
        return f"{weight}; it is given to {result.coverage:.0%}, and by this passage least"
    if result.coverage < _NEAR:
        return f"{weight}; no passage of its {counted(touchpoint.documents, 'file')} comes near"
    text = result.evidence
    quoted = text if len(text) <= _QUOTE else text[: _QUOTE - 1].rsplit(" ", 1)[0] + "…"
    return f"{weight}; nearest is “{quoted}”, {result.coverage:.0%} likely to be taken as an answer"


RULE = Rule(
    ids=("need.unmet",),
    level=Level.ERROR,
    says="nothing in a channel and moment, in one language, answers a need that weighs there",
    why="Copy can be in perfect tone and leave the customer's question unanswered; then they leave, or call.",
    help="""\
Points at the passage that comes nearest. What to do: answer the question in that channel and moment, in the
words a customer would look for. It is only judged when the channel was read whole. It cannot see answers that
stand in images or behind links.""",
    find=find,
    whole=True,
)
