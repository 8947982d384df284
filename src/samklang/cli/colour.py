"""Whether to colour output: as `--color` says, else the environment, else only in a terminal."""

from __future__ import annotations

import os
from copy import copy
from typing import TextIO

import click

from samklang.cli.setting import Setting

_CHOICES = {"auto": None, "always": True, "never": False}


def _set_colour(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.color = _CHOICES[value]


def _option(envvar: str | None) -> click.Option:
    return Setting(
        ["--color", "--colour"],
        type=click.Choice(list(_CHOICES)),
        envvar=envvar,
        expose_value=False,
        callback=_set_colour,
        help="Whether to colour output; by default (auto) only in a terminal, unless NO_COLOR is set.",
    )


def colour_option() -> click.Option:
    """The option of samklang itself, before the command."""
    return _option("SAMKLANG_COLOR")


def coloured(command: click.Command) -> click.Command:
    """A copy of a command that takes the option too; without it, the option of samklang itself holds."""
    with_option = copy(command)
    with_option.params = [*command.params, _option(None)]
    return with_option


def wants_colour(stream: TextIO) -> bool:
    """Whether text written to a stream should be coloured."""
    context = click.get_current_context(silent=True)
    if context and context.color is not None:
        return context.color
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return os.environ.get("TERM") != "dumb" and stream.isatty()
