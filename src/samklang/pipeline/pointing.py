"""What is pointed at, by workspace: paths, globs, a list of paths, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from samklang.config import FILE, find, load
from samklang.config.globs import matcher
from samklang.errors import ConfigError
from samklang.model import Workspace
from samklang.pipeline.check import VOCABULARY
from samklang.pipeline.naming import seen
from samklang.sources.walk import GLOB_CHARACTERS, absolute, files, workspaces
from samklang.words import counted


class Pointed(NamedTuple):
    """What is pointed at of one workspace; without paths, all of it."""

    workspace: Workspace
    paths: tuple[Path, ...] = ()
    listed: tuple[Path, ...] = ()
    """Files that nobody named one by one."""


class Pointing(NamedTuple):
    """All that the user points at."""

    parts: list[Pointed]
    strays: tuple[str, ...]
    """What lies in no workspace, in words."""


def pointed_at(
    paths: Sequence[Path],
    listed: Sequence[Path] | None,
    config: Path | None,
    ignored: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> Pointing:
    """What the user points at, by workspace.

    Args:
        paths: files, folders and globs. Without them and without a list: the workspace upward of where the
            user stands, or else every workspace below.
        listed: more of them, of which some may be gone by now or lie in no workspace.
        config: of the workspace that all of it belongs to, wherever it lies.
        ignored: with what git ignores.
        say: told how many of the list were passed over.

    Raises:
        ConfigError: nothing of it lies in a workspace, or workspaces have mistakes, all of which are told.
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
    """What was found of one workspace so far."""

    workspace: Workspace
    whole: bool = False
    paths: list[Path] = field(default_factory=list)
    listed: list[Path] = field(default_factory=list)

    def pointed(self, workspace: Workspace) -> Pointed:
        return Pointed(workspace) if self.whole else Pointed(workspace, tuple(self.paths), tuple(self.listed))


class _Sorting:
    """Sorts what is pointed at by workspace, each opened once."""

    def __init__(self, config: Path | None, ignored: bool, say: Callable[[str], None]) -> None:
        self._config, self._ignored, self._say = config, ignored, say
        self._configs: dict[Path, Path | None] = {}
        self._shares: dict[Path, _Share | None] = {}
        self._mistakes: list[str] = []
        self._strays: list[str] = []

    def take_here(self) -> None:
        """The workspace where the user stands, or those below."""
        here = Path.cwd()
        found = self._home(here)
        if not self._take_whole([found] if found else workspaces(here, ignored=self._ignored)):
            raise ConfigError(
                f"no {FILE} here or in any folder above, nor in one below",
                hint="samklang init writes one; or name one with --config.",
            )

    def take(self, path: Path) -> None:
        """What one argument points at."""
        if path.is_dir():
            self._take_folder(path)
        elif path.exists() or not GLOB_CHARACTERS.search(str(path)) or not self._take_matches(path):
            self._take_path(path)

    def take_listed(self, paths: Iterable[Path]) -> None:
        """What a list points at; what is deleted by now or lies in no workspace is no mistake there."""
        gone, astray = [], []
        for path in paths:
            if not path.exists():
                gone.append(path)
            elif not (home := self._home(path)):
                astray.append(path)
            elif path.is_dir():
                self._take_folder(path)
            else:
                self._take_file(path, home)
        self._pass_over(gone, "not there any more")
        self._pass_over(astray, "in no workspace")

    def _pass_over(self, paths: Sequence[Path], why: str) -> None:
        if paths:
            others = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
            self._say(f"{counted(len(paths), 'path')} of the list passed over, {why}: {paths[0]}{others}")

    def done(self) -> Pointing:
        """All of it; what was only looked into is left out."""
        shares = [share for share in self._shares.values() if share]
        shares = [share for share in shares if share.whole or share.paths or share.listed]
        if self._mistakes or (self._strays and not shares):
            raise ConfigError("\n".join(self._mistakes or self._strays))
        named = seen([share.workspace for share in shares])
        parts = [share.pointed(workspace) for share, workspace in zip(shares, named, strict=True)]
        return Pointing(parts, tuple(self._strays))

    def _take_whole(self, configs: Iterable[Path]) -> bool:
        """Workspaces as they are; whether there are any."""
        found = list(configs)
        for config in found:
            if share := self._share(config):
                share.whole = True
        return bool(found)

    def _take_folder(self, path: Path) -> None:
        """The workspaces below a folder, and what else is in it."""
        folder = absolute(path)
        nested = self._take_whole([] if self._config else workspaces(folder, ignored=self._ignored))
        if not nested or (self._home(path) and any(files(folder, ignored=self._wants_ignored(folder)))):
            self._take_path(path)

    def _take_path(self, path: Path) -> None:
        """A file or folder that the user named."""
        home = self._home(path)
        if home is None:
            self._strays.append(f"{path}: {_astray(path)}")
        elif share := self._share(home):
            share.paths.append(path)

    def _take_matches(self, glob: Path) -> bool:
        """The files that match a glob; whether there are any."""
        at = next(at for at, part in enumerate(glob.parts) if GLOB_CHARACTERS.search(part))
        folder = absolute(Path(*glob.parts[:at]))
        wanted = matcher(["/" + "/".join(glob.parts[at:])])
        matched = False
        for path in files(folder, ignored=self._wants_ignored(folder), nested=True):
            if wanted.match_file(path.relative_to(folder).as_posix()) and (home := self._home(path)):
                self._take_file(path, home)
                matched = True
        return matched

    def _take_file(self, path: Path, home: Path) -> None:
        """A file that was found, not named."""
        if share := self._share(home):
            share.listed.append(path)

    def _wants_ignored(self, folder: Path) -> bool:
        """Whether what git ignores is looked for in a folder."""
        home = self._home(folder)
        share = self._share(home) if home else None
        return not share.workspace.gitignore if share else self._ignored

    def _home(self, path: Path) -> Path | None:
        """The `samklang.yaml` that governs a path."""
        if self._config:
            return self._config
        folder = path if path.is_dir() else path.parent
        if folder not in self._configs:
            self._configs[folder] = find(folder)
        return self._configs[folder]

    def _share(self, config: Path) -> _Share | None:
        """Of a workspace; None where it has mistakes, which are kept."""
        key = config.parent.resolve() / config.name
        if key not in self._shares:
            try:
                workspace = load(config, VOCABULARY)
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
