"""`channel.drift`: a channel as a whole has left the persona, or drifted from the other channels."""

from __future__ import annotations

from collections.abc import Iterator

from samklang.model import ANY_MOMENT, Drift, DriftFacts, Finding, Level
from samklang.rules.interface import Case, Rule
from samklang.rules.tone import poles


def find(case: Case) -> Iterator[Finding]:
    """A finding for each channel and trait."""
    for channel in case.channels:
        for drift in channel.drifts:
            yield _finding(case, drift)


def _finding(case: Case, drift: Drift) -> Finding:
    persona = case.workspace.persona
    ends = poles(persona, drift.trait)
    return Finding(
        rule=RULE.ids[0],
        level=RULE.level,
        place=drift.place,
        channel=drift.channel,
        moment=ANY_MOMENT,
        language=drift.language,
        facts=DriftFacts(
            trait=drift.trait,
            pole=ends.other if drift.difference < 0 else ends.named,
            brand=persona.brand,
            against=drift.against,
            difference=drift.difference,
            interval=drift.interval,
            effect=drift.effect,
            documents=drift.documents,
        ),
        subject=f"{drift.trait} {drift.against}",
    )


RULE = Rule(
    ids=("channel.drift",),
    level=Level.WARNING,
    find=find,
    whole=True,
)
