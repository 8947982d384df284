"""Only new findings, in whole runs: a large repository with a baseline, and changes since a revision."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samklang.cache.store import Store
from samklang.cli.main import run
from samklang.cli.progress import Silence
from samklang.config import load as load_workspace
from samklang.judge.baseline import dump, known, load
from samklang.measure import scorer
from samklang.model import Change, Report
from samklang.pipeline.check import check
from samklang.pipeline.vocabulary import VOCABULARY
from samklang.sources.git import since, staged
from tests.conftest import PERSONA, WORKSPACE
from tests.git import commit, git
from tests.toy import ToyEngine

Capture = pytest.CaptureFixture[str]
BASELINE = "known.jsonl"


def checked(folder: Path, *, baseline: bool = False, change: Change | None = None) -> Report:
    workspace = load_workspace(folder / "samklang.yaml", VOCABULARY)
    entries = load(folder / BASELINE, BASELINE) if baseline else None
    with Store(folder / ".samklang", pytest.fail) as cache:
        return check(workspace, Silence(), cache=cache, baseline=entries, change=change)


def reported(report: Report) -> list[tuple[str, str, str]]:
    """File, rule, and the copy that each finding points at."""
    return [
        (finding.place.name, finding.rule, report.files[finding.place.name].text[slice(*finding.place.span)])
        for finding in report.findings
    ]


THINGS = "lamp chair table rug mirror shelf clock vase bench stool cabinet basket".split()
ROOMS = "hall kitchen attic cellar study".split()
HOUSES = ("old mill", "farm by the lake", "flat in town", "school", "lighthouse")
LINES = (
    "Thanks for dropping in, it is lovely to see you again.",
    "It is made of oak from a forest that we planted ourselves.",
    "You can return it within thirty days, and we pay the postage.",
    "Two of us carry it up the stairs and take the wrapping with us.",
    "Wipe it with a dry cloth; it needs no more than that.",
    "It took us three winters to get the colour right.",
    "Call us on weekdays and a person answers.",
)


def copy_of(number: int) -> str:
    """A file's copy, unlike that of any other number under 300: four passages, one with a banned word."""
    thing, place = THINGS[number % 12], f"in the {ROOMS[number // 12 % 5]} of the {HOUSES[number // 60]}"
    before, after = LINES[number % 7], LINES[(number + 3) % 7]
    return f"# The {thing} {place}\n\n{before}\n\nWe leverage the {thing} {place}.\n\n{after}\n"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of 300 files, a banned word in each, and a baseline that knows them all."""
    folder = tmp_path_factory.mktemp("large")
    (folder / "samklang.yaml").write_text(
        WORKSPACE.replace("    priorities: {needs: {price: 1}, traits: {warm: 1}}\n", "")
    )
    (folder / "persona.yaml").write_text(PERSONA)
    (folder / "web").mkdir()
    for number in range(300):
        (folder / "web" / f"{number:03}.md").write_text(copy_of(number))
    (folder / BASELINE).write_text(dump(map(known, checked(folder).findings)))
    commit(folder)
    return folder


def test_in_300_files_exactly_the_new_findings_are_reported(large: Path) -> None:
    entries = load(large / BASELINE, BASELINE).entries
    assert sum(entry.rule == "term.avoid" for entry in entries) == 300
    first = checked(large, baseline=True)
    assert (first.findings, first.exit, first.hidden.baseline, first.idle) == ((), 0, len(entries), ())
    assert checked(large, change=since(large, "HEAD")).findings == ()

    web = large / "web"
    changed = web / "007.md"
    changed.write_text(f"{changed.read_text()}\nNow we leverage two of them.\n")
    within = web / "100.md"
    title, before, banned, after = within.read_text().strip().split("\n\n")
    within.write_text(f"A new beginning.\n\n{after}\n\n{banned}\n\n{before}\n\n{title}\n")
    giver, taker = web / "110.md", web / "120.md"
    *others, banned, after = giver.read_text().strip().split("\n\n")
    giver.write_text("\n\n".join([*others, after]) + "\n")
    taker.write_text(f"{banned}\n\n{taker.read_text()}")
    git(large, "mv", "web/200.md", "web/renamed.md")
    (web / "210.md").rename(web / "elsewhere.md")  # without telling git
    fixed = web / "250.md"
    fixed.write_text(fixed.read_text().replace("leverage", "use"))

    new = ("web/007.md", "term.avoid", "leverage")
    report = checked(large, baseline=True)
    (entry,) = report.idle
    assert (entry.file, entry.rule) == ("web/250.md", "term.avoid")
    stale = (BASELINE, "suppression.stale", (large / BASELINE).read_text()[slice(*entry.at)])
    assert reported(report) == [stale, new]
    assert report.hidden.baseline == len(entries) - 1
    assert report.exit == 1

    report = checked(large, change=since(large, "HEAD"))
    assert reported(report) == [new]
    assert (report.hidden.unchanged, report.exit) == (len(entries) - 1, 1)


# --- a change since a revision ------------------------------------------------------------------

LEVERAGE = "We leverage the old lamp.\n"


@pytest.fixture
def repository(folder: Path) -> Path:
    (folder / "web" / "old.md").write_text(f"{LEVERAGE}\nIt stands in the hall.\n")
    (folder / "web" / "other.md").write_text("We leverage another lamp.\n")
    commit(folder)
    return folder


def test_only_findings_in_changed_passages_are_reported(repository: Path) -> None:
    old = repository / "web" / "old.md"
    old.write_text(f"A line above.\n\n{LEVERAGE}\nIt stands in the hall, which we leverage.\n")
    report = checked(repository, change=since(repository, "HEAD"))
    assert reported(report) == [("web/old.md", "term.avoid", "leverage")]
    assert report.findings[0].place.span.start > old.read_text().index("which")
    assert report.hidden.unchanged >= 2
    assert report.exit == 1


def test_an_edited_passage_counts_as_changed(repository: Path) -> None:
    (repository / "web" / "old.md").write_text(LEVERAGE.replace("old", "oldest"))
    report = checked(repository, change=since(repository, "HEAD"))
    assert [rule for _, rule, _ in reported(report)] == ["term.avoid"]


def test_only_changed_passages_are_measured_twice(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = ToyEngine()
    monkeypatch.setattr(scorer, "open_engine", lambda _model, *_: engine)
    old = repository / "web" / "old.md"
    old.write_text(old.read_text().replace("the hall", "a hall"))
    checked(repository, change=since(repository, "HEAD"))
    assert len(engine.texts) == len(set(engine.texts)) == 6
    assert {"It stands in the hall.", "It stands in a hall."} <= set(engine.texts)


def test_a_renamed_file_has_no_new_findings(repository: Path) -> None:
    git(repository, "mv", "web/old.md", "web/new.md")
    report = checked(repository, change=since(repository, "HEAD"))
    assert (report.findings, report.exit) == ((), 0)


def test_a_new_file_is_new_throughout(repository: Path) -> None:
    (repository / "web" / "new.md").write_text("We leverage a new lamp.\n")
    report = checked(repository, change=since(repository, "HEAD"))
    assert [name for name, *_ in reported(report)] == ["web/new.md"]


def test_staged_checks_the_next_commit(repository: Path) -> None:
    new = repository / "web" / "old.md"
    new.write_text("Nothing to see.\n")
    git(repository, "add", "-A")
    new.write_text("We leverage what is not staged.\n")
    assert checked(repository, change=staged(repository)).findings == ()


def test_a_need_that_the_change_leaves_unanswered_is_reported(repository: Path) -> None:
    (repository / "web" / "buy.md").write_text("Thanks for dropping in, it's lovely to see you here again.\n")
    report = checked(repository, change=since(repository, "HEAD"))
    assert [(finding.rule, finding.need) for finding in report.findings] == [("need.unmet", "price")]


def test_a_need_that_was_unanswered_before_is_not_new(repository: Path) -> None:
    (repository / "web" / "buy.md").write_text("Thanks for dropping in.\n")
    commit(repository, "The price is gone")
    (repository / "web" / "buy.md").write_text("Thanks for dropping in.\n\nIt's lovely to see you here.\n")
    assert checked(repository, change=since(repository, "HEAD")).findings == ()


def test_removing_a_suppression_makes_its_findings_new(repository: Path) -> None:
    old = repository / "web" / "old.md"
    old.write_text(f"<!-- samklang ignore-next -->\n\n{LEVERAGE}")
    commit(repository)
    old.write_text(LEVERAGE)
    report = checked(repository, change=since(repository, "HEAD"))
    assert [rule for _, rule, _ in reported(report)] == ["term.avoid"]


def test_a_suppression_that_was_stale_before_is_not_new(repository: Path) -> None:
    old = repository / "web" / "old.md"
    old.write_text(f"<!-- samklang off term.prefer -->\n\n{LEVERAGE}")
    commit(repository)
    old.write_text(f"{old.read_text()}\nIt stands in the hall.\n")
    assert checked(repository, change=since(repository, "HEAD")).findings == ()
    old.write_text(f"<!-- samklang ignore-next tone.warm -->\n\n{old.read_text()}")
    assert len(checked(repository, change=since(repository, "HEAD")).findings) == 1


def test_a_floor_fails_only_a_change_that_lowers_the_figure(repository: Path) -> None:
    (repository / "samklang.yaml").write_text(
        WORKSPACE + "check: {fail_on: error, fail_under: {fit: 99.9}}\n"
    )
    commit(repository)
    (repository / "web" / "other.md").write_text("We use another lamp.\n")
    assert "fit" not in checked(repository, change=since(repository, "HEAD")).verdict
    assert "fit" in checked(repository).verdict


# --- the command line ---------------------------------------------------------------------------


@pytest.fixture
def here(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(repository)
    monkeypatch.delenv("CI", raising=False)
    return repository


def test_a_baseline_is_written_shown_used_shrunk_and_pruned(
    here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["baseline", "write", "--baseline", BASELINE]) == 0
    assert f"written to {BASELINE}" in capsys.readouterr().out
    assert run(["baseline", "show", "--baseline", BASELINE]) == 0
    assert "web/old.md  term.avoid  leverage We leverage the old lamp." in capsys.readouterr().out
    assert run(["check", "--baseline", BASELINE]) == 0
    assert "by the baseline" in capsys.readouterr().out
    before = (here / BASELINE).read_text()

    (here / "web" / "old.md").write_text("We use the old lamp.\n\nIt stands in the hall.\n")
    monkeypatch.setenv("CI", "true")
    assert run(["check", "--baseline", BASELINE]) == 0
    assert "suppression.stale" in capsys.readouterr().out
    assert (here / BASELINE).read_text() == before

    monkeypatch.delenv("CI")
    assert run(["check", "--baseline", BASELINE, "web/buy.md"]) == 0
    assert (here / BASELINE).read_text() == before
    assert run(["check", "--baseline", BASELINE]) == 0
    output = capsys.readouterr()
    assert "suppression.stale" not in output.out
    assert f"1 known finding no longer found, removed from {BASELINE}" in output.err
    assert len((here / BASELINE).read_text().splitlines()) == len(before.splitlines()) - 1

    (here / "web" / "other.md").write_text("We use another lamp.\n")
    assert run(["baseline", "prune", "--baseline", BASELINE]) == 0
    assert "term.avoid" not in (here / BASELINE).read_text()


def test_the_workspace_may_name_its_baseline(here: Path, capsys: Capture) -> None:
    (here / "samklang.yaml").write_text(WORKSPACE + f"check: {{baseline: {BASELINE}}}\n")
    assert run(["check"]) == 2
    assert "Create it with samklang baseline write." in capsys.readouterr().err
    assert run(["baseline", "write"]) == 0
    assert run(["check"]) == 0


def test_no_baseline_is_written_if_a_file_cannot_be_read(here: Path, capsys: Capture) -> None:
    (here / "web" / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    assert run(["baseline", "write", "--baseline", BASELINE]) == 2
    assert "web/broken.docx" in capsys.readouterr().err
    assert not (here / BASELINE).exists()


def test_diff_and_staged_on_the_command_line(here: Path, capsys: Capture) -> None:
    assert run(["check", "--diff", "HEAD"]) == 0
    (here / "web" / "new.md").write_text("We leverage a new lamp.\n")
    git(here, "add", "-A")
    assert run(["check", "--staged", "--format", "jsonl"]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    assert [line["finding"]["place"]["file"] for line in lines if "finding" in line] == ["web/new.md"]
    for revision in ("nowhere", ""):
        assert run(["check", "--diff", revision]) == 2
        assert f"no revision '{revision}' here" in capsys.readouterr().err
    assert run(["check", "--diff", "HEAD", "--staged"]) == 2
    assert "cannot be used together" in capsys.readouterr().err
