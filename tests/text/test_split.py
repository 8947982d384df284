"""Blocks into passages and sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samklang.model import Block, CopyRules, Document, FileText, Piece, Source
from samklang.readers.formats import html, text
from samklang.text.split import Splitter

SPLITTER = Splitter()

SENTENCES = {
    "en": [
        ["Bring a stove, e.g. our smallest.", "Then rest."],
        ["Meet us in the shop at 10 a.m. on Monday.", "Come early."],
        ["We close at 5 p.m.", "See you tomorrow."],
        ["It weighs 3.5 kilos.", "That is light!"],
        ["Ask Mr. Berg.", "Dr. Holm and Mrs. Lind know too."],
        ["See no. 5 on the map, or pp. 6 and 7.", "Thanks."],
        ["It takes approx. 10 days.", "We keep you posted."],
        ["Wait… what?", "Yes!", "It is true."],
        ["Wait... what?", "Yes."],
        ["Your parcel is out \N{PARTY POPPER}", "It arrives today."],
        ["It is here! \N{PARTY POPPER}", "Open it."],
        ["\N{PARTY POPPER} It is here.", "Open it."],
        ["Read https://nordlys.example/a.b?c=1.", "Then write to us."],
        ['She said "Come in."', "Then she left."],
        ["“Is it warm?” she asked.", "It is."],
        ["(Returns are free.)", "Come in."],
        ["J. R. Berg sewed it.", "He was ninety."],
        ["John F. Holm tests every tent.", "He lives in one."],
        ["Really?!", "Yes!!!", "No."],
        ["We ship to the U.S. and Canada.", "It is free."],
        ["Tents, stoves, boots etc.", "All repaired by us."],
        ["Take a size M.", "It runs small."],
        ["It was you and I.", "Nobody else."],
        ["1. Open the box.", "2. Take out the tent."],
        ["Nordlys® Jackets are warm.", "© 2024 Nordlys."],
        ["Write to us :)"],
    ],
    "sv": [
        ["Ta med t.ex. vatten.", "Vila sedan."],
        ["Vi lagar bl.a. dragkedjor.", "Kom förbi."],
        ["Butiken öppnar kl. 10 på lördag.", "Välkommen!"],
        ["Den väger 3.5 kilo.", "Det är lätt."],
        ["Tältet nr. 5 är slut.", "Det kommer igen."],
        ["Det tar ca. 10 dagar.", "Vi hör av oss."],
        ["Lagningen kostar 20 kr.", "Du betalar sedan."],
        ["Skor, kängor m.m. finns i butiken.", "Titta in."],
        ["Vi har skor, kängor m.m.", "Allt går att laga."],
        ["Vi ses d.v.s. på måndag.", "Hej då."],
        ["Vänta … vad?", "Ja!"],
        ["”Kommer det snart?” undrade hon.", "Ja."],
        ["Tack för din beställning \N{PARTY POPPER}", "Vi packar nu."],
        ["A. Lindgren sydde den.", "Den håller."],
        ["Ta storlek M.", "Den är liten."],
        ["Fr.o.m. 1 maj har vi öppet.", "Se nedan."],
    ],
    "da": [
        ["Tag f.eks. vand med.", "Hvil dig så."],
        ["Vi reparerer bl.a. lynlåse.", "Kig forbi."],
        ["Butikken åbner kl. 10 på lørdag.", "Velkommen!"],
        ["Det vejer 3.5 kilo.", "Det er let."],
        ["Telt nr. 5 er udsolgt.", "Det kommer igen."],
        ["Det tager ca. 10 dage.", "Vi skriver til dig."],
        ["Det koster 20 kr.", "Du betaler senere."],
        ["Prisen er 499 kr. inkl. moms.", "Fragt koster ekstra."],
        ["Vi har 3 stk.", "Du kan få en."],
        ["Den kommer den 3. maj.", "Vi glæder os."],
        ["»Kommer den snart?« spurgte hun.", "Ja."],
        ["Ring på tlf. 12 34 56 78.", "Vi svarer."],
        ["1. Åbn kassen.", "2. Tag teltet ud."],
        ["H.C. Holm syede den.", "Den holder."],
        ["Vent … hvad?", "Ja!"],
        ["Tak for din ordre \N{PARTY POPPER}", "Vi pakker nu."],
    ],
}
CASES = [(language, case) for language, cases in SENTENCES.items() for case in cases]


def _split(copy: str, language: str) -> list[str]:
    (block,) = text.read(copy)
    return [sentence.text for sentence in SPLITTER.sentences(block, language)]


@pytest.mark.parametrize(("language", "sentences"), CASES, ids=lambda value: str(value)[:40])
def test_sentences(language: str, sentences: list[str]) -> None:
    assert _split(" ".join(sentences), language) == sentences


@pytest.mark.parametrize(
    "copy",
    [
        "It arrives.Really",
        "Stop. go on",
        "Free shipping!",
        "Plain label",
        "version 2.0.1 is out",
        "See a.b.c/d?e=f!g now",
    ],
)
def test_one_sentence(copy: str) -> None:
    assert _split(copy, "en") == [copy]


def _document(copy: str) -> Document:
    source = Source(name="a.html", path=None)
    return Document(
        source=source, file=FileText(copy), encoding="utf-8", format="html", blocks=html.read(copy)
    )


def test_spans_slice_the_file_and_words_the_passage() -> None:
    copy = "<p>\N{PARTY POPPER} Hej &amp; <b>välkommen</b>!\n  Kom&nbsp;in, t.ex. nu.</p><li>Köp</li>"
    first, second = SPLITTER.passages(_document(copy), "sv")
    spans = [copy[slice(*sentence.span)] for sentence in first.sentences]
    assert spans == ["\N{PARTY POPPER} Hej &amp; <b>välkommen</b>!", "Kom&nbsp;in, t.ex. nu."]
    words = [word for sentence in first.sentences for word in sentence.words]
    assert [word.text for word in words] == ["Hej", "välkommen", "Kom", "in", "t.ex.", "nu"]
    assert all(first.text[word.start : word.end] == word.text for word in words)
    assert (copy[slice(*second.place().span)], second.language, second.words, second.scorable) == (
        "Köp",
        "sv",
        1,
        True,
    )


def _languages(*copy: tuple[str, str | None], **stated: object) -> list[str]:
    """The languages of a file's passages, given its texts, each with the language that the file states."""
    blocks = [
        Block(text=text, pieces=(Piece(0, len(text), 0, len(text)),), language=language)
        for text, language in copy
    ]
    source = Source(name="a.html", path=None, **stated)  # type: ignore[arg-type]
    document = replace(_document(""), source=source, blocks=tuple(blocks))
    return [passage.language for passage in SPLITTER.passages(document, "da")]


