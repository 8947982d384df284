"""`samklang profile`: compares the languages of each channel."""

from __future__ import annotations

from pathlib import Path

import click

from samklang.cli.outputs import display_of
from samklang.cli.progress import reporting_progress
from samklang.cli.shared import (
    cache_options,
    caching,
    check_channel,
    config_option,
    open_workspace,
    progress_option,
    write,
)
from samklang.errors import ConfigError, Exit
from samklang.frontends.commands import check, profile_text


@click.command(name="profile")
@click.argument("channel", required=False)
@config_option
@cache_options
@progress_option
def command(
    channel: str | None, config: Path | None, folder: Path | None, cached: bool, show_progress: bool
) -> int:
    """Compare how CHANNEL sounds in each of its languages; without CHANNEL, every channel.

    Two languages are compared on the messages that both have. The difference that samklang measures between
    a text and its faithful translation is subtracted, so what is left comes from the translation. Exits 2
    when some copy could not be read.
    """
    workspace = open_workspace(config, Path.cwd())
    check_channel(channel, workspace, param_hint="CHANNEL")
    with reporting_progress(show_progress) as progress, caching(workspace, folder, cached) as cache:
        report = check(workspace, progress, channel=channel, cache=cache)
    if not any(result.languages for result in report.channels):
        raise ConfigError(
            f"{channel or 'no channel'} has copy in {'one language only' if channel else 'two languages'}",
            hint="List the languages under `languages`, and the files of each language under the channel.",
        )
    write(profile_text(report.channels, display_of(None)), None)
    return Exit.USER_ERROR if report.exit == Exit.USER_ERROR else Exit.IN_TUNE
