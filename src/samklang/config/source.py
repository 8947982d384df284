"""YAML files as plain data, with the offset of every key and value, so that mistakes can name their line."""

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
    """A YAML file as plain data."""

    name: str
    file: FileText
    data: Any
    offsets: dict[YamlPath, int] = field(repr=False)
    """Where each path begins in the file, in code points."""

    def offset(self, path: YamlPath) -> int:
        """The offset of a path, or of the innermost part of it that exists."""
        while path and path not in self.offsets:
            path = path[:-1]
        return self.offsets.get(path, 0)

    def keys(self, *path: str) -> tuple[str, ...]:
        """The keys of the mapping at a path, valid or not; none if there is no mapping."""
        value = self.data
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        return tuple(value) if isinstance(value, dict) else ()

    def location(self, path: YamlPath) -> str:
        """`file:line:column` of a path."""
        line, column = self.file.position(self.offset(path))
        return f"{self.name}:{line}:{column}"


def shown(path: Path) -> str:
    """A path as the user would type it, relative to the current folder if that is not far away."""
    relative = os.path.relpath(path)
    return str(path) if Path(relative).parts[:3] == ("..",) * 3 else Path(relative).as_posix()


def read_yaml(path: Path, name: str) -> YamlSource:
    """Reads one YAML document safely: no tags, bounded in depth and size.

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
        raise ConfigError(f"{name}: is not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        raise ConfigError(_located(name, error.problem_mark, f"broken YAML: {error.problem}")) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ConfigError(f"{name}: broken YAML: {str(error).splitlines()[0]}") from error
    builder = _Builder(name)
    data = builder.build(node, (), 0) if node else None
    return YamlSource(name, FileText(text), data, builder.offsets)


def _located(name: str, mark: Any, message: str) -> str:
    """A message after its file, and after line and column if they are known."""
    return f"{name}:{mark.line + 1}:{mark.column + 1}: {message}" if mark else f"{name}: {message}"


class _Builder:
    """Builds plain data from YAML nodes and keeps their offsets."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.offsets: dict[YamlPath, int] = {}
        self._scalars = yaml.constructor.SafeConstructor()
        self._nodes = 0

    def build(self, node: yaml.Node, path: YamlPath, depth: int) -> Any:
        self._nodes += 1
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            raise self._error(node, f"too large: more than {MAX_DEPTH} levels or {MAX_NODES:,} values")
        self.offsets.setdefault(path, node.start_mark.index)
        if isinstance(node, yaml.CollectionNode) and node.tag not in _COLLECTIONS:
            raise self._tag_error(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, index), depth + 1) for index, item in enumerate(node.value)]
        try:
            return self._scalars.construct_object(node)
        except yaml.YAMLError as error:
            raise self._tag_error(node) from error

    def _mapping(self, node: yaml.MappingNode, path: YamlPath, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._error(key_node, "expected a plain word as the key")
            key = str(key_node.value)
            if key in mapping:
                raise self._error(key_node, f"the key {key!r} is there twice; remove one or merge them")
            self.offsets[(*path, key)] = key_node.start_mark.index
            mapping[key] = self.build(value_node, (*path, key), depth + 1)
        return mapping

    def _tag_error(self, node: yaml.Node) -> ConfigError:
        return self._error(
            node, f"YAML of type {node.tag} is not allowed; write plain values, lists and mappings"
        )

    def _error(self, node: yaml.Node, message: str) -> ConfigError:
        return ConfigError(_located(self.name, node.start_mark, message))
