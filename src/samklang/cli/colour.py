"""Whether to colour: as `--color` says, else the environment, else where somebody sees it."""

from __future__ import annotations

import os
from copy import copy
from typing import TextIO

import click

from samklang.cli.setting import Setting

_TOLD = {"auto": None, "always": True, "never": False}


def _tell(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.color = _TOLD[value]


def _option(envvar: str | None) -> click.Option:
    return Setting(
        ["--color", "--colour"],
        type=click.Choice(list(_TOLD)),
        envvar=envvar,
        expose_value=False,
        callback=_tell,
        help="Whether to colour; by default (auto) where somebody sees it, unless NO_COLOR is set.",
    )


def colour_option() -> click.Option:
    """Of samklang itself, before the command."""
    return _option("SAMKLANG_COLOR")


def coloured(command: click.Command) -> click.Command:
    """A command that takes the option too; what it leaves unsaid is as samklang itself was told."""
    own = copy(command)
    own.params = [*command.params, _option(None)]
    return own


def wants_colour(stream: TextIO) -> bool:
    """Whether what is written to a stream should be coloured."""
    context = click.get_current_context(silent=True)
    if context and context.color is not None:
        return context.color
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return os.environ.get("TERM") != "dumb" and stream.isatty()
