"""The Dockerfile, as Docker's own parser reads it. It is not built here."""

from __future__ import annotations

import re
from pathlib import Path

import dockerfile
import pytest
from pathspec import PathSpec

from tests.conftest import ROOT

COMMANDS = dockerfile.parse_file(str(ROOT / "Dockerfile"))


def values_of(kind: str) -> list[tuple[str, ...]]:
    return [command.value for command in COMMANDS if command.cmd.upper() == kind]


@pytest.mark.parametrize("base", [value[0] for value in values_of("FROM")])
def test_bases_are_pinned_by_a_tag(base: str) -> None:
    assert re.fullmatch(r"[a-z/]+:\d+\.\d+-\w[\w-]*", base)


def test_what_is_installed_is_checked_by_its_hash() -> None:
    installs = [value[0] for value in values_of("RUN") if "pip install" in value[0]]
    assert [re.findall(r"--(?:require-hashes|no-deps|no-build-isolation)", each) for each in installs] == [
        ["--require-hashes"],
        ["--no-deps", "--no-build-isolation"],
    ]


def test_it_does_not_run_as_root() -> None:
    last = [command.cmd.upper() for command in COMMANDS[::-1]]
    assert last.index("USER") < last.index("FROM"), "the last stage sets no user"
    assert int(values_of("USER")[-1][0]) >= 1000, "a number, so that Kubernetes sees that it is not root"


def test_what_is_copied_exists_and_is_not_ignored() -> None:
    ignored = PathSpec.from_lines(
        "gitignore", (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    )
    for command in COMMANDS:
        if command.cmd.upper() == "COPY" and not any(flag.startswith("--from") for flag in command.flags):
            for source in map(Path, command.value[:-1]):
                assert (ROOT / source).exists()
                assert not ignored.match_file(source), f".dockerignore leaves {source} out"


def test_no_secret_is_baked_in() -> None:
    names = [value[0].split("=")[0] for value in values_of("ARG")] + [
        name for value in values_of("ENV") for name in value[::2]
    ]
    assert set(names) == {"PATH", "XDG_CACHE_HOME", "ORT_DISABLE_TELEMETRY"}
