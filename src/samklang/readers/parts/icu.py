"""ICU MessageFormat: a message is split into the branches of its plurals and selects.

It has its own tokenizer: no maintained parser for Python gives the offset of a branch.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from samklang.readers.parts import placeholder
from samklang.readers.parts.template import FILLER

MAX_DEPTH = 10
_TOKEN = re.compile(
    r"""(?P<choice>\{\s*[\w.-]+\s*,\s*(?P<kind>plural|selectordinal|select)\s*,(?:\s*offset:\s*\d+)?)
    |(?P<argument>\{[^{}]*\}|'[{}\#|][^']*')
    |(?P<number>\#)
    |(?P<brace>[{}])""",
    re.X,
)
_OPTION = re.compile(r"\s*(=\d+|[\w-]+)\s*\{")
_CLOSE = re.compile(r"\s*\}")


class Branch(NamedTuple):
    """A text within a message that is shown by itself."""

    label: str
    """The options that lead to it, as `female, one`; empty for text outside all branches."""
    start: int
    """The offset in the message."""
    text: str
    """As in the message, with filler for the placeholders and branches in it."""


def has_branches(message: str) -> bool:
    """Whether a message has a plural or a select."""
    return "{" in message and any(token["choice"] for token in _TOKEN.finditer(message))


def branches(message: str) -> list[Branch]:
    """The branches of a message in file order; a single one without a label if it has no plural or select.

    A message that is not well-formed is a single branch, too.
    """
    if has_branches(message):
        splitter = _Splitter(message)
        try:
            if splitter.message(0, (), plural=False) == len(message):
                return [
                    branch for branch in sorted(splitter.branches, key=_start) if branch.text.strip(FILLER)
                ]
        except _Malformed:
            pass
    return [Branch("", 0, placeholder.mask(message))]


class _Malformed(Exception):
    pass


class _Splitter:
    def __init__(self, text: str) -> None:
        self.branches: list[Branch] = []
        self._text = text

    def message(self, start: int, labels: tuple[str, ...], *, plural: bool) -> int:
        """Read a message up to its closing brace or the end of the text; returns that offset."""
        if len(labels) > MAX_DEPTH:
            raise _Malformed
        parts, offset = [], start
        while token := _TOKEN.search(self._text, offset):
            begin, end = token.span()
            if token["brace"] == "{":
                raise _Malformed
            if token["brace"]:
                break
            if token["choice"]:
                end = self._choice(end, labels, plural=plural or token["kind"] != "select")
            masked = token["number"] is None or plural
            parts += [self._text[offset:begin], FILLER * (end - begin) if masked else token.group()]
            offset = end
        close = token.start() if token else len(self._text)
        text = placeholder.mask("".join([*parts, self._text[offset:close]]))
        self.branches.append(Branch(", ".join(labels), start, text))
        return close

    def _choice(self, offset: int, labels: tuple[str, ...], *, plural: bool) -> int:
        while option := _OPTION.match(self._text, offset):
            offset = self.message(option.end(), (*labels, option[1]), plural=plural)
            if offset == len(self._text):
                raise _Malformed
            offset += 1
        if not (close := _CLOSE.match(self._text, offset)):
            raise _Malformed
        return close.end()


def _start(branch: Branch) -> int:
    return branch.start
