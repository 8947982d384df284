"""Read: a `Source` in, a `Document` or a `Skipped` out. To add a format: one file, one line here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import NamedTuple

from samklang.model import Block, Document, FileText, Skipped, Source
from samklang.readers import html, markdown, text
from samklang.readers.copy import MAX_BLOCK, BlockTooLong
from samklang.readers.decode import Undecodable, decode

MAX_BYTES = 50_000_000


class Format(NamedTuple):
    """A format: the file suffixes that mean it, and the function that finds the copy in its text."""

    name: str
    suffixes: tuple[str, ...]
    blocks: Callable[[str], tuple[Block, ...]]


FORMATS = (
    Format("text", (".txt", ".text"), text.read),
    Format("markdown", (".md", ".markdown", ".mdown", ".mkd"), markdown.read),
    Format("html", (".html", ".htm", ".xhtml", ".liquid", ".njk", ".j2"), html.read),
)

_BY_SUFFIX = {suffix: form for form in FORMATS for suffix in form.suffixes}


def read(source: Source) -> Document | Skipped:
    """The document that a source holds; a reason where it cannot be had. Never raises for bad files."""
    form = _BY_SUFFIX.get(PurePath(source.name).suffix.lower())
    if form is None:
        known = " ".join(sorted(_BY_SUFFIX))
        return Skipped(
            name=source.name,
            reason="no reader for this kind of file",
            hint=f"samklang reads {known}",
            failed=source.named,
        )
    try:
        data = _bytes(source)
        if len(data) > MAX_BYTES:
            return _failed(source, f"is {len(data):,} bytes, over the limit of {MAX_BYTES:,}", "Split it.")
        decoded, encoding = decode(data)
        blocks = form.blocks(decoded)
    except OSError as error:
        return _failed(source, f"cannot be read: {error.strerror or error}", "Check its permissions.")
    except Undecodable as error:
        return _failed(source, str(error), "Save it as UTF-8, or leave it out of the channel's files.")
    except BlockTooLong as error:
        line, _ = FileText(decoded).position(error.at)
        reason = f"line {line}: a block of {error.length:,} characters, over the limit of {MAX_BLOCK:,}"
        return _failed(source, reason, "Is it data rather than copy? Leave it out of the channel's files.")
    return Document(source=source, file=FileText(decoded), encoding=encoding, format=form.name, blocks=blocks)


def _bytes(source: Source) -> bytes:
    if source.path is None:
        return source.data or b""
    return source.path.read_bytes()


def _failed(source: Source, reason: str, hint: str) -> Skipped:
    return Skipped(name=source.name, reason=reason, hint=hint)
