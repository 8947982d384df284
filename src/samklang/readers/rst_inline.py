"""What is inline in reStructuredText: marks and code masked, the words that people read left in place."""

from __future__ import annotations

import re

from samklang.readers.template import FILLER

_INLINE = re.compile(
    r"""(?P<code>``[^`]*(?:`(?!`)[^`]*)*``|\|[^|\s][^|]*\|_{0,2}|\[[^\[\]\s]+\]_)
    |(?::(?P<role>[\w:+.-]+):)?`(?P<text>[^`]*)`(?P<named>_{0,2})
    |(?P<mark>\*\*?(?=\S)|(?<=\S)\*\*?)
    |(?P<word>\w)_{1,2}(?!\w)
    |\\(?:(?P<escaped>\S)|[ \r\n]+)""",
    re.X,
)
_TARGET = re.compile(r"\s*<[^<>]*>\Z")
_SPOKEN = frozenset(
    "ref doc term abbr any numref guilabel menuselection title emphasis strong sub sup".split()
)
"""Roles whose text is for people; that of others is code."""
_NOT_LINE_END = re.compile(r"[^\r\n]")


def mask_inline(text: str) -> str:
    """The text with filler for what is not read."""
    return _INLINE.sub(_read, text)


def _read(found: re.Match[str]) -> str:
    """As many characters as were found: those that people read, where they are."""
    kept = found.lastgroup and _kept(found)
    start, end = kept or (found.start(), found.start())
    whole, at = found.group(), found.start()
    parts = whole[: start - at], whole[start - at : end - at], whole[end - at :]
    return _filled(parts[0]) + parts[1] + _filled(parts[2])


def _kept(found: re.Match[str]) -> tuple[int, int] | None:
    for group in ("escaped", "word"):
        if found[group]:
            return found.span(group)
    spoken = found["role"] is None or found["role"].rpartition(":")[2] in _SPOKEN
    if found["text"] is None or not spoken:
        return None
    start, end = found.span("text")
    target = _TARGET.search(found["text"])
    return start, start + target.start() if target else end


def _filled(text: str) -> str:
    return _NOT_LINE_END.sub(FILLER, text)
