"""`samklang report`: the HTML report."""

from __future__ import annotations

from pathlib import Path

import click

from samklang.cli.outputs import joined
from samklang.cli.pointing import workspaces_here
from samklang.cli.progress import reporting_progress
from samklang.cli.shared import cache_options, caching, config_option, progress_option, write
from samklang.errors import Exit
from samklang.frontends.commands import REPORTERS, Display, check
from samklang.model import Workspace


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
    config: Path | None, output: Path | None, folder: Path | None, cached: bool, show_progress: bool
) -> int:
    """Write the HTML report of the whole workspace: one file, which needs nothing else.

    Where there is none here or in any folder above, that of every workspace below, each in its own folder;
    with --output, one of all. Exits 0 when it is written, whatever it says; 2 when not all could be read.
    """
    found = []
    with reporting_progress(show_progress) as progress:
        for workspace in workspaces_here(config):
            with caching(workspace, folder, cached) as cache:
                found.append((workspace, check(workspace, progress, cache=cache)))
    if output:
        pages = [(joined(found), output)]
    else:
        pages = [(report, _place(workspace, report.brand)) for workspace, report in found]
    for report, path in pages:
        write(REPORTERS["html"](report, Display()), path)
        click.echo(f"{report.verdict}; written to {path}")
    unread = any(report.exit == Exit.USER_ERROR for report, _ in pages)
    return Exit.USER_ERROR if unread else Exit.IN_TUNE


def _place(workspace: Workspace, brand: str) -> Path:
    name = "".join(char if char.isalnum() else "-" for char in brand.lower())
    return workspace.root / "reports" / f"{name}.html"
