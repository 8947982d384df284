from collections.abc import Callable

import numpy as np
import pytest

from samklang.model import Block
from samklang.text.split import Splitter
from samklang.traits.features import FEATURES, features
from tests.conftest import ROOT

NAMES = [feature.name for feature in FEATURES]


@pytest.fixture
def of(splitter: Splitter, block: Callable[[str], Block]) -> Callable[[str, str], dict[str, float]]:
    def count(text: str, language: str) -> dict[str, float]:
        sentence = next(splitter.sentences(block(text), language))
        return dict(zip(NAMES, map(float, features([sentence])[0]), strict=True))

    return count


Count = Callable[[str, str], dict[str, float]]


@pytest.mark.parametrize(
    ("name", "language", "more", "less"),
    [
        ("length", "en", "The parcel has not come yet.", "Not yet."),
        ("word length", "sv", "Leveransinformation saknas.", "Vi vet inte än."),
        ("long words", "da", "Leveringsoplysninger mangler desværre.", "Vi ved det ikke nu."),
        (
            "readability (LIX)",
            "en",
            "Subsequent notification obligations remain applicable.",
            "We will tell you.",
        ),
        ("contractions", "en", "We're sure it'll work.", "We are sure it will work."),
        ("spoken words", "en", "Yeah, gonna grab some stuff.", "Yes, I will fetch some things."),
        ("spoken words", "sv", "Hej, nån sån har vi väl.", "God dag, en sådan har vi."),
        ("spoken words", "da", "Hej, det er sgu fedt.", "Goddag, det er godt."),
        ("office words", "sv", "Avgiften ska erläggas samt erhållas härmed.", "Betala avgiften nu."),
        ("I and we", "da", "Vi har lagt vores bedste i den.", "Den er lavet af uld."),
        ("you", "en", "You can keep your box.", "The box can be kept."),
        ("you", "sv", "Du får ditt kvitto på mejl.", "Kvittot kommer på mejl."),
        ("you, several", "da", "Kom, når I har lyst, og tag jeres børn med.", "Kom, når du har lyst, i dag."),
        ("you, several", "sv", "Kom när ni vill med era barn.", "Kom när du vill med dina barn."),
        ("formal address", "da", "Deres kvittering er til Dem, hr. Holm.", "De kommer, når de vil."),
        ("formal address", "sv", "Vi ber Er att kontakta oss, herr Holm.", "Vi ber er att höra av er."),
        ("hedges", "en", "Perhaps it might rain.", "It will rain."),
        ("boosters", "sv", "Det var verkligen otroligt bra!", "Det var bra."),
        ("politeness", "en", "Please excuse us.", "Move along."),
        ("words of care", "da", "Tak, vi er så glade for dig.", "Sagen er lukket."),
        ("words of blame", "sv", "Det är ditt fel och ansökan nekas.", "Ansökan är klar."),
        ("swearing", "en", "You absolute moron, that's bullshit.", "You are wrong, that is not so."),
        ("swearing", "sv", "Vilken jävla idiot du är.", "Vilken snäll granne du är."),
        ("swearing", "da", "Det er fandme noget lort.", "Det er virkelig en skam."),
        ("modal verbs", "en", "You could or should ask.", "You ask."),
        ("function words", "en", "The end of the road in the north.", "Drive north."),
        (
            "subordinate clauses",
            "da",
            "Ring, hvis du ikke ved, hvornår den kommer, fordi den er sen.",
            "Ring nu.",
        ),
        ("nouns made of verbs", "da", "Behandlingen af ansøgningen sker.", "Vi læser dit brev."),
        ("passive", "en", "The form was rejected by us.", "We said no to the form."),
        ("passive", "sv", "Avgiften debiteras och dörren öppnades.", "Vi öppnade dörren."),
        ("passive", "da", "Varen fremsendes og betales.", "Vi sender varen."),
        ("imperatives", "en", "Choose a size and tap Buy.", "The size was chosen by him."),
        ("imperatives", "sv", "Välj storlek först.", "Storleken väljs först."),
        ("imperatives", "da", "Venligst udfyld alle felter.", "Alle felter er udfyldt."),
        ("exclamation marks", "en", "Come in!!", "Come in."),
        ("questions", "da", "Hvor er den?", "Den er her."),
        ("ellipsis", "en", "Well ... fine.", "Well, fine."),
        ("emoji", "en", "See you soon 😊", "See you soon."),
        ("capitals", "en", "BUY IT NOW please", "Buy it now please"),
        ("lower-case start", "en", "so we went home", "So we went home"),
        ("no full stop", "sv", "Fri frakt", "Fri frakt."),
        ("commas", "en", "Salt, oil, bread and wine.", "Salt and oil."),
        ("brackets and semicolons", "en", "It rains (a lot); bring boots.", "It rains a lot."),
        ("figures", "sv", "Den kostar 499 kr och väger 2 kg.", "Den kostar lite och väger lite."),
    ],
)
def test_a_feature_counts_what_its_name_says(
    of: Count, name: str, language: str, more: str, less: str
) -> None:
    assert of(more, language)[name] > of(less, language)[name]


def test_every_feature_has_a_sentence_that_shows_it() -> None:
    marks = test_a_feature_counts_what_its_name_says.pytestmark  # type: ignore[attr-defined]
    assert {case[0] for case in marks[0].args[1]} == set(NAMES)


def test_features_are_finite_for_odd_sentences(splitter: Splitter, block: Callable[[str], Block]) -> None:
    for text in ("a", "1", "!!! x", "'", "…", "😀😀 b", "-" * 50):
        assert np.isfinite(features(list(splitter.sentences(block(text), "en")))).all()


def test_the_docs_name_every_feature() -> None:
    table = (ROOT / "docs/features.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1].strip() for line in table.splitlines() if line.startswith("|")]
    assert rows[2:] == [feature.name for feature in FEATURES]
