"""ICU MessageFormat: a message is split into the branches of its plurals and selects.

A tokenizer of its own: of the parsers for Python, none that is kept tells where a branch stands.
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
    """A text of its own within a message."""

    label: str
    """The options that lead to it, as `female, one`; empty for what stands outside any."""
    start: int
    """Where in the message."""
    text: str
    """As it stands there, but for placeholders and branches within it, which are filler."""


def has_branches(message: str) -> bool:
    """Whether a message holds a plural or a select."""
    return "{" in message and any(token["choice"] for token in _TOKEN.finditer(message))


def branches(message: str) -> list[Branch]:
    """The branches of a message in file order; one, without a label, where it has no plural or select.

    A message that is not well-formed is one branch, too.
    """
    if has_branches(message):
        splitter = _Splitter(message)
        try:
            if splitter.message(0, (), plural=False) == len(message):
                return [branch for branch in sorted(splitter.found, key=_start) if branch.text.strip(FILLER)]
        except _Malformed:
            pass
    return [Branch("", 0, placeholder.mask(message))]


class _Malformed(Exception):
    pass


class _Splitter:
    def __init__(self, text: str) -> None:
        self.found: list[Branch] = []
        self._text = text

    def message(self, start: int, labels: tuple[str, ...], *, plural: bool) -> int:
        """Take in a message up to the brace that closes it, or the end of all; returns that place."""
        if len(labels) > MAX_DEPTH:
            raise _Malformed
        parts, at = [], start
        while token := _TOKEN.search(self._text, at):
            begin, end = token.span()
            if token["brace"] == "{":
                raise _Malformed
            if token["brace"]:
                break
            if token["choice"]:
                end = self._choice(end, labels, plural=plural or token["kind"] != "select")
            masked = token["number"] is None or plural
            parts += [self._text[at:begin], FILLER * (end - begin) if masked else token.group()]
            at = end
        close = token.start() if token else len(self._text)
        text = placeholder.mask("".join([*parts, self._text[at:close]]))
        self.found.append(Branch(", ".join(labels), start, text))
        return close

    def _choice(self, at: int, labels: tuple[str, ...], *, plural: bool) -> int:
        while option := _OPTION.match(self._text, at):
            at = self.message(option.end(), (*labels, option[1]), plural=plural)
            if at == len(self._text):
                raise _Malformed
            at += 1
        if not (close := _CLOSE.match(self._text, at)):
            raise _Malformed
        return close.end()


def _start(branch: Branch) -> int:
    return branch.start
