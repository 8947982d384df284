"""Dictionary forms: inflections share one with their word, and words that look like inflections do not."""

from __future__ import annotations

import pytest

from samklang.text.lemmas import lemma

INFLECTIONS = {
    "en": "bag bags bag's; box boxes; city cities; child children; shoe shoes; buy bought; pay paid; "
    "leverage leveraged leveraging leverages; utilise utilised; cheap cheaper cheapest; go went; "
    "write wrote; user users users'; purchase purchased; solution solutions; synergy synergies; knife knives",
    "sv": "kund kunder kunden kunderna kundernas kunds; väska väskor väskan väskorna; köpa köper köpte köpt "
    "köps; billig billigare billigast billigt billiga; kvitto kvitton kvittot kvittona; barn barnen; bok "
    "böcker böckerna; skriva skrev skrivit skriven; betalning betalningen betalningarna; gå gick gått; "
    "användare användaren användarnas; lösning lösningar lösningens; leverans leveranser leveransernas; "
    "stor större störst; kostnadsfri kostnadsfritt kostnadsfria",
    "da": "kunde kunder kunden kunderne kundernes; taske tasker tasken taskerne; købe køber købte købes; "
    "kvittering kvitteringer kvitteringen; pris prisen; barn børn børnene; skrive skrev skrevet; "
    "betale betalte betalt; betaling betalingen betalinger; gå gik gået; løsning løsninger løsningens; "
    "levering leveringen leveringer; stor store større størst; tilbud tilbuddet; lejlighed lejligheder",
}
"""A word and its inflections, and so on."""
TRAPS = {
    "en": "news new; his he; business busy; glass glas; address addres; species specie; princess prince",
    "sv": "kunde kund; plats pla; hus hu; buss bus; gratis grati; resurs resur; tills till; glass glas",
    "da": "kunne kunde; gratis grati; hus hu; glas gla; ellers eller; dens den; is i; plads plad",
}
"""Words that only look like an inflection of another."""


@pytest.mark.parametrize("language", INFLECTIONS)
def test_inflections_share_the_dictionary_form_of_their_word(language: str) -> None:
    groups = [group.split() for group in INFLECTIONS[language].split(";")]
    missed = [
        form for word, *forms in groups for form in forms if lemma(form, language) != lemma(word, language)
    ]
    assert missed == []


@pytest.mark.parametrize("language", TRAPS)
def test_words_that_look_like_inflections_do_not(language: str) -> None:
    pairs = [pair.split() for pair in TRAPS[language].split(";")]
    assert [pair for pair in pairs if lemma(pair[0], language) == lemma(pair[1], language)] == []


def test_an_unknown_word_is_its_own() -> None:
    assert [lemma(word, "sv") for word in ("nordlys", "krzysztof", "42", "")] == [
        "nordlys",
        "krzysztof",
        "42",
        "",
    ]
