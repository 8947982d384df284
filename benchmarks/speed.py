"""How fast samklang is and how much memory it needs, compared with other linters and as the copy grows.

python -m benchmarks.speed                    # 20,000 made-up words
python -m benchmarks.speed FOLDER             # a copy of a workspace or of a folder of Markdown
    --most 10000                              # largest size in words, by tens from 1,000; 0 for none
    --proselint PATH --textlint PATH          # the programs; textlint with its rules write-good and alex

Every row is a process of its own, on the same copy: compare rows of one run, never rows of different runs.
Processor seconds are those of all threads; they vary less than elapsed time when other processes use the
machine.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import made_up
from benchmarks.process import Usage, best, run, samklang
from benchmarks.scoring import METHODS

_RUNS = 3
_WORDS = 20_000
_MOST = 1_000_000
_SENTENCES = 500
"""Sentences in the benchmark of scoring alone."""
_MARKDOWN = ".md"
_CHECK = ("check", "--format", "json", "--no-progress")
_HEAD = f"{'':34}{'seconds':>9}{'processor':>11}{'MB':>7}   "


def start_up(folder: Path) -> Iterator[str]:
    """The time before any work is done."""
    for name, arguments in (("python, doing nothing", ["-c", "pass"]), ("--help", []), ("--version", [])):
        command = [sys.executable, *arguments] if arguments else samklang(name)
        yield _row(name, _best(command, folder))


def checks(folder: Path, proselint: str | None, textlint: str | None) -> Iterator[str]:
    """Checks with a cold cache, a warm one and one file changed; then other linters, if installed."""
    run(samklang("cache", "warm"), folder)  # exports the engine, which is to be in no row
    shutil.rmtree(folder / ".samklang", ignore_errors=True)
    cold = run(samklang(*_CHECK), folder)
    counts = json.loads(cold.output)["counts"]
    yield f"{counts['documents']:,} files, {counts['passages']:,} passages, {counts['words']:,} words"
    yield _row("check, cold", cold)
    warm = _best(samklang(*_CHECK), folder)
    yield _row("check, warm", warm, f"{cold.seconds / warm.seconds:.0f} times as fast as cold")
    yield _row("check, warm, as text", _best(samklang("check", "--no-progress"), folder))
    yield _row("check, one file changed", best(_changed(folder, number) for number in range(_RUNS)))
    alone = best(_changed(folder, _RUNS + number, alone=True) for number in range(_RUNS))
    yield _row("check of the changed file alone", alone)
    files = sorted(str(path) for path in folder.rglob(f"*{_MARKDOWN}"))
    if proselint:
        yield _against("proselint", _best([proselint, "check", *files], folder), cold, warm)
    if textlint:
        command = [textlint, "--rule", "write-good", "--rule", "alex", *files]
        yield _against("textlint, write-good and alex", run(command, folder), cold, warm)


def scoring(folder: Path) -> Iterator[str]:
    """Sentences per second, without reading and splitting."""
    command = [sys.executable, "-m", "benchmarks.scoring"]
    rates = {
        method: tuple(
            map(float, run([*command, method, str(folder), str(_SENTENCES)], Path()).output.split())
        )
        for method in reversed(METHODS)
    }
    slowest = rates["sentence-transformers"]
    yield f"{'sentences':34}{'a second':>9}{'processor':>11}"
    for method, (clock, processor) in rates.items():
        times = f"{clock / slowest[0]:.1f} times ({processor / slowest[1]:.1f}) sentence-transformers"
        yield f"{method:34}{clock:9.0f}{processor:11.0f}          {times}"


def growth(most: int) -> Iterator[str]:
    """Copy that grows by a factor of ten: how time and memory grow."""
    words, previous = 1_000, None
    while words <= most:
        with tempfile.TemporaryDirectory() as temporary:
            folder = made_up.workspace(Path(temporary) / "copy", words)
            cold = run(samklang(*_CHECK), folder)
            warm = _best(samklang(*_CHECK), folder)
        yield _row(f"{words:,} words, cold", cold, _times(cold, previous))
        yield _row(f"{words:,} words, warm", warm)
        words, previous = words * 10, cold


def _changed(folder: Path, number: int, *, alone: bool = False) -> Usage:
    """Appends a line to a file and checks the folder, or that file alone."""
    path = min(folder.rglob(f"*{_MARKDOWN}"))
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n\nOne more thing that we would like to tell you today: it is number {number}.\n")
    return run(samklang(*_CHECK, *([str(path)] if alone else [])), folder)


def _best(command: list[str], folder: Path) -> Usage:
    return best(run(command, folder) for _ in range(_RUNS))


def _against(name: str, other: Usage, cold: Usage, warm: Usage) -> str:
    shares = (
        f"{state} takes {ours.seconds / other.seconds:.2f} of it ({ours.processor / other.processor:.2f})"
        for state, ours in (("cold", cold), ("warm", warm))
    )
    return _row(name, other, ", ".join(shares))


def _times(usage: Usage, previous: Usage | None) -> str:
    if previous is None:
        return ""
    ratios = usage.seconds / previous.seconds, usage.processor / previous.processor
    return f"{ratios[0]:.1f} times ({ratios[1]:.1f}) the row above"


def _row(name: str, usage: Usage, note: str = "") -> str:
    row = f"{name:34}{usage.seconds:9.2f}{usage.processor:11.2f}{usage.memory:7.0f}   {note}"
    return row.rstrip()


def main(arguments: list[str]) -> int:
    """Prints the tables."""
    parser = argparse.ArgumentParser(prog="benchmarks.speed")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--most", type=int, default=_MOST)
    parser.add_argument("--proselint", default=shutil.which("proselint"))
    parser.add_argument("--textlint", default=shutil.which("textlint"))
    options = parser.parse_args(arguments)
    print("in parentheses: the same in processor seconds\n")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "copy"
        if options.folder:
            made_up.copied(options.folder, folder)
        else:
            made_up.workspace(folder, _WORDS)
        print(_HEAD, *start_up(folder), "", sep="\n", flush=True)
        print(_HEAD)
        for row in checks(folder, options.proselint, options.textlint):
            print(row, flush=True)
        print("", *scoring(folder), "", sep="\n", flush=True)
    print(run([sys.executable, "-m", "benchmarks.readers"], Path()).output, flush=True)
    print(_HEAD)
    for row in growth(options.most):
        print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
