"""A git repository in a folder, for tests."""

from __future__ import annotations

import subprocess
from pathlib import Path

_NAME = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]


def git(folder: Path, *arguments: str) -> str:
    """What git says to a command in a folder."""
    done = tried(folder, *arguments)
    done.check_returncode()
    return done.stdout


def tried(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What comes of a git command that may be refused."""
    command = ["git", *_NAME, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def commit(folder: Path, message: str = "As it is") -> None:
    """All that stands in a folder, as a commit; a repository is made where there is none."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
