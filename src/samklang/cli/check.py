"""`samklang check`: findings."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import click

from samklang.cli.baseline import baseline_path, check_told, open_baseline, prune
from samklang.cli.outputs import Output, OutputType, deliver, resolved
from samklang.cli.pointing import of_channel, pointed_at, pointing_options
from samklang.cli.progress import reporting_progress
from samklang.cli.setting import setting
from samklang.cli.shared import (
    cache_options,
    caching,
    channel_option,
    config_option,
    in_ci,
    open_workspace,
    progress_option,
)
from samklang.errors import Exit
from samklang.frontends.commands import (
    REPORTERS,
    Pointed,
    Pointing,
    changed,
    check,
    find,
    name_in,
    named_from_here,
)
from samklang.model import Baseline, Change, Level, Report, Source, Workspace


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
@pointing_options
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
    files_from: Path | None,
    ignored: bool,
    folder: Path | None,
    cached: bool,
    show_progress: bool,
) -> int:
    """Hold copy against the persona and the customers' needs.

    PATH is a file, a folder or a glob, of any workspaces. Without any, every channel of the workspace here
    is checked whole, or of those below where there is none. Needs are judged only for channels that are
    checked whole.
    """
    placed = resolved(outputs, output)
    piped = bool(stdin_filename) or paths == (Path("-"),)
    _exclude(piped, files_from, revision, staged)
    workspace, stdin = _piped(config, stdin_filename) if piped else (None, None)
    pointing = (
        Pointing([Pointed(workspace)], ()) if workspace else pointed_at(paths, files_from, config, ignored)
    )
    if not pointing.parts:
        click.echo("nothing to check: the list names no file of a workspace")
        return Exit.IN_TUNE
    parts = of_channel(pointing.parts, channel)
    check_told(baseline, len(parts))
    parts = [part._replace(workspace=_asked(part.workspace, fail_on, max_findings)) for part in parts]
    against = [_against(part.workspace, baseline, revision, staged) for part in parts]
    found: list[tuple[Workspace, Report]] = []
    with reporting_progress(show_progress) as progress:
        for (workspace, own, listed), held in zip(parts, against, strict=True):
            strays = () if found else pointing.strays
            with caching(workspace, folder, cached) as cache:
                report = check(
                    workspace, progress, own, channel, stdin, cache, *held, listed=listed, problems=strays
                )
            found.append((workspace, report))
    exit_ = deliver(found, placed)
    _shrink(found, against, baseline)
    return exit_


class _Against(NamedTuple):
    """What a run is held against."""

    known: Baseline | None
    change: Change | None
    shrinks: bool


def _exclude(piped: bool, files_from: Path | None, revision: str | None, staged: bool) -> None:
    """Complain of options that contradict each other.

    Raises:
        UsageError: with what they are.
    """
    if (revision is not None) + staged + piped > 1:
        raise click.UsageError("--diff, --staged and standard input exclude each other")
    if piped and files_from:
        raise click.UsageError("--files-from and --stdin-filename exclude each other")


def _piped(config: Path | None, filename: str | None) -> tuple[Workspace, Source]:
    """The workspace of the file that standard input stands for, and its copy."""
    file = Path(filename or "stdin.txt")
    (workspace,) = named_from_here([open_workspace(config or find(file), Path.cwd())])
    name = name_in(workspace, file)
    if name.startswith("../"):
        name = file.as_posix()
    return workspace, Source(name=name, path=None, data=sys.stdin.buffer.read(), named=True)


def _asked(workspace: Workspace, fail_on: str | None, max_findings: int | None) -> Workspace:
    """A workspace as the command line wants it."""
    if fail_on:
        workspace = replace(workspace, fail_on=Level(fail_on))
    return workspace if max_findings is None else replace(workspace, max_findings=max_findings)


def _against(workspace: Workspace, baseline: Path | None, revision: str | None, staged: bool) -> _Against:
    known, change = open_baseline(workspace, baseline), changed(workspace, revision, staged)
    return _Against(known, change, shrinks=known is not None and change is None and not in_ci())


def _shrink(
    found: Sequence[tuple[Workspace, Report]], against: Sequence[_Against], baseline: Path | None
) -> None:
    """Takes out of each baseline what hides nothing any more."""
    for (workspace, report), (known, _, shrinks) in zip(found, against, strict=True):
        if known and shrinks and report.idle:
            prune(known, report, baseline_path(workspace, baseline))
