"""Walking folders: compared with git's own answer, and what else is left out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from samklang.sources.walk import files, workspaces
from tests.git import git

IGNORES = {
    ".gitignore": "build/\n*.log\n!keep.log\n/top.md\nsub/only.md\n**/deep/*.md\n!\n\\\n# a word\nå*.md\n",
    "sub/.gitignore": "*.txt\r\n!kept.txt\r\nlocal/\r\n",
    "sub/inner/.gitignore": "!mine.txt\n!build/\n",
    ".git/info/exclude": "private.md\n",
}
NAMES = """a.md top.md sub/top.md error.log keep.log sub/error.log build/x.md sub/build/x.md build/keep.log
sub/only.md sub/sub/only.md deep/x.md q/deep/x.md q/deep/r/x.md sub/a.txt sub/kept.txt a.txt
sub/inner/mine.txt sub/inner/other.txt sub/inner/build/x.md sub/local/a.md private.md sub/private.md
åå.md q/local/a.md""".split()


def write(folder: Path, *names: str, text: str = "Copy.") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="")


def walked(folder: Path, **options: bool) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in files(folder, **options)}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    write(tmp_path, *NAMES)
    for name, text in IGNORES.items():
        write(tmp_path, name, text=text)
    return tmp_path


def listed_by_git(folder: Path) -> set[str]:
    names = git(folder, "ls-files", "-z", "--others", "--exclude-standard").split("\0")
    return {name for name in names if name and not Path(name).name.startswith(".")}


def test_the_ignored_files_are_those_that_git_ignores(repository: Path) -> None:
    assert walked(repository) == listed_by_git(repository)
    assert walked(repository, ignored=True) == set(NAMES)


@pytest.mark.parametrize("folder", ["sub", "sub/inner", "q"])
def test_rules_of_folders_above_hold_below(repository: Path, folder: str) -> None:
    assert walked(repository / folder) == listed_by_git(repository / folder) != set()


def test_a_folder_that_is_ignored_itself_is_walked_when_it_is_named(repository: Path) -> None:
    assert walked(repository / "build") == {"x.md", "keep.log"}
    assert walked(repository / "sub" / "local") == {"a.md"}


def test_outside_of_a_repository_the_rules_reach_up_to_the_workspace(tmp_path: Path) -> None:
    write(tmp_path, ".gitignore", text="*.md")
    write(tmp_path / "brand", "samklang.yaml", "web/a.md", "web/b.txt", "web/sub/c.md")
    write(tmp_path / "brand", ".gitignore", text="*.txt")
    assert walked(tmp_path / "brand" / "web") == {"a.md", "sub/c.md"}


def test_ignored_folders_are_not_entered(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entered = []
    scandir = os.scandir

    def entering(path: str) -> object:
        entered.append(os.path.relpath(path, repository))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", entering)
    walked(repository)
    assert "sub" in entered and not {"build", "sub/build", "sub/local"} & set(entered)


def test_files_of_a_workspace_below_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, "samklang.yaml", "a.md", "apps/b.md", "apps/shop/samklang.yaml", "apps/shop/web/c.md")
    assert walked(tmp_path) == {"samklang.yaml", "a.md", "apps/b.md"}
    assert walked(tmp_path / "apps" / "shop") == {"samklang.yaml", "web/c.md"}
    assert "apps/shop/web/c.md" in walked(tmp_path, nested=True)


def test_workspaces_are_found_at_any_depth_but_where_git_ignores(repository: Path) -> None:
    write(
        repository,
        *(f"{folder}/samklang.yaml" for folder in (".", "a", "a/b/c", "build", "node_modules/x", ".d")),
    )
    assert [path.parent for path in workspaces(repository)] == [repository / "a", repository / "a/b/c"]
    assert repository / "build/samklang.yaml" in workspaces(repository, ignored=True)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_rules_that_cannot_be_read_ignore_nothing(repository: Path) -> None:
    (repository / ".gitignore").chmod(0)
    assert "top.md" in walked(repository)


def test_a_pipe_is_not_read_as_an_ignore_file(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    os.mkfifo(tmp_path / ".gitignore")
    assert walked(tmp_path) == {"a.md"}
