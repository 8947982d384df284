"""Formats like HTML: mails in MJML, Vue components."""

from __future__ import annotations

import pytest

from samklang.model import Block, CopyRules, Kind
from samklang.readers.formats import mjml, vue
from samklang.readers.parts.copy import BlockTooLong, Unreadable

P = Kind.PARAGRAPH


def _blocks(text: str, blocks: tuple[Block, ...]) -> list[tuple[Kind, str, str]]:
    """The kind, the text and the characters in the file of each block."""
    return [(b.kind, b.text, text[slice(*b.span(0, len(b.text)))]) for b in blocks]


MAIL = """<mjml lang="da"><mj-head>
  <mj-title>Din pakke</mj-title><mj-preview>Den er på vej.</mj-preview>
  <mj-attributes><mj-text title="nej" /></mj-attributes><mj-style inline="inline">nej {}</mj-style>
</mj-head><mj-body><mj-section><mj-column>
  <mj-text padding="5px">Hej {{ name }},
    din pakke er <b>sendt</b>.</mj-text>
  <mj-image alt="Et telt i regnen" src="telt.png" />
  <mj-button href="https://example.org">Følg pakken</mj-button>
  <mj-social><mj-social-element name="facebook">Del den</mj-social-element></mj-social>
  <mj-accordion-title>Spørgsmål</mj-accordion-title>
  <mj-raw><p>Vi ses!</p></mj-raw><mj-include path="nej.mjml" />
</mj-column></mj-section></mj-body></mjml>"""


def test_mjml() -> None:
    assert _blocks(MAIL, mjml.read(MAIL)) == [
        (Kind.TITLE, "Din pakke", "Din pakke"),
        (Kind.DESCRIPTION, "Den er på vej.", "Den er på vej."),
        (P, "Hej , din pakke er sendt.", "Hej {{ name }},\n    din pakke er <b>sendt</b>."),
        (Kind.ALT, "Et telt i regnen", "Et telt i regnen"),
        (Kind.LABEL, "Følg pakken", "Følg pakken"),
        (Kind.LABEL, "Del den", "Del den"),
        (Kind.HEADING, "Spørgsmål", "Spørgsmål"),
        (P, "Vi ses!", "Vi ses!"),
    ]
    assert {block.language for block in mjml.read(MAIL)} == {"da"}


def test_selectors_hold_in_mjml() -> None:
    assert [block.text for block in mjml.read(MAIL, CopyRules(select=("mj-button",)))] == ["Følg pakken"]


COMPONENT = """<script setup>
const label = "<p>nej</p>"
</script>

<template>
  <section :title="nej" v-bind:alt="nej" @click="a > b">
    <h2>{{ $t("nej") }} Tält för <NuxtLink to="/x">alla</NuxtLink> väder</h2>
    <template v-slot:footer><BaseButton aria-label="Stäng rutan">Stäng</BaseButton></template>
    <input placeholder="Sök här" v-model="nej" />
  </section>
</template>

<style lang="scss">.nej { color: red }</style>
"""


def test_vue() -> None:
    assert _blocks(COMPONENT, vue.read(COMPONENT)) == [
        (Kind.HEADING, "Tält för alla väder", 'Tält för <NuxtLink to="/x">alla</NuxtLink> väder'),
        (Kind.LABEL, "Stäng rutan", "Stäng rutan"),
        (P, "Stäng", "Stäng"),
        (Kind.PLACEHOLDER, "Sök här", "Sök här"),
    ]


def test_a_template_in_another_language_is_not_read() -> None:
    with pytest.raises(Unreadable, match="written in pug") as caught:
        vue.read('<script>a</script>\n<template lang="pug">\np Hej\n</template>')
    assert caught.value.offset == 19
    assert [block.text for block in vue.read('<template lang="html"><p>Hej</p></template>')] == ["Hej"]


def test_copy_in_the_script_of_a_component() -> None:
    text = '<script>x = { title: "Våra tält", x: "Nej nej" }</script><template><p>Hej</p></template>'
    assert _blocks(text, vue.read(text)) == [(Kind.TITLE, "Våra tält", "Våra tält"), (P, "Hej", "Hej")]


MESSAGES = """<template><p>{{ $t('cart.add') }}</p></template>

<i18n>
{"sv": {"cart": {"add": "L\\u00e4gg i korgen"}}, "da": {"cart": {"add": "Læg i kurven"}}}
</i18n>
<i18n lang="yaml">
en:
  cart: {add: "Add {n} to cart"}
</i18n>
<i18n locale="nb-NO">{"add": "Legg til", "debug": "Nei nei"}</i18n>
<script>const a = "<i18n>nej nej"</script>
"""


def test_the_messages_of_a_component() -> None:
    blocks = vue.read(MESSAGES, CopyRules(leave_keys=("debug",)))
    assert [(b.where, b.language, b.text, MESSAGES[slice(*b.span(0, len(b.text)))]) for b in blocks] == [
        ("cart.add", "sv", "Lägg i korgen", "L\\u00e4gg i korgen"),
        ("cart.add", "da", "Læg i kurven", "Læg i kurven"),
        ("cart.add", "en", "Add to cart", "Add {n} to cart"),
        ("add", "nb", "Legg til", "Legg til"),
    ]


def test_errors_in_messages_have_their_offset() -> None:
    with pytest.raises(Unreadable, match="is not valid JSON") as caught:
        vue.read("<template></template>\n<i18n>{a: 1}</i18n>")
    assert caught.value.offset == 29
    with pytest.raises(BlockTooLong) as long:
        vue.read(f'<template></template>\n<i18n>{{"a": "{"ord " * 10_000}"}}</i18n>')
    assert long.value.offset == 35
