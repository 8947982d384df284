"""Report: takes a `Report`, returns text. To add an output: one file, and one line here.

Each module is imported when its reporter is called, so that rich and jinja2 are loaded only where needed.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from samklang.model import Report
from samklang.reporters.catalogue import ENGLISH, Catalogue


class Display(NamedTuple):
    """Where the output is shown, and in which language. The defaults are for files and pipes."""

    width: int = 80
    """In terminal cells."""
    colour: bool = False
    catalogue: Catalogue = ENGLISH
    """The words for findings and rules."""


Reporter = Callable[[Report, Display], str]


def _text(report: Report, display: Display) -> str:
    from samklang.reporters import text

    return text.render(report, display)


def _reporter(module: str) -> Reporter:
    """The reporter of a module of this package with `render(report, catalogue) -> str`, not yet imported."""

    def render(report: Report, display: Display) -> str:
        output: str = import_module(f"{__name__}.{module}").render(report, display.catalogue)
        return output

    return render


REPORTERS: dict[str, Reporter] = {
    "text": _text,
    "json": _reporter("json"),
    "jsonl": _reporter("jsonl"),
    "sarif": _reporter("sarif"),
    "junit": _reporter("junit"),
    "github": _reporter("github"),
    "gitlab": _reporter("gitlab"),
    "rdjsonl": _reporter("rdjsonl"),
    "checkstyle": _reporter("checkstyle"),
    "markdown": _reporter("markdown"),
    "tap": _reporter("tap"),
    "html": _reporter("html"),
}
"""By name, as `--format` takes it."""

HOSTS = frozenset({"sarif", "junit", "github", "gitlab", "rdjsonl", "checkstyle", "markdown"})
"""The formats that hosts read or show. Hosts know a file by its path from the top of the repository."""
