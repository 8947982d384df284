"""Progress on standard error: a bar in a terminal, a plain line now and then in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from samklang.cli.colour import wants_colour
from samklang.model.progress import Silence
from samklang.words import counted

_BAR_AFTER = 1.0
"""Seconds of work before a bar appears."""
_LINE_EVERY = 30.0
"""Seconds between two lines."""


class Pace:
    """How much of a step is done, and how fast it goes."""

    def __init__(self, what: str, total: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.what, self.total = what, total
        self.done, self._passages = 0.0, 0
        self._clock, self._started = clock, clock()

    def advance(self, done: float, passages: int) -> None:
        self.done += done
        self._passages += passages

    def __str__(self) -> str:
        """`1,200 passages, 40 a second, 0:12 left`; the percentage, for a step that counts no passages."""
        elapsed = self._clock() - self._started
        count = f"{counted(self._passages, 'passage')}, {self._passages / max(elapsed, 0.1):,.0f} a second"
        share = f"{min(1.0, self.done / self.total):.0%}" if self.total else "0%"
        if not self.done or not self.total:
            return share
        seconds = round(elapsed * max(0.0, self.total - self.done) / self.done)
        return f"{count if self._passages else share}, {seconds // 60}:{seconds % 60:02} left"


class Lines:
    """A plain line every 30 seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._next = clock() + _LINE_EVERY
        self._pace = Pace("", 0, clock)

    def start(self, what: str, total: float) -> None:
        self._pace = Pace(what, total, self._clock)

    def advance(self, done: float, passages: int = 0) -> None:
        self._pace.advance(done, passages)
        if self._clock() >= self._next:
            self._next = self._clock() + _LINE_EVERY
            click.echo(f"samklang: {self._pace.what}: {self._pace}", err=True)


class Bar:
    """A progress bar, for work of more than a second."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._pace = Pace("", 0)
        self._shown: Any = None
        self._task: Any = None

    def start(self, what: str, total: float) -> None:
        self._pace = Pace(what, total)
        if self._shown is not None:
            self._add()

    def advance(self, done: float, passages: int = 0) -> None:
        self._pace.advance(done, passages)
        if self._shown is not None:
            self._shown.update(self._task, completed=self._pace.done, pace=str(self._pace))
        elif time.monotonic() - self._started > _BAR_AFTER:
            self._show()

    def stop(self) -> None:
        if self._shown is not None:
            self._shown.stop()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        console = Console(stderr=True, no_color=not wants_colour(sys.stderr))
        columns = TextColumn("{task.description}"), BarColumn(bar_width=20), TextColumn("{task.fields[pace]}")
        self._shown = Progress(*columns, console=console, transient=True)
        self._shown.start()
        self._add()

    def _add(self) -> None:
        if self._task is not None:
            self._shown.remove_task(self._task)
        pace = self._pace
        self._task = self._shown.add_task(pace.what, total=pace.total, completed=pace.done, pace=str(pace))


@contextmanager
def reporting_progress(show_progress: bool = True) -> Iterator[Bar | Lines | Silence]:
    """Shows progress: a bar where standard error is a terminal, else lines; nothing if not wanted."""
    if not show_progress:
        yield Silence()
    elif not sys.stderr.isatty():
        yield Lines()
    else:
        bar = Bar()
        try:
            yield bar
        finally:
            bar.stop()
