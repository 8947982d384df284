"""Fluent: the messages, by Mozilla's own parser, which gives every node its place (docs/adr/0010)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from fluent.syntax import FluentParser, ast

from samklang.model import NO_RULES, Block, CopyRules, Kind, Span
from samklang.readers.catalogue import Catalogue
from samklang.readers.copy import Unreadable
from samklang.readers.decoded import Decoded
from samklang.readers.template import FILLER

_KINDS = {
    "alt": Kind.ALT,
    "placeholder": Kind.PLACEHOLDER,
    "title": Kind.TITLE,
}
_SETTINGS = frozenset("accesskey commandkey height key keycode size style width".split())
"""Attributes that nobody reads."""


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The messages, terms and attributes of a Fluent file, each by its id; every branch of a select apart.

    Raises:
        Unreadable: where nothing in the file is a message.
    """
    try:
        entries = FluentParser().parse(text).body
    except RecursionError as error:
        raise Unreadable("is nested too deeply") from error
    patterns = list(_patterns(entries))
    junk = [entry for entry in entries if isinstance(entry, ast.Junk) and (entry.content or "").strip()]
    if junk and not patterns:
        raise Unreadable("here stands no Fluent message", _span(junk[0]).start)
    catalogue = Catalogue(rules)
    for key, kind, pattern in patterns:
        for form, message in _messages(text, pattern):
            catalogue.add(key, message, form=form, kind=kind)
    return catalogue.blocks()


def _patterns(entries: list[ast.EntryType]) -> Iterator[tuple[str, Kind, ast.Pattern]]:
    for entry in entries:
        if not isinstance(entry, ast.Message | ast.Term):
            continue
        name = f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
        if entry.value:
            yield name, Kind.LABEL, entry.value
        if isinstance(entry, ast.Message):  # the attributes of a term are for other messages to select by
            for attribute in entry.attributes:
                key = attribute.id.name
                if key not in _SETTINGS:
                    yield f"{name}.{key}", _KINDS.get(key, Kind.LABEL), attribute.value


def _messages(text: str, pattern: ast.Pattern, form: str = "") -> Iterator[tuple[str, Decoded]]:
    """What a pattern says, and apart from it each branch of the selects in it, with the branch's name."""
    at, end = _span(pattern)
    parts = []
    for element in pattern.elements:
        if isinstance(element, ast.Placeable):
            start, stop = _span(element)
            parts += [Decoded.of(text[at:start], at), _placeable(element, start, stop)]
            at = stop
            if isinstance(element.expression, ast.SelectExpression):
                for variant in element.expression.variants:
                    yield from _messages(text, variant.value, ", ".join(filter(None, (form, _name(variant)))))
    yield form, Decoded.join([*parts, Decoded.of(text[at:end], at)])


def _placeable(element: ast.Placeable, start: int, stop: int) -> Decoded:
    """The text of one that stands for characters hard to write; filler for all others."""
    if isinstance(element.expression, ast.StringLiteral):
        value = element.expression.parse()["value"]
        return Decoded.whole(value, start, stop)
    return Decoded.of(FILLER * (stop - start), start)


def _span(node: ast.SyntaxNode) -> Span:
    span = cast(ast.Span, node.span)
    return Span(span.start, span.end)


def _name(variant: ast.Variant) -> str:
    key = variant.key
    return f"[{key.name if isinstance(key, ast.Identifier) else key.value}]"
