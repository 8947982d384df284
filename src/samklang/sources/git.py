"""What changed in the files of a folder since a revision, or is staged, according to git."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from samklang.errors import ChangeError
from samklang.model import Change

_FILES = ("100644", "100755")
"""Modes of regular files: no links, no submodules."""
_PATHS = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE")
"""Variables that git sets for a hook. They are relative to the hook's folder, and we run git in another."""


class _Entry(NamedTuple):
    """An entry of `git diff --raw`: a file's old and new name and blob; the name is None if it has none."""

    old: str | None
    old_blob: str
    new: str | None
    new_blob: str


def since(root: Path, revision: str) -> Change:
    """The working tree's change since its merge base with a revision; untracked files count as new.

    Raises:
        ChangeError: git, the repository or the revision is missing.
    """
    git = _Git(root)
    commit = git.line("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        hint = "In CI, fetch it first: checkouts there are often shallow."
        raise ChangeError(f"git has no revision {revision!r} here", hint=hint)
    base = git.line("merge-base", "HEAD", commit)
    if base is None:
        hint = "In CI, fetch the whole history (fetch-depth: 0)."
        raise ChangeError(f"{revision} and HEAD have no ancestor in common here", hint=hint)
    entries = list(git.diff(base))
    untracked = git.names("ls-files", "--others", "--exclude-standard", "-z")
    return Change(
        old_contents=git.contents((entry.old, entry.old_blob) for entry in entries),
        changed_files=frozenset([*(entry.new for entry in entries if entry.new), *untracked]),
    )


def staged(root: Path) -> Change:
    """What the next commit changes, whatever is in the working tree.

    Raises:
        ChangeError: git or the repository is missing.
    """
    git = _Git(root)
    entries = list(git.diff("--cached"))
    return Change(
        old_contents=git.contents((entry.old, entry.old_blob) for entry in entries),
        changed_files=frozenset(entry.new for entry in entries if entry.new),
        staged_contents=git.contents((entry.old, entry.old_blob) for entry in git.diff()),
    )


class _Git:
    """Runs git in a folder; paths are relative to it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._program = shutil.which("git")
        if self._program is None:
            raise ChangeError("git is not installed", hint="--diff and --staged need it.")
        inside = self._run("rev-parse", "--is-inside-work-tree")
        if b"safe.directory" in inside.stderr:
            trust = os.fsdecode(inside.stderr).strip().splitlines()[-1].strip()
            raise ChangeError(f"git refuses {root}: another user owns it", hint=f"If you trust it: {trust}")
        if inside.stdout.strip() != b"true":
            raise ChangeError(f"{root} is not in a git repository", hint="--diff and --staged need one.")

    def line(self, *arguments: str) -> str | None:
        """The output of git as one line; None if it fails."""
        result = self._run(*arguments)
        return os.fsdecode(result.stdout).strip() if result.returncode == 0 else None

    def names(self, *arguments: str) -> list[str]:
        """The NUL-separated paths that git prints."""
        return [os.fsdecode(name) for name in self._output(*arguments).split(b"\0") if name]

    def diff(self, *arguments: str) -> Iterator[_Entry]:
        """The files that `git diff` reports, renames recognised."""
        fields = iter(
            self.names("diff", "--raw", "-z", "--find-renames", "--no-abbrev", "--relative", *arguments)
        )
        for field in fields:
            old_mode, new_mode, old_blob, new_blob, status = field.lstrip(":").split(" ")
            name = next(fields)
            renamed = next(fields) if status[0] in "RC" else name
            yield _Entry(
                old=name if old_mode in _FILES and status[0] != "C" else None,
                old_blob=old_blob,
                new=renamed if new_mode in _FILES else None,
                new_blob=new_blob,
            )

    def contents(self, files: Iterable[tuple[str | None, str]]) -> Mapping[str, bytes]:
        """The contents of blobs, by the name of their file.

        Args:
            files: names and blobs; those without a name are left out.
        """
        named = [(name, blob) for name, blob in files if name]
        blobs = "".join(f"{blob}\n" for _, blob in named).encode()
        output = self._output("cat-file", "--batch", stdin=blobs)
        contents, offset = {}, 0
        for name, _ in named:
            start = output.index(b"\n", offset) + 1
            size = int(output[offset:start].split()[2])
            contents[name] = output[start : start + size]
            offset = start + size + 1
        return contents

    def _output(self, *arguments: str, stdin: bytes = b"") -> bytes:
        result = self._run(*arguments, stdin=stdin)
        if result.returncode:
            errors = os.fsdecode(result.stderr).strip().splitlines()
            raise ChangeError(f"git {arguments[0]}: {errors[0] if errors else 'failed'}")
        return result.stdout

    def _run(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        paths = {name: os.path.abspath(os.environ[name]) for name in _PATHS if name in os.environ}  # noqa: PTH100
        return subprocess.run(  # noqa: S603 (git, with our own arguments)
            [str(self._program), *arguments],
            cwd=self._root,
            input=stdin,
            env={**os.environ, **paths},
            capture_output=True,
            check=False,
        )
