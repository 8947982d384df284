"""`samklang validate`: reports all mistakes of the configuration at once."""

from __future__ import annotations

from pathlib import Path

import click

from samklang.cli.pointing import workspaces_here
from samklang.cli.shared import config_option
from samklang.errors import ConfigError, Exit
from samklang.frontends.commands import Silence, collect, own_trait_examples
from samklang.model import Workspace
from samklang.words import counted


@click.command(name="validate")
@config_option
def command(config: Path | None) -> int:
    """Check the workspace, its persona and its customer types, and that every channel has files.

    Without a workspace in this folder or above, every workspace below is checked.
    """
    return max([_validate(workspace) for workspace in workspaces_here(config)])


def _validate(workspace: Workspace) -> int:
    """Prints the mistakes of a workspace, or that it is valid; returns the exit status."""
    collected = collect(workspace)
    problems = [*_example_mistakes(workspace), *collected.problems]
    for problem in problems:
        click.echo(f"samklang: {problem}", err=True)
    if problems:
        return Exit.USER_ERROR
    channels = ", ".join(channel.name for channel in workspace.channels)
    where = f"{workspace.folder}: " if workspace.folder else ""
    files = counted(len(collected.sources), "file")
    click.echo(f"{where}{workspace.persona.brand}: valid; {files} in {channels}")
    return Exit.IN_TUNE


def _example_mistakes(workspace: Workspace) -> list[str]:
    """Mistakes in the example copy from which the persona's own traits are learnt."""
    try:
        own_trait_examples(workspace, Silence())
    except ConfigError as error:
        return error.message.splitlines()
    return []
