"""YAML that remembers its lines: plain data, and where every key and value of it stands."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from samklang.errors import ConfigError
from samklang.model import FileText

YamlPath = tuple[str | int, ...]
_COLLECTIONS = ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")
MAX_DEPTH = 20
MAX_NODES = 50_000


@dataclass(frozen=True)
class YamlSource:
    """A YAML file as plain data, with the offset of each key by its path."""

    name: str
    file: FileText
    data: Any
    places: dict[YamlPath, int] = field(repr=False)

    def place(self, path: YamlPath) -> int:
        """The offset at which a path stands, or the nearest part of it that is there."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, 0)

    def keys(self, *path: str) -> tuple[str, ...]:
        """The keys of the mapping at a path, be they valid or not; none where there is no mapping."""
        found = self.data
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        return tuple(found) if isinstance(found, dict) else ()

    def at(self, path: YamlPath) -> str:
        """`file:line:column` of a path."""
        line, column = self.file.position(self.place(path))
        return f"{self.name}:{line}:{column}"


def shown(path: Path) -> str:
    """A path as the user would type it from where they stand."""
    relative = os.path.relpath(path)
    return str(path) if Path(relative).parts[:3] == ("..",) * 3 else Path(relative).as_posix()


def read_yaml(path: Path, name: str) -> YamlSource:
    """Reads one YAML document safely: no tags, no anchors, bounded in depth and size.

    Raises:
        ConfigError: with file, line, column and what is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except FileNotFoundError as error:
        raise ConfigError(f"{name}: no such file") from error
    except OSError as error:
        raise ConfigError(f"{name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{name}: is not UTF-8 at byte {error.start}", hint="Save it as UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        raise ConfigError(_where(name, error.problem_mark, f"broken YAML: {error.problem}")) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ConfigError(f"{name}: broken YAML: {str(error).splitlines()[0]}") from error
    builder = _Builder(name)
    data = builder.build(node, (), 0) if node else None
    return YamlSource(name, FileText(text), data, builder.places)


def _where(name: str, mark: Any, message: str) -> str:
    return f"{name}:{mark.line + 1}:{mark.column + 1}: {message}" if mark else f"{name}: {message}"


class _Builder:
    def __init__(self, name: str) -> None:
        self.name = name
        self.places: dict[YamlPath, int] = {}
        self._scalars = yaml.constructor.SafeConstructor()
        self._nodes = 0

    def build(self, node: yaml.Node, path: YamlPath, depth: int) -> Any:
        self._nodes += 1
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            raise self._error(node, f"more than {MAX_DEPTH} levels or {MAX_NODES:,} values")
        self.places.setdefault(path, node.start_mark.index)
        if isinstance(node, yaml.CollectionNode) and node.tag not in _COLLECTIONS:
            raise self._error(node, f"a value of type {node.tag} is not allowed")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, at), depth + 1) for at, item in enumerate(node.value)]
        try:
            return self._scalars.construct_object(node)
        except yaml.YAMLError as error:
            raise self._error(node, f"a value of type {node.tag} is not allowed") from error

    def _mapping(self, node: yaml.MappingNode, path: YamlPath, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._error(key_node, "a key must be a plain word")
            key = str(key_node.value)
            if key in found:
                raise self._error(key_node, f"{key!r} stands here twice")
            self.places[(*path, key)] = key_node.start_mark.index
            found[key] = self.build(value_node, (*path, key), depth + 1)
        return found

    def _error(self, node: yaml.Node, message: str) -> ConfigError:
        return ConfigError(_where(self.name, node.start_mark, message))
