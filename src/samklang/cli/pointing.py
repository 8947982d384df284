"""What the user points at: paths, globs, a list of paths, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from samklang.cli.listing import paths_in
from samklang.cli.shared import check_channel, warn
from samklang.frontends import commands
from samklang.frontends.commands import Pointed, Pointing
from samklang.model import Workspace

C = TypeVar("C", bound=Callable[..., Any])

_files_from = click.option(
    "--files-from",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Also what the paths in this file point at: one a line, or apart by NULs. - is standard input.",
)
_no_ignore = click.option("--no-ignore", "ignored", is_flag=True, help="Also what git ignores.")


def pointing_options(command: C) -> C:
    """`--files-from FILE` and `--no-ignore`."""
    return _files_from(_no_ignore(command))


def pointed_at(
    paths: Sequence[Path], files_from: Path | None, config: Path | None, ignored: bool = False
) -> Pointing:
    """What the user points at, by workspace.

    Args:
        paths: files, folders and globs. Without them and without a list: the workspace upward of where the
            user stands, or else every workspace below.
        files_from: a file with more, one a line.
        config: of the workspace that all of it belongs to, wherever it lies.
        ignored: with what git ignores.

    Raises:
        ConfigError: nothing of it lies in a workspace, or workspaces have mistakes, all of which are named.
        CollectError: the list cannot be read.
    """
    listed = None if files_from is None else paths_in(files_from)
    return commands.pointed_at(paths, listed, config, ignored, warn)


def workspaces_here(config: Path | None) -> list[Workspace]:
    """The workspace of `--config`, else that upward of where the user stands, else those below.

    Raises:
        ConfigError: there is none, or they have mistakes, all of which are told.
    """
    return [part.workspace for part in pointed_at((), None, config).parts]


def of_channel(parts: Sequence[Pointed], channel: str | None) -> list[Pointed]:
    """Those that have a channel, where one is asked for.

    Raises:
        BadParameter: none has it.
    """
    check_channel(channel, *(part.workspace for part in parts))
    return [part for part in parts if channel is None or part.workspace.channel(channel)]
