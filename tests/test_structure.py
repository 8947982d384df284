"""Tables, ids and docs agree; a failure names what is missing."""

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
from samklang.pipeline.vocabulary import VOCABULARY
from tests.conftest import ROOT


def test_every_library_that_changes_cached_results_is_part_of_the_cache_keys() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [project["optional-dependencies"][extra] for extra in ("parquet", "learn", "models")]
    requirements = [*project["dependencies"], *(requirement for extra in extras for requirement in extra)]
    names = {re.sub(r"[-_.]+", "_", re.split(r"[<>=[]", requirement)[0]) for requirement in requirements}
    without_influence = {
        "bracex",
        "click",
        "filelock",
        "huggingface_hub",
        "jinja2",
        "pathspec",
        "platformdirs",
        "pydantic",
    }
    assert names - without_influence - {"rich", "samklang"} <= keys.LIBRARIES


def test_the_page_of_the_rules_is_up_to_date() -> None:
    page = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    assert page == rules.page(), "stale: run make docs"


def test_no_two_rules_have_one_id() -> None:
    assert len(set(VOCABULARY.rules)) == len(VOCABULARY.rules)


def test_messages_of_findings_are_in_the_catalogue_alone() -> None:
    for module in (ROOT / "src/samklang/rules").glob("*.py"):
        for text in _composed(ast.parse(module.read_text(encoding="utf-8"))):
            assert not re.search(r"[a-z]{2,} [a-z]{2,} ", text), f"{module.name} composes prose: {text!r}"


def _composed(module: ast.Module) -> Iterator[str]:
    """A module's texts, and the constant parts of its f-strings, without docstrings."""
    docstrings = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def test_exit_codes_are_used_by_name() -> None:
    literal = re.compile(r"return (?:0|1|2|3|130)$|\bexit(?:_code)? [!=]= \d", re.M)
    for module in [*(ROOT / "src/samklang/cli").glob("*.py"), *(ROOT / "src/samklang/lsp").glob("*.py")]:
        assert not literal.findall(module.read_text(encoding="utf-8")), f"{module.name}: use errors.Exit"


def test_every_decision_record_is_in_the_index_by_its_title() -> None:
    index = (ROOT / "docs/adr/README.md").read_text(encoding="utf-8")
    for decision in (ROOT / "docs/adr").glob("0*.md"):
        title = decision.read_text(encoding="utf-8").splitlines()[0].partition(". ")[2]
        assert f"[{decision.name[:4]}]({decision.name}) {title}\n" in index


@pytest.mark.parametrize(
    "module", ["samklang.cli.main", "samklang.model", "samklang.readers", "samklang.config"]
)
def test_light_modules_import_nothing_heavy(module: str) -> None:
    code = (
        f"import sys, {module}\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'spacy', 'sklearn'}\n"
        "sys.exit(','.join(heavy & set(sys.modules)) or 0)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
