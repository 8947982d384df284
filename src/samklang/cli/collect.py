"""`samklang collect`: shows how each file was read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from samklang.cli.pointing import of_channel, pointed_at, pointing_options
from samklang.cli.progress import reporting_progress
from samklang.cli.shared import (
    cache_options,
    caching,
    channel_option,
    config_option,
    progress_option,
    write,
)
from samklang.errors import Exit
from samklang.frontends.commands import merge_readings, read_copy, reading_text


@click.command(name="collect")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@config_option
@channel_option
@click.option("--show", is_flag=True, help="Print every passage, with its file and line.")
@pointing_options
@cache_options
@progress_option
def command(
    paths: tuple[Path, ...],
    config: Path | None,
    channel: str | None,
    show: bool,
    files_from: Path | None,
    ignored: bool,
    folder: Path | None,
    cached: bool,
    show_progress: bool,
) -> int:
    """Show the passages by format, channel and language, and the files that are not read, and why.

    PATH is a file, a folder or a glob, in any workspace; without PATHS, the files of every channel. Exits 2
    when a file that should be read could not be.
    """
    pointing = pointed_at(paths, files_from, config, ignored)
    readings = []
    with reporting_progress(show_progress) as progress:
        for workspace, pointed, listed in of_channel(pointing.parts, channel):
            with caching(workspace, folder, cached) as cache:
                readings.append(
                    (workspace.folder, read_copy(workspace, progress, pointed, channel, cache, listed))
                )
    reading = merge_readings(readings)
    reading = replace(reading, problems=(*pointing.strays, *reading.problems))
    write(reading_text(reading, show), None)
    unread = reading.problems or any(skipped.failed for skipped in reading.skipped)
    return Exit.USER_ERROR if unread else Exit.IN_TUNE
