"""`samklang report`: the HTML report."""

from __future__ import annotations

from pathlib import Path

import click

from samklang.cli.progress import watching
from samklang.cli.shared import (
    cache_options,
    caching,
    config_option,
    open_workspace,
    progress_option,
    write,
)
from samklang.pipeline import check
from samklang.reporters import REPORTERS, Display


@click.command(name="report")
@config_option
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write it; by default reports/BRAND.html in the workspace.",
)
@cache_options
@progress_option
def command(
    config: Path | None, output: Path | None, folder: Path | None, cached: bool, progress: bool
) -> int:
    """Write the HTML report of the whole workspace: one file, which needs nothing else.

    Exits 0 when it is written, whatever it says; 2 when not all could be read.
    """
    workspace = open_workspace(config, Path.cwd())
    with watching(progress) as watcher, caching(workspace, folder, cached) as cache:
        report = check(workspace, watcher, cache=cache)
    name = "".join(char if char.isalnum() else "-" for char in report.brand.lower())
    path = output or workspace.root / "reports" / f"{name}.html"
    write(REPORTERS["html"](report, Display()), path)
    click.echo(f"{report.verdict}; written to {path}")
    return report.exit if report.exit == 2 else 0
