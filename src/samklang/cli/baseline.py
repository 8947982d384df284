"""`samklang baseline`: known findings, which check does not report."""

from __future__ import annotations

import os
import posixpath
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from samklang.cli.pointing import workspaces_here
from samklang.cli.progress import reporting_progress
from samklang.cli.setting import setting
from samklang.cli.shared import cache_options, caching, config_option, progress_option, write
from samklang.errors import Exit
from samklang.frontends import commands
from samklang.frontends.commands import Progress, Store
from samklang.model import Baseline, Report, Workspace
from samklang.words import counted

_option = setting(
    "--baseline",
    envvar="SAMKLANG_BASELINE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The baseline file; by default check.baseline in samklang.yaml, else "
    f"{commands.BASELINE_FILE} in the workspace.",
)


@click.group(name="baseline")
def command() -> None:
    """Write, show or prune a file of known findings, so that check reports only new ones.

    A finding is recognised by its rule, its file and its text, so moving lines around changes nothing.
    Without a workspace in this folder or above, the command runs for each workspace below, each with its
    own baseline.
    """


@command.command(name="write")
@config_option
@_option
@cache_options
@progress_option
def write_(
    config: Path | None, baseline: Path | None, folder: Path | None, cached: bool, show_progress: bool
) -> int:
    """Write all findings of check to the baseline.

    Exits 0 when the file is written, 2 when some copy could not be read.
    """
    with reporting_progress(show_progress) as progress:
        return max(
            _written(workspace, path, progress, cache)
            for workspace, path, cache in _each(config, baseline, folder, cached)
        )


def _written(workspace: Workspace, path: Path, progress: Progress, cache: Store) -> int:
    report = commands.check(workspace, progress, cache=cache)
    if _unread(workspace, report):
        return report.exit
    known = [
        commands.known_finding(finding) for finding in report.findings if finding.rule != "suppression.stale"
    ]
    write(commands.dump_baseline(known), path)
    click.echo(
        f"{counted(len(known), 'finding')} written to {_shown(path)}; use it with --baseline {_shown(path)}"
    )
    return Exit.IN_TUNE


@command.command()
@config_option
@_option
def show(config: Path | None, baseline: Path | None) -> int:
    """Show the findings in the baseline, and how many each rule has."""
    for workspace in _workspaces(config, baseline):
        _show(workspace, commands.baseline_path(workspace, baseline))
    return Exit.IN_TUNE


def _show(workspace: Workspace, path: Path) -> None:
    entries = commands.load_baseline(path, _shown(path)).entries
    for entry in entries:
        click.echo(f"{posixpath.join(workspace.folder, entry.file)}  {entry.rule}  {entry.text}")
    rules = ", ".join(
        f"{rule} {count:,}" for rule, count in Counter(entry.rule for entry in entries).most_common()
    )
    click.echo(f"{counted(len(entries), 'finding')} known" + (f": {rules}" if rules else ""))


@command.command(name="prune")
@config_option
@_option
@cache_options
@progress_option
def prune_(
    config: Path | None, baseline: Path | None, folder: Path | None, cached: bool, show_progress: bool
) -> int:
    """Remove the entries that no longer match a finding.

    Exits 0 when the file is written, 2 when some copy could not be read.
    """
    with reporting_progress(show_progress) as progress:
        return max(
            _pruned(workspace, path, progress, cache)
            for workspace, path, cache in _each(config, baseline, folder, cached)
        )


def _pruned(workspace: Workspace, path: Path, progress: Progress, cache: Store) -> int:
    known = commands.load_baseline(path, _shown(path))
    report = commands.check(workspace, progress, cache=cache, baseline=known, shrinks=True)
    if _unread(workspace, report):
        return report.exit
    prune(known, report, path)
    return Exit.IN_TUNE


def _each(
    config: Path | None, baseline: Path | None, folder: Path | None, cached: bool
) -> Iterator[tuple[Workspace, Path, Store]]:
    """Each workspace with the path of its baseline, and its cache, open until the next workspace."""
    for workspace in _workspaces(config, baseline):
        with caching(workspace, folder, cached) as cache:
            yield workspace, commands.baseline_path(workspace, baseline), cache


def _workspaces(config: Path | None, baseline: Path | None) -> list[Workspace]:
    workspaces = workspaces_here(config)
    check_baseline_option(baseline, len(workspaces))
    return workspaces


def check_baseline_option(baseline: Path | None, workspaces: int) -> None:
    """Refuses `--baseline` where there are several workspaces.

    Raises:
        UsageError: there are several; the message says what to do instead.
    """
    if baseline and workspaces > 1:
        raise click.UsageError(
            "--baseline works with one workspace only; for several, set check.baseline in each samklang.yaml"
        )


def prune(known: Baseline, report: Report, path: Path) -> None:
    """Writes the baseline without the entries that no longer match a finding.

    Raises:
        OutputError: it cannot be written.
    """
    idle = set(report.idle)
    write(commands.dump_baseline(entry for entry in known.entries if entry not in idle), path)
    click.echo(
        f"{counted(len(idle), 'known finding')} no longer found, removed from {_shown(path)}", err=True
    )


def _unread(workspace: Workspace, checked: Report) -> bool:
    """Whether some copy could not be read, so that a baseline would be incomplete; prints what it was."""
    report = commands.rebased(workspace.folder, checked)
    for problem in report.problems:
        click.echo(f"samklang: {problem}", err=True)
    for skipped in report.skipped:
        if skipped.failed:
            click.echo(f"samklang: {skipped.name}: {skipped.reason}", err=True)
    return report.exit == Exit.USER_ERROR


def _shown(path: Path) -> str:
    return Path(os.path.relpath(path)).as_posix()
