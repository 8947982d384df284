"""`samklang validate`: every mistake of the configuration, in one go."""

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

    Where there is none here or in any folder above, every workspace below.
    """
    return max([_validated(workspace) for workspace in workspaces_here(config)])


def _validated(workspace: Workspace) -> int:
    """Says how it stands, and gives the exit status for that."""
    collected = collect(workspace)
    problems = [*_untaught(workspace), *collected.problems]
    for problem in problems:
        click.echo(f"samklang: {problem}", err=True)
    if problems:
        return Exit.USER_ERROR
    channels = ", ".join(channel.name for channel in workspace.channels)
    where = f"{workspace.folder}: " if workspace.folder else ""
    files = counted(len(collected.sources), "file")
    click.echo(f"{where}{workspace.persona.brand}: valid; {files} in {channels}")
    return Exit.IN_TUNE


def _untaught(workspace: Workspace) -> list[str]:
    """What is wrong with the copy that its own traits are learnt from."""
    try:
        own_trait_examples(workspace, Silence())
    except ConfigError as error:
        return error.message.splitlines()
    return []
