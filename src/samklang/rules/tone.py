"""`tone.TRAIT`: a passage lies outside the persona's band by more than its margin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samklang.model import Band, Finding, Level, Measurement, Passage, Persona, Poles, Score
from samklang.rules.interface import Case, Rule
from samklang.traits import TRAITS, load

FEWEST_WORDS = 7
"""Under which copy that ends no sentence is a label: it names a thing, and how it sounds is the thing's. On
real copy four in five of the findings there were wrong (docs/real-copy.md)."""
SURE = 1.4
"""Margins outside the band from which a finding is a warning: 99 in 100 on that side rather than 95. Nearer,
fewer were worth acting on in real copy (docs/real-copy.md)."""
_ENDS = re.compile(r"[.!?…]\W*\Z")
_QUOTE = 90


def find(case: Case) -> Iterator[Finding]:
    """A finding for each passage and trait that is surely outside."""
    persona = case.workspace.persona
    for one in case.measurements:
        if _is_label(one.passage):
            continue
        channel = case.workspace.channel(one.passage.source.channel)
        for band in channel.bands if channel else persona.bands:
            score = one.traits.get(band.trait)
            if score and not score.abstained:
                outside = abs(band.overshoot(score.score))
                if outside > score.margin:
                    level = RULE.level if outside > SURE * score.margin else Level.SUGGESTION
                    yield _finding(one, band, score, persona, level)


def _is_label(passage: Passage) -> bool:
    return passage.words < FEWEST_WORDS and not _ENDS.search(passage.text)


def poles(persona: Persona | None, trait: str) -> Poles:
    """The names of a trait's two ends: as the persona has them for its own, else as samklang does."""
    for own in persona.own_traits if persona else ():
        if own.name == trait:
            return own.poles
    known = load(trait)
    return Poles(known.other["en"], known.named["en"])


def _finding(one: Measurement, band: Band, score: Score, persona: Persona, level: Level) -> Finding:
    passage = one.passage
    ends = poles(persona, band.trait)
    side = ends.other if score.score < band.low else ends.named
    return Finding(
        rule=f"tone.{band.trait}",
        level=level,
        place=passage.place(),
        channel=passage.source.channel,
        moment=passage.source.moment,
        language=passage.language,
        message=f"too {side} for {persona.brand}",
        reason=_reason(one, score),
        score=score.score,
        margin=score.margin,
        low=band.low,
        high=band.high,
        subject=passage.text,
    )


def _reason(one: Measurement, score: Score) -> str:
    sentences = one.passage.sentences
    text = sentences[score.sentence].text
    quoted = text if len(text) <= _QUOTE else text[: _QUOTE - 1].rsplit(" ", 1)[0] + "…"
    parts = [f"“{quoted}” pulls most"] if len(sentences) > 1 else []
    if score.pulls:
        parts.append(f"by {', '.join(score.pulls)}")
    return " ".join(parts) or "the choice of words; nothing that is counted stands out"


RULE = Rule(
    ids=tuple(f"tone.{trait}" for trait in TRAITS),
    level=Level.WARNING,
    says="a passage lies outside the persona's band for the trait by more than its margin",
    why="A brand is one personality: a passage that leaves it makes customers doubt who is speaking.",
    help="""\
Points at the whole passage and names the sentence that pulls most and the features that pull in it. Where
none that is counted stands out, as passives or long words can, it is the choice of words, and your own ear
has the last word. Up to 1.4 margins outside the band it is a suggestion. A label, under seven words that end
no sentence, is left alone. What to do: say the same as the approved copy would; look at that sentence first.
If the passage is right, the band is too narrow: widen its tolerance, or declare a shift for the channel.""",
    find=find,
)
