"""String catalogues: what is copy, under which key, in which language, and at which offset."""
# ruff: noqa: E501 - a case a line

from __future__ import annotations

from importlib import import_module

import pytest

from samklang.model import CopyRules, Document, Kind, Skipped, Source
from samklang.readers import read
from samklang.readers.parts.copy import Unreadable

Placed = tuple[str, str | None, str, str]


def _placed_blocks(module: str, text: str, rules: CopyRules | None = None) -> list[Placed]:
    """The place, the language, the text and the characters in the file of each block."""
    blocks = import_module(f"samklang.readers.formats.{module}").read(text, rules or CopyRules())
    assert all(block.kind is Kind.LABEL for block in blocks)
    return [(b.where, b.language, b.text, text[slice(*b.span(0, len(b.text)))]) for b in blocks]


def _texts(module: str, text: str, rules: CopyRules | None = None) -> list[str]:
    return [text for _, _, text, _ in _placed_blocks(module, text, rules)]


def _strings(inside: str) -> str:
    return f'<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">{inside}</resources>'


ANDROID = {
    "string": ('<string name="a">Köp nu</string>', [("a", None, "Köp nu", "Köp nu")]),
    "escapes": (r'<string name="a">Det\'s \"sant\" \u00e5\n\@ \\ slut</string>', [("a", None, 'Det\'s "sant" å @ \\ slut', r"Det\'s \"sant\" \u00e5\n\@ \\ slut")]),
    "quotes": ('<string name="a">"Två   ord"</string>', [("a", None, "Två ord", "Två   ord")]),
    "emoji": (r'<string name="a">Hej \ud83d\ude00 du</string>', [("a", None, "Hej \N{GRINNING FACE} du", r"Hej \ud83d\ude00 du")]),
    "half of an emoji": (r'<string name="a">Hej \ud83d du</string>', [("a", None, "Hej \ufffd du", r"Hej \ud83d du")]),
    "entity": ('<string name="a">Tält &amp; kök</string>', [("a", None, "Tält & kök", "Tält &amp; kök")]),
    "mark-up": ('<string name="a">Ta <b>två</b> &lt;i>nu&lt;/i></string>', [("a", None, "Ta två nu", "Ta <b>två</b> &lt;i>nu")]),
    "cdata": ('<string name="a"><![CDATA[Ta <b>två</b> &amp; gå]]></string>', [("a", None, "Ta två & gå", "Ta <b>två</b> &amp; gå")]),
    "placeholders": ('<string name="a">Hej <xliff:g id="n">%1$s</xliff:g>, köp %2$d</string>', [("a", None, "Hej , köp", 'Hej <xliff:g id="n">%1$s</xliff:g>, köp')]),
    "plurals": ('<plurals name="a"><item quantity="one">%d natt</item><item quantity="other">%d nätter</item></plurals>', [("a, one", None, "natt", "natt"), ("a, other", None, "nätter", "nätter")]),
    "array": ('<string-array name="a"><item>Ett</item><item>Två</item></string-array>', [("a, item 1", None, "Ett", "Ett"), ("a, item 2", None, "Två", "Två")]),
    "not for translation": ('<string name="a" translatable="false">Nej</string><string-array name="b" translatable="false"><item>Nej</item></string-array>', []),
    "references": ('<string name="a">@string/b</string><string name="c">?attr/d</string>', []),
    "other resources": ('<color name="a">red</color><bool name="b">true</bool><!-- nej --><item name="c">nej</item>', []),
    "addresses": ('<string name="a">https://x.org/hej</string><string name="b">hej@x.org</string><string name="c">feature_flag</string>', []),
}  # fmt: skip


@pytest.mark.parametrize("name", ANDROID)
def test_android(name: str) -> None:
    inside, expected = ANDROID[name]
    assert _placed_blocks("android", _strings(inside)) == expected


def test_android_declares_its_language() -> None:
    text = '<resources xmlns:tools="t" tools:locale="da-DK"><string name="a">Køb nu</string></resources>'
    assert _placed_blocks("android", text) == [("a", "da", "Køb nu", "Køb nu")]


