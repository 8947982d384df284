"""`tone.TRAIT`: a passage lies outside the persona's band by more than its margin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samklang.model import Band, Finding, Level, Measurement, Passage, Persona, Poles, Score, ToneFacts
from samklang.rules.interface import Case, Rule
from samklang.traits import TRAITS, load

FEWEST_WORDS = 7
"""Under which copy that ends no sentence is a label: it names a thing, and how it sounds is the thing's. On
real copy four in five of the findings there were wrong (docs/real-copy.md)."""
SURE = 1.4
"""Margins outside the band from which a finding is a warning: 99 in 100 on that side rather than 95. Nearer,
fewer were worth acting on in real copy (docs/real-copy.md)."""
_ENDS = re.compile(r"[.!?…]\W*\Z")


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
    sentences = passage.sentences
    return Finding(
        rule=f"tone.{band.trait}",
        level=level,
        place=passage.place(),
        channel=passage.source.channel,
        moment=passage.source.moment,
        language=passage.language,
        facts=ToneFacts(
            trait=band.trait,
            pole=ends.other if score.score < band.low else ends.named,
            brand=persona.brand,
            quote=sentences[score.sentence].text if len(sentences) > 1 else None,
            pulls=score.pulls,
        ),
        score=score.score,
        margin=score.margin,
        low=band.low,
        high=band.high,
        subject=passage.text,
    )


RULE = Rule(
    ids=tuple(f"tone.{trait}" for trait in TRAITS),
    level=Level.WARNING,
    find=find,
)
