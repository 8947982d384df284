"""Each command imports only what it needs, since imports take much of a run's time."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from samklang.measure.scorer import PassageScorer
from tests.conftest import ROOT

HEAVY = {
    *("torch", "transformers", "sentence_transformers", "sklearn", "scipy", "spacy", "thinc", "onnxruntime"),
    *("py3langid", "charset_normalizer", "lxml", "tree_sitter", "pyromark", "openpyxl", "docx", "pptx"),
    *("jinja2", "rich", "pyarrow", "pygls", "lsprotocol"),
}
LIGHT = {"numpy", "pydantic", "yaml", "sqlite3", "pathspec"}
"""Modules that a check from the cache needs, and help does not."""
READING = {"spacy", "thinc", "py3langid", "pyromark"}
SPACYS = {"jinja2", "charset_normalizer"}
"""Modules that spaCy always imports."""
RUN = """
import sys
from samklang.measure import scorer
from samklang.cli.main import run, set_up
from tests.toy import ToyEngine

scorer.open_engine = lambda _model, *_: ToyEngine()
set_up()
status = run(sys.argv[1:])
print(",".join(sys.modules), file=sys.stderr)
sys.exit(status)
"""
PLAIN = """
import sys
from samklang.cli.main import run, set_up

set_up()
run(sys.argv[1:])
print(",".join(sys.modules), file=sys.stderr)
"""


def imported(
    folder: Path, code: str, *arguments: str, among: set[str] = HEAVY, user_cache: Path | None = None
) -> set[str]:
    """Those modules among some that code imports in a new process."""
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={
            "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
            "PATH": "",
            "HOME": str(folder),
            "XDG_CACHE_HOME": str(user_cache or folder),
        },
    )
    assert result.returncode < 2, result.stderr
    return among & set(result.stderr.splitlines()[-1].split(","))


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "--help"]])
def test_help_imports_nothing_heavy(tmp_path: Path, arguments: list[str]) -> None:
    assert imported(tmp_path, PLAIN, *arguments) == set()


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_and_version_import_click_alone(tmp_path: Path, argument: str) -> None:
    assert imported(tmp_path, PLAIN, argument, among=HEAVY | LIGHT) == set()


def test_a_check_imports_only_what_it_needs(folder: Path) -> None:
    assert imported(folder, RUN, "check", "--format", "json") - SPACYS == READING
    assert imported(folder, RUN, "check", "--format", "json") == set()
    assert imported(folder, RUN, "check") == {"rich"}
    (folder / "web" / "buy.md").write_text("Something else is said here by now, and it is new.\n")
    assert imported(folder, RUN, "check", "--format", "json") - SPACYS == READING


def test_the_fast_engine_reads_a_changed_file_without_torch(
    folder: Path, scorer: PassageScorer, user_cache: Path
) -> None:
    checked = partial(imported, folder, PLAIN, "check", "--format", "json", user_cache=user_cache)
    assert checked() - SPACYS == READING | {"onnxruntime"}
    assert checked() == set()
    (folder / "web" / "buy.md").write_text("Something else is said here by now, and it is new.\n")
    assert checked() - SPACYS == READING | {"onnxruntime"}


def test_another_persona_on_the_same_copy_imports_nothing_heavy(folder: Path) -> None:
    imported(folder, RUN, "check", "--format", "json")
    persona = (folder / "persona.yaml").read_text().replace("target: 40", "target: 90")
    (folder / "persona.yaml").write_text(persona)
    assert imported(folder, RUN, "check", "--format", "json") == set()


def test_torch_can_be_imported_after_a_command_that_did_not_need_it(tmp_path: Path) -> None:
    code = """
import sys
from samklang.cli.main import set_up
set_up()
from samklang.text.split import Splitter
Splitter().lemmas("Some words.", "en")
assert "torch" not in sys.modules
import spacy, spacy.cli, torch
assert callable(spacy.cli.info)
assert spacy.__spec__.loader is spacy.__loader__
assert not type(spacy.__loader__).__module__.startswith("samklang")
assert not [finder for finder in sys.meta_path if type(finder).__module__.startswith("samklang")]
assert torch.ones(2).sum() == 2
Splitter().lemmas("Some words.", "da")
print(file=sys.stderr)
"""
    assert imported(tmp_path, code) == set()
