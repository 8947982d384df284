"""What several commands use: shared options, the workspace, its cache, and writing output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from samklang.cli.setting import setting
from samklang.errors import ConfigError, OutputError
from samklang.frontends.commands import FILE, Store, channel_names, find, load_workspace
from samklang.model import Workspace

C = TypeVar("C", bound=Callable[..., Any])
FOLDER = ".samklang"
"""The folder in a workspace where samklang keeps its cache."""

config_option = setting(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    envvar="SAMKLANG_CONFIG",
    help=f"The workspace's {FILE}; by default the nearest one, in this folder or above.",
)

progress_option = setting(
    "--progress/--no-progress",
    "show_progress",
    default=True,
    envvar="SAMKLANG_PROGRESS",
    help="Show progress on standard error; on by default.",
)
cache_place = setting(
    "--cache",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="SAMKLANG_CACHE",
    help=f"Folder of the cache; by default {FOLDER} in the workspace.",
)
_cache_switch = click.option(
    "--no-cache", "cached", flag_value=False, default=True, help="Neither read nor write the cache."
)


def _channels(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    path = ctx.params.get("config") or find(Path.cwd())
    return [name for name in channel_names(path) if name.startswith(incomplete)] if path else []


channel_option = click.option("--channel", help="Use only this channel.", shell_complete=_channels)


def cache_options(command: C) -> C:
    """`--cache FOLDER` and `--no-cache`."""
    return cache_place(_cache_switch(command))


def open_workspace(config: Path | None, near: Path) -> Workspace:
    """The workspace of `--config`, else the nearest one in the folder of a path or above.

    Raises:
        ConfigError: there is none, or it has mistakes.
    """
    path = config or find(near)
    if path is None:
        raise ConfigError(
            f"no {FILE} here or in any folder above",
            hint="Write one with samklang init, or name one with --config.",
        )
    return load_workspace(path)


def check_channel(channel: str | None, *workspaces: Workspace, param_hint: str = "--channel") -> None:
    """Refuses a channel that no workspace has.

    Args:
        param_hint: the option or argument that named the channel.

    Raises:
        BadParameter: no workspace has the channel; the message lists those that exist.
    """
    if channel and not any(workspace.channel(channel) for workspace in workspaces):
        names = [known.name for workspace in workspaces for known in workspace.channels]
        known = ", ".join(dict.fromkeys(names))
        raise click.BadParameter(f"no channel {channel!r}; the workspace has {known}", param_hint=param_hint)


def in_ci() -> bool:
    """Whether this runs in continuous integration, where written files are not kept."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


@contextmanager
def caching(workspace: Workspace | None, folder: Path | None, cached: bool) -> Iterator[Store]:
    """The cache of `--cache`, else that of the workspace; without either, one in memory for this run."""
    default = workspace.root / FOLDER if workspace else None
    with Store((folder or default) if cached else None, warn) as store:
        yield store


def warn(message: str) -> None:
    """Prints a message on standard error that needs no action."""
    click.echo(f"samklang: {message}", err=True)


def write(text: str, output: Path | None) -> None:
    """Writes to a file, whole or not at all, or to standard output.

    Raises:
        OutputError: the file cannot be written.
    """
    if output is None:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        draft = output.with_name(f".{output.name}.{os.getpid()}")
        draft.write_text(text, encoding="utf-8")
        draft.replace(output)
    except OSError as error:
        raise OutputError(f"{output}: cannot be written: {error.strerror}") from error
