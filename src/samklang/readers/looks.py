"""Does a column of cells look like copy? Of tables and records whose copy nobody has named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

SAMPLE = 200
"""Cells to judge by: the first that are not blank."""

_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\w\s{}[\]<>=]*[^\W\d_]+(?:['’/.-][^\W\d_]+)*[^\w\s{}[\]<>=]*")
_ADDRESS = re.compile(r"@|://|^www\.|^[\w-]+(?:\.[\w-]+)+$|[\\/].*[\\/]")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)»]*$")


def looks_like_copy(cells: Iterable[str]) -> bool:
    """Whether most cells are phrases or sentences, and not a few phrases over and over.

    Never so of ids, addresses, dates, numbers, people's names and single words.
    """
    sample = list(islice(filter(None, map(_bare, cells)), SAMPLE))
    phrases = [cell for cell in sample if _is_phrase(cell)]
    return 0 < len(sample) <= 2 * len(phrases) and not _repeats(phrases)


def _bare(cell: str) -> str:
    return " ".join(_TAG.sub(" ", cell).split())


def _is_phrase(cell: str) -> bool:
    tokens = cell.split(" ")
    words = [token for token in tokens if _WORD.fullmatch(token) and not _ADDRESS.search(token)]
    if len(words) < 2 or 3 * len(words) < 2 * len(tokens) or _is_list(words):
        return False
    running = any(not word.strip("\"'“”(«").istitle() and not word.isupper() for word in words[1:])
    return running or len(words) > 4 or bool(_SENTENCE_END.search(cell))


def _is_list(words: list[str]) -> bool:
    """`red, blue, green`: tags rather than language."""
    return len(words) > 2 and all(word.endswith((",", ";", "|")) for word in words[:-1])


def _repeats(phrases: list[str]) -> bool:
    """`in stock`, `out of stock`: states rather than copy, unless they are whole sentences."""
    words = sum(phrase.count(" ") + 1 for phrase in phrases)
    return len(phrases) >= 5 * len(set(phrases)) and words < 6 * len(phrases)
