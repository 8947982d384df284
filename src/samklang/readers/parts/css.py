"""Which elements of a page are copy, by the CSS selectors of the workspace (docs/adr/0008)."""

from __future__ import annotations

from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from samklang.errors import ConfigError
from samklang.model import CopyRules
from samklang.readers.parts.markup import Tokenizer


class Chosen(NamedTuple):
    """The chosen elements, each by the offset of its start tag in the file."""

    kept: frozenset[int] | None
    """None for all elements."""
    excluded: frozenset[int] = frozenset()


def chosen(region: str, offset: int, rules: CopyRules) -> Chosen:
    """The elements that the rules choose in a region of mark-up that starts at `offset` of the file.

    Raises:
        ConfigError: if a selector is not valid CSS.
    """
    if not (rules.select or rules.leave):
        return Chosen(None)
    tree = _Tree(region, offset)
    tree.walk()
    kept = tree.matching(rules.select) if rules.select else None
    return Chosen(kept, tree.matching(rules.leave))


class _Tree(Tokenizer):
    """The elements of a region as a tree under one root, with the offset of each."""

    def __init__(self, region: str, start: int) -> None:
        super().__init__(region, start)
        self._root = Element("")
        self._path = [self._root]
        self._places: dict[Element, int] = {}

    def enter(self, tag: str, attrs: dict[str, str | None]) -> None:
        element = SubElement(self._path[-1], tag, {name: value or "" for name, value in attrs.items()})
        self._path.append(element)
        self._places[element] = self.place()

    def leave(self, _tag: str) -> None:
        self._path.pop()

    def matching(self, selectors: tuple[str, ...]) -> frozenset[int]:
        """The offsets of the elements that any of the selectors matches."""
        import cssselect2

        matcher: Any = cssselect2.Matcher()
        for selector in selectors:
            for compiled in _compiled(selector):
                matcher.add_selector(compiled, None)
        elements: Any = cssselect2.ElementWrapper.from_html_root(self._root).iter_subtree()
        matches = (element.etree_element for element in elements if matcher.match(element))
        return frozenset(self._places[element] for element in matches if element in self._places)


def _compiled(selector: str) -> Any:
    import cssselect2

    try:
        return cssselect2.compile_selector_list(selector)
    except cssselect2.SelectorError as error:
        reason = " ".join(part for part in error.args if isinstance(part, str))
        raise ConfigError(
            f"copy: {selector!r} is not a CSS selector: {reason}",
            hint="Write it as in a style sheet: `main`, `.notice`, `#terms > p`.",
        ) from error
