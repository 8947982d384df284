"""HTML: what a visitor sees or hears, and nothing else."""

from __future__ import annotations

import pytest

from samklang.errors import ConfigError
from samklang.model import CopyRules, Kind
from samklang.readers.formats.html import read
from samklang.readers.parts.markup import MAX_DEPTH

P, H, LI, TD = Kind.PARAGRAPH, Kind.HEADING, Kind.LIST_ITEM, Kind.TABLE_CELL


def _blocks(text: str) -> list[tuple[Kind, str, str]]:
    """The kind, the text and the characters in the file of each block."""
    return [(b.kind, b.text, text[slice(*b.span(0, len(b.text)))]) for b in read(text)]


def _texts(text: str) -> list[str]:
    return [block.text for block in read(text)]


KINDS = [
    ("<h2>Om oss</h2>", H, "Om oss"),
    ("<ul><li>Tält</ul>", LI, "Tält"),
    ("<dl><dt>Vikt</dl>", LI, "Vikt"),
    ("<table><tr><th>Pris</table>", TD, "Pris"),
    ("<blockquote><p>Bra tält.</p></blockquote>", Kind.QUOTE, "Bra tält."),
    ("<button>Köp</button>", Kind.LABEL, "Köp"),
    ("<title>Start</title>", Kind.TITLE, "Start"),
    ("<img alt='Ett tält'>", Kind.ALT, "Ett tält"),
    ("<a href=x title='Läs mer'></a>", Kind.TITLE, "Läs mer"),
    ("<div aria-label='Stäng'></div>", Kind.LABEL, "Stäng"),
    ("<input placeholder='Sök här'>", Kind.PLACEHOLDER, "Sök här"),
    ("<meta name=Description content='En butik.'>", Kind.DESCRIPTION, "En butik."),
    ("<meta property='og:title' content='Tält'>", Kind.TITLE, "Tält"),
    ("<input type=submit value='Skicka'>", Kind.LABEL, "Skicka"),
    ("<INPUT TYPE=SUBMIT VALUE='Skicka'>", Kind.LABEL, "Skicka"),
]


@pytest.mark.parametrize(("text", "kind", "copy"), KINDS)
def test_kinds(text: str, kind: Kind, copy: str) -> None:
    assert _blocks(text) == [(kind, copy, copy)]


@pytest.mark.parametrize("tag", "script style template noscript svg math pre iframe object code".split())
def test_code_is_never_copy(tag: str) -> None:
    assert _texts(f"<p>före</p><{tag}>nej <b title='nej'>nej</b></{tag}><p>efter</p>") == ["före", "efter"]


@pytest.mark.parametrize(
    "text",
    [
        "<input value='nej'>",
        "<meta name=keywords content='nej'>",
        "<link title='nej'>",
        "<img src=nej alt=''>",
        "<img alt>",
        "<!-- nej -->",
        "<!doctype nej>",
        "<![CDATA[ nej > nej ]]>",
        "<?nej nej?>",
        "<p>12 – 34</p>",
        "<a data-title='nej'></a>",
        "<!--[if mso]><p>nej</p><![endif]-->",
        "<a data-x='alt=nej'></a>",
        "<a href=/?q=1/title=nej></a>",
    ],
)
def test_not_copy(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("Kaffe &amp; te", "Kaffe & te"),
        ("K&ouml;k &#246;ppet &#xF6;ver", "Kök öppet över"),
        ("Fish &amp chips &copy 2024 &#8217s", "Fish & chips © 2024 ’s"),
        ("AT&T, R&D. &unknown; &", "AT&T, R&D. &unknown; &"),
        ("tio&nbsp;kronor &nbsp; till", "tio kronor till"),
        ("&#; hej &#; då", "&#; hej &#; då"),
    ],
)
def test_entities_in_text_and_attributes(text: str, copy: str) -> None:
    assert _texts(f"<p>{text}</p>") == [copy]
    assert _texts(f'<img alt="{text}">') == [copy]


def test_broken_references_do_not_let_code_out() -> None:
    assert _texts("<p>&#; a &#; b</p><script>nej</script><p>c") == ["&#; a &#; b", "c"]


def test_an_entity_is_one_place() -> None:
    text = "<p>Kaffe &amp; te</p>"
    assert text[slice(*read(text)[0].span(6, 7))] == "&amp;"
    assert text[slice(*read(text)[0].span(8, 10))] == "te"


