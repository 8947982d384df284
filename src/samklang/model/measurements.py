"""From encode and measure: passages as numbers."""

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
    """(sentences, columns): every layer mean-pooled and normalised, then features."""
    meaning: NDArray[np.float32]
    """(sentences, width): the sentence embedding, normalised."""
    token_scores: NDArray[np.float32]
    """(sentences, heads): the log-mean-exp of the tokens' scores under each token head."""


class Score(NamedTuple):
    """The score of a text on one trait, -100 to 100, and how sure it is."""

    score: float
    margin: float
    """Half the width of the 90 % interval, in points."""
    abstained: bool
    sentence: int = 0
    """Index of the sentence that moves the score furthest from 0, in the score's own direction."""
    pulls: tuple[str, ...] = ()
    """Linguistic features of that sentence that move the score the same way, strongest first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Effort:
    """How hard a text is to read, and how much it asks of the customer."""

    lix: float
    words_per_sentence: float
    steps: int = 0
    """How many things it asks the customer to do."""


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """The scores of one passage."""

    passage: Passage
    traits: Mapping[str, Score]
    needs: Mapping[str, float]
    """By need: the probability that the passage answers it."""
    effort: Effort
