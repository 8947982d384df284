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
_FILE_NAME = re.compile(r"(?:# |<!-- )(\S+)(?: -->)?\n")


def run(page: str, folder: Path) -> list[tuple[str, str]]:
    """Runs the examples of the page: for each, its output as the page shows it, and its output.

    Blocks of other languages that begin with a file's name are first written to that file.
    """
    variables: dict[str, Any] = {"__name__": "page"}
    output, results = "", []
    for language, text in _BLOCK.findall(page):
        if language == "python":
            with redirect_stdout(io.StringIO()) as stdout:
                exec(compile(text, str(PAGE), "exec"), variables)  # noqa: S102 (the page is ours)
            output = stdout.getvalue()
        elif language == "text":
            results.append((text, output))
        elif name := _FILE_NAME.match(text):
            file = folder / name[1]
            file.parent.mkdir(exist_ok=True)
            file.write_text(text[name.end() :] if language == "markdown" else text, encoding="utf-8")
    return results


def test_examples_print_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    results = run(PAGE.read_text(encoding="utf-8"), tmp_path)
    assert len(results) == 8
    for shown, output in results:
        assert output == shown
