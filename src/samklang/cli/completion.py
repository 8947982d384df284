"""`samklang completion`: the script that lets a shell complete commands, options, formats and channels."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from samklang.errors import Exit


@click.command(name="completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print the script that lets SHELL complete samklang.

    For bash: eval "$(samklang completion bash)" in ~/.bashrc; docs/configuration.md has the others.
    """
    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"the installed version of click has no completion for {shell}")
    root = click.get_current_context().find_root().command
    click.echo(completion(root, {}, "samklang", "_SAMKLANG_COMPLETE").source())
    return Exit.IN_TUNE
