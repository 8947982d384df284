"""`samklang cache warm`: what a first run would make, made ahead."""

from __future__ import annotations

from pathlib import Path

import click

from samklang.cli.progress import watching
from samklang.cli.shared import config_option, open_workspace
from samklang.config import find
from samklang.encode import described
from samklang.pipeline import Scorer, scorer_of


@click.command(name="warm")
@config_option
def command(config: Path | None) -> int:
    """Make ahead what a first run would make, for an image that CI starts from.

    That is the fast engine's export of the workspace's model, the bundled one where there is no workspace,
    and the heads of another model and of the persona's own traits.
    """
    workspace = open_workspace(config, Path.cwd()) if config or find(Path.cwd()) else None
    with watching() as watcher:
        scorer = scorer_of(workspace, watcher) if workspace else Scorer("bundled", watcher)
        scorer.engine.encode(["Ready."])
        traits = len(scorer.heads.traits)
    click.echo(f"ready: {described(scorer.engine)}, {traits} traits")
    return 0