def _file(inside: str, attributes: str = 'source-language="en" target-language="sv-SE"') -> str:
    return f'<xliff version="1.2"><file {attributes}><body>{inside}</body></file></xliff>'


def _unit(inside: str, attributes: str = 'id="a"') -> str:
    return _file(f"<trans-unit {attributes}>{inside}</trans-unit>")


XLIFF = {
    "target": (_unit("<source>Buy</source><target>Köp</target><note>nej</note>"), [("a", "sv", "Köp", "Köp")]),
    "name before id": (_unit("<target>Köp</target>", 'id="1" resname="buy"'), [("buy", "sv", "Köp", "Köp")]),
    "language of a target": (_unit('<target xml:lang="da-DK">Køb</target>'), [("a", "da", "Køb", "Køb")]),
    "translated": (_unit('<target state="translated">Köp</target>'), [("a", "sv", "Köp", "Köp")]),
    "to be reviewed": (_unit('<target state="needs-review-translation">Köp</target>'), [("a", "sv", "Köp", "Köp")]),
    "untranslated": (_unit('<source>Buy</source><target state="needs-translation">Buy</target>'), []),
    "new": (_unit('<source>Buy</source><target state="new">Buy</target>'), []),
    "empty target": (_unit("<source>Buy</source><target/>"), []),
    "one of two": (_file('<trans-unit id="a"><source>Buy</source></trans-unit><trans-unit id="b"><target>Sälj</target></trans-unit>'), [("b", "sv", "Sälj", "Sälj")]),
    "only sources": (_file('<trans-unit id="a"><source>Buy</source></trans-unit>', 'source-language="en-GB"'), [("a", "en", "Buy", "Buy")]),
    "not for translation": (_unit("<target>Nej</target>", 'id="a" translate="no"'), []),
    "a group not for translation": (_file('<group translate="no"><trans-unit id="a"><target>Nej</target></trans-unit></group>'), []),
    "within groups": (_file('<group><group><trans-unit id="a"><target>Ja</target></trans-unit></group></group>'), [("a", "sv", "Ja", "Ja")]),
    "other translations": (_unit("<target>Ja</target><alt-trans><target>Nej</target></alt-trans>"), [("a", "sv", "Ja", "Ja")]),
    "inline": (_unit('<target>Köp <g id="1">två</g><x id="2"/> <bpt id="3">nej</bpt>nu<ph id="4">nej</ph></target>'), [("a", "sv", "Köp två nu", 'Köp <g id="1">två</g><x id="2"/> <bpt id="3">nej</bpt>nu')]),
    "Apple's plurals": (_unit("<target>%#@n@ kvar</target>", 'id="/left:dict/NSStringLocalizedFormatKey:dict/:string"'), [("/left:dict/NSStringLocalizedFormatKey:dict/:string", "sv", "kvar", "kvar")]),
    "2.0": ('<xliff version="2.0" srcLang="en" trgLang="da"><file><unit id="u" name="buy"><notes><note>nej</note></notes><segment><source>Buy</source><target>Køb</target></segment><segment state="initial"><target>nej</target></segment><ignorable><target>nej</target></ignorable></unit></file></xliff>', [("buy", "da", "Køb", "Køb")]),
    "2.0 inline": ('<xliff version="2.0" srcLang="en" trgLang="da"><file><group><unit id="u"><segment><target>Køb <pc id="1">to</pc><ph id="2"/></target></segment></unit></group></file></xliff>', [("u", "da", "Køb to", 'Køb <pc id="1">to')]),
    "2.0 sources": ('<xliff version="2.0" srcLang="en"><file><unit id="u"><segment><source>Buy</source></segment></unit></file></xliff>', [("u", "en", "Buy", "Buy")]),
}  # fmt: skip


@pytest.mark.parametrize("name", XLIFF)
def test_xliff(name: str) -> None:
    text, expected = XLIFF[name]
    assert _placed_blocks("xliff", text) == expected


