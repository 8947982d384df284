"""Read a file: takes a `Source`, returns a `Document` or a `Skipped`.

`table` has a row for each format, `formats` a module for each, `parts` what several of them share. The module
of a format is imported when the first file of that format is read, since most of them need a library of their
own.
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
"""A file with more passages than this is a database rather than copy."""
_DATA = f"If it is data rather than copy, {LEAVE_OUT}"


def read(source: Source) -> Document | Skipped:
    """Read a source: its document, or the reason why it was skipped. Never raises for bad files."""
    data = fetch(source)
    return data if isinstance(data, Skipped) else parse(source, data)


def fetch(source: Source) -> bytes | Skipped:
    """The bytes of a source, or the reason why it was skipped."""
    try:
        if not by_suffix(PurePath(source.name).suffix) and not _may_be_readable(_bytes(source, HEAD)):
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
    """Read the bytes of a source: its document, or the reason why it was skipped."""
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
    expected = by_suffix(PurePath(source.name).suffix)
    content = _actual_content(expected, data)
    if content is None:
        return _parsed(source, expected, data, ())
    note = f"is {content.description}, despite its name"
    if formats := by_suffix(content.suffix):
        return _parsed(source, formats, data, (note,))
    if expected:
        return _failed(source, note, f"Convert it to a format that samklang reads, or {LEAVE_OUT}")
    return _unknown(source, f"is {content.description}, which samklang does not read")


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
    """The blocks of a text; an error at a known offset is raised again with its line."""
    try:
        blocks: tuple[Block, ...] = _module(form).read(text, source.copy)
    except BlockTooLong as error:
        problem = Unreadable(str(error), error.offset, _DATA)
    except Unreadable as error:
        problem = error
    else:
        return blocks
    if problem.offset is None:
        raise problem
    line, _ = FileText(text).position(problem.offset)
    raise Unreadable(f"line {line}: {problem.reason}", hint=problem.hint)


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


def _may_be_readable(head: bytes) -> bool:
    """Whether a file of an unknown suffix may have a format that is read, judging by its first bytes."""
    content = sniff.binary(head) or sniff.from_head(head)
    return content is not None and (content.container or bool(by_suffix(content.suffix)))


def _actual_content(expected: tuple[Format, ...], data: bytes) -> Content | None:
    """What the file contains, if that is not what its name says."""
    content = sniff.binary(data)
    if content is None and all(form.binary or form.any_text for form in expected):
        content = sniff.textual(data)
    if content is None or any(content.suffix in form.suffixes for form in expected):
        return None
    damaged = content.container and any(form.binary for form in expected)
    return None if damaged else content


def _module(form: Format) -> Any:
    return import_module(f"{__name__}.formats.{form.module}")


def _bytes(source: Source, limit: int) -> bytes:
    """At most `limit` bytes of a source. Pipes and devices are refused: they may block, or never end."""
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
