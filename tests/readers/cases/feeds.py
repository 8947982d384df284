"""Feeds, with HTML in them as text, in CDATA and as mark-up."""

from __future__ import annotations

from html import escape, unescape

from tests.readers.cases import Case


def _rss(paragraphs: list[str]) -> str:
    items = "\n".join(
        f"<item><description>{escape(escape(paragraph))}</description></item>" for paragraph in paragraphs
    )
    return f'<rss version="2.0"><channel>{items}</channel></rss>'


CASES = {
    "feed": Case(
        rich="""<?xml version="1.0" encoding="utf-8"?>
<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0"><channel>
<title>Nytt om tält</title><link>https://example.org/</link><language>sv-SE</language>
<item><title>Tält &amp;amp; kök \N{PARTY POPPER}</title>
<description>&lt;p&gt;Nu är det &lt;b&gt;vår&lt;/b&gt;.&lt;br&gt;Packa
  ditt tält &amp;amp; kök!&lt;/p&gt;</description>
<content:encoded><![CDATA[<h2>Packa</h2><p>Tält &amp; k&ouml;k</p><!-- nej -->]]> mer
</content:encoded></item><!-- nej -->
<item><description><p xml:lang="da">Pak <i>telt</i> &amp; k&#248;kken</p></description></item>
</channel></rss>""",
        write=_rss,
        blank=(
            "",
            "\ufeff",
            "   \n\t\r\n \u00a0\n",
            "<rss/>",
            "<feed><id>nej</id></feed>",
            "<a><b>nej</b></a>",
        ),
        scraps=(
            "<rss>",
            "<item>",
            "<description>",
            "&lt;p",
            "<![CDATA[",
            "]]>",
            "<!-- ",
            "<a b='",
            "&amp;",
            "{{ ",
        ),
        decode=lambda raw: unescape(unescape(raw)),
    ),
}
