"""Text from any source, and places in files, made safe to print on a terminal."""

from __future__ import annotations

from samklang.model import FileText, Place

_UNPRINTABLE = (
    {code: 0x2400 + code for code in range(0x20)}  # control pictures: an escape sequence stays a text
    | {ord("\t"): " ", 0x7F: "\u2421", 0x2028: " ", 0x2029: " "}
    | dict.fromkeys((*range(128, 160), *range(55296, 57344)), "�")
    | dict.fromkeys((*range(8234, 8239), *range(8294, 8298)), "�")  # reorder a line
)


def clean(text: str) -> str:
    """The text, safe to print; each character becomes one character, so that offsets stay right."""
    return text.translate(_UNPRINTABLE)


def flat(text: str) -> str:
    """The text as one line, safe to print: line breaks become spaces."""
    return clean(" ".join(text.split()))


def located(place: Place, file: FileText | None) -> str:
    """`path:line:column (key)`, safe to print.

    A key, a cell or a page is added after the path; it replaces the line in files without lines.
    """
    shown = clean(place.name)
    if file and file.lined:
        line, column = file.position(place.span.start)
        shown = f"{shown}:{line}:{column}"
    return f"{shown} ({clean(place.where)})" if place.where else shown
