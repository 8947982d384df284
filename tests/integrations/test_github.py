"""The GitHub Action: its scripts run as GitHub runs them, on a temporary repository, with samklang itself."""

from __future__ import annotations

import json
import os
import re
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import pytest
import yaml

from samklang import __version__
from samklang.errors import Exit
from tests import git
from tests.conftest import ROOT
from tests.integrations.shells import Done, add_line, lint, on_path, run, schema_errors

ACTION = ROOT / "action.yml"
TEXT = ACTION.read_text(encoding="utf-8")
PARSED: dict[str, Any] = yaml.safe_load(TEXT)
SCRIPTS = {step["name"]: step for step in PARSED["runs"]["steps"] if "run" in step}


class Step(NamedTuple):
    """The result of a step."""

    done: Done
    outputs: dict[str, str]
    summary: str
    sarif: dict[str, Any]

    @property
    def banned(self) -> list[str]:
        """The files in which SARIF reports a banned word."""
        results = [result for result in self.sarif["runs"][0]["results"] if result["ruleId"] == "term.avoid"]
        return [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results]


@pytest.fixture
def pull_request(folder: Path) -> Path:
    """A pull request with a new finding, in a repository where `origin/main` has one already."""
    (folder / "web" / "the shop.md").write_text(
        "The rope costs 9 pounds.\n\nWe leverage it.\n", encoding="utf-8"
    )
    git.commit(folder)
    git.git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    add_line(folder)
    return folder


def step(name: str, folder: Path, runner: Path, **environment: str) -> Step:
    """Runs the script of a step, with variables that its `env` declares and no others."""
    given = dict.fromkeys(SCRIPTS[name].get("env", {}), "") | environment
    assert given.keys() == SCRIPTS[name].get("env", {}).keys()
    output, summary, sarif = (runner / name for name in ("output", "summary", "out.sarif"))
    output.touch()
    summary.touch()
    of_host = {
        "GITHUB_OUTPUT": str(output),
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_SHA": "a-commit",
        "CI": "true",
    }
    done = run(SCRIPTS[name]["run"], folder, PATH=on_path(runner / "bin"), **of_host, **given)
    return Step(
        done,
        dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines()),
        summary.read_text(encoding="utf-8"),
        json.loads(sarif.read_text(encoding="utf-8")) if sarif.exists() else {},
    )


def check(folder: Path, runner: Path, **environment: str) -> Step:
    variables = {
        "SAMKLANG_CACHE": str(runner / "samklang"),
        "SARIF": str(runner / "out.sarif"),
        **environment,
    }
    return step("Check the copy", folder, runner, **variables)


@pytest.fixture
def runner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("runner")


def test_the_action_is_valid() -> None:
    assert schema_errors("github-actions", ACTION) == ""


def test_inputs_are_those_that_are_used() -> None:
    assert set(re.findall(r"\binputs\.([\w-]+)", TEXT)) == PARSED["inputs"].keys()


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_are_valid_and_contain_no_input(name: str) -> None:
    assert lint(SCRIPTS[name]["run"]) == ""
    assert "${{" not in SCRIPTS[name]["run"]


def test_a_pull_request_reports_new_findings_in_every_output(pull_request: Path, runner: Path) -> None:
    result = check(pull_request, runner, DIFF="origin/main")
    assert result.done.returncode == 1
    assert re.findall(r"^::error file=(.*?),line=5,", result.done.stdout, re.MULTILINE) == ["web/buy.md"]
    assert result.outputs == {"exit": "1", "sarif": str(runner / "out.sarif")}
    assert result.banned == ["web/buy.md"]
    assert result.summary.startswith("<!-- samklang -->")
    assert (runner / "samklang" / "cache.sqlite").exists()


def test_everything_counts_without_a_revision_to_compare_with(pull_request: Path, runner: Path) -> None:
    assert sorted(check(pull_request, runner, DIFF="none").banned) == ["web/buy.md", "web/the%20shop.md"]


def test_inputs_reach_samklang_unchanged(pull_request: Path, runner: Path) -> None:
    (pull_request / "samklang.yaml").rename(pull_request / "the brand.yaml")
    result = check(
        pull_request,
        runner,
        PATHS="web/the shop.md\n",
        CONFIG="the brand.yaml",
        FAIL_ON="error",
        FORMAT="junit=a copy.xml\n\ntap=copy.tap\n",
    )
    assert result.outputs["exit"] == "1"
    assert result.banned == ["web/the%20shop.md"]
    assert (pull_request / "a copy.xml").exists()
    assert (pull_request / "copy.tap").exists()


