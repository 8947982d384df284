"""Formats of the web: mails in MJML, Vue components, captions."""

from __future__ import annotations

import re
from html import escape, unescape

from tests.readers.cases import Case
from tests.readers.cases.documents import BLANK, SCRAPS


def _in(tag: str, paragraphs: list[str]) -> str:
    return "\n".join(f"<{tag}>{escape(paragraph)}</{tag}>" for paragraph in paragraphs)


def _javascript(raw: str) -> str:
    """Entities, code units and escaped quotes, decoded."""
    units = re.sub(r"\\u([0-9a-f]{4})", lambda unit: chr(int(unit[1], 16)), raw)
    return unescape(re.sub(r"\\(.)", r"\1", units))


def _captions(paragraphs: list[str]) -> str:
    return "\n".join(
        f"{number}\n00:00:01,000 --> 00:00:02,000\n{escape(paragraph)}\n"
        for number, paragraph in enumerate(paragraphs, 1)
    )


CASES = {
    "mjml": Case(
        rich="""<mjml lang="sv"><mj-head><mj-title>Ditt paket &amp; du</mj-title>
<mj-attributes><mj-all title="nej" /></mj-attributes><mj-style>.nej {}</mj-style></mj-head>
<mj-body><mj-text>Hej {{ name }}!<br/>Nu är paketet <b>på
  väg</b> \N{PARTY POPPER}</mj-text><mj-image alt="Ett tält" src="x" />
<mj-button href="x">Följ det</mj-button><!-- nej --></mj-body></mjml>""",
        write=lambda paragraphs: _in("mj-text", paragraphs),
        blank=BLANK,
        scraps=(*SCRAPS, "<mj-text>", "<mj-style>"),
    ),
    "vue": Case(
        rich="""<template>
  <p v-if="a > b">Hej {{ name }}, ditt paket &amp; du
  <RouterLink to="/x">hittar
    hit</RouterLink> \N{PARTY POPPER}</p>
  <template #empty><BaseButton title="Till kassan">Köp</BaseButton></template>
  <img alt="Ett tält" :title="nej">
</template>
<script setup lang="ts">const a = '<p>nej</p>'</script>
<i18n>{"sv": {"hej": "Hej då"}}</i18n>
<style scoped>.nej { color: red }</style>""",
        write=lambda paragraphs: f"<template>\n{_in('p', paragraphs)}\n</template>",
        blank=(*BLANK, "<script>const a = 'nej'</script>"),
        scraps=(
            *SCRAPS,
            "<template>",
            "<template lang=pug>",
            "<script>",
            "\n<i18n>",
            '\n<i18n>{"a": "b"}</i18n>',
        ),
    ),
    "jsx": Case(
        rich="""import x from "nej"
// <p>nej</p>
export const metadata = { title: "Tält \\u00e5t dig", description: 'S\\'klart', slug: "nej nej" };
const messages = defineMessages({ a: { id: "hej",
  defaultMessage: "Du har {n, plural, one {ett tält} other {# tält}}." } })
export default ({ name }: Props) => (
  <main className="nej nej">
    <p>Hej {name}, ditt paket &amp; du <Link href="/x">hittar
      hit</Link>{" "}🎉 {/* nej */}</p>
    {ok ? <b>Fet</b> : "Inte fet"}
    <img alt="Ett &quot;tält&quot;" src="nej nej.png" />
    {items.map((item) => <li key={item}>{t("cart.add", `Lägg ${item} i korgen`)}</li>)}
  </main>
)
""",
        write=lambda paragraphs: f"const a = <main>\n{_in('p', paragraphs)}\n</main>",
        blank=("", "\ufeff", "   \n\t\r\n \u00a0\n", "const a = 'nej nej'", "const a = <p></p>"),
        scraps=(
            "<p>",
            "<b>a ",
            "<a b='",
            "{",
            "(",
            "`${",
            "/* ",
            "*/",
            "a < b & c",
            "t(",
            "&amp",
            "\\u00e5",
            "<p>{(",
            "'",
        ),
        decode=_javascript,
    ),
    "captions": Case(
        rich="""WEBVTT - nej

NOTE nej
nej

STYLE
::cue { color: red }

00:01.000 --> 00:02.500 align:start
<v Anna>Hej &amp; välkommen
till <i>tältet</i> \N{PARTY POPPER}

tvåan
01:00:02.500 --> 01:00:04.000
- Regnar det in?
- Nej.

3
00:00:05,000 --> 00:00:06,000
{\\an8}Aldrig.
00:00:07,000 --> 00:00:08,000
Hej då""",
        write=_captions,
        blank=("", "\ufeff", "  \n\t\r\n", "WEBVTT\n\nNOTE nej\n", "1\n00:00:01,000 --> 00:00:02,000\n\n"),
        scraps=(
            "WEBVTT\n",
            "Language: sv\n",
            "00:01.000 --> ",
            "00:01.000 --> 00:02.000\n",
            "<c.",
            "{\\",
            "1\n",
            "a < b & c",
        ),
    ),
}
