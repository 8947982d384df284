"""JavaScript and TypeScript, JSX or not: tree-sitter's nodes, in places of the file (docs/adr/0008)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import loads

import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

from samklang.readers.parts.escapes import ENTITIES, Decoded, Escapes
from samklang.readers.parts.template import FILLER
from samklang.readers.parts.utf8 import code_points

STRINGS = ("string", "template_string")
CHOICES = frozenset("jsx_expression parenthesized_expression ternary_expression binary_expression".split())
"""What a string or an element may stand in and still be one of the things that are shown."""

_LONE = re.compile("[\ud800-\udfff]")
_BLANKS = {**dict.fromkeys("ntrfv", " "), "\n": "", "\r": "", "\r\n": "", "b": "", "0": ""}


def _meaning(escape: str) -> str:
    code = escape[1:]
    if len(code) == 1 or code == "\r\n":
        return _BLANKS.get(code, code)
    if code.startswith("u{"):
        number = int(code[2:-1], 16)
        meant = chr(number) if number < 0x110000 else "\ufffd"
    else:
        meant = str(loads('"' + escape.replace("\\x", "\\u00") + '"'))
    return _LONE.sub("\ufffd", meant)


_ESCAPES = Escapes(
    "\\",
    re.compile(r"(?:\\u[0-9a-fA-F]{4})+|\\u\{[0-9a-fA-F]{1,6}\}|\\x[0-9a-fA-F]{2}|\\(?:\r\n|[^ux])", re.S),
    _meaning,
)
"""A run of code units is one escape, since two may form one character."""


class Script:
    """A text of code, parsed; what cannot be parsed leaves a gap in the tree."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._points = code_points(text)
        last = text.rfind("*/") + 1
        closed = text[:last] + text[last:].replace("/*", "  ")  # each open one is looked through to the end
        parser = Parser(Language(tree_sitter_typescript.language_tsx()))
        self.tree = parser.parse(closed.encode())

    def span(self, node: Node) -> tuple[int, int]:
        """Where a node starts and ends in the file."""
        return int(self._points[node.start_byte]), int(self._points[node.end_byte])

    def name(self, node: Node) -> str:
        """The characters of a node, without quotes."""
        start, end = self.span(node)
        return self._text[start:end].strip("\"'")

    def strings(self, node: Node) -> Iterator[Decoded]:
        """The strings that an expression may come to, whichever of its branches is taken."""
        waiting = [node]
        while waiting:
            node = waiting.pop()
            if node.type in STRINGS:
                yield self._string(node)
            elif node.type in CHOICES:
                waiting += reversed(_branches(node))

    def _string(self, node: Node) -> Decoded:
        """What stands between its quotes; entities as well as escapes, since props have those."""
        start, end = self.span(node)
        text = self._text[start:end]
        for child in node.named_children:
            if child.type == "template_substitution":
                begin, stop = (place - start for place in self.span(child))
                text = text[:begin] + FILLER * (stop - begin) + text[stop:]
        return Decoded.of(text[1:-1], start + 1).decode(_ESCAPES).decode(ENTITIES)


def _branches(node: Node) -> list[Node]:
    """Of an expression: those of its parts that it may come to."""
    parts = node.named_children
    if node.type == "ternary_expression":
        return parts[1:]
    if node.type == "binary_expression":
        operator = node.child_by_field_name("operator")
        return {"||": parts, "??": parts, "&&": parts[1:]}.get(operator.type if operator else "", [])
    return parts
