"""Git repositories for tests."""

from __future__ import annotations

import subprocess
from pathlib import Path

_NAME = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]


def git(folder: Path, *arguments: str) -> str:
    """The output of a git command in a folder. An error of git is raised."""
    result = try_git(folder, *arguments)
    result.check_returncode()
    return result.stdout


def try_git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The result of a git command in a folder, which may be an error."""
    command = ["git", *_NAME, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def commit(folder: Path, message: str = "As it is") -> None:
    """Commits everything in a folder; makes a repository first where there is none."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
