"""docs/python.md: every example runs, and prints what the page says."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

PAGE = ROOT / "docs" / "python.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
_NAMED = re.compile(r"(?:# |<!-- )(\S+)(?: -->)?\n")


def run(page: str, folder: Path) -> list[tuple[str, str]]:
    """What the page says each example prints, and what it prints.

    Blocks of other languages that begin with a file's name are written to that file first.
    """
    names: dict[str, Any] = {"__name__": "page"}
    printed, found = "", []
    for language, text in _BLOCK.findall(page):
        if language == "python":
            with redirect_stdout(io.StringIO()) as out:
                exec(compile(text, str(PAGE), "exec"), names)  # noqa: S102 (the page is ours)
            printed = out.getvalue()
        elif language == "text":
            found.append((text, printed))
        elif named := _NAMED.match(text):
            file = folder / named[1]
            file.parent.mkdir(exist_ok=True)
            file.write_text(text[named.end() :] if language == "markdown" else text, encoding="utf-8")
    return found


def test_examples_print_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = run(PAGE.read_text(encoding="utf-8"), tmp_path)
    assert len(found) == 8
    for says, printed in found:
        assert printed == says
