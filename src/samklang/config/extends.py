"""`extends:` of a persona: another that it builds on, by its path or in an installed package.

The two become one mapping, in which every place is still that of the file that says it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from samklang.config.form import word
from samklang.config.source import YamlPath, YamlSource, read_yaml, shown
from samklang.errors import ConfigError

KEY = "extends"
PACKAGE = "package:"
DEEPEST = 10
"""Personas that may stand behind one another."""

Stands = dict[YamlPath, tuple[YamlSource, YamlPath]]


@dataclass(frozen=True)
class _Joined(YamlSource):
    """A file together with what it extends."""

    stands: Stands = field(repr=False)
    """By path of the whole: the file that says it, and its path there."""

    def at(self, path: YamlPath) -> str:
        while path not in self.stands:
            path = path[:-1]
        source, own = self.stands[path]
        return source.at(own)


class _Home(NamedTuple):
    """What a path may not leave: the workspace, or the folder of a package."""

    folder: Path
    package: str = ""

    def shown(self, path: Path) -> str:
        """A file of it as mistakes name it."""
        if self.package:
            return f"{PACKAGE}{self.package}/{path.relative_to(self.folder).as_posix()}"
        return shown(path)


def extended(source: YamlSource, path: Path, root: Path) -> YamlSource:
    """A persona with all that it extends.

    Args:
        source: the persona.
        path: of its file.
        root: the workspace's folder.

    Raises:
        ConfigError: what it extends cannot be had; with the place that says so.
    """
    return _extended(source, path.resolve(), _Home(root), ())


def _extended(source: YamlSource, path: Path, home: _Home, before: Sequence[Path]) -> YamlSource:
    told = source.data.get(KEY) if isinstance(source.data, dict) else None
    if not isinstance(told, str):
        return source
    chain = (*before, path)
    try:
        of, parent = _parent(told, path, home)
        if parent in chain:
            raise ConfigError("goes round in a circle: " + " → ".join(one.name for one in (*chain, parent)))
        if len(chain) > DEEPEST:
            raise ConfigError(f"more than {DEEPEST} personas stand behind one another")
        beneath = read_yaml(parent, of.shown(parent))
    except ConfigError as error:
        raise ConfigError(f"{source.at((KEY,))}: {KEY}: {error.message}") from error
    return _join(source, _extended(beneath, parent, of, chain))


def _parent(told: str, path: Path, home: _Home) -> tuple[_Home, Path]:
    """The file that `extends:` means, and what it belongs to."""
    if told.startswith(PACKAGE):
        package, _, inside = told.removeprefix(PACKAGE).partition("/")
        home = _package(package)
        parent = (home.folder / inside).resolve()
    else:
        parent = path.parent.joinpath(PurePosixPath(told)).resolve()
    if not parent.is_relative_to(home.folder):
        what = f"package {home.package}" if home.package else "workspace"
        raise ConfigError(f"{told} leaves the {what}; copy it there, or share it in a package of its own")
    return home, parent


def _package(name: str) -> _Home:
    """Where an installed package lies. It is found, not imported: none of its code runs."""
    try:
        spec = find_spec(name) if name.isidentifier() else None
    except ValueError:
        spec = None
    if spec is None or not spec.submodule_search_locations:
        raise ConfigError(
            f"no package {name!r} is installed; write {PACKAGE}NAME/PATH, NAME as Python imports it"
        )
    return _Home(Path(spec.submodule_search_locations[0]).resolve(), name)


def _join(own: YamlSource, parent: YamlSource) -> YamlSource:
    if not isinstance(parent.data, dict):
        raise ConfigError(f"{parent.name}:1:1: expected a mapping, as a persona is")
    joining = _Joining(own, parent)
    data = joining.mappings((), own.data, parent.data)
    return _Joined(own.name, own.file, data, own.places, joining.stands)


class _Joining:
    """Two personas on their way to be one: own keys win, lists are joined, `null` takes out."""

    def __init__(self, own: YamlSource, parent: YamlSource) -> None:
        self.stands: Stands = {}
        self._own, self._parent = own, parent

    def mappings(self, path: YamlPath, own: dict[str, Any], parent: dict[str, Any]) -> dict[str, Any]:
        """Both as one, at a path that is the same in both."""
        self.stands[path] = self._own, path
        found: dict[str, Any] = {}
        for key, value in parent.items():
            here = (*path, key)
            if key not in own:
                found[key] = self._take(self._parent, here, value, here)
            elif isinstance(own[key], dict) and isinstance(value, dict) and _is_opened(here):
                found[key] = self.mappings(here, own[key], value)
            elif isinstance(own[key], list) and isinstance(value, list):
                found[key] = self._lists(here, own[key], value)
            elif not _is_taken_out(here, own[key]):
                found[key] = self._take(self._own, here, own[key], here)
        new = {key: value for key, value in own.items() if key not in parent}
        return found | {key: self._take(self._own, (*path, key), new[key], (*path, key)) for key in new}

    def _lists(self, path: YamlPath, own: list[Any], parent: list[Any]) -> list[Any]:
        """The parent's first; what own says of the same thing stands for the parent's."""
        said = [_about(one) for one in own]
        kept = [(self._parent, at, one) for at, one in enumerate(parent) if _about(one) not in said]
        every = [*kept, *((self._own, at, one) for at, one in enumerate(own))]
        self.stands[path] = self._own, path
        return [
            self._take(source, (*path, there), one, (*path, at))
            for at, (source, there, one) in enumerate(every)
        ]

    def _take(self, source: YamlSource, there: YamlPath, value: Any, here: YamlPath) -> Any:
        """A value as it is, with whose each part of it is."""
        self.stands[here] = source, there
        parts = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        for key, part in parts:
            self._take(source, (*there, key), part, (*here, key))
        return value


def _is_opened(path: YamlPath) -> bool:
    """Whether two mappings are joined key by key; of others, own stands for the parent's whole."""
    return len(path) == 1 or path == ("terms", "prefer") or path[0] == "traits"


def _is_taken_out(path: YamlPath, value: Any) -> bool:
    return value is None or (path[0] == "traits" and word(value) == "off")


def _about(one: Any) -> Any:
    """What an entry of a list is about: a term in a language, or all that it says."""
    return (one["term"], one.get("language")) if isinstance(one, dict) and "term" in one else (one, None)
