"""pre-commit, run for real on a temporary repository.

Installing samklang into an environment of pre-commit takes a network. So the hooks run as a `repo: local`:
every key is that of the manifest, but `language` is `system`, and `entry` names the samklang under test. The
second hook is in the stage `manual`, so that commits do not run it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from samklang.readers import FORMATS
from tests import git
from tests.conftest import ROOT
from tests.integrations.shells import LINE, Done, samklang

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS: list[dict[str, Any]] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))


@pytest.fixture
def repository(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The small workspace with a known finding, where the hook `samklang` is installed."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path_factory.mktemp("pre-commit")))
    local = [
        {**hook, "language": "system", "entry": re.sub("^samklang", samklang(), hook["entry"])}
        for hook in HOOKS
    ]
    local[1]["stages"] = ["manual"]
    config = {"repos": [{"repo": "local", "hooks": local}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (folder / "web" / "known.md").write_text("The rope costs 9 pounds." + LINE, encoding="utf-8")
    git.commit(folder)
    assert pre_commit(folder, "install").returncode == 0
    return folder


def pre_commit(folder: Path, *arguments: str) -> Done:
    command = [sys.executable, "-m", "pre_commit", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def committed(folder: Path) -> Done:
    """The result of committing all files of a folder."""
    git.git(folder, "add", "-A")
    return git.try_git(folder, "commit", "-m", "Next")


def test_the_manifest_is_valid() -> None:
    done = pre_commit(ROOT, "validate-manifest", str(MANIFEST))
    assert (done.returncode, done.stdout) == (0, "")


def test_hooks_match_the_files_that_samklang_reads() -> None:
    read = {suffix for form in FORMATS for suffix in form.suffixes}
    for hook in HOOKS:
        suffixes = re.search(r"\((?!\?)(.*)\)", hook["files"], re.DOTALL)
        assert suffixes
        assert {"." + suffix for suffix in re.split(r"[|\s]+", suffixes[1].strip())} == read
        assert re.search(hook["files"], "mails/Hello.MD")
        assert not re.search(hook["files"], "mails/hello.py")


def test_a_commit_with_a_new_finding_is_refused_with_the_reason(repository: Path) -> None:
    with (repository / "web" / "buy.md").open("a", encoding="utf-8") as copy:
        copy.write(LINE)
    done = committed(repository)
    assert done.returncode == 1
    assert "web/buy.md:5:4  error  term.avoid" in done.stderr
    assert "known.md:2" not in done.stderr
    assert "Needs not judged" not in done.stderr, "channels are read whole"
    assert git.git(repository, "log", "--format=%s") == "As it is\n"


def test_a_commit_without_a_finding_passes(repository: Path) -> None:
    with (repository / "web" / "buy.md").open("a", encoding="utf-8") as copy:
        copy.write("\nIt's lovely to have you here, and we're glad you came.\n")
    done = committed(repository)
    assert (done.returncode, "Passed" in done.stderr) == (0, True)


def test_a_renamed_file_has_nothing_new(repository: Path) -> None:
    git.git(repository, "mv", "web/known.md", "web/renamed.md")
    done = committed(repository)
    assert (done.returncode, "Passed" in done.stderr) == (0, True)


def test_a_commit_without_copy_skips_the_hook(repository: Path) -> None:
    (repository / "tool.py").write_text("leverage = 1\n", encoding="utf-8")
    done = committed(repository)
    assert (done.returncode, "Skipped" in done.stderr) == (0, True)


def test_the_other_hook_checks_the_given_files(repository: Path) -> None:
    files = ["--hook-stage", "manual", "--files", "web/known.md", "web/buy.md"]
    done = pre_commit(repository, "run", "samklang-files", *files)
    assert done.returncode == 1
    assert "web/known.md:2:4  error  term.avoid" in done.stdout
    assert done.stdout.count("Measured by") == 1, "one run for all the files"
