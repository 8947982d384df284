"""`samklang check`: findings."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from samklang.cli.baseline import baseline_path, open_baseline, prune
from samklang.cli.outputs import Output, OutputType, deliver, resolved
from samklang.cli.progress import watching
from samklang.cli.setting import setting
from samklang.cli.shared import (
    cache_options,
    caching,
    channel_option,
    check_channel,
    config_option,
    in_ci,
    open_workspace,
    progress_option,
)
from samklang.model import Change, Level, Source, Workspace
from samklang.pipeline import check
from samklang.reporters import REPORTERS


@click.command(name="check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@config_option
@channel_option
@setting(
    "--format",
    "outputs",
    type=OutputType(),
    multiple=True,
    envvar="SAMKLANG_FORMAT",
    help=f"How to say it, and the file to say it in; may be given several times. {', '.join(REPORTERS)}.",
)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of standard output."
)
@setting(
    "--fail-on",
    type=click.Choice([level.value for level in Level]),
    envvar="SAMKLANG_FAIL_ON",
    help="Exit 1 at this level or over.",
)
@setting(
    "--max-findings",
    type=click.IntRange(min=0),
    envvar="SAMKLANG_MAX_FINDINGS",
    help="Exit 1 with more findings than this, of any level.",
)
@setting(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    envvar="SAMKLANG_BASELINE",
    help="Findings that are known and left alone; samklang baseline writes the file.",
)
@click.option("--diff", "revision", metavar="REV", help="Only what is new since this git revision.")
@click.option("--staged", is_flag=True, help="Only what the next commit makes new: for a hook.")
@click.option("--stdin-filename", help="Check standard input as if it were this file; PATH is then -.")
@cache_options
@progress_option
def command(
    paths: tuple[Path, ...],
    config: Path | None,
    channel: str | None,
    outputs: tuple[Output, ...],
    output: Path | None,
    fail_on: str | None,
    max_findings: int | None,
    baseline: Path | None,
    revision: str | None,
    staged: bool,
    stdin_filename: str | None,
    folder: Path | None,
    cached: bool,
    progress: bool,
) -> int:
    """Hold copy against the persona and the customers' needs.

    PATH is a file or a folder; without any, every channel of the workspace is checked whole.
    Needs are judged only for channels that are checked whole.
    """
    placed = resolved(outputs, output)
    piped = bool(stdin_filename) or paths == (Path("-"),)
    if (revision is not None) + staged + piped > 1:
        raise click.UsageError("--diff, --staged and standard input exclude each other")
    stdin = None
    if piped:
        stdin = Source(
            name=stdin_filename or "stdin.txt", path=None, data=sys.stdin.buffer.read(), named=True
        )
        paths = ()
    near = paths[0] if paths and paths[0].exists() else Path(stdin_filename or ".")
    workspace = open_workspace(config, near if near.exists() else Path.cwd())
    check_channel(workspace, channel)
    if fail_on:
        workspace = replace(workspace, fail_on=Level(fail_on))
    if max_findings is not None:
        workspace = replace(workspace, max_findings=max_findings)
    known = open_baseline(workspace, baseline)
    change = changed(workspace, revision, staged)
    shrinks = known is not None and change is None and not in_ci()
    with watching(progress) as watcher, caching(workspace, folder, cached) as cache:
        report = check(workspace, watcher, paths, channel, stdin, cache, known, change, shrinks)
    deliver(report, placed)
    if known and shrinks and report.idle:
        prune(known, report, baseline_path(workspace, baseline))
    return report.exit


def changed(workspace: Workspace, revision: str | None, staged: bool) -> Change | None:
    """What to keep to; None is everything."""
    if revision is None and not staged:
        return None
    from samklang import change as git

    return git.staged(workspace.root) if revision is None else git.since(workspace.root, revision)
