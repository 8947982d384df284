from __future__ import annotations

from pathlib import Path

from tests.lsp import golden


def test_the_conversation_matches_the_golden_file(tmp_path: Path) -> None:
    kept = golden.FILE.read_text(encoding="utf-8")
    assert golden.conversation(tmp_path / "workspace") == kept, (
        "run python -m tests.lsp.golden and review the difference"
    )
