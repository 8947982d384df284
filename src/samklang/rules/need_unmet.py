"""`need.unmet`: nothing in a channel and moment answers a need that weighs there."""

from __future__ import annotations

from collections.abc import Iterator

from samklang.model import (
    FeelingUnmetFacts,
    Finding,
    Level,
    Nearest,
    NeedResult,
    NeedUnmetFacts,
    Persona,
    Place,
    Touchpoint,
)
from samklang.needs import felt, load
from samklang.needs.felt import FELT
from samklang.rules.interface import Case, Rule

_NEAR = 0.15
"""Coverage under which it does not help to show the nearest passage."""
_PERHAPS = 0.4
"""Coverage from which many people would take the nearest passage as an answer."""


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
        facts=_facts(result, touchpoint, persona),
        need=result.need,
        shortfall=1 - result.coverage,
        subject=f"{touchpoint.name}: {result.need}",
    )


def asked(need: str, language: str, persona: Persona) -> str:
    """A need as the customer's question: in the persona's words for a need of its own, else in samklang's."""
    for own in persona.own_needs:
        if own.name == need:
            return own.asked(language)
    return (felt.load(need) if need in FELT else load(need)).question[language]


def _facts(
    result: NeedResult, touchpoint: Touchpoint, persona: Persona
) -> NeedUnmetFacts | FeelingUnmetFacts:
    question = asked(result.need, touchpoint.language, persona)
    if result.need in FELT:
        return FeelingUnmetFacts(question=question, weight=result.weight, coverage=result.coverage)
    return NeedUnmetFacts(
        question=question,
        weight=result.weight,
        coverage=result.coverage,
        nearest=_nearest(result.coverage),
        evidence=result.evidence,
        documents=touchpoint.documents,
    )


def _nearest(coverage: float) -> Nearest:
    if coverage >= _PERHAPS:
        return Nearest.PERHAPS
    return Nearest.FAR if coverage < _NEAR else Nearest.NEAR


RULE = Rule(
    ids=("need.unmet",),
    level=Level.ERROR,
    find=find,
    whole=True,
)
