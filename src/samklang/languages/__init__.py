"""Languages: what differs by language, a file for each. To add one: its file, and a row in `LANGUAGES`.

No other code of the package may list languages; what is the same in all of them is in the code that uses it.
"""

from __future__ import annotations

from collections.abc import Mapping

from samklang.languages.da import DANISH
from samklang.languages.en import ENGLISH
from samklang.languages.interface import Language
from samklang.languages.sv import SWEDISH

__all__ = ["CODES", "FALLBACK", "LANGUAGES", "Language", "english_name"]

LANGUAGES: Mapping[str, Language] = {language.code: language for language in (ENGLISH, SWEDISH, DANISH)}
"""The languages in which copy can be checked, by code. Lists, columns and choices are in this order."""
CODES = tuple(LANGUAGES)
FALLBACK = ENGLISH.code
"""The language as which copy in any other language is split; such copy is not scored."""

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
"""Languages that are detected in copy, but in which it cannot be checked."""


def english_name(code: str) -> str:
    """The English name of a language, also of one in which copy cannot be checked; its code if unknown."""
    return LANGUAGES[code].name if code in LANGUAGES else _OTHER_NAMES.get(code, code)
