"""Mark-up within lines, masked by filler of the same length, except for the words in it."""

from __future__ import annotations

import re

from samklang.readers.parts.template import FILLER

_NOT_LINE_END = re.compile(r"[^\r\n]")


def keep(match: re.Match[str], group: int | str | None = None) -> str:
    """Filler for a match, with the characters of a group left in place."""
    whole = match.group()
    if group is None:
        return _filled(whole)
    start, end = (place - match.start() for place in match.span(group))
    return _filled(whole[:start]) + whole[start:end] + _filled(whole[end:])


def _filled(text: str) -> str:
    return _NOT_LINE_END.sub(FILLER, text)
