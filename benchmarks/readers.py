"""How fast each reader is: a table of megabytes and passages per second, on one core.

python -m benchmarks.readers           # a generated megabyte for every format that has a case
python -m benchmarks.readers PATH...   # your own files, by format

The cases are those of the contract test, so the development tools must be installed.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path

from samklang.model import Document, Source
from samklang.readers import FORMATS, read
from tests.readers.test_contract import CASES

_SIZE = 1_000_000
_PARAGRAPH = "Vi packar ditt paket i dag, och du får ett brev när det är på väg hem till dig. Nummer {}."
_RUNS = 3
"""Runs of each reader; the fastest counts, since what slows down the others is not the reader."""


def made_up() -> dict[str, list[Source]]:
    """By format: a generated file of about a megabyte."""
    paragraphs = [_PARAGRAPH.format(number) for number in range(_SIZE // len(_PARAGRAPH))]
    data = {name: case.write(paragraphs).encode() for name, case in CASES.items()}
    mail = EmailMessage()
    mail["Subject"] = "Ditt paket"
    mail.set_content("\n\n".join(paragraphs[:100]), cte="quoted-printable")
    data["mail"] = mail.as_bytes()
    data["mbox"] = b"From hej@example.com\n" + b"\n\nFrom hej@example.com\n".join([mail.as_bytes()] * 90)
    suffix = {form.name: form.suffixes[0] for form in FORMATS}
    return {
        name: [Source(name=f"a{suffix[name]}", path=None, data=content)] for name, content in data.items()
    }


def by_format(paths: Iterable[Path]) -> dict[str, list[Source]]:
    """By format: the files at these paths that can be read, in memory."""
    sources: dict[str, list[Source]] = defaultdict(list)
    files = (file for path in paths for file in (path, *sorted(path.rglob("*"))) if file.is_file())
    for path in files:
        source = Source(name=path.as_posix(), path=None, data=path.read_bytes())
        document = read(source)
        if isinstance(document, Document):
            sources[document.format].append(source)
    return sources


def table(sources: Mapping[str, Sequence[Source]]) -> Iterator[str]:
    """A line for each format, then the formats without files."""
    yield f"{'format':14}{'files':>7}{'MB':>8}{'passages':>10}{'MB/s':>8}{'passages/s':>12}"
    for name, files in sorted(sources.items()):
        size = sum(len(source.data or b"") for source in files) / 1e6
        runs = [_run(files) for _ in range(_RUNS)]
        seconds, passages = min(runs)
        speed = f"{size / seconds:8.1f}{passages / seconds:12,.0f}"
        yield f"{name:14}{len(files):7,}{size:8.2f}{passages:10,}{speed}"
    if missing := sorted({form.name for form in FORMATS} - set(sources)):
        yield f"no files of: {', '.join(missing)}"


def _run(sources: Iterable[Source]) -> tuple[float, int]:
    began = time.process_time()  # of this process only, however busy the machine is
    documents = [read(source) for source in sources]
    seconds = time.process_time() - began
    return seconds, sum(len(document.blocks) for document in documents if isinstance(document, Document))


def main(arguments: list[str]) -> int:
    """Print the table."""
    print(*table(by_format(map(Path, arguments)) if arguments else made_up()), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
