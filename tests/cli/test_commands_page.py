from __future__ import annotations

import pytest

from benchmarks import commands
from samklang.cli.main import _COMMANDS


def test_the_page_of_the_commands_is_written_from_their_help() -> None:
    assert commands.PAGE.read_text(encoding="utf-8") == commands.page(), "stale: run make docs"


@pytest.mark.parametrize("command", _COMMANDS)
def test_every_command_is_in_the_page_and_points_to_more(command: str) -> None:
    section = commands.page().partition(f"\n## samklang {command}\n")[2].partition("\n## ")[0]
    assert f"    samklang {command}" in section
    assert "\nMore: " in section or command in {"init", "score"}
