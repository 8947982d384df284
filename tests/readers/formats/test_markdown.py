"""Markdown, with the templates and the mark-up that live in it."""
# ruff: noqa: E501 - a case a line

from __future__ import annotations

import pytest

from samklang.model import Kind
from samklang.readers.formats.markdown import read
from tests.readers.hand_made import SAME, check

P, H, LI, TD, Q = Kind.PARAGRAPH, Kind.HEADING, Kind.LIST_ITEM, Kind.TABLE_CELL, Kind.QUOTE
NI = Kind.NUMBERED_ITEM
ALT, TITLE = Kind.ALT, Kind.TITLE

CASES = {
    "atx heading": ("# Om oss", [(H, "Om oss", SAME)]),
    "closing marks": ("## Om *oss* ##", [(H, "Om oss", "Om *oss")]),
    "setext heading": ("Om oss\n===\n\nVi\n---", [(H, "Om oss", SAME), (H, "Vi", SAME)]),
    "heading id": ("# Om oss {#om}", [(H, "Om oss", SAME)]),
    "paragraph over lines": ("En rad\noch en till.\n\nNästa", [(P, "En rad och en till.", "En rad\noch en till."), (P, "Nästa", SAME)]),
    "nested list": ("- a\n  - b\n    1. c\n- d\n\n  mer", [(NI if x == "c" else LI, x, SAME) for x in ("a", "b", "c", "d", "mer")]),
    "numbered list": ("3. a\n\n   mer\n   - b\n\n4. **c**\n", [(NI, "a", SAME), (LI, "mer", SAME), (LI, "b", SAME), (NI, "c", SAME)]),
    "task list": ("- [ ] packa\n- [x] åka", [(LI, "packa", SAME), (LI, "åka", SAME)]),
    "definition": ("Vikt\n: Två kilo", [(LI, "Vikt", SAME), (LI, "Två kilo", SAME)]),
    "table": (
        "| A | B \\| b |\n|---|---|\n| x &amp; y | *z* |",
        [(TD, "A", SAME), (TD, "B | b", "B \\| b"), (TD, "x & y", "x &amp; y"), (TD, "z", SAME)],
    ),
    "lazy quote": ("> Citat\nlat rad\n\nEfter", [(Q, "Citat lat rad", "Citat\nlat rad"), (P, "Efter", SAME)]),
    "quote over lines": ("> Citat\n> rad två", [(Q, "Citat rad två", "Citat\n> rad två")]),
    "image": ('![Ett *tält*](i.png "Bilden")', [(ALT, "Ett tält", "Ett *tält"), (TITLE, "Bilden", SAME)]),
    "image in a link": (
        '[![Tält](i.png "ett")](u "två")',
        [(ALT, "Tält", SAME), (TITLE, "ett", SAME), (TITLE, "två", SAME)],
    ),
    "double quoted title": ('[a](u "b c")', [(P, "a", SAME), (TITLE, "b c", SAME)]),
    "single quoted title": ("[a](u 'b \"c\"')", [(P, "a", SAME), (TITLE, 'b "c"', SAME)]),
    "title in parentheses": ("[a](u (b c))", [(P, "a", SAME), (TITLE, "b c", SAME)]),
    "apostrophe in the address": ("[a](it's 'b')", [(P, "a", SAME), (TITLE, "b", SAME)]),
    "title over lines": ('[a](u\n"b\nc")', [(P, "a", SAME), (TITLE, "b c", "b\nc")]),
    "escapes in a title": ('[a](u "b \\"c\\" &amp; \\&lt; d")', [(P, "a", SAME), (TITLE, 'b "c" & &lt; d', 'b \\"c\\" &amp; \\&lt; d')]),
    "parentheses in an address": ("[a](https://x.org/Foo_(bar))", [(P, "a", SAME)]),
    "pointy address": ('[a](<u v "w"> "t")', [(P, "a", SAME), (TITLE, "t", SAME)]),
    "reference links": ('[ett][r] och [r]\n\n[r]: /u', [(P, "ett och r", "ett][r] och [r")]),
    "autolinks": ("Skriv till <me@x.org> eller <https://x.org> nu", [(P, "Skriv till eller nu", "Skriv till <me@x.org> eller <https://x.org> nu")]),
    "code in a sentence": ("Kör `nej` nu", [(P, "Kör nu", "Kör `nej` nu")]),
    "only code": ("`nej`", []),
    "fenced code": ("Ja\n\n```html\n<p>nej</p>\n```\n\n~~~\nnej\n~~~", [(P, "Ja", SAME)]),
    "indented code": ("Ja\n\n    nej\n    <p>nej</p>", [(P, "Ja", SAME)]),
    "html block": ("<div>\n<p>Kaffe &amp; te</p>\n</div>\n\nEfter", [(P, "Kaffe & te", "Kaffe &amp; te"), (P, "Efter", SAME)]),
    "indented html": ("<div>\n\n    <p>Hej</p>\n\n</div>", [(P, "Hej", SAME)]),
    "html round markdown": ("<details><summary>Mer</summary>\n\nInne i.\n\n</details>", [(Kind.LABEL, "Mer", SAME), (P, "Inne i.", SAME)]),
    "html in a quote": ("> <div>\n> hej\n> du</div>", [(P, "hej du", "hej\n> du")]),
    "html table in markdown": ("<table><tr><td>Ett</td></tr></table>", [(TD, "Ett", SAME)]),
    "comment": ("A\n\n<!-- nej\n\nnej -->\n\nB <!-- nej --> C", [(P, "A", SAME), (P, "B C", "B <!-- nej --> C")]),
    "unclosed comment": ("A\n\n<!-- nej\n\nnej", [(P, "A", SAME)]),
    "unclosed script": ("A\n\n<script>\nnej\n\nnej", [(P, "A", SAME)]),
    "inline html": ('Ett <img src=x alt="Tält"> här', [(P, "Ett här", 'Ett <img src=x alt="Tält"> här'), (ALT, "Tält", SAME)]),
    "inline break": ("Ett<br>två", [(P, "Ett två", "Ett<br>två")]),
    "inline code tag": ("Kör <code>nej *nej*</code> nu", [(P, "Kör nu", "Kör <code>nej *nej*</code> nu")]),
    "inline script": ("A <script>nej</script> B", [(P, "A B", "A <script>nej</script> B")]),
    "code tag that never closes": ("A <code>nej\n\nB", [(P, "A", SAME), (P, "B", SAME)]),
    "front matter": ("---\ntitle: Om oss\nlayout: nej\n---\n# Ja", [(Kind.TITLE, "Om oss", SAME), (H, "Ja", SAME)]),
    "template in a sentence": ("Ditt {% if x %}paket{% endif %} kom {{ day }} hem.", [(P, "Ditt paket kom hem.", "Ditt {% if x %}paket{% endif %} kom {{ day }} hem.")]),
    "template between": ("A\n\n{% include nej.md %}\n\nB", [(P, "A", SAME), (P, "B", SAME)]),
    "template line in a paragraph": ("A\r\n{% if x %}\r\nB\r\n{% endif %}", [(P, "A", SAME), (P, "B", SAME)]),
    "template in an address": ("[Hit]({{ url }}) nu", [(P, "Hit nu", "Hit]({{ url }}) nu")]),
    "highlight": ("A\n\n{% highlight ruby %}\nnej\n\nnej\n{% endhighlight %}\n\nB", [(P, "A", SAME), (P, "B", SAME)]),
    "attributes": ("![Tält](a.png){.stor #a}\n\nTack {.liten}", [(Kind.ALT, "Tält", SAME), (P, "Tack", SAME)]),
    "kramdown": ("Stycke\n{: .lead}\n\n- x\n{: .red}\n- y", [(P, "Stycke", SAME), (LI, "x", SAME), (LI, "y", SAME)]),
    "hard breaks": ("ett  \ntvå\\\ntre", [(P, "ett två tre", "ett  \ntvå\\\ntre")]),
    "footnote": ("Text[^1] mer.\n\n[^1]: Noten.", [(P, "Text mer.", "Text[^1] mer."), (P, "Noten.", SAME)]),
    "escapes": ("\\*inte\\* 5 \\< 6 \\& x", [(P, "*inte* 5 < 6 & x", "*inte\\* 5 \\< 6 \\& x")]),
    "entities": ("A &copy; B &#8217; &amp;amp;", [(P, "A © B ’ &amp;", "A &copy; B &#8217; &amp;amp;")]),
    "emphasis in a word": ("**fet**stil och ~~bo *rta* `x`~~ kvar", [(P, "fetstil och kvar", "fet**stil och ~~bo *rta* `x`~~ kvar")]),
    "rules": ("a\n\n***\n\nb", [(P, "a", SAME), (P, "b", SAME)]),
    "nothing": ("*  \n\n#\n\n>\n\n***", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_kind_text_and_place(name: str) -> None:
    check(read, *CASES[name])


def test_astral_characters_before_do_not_move_places() -> None:
    text = "# \N{PARTY POPPER}\N{PARTY POPPER} åäö\n\nHej *på* dig"
    block = read(text)[1]
    assert text[slice(*block.span(4, 6))] == "på"
