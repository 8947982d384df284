"""`samklang cache warm` prepares what a first run would otherwise compute."""

from __future__ import annotations

from pathlib import Path

import pytest
from py3langid import modelio

from samklang.cli.main import run
from samklang.measure.scorer import PassageScorer
from samklang.text import detector
from tests.conftest import with_engine

Capture = pytest.CaptureFixture[str]


def test_it_prepares_the_engine_and_the_language_model(
    tmp_path: Path, scorer: PassageScorer, user_cache: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(with_engine(tmp_path, user_cache)))
    monkeypatch.chdir(tmp_path)
    assert run(["cache", "warm"]) == 0
    assert capsys.readouterr().out == "ready: fast-int8:bundled, 14 traits\n"
    written = {path.name for path in (tmp_path / "samklang").iterdir()}
    assert written == {"engines", "languages"}
    monkeypatch.setattr(modelio, "load_model", lambda _: pytest.fail("unpacked again"))
    detector.identifier()


def test_what_cannot_be_prepared_is_reported(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "samklang").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert run(["cache", "warm"]) == 0
    assert capsys.readouterr().out.startswith("ready: reference:bundled (the cache ")
