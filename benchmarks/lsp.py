"""How long an editor waits, with a real client: from a change of one paragraph to its diagnostics.

python -m benchmarks.lsp

The pause in which the server waits for more typing is subtracted. Processor time is that of all threads of
the server, on average per change; it varies less than elapsed time when other processes use the machine.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import made_up
from samklang.lsp.handlers import PAUSE
from tests.lsp.editor import Editor

PASSAGES = (10, 100, 1_000)
CHANGES = 20
_WORDS = 80
"""Most words in a made-up paragraph."""


def main() -> None:
    """Prints the table."""
    print(f"{'passages':>8}{'open, s':>10}{'least, ms':>11}{'median':>9}{'worst':>9}{'processor, ms':>15}")
    with tempfile.TemporaryDirectory() as made:
        folder = made_up.workspace(Path(made).resolve() / "copy", PASSAGES[-1] * _WORDS)
        for row in rows(folder):
            print(row, flush=True)


def rows(folder: Path, passages: Sequence[int] = PASSAGES, changes: int = CHANGES) -> Iterator[str]:
    """A row per number of passages, for a document of that many from the copy in a folder."""
    copy = "\n\n".join(path.read_text(encoding="utf-8").strip() for path in sorted(folder.glob("*.md")))
    paragraphs = copy.split("\n\n")
    editor = Editor(folder)
    for count in passages:
        path = folder / f"typed-{count}.md"
        path.write_text("\n\n".join(paragraphs[:count]) + "\n", encoding="utf-8")
        began = time.perf_counter()
        editor.open(path)
        opened, used = time.perf_counter() - began, editor.processor()
        seconds = [_changed(editor, path, paragraphs[count // 2], number) for number in range(changes)]
        used = (editor.processor() - used) / changes
        least, median, worst = (1000 * statistic(seconds) for statistic in (min, statistics.median, max))
        yield f"{count:>8,}{opened:>10.1f}{least:>11.0f}{median:>9.0f}{worst:>9.0f}{1000 * used:>15.0f}"
    editor.leave()


def _changed(editor: Editor, path: Path, paragraph: str, number: int) -> float:
    """Seconds until the diagnostics of a paragraph that grew by a few words, less the pause."""
    began = time.perf_counter()
    editor.replace(path, paragraph[:20], f"{paragraph[:20]} and {number} more of it")
    return time.perf_counter() - began - PAUSE


if __name__ == "__main__":
    main()
