"""`samklang profile`: the comparison of a channel's languages, as a user sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from samklang.cli.main import run
from tests.conftest import WORKSPACE

Capture = pytest.CaptureFixture[str]

MAILS = {
    "en": "Thanks so much for your order number {}, we're really happy that you found something here.",
    "sv": "Ärende nummer {} har mottagits av bolaget och kommer att handläggas i enlighet med villkoren.",
}


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder)
    (folder / "samklang.yaml").write_text(WORKSPACE.replace("[en]", "[en, sv]"), encoding="utf-8")
    for language, text in MAILS.items():
        (folder / "web" / language).mkdir()
        for number in range(5):
            copy = text.format(number)
            (folder / "web" / language / f"mail{number}.md").write_text(copy, encoding="utf-8")
    return folder


def test_a_cold_translation_of_warm_mails_is_surely_the_translation(here: Path, capsys: Capture) -> None:
    assert run(["profile", "web"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["web", "en 6 documents, 7 passages; sv 5 documents, 5 passages"]
    assert lines[2].split() == "trait mean unsure from en the tool rest".split()
    [formal] = [index for index, line in enumerate(lines) if line.startswith("formal")]
    assert lines[formal + 1].split()[0] == "sv"
    assert lines[formal + 1].endswith("*")
    assert lines[-1].startswith("* surely the translation")
    assert max(map(len, lines)) <= 80


def test_what_has_no_counterpart_is_marked_as_unmatched(here: Path, capsys: Capture) -> None:
    for number in range(5):
        (here / "web" / "sv" / f"mail{number}.md").rename(here / "web" / "sv" / f"brev{number}.md")
    assert run(["profile"]) == 0
    out = capsys.readouterr().out
    assert "~ of all copy in both languages" in out
    assert "surely" not in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["webb"], "Invalid value for CHANNEL: no channel 'webb'; the workspace has web"),
        (["web"], "web has copy in one language only"),
        ([], "no channel has copy in two languages"),
    ],
)
def test_languages_that_cannot_be_compared_are_an_error(
    here: Path, capsys: Capture, arguments: list[str], message: str
) -> None:
    for number in range(5):
        (here / "web" / "sv" / f"mail{number}.md").unlink()
    assert run(["profile", *arguments]) == 2
    assert message in capsys.readouterr().err
