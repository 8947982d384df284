"""`samklang traits`: lists the traits, with their measured reliability in each language."""

from __future__ import annotations

from pathlib import Path

import click

from samklang.cli.progress import reporting_progress
from samklang.cli.shared import cache_options, caching, config_option, open_workspace, progress_option
from samklang.errors import Exit
from samklang.frontends.commands import described, find, reliabilities, scorer_for


@click.command(name="traits")
@config_option
@cache_options
@progress_option
def command(config: Path | None, folder: Path | None, cached: bool, show_progress: bool) -> int:
    """List the traits with their poles and how reliable their scores are.

    Held out is the share of held-out pairs that are put in the right order: each pair is judged by a head
    trained without its genre, or without its tenth of the pairs for a trait of the persona's own
    (docs/own-traits.md). Margin is that of a text of 20 words in the middle of the scale, in points.
    """
    workspace = open_workspace(config, Path.cwd()) if config or find(Path.cwd()) else None
    with reporting_progress(show_progress) as progress, caching(workspace, folder, cached) as cache:
        scorer = scorer_for(workspace, progress, cache)
        rows = reliabilities(scorer, workspace.persona if workspace else None)
    click.echo(f"model {described(scorer.engine)}")
    click.echo(f"{'trait':14} {'other pole':15} {'language':8} {'pairs':>5} {'held out':>8} {'margin':>6}")
    for row in rows:
        click.echo(
            f"{row.trait:14} {row.other:15} {row.language:8} {row.pairs:5} "
            f"{row.held_out:8.2f} {row.margin:6.0f}{'  abstains' if row.abstains else ''}"
        )
    return Exit.IN_TUNE
