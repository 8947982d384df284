"""The table of formats matches the files: each format has a row, a module and a case."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from samklang.model import Block, Document, Source
from samklang.readers import FORMATS, Format, formats, parts, read
from samklang.readers.table import by_name, by_suffix
from tests.conftest import ROOT
from tests.readers import cases
from tests.readers.test_contract import CASES
from tests.readers.test_office_contract import WRITERS

READERS = ROOT / "src/samklang/readers"
READ_BY_ITSELF = {"mail", "mbox", "outlook", "parquet"}
"""Binary formats that hold more than paragraphs: `formats/test_mail.py`, `formats/test_tables.py`."""


def modules(folder: str) -> set[str]:
    return {path.stem for path in (READERS / folder).iterdir() if not path.stem.startswith("__")}


def test_every_module_has_a_row_and_every_row_a_module() -> None:
    assert sorted(row.module for row in FORMATS) == sorted(modules("formats"))
    assert len({row.name for row in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_every_module_says_what_it_reads(row: Format) -> None:
    module = import_module(f"{formats.__name__}.{row.module}")
    assert module.__doc__ and callable(module.read)


def test_every_format_is_tested() -> None:
    assert CASES.keys() == {row.name for row in FORMATS if not row.binary}
    assert WRITERS.keys() | READ_BY_ITSELF == {row.name for row in FORMATS if row.binary}


def test_every_case_is_in_a_family() -> None:
    families = {path.stem for path in (ROOT / "tests/readers/cases").glob("[!_]*.py")}
    given = [name for family in families for name in import_module(f"{cases.__name__}.{family}").CASES]
    assert sorted(given) == sorted(CASES)


def test_what_only_one_format_uses_is_in_its_folder() -> None:
    """A part is used by several formats, by another part or by `readers` itself."""
    sources = {path: path.read_text(encoding="utf-8") for path in READERS.rglob("*.py")}
    for part in modules("parts"):
        pattern = re.compile(rf"{re.escape(parts.__name__)}(?:\.{part} import|.* import (?:.*\b)?{part}\b)")
        users = {path for path, source in sources.items() if pattern.search(source)}
        alone = len(users) == 1 and all("formats" in path.parts for path in users)
        assert users and not alone, (part, users)


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_a_written_comment_is_read_back(row: Format) -> None:
    for written in row.comments.written:
        line = written.format("off")
        assert any(re.search(pattern, line, re.M | re.S) for pattern in row.comments.patterns), line


def test_formats_in_order_are_those_read_from_top_to_bottom() -> None:
    assert by_name("markdown").in_order and by_name("docx").in_order and by_name("captions").in_order
    for row in FORMATS:
        catalogue = {"label"} == {block.kind for block in _blocks(row)}
        assert not (catalogue and row.in_order), f"{row.name} is a catalogue of strings"


def _blocks(row: Format) -> tuple[Block, ...]:
    if row.binary:
        return ()
    source = Source(name=f"a{row.suffixes[0]}", path=None, data=CASES[row.name].rich.encode())
    document = read(source)
    assert isinstance(document, Document) and document.in_order is row.in_order
    return document.blocks


def test_a_suffix_is_looked_up_in_any_case() -> None:
    assert [row.name for row in by_suffix(".XML")] == ["android", "feed"]
    assert by_suffix(".png") == ()
