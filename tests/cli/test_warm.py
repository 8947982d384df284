"""`samklang cache warm` prepares what a first run would otherwise compute."""

from __future__ import annotations

from pathlib import Path

import pytest
from py3langid import modelio

from samklang.cli.main import run
from samklang.text import detector

Capture = pytest.CaptureFixture[str]


def test_it_prepares_the_engine_and_the_language_model(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert run(["cache", "warm"]) == 0
    assert capsys.readouterr().out == "ready: fast-int8:bundled, 14 traits\n"
    written = {path.name.split("-")[0] for path in (tmp_path / "samklang").iterdir()}
    assert written == {"checked", "languages"}
    monkeypatch.setattr(modelio, "load_model", lambda _: pytest.fail("unpacked again"))
    detector.identifier()


def test_a_cache_that_cannot_be_written_does_not_stop_it(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "samklang").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert run(["cache", "warm"]) == 0
    assert capsys.readouterr().out == "ready: fast-int8:bundled, 14 traits\n"
