"""gettext's PO and POT: the translations, by a tokenizer of our own (docs/adr/0010)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.escaped import Raw, is_left, string_block

_TOKEN = re.compile(
    r"^(?P<flag>#~|#,[^\n]*\bfuzzy\b)"
    r"|^[ \t]*(?:(?P<word>msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]+\])?)[ \t]*)?"
    r'"(?P<raw>[^"\\\n]*(?:\\.[^"\\\n]*)*)"',
    re.M,
)
_ESCAPE = re.compile(r"(?:\\x[0-9a-fA-F]{2}|\\[0-7]{1,3})+|\\.")
_BYTE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|([0-7]{1,3}))")
_CONTROLS = {"\\n": "\n", "\\t": "\t", "\\r": "\r", "\\f": "\f", "\\v": "\v", "\\a": "\a", "\\b": "\b"}
_LANGUAGE = re.compile(r"(?:^|\\n)Language:[ \t]*([a-z]{2})(?![a-z])")
_KEY = 60
"""Characters of a msgid that are enough to find it by."""


@dataclass(slots=True)
class _Entry:
    """The strings of one entry, each by the word that stands before it: `msgid`, `msgstr`, `msgstr[1]`."""

    fuzzy: bool = False
    raws: dict[str, list[Raw]] = field(default_factory=dict)

    def raw(self, word: str) -> str:
        return "".join(raw.text for raw in self.raws.get(word, ()))

    def text(self, word: str) -> str:
        return _ESCAPE.sub(lambda escape: _decode(escape.group()), self.raw(word))

    @property
    def sources(self) -> list[str]:
        """The words before what is to be translated."""
        return [word for word in self.raws if word.startswith("msgid")]

    @property
    def translations(self) -> list[str]:
        """The words before what it has become."""
        return [word for word in self.raws if word.startswith("msgstr")]

    @property
    def is_header(self) -> bool:
        return not self.raw("msgid") and "msgctxt" not in self.raws


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The translations of a catalogue, each by its msgid; of a template, the strings that wait for one.

    Fuzzy and obsolete entries are left out: they are no copy yet, or no more.
    """
    entries, language = [], None
    for entry in _entries(text):
        if not entry.is_header:
            entries.append(entry)
        elif found := _LANGUAGE.search(entry.raw("msgstr")):
            language = found[1]
    is_template = not language and not any(any(map(entry.raw, entry.translations)) for entry in entries)
    blocks: list[Block] = []
    for entry in entries:
        key, context = entry.text("msgid"), entry.text("msgctxt")
        if not entry.fuzzy and not is_left(rules, key, context):
            words = entry.sources if is_template else entry.translations
            blocks += _blocks(entry, words, _where(key, context), language)
    return tuple(blocks)


def _where(key: str, context: str) -> str:
    key = " ".join(key.split())
    shown = key if len(key) <= _KEY else f"{key[:_KEY].rstrip()}…"
    return f"{shown} ({context})" if context else shown


def _blocks(entry: _Entry, words: list[str], where: str, language: str | None) -> Iterator[Block]:
    for word in words:
        if block := string_block(entry.raws[word], _ESCAPE, _decode, where + _form(word), language):
            yield block


def _form(word: str) -> str:
    if word == "msgid_plural":
        return ", plural"
    return f", plural {word[7:-1]}" if word.endswith("]") else ""


def _entries(text: str) -> Iterator[_Entry]:
    entry, word, fuzzy = _Entry(), "", False
    for token in _TOKEN.finditer(text):
        flag, named, raw = token.group("flag", "word", "raw")
        if flag:
            fuzzy = flag != "#~"
            continue
        if named == "msgctxt" or (named == "msgid" and entry.raws.keys() != {"msgctxt"}):
            yield entry
            entry, fuzzy = _Entry(fuzzy), False
        word = named or word
        entry.raws.setdefault(word, []).append(Raw(raw, token.start("raw")))
    yield entry


def _decode(escape: str) -> str:
    if escape in _CONTROLS:
        return _CONTROLS[escape]
    units = [int(hexes, 16) if hexes else int(octal, 8) & 0xFF for hexes, octal in _BYTE.findall(escape)]
    return bytes(units).decode("utf-8", "replace") if units else escape[1]
