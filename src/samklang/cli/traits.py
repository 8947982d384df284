"""`samklang traits`: the traits, with their measured reliability in each language and model."""

from __future__ import annotations

from pathlib import Path

import click
import numpy as np

from samklang.cli.progress import reporting_progress
from samklang.cli.shared import cache_options, caching, config_option, open_workspace, progress_option
from samklang.config import find
from samklang.encode import described
from samklang.pipeline.check import PassageScorer, scorer_of
from samklang.rules.tone import poles
from samklang.traits.calibration import RELIABLE

_WORDS = 20


@click.command(name="traits")
@config_option
@cache_options
@progress_option
def command(config: Path | None, folder: Path | None, cached: bool, show_progress: bool) -> int:
    """List the traits with their poles and how far they can be relied on.

    Held out is the share of pairs put in the right order by a head that saw no pair of their genre, or
    of their tenth for a trait of the persona's own (docs/own-traits.md); the margin is that of a text of
    20 words in the middle of the scale, in points.
    """
    workspace = open_workspace(config, Path.cwd()) if config or find(Path.cwd()) else None
    persona = workspace.persona if workspace else None
    with reporting_progress(show_progress) as progress, caching(workspace, folder, cached) as cache:
        scorer = scorer_of(workspace, progress, cache) if workspace else PassageScorer("bundled", progress)
        heads = scorer.heads
    click.echo(f"model {described(scorer.engine)}")
    click.echo(f"{'trait':14} {'other pole':15} {'language':8} {'pairs':>5} {'held out':>8} {'margin':>6}")
    for at, trait in enumerate(heads.traits):
        for language, own in heads.languages.items():
            of = own.calibrations[at]
            middle, blur, words = (np.array([one]) for one in (of.middle, of.blur, _WORDS))
            margin = float(of.margins(middle, blur, words)[0])
            says = "" if of.reliability >= RELIABLE else "  abstains"
            click.echo(
                f"{trait:14} {poles(persona, trait).other:15} {language:8} {of.pairs:5} "
                f"{of.reliability:8.2f} {margin:6.0f}{says}"
            )
    return 0
