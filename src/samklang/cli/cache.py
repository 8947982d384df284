"""`samklang cache`: what is kept between runs."""

from __future__ import annotations

import click

from samklang.cli import warm


@click.group(name="cache")
def command() -> None:
    """What is kept between runs."""


command.add_command(warm.command)
