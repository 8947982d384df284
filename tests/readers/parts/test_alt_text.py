"""Which alternative texts a person wrote."""

from __future__ import annotations

import pytest

from samklang.readers.parts.alt_text import is_written


@pytest.mark.parametrize("alt", ["Ett tält i motljus", "Bild på ett tält", "Vi två.", "Picture of a tent"])
def test_written(alt: str) -> None:
    assert is_written(alt)


@pytest.mark.parametrize(
    "alt",
    [
        "logo.png",
        "C:\\bilder\\logo",
        "https://example.com/a",
        "Picture 3",
        "Bildobjekt 12",
        "Billede",
        "A tent\n\nDescription automatically generated",
        "Ett tält Automatiskt genererad beskrivning",
        "Et telt Automatisk genereret beskrivelse",
    ],
)
def test_made_by_a_program(alt: str) -> None:
    assert not is_written(alt)
