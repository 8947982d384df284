"""JSX and TSX: what the component shows, and none of its code."""
# ruff: noqa: E501 - a case a line

from __future__ import annotations

import pytest

from samklang.model import CopyRules, Kind
from samklang.readers.formats.jsx import read
from tests.readers.hand_made import SAME, check

P, H, L, TITLE, D = Kind.PARAGRAPH, Kind.HEADING, Kind.LABEL, Kind.TITLE, Kind.DESCRIPTION

CASES = {
    "text": ("<p>Lätta tält</p>", [(P, "Lätta tält", SAME)]),
    "kinds": ("<ul><li>Tält</li><li>Kök</li></ul>", [(Kind.LIST_ITEM, x, SAME) for x in ("Tält", "Kök")]),
    "over lines": ("<h1>\n  Ett\n  hem\n</h1>", [(H, "Ett hem", "Ett\n  hem")]),
    "sentence": ("<p>Läs <Link href='/x'>villkoren</Link> <b>först</b>.</p>", [(P, "Läs villkoren först.", "Läs <Link href='/x'>villkoren</Link> <b>först</b>.")]),
    "entities": ("<p>Kaffe &amp; te&nbsp;nu</p>", [(P, "Kaffe & te nu", "Kaffe &amp; te&nbsp;nu")]),
    "space in braces": ("<p>Ring{' '}<b>oss</b></p>", [(P, "Ring oss", "Ring{' '}<b>oss")]),
    "string in braces": ("<p>Det {'är'} bra</p>", [(P, "Det är bra", "Det {'är'} bra")]),
    "template in braces": ("<p>{`Hej ${name}, kom in`}</p>", [(P, "Hej , kom in", "Hej ${name}, kom in")]),
    "variable": ("<p>Hej {name}, kom in</p>", [(P, "Hej , kom in", "Hej {name}, kom in")]),
    "comment": ("<p>{/* nej */}Ja // då</p>", [(P, "Ja // då", SAME)]),
    "branches": ("<p>{ok ? 'Ja' : no ?? 'Nej'} tack</p>", [(P, "Ja", SAME), (P, "Nej", SAME), (P, "tack", SAME)]),
    "condition": ("<p>{x === 'nej' && 'Ja'}</p>", [(P, "Ja", SAME)]),
    "element in a condition": ("<p>Hej {x && <b>du</b>} där</p>", [(P, "Hej du där", "Hej {x && <b>du</b>} där")]),
    "call in text": ("<p>{nej('nej nej')}</p>", []),
    "list": ("<ol>{all.map((x) => <li key={x}>Steg {x}</li>)}</ol>", [(Kind.LIST_ITEM, "Steg", SAME)]),
    "fragment": ("<><p>Ett</p>två</>", [(P, "Ett", SAME), (P, "två", SAME)]),
    "code": ("<p>Kör <code>nej</code> nu<style jsx>{`nej nej`}</style></p>", [(P, "Kör nu", "Kör <code>nej</code> nu")]),
    "two components": ("const A = () => <b>Ett</b>\nconst B = () => <b>Två</b>", [(P, "Ett", SAME), (P, "Två", SAME)]),
    "attributes": ('<img alt="Ett tält" title={`Vårt ${x}`} className="nej nej" data-alt="nej nej" />', [(Kind.ALT, "Ett tält", SAME), (TITLE, "Vårt", SAME)]),
    "attribute in branches": ("<input placeholder={a ? 'Sök här' : 'Vad vill du ha?'} />", [(Kind.PLACEHOLDER, "Sök här", SAME), (Kind.PLACEHOLDER, "Vad vill du ha?", SAME)]),
    "props": ('<Card heading="Torrt" text="Hela natten." variant="nej nej" label="primary" to="Nej" />', [(H, "Torrt", SAME), (P, "Hela natten.", SAME)]),
    "props with elements": ("<Card title={<>Ett <b>tält</b></>} icon={<i>Två</i>} />", [(P, "Ett tält", "Ett <b>tält"), (P, "Två", SAME)]),
    "objects": ("const a = [{ title: 'Tält', text: 'Håller torrt', id: 'nej nej', label: 'btn-nej' }]", [(TITLE, "Tält", SAME), (P, "Håller torrt", SAME)]),
    "keys and addresses": ("f({ title: 'cart.title', text: 'Cart.Title', message: '/nej', description: 'NEJ_NEJ' })", []),
    "escapes": (r"f({ text: 'S\'klart \u00e5\u00e4\n\u{1F600} \xe5' })", [(P, "S'klart åä 😀 å", r"S\'klart \u00e5\u00e4\n\u{1F600} \xe5")]),
    "surrogates": (r"f({ text: 'Hej \ud83d\ude00 \ud83d' })", [(P, "Hej 😀 �", r"Hej \ud83d\ude00 \ud83d")]),
    "head": ('<Head><title>Tält</title><meta name="description" content="Lätta." /><meta name="viewport" content="Nej nej" /></Head>', [(TITLE, "Tält", SAME), (D, "Lätta.", SAME)]),
    "broken": ("<p>Ja</p>; const = (", [(P, "Ja", SAME)]),
    "open comment": ("<p>Ja</p> /* nej nej", [(P, "Ja", SAME)]),
    "types": ("type A<T> = { title: string }; const a = b as unknown as T; <p>Ja</p>", [(P, "Ja", SAME)]),
    "only code": ("import a from 'Nej nej'; const x = 'Nej nej'; f(`nej ${a} nej`)", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_kind_text_and_place(name: str) -> None:
    check(read, *CASES[name])


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            '<FormattedMessage id="a.b" defaultMessage="Hej {name}!" description="Nej nej" />',
            [("a.b", "Hej !")],
        ),
        (
            "defineMessages({ a: { id: 'a', defaultMessage: 'Hej du', description: 'Nej nej' } })",
            [("a", "Hej du")],
        ),
        ("intl.formatMessage({ defaultMessage: `Hej du` })", [("", "Hej du")]),
        ("t('cart.add', 'Lägg i korgen')", [("cart.add", "Lägg i korgen")]),
        ("t('cart.add', { defaultValue: 'Lägg i korgen' })", [("", "Lägg i korgen")]),
        ("i18n.t('Lägg i korgen')", [("", "Lägg i korgen")]),
        ("<p>{t`Hej ${name}, kom in`}</p>", [("", "Hej , kom in")]),
        ("ngettext('Ett tält', '%d tält', n)", [("", "Ett tält"), ("", "tält")]),
        ("t(ok ? 'Ja tack' : 'Nej tack')", [("", "Ja tack"), ("", "Nej tack")]),
        ("<Trans i18nKey='a.b' defaults='Läs <0>mer</0> här' />", [("a.b", "Läs mer här")]),
        (
            "f({ id: 'n', defaultMessage: 'Du har {n, plural, one {ett tält} other {# tält}} kvar.' })",
            [("n", "Du har kvar."), ("n, one", "ett tält"), ("n, other", "tält")],
        ),
        ("other('Nej nej'); t(nej); t('cart.add')", []),
    ],
)
def test_messages_and_their_keys(text: str, messages: list[tuple[str, str]]) -> None:
    assert [(block.where, block.text) for block in read(text)] == messages


def test_keys_may_be_left_out() -> None:
    text = "t('debug.a', 'Hej du'); t('cart.a', 'Hej då')"
    assert [block.text for block in read(text, CopyRules(leave_keys=("debug.*",)))] == ["Hej då"]


def test_the_language_is_that_of_the_element() -> None:
    text = "<main lang='sv'><p>ett</p><p lang='en-GB' title='Number two'>two</p><p lang={x}>tre</p></main>"
    assert [block.language for block in read(text)] == ["sv", "en", "en", "sv"]


def test_astral_characters_before_do_not_move_places() -> None:
    text = "// \N{PARTY POPPER}åäö\n<p>Hej <b>på</b> dig</p>"
    assert text[slice(*read(text)[0].span(4, 6))] == "på"
