"""What a process takes: seconds on the clock and on the processor, and memory at its highest."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

_KILOBYTES = 1 if sys.platform == "darwin" else 1024
"""What `ru_maxrss` counts in."""
_UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
"""With it every run would compile samklang anew, as no installed one does."""


class Took(NamedTuple):
    """What one process took."""

    seconds: float
    processor: float
    """Seconds of all its threads."""
    memory: float
    """MB at its highest."""
    output: str


def run(command: Sequence[str], folder: Path) -> Took:
    """Runs a command in a folder.

    Raises:
        RuntimeError: it failed; 1 is what linters exit with when they find something.
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
    return Took(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * _KILOBYTES / 1e6, output)


def best(runs: Iterable[Took]) -> Took:
    """The one that took least: what slows the others down is not the program."""
    return min(runs, key=lambda took: took.seconds)


def samklang(*arguments: str) -> list[str]:
    """Its command line, in this Python."""
    return [sys.executable, "-m", "samklang", *arguments]
