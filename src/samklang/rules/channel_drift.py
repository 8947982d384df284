"""`channel.drift`: a channel as a whole has left the persona, or drifted from the other channels."""

from __future__ import annotations

from collections.abc import Iterator

from samklang.model import ANY_MOMENT, Drift, DriftFrom, Finding, Level
from samklang.rules.interface import Case, Rule
from samklang.rules.tone import poles
from samklang.words import counted


def find(case: Case) -> Iterator[Finding]:
    """A finding for each channel and trait."""
    for channel in case.channels:
        for drift in channel.drifts:
            yield _finding(case, drift)


def _finding(case: Case, drift: Drift) -> Finding:
    persona = case.workspace.persona
    ends = poles(persona, drift.trait)
    side = ends.other if drift.difference < 0 else ends.named
    low, high = sorted(map(abs, drift.interval))
    points = f"{abs(drift.difference):.0f} points ({low:.0f} to {high:.0f})"
    against = {
        DriftFrom.PERSONA: f"{points} outside {persona.brand}'s band",
        DriftFrom.OTHERS: f"{points} from the other channels",
    }[drift.against]
    return Finding(
        rule=RULE.ids[0],
        level=RULE.level,
        place=drift.place,
        channel=drift.channel,
        moment=ANY_MOMENT,
        language=drift.language,
        message=f"{drift.channel} as a whole is more {side} than {_whom(drift, persona.brand)}",
        reason=f"{against}, over {counted(drift.documents, 'file')} ({abs(drift.effect):.1f} of their "
        "standard deviations); this passage is furthest off",
        subject=f"{drift.trait} {drift.against}",
    )


def _whom(drift: Drift, brand: str) -> str:
    return brand if drift.against is DriftFrom.PERSONA else "the other channels"


RULE = Rule(
    ids=("channel.drift",),
    level=Level.WARNING,
    says="a channel as a whole has left the persona, or drifted from the other channels",
    why="A brand is one personality everywhere; no single passage need be wrong for a channel to lose it.",
    help="""\
Compares means of whole files, and needs five files on either side; it is corrected for how many channels
and traits are compared ([how](consistency-and-fit.md)). What to do: read the file it points at beside the
approved copy. If the channel is meant to differ, declare a `shift` for it.""",
    find=find,
    whole=True,
)
