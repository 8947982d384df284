"""Runs scripts as a host would, with the real samklang."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

from tests import git

Done = subprocess.CompletedProcess[str]
BIN = Path(sys.executable).parent
"""The folder with the development tools of this Python."""
LINE = "\nWe leverage it.\n"
"""Copy with a word that the persona of the small workspace bans."""


def samklang() -> str:
    """The command of the samklang under test, whatever else is installed."""
    return f"{shlex.quote(sys.executable)} -m samklang"


def on_path(folder: Path) -> str:
    """A `PATH` on which `samklang` and `python` are those under test."""
    folder.mkdir()
    (folder / "samklang").write_text(f'#!/bin/sh\nexec {samklang()} "$@"\n', encoding="utf-8")
    (folder / "samklang").chmod(0o755)
    return os.pathsep.join([str(folder), str(BIN), os.environ["PATH"]])


def run(script: str, folder: Path, shell: str = "bash", **environment: str) -> Done:
    """Runs a script in a folder, as a step of a host does: it stops at the first failure."""
    options = ["--noprofile", "--norc", "-eo", "pipefail"] if shell == "bash" else ["-e"]
    return subprocess.run(
        [shell, *options, "-c", script],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def lint(script: str, shell: str = "bash") -> str:
    """The messages of shellcheck; empty where the script is valid."""
    command = [str(BIN / "shellcheck"), f"--shell={shell}", "-"]
    return subprocess.run(command, input=script, capture_output=True, text=True, check=False).stdout


def schema_errors(schema: str, file: Path) -> str:
    """The errors of a file by the published schema of a host; empty where it is valid."""
    command = [str(BIN / "check-jsonschema"), f"--builtin-schema=vendor.{schema}", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def add_line(folder: Path, file: str = "web/buy.md") -> None:
    """Adds a line with a finding to a file, and commits it."""
    with (folder / file).open("a", encoding="utf-8") as copy:
        copy.write(LINE)
    git.commit(folder, "A new line")
