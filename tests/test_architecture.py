"""docs/architecture.md is the tree: every folder, two levels deep, and code that is where the page says."""

from __future__ import annotations

import re

import pytest

from benchmarks import architecture
from samklang.cache.code import PACKAGE

PAGE = architecture.PAGE.read_text(encoding="utf-8")
NAMED = [
    (module, name)
    for module, name in re.findall(r"`((?:[a-z_]+\.)+)([A-Za-z_]+)`", PAGE)
    if (PACKAGE / module.partition(".")[0]).is_dir()
]
"""Modules, and what the page names in each."""


def test_the_tree_in_the_page_is_the_tree() -> None:
    assert architecture.page() == PAGE, "stale: run make docs"


@pytest.mark.parametrize("folder", architecture.folders(), ids=lambda folder: folder.name)
def test_every_folder_says_what_it_is_for_in_one_sentence(folder: architecture.Path) -> None:
    assert architecture.purpose(folder).endswith(".")


@pytest.mark.parametrize(("module", "name"), NAMED, ids=map("".join, NAMED))
def test_code_that_the_page_names_is_there(module: str, name: str) -> None:
    path = PACKAGE / module.rstrip(".").replace(".", "/")
    if (path / f"{name}.py").is_file() or (path / name / "__init__.py").is_file():
        return
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    assert re.search(rf"(?:^|\bimport .*|^    )(?:def |class )?{name}\b", file.read_text("utf-8"), re.M)
