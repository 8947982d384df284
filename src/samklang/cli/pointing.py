"""What to check: paths, globs, a list of paths, or, without any, whole workspaces."""

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
    help="File with more PATHS: one per line, or separated by NULs. - is standard input.",
)
_no_ignore = click.option("--no-ignore", "ignored", is_flag=True, help="Read files that git ignores too.")


def pointing_options(command: C) -> C:
    """`--files-from FILE` and `--no-ignore`."""
    return _files_from(_no_ignore(command))


def pointed_at(
    paths: Sequence[Path], files_from: Path | None, config: Path | None, ignored: bool = False
) -> Pointing:
    """What to read, by workspace.

    Args:
        paths: files, folders and globs. Without them and without a list: the nearest workspace, in this
            folder or above, or else every workspace below.
        files_from: a file with more paths, one per line.
        config: the samklang.yaml of the workspace that every path is to belong to, wherever it is.
        ignored: whether to read files that git ignores.

    Raises:
        ConfigError: no path is in a workspace, or workspaces have mistakes; the message lists them all.
        CollectError: the list cannot be read.
    """
    listed = None if files_from is None else paths_in(files_from)
    return commands.pointed_at(paths, listed, config, ignored, warn)


def workspaces_here(config: Path | None) -> list[Workspace]:
    """The workspace of `--config`, else the nearest in the current folder or above, else all below.

    Raises:
        ConfigError: there is none, or some have mistakes; the message lists them all.
    """
    return [part.workspace for part in pointed_at((), None, config).parts]


def of_channel(parts: Sequence[Pointed], channel: str | None) -> list[Pointed]:
    """The parts whose workspace has the channel; all, where no channel is given.

    Raises:
        BadParameter: no workspace has the channel.
    """
    check_channel(channel, *(part.workspace for part in parts))
    return [part for part in parts if channel is None or part.workspace.channel(channel)]
