"""`samklang check`: findings."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from samklang.cli.progress import watching
from samklang.cli.shared import (
    cache_options,
    caching,
    check_channel,
    config_option,
    open_workspace,
    progress_option,
    write,
)
from samklang.model import Level, Source
from samklang.pipeline import check
from samklang.reporters import REPORTERS, Display


@click.command(name="check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@config_option
@click.option("--channel", help="Only this channel.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(REPORTERS)),
    default="text",
    show_default=True,
    help="How to say it.",
)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of standard output."
)
@click.option(
    "--fail-on", type=click.Choice([level.value for level in Level]), help="Exit 1 at this level or over."
)
@click.option("--stdin-filename", help="Check standard input as if it were this file; PATH is then -.")
@cache_options
@progress_option
def command(
    paths: tuple[Path, ...],
    config: Path | None,
    channel: str | None,
    form: str,
    output: Path | None,
    fail_on: str | None,
    stdin_filename: str | None,
    folder: Path | None,
    cached: bool,
    progress: bool,
) -> int:
    """Hold copy against the persona and the customers' needs.

    PATH is a file or a folder; without any, every channel of the workspace is checked whole.
    Needs are judged only for channels that are checked whole.
    """
    stdin = None
    if stdin_filename or paths == (Path("-"),):
        stdin = Source(
            name=stdin_filename or "stdin.txt", path=None, data=sys.stdin.buffer.read(), named=True
        )
        paths = ()
    near = paths[0] if paths and paths[0].exists() else Path(stdin_filename or ".")
    workspace = open_workspace(config, near if near.exists() else Path.cwd())
    check_channel(workspace, channel)
    level = Level(fail_on) if fail_on else None
    with watching(progress) as watcher, caching(workspace, folder, cached) as cache:
        report = check(workspace, watcher, paths, channel, level, stdin, cache)
    write(REPORTERS[form](report, display(output)), output)
    if output:
        click.echo(f"{report.verdict}; written to {output}", err=True)
    return report.exit


def display(output: Path | None) -> Display:
    """As wide as the terminal, and coloured only where someone sees colours."""
    terminal = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size((80, 24)).columns
    return Display(width=min(width, 100), colour=terminal and "NO_COLOR" not in os.environ)
