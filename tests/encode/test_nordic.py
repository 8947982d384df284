"""Swedish and Danish are heard as words: what follows cannot be told from letters, or from English pieces."""

from __future__ import annotations

import numpy as np
import pytest

from samklang.encode.shipped import ShippedEngine

SYNONYMS = {
    "sv": [
        ("Skynda dig!", "Fort nu, vi är sena."),
        ("Leveransen dröjer.", "Paketet kommer inte i tid."),
        ("Det kostar ingenting.", "Du får den gratis."),
        ("Var så god och sitt.", "Slå dig ner på stolen."),
        ("Jag blev jätteglad!", "Vilken härlig överraskning."),
        ("Ångrar du köpet?", "Vill du lämna tillbaka varan?"),
        ("Hör av dig till oss.", "Kontakta kundtjänst."),
        ("Vi ber om ursäkt.", "Förlåt för besväret."),
        ("Hunden skäller.", "Valpen morrar."),
        ("Läkaren skrev ut medicin.", "Doktorn gav mig tabletter."),
    ],
    "da": [
        ("Forhast dig ikke.", "Tag den med ro."),
        ("Leveringen trækker ud.", "Pakken kommer for sent."),
        ("Det koster ingenting.", "Du får den gratis."),
        ("Værsgo at sidde ned.", "Tag plads på stolen."),
        ("Jeg blev så glad!", "Sikke en dejlig overraskelse."),
        ("Fortryder du købet?", "Vil du returnere varen?"),
        ("Skriv endelig til os.", "Kontakt kundeservice."),
        ("Vi beklager.", "Undskyld ulejligheden."),
        ("Hunden gør.", "Hvalpen knurrer."),
        ("Lægen udskrev medicin.", "Doktoren gav mig tabletter."),
    ],
}
"""Sentences, each with one that says the same in other words."""
FORMS = {
    "sv": [
        ("ett kvitto", "kvittona"),
        ("en väska", "väskorna"),
        ("en leveransadress", "adressen som vi levererar till"),
        ("en sommarkväll", "kvällarna på sommaren"),
        ("presentkortet", "ett kort som man ger bort"),
        ("bokhyllan", "en hylla för böcker"),
        ("barnvagnen", "en vagn för bebisar"),
        ("sjukhuset", "huset där de sjuka ligger"),
    ],
    "da": [
        ("en kvittering", "kvitteringerne"),
        ("en taske", "taskerne"),
        ("en leveringsadresse", "adressen som vi leverer til"),
        ("en sommeraften", "aftenerne om sommeren"),
        ("gavekortet", "et kort man forærer væk"),
        ("bogreolen", "en reol til bøger"),
        ("barnevognen", "en vogn til babyer"),
        ("sygehuset", "huset hvor de syge ligger"),
    ],
}
"""Words, each with another form of it, or with its parts taken apart."""
LETTERS = {
    "sv": [
        ("Hon har långt hår.", "She has long hair."),
        ("Fåren betar på ängen.", "The sheep graze in the meadow."),
        ("Katten fångade en mås.", "The cat caught a gull."),
        ("Vi säljer kläder.", "We sell clothes."),
        ("Båten ligger vid ön.", "The boat lies by the island."),
        ("Hon är öm i armen.", "Her arm is sore."),
    ],
    "da": [
        ("Hun har en rød næse.", "She has a red nose."),
        ("Katten fangede en måge.", "The cat caught a gull."),
        ("Båden ligger ved øen.", "The boat lies by the island."),
        ("Han åbner døren.", "He opens the door."),
        ("Træet er blevet grønt.", "The tree has turned green."),
        ("Får æder græs.", "Sheep eat grass."),
    ],
}
"""Sentences that depend on their letters, and what they mean."""
_STRIPPED = str.maketrans({"å": "a", "ä": "a", "ö": "o", "æ": "a", "ø": "o"})
LANGUAGES = pytest.mark.parametrize("language", ["sv", "da"])


@pytest.fixture(scope="module")
def engine() -> ShippedEngine:
    return ShippedEngine()


def found(engine: ShippedEngine, language: str, pairs: list[tuple[str, str]], other: str = "") -> float:
    """The share of texts to which, of all second texts, their own is the nearest.

    Args:
        language: whose vocabulary the first texts are read by.
        pairs: of texts.
        other: the same of the second texts; empty for the same one.
    """
    first, second = (list(texts) for texts in zip(*pairs, strict=True))
    cosines = engine.encode(first, language).meaning @ engine.encode(second, other or language).meaning.T
    return float((cosines.argmax(1) == np.arange(len(pairs))).mean())


@LANGUAGES
def test_synonyms_that_share_no_letters_find_each_other(engine: ShippedEngine, language: str) -> None:
    assert found(engine, language, SYNONYMS[language]) >= 0.6
    assert found(engine, "en", SYNONYMS[language]) <= 0.2, "English pieces would do"


@LANGUAGES
def test_compounds_and_definite_forms_find_what_they_are_made_of(
    engine: ShippedEngine, language: str
) -> None:
    assert found(engine, language, FORMS[language]) >= 0.8


@LANGUAGES
def test_the_english_sentence_that_means_the_same_is_found(engine: ShippedEngine, language: str) -> None:
    assert found(engine, language, LETTERS[language], "en") >= 0.8
    assert found(engine, "en", LETTERS[language]) <= 0.5, "English pieces would do"


@LANGUAGES
def test_a_letter_with_a_mark_is_another_letter(engine: ShippedEngine, language: str) -> None:
    texts, english = (list(side) for side in zip(*LETTERS[language], strict=True))
    theirs = engine.encode(english, "en").meaning
    as_written, stripped = (
        (engine.encode(side, language).meaning * theirs).sum(1)
        for side in (texts, [text.lower().translate(_STRIPPED) for text in texts])
    )
    assert as_written.mean() > stripped.mean() + 0.2
    assert (as_written > stripped).sum() >= len(texts) - 1
