"""Strings of a catalogue as they stand in the file: with escapes, some in several pieces; keys to leave out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from typing import NamedTuple

from samklang.model import Block, CopyRules, Kind
from samklang.readers.copy import Copy
from samklang.readers.placeholder import mask

CODE_POINT = r"\\[uU][dD][89abAB][0-9a-fA-F]{2}\\[uU][dD][c-fC-F][0-9a-fA-F]{2}|\\[uU][0-9a-fA-F]{4}"
"""An escape of UTF-16: a pair of surrogates is one character."""
_HEXES = re.compile(r"[uU]([0-9a-fA-F]{4})")


class Raw(NamedTuple):
    """Characters of a string as they stand in the file."""

    text: str
    at: int


def is_left(rules: CopyRules, *keys: str) -> bool:
    """Whether an entry of any of these keys is to be left out."""
    return any(fnmatchcase(key, glob) for glob in rules.leave_keys for key in keys)


def code_point(escape: str) -> str:
    """What a match of `CODE_POINT` stands for; half a pair stands for nothing that can be shown."""
    units = bytes.fromhex("".join(_HEXES.findall(escape)))
    return units.decode("utf-16-be", "replace")


def string_block(
    raws: Iterable[Raw],
    escape: re.Pattern[str],
    decode: Callable[[str], str],
    where: str,
    language: str | None = None,
) -> Block | None:
    """The block of a string that may stand in several pieces; placeholders may reach over their ends."""
    raws = list(raws)
    masked = mask("".join(raw.text for raw in raws))
    copy, end = Copy(), 0
    for text, at in raws:
        start, end = end, end + len(text)
        copy.add_escaped(masked[start:end], at, escape, decode)
    return copy.block(Kind.LABEL, where, language)
