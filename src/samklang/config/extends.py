"""`extends:` of a persona: another persona that it builds on, by its path or in an installed package.

The two are merged into one mapping, in which each value keeps the location of the file that it comes from.
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
MAX_PARENTS = 10
"""How many personas a chain of `extends:` may have beside the first."""

Origins = dict[YamlPath, tuple[YamlSource, YamlPath]]


@dataclass(frozen=True)
class _Merged(YamlSource):
    """A file merged with what it extends."""

    origins: Origins = field(repr=False)
    """By path in the merged data: the file that the value comes from, and its path there."""

    def location(self, path: YamlPath) -> str:
        while path not in self.origins:
            path = path[:-1]
        source, original_path = self.origins[path]
        return source.location(original_path)


class _Home(NamedTuple):
    """The folder that paths of `extends:` may not leave: the workspace's, or that of a package."""

    folder: Path
    package: str = ""

    def shown(self, path: Path) -> str:
        """A file of it as mistakes name it."""
        if self.package:
            return f"{PACKAGE}{self.package}/{path.relative_to(self.folder).as_posix()}"
        return shown(path)


def with_parents(source: YamlSource, path: Path, root: Path) -> YamlSource:
    """A persona merged with all personas that it extends.

    Args:
        source: the persona.
        path: of its file.
        root: the workspace's folder.

    Raises:
        ConfigError: a persona that it extends cannot be read; with the location of that `extends:`.
    """
    return _with_parents(source, path.resolve(), _Home(root), ())


def _with_parents(source: YamlSource, path: Path, home: _Home, children: Sequence[Path]) -> YamlSource:
    """See `with_parents`; `children` are the files that led here through their `extends:`."""
    reference = source.data.get(KEY) if isinstance(source.data, dict) else None
    if not isinstance(reference, str):
        return source
    chain = (*children, path)
    try:
        parent_home, parent = _parent(reference, path, home)
        if parent in chain:
            circle = " → ".join(file.name for file in (*chain, parent))
            raise ConfigError(f"the personas extend each other in a circle: {circle}")
        if len(chain) > MAX_PARENTS:
            raise ConfigError(f"the chain of extends: is longer than {MAX_PARENTS} personas; shorten it")
        parent_source = read_yaml(parent, parent_home.shown(parent))
    except ConfigError as error:
        raise ConfigError(f"{source.location((KEY,))}: {KEY}: {error.message}") from error
    return _merge(source, _with_parents(parent_source, parent, parent_home, chain))


def _parent(reference: str, path: Path, home: _Home) -> tuple[_Home, Path]:
    """The file that an `extends:` refers to, and the folder that it may not leave."""
    if reference.startswith(PACKAGE):
        package, _, inside = reference.removeprefix(PACKAGE).partition("/")
        home = _package(package)
        parent = (home.folder / inside).resolve()
    else:
        parent = path.parent.joinpath(PurePosixPath(reference)).resolve()
    if not parent.is_relative_to(home.folder):
        what = f"package {home.package}" if home.package else "workspace"
        raise ConfigError(
            f"{reference} leaves the {what}; copy that persona into it, or share it in a package of its own"
        )
    return home, parent


def _package(name: str) -> _Home:
    """The folder of an installed package. It is only located, not imported: none of its code runs."""
    try:
        spec = find_spec(name) if name.isidentifier() else None
    except ValueError:
        spec = None
    if spec is None or not spec.submodule_search_locations:
        raise ConfigError(
            f"no package {name!r} is installed; write {PACKAGE}NAME/PATH, with NAME as Python imports it"
        )
    return _Home(Path(spec.submodule_search_locations[0]).resolve(), name)


def _merge(child: YamlSource, parent: YamlSource) -> YamlSource:
    if not isinstance(parent.data, dict):
        raise ConfigError(f"{parent.name}:1:1: expected a mapping, as every persona is")
    merger = _Merger(child, parent)
    data = merger.mappings((), child.data, parent.data)
    return _Merged(child.name, child.file, data, child.offsets, merger.origins)


class _Merger:
    """Merges two personas: the child's keys take precedence, lists are joined, `null` removes a key."""

    def __init__(self, child: YamlSource, parent: YamlSource) -> None:
        self.origins: Origins = {}
        self._child, self._parent = child, parent

    def mappings(self, path: YamlPath, child: dict[str, Any], parent: dict[str, Any]) -> dict[str, Any]:
        """Two mappings merged, at a path that is the same in both."""
        self.origins[path] = self._child, path
        merged: dict[str, Any] = {}
        for key, value in parent.items():
            here = (*path, key)
            if key not in child:
                merged[key] = self._take(self._parent, here, value, here)
            elif isinstance(child[key], dict) and isinstance(value, dict) and _is_merged_by_key(here):
                merged[key] = self.mappings(here, child[key], value)
            elif isinstance(child[key], list) and isinstance(value, list):
                merged[key] = self._lists(here, child[key], value)
            elif not _is_removal(here, child[key]):
                merged[key] = self._take(self._child, here, child[key], here)
        new = {key: value for key, value in child.items() if key not in parent}
        return merged | {key: self._take(self._child, (*path, key), new[key], (*path, key)) for key in new}

    def _lists(self, path: YamlPath, child: list[Any], parent: list[Any]) -> list[Any]:
        """The parent's items, without those whose subject the child has an item for, then the child's."""
        subjects = [_subject(item) for item in child]
        items = [
            *((self._parent, i, item) for i, item in enumerate(parent) if _subject(item) not in subjects),
            *((self._child, i, item) for i, item in enumerate(child)),
        ]
        self.origins[path] = self._child, path
        return [
            self._take(source, (*path, original_index), item, (*path, index))
            for index, (source, original_index, item) in enumerate(items)
        ]

    def _take(self, source: YamlSource, original_path: YamlPath, value: Any, path: YamlPath) -> Any:
        """A value of one of the files, unchanged; keeps the origin of each of its parts."""
        self.origins[path] = source, original_path
        parts = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        for key, part in parts:
            self._take(source, (*original_path, key), part, (*path, key))
        return value


def _is_merged_by_key(path: YamlPath) -> bool:
    """Whether two mappings are merged key by key; if not, the child's replaces the parent's."""
    return len(path) == 1 or path == ("terms", "prefer") or path[0] == "traits"


def _is_removal(path: YamlPath, value: Any) -> bool:
    """Whether a child's value removes the parent's key."""
    return value is None or (path[0] == "traits" and word(value) == "off")


def _subject(item: Any) -> Any:
    """What an item of a list is about: its term and language if it has a term, else the item itself."""
    return (item["term"], item.get("language")) if isinstance(item, dict) and "term" in item else (item, None)
