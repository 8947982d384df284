"""Sorts what the user asks to check by workspace: paths, globs, a list of paths, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from samklang.config import FILE, find
from samklang.config.globs import matcher
from samklang.errors import ConfigError
from samklang.model import Workspace
from samklang.pipeline.naming import named_from_here
from samklang.pipeline.vocabulary import load_workspace
from samklang.sources.walk import GLOB_CHARACTERS, absolute, files, workspaces
from samklang.words import counted


class Pointed(NamedTuple):
    """The paths to check of one workspace; without any, all of it."""

    workspace: Workspace
    paths: tuple[Path, ...] = ()
    listed: tuple[Path, ...] = ()
    """Files that the user did not name one by one."""


class Pointing(NamedTuple):
    """All that the user asks to check."""

    parts: list[Pointed]
    strays: tuple[str, ...]
    """Messages on paths that lie in no workspace."""


def pointed_at(
    paths: Sequence[Path],
    listed: Sequence[Path] | None,
    config: Path | None,
    ignored: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> Pointing:
    """What the user asks to check, by workspace.

    Args:
        paths: files, folders and globs. Without any and without a list: the workspace of the current folder
            or the nearest above it, or else every workspace below.
        listed: further files and folders; those that no longer exist or lie in no workspace are passed over.
        config: the `samklang.yaml` of the workspace that all paths belong to, wherever they lie.
        ignored: whether files that git ignores are included.
        say: called with a message on the listed paths that are passed over.

    Raises:
        ConfigError: no path lies in a workspace, or workspaces have mistakes; a line a mistake.
    """
    sorting = _Sorting(config, ignored, say)
    if not paths and listed is None:
        sorting.take_here()
    for path in paths:
        sorting.take(path)
    if listed is not None:
        sorting.take_listed(listed)
    return sorting.done()


@dataclass
class _Share:
    """The paths to check of one workspace, as known so far."""

    workspace: Workspace
    whole: bool = False
    paths: list[Path] = field(default_factory=list)
    listed: list[Path] = field(default_factory=list)

    def pointed(self, workspace: Workspace) -> Pointed:
        return Pointed(workspace) if self.whole else Pointed(workspace, tuple(self.paths), tuple(self.listed))


class _Sorting:
    """Sorts paths by workspace, each of which is loaded once."""

    def __init__(self, config: Path | None, ignored: bool, say: Callable[[str], None]) -> None:
        self._config, self._ignored, self._say = config, ignored, say
        self._configs: dict[Path, Path | None] = {}
        self._shares: dict[Path, _Share | None] = {}
        self._mistakes: list[str] = []
        self._strays: list[str] = []

    def take_here(self) -> None:
        """Takes the workspace of the current folder, or those below."""
        here = Path.cwd()
        config = self._config_of(here)
        if not self._take_whole([config] if config else workspaces(here, ignored=self._ignored)):
            raise ConfigError(
                f"no {FILE} here or in any folder above, nor in one below",
                hint="samklang init writes one; or name one with --config.",
            )

    def take(self, path: Path) -> None:
        """Takes a file, a folder or the matches of a glob."""
        if path.is_dir():
            self._take_folder(path)
        elif path.exists() or not GLOB_CHARACTERS.search(str(path)) or not self._take_matches(path):
            self._take_path(path)

    def take_listed(self, paths: Iterable[Path]) -> None:
        """Takes the paths of a list; passes over those that no longer exist or lie in no workspace."""
        gone, astray = [], []
        for path in paths:
            if not path.exists():
                gone.append(path)
            elif not (config := self._config_of(path)):
                astray.append(path)
            elif path.is_dir():
                self._take_folder(path)
            else:
                self._take_file(path, config)
        self._pass_over(gone, "not there any more")
        self._pass_over(astray, "in no workspace")

    def _pass_over(self, paths: Sequence[Path], why: str) -> None:
        if paths:
            others = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
            self._say(f"{counted(len(paths), 'path')} of the list passed over, {why}: {paths[0]}{others}")

    def done(self) -> Pointing:
        """All that was taken. Workspaces of which nothing was taken are left out."""
        shares = [share for share in self._shares.values() if share]
        shares = [share for share in shares if share.whole or share.paths or share.listed]
        if self._mistakes or (self._strays and not shares):
            raise ConfigError("\n".join(self._mistakes or self._strays))
        named = named_from_here([share.workspace for share in shares])
        parts = [share.pointed(workspace) for share, workspace in zip(shares, named, strict=True)]
        return Pointing(parts, tuple(self._strays))

    def _take_whole(self, configs: Iterable[Path]) -> bool:
        """Takes whole workspaces; returns whether there are any."""
        configs = list(configs)
        for config in configs:
            if share := self._share(config):
                share.whole = True
        return bool(configs)

    def _take_folder(self, path: Path) -> None:
        """Takes the workspaces below a folder, and the folder's other files."""
        folder = absolute(path)
        nested = self._take_whole([] if self._config else workspaces(folder, ignored=self._ignored))
        if not nested or (
            self._config_of(path) and any(files(folder, ignored=self._includes_ignored(folder)))
        ):
            self._take_path(path)

    def _take_path(self, path: Path) -> None:
        """Takes a file or folder that the user named."""
        config = self._config_of(path)
        if config is None:
            self._strays.append(f"{path}: {_astray(path)}")
        elif share := self._share(config):
            share.paths.append(path)

    def _take_matches(self, glob: Path) -> bool:
        """Takes the files that match a glob; returns whether there are any."""
        first = next(index for index, part in enumerate(glob.parts) if GLOB_CHARACTERS.search(part))
        folder = absolute(Path(*glob.parts[:first]))
        pattern = matcher(["/" + "/".join(glob.parts[first:])])
        matched = False
        for path in files(folder, ignored=self._includes_ignored(folder), nested=True):
            name = path.relative_to(folder).as_posix()
            if pattern.match_file(name) and (config := self._config_of(path)):
                self._take_file(path, config)
                matched = True
        return matched

    def _take_file(self, path: Path, config: Path) -> None:
        """Takes a file that the user did not name itself."""
        if share := self._share(config):
            share.listed.append(path)

    def _includes_ignored(self, folder: Path) -> bool:
        """Whether files in a folder that git ignores are included."""
        config = self._config_of(folder)
        share = self._share(config) if config else None
        return not share.workspace.gitignore if share else self._ignored

    def _config_of(self, path: Path) -> Path | None:
        """The `samklang.yaml` that governs a path."""
        if self._config:
            return self._config
        folder = path if path.is_dir() else path.parent
        if folder not in self._configs:
            self._configs[folder] = find(folder)
        return self._configs[folder]

    def _share(self, config: Path) -> _Share | None:
        """The share of a workspace; None where the workspace has mistakes, which are kept."""
        key = config.parent.resolve() / config.name
        if key not in self._shares:
            try:
                workspace = load_workspace(config)
            except ConfigError as error:
                self._mistakes.append(error.message)
                self._shares[key] = None
            else:
                gitignore = workspace.gitignore and not self._ignored
                self._shares[key] = _Share(replace(workspace, gitignore=gitignore))
        return self._shares[key]


def _astray(path: Path) -> str:
    if path.exists():
        return f"lies in no workspace: no {FILE} in its folder or any above; name one with --config"
    return "no file of a workspace matches" if GLOB_CHARACTERS.search(str(path)) else "no such file or folder"
