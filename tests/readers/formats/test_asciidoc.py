"""AsciiDoc: what readers of the page see."""
# ruff: noqa: E501 - a case a line

from __future__ import annotations

import pytest

from samklang.model import Kind
from samklang.readers.formats.asciidoc import read
from tests.readers.hand_made import SAME, check

P, H, LI, TD, Q, TITLE = Kind.PARAGRAPH, Kind.HEADING, Kind.LIST_ITEM, Kind.TABLE_CELL, Kind.QUOTE, Kind.TITLE

CASES = {
    "header": ("= Om *oss*\nNej Nej <nej@example.org>\nv1, nej\n:toc: nej\n\n== Vi\nText", [(H, "Om oss", "Om *oss"), (H, "Vi", SAME), (P, "Text", SAME)]),
    "paragraph over lines": ("En rad\noch en till.\n\nNästa", [(P, "En rad och en till.", "En rad\noch en till."), (P, "Nästa", SAME)]),
    "lists": ("* ett\n** två\n  rader\n. tre\n- [x] fyra\n1. fem", [(LI, "ett", SAME), (LI, "två rader", "två\n  rader"), (LI, "tre", SAME), (LI, "fyra", SAME), (LI, "fem", SAME)]),
    "continued item": ("* ett\n+\nmer", [(LI, "ett", SAME), (P, "mer", SAME)]),
    "terms": ("Vikt:: Två kilo\nMått::\n  Tre meter", [(LI, "Vikt", SAME), (LI, "Två kilo", SAME), (LI, "Mått", SAME), (LI, "Tre meter", SAME)]),
    "notes": ("NOTE: Packa torrt.\n\n[TIP]\n====\nOch lätt.\n====", [(P, "Packa torrt.", SAME), (P, "Och lätt.", SAME)]),
    "quote": ("[quote, Nej Nej]\n____\nBra tält.\n____\n\nEfter", [(Q, "Bra tält.", SAME), (P, "Efter", SAME)]),
    "code": ("[source,ruby]\n----\nnej\n\nnej\n----\n....\nnej\n....\n```js\nnej\n```\nJa", [(P, "Ja", SAME)]),
    "code that never closes": ("Ja\n\n----\nnej\n\nnej", [(P, "Ja", SAME)]),
    "code paragraphs": ("[listing]\nnej\nnej\n\n nej\n nej\n\nJa", [(P, "Ja", SAME)]),
    "comments": ("// nej\nJa\n\n////\nnej\n////", [(P, "Ja", SAME)]),
    "not copy": (":nej: nej\n[[nej]]\ninclude::nej[]\nifdef::nej[]\nendif::[]\n'''\n<<<\ntoc::[]\nJa", [(P, "Ja", SAME)]),
    "image": (".Tältet i *regn*\nimage::nej.png[Ett tält, 300]\nimage::nej.png[\"Två, tält\"]", [(TITLE, "Tältet i regn", "Tältet i *regn"), (Kind.ALT, "Ett tält", SAME), (Kind.ALT, "Två", SAME)]),
    "table": ("[cols=\"1,1\"]\n|===\n|A |B\n\n2+|c\nd\na|*e*\n|===\nEfter", [(TD, "A", SAME), (TD, "B", SAME), (TD, "c d", "c\nd"), (TD, "e", SAME), (P, "Efter", SAME)]),
    "marks": ("*fet*, _kursiv_, **f**et och [.red]#röd# samt `nej` 5 * 6", [(P, "fet, kursiv, fet och röd samt 5 * 6", "fet*, _kursiv_, **f**et och [.red]#röd# samt `nej` 5 * 6")]),
    "links": ("Läs https://x.org[mer^], link:x[\"det, här\"] och <<nej,avsnittet>> i <<nej>>.", [(P, "Läs mer, det, här och avsnittet i .", "Läs https://x.org[mer^], link:x[\"det, här\"] och <<nej,avsnittet>> i <<nej>>.")]),
    "inline macros": ("Tryck btn:[Spara] kbd:[Nej] nu.footnote:[Nej.] ((Tält))", [(P, "Tryck Spara nu. Tält", "Tryck btn:[Spara] kbd:[Nej] nu.footnote:[Nej.] ((Tält")]),
    "attributes": ("Hej {name}, kom in", [(P, "Hej , kom in", "Hej {name}, kom in")]),
    "attribute in a link": ("Se {src}/a/B.java[källan] och xref:x[`nej`] nu", [(P, "Se källan och nu", "Se {src}/a/B.java[källan] och xref:x[`nej`] nu")]),
    "quotes": ("En \"`kall start`\" igen", [(P, "En kall start igen", "En \"`kall start`\" igen")]),
    "hard break": ("ett +\ntvå", [(P, "ett två", "ett +\ntvå")]),
    "escapes": ("\\*inte\\* snake_case", [(P, "*inte* snake_case", "*inte\\* snake_case")]),
    "nothing": ("====\n====\n\n`nej`", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_kind_text_and_place(name: str) -> None:
    check(read, *CASES[name])
