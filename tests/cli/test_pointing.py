"""Which files are checked: globs, lists, one workspace or several; and the output and exit of such runs."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from samklang.cli.main import run
from samklang.config import load
from samklang.judge.baseline import FILE
from samklang.pipeline.naming import folder_in_repository, named_from_here
from samklang.pipeline.vocabulary import VOCABULARY
from samklang.reporters import HOSTS, REPORTERS
from tests.conftest import COPY, PERSONA, ROOT, WORKSPACE
from tests.git import commit, git

Capture = pytest.CaptureFixture[str]
LEVERAGE = "We leverage the lamp.\n"


def brand(folder: Path, name: str, copy: str = COPY, extra: str = "") -> Path:
    """A workspace in a folder."""
    (folder / "web").mkdir(parents=True)
    (folder / "samklang.yaml").write_text(WORKSPACE + extra)
    (folder / "persona.yaml").write_text(PERSONA.replace("Test", name))
    (folder / "web" / "buy.md").write_text(copy)
    return folder


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A single workspace, which is the current folder."""
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two workspaces and files of neither; its top is the current folder."""
    brand(tmp_path / "apps" / "bank", "Bank")
    brand(tmp_path / "apps" / "shop", "Shop", LEVERAGE)
    (tmp_path / "README.md").write_text(LEVERAGE)
    git(tmp_path, "init", "-q", "-b", "main")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)
    return tmp_path


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def checked(capsys: Capture, *arguments: str) -> dict[str, Any]:
    """The report of a check, as JSON, once its `exit` is found to be the exit status."""
    capsys.readouterr()
    status = run(["check", *arguments, "--format", "json"])
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert report["exit"] == status
    return report


def files_of(report: dict[str, Any]) -> list[str]:
    """The files with the banned word."""
    return [finding["place"]["file"] for finding in report["findings"] if finding["rule"] == "term.avoid"]


# --- globs --------------------------------------------------------------------------------------


def test_a_glob_is_expanded_where_no_shell_did(here: Path, capsys: Capture) -> None:
    for name in ("web/deep/er/a.md", "web/b.txt", "web/c.md"):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(LEVERAGE)
    (here / "web" / "logo.png").write_bytes(b"\x89PNG")
    assert files_of(checked(capsys, "web/**/*.md")) == ["web/c.md", "web/deep/er/a.md"]
    assert files_of(checked(capsys, "web/?.md", "web/b.*")) == ["web/b.txt", "web/c.md"]
    assert files_of(checked(capsys, "web/{b.txt,deep/er/a.md}")) == ["web/b.txt", "web/deep/er/a.md"]
    assert files_of(checked(capsys, f"{here}/web/d*")) == ["web/deep/er/a.md"]
    assert checked(capsys, "web/*")["problems"] == []


def test_a_glob_that_matches_nothing_is_reported_and_the_others_are_checked(
    here: Path, capsys: Capture
) -> None:
    report = checked(capsys, "web/*.html", "web/buy.md")
    assert (report["exit"], report["problems"]) == (2, ["web/*.html: no file matches"])
    assert report["counts"]["documents"] == 1


def test_a_file_may_have_a_name_that_looks_like_a_glob(here: Path, capsys: Capture) -> None:
    (here / "web" / "[id].md").write_text(LEVERAGE)
    assert files_of(checked(capsys, "web/[id].md")) == ["web/[id].md"]


def test_globs_leave_out_what_git_ignores(here: Path, capsys: Capture) -> None:
    (here / ".gitignore").write_text("*.draft.md\n")
    (here / "web" / "a.draft.md").write_text(LEVERAGE)
    assert files_of(checked(capsys, "web/*.md")) == []
    assert files_of(checked(capsys, "web/*.md", "--no-ignore")) == ["web/a.draft.md"]
    assert files_of(checked(capsys, "web/a.draft.md")) == ["web/a.draft.md"]
    (here / "samklang.yaml").write_text(WORKSPACE + "gitignore: false\n")
    assert files_of(checked(capsys, "web/*.md")) == ["web/a.draft.md"]


# --- a list -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"web/a.md\nweb/buy.md\n",
        b"web/a.md\r\n\r\n  \r\nweb/buy.md",
        b"web/a.md\0web/buy.md\0",
        b"\xef\xbb\xbfweb/a.md\n",
    ],
)
def test_a_list_has_lines_or_is_separated_by_nuls(
    here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    (here / "web" / "a.md").write_text(LEVERAGE)
    (here / "list").write_bytes(data)
    assert files_of(checked(capsys, "--files-from", "list")) == ["web/a.md"]
    piped(monkeypatch, data)
    assert files_of(checked(capsys, "--files-from", "-")) == ["web/a.md"]


def test_a_list_is_what_git_says_was_changed(here: Path, capsys: Capture) -> None:
    commit(here)
    for name in ("web/å.md", 'web/a "b".md'):
        (here / name).write_text(LEVERAGE)
    git(here, "add", "-A")
    for how in ([], ["-z"]):
        (here / ".list").write_text(git(here, "diff", "--cached", "--name-only", *how))
        assert files_of(checked(capsys, "--files-from", ".list")) == ['web/a "b".md', "web/å.md"]


def test_what_is_deleted_or_no_copy_is_no_mistake_in_a_list(here: Path, capsys: Capture) -> None:
    (here / "main.go").write_text("package main")
    (here / "list").write_text("gone.md\nalso-gone.md\nmain.go\n")
    assert run(["check", "--files-from", "list"]) == 0
    assert (
        "2 paths of the list passed over, not there any more: gone.md and 1 more" in capsys.readouterr().err
    )
    assert run(["check", "main.go"]) == 2


@pytest.mark.parametrize("data", ["", "\n\n", "gone.md\n"])
def test_a_list_of_nothing_is_nothing_to_check(here: Path, capsys: Capture, data: str) -> None:
    (here / "list").write_text(data)
    assert run(["check", "--files-from", "list"]) == 0
    assert capsys.readouterr().out == "nothing to check: the list names no file in a workspace\n"


def test_a_list_adds_to_the_paths(here: Path, capsys: Capture) -> None:
    for name in "ab":
        (here / "web" / f"{name}.md").write_text(LEVERAGE)
    (here / "list").write_text("web/a.md\n")
    assert files_of(checked(capsys, "web/b.md", "--files-from", "list")) == ["web/a.md", "web/b.md"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--files-from", "gone"], "gone: cannot be read: No such file"),
        (["--files-from", "samklang.yaml", "--stdin-filename", "a.md"], "cannot be used together"),
        (["--files-from", "-", "-"], "cannot be used together"),
    ],
)
def test_lists_that_cannot_be(here: Path, capsys: Capture, arguments: list[str], message: str) -> None:
    assert run(["check", *arguments]) == 2
    assert message in capsys.readouterr().err


# --- workspaces ---------------------------------------------------------------------------------


def test_without_a_workspace_here_those_below_are_checked(several: Path, capsys: Capture) -> None:
    report = checked(capsys)
    assert files_of(report) == ["apps/shop/web/buy.md"]
    assert report["verdict"] == "out of tune: apps/shop: 2 findings at error or over"
    assert [channel["channel"] for channel in report["channels"]] == ["apps/bank: web", "apps/shop: web"]
    (several / "apps" / "shop" / "web" / "buy.md").write_text(COPY)
    assert checked(capsys)["verdict"] == "in tune: all 2 workspaces"


def test_each_path_is_checked_by_the_nearest_workspace(several: Path, capsys: Capture) -> None:
    assert files_of(checked(capsys, "apps/bank/web/buy.md")) == []
    both = checked(capsys, "apps/bank/web/buy.md", "apps/shop/web")
    assert files_of(both) == files_of(checked(capsys, "apps")) == ["apps/shop/web/buy.md"]
    assert files_of(checked(capsys, "apps/*/web/*.md")) == ["apps/shop/web/buy.md"]
    assert both["brand"] == "Bank, Shop"


def test_a_workspace_around_others_leaves_them_alone_and_a_folder_takes_all(
    several: Path, capsys: Capture
) -> None:
    brand(several / "site", "Site", "Copy.\n")
    for name in ("samklang.yaml", "persona.yaml", "web"):
        (several / "site" / name).rename(several / name)
    assert checked(capsys)["brand"] == "Site"
    report = checked(capsys, ".")
    assert report["brand"] == "Bank, Shop, Site"
    assert set(files_of(report)) >= {"apps/shop/web/buy.md", "README.md"}


def test_a_path_of_no_workspace_is_reported_and_the_others_are_checked(
    several: Path, capsys: Capture
) -> None:
    report = checked(capsys, "README.md", "apps/shop", "gone.md")
    assert (report["exit"], set(files_of(report))) == (2, {"apps/shop/web/buy.md"})
    astray, gone = report["problems"]
    assert astray.startswith("README.md: lies in no workspace") and gone.startswith("gone.md: no such file")
    assert run(["check", "README.md", "*.md"]) == 2
    err = capsys.readouterr().err
    assert "README.md: lies in no workspace" in err and "*.md: no file of a workspace matches" in err


def test_a_list_of_a_whole_repository_keeps_to_what_lies_in_workspaces(
    several: Path, capsys: Capture
) -> None:
    (several / "list").write_text("README.md\napps/shop/web/buy.md\napps/bank/web/buy.md\n")
    assert run(["check", "--files-from", "list"]) == 1
    assert "1 path of the list passed over, in no workspace: README.md" in capsys.readouterr().err


def test_report_writes_one_for_each_workspace_or_one_of_all(several: Path, capsys: Capture) -> None:
    assert run(["report"]) == 0
    assert sorted(several.glob("apps/*/reports/*.html")) == [
        several / "apps/bank/reports/bank.html",
        several / "apps/shop/reports/shop.html",
    ]
    assert run(["report", "--output", "all.html"]) == 0
    assert "apps/bank: web" in (several / "all.html").read_text(encoding="utf-8")
    assert "apps/shop: web" in (several / "all.html").read_text(encoding="utf-8")


def test_each_workspace_has_its_own_baseline_written_shown_and_pruned(several: Path, capsys: Capture) -> None:
    assert run(["baseline", "write"]) == 0
    assert {path.parent.name for path in several.glob(f"apps/*/{FILE}")} == {"bank", "shop"}
    capsys.readouterr()
    assert run(["baseline", "show"]) == 0
    assert "apps/shop/web/buy.md  term.avoid" in capsys.readouterr().out
    (several / "apps/shop/web/buy.md").write_text(COPY)
    assert run(["baseline", "prune"]) == 0
    assert "apps/shop" in capsys.readouterr().err
    assert run(["baseline", "write", "--baseline", "all.jsonl"]) == 2
    assert not (several / "all.jsonl").exists()


def test_priorities_are_of_each_workspace(several: Path, capsys: Capture) -> None:
    assert run(["priorities"]) == 0
    out = capsys.readouterr().out
    assert "apps/bank/samklang.yaml:" in out
    assert "apps/shop/samklang.yaml:" in out
    assert out.count("channel ") == 1


def test_mistakes_of_all_workspaces_are_reported_at_once(several: Path, capsys: Capture) -> None:
    for name in ("bank", "shop"):
        (several / "apps" / name / "samklang.yaml").write_text(f"{WORKSPACE}colour: {name}\n")
    for command in ("check", "validate", "collect"):
        assert run([command]) == 2
        err = capsys.readouterr().err
        assert all(f"apps/{name}/samklang.yaml:10:1: colour" in err for name in ("bank", "shop"))


def test_validate_and_collect_take_all_workspaces(several: Path, capsys: Capture) -> None:
    assert run(["validate"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "apps/bank: Bank: valid; 1 file in web",
        "apps/shop: Shop: valid; 1 file in web",
    ]
    assert run(["collect", "apps"]) == 0
    out = capsys.readouterr().out
    assert "apps/bank/web/buy.md  markdown  utf-8  apps/bank: web, buy  en 2\n" in out
    assert "by channel   apps/bank: web 2, apps/shop: web 1\n" in out
    assert run(["collect", "README.md", "apps/shop"]) == 2
    assert "problem: README.md: lies in no workspace" in capsys.readouterr().out


def test_a_channel_may_be_in_any_workspace(several: Path, capsys: Capture) -> None:
    bank = several / "apps" / "bank" / "samklang.yaml"
    bank.write_text(WORKSPACE.replace("web:", "app:"))
    assert checked(capsys, "--channel", "app")["brand"] == "Bank"
    assert run(["check", "--channel", "radio"]) == 2
    assert "the workspace has app, web" in capsys.readouterr().err


def test_each_workspace_has_its_own_levels_and_baseline(several: Path, capsys: Capture) -> None:
    shop = several / "apps" / "shop" / "samklang.yaml"
    shop.write_text(WORKSPACE + "rules: {need: off, term.avoid: warning}\n")
    bank = several / "apps" / "bank"
    (bank / "samklang.yaml").write_text(WORKSPACE + "check: {fail_on: warning, baseline: known.jsonl}\n")
    (bank / "web" / "buy.md").write_text(COPY + "\nOur customer.\n")
    assert run(["baseline", "write", "--config", str(bank / "samklang.yaml")]) == 0
    capsys.readouterr()
    assert run(["check", "--format", "junit"]) == 0
    out = capsys.readouterr().out
    assert 'failures="0"' in out and "We leverage" not in out and "warning: apps/shop/web/buy.md:1:4" in out
    assert run(["check", "--baseline", "apps/bank/known.jsonl"]) == 2
    assert "check.baseline" in capsys.readouterr().err


def test_changes_are_checked_in_every_workspace(several: Path, capsys: Capture) -> None:
    commit(several)
    assert files_of(checked(capsys, "--diff", "HEAD")) == []
    (several / "apps" / "bank" / "web" / "new.md").write_text(LEVERAGE)
    assert files_of(checked(capsys, "--diff", "HEAD")) == ["apps/bank/web/new.md"]


def test_standard_input_belongs_to_the_workspace_of_its_file(
    several: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    piped(monkeypatch, LEVERAGE.encode())
    (finding,) = checked(capsys, "--stdin-filename", "apps/bank/web/new.md")["findings"]
    assert (finding["place"]["file"], finding["channel"]) == ("apps/bank/web/new.md", "web")
    monkeypatch.chdir(several / "apps" / "bank" / "web")
    piped(monkeypatch, LEVERAGE.encode())
    (finding,) = checked(capsys, "--stdin-filename", "new.md")["findings"]
    assert (finding["place"]["file"], finding["channel"]) == ("web/new.md", "web")


# --- outputs ------------------------------------------------------------------------------------


def written(folder: Path, arguments: list[str], forms: Iterable[str], status: int) -> dict[str, str]:
    """The output of one check in each format."""
    outputs = [f"--format={form}={folder}/{form}" for form in forms]
    assert run(["check", *arguments, *outputs]) == status
    return {form: (folder / form).read_text() for form in forms}


def test_each_output_covers_all_workspaces(several: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (several / "apps" / "bank" / "web" / "buy.md").write_text(LEVERAGE)
    outputs = written(tmp_path_factory.mktemp("out"), [], REPORTERS, 1)
    for form, text in outputs.items():
        for name in ("bank", "shop"):
            assert f"apps/{name}/web/buy.md" in text.replace("<wbr>", ""), form
    for form, schema in (("sarif", "tests/schemas/sarif-2.1.0.json"), ("json", "docs/report.schema.json")):
        jsonschema.validate(json.loads(outputs[form]), json.loads((ROOT / schema).read_text()))
    fingerprints = [entry["fingerprint"] for entry in json.loads(outputs["gitlab"])]
    assert len(fingerprints) == len(set(fingerprints)) >= 4


def test_hosts_find_files_from_the_top_of_the_repository(
    several: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = several / "apps" / "shop"
    (shop / "web" / "broken.txt").write_bytes(b"\0")
    runs = []
    for folder, arguments in (
        (shop, []),
        (shop / "web", []),
        (several, ["apps"]),
        (several, ["--config", "apps/shop/samklang.yaml"]),
        (several.parent, ["--config", str(shop / "samklang.yaml")]),
    ):
        monkeypatch.chdir(folder)
        runs.append(written(tmp_path_factory.mktemp("out"), arguments, HOSTS, 2))
    for form, text in runs[0].items():
        assert "apps/shop/web/buy.md" in text and "apps/shop/web/broken.txt" in text, form
    several_at_once = runs.pop(2)
    assert all(outputs == runs[0] for outputs in runs)
    assert fingerprints(several_at_once["gitlab"]) == fingerprints(runs[0]["gitlab"])


def fingerprints(gitlab: str) -> set[str]:
    return {entry["fingerprint"] for entry in json.loads(gitlab) if entry["check_name"] != "samklang"}


def test_a_problem_is_shown_in_the_workspaces_file(several: Path, capsys: Capture) -> None:
    assert run(["check", "--format", "gitlab", "apps/shop/web", "apps/shop/gone"]) == 2
    assert json.loads(capsys.readouterr().out)[0]["location"]["path"] == "apps/shop/samklang.yaml"


def test_files_are_named_from_the_current_folder(
    several: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, arguments, name in (
        (".", ["apps/shop"], "apps/shop/web/buy.md"),
        ("apps", ["shop"], "shop/web/buy.md"),
        ("apps/shop", [], "web/buy.md"),
        ("apps/shop/web", ["buy.md"], "web/buy.md"),
        ("apps/bank", ["../shop/web"], "../shop/web/buy.md"),
    ):
        monkeypatch.chdir(several / folder)
        assert files_of(checked(capsys, *arguments)) == [name]


def test_names_of_workspaces_around_the_current_folder(
    several: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brand(several / "x", "X")
    (several / "samklang.yaml").write_text(WORKSPACE)
    (several / "persona.yaml").write_text(PERSONA)
    monkeypatch.chdir(several / "apps" / "shop")
    spaces = [load(several / name / "samklang.yaml", VOCABULARY) for name in (".", "apps/shop", "x")]
    assert [workspace.folder for workspace in named_from_here(spaces)] == ["", "apps/shop", "x"]
    assert [folder_in_repository(workspace) for workspace in spaces] == ["", "apps/shop", "x"]


def test_suppressions_and_notes_name_files_as_findings_do(several: Path, capsys: Capture) -> None:
    web = several / "apps" / "shop" / "web"
    (web / "buy.md").write_text("<!-- samklang off nonsense -->\n\nCopy.\n")
    (web / "a.txt").write_bytes("Vi köper en lampa på Åsgatan.".encode("cp1252"))
    report = checked(capsys)
    assert report["problems"][0].startswith("apps/shop/web/buy.md:1:1: samklang off")
    assert report["notes"][0].startswith("apps/shop/web/a.txt names no encoding")
