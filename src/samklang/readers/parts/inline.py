"""Mark-up within lines, masked by as many characters as it has, but for the words in it."""

from __future__ import annotations

import re

from samklang.readers.parts.template import FILLER

_NOT_LINE_END = re.compile(r"[^\r\n]")


def keep(found: re.Match[str], group: int | str | None = None) -> str:
    """Filler for what was found, with the characters of a group left where they are."""
    whole = found.group()
    if group is None:
        return _filled(whole)
    start, end = (place - found.start() for place in found.span(group))
    return _filled(whole[:start]) + whole[start:end] + _filled(whole[end:])


def _filled(text: str) -> str:
    return _NOT_LINE_END.sub(FILLER, text)
