"""What many tests share: the real model, loaded once, and small workspaces."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from samklang.cache.store import Store
from samklang.cli.progress import Silence
from samklang.config import load
from samklang.measure.scorer import PassageScorer
from samklang.model import Block, Piece, Report, Workspace
from samklang.pipeline.check import check
from samklang.pipeline.vocabulary import VOCABULARY
from samklang.text.split import Splitter
from tests import models

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session", autouse=True)
def user_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A user cache for the session, shared by its parallel workers: no test changes the user's own."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        folder = _session_folder(tmp_path_factory) / "user-cache"
        folder.mkdir(exist_ok=True)
        monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
        for variable in [name for name in os.environ if name.startswith("SAMKLANG_")]:
            monkeypatch.delenv(variable)
        for variable in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
            monkeypatch.delenv(variable, raising=False)
        yield folder


def _session_folder(factory: pytest.TempPathFactory) -> Path:
    """The temporary folder that all workers of a session share."""
    folder = factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def splitter() -> Splitter:
    return Splitter()


@pytest.fixture(scope="session")
def scorer() -> PassageScorer:
    return PassageScorer("bundled", Silence())


@pytest.fixture(scope="session")
def demo() -> Workspace:
    return load(ROOT / "samklang.yaml", VOCABULARY)


@pytest.fixture(scope="session")
def demo_cache() -> Store:
    """The measurements of the demo, so that checks of a part of it, or after a change, are quick."""
    return Store()


@pytest.fixture(scope="session")
def demo_report(demo: Workspace, demo_cache: Store) -> Report:
    return check(demo, Silence(), cache=demo_cache)


@pytest.fixture(scope="session")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return models.save(tmp_path_factory.mktemp("model"))


@pytest.fixture
def block() -> Callable[[str], Block]:
    def make(text: str) -> Block:
        return Block(text=text, pieces=(Piece(0, len(text), 0, len(text)),))

    return make


PERSONA = """\
brand: Test
traits:
  warm: {target: 40, tolerance: 60}
  formal: {target: -40, tolerance: 50}
terms: {avoid: [leverage], prefer: {customer: guest}}
"""
WORKSPACE = """\
version: 1
persona: persona.yaml
languages: [en]
journey: [buy]
channels:
  web:
    files: ["web/**"]
    moments: {buy: ["**/buy*"]}
    priorities: {needs: {price: 1}, traits: {warm: 1}}
"""
COPY = "Thanks for dropping in, it's lovely to see you here again.\n\nThe lamp costs 49 pounds.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small workspace without findings."""
    (tmp_path / "samklang.yaml").write_text(WORKSPACE, encoding="utf-8")
    (tmp_path / "persona.yaml").write_text(PERSONA, encoding="utf-8")
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "buy.md").write_text(COPY, encoding="utf-8")
    return tmp_path
