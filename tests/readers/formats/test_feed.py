"""Feeds: what readers and shoppers see, by item and field."""

from __future__ import annotations

import pytest

from samklang.model import CopyRules, Kind
from samklang.readers.formats.feed import read
from samklang.readers.parts.copy import Unreadable

P, T, H = Kind.PARAGRAPH, Kind.TITLE, Kind.HEADING


def _blocks(text: str) -> list[tuple[Kind, str, str, str]]:
    """The kind, the place, the text and the characters in the file of each block."""
    return [(b.kind, b.where, b.text, text[slice(*b.span(0, len(b.text)))]) for b in read(text)]


def _places(text: str, **rules: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(block.where, block.text) for block in read(text, CopyRules(**rules))]  # type: ignore[arg-type]


RSS = """<rss version="2.0" xmlns:content="x" xmlns:dc="y"><channel>
<title>Nyt om telte</title><link>https://example.org</link><description>Alt om lejrliv</description>
<language>da</language><generator>Nej nej</generator>
<image><title>Nyt om telte</title><url>x.png</url></image>
<item><title>Telt &amp;amp; køkken</title><category>Nej nej</category><dc:creator>Nej Nejsen</dc:creator>
<description>&lt;p&gt;Det &lt;b&gt;regner&lt;/b&gt; &amp;amp; stormer.&lt;/p&gt;
&lt;h3&gt;Pak&lt;/h3&gt;</description></item>
<item><content:encoded><![CDATA[<p>Tørt & <i>godt</i>.</p><script>nej</script>]]></content:encoded></item>
</channel></rss>"""


def test_rss() -> None:
    assert _blocks(RSS) == [
        (T, "title", "Nyt om telte", "Nyt om telte"),
        (P, "description", "Alt om lejrliv", "Alt om lejrliv"),
        (T, "item 1 title", "Telt & køkken", "Telt &amp;amp; køkken"),
        (
            P,
            "item 1 description",
            "Det regner & stormer.",
            "Det &lt;b&gt;regner&lt;/b&gt; &amp;amp; stormer.",
        ),
        (H, "item 1 description", "Pak", "Pak"),
        (P, "item 2 content:encoded", "Tørt & godt.", "Tørt & <i>godt</i>."),
    ]
    assert {block.language for block in read(RSS)} == {"da"}


