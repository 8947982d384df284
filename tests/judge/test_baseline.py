"""The baseline: which findings it recognises, and how its file is written and read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from samklang.errors import BaselineError
from samklang.judge.baseline import dump, known, load
from samklang.judge.filters import unknown
from samklang.model import NOWHERE, Finding, Known, Place, Span
from tests.findings import FINDING

NEED = replace(FINDING, rule="need.unmet", need="price", subject="web (en): price", shortfall=0.6)


def at(finding: Finding, name: str, start: int = 0) -> Finding:
    return replace(finding, place=Place(name=name, span=Span(start, start + 9)))


def new(findings: list[Finding], *before: Finding) -> list[Finding]:
    return unknown(findings, [known(finding) for finding in before])[0]


def test_lines_may_move() -> None:
    assert new([at(FINDING, "a.md", 70)], FINDING) == []


def test_a_passage_may_move_and_a_file_be_renamed() -> None:
    assert new([at(FINDING, "b.md")], FINDING) == []


def test_another_rule_or_another_copy_is_new() -> None:
    others = [replace(FINDING, rule="tone.plain"), replace(FINDING, subject="The copy, changed.")]
    assert new(others, FINDING) == others


def test_an_entry_hides_one_finding_that_of_its_own_file_first() -> None:
    copied, own = at(FINDING, "0.md"), FINDING
    assert new([copied, own], FINDING) == [copied]
    assert new([copied, own], FINDING, FINDING) == []


@pytest.mark.parametrize(("shortfall", "is_new"), [(0.4, False), (0.6, False), (0.61, False), (0.7, True)])
def test_what_is_judged_of_a_channel_is_new_when_it_grows(shortfall: float, is_new: bool) -> None:
    finding = replace(at(NEED, "b.md"), shortfall=shortfall)
    assert new([finding], NEED) == ([finding] if is_new else [])


def test_entries_that_match_nothing_are_returned() -> None:
    gone = replace(FINDING, subject="Gone.")
    assert unknown([FINDING], [known(gone), known(FINDING)])[1] == [known(gone)]


# --- the file -----------------------------------------------------------------------------------


def kept(folder: Path, *entries: Known) -> tuple[Known, ...]:
    (folder / "baseline").write_text(dump(entries), encoding="utf-8")
    return load(folder / "baseline", "baseline").entries


def test_what_is_written_is_read_again_in_a_fixed_order(tmp_path: Path) -> None:
    entries = [known(at(FINDING, name)) for name in ("b.md", "å.md", "a.md")] + [known(NEED)]
    loaded = kept(tmp_path, *entries)
    assert {replace(entry, at=NOWHERE) for entry in loaded} == set(entries)
    assert [entry.file for entry in loaded] == ["a.md", "a.md", "b.md", "å.md"]
    assert dump(loaded) == dump(reversed(loaded))


def test_an_entry_knows_its_line(tmp_path: Path) -> None:
    entry = kept(tmp_path, known(FINDING))[0]
    text = (tmp_path / "baseline").read_text()
    assert text[slice(*entry.at)] == text.splitlines()[1]


def test_an_entry_can_be_recognised_by_people_and_is_short(tmp_path: Path) -> None:
    entry = known(replace(FINDING, subject="Word " * 50))
    assert entry.text == "Word " * 11 + "Word…"
    assert len(dump([entry]).splitlines()[1]) < 200


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{}\n", "baseline:1: is not a baseline of this version"),
        ('{"samklang": "baseline", "version": 2}\n', "baseline:1: is not a baseline of this version"),
        (
            '{"samklang": "baseline", "version": 1}\n<<<<<<< ours\n',
            "baseline:2: is not JSON; is there an unresolved merge",
        ),
        (
            '{"samklang": "baseline", "version": 1}\n[1]\n',
            "baseline:2: an entry needs file, rule and subject",
        ),
        ('{"samklang": "baseline", "version": 1}\n{"file": "a"}\n', "baseline:2: an entry needs"),
    ],
)
def test_what_is_not_a_baseline_is_reported_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "baseline").write_text(text)
    with pytest.raises(BaselineError) as error:
        load(tmp_path / "baseline", "baseline")
    assert error.value.message.startswith(message)


def test_a_missing_baseline_is_reported_with_how_to_create_it(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="no such file") as error:
        load(tmp_path / "baseline", "baseline")
    assert "samklang baseline write" in error.value.hint
