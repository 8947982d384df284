"""Fitting heads for a model that samklang does not ship: a small encoder, see `tests/models.py`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from samklang import heads
from samklang.encode import encode
from samklang.encode.reference import ReferenceEngine
from samklang.languages import CODES
from samklang.measure.measure import measure
from samklang.model import Block, Document, FileText, Piece, Source
from samklang.text.split import Splitter
from samklang.training import train as fitting
from samklang.traits import load, pairs
from samklang.traits.head import Space
from samklang.traits.pool import TokenHeads
from tests.toy import ToyEngine


def test_an_engine_gives_layers_meaning_and_token_scores(small_model: Path) -> None:
    engine = ReferenceEngine(str(small_model))
    weights = np.random.default_rng(1).normal(size=(3, 3 * 24)).astype(np.float32)
    texts = ["a", "some longer words here", "b c"]
    nearly_plain, high, low = (
        engine.encode(texts, "en", TokenHeads(weights, np.full(3, sharpness, dtype=np.float32)))
        for sharpness in (1e-3, 2.0, -2.0)
    )
    assert nearly_plain.layers.shape == (3, 3 * 24)
    assert np.allclose(np.linalg.norm(nearly_plain.layers.reshape(3, 3, 24), axis=2), 1, atol=1e-5)
    means = nearly_plain.layers @ weights.T
    assert np.allclose(nearly_plain.token_scores, means, atol=0.02)
    assert (low.token_scores < means).all()
    assert (means < high.token_scores).all()


@pytest.mark.parametrize(("trait", "others"), [("formal", ("sv", "da")), ("respectful", ())])
def test_a_trait_is_taught_by_its_pairs_in_every_other_language_unless_it_learns_alone(
    trait: str, others: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "TRAITS", (trait, *load(trait).also))
    monkeypatch.setattr(pairs, "load", lambda trait, language, read=pairs.load: read(trait, language)[:30])
    reader = fitting.Reader(ToyEngine(), lambda _: None)
    texts = {language: fitting._trait_pairs(language, reader) for language in CODES}
    spaces = {language: Space.of(each[trait].texts.tone) for language, each in texts.items()}
    rows = fitting._training_set(trait, "en", texts, spaces)
    own = 2 * 30 * (1 + len(load(trait).also))
    assert len(rows.weights) == own + 30 * len(others)
    assert set(rows.weights[own:]) <= {fitting.OTHER_LANGUAGE}
    assert (rows.weights[:60] == 1).all()


def test_heads_are_fitted_for_a_model_and_score_with_it(
    small_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "TRAITS", ("formal", "plain"))
    monkeypatch.setattr(fitting, "NEEDS", ("price",))
    engine = ReferenceEngine(str(small_model))
    advances: list[int] = []
    fitted = fitting.fit(engine, advances.append)
    assert (fitted.traits, fitted.needs, tuple(fitted.languages)) == (
        ("formal", "plain"),
        ("price",),
        CODES,
    )
    assert fitted.revision == engine.revision
    assert sum(advances) > 1000
    english = fitted.languages["en"]
    assert english.calibrations[0].pairs == len(pairs.load("formal", "en"))
    # letters and counts alone distinguish formal from casual
    assert english.calibrations[0].reliability > 0.7
    assert english.needs[0].reliability is not None  # figures alone say little of a price
    assert english.token_heads().weights.shape == (1, 3 * 24)  # only plain has a sharpness
    again = heads.load(heads.dump(fitted))
    text = "We would hereby inform you that the fee is 40 pounds."
    document = Document(
        source=Source(name="a", path=None),
        file=FileText(text),
        encoding="utf-8",
        format="text",
        blocks=(Block(text=text, pieces=(Piece(0, len(text), 0, len(text)),)),),
    )
    (passage,) = Splitter().passages(document, "en")
    encoded = encode(passage.sentences, engine, again.languages["en"].token_heads())
    (measurement,) = measure([passage], encoded, again)
    assert set(measurement.traits) == {"formal", "plain"}
    assert 0 <= measurement.needs["price"] <= 1
