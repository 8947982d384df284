"""What is kept holds as long as the code that made it: each list covers what its stage really imports."""

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
ONLY_SAY = {"samklang", "samklang.errors", "samklang.pipeline"}
"""What reports errors and progress, and changes nothing that is kept."""
ONLY_KEEP = {
    "FITTING": {"samklang.cache", "samklang.cache.code", "samklang.cache.keys"},
}
"""What a stage imports to keep what it made."""


@cache
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("samklang", cache_dir=None)


def covered(module: str, parts: tuple[str, ...]) -> bool:
    path = module.removeprefix("samklang.").replace(".", "/")
    return any(path == part.removesuffix(".py") or path.startswith(f"{part}/") for part in parts)


@pytest.mark.parametrize("stage", STAGES)
def test_a_digest_covers_all_that_its_stage_imports(stage: str) -> None:
    parts, begins = STAGES[stage]
    found = {f"samklang.{one}" for one in begins}
    for one in tuple(found):
        found |= imports().find_upstream_modules(one)
    left = {one for one in found - ONLY_SAY - ONLY_KEEP.get(stage, set()) if not covered(one, parts)}
    assert not left, f"name them in {stage} of cache/code.py: a change in them changes what is kept"


@pytest.mark.parametrize("stage", STAGES)
def test_a_digest_names_nothing_that_is_not_there(stage: str) -> None:
    for part in STAGES[stage][0]:
        assert (code.PACKAGE / part).exists()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    copy = tmp_path / "samklang"
    shutil.copytree(code.PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def test_a_fresh_install_knows_what_another_kept(package: Path) -> None:
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
