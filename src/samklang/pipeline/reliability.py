"""How far each trait can be relied on, in each language."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from samklang.measure.scorer import PassageScorer
from samklang.model import Persona
from samklang.rules.tone import poles
from samklang.traits.calibration import RELIABLE

_WORDS = 20


class Reliability(NamedTuple):
    """Of a trait in a language."""

    trait: str
    other: str
    """Its other pole."""
    language: str
    pairs: int
    """That it is learnt from."""
    held_out: float
    """Share of pairs put in the right order by a head that did not see their like, 0 to 1."""
    margin: float
    """Of a text of 20 words in the middle of the scale, in points."""
    abstains: bool


def reliabilities(scorer: PassageScorer, persona: Persona | None) -> list[Reliability]:
    """Those of all traits, trait by trait.

    Args:
        scorer: whose heads they are.
        persona: whose own words for the poles count.
    """
    heads = scorer.heads
    found = []
    for at, trait in enumerate(heads.traits):
        for language, own in heads.languages.items():
            of = own.calibrations[at]
            median_text = (np.array([value]) for value in (of.middle, of.head_deviation, _WORDS))
            found.append(
                Reliability(
                    trait=trait,
                    other=poles(persona, trait).other,
                    language=language,
                    pairs=of.pairs,
                    held_out=of.reliability,
                    margin=float(of.margins(*median_text)[0]),
                    abstains=of.reliability < RELIABLE,
                )
            )
    return found