@pytest.mark.parametrize(
    "inside",
    [
        "en <b>bra</b> dag",
        "en <a href='x'>bra</a> dag",
        "en <em><strong>bra</strong></em> dag",
        "en bra<!-- nej --> dag",
        "en <code>nej</code> bra dag",
        "en <svg><path/></svg> bra dag",
        "en <kbd>nej</kbd> bra dag",
        "en bra<br>dag",
        "en <script>nej</script>bra dag".replace("script", "samp"),
        "en\n\t bra\r\n dag",
        "en bra<br />dag",
        "en b<wbr>ra dag",
    ],
)
def test_a_sentence_stays_whole(inside: str) -> None:
    assert _blocks(f"<p>{inside}</p>") == [(P, "en bra dag", inside)]


@pytest.mark.parametrize(
    ("text", "copies"),
    [
        ("<p>ett<br><br>två</p>", ["ett", "två"]),
        ("<p>ett<br>&amp;<br>två</p>", ["ett & två"]),
        ("<p>ett<p>två<li>tre<li>fyra", ["ett", "två", "tre", "fyra"]),
        ("</div>ett</b> två</i>", ["ett två"]),
        ("<P>ett</P ><DIV>två</dIV\n>tre", ["ett", "två", "tre"]),
        ("<table><tr><td><table><tr><td>ett</td></tr></table></td><td>två</td></tr></table>", ["ett", "två"]),
        ("<tr><td>ett<td>två<tr><td>tre", ["ett", "två", "tre"]),
        ("<nav><a>Hem</a> <a>Butik</a></nav>", ["Hem", "Butik"]),
        ("<p>a < b och c > d</p>", ["a < b och c > d"]),
        ("<p>5<6, och jag <3 dig</p>", ["5<6, och jag <3 dig"]),
        ("a <", ["a <"]),
        ("<p>Nu <s>199 kr</s> <del>180 kr</del> <ins>149 kr</ins>", ["Nu 149 kr"]),
        ("<!--[if !mso]><!-->ja<!--<![endif]-->", ["ja"]),
        ("<![if !mso]>ja<![endif]>", ["ja"]),
        ("<![nonsense[x]]>ja", ["ja"]),
        ("<!-->ja<!--->ja<!-- nej --!>ja", ["jajaja"]),
        ("---\ntitle: Om oss\nlayout: nej\n---\n<p>ja</p>", ["Om oss", "ja"]),
        ("<textarea>Skriv här</textarea>", ["Skriv här"]),
        ("<option>ett<option>två", ["ett", "två"]),
    ],
)
def test_structure(text: str, copies: list[str]) -> None:
    assert _texts(text) == copies


def test_the_kind_is_that_of_the_innermost_open_element() -> None:
    text = "<ul><li>ett<p>två</p></ul><p>tre</p><td><h3>fyra</h3>fem"
    assert [block.kind for block in read(text)] == [LI, LI, P, H, TD]


@pytest.mark.parametrize(
    ("tag", "copies"),
    [
        ('<a title="a > b" href=x>', ["a > b"]),
        ("<img alt=Tält title='en bild'>", ["Tält", "en bild"]),
        ('<img alt="över\r\n   två rader">', ["över två rader"]),
        ("<a\ntitle\n=\n'glest'\n>", ["glest"]),
        ("<img alt='säg \"hej\"'>", ['säg "hej"']),
        ('<a href="{{ url }}" title="Till {{ name }} nu">', ["Till nu"]),
        ("<div title='{{ a > b }}'>", []),
        ('<a {% if x %}title="Ja"{% endif %}>', ["Ja"]),
        ('<a class="{% if x %}a{% endif %}"title="Ja">', ["Ja"]),
        ("<a href=/p?a=b=c title=Ja>", ["Ja"]),
    ],
)
def test_attributes(tag: str, copies: list[str]) -> None:
    assert _texts(tag) == copies


def test_attributes_have_their_offset() -> None:
    text = "<p>å \N{PARTY POPPER}\n<img title=x\n alt='ett &amp;\n två'></p>"
    assert _blocks(text)[-1] == (Kind.ALT, "ett & två", "ett &amp;\n två")


@pytest.mark.parametrize(
    "cut",
    [
        "<!-- nej",
        "<!",
        "<!-",
        "<!doctype nej",
        '<a href="nej',
        "<a title='nej>nej</a>",
        "<a nej",
        "</nej",
        "<?php nej",
        "<script>nej",
        "<style>nej",
        "<![CDATA[ nej",
        "<svg><text>nej",
        "<template>nej",
    ],
)
def test_what_is_cut_off_is_not_copy(cut: str) -> None:
    assert _texts(f"<p>ja {cut}") == ["ja"]


