"""Apple's String Catalog: every language of an app in one JSON file."""

from __future__ import annotations

from collections.abc import Iterator

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.parts.catalogue import StringCatalogue, language_code
from samklang.readers.parts.json_text import String, Value, values

_PARTS = frozenset({"variations", "plural", "device", "width", "substitutions"})
"""Keys that lead to the forms of a string, and are not the name of a form."""


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """One block for each form of a string in a language; the key if the source language has no string.

    Raises:
        Unreadable: if it is not JSON.
    """
    catalogue = StringCatalogue(rules)
    for top in values(text):
        source = str(_member(top, "sourceLanguage") or "")
        for key, entry in _members(_member(top, "strings")):
            if _member(entry, "shouldTranslate") is False or _member(entry, "extractionState") == "stale":
                continue
            localizations = dict(_members(_member(entry, "localizations")))
            if source not in localizations:
                catalogue.add(key, key.decoded(text), language_code(source))
            for language, localization in localizations.items():
                for form, message in _forms(localization):
                    catalogue.add(key, message.decoded(text), language_code(language), form)
    return catalogue.blocks()


def _forms(localization: Value, form: str = "") -> Iterator[tuple[str, String]]:
    """The translated strings, each with the forms that lead to it, as `iphone, one`."""
    for key, value in _members(localization):
        if key == "stringUnit":
            message = _member(value, "value")
            if isinstance(message, String) and _member(value, "state") != "new":
                yield form, message
        elif key in _PARTS:
            yield from _forms(value, form)
        else:
            yield from _forms(value, ", ".join(filter(None, (form, key))))


def _members(value: Value) -> Iterator[tuple[String, Value]]:
    return iter(value.items() if isinstance(value, dict) else ())


def _member(value: Value, name: str) -> Value:
    return next((member for key, member in _members(value) if key == name), None)
