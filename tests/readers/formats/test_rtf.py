"""RTF documents: which copy is read, as which kind, and at which place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.office import PlacedText, attempt, document, placed_texts, reason

_FONTS = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204 Times{\*\falt Cyrillic};}}"


def _rtf(body: str, head: str = r"\ansi\ansicpg1252\deff0") -> bytes:
    return (r"{\rtf1" + head + _FONTS + body + "}").encode("cp1252")


def _read(body: str, head: str = r"\ansi\ansicpg1252\deff0") -> list[PlacedText]:
    return placed_texts(document(".rtf", _rtf(body, head)).blocks)


def _texts(body: str, head: str = r"\ansi\ansicpg1252\deff0") -> list[str]:
    return [text for _, _, text in _read(body, head)]


def test_headings_paragraphs_and_lists() -> None:
    body = r"""{\stylesheet{\s0 Normal;}}{\info{\title Utkast ett}}
\pard\outlinelevel0 Så packar du\par
\pard\outlinelevel9 Lägg sovsäcken
 underst.\par
\pard{\listtext\'b7\tab}\ls1 Regnkläder överst\par
{\pntext 2.\tab}Kartan i fickan\par
\pard Klart!\par"""
    assert _read(body) == [
        ("paragraph 1", "heading", "Så packar du"),
        ("paragraph 2", "paragraph", "Lägg sovsäcken underst."),
        ("paragraph 3", "list item", "Regnkläder överst"),
        ("paragraph 4", "list item", "Kartan i fickan"),
        ("paragraph 5", "paragraph", "Klart!"),
    ]


def test_headings_are_also_recognised_by_style() -> None:
    styles = r"{\stylesheet{\s0\fs22 Normal;}{\s1\sbasedon0\fs40 heading 1;}{\s15 Title;}{\*\cs10 Rubrik;}}"
    body = r"\pard\s15 Hösten är här\par\pard\s1 Ny säsong\par\pard\s0 Vi ses i butiken.\par"
    assert [kind for _, kind, _ in _read(styles + body)] == ["heading", "heading", "paragraph"]


def test_line_ends_after_a_backslash_end_paragraphs_as_on_a_mac() -> None:
    assert _texts("\\pard\n\\f0\\fs24 Ett stycke\\\n\\\nEtt annat\\\n") == ["Ett stycke", "Ett annat"]


def test_a_span_is_in_the_extracted_copy() -> None:
    read = document(".rtf", _rtf(r"Hej\par Vi ses {\b snart}\par"))
    assert read.file.text[slice(*read.blocks[1].span(7, 12))] == "snart"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"Sm\'f6rg\'e5sbord", "Smörgåsbord"),
        (r"Sm\u246?rg\u229 asbord", "Smörgåsbord"),
        (r"{\uc2 Sm\u246??rg\u229\'e5\'e5sbord}", "Smörgåsbord"),
        (r"{\uc0 Sm\u246 rg\u229 sbord}", "Smörgåsbord"),
        (r"Hej \u-10179?\u-8704?", "Hej \N{GRINNING FACE}"),
        (r"Hej \u-10179?du", "Hej \N{REPLACEMENT CHARACTER}du"),
        (r"{\f1 \'cf\'f0\'e8\'e2\'e5\'f2} du", "Привет du"),
        (r"Ord\~och\tab ord\line igen", "Ord och ord igen"),
        (r"\ldblquote Hej\rdblquote  \emdash  vi\rquote s", "“Hej” — vi’s"),
        (r"Klammer \{x\} och \\ streck", "Klammer och \\ streck"),
        (r"Smör{\b g}å{\i s}", "Smörgås"),
        (r"Hej {\bin5 }}}}} du", "Hej du"),
    ],
)
def test_characters(body: str, text: str) -> None:
    assert _texts(body) == [text]


@pytest.mark.parametrize(
    ("head", "raw"),
    [(r"\ansi\ansicpg1250", r"\'9cwi\'ear"), (r"\mac", r"\'8c\'8a")],
    ids=["central European", "Macintosh"],
)
def test_code_pages_of_the_document(head: str, raw: str) -> None:
    assert _texts(raw, head) == ["święr" if "1250" in head else "åä"]


@pytest.mark.parametrize(
    "unseen",
    [
        r"{\*\okänt \b text}",
        r"{\v dold text}",
        r"{\deleted borttagen}",
        r"\v dold\v0 ",
        r"{\*\annotation kommentar}",
        r"{\field{\*\fldinst HYPERLINK x}}",
        r"{\field{\*\fldinst { MERGEFIELD n}}{\fldrslt <<Namn>>}}",
        r"{\pict\pngblip 89504e47}",
        r"{\xe uppslagsord}",
        r"{\*\bkmkstart bokmärke}",
    ],
)
def test_what_is_not_copy(unseen: str) -> None:
    assert _texts(f"Hej {unseen}du") == ["Hej du"]


def test_a_field_shows_its_result() -> None:
    assert _texts(r"Läs {\field{\*\fldinst HYPERLINK x}{\fldrslt {\ul våra råd}}}.") == ["Läs våra råd."]


def test_tables() -> None:
    body = r"""Före\par\pard\intbl Tält\cell{\b Två} rader\par i cellen\cell\row
\intbl Säck\cell Varm\cell\row\pard\par\pard\intbl Annan tabell\cell\row\pard Efter\par"""
    assert _read(body) == [
        ("paragraph 1", "paragraph", "Före"),
        ("table 1, row 1, column 1", "table cell", "Tält"),
        ("table 1, row 1, column 2", "table cell", "Två rader"),
        ("table 1, row 1, column 2", "table cell", "i cellen"),
        ("table 1, row 2, column 1", "table cell", "Säck"),
        ("table 1, row 2, column 2", "table cell", "Varm"),
        ("table 2, row 1, column 1", "table cell", "Annan tabell"),
        ("paragraph 2", "paragraph", "Efter"),
    ]


def test_notes_headers_and_text_boxes_are_separate_stories() -> None:
    body = r"""{\headerl Nordlys}{\headerr Nordlys}{\footer Ring oss}
Vi ses{\footnote\ftnalt\pard Slutnot här}{\footnote\pard Med förbehåll} snart.
{\shp{\*\shpinst{\sp{\sn fill}{\sv 3}}{\shptxt Text i ruta\par}}{\shprslt Text i ruta}}\par"""
    assert _read(body) == [
        ("header", "paragraph", "Nordlys"),
        ("paragraph 1", "paragraph", "Vi ses snart."),
        ("text box 1", "paragraph", "Text i ruta"),
        ("footnote 1", "paragraph", "Med förbehåll"),
        ("endnote 1", "paragraph", "Slutnot här"),
        ("footer", "paragraph", "Ring oss"),
    ]


def test_a_document_that_is_cut_off_is_read_and_gives_a_note() -> None:
    read = document(".rtf", _rtf(r"Hej på dig\par Vi ses sn")[:-1])
    assert [block.text for block in read.blocks] == ["Hej på dig", "Vi ses sn"]
    assert read.notes == ("is cut off: its end is missing",)


def test_what_follows_the_document_is_not_copy() -> None:
    assert placed_texts(document(".rtf", _rtf("Hej du") + b"}}skr\xe4p").blocks) == [
        ("paragraph 1", "paragraph", "Hej du")
    ]


@pytest.mark.parametrize("data", [b"", b"Hej du", b"{Hej}"])
def test_a_file_that_is_not_rtf_is_skipped(data: bytes) -> None:
    assert reason(".rtf", data) == "is not an RTF document, despite its name"


def test_excessive_nesting_is_refused() -> None:
    assert reason(".rtf", _rtf("{" * 2000 + "Hej du" + "}" * 2000)) == "is nested too deeply"


SCRAPS = (
    *(
        "{",
        "}",
        "Hej du",
        "\\",
        "\\'",
        "\\'e5",
        "\\*",
        "\n",
        "\\u229?",
        "\\u-99999 ",
        "\\uc9 ",
        "\\bin3 ",
        "\\bin999999999 ",
    ),
    *(
        f"\\{word}"
        for word in "rtf1 par cell row nestcell intbl pard plain listtext pntext footnote ftnalt".split()
    ),
    *(
        f"\\{word}"
        for word in "fonttbl f9 fcharset128 stylesheet s1 fldinst fldrslt shptxt header ansicpg9 v".split()
    ),
)


@settings(max_examples=300, deadline=None)
@given(scraps=st.lists(st.sampled_from(SCRAPS), max_size=25))
def test_no_scraps_break_the_reader(scraps: list[str]) -> None:
    document(".rtf", b"{\\rtf1 " + "".join(scraps).encode())


@pytest.mark.parametrize("mark", [r"{\*}", r"{\*\b}{\*{}}"])
def test_an_optional_mark_applies_only_to_its_group(mark: str) -> None:
    assert _texts(rf"Hej {mark}\b du") == ["Hej du"]


@pytest.mark.parametrize(
    "scrap",
    [
        r"\'e5",
        r"\u229?",
        "{}",
        r"{\*\a b}",
        "\n0f",
        r"{\fldinst x",
        "\\par ",
        r"\cell",
        "\\",
        r"\bin-9 ",
        "{\\v ",
    ],
)
def test_no_scrap_takes_quadratic_time(scrap: str) -> None:
    assert attempt(".rtf", _rtf(scrap * 50_000))
    assert attempt(".rtf", _rtf(r"{\field{\*\fldinst " + scrap * 50_000))
