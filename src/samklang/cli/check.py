"""`samklang check`: reports findings."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import click

from samklang.cli.baseline import check_baseline_option, prune
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
    baseline_of,
    baseline_path,
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
    help=f"Output format, and the file to write it to; can be repeated. Formats: {', '.join(REPORTERS)}.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file instead of standard output.",
)
@setting(
    "--fail-on",
    type=click.Choice([level.value for level in Level]),
    envvar="SAMKLANG_FAIL_ON",
    help="Exit 1 when a finding has this level or a higher one.",
)
@setting(
    "--max-findings",
    type=click.IntRange(min=0),
    envvar="SAMKLANG_MAX_FINDINGS",
    help="Exit 1 when there are more findings than this, of any level.",
)
@setting(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    envvar="SAMKLANG_BASELINE",
    help="File of known findings, which are not reported; samklang baseline write makes it.",
)
@click.option(
    "--diff", "revision", metavar="REV", help="Report only findings that are new since this git revision."
)
@click.option(
    "--staged", is_flag=True, help="Report only findings that the next commit adds, for a pre-commit hook."
)
@click.option(
    "--stdin-filename", help="Check standard input as if it were this file; PATH is left out, or -."
)
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
    """Check copy against the persona and the customers' needs.

    PATH is a file, a folder or a glob, in any workspace. Without PATHS, every channel of the nearest
    workspace, in this folder or above, is checked whole; where there is none, every workspace below. Needs
    are checked only for channels that are checked whole.
    """
    placed = resolved(outputs, output)
    piped = bool(stdin_filename) or paths == (Path("-"),)
    _check_options(piped, files_from, revision, staged)
    workspace, stdin = _piped(config, stdin_filename) if piped else (None, None)
    pointing = (
        Pointing([Pointed(workspace)], ()) if workspace else pointed_at(paths, files_from, config, ignored)
    )
    if not pointing.parts:
        click.echo("nothing to check: the list names no file in a workspace")
        return Exit.IN_TUNE
    parts = of_channel(pointing.parts, channel)
    check_baseline_option(baseline, len(parts))
    parts = [part._replace(workspace=_with_options(part.workspace, fail_on, max_findings)) for part in parts]
    against = [_against(part.workspace, baseline, revision, staged) for part in parts]
    reports: list[tuple[Workspace, Report]] = []
    with reporting_progress(show_progress) as progress:
        for part, compared in zip(parts, against, strict=True):
            strays = () if reports else pointing.strays
            with caching(part.workspace, folder, cached) as cache:
                report = check(
                    part.workspace,
                    progress,
                    part.paths,
                    channel,
                    stdin,
                    cache,
                    *compared,
                    listed=part.listed,
                    problems=strays,
                )
            reports.append((part.workspace, report))
    exit_ = deliver(reports, placed)
    _shrink(reports, against, baseline)
    return exit_


class _Against(NamedTuple):
    """What the findings of a workspace are compared with: the arguments of `check` for it."""

    known: Baseline | None
    change: Change | None
    shrinks: bool


def _check_options(piped: bool, files_from: Path | None, revision: str | None, staged: bool) -> None:
    """Refuses options that cannot be used together.

    Raises:
        UsageError: there are such options; the message names them.
    """
    if (revision is not None) + staged + piped > 1:
        raise click.UsageError("--diff, --staged and standard input cannot be used together")
    if piped and files_from:
        raise click.UsageError("--files-from and standard input cannot be used together")


def _piped(config: Path | None, filename: str | None) -> tuple[Workspace, Source]:
    """The workspace of the file that standard input stands for, and standard input as a source."""
    file = Path(filename or "stdin.txt")
    (workspace,) = named_from_here([open_workspace(config or find(file), Path.cwd())])
    name = name_in(workspace, file)
    if name.startswith("../"):
        name = file.as_posix()
    return workspace, Source(name=name, path=None, data=sys.stdin.buffer.read(), named=True)


def _with_options(workspace: Workspace, fail_on: str | None, max_findings: int | None) -> Workspace:
    """A workspace with the options of the command line in place of its own settings."""
    if fail_on:
        workspace = replace(workspace, fail_on=Level(fail_on))
    return workspace if max_findings is None else replace(workspace, max_findings=max_findings)


def _against(workspace: Workspace, baseline: Path | None, revision: str | None, staged: bool) -> _Against:
    known, change = baseline_of(workspace, baseline), changed(workspace, revision, staged)
    return _Against(known, change, shrinks=known is not None and change is None and not in_ci())


def _shrink(
    reports: Sequence[tuple[Workspace, Report]], against: Sequence[_Against], baseline: Path | None
) -> None:
    """Removes from each baseline the entries that no longer match a finding."""
    for (workspace, report), (known, _, shrinks) in zip(reports, against, strict=True):
        if known and shrinks and report.idle:
            prune(known, report, baseline_path(workspace, baseline))
