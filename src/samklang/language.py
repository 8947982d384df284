"""Which language is it: by the file's path, else detected. `None` is an honest answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from samklang.model import LANGUAGES

MIN_WORDS = 3
"""Fewer words than this are not enough to tell sv from da."""
SURE = 0.60
_KIN = {"no": "da", "nb": "da", "nn": "da"}
"""Norwegian shares Danish's probability; the likelier of the two then gets the sum."""

_PART = re.compile(r"[/._]")
_KNOWN = "se|fi|dk|gb|us|ie|au|ca|nz|no|de|at|ch|fr|nl|be|es|mx|pt|br"
_REGION = rf"(?:-[Ll]atn)?(?:-(?:r?[A-Z]{{2}}|[0-9]{{3}}|r?(?:{_KNOWN})))?"
_TAG = re.compile(rf"([A-Za-z]{{2,3}}){_REGION}")
_SUFFIXED = re.compile(rf"[A-Za-z]+-([A-Za-z]{{2}}){_REGION}")
"""`values-sv`, `terms-sv`; of a longer slug the last word is only a word."""


def from_path(name: str, languages: Sequence[str]) -> str | None:
    """The language that a path names: `sv/`, `.da.`, `sv-SE`, `strings_en`, `values-sv`.

    A part that is nothing but a language says more than the end of a name; of equals the last counts.
    """
    parts = _PART.split(name)
    for form in (_TAG, _SUFFIXED):
        for part in reversed(parts):
            if (tag := form.fullmatch(part)) and tag[1].lower() in languages:
                return tag[1].lower()
    return None


def detect(text: str) -> str | None:
    """ISO 639-1 code of the language, any language; None where it would be a guess."""
    if len(text.split()) < MIN_WORDS:
        return None
    ranked = _identifier().rank(text[:5000])
    best = str(ranked[0][0])
    family = _KIN.get(best, best)
    sure = sum(probability for code, probability in ranked if _KIN.get(code, code) == family)
    return best if sure >= SURE else None


def nearest(text: str, languages: Sequence[str] = LANGUAGES) -> str:
    """The likeliest of `languages`, however unsure."""
    ranked = [str(code) for code, _ in _identifier().rank(text[:5000])]
    return min(languages, key=ranked.index)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid import langid

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
