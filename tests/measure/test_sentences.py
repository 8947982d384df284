"""Sentences in customers' own words, against copy in any language."""

from __future__ import annotations

import numpy as np
import pytest

from samklang.cache.store import Store
from samklang.cli.progress import Silence
from samklang.journey.customers import MET_THRESHOLD
from samklang.measure import scorer as scoring
from samklang.measure import sentences
from samklang.measure.meanings import meanings
from samklang.measure.scorer import PassageScorer, Text
from samklang.model import EncounterKind
from tests.toy import ToyEngine

SAID = "We never sell your data to anyone."


def at(cosine: float) -> np.ndarray:
    return np.array([[cosine, (1 - cosine**2) ** 0.5]], dtype=np.float32)


def test_a_cosine_becomes_a_probability() -> None:
    said = np.array([[1, 0], [0, 1]], dtype=np.float32)
    for cosine, probability in ((0.55, 0.1), (sentences.SAME, 0.5), (0.75, 0.9)):
        assert sentences.says_the_same(at(cosine), said)[0, 0] == pytest.approx(probability, abs=0.005)
    assert np.allclose(sentences.says_the_same(3 * at(0.8), said), sentences.says_the_same(at(0.8), said))
    assert sentences.says_the_same(np.zeros((1, 2), dtype=np.float32), said).max() < 1e-6


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> ToyEngine:
    toy = ToyEngine()
    monkeypatch.setattr(scoring, "open_engine", lambda *_: toy)
    return toy


def said(scorer: PassageScorer, text: str, language: str) -> float:
    ((_, _, measurement),) = scorer.score([Text("a", text, language)])
    assert measurement
    assert list(measurement.needs) == [*scorer.needs, SAID]
    return measurement.needs[SAID]


def test_copy_says_the_same_whatever_its_language_and_whatever_stands_around_it(engine: ToyEngine) -> None:
    scorer = PassageScorer("bundled", Silence(), customer_sentences=[SAID])
    threshold = MET_THRESHOLD[EncounterKind.SENTENCE]
    assert said(scorer, SAID, "en") > threshold
    assert said(scorer, SAID, "sv") > threshold
    assert said(scorer, f"Open from ten to six on all other days. {SAID}", "en") > threshold
    assert said(scorer, "Open from ten to six.", "en") < 0.1


def test_what_two_sentences_say_together_counts_too(engine: ToyEngine) -> None:
    scorer = PassageScorer("bundled", Silence(), customer_sentences=[SAID])
    halves = ["We never sell your.", "Data to anyone."]
    assert said(scorer, " ".join(halves), "en") > max(said(scorer, half, "en") for half in halves)


def test_a_sentence_is_encoded_once_and_changes_no_other_measurement(engine: ToyEngine) -> None:
    cache, text = Store(), Text("a", "Open from ten to six.", "en")
    ((_, _, without),) = PassageScorer("bundled", Silence(), cache=cache).score([text])
    for other in ("Open on Sundays.", "Closed on Mondays."):
        scorer = PassageScorer("bundled", Silence(), cache=cache, customer_sentences=[SAID])
        list(scorer.score([text, Text("b", other, "en")]))
    ((_, _, measured),) = scorer.score([text])
    assert engine.texts.count(SAID) == 1
    assert without and measured
    assert {need: measured.needs[need] for need in without.needs} == pytest.approx(without.needs, abs=1e-5)
    scores = ({trait: score.score for trait, score in each.traits.items()} for each in (measured, without))
    assert next(scores) == pytest.approx(next(scores), abs=0.05)


def test_a_meaning_is_kept_by_language_and_engine() -> None:
    cache, engine = Store(), ToyEngine()
    first = meanings(["Plan", "Hej", "Plan"], "sv", engine, cache)
    assert first.shape == (3, 384)
    assert np.array_equal(meanings(["Hej"], "sv", engine, cache)[0], first[1])
    assert engine.texts == ["Plan", "Hej"]
    meanings(["Plan"], "en", engine, cache)
    assert engine.texts == ["Plan", "Hej", "Plan"]
    other = ToyEngine("toy:2")
    meanings(["Plan"], "sv", other, cache)
    assert other.texts == ["Plan"]
