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
    """How far a trait can be relied on in a language."""

    trait: str
    other: str
    """Its other pole."""
    language: str
    pairs: int
    """How many pairs it is learnt from."""
    held_out: float
    """Share of held-out pairs in the right order, 0 to 1: each by a head that saw no pair of its genre."""
    margin: float
    """In points, of a text of 20 words in the middle of the scale."""
    abstains: bool


def reliabilities(scorer: PassageScorer, persona: Persona | None) -> list[Reliability]:
    """The reliability of each trait in each language, trait by trait.

    Args:
        scorer: its heads are described.
        persona: its names of the poles are used.
    """
    heads = scorer.heads
    rows = []
    for index, trait in enumerate(heads.traits):
        for language, language_heads in heads.languages.items():
            calibration = language_heads.calibrations[index]
            median_text = (calibration.middle, calibration.head_deviation, _WORDS)
            (margin,) = calibration.margins(*(np.array([value]) for value in median_text))
            rows.append(
                Reliability(
                    trait=trait,
                    other=poles(persona, trait).other,
                    language=language,
                    pairs=calibration.pairs,
                    held_out=calibration.reliability,
                    margin=float(margin),
                    abstains=calibration.reliability < RELIABLE,
                )
            )
    return rows
