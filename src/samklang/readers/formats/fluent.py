"""Fluent: the messages, by Mozilla's own parser, which gives the span of every node (docs/adr/0010)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import cast

from fluent.syntax import FluentParser, ast

from samklang.model import NO_RULES, Block, CopyRules, Kind, Span
from samklang.readers.parts import placeholder
from samklang.readers.parts.catalogue import StringCatalogue
from samklang.readers.parts.copy import Unreadable
from samklang.readers.parts.escapes import Decoded
from samklang.readers.parts.template import FILLER

_KINDS = {
    "alt": Kind.ALT,
    "placeholder": Kind.PLACEHOLDER,
    "title": Kind.TITLE,
}
_SETTINGS = frozenset("accesskey commandkey height key keycode size style width".split())
"""Attributes that are not copy."""
_TERM = re.compile(r"^-[A-Za-z][\w-]*[ ]*=", re.M)
_LONGEST = 100
"""The most characters of a name that is inserted in a sentence; a longer text is not inserted."""


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The messages, terms and attributes of a Fluent file, by id; each branch of a select is a block.

    Raises:
        Unreadable: if there is no message in the file.
    """
    try:
        entries = FluentParser().parse(text).body
    except RecursionError as error:
        raise Unreadable("is nested too deeply") from error
    patterns = list(_patterns(entries))
    junk = [entry for entry in entries if isinstance(entry, ast.Junk) and (entry.content or "").strip()]
    if junk and not patterns:
        raise Unreadable("expected a Fluent message, as in `key = Text`", _span(junk[0]).start)
    catalogue, names = StringCatalogue(rules), _Names(entries, rules.names)
    for key, kind, pattern in patterns:
        for form, message in _messages(text, pattern, names):
            catalogue.add(key, message, form=form, kind=kind)
    return catalogue.blocks()


def names(text: str) -> dict[str, str]:
    """The values of the terms of a file, for the messages of other files: `-brand` is "Nordlys"."""
    if not _TERM.search(text):
        return {}
    entries = FluentParser().parse(text).body
    resolved = _Names(entries, {})
    terms = (_key(entry) for entry in entries if isinstance(entry, ast.Term))
    return {name: words for name in terms if (words := resolved.value(name))}


class _Names:
    """Resolves references to messages and terms."""

    def __init__(self, entries: list[ast.EntryType], elsewhere: Mapping[str, str]) -> None:
        self._patterns = {
            _key(entry): entry.value
            for entry in entries
            if isinstance(entry, ast.Message | ast.Term) and entry.value
        }
        self._values: dict[str, str | None] = dict(elsewhere)

    def value(self, name: str) -> str | None:
        """The words of a message or term; None if it is not known or not plain text."""
        if pattern := self._patterns.pop(name, None):  # removed, so that a circular reference ends
            self._values[name] = None
            self._values[name] = self._plain(pattern)
        return self._values.get(name)

    def words_of(self, expression: ast.Placeable | ast.InlineExpression | ast.SelectExpression) -> str | None:
        """The words of a placeable; None if they are only known at run time."""
        if isinstance(expression, ast.StringLiteral):
            return str(expression.parse()["value"])
        if isinstance(expression, ast.TermReference | ast.MessageReference) and not expression.attribute:
            return self.value(_key(expression))
        return None

    def _plain(self, pattern: ast.Pattern) -> str | None:
        words = " ".join("".join(map(self._words, pattern.elements)).split())
        return words if 0 < len(words) <= _LONGEST and placeholder.mask(words) == words else None

    def _words(self, element: ast.TextElement | ast.Placeable) -> str:
        if isinstance(element, ast.TextElement):
            return element.value
        if isinstance(element.expression, ast.SelectExpression):
            usual = next(variant for variant in element.expression.variants if variant.default)
            return self._plain(usual.value) or ""
        return self.words_of(element.expression) or ""


def _key(named: ast.Message | ast.Term | ast.MessageReference | ast.TermReference) -> str:
    return f"-{named.id.name}" if isinstance(named, ast.Term | ast.TermReference) else named.id.name


def _patterns(entries: list[ast.EntryType]) -> Iterator[tuple[str, Kind, ast.Pattern]]:
    for entry in entries:
        if not isinstance(entry, ast.Message | ast.Term):
            continue
        name = _key(entry)
        if entry.value:
            yield name, Kind.LABEL, entry.value
        if isinstance(entry, ast.Message):  # attributes of a term only serve selects in messages
            for attribute in entry.attributes:
                key = attribute.id.name
                if key not in _SETTINGS:
                    yield f"{name}.{key}", _KINDS.get(key, Kind.LABEL), attribute.value


def _messages(
    text: str, pattern: ast.Pattern, names: _Names, form: str = ""
) -> Iterator[tuple[str, Decoded]]:
    """The text of a pattern, and of each branch of the selects in it, with the name of the branch."""
    offset, end = _span(pattern)
    parts = []
    for element in pattern.elements:
        if isinstance(element, ast.Placeable):
            start, stop = _span(element)
            parts += [Decoded.of(text[offset:start], offset), _placeable(element, start, stop, names)]
            offset = stop
            if isinstance(element.expression, ast.SelectExpression):
                for variant in element.expression.variants:
                    branch = ", ".join(filter(None, (form, _name(variant))))
                    yield from _messages(text, variant.value, names, branch)
    yield form, Decoded.join([*parts, Decoded.of(text[offset:end], offset)])


def _placeable(element: ast.Placeable, start: int, stop: int, names: _Names) -> Decoded:
    """The words that people read in place of a placeable; filler if they are only known at run time."""
    words = names.words_of(element.expression)
    return Decoded.of(FILLER * (stop - start), start) if words is None else Decoded.whole(words, start, stop)


def _span(node: ast.SyntaxNode) -> Span:
    span = cast(ast.Span, node.span)
    return Span(span.start, span.end)


def _name(variant: ast.Variant) -> str:
    key = variant.key
    return f"[{key.name if isinstance(key, ast.Identifier) else key.value}]"
