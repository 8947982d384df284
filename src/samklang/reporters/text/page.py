"""A page of a terminal: lines, wrapped to the display.

Everything is a rich `Text`, never markup, so that `[bold]` in copy is shown as it is. Widths are in cells: a
Japanese character or an emoji takes two.
"""

from __future__ import annotations

import re
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from samklang.reporters import Display
from samklang.reporters.text.cells import narrow

GAP = 2
"""Cells between the columns of a table."""
MIN_EXCERPT = 20
"""Cells of copy that are shown even on a narrower display."""

_TRAILING = re.compile(r" +(?=(?:\x1b\[0m| )*$)", re.MULTILINE)


class Page:
    """Lines, wrapped to the display; the only code that uses rich's console."""

    def __init__(self, display: Display) -> None:
        self.width = display.width
        self._out = StringIO()
        # Height and environment are fixed, so that the terminal cannot change the output.
        self.console = Console(
            file=self._out,
            width=display.width,
            height=100,
            force_terminal=display.colour,
            color_system="standard" if display.colour else None,
            no_color=not display.colour,
            legacy_windows=False,
            _environ={},
        )

    def line(self, text: Text | str = "") -> None:
        """One line, not wrapped."""
        text = _text(text)
        if self._is_plain(text.plain):
            self._out.write(f"{text.plain}\n")
        else:
            self.console.print(text, soft_wrap=True, highlight=False)

    def prose(self, text: Text | str, *, indent: int = 0, label: str = "") -> None:
        """Text, wrapped; later lines are indented to the first word after the label."""
        hang = indent + len(label)
        room = max(MIN_EXCERPT, self.width - hang)
        text = _text(text)
        if len(text) <= room and self._is_plain(text.plain):
            self._out.write(f"{' ' * indent}{label}{text.plain}\n")
            return
        for number, line in enumerate(text.wrap(self.console, room)):
            line.rstrip()
            lead = Text(" " * indent).append(label, "dim") if number == 0 else Text(" " * hang)
            self.line(lead.append_text(line))

    def heading(self, text: str) -> None:
        self.prose(Text(text, "bold"))

    def table(self, table: Table) -> None:
        self.console.print(table, highlight=False)

    def text(self) -> str:
        text = self._out.getvalue()
        if self.console.color_system:
            return _TRAILING.sub("", text)
        return "\n".join(line.rstrip(" ") for line in text.split("\n"))

    def _is_plain(self, plain: str) -> bool:
        """Whether a text needs no console to be shown as it is: a console takes ten times as long."""
        return not self.console.color_system and narrow(plain)


def _text(text: Text | str) -> Text:
    return text if isinstance(text, Text) else Text(text)


def table_of(first: str, *others: str) -> Table:
    """A table without lines: names aligned left, figures aligned right."""
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="dim")
    table.add_column(first, overflow="fold")
    for name in others:
        table.add_column(name, justify="right", no_wrap=True)
    return table
