"""Which elements of a page are copy, by the CSS selectors of the workspace (docs/adr/0008)."""

from __future__ import annotations

from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder

from samklang.errors import ConfigError
from samklang.model import CopyRules
from samklang.readers.markup import Tokenizer


class Chosen(NamedTuple):
    """Elements, told by the offset in the file at which their start tags stand."""

    kept: frozenset[int] | None
    """None: all."""
    left: frozenset[int] = frozenset()


def chosen(region: str, at: int, rules: CopyRules) -> Chosen:
    """What the rules choose in a region of mark-up that starts at offset `at` of the file.

    Raises:
        ConfigError: a selector that is none.
    """
    if not (rules.select or rules.leave):
        return Chosen(None)
    tree = _Tree(region, at)
    tree.walk()
    kept = _matching(tree, rules.select) if rules.select else None
    return Chosen(kept, _matching(tree, rules.leave))


class _Tree(Tokenizer):
    """The elements of a region; each knows its offset."""

    def __init__(self, region: str, start: int) -> None:
        super().__init__(region, start)
        self.places: dict[Element, int] = {}
        self._builder = TreeBuilder()
        self._builder.start("", {})

    def enter(self, tag: str, attrs: dict[str, str | None]) -> None:
        element = self._builder.start(tag, {name: value or "" for name, value in attrs.items()})
        self.places[element] = self.place()

    def leave(self, tag: str) -> None:
        self._builder.end(tag)

    def root(self) -> Element:
        """The tree, with one element around it all."""
        for tag in reversed(self.open):
            self._builder.end(tag)
        self._builder.end("")
        return self._builder.close()


def _matching(tree: _Tree, selectors: tuple[str, ...]) -> frozenset[int]:
    import cssselect2

    matcher: Any = cssselect2.Matcher()
    for selector in selectors:
        try:
            for compiled in cssselect2.compile_selector_list(selector):
                matcher.add_selector(compiled, None)
        except cssselect2.SelectorError as error:
            reason = " ".join(part for part in error.args if isinstance(part, str))
            raise ConfigError(
                f"copy: {selector!r} is not a CSS selector: {reason}",
                hint="Write it as in a style sheet: `main`, `.notice`, `#terms > p`.",
            ) from error
    elements: Any = cssselect2.ElementWrapper.from_html_root(tree.root()).iter_subtree()
    matches = (element.etree_element for element in elements if matcher.match(element))
    return frozenset(tree.places[element] for element in matches if element in tree.places)
