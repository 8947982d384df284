"""Walk: the files below a folder, but for what git ignores, what is hidden and what other workspaces hold."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pathspec import GitIgnoreSpec

from samklang.config import FILE

GLOB = re.compile(r"[*?\[{]")
"""What makes a path a glob, where there is no such file."""
_PRUNED = frozenset({"node_modules", "__pycache__"})
_IGNORE = ".gitignore"


def files(folder: Path, *, ignored: bool = False, nested: bool = False) -> Iterator[Path]:
    """Every file below a folder, by folder and name; link loops left out.

    Args:
        folder: an absolute path. One that git ignores is walked all the same: somebody named it.
        ignored: with what git ignores below it.
        nested: with what lies in workspaces below it.
    """
    for parent, names, rules in _folders(folder, ignored, nested):
        for name in sorted(names):
            path = os.path.join(parent, name)  # noqa: PTH118 - many files, and a Path is slow to make
            if not name.startswith(".") and not rules.ignore(path):
                yield Path(path)


def workspaces(folder: Path, *, ignored: bool = False) -> Iterator[Path]:
    """The `samklang.yaml` of every workspace that lies below a folder."""
    for parent, names, _ in _folders(folder, ignored, nested=True):
        if FILE in names and Path(parent) != folder:
            yield Path(parent, FILE)


def absolute(path: Path) -> Path:
    """A path from the root of the file system; links are left as they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve would follow links


def repository(folder: Path) -> Path | None:
    """The top of the git repository that a folder lies in."""
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)


class _Rules(NamedTuple):
    """What ignore files say, the nearest first: it decides, where it says anything."""

    specs: tuple[tuple[str, GitIgnoreSpec], ...] = ()
    """Each with the folder that it speaks of, and a slash."""

    def ignore(self, path: str) -> bool:
        for folder, spec in self.specs:
            said = spec.check_file(path[len(folder) :]).include
            if said is not None:
                return said
        return False

    def and_of(self, folder: str, file: Path) -> _Rules:
        """With those of a file that speaks of a folder below; with no more where there is none to be read."""
        try:
            text = file.read_text(encoding="utf-8", errors="surrogateescape") if file.is_file() else ""
        except OSError:
            return self
        spec = GitIgnoreSpec.from_lines(filter(_understood, text.splitlines()))
        return _Rules(((os.path.join(folder, ""), spec), *self.specs)) if len(spec) else self  # noqa: PTH118


def _understood(line: str) -> bool:
    """Whether a line is a pattern; git passes over others too."""
    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _folders(folder: Path, ignored: bool, nested: bool) -> Iterator[tuple[str, Iterable[str], _Rules]]:
    """Each folder that is walked into, the names of its files, and what is ignored there."""
    known = {os.fspath(folder): _Rules() if ignored else _from_above(folder)}
    for parent, folders, names in os.walk(folder):
        if not nested and FILE in names and Path(parent) != folder:
            folders.clear()
            continue
        rules = known.pop(parent)
        if not ignored and _IGNORE in names:
            rules = rules.and_of(parent, Path(parent, _IGNORE))
        below = {name: os.path.join(parent, name) for name in sorted(folders) if name not in _PRUNED}  # noqa: PTH118
        folders[:] = [
            name for name, path in below.items() if not name.startswith(".") and not rules.ignore(f"{path}/")
        ]
        known |= {below[name]: rules for name in folders}
        yield parent, names, rules


def _from_above(folder: Path) -> _Rules:
    """What holds for a folder: as far up as the repository's top, or without one the workspace's folder."""
    top = repository(folder) or next((one for one in folder.parents if (one / FILE).is_file()), folder)
    rules = _Rules().and_of(os.fspath(top), top / ".git" / "info" / "exclude")
    for one in reversed([one for one in folder.parents if one.is_relative_to(top)]):
        rules = rules.and_of(os.fspath(one), one / _IGNORE)
    return _Rules() if rules.ignore(f"{folder}/") else rules
