from collections.abc import Callable

import numpy as np
import pytest

from samklang.model import LANGUAGES, Block
from samklang.split import Splitter
from samklang.traits.features import FEATURES, features
from samklang.traits.lexicon import LEXICONS

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
        ("contractions", "en", "We're sure it'll work.", "We are sure it will work."),
        ("spoken words", "en", "Yeah, gonna grab some stuff.", "Yes, I will fetch some things."),
        ("spoken words", "sv", "Hej, nån sån har vi väl.", "God dag, en sådan har vi."),
        ("spoken words", "da", "Hej, det er sgu fedt.", "Goddag, det er godt."),
        ("office words", "sv", "Avgiften ska erläggas samt erhållas härmed.", "Betala avgiften nu."),
        ("passive", "en", "The form was rejected by us.", "We said no to the form."),
        ("passive", "sv", "Avgiften debiteras och dörren öppnades.", "Vi öppnade dörren."),
        ("passive", "da", "Varen fremsendes og betales.", "Vi sender varen."),
        ("nouns made of verbs", "da", "Behandlingen af ansøgningen sker.", "Vi læser dit brev."),
        ("hedges", "en", "Perhaps it might rain.", "It will rain."),
        ("boosters", "sv", "Det var verkligen otroligt bra!", "Det var bra."),
        ("words of care", "da", "Tak, vi er så glade for dig.", "Sagen er lukket."),
        ("exclamation marks", "en", "Come in!!", "Come in."),
        ("emoji", "en", "See you soon 😊", "See you soon."),
        ("capitals", "en", "BUY IT NOW please", "Buy it now please"),
        ("lower-case start", "en", "so we went home", "So we went home"),
        ("questions", "da", "Hvor er den?", "Den er her."),
        ("figures", "sv", "Den kostar 499 kr och väger 2 kg.", "Den kostar lite och väger lite."),
        ("formal address", "da", "Deres kvittering er til Dem, hr. Holm.", "Din kvittering er til dig."),
    ],
)
def test_a_feature_counts_what_its_name_says(
    of: Count, name: str, language: str, more: str, less: str
) -> None:
    assert of(more, language)[name] > of(less, language)[name]


def test_every_language_has_a_lexicon() -> None:
    assert set(LEXICONS) == set(LANGUAGES)


def test_features_are_finite_for_odd_sentences(splitter: Splitter, block: Callable[[str], Block]) -> None:
    for text in ("a", "1", "!!! x", "'", "…", "😀😀 b", "-" * 50):
        assert np.isfinite(features(list(splitter.sentences(block(text), "en")))).all()
