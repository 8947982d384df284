"""gettext, Fluent, .strings and .properties: each string by its key, with its offsets."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from samklang.model import Block, CopyRules, Kind
from samklang.readers.formats import fluent, po, properties, strings
from samklang.readers.parts.copy import Unreadable

Placed = list[tuple[str, str, str]]


def _placed_blocks(read: Callable[[str], tuple[Block, ...]], text: str) -> Placed:
    """The place, the text and the characters in the file of each block."""
    return [(b.where, b.text, text[slice(*b.span(0, len(b.text)))]) for b in read(text)]


PO: dict[str, tuple[str, Placed]] = {
    "one": ('msgid "Buy"\nmsgstr "Köp nu"', [("Buy", "Köp nu", "Köp nu")]),
    "context": ('msgctxt "menu"\nmsgid "Open"\nmsgstr "Öppna"', [("Open (menu)", "Öppna", "Öppna")]),
    "plurals": (
        'msgid "%d day"\nmsgid_plural "%d days"\nmsgstr[0] "en dag"\nmsgstr[1] "%d dagar kvar"',
        [("%d day, plural 0", "en dag", "en dag"), ("%d day, plural 1", "dagar kvar", "dagar kvar")],
    ),
    "several lines": (
        'msgid ""\n"Hi "\n"you"\nmsgstr ""\n"Hej du "\n"glada\\n"\n"vän"',
        [("Hi you", "Hej du glada vän", 'Hej du "\n"glada\\n"\n"vän')],
    ),
    "escapes": (
        'msgid "a"\nmsgstr "\\"K\\303\\266k\\" \\\\ \\x41"',
        [("a", '"Kök" \\ A', '\\"K\\303\\266k\\" \\\\ \\x41')],
    ),
    "a tag over two lines": (
        'msgid "a"\nmsgstr "Klicka <a hr"\n"ef=\\"/x\\">här</a>"',
        [("a", "Klicka här", 'Klicka <a hr"\n"ef=\\"/x\\">här')],
    ),
    "fuzzy": ('#, c-format, fuzzy\nmsgid "a"\nmsgstr "nej"\n\nmsgid "b"\nmsgstr "ja"', [("b", "ja", "ja")]),
    "obsolete": (
        '#, fuzzy\n#~ msgid "a"\n#~ msgstr "nej"\n\nmsgid "b"\nmsgstr "ja"',
        [("b", "ja", "ja")],
    ),
    "comments": ('# "nej"\n#. nej\n#| msgid "nej"\nmsgid "b"\nmsgstr "ja"', [("b", "ja", "ja")]),
    "untranslated": ('msgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgstr "ja"', [("b", "ja", "ja")]),
    "template": (
        'msgid ""\nmsgstr "Language: \\n"\n\n'
        'msgid "A day"\nmsgid_plural "%d days"\nmsgstr[0] ""\nmsgstr[1] ""',
        [("A day", "A day", "A day"), ("A day, plural", "days", "days")],
    ),
    "nothing translated yet": ('msgid ""\nmsgstr "Language: udm\\n"\n\nmsgid "A day"\nmsgstr ""', []),
    "neither address nor sign": (
        'msgid "a"\nmsgstr "https://example.com/a"\n\n'
        'msgid "b"\nmsgstr "Köp &rarr; nu"\n\nmsgid "c"\nmsgstr "→"',
        [("b", "Köp → nu", "Köp &rarr; nu")],
    ),
    "context without words": ('msgctxt ""\nmsgid "Open"\nmsgstr "Öppna"', [("Open", "Öppna", "Öppna")]),
    "a long key": (
        f'msgid "{"word " * 20}"\nmsgstr "ord"',
        [(f"{'word ' * 11}word…", "ord", "ord")],
    ),
}

FLUENT: dict[str, tuple[str, Placed]] = {
    "message": ("hej = Hej du", [("hej", "Hej du", "Hej du")]),
    "term": ("-namn = Nordlys\n    .gender = neutral", [("-namn", "Nordlys", "Nordlys")]),
    "placeables": (
        "a = Hej { $name }, välkommen till { -namn }.",
        [("a", "Hej , välkommen till .", "Hej { $name }, välkommen till { -namn }.")],
    ),
    "names": (
        "-namn = { -kort } Fjäll\na = Om { -namn } och { c }\n-kort = Nord\n"
        "c = { -kort }s { $x ->\n   *[a] tält\n }",
        [
            ("-namn", "Nord Fjäll", "{ -kort } Fjäll"),
            ("a", "Om Nord Fjäll och Nords tält", "Om { -namn } och { c }"),
            ("-kort", "Nord", "Nord"),
            ("c", "Nords", "{ -kort }s"),
            ("c, [a]", "tält", "tält"),
        ],
    ),
    "a name of itself": ("a = Hej { a }", [("a", "Hej Hej", "Hej { a }")]),
    "a name that is a page": (
        "-namn = <p>Nord</p>\na = Om { -namn } nu",
        [("-namn", "Nord", "Nord"), ("a", "Om nu", "Om { -namn } nu")],
    ),
    "several lines": (
        "a =\n    Hej\n    du\n\n    glada",
        [("a", "Hej du glada", "Hej\n    du\n\n    glada")],
    ),
    "select": (
        "a = { $n ->\n    [one] Ett paket\n   *[other] { $n } paket\n  }",
        [("a, [one]", "Ett paket", "Ett paket"), ("a, [other]", "paket", "paket")],
    ),
    "select in a sentence": (
        "a = Du har { $n ->\n    [0] inget\n   *[other] flera\n  } kvar",
        [
            ("a", "Du har kvar", "Du har { $n ->\n    [0] inget\n   *[other] flera\n  } kvar"),
            ("a, [0]", "inget", "inget"),
            ("a, [other]", "flera", "flera"),
        ],
    ),
    "select in a select": (
        "a = { $n ->\n   *[one] { $m ->\n       *[two] hej\n    }\n }",
        [("a, [one], [two]", "hej", "hej")],
    ),
    "text in quotes": ('a = { "{" }Hej{ " " }du', [("a", "{Hej du", '{ "{" }Hej{ " " }du')]),
    "mark-up round a placeable": (
        'a = Läs <a href="{ $url }">villkoren</a> först',
        [("a", "Läs villkoren först", 'Läs <a href="{ $url }">villkoren</a> först')],
    ),
    "settings": ("a = Spara\n    .accesskey = S\n    .style = width: 3em", [("a", "Spara", "Spara")]),
    "comments": ("# nej\n## nej\n### nej\na = ja", [("a", "ja", "ja")]),
    "junk beside": ("här är skräp\na = ja", [("a", "ja", "ja")]),
}

STRINGS: dict[str, tuple[str, Placed]] = {
    "one": ('"buy.now" = "Köp nu";', [("buy.now", "Köp nu", "Köp nu")]),
    "escapes": (
        '"a\\"b" = "K\\U00f6p \\"nu\\"\\n\\U0001 \\Ud83c\\Udf89";',
        [('a"b', 'Köp "nu" \u0001 🎉', 'K\\U00f6p \\"nu\\"\\n\\U0001 \\Ud83c\\Udf89')],
    ),
    "placeholders": ('"a" = "Hej %1$@, du";', [("a", "Hej , du", "Hej %1$@, du")]),
    "comments": ('/* "a" = "nej"; **/ // nej;\n"b" = /* = */ "ja"; /**/', [("b", "ja", "ja")]),
    "key without quotes": ('CFBundleName = "Nordlys";', [("CFBundleName", "Nordlys", "Nordlys")]),
}

PROPERTIES: dict[str, tuple[str, Placed]] = {
    "equals": ("buy.now=Köp nu", [("buy.now", "Köp nu", "Köp nu")]),
    "colon": ("buy : Köp nu: idag", [("buy", "Köp nu: idag", "Köp nu: idag")]),
    "space": ("buy Köp nu", [("buy", "Köp nu", "Köp nu")]),
    "escaped key": ("buy\\ now\\=x=Köp", [("buy now=x", "Köp", "Köp")]),
    "escapes": (
        "a=K\\u00f6p\\tnu \\ud83c\\udf89 \\\\ it''s",
        [("a", "Köp nu 🎉 \\ it's", "K\\u00f6p\\tnu \\ud83c\\udf89 \\\\ it''s")],
    ),
    "half a pair": ("a=Hej \\ud83c du", [("a", "Hej \ufffd du", "Hej \\ud83c du")]),
    "several lines": ("a=Köp \\\n   nu\nb=Ja", [("a", "Köp nu", "Köp \\\n   nu"), ("b", "Ja", "Ja")]),
    "a word over two lines": ("a=Tält\\\r\n  duk", [("a", "Tältduk", "Tält\\\r\n  duk")]),
    "comments": ("#a=nej\n ! a=nej\n#nej \\\nb=ja", [("b", "ja", "ja")]),
    "no value": ("a\nb=\nc=ja", [("c", "ja", "ja")]),
    "placeholders": ("a=Hej {0}, du", [("a", "Hej , du", "Hej {0}, du")]),
    "branches": (
        "a=Du har {n, plural, \\\n  one {ett paket} other {# paket till}} kvar",
        [
            ("a", "Du har kvar", "Du har {n, plural, \\\n  one {ett paket} other {# paket till}} kvar"),
            ("a, one", "ett paket", "ett paket"),
            ("a, other", "paket till", "paket till"),
        ],
    ),
}


@pytest.mark.parametrize("name", PO)
def test_gettext(name: str) -> None:
    assert _placed_blocks(po.read, PO[name][0]) == PO[name][1]


@pytest.mark.parametrize("name", FLUENT)
def test_fluent(name: str) -> None:
    assert _placed_blocks(fluent.read, FLUENT[name][0]) == FLUENT[name][1]


@pytest.mark.parametrize("name", STRINGS)
def test_strings(name: str) -> None:
    assert _placed_blocks(strings.read, STRINGS[name][0]) == STRINGS[name][1]


@pytest.mark.parametrize("name", PROPERTIES)
def test_properties(name: str) -> None:
    assert _placed_blocks(properties.read, PROPERTIES[name][0]) == PROPERTIES[name][1]


@pytest.mark.parametrize(("tag", "language"), [("sv_SE", "sv"), ("DA", "da"), ("", None), ("udm", "udm")])
def test_the_header_of_gettext_declares_the_language(tag: str, language: str | None) -> None:
    header = f'#, fuzzy\nmsgid ""\nmsgstr ""\n"X-Language: fi\\n"\n"Language: {tag}\\n"\n\n'
    (block,) = po.read(header + 'msgid "a"\nmsgstr "hej"')
    assert block.language == language


def test_terms_of_a_fluent_file_take_precedence_over_those_of_other_files() -> None:
    rules = CopyRules(names={"-namn": "Nordlys", "-ort": "Umeå"})
    (_, block) = fluent.read("-ort = Luleå\na = { -namn } i { -ort }", rules)
    assert block.text == "Nordlys i Luleå"


def test_terms_of_fluent_have_their_default_value() -> None:
    text = "-a = { $case ->\n   *[one] Nord\n    [two] Nords\n }\n-b = { -a }lys\nc = nej\n-d = <b>{ $x }</b>"
    assert fluent.names(text) == {"-a": "Nord", "-b": "Nordlys"}


def test_attributes_of_fluent_have_a_kind() -> None:
    text = "a = Sök\n    .title = Tips\n    .placeholder = Skriv här\n    .alt = Ett tält\n    .value = Nu"
    assert [(block.where, block.kind) for block in fluent.read(text)] == [
        ("a", Kind.LABEL),
        ("a.title", Kind.TITLE),
        ("a.placeholder", Kind.PLACEHOLDER),
        ("a.alt", Kind.ALT),
        ("a.value", Kind.LABEL),
    ]


@pytest.mark.parametrize(
    ("read", "text", "glob"),
    [
        (po.read, 'msgid "debug.x"\nmsgstr "nej"\n\nmsgid "b"\nmsgstr "ja"', "debug.*"),
        (po.read, 'msgctxt "debug"\nmsgid "a"\nmsgstr "nej"\n\nmsgid "b"\nmsgstr "ja"', "*(debug)"),
        (fluent.read, "debug-x = nej\nb = ja", "debug-*"),
        (fluent.read, "b = ja\n    .label = nej", "*.label"),
        (strings.read, '"debug.x" = "nej"; "b" = "ja";', "debug.*"),
        (properties.read, "debug.x=nej\nb=ja", "debug.*"),
    ],
)
def test_keys_can_be_left_out(
    read: Callable[[str, CopyRules], tuple[Block, ...]], text: str, glob: str
) -> None:
    assert [block.text for block in read(text, CopyRules(leave_keys=(glob,)))] == ["ja"]


@pytest.mark.parametrize(
    ("text", "offset"),
    [('"a" = "ja";\n"b" = "nej;\n"c" = "nej";', 12), ('"a" = "ja"\n"b" = "ja";', 0), (" }", 1)],
)
def test_strings_with_a_missing_mark_are_refused(text: str, offset: int) -> None:
    with pytest.raises(Unreadable) as caught:
        strings.read(text)
    assert caught.value.offset == offset


@pytest.mark.parametrize("text", ["# hej\n\nett\ntvå = {", f"a = {'{ ' * 5000}"])
def test_a_file_that_is_not_fluent_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        fluent.read(text)
