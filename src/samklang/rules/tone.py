"""`tone.TRAIT`: a passage lies outside the persona's band by more than its margin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samklang.model import Band, Finding, Level, Passage, Persona, Poles, Score, ToneFacts
from samklang.rules.interface import Case, Rule
from samklang.traits import TRAITS, load

FEWEST_WORDS = 7
"""Copy with fewer words that ends no sentence is a label: it names a thing, and its tone is the thing's own.
On real copy four in five findings on labels were wrong (docs/real-copy.md)."""
SURE = 1.4
"""Margins outside the band from which a finding is a warning: it is then 99 % sure to be outside, not 95 %.
On real copy fewer of the nearer ones were worth acting on (docs/real-copy.md)."""
_SENTENCE_END = re.compile(r"[.!?…]\W*\Z")


def find(case: Case) -> Iterator[Finding]:
    """A finding for each passage and trait whose score is outside the band by more than its margin."""
    persona = case.workspace.persona
    for measurement in case.measurements:
        passage = measurement.passage
        if _is_label(passage):
            continue
        channel = case.workspace.channel(passage.source.channel)
        for band in channel.bands if channel else persona.bands:
            score = measurement.traits.get(band.trait)
            if score and not score.abstained:
                outside = abs(band.overshoot(score.score))
                if outside > score.margin:
                    level = RULE.level if outside > SURE * score.margin else Level.SUGGESTION
                    yield _finding(passage, band, score, persona, level)


def _is_label(passage: Passage) -> bool:
    return passage.words < FEWEST_WORDS and not _SENTENCE_END.search(passage.text)


def poles(persona: Persona | None, trait: str) -> Poles:
    """The names of a trait's two ends: the persona's for a trait of its own, else samklang's."""
    for own in persona.own_traits if persona else ():
        if own.name == trait:
            return own.poles
    known = load(trait)
    return Poles(known.other["en"], known.named["en"])


def _finding(passage: Passage, band: Band, score: Score, persona: Persona, level: Level) -> Finding:
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
