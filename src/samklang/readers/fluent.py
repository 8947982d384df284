"""Fluent: the messages, by Mozilla's own parser, which gives every node its place (docs/adr/0010)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from fluent.syntax import FluentParser, ast

from samklang.model import NO_RULES, Block, CopyRules, Kind, Span
from samklang.readers.copy import Copy, Unreadable
from samklang.readers.escaped import is_left
from samklang.readers.placeholder import mask
from samklang.readers.template import FILLER

_KINDS = {
    "alt": Kind.ALT,
    "aria-label": Kind.LABEL,
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
    junk = [
        entry for entry in entries if isinstance(entry, ast.Junk) and entry.content and entry.content.strip()
    ]
    if junk and not patterns:
        raise Unreadable("here stands no Fluent message", _span(junk[0]).start)
    reader = _Reader(text)
    for where, kind, pattern in patterns:
        if not is_left(rules, where):
            reader.take(pattern, where, kind)
    return tuple(sorted(reader.blocks, key=lambda block: block.pieces[0].file_start))


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


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self.blocks: list[Block] = []

    def take(self, pattern: ast.Pattern, where: str, kind: Kind) -> None:
        """Collect the text of a pattern, and apart from it each branch of the selects in it."""
        placeables = [element for element in pattern.elements if isinstance(element, ast.Placeable)]
        start, end = _span(pattern)
        masked = self._mask(start, end, placeables)
        copy, at = Copy(), start
        for placeable in placeables:
            expression = placeable.expression
            begin, stop = _span(placeable)
            copy.add(masked[at - start : begin - start], at)
            at = stop
            if isinstance(expression, ast.StringLiteral):
                copy.add_whole(expression.parse()["value"], begin, stop)
            elif isinstance(expression, ast.SelectExpression):
                for variant in expression.variants:
                    self.take(variant.value, f"{where}, [{_name(variant)}]", kind)
        copy.add(masked[at - start :], at)
        if block := copy.block(kind, where):
            self.blocks.append(block)

    def _mask(self, start: int, end: int, placeables: list[ast.Placeable]) -> str:
        """The file's characters from `start` to `end` without placeables, nor mark-up round them."""
        parts, at = [], start
        for placeable in placeables:
            begin, stop = _span(placeable)
            parts += [self._text[at:begin], FILLER * (stop - begin)]
            at = stop
        return mask("".join([*parts, self._text[at:end]]))


def _span(node: ast.SyntaxNode) -> Span:
    span = cast(ast.Span, node.span)
    return Span(span.start, span.end)


def _name(variant: ast.Variant) -> str:
    key = variant.key
    return key.name if isinstance(key, ast.Identifier) else key.value
