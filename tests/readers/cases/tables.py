"""Strings and tables, line by line: gettext, Fluent, .strings, .properties, CSV."""

from __future__ import annotations

import json
import re

from tests.readers.cases import Case

_UNIT = re.compile(r"\\[uU](\w{4})")


def _unescaped(raw: str) -> str:
    """The escapes of JSON, which are nearly those of C and Java."""
    if raw.startswith("\\\n"):
        return ""
    if raw in ("''", "\\'"):
        return "'"
    text = raw.replace("\\U", "\\u")
    try:
        return str(json.loads(f'"{text}"')).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    except ValueError:
        return raw[1:] if len(raw) == 2 else re.sub(r"\\u\w{4}", "\ufffd", text)


def _octal(raw: str) -> str:
    """The octal escapes of C, whose runs are bytes of UTF-8."""
    if re.match(r"\\[0-7x]", raw):
        return raw.encode().decode("unicode_escape").encode("latin-1").decode(errors="replace")
    return _unescaped(raw)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _numbered(line: str, paragraphs: list[str]) -> str:
    return "".join(line.format(number, paragraph) for number, paragraph in enumerate(paragraphs))


CASES = {
    "gettext": Case(
        rich=r"""# Översättning
msgid ""
msgstr ""
"Language: sv_SE\n"
"Content-Type: text/plain; charset=UTF-8\n"

#. %(name)s is the customer
#: a.py:1
msgid "Hi %(name)s"
msgstr "Hej %(name)s, v\303\244lkommen \"hem\" 🎉"

#, python-format, fuzzy
msgid "no"
msgstr "inte än"

msgctxt "cart"
msgid ""
"One tent "
"left"
msgid_plural "%d tents left"
msgstr[0] ""
"Ett tält <a hr"
"ef=\"x\">kvar</a>\n"
"\tidag"
msgstr[1] "%d tält kvar"

#~ msgid "old"
#~ msgstr "gammalt"

msgid "Buy"
msgstr "Köp"
""",
        write=lambda paragraphs: _numbered('msgid "k{}"\nmsgstr "{}"\n\n', list(map(_escaped, paragraphs))),
        blank=("", "\ufeff", "   \n\t\r\n \u00a0\n", '# hej\nmsgid ""\nmsgstr "Language: sv\\n"\n'),
        scraps=(
            'msgid "',
            'msgstr "a',
            '"\\"',
            "msgctxt ",
            "msgid_plural",
            'msgstr[1] "x"\n',
            "#, fuzzy\n",
            "\\303",
        ),
        lone_cr=False,
        decode=_octal,
    ),
    "fluent": Case(
        rich="""# Hälsningen
hello = Hej { $name }, välkommen 🎉
    .title = Ett { "\\u00e4" }
      tält
-brand = Nordlys
    .gender = neutral
parcels =
    Du har { $count ->
        [one] ett <b title="{ $x }">paket</b>
       *[other] { $count } paket
    } att hämta.

    Kom snart.
""",
        write=lambda paragraphs: _numbered("k{} = {}\n", paragraphs),
        blank=("", "\ufeff", "   \n\t\r\n \u00a0\n", "# hej\n\n## du\n\na = { $x }\n"),
        scraps=(
            "a = {",
            "{ $a ->\n",
            " [one] x\n",
            "*[b]",
            "a =\n  b\n",
            "{",
            "}",
            '{ "',
            " .c = d\n",
            "-",
            "# ",
        ),
        lone_cr=False,
        decode=lambda raw: _unescaped(raw.strip('{ "}')),
    ),
    "strings": Case(
        rich=r"""/* Hälsningen
   "nej" = "nej"; */
"hello" = "Hej %1$@, \"välkommen\" 🎉";
// "nej" = "nej";
cart.title = "Din\nkorg";
"v\U00e4g" /* hit */ = /* dit */ "V\U00e4gen hem \Ud83c\Udf89 it\'s";
"buy"="Köp
nu" ; "NUMBER" = 3;
""",
        write=lambda paragraphs: _numbered('"k{}" = "{}";\n', list(map(_escaped, paragraphs))),
        blank=("", "\ufeff", "   \n\t\r\n \u00a0\n", "/* hej */ // du\n"),
        scraps=(
            '"',
            '"a" = ',
            '\\"',
            "/*",
            "/**",
            "// ",
            "*/",
            "a = b;",
            '"a" = "b',
            ";",
            " \n",
            "\\U12",
            "\\Ud83c",
        ),
        decode=_unescaped,
    ),
    "properties": Case(
        rich=r"""# Hälsningen
! nej = nej
hello = Hej {0}, v\u00e4lkommen \ud83c\udf89 🎉
cart.title: Din \
    korg \
    \u00e4r tom
buy Köp \"nu\" it''s
a\ key\:b=C:\\D \
empty
blank =
""",
        write=lambda paragraphs: _numbered(
            "k{} = {}\n", [text.replace("\\", "\\\\").replace("'", "''") for text in paragraphs]
        ),
        blank=("", "\ufeff", "   \n\t\r\n \u00a0\n", "# hej\n  ! du\nkey\n"),
        scraps=("\\", "\\\n", "\\u12", "\\ud83c", "a=b", ":", "#", " \f", "''"),
        decode=lambda raw: "" if raw[1] in "\r\n" else _unescaped(raw),
    ),
    "csv": Case(
        rich="""id;description;sv;date
1;"Ett ""lätt"" tält 🎉

för dig; och mig";Hej {name};2024-05-01

2;"<p class=""x"">Torrt &amp; varmt</p><ul><li>Tål regn</li></ul>";Köp;2024-05-02
3;Packa lätt och sov gott;" Du ";
""",
        write=lambda paragraphs: "sv\n" + "\n".join(map(_quoted, paragraphs)),
        blank=("", "\ufeff", "   \n\t\r\n \u00a0\n", "id,text\n1,\n2,\n", ",,,\n;;\n"),
        scraps=('"', '""', '"a', "a,", ";", "\t", "|", ",\n", 'a"b', "sep=", "sep=;\n", "<p>", "'"),
    ),
}
