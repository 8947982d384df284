"""Shells that run what a host would, with the real samklang in them."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

from tests import git

Done = subprocess.CompletedProcess[str]
BIN = Path(sys.executable).parent
"""Where the development tools of this Python are."""
LINE = "\nWe leverage it.\n"
"""Copy that the small workspace's persona bans a word of."""


def samklang() -> str:
    """A command that is the samklang under test, whatever else is installed."""
    return f"{shlex.quote(sys.executable)} -m samklang"


def on_path(folder: Path) -> str:
    """A `PATH` on which `samklang` and `python` are those under test."""
    folder.mkdir()
    (folder / "samklang").write_text(f'#!/bin/sh\nexec {samklang()} "$@"\n', encoding="utf-8")
    (folder / "samklang").chmod(0o755)
    return os.pathsep.join([str(folder), str(BIN), os.environ["PATH"]])


def run(script: str, folder: Path, shell: str = "bash", **environment: str) -> Done:
    """What a script does in a folder, as a step of a host that stops at what fails."""
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
    """What shellcheck says; nothing where the script is in order."""
    command = [str(BIN / "shellcheck"), f"--shell={shell}", "-"]
    return subprocess.run(command, input=script, capture_output=True, text=True, check=False).stdout


def schema_errors(schema: str, file: Path) -> str:
    """What the published schema of a host says to a file; nothing where it is valid."""
    command = [str(BIN / "check-jsonschema"), f"--builtin-schema=vendor.{schema}", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def add_line(folder: Path, file: str = "web/buy.md") -> None:
    """Copy with a new finding in it, committed."""
    with (folder / file).open("a", encoding="utf-8") as copy:
        copy.write(LINE)
    git.commit(folder, "A new line")
