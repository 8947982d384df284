"""Mask template code, which is not copy: Liquid, Jinja, Handlebars, ERB, kramdown attributes, front matter.

Filler of the same length keeps every offset. Messages that the code passes to gettext are copy, and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

FILLER = "\ue000"
"""A private-use character: it has no meaning in any mark-up, and `Copy` drops it."""

FRONT_MATTER = re.compile(
    r"\A(?:---[ \t]*(?:\r\n?|\n)"
    r"""(?=\s*(?:\#|---|\.\.\.|(?:[\w-]+|"[^"\r\n]*"|'[^'\r\n]*')[ \t]*:))"""
    r"(?P<yaml>(?:.*?[\r\n])??)(?:---|\.\.\.)"
    r"|\+\+\+[ \t]*(?:\r\n?|\n)(?=\s*(?:\#|\[|\+\+\+|[\w.-]+[ \t]*=))(?P<toml>(?:.*?[\r\n])??)\+\+\+"
    r")[ \t]*(?:\r\n?|\n|\Z)",
    re.S,
)
"""It must begin with a key or a comment, or be empty: three dashes before text are a horizontal rule."""
_OPEN = re.compile(r"\{%|\{\{~?!--|\{\{|\{[.#][\w-][^{}\r\n]*\}|\{#|<%|\{:[^{}\r\n]*\}|\{[A-Za-z_][\w.]*\}")
_CLOSE = {"{{!--": r"--~?\}\}", "{%": r"%\}", "{{": r"\}\}\}?", "{#": r"#\}", "<%": "%>"}
_BODIES = frozenset("comment highlight schema javascript stylesheet style script macro set_block".split())
"""Tags whose whole body is code, up to their end tag."""
_NAME = re.compile(r"\{%-?\s*(\w+)")
_MESSAGE = re.compile(
    r"(?:\b_|\bgettext|\{%-?\s*trans(?:late)?\b)\s*\(?\s*"
    r"""(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")""",
    re.S,
)
_BACKSLASH = re.compile(r"\\(?=[\\'\"])")
_NOT_NEWLINE = re.compile(r"[^\r\n]")
_ONLY_CODE = re.compile(rf"(?<![^\r\n])[ \t]*{FILLER}[ \t{FILLER}]*(?![^\r\n])")


def mask(text: str) -> str:
    """Template code replaced by filler of the same length; line ends stay.

    A line with nothing else becomes blank, as it would be once the template has run.
    """
    if front := FRONT_MATTER.match(text):
        text = _NOT_NEWLINE.sub(" ", front.group()) + text[front.end() :]
    parts, offset = [], 0
    for start, end in _code(text):
        parts += [text[offset:start], _masked(text[start:end])]
        offset = end
    if not parts:
        return text
    masked = "".join([*parts, text[offset:]])
    return _ONLY_CODE.sub(lambda line: " " * len(line.group()), masked)


def _masked(code: str) -> str:
    """Filler for code, except for its messages."""
    parts, offset = [], 0
    for message in _MESSAGE.finditer(code):
        start, end = message.span(message.lastindex or 0)
        parts += [_NOT_NEWLINE.sub(FILLER, code[offset:start]), _BACKSLASH.sub(FILLER, code[start:end])]
        offset = end
    return "".join([*parts, _NOT_NEWLINE.sub(FILLER, code[offset:])])


def _code(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each piece of template code. Linear: a missing end is searched for only once."""
    finder = _Finder(text)
    offset = 0
    while opening := _OPEN.search(text, offset):
        start, offset = opening.start(), opening.start() + 1
        close = _CLOSE.get(opening.group().replace("~", ""))
        end = finder.after(close, opening.end()) if close else opening.end()
        if end is None:
            continue
        name = _NAME.match(text, start, end)
        if name and name[1] in _BODIES:
            end = finder.after(rf"\{{%-?\s*end{name[1]}\s*-?%\}}", end) or end
        yield start, end
        offset = end


class _Finder:
    """Searches one text forwards, and remembers which patterns match no further on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._absent: set[str] = set()

    def after(self, pattern: str, offset: int) -> int | None:
        """The end of the next match from `offset` on; None if there is none."""
        if pattern in self._absent:
            return None
        match = re.compile(pattern).search(self._text, offset)
        if match is None:
            self._absent.add(pattern)
            return None
        return match.end()
