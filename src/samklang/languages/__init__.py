"""Languages: all that is a language's own, one file each. To add one: its file, and its row in `LANGUAGES`.

Nothing else of the package may list languages by hand; what is the same in all of them stands with the code
that uses it.
"""

from __future__ import annotations

from collections.abc import Mapping

from samklang.languages.da import DANISH
from samklang.languages.en import ENGLISH
from samklang.languages.interface import Language
from samklang.languages.sv import SWEDISH

__all__ = ["CODES", "FALLBACK", "LANGUAGES", "Language", "english_name"]

LANGUAGES: Mapping[str, Language] = {one.code: one for one in (ENGLISH, SWEDISH, DANISH)}
"""Those that copy can be checked in, by code. Their order is that of lists, columns and choices."""
CODES = tuple(LANGUAGES)
FALLBACK = ENGLISH.code
"""Copy in any other language is split as if it were in this one, and not scored."""

_OTHER_NAMES = {
    "no": "Norwegian",
    "fi": "Finnish",
    "de": "German",
    "nl": "Dutch",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
}
"""Languages that copy turns out to be in, and cannot be checked in."""


def english_name(code: str) -> str:
    """The English name of a language, whether copy can be checked in it or not; its code if unknown."""
    return LANGUAGES[code].name if code in LANGUAGES else _OTHER_NAMES.get(code, code)
