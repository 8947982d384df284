"""`samklang cache warm`: prepares what a first run would otherwise compute."""

from __future__ import annotations

from pathlib import Path

import click

from samklang.cli.progress import reporting_progress
from samklang.cli.shared import config_option, open_workspace, progress_option
from samklang.errors import Exit
from samklang.frontends.commands import described, find, prepare_first_run


@click.command(name="warm")
@config_option
@progress_option
def command(config: Path | None, show_progress: bool) -> int:
    """Prepare what a first run would otherwise compute.

    Run it when building an image for CI. It prepares the language detector's model and, for a workspace that
    has them, the heads of the persona's own traits and needs, and the export and the heads of a model that is
    not bundled.
    """
    workspace = open_workspace(config, Path.cwd()) if config or find(Path.cwd()) else None
    with reporting_progress(show_progress) as progress:
        scorer, traits = prepare_first_run(workspace, progress)
    click.echo(f"ready: {described(scorer.engine)}, {traits} traits")
    return Exit.IN_TUNE
