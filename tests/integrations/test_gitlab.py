"""The GitLab template: its script run as a runner does, on a temporary repository, with samklang itself."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from tests import git
from tests.conftest import ROOT
from tests.integrations.shells import Done, add_line, lint, on_path, run, schema_errors

TEMPLATE = ROOT / "templates" / "samklang.yml"
HEADER, BODY = yaml.safe_load_all(TEMPLATE.read_text(encoding="utf-8"))
JOB: dict[str, Any] = BODY["samklang"]
SCRIPT = "\n".join([*JOB["before_script"], *JOB["script"]])
INPUTS = HEADER["spec"]["inputs"]


@pytest.fixture
def request_(folder: Path) -> Path:
    """A merge request with a new finding, in a repository where the target has one already."""
    (folder / "web" / "known.md").write_text(
        "The rope costs 9 pounds.\n\nWe leverage it.\n", encoding="utf-8"
    )
    git.commit(folder)
    add_line(folder)
    return folder


def job(folder: Path, **variables: str) -> Done:
    """Runs the job's script with the variables that it declares and the defaults of inputs."""
    declared = {
        name: re.sub(r"\$\[\[ inputs\.(\S+) \]\]", lambda match: INPUTS[match[1]]["default"], str(value))
        for name, value in JOB["variables"].items()
    }
    place = {name: value.replace("$CI_PROJECT_DIR", str(folder)) for name, value in declared.items()}
    del place["XDG_CACHE_HOME"]  # the engine was exported into that of the tests
    return run(
        SCRIPT, folder, "sh", PATH=on_path(folder.parent / f"{folder.name}-bin"), **{**place, **variables}
    )


def banned(folder: Path) -> list[str]:
    """The files in which Code Quality reports a banned word."""
    report = json.loads((folder / "samklang.json").read_text(encoding="utf-8"))
    return sorted(issue["location"]["path"] for issue in report if issue["check_name"] == "term.avoid")


@pytest.mark.parametrize("part", [HEADER, BODY], ids=["header", "job"])
def test_the_template_is_valid(part: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "part.json").write_text(json.dumps(part), encoding="utf-8")
    assert schema_errors("gitlab-ci", tmp_path / "part.json") == ""


def test_inputs_are_those_that_are_used() -> None:
    assert set(re.findall(r"inputs\.([\w-]+)", json.dumps(BODY))) == INPUTS.keys()


def test_scripts_are_valid_and_contain_no_input() -> None:
    assert lint(SCRIPT, "sh") == ""
    assert "$[[" not in SCRIPT


@pytest.mark.parametrize("variable", ["CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_MERGE_REQUEST_TARGET_BRANCH_SHA"])
def test_a_merge_request_reports_new_findings_in_every_output(request_: Path, variable: str) -> None:
    done = job(request_, **{variable: git.git(request_, "rev-parse", "HEAD~1").strip()})
    assert done.returncode == 1
    assert "web/buy.md:5:4  error  term.avoid" in done.stdout
    assert banned(request_) == ["web/buy.md"]
    assert (
        etree.parse(request_ / "samklang.xml").xpath("count(//failure[contains(@message, 'leverage')])") == 1
    )
    assert (request_ / ".cache" / "samklang" / "copy" / "cache.sqlite").exists()


def test_everything_counts_on_the_default_branch(request_: Path) -> None:
    assert job(request_).returncode == 1
    assert banned(request_) == ["web/buy.md", "web/known.md"]


@pytest.mark.parametrize("lock", ["", "the $(touch run) lock"])
def test_where_the_image_has_no_samklang_it_is_installed_by_the_lock_alone(tmp_path: Path, lock: str) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").write_text('#!/bin/sh\nprintf "[%s]" "$@"; echo\n', encoding="utf-8")
    (tmp_path / "bin" / "python").chmod(0o755)
    variables = {"PATH": str(tmp_path / "bin"), "SAMKLANG_LOCK": lock, "SAMKLANG_PACKAGE": "a package"}
    done = run("\n".join(JOB["before_script"]), tmp_path, "/bin/sh", **variables)
    if lock:
        pip = "[-m][pip][install][--quiet]"
        assert done.stdout.splitlines() == [
            f"{pip}[--require-hashes][--requirement][{lock}]",
            f"{pip}[--no-deps][--no-build-isolation][a package]",
        ]
    else:
        assert done.returncode != 0 and not done.stdout
        assert "samklang is not in the image: give the input lock" in done.stderr
    assert not (tmp_path / "run").exists()


def test_inputs_reach_samklang_unchanged(request_: Path) -> None:
    (request_ / "samklang.yaml").rename(request_ / "the brand.yaml")
    done = job(
        request_, SAMKLANG_CONFIG="the brand.yaml", SAMKLANG_BASELINE="$(touch run)", SAMKLANG_FAIL_ON="error"
    )
    assert done.returncode == 2
    assert "$(touch run)" in done.stderr
    assert not (request_ / "run").exists()
