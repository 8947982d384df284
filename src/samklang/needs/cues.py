"""Cues: what answers to needs often show on their surface, such as a figure, a price or a weekday.

Each looks for the words of all languages together, since copy in one borrows from another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samklang.languages import LANGUAGES

CUES = 9
"""How many there are."""
WEIGHT = 0.3
"""Value of a cue that is present, beside the unit-length layers."""


def cues(texts: Sequence[str]) -> NDArray[np.float32]:
    """(texts, CUES): `WEIGHT` for each cue that is present in a text, else 0."""
    present = [[cue.present(text) for cue in _cues()] for text in map(str.lower, texts)]
    return np.array(present, dtype=np.float32).reshape(len(texts), CUES) * WEIGHT


class _Cue(NamedTuple):
    """A binary feature: whether a pattern matches a text in lower case."""

    pattern: re.Pattern[str]
    required: tuple[str, ...] = ()
    """Every match contains one of these; they are looked for first, since that is quicker."""

    def present(self, text: str) -> bool:
        return (not self.required or any(part in text for part in self.required)) and bool(
            self.pattern.search(text)
        )


@cache
def _cues() -> tuple[_Cue, ...]:
    of = [language.cues for language in LANGUAGES.values()]
    weekdays = _union(one.weekdays for one in of)
    clock = "|".join(map(re.escape, _union(one.clock for one in of)))
    return (
        _Cue(re.compile(r"\d")),
        _cue(_union(one.currencies for one in of), r"[£$€]|\d:-", "£ $ € :-".split()),
        _cue(_union(map(" ".join, one.days) for one in of), rf"\b(?:{'|'.join(weekdays)})", weekdays),
        _cue(_union(one.periods for one in of)),
        _cue(_union(one.contact for one in of), r"@|\b\d{2,}[ -]\d{2,}", "@0123456789"),
        _Cue(re.compile(r"https?:|www\.|\{\w+\}"), ("http", "www.", "{")),
        _Cue(re.compile(rf"\d{{1,2}}[.:]\d{{2}}|\b\d{{1,2}} ?(?:{clock})\b")),
        _Cue(re.compile(r"\?")),
        _cue(_union(map(" ".join, one.free) for one in of)),
    )


def _union(lists: Iterable[Iterable[str]]) -> list[str]:
    return sorted(set(chain.from_iterable(lists)))


def _cue(words: Sequence[str], beside: str = "", parts: Iterable[str] = ()) -> _Cue:
    """Any of the words, or what a pattern beside them matches, which holds one of the parts."""
    whole = rf"\b(?:{'|'.join(map(re.escape, words))})\b"
    inner = [word for word in words if not any(other in word for other in words if other != word)]
    return _Cue(re.compile(f"{whole}|{beside}" if beside else whole), (*inner, *parts))
