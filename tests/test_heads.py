from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from samklang import heads
from samklang.cache.code import fitted_from
from samklang.encode import shipped as shipped_engine
from samklang.encode.reference import ReferenceEngine
from samklang.errors import EncodeError, FitError
from samklang.languages import CODES
from samklang.needs import NEEDS
from samklang.traits import TRAITS


def test_the_shipped_heads_are_fitted_from_the_present_pairs_examples_and_code() -> None:
    assert heads.load(heads.bundled()).taught_by == fitted_from(), "stale: run make heads"


def test_the_shipped_heads_hold_every_trait_and_need_of_the_bundled_model() -> None:
    shipped = heads.load(heads.bundled())
    assert (shipped.traits, shipped.needs, tuple(shipped.languages)) == (TRAITS, NEEDS, CODES)
    assert shipped.revision == shipped_engine.revision()
    assert len(heads.bundled()) < 5_000_000


def test_loaded_heads_are_those_that_were_dumped() -> None:
    shipped = heads.load(heads.bundled())
    again = heads.load(heads.dump(shipped))
    for language in CODES:
        before, after = shipped.languages[language].traits, again.languages[language].traits
        assert np.array_equal(before[:, 0], after[:, 0])
        step = np.abs(before - before[:, :1]).max((0, 1)) / 127
        assert (np.abs(before - after) <= step).all()
        assert shipped.languages[language].calibrations == again.languages[language].calibrations
        needs, needs_again = (loaded.languages[language].needs for loaded in (shipped, again))
        assert [head[1:] for head in needs] == [head[1:] for head in needs_again]


@pytest.mark.parametrize("data", [b"", b"not safetensors", bytes(100)])
def test_a_damaged_file_is_an_error(data: bytes) -> None:
    with pytest.raises(FitError, match="damaged"):
        heads.load(data)


def test_heads_of_another_model_are_fitted_once_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    fitted: list[int] = []

    def fresh() -> heads.Heads:
        fitted.append(1)
        return heads.load(heads.bundled())

    heads.cached("some-model", fresh)
    heads.cached("some-model", fresh)
    assert len(fitted) == 1
    heads.cached("another-model", fresh)
    assert len(fitted) == 2


@pytest.mark.skipif(os.name != "posix", reason="folder permissions")
def test_a_cache_that_cannot_be_written_does_not_stop_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "samklang").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert heads.cached("m", lambda: heads.load(heads.bundled())).traits == TRAITS


def test_unknown_weights_of_the_bundled_model_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samklang.encode.reference.BUNDLED_SHA256", "0" * 64)
    with pytest.raises(EncodeError, match="not the ones samklang knows"):
        ReferenceEngine("bundled").encode(["x"], "en")


def test_a_missing_model_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(EncodeError, match="cannot be loaded"):
        ReferenceEngine(str(tmp_path)).encode(["x"], "en")
