"""A language is one file: each fills every field, and no other code of the package lists languages."""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from samklang.languages import CODES, FALLBACK, LANGUAGES, english_name
from samklang.scaffold.kinds import KINDS, MOMENTS
from tests.conftest import ROOT

PACKAGE = ROOT / "src/samklang"
EMPTY = {
    "en": {
        "lexicon.passive_endings": "English makes its passives with auxiliaries only",
        "steps.inverted_obligations": "English turns them round in questions only",
        "cues.currencies": "they are written as signs",
    },
    "sv": {
        "breaks.letters": "no word of one capital ends a sentence",
        "cues.clock": "the hour stands by itself",
    },
    "da": {
        "breaks.letters": "the plural you, I, hardly ends a sentence",
        "cues.clock": "the hour stands by itself",
    },
}
"""Fields that a language leaves empty, and why."""


def values(record: object, path: str = "") -> Iterator[tuple[str, object]]:
    """The fields of a record and of the records in it, with their paths."""
    if is_dataclass(record):
        for field in fields(record):
            yield from values(getattr(record, field.name), f"{path}.{field.name}".lstrip("."))
    elif isinstance(record, Mapping):
        yield path, record
        for key, value in record.items():
            yield from values(value, f"{path}.{key}")
    else:
        yield path, record


@pytest.mark.parametrize("code", CODES)
def test_a_language_fills_every_field_unless_a_reason_is_given_here(code: str) -> None:
    empty = {path for path, value in values(LANGUAGES[code]) if not value}
    assert empty == set(EMPTY.get(code, {}))


@pytest.mark.parametrize("code", CODES)
def test_a_language_names_the_folders_of_every_channel_and_moment(code: str) -> None:
    folders = LANGUAGES[code].folders
    assert list(folders.channels) == [kind.name for kind in KINDS]
    assert list(folders.moments) == list(MOMENTS)


@pytest.mark.parametrize("code", CODES)
def test_words_are_written_as_they_are_compared(code: str) -> None:
    with_capitals = ("lexicon.second_person_plural", "lexicon.formal_address", "breaks.letters")
    lists = {path: value for path, value in values(LANGUAGES[code]) if isinstance(value, frozenset | tuple)}
    for path, words in lists.items():
        for word in words if path != "engine_check" else ():
            text = " ".join(word) if isinstance(word, tuple) else word
            assert text == unicodedata.normalize("NFC", text), path
            assert path in with_capitals or text == text.lower(), path


def test_every_language_has_a_name_and_the_fallback_is_known() -> None:
    assert [english_name(code) for code in ("en", "sv", "da", "no", "xx")] == [
        *("English", "Swedish", "Danish", "Norwegian", "xx")
    ]
    assert FALLBACK in LANGUAGES


def listed(node: ast.AST) -> set[str | None]:
    """The words that a literal lists or keys by, or that a call names its arguments."""
    if isinstance(node, ast.Call):
        return {keyword.arg for keyword in node.keywords}
    parts: list[ast.expr | None] = []
    if isinstance(node, ast.Dict):
        parts = node.keys
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        parts = [*node.elts]
    return {part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def lists_of_languages(path: Path) -> list[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    lists = [node for node in nodes if len(listed(node) & set(CODES)) > 1]
    return [f"{path.name}:{getattr(node, 'lineno', 0)}" for node in lists]


@pytest.mark.parametrize(
    "source", ['{"en": 1, "sv": 2}', '("sv", "da")', 'Literal["en", "da"]', "dict(en=1, sv=2)"]
)
def test_a_list_of_languages_is_detected(source: str, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(source)
    assert lists_of_languages(tmp_path / "a.py") == ["a.py:1"]


def test_no_other_code_lists_the_languages() -> None:
    files = [path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE / "languages"]
    places = [place for path in files for place in lists_of_languages(path)]
    assert not places, "what differs by language belongs in the language's file in languages/"