def test_an_unclosed_comment_hides_what_follows() -> None:
    assert _texts("<p>ja</p><!-- nej <p>nej</p> <p>nej</p>") == ["ja"]


@pytest.mark.parametrize(
    ("text", "copy"), [("<title>Star", "Star"), ("<p>ja &am", "ja &am"), ("ja &#", "ja &#")]
)
def test_copy_that_is_cut_off_is_copy(text: str, copy: str) -> None:
    assert _texts(text) == [copy]


PAGE = """<html lang="sv-SE"><title>Tält</title><header class="top"><a href="/">Hem</a></header>
<main id="main"><h1>Våra tält</h1><p>Lätta och <em>torra</em>.</p><p class="legal note">Villkor gäller.</p>
<div title="Tips"><p>Packa torrt.</p></div></main><footer>Om oss</footer></html>"""


@pytest.mark.parametrize(
    ("rules", "copies"),
    [
        ({"select": ("h1",)}, ["Våra tält"]),
        ({"select": ("h1", "footer")}, ["Våra tält", "Om oss"]),
        ({"select": ("#main > p",)}, ["Lätta och torra.", "Villkor gäller."]),
        ({"select": ("em",)}, ["torra"]),
        ({"select": ("main",), "leave": (".legal", "h1")}, ["Lätta och torra.", "Tips", "Packa torrt."]),
        ({"select": ("[title]",)}, ["Tips", "Packa torrt."]),
        ({"leave": ("main", ".top", "title, footer")}, []),
        ({"select": ("main",), "leave": ("em", "div")}, ["Våra tält", "Lätta och .", "Villkor gäller."]),
        ({"select": ("p:not(.legal)", "p:first-of-type")}, ["Lätta och torra.", "Packa torrt."]),
        ({"select": ("aside",)}, []),
    ],
)  # fmt: skip
def test_selectors_select_the_copy(rules: dict[str, tuple[str, ...]], copies: list[str]) -> None:
    assert [block.text for block in read(PAGE, CopyRules(**rules))] == copies  # type: ignore[arg-type]


def test_an_invalid_selector_is_a_config_error() -> None:
    with pytest.raises(ConfigError, match="'p >' is not a CSS selector"):
        read(PAGE, CopyRules(select=("p >",)))


def test_selectors_hold_in_fragments_with_template_code() -> None:
    text = "{% extends 'x' %}{% block a %}<p class=\"{{ c }} ja\">Ja</p><p>Nej</p>{% endblock %}"
    assert [block.text for block in read(text, CopyRules(select=(".ja",)))] == ["Ja"]


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("<html lang=sv-SE><p>ett<p lang='EN_gb'>two</p><img alt=tre>", ["sv", "en", "sv"]),
        ("<p>ett<img lang=da alt=to></p>", [None, "da"]),
        ("<div xml:lang=da>en</div>to", ["da", None]),
        ("<html lang='{{ page.lang }}'>ett", [None]),
        ("<html lang=''>ett", [None]),
    ],
)
def test_the_language_is_that_of_the_innermost_element_with_one(
    text: str, languages: list[str | None]
) -> None:
    assert [block.language for block in read(text)] == languages


@pytest.mark.parametrize(
    ("text", "copies"),
    [
        ("<p>{{ _('Hej då') }}</p>", ["Hej då"]),
        ('<p>{% trans "Hej" %}, {{ name }}</p>', ["Hej,"]),
        ("<p>{{ gettext('It\\'s here') }}</p>", ["It's here"]),
        ("<a title=\"{{ _('Läs mer') }}\">", ["Läs mer"]),
        ("<p>{{ url_for('nej') }} {{ x['nej'] }}</p>", []),
        ("<p><%= link_to 'nej', nej_path %>ja</p>", ["ja"]),
        ("{{#if nej}}<p>Ja {{> nej}}</p>{{else}}<p>då</p>{{/if}}", ["Ja", "då"]),
        ("{{!-- nej }} nej --}}<p>ja</p>", ["ja"]),
    ],
)
def test_only_messages_in_template_code_are_copy(text: str, copies: list[str]) -> None:
    assert _texts(text) == copies


def test_adjacent_links_are_a_menu() -> None:
    assert _texts("<a>Tält</a><a>Kök</a> och <a>mer</a>") == ["Tält", "Kök och mer"]


def test_an_element_nested_too_deeply_becomes_a_sibling() -> None:
    assert _texts("<div>" * (2 * MAX_DEPTH) + "<p>ett</p>två") == ["ett", "två"]
