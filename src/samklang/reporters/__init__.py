"""Report: takes a `Report`, returns text. To add an output: one file, and one line here.

Each module is imported when its reporter is called: rich and jinja2 are only paid for by who uses them.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from samklang.model import Report
from samklang.reporters.catalogue import ENGLISH, Catalogue


class Display(NamedTuple):
    """What the output is shown on, and in which language it speaks. Files and pipes: the default."""

    width: int = 80
    """In terminal cells."""
    colour: bool = False
    catalogue: Catalogue = ENGLISH
    """The words for findings and rules."""


Reporter = Callable[[Report, Display], str]


def _text(report: Report, display: Display) -> str:
    from samklang.reporters import text

    return text.render(report, display)


def _of(module: str) -> Reporter:
    """The reporter of a module of this package with `render(report, catalogue) -> str`, not yet imported."""

    def render(report: Report, display: Display) -> str:
        output: str = import_module(f"{__name__}.{module}").render(report, display.catalogue)
        return output

    return render


REPORTERS: dict[str, Reporter] = {
    "text": _text,
    "json": _of("json"),
    "jsonl": _of("jsonl"),
    "sarif": _of("sarif"),
    "junit": _of("junit"),
    "github": _of("github"),
    "gitlab": _of("gitlab"),
    "rdjsonl": _of("rdjsonl"),
    "checkstyle": _of("checkstyle"),
    "markdown": _of("markdown"),
    "tap": _of("tap"),
    "html": _of("html"),
}
"""By name, as `--format` takes it."""

HOSTS = frozenset({"sarif", "junit", "github", "gitlab", "rdjsonl", "checkstyle", "markdown"})
"""Those that hosts read or show, which know a file by its path from the repository's top."""
