"""Which cells look like copy."""

from __future__ import annotations

from itertools import chain, repeat

import pytest

from samklang.readers.parts.likely_copy import SAMPLE, looks_like_copy

COPY = {
    "sentences": ["Tack för din beställning.", "Vi packar den på måndag!"],
    "phrases": ["Lägg i varukorgen", "Blå tröja", "Læs mere her"],
    "Danish": ["Vi sender din ordre i morgen.", "Har du spørgsmål?"],
    "mark-up": ["<p>Vårt <b>lättaste</b> tält.</p>", "<ul><li>Tål regn</li></ul>"],
    "several lines": ["Packa lätt.\n\nSov gott."],
    "figures within": ["Väger bara 900 gram", "Fri frakt över 499 kr."],
    "placeholders": ["Hej {name}, ditt paket är här", "You have %d new messages"],
    "some single words": ["Stäng", "Spara dina ändringar", "Gå till kassan"],
    "blanks between": ["", "  ", "Vi ses på måndag", ""],
    "title case": ["Our Lightest Tent Yet Again", "Sign Up Now!"],
    "a name": ["Anna said it was fine", "Bo i ett tält"],
    "a repeated sentence": ["Varan är tyvärr slut, men den kommer tillbaka i maj."] * 20,
    "a name at the end": ["Logga in med BankID", "Dela det på Facebook", "Boka tid i Malmö"],
    "Arabic": ["مرحبا بكم في متجرنا", "شكرا لك"],
}
DATA = {
    "nothing": [],
    "blanks": ["", " ", "\n"],
    "numbers": ["12", "1 200,50", "-3"],
    "amounts": ["1 200 kr", "49 SEK", "128 GB", "10 × 20 cm"],
    "dates": ["2024-05-01", "1 May 2024", "den 12 maj 2024", "Mon, 12 Jan 2024 10:00:00 +0100"],
    "ids": ["cart.add_button", "SKU-1203", "9f1c2b7e-11aa", "A B12 C9"],
    "urls": [
        "https://example.com/a b",
        "www.example.com",
        "example.com/hej",
        "/img/blå tröja.png /img/b.png",
    ],
    "addresses": ["anna@example.com", "Anna <anna@example.com>", "a@example.com, b@example.com"],
    "words": ["open", "closed", "pending"],
    "states": ["in stock", "out of stock"] * 10,
    "tags": ["red, blue, green", "warm, dry, light"],
    "people": ["Anna Andersson", "Søren Ib Holm", "BO EK"],
    "streets": ["Storgatan 12, Malmö", "Nørregade 4"],
    "products": ["Fjällräv 2P", "Nordlys Vind 3"],
    "trails": ["Camping > Tents > Light", "Camping > Stoves"],
    "JSON": ['{"a": 1, "b": "hej du"}', '["a", "b", "c"]'],
    "names of particles": ["Ludwig van Beethoven", "Anna von Essen", "Tents of Sweden"],
    "places": [f"{letter}by kommun" for letter in "ABCDEFGHIJ"],
    "files": ["blå tröja stor.png", "the big tent.jpg?v=2"],
    "commands": ["pip install -r requirements.txt", "vite build --mode production"],
    "colours": ["#fff", "#1a2b3c"],
}


@pytest.mark.parametrize("name", COPY)
def test_copy(name: str) -> None:
    assert looks_like_copy(COPY[name])


@pytest.mark.parametrize("name", DATA)
def test_data(name: str) -> None:
    assert not looks_like_copy(DATA[name])


def test_half_of_the_cells_decide() -> None:
    assert looks_like_copy(["Vi ses på måndag", "x1"])
    assert not looks_like_copy(["Vi ses på måndag", "x1", "x2"])


def test_only_a_sample_is_looked_at() -> None:
    cells = chain((f"Vi ses om {day} dagar" for day in range(SAMPLE)), repeat("x1"))
    assert looks_like_copy(cells)
