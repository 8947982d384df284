"""docs/channels.ipynb: it runs on a smaller brand, and its stored output agrees with the demo's report."""

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
"""How many files of each channel and language the smaller brand has."""


def outputs(notebook: Any, cell: str) -> str:
    """The output of a cell, as text."""
    outputs = next(each for each in notebook.cells if each.id == cell).outputs
    return "\n".join(output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs)


@pytest.fixture
def smaller_brand(tmp_path: Path) -> Path:
    """The demo with a few files of each channel, and without customer types, which take a while to learn."""
    config = (ROOT / "samklang.yaml").read_text(encoding="utf-8")
    (tmp_path / "samklang.yaml").write_text(
        re.sub(r"^customers:.*\n", "", config, flags=re.M), encoding="utf-8"
    )
    shutil.copytree(ROOT / "personas", tmp_path / "personas")
    for folder in sorted((ROOT / "corpora" / "nordlys").iterdir()):
        for file in sorted(path for path in folder.rglob("*") if path.is_file())[: 3 * FILES]:
            copy = tmp_path / file.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copy)
    (tmp_path / "docs").mkdir()
    return tmp_path


def test_it_runs(smaller_brand: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    monkeypatch.setenv("MPLCONFIGDIR", str(smaller_brand / "matplotlib"))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    resources = {"metadata": {"path": str(smaller_brand / "docs")}}
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources=resources).execute()
    assert "Nordlys" in outputs(notebook, "check")
    assert "web" in outputs(notebook, "channels") and "warm" in outputs(notebook, "channels")
    assert "Figure" in outputs(notebook, "plot")


def test_its_stored_output_agrees_with_the_demo(demo_report: Report) -> None:
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
