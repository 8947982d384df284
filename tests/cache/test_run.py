"""The cache in whole runs: nothing is read, split or encoded twice, whatever changes in the workspace."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from samklang import readers
from samklang.cache.store import Rate, Store
from samklang.cli.main import run
from samklang.cli.progress import Silence
from samklang.config import load
from samklang.encode.cached import CachedEncoder
from samklang.measure import scorer
from samklang.model import Report
from samklang.pipeline import intake
from samklang.pipeline.check import check
from samklang.pipeline.vocabulary import VOCABULARY
from tests.conftest import COPY, PERSONA, WORKSPACE
from tests.toy import ToyEngine

Capture = pytest.CaptureFixture[str]
OWN = """\
own_traits:
  unhurried:
    poles: [unhurried, pushy]
    pairs:
""" + "".join(
    f"      - ['Take all the time you need, {n} times.', 'Hurry up now, {n} left!']\n" for n in range(12)
)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ToyEngine:
    engine = ToyEngine()
    monkeypatch.setattr(scorer, "open_engine", lambda _model, *_: engine)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    return engine


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the files that were read by their format's reader."""
    names: list[str] = []

    def parse(source, data):  # type: ignore[no-untyped-def]
        names.append(source.name)
        return readers.parse(source, data)

    monkeypatch.setattr(intake, "parse", parse)
    return names


def checked(folder: Path) -> Report:
    workspace = load(folder / "samklang.yaml", VOCABULARY)
    with Store(folder / ".samklang") as cache:
        return check(workspace, Silence(), cache=cache)


def test_an_unchanged_check_reads_and_encodes_nothing_and_reports_the_same(
    folder: Path, engine: ToyEngine, reads: list[str]
) -> None:
    first = checked(folder)
    assert (reads, len(engine.texts)) == (["web/buy.md"], 2)
    engine.texts.clear()
    again = checked(folder)
    assert (len(reads), engine.texts) == (1, [])
    assert again == first
    assert Store(folder / ".samklang").state()[2:] == (Rate(2, 2), Rate(4, 2))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("persona.yaml", "target: 40", "target: -90"),
        ("persona.yaml", "target: 40, tolerance: 60", "target: 40, tolerance: 5, weight: 9"),
        ("persona.yaml", "avoid: [leverage]", "avoid: [lamp]"),
        ("persona.yaml", "traits:", "traits:\n  plain: {target: 10}"),
        ("samklang.yaml", "{price: 1}", "{price: 1, tracking: 5}"),
        ("samklang.yaml", "  web:", "  shop:"),
        ("samklang.yaml", "version: 1", "version: 1\nrules: {term.avoid: off}"),
    ],
)
def test_changed_targets_and_rules_encode_nothing_again(
    folder: Path, engine: ToyEngine, reads: list[str], file: str, old: str, new: str
) -> None:
    checked(folder)
    engine.texts.clear()
    text = {"persona.yaml": PERSONA, "samklang.yaml": WORKSPACE}[file]
    assert old in text
    (folder / file).write_text(text.replace(old, new))
    changed = checked(folder)
    assert (len(reads), engine.texts) == (1, [])
    with Store() as empty:
        assert check(load(folder / "samklang.yaml", VOCABULARY), Silence(), cache=empty) == changed


def test_of_a_changed_file_only_changed_passages_are_encoded(folder: Path, engine: ToyEngine) -> None:
    checked(folder)
    engine.texts.clear()
    (folder / "web" / "buy.md").write_text(f"A new line at the top of it.\n\n{COPY}")
    checked(folder)
    assert engine.texts == ["A new line at the top of it."]


def test_comments_are_cached_with_the_copy_and_obeyed_alike(
    folder: Path, engine: ToyEngine, reads: list[str]
) -> None:
    front = '---\nsamklang: ["off tone", "off need.unmet"]\n---\n'
    comment = "<!-- samklang ignore-next term -->\n\n...\n\nWe leverage it.\n"
    (folder / "web" / "buy.md").write_text(f"{front}\n{comment}\nWe leverage more.\n\n{COPY}")
    first = checked(folder)
    assert first.hidden.suppressed > 0
    assert [finding.rule for finding in first.findings if finding.rule != "suppression.stale"] == [
        "term.avoid"
    ]
    assert checked(folder) == first
    assert len(reads) == 1


def test_a_mistake_in_a_comment_is_reported_each_time(folder: Path, engine: ToyEngine) -> None:
    (folder / "web" / "buy.md").write_text(f"<!-- samklang off term.avod -->\n\n{COPY}")
    assert len(checked(folder).problems) == 1
    assert checked(folder).problems == checked(folder).problems


