"""Does a column of cells look like copy? For tables and records whose copy is not named in the workspace."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

SAMPLE = 200
"""The number of cells to judge by: the first that are not blank."""

_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\w\s{}[\]<>=]*[^\W\d_]+(?:['’/.-][^\W\d_]+)*[^\w\s{}[\]<>=]*")
_ADDRESS = re.compile(r"@|://|^www\.|^[\w-]+(?:\.[\w-]+)+$|[\\/].*[\\/]")
_OPTION = re.compile(r"--?[A-Za-z]")
"""An option of a command line."""
FILE = re.compile(r"\S\.(?:avif|gif|ico|jpe?g|mp[34]|png|svg|ttf|webm|webp|woff2?)(?:[?#]\S*)?\Z")
"""The end of the name of an image, a video or a font; the name may have spaces."""
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)»]*$")


def looks_like_copy(cells: Iterable[str]) -> bool:
    """Whether most cells are phrases or sentences, and not a few phrases repeated.

    False for ids, addresses, dates, numbers, names of people and single words.
    """
    sample = list(islice(filter(None, map(_bare, cells)), SAMPLE))
    phrases = [cell for cell in sample if _is_phrase(cell)]
    return 0 < len(sample) <= 2 * len(phrases) and not _repeats(phrases)


def _bare(cell: str) -> str:
    return " ".join(_TAG.sub(" ", cell).split())


def _is_phrase(cell: str) -> bool:
    if FILE.search(cell):
        return False
    tokens = cell.split(" ")
    if any(map(_OPTION.match, tokens)):
        return False
    words = [token for token in tokens if _WORD.fullmatch(token) and not _ADDRESS.search(token)]
    if len(words) < 2 or 3 * len(words) < 2 * len(tokens) or _is_list(words):
        return False
    if len(words) > 4 or _SENTENCE_END.search(cell):
        return True
    return any(map(_is_running, words[1:])) and not (len(words) == 3 and _is_name(words))


def _is_running(word: str) -> bool:
    """Whether a word is written as it would be within a sentence."""
    return not word.strip("\"'“”(«").istitle() and not word.isupper()


def _is_name(words: list[str]) -> bool:
    """Whether three words are a name: `Ludwig van Beethoven`, `Tents of Sweden`."""
    return not _is_running(words[0]) and not _is_running(words[-1])


def _is_list(words: list[str]) -> bool:
    """Whether words are a list of tags rather than language: `red, blue, green`."""
    return len(words) > 2 and all(word.endswith((",", ";", "|")) for word in words[:-1])


def _repeats(phrases: list[str]) -> bool:
    """Whether phrases repeat, as states do: `in stock`, `out of stock`; whole sentences may.

    Names that share all but their first word are no copy either: `Aneby kommun`, `Solna stad`.
    """
    words = sum(phrase.count(" ") + 1 for phrase in phrases)
    endings = {phrase.partition(" ")[2] for phrase in phrases}
    return (_are_few(set(phrases), phrases) and words < 6 * len(phrases)) or (
        _are_few(endings, phrases) and words < 3 * len(phrases)
    )


def _are_few(distinct: set[str], phrases: list[str]) -> bool:
    return len(phrases) >= 5 * len(distinct)
