"""What was read: a line for each file, then totals, then the files that were not read and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from samklang.model import ANY_MOMENT, Document, Passage, Reading, Skipped
from samklang.reporters.printable import clean, flat, located


def render(reading: Reading, show: bool) -> str:
    """The reading as text, ending with a newline.

    Args:
        show: whether to print each passage under its file, with its place.
    """
    passages: dict[str, list[Passage]] = defaultdict(list)
    for passage in reading.passages:
        passages[passage.source.name].append(passage)
    lines: list[str] = []
    for document in reading.documents:
        own = passages[document.source.name]
        lines += [_file(document, own), *(f"  {note}" for note in map(flat, document.notes))]
        if show:
            lines += [_passage(document, passage) for passage in own]
    lines += ["", *_totals(reading)] if reading.passages else []
    lines += [_skipped(skipped) for skipped in reading.skipped]
    lines += [f"problem: {flat(problem)}" for problem in reading.problems]
    lines.append(
        f"files read: {len(reading.documents):,}, passages: {len(reading.passages):,}, "
        f"files not read: {len(reading.skipped):,}"
    )
    return "\n".join(lines) + "\n"


def _file(document: Document, passages: list[Passage]) -> str:
    source = document.source
    moment = "" if source.moment == ANY_MOMENT else f", {source.moment}"
    parts = [
        clean(source.name),
        document.format,
        document.encoding,
        f"{source.channel or 'no channel'}{moment}",
        _counted(passage.language for passage in passages) or "no passages",
    ]
    return "  ".join(filter(None, parts))


def _passage(document: Document, passage: Passage) -> str:
    place = located(passage.place(), document.file)
    return f"  {place}  {passage.block.kind}, {passage.language}  {flat(passage.text)}"


def _totals(reading: Reading) -> Iterator[str]:
    formats = {document.source.name: document.format for document in reading.documents}
    yield "by format    " + _counted(formats[passage.source.name] for passage in reading.passages)
    yield "by channel   " + _counted(passage.source.channel or "none" for passage in reading.passages)
    yield "by language  " + _counted(passage.language for passage in reading.passages)


def _skipped(skipped: Skipped) -> str:
    hint = f" ({flat(skipped.hint)})" if skipped.failed and skipped.hint else ""
    return f"not read: {clean(skipped.name)}: {flat(skipped.reason)}{hint}"


def _counted(names: Iterable[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in Counter(names).most_common())
