"""The language detector's model is unpacked once, and gives the same answers as py3langid."""

from __future__ import annotations

from pathlib import Path

import pytest
from py3langid import langid, modelio

from samklang.text import detector

TEXTS = ["What does it cost, and when?", "Vad kostar den, och när?", "Hvad koster den, og hvornår?", "", "42"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the model in a user's cache that is empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "samklang" / "languages"


def test_it_gives_the_answers_of_py3langid(home: Path) -> None:
    reference = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    for identifier in (detector.identifier(), detector.identifier()):  # unpacked, then mapped
        assert [identifier.rank(text) for text in TEXTS] == [reference.rank(text) for text in TEXTS]


def test_it_is_unpacked_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    detector.identifier()
    monkeypatch.setattr(modelio, "load_model", lambda _: pytest.fail("unpacked again"))
    assert detector.identifier().classify(TEXTS[1])[0] == "sv"
    assert len(list(home.iterdir())) == 1


def test_what_is_damaged_is_unpacked_again(home: Path) -> None:
    detector.identifier()
    (kept,) = home.iterdir()
    (kept / "moves.npy").write_bytes(b"cut short")
    assert detector.identifier().classify(TEXTS[2])[0] == "da"
    (renewed,) = home.iterdir()
    assert (renewed / "moves.npy").stat().st_size > 1_000_000


def test_a_cache_that_cannot_be_written_costs_time_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "samklang").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert detector.identifier().classify(TEXTS[0])[0] == "en"
