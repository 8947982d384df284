"""XLIFF 1.2 and 2: the translations, or the source if nothing has been translated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.parts.catalogue import StringCatalogue, language_code
from samklang.readers.parts.xml import Element, parse

_CODE = frozenset("bpt ept ph it cp".split())
"""Inline elements with mark-up of the original format."""
_UNTRANSLATED = frozenset("new initial needs-translation needs-adaptation needs-l10n".split())
_UNITS = {"trans-unit": "resname", "unit": "name"}
"""Units of XLIFF 1.2 and 2, with the attribute that is a better name than the id."""


class _Pair(NamedTuple):
    key: str
    source: Element | None
    target: Element | None
    state: str

    @property
    def translated(self) -> Element | None:
        """The target, if it has been translated."""
        return None if self.state in _UNTRANSLATED else self.target


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """One block for each translated segment, or for each source segment if the file has no targets at all.

    Raises:
        Unreadable: if it is not well-formed XML.
    """
    root = parse(text)
    if root is None:
        return ()
    catalogue = StringCatalogue(rules)
    for file in root.elements:
        pairs = list(_pairs(file))
        has_targets = any(pair.target for pair in pairs)
        names = ("target-language", "trgLang") if has_targets else ("source-language", "srcLang")
        language = language_code(file.get(names[0]) or root.get(names[1]))
        for pair in pairs:
            if message := pair.translated if has_targets else pair.source:
                own_language = language_code(message.get("xml:lang"))
                catalogue.add(pair.key, message.decoded(unless=_CODE), own_language or language)
    return catalogue.blocks()


def _pairs(element: Element) -> Iterator[_Pair]:
    if element.get("translate") == "no":
        return
    if element.name not in _UNITS:
        for child in element.elements:
            yield from _pairs(child)
        return
    key = element.get(_UNITS[element.name]) or element.get("id")
    for segment in (element, *element.elements):
        if segment is element or segment.name == "segment":
            source, target = segment.first("source"), segment.first("target")
            yield _Pair(key, source, target, segment.get("state") or (target.get("state") if target else ""))
