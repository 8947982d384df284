"""Captions: the text of each cue, and its number."""

from __future__ import annotations

import pytest

from samklang.readers.formats.captions import read


def _blocks(text: str) -> list[tuple[str, str, str]]:
    """The place, the text and the characters in the file of each block."""
    return [(b.where, b.text, text[slice(*b.span(0, len(b.text)))]) for b in read(text)]


SRT = """1
00:00:01,000 --> 00:00:03,500
Det regnar.
Men i tältet är det <i>torrt</i>.

2
00:00:04,000 --> 00:00:06,000
{\\an8}♪ (musik) ♪

3
00:00:06,000 --> 00:00:07,000
...

4
00:00:07,000 --> 00:00:08,000
God natt.
"""


def test_srt() -> None:
    assert _blocks(SRT) == [
        ("cue 1", "Det regnar. Men i tältet är det torrt.", "Det regnar.\nMen i tältet är det <i>torrt</i>."),
        ("cue 2", "♪ (musik) ♪", "♪ (musik) ♪"),
        ("cue 4", "God natt.", "God natt."),
    ]


VTT = """WEBVTT
Kind: captions
Language: da-DK

REGION
id:nej

STYLE
::cue(b) { color: red }

NOTE
Ikke tekst

01:02.000 --> 01:04.000 position:50%
<v.loud Mette>Kaffe &amp; <c.yellow>te</c>?

navn
100:01:04.000 --> 100:01:06.000
Ja, <00:01:05.000>tak."""


def test_webvtt() -> None:
    assert _blocks(VTT) == [
        ("cue 1", "Kaffe & te?", "Kaffe &amp; <c.yellow>te</c>?"),
        ("cue 2", "Ja, tak.", "Ja, <00:01:05.000>tak."),
    ]
    assert {block.language for block in read(VTT)} == {"da"}


@pytest.mark.parametrize("text", [SRT, VTT.replace("Language", "Sprog")])
def test_a_language_that_is_not_declared_is_none(text: str) -> None:
    assert {block.language for block in read(text)} == {None}


def test_a_cue_ends_where_the_next_begins_even_without_a_blank_line() -> None:
    text = "00:01.000 --> 00:02.000\nEtt\n00:02.000 --> 00:03.000\nTvå"
    assert [copy for _, copy, _ in _blocks(text)] == ["Ett", "Två"]


def test_a_less_than_sign_is_not_a_tag() -> None:
    text = "00:01.000 --> 00:02.000\n5 < 6, och vi <3 dig"
    assert [copy for _, copy, _ in _blocks(text)] == ["5 < 6, och vi <3 dig"]
