"""Front matter: titles and descriptions are copy, and the language that it names is that of the page."""
# ruff: noqa: E501 - a case a line
# ruff: noqa: E501 - a case a line

from __future__ import annotations

import pytest

from samklang.model import CopyRules, Kind
from samklang.readers.formats import html, markdown, mdx
from tests.readers.hand_made import SAME, check

T, D, P = Kind.TITLE, Kind.DESCRIPTION, Kind.PARAGRAPH

CASES = {
    "plain": ("---\ntitle: Om oss\ndate: 2024-05-01\nauthor: Nej Nej\n---\nText", [(T, "Om oss", SAME), (P, "Text", SAME)]),
    "quoted": ("---\ntitle: \"Tält \\u00e5t \\\"alla\\\"\"\nlead: 'Det''s allt'\n---\n", [(T, 'Tält åt "alla"', 'Tält \\u00e5t \\"alla\\"'), (D, "Det's allt", "Det''s allt")]),
    "folded": ("---\nexcerpt: >-\n  En rad\n  och en till\ntags: [nej nej]\n---\n", [(D, "En rad och en till", "En rad\n  och en till")]),
    "nested": ("---\nseo:\n  meta_description: Kort\nhero: {imageAlt: Ett tält, image: nej.png}\n---\n", [(D, "Kort", SAME), (Kind.ALT, "Ett tält", SAME)]),
    "lists": ("---\nfeatures:\n- title: Ett\n- title: Två\n---\n", [(T, "Ett", SAME), (T, "Två", SAME)]),
    "template code": ("---\ntitle: Hej {{ name }}\n---\n", [(T, "Hej", SAME)]),
    "not YAML": ("---\ntitle: Om oss\nlead: nej: nej\n---\nText", [(P, "Text", SAME)]),
    "TOML": ("+++\ntitle = \"Om \\\"oss\\\"\"\ndraft = false\n[params]\nlead = 'Kort'\n+++\n\nText", [(T, 'Om "oss"', 'Om \\"oss\\"'), (D, "Kort", SAME), (P, "Text", SAME)]),
    "CRLF": ("---\r\ntitle: Om oss\r\n---\r\nText", [(T, "Om oss", SAME), (P, "Text", SAME)]),
    "none": ("Text\n\ntitle: nej", [(P, "Text", SAME), (P, "title: nej", SAME)]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_kind_text_and_place(name: str) -> None:
    check(markdown.read, *CASES[name])


def test_the_key_is_the_place_and_may_be_left_out() -> None:
    text = "---\nseo: {title: Om oss}\nlead: Kort\n---\n"
    assert [block.where for block in markdown.read(text)] == ["seo.title", "lead"]
    assert [block.text for block in markdown.read(text, CopyRules(leave_keys=("seo.*",)))] == ["Kort"]


@pytest.mark.parametrize("read", [markdown.read, mdx.read, html.read])
def test_the_language_is_that_of_the_page(read: object) -> None:
    text = "---\nlang: sv-SE\ntitle: Ett\n---\n\nTvå\n\n<p lang='da'>Tre</p>\n"
    blocks = read(text)  # type: ignore[operator]
    assert {block.text: block.language for block in blocks} == {"Ett": "sv", "Två": "sv", "Tre": "da"}
