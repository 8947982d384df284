"""`samklang init`: what it asks, writes and refuses, and that what it writes can be used at once."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from samklang.cli.main import run
from samklang.config import load
from samklang.model import Workspace
from samklang.pipeline.vocabulary import VOCABULARY
from tests.conftest import ROOT

Capture = pytest.CaptureFixture[str]
pty = pytest.importorskip("pty")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "blue-door"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def copy(here: Path) -> Path:
    (here / "emails").mkdir()
    (here / "emails" / "shipping.md").write_text("The dispatch thereof shall be effected in due course.\n")
    (here / "web").mkdir()
    (here / "web" / "start.md").write_text("Thanks for dropping in, it's lovely to see you here again.\n")
    return here


def workspace(folder: Path) -> Workspace:
    return load(folder / "samklang.yaml", VOCABULARY)


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_defaults_make_a_valid_workspace_with_findings(copy: Path, capsys: Capture) -> None:
    assert run(["init", "--yes"]) == 0
    output = capsys.readouterr().out
    assert "wrote samklang.yaml" in output
    assert "Next: samklang check" in output
    assert run(["validate"]) == 0
    assert "Blue door: valid; 2 files in email, web" in capsys.readouterr().out
    assert run(["check"]) == 1
    assert "too complex for Blue door" in capsys.readouterr().out


def test_an_empty_folder_gets_an_example(here: Path, capsys: Capture) -> None:
    assert run(["init", "--yes"]) == 0
    assert files(here) == {"samklang.yaml", "personas/blue-door.yaml", "web/welcome.md"}
    assert run(["check"]) == 1
    assert "too formal for Blue door" in capsys.readouterr().out


def test_the_copy_of_the_demo_brand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copytree(ROOT / "corpora" / "nordlys", tmp_path / "nordlys")
    assert run(["init", "--yes", str(folder)]) == 0
    written = workspace(folder)
    assert written.persona.brand == "Nordlys"
    assert [channel.name for channel in written.channels] == [
        "email",
        "social",
        "support",
        "store",
        "app",
        "web",
    ]
    assert written.languages == ("en", "sv", "da")
    assert written.persona.approved == ("approved/**",)
    monkeypatch.chdir(folder)
    assert run(["validate"]) == 0


def test_files_that_samklang_writes_are_not_copy(here: Path, capsys: Capture) -> None:
    (here / "hello.md").write_text("Thanks for dropping in, it's lovely to see you here again.\n")
    assert run(["init", "--yes"]) == 0
    assert run(["validate"]) == 0
    assert "1 file in web" in capsys.readouterr().out


def test_nothing_is_overwritten_without_force(copy: Path, capsys: Capture) -> None:
    (copy / "samklang.yaml").write_text("mine")
    assert run(["init", "--yes"]) == 2
    assert "samklang.yaml already exists" in capsys.readouterr().err
    (copy / "samklang.yaml").unlink()
    (copy / "personas").mkdir()
    (copy / "personas" / "blue-door.yaml").write_text("mine")
    assert run(["init", "--yes"]) == 2
    assert not (copy / "samklang.yaml").exists()
    assert (copy / "personas" / "blue-door.yaml").read_text() == "mine"
    assert run(["init", "--yes", "--force"]) == 0
    assert workspace(copy).persona.brand == "Blue door"


def test_without_a_terminal_nobody_can_be_asked(
    copy: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run(["init"]) == 2
    assert "--yes" in capsys.readouterr().err
    assert not (copy / "samklang.yaml").exists()


@pytest.mark.parametrize(
    ("folder", "message"), [("gone", "does not exist"), ("emails/shipping.md", "is a file")]
)
def test_a_missing_folder_or_a_file_is_an_error(
    copy: Path, capsys: Capture, folder: str, message: str
) -> None:
    assert run(["init", "--yes", folder]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("brand", ['Smith & "Sons": #1', "Öl och Ägg", "- {x}", "…", "off"])
def test_a_brand_can_have_any_name(copy: Path, answering: Answering, brand: str) -> None:
    assert answering(brand, *[""] * 8) == 0
    assert workspace(copy).persona.brand == brand


class Answering:
    """Answers the questions of `samklang init` at a terminal."""

    def __init__(self, terminal: int, child: int) -> None:
        self.terminal, self.child, self.output = terminal, child, ""

    def __call__(self, *answers: str) -> int:
        with subprocess.Popen(
            [sys.executable, "-m", "samklang", "init"],
            stdin=self.child,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            start_new_session=True,
        ) as process:
            for answer in answers:
                os.write(self.terminal, answer.encode() + (b"" if answer == "\x04" else b"\n"))
            out, err = process.communicate(timeout=60)
        self.output = out.decode() + err.decode()
        return process.returncode


@pytest.fixture
def answering() -> Iterator[Answering]:
    terminal, child = pty.openpty()
    yield Answering(terminal, child)
    os.close(terminal)
    os.close(child)


def test_answers_replace_defaults_and_invalid_ones_are_asked_again(copy: Path, answering: Answering) -> None:
    answers = [
        "Blå Dörren",
        "sv, klingon",
        "sv, en",
        "radio",
        "email",
        "distant",
        "tepid",
        "neutral",
        "casual",
    ]
    assert answering(*answers, "any", "playful", "gone", "web") == 0, answering.output
    for message in (
        "'klingon' is not one of the choices",
        "'radio' is not one of the choices",
        "'tepid'",
        "there is no folder gone",
    ):
        assert message in answering.output
    written = workspace(copy)
    assert (copy / "personas" / "blå-dörren.yaml").is_file()
    assert (written.persona.brand, written.languages) == ("Blå Dörren", ("sv", "en"))
    assert [channel.name for channel in written.channels] == ["email"]
    assert {band.trait: band.target for band in written.persona.bands} == {
        "warm": -25,
        "plain": 0,
        "formal": -25,
        "playful": 25,
    }
    assert written.persona.approved == ("web/**",)


def test_stopping_halfway_writes_nothing(copy: Path, answering: Answering) -> None:
    before = files(copy)
    assert answering("Blue", "", "\x04") == 130
    assert "interrupted" in answering.output
    assert files(copy) == before
