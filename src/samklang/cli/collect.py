"""`samklang collect`: what was read as what."""

from __future__ import annotations

from pathlib import Path

import click

from samklang.cli.progress import watching
from samklang.cli.shared import (
    cache_options,
    caching,
    channel_option,
    check_channel,
    config_option,
    open_workspace,
    progress_option,
    write,
)
from samklang.pipeline import look
from samklang.reporters.reading import render


@click.command(name="collect")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@config_option
@channel_option
@click.option("--show", is_flag=True, help="Print every passage, with its place.")
@cache_options
@progress_option
def command(
    paths: tuple[Path, ...],
    config: Path | None,
    channel: str | None,
    show: bool,
    folder: Path | None,
    cached: bool,
    progress: bool,
) -> int:
    """Show what samklang sees: passages by format, channel and language, and what was not read, and why.

    PATH is a file or a folder; without any, the files of every channel. Exits 2 where a file that
    should be read could not be.
    """
    near = paths[0] if paths and paths[0].exists() else Path.cwd()
    workspace = open_workspace(config, near)
    check_channel(workspace, channel)
    with watching(progress) as watcher, caching(workspace, folder, cached) as cache:
        reading = look(workspace, watcher, paths, channel, cache)
    write(render(reading, show), None)
    return 2 if reading.problems or any(one.failed for one in reading.skipped) else 0
