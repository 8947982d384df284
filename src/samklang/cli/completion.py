"""`samklang completion`: what a shell needs to complete commands, options, formats and channels."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from samklang.errors import Exit


@click.command(name="completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print the script that teaches SHELL to complete samklang.

    For bash: eval "$(samklang completion bash)" in ~/.bashrc; docs/configuration.md has the others.
    """
    known = get_completion_class(shell)
    if known is None:
        raise click.UsageError(f"this version of click completes nothing in {shell}")
    root = click.get_current_context().find_root().command
    click.echo(known(root, {}, "samklang", "_SAMKLANG_COMPLETE").source())
    return Exit.IN_TUNE
