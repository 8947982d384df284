"""Tables, ids, cases and docs agree; a failure names what is missing."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator

import pytest

from benchmarks import rules
from samklang.cache import keys
from samklang.pipeline.check import VOCABULARY
from tests.conftest import ROOT


def test_another_version_of_a_library_begins_the_cache_anew_or_changes_nothing_in_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["parquet"]]
    names = {re.sub(r"[-_.]+", "_", re.split(r"[<>=]", one)[0]) for one in needed}
    only_shown_or_kept = {
        "bracex",
        "click",
        "filelock",
        "huggingface_hub",
        "jinja2",
        "pathspec",
        "platformdirs",
        "pydantic",
    }
    assert names - only_shown_or_kept - {"rich"} <= keys.LIBRARIES


def test_the_page_of_the_rules_is_written_from_them() -> None:
    page = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    assert page == rules.page(), "stale: run make docs"


def test_no_two_rules_have_one_id() -> None:
    assert len(set(VOCABULARY.rules)) == len(VOCABULARY.rules)


def test_what_is_said_of_a_finding_stands_in_the_catalogue_alone() -> None:
    for module in (ROOT / "src/samklang/rules").glob("*.py"):
        for text in _composed(ast.parse(module.read_text(encoding="utf-8"))):
            assert not re.search(r"[a-z]{2,} [a-z]{2,} ", text), f"{module.name} composes prose: {text!r}"


def _composed(module: ast.Module) -> Iterator[str]:
    """The words of a module's f-strings, and of all texts that are no docstrings."""
    docstrings = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def test_how_a_run_exits_is_said_by_name() -> None:
    literal = re.compile(r"return (?:0|1|2|3|130)$|\bexit(?:_code)? [!=]= \d", re.M)
    for module in [*(ROOT / "src/samklang/cli").glob("*.py"), *(ROOT / "src/samklang/lsp").glob("*.py")]:
        assert not literal.findall(module.read_text(encoding="utf-8")), f"{module.name}: use errors.Exit"


def test_every_decision_is_in_their_index_by_its_title() -> None:
    index = (ROOT / "docs/adr/README.md").read_text(encoding="utf-8")
    for decision in (ROOT / "docs/adr").glob("0*.md"):
        title = decision.read_text(encoding="utf-8").splitlines()[0].partition(". ")[2]
        assert f"[{decision.name[:4]}]({decision.name}) {title}\n" in index


@pytest.mark.parametrize(
    "module", ["samklang.cli.main", "samklang.model", "samklang.readers", "samklang.config"]
)
def test_what_is_light_imports_nothing_heavy(module: str) -> None:
    code = (
        f"import sys, {module}\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'spacy', 'sklearn'}\n"
        "sys.exit(','.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
