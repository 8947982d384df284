"""What several commands need: the workspace, a progress bar, a place to write to."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from samklang.config import FILE, find, load
from samklang.errors import ConfigError, OutputError
from samklang.model import Workspace
from samklang.pipeline import VOCABULARY

_PATIENCE = 1.0
"""Seconds of work before a progress bar appears."""

config_option = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"The workspace's {FILE}; by default the nearest one upward.",
)


def open_workspace(config: Path | None, near: Path) -> Workspace:
    """The workspace of `--config`, else the nearest one upward of a path.

    Raises:
        ConfigError: there is none, or it has mistakes.
    """
    path = config or find(near)
    if path is None:
        raise ConfigError(
            f"no {FILE} here or in any folder above",
            hint="Write one (the README shows how), or name one with --config.",
        )
    return load(path, VOCABULARY)


def check_channel(workspace: Workspace, channel: str | None) -> None:
    """Complain of a `--channel` that the workspace does not have.

    Raises:
        BadParameter: with the channels that it has.
    """
    if channel and workspace.channel(channel) is None:
        known = ", ".join(one.name for one in workspace.channels)
        raise click.BadParameter(f"no channel {channel!r}; the workspace has {known}", param_hint="--channel")


def in_ci() -> bool:
    """Whether a machine runs this, where nothing that is written would be kept."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


class Bar:
    """A progress bar on standard error, for work of more than a second that a person is looking at."""

    def __init__(self) -> None:
        self._what = ""
        self._total = self._done = 0
        self._began = time.monotonic()
        self._shown: Any = None
        self._task: Any = None

    def start(self, what: str, total: int) -> None:
        self._what, self._total, self._done = what, total, 0
        if self._shown is not None:
            self._task = self._shown.add_task(what, total=total)

    def advance(self, done: int) -> None:
        self._done += done
        if self._shown is None and time.monotonic() - self._began > _PATIENCE:
            self._show()
        elif self._shown is not None:
            self._shown.update(self._task, completed=self._done)

    def stop(self) -> None:
        if self._shown is not None:
            self._shown.stop()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        self._shown = Progress(console=Console(stderr=True), transient=True)
        self._shown.start()
        self._task = self._shown.add_task(self._what, total=self._total, completed=self._done)


class Silence:
    """A watcher for when nobody is looking."""

    def start(self, what: str, total: int) -> None:
        """Says nothing."""

    def advance(self, done: int) -> None:
        """Says nothing."""


@contextmanager
def watching() -> Iterator[Bar | Silence]:
    """A progress bar where standard error is a terminal, else silence."""
    if not sys.stderr.isatty():
        yield Silence()
        return
    bar = Bar()
    try:
        yield bar
    finally:
        bar.stop()


def write(text: str, output: Path | None) -> None:
    """Writes to a file, all or nothing, or to standard output.

    Raises:
        OutputError: the file cannot be written.
    """
    if output is None:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        draft = output.with_name(f".{output.name}.{os.getpid()}")
        draft.write_text(text, encoding="utf-8")
        draft.replace(output)
    except OSError as error:
        raise OutputError(f"{output}: cannot be written: {error.strerror}") from error
