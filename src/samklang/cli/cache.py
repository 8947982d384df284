"""`samklang cache`: what is kept between runs."""

from __future__ import annotations

from pathlib import Path

import click

from samklang.cli.shared import config_option, open_workspace, watching
from samklang.config import find
from samklang.encode import described
from samklang.pipeline import Scorer


@click.group(name="cache")
def command() -> None:
    """What is kept between runs."""


@command.command(name="warm")
@config_option
def warm(config: Path | None) -> int:
    """Make ahead what a first run would make, for an image that CI starts from.

    That is the fast engine's export of the workspace's model, the bundled one where there is no workspace,
    and the heads of another model and of the persona's own traits.
    """
    workspace = open_workspace(config, Path.cwd()) if config or find(Path.cwd()) else None
    with watching() as watcher:
        scorer = Scorer.of(workspace, watcher) if workspace else Scorer("bundled", watcher)
        scorer.engine.encode(["Ready."])
    click.echo(f"ready: {described(scorer.engine)}, {len(scorer.heads.traits)} traits")
    return 0
