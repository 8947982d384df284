"""JSON that is no string catalogue: records, chats and tickets, what the workspace names."""

from __future__ import annotations

import json
from typing import Any

import pytest

from samklang.model import Block, CopyRules, Kind
from samklang.readers.formats import json as reader
from samklang.readers.formats import yaml as yaml_reader
from samklang.readers.parts.copy import MAX_BLOCK, BlockTooLong, Unreadable

PRODUCTS = [
    {
        "id": "T-1",
        "name": "Vind 2",
        "stock": 4,
        "text": "Vårt lättaste tält. Tål regn.",
        "url": "https://x.org/t1",
    },
    {
        "id": "K-7",
        "name": "Kök",
        "stock": 0,
        "text": "Kokar en liter på tre minuter.",
        "url": "https://x.org/k7",
    },
]
TICKETS = [
    {
        "id": 7,
        "subject": "Var är mitt paket?",
        "comments": [
            {"author": {"name": "Anna", "role": "end-user"}, "body": "Jag väntar fortfarande."},
            {"author": {"name": "Bo", "role": "agent", "email": "bo@x.org"}, "body": "Förlåt, vi letar nu."},
        ],
    }
]


def _read(value: Any, rules: CopyRules | None = None, indent: int | None = 1) -> list[Block]:
    return list(reader.read(json.dumps(value, ensure_ascii=False, indent=indent), rules or CopyRules()))


def _placed_blocks(value: Any, **rules: Any) -> list[tuple[str, str]]:
    return [(block.where, block.text) for block in _read(value, CopyRules(**rules))]


def test_fields_that_look_like_copy_are_read() -> None:
    assert _placed_blocks(PRODUCTS) == [
        ("[0].text", "Vårt lättaste tält. Tål regn."),
        ("[1].text", "Kokar en liter på tre minuter."),
    ]


def test_a_manifest_is_not_a_catalogue() -> None:
    manifest = {
        "name": "my-shop",
        "description": "Lätta tält för två.",
        "author": "Anna Ek",
        "main": "dist/index.js",
        "homepage": "https://example.com",
        "scripts": {"build": "vite build --mode production"},
        "dependencies": {"react": "^18.0.0", "vite": "5.4.1"},
    }
    assert _placed_blocks(manifest) == [("description", "Lätta tält för två.")]


def test_files_and_identifiers_in_a_catalogue_are_not_copy() -> None:
    assets = {"a": "img/tält.png", "b": "Stort tält.svg", "c": "js/a.1f.js", "d": "listOrders", "e": "Köp"}
    assert _placed_blocks({**assets, "f": "Packa med Node.js", "g": "och/eller", "h": "iPhone"}) == [
        ("e", "Köp"),
        ("f", "Packa med Node.js"),
        ("g", "och/eller"),
        ("h", "iPhone"),
    ]


def test_json_lines_are_records() -> None:
    lines = "\n".join(json.dumps(product) for product in PRODUCTS)
    blocks = reader.read(lines)
    assert [block.text for block in blocks] == [product["text"] for product in PRODUCTS]
    assert [lines[slice(*block.span(0, 4))] for block in blocks] == ["V\\u00e5rt", "Koka"]


@pytest.mark.parametrize("path", ["[*].name", "$[*].name", "name", "[0].name", "n*e"])
def test_paths_select_the_copy(path: str) -> None:
    assert [text for _, text in _placed_blocks(PRODUCTS, paths=(path,))] == ["Vind 2", "Kök"]


def test_a_path_may_lead_anywhere() -> None:
    value = {"shop": {"products": PRODUCTS, "motto": "Ut"}}
    assert len(_placed_blocks(value, paths=("shop.products[*].text", "shop.motto"))) == 3
    assert _placed_blocks(value, paths=("shop.m*",)) == [("shop.motto", "Ut")]


def test_a_path_that_leads_nowhere_is_reported() -> None:
    with pytest.raises(Unreadable, match=r"has nothing at products\[\*\].text or x"):
        _read(PRODUCTS, CopyRules(paths=("products[*].text", "x")))


def test_paths_take_precedence_over_a_catalogue() -> None:
    assert _placed_blocks({"a": {"message": "Ja"}, "b": {"message": "Nej"}}, paths=("a.*",)) == [
        ("a.message", "Ja")
    ]