SWEDISH, ENGLISH = ("Vi packar ditt paket redan idag.", "sv"), ("We pack your parcel today.", "en")


def test_the_language_of_the_workspace_takes_precedence_over_all_others() -> None:
    assert _languages(SWEDISH, ENGLISH, declared="da", language="en") == ["da", "da"]


def test_a_path_takes_precedence_over_one_language_for_the_whole_file() -> None:
    assert _languages(SWEDISH, language="en") == ["en"]
    assert _languages((ENGLISH[0], "sv")) == ["sv"]


def test_different_languages_in_a_file_take_precedence_over_its_path() -> None:
    assert _languages(SWEDISH, ENGLISH, language="en") == ["sv", "en"]
    assert _languages(SWEDISH, ("Anything.", None), language="en") == ["sv", "en"]


def test_the_language_of_a_column_takes_precedence_over_that_of_the_channel() -> None:
    columns = CopyRules(languages={"Text": "sv"})
    assert _languages(SWEDISH, declared="en", language="en", copy=columns) == ["sv"]
    assert _languages(("Anything.", None), declared="en", copy=columns) == ["en"]


def test_the_language_of_other_copy_is_detected_where_it_is_long_enough() -> None:
    assert _languages((SWEDISH[0], None), ("OK", None), (ENGLISH[0], None)) == ["sv", "da", "en"]


def test_a_language_without_heads_is_split_and_not_scored() -> None:
    (passage,) = SPLITTER.passages(_document("<p>Hallo. Wie geht es?</p>"), "de")
    assert (passage.language, passage.scorable, len(passage.sentences)) == ("de", False, 2)


PARTS = st.sampled_from(
    [
        "t.ex.",
        "f.eks.",
        "e.g.",
        "kl.",
        "10",
        "3.5",
        "Mr.",
        "kr.",
        "Du",
        "du",
        "A.",
        "…",
        "...",
        "?!",
        "!",
        ".",
        "“",
        "”",
        "(",
        ")",
        "\N{PARTY POPPER}",
        "\u2764\ufe0f",
        "Hej",
        "https://x.y/z.",
        "1.",
        "»",
        "®",
        "-",
        " ",
        "  ",
        "\n",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    language=st.sampled_from(["en", "sv", "da"]),
    copy=st.lists(PARTS | st.text(max_size=4), max_size=14).map("".join),
)
def test_no_text_is_lost(language: str, copy: str) -> None:
    for block in text.read(copy):
        sentences = list(SPLITTER.sentences(block, language))
        assert "".join("".join(sentence.text for sentence in sentences).split()) == "".join(
            block.text.split()
        )
        for sentence in sentences:
            assert all(block.text[word.start : word.end] == word.text for word in sentence.words)
            assert any(map(str.isalnum, sentence.text))
