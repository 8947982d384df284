"""String catalogues in XML, JSON and YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape, unescape

import yaml

from samklang.readers.formats.android import ESCAPES
from tests.readers.cases import Case

_BLANK = ("", "\ufeff", "   \n\t\r\n \u00a0\n")
_XML_SCRAPS = ("<a>", "<![CDATA[", "]]>", "<!-- ", "<a b='", "&amp;", "{n, plural, ", "''", "%")
_JSON_SCRAPS = ("{", "[", '"', '{"a":', '{"a": "Hej du", "b": ', "\\u", "{n, plural, ", "[1, ", "}", "]")


def _twice(raw: str) -> str:
    """Escaped twice in XML: entities of XML, entities of the HTML in it, and the apostrophe of ICU."""
    return unescape(unescape(raw.replace("''", "'")))


def _of_json(raw: str) -> str:
    raw = raw.replace("''", "'")
    decoded = str(json.loads(f'"{raw}"', strict=False)) if raw.startswith("\\") else raw
    return unescape(re.sub("[\ud800-\udfff]", "\ufffd", decoded))


def _of_yaml(raw: str) -> str:
    raw = raw.replace("''", "'")
    return unescape(str(yaml.safe_load(f'"{raw}"')) if raw.startswith("\\") else raw)


def _in_xml(
    before: str, each: str, after: str, text: Callable[[str], str] = escape
) -> Callable[[list[str]], str]:
    def write(paragraphs: list[str]) -> str:
        entries = (each.format(escape(text(paragraph)), number=n) for n, paragraph in enumerate(paragraphs))
        return f"{before}\n" + "\n".join(entries) + f"\n{after}"

    return write


def _in_json(paragraphs: list[str]) -> str:
    messages = {f"k{n}": escape(paragraph) for n, paragraph in enumerate(paragraphs)}
    return json.dumps(messages, ensure_ascii=False, indent=1)


def _in_xcstrings(paragraphs: list[str]) -> str:
    strings = {
        f"k{n}": {
            "localizations": {"sv": {"stringUnit": {"state": "translated", "value": escape(paragraph)}}}
        }
        for n, paragraph in enumerate(paragraphs)
    }
    return json.dumps({"sourceLanguage": "sv", "strings": strings}, ensure_ascii=False, indent=1)


def _in_yaml(paragraphs: list[str]) -> str:
    quoted = (json.dumps(escape(paragraph), ensure_ascii=False) for paragraph in paragraphs)
    lines = (f"  k{n}: {text}" for n, text in enumerate(quoted))
    return "sv:\n" + re.sub("[\ufffe\uffff]", lambda char: f"\\u{ord(char[0]):04x}", "\n".join(lines))


CASES = {
    "android": Case(
        rich=r"""<?xml version="1.0" encoding="utf-8"?>
