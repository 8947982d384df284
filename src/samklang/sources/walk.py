"""The files below a folder, without those that git ignores, hidden ones and those of other workspaces."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pathspec import GitIgnoreSpec

from samklang.config import FILE

GLOB_CHARACTERS = re.compile(r"[*?\[{]")
"""A path with one of these is a glob if there is no such file."""
_PRUNED = frozenset({"node_modules", "__pycache__"})
_IGNORE = ".gitignore"


def files(folder: Path, *, ignored: bool = False, nested: bool = False) -> Iterator[Path]:
    """Every file below a folder, in order of folder and name; loops of links are not followed.

    Args:
        folder: an absolute path. It is walked even if git ignores it, since somebody asked for it.
        ignored: whether to include what git ignores below it.
        nested: whether to include the files of other workspaces below it.
    """
    for parent, names, rules in _folders(folder, ignored, nested):
        for name in sorted(names):
            path = os.path.join(parent, name)  # noqa: PTH118 - there are many files, and Path is slow
            if not name.startswith(".") and not rules.ignore(path):
                yield Path(path)


def workspaces(folder: Path, *, ignored: bool = False) -> Iterator[Path]:
    """The `samklang.yaml` of every workspace below a folder."""
    for parent, names, _ in _folders(folder, ignored, nested=True):
        if FILE in names and Path(parent) != folder:
            yield Path(parent, FILE)


def absolute(path: Path) -> Path:
    """An absolute path, without resolving links."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve would follow links


def repository(folder: Path) -> Path | None:
    """The top folder of the git repository that a folder is in; None if it is in none."""
    return next((top for top in (folder, *folder.parents) if (top / ".git").exists()), None)


class _IgnoreRules(NamedTuple):
    """The patterns of ignore files; the first file with a pattern for a path decides."""

    specs: tuple[tuple[str, GitIgnoreSpec], ...] = ()
    """Folders (with a trailing slash) and the patterns for them, the innermost folder first."""

    def ignore(self, path: str) -> bool:
        for folder, spec in self.specs:
            ignored = spec.check_file(path[len(folder) :]).include
            if ignored is not None:
                return ignored
        return False

    def with_file(self, folder: str, file: Path) -> _IgnoreRules:
        """These rules and those of an ignore file for a folder; only these if the file cannot be read."""
        try:
            text = file.read_text(encoding="utf-8", errors="surrogateescape") if file.is_file() else ""
        except OSError:
            return self
        spec = GitIgnoreSpec.from_lines(filter(_is_pattern, text.splitlines()))
        if not len(spec):
            return self
        return _IgnoreRules(((os.path.join(folder, ""), spec), *self.specs))  # noqa: PTH118


def _is_pattern(line: str) -> bool:
    """Whether a line is a valid pattern; git skips invalid ones too."""
    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _folders(folder: Path, ignored: bool, nested: bool) -> Iterator[tuple[str, Iterable[str], _IgnoreRules]]:
    """Each folder that is walked, the names of its files, and the ignore rules there."""
    pending = {os.fspath(folder): _IgnoreRules() if ignored else _rules_above(folder)}
    for parent, folders, names in os.walk(folder):
        if not nested and FILE in names and Path(parent) != folder:
            folders.clear()
            continue
        rules = pending.pop(parent)
        if not ignored and _IGNORE in names:
            rules = rules.with_file(parent, Path(parent, _IGNORE))
        below = {name: os.path.join(parent, name) for name in sorted(folders) if name not in _PRUNED}  # noqa: PTH118
        folders[:] = [
            name for name, path in below.items() if not name.startswith(".") and not rules.ignore(f"{path}/")
        ]
        pending |= {below[name]: rules for name in folders}
        yield parent, names, rules


def _rules_above(folder: Path) -> _IgnoreRules:
    """The ignore rules of the folders above, up to the top of the repository, or else of the workspace."""
    workspace = next((parent for parent in folder.parents if (parent / FILE).is_file()), folder)
    top = repository(folder) or workspace
    rules = _IgnoreRules().with_file(os.fspath(top), top / ".git" / "info" / "exclude")
    for parent in reversed([parent for parent in folder.parents if parent.is_relative_to(top)]):
        rules = rules.with_file(os.fspath(parent), parent / _IGNORE)
    return _IgnoreRules() if rules.ignore(f"{folder}/") else rules
