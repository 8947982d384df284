"""From encode to measure: passages as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from samklang.model.passages import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class Encoded:
    """Sentences as numbers, a row a sentence."""

    tone: NDArray[np.float32]
    """(sentences, columns): every layer mean-pooled and normalised, then features, then spelling."""
    meaning: NDArray[np.float32]
    """(sentences, width): the sentence embedding, normalised."""
    token_scores: NDArray[np.float32]
    """(sentences, heads): the log-mean-exp of the tokens' scores under each token head."""


class Score(NamedTuple):
    """Where a text lies on one trait, -100 to 100, and how sure that is."""

    score: float
    margin: float
    """Half the width of the 90 % interval, in points."""
    abstained: bool
    sentence: int = 0
    """Index of the sentence that pulls the score furthest from 0 in its own direction."""
    pulls: tuple[str, ...] = ()
    """Linguistic features that pull the same way in that sentence, strongest first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Effort:
    """How hard a text is to read, and to follow."""

    lix: float
    words_per_sentence: float
    steps: int = 0
    """Things that it asks of the customer."""


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """What was measured of one passage."""

    passage: Passage
    traits: Mapping[str, Score]
    needs: Mapping[str, float]
    """By need: the probability that the passage answers it."""
    effort: Effort