def test_changed_copy_rules_are_obeyed_at_once(folder: Path, engine: ToyEngine, reads: list[str]) -> None:
    (folder / "web" / "page.html").write_text("<main>All of this here.</main><p class=x>And that there.</p>")
    assert checked(folder).passages == 4
    text = (folder / "samklang.yaml").read_text()
    (folder / "samklang.yaml").write_text(f'{text}copy: {{"**/*.html": {{leave: [".x"]}}}}\n')
    assert checked(folder).passages == 3


def test_another_engine_measures_anew(
    folder: Path, engine: ToyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked(folder)
    engine.texts.clear()
    engine.name = "toy:2"
    assert checked(folder).engine == "toy:2"
    assert len(engine.texts) == 2


def test_own_needs_are_fitted_once_and_measured_with_their_examples(folder: Path, engine: ToyEngine) -> None:
    need = "{question: 'Which bulb?', answers: [An LED, E27 fits, Any small one]}"
    persona = f"{PERSONA}own_needs: {{bulb: {need}}}\n"
    (folder / "persona.yaml").write_text(persona)
    (folder / "samklang.yaml").write_text(WORKSPACE.replace("{price: 1}", "{price: 1, bulb: 2}"))
    first = checked(folder)
    engine.texts.clear()
    assert (checked(folder), engine.texts) == (first, [])
    (folder / "persona.yaml").write_text(persona.replace("Which bulb?", "What bulb fits?"))
    checked(folder)
    assert engine.texts == []
    (folder / "persona.yaml").write_text(persona.replace("Any small one", "E14 fits"))
    checked(folder)
    assert {"E14 fits", "The lamp costs 49 pounds."} <= set(engine.texts)


def test_own_traits_are_fitted_once_and_measured_with_their_examples(folder: Path, engine: ToyEngine) -> None:
    persona = PERSONA.replace("traits:", "traits:\n  unhurried: {target: 20}") + OWN
    (folder / "persona.yaml").write_text(persona)
    checked(folder)
    engine.texts.clear()
    checked(folder)
    assert engine.texts == []
    (folder / "persona.yaml").write_text(persona.replace("all the time", "the time"))
    checked(folder)
    assert COPY.split("\n")[0] in engine.texts


def test_copy_that_is_repeated_is_encoded_once(folder: Path, engine: ToyEngine) -> None:
    for at in range(30):
        (folder / "web" / f"{at:02}.md").write_text(f"Number {at} of them. Call us any day.\n\n{COPY}")
    checked(folder)
    assert len(engine.texts) == len(set(engine.texts)) == 33


def test_a_text_is_kept_until_enough_others_follow() -> None:
    engine = ToyEngine()
    once = CachedEncoder(engine, capacity=3)
    first = once.encode(["a", "b", "c"], "en")
    again = once.encode(["c", "d", "a"], "en")
    assert engine.texts == ["a", "b", "c", "d"]
    assert np.array_equal(again.layers[[2, 0]], first.layers[[0, 2]])
    once.encode(["b"], "en")
    assert engine.texts[4:] == ["b"]


def test_a_cache_that_cannot_be_used_is_reported_and_the_check_goes_on(
    folder: Path, engine: ToyEngine, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (folder / ".samklang").write_text("mine")
    assert run(["check", "--format", "json"]) == 1
    output = capsys.readouterr()
    assert output.err.count("cannot be used") == 1
    assert json.loads(output.out)["counts"]["passages"] == 2


def test_the_cache_is_where_the_user_says_or_nowhere(
    folder: Path, engine: ToyEngine, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert run(["check", "--no-cache"]) == 1
    assert run(["check", "--cache", "elsewhere"]) == 1
    monkeypatch.setenv("SAMKLANG_CACHE", str(folder / "set"))
    assert run(["check"]) == 1
    assert not (folder / ".samklang").exists()
    assert (folder / "elsewhere" / "cache.sqlite").is_file()
    assert (folder / "set" / "cache.sqlite").is_file()


def test_cache_shows_and_prunes(
    folder: Path, engine: ToyEngine, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert run(["cache", "show"]) == 2
    assert "samklang check creates one" in capsys.readouterr().err
    run(["check"])
    run(["check"])
    capsys.readouterr()
    assert run(["cache", "show"]) == 0
    shown = capsys.readouterr().out
    assert str(folder / ".samklang") in shown
    assert "2 of 2 passages known, 100%" in shown
    assert "2 of 4 passages known, 50%" in shown
    assert run(["cache", "prune"]) == 0
    assert "kept 0 entries" in capsys.readouterr().out
    run(["check"])
    assert len(engine.texts) == 4
