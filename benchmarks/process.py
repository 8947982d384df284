"""Measures a process: elapsed and processor seconds, and peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

_KILOBYTES = 1 if sys.platform == "darwin" else 1024
"""Bytes in the unit of `ru_maxrss`."""
_UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
"""Removed from the environment: with it every run would compile samklang, as no installed one does."""


class Usage(NamedTuple):
    """The time and memory that one process used."""

    seconds: float
    processor: float
    """Processor seconds of all threads."""
    memory: float
    """Peak memory in MB."""
    output: str


def run(command: Sequence[str], folder: Path) -> Usage:
    """Runs a command in a folder.

    Raises:
        RuntimeError: it failed. Exit code 1 is no failure: linters use it when there are findings.
    """
    environment = {name: value for name, value in os.environ.items() if name != _UNCOMPILED}
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout  # noqa: S101
    output = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command[:4])} exited with {process.returncode}")
    return Usage(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * _KILOBYTES / 1e6, output)


def best(runs: Iterable[Usage]) -> Usage:
    """The fastest run: other processes cause the slower ones."""
    return min(runs, key=lambda usage: usage.seconds)


def samklang(*arguments: str) -> list[str]:
    """The command of samklang with arguments, in this Python."""
    return [sys.executable, "-m", "samklang", *arguments]
