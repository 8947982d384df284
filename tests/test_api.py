# ruff: noqa: ARG005 (every call takes a workspace and a scorer, and most use only one)
"""The Python API: its results, and that each mistake of a caller gives one clear line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import samklang
from samklang.judge.baseline import FILE, dump, known
from samklang.reporters import REPORTERS
from tests.conftest import ROOT

FRIENDLY = "Thanks for dropping in, it's lovely to see you here again."


@pytest.fixture
def workspace(folder: Path) -> samklang.Workspace:
    return samklang.open(folder)


@pytest.fixture(scope="module")
def scorer() -> Iterator[samklang.Scorer]:
    with samklang.Scorer() as scorer:
        yield scorer


@pytest.fixture
def workspace_scorer(workspace: samklang.Workspace) -> Iterator[samklang.Scorer]:
    with samklang.Scorer(workspace) as scorer:
        yield scorer


def test_importing_it_imports_nothing_else() -> None:
    code = "import sys, samklang; print(','.join(sys.modules)); dir(samklang); samklang.__version__"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(result.stdout.strip().split(","))
    assert not modules & {"numpy", "pydantic", "yaml", "click", "spacy", "sqlite3", "samklang.api"}


def test_every_name_is_documented() -> None:
    assert {name for name in samklang.__all__ if not name.startswith("_")} == set(samklang.api.__all__)
    for name in samklang.api.__all__:
        assert (getattr(samklang, name).__doc__ or "").strip(), name
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        samklang.chekc  # noqa: B018


def test_a_workspace_is_found_upward(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brand = samklang.open(folder / "samklang.yaml").persona.brand
    for path in (folder, folder / "web", str(folder / "web" / "buy.md")):
        assert samklang.open(path).persona.brand == brand == "Test"
    monkeypatch.chdir(folder / "web")
    assert samklang.open(".").root == folder.resolve()
    (folder / "other.yaml").write_text((folder / "samklang.yaml").read_text())
    assert samklang.open(folder / "other.yaml").name == "other.yaml"


def test_a_check_caches_in_the_folder_that_it_is_given(workspace: samklang.Workspace, tmp_path: Path) -> None:
    report = samklang.check(workspace, cache=tmp_path / "kept")
    assert [finding.rule for finding in report.findings] == []
    assert report.passages == 2 and report.exit == 0
    assert (tmp_path / "kept" / "cache.sqlite").is_file()
    assert not (workspace.root / ".samklang").exists()
    assert samklang.check(workspace, cache=tmp_path / "kept") == report
    assert samklang.check(workspace, [workspace.root / "web"], channel="web").passages == 2


def test_findings_of_the_baseline_are_left_out(folder: Path) -> None:
    config = folder / "samklang.yaml"
    config.write_text(config.read_text() + "check: {baseline: known.jsonl}\n")
    (folder / "web" / "buy.md").write_text("We leverage the lamp.\n")
    (folder / "known.jsonl").write_text(dump([]))
    workspace = samklang.open(folder)
    with samklang.Scorer(workspace) as scorer:
        findings = samklang.check(workspace, scorer=scorer).findings
        assert "term.avoid" in [finding.rule for finding in findings]
        (folder / "known.jsonl").write_text(dump(map(known, findings)))
        assert samklang.check(workspace, scorer=scorer).findings == ()
        draft = samklang.check_text(workspace, "We leverage the lamp.", filename="web/buy.md", scorer=scorer)
        assert draft.findings == ()


def test_a_check_reports_progress(workspace: samklang.Workspace) -> None:
    calls: list[str] = []

    class Recorder:
        def start(self, what: str, total: float) -> None:
            calls.append(f"{what} {total:.0f}")

        def advance(self, done: float, passages: int = 0) -> None:
            calls.append(f"{done:.0f} {passages}")

    samklang.check(workspace, progress=Recorder())
    assert calls[0].startswith("checking ") and len(calls) == 3


def test_text_is_checked_like_a_file_of_its_name(
    workspace: samklang.Workspace, workspace_scorer: samklang.Scorer
) -> None:
    report = samklang.check_text(
        workspace, "# We leverage it\n\nIt is a lamp.", filename="web/buy.md", scorer=workspace_scorer
    )
    (finding,) = (finding for finding in report.findings if finding.rule.startswith("term."))
    assert (finding.place.name, finding.channel) == ("web/buy.md", "web")
    assert samklang.check_text(workspace, "We leverage it.", channel="web").passages == 1
    plain = samklang.check_text(workspace, "# We leverage it", scorer=workspace_scorer)
    assert plain.findings[0].place.name == "text.txt" and plain.findings[0].channel is None


def test_channel_moment_and_language_of_text_take_precedence_over_its_name(
    workspace: samklang.Workspace, workspace_scorer: samklang.Scorer
) -> None:
    def channel_and_moment(**arguments: Any) -> tuple[str | None, str]:
        report = samklang.check_text(workspace, "We leverage it.", scorer=workspace_scorer, **arguments)
        return report.findings[0].channel, report.findings[0].moment

    assert channel_and_moment(filename="web/about.md") == ("web", "any")
    assert channel_and_moment(filename="web/buy.md") == ("web", "buy")
    assert channel_and_moment(filename="mail.md", channel="web", moment="buy") == ("web", "buy")
    swedish = samklang.check_text(workspace, FRIENDLY, language="sv", scorer=workspace_scorer)
    assert [finding.rule for finding in swedish.findings] == ["language.mismatch"]


def test_texts_are_scored_in_order(scorer: samklang.Scorer) -> None:
    warm, cold, wordless = scorer.score(
        [FRIENDLY, "Payment is due within thirty days of the date of the invoice.", "!!! 100 %"]
    )
    assert warm.text == FRIENDLY and warm.language == cold.language == "en"
    assert warm.traits["warm"].score > cold.traits["warm"].score
    assert 0 < warm.traits["warm"].margin < 100 and not warm.traits["warm"].abstained
    assert 0 <= warm.needs["price"] <= 1 and warm.effort.lix > 0
    assert all(score.abstained for score in wordless.traits.values())
    assert list(wordless.traits) == list(warm.traits) and list(wordless.needs) == list(warm.needs)
    assert scorer.score([]) == []
    assert scorer.score(["Tack för att du hör av dig!"], language="sv")[0].language == "sv"


def test_a_closed_scorer_says_so() -> None:
    scorer = samklang.Scorer()
    scorer.close()
    scorer.close()
    with pytest.raises(samklang.SamklangError, match="the scorer is closed"):
        scorer.score(["Some words."])


@pytest.mark.parametrize("form", REPORTERS)
def test_every_format_is_rendered(workspace: samklang.Workspace, form: str) -> None:
    report = samklang.check_text(workspace, "We leverage it.", channel="web")
    assert "leverage" in samklang.render(report, form)


Call = Callable[[samklang.Workspace, samklang.Scorer], object]
MISTAKES: dict[str, tuple[Call, str]] = {
    "no folder": (lambda w, s: samklang.open(w.root / "nowhere"), "nowhere: no such file or folder"),
    "no workspace": (lambda w, s: samklang.open("/"), "no samklang.yaml in / or any folder above it"),
    "no path": (lambda w, s: samklang.open(3), "path takes a path, not 3"),  # type: ignore[arg-type]
    "empty path": (lambda w, s: samklang.open(""), "path takes a path, not ''"),
    "NUL in a path": (lambda w, s: samklang.open("a\0b"), "path takes a path, not 'a\\x00b'"),
    "path for a workspace": (
        lambda w, s: samklang.check("web"),  # type: ignore[arg-type]
        "a Workspace is expected, as samklang.open gives it, not str",
    ),
    "a path for a list": (
        lambda w, s: samklang.check(w, "web"),
        "paths takes a list, not str; put a single value in brackets",
    ),
    "missing path": (lambda w, s: samklang.check(w, ["nowhere.md"]), "nowhere.md: no such file or folder"),
    "path elsewhere": (lambda w, s: samklang.check(w, [ROOT]), f"{ROOT} is not in the workspace"),
    "channel": (
        lambda w, s: samklang.check(w, channel="webb"),
        "no channel 'webb'; did you mean web? (valid: web)",
    ),
    "cache": (
        lambda w, s: samklang.check(w, cache=w.root / "persona.yaml"),
        "cache takes a folder, and",
    ),
    "channel of text": (
        lambda w, s: samklang.check_text(w, "A lamp.", channel="mail"),
        "no channel 'mail'; valid: web",
    ),
    "moment": (
        lambda w, s: samklang.check_text(w, "A lamp.", channel="web", moment="bye"),
        "no moment 'bye'; did you mean buy? (valid: buy)",
    ),
    "language": (
        lambda w, s: samklang.check_text(w, "A lamp.", language="de"),
        "no language 'de'; valid: en, sv, da",
    ),
    "file name": (
        lambda w, s: samklang.check_text(w, "A lamp.", filename="../a.md"),
        "filename takes a path in the workspace's folder, not '../a.md'",
    ),
    "format of text": (lambda w, s: samklang.check_text(w, "A lamp.", filename="a.docx"), "a.docx: "),
    "empty text": (lambda w, s: samklang.check_text(w, " \n"), "text is empty"),
    "long text": (
        lambda w, s: samklang.check_text(w, "a lamp. " * 1_250_000),
        "text has 10,000,000 characters: 1,000,000 at most; check reads longer copy from files",
    ),
    "scorer of another workspace": (
        lambda w, s: samklang.check(w, scorer=s),
        "the scorer is of another workspace",
    ),
    "bytes": (lambda w, s: s.score([b"A lamp."]), "texts[0] takes a str, not bytes"),  # type: ignore[list-item]
    "a text for a list": (
        lambda w, s: s.score("A lamp."),
        "texts takes a list, not str; put a single value in brackets",
    ),
    "number for texts": (
        lambda w, s: s.score(3),  # type: ignore[arg-type]
        "texts takes a list, not int; put a single value in brackets",
    ),
    "an empty text": (lambda w, s: s.score(["A lamp.", ""]), "texts[1] is empty"),
    "half a character": (
        lambda w, s: s.score(["A \ud83d lamp."]),
        "texts[0] holds half a character (a surrogate) at 2",
    ),
    "language of texts": (
        lambda w, s: s.score(["A lamp."], language="no"),
        "no language 'no'; valid: en, sv, da",
    ),
    "format": (
        lambda w, s: samklang.render(samklang.check_text(w, "A lamp."), "jsno"),
        "no format 'jsno'; did you mean json?",
    ),
    "no report": (
        lambda w, s: samklang.render("report"),  # type: ignore[arg-type]
        "a Report is expected, as check gives it, not str",
    ),
    "no model": (
        lambda w, s: samklang.Scorer(3),  # type: ignore[arg-type]
        "Scorer takes a Workspace or the name of a model, not int",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_clear_line(
    workspace: samklang.Workspace, scorer: samklang.Scorer, mistake: str
) -> None:
    call, message = MISTAKES[mistake]
    with pytest.raises(samklang.SamklangError) as raised:
        call(workspace, scorer)
    assert message in raised.value.message
    assert "\n" not in raised.value.message


def test_mistakes_of_a_workspace_are_all_named(folder: Path) -> None:
    (folder / "samklang.yaml").write_text("version: 1\npersona: nobody.yaml\nchannels: {}\n")
    with pytest.raises(samklang.SamklangError) as raised:
        samklang.open(folder)
    assert len(raised.value.message.splitlines()) == 2
    assert FILE not in raised.value.message
