"""CSV, TSV and Parquet: which columns are copy, and the place of each cell."""

from __future__ import annotations

import csv
import sys
from io import BytesIO, StringIO
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from samklang.model import Block, CopyRules, Document, Kind, Skipped, Source
from samklang.readers import read as read_source
from samklang.readers.formats import parquet
from samklang.readers.formats.csv import MAX_COLUMNS, read, rows, value
from samklang.readers.parts.columns import letter
from samklang.readers.parts.copy import Unreadable

NAMES = ["Anna", "Bo", "Cia"]
COPY = ["Vi ses på måndag.", "Lätt att packa ner", "Sov gott i natt"]


def _placed_blocks(text: str, rules: CopyRules | None = None) -> list[tuple[str, str, str]]:
    """The place, the text and the characters in the file of each block."""
    blocks = read(text, rules or CopyRules())
    return [(b.where, b.text, text[slice(*b.span(0, len(b.text)))]) for b in blocks]


def _texts(text: str, **rules: Any) -> list[str]:
    return [block.text for block in read(text, CopyRules(**rules))]


def _table(delimiter: str, heading: bool = True) -> str:
    lines = [delimiter.join((name, f'"{copy}"')) for name, copy in zip(NAMES, COPY, strict=True)]
    return "\n".join([delimiter.join(("name", "text")), *lines] if heading else lines)


@pytest.mark.parametrize("delimiter", ",;\t|")
def test_delimiters(delimiter: str) -> None:
    expected = [(f"row {row}, text", copy, copy) for row, copy in enumerate(COPY, 2)]
    assert _placed_blocks(_table(delimiter)) == expected


@pytest.mark.parametrize(
    ("text", "copies"),
    [
        ("pris;text\n1,5;Bra tält, torrt\n2,5;Varm, mjuk säck", ["Bra tält, torrt", "Varm, mjuk säck"]),
        ("text\nHej, du glada\nVi ses i morgon, då", ["Hej, du glada", "Vi ses i morgon, då"]),
        ("sep=|\r\nid|sv\r\n1|Hej, du; då", ["Hej, du; då"]),
        ('id, text\n1, "Hej, du glada"\n2, "Vi ses, vännen"', ["Hej, du glada", "Vi ses, vännen"]),
        ("id,text\n1,Vi ses\n2,Kom in\n3", ["Vi ses", "Kom in"]),
    ],
)
def test_dialects(text: str, copies: list[str]) -> None:
    assert _texts(text) == copies


def test_a_cell_in_quotes() -> None:
    text = 'id,text\n1,"Ett ""lätt"" tält,\noch torrt.\n\n- Tål ""regn"""\n'
    assert _placed_blocks(text) == [
        ("row 2, text", 'Ett "lätt" tält, och torrt.', 'Ett ""lätt"" tält,\noch torrt.'),
        ("row 2, text", 'Tål "regn"', 'Tål ""regn"'),
    ]


def test_a_doubled_quote_has_the_offset_of_the_first() -> None:
    text = 'sv\n"a ""b"" c"'
    (block,) = read(text)
    assert [text[slice(*block.span(at, at + 1))] for at in (2, 3, 4, 6)] == ['"', "b", '"', "c"]


def test_a_cell_of_mark_up_is_a_fragment_of_a_page() -> None:
    text = 'id,text\n1,"<p class=""lead"">Torrt &amp; varmt.</p><ul><li>Tål regn</li></ul>"'
    assert [(block.kind, block.text, block.where) for block in read(text)] == [
        (Kind.PARAGRAPH, "Torrt & varmt.", "row 2, text"),
        (Kind.LIST_ITEM, "Tål regn", "row 2, text"),
    ]


def test_entities_in_a_cell_without_mark_up() -> None:
    text = "id,text\n1,Torrt &amp; varmt i natt"
    assert _placed_blocks(text) == [("row 2, text", "Torrt & varmt i natt", "Torrt &amp; varmt i natt")]


