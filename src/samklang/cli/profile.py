"""`samklang profile`: each channel's languages side by side."""

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
    """Show a channel's traits in each of its languages side by side; without CHANNEL, every channel's.

    Languages are compared by the messages that both have, and what samklang itself makes of a faithful
    translation is taken off: what is left is the translation. Exits 2 when not all could be read.
    """
    workspace = open_workspace(config, Path.cwd())
    check_channel(channel, workspace, said="CHANNEL")
    with reporting_progress(show_progress) as progress, caching(workspace, folder, cached) as cache:
        report = check(workspace, progress, channel=channel, cache=cache)
    if not any(one.languages for one in report.channels):
        raise ConfigError(
            f"{channel or 'no channel'} has copy in {'one language only' if channel else 'two languages'}",
            hint="Name the languages under `languages`, and each one's files under the channel.",
        )
    write(profile_text(report.channels, display_of(None)), None)
    return Exit.USER_ERROR if report.exit == Exit.USER_ERROR else Exit.IN_TUNE
