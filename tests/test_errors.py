"""What an optional extra is needed for says so in one line, and how to get it."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from samklang.cli.main import run
from samklang.encode import open_engine
from samklang.errors import EXTRAS, Exit, ExtraError, require
from samklang.heads import Heads
from samklang.training import own_needs, own_traits, train
from tests.conftest import ROOT
from tests.toy import ToyEngine

NO_HEADS = Heads(revision="", taught_by="", traits=(), needs=(), languages={})


@pytest.mark.parametrize("extra", EXTRAS)
def test_an_extra_brings_the_libraries_that_are_looked_for(extra: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[<>=\[]", each)[0] for each in project["optional-dependencies"][extra]]
    assert set(names) - {"samklang"} == set(EXTRAS[extra].values())
    require(extra, "a test")


def test_nothing_that_an_extra_brings_is_a_dependency_of_a_default_install() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    default = {re.split(r"[<>=\[]", each)[0] for each in project["dependencies"]}
    assert default & {library for libraries in EXTRAS.values() for library in libraries.values()} == set()


@pytest.mark.parametrize(
    "learn, what",
    [
        (lambda: own_traits.fit((), NO_HEADS, ToyEngine()), "learning a brand's own traits"),
        (lambda: own_needs.fit((), NO_HEADS, ToyEngine()), "learning a brand's own needs"),
        (lambda: train.fit(ToyEngine()), "fitting heads"),
    ],
    ids=["own traits", "own needs", "another model"],
)
def test_learning_without_its_extra(
    learn: Callable[[], object], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    with pytest.raises(ExtraError) as error:
        learn()
    assert error.value.message == f"{what} needs scikit-learn"
    assert error.value.hint == "Run: pip install 'samklang[learn]'"


@pytest.mark.parametrize("model", ["no-such/model", "a folder"])
def test_another_model_without_its_extra_is_neither_fetched_nor_read(
    model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samklang.encode.source._from_hub", lambda _: pytest.fail("fetched"))
    for module in ("sentence_transformers", "onnx"):
        monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / "a folder").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ExtraError) as error:
        open_engine(model)
    assert error.value.message == f"model {model!r} needs sentence-transformers, onnx"
    assert error.value.hint == "Run: pip install 'samklang[models]'"


def test_the_reference_engine_without_its_extra_is_something_to_fix(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    monkeypatch.setenv("SAMKLANG_ENGINE", "reference")
    monkeypatch.chdir(folder)
    assert run(["check", "--no-cache"]) == Exit.USER_ERROR
    told = capsys.readouterr().err.splitlines()
    assert told == [
        "samklang: the reference engine needs sentence-transformers",
        "  Run: pip install 'samklang[models]'",
    ]
