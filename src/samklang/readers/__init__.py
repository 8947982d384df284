"""Read: a `Source` in, a `Document` or a `Skipped` out. To add a format: one file, one line in `FORMATS`.

A module of a format is imported when the first file of it is read: most of them stand on a library
that only its own files should pay for.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import PurePath
from typing import Any, NamedTuple

from samklang.model import Document, FileText, Skipped, Source
from samklang.readers.copy import MAX_BLOCK, BlockTooLong, Rendered, Unreadable
from samklang.readers.decode import Undecodable, decode

MAX_BYTES = 50_000_000
_HEAD = 4096


class Format(NamedTuple):
    """A format, and the module of this package that reads it.

    A module of a text format has `read(text: str, rules: CopyRules) -> tuple[Block, ...]`, whose
    pieces count in that text. A module of a binary one has `read(data: bytes, rules) -> Rendered`.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    marks: str = ""
    """What stands in the first characters of such a file, as a regular expression: it tells formats that
    share a suffix apart. Empty for the one that takes what no other of the suffix does."""
    binary: bool = False


FORMATS = (
    Format("text", (".txt", ".text"), "text"),
    Format("markdown", (".md", ".markdown", ".mdown", ".mkd"), "markdown"),
    Format("html", (".html", ".htm", ".xhtml", ".liquid", ".njk", ".j2"), "html"),
    Format("gettext", (".po", ".pot"), "po"),
    Format("fluent", (".ftl",), "fluent"),
    Format("strings", (".strings",), "strings"),
    Format("properties", (".properties",), "properties"),
    Format("csv", (".csv", ".tsv"), "csv"),
    Format("parquet", (".parquet",), "parquet", binary=True),
)
"""Of those that share a suffix, the first whose marks are found reads the file."""


def read(source: Source) -> Document | Skipped:
    """The document that a source holds; a reason where it cannot be had. Never raises for bad files."""
    suffix = PurePath(source.name).suffix.lower()
    formats = [form for form in FORMATS if suffix in form.suffixes]
    if not formats:
        return _unknown(source)
    decoded = ""
    try:
        data = _bytes(source)
        if len(data) > MAX_BYTES:
            return _failed(source, f"is {len(data):,} bytes, over the limit of {MAX_BYTES:,}", "Split it.")
        form = _format(formats, data[:_HEAD].decode("latin-1"))
        if form is not None and form.binary:
            return _rendered(source, form, data)
        decoded, encoding = decode(data)
        form = _format(formats, decoded[:_HEAD])
        if form is None:
            return _unknown(source)
        blocks = _module(form).read(decoded, source.copy)
    except OSError as error:
        return _failed(source, f"cannot be read: {error.strerror or error}", "Check its permissions.")
    except Undecodable as error:
        return _failed(source, str(error), "Save it as UTF-8, or leave it out of the channel's files.")
    except Unreadable as error:
        place = "" if error.at is None else f"line {FileText(decoded).position(error.at)[0]}: "
        return _failed(source, place + error.reason, error.hint)
    except BlockTooLong as error:
        place = f"line {FileText(decoded).position(error.at)[0]}" if decoded else error.where
        reason = f"{place}: a block of {error.length:,} characters, over the limit of {MAX_BLOCK:,}"
        return _failed(source, reason, "Is it data rather than copy? Leave it out of the channel's files.")
    return Document(source=source, file=FileText(decoded), encoding=encoding, format=form.name, blocks=blocks)


def _rendered(source: Source, form: Format, data: bytes) -> Document:
    rendered: Rendered = _module(form).read(data, source.copy)
    return Document(
        source=source,
        file=FileText(rendered.text, lined=False),
        encoding="",
        format=form.name,
        blocks=rendered.blocks,
        notes=rendered.notes,
    )


def _format(formats: list[Format], head: str) -> Format | None:
    return next((form for form in formats if re.search(form.marks, head)), None)


def _module(form: Format) -> Any:
    return import_module(f"{__name__}.{form.module}")


def _bytes(source: Source) -> bytes:
    if source.path is None:
        return source.data or b""
    return source.path.read_bytes()


def _unknown(source: Source) -> Skipped:
    known = " ".join(sorted(suffix for form in FORMATS for suffix in form.suffixes))
    return Skipped(
        name=source.name,
        reason="no reader for this kind of file",
        hint=f"samklang reads {known}",
        failed=source.named,
    )


def _failed(source: Source, reason: str, hint: str) -> Skipped:
    return Skipped(name=source.name, reason=reason, hint=hint)
