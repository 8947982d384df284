"""Read: a `Source` in, a `Document` or a `Skipped` out.

`table` has a row a format, `formats` a module a format, `parts` what several of those share. A module of a
format is imported when the first file of it is read: most of them stand on a library that only its own files
should pay for.
"""

from __future__ import annotations

import stat
from importlib import import_module
from pathlib import PurePath
from typing import Any

from samklang.model import Block, Document, FileText, Skipped, Source
from samklang.readers import sniff
from samklang.readers.parts.comments import comments
from samklang.readers.parts.copy import LEAVE_OUT, SPLIT, BlockTooLong, Rendered, Unreadable
from samklang.readers.parts.encoding import Undecodable, decode
from samklang.readers.sniff import HEAD, Content
from samklang.readers.table import FORMATS, Format, by_suffix, first_match

__all__ = ["FORMATS", "MAX_BLOCKS", "MAX_BYTES", "Format", "fetch", "parse", "read"]

MAX_BYTES = 50_000_000
MAX_BLOCKS = 100_000
"""What is more than this is a database rather than copy."""
_DATA = f"If it is data rather than copy, {LEAVE_OUT}"


def read(source: Source) -> Document | Skipped:
    """The document that a source holds; a reason where it cannot be had. Never raises for bad files."""
    data = fetch(source)
    return data if isinstance(data, Skipped) else parse(source, data)


def fetch(source: Source) -> bytes | Skipped:
    """The bytes of a source; a reason where they cannot be had, or are of no kind that is read."""
    try:
        if not by_suffix(PurePath(source.name).suffix) and not _may_be_read(_bytes(source, HEAD)):
            return _unknown(source)
        data = _bytes(source, MAX_BYTES + 1)
    except Unreadable as error:
        return _failed(source, error.reason, error.hint)
    except OSError as error:
        return _failed(source, f"cannot be read: {error.strerror}", _hint(error))
    if len(data) > MAX_BYTES:
        return _failed(source, f"is over the limit of {MAX_BYTES:,} bytes", SPLIT)
    return data


def parse(source: Source, data: bytes) -> Document | Skipped:
    """The document that a source's bytes are; a reason where they cannot be read."""
    try:
        document = _parse(source, data)
    except Undecodable as error:
        return _failed(source, str(error), f"Save it as UTF-8, or {LEAVE_OUT}")
    except Unreadable as error:
        return _failed(source, error.reason, error.hint)
    except RecursionError:
        return _failed(source, "is nested too deeply", _DATA)
    if isinstance(document, Document) and len(document.blocks) > MAX_BLOCKS:
        reason = f"has {len(document.blocks):,} passages, over the limit of {MAX_BLOCKS:,}"
        return _failed(source, reason, _DATA)
    return document


def _parse(source: Source, data: bytes) -> Document | Skipped:
    named = by_suffix(PurePath(source.name).suffix)
    content = _belied(named, data)
    if content is None:
        return _parsed(source, named, data, ())
    note = f"is {content.what}, despite its name"
    if formats := by_suffix(content.suffix):
        return _parsed(source, formats, data, (note,))
    if named:
        return _failed(source, note, f"Convert it to a format that samklang reads, or {LEAVE_OUT}")
    return _unknown(source, f"is {content.what}, which samklang does not read")


def _parsed(
    source: Source, formats: tuple[Format, ...], data: bytes, notes: tuple[str, ...]
) -> Document | Skipped:
    form = first_match(formats, data[:HEAD].decode("latin-1"))
    if form is not None and form.binary:
        return _rendered(source, form, data, notes)
    text, encoding, detected = decode(data)
    form = first_match(formats, text[:HEAD])
    if form is None:
        return _unknown(source)
    if detected:
        notes = (*notes, f"names no encoding: read as {encoding}")
    return Document(
        source=source,
        file=FileText(text),
        encoding=encoding,
        format=form.name,
        in_order=form.in_order,
        blocks=_blocks(source, form, text),
        comments=comments(form.comments, text),
        notes=notes,
    )


def _blocks(source: Source, form: Format, text: str) -> tuple[Block, ...]:
    """The blocks of a text; what it cannot be read for is told with its line."""
    try:
        blocks: tuple[Block, ...] = _module(form).read(text, source.copy)
    except BlockTooLong as error:
        found = Unreadable(str(error), error.at, _DATA)
    except Unreadable as error:
        found = error
    else:
        return blocks
    if found.at is None:
        raise found
    line, _ = FileText(text).position(found.at)
    raise Unreadable(f"line {line}: {found.reason}", hint=found.hint)


def _rendered(source: Source, form: Format, data: bytes, notes: tuple[str, ...]) -> Document:
    try:
        rendered: Rendered = _module(form).read(data, source.copy)
    except BlockTooLong as error:
        raise Unreadable(f"{error.where}: {error}", hint=_DATA) from error
    return Document(
        source=source,
        file=FileText(rendered.text, lined=False),
        encoding=rendered.encoding,
        format=form.name,
        in_order=form.in_order,
        blocks=rendered.blocks,
        notes=(*notes, *rendered.notes),
    )


def _may_be_read(head: bytes) -> bool:
    """Whether the rest of a file whose name says nothing is worth opening."""
    content = sniff.binary(head) or sniff.marked(head)
    return content is not None and (content.container or bool(by_suffix(content.suffix)))


def _belied(named: tuple[Format, ...], data: bytes) -> Content | None:
    """What the file holds, where that is not what its name says."""
    content = sniff.binary(data)
    if content is None and all(form.binary or form.any_text for form in named):
        content = sniff.textual(data)
    if content is None or any(content.suffix in form.suffixes for form in named):
        return None
    damaged = content.container and any(form.binary for form in named)
    return None if damaged else content


def _module(form: Format) -> Any:
    return import_module(f"{__name__}.formats.{form.module}")


def _bytes(source: Source, limit: int) -> bytes:
    """At most so many bytes of it; a pipe would keep us waiting, and a device never end."""
    if source.path is None:
        return (source.data or b"")[:limit]
    mode = source.path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise Unreadable(
            "is a pipe, a socket or a device, which samklang never opens",
            hint="Send its content to standard input: samklang check --stdin-filename NAME -",
        )
    with source.path.open("rb") as file:
        return file.read(limit)


def _unknown(source: Source, reason: str = "no reader for this kind of file") -> Skipped:
    known = " ".join(sorted(suffix for form in FORMATS for suffix in form.suffixes))
    return Skipped(
        name=source.name,
        reason=reason,
        hint=f"Convert it to a format that samklang reads: {known}",
        failed=source.named,
    )


def _hint(error: OSError) -> str:
    """What to do about a file that the system does not open."""
    if isinstance(error, FileNotFoundError):
        return "Check its name and folder."
    return "Check that it is a file, and its permissions."


def _failed(source: Source, reason: str, hint: str) -> Skipped:
    return Skipped(name=source.name, reason=reason, hint=hint)
