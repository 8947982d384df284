"""docs/channels.ipynb: it runs on a smaller brand, and what it shows is what the demo's report says."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from samklang.model import Report
from tests.conftest import ROOT

NOTEBOOK = ROOT / "docs" / "channels.ipynb"
FILES = 2
"""Of each channel and language in the smaller brand."""


def outputs(notebook: Any, cell: str) -> str:
    """What a cell shows, as text."""
    found = next(one for one in notebook.cells if one.id == cell).outputs
    return "\n".join(one.get("text") or one.get("data", {}).get("text/plain", "") for one in found)


@pytest.fixture
def smaller(tmp_path: Path) -> Path:
    """The demo with a few files of each channel, and no customer types, which it takes a while to learn."""
    config = (ROOT / "samklang.yaml").read_text(encoding="utf-8")
    (tmp_path / "samklang.yaml").write_text(
        re.sub(r"^customers:.*\n", "", config, flags=re.M), encoding="utf-8"
    )
    shutil.copytree(ROOT / "personas", tmp_path / "personas")
    for folder in sorted((ROOT / "corpora" / "nordlys").iterdir()):
        for file in sorted(one for one in folder.rglob("*") if one.is_file())[: 3 * FILES]:
            copy = tmp_path / file.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copy)
    (tmp_path / "docs").mkdir()
    return tmp_path


def test_it_runs(smaller: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    monkeypatch.setenv("MPLCONFIGDIR", str(smaller / "matplotlib"))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    where = {"metadata": {"path": str(smaller / "docs")}}
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources=where).execute()
    assert "Nordlys" in outputs(notebook, "check")
    assert "web" in outputs(notebook, "channels") and "warm" in outputs(notebook, "channels")
    assert "Figure" in outputs(notebook, "plot")


def test_what_it_shows_is_what_the_demo_says(demo_report: Report) -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert f"{len(demo_report.findings)} findings" in outputs(notebook, "check")
    shown = outputs(notebook, "channels")
    for channel in demo_report.channels:
        row = next(line.split() for line in shown.splitlines() if line.startswith(channel.channel))
        assert row[1:3] == [str(channel.documents), f"{channel.consistency:.0f}"], "run the notebook again"


def test_it_names_no_folder_of_the_machine_it_ran_on() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert not re.search(r"/(?:home|tmp|work|Users|root)/", text)
    assert not [cell for cell in json.loads(text)["cells"] if cell["metadata"]]
