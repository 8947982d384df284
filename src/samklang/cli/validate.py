"""`samklang validate`: every mistake of the configuration, in one go."""

from __future__ import annotations

from pathlib import Path

import click

from samklang.cli.progress import Silence
from samklang.cli.shared import config_option, open_workspace
from samklang.collect import collect
from samklang.pipeline import examples
from samklang.words import counted


@click.command(name="validate")
@config_option
def command(config: Path | None) -> int:
    """Check the workspace, its persona and its customer types, and that every channel has files."""
    workspace = open_workspace(config, Path.cwd())
    examples(workspace, Silence())
    collected = collect(workspace)
    for problem in collected.problems:
        click.echo(f"samklang: {problem}", err=True)
    if collected.problems:
        return 2
    channels = ", ".join(channel.name for channel in workspace.channels)
    click.echo(f"{workspace.persona.brand}: valid; {counted(len(collected.sources), 'file')} in {channels}")
    return 0
