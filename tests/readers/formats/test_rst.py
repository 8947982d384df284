"""reStructuredText: what readers of the page see."""
# ruff: noqa: E501 - a case a line

from __future__ import annotations

import pytest

from samklang.model import Kind
from samklang.readers.formats.rst import read
from tests.readers.hand_made import SAME, check

P, H, LI, TD, Q = Kind.PARAGRAPH, Kind.HEADING, Kind.LIST_ITEM, Kind.TABLE_CELL, Kind.QUOTE

CASES = {
    "headings": ("=====\nOm *oss*\n=====\n\nVåra\n----\n\nTält\n~~~~\nText", [(H, "Om oss", "Om *oss"), (H, "Våra", SAME), (H, "Tält", SAME), (P, "Text", SAME)]),
    "paragraph over lines": ("En rad\noch en till.\n\nNästa", [(P, "En rad och en till.", "En rad\noch en till."), (P, "Nästa", SAME)]),
    "transition": ("a\n\n----\n\nb", [(P, "a", SAME), (P, "b", SAME)]),
    "lists": ("- ett\n- två\n  rader\n\n  mer\n\n#. tre\n\n   a) fyra", [(LI, "ett", SAME), (LI, "två rader", "två\n  rader"), (LI, "mer", SAME), (LI, "tre", SAME), (LI, "fyra", SAME)]),
    "definition": ("Vikt\n    Två kilo,\n    nästan.\n\nEfter", [(LI, "Vikt", SAME), (LI, "Två kilo, nästan.", "Två kilo,\n    nästan."), (P, "Efter", SAME)]),
    "quote": ("Hon sa:\n\n    Bra tält.\n\nEfter", [(P, "Hon sa:", SAME), (Q, "Bra tält.", SAME), (P, "Efter", SAME)]),
    "fields": (":Vikt: två kilo\n:Mått: tre\n    meter", [(LI, "två kilo", SAME), (LI, "tre meter", "tre\n    meter")]),
    "line block": ("| Rad ett\n| Rad två", [(P, "Rad ett", SAME), (P, "Rad två", SAME)]),
    "literal block": ("Så här::\n\n    nej\n\n      nej\n\nEfter", [(P, "Så här:", SAME), (P, "Efter", SAME)]),
    "literal block in a list": ("- Så::\n\n    nej\n\n  Efter", [(LI, "Så:", SAME), (LI, "Efter", SAME)]),
    "bare literal block": ("Ja\n\n::\n\n  nej\n\nEfter", [(P, "Ja", SAME), (P, "Efter", SAME)]),
    "doctest": (">>> nej(1)\nnej\n  nej\n\nJa", [(P, "Ja", SAME)]),
    "comments and targets": (".. nej\n   nej\n\n.. _nej: https://nej\n\n..\n   nej\n\nJa", [(P, "Ja", SAME)]),
    "code": (".. code-block:: python\n   :caption: nej\n\n   nej = nej\n\n   nej\n\nJa", [(P, "Ja", SAME)]),
    "note": (".. note:: Packa torrt\n   och lätt.\n\n   Mer.\n\n   - punkt\n\nEfter", [(P, "Packa torrt och lätt.", "Packa torrt\n   och lätt."), (P, "Mer.", SAME), (LI, "punkt", SAME), (P, "Efter", SAME)]),
    "content of other directives": (".. container:: nej\n   :class: nej\n\n   Ja.\n\n   Jo.", [(P, "Ja.", SAME), (P, "Jo.", SAME)]),
    "figure": (".. figure:: nej.png\n   :alt: Ett tält\n   :width: nej\n\n   Tältet i *regn*.", [(Kind.ALT, "Ett tält", SAME), (P, "Tältet i regn.", "Tältet i *regn*.")]),
    "footnote and substitution": (".. [1] Noten\n   går vidare.\n\n.. |x| replace:: ersatt", [(P, "Noten går vidare.", "Noten\n   går vidare."), (P, "ersatt", SAME)]),
    "marks": ("**fet**, *kursiv* och ``nej`` 5 * 6", [(P, "fet, kursiv och 5 * 6", "fet**, *kursiv* och ``nej`` 5 * 6")]),
    "links": ("`Läs mer <https://x.org>`_ och `här`__ samt ord_ [1]_ |nej|.", [(P, "Läs mer och här samt ord .", "Läs mer <https://x.org>`_ och `här`__ samt ord_ [1]_ |nej|.")]),
    "roles": (":ref:`tältet <nej>`, :class:`nej` och :std:term:`kåta`", [(P, "tältet, och kåta", "tältet <nej>`, :class:`nej` och :std:term:`kåta")]),
    "link over lines": ("Se `vårt\ntält <https://x.org>`_ nu", [(P, "Se vårt tält nu", "Se `vårt\ntält <https://x.org>`_ nu")]),
    "escapes": ("\\*inte\\* \\`fet\\` tält\\ et", [(P, "*inte* `fet` tältet", "*inte\\* \\`fet\\` tält\\ et")]),
    "names with underscores": ("snake_case och _x", [(P, "snake_case och _x", SAME)]),
    "grid table": ("+-----+------+\n| A   | *B*  |\n+=====+======+\n|     | d    |\n| c   | e    |\n+-----+------+\n\nEfter", [(TD, "A", SAME), (TD, "B", SAME), (TD, "d e", "d    |\n| c   | e"), (TD, "c", SAME), (P, "Efter", SAME)]),
    "simple table": ("===  ====\nA    Bild\n===  ====\nc    d och mer\n===  ====\n\nEfter", [(TD, "A", SAME), (TD, "Bild", SAME), (TD, "c", SAME), (TD, "d och mer", SAME), (P, "Efter", SAME)]),
    "simple table with an empty cell": ("===  ====\nA    B\n     c\n===  ====", [(TD, "A", SAME), (TD, "B", SAME), (TD, "c", SAME)]),
    "table in a list": ("- Se:\n\n  ===  ====\n  A    B\n  ===  ====", [(LI, "Se:", SAME), (TD, "A", SAME), (TD, "B", SAME)]),
    "nothing": ("..\n\n----\n\n- \n\n``nej``", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_kind_text_and_place(name: str) -> None:
    check(read, *CASES[name])
