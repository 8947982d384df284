"""Several outputs of one report: `--format text --format sarif=out.sarif`."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from samklang.cli.shared import write
from samklang.model import Report
from samklang.reporters import REPORTERS, Display


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


def deliver(report: Report, outputs: Sequence[Output]) -> None:
    """Writes each output, and the verdict to standard error where no output shows it.

    Raises:
        OutputError: a file cannot be written.
    """
    for output in outputs:
        write(REPORTERS[output.form](report, display_of(output.path)), output.path)
    files = [str(output.path) for output in outputs if output.path]
    if len(files) == len(outputs):
        click.echo(f"{report.verdict}; written to {', '.join(files)}", err=True)


def display_of(path: Path | None) -> Display:
    """As wide as the terminal, and coloured only where someone sees colours."""
    terminal = path is None and sys.stdout.isatty()
    width = shutil.get_terminal_size((80, 24)).columns
    return Display(width=min(width, 100), colour=terminal and "NO_COLOR" not in os.environ)
