"""JSX and TSX: the text of elements, props and objects with names of copy, and strings passed to translation.

Parsed with the TSX grammar of tree-sitter (docs/adr/0008); elements are then read as in HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tree_sitter import Node

from samklang.model import NO_RULES, Block, CopyRules, Kind
from samklang.readers.formats.jsx.javascript import CHOICES, STRINGS, Script
from samklang.readers.parts.catalogue import StringCatalogue
from samklang.readers.parts.copy import Copy
from samklang.readers.parts.css import Chosen
from samklang.readers.parts.elements import INLINE, UNSEEN, Dialect, ElementState, Walker, kind_of
from samklang.readers.parts.escapes import Decoded

_DIALECT = Dialect(
    unseen=UNSEEN - {"object", "template"},
    inline=INLINE | {"link", "navlink", "trans", "formattedmessage", "formattednumber", "formatteddate"},
)
_NAMES = {
    **dict.fromkeys(("heading", "headline", "subheading", "subtitle"), Kind.HEADING),
    **dict.fromkeys(("cta", "buttonText", "ariaLabel"), Kind.LABEL),
    **dict.fromkeys(("description", "metaDescription"), Kind.DESCRIPTION),
    **dict.fromkeys("text body lead intro message caption summary quote".split(), Kind.PARAGRAPH),
    **dict.fromkeys("tooltip hint helperText errorText question answer".split(), Kind.PARAGRAPH),
}
"""Names of props and properties that are copy, in addition to the attributes of HTML."""
_MESSAGES = ("defaultMessage", "defaultValue", "defaults")
"""Names for the copy that is shown if there is no translation."""
_TRANSLATE = frozenset({"t", "$t", "_", "gettext", "ngettext", "translate", "msg"})
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*[.!?…:]*")
_SPACE = re.compile(r"\s")
_ELEMENTS = ("jsx_element", "jsx_self_closing_element")
_TEXT = ("jsx_text", "html_character_reference")


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The blocks of a component."""
    walker = _Walker(text, rules)
    walker.visit()
    walker.flush()
    blocks = [*walker.blocks, *walker.messages.blocks()]
    return tuple(sorted(blocks, key=lambda block: block.pieces[0].file_start))


class _Walker(Walker):
    """Passes elements to the walker of HTML, and reads the code between them."""

    def __init__(self, text: str, rules: CopyRules) -> None:
        super().__init__(text, 0, Chosen(None), _DIALECT)
        self.messages = StringCatalogue(rules)
        self._offset = 0
        self._script = Script(text)
        self._path = [""]
        """The types of the ancestors of the current node."""
        self._nodes: dict[str, Node] = {}
        """The attributes of the current start tag."""

    def visit(self) -> None:
        """Walk the tree, however deep."""
        cursor = self._script.tree.walk()
        while cursor.node:
            self._arrive(cursor.node)
            self._path.append(cursor.node.type)
            if cursor.goto_first_child():
                continue
            self._depart(cursor.node)
            while not cursor.goto_next_sibling():
                if not cursor.goto_parent():
                    return
                self._depart(cursor.node)

    def place(self) -> int:
        return self._offset

    def _arrive(self, node: Node) -> None:
        if node.type in _ELEMENTS and self._stands_alone():
            self.flush()
        if node.type in ("jsx_opening_element", "jsx_self_closing_element"):
            self._open_tag(node)
        elif node.type in _TEXT and self._path[-1] == "jsx_element":
            start, end = self._script.span(node)
            self.characters(self.region[start:end], start)
        elif node.type == "jsx_expression" and self._path[-1] == "jsx_element":
            self._expression(node)
        elif node.type == "object":
            self._named(self._pairs(node, "pair"), self.states[-1], "", {})
        elif node.type == "call_expression":
            self._call(node)

    def _depart(self, node: Node) -> None:
        self._path.pop()
        if node.type not in _ELEMENTS:
            return
        self.handle_endtag(self._tag(node.children[0] if node.type == "jsx_element" else node))
        if self._stands_alone():
            self.flush()

    def _stands_alone(self) -> bool:
        """Whether the current element is not part of the text of an element around it."""
        return next(kind for kind in reversed(self._path) if kind not in CHOICES) != "jsx_element"

    def _open_tag(self, node: Node) -> None:
        self._offset, _ = self._script.span(node)
        self._nodes = self._pairs(node, "jsx_attribute")
        if tag := self._tag(node):  # fragments have none
            values = map(self._script.name, self._nodes.values())
            self.handle_starttag(tag, list(zip(self._nodes, values, strict=True)))

    def attributes(self, tag: str, attrs: dict[str, str | None], state: ElementState) -> None:
        self._named(self._nodes, state, tag, attrs)

    def _named(
        self, nodes: Mapping[str, Node], state: ElementState, tag: str, attrs: Mapping[str, str | None]
    ) -> None:
        """Keep the copy of props or of an object, by the names of copy."""
        key = next((self._script.name(nodes[name]) for name in ("id", "i18nKey") if name in nodes), "")
        for name, node in nodes.items():
            if name in _MESSAGES:
                self._translated(key, self._strings(node))
            elif name == "description" and "defaultMessage" in nodes:
                continue  # for translators
            elif kind := kind_of(tag, name, attrs) or _NAMES.get(name):
                for string in self._strings(node):
                    self._shown(string, state._replace(kind=kind))

    def _expression(self, node: Node) -> None:
        """Keep the strings in braces within an element."""
        within = node.named_children
        whole = len(within) == 1 and within[0].type in STRINGS
        for string in self._script.strings(node):
            if whole and not self.states[-1].hidden:
                string.add_to(self.copy)
            else:
                self._shown(string, self.states[-1])

    def _call(self, node: Node) -> None:
        function, argument_list = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if function and argument_list and self._script.name(function).rpartition(".")[2] in _TRANSLATE:
            arguments = argument_list.named_children if argument_list.type == "arguments" else [argument_list]
            first = next(
                (self._script.name(argument) for argument in arguments if argument.type == "string"), ""
            )
            strings = (string for argument in arguments for string in self._strings(argument))
            self._translated(first if _is_code(first) else "", strings)

    def _translated(self, key: str, strings: Iterable[Decoded]) -> None:
        for string in strings:
            self.messages.add(key, string)

    def _shown(self, string: Decoded, state: ElementState) -> None:
        copy = Copy()
        string.add_to(copy)
        if not state.hidden:
            self.keep(copy, state)

    def _strings(self, node: Node) -> Iterator[Decoded]:
        return (string for string in self._script.strings(node) if not _is_code(string.text))

    def _pairs(self, node: Node, kind: str) -> dict[str, Node]:
        """The props of a start tag, or the properties of an object: names and values."""
        pairs = (child.named_children for child in node.named_children if child.type == kind)
        return {self._script.name(parts[0]): parts[-1] for parts in pairs}

    def _tag(self, node: Node) -> str:
        """The name of a start tag in lower case; empty for a fragment."""
        name = node.child_by_field_name("name")
        return self._script.name(name).lower() if name else ""


def _is_code(string: str) -> bool:
    """Whether a string is a key, a class or an address: a single token that is not a capitalised word."""
    bare = string.strip()
    return not (_SPACE.search(bare) or (bare[:1].isupper() and _WORD.fullmatch(bare)))
