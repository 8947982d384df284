"""PO and POT of gettext: the translations, by our own tokenizer (docs/adr/0010)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.parts.catalogue import StringCatalogue
from samklang.readers.parts.escapes import Decoded, Escapes

_TOKEN = re.compile(
    r"^(?P<flag>#~|#,[^\n]*\bfuzzy\b)"
    r"|^[ \t]*(?:(?P<word>msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]+\])?)[ \t]*)?"
    r'"(?P<raw>[^"\\\n]*(?:\\.[^"\\\n]*)*)"',
    re.M,
)
_BYTE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|([0-7]{1,3}))")
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "b": "\b"}
_LANGUAGE = re.compile(r"^Language:[ \t]*([A-Za-z]+)", re.M)
_KEY = 60
"""Characters of a msgid that are enough to search for it."""


def _meaning(escape: str) -> str:
    units = [int(hexes, 16) if hexes else int(octal, 8) & 0xFF for hexes, octal in _BYTE.findall(escape)]
    return bytes(units).decode("utf-8", "replace") if units else _CONTROLS.get(escape[1], escape[1])


_ESCAPES = Escapes("\\", re.compile(r"(?:\\x[0-9a-fA-F]{2}|\\[0-7]{1,3})+|\\."), _meaning)
"""The escapes of C: octal and hexadecimal escapes are bytes, and a run of them is UTF-8."""


@dataclass(slots=True)
class _Entry:
    """The strings of an entry, each by its keyword: `msgid`, `msgstr`, `msgstr[1]`."""

    fuzzy: bool = False
    lines: dict[str, list[Decoded]] = field(default_factory=dict)

    def keywords(self, start: str) -> list[str]:
        return [keyword for keyword in self.lines if keyword.startswith(start)]

    def has_text(self, keyword: str) -> bool:
        return any(line.text for line in self.lines.get(keyword, ()))

    def message(self, keyword: str) -> Decoded:
        return Decoded.join(self.lines.get(keyword, ())).decode(_ESCAPES)

    def text(self, keyword: str) -> str:
        """The string without its offsets."""
        raw = "".join(line.text for line in self.lines.get(keyword, ()))
        return _ESCAPES.pattern.sub(lambda escape: _meaning(escape.group()), raw) if "\\" in raw else raw

    @property
    def is_header(self) -> bool:
        return not self.has_text("msgid") and "msgctxt" not in self.lines

    @property
    def is_translated(self) -> bool:
        return any(map(self.has_text, self.keywords("msgstr")))


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The translations of a catalogue, each by its msgid; of a template, the strings to translate.

    Fuzzy and obsolete entries are not read: they are not copy yet, or no longer.
    """
    entries, header = [], ""
    for entry in _entries(text):
        if entry.is_header:
            header += entry.text("msgstr")
        else:
            entries.append(entry)
    match = _LANGUAGE.search(header)
    language = match[1].lower() if match else None
    is_template = not language and not any(entry.is_translated for entry in entries)
    catalogue = StringCatalogue(rules)
    for entry in entries:
        if not entry.fuzzy:
            key = _key(entry)
            for keyword in entry.keywords("msgid" if is_template else "msgstr"):
                catalogue.add(key, entry.message(keyword), language, _form(keyword))
    return catalogue.blocks()


def _entries(text: str) -> Iterator[_Entry]:
    entry, keyword, fuzzy = _Entry(), "", False
    for token in _TOKEN.finditer(text):
        flag, named, raw = token.group("flag", "word", "raw")
        if flag:
            fuzzy = flag != "#~"
            continue
        if named == "msgctxt" or (named == "msgid" and entry.lines.keys() != {"msgctxt"}):
            yield entry
            entry, fuzzy = _Entry(fuzzy), False
        keyword = named or keyword
        entry.lines.setdefault(keyword, []).append(Decoded.of(raw, token.start("raw")))
    yield entry


def _key(entry: _Entry) -> str:
    key = " ".join(entry.text("msgid").split())
    shown = key if len(key) <= _KEY else f"{key[:_KEY].rstrip()}…"
    return f"{shown} ({entry.text('msgctxt')})" if entry.has_text("msgctxt") else shown


def _form(keyword: str) -> str:
    """The plural form of a message."""
    if keyword == "msgid_plural":
        return "plural"
    return f"plural {keyword[7:-1]}" if keyword.endswith("]") else ""