def test_rows_count_as_in_a_spreadsheet() -> None:
    text = 'id,text\n\n1,"Vi ses\npå måndag"\n\n2,Kom in nu'
    assert [where for where, _, _ in _placed_blocks(text)] == ["row 3, text", "row 5, text"]


@pytest.mark.parametrize(
    ("first", "wheres"),
    [
        ("id;text", ["row 2, text"]),
        (
            "Kund nr;Vad tyckte du om tältet när det regnade?",
            ["row 2, Vad tyckte du om tältet när det regnade?"],
        ),
        ("7;Bra tält", ["row 1, column B", "row 2, column B"]),
        ("2024-05-01;Bra tält", ["row 1, column B", "row 2, column B"]),
        ("a@example.com;Bra tält", ["row 1, column B", "row 2, column B"]),
        ("text;text", ["row 2, text"]),
    ],
)
def test_headings(first: str, wheres: list[str]) -> None:
    assert [where for where, _, _ in _placed_blocks(f"{first}\n1;Vi ses på måndag.")] == wheres


def test_headings_may_stand_below_a_title() -> None:
    rows = "\n".join(f"{day};Vi ses om {day} dagar." for day in range(20))
    assert _placed_blocks(f"Export av omdömen\n\nid;text\n{rows}")[0] == (
        "row 4, text",
        "Vi ses om 0 dagar.",
        "Vi ses om 0 dagar.",
    )


def test_a_table_without_headings_may_hold_sentences_alone() -> None:
    assert _texts("Vi ses på måndag, hoppas vi.\nLätt att packa ner i väskan.") == [
        "Vi ses på måndag, hoppas vi.",
        "Lätt att packa ner i väskan.",
    ]


WIDE = "id,title,sv,en-GB,body_da,url\n1,Vindtät,Köp,Buy,Kom ind i varmen,https://example.com/a b\n"


def test_columns_named_by_a_language_and_those_that_look_like_copy() -> None:
    assert [(block.where, block.language) for block in read(WIDE)] == [
        ("row 2, sv", "sv"),
        ("row 2, en-GB", "en"),
        ("row 2, body_da", "da"),
    ]


@pytest.mark.parametrize("name", ["title", "TITLE ", "B", "b", "2"])
def test_columns_by_heading_letter_or_number(name: str) -> None:
    assert _placed_blocks(WIDE, CopyRules(columns=(name,))) == [("row 2, title", "Vindtät", "Vindtät")]


def test_a_heading_takes_precedence_over_a_letter() -> None:
    assert _texts("b,a\nett,två", columns=("a",)) == ["två"]


def test_languages_of_columns() -> None:
    rules = CopyRules(columns=("title", "sv"), languages={"B": "da"})
    assert [block.language for block in read(WIDE, rules)] == ["da", "sv"]


def test_missing_columns_are_reported() -> None:
    with pytest.raises(Unreadable, match="has no column text or brödtext; it has id, title, sv, en-GB"):
        read(WIDE, CopyRules(columns=("text", "brödtext")))
    with pytest.raises(Unreadable, match="has no column C; it has columns A to B"):
        read("1,2\n3,4", CopyRules(columns=("C",)))
    assert read("", CopyRules(columns=("text",))) == ()


def test_more_columns_than_a_spreadsheet_has() -> None:
    with pytest.raises(Unreadable, match="more than 16,384 columns"):
        read("a" + "," * (MAX_COLUMNS + 1))


