"""Shells get the possible completions, and quickly."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from samklang.cli.main import run
from tests.conftest import ROOT

SAMKLANG = [sys.executable, "-m", "samklang"]


def completed(folder: Path, words: str, *, verbose: bool = False) -> list[str]:
    """The completions of the last word."""
    done = subprocess.run(
        [*SAMKLANG[:1], *(["-X", "importtime"] if verbose else []), *SAMKLANG[1:]],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "_SAMKLANG_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(words.count(" ")),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stderr if verbose else done.stdout.replace("plain,", "")
    return list(filter(None, lines.splitlines()))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("samklang ch", ["check"]),
        ("samklang check --fo", ["--format"]),
        ("samklang check --format s", ["sarif"]),
        ("samklang check --fail-on w", ["warning"]),
        ("samklang check --channel ", ["web"]),
        ("samklang priorities --channel w", ["web"]),
        ("samklang completion f", ["fish"]),
    ],
)
def test_what_can_come_next(folder: Path, words: str, expected: list[str]) -> None:
    assert completed(folder, words) == expected


@pytest.mark.parametrize("text", ["channels: [", "channels: 3", "- web"])
def test_a_workspace_with_mistakes_completes_to_nothing(folder: Path, text: str) -> None:
    (folder / "samklang.yaml").write_text(text)
    assert completed(folder, "samklang check --channel ") == []


def test_commands_are_completed_without_importing_any(folder: Path) -> None:
    imported = {line.rpartition("|")[2].strip() for line in completed(folder, "samklang ", verbose=True)}
    assert "samklang.cli.main" in imported
    assert not imported & {"samklang.cli.check", "samklang.pipeline.check", "numpy", "pydantic"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_that_the_shell_takes(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "_SAMKLANG_COMPLETE" in script
    if path := shutil.which(shell):
        subprocess.run([path, "-n"], input=script, text=True, check=True)
