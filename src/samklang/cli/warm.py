"""`samklang cache warm`: what a first run would make, made ahead."""

from __future__ import annotations

from pathlib import Path

import click

from samklang.cli.progress import reporting_progress
from samklang.cli.shared import config_option, open_workspace, progress_option
from samklang.errors import Exit
from samklang.frontends.commands import described, find, make_ahead


@click.command(name="warm")
@config_option
@progress_option
def command(config: Path | None, show_progress: bool) -> int:
    """Make ahead what a first run would make, for an image that CI starts from.

    That is the fast engine's export of the workspace's model, the bundled one where there is no workspace,
    the heads of another model and of the persona's own traits, and the language detector's model unpacked.
    """
    workspace = open_workspace(config, Path.cwd()) if config or find(Path.cwd()) else None
    with reporting_progress(show_progress) as progress:
        scorer, traits = make_ahead(workspace, progress)
    click.echo(f"ready: {described(scorer.engine)}, {traits} traits")
    return Exit.IN_TUNE
