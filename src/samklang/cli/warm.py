"""`samklang cache warm`: what a first run would make, made ahead."""

from __future__ import annotations

from pathlib import Path

import click

from samklang.cli.progress import reporting_progress
from samklang.cli.shared import config_option, open_workspace, progress_option
from samklang.config import find
from samklang.encode import described
from samklang.pipeline.check import PassageScorer, scorer_of
from samklang.text.detector import identifier


@click.command(name="warm")
@config_option
@progress_option
def command(config: Path | None, show_progress: bool) -> int:
    """Make ahead what a first run would make, for an image that CI starts from.

    That is the fast engine's export of the workspace's model, the bundled one where there is no workspace,
    the heads of another model and of the persona's own traits, and the language detector's model unpacked.
    """
    workspace = open_workspace(config, Path.cwd()) if config or find(Path.cwd()) else None
    with reporting_progress(show_progress) as progress:
        scorer = scorer_of(workspace, progress) if workspace else PassageScorer("bundled", progress)
        scorer.engine.load()
        traits = len(scorer.heads.traits)
    identifier()
    click.echo(f"ready: {described(scorer.engine)}, {traits} traits")
    return 0