def test_an_entity_within_an_entity_is_one_place() -> None:
    block = read(RSS)[2]
    assert RSS[slice(*block.span(5, 6))] == "&amp;amp;"
    assert RSS[slice(*block.span(7, 13))] == "køkken"


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv"><title>Nytt</title>
<subtitle>Om tält</subtitle>
<author><name>Nej nej</name></author><entry><title type="html">&lt;em&gt;Lätta&lt;/em&gt; tält</title>
<source><title>Nej</title></source><summary xml:lang="en">Light tents.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Så <b>här</b> &amp; nu</p>
<img alt="Ett tält" src="x"/></div></content></entry></feed>"""


def test_atom() -> None:
    assert _blocks(ATOM) == [
        (T, "title", "Nytt", "Nytt"),
        (T, "subtitle", "Om tält", "Om tält"),
        (T, "entry 1 title", "Lätta tält", "Lätta&lt;/em&gt; tält"),
        (P, "entry 1 summary", "Light tents.", "Light tents."),
        (P, "entry 1 content", "Så här & nu", "Så <b>här</b> &amp; nu"),
        (Kind.ALT, "entry 1 content", "Ett tält", "Ett tält"),
    ]
    assert [block.language for block in read(ATOM)] == ["sv", "sv", "sv", "en", "sv", "sv"]


GOOGLE = """<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel><item>
<g:id>NEJ-1</g:id><g:title>Tältet Tjärn</g:title><g:description>Lätt som en fjäder.</g:description>
<g:link>https://example.org/nej</g:link><g:availability>in stock</g:availability>
<g:product_type>Friluftsliv &gt; Nej</g:product_type>
<g:product_highlight>Torrt i skyfall</g:product_highlight></item></channel></rss>"""


def test_a_feed_of_products() -> None:
    assert _places(GOOGLE) == [
        ("item 1 g:title", "Tältet Tjärn"),
        ("item 1 g:description", "Lätt som en fjäder."),
        ("item 1 g:product_highlight", "Torrt i skyfall"),
    ]


SHOP = """<products>
<product id="nej"><name>Tjärn</name>
<url>https://example.org/nej/tjarn</url><color>grön</color><price>4 990 kr</price>
<text><short>Lätt som en fjäder.</short>
<long><![CDATA[<p>Tål regn.<ul><li>Sätts upp på fem minuter</ul>]]></long></text>
</product>
<product><name>Glöd</name><url>https://example.org/nej/glod</url><color>svart</color><price>890 kr</price>
<text><short>Ett kök som <b>aldrig</b> blåser ut.</short><long>Väger nästan ingenting.</long></text></product>
</products>"""


def test_records_of_any_kind_are_read_where_they_look_like_copy() -> None:
    assert _places(SHOP) == [
        ("product 1 short", "Lätt som en fjäder."),
        ("product 1 long", "Tål regn."),
        ("product 1 long", "Sätts upp på fem minuter"),
        ("product 2 short", "Ett kök som aldrig blåser ut."),
        ("product 2 long", "Väger nästan ingenting."),
    ]


@pytest.mark.parametrize(
    ("paths", "places"),
    [
        (("products.product[*].name",), [("product 1 name", "Tjärn"), ("product 2 name", "Glöd")]),
        (
            ("product.name", "short"),
            ["Tjärn", "Lätt som en fjäder.", "Glöd", "Ett kök som aldrig blåser ut."],
        ),
        (("none.name",), []),
    ],
)
def test_paths_select_the_copy(paths: tuple[str, ...], places: list[object]) -> None:
    actual = _places(SHOP, paths=paths)
    assert places in (actual, [text for _, text in actual])


def test_the_workspace_sets_the_language_and_what_to_leave_out() -> None:
    rules = CopyRules(paths=("short", "long"), languages={"product.text.long": "da"}, leave=("li",))
    assert [(block.text[:9], block.language) for block in read(SHOP, rules)] == [
        ("Lätt som ", None), ("Tål regn.", "da"), ("Ett kök s", None), ("Väger näs", "da"),
    ]  # fmt: skip


def test_titles_and_captions_of_a_sitemap_by_url() -> None:
    urls = [
        "<loc>https://example.org/om-oss/</loc>",
        "<image:image><image:loc>a</image:loc><image:caption>Ett tält i regn</image:caption></image:image>"
        "<image:image><image:title>Tält</image:title></image:image>",
        "<news:news><news:publication><news:name>Nej</news:name></news:publication>"
        "<news:title>Tält på rea</news:title></news:news>",
        "<video:video><video:title>Tält</video:title><video:description>Så reser du det.</video:description>"
        "<video:tag>nej nej</video:tag></video:video>",
    ]
    assert _places(f"<urlset>{''.join(f'<url>{url}</url>' for url in urls)}</urlset>") == [
        ("url 2 image:image 1 image:caption", "Ett tält i regn"),
        ("url 2 image:image 2 image:title", "Tält"),
        ("url 3 news:title", "Tält på rea"),
        ("url 4 video:title", "Tält"),
        ("url 4 video:description", "Så reser du det."),
    ]


def test_a_feed_written_by_a_template() -> None:
    text = "---\nlayout: null\n---\n<feed>{% x %}<entry><title>Nytt {{ p }}</title></entry>{% y %}</feed>"
    assert _places(text) == [("entry 1 title", "Nytt")]


def test_an_error_in_the_xml_has_its_offset() -> None:
    with pytest.raises(Unreadable, match="mismatched tag") as caught:
        read("<rss>\n<item></rss>")
    assert caught.value.offset == 14