RESX = {
    "string": ('<data name="Buy"><value>Köp &amp; betala {0}</value><comment>nej</comment></data>', [("Buy", None, "Köp & betala", "Köp &amp; betala")]),
    "typed string": ('<data name="Buy" type="System.String, mscorlib"><value>Köp</value></data>', [("Buy", None, "Köp", "Köp")]),
    "other types": ('<data name="a" type="System.Drawing.Size"><value>nej</value></data><data name="b" mimetype="application/x"><value>nej</value></data>', []),
    "the designer's": ('<data name="&gt;&gt;button.Name"><value>nej</value></data><data name="button.Name"><value>nej</value></data>', []),
    "head": ('<resheader name="writer"><value>nej</value></resheader><metadata name="a"><value>nej</value></metadata><data name="b"/>', []),
}  # fmt: skip


@pytest.mark.parametrize("name", RESX)
def test_resx(name: str) -> None:
    inside, expected = RESX[name]
    assert _placed_blocks("resx", f"<root>{inside}</root>") == expected


def _plist(inside: str) -> str:
    return f"<plist><dict><key>left</key><dict>{inside}</dict></dict></plist>"


STRINGSDICT = {
    "plural": (
        "<key>NSStringLocalizedFormatKey</key><string>Kvar: %#@n@</string><key>n</key><dict>"
        "<key>NSStringFormatSpecTypeKey</key><string>NSStringPluralRuleType</string>"
        "<key>NSStringFormatValueTypeKey</key><string>lld</string>"
        "<key>one</key><string>ett paket</string><key>other</key><string>%lld paket</string></dict>",
        [("left", None, "Kvar:", "Kvar:"), ("left, n, one", None, "ett paket", "ett paket"), ("left, n, other", None, "paket", "paket")],
    ),
    "only a variable": ("<key>NSStringLocalizedFormatKey</key><string>%1$#@n@</string>", []),
    "widths": (
        "<key>NSStringVariableWidthRuleType</key><dict><key>20</key><string>Vänta</string><key>50</key><string>Vänta lite</string></dict>",
        [("left, 20", None, "Vänta", "Vänta"), ("left, 50", None, "Vänta lite", "Vänta lite")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STRINGSDICT)
def test_stringsdict(name: str) -> None:
    inside, expected = STRINGSDICT[name]
    assert _placed_blocks("stringsdict", _plist(inside)) == expected


def _catalog(strings: str) -> str:
    return f'{{"sourceLanguage": "en", "strings": {{{strings}}}}}'


def _value(text: str, state: str = "translated") -> str:
    return f'{{"stringUnit": {{"state": "{state}", "value": "{text}"}}}}'


XCSTRINGS = {
    "languages": (f'"Buy": {{"comment": "nej", "localizations": {{"sv": {_value("Köp")}, "da": {_value("Køb")}}}}}', [("Buy", "en", "Buy", "Buy"), ("Buy", "sv", "Köp", "Köp"), ("Buy", "da", "Køb", "Køb")]),
    "only a key": ('"Buy \\"two\\"": {}', [('Buy "two"', "en", 'Buy "two"', 'Buy \\"two\\"')]),
    "a source of its own": (f'"buy": {{"localizations": {{"en": {_value("Buy")}}}}}', [("buy", "en", "Buy", "Buy")]),
    "new": (f'"buy": {{"localizations": {{"en": {_value("Buy")}, "sv": {_value("Buy", "new")}}}}}', [("buy", "en", "Buy", "Buy")]),
    "to be reviewed": (f'"buy": {{"localizations": {{"en": {_value("Buy", "needs_review")}}}}}', [("buy", "en", "Buy", "Buy")]),
    "not for translation": ('"Nej": {"shouldTranslate": false}', []),
    "no longer used": ('"Nej": {"extractionState": "stale"}', []),
    "plural by device": (
        f'"left": {{"localizations": {{"en": {{"variations": {{"device": {{"iphone": {{"variations": {{"plural": {{"one": {_value("%lld bag")}}}}}}}, "other": {_value("Bags")}}}}}}}}}}}',
        [("left, iphone, one", "en", "bag", "bag"), ("left, other", "en", "Bags", "Bags")],
    ),
    "substitutions": (
        f'"left": {{"localizations": {{"en": {{"stringUnit": {{"value": "%#@n@ left"}}, "substitutions": {{"n": {{"argNum": 1, "variations": {{"plural": {{"other": {_value("%arg bags")}}}}}}}}}}}}}}}',
        [("left", "en", "left", "left"), ("left, n, other", "en", "bags", "bags")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", XCSTRINGS)
def test_xcstrings(name: str) -> None:
    strings, expected = XCSTRINGS[name]
    assert _placed_blocks("xcstrings", _catalog(strings)) == expected


ARB = {
    "message": ('{"buy": "Köp", "@buy": {"description": "nej"}}', [("buy", None, "Köp", "Köp")]),
    "locale": ('{"@@locale": "sv_SE", "@@x": "nej", "buy": "Köp"}', [("buy", "sv", "Köp", "Köp")]),
    "plural": (
        '{"left": "Du har {n, plural, =0{inget} one{ett paket} other{{n} paket, det\'\'s allt}} kvar"}',
        [("left", None, "Du har kvar", "Du har {n, plural, =0{inget} one{ett paket} other{{n} paket, det''s allt}} kvar"), ("left, =0", None, "inget", "inget"), ("left, one", None, "ett paket", "ett paket"), ("left, other", None, "paket, det's allt", "paket, det''s allt")],
    ),
    "select": ('{"a": "{who, select, ours{Vi packar} other{Ni packar}}"}', [("a, ours", None, "Vi packar", "Vi packar"), ("a, other", None, "Ni packar", "Ni packar")]),
    "no object": ('["nej"]', []),
}  # fmt: skip


@pytest.mark.parametrize("name", ARB)
def test_arb(name: str) -> None:
    text, expected = ARB[name]
    assert _placed_blocks("arb", text) == expected


JSON = {
    "nested": ('{"cart": {"title": "Din korg", "tips": ["Packa lätt"]}}', [("cart.title", None, "Din korg", "Din korg"), ("cart.tips[0]", None, "Packa lätt", "Packa lätt")]),
    "i18next": ('{"left_one": "{{count}} vara", "left_other": "{{count}} varor, $t(ok)"}', [("left_one", None, "vara", "vara"), ("left_other", None, "varor,", "varor,")]),
    "escapes": (r'{"a": "S\u00e4g \"hej\"\n\ud83d\ude00 nu"}', [("a", None, 'Säg "hej" \N{GRINNING FACE} nu', r"S\u00e4g \"hej\"\n\ud83d\ude00 nu")]),
    "a tab as it is": ('{"a": "Köp\tnu"}', [("a", None, "Köp nu", "Köp\tnu")]),
    "untranslated": ('{"a": null, "b": "", "c": "Ja"}', [("c", None, "Ja", "Ja")]),
    "languages": ('{"en": {"buy": "Buy"}, "sv-SE": {"buy": "Köp", "n": 1}}', [("buy", "en", "Buy", "Buy"), ("buy", "sv", "Köp", "Köp")]),
    "two letters that are no language": ('{"ui": {"buy": "Köp"}}', [("ui.buy", None, "Köp", "Köp")]),
    "Chrome": ('{"buy": {"message": "Köp för $PRICE$", "description": "nej", "placeholders": {"price": {"content": "nej"}}}}', [("buy", None, "Köp för", "Köp för")]),
    "React Intl": ('{"buy": {"defaultMessage": "Köp {n, plural, one {en} other {flera}}", "description": "nej"}}', [("buy", None, "Köp", "Köp"), ("buy, one", None, "en", "en"), ("buy, other", None, "flera", "flera")]),
    "a name that others use for people": ('{"user": "User", "text": "Text"}', [("user", None, "User", "User"), ("text", None, "Text", "Text")]),
    "no copy": ('{"a": "/img/a.png", "b": "cart.title", "c": "2024-05-01", "d": "tel:112", "e": "12"}', []),
    "comma too many": ('{"a": "Ja",}', [("a", None, "Ja", "Ja")]),
}  # fmt: skip


@pytest.mark.parametrize("name", JSON)
def test_json_catalogues(name: str) -> None:
    text, expected = JSON[name]
    assert _placed_blocks("json", text) == expected


YAML = {
    "Rails": ("sv:\n  cart:\n    title: Din korg\n", [("cart.title", "sv", "Din korg", "Din korg")]),
    "Rails' formats": ("sv:\n  date:\n    formats: {a: '%Y-%m-%d', b: '%-d %b'}\n    order:\n    - :year\n    n: 3\n    y: yes\n", []),
    "Symfony": ("cart.title: 'Din korg'\ncart.left: '%count% kvar'\n", [("cart.title", None, "Din korg", "Din korg"), ("cart.left", None, "kvar", "kvar")]),
    "untranslated": ("a: Ja\nb:\nc: ~\n", [("a", None, "Ja", "Ja")]),
    "single quotes": ("a: 'Det''s bra'\n", [("a", None, "Det's bra", "Det''s bra")]),
    "double quotes": ('a: "S\\xe4g \\"hej\\" \\\n  nu"\n', [("a", None, 'Säg "hej" nu', 'S\\xe4g \\"hej\\" \\\n  nu')]),
    "literal": ("a: |\n  En rad\n  till\n\n# nej\nb: Två\n", [("a", None, "En rad till", "En rad\n  till"), ("b", None, "Två", "Två")]),
    "folded": ("a: >-  # nej\n  En rad\n  till\n", [("a", None, "En rad till", "En rad\n  till")]),
    "plain over lines": ("a: En rad\n  till  # nej\n", [("a", None, "En rad till", "En rad\n  till")]),
    "anchors": ("a: &x Ja\nb: *x\nc: &y !!str Hej\n", [("a", None, "Ja", "Ja"), ("c", None, "Hej", "Hej")]),
    "placeholders": ("sv:\n  a: Hej %{name}, du\n", [("a", "sv", "Hej , du", "Hej %{name}, du")]),
    "emoji before": ("a: \N{GRINNING FACE}\nb: 'Hej'\n", [("b", None, "Hej", "Hej")]),
    "languages": ("en: {a: Buy}\nda: {a: Køb}\n", [("a", "en", "Buy", "Buy"), ("a", "da", "Køb", "Køb")]),
    "tags": ("a: !ruby/object:X nej\nb: !!binary aGVq\nc: !!str\n", []),
}  # fmt: skip


@pytest.mark.parametrize("name", YAML)
def test_yaml_catalogues(name: str) -> None:
    text, expected = YAML[name]
    assert _placed_blocks("yaml", text) == expected


@pytest.mark.parametrize(
    ("module", "text", "reason", "offset"),
    [
        ("yaml", "a: [", "is not valid YAML", None),
        ("yaml", "- " * 200, "nested deeper than 100", 200),
        ("yaml", "a: \x07", "does not allow", None),
        ("json", '{"a": nej}', "is not valid JSON: Expecting value", 6),
        ("json", "[" * 100_000, "nested too deeply", None),
        ("json", '{"a" "b"}', "Expecting ':'", 4),
        ("arb", '{"a": "b"', "Expecting", 9),
        ("xliff", "<xliff>", "no element found", 7),
    ],
)
def test_errors_have_a_reason_and_an_offset(module: str, text: str, reason: str, offset: int | None) -> None:
    with pytest.raises(Unreadable, match=reason) as caught:
        _texts(module, text)
    assert offset is None or caught.value.offset == offset


@pytest.mark.parametrize("name", ["strings.xml", "a.json"])
def test_keys_are_left_out_by_glob(name: str) -> None:
    text = '{"legal.a": "Nej", "b": "Ja"}'
    if name.endswith("xml"):
        text = _strings('<string name="legal.a">Nej</string><string name="b">Ja</string>')
    rules = CopyRules(leave_keys=("legal.*",))
    document = read(Source(name=name, path=None, data=text.encode(), copy=rules))
    assert isinstance(document, Document)
    assert [block.text for block in document.blocks] == ["Ja"]


def test_a_broken_catalogue_is_reported_with_its_line() -> None:
    skipped = read(Source(name="a.json", path=None, data=b'{\n"a": "b"\n"c": 1}'))
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "line 2: is not valid JSON: Expecting a property, ',' or '}'"
