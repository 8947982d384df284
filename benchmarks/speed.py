"""How fast samklang is, and how much memory it takes: against other linters and as copy grows.

python -m benchmarks.speed                    # 20,000 words that are made up
python -m benchmarks.speed FOLDER             # a workspace, or a folder of Markdown, of which it takes a copy
    --most 10000                              # how far copy grows, from 1,000 words by tens; 0 leaves it out
    --proselint PATH --textlint PATH          # the programs; textlint with its rules write-good and alex

Every row is a process of its own, all on the same copy in the same run: compare rows, never runs. The
processor's seconds are those of all threads, and move less than the clock's where others use the machine.
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
from benchmarks.process import Took, best, run, samklang
from benchmarks.scoring import WAYS

_RUNS = 3
_WORDS = 20_000
_MOST = 1_000_000
_SENTENCES = 500
"""That are scored alone."""
_MARKDOWN = ".md"
_CHECK = ("check", "--format", "json", "--no-progress")
_HEAD = f"{'':34}{'seconds':>9}{'processor':>11}{'MB':>7}   "


def start_up(folder: Path) -> Iterator[str]:
    """What there is to wait for before anything is done."""
    for name, arguments in (("python, doing nothing", ["-c", "pass"]), ("--help", []), ("--version", [])):
        command = [sys.executable, *arguments] if arguments else samklang(name)
        yield _row(name, _best(command, folder))


def checks(folder: Path, proselint: str | None, textlint: str | None) -> Iterator[str]:
    """Cold, warm, one file changed; then what is beside it, as far as it is installed."""
    run(samklang("cache", "warm"), folder)  # exports the engine, which no row shall pay for
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
    """Sentences a second, loading and splitting apart."""
    command = [sys.executable, "-m", "benchmarks.scoring"]
    rates = {
        way: tuple(map(float, run([*command, way, str(folder), str(_SENTENCES)], Path()).output.split()))
        for way in reversed(WAYS)
    }
    slowest = rates["sentence-transformers"]
    yield f"{'sentences':34}{'a second':>9}{'processor':>11}"
    for way, (clock, processor) in rates.items():
        times = f"{clock / slowest[0]:.1f} times ({processor / slowest[1]:.1f}) sentence-transformers"
        yield f"{way:34}{clock:9.0f}{processor:11.0f}          {times}"


def growth(most: int) -> Iterator[str]:
    """Copy that grows by tens: what ten times the words take."""
    words, before = 1_000, None
    while words <= most:
        with tempfile.TemporaryDirectory() as temporary:
            folder = made_up.workspace(Path(temporary) / "copy", words)
            cold = run(samklang(*_CHECK), folder)
            warm = _best(samklang(*_CHECK), folder)
        yield _row(f"{words:,} words, cold", cold, _times(cold, before))
        yield _row(f"{words:,} words, warm", warm)
        words, before = words * 10, cold


def _changed(folder: Path, number: int, *, alone: bool = False) -> Took:
    path = min(folder.rglob(f"*{_MARKDOWN}"))
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n\nOne more thing that we would like to tell you today: it is number {number}.\n")
    return run(samklang(*_CHECK, *([str(path)] if alone else [])), folder)


def _best(command: list[str], folder: Path) -> Took:
    return best(run(command, folder) for _ in range(_RUNS))


def _against(name: str, other: Took, cold: Took, warm: Took) -> str:
    shares = (
        f"{state} takes {own.seconds / other.seconds:.2f} of it ({own.processor / other.processor:.2f})"
        for state, own in (("cold", cold), ("warm", warm))
    )
    return _row(name, other, ", ".join(shares))


def _times(now: Took, before: Took | None) -> str:
    if before is None:
        return ""
    return f"{now.seconds / before.seconds:.1f} times ({now.processor / before.processor:.1f}) the one above"


def _row(name: str, took: Took, note: str = "") -> str:
    row = f"{name:34}{took.seconds:9.2f}{took.processor:11.2f}{took.memory:7.0f}   {note}"
    return row.rstrip()


def main(arguments: list[str]) -> int:
    """Prints the tables."""
    parser = argparse.ArgumentParser(prog="benchmarks.speed")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--most", type=int, default=_MOST)
    parser.add_argument("--proselint", default=shutil.which("proselint"))
    parser.add_argument("--textlint", default=shutil.which("textlint"))
    given = parser.parse_args(arguments)
    print("in parentheses: the same by the processor's seconds\n")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "copy"
        if given.folder:
            made_up.copied(given.folder, folder)
        else:
            made_up.workspace(folder, _WORDS)
        print(_HEAD, *start_up(folder), "", sep="\n", flush=True)
        print(_HEAD)
        for row in checks(folder, given.proselint, given.textlint):
            print(row, flush=True)
        print("", *scoring(folder), "", sep="\n", flush=True)
    print(run([sys.executable, "-m", "benchmarks.readers"], Path()).output, flush=True)
    print(_HEAD)
    for row in growth(given.most):
        print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
