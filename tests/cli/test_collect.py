"""`samklang collect`: how each file was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from samklang.cli.main import run
from tests.conftest import WORKSPACE

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder)
    (folder / "samklang.yaml").write_text(WORKSPACE.replace("[en]", "[en, sv]"), encoding="utf-8")
    (folder / "web" / "sv").mkdir()
    (folder / "web" / "sv" / "kassa.html").write_bytes("<p>Köp</p><p>Vi ses på Åsgatan.</p>".encode("cp1252"))
    (folder / "web" / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return folder


def test_every_file_is_listed_with_how_it_was_read(here: Path, capsys: Capture) -> None:
    assert run(["collect"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "web/buy.md  markdown  utf-8  web, buy  en 2",
        "web/sv/kassa.html  html  cp1252  web  sv 2",
        "  names no encoding: read as cp1252",
        "",
        "by format    markdown 2, html 2",
        "by channel   web 4",
        "by language  en 2, sv 2",
        "not read: web/logo.png: no reader for this kind of file",
        "files read: 2, passages: 4, files not read: 1",
    ]


def test_show_prints_the_passages_with_their_places(here: Path, capsys: Capture) -> None:
    assert run(["collect", "--show", "web/sv"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[2] == "  web/sv/kassa.html:1:4  paragraph, sv  Köp"
    assert out[3] == "  web/sv/kassa.html:1:14  paragraph, sv  Vi ses på Åsgatan."


def test_what_should_have_been_read_and_was_not_is_an_error(here: Path, capsys: Capture) -> None:
    (here / "web" / "broken.txt").write_bytes(b"Hej\0")
    assert run(["collect"]) == 2
    assert "not read: web/broken.txt: has NUL bytes" in capsys.readouterr().out
    assert run(["collect", "gone.md"]) == 2
    assert "problem: gone.md: no such file or folder" in capsys.readouterr().out


def test_copy_cannot_steer_the_terminal(here: Path, capsys: Capture) -> None:
    (here / "web" / "buy.md").write_text("A \x1b[31mred lamp", encoding="utf-8")
    assert run(["collect", "--show", "web/buy.md"]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_one_channel_of_those_that_there_are(here: Path, capsys: Capture) -> None:
    assert run(["collect", "--channel", "web"]) == 0
    assert run(["collect", "--channel", "wbe"]) == 2
    assert "the workspace has web" in capsys.readouterr().err