def test_an_input_is_never_executed(pull_request: Path, runner: Path) -> None:
    result = check(pull_request, runner, PATHS='$(touch run)\n`touch run`\n"; touch run; "\n--help')
    assert result.outputs["exit"] == str(Exit.USER_ERROR)
    assert not (pull_request / "run").exists()


def test_a_mistake_in_the_workspace_leaves_no_sarif_to_give(pull_request: Path, runner: Path) -> None:
    (pull_request / "samklang.yaml").write_text("version: 1\n", encoding="utf-8")
    result = check(pull_request, runner)
    assert result.outputs == {"exit": str(Exit.USER_ERROR)}
    assert "samklang.yaml" in result.done.stderr


def test_a_baseline_hides_what_is_known(pull_request: Path, runner: Path) -> None:
    path = on_path(runner / "own")
    assert run("samklang baseline write", pull_request, PATH=path).returncode == 0
    result = check(pull_request, runner, BASELINE=".samklang-baseline.jsonl")
    assert (result.outputs["exit"], result.banned) == ("0", [])


def test_the_cache_is_named_after_the_contents_of_the_folder(pull_request: Path, runner: Path) -> None:
    def named(run_: str) -> str:
        (runner / run_).mkdir()
        return step("Name the copy", pull_request / "web", runner / run_).outputs["tree"]

    before, again = named("first"), named("again")
    (pull_request / "elsewhere.txt").write_text("Not in the folder", encoding="utf-8")
    git.commit(pull_request)
    elsewhere = named("elsewhere")
    add_line(pull_request)
    assert before == again == elsewhere != named("changed")
    shutil.rmtree(pull_request / ".git")
    assert named("no repository") == "a-commit"


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """The smallest package there can be, called `locked`."""
    path = tmp_path / "locked-1-py3-none-any.whl"
    with ZipFile(path, "w") as file:
        file.writestr("locked.py", "")
        file.writestr("locked-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: locked\nVersion: 1\n")
        file.writestr(
            "locked-1.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        file.writestr("locked-1.dist-info/RECORD", "")
    return path


def install(runner: Path, wheel: Path, hashes: str) -> tuple[Step, Path]:
    """Runs the script unchanged on the action's files, but for the lock, which names one package alone.
    Settings of pip keep it offline."""
    source, target = runner / "source", runner / "target"
    source.mkdir()
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copytree(ROOT / "licenses", source / "licenses")
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, source)
    (source / "requirements.lock").write_text(f"locked==1 {hashes}\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PIP_NO_INDEX", "1")
        patched.setenv("PIP_FIND_LINKS", str(wheel.parent))
        patched.setenv("PIP_TARGET", str(target))
        return step("Install samklang", runner, runner, SOURCE=str(source)), target


def test_what_is_installed_is_the_lock_and_the_action_itself(runner: Path, wheel: Path) -> None:
    result, target = install(runner, wheel, f"--hash=sha256:{sha256(wheel.read_bytes()).hexdigest()}")
    assert result.done.returncode == 0, result.done.stderr
    assert result.outputs == {
        "version": __version__,
        "cache": str(Path(os.environ["XDG_CACHE_HOME"], "samklang")),
    }
    assert (target / "locked.py").exists()
    assert (target / "samklang" / "traits" / "warm" / "en.tsv").exists()
    assert (target / "samklang" / "encode" / "bundled" / "graph.onnx").exists()
    assert {path.name for path in target.glob("samklang-*/licenses/**/*") if path.is_file()} == {
        "LICENSE",
        "NOTICE",
        "Apache-2.0.txt",
    }


@pytest.mark.parametrize(
    "hashes, why", [("", "Hashes are required"), (f"--hash=sha256:{'0' * 64}", "DO NOT MATCH THE HASHES")]
)
def test_a_file_without_its_hash_in_the_lock_is_refused(
    runner: Path, wheel: Path, hashes: str, why: str
) -> None:
    result, target = install(runner, wheel, hashes)
    assert result.done.returncode != 0
    assert why in result.done.stderr
    assert not target.exists()
