"""Steps: what copy asks of the customer, in each language, and what only looks like a step."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from samklang.model import Block, Kind, Passage, Piece, Source
from samklang.text import steps
from samklang.text.split import Splitter

Made = Callable[..., Passage]

ENGLISH = {
    "Open the box and take out the lid.": 2,
    "Fold the box flat, tie it with string, and put it out with cardboard.": 3,
    "Then click Save and close the window.": 2,
    "If it's wet and cold, dry it and hang it up.": 2,
    "To return it, fill in the form.": 1,
    "Please, call us before six.": 1,
    "Call 0117 496 0123.": 1,
    "Call or write to us.": 1,
    "Here's how: press the button.": 1,
    "You need to sign in first.": 1,
    "Make sure the lid is shut.": 1,
    "1. The lid comes off.": 1,
    "Step 2: the lid.": 1,
    "It opens by itself. Wait for it. Then wipe it.": 2,
    "You don't need to do anything.": 0,
    "Do you need to change it?": 0,
    "You can track, change and cancel your order.": 0,
    "You should have it by Thursday.": 0,
    "If you have any questions, write to us.": 0,
    "Return policy": 0,
    "Order confirmation": 0,
    "Read more about us.": 0,
    "Take care, and enjoy the walk.": 0,
    "We open at nine and close at five.": 0,
}
SWEDISH = {
    "Öppna lådan och läs lappen.": 2,
    "Ta ut påsen, skölj den, och häng upp den.": 3,
    "Vill du byta, skriv till oss.": 1,
    "Ring 031-390 06 15 så svarar Tor.": 1,
    "Nu måste du fylla i blanketten.": 1,
    "För att byta behöver du en kod.": 1,
    "På nästa sida klickar du på Spara.": 1,
    "Glöm inte att ta med kvittot.": 1,
    "Steg 2: lådan.": 1,
    "Du behöver inte göra något.": 0,
    "Du behöver ingen kod.": 0,
    "Nu ska du få höra.": 0,
    "Ska du resa, så packar vi åt dig.": 0,
    "Har du frågor, skriv till oss.": 0,
    "Öppna inte locket.": 0,
    "Köp och retur": 0,
    "Läs mer om oss.": 0,
    "Vi öppnar klockan nio.": 0,
}
DANISH = {
    "Åbn æsken, og læs sedlen.": 2,
    "Tag posen ud, skyl den, og hæng den op.": 3,
    "Vil du bytte, så skriv til os.": 1,
    "Nu skal du udfylde formularen.": 1,
    "På næste side vælger du Gem.": 1,
    "Ring til os på 86 00 04 20.": 1,
    "Sørg for, at låget er lukket.": 1,
    "Du skal ikke gøre noget.": 0,
    "Du skal nok få den på mandag.": 0,
    "Skal du bruge hjælp?": 0,
    "Skal du af sted inden da, så låner vi dig en anden.": 0,
    "Har du spørgsmål, så skriv til os.": 0,
    "Køb og retur": 0,
    "Læs mere om os.": 0,
    "Hjælp til jakke og blus": 0,
}
EXAMPLES = [
    (language, text, number)
    for language, examples in (("en", ENGLISH), ("sv", SWEDISH), ("da", DANISH))
    for text, number in examples.items()
]


@pytest.fixture(scope="module")
def passage(splitter: Splitter) -> Made:
    def make(text: str, language: str, kind: Kind = Kind.PARAGRAPH) -> Passage:
        block = Block(text=text, pieces=(Piece(0, len(text), 0, len(text)),), kind=kind)
        return Passage(
            source=Source(name="a.md", path=None),
            language=language,
            block=block,
            sentences=tuple(splitter.sentences(block, language)),
        )

    return make


@pytest.mark.parametrize(("language", "text", "number"), EXAMPLES)
def test_a_passage_asks_for_that_many_steps(passage: Made, language: str, text: str, number: int) -> None:
    assert steps.asked(passage(text, language)) == number


def test_a_field_of_a_form_is_a_step(passage: Made) -> None:
    assert steps.asked(passage("Your name", "en", Kind.PLACEHOLDER)) == 1
    assert steps.asked(passage("Your name", "en", Kind.LABEL)) == 0


def test_an_item_of_a_numbered_list_is_a_step_though_its_number_is_no_copy(passage: Made) -> None:
    assert steps.asked(passage("The lid comes off.", "en", Kind.NUMBERED_ITEM)) == 1
    assert steps.asked(passage("Open the box and take out the lid.", "en", Kind.NUMBERED_ITEM)) == 2
    assert steps.asked(passage("The lid comes off.", "en", Kind.LIST_ITEM)) == 0