def test_letters() -> None:
    assert [letter(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


SCRAP = st.sampled_from(['"', '""', ",", "\n", "\r\n", "\r", " ", "a", "å \U0001f600", "b c", ";", "'"])


def test_a_stray_quote_swallows_no_rows() -> None:
    text = 'id\ttext\n1\t"Sov gott" sa hon.\n2\t"Vi ses i morgon\n3\tKom in nu, då'
    assert _texts(text) == ['"Sov gott" sa hon.', '"Vi ses i morgon', "Kom in nu, då"]


@given(st.lists(SCRAP, max_size=40).map("".join))
def test_cells_are_those_of_the_standard_library(text: str) -> None:
    reader = csv.reader(StringIO(text, newline=""), skipinitialspace=True, strict=True)
    try:
        theirs = list(reader)
    except csv.Error:
        reject()
    ours = [[value(cell) for cell in row] for row in rows(f"sep=,\n{text}")]
    assert [[cell.lstrip(" ") for cell in row] for row in ours] == [
        [cell.lstrip(" ") for cell in row] or [""] for row in theirs
    ]


TABLE = st.lists(
    st.lists(st.text("ab \"',;\n\t|å", max_size=6), min_size=2, max_size=2), min_size=2, max_size=5
)


@given(TABLE, st.sampled_from(",;\t|"))
def test_what_the_standard_library_writes_is_read_back(table: list[list[str]], delimiter: str) -> None:
    out = StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    assert [[value(cell) for cell in row] for row in rows(out.getvalue())] == table


def _parquet(columns: dict[str, Any], **options: Any) -> bytes:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    out = BytesIO()
    parquet.write_table(arrow.table(columns), out, **options)
    return out.getvalue()


def _source(data: bytes, **rules: Any) -> Source:
    return Source(name="table.parquet", path=None, data=data, named=True, copy=CopyRules(**rules))


def _blocks(data: bytes, **rules: Any) -> tuple[Block, ...]:
    document = read_source(_source(data, **rules))
    assert isinstance(document, Document), document
    return document.blocks


REVIEWS = {
    "id": [1, 2, 3],
    "name": ["Anna Ek", "Bo Ek", "Cia Ek"],
    "text": [
        "Hej {name} &amp; co, vi ses.\n\nKom in nu.",
        None,
        "<p>Torrt tält.</p><ul><li>Tål regn</li></ul>",
    ],
    "da": ["Køb", "", None],
    "tags": [["a b"], [], []],
}


def test_parquet() -> None:
    assert [(block.where, block.text, block.language) for block in _blocks(_parquet(REVIEWS))] == [
        ("row 1, text", "Hej & co, vi ses.", None),
        ("row 1, text", "Kom in nu.", None),
        ("row 1, da", "Køb", "da"),
        ("row 3, text", "Torrt tält.", None),
        ("row 3, text", "Tål regn", None),
    ]


def test_parquet_by_named_columns() -> None:
    assert [block.text for block in _blocks(_parquet(REVIEWS), columns=("name",))] == REVIEWS["name"]


def test_parquet_damaged_anywhere_is_read_or_skipped() -> None:
    raw = _parquet(REVIEWS)
    for at in range(0, len(raw), 10):
        for data in (raw[:at], raw[:at] + b"\xff\x00\xfe" + raw[at:], raw[:at] + b"\xe5\x93" + raw[at + 2 :]):
            document = read_source(_source(data))
            assert isinstance(document, Document) or (document.reason and document.hint)


def test_parquet_without_text_has_no_copy() -> None:
    assert _blocks(_parquet({"id": [1, 2]})) == ()


def test_parquet_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samklang.readers.formats.parquet.MAX_CHARACTERS", 1000)
    document = read_source(_source(_parquet({"text": ["Vi ses på måndag."] * 100})))
    assert isinstance(document, Skipped) and document.reason == "has more than 1,000 characters"


def test_a_text_in_many_rows_of_parquet_is_in_memory_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "MAX_CHARACTERS", 20_000_000)
    arrow = pytest.importorskip("pyarrow")
    key = arrow.array(["x" * 85_000])
    column = arrow.DictionaryArray.from_arrays([0] * 1000, key)
    data = _parquet({"key": column}, store_schema=False)
    before = arrow.total_allocated_bytes()
    document = read_source(_source(data))
    assert isinstance(document, Skipped) and document.reason == "has more than 20,000,000 characters"
    assert arrow.default_memory_pool().max_memory() - before < 5_000_000


def test_parquet_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    document = read_source(_source(b"PAR1"))
    assert isinstance(document, Skipped) and "the Parquet extra" in document.reason
    assert document.hint == "Run: pip install 'samklang[parquet]'"
