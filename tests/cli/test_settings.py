"""Environment variables: the command line takes precedence over them, and they over the workspace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samklang.cli.main import run
from tests.conftest import WORKSPACE

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder)
    (folder / "web" / "buy.md").write_text("The lamp is for our customers, and it costs 49 pounds.")
    return folder


def test_the_workspace_then_the_environment_then_the_command_line(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "samklang.yaml").write_text(WORKSPACE + "check: {max_findings: 0}\n")
    assert run(["check"]) == 1
    monkeypatch.setenv("SAMKLANG_MAX_FINDINGS", "9")
    assert run(["check"]) == 0
    assert run(["check", "--max-findings", "0"]) == 1


def test_several_formats_in_one_variable(
    here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMKLANG_FORMAT", "github json=report.json")
    run(["check"])
    assert capsys.readouterr().out.startswith("::")
    assert json.loads((here / "report.json").read_text())["findings"]


def test_the_workspace_and_the_baseline_by_variables(
    here: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMKLANG_CONFIG", str(here / "samklang.yaml"))
    monkeypatch.setenv("SAMKLANG_BASELINE", str(here / "known.json"))
    monkeypatch.setenv("SAMKLANG_FAIL_ON", "suggestion")
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert run(["baseline", "write"]) == 0
    assert run(["check"]) == 0


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SAMKLANG_CONFIG", "gone.yaml"),
        ("SAMKLANG_FORMAT", "xml"),
        ("SAMKLANG_FAIL_ON", "eror"),
        ("SAMKLANG_MAX_FINDINGS", "many"),
        ("SAMKLANG_BASELINE", "gone.json"),
        ("SAMKLANG_PROGRESS", "perhaps"),
        ("SAMKLANG_COLOR", "red"),
        ("SAMKLANG_ENGINE", "steam"),
    ],
)
def test_a_wrong_value_names_its_variable(
    here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    assert run(["check"]) == 2
    message = capsys.readouterr().err
    assert variable in message
    assert value in message


def test_a_wrong_option_does_not_name_the_variable(
    here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMKLANG_FAIL_ON", "error")
    assert run(["check", "--fail-on", "eror"]) == 2
    message = capsys.readouterr().err
    assert "'--fail-on'" in message
    assert "SAMKLANG_FAIL_ON" not in message


def test_an_empty_variable_has_no_effect(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMKLANG_MAX_FINDINGS", "")
    assert run(["check"]) == 0
