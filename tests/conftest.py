"""What many tests share: the real model, loaded once, and small things made for the purpose."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from samklang.cache.store import Store
from samklang.cli.progress import Silence
from samklang.config import load
from samklang.model import Block, Piece, Report, Workspace
from samklang.pipeline.check import VOCABULARY, PassageScorer, check
from samklang.text.split import Splitter
from tests import models

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session", autouse=True)
def user_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A user's cache of the session's own, which the workers of a parallel session share: no test depends on
    what lies in the user's, or changes it. The bundled model is exported into it once, by the first test that
    encodes; another worker that wants it meanwhile waits, as another process of samklang would."""
    with pytest.MonkeyPatch.context() as patched:
        folder = _of_the_session(tmp_path_factory) / "user-cache"
        folder.mkdir(exist_ok=True)
        patched.setenv("XDG_CACHE_HOME", str(folder))
        for setting in [name for name in os.environ if name.startswith("SAMKLANG_")]:
            patched.delenv(setting)
        for setting in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
            patched.delenv(setting, raising=False)
        yield folder


def _of_the_session(factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers of a session have in common."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def with_engine(folder: Path, user_cache: Path) -> Path:
    """Another user's cache, which holds the fast engine and nothing else."""
    engines = Path("samklang", "engines")
    shutil.copytree(user_cache / engines, folder / engines)
    return folder


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
    """What is measured of the demo: checks of a part of it, or after a change, take little more."""
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
  warm: {target: 40, tolerance: 40}
  formal: {target: -20, tolerance: 60}
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
    """A small workspace that is in order."""
    (tmp_path / "samklang.yaml").write_text(WORKSPACE, encoding="utf-8")
    (tmp_path / "persona.yaml").write_text(PERSONA, encoding="utf-8")
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "buy.md").write_text(COPY, encoding="utf-8")
    return tmp_path
