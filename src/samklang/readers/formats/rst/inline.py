"""Inline mark-up of reStructuredText: marks and code are masked, the words that people read stay in place."""

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
_TEXT_ROLES = frozenset(
    "ref doc term abbr any numref guilabel menuselection title emphasis strong sub sup".split()
)
"""Roles whose text is for people; the text of other roles is code."""


def mask_inline(text: str) -> str:
    """The text with filler for all that people do not read."""
    return _INLINE.sub(_masked, text)


def _masked(match: re.Match[str]) -> str:
    role = match["role"]
    if role and role.rpartition(":")[2] not in _TEXT_ROLES:
        return keep(match)
    return keep(match, next((group for group in ("text", "word", "escaped") if match[group]), None))
