from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lsprotocol import types

from samklang.cli.progress import Silence
from samklang.lsp.draft import Draft, Positions
from samklang.lsp.folder import Folder
from samklang.measure import scorer
from samklang.model import FileText, Span
from tests.conftest import PERSONA
from tests.lsp.place import workspace
from tests.toy import ToyEngine

PARAGRAPHS = [f"Lamp number {number} is on its shelf." for number in range(200)]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> ToyEngine:
    toy = ToyEngine()
    monkeypatch.setattr(scorer, "open_engine", lambda *_: toy)
    return toy


def opened(root: Path, cache: Path | None = None) -> tuple[Folder, Draft]:
    path = root / "web" / "buy.md"
    draft = Draft(uri=path.as_uri(), path=path, version=1, file=FileText("\n\n".join(PARAGRAPHS)))
    return Folder(root / "samklang.yaml", Silence(), cache, pytest.fail), draft


def typed(draft: Draft, paragraph: str) -> Draft:
    return replace(draft, file=FileText(draft.file.text.replace(PARAGRAPHS[99], paragraph)))


def test_only_the_passage_that_changed_is_measured(engine: ToyEngine, tmp_path: Path) -> None:
    folder, draft = opened(workspace(tmp_path))
    folder.check(draft)
    assert set(engine.texts) == set(PARAGRAPHS)
    engine.texts.clear()
    folder.check(typed(draft, "It went out of stock."))
    assert engine.texts == ["It went out of stock."]


def test_the_next_server_uses_the_measurements(engine: ToyEngine, tmp_path: Path) -> None:
    root = workspace(tmp_path)
    folder, draft = opened(root, root / ".samklang")
    folder.check(draft)
    folder.close()
    engine.texts.clear()
    again, _ = opened(root, root / ".samklang")
    assert again.check(draft)
    assert engine.texts == []


def test_a_draft_that_was_checked_is_not_checked_again(engine: ToyEngine, tmp_path: Path) -> None:
    folder, draft = opened(workspace(tmp_path))
    assert folder.check(draft) is folder.check(draft)
    (tmp_path / "persona.yaml").write_text(PERSONA.replace("Test", "Another"))
    other = folder.check(draft)
    assert other
    assert other.workspace.persona.brand == "Another"


def test_findings_in_the_baseline_are_not_reported(engine: ToyEngine, tmp_path: Path) -> None:
    from samklang.judge import baseline

    folder, draft = opened(workspace(tmp_path))
    draft = typed(draft, "We leverage lamps.")
    first = folder.check(draft)
    assert first
    assert "term.avoid" in [finding.rule for finding in first.findings]
    (tmp_path / "known.jsonl").write_text(baseline.dump(map(baseline.known, first.findings)))
    config = tmp_path / "samklang.yaml"
    config.write_text(config.read_text() + "check: {baseline: known.jsonl}\n")
    again = folder.check(draft)
    assert again
    assert again.findings == ()


@pytest.mark.parametrize(
    ("encoding", "start", "end"), [("utf-8", 15, 20), ("utf-16", 8, 12), ("utf-32", 6, 10)]
)
def test_positions_are_counted_as_the_client_counts(encoding: str, start: int, end: int) -> None:
    text = "First 🎉\r\n🎉\u2028🧦 å fåll\nlast"
    file, positions = FileText(text), Positions(encoding)
    span = Span(text.index("fåll"), text.index("\nlast"))
    range_ = positions.range(file, span)
    assert range_ == types.Range(types.Position(1, start), types.Position(1, end))
    assert positions.span(file, range_) == span


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_position_past_the_end_of_its_line_is_that_end(encoding: str) -> None:
    file, positions = FileText("å🎉\r\nlast"), Positions(encoding)
    assert positions.offset(file, types.Position(0, 99)) == 2
    assert positions.offset(file, types.Position(1, 99)) == len(file.text)
    assert positions.offset(file, types.Position(9, 0)) == len(file.text)
    assert positions.offset(FileText(""), types.Position(0, 0)) == 0
    assert positions.position(FileText("a\n"), 2) == types.Position(1, 0)
