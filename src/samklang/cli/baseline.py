"""`samklang baseline`: findings that are known and left alone."""

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
    help="The file; by default check.baseline of the workspace, else "
    f"{commands.BASELINE_FILE} in its folder.",
)


@click.group(name="baseline")
def command() -> None:
    """Findings that are known and left alone, so that check tells only what is new.

    An entry is known by rule, file and what it is about: moving lines around changes nothing. Where there is
    no workspace here or in any folder above, each one below has its own baseline.
    """


@command.command(name="write")
@config_option
@_option
@cache_options
@progress_option
def write_(
    config: Path | None, baseline: Path | None, folder: Path | None, cached: bool, show_progress: bool
) -> int:
    """Write all that check finds now.

    Exits 0 when it is written, 2 when not all could be read.
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
    found = [commands.known_finding(one) for one in report.findings if one.rule != "suppression.stale"]
    write(commands.dump_baseline(found), path)
    click.echo(
        f"{counted(len(found), 'finding')} written to {_shown(path)}; use it with --baseline {_shown(path)}"
    )
    return Exit.IN_TUNE


@command.command()
@config_option
@_option
def show(config: Path | None, baseline: Path | None) -> int:
    """Show what is in the baseline, by file and by rule."""
    for workspace in _workspaces(config, baseline):
        _show(workspace, baseline_path(workspace, baseline))
    return Exit.IN_TUNE


def _show(workspace: Workspace, path: Path) -> None:
    entries = commands.load_baseline(path, _shown(path)).entries
    for entry in entries:
        click.echo(f"{posixpath.join(workspace.folder, entry.file)}  {entry.rule}  {entry.text}")
    rules = ", ".join(
        f"{rule} {count:,}" for rule, count in Counter(one.rule for one in entries).most_common()
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
    """Take out what hides nothing any more.

    Exits 0 when that is done, 2 when not all could be read.
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
    """Each workspace with its baseline's place and its cache, open as long as it is looked at."""
    for workspace in _workspaces(config, baseline):
        with caching(workspace, folder, cached) as cache:
            yield workspace, baseline_path(workspace, baseline), cache


def _workspaces(config: Path | None, baseline: Path | None) -> list[Workspace]:
    found = workspaces_here(config)
    check_told(baseline, len(found))
    return found


def check_told(baseline: Path | None, workspaces: int) -> None:
    """Complain of one `--baseline` for several workspaces.

    Raises:
        UsageError: with what to do.
    """
    if baseline and workspaces > 1:
        raise click.UsageError(
            "--baseline is of one workspace; each of several names its own in check.baseline"
        )


def open_baseline(workspace: Workspace, told: Path | None) -> Baseline | None:
    """The baseline of `--baseline`, else the workspace's; None where neither names one.

    Raises:
        BaselineError: it cannot be read.
    """
    if told is None and workspace.baseline is None:
        return None
    path = baseline_path(workspace, told)
    return commands.load_baseline(path, _name(path, workspace))


def baseline_path(workspace: Workspace, told: Path | None) -> Path:
    """Where the baseline is."""
    return told or workspace.root / (workspace.baseline or commands.BASELINE_FILE)


def prune(known: Baseline, report: Report, path: Path) -> None:
    """Writes the baseline without the entries that hide nothing any more.

    Raises:
        OutputError: it cannot be written.
    """
    idle = set(report.idle)
    write(commands.dump_baseline(entry for entry in known.entries if entry not in idle), path)
    click.echo(f"{counted(len(idle), 'known finding')} no more, taken out of {_shown(path)}", err=True)


def _unread(workspace: Workspace, found: Report) -> bool:
    """Whether not all was read; if so, says what: such a baseline would be short."""
    report = commands.named_from(workspace.folder, found)
    for problem in report.problems:
        click.echo(f"samklang: {problem}", err=True)
    for skipped in report.skipped:
        if skipped.failed:
            click.echo(f"samklang: {skipped.name}: {skipped.reason}", err=True)
    return report.exit == Exit.USER_ERROR


def _name(path: Path, workspace: Workspace) -> str:
    """As findings on it say: from the workspace's folder, like every file."""
    return Path(os.path.relpath(path.resolve(), workspace.root)).as_posix()


def _shown(path: Path) -> str:
    return Path(os.path.relpath(path)).as_posix()
