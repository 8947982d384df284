"""Cached results are valid as long as the code that made them: each list covers what its stage imports."""

from __future__ import annotations

import compileall
import shutil
from functools import cache
from pathlib import Path

import grimp
import pytest

from samklang.cache import code

STAGES = {
    "READING": (code.READING, ("pipeline.intake",)),
    "MEASURING": (code.MEASURING, ("measure.scorer", "pipeline.intake")),
    "FITTING": (
        code.FITTING,
        ("training.train", "training.own_traits", "training.own_needs", "training.examples"),
    ),
}
"""By the list's name: the list, and the modules that the stage begins with."""
ONLY_REPORT = {"samklang", "samklang.errors", "samklang.pipeline"}
"""Modules that only report errors and progress, and change no cached result."""
ONLY_CACHE = {
    "FITTING": {"samklang.cache", "samklang.cache.code", "samklang.cache.keys"},
}
"""Modules that a stage imports only to cache its results."""


@cache
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("samklang", cache_dir=None)


def covered(module: str, parts: tuple[str, ...]) -> bool:
    path = module.removeprefix("samklang.").replace(".", "/")
    return any(path == part.removesuffix(".py") or path.startswith(f"{part}/") for part in parts)


@pytest.mark.parametrize("stage", STAGES)
def test_a_list_covers_everything_its_stage_imports(stage: str) -> None:
    parts, first = STAGES[stage]
    modules = {f"samklang.{module}" for module in first}
    for module in tuple(modules):
        modules |= imports().find_upstream_modules(module)
    modules -= ONLY_REPORT | ONLY_CACHE.get(stage, set())
    missing = {module for module in modules if not covered(module, parts)}
    assert not missing, f"add them to {stage} in cache/code.py: a change in them changes cached results"


@pytest.mark.parametrize("stage", STAGES)
def test_a_list_names_only_files_that_exist(stage: str) -> None:
    for part in STAGES[stage][0]:
        assert (code.PACKAGE / part).exists()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    copy = tmp_path / "samklang"
    shutil.copytree(code.PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def test_compiled_files_change_no_key(package: Path) -> None:
    before = list(code.contents(code.MEASURING, package))
    compileall.compile_dir(package, quiet=1)
    assert list(package.rglob("*.pyc"))
    assert list(code.contents(code.MEASURING, package)) == before


def test_code_makes_heads_stale_and_comments_do_not(package: Path) -> None:
    fresh = code.fitted_from(package)
    for part in ("encode/__init__.py", "model/passages.py", "traits/head.py"):
        file = package / part
        kept = file.read_text(encoding="utf-8")
        file.write_text(f"# A comment.\n{kept}\n\n# Another.\n", encoding="utf-8")
        assert code.fitted_from(package) == fresh
        file.write_text(f"{kept}\nMORE = 1\n", encoding="utf-8")
        assert code.fitted_from(package) != fresh, part
        file.write_text(kept, encoding="utf-8")
    pairs = next((package / "traits").glob("*/sv.tsv"))
    pairs.write_text(pairs.read_text(encoding="utf-8").replace("a", "o", 1), encoding="utf-8")
    assert code.fitted_from(package) != fresh


def test_code_without_comments_is_the_code() -> None:
    source = (
        '"""Says."""\n\nNAME = "# none"  # a name\n"""Of it."""\n\ndef f():\n    """Does."""\n    return 1\n'
    )
    assert code.without_comments(source) == 'NAME = "# none"\ndef f():\n    return 1'
