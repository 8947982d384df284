"""ICU messages and their branches."""

from __future__ import annotations

import pytest

from samklang.readers.parts.icu import MAX_DEPTH, branches
from samklang.readers.parts.template import FILLER

BRANCHES = {
    "Hej": [("", "Hej")],
    "Hej {name}": [("", "Hej _")],
    "{n, plural, one {# natt} other {# nätter}}": [("one", "_ natt"), ("other", "_ nätter")],
    "I {n,plural,offset:1 =0{inga} other{#}} dagar": [("", "I _ dagar"), ("=0", "inga")],
    "{n, selectordinal, other {#:e}}": [("other", "_:e")],
    "{who, select, us {Vi, nr #1} other {De}}": [("us", "Vi, nr #1"), ("other", "De")],
    "{who, select, us {{n, plural, one {vår} other {våra}} tält} other {deras}}": [
        ("us", "_ tält"), ("us, one", "vår"), ("us, other", "våra"), ("other", "deras"),
    ],
    "{n, plural, one {en '{'klammer'}'} other {#}}": [("one", "en _klammer_")],
    "{n, plural, other {{who, select, us {våra #}}}}": [("other, us", "våra _")],
    "{n, plural, one {en} other {två": [("", "{n, plural, one _ other {två")],
    "{n, plural, one {en}": [("", "{n, plural, one _")],
    "a } b {n, plural, one {en}}": [("", "a } b {n, plural, one _}")],
}  # fmt: skip


@pytest.mark.parametrize("message", BRANCHES)
def test_branches(message: str) -> None:
    parts = branches(message)
    shown = [(branch.label, _short(branch.text)) for branch in parts]
    assert [pair for pair in shown if pair[1] != "_"] == BRANCHES[message]


@pytest.mark.parametrize("message", BRANCHES)
def test_a_branch_has_its_offset(message: str) -> None:
    for branch in branches(message):
        behind = message[branch.start : branch.start + len(branch.text)]
        assert all(ours in (theirs, FILLER) for ours, theirs in zip(branch.text, behind, strict=True))


def test_nesting_is_bounded() -> None:
    def nested(depth: int) -> str:
        return "{a, select, other {" * depth + "ja" + "}}" * depth

    assert branches(nested(MAX_DEPTH))[-1].text == "ja"
    assert branches(nested(MAX_DEPTH + 1))[-1].text != "ja"


def _short(text: str) -> str:
    while FILLER * 2 in text:
        text = text.replace(FILLER * 2, FILLER)
    return text.replace(FILLER, "_")
