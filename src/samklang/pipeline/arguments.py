"""What callers of the Python API pass, checked: each mistake is one line that says what was expected."""

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
"""Of one text. What is longer is a file, which `check` reads."""
T = TypeVar("T")


def kind(value: object) -> str:
    """The type of a value, as messages name it."""
    return type(value).__name__


def workspace(value: object) -> Workspace:
    """A workspace.

    Raises:
        ConfigError: it is something else.
    """
    if not isinstance(value, Workspace):
        raise ConfigError(f"a Workspace is expected, as samklang.open gives it, not {kind(value)}")
    return value


def path(value: object, name: str) -> Path:
    """A path of an argument with a name.

    Raises:
        ConfigError: it is none.
    """
    if not isinstance(value, str | os.PathLike) or not (text := os.fspath(value)):
        raise ConfigError(f"{name} takes a path, not {value!r}")
    if not isinstance(text, str) or "\0" in text:
        raise ConfigError(f"{name} takes a path, not {text!r}")
    return Path(text)


def folder(value: object) -> Path | None:
    """The folder of a cache; None for none.

    Raises:
        ConfigError: it is a file, or no path.
    """
    found = None if value is None else path(value, "cache")
    if found and found.exists() and not found.is_dir():
        raise ConfigError(f"cache takes a folder, and {found} is a file")
    return found


def several(values: Iterable[T], name: str) -> list[T]:
    """The values of a list; a single string is none.

    Raises:
        ConfigError: it is not several of anything.
    """
    if isinstance(values, str | bytes | os.PathLike) or not isinstance(values, Iterable):
        raise ConfigError(f"{name} takes a list, not {kind(values)}; put the one in brackets")
    return list(values)


def text(value: object, name: str) -> str:
    """Copy of an argument with a name.

    Raises:
        CollectError: it is no text, empty, too long, or holds half a character.
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
    """A language that samklang knows.

    Raises:
        ConfigError: it is another.
    """
    if value is not None and value not in CODES:
        raise ConfigError(f"no language {value!r}; valid: {', '.join(CODES)}")
    return value


def channel(of: Workspace, name: str | None) -> Channel | None:
    """A channel by its name.

    Raises:
        ConfigError: the workspace has none of that name.
    """
    if name is None:
        return None
    found = of.channel(name)
    if found is None:
        raise ConfigError(f"no channel {name!r}; {nearest(str(name), [one.name for one in of.channels])}")
    return found


def moment(of: Workspace, within: Channel | None, name: str | None) -> str | None:
    """A moment of a channel, or of any where none is named.

    Raises:
        ConfigError: there is none of that name.
    """
    channels = [within] if within else of.channels
    known = list(dict.fromkeys(one for of_channel in channels for one in of_channel.moments))
    if name is not None and name not in known:
        where = f"the channel {within.name!r}" if within else "the workspace"
        raise ConfigError(
            f"no moment {name!r}; {nearest(str(name), known)}" if known else f"{where} has no moments"
        )
    return name


def within(of: Workspace, value: object) -> Path:
    """A path that is there, and in the workspace.

    Raises:
        CollectError: it is missing, or elsewhere.
    """
    found = path(value, "paths")
    if not found.exists():
        raise CollectError(f"{found}: no such file or folder")
    if not Path(os.path.realpath(found.parent), found.name).resolve().is_relative_to(of.root.resolve()):
        raise CollectError(f"{found} is not in the workspace {of.root}")
    return found


def filename(of: Workspace, value: str | None, otherwise: str) -> str:
    """The name of a file that need not be there, from the workspace's folder, with forward slashes.

    Raises:
        ConfigError: it is no name, or one of a file elsewhere.
    """
    if value is None:
        return otherwise
    found = name_in(of, of.root / path(value, "filename"))
    if found == "." or found.startswith("../"):
        raise ConfigError(f"filename takes a path in the workspace's folder, not {str(value)!r}")
    return found
