"""Spreadsheets, of Excel and OpenDocument alike: which cells are copy, and their places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO

import pytest
from openpyxl import Workbook

from samklang.model import CopyRules, Document
from tests.readers import packages
from tests.readers.office import document, reason

Rows = Sequence[Sequence[object]]
Write = Callable[..., bytes]


def _xlsx(rows: Rows, hidden: bool = False) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Copy"
    for row in rows:
        sheet.append(list(row))
    if hidden:
        book.create_sheet("Visible")
        sheet.sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _ods(rows: Rows, hidden: bool = False) -> bytes:
    body = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    style = '<style:style style:name="s"><style:table-properties table:display="{}"/></style:style>'
    return packages.zipped(
        packages.odf(
            "spreadsheet",
            f'<table:table table:name="Copy" table:style-name="s">{body}</table:table>',
            style.format("false" if hidden else "true"),
        )
    )


def _ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    kind = "string" if isinstance(value, str) else "float"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="{kind}">{lines}</table:table-cell>'


def _ods_row(cell: str) -> Document:
    body = f'<table:table table:name="A"><table:table-row>{cell}</table:table-row></table:table>'
    return document(".ods", packages.odf("spreadsheet", body))


WRITERS: dict[str, Write] = {".xlsx": _xlsx, ".ods": _ods}
PRODUCTS: Rows = [
    ["SKU", "Name", "Description", "Price"],
    ["A1", "Fjäll", "Vårt lättaste tält, för två.", 4995],
    ["A2", "Vind", "Står emot höstens stormar.", 6995],
    ["A3", None, "Sov gott i tio minus.", 2495],
]


@pytest.fixture(params=WRITERS)
def suffix(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _document(suffix: str, rows: Rows, **rules: object) -> Document:
    return document(suffix, WRITERS[suffix](rows), CopyRules(**rules))  # type: ignore[arg-type]


def _cells(suffix: str, rows: Rows, **rules: object) -> dict[str, str]:
    return {block.where: block.text for block in _document(suffix, rows, **rules).blocks}


def test_the_column_that_looks_like_copy(suffix: str) -> None:
    assert _cells(suffix, PRODUCTS) == {
        "sheet Copy, C2": "Vårt lättaste tält, för två.",
        "sheet Copy, C3": "Står emot höstens stormar.",
        "sheet Copy, C4": "Sov gott i tio minus.",
    }


@pytest.mark.parametrize("name", ["name", "B", "2"], ids=["heading", "letter", "number"])
def test_the_column_that_the_workspace_names(suffix: str, name: str) -> None:
    assert _cells(suffix, PRODUCTS, columns=(name,)).items() >= {"sheet Copy, B2": "Fjäll"}.items()
    assert all(", B" in place for place in _cells(suffix, PRODUCTS, columns=(name,)))


def test_a_heading_named_by_the_workspace_may_stand_below_a_title(suffix: str) -> None:
    rows = [["Texter till hösten, utkast ett"], [], ["Nyckel", "Text"], ["a", "Köp"], ["b", "Stäng"]]
    assert _cells(suffix, rows, columns=("text",)) == {"sheet Copy, B4": "Köp", "sheet Copy, B5": "Stäng"}


def test_a_named_column_that_no_sheet_has(suffix: str) -> None:
    skipped = reason(suffix, WRITERS[suffix](PRODUCTS), CopyRules(columns=("Brödtext",)))
    assert skipped == "has no column Brödtext in any sheet"


def test_a_heading_is_not_copy_if_the_column_is_named_by_its_letter(suffix: str) -> None:
    rows = [["Nyckel", "Knapp"], ["a", "Köp"], ["b", "Stäng"]]
    assert _cells(suffix, rows, columns=("B",)) == {"sheet Copy, B2": "Köp", "sheet Copy, B3": "Stäng"}


def test_a_sheet_of_one_column(suffix: str) -> None:
    rows = [["Text"], ["Vi ses på lördag."], ["Sov gott i natt."], ["Stäng"]]
    assert list(_cells(suffix, rows)) == ["sheet Copy, A2", "sheet Copy, A3", "sheet Copy, A4"]


def test_columns_named_by_a_language_are_copy_in_it(suffix: str) -> None:
    rows = [
        ["Key", "en", "sv-SE", "Text (da)"],
        ["buy", "Buy", "Köp", "Køb den nu"],
        ["end", "Close", "Stäng", "Luk den nu"],
    ]
    read = _document(suffix, rows)
    assert [(block.text, block.language) for block in read.blocks[:3]] == [
        ("Buy", "en"),
        ("Köp", "sv"),
        ("Køb den nu", "da"),
    ]


def test_a_language_of_a_region_of_the_same_name(suffix: str) -> None:
    read = _document(suffix, [["Key", "de-DE"], ["buy", "Kaufen"]])
    assert [(block.text, block.language) for block in read.blocks] == [("Kaufen", "de")]


def test_a_heading_does_not_decide_whether_its_column_is_copy(suffix: str) -> None:
    rows = [["Nyckel", "Text"], ["x1", "Vi ses på lördag."], ["x2", "k9"]]
    assert _cells(suffix, rows) == {"sheet Copy, B2": "Vi ses på lördag.", "sheet Copy, B3": "k9"}


def test_the_workspace_gives_a_column_its_language(suffix: str) -> None:
    read = _document(suffix, [["Key", "Ours"], ["a", "Køb"]], languages={"ours": "da"})
    assert [(block.where, block.language) for block in read.blocks] == [("sheet Copy, B2", "da")]


def test_a_sentence_alone_in_its_row_is_copy_above_a_table_and_below_it(suffix: str) -> None:
    rows = [
        ["Så här sköter du ditt tält."],
        ["Del", "Antal"],
        ["Pinne", 12],
        ["Lina", 8],
        ["Räcker inte det? Ring oss."],
    ]
    assert _cells(suffix, rows) == {
        "sheet Copy, A1": "Så här sköter du ditt tält.",
        "sheet Copy, A5": "Räcker inte det? Ring oss.",
    }


def test_a_table_without_headings(suffix: str) -> None:
    rows = [["a1", "Vi packar ditt paket i dag."], ["a2", "Vi ses i butiken på lördag."]]
    assert list(_cells(suffix, rows)) == ["sheet Copy, B1", "sheet Copy, B2"]


def test_repeated_texts_of_a_column_are_read_once(suffix: str) -> None:
    rows = [
        ["Id", "Text"],
        [1, "Fri frakt hela hösten."],
        [2, "Fri frakt hela hösten."],
        [3, "Sov gott ute i natt."],
    ]
    assert list(_cells(suffix, rows)) == ["sheet Copy, B2", "sheet Copy, B4"]


def test_a_sheet_without_copy_gives_a_note(suffix: str) -> None:
    read = _document(suffix, [["Id", "Price"], ["a1", 12], ["a2", 14]])
    assert read.blocks == () and read.notes == (
        "has no copy in sheet Copy: no column looks like copy or is named in samklang.yaml",
    )


def test_a_hidden_sheet_is_not_read_and_gives_a_note(suffix: str) -> None:
    read = document(suffix, WRITERS[suffix](PRODUCTS, hidden=True))
    assert read.blocks == () and read.notes == ("has a hidden sheet that was not read: Copy",)


def test_an_empty_sheet_has_no_copy(suffix: str) -> None:
    read = document(suffix, WRITERS[suffix]([]))
    assert (read.blocks, read.notes) == ((), ())


def test_lines_of_a_cell_are_one_block(suffix: str) -> None:
    assert _cells(suffix, [["Hej där.\nVälkommen in!"]]) == {"sheet Copy, A1": "Hej där. Välkommen in!"}


def test_a_span_is_in_the_extracted_copy(suffix: str) -> None:
    read = _document(suffix, PRODUCTS)
    block = read.blocks[1]
    assert read.file.text[slice(*block.span(0, 8))] == "Står emo"


def test_a_file_that_is_not_a_spreadsheet_is_skipped(suffix: str) -> None:
    assert "damaged, or another kind of file" in reason(suffix, {"a.xml": "<a/>"})


def test_formulas_give_their_value_and_errors_nothing() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["=A2", "#N/A", "Läs våra råd om tält."])
    out = BytesIO()
    book.save(out)
    assert [block.where for block in document(".xlsx", out.getvalue()).blocks] == ["sheet Sheet, C1"]


def test_errors_of_opendocument_are_not_copy() -> None:
    cell = _ods_cell("Err: no name here").replace("office:value", 'calcext:value-type="error" office:value')
    assert _ods_row(cell).blocks == ()


def test_repeated_rows_and_columns_count_and_are_read_once() -> None:
    cell = '<table:table-cell table:number-columns-repeated="3"/>' + _ods_cell("Sov gott ute i natt.")
    rows = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
        f'<table:table-row table:number-rows-repeated="500">{cell}</table:table-row>'
    )
    read = document(".ods", packages.odf("spreadsheet", f'<table:table table:name="A">{rows}</table:table>'))
    assert [block.where for block in read.blocks] == ["sheet A, D1048001"]


def test_comments_on_cells_are_not_copy() -> None:
    note = "<office:annotation><text:p>Kolla med Anna först.</text:p></office:annotation>"
    cell = _ods_cell("Vi ses på lördag.").replace("<text:p>", f"{note}<text:p>")
    assert [block.text for block in _ods_row(cell).blocks] == ["Vi ses på lördag."]


def test_rows_over_the_limit_of_cells_are_not_read_and_give_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samklang.readers.formats.xlsx.MAX_CELLS", 3)
    rows = [["Vi packar ditt paket."], ["Vi skickar det i dag."], [], ["Vi ses på lördag."]]
    read = document(".xlsx", _xlsx(rows))
    assert [block.where for block in read.blocks] == ["sheet Copy, A1", "sheet Copy, A2"]
    assert read.notes == ("was not read from row 4 of sheet Copy on: the limit is 3 cells",)


def test_a_cell_far_out_takes_no_time() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["XFD900000"] = "Vi ses på lördag.", "Långt bort härifrån."
    out = BytesIO()
    book.save(out)
    assert "sheet Sheet, A1" in [block.where for block in document(".xlsx", out.getvalue()).blocks]