def test_a_path_has_its_language() -> None:
    rules = CopyRules(languages={"[*].sv": "sv", "[*].da": "da"})
    blocks = _read([{"sv": "Tält", "da": "Telt", "no": "Nej"}], rules)
    assert [(block.text, block.language) for block in blocks] == [("Tält", "sv"), ("Telt", "da")]


def test_paragraphs_are_blocks_of_their_own() -> None:
    value = [{"text": "Packa lätt, {name}!\n\n- Tält & sovsäck\n- Kök <b>två</b>"}]
    blocks = _read(value, CopyRules(paths=("text",)))
    assert [(block.kind, block.text) for block in blocks] == [
        (Kind.PARAGRAPH, "Packa lätt, !"),
        (Kind.LIST_ITEM, "Tält & sovsäck"),
        (Kind.LIST_ITEM, "Kök två"),
    ]


def test_html_is_read_as_html() -> None:
    page = '<h2>Tält</h2><p class="a">Tål {% if x %}&quot;regn&quot;<br>och vind.</p><script>nej</script>'
    value = [{"text": page}]
    text = json.dumps(value)
    blocks = reader.read(text)
    assert [(block.kind, block.text) for block in blocks] == [
        (Kind.HEADING, "Tält"),
        (Kind.PARAGRAPH, 'Tål "regn" och vind.'),
    ]
    assert text[slice(*blocks[0].span(0, 4))] == "T\\u00e4lt"
    assert text[slice(*blocks[1].span(4, 10))] == "&quot;regn&quot;"


@pytest.mark.parametrize("body", ["o" * MAX_BLOCK + "o", f"<p>\\u00e5 {'o' * MAX_BLOCK}</p>"])
def test_a_block_over_the_limit_has_its_offset(body: str) -> None:
    text = f'[{{"a": "Hej du glada", "b": "Hej. \\n\\n{body}"}}]'
    with pytest.raises(BlockTooLong) as caught:
        reader.read(text, CopyRules(paths=("b",)))
    assert text[caught.value.offset] in "o\\H"


def test_customers_are_not_the_brand() -> None:
    assert _placed_blocks(TICKETS) == [
        ("[0].subject", "Var är mitt paket?"),
        ("[0].comments[1].body", "Förlåt, vi letar nu."),
    ]


@pytest.mark.parametrize("speaker", ["agent", "BO", "*@x.org"])
def test_speakers_by_role_name_and_address(speaker: str) -> None:
    assert _placed_blocks(TICKETS, speakers=(speaker,)) == [("[0].comments[1].body", "Förlåt, vi letar nu.")]


def test_only_the_customer() -> None:
    blocks = _placed_blocks(TICKETS, speakers=("end-user",))
    assert blocks == [("[0].comments[0].body", "Jag väntar fortfarande.")]


def test_a_chat_in_json_lines() -> None:
    turns = [
        ("system", "You are kind to everyone."),
        ("user", "Var är paketet?"),
        ("assistant", "Det kommer i dag!"),
    ]
    lines = "\n".join(json.dumps({"messages": [{"role": role, "content": text}]}) for role, text in turns)
    assert [block.text for block in reader.read(lines)] == ["Det kommer i dag!"]


def test_a_speaker_applies_to_nested_records() -> None:
    parts = [{"type": "text", "text": "Hej igen, Anna!"}]
    value = [{"role": "assistant", "content": parts}, {"role": "user", "content": parts}]
    assert _placed_blocks(value) == [("[0].content[0].text", "Hej igen, Anna!")]


def test_settings_are_not_copy() -> None:
    assert (
        _placed_blocks({"name": "shop", "version": 2, "files": ["src"], "private": True, "license": "MIT"})
        == []
    )


def test_yaml_that_is_not_a_catalogue() -> None:
    text = "title: Vind 2\nweight: 900\nfeatures:\n- name: tält\n  text: Tål både regn och vind.\n"
    (block,) = yaml_reader.read(text)
    assert (block.where, block.text, block.kind) == (
        "features[0].text",
        "Tål både regn och vind.",
        Kind.PARAGRAPH,
    )
