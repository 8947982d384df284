"""XML: a tree with the offset of every character."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from samklang.readers.parts.copy import Copy, Unreadable
from samklang.readers.parts.xml import MAX_DEPTH, Element, Raw, parse


def _root(text: str) -> Element:
    root = parse(text)
    assert root is not None
    return root


def _raws(element: Element) -> Iterator[Raw]:
    for part in element.walk():
        yield from part.attributes.values()
        yield from (child for child in part.children if isinstance(child, Raw))


RICH = """ \n<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a SYSTEM "none.dtd">
<a:rot xml:lang='sv' b = "1 > 0 &amp; 日" ><!-- nej > --><日本 ö="&nbsp;"/>Tält &amp; kök \N{PARTY POPPER}
<c /><?php nej ?>R&D &unknown; <![CDATA[<b>Låt & bli</b>]]> slut<c></c
></a:rot><!-- nej -->"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_character_slices_back(line_end: str) -> None:
    text = RICH.replace("\n", line_end)
    raws = list(_raws(_root(text)))
    assert [text[raw.offset : raw.offset + len(raw.raw)] for raw in raws] == [raw.raw for raw in raws]
    assert [raw.text.strip() for raw in raws] == [
        "sv", "1 > 0 & 日", "Tält & kök \N{PARTY POPPER}", "R&D &unknown;", "<b>Låt & bli</b>", "slut", "",
    ]  # fmt: skip


def test_the_tree() -> None:
    root = _root(RICH)
    assert [(element.name, RICH[element.offset]) for element in root.walk()] == [
        (name, "<") for name in ("a:rot", "日本", "c", "c")
    ]
    assert root.get("xml:lang") == "sv" and root.get("none") == ""
    assert root.first("c") is root.children[2] and root.first("none") is None
    assert root.text.split()[0] == "Tält" and root.text.endswith(" slut")


def test_character_data_becomes_copy() -> None:
    text = "<a>Tält &amp; <![CDATA[kök &amp;]]></a>"
    copy = Copy()
    for raw in _raws(_root(text)):
        raw.add_to(copy)
    block = copy.block()
    assert block is not None and block.text == "Tält & kök &amp;"
    assert text[slice(*block.span(5, 6))] == "&amp;"


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_text_has_no_root(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "reason", "offset"),
    [
        ("\n<a><b></a>", "mismatched tag", 9),
        ("<a>Hej", "no element found", 6),
        ("Hej", "syntax error", 0),
        ("<å>Tält<b c></b></å>", "not well-formed", 11),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "declares entities", 24),
        ("<!DOCTYPE a [<!ENTITY % b SYSTEM 'c'>%b;]><a/>", "declares entities", 36),
        ("<a>" * (MAX_DEPTH + 1), "nested deeper", 3 * MAX_DEPTH),
    ],
)
def test_errors_have_a_reason_and_an_offset(text: str, reason: str, offset: int) -> None:
    with pytest.raises(Unreadable, match=reason) as caught:
        parse(text)
    assert caught.value.offset == offset
