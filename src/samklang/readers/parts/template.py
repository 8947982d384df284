"""Template code is not copy: Liquid, Jinja, Handlebars, ERB, kramdown attributes, front matter.

It is masked by as many characters as it has, so every offset stays what it was. Only the messages that it
hands to gettext are left, since they are the copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

FILLER = "\ue000"
"""A private-use character: no mark-up has a meaning for it, and `Copy` leaves it out."""

FRONT_MATTER = re.compile(
    r"\A(?:---[ \t]*(?:\r\n?|\n)"
    r"""(?=\s*(?:\#|---|\.\.\.|(?:[\w-]+|"[^"\r\n]*"|'[^'\r\n]*')[ \t]*:))"""
    r"(?P<yaml>(?:.*?[\r\n])??)(?:---|\.\.\.)"
    r"|\+\+\+[ \t]*(?:\r\n?|\n)(?=\s*(?:\#|\[|\+\+\+|[\w.-]+[ \t]*=))(?P<toml>(?:.*?[\r\n])??)\+\+\+"
    r")[ \t]*(?:\r\n?|\n|\Z)",
    re.S,
)
"""Opened by a key, a comment or nothing: three dashes before text are a rule."""
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

    A line that holds nothing else becomes blank, as it would be once the template has run.
    """
    if front := FRONT_MATTER.match(text):
        text = _NOT_NEWLINE.sub(" ", front.group()) + text[front.end() :]
    parts, at = [], 0
    for start, end in _code(text):
        parts += [text[at:start], _masked(text[start:end])]
        at = end
    if not parts:
        return text
    masked = "".join([*parts, text[at:]])
    return _ONLY_CODE.sub(lambda line: " " * len(line.group()), masked)


def _masked(code: str) -> str:
    """Filler for code, its messages left in it."""
    parts, at = [], 0
    for message in _MESSAGE.finditer(code):
        start, end = message.span(message.lastindex or 0)
        parts += [_NOT_NEWLINE.sub(FILLER, code[at:start]), _BACKSLASH.sub(FILLER, code[start:end])]
        at = end
    return "".join([*parts, _NOT_NEWLINE.sub(FILLER, code[at:])])


def _code(text: str) -> Iterator[tuple[int, int]]:
    """Where template code starts and ends. Linear: a closer that is not there is looked for once."""
    finder = _Finder(text)
    at = 0
    while found := _OPEN.search(text, at):
        start, at = found.start(), found.start() + 1
        close = _CLOSE.get(found.group().replace("~", ""))
        end = finder.after(close, found.end()) if close else found.end()
        if end is None:
            continue
        name = _NAME.match(text, start, end)
        if name and name[1] in _BODIES:
            end = finder.after(rf"\{{%-?\s*end{name[1]}\s*-?%\}}", end) or end
        yield start, end
        at = end


class _Finder:
    """Searches one text forwards, and remembers what is not to be found any more."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._gone: set[str] = set()

    def after(self, pattern: str, at: int) -> int | None:
        """Where the next match from `at` on ends."""
        if pattern in self._gone:
            return None
        found = re.compile(pattern).search(self._text, at)
        if found is None:
            self._gone.add(pattern)
            return None
        return found.end()
