"""Checks the arguments of the Python API: each mistake is one line that says what is expected."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from samklang.errors import CollectError, ConfigError
from samklang.languages import CODES
from samklang.model import Channel, Workspace
from samklang.sources.collect import name_in
from samklang.words import nearest

MOST_CHARACTERS = 1_000_000
"""Of one text. Longer copy is to be in a file, which `check` reads."""
T = TypeVar("T")


def kind(value: object) -> str:
    """The type of a value, as messages name it."""
    return type(value).__name__


def workspace(value: object) -> Workspace:
    """The workspace.

    Raises:
        ConfigError: the value is no workspace.
    """
    if not isinstance(value, Workspace):
        raise ConfigError(f"a Workspace is expected, as samklang.open gives it, not {kind(value)}")
    return value


def path(value: object, name: str) -> Path:
    """The path.

    Args:
        value: as the caller gave it.
        name: of the argument, for the message.

    Raises:
        ConfigError: the value is no path.
    """
    if not isinstance(value, str | os.PathLike) or not (text := os.fspath(value)):
        raise ConfigError(f"{name} takes a path, not {value!r}")
    if not isinstance(text, str) or "\0" in text:
        raise ConfigError(f"{name} takes a path, not {text!r}")
    return Path(text)


def folder(value: object) -> Path | None:
    """The folder of a cache; None where the caller gave none.

    Raises:
        ConfigError: the value is a file, or no path.
    """
    cache = None if value is None else path(value, "cache")
    if cache and cache.exists() and not cache.is_dir():
        raise ConfigError(f"cache takes a folder, and {cache} is a file")
    return cache


def several(values: Iterable[T], name: str) -> list[T]:
    """The values as a list.

    Args:
        values: as the caller gave them.
        name: of the argument, for the message.

    Raises:
        ConfigError: they are one string or path, or no list at all.
    """
    if isinstance(values, str | bytes | os.PathLike) or not isinstance(values, Iterable):
        raise ConfigError(f"{name} takes a list, not {kind(values)}; put a single value in brackets")
    return list(values)


def text(value: object, name: str) -> str:
    """The text.

    Args:
        value: as the caller gave it.
        name: of the argument, for the message.

    Raises:
        CollectError: the value is no text, is empty or too long, or holds half a character.
    """
    if not isinstance(value, str):
        raise CollectError(f"{name} takes a str, not {kind(value)}")
    if not value.strip():
        raise CollectError(f"{name} is empty")
    if len(value) > MOST_CHARACTERS:
        most = f"{MOST_CHARACTERS:,} at most; check reads longer copy from files"
        raise CollectError(f"{name} has {len(value):,} characters: {most}")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise CollectError(f"{name} holds half a character (a surrogate) at {error.start}") from error
    return value


def language(value: str | None) -> str | None:
    """The code of a language that samklang scores; None where the caller gave none.

    Raises:
        ConfigError: samklang does not score the language.
    """
    if value is not None and value not in CODES:
        raise ConfigError(f"no language {value!r}; valid: {', '.join(CODES)}")
    return value


def channel(workspace: Workspace, name: str | None) -> Channel | None:
    """The channel of a name; None without a name.

    Raises:
        ConfigError: the workspace has none of that name.
    """
    if name is None:
        return None
    channel = workspace.channel(name)
    if channel is None:
        names = [channel.name for channel in workspace.channels]
        raise ConfigError(f"no channel {name!r}; {nearest(str(name), names)}")
    return channel


def moment(workspace: Workspace, channel: Channel | None, name: str | None) -> str | None:
    """The name of a moment of a channel, or of any channel where `channel` is None.

    Raises:
        ConfigError: there is none of that name.
    """
    channels = [channel] if channel else workspace.channels
    known = list(dict.fromkeys(moment for each in channels for moment in each.moments))
    if name is not None and name not in known:
        where = f"the channel {channel.name!r}" if channel else "the workspace"
        raise ConfigError(
            f"no moment {name!r}; {nearest(str(name), known)}" if known else f"{where} has no moments"
        )
    return name


def path_in(workspace: Workspace, value: object) -> Path:
    """The path of an existing file or folder in the workspace.

    Raises:
        CollectError: the path does not exist, or is outside the workspace.
    """
    given = path(value, "paths")
    if not given.exists():
        raise CollectError(f"{given}: no such file or folder")
    resolved = Path(os.path.realpath(given.parent), given.name).resolve()
    if not resolved.is_relative_to(workspace.root.resolve()):
        raise CollectError(f"{given} is not in the workspace {workspace.root}")
    return given


def filename(workspace: Workspace, value: str | None, default: str) -> str:
    """The name of a file, which need not exist, from the workspace's folder, with forward slashes.

    Raises:
        ConfigError: the value is no path, or one outside the workspace.
    """
    if value is None:
        return default
    name = name_in(workspace, workspace.root / path(value, "filename"))
    if name == "." or name.startswith("../"):
        raise ConfigError(f"filename takes a path in the workspace's folder, not {str(value)!r}")
    return name
