"""`samklang report`: writes the HTML report."""

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
    help="File to write; by default reports/BRAND.html in the workspace.",
)
@cache_options
@progress_option
def command(
    config: Path | None, output: Path | None, folder: Path | None, cached: bool, show_progress: bool
) -> int:
    """Write the HTML report of the whole workspace, as one self-contained file.

    Without a workspace in this folder or above, each workspace below gets its own report, in its own folder;
    with --output, one report covers them all. Exits 0 when the report is written, whatever the findings; 2
    when some copy could not be read.
    """
    reports = []
    with reporting_progress(show_progress) as progress:
        for workspace in workspaces_here(config):
            with caching(workspace, folder, cached) as cache:
                reports.append((workspace, check(workspace, progress, cache=cache)))
    if output:
        pages = [(joined(reports), output)]
    else:
        pages = [(report, _default_path(workspace, report.brand)) for workspace, report in reports]
    for report, path in pages:
        write(REPORTERS["html"](report, Display()), path)
        click.echo(f"{report.verdict}; written to {path}")
    unread = any(report.exit == Exit.USER_ERROR for report, _ in pages)
    return Exit.USER_ERROR if unread else Exit.IN_TUNE


def _default_path(workspace: Workspace, brand: str) -> Path:
    name = "".join(char if char.isalnum() else "-" for char in brand.lower())
    return workspace.root / "reports" / f"{name}.html"
