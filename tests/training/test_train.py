"""Heads for a model that samklang does not ship: a small encoder, see `tests/models.py`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from samklang import heads
from samklang.encode import encode
from samklang.encode.reference import ReferenceEngine
from samklang.measure.measure import measure
from samklang.model import LANGUAGES, Block, Document, FileText, Piece, Source
from samklang.text.split import Splitter
from samklang.training import train as fitting
from samklang.traits import pairs
from samklang.traits.pool import TokenHeads


def test_an_engine_gives_layers_meaning_and_what_the_tokens_carry(small_model: Path) -> None:
    engine = ReferenceEngine(str(small_model))
    weights = np.random.default_rng(1).normal(size=(3, 3 * 24)).astype(np.float32)
    texts = ["a", "some longer words here", "b c"]
    faint, high, low = (
        engine.encode(texts, TokenHeads(weights, np.full(3, sharpness, dtype=np.float32)))
        for sharpness in (1e-3, 2.0, -2.0)
    )
    assert faint.layers.shape == (3, 3 * 24)
    assert np.allclose(np.linalg.norm(faint.layers.reshape(3, 3, 24), axis=2), 1, atol=1e-5)
    means = faint.layers @ weights.T
    assert np.allclose(faint.carried, means, atol=0.02)
    assert (low.carried < means).all()
    assert (means < high.carried).all()


def test_heads_are_fitted_for_a_model_and_score_with_it(
    small_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "TRAITS", ("formal", "plain"))
    monkeypatch.setattr(fitting, "NEEDS", ("price",))
    engine = ReferenceEngine(str(small_model))
    told: list[int] = []
    found = fitting.fit(engine, told.append)
    assert (found.traits, found.needs, tuple(found.languages)) == (("formal", "plain"), ("price",), LANGUAGES)
    assert found.revision == engine.revision
    assert sum(told) > 1000
    english = found.languages["en"]
    assert english.calibrations[0].pairs == len(pairs.load("formal", "en"))
    assert english.calibrations[0].reliability > 0.7  # letters and counts alone tell formal from casual
    assert english.needs[0].reliability is not None  # figures alone tell little of a price from a near miss
    assert english.token_heads().weights.shape == (1, 3 * 24)  # plain alone is carried by few tokens
    again = heads.load(heads.dump(found))
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
    (one,) = measure([passage], encoded, again)
    assert set(one.traits) == {"formal", "plain"}
    assert 0 <= one.needs["price"] <= 1
