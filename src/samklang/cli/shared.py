"""What several commands need: the workspace, its cache, a place to write to."""

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
"""What samklang keeps in a workspace."""

config_option = setting(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    envvar="SAMKLANG_CONFIG",
    help=f"The workspace's {FILE}; by default the nearest one upward.",
)

progress_option = setting(
    "--progress/--no-progress",
    "show_progress",
    default=True,
    envvar="SAMKLANG_PROGRESS",
    help="Whether to tell on standard error how the work goes.",
)
cache_place = setting(
    "--cache",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="SAMKLANG_CACHE",
    help=f"Folder of the cache; by default {FOLDER} in the workspace.",
)
_cache_switch = click.option("--no-cache", "cached", flag_value=False, default=True, help="Remember nothing.")


def _channels(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    path = ctx.params.get("config") or find(Path.cwd())
    return [name for name in channel_names(path) if name.startswith(incomplete)] if path else []


channel_option = click.option("--channel", help="Only this channel.", shell_complete=_channels)


def cache_options(command: C) -> C:
    """`--cache FOLDER` and `--no-cache`."""
    return cache_place(_cache_switch(command))


def open_workspace(config: Path | None, near: Path) -> Workspace:
    """The workspace of `--config`, else the nearest one upward of a path.

    Raises:
        ConfigError: there is none, or it has mistakes.
    """
    path = config or find(near)
    if path is None:
        raise ConfigError(
            f"no {FILE} here or in any folder above",
            hint="samklang init writes one; or name one with --config.",
        )
    return load_workspace(path)


def check_channel(channel: str | None, *workspaces: Workspace, said: str = "--channel") -> None:
    """Complain of a channel that no workspace has, by the option or argument that said it.

    Raises:
        BadParameter: with the channels that there are.
    """
    if channel and not any(one.channel(channel) for one in workspaces):
        known = ", ".join(dict.fromkeys(channel.name for one in workspaces for channel in one.channels))
        raise click.BadParameter(f"no channel {channel!r}; the workspace has {known}", param_hint=said)


def in_ci() -> bool:
    """Whether a machine runs this, where nothing that is written would be kept."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


@contextmanager
def caching(workspace: Workspace | None, folder: Path | None, cached: bool) -> Iterator[Store]:
    """The cache: where `--cache` says, else in the workspace's folder; without either, of this run alone."""
    own = workspace.root / FOLDER if workspace else None
    with Store((folder or own) if cached else None, warn) as store:
        yield store


def warn(message: str) -> None:
    """Says on standard error what nobody has to act on."""
    click.echo(f"samklang: {message}", err=True)


def write(text: str, output: Path | None) -> None:
    """Writes to a file, all or nothing, or to standard output.

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
