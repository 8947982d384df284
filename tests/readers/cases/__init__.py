"""The cases of the contract test: one module for each family of text formats, each with its `CASES`."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import NamedTuple


class Case(NamedTuple):
    """How the contract test tests a text format."""

    rich: str
    """A file with all that is awkward in the format, and at least four blocks of copy."""
    write: Callable[[list[str]], str]
    """A file whose copy is these paragraphs, whatever stands in them."""
    blank: tuple[str, ...] = ("", "\ufeff", "   \n\t\r\n \u00a0\n")
    """Files without any copy."""
    scraps: tuple[str, ...] = ()
    """Beginnings of things that never end, and what else may break a parser."""
    lone_cr: bool = True
    """Whether a carriage return alone ends a line."""
    decode: Callable[[str], str] = unescape
    """What characters of the file stand for, where the format has escapes of its own."""
