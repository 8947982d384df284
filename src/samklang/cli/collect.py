"""`samklang collect`: what was read as what."""

from __future__ import annotations

from pathlib import Path

import click

from samklang.cli.shared import check_channel, config_option, open_workspace, watching, write
from samklang.pipeline import look
from samklang.reporters.reading import render


@click.command(name="collect")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@config_option
@click.option("--channel", help="Only this channel.")
@click.option("--show", is_flag=True, help="Print every passage, with its place.")
def command(paths: tuple[Path, ...], config: Path | None, channel: str | None, show: bool) -> int:
    """Show what samklang sees: passages by format, channel and language, and what was not read, and why.

    PATH is a file or a folder; without any, the files of every channel. Exits 2 where a file that
    should be read could not be.
    """
    near = paths[0] if paths and paths[0].exists() else Path.cwd()
    workspace = open_workspace(config, near)
    check_channel(workspace, channel)
    with watching() as watcher:
        reading = look(workspace, watcher, paths, channel)
    write(render(reading, show), None)
    return 2 if reading.problems or any(one.failed for one in reading.skipped) else 0
