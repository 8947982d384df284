"""Reads parallel text: tables of sentences and strings in English and in another language."""

from __future__ import annotations

import csv
import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from samklang.errors import FitError

HELD_OUT = 500
"""Sentences of each language and genre, at most, that the encoder is not taught and is measured on."""
_HELD_OUT_SHARE = 0.04
_MAX_CHARACTERS = 400
_COLUMNS = ("genre", "en", "source")


class Row(NamedTuple):
    """One sentence or string in two languages."""

    language: str
    genre: str
    english: str
    text: str
    source: str


class Corpus(NamedTuple):
    """Parallel text, split by the English side: what is held out in one language is in every other."""

    taught: list[Row]
    held_out: list[Row]


def read(folder: Path, languages: Sequence[str]) -> Corpus:
    """Reads the table of each language, `<code>.tsv`, with the columns genre, en, the code, and source.

    Rows are left out that are empty, longer than 400 characters, alike on both sides, or there already.

    Raises:
        FitError: a table is missing, or lacks a column.
    """
    taught: list[Row] = []
    held_out: list[Row] = []
    for language in languages:
        counts: dict[str, int] = {}
        for row in _rows(folder / f"{language}.tsv", language):
            if _fraction(row.english) >= _HELD_OUT_SHARE:
                taught.append(row)
            elif counts.get(row.genre, 0) < HELD_OUT:
                counts[row.genre] = counts.get(row.genre, 0) + 1
                held_out.append(row)
    return Corpus(taught, held_out)


def _rows(path: Path, language: str) -> Iterator[Row]:
    seen = set()
    try:
        with path.open(encoding="utf-8", newline="") as file:
            table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if missing := [name for name in (*_COLUMNS, language) if name not in (table.fieldnames or ())]:
                raise FitError(f"{path}:1: no column {missing[0]}", hint="Its first line names the columns.")
            for fields in table:
                english, text = (_clean(fields[name]) for name in ("en", language))
                usable = english and text and english != text and (english, text) not in seen
                if usable and max(len(english), len(text)) <= _MAX_CHARACTERS:
                    seen.add((english, text))
                    yield Row(language, fields["genre"], english, text, fields["source"])
    except OSError as error:
        raise FitError(f"{path}: {error.strerror}", hint="A folder of <language>.tsv is needed.") from error


def _clean(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def _fraction(english: str) -> float:
    """A number from 0 to 1 that depends on the letters of a sentence alone."""
    letters = "".join(filter(str.isalnum, english.lower()))
    return int.from_bytes(hashlib.blake2b(letters.encode(), digest_size=8).digest()) / 2**64
