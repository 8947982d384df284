"""Change: what was changed in the files of a folder since a revision, or is staged, by way of git."""

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
"""Modes of files that hold something: no links, no submodules."""
_PATHS = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE")
"""In the environment of a hook: relative to where it runs, which is not where we run git."""


class _Entry(NamedTuple):
    """A line of `git diff --raw`: a file then and now, each by name and blob; None where there is none."""

    old: str | None
    old_blob: str
    new: str | None
    new_blob: str


def since(root: Path, revision: str) -> Change:
    """What the working tree changes since it and a revision parted; files that git does not know are new.

    Raises:
        ChangeError: git, the repository or the revision cannot be had.
    """
    git = _Git(root)
    commit = git.line("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        raise ChangeError(f"no revision {revision!r} here", hint="In CI, fetch it: checkouts are shallow.")
    base = git.line("merge-base", "HEAD", commit)
    if base is None:
        hint = "In CI, fetch the whole history (fetch-depth: 0)."
        raise ChangeError(f"{revision} and HEAD have no ancestor in common here", hint=hint)
    entries = list(git.diff(base))
    untracked = git.names("ls-files", "--others", "--exclude-standard", "-z")
    return Change(
        before=git.contents((one.old, one.old_blob) for one in entries),
        names=frozenset([*(one.new for one in entries if one.new), *untracked]),
    )


def staged(root: Path) -> Change:
    """What the next commit changes, whatever stands in the working tree.

    Raises:
        ChangeError: git or the repository cannot be had.
    """
    git = _Git(root)
    entries = list(git.diff("--cached"))
    return Change(
        before=git.contents((one.old, one.old_blob) for one in entries),
        names=frozenset(one.new for one in entries if one.new),
        contents=git.contents((one.old, one.old_blob) for one in git.diff()),
    )


class _Git:
    """Git in a folder; paths are relative to it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._program = shutil.which("git")
        if self._program is None:
            raise ChangeError("git is not installed", hint="--diff and --staged ask it what was changed.")
        inside = self._run("rev-parse", "--is-inside-work-tree")
        if b"safe.directory" in inside.stderr:
            trust = os.fsdecode(inside.stderr).strip().splitlines()[-1].strip()
            raise ChangeError(f"git refuses {root}: another user owns it", hint=f"If you trust it: {trust}")
        if inside.stdout.strip() != b"true":
            raise ChangeError(f"{root} is in no git repository", hint="--diff and --staged need one.")

    def line(self, *arguments: str) -> str | None:
        """What git says in one line; None where it fails."""
        done = self._run(*arguments)
        return os.fsdecode(done.stdout).strip() if done.returncode == 0 else None

    def names(self, *arguments: str) -> list[str]:
        """Paths that git lists, apart by NULs."""
        return [os.fsdecode(name) for name in self._output(*arguments).split(b"\0") if name]

    def diff(self, *arguments: str) -> Iterator[_Entry]:
        """The files that differ."""
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
        """By name, what each blob holds."""
        wanted = [(name, blob) for name, blob in files if name]
        output = self._output(
            "cat-file", "--batch", stdin="".join(f"{blob}\n" for _, blob in wanted).encode()
        )
        found, at = {}, 0
        for name, _ in wanted:
            start = output.index(b"\n", at) + 1
            size = int(output[at:start].split()[2])
            found[name] = output[start : start + size]
            at = start + size + 1
        return found

    def _output(self, *arguments: str, stdin: bytes = b"") -> bytes:
        done = self._run(*arguments, stdin=stdin)
        if done.returncode:
            said = os.fsdecode(done.stderr).strip().splitlines()
            raise ChangeError(f"git {arguments[0]}: {said[0] if said else 'failed'}")
        return done.stdout

    def _run(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        given = {name: os.path.abspath(os.environ[name]) for name in _PATHS if name in os.environ}  # noqa: PTH100
        return subprocess.run(  # noqa: S603 (git, and arguments of ours)
            [str(self._program), *arguments],
            cwd=self._root,
            input=stdin,
            env={**os.environ, **given},
            capture_output=True,
            check=False,
        )
