"""The language of copy: by the file's path, else detected. `None` where it is not sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from samklang.languages import CODES, LANGUAGES

MIN_WORDS = 3
"""Fewer words than this are too few to distinguish Swedish from Danish."""
SURE = 0.65
"""Probability from which `detect` answers (docs/adr/0012)."""
SURELY_WORDS, SURELY = 6, 0.85
"""Words and probability from which `seems` answers."""
_ENOUGH = 5_000
"""How many code points of a text are used: more would not change the answer."""
_KEPT = 2_048
"""How many answers are kept: while somebody types in a document, nearly all its texts are the same again."""
_KIN = {"nb": "no", "nn": "no"}
"""Norwegian is one language here: nothing is scored in either of its forms."""

_NORWEGIAN = {*_KIN, *_KIN.values()}

_QUOTED = re.compile(r"“[^”]*”|”[^”]*”|„[^“”]*[“”]|«[^»]*»|»[^«»]*[«»]|\"[^\"]*\"|‘[^’]*’")
_CLAUSE = re.compile(r"[.!?…:;,()–—|•]+(?:\s|$)|\s[-/]\s")
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PART = re.compile(r"([/._])")
_MARKETS = frozenset("no de at ch fr nl be es mx pt br".split())
"""Regions where other languages are spoken, but which appear in tags, as in `en-DE`."""
_REGIONS = "|".join(sorted(_MARKETS.union(*(language.regions for language in LANGUAGES.values()))))
_REGION = rf"(?:-[Ll]atn)?(?:-(?:r?[A-Z]{{2}}|[0-9]{{3}}|r?(?:{_REGIONS})))?"
_TAG = re.compile(rf"([A-Za-z]{{2,3}}){_REGION}")
_SUFFIXED = re.compile(rf"[A-Za-z]+-([A-Za-z]{{2}}){_REGION}")
"""A name with a language at its end: `values-sv`, `terms-sv`. In a longer slug the last part is a word."""


def from_path(name: str, languages: Sequence[str]) -> str | None:
    """The language that a path names: `sv/`, `.da.`, `sv-SE`, `strings_en`, `values-sv`.

    A part that is only a language takes precedence over the end of a name; among equals, the last one does.
    """
    tagged = _tagged(_PART.split(name), languages)
    return tagged.tag[1].lower() if tagged else None


def untagged(name: str, languages: Sequence[str]) -> str:
    """A path without the part that names its language.

    It is the same for a file, its translations, and the file without a language (`values/`, `values-sv/`).
    """
    parts = _PART.split(name)
    if tagged := _tagged(parts, languages):
        if tagged.tag.re is _SUFFIXED:
            parts[tagged.position] = tagged.tag[0].split("-")[0]
        else:  # with the separator before it; with the one after it where the tag comes first
            del parts[max(0, tagged.position - 1) : max(2, tagged.position + 1)]
    return "".join(parts)


class _Tagged(NamedTuple):
    """The part of a path that names its language, by its position among the parts."""

    position: int
    tag: re.Match[str]


def _tagged(parts: Sequence[str], languages: Sequence[str]) -> _Tagged | None:
    for form in (_TAG, _SUFFIXED):
        for index in reversed(range(len(parts))):
            if (tag := form.fullmatch(parts[index])) and tag[1].lower() in languages:
                return _Tagged(index, tag)
    return None


@lru_cache(maxsize=_KEPT)
def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language, any language; None where it would be a guess."""
    if len(text.split()) < MIN_WORDS:
        return None
    code, probability = _likeliest(text)
    return code if probability >= SURE else None


def nearest(text: str, languages: Sequence[str] = CODES) -> str:
    """The most likely of `languages`, however uncertain."""
    probabilities = _probabilities(text)
    return max(languages, key=lambda code: probabilities.get(code, 0.0))


@lru_cache(maxsize=_KEPT)
def seems(text: str, meant: str) -> str | None:
    """The language that a text is surely in, whether `meant` or another; None where it is not sure.

    Names, quotations and slogans do not count: only words in lower case outside quotation marks do. For
    another language than `meant`, every clause must be nearer to it than to `meant`.
    """
    clauses = [_plain(clause) for clause in _CLAUSE.split(_QUOTED.sub(" ", text[:_ENOUGH]))]
    plain = " ".join(filter(None, clauses))
    if len(plain.split()) < SURELY_WORDS:
        return None
    code, probability = _likeliest(plain)
    if probability < SURELY:
        return None
    if code != meant and any(clause and nearest(clause, (meant, code)) == meant for clause in clauses):
        return None
    return code


def _plain(clause: str) -> str:
    """The words of a clause that are in lower case, so not names."""
    return " ".join(word for word in clause.split() if word[0].islower() and _PLAIN_WORD.fullmatch(word))


def _likeliest(text: str) -> tuple[str, float]:
    code, probability = _identifier().classify(text[:_ENOUGH])
    if probability > 0.5 and code not in _NORWEGIAN:
        return code, probability  # the same answer as by all probabilities, in half the time
    return max(_probabilities(text).items(), key=lambda item: item[1])


def _probabilities(text: str) -> dict[str, float]:
    probabilities: dict[str, float] = {}
    for code, probability in _identifier().rank(text[:_ENOUGH]):
        family = _KIN.get(str(code), str(code))
        probabilities[family] = probabilities.get(family, 0.0) + float(probability)
    return probabilities


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from samklang.text.detector import identifier

    return identifier()
