"""Colours are for terminals, unless an option or a variable says otherwise."""

from __future__ import annotations

import io
from pathlib import Path

import click
import pytest

from samklang.cli.colour import wants_colour
from samklang.cli.main import run


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


@pytest.mark.parametrize(
    ("variables", "terminal", "log"),
    [
        ({}, True, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"TERM": "dumb"}, False, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "0"}, True, False),
        ({"CLICOLOR_FORCE": "1"}, True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
    ],
)
def test_the_environment(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], terminal: bool, log: bool
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert wants_colour(Terminal()) is terminal
    assert wants_colour(io.StringIO()) is log


def test_the_command_line_takes_precedence_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with click.Context(click.Command("check"), color=True):
        assert wants_colour(io.StringIO())
    monkeypatch.delenv("NO_COLOR")
    with click.Context(click.Command("check"), color=False):
        assert not wants_colour(Terminal())


@pytest.mark.parametrize(
    ("arguments", "coloured"),
    [
        (["check", "--color", "always"], True),
        (["check", "--colour=always"], True),
        (["--color", "always", "check"], True),
        (["--color", "always", "check", "--color", "never"], False),
        (["--color", "always", "check", "--color", "auto"], False),
        (["check"], False),
    ],
)
def test_the_option_before_and_after_the_command(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    coloured: bool,
) -> None:
    monkeypatch.chdir(folder)
    (folder / "web" / "buy.md").write_text("We leverage the lamp.")
    run(arguments)
    assert ("\x1b[" in capsys.readouterr().out) is coloured


def test_every_command_takes_the_option(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SAMKLANG_COLOR", "never")
    assert run(["validate", "--color", "never"]) == 0
