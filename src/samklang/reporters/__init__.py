"""Report: one `Report` in, text out. To add a format: one file, one function and one line here.

Each module is imported when its reporter is called: rich and jinja2 are only paid for by who uses them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from samklang.model import Report


class Display(NamedTuple):
    """What the output is shown on. Files and pipes: the default."""

    width: int = 80
    """In terminal cells."""
    colour: bool = False


Reporter = Callable[[Report, Display], str]


def _text(report: Report, display: Display) -> str:
    from samklang.reporters import text

    return text.render(report, display)


def _json(report: Report, _display: Display) -> str:
    from samklang.reporters import json

    return json.render(report)


def _github(report: Report, _display: Display) -> str:
    from samklang.reporters import github

    return github.render(report)


def _html(report: Report, _display: Display) -> str:
    from samklang.reporters import html

    return html.render(report)


REPORTERS: dict[str, Reporter] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "html": _html,
}
"""By name, as `--format` takes it."""