<resources xmlns:tools="http://schemas.android.com/tools" tools:locale="sv">
  <!-- nej --><string name="hi">Hej &amp; v\u00e4lkommen, det\'s <b>du</b> &#128512;</string>
  <string name="no" translatable="false">nej</string>
  <plurals name="left"><item quantity="one">%d paket kvar</item>
    <item quantity="other">"%d paket
      kvar \N{PARTY POPPER}"</item></plurals>
  <string-array name="tips"><item><![CDATA[Packa <i>lätt</i> &amp; torrt]]></item>
    <item>@string/hi</item></string-array>
  <string name="icu">{n, plural, one {# natt} other {# nätter i \&quot;tält\&quot;}}</string>
</resources>""".replace(r"\N{PARTY POPPER}", "\N{PARTY POPPER}"),
        write=_in_xml(
            "<resources>",
            '<string name="k{number}">{}</string>',
            "</resources>",
            lambda paragraph: re.sub(r"""(["'\\])""", r"\\\1", escape(paragraph, quote=False)),
        ),
        blank=("<resources/>", "\ufeff<resources> </resources>"),
        scraps=("<resources>", "<string>", *_XML_SCRAPS, "\\"),
        decode=lambda raw: unescape(ESCAPES.pattern.sub(lambda m: ESCAPES.meaning(m[0]), _twice(raw))),
    ),
    "xliff": Case(
        rich="""<?xml version="1.0"?>
<xliff version="1.2"><file source-language="en" target-language="sv-SE"><body>
<trans-unit id="a"><source>no</source><target>Hej &amp; <g id="1">välkommen</g> \N{PARTY POPPER}
   igen</target><note>no</note></trans-unit>
<trans-unit id="b"><target state="needs-translation">no</target></trans-unit>
<trans-unit id="c"><target>Tält &lt;b&gt;två&lt;/b&gt;<ph id="1">nej</ph> &#246;ar</target></trans-unit>
<trans-unit id="d"><target>{n, plural, one {# natt} other {# nätter}}</target></trans-unit>
</body></file></xliff>""",
        write=_in_xml(
            '<xliff version="1.2"><file source-language="sv"><body>',
            '<trans-unit id="{number}"><source>{}</source></trans-unit>',
            "</body></file></xliff>",
        ),
        blank=(*_BLANK, "<xliff><file/></xliff>"),
        scraps=("<xliff>", "<file>", "<target>", *_XML_SCRAPS),
        decode=_twice,
    ),
    "resx": Case(
        rich="""<?xml version="1.0" encoding="utf-8"?>
<root><resheader name="version"><value>nej</value></resheader>
<data name="a" xml:space="preserve"><value>Hej &amp; välkommen {0} \N{PARTY POPPER}</value>
  <comment>nej</comment></data>
<data name="b"><value>Rad ett
rad &#246; två</value></data><data name="c" type="System.Int32"><value>nej</value></data>
<data name="d"><value>Packa &lt;b&gt;lätt&lt;/b&gt;</value></data>
<data name="e"><value><![CDATA[Sov & drick]]></value></data>
</root>""",
        write=_in_xml("<root>", '<data name="k{number}"><value>{}</value></data>', "</root>"),
        blank=(*_BLANK, "<root/>"),
        scraps=("<root>", "<data>", "<value>", *_XML_SCRAPS),
        decode=_twice,
    ),
    "stringsdict": Case(
        rich="""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>left</key><dict>
  <key>NSStringLocalizedFormatKey</key><string>Du har %#@parcels@ &amp; mer</string>
  <key>parcels</key><dict><key>NSStringFormatSpecTypeKey</key><string>NSStringPluralRuleType</string>
    <key>one</key><string>ett paket \N{PARTY POPPER}</string><key>other</key><string>%d
      paket</string></dict></dict>
  <key>width</key><dict><key>NSStringVariableWidthRuleType</key><dict>
    <key>20</key><string>V&#228;nta</string></dict></dict></dict></plist>""",
        write=_in_xml(
            "<plist><dict>",
            "<key>k{number}</key><dict><key>other</key><string>{}</string></dict>",
            "</dict></plist>",
        ),
        blank=(*_BLANK, "<plist/>", "<plist><dict/></plist>"),
        scraps=("<plist>", "<dict>", "<key>", *_XML_SCRAPS),
        decode=_twice,
    ),
    "xcstrings": Case(
        rich=r"""{"sourceLanguage": "en", "version": "1.0", "strings": {
  "Hello, you \ud83d\ude00": {"comment": "nej", "localizations": {
    "sv": {"stringUnit": {"state": "translated", "value": "Hej, \u00e5 \"du\" &amp; alla"}}}},
  "left": {"localizations": {"da": {"variations": {"plural": {
    "one": {"stringUnit": {"state": "translated", "value": "%lld pakke"}},
    "other": {"stringUnit": {"state": "needs_review", "value": "%lld pakker 🎉"}}}}}}}}}""",
        write=_in_xcstrings,
        blank=(*_BLANK, "{}", '{"strings": {}}'),
        scraps=('{"strings":', '{"localizations":', *_JSON_SCRAPS),
        decode=_of_json,
    ),
    "arb": Case(
        rich=r"""{"@@locale": "sv_SE", "hi": "Hej, \u00e5 \"du\" &amp; alla {name} 🎉",
  "@hi": {"description": "nej"},
  "left": "Du har {n, plural, =0 {inga} one{ett paket i '{korgen}'}
    other{{n} paket \ud83d\ude00, det''s allt}} kvar"}""",
        write=_in_json,
        blank=(*_BLANK, "{}", '{"@@locale": "sv"}'),
        scraps=_JSON_SCRAPS,
        decode=_of_json,
    ),
    "json": Case(
        rich=r"""{"cart": {"title": "Din \"korg\" \u00e4r &amp; tom 🎉",
  "left_one": "{{count}} vara \ud83d\ude00", "left_other": "{{count}} varor\nkvar", "url": "https:\/\/x.org"},
  "tips": ["Packa\tlätt", "Sov gott", null]}""",
        write=_in_json,
        blank=(*_BLANK, "{}", "[]", "null", '{"a": 1}'),
        scraps=_JSON_SCRAPS,
        decode=_of_json,
    ),
    "yaml": Case(
        rich=r"""sv-SE:
  cart: &cart
    title: "Din \"korg\" \u00e4r &amp; \
      tom 🎉"  # nej
    left:
      one: 'Det''s en
        vara'
      other: "%{count} varor"
  again: *cart
  text: |
    En rad
    och en till.

    Sedan slut.
  folded: >-
    Packa
    lätt
  plain: Sov gott
    och länge
  days: [måndag, "tis\x64ag"]
  yes: true
  format: "%Y-%m-%d"
  empty:
""",
        write=_in_yaml,
        blank=(*_BLANK[:2], "  \n\n", "---\n", "a: 1", "# nej\n", "{}"),
        scraps=("a:", "- ", "a: |\n ", "'", '"', "[", "{", "&a ", "*a", "!", "? ", "\\", "--- "),
        decode=_of_yaml,
    ),
}
