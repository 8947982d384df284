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
from samklang.frontends.commands import HOSTS, REPORTERS, Display, folder_in_repository, merged, named_from
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
        form, told, path = value.partition("=")
        if form not in REPORTERS:
            self.fail(f"no format {form!r}; choose from {', '.join(REPORTERS)}", param, ctx)
        if told and not path:
            self.fail(f"{value!r} names no file", param, ctx)
        return Output(form, Path(path) if path else None)

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The formats' names; the shell knows the files."""
        return [CompletionItem(name) for name in REPORTERS if name.startswith(incomplete)]


def resolved(outputs: Sequence[Output], path: Path | None) -> tuple[Output, ...]:
    """The outputs, those without a file going to `path`; text where none is asked for.

    Raises:
        UsageError: two would go to one place.
    """
    placed = tuple(Output(output.form, output.path or path) for output in outputs or (Output("text", None),))
    for at, output in enumerate(placed):
        if output.path in [other.path for other in placed[:at]]:
            where = output.path or "standard output"
            raise click.UsageError(f"two formats go to {where}; give one another file, as sarif=out.sarif")
    return placed


def deliver(found: Sequence[tuple[Workspace, Report]], outputs: Sequence[Output]) -> int:
    """Writes each output, and the verdict to standard error where no output shows it.

    Returns:
        How the run exits.

    Raises:
        OutputError: a file cannot be written.
    """
    report = joined(found)
    hosted = _from([(folder_in_repository(workspace), report) for workspace, report in found])
    for output in outputs:
        told = hosted if output.form in HOSTS else report
        write(REPORTERS[output.form](told, display_of(output.path)), output.path)
    files = [str(output.path) for output in outputs if output.path]
    if len(files) == len(outputs):
        click.echo(f"{report.verdict}; written to {', '.join(files)}", err=True)
    return report.exit


def joined(found: Sequence[tuple[Workspace, Report]]) -> Report:
    """One report of all, its files named from where the user stands."""
    return _from([(workspace.folder, report) for workspace, report in found])


def _from(found: Sequence[tuple[str, Report]]) -> Report:
    """One report of all, its files named from the folder that the workspaces' are told from."""
    return merged([(folder or ".", named_from(folder, report)) for folder, report in found])


def display_of(path: Path | None) -> Display:
    """As wide as the terminal, and coloured only where someone sees colours."""
    width = shutil.get_terminal_size((80, 24)).columns
    return Display(width=min(width, 100), colour=path is None and wants_colour(sys.stdout))
