"""What is inline in reStructuredText: marks and code masked, the words that people read left in place."""

from __future__ import annotations

import re

from samklang.readers.parts.inline import keep

_INLINE = re.compile(
    r"""``[^`]*(?:`(?!`)[^`]*)*``|\|[^|\s][^|]*\|_{0,2}|\[[^\[\]\s]+\]_
    |(?::(?P<role>[\w:+.-]+):)?`(?P<text>(?:(?!\s?<[^<>]*>`)[^`])*)(?:\s?<[^<>]*>)?`_{0,2}
    |\*\*?(?=\S)|(?<=\S)\*\*?
    |(?P<word>\w)_{1,2}(?!\w)
    |\\(?:(?P<escaped>\S)|[ \r\n]+)""",
    re.X,
)
_SPOKEN = frozenset(
    "ref doc term abbr any numref guilabel menuselection title emphasis strong sub sup".split()
)
"""Roles whose text is for people; that of others is code."""


def mask_inline(text: str) -> str:
    """The text with filler for what is not read."""
    return _INLINE.sub(_read, text)


def _read(found: re.Match[str]) -> str:
    role = found["role"]
    if role and role.rpartition(":")[2] not in _SPOKEN:
        return keep(found)
    return keep(found, next((group for group in ("text", "word", "escaped") if found[group]), None))
