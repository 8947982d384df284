"""Changes according to git: old contents, present names, renames, and what is staged."""

from __future__ import annotations

from pathlib import Path

import pytest

from samklang.errors import ChangeError
from samklang.sources.git import since, staged
from tests.git import commit, git

LONG = "".join(f"Line {number} of a file that will be recognised.\n" for number in range(20))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    for name, text in {"a.md": "A\n", "sub/b.md": LONG, "gone.md": "Gone\n", "å, ä.md": "Å\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    commit(tmp_path)
    return tmp_path


def test_without_changes_the_change_is_empty(repository: Path) -> None:
    change = since(repository, "HEAD")
    assert (change.old_contents, change.changed_files) == ({}, frozenset())


def test_changed_renamed_deleted_and_new_files(repository: Path) -> None:
    (repository / "a.md").write_text("A, changed\n")
    (repository / "å, ä.md").write_text("Å, ändrad\n", encoding="utf-8")
    git(repository, "mv", "sub/b.md", "sub/c.md")
    (repository / "gone.md").unlink()
    (repository / "new.md").write_text("New\n")
    change = since(repository, "HEAD")
    assert change.old_contents == {
        "a.md": b"A\n",
        "å, ä.md": "Å\n".encode(),
        "sub/b.md": LONG.encode(),
        "gone.md": b"Gone\n",
    }
    assert change.changed_files == {"a.md", "å, ä.md", "sub/c.md", "new.md"}


def test_names_are_relative_to_the_workspace_s_folder(repository: Path) -> None:
    (repository / "a.md").write_text("A, changed\n")
    (repository / "sub" / "b.md").write_text("B\n")
    (repository / "sub" / "new.md").write_text("New\n")
    change = since(repository / "sub", "HEAD")
    assert change.changed_files == {"b.md", "new.md"}
    assert change.old_contents == {"b.md": LONG.encode()}


def test_a_branch_is_compared_with_its_merge_base(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "topic")
    (repository / "a.md").write_text("A, on the branch\n")
    commit(repository)
    git(repository, "checkout", "-q", "main")
    (repository / "gone.md").write_text("Changed on main since\n")
    commit(repository)
    git(repository, "checkout", "-q", "topic")
    assert since(repository, "main").changed_files == {"a.md"}


def test_ignored_files_are_not_new(repository: Path) -> None:
    (repository / ".gitignore").write_text("draft.md\n")
    (repository / "draft.md").write_text("Draft\n")
    assert since(repository, "HEAD").changed_files == {".gitignore"}


def test_staged_is_the_index_and_not_the_working_tree(repository: Path) -> None:
    (repository / "a.md").write_text("A, staged\n")
    git(repository, "add", "a.md")
    (repository / "a.md").write_text("A, staged, and changed again\n")
    (repository / "gone.md").write_text("Changed and not staged\n")
    change = staged(repository)
    assert change.changed_files == {"a.md"}
    assert change.old_contents == {"a.md": b"A\n"}
    assert change.staged_contents == {"a.md": b"A, staged\n", "gone.md": b"Gone\n"}


def test_staged_before_the_first_commit(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "a.md")
    assert staged(tmp_path).changed_files == {"a.md"}


def test_a_hook_s_index_is_found_from_a_folder_below(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "sub" / "b.md").write_text("B\n")
    git(repository, "add", "-A")
    monkeypatch.chdir(repository)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert staged(repository / "sub").changed_files == {"b.md"}


@pytest.mark.parametrize("revision", ["nowhere", "--help", "HEAD~9"])
def test_a_revision_that_is_not_there(repository: Path, revision: str) -> None:
    with pytest.raises(ChangeError, match="no revision") as error:
        since(repository, revision)
    assert "fetch" in error.value.hint


def test_a_revision_without_an_ancestor_in_common(repository: Path) -> None:
    git(repository, "checkout", "-q", "--orphan", "other")
    git(repository, "commit", "-q", "-m", "Other")
    with pytest.raises(ChangeError, match="no ancestor in common"):
        since(repository, "main")


def test_a_repository_of_another_user(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(ChangeError, match="another user owns it") as caught:
        since(repository, "HEAD")
    assert caught.value.hint == f"If you trust it: git config --global --add safe.directory {repository}"


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(ChangeError, match="is not in a git repository"):
        since(tmp_path, "HEAD")
