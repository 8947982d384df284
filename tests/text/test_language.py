"""The language of copy: by its path, by its words, or unknown."""

from __future__ import annotations

import pytest

from samklang.languages import CODES
from samklang.text import language as of_text
from samklang.text.language import detect, from_path, nearest, untagged

PATHS = {
    "sv": "sv/a.md corpora/sv/a.md a.sv.html sv-SE/a.json sv-se/a.json sv_SE.txt SV.md values-sv/strings.xml "
    "values-sv-rSE/strings.xml terms-sv.md sv-Latn-SE/a.md en/old/sv.md sv.lproj/a.strings mail.sv.md.j2",
    "da": "a.da.html web/da/about-om-os.md push_da.txt da-DK/a.md sv/x/da/a.md da.html",
    "en": "strings_en.txt en-GB/a.md en.md corpora/en/data.txt",
    "": "data/a.txt README.md send/a.md sven/a.md da-vinci/a.md check-in.md have-fun-en.md "
    "en-dag.md en-ny/a.md pt-BR/a.md "
    "no/a.md",
}


@pytest.mark.parametrize(
    ("language", "path"), [(code, path) for code, paths in PATHS.items() for path in paths.split()]
)
def test_from_path(language: str, path: str) -> None:
    assert from_path(path, CODES) == (language or None)


def test_from_path_knows_only_the_languages_of_the_workspace() -> None:
    assert from_path("sv/a.da.md", ["sv"]) == "sv"
    assert from_path("pt-BR/a.md", ["pt"]) == "pt"


@pytest.mark.parametrize(
    "paths",
    [
        "en/a.md sv-SE/a.md a.md",
        "web/sv/about.html web/da/about.html web/about.html",
        "mail.sv.html mail.da.html mail.html",
        "strings_en.txt strings_sv.txt strings.txt",
        "app/values/strings.xml app/values-sv/strings.xml app/values-sv-rSE/strings.xml",
    ],
)
def test_translations_have_one_path_without_their_language(paths: str) -> None:
    assert len({untagged(path, CODES) for path in paths.split()}) == 1


COPY = {
    "en": [
        "Your parcel is on its way.",
        "We will write to you on Monday.",
        "Keep it dry and warm.",
        "Sorry, that was our mistake.",
    ],
    "sv": [
        "Ditt paket är på väg.",
        "Vi hör av oss på måndag.",
        "Förlåt, det var vårt fel.",
        "Jackan är slut i lager.",
    ],
    "da": [
        "Din pakke er på vej hjem til dig.",
        "Vi skriver til dig på mandag.",
        "Undskyld, det var vores fejl.",
        "Jakken er udsolgt lige nu.",
    ],
    "no": ["Pakken din er på vei hjem til deg.", "Vi beklager, det var vår feil, og vi ordner det i dag."],
    "de": ["Dein Paket ist auf dem Weg.", "Wir melden uns am Montag bei dir."],
}
SENTENCES = [(code, copy) for code, copies in COPY.items() for copy in copies]


@pytest.mark.parametrize(("language", "copy"), SENTENCES)
def test_detect(language: str, copy: str) -> None:
    assert detect(copy) == language


@pytest.mark.parametrize("copy", [*(copy for _, copy in SENTENCES), "Hej!", "Hotel Nordlys, Oslo", ""])
def test_the_likeliest_language_is_that_of_all_probabilities(copy: str) -> None:
    probabilities = of_text._probabilities(copy)
    code, probability = of_text._likeliest(copy)
    assert code == max(probabilities, key=probabilities.__getitem__)
    assert probability == pytest.approx(probabilities[code])


@pytest.mark.parametrize(
    "copy",
    ["", "   ", "Hej!", "OK", "Nordlys", "Köp nu", "Add to", "12 34 56", "1 2 3 4", "– – –", "Kan vi hjelpe"],
)
def test_too_little_to_tell(copy: str) -> None:
    assert detect(copy) is None


@pytest.mark.parametrize(("language", "copy"), [pair for pair in SENTENCES if pair[0] in CODES])
def test_nearest_of_the_known(language: str, copy: str) -> None:
    assert nearest(copy) == language


def test_nearest_always_answers() -> None:
    assert nearest("") in CODES
    assert nearest("Wir melden uns am Montag.", ["sv", "da"]) in ("sv", "da")
