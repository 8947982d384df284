"""Plain text."""

from __future__ import annotations

import pytest

from samklang.model import Kind
from samklang.readers.formats.text import read

P, LI = Kind.PARAGRAPH, Kind.LIST_ITEM


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("One\ntwo\n\nThree", [(P, "One two"), (P, "Three")]),
        ("One\r\ntwo\r\n \t\r\nThree", [(P, "One two"), (P, "Three")]),
        ("One\rtwo\r\rThree", [(P, "One two"), (P, "Three")]),
        (
            "Ta med:\n- tält\n* kök\n• kängor\n– mössa",
            [(P, "Ta med:"), (LI, "tält"), (LI, "kök"), (LI, "kängor"), (LI, "mössa")],
        ),
        ("- en punkt\n  på två rader", [(LI, "en punkt på två rader")]),
        ("-5 grader\n*viktigt*", [(P, "-5 grader *viktigt*")]),
        ("Hej {{ name }}!\n\n{% if x %}\nKom in.\n{% endif %}", [(P, "Hej !"), (P, "Kom in.")]),
        ("12 345\n\n***\n\nHej", [(P, "Hej")]),
        ("AT&T &amp; <b>inte</b> *mark-up*", [(P, "AT&T &amp; <b>inte</b> *mark-up*")]),
        ("---\nHej du\n---\nglada", [(P, "--- Hej du --- glada")]),
    ],
)
def test_blocks(text: str, blocks: list[tuple[Kind, str]]) -> None:
    assert [(block.kind, block.text) for block in read(text)] == blocks


def test_spans_slice_the_text() -> None:
    text = "  Hej  {name}\n\tpå dig \N{PARTY POPPER}.\n\n- Kom  in"
    first, second = read(text)
    assert first.text == "Hej på dig \N{PARTY POPPER}."
    assert text[slice(*first.span(0, len(first.text)))] == "Hej  {name}\n\tpå dig \N{PARTY POPPER}."
    assert text[slice(*first.span(4, 6))] == "på"
    assert text[slice(*second.span(0, 6))] == "Kom  in"
