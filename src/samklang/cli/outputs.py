"""Several outputs of one report: `--format text --format sarif=out.sarif`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click
from click.shell_completion import CompletionItem

from samklang.cli.colour import wants_colour
from samklang.cli.shared import write
from samklang.frontends.commands import (
    HOSTS,
    REPORTERS,
    Display,
    folder_in_repository,
    merge_reports,
    rebased,
)
from samklang.model import Report, Workspace


class Output(NamedTuple):
    """A format, and the file it goes to; None is standard output."""

    form: str
    path: Path | None


class OutputType(click.ParamType[Output]):
    """`FORMAT` or `FORMAT=FILE` on the command line."""

    name = "FORMAT[=FILE]"

    def convert(
        self, value: str | Output, param: click.Parameter | None, ctx: click.Context | None
    ) -> Output:
        if isinstance(value, Output):
            return value
        form, equals, path = value.partition("=")
        if form not in REPORTERS:
            self.fail(f"no format {form!r}; choose from {', '.join(REPORTERS)}", param, ctx)
        if equals and not path:
            self.fail(f"{value!r} names no file after the =", param, ctx)
        return Output(form, Path(path) if path else None)

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The names of the formats; the shell completes file names itself."""
        return [CompletionItem(name) for name in REPORTERS if name.startswith(incomplete)]


def resolved(outputs: Sequence[Output], path: Path | None) -> tuple[Output, ...]:
    """The outputs; those without a file go to `path`. Text, where no format is given.

    Raises:
        UsageError: two outputs would go to the same place.
    """
    placed = tuple(Output(output.form, output.path or path) for output in outputs or (Output("text", None),))
    for index, output in enumerate(placed):
        if output.path in [earlier.path for earlier in placed[:index]]:
            where = output.path or "standard output"
            raise click.UsageError(
                f"two formats go to {where}; write one to a file of its own: --format sarif=out.sarif"
            )
    return placed


def deliver(reports: Sequence[tuple[Workspace, Report]], outputs: Sequence[Output]) -> int:
    """Writes each output; where all go to files, prints the verdict on standard error.

    Returns:
        The exit status.

    Raises:
        OutputError: a file cannot be written.
    """
    report = joined(reports)
    for_hosts = _merged(
        [(folder_in_repository(workspace), of_workspace) for workspace, of_workspace in reports]
    )
    for output in outputs:
        shown = for_hosts if output.form in HOSTS else report
        write(REPORTERS[output.form](shown, display_of(output.path)), output.path)
    files = [str(output.path) for output in outputs if output.path]
    if len(files) == len(outputs):
        click.echo(f"{report.verdict}; written to {', '.join(files)}", err=True)
    return report.exit


def joined(reports: Sequence[tuple[Workspace, Report]]) -> Report:
    """One report for all workspaces, with file names relative to the current folder."""
    return _merged([(workspace.folder, report) for workspace, report in reports])


def _merged(reports: Sequence[tuple[str, Report]]) -> Report:
    """One report of several, each with the folder of its workspace, which is put before its file names."""
    return merge_reports([(folder or ".", rebased(folder, report)) for folder, report in reports])


def display_of(path: Path | None) -> Display:
    """How to print: as wide as the terminal, at most 100 columns, and coloured only where that is wanted."""
    width = shutil.get_terminal_size((80, 24)).columns
    return Display(width=min(width, 100), colour=path is None and wants_colour(sys.stdout))
