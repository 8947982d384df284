"""Felt needs: what copy must be to give them, and how far a touchpoint does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from samklang.journey.felt import FeltStanding
from samklang.journey.sums import draws
from samklang.languages import LANGUAGES
from samklang.model import Effort, FeelingUnmetFacts, Finding, Measurement, Score
from samklang.needs import felt
from samklang.needs.felt import FELT, Felt
from samklang.rules import need_unmet
from samklang.traits import TRAITS
from tests.journey.test_journey import documents, measured, touchpoint
from tests.rules.test_standing_rules import case

BRISK = Felt(id="brisk", name={}, question={}, why="", traits={"warm": 20}, lix=40, words_per_sentence=10)


def test_every_file_is_in_the_table_and_the_other_way_round() -> None:
    assert {path.stem for path in Path(felt.__file__).parent.glob("*.yaml")} == set(FELT)


@pytest.mark.parametrize("name", FELT)
def test_a_felt_need_is_asked_for_in_every_language_and_made_of_traits(name: str) -> None:
    found = felt.load(name)
    assert found.id == name and found.why
    assert set(found.traits) <= set(TRAITS) and found.traits
    for language in LANGUAGES:
        assert found.name[language] and found.question[language].endswith("?")


def value(*group: Measurement) -> float | None:
    standing = FeltStanding(BRISK)
    standing.add(group)
    return standing.value


def brisk(score: float, lix: float, words: float, *, abstained: bool = False) -> Measurement:
    return replace(measured(score, abstained=abstained), effort=Effort(lix=lix, words_per_sentence=words))


@pytest.mark.parametrize(
    ("score", "lix", "words", "given"),
    [(20, 40, 10, 1), (90, 12, 3, 1), (-5, 40, 10, 2.5 / 3), (20, 50, 10, 2.5 / 3), (20, 40, 15, 2.5 / 3)],
)
def test_each_thing_that_is_asked_counts_alike(score: float, lix: float, words: float, given: float) -> None:
    assert value(brisk(score, lix, words)) == pytest.approx(given)


def test_what_abstains_says_nothing() -> None:
    assert value(brisk(-90, 40, 10, abstained=True)) == 1


def test_most_is_to_be_gained_in_the_document_that_is_furthest_off() -> None:
    standing = FeltStanding(BRISK)
    for one in documents(brisk(20, 40, 10), brisk(-80, 40, 10)):
        standing.add([one])
    gap = standing.gap()
    assert gap and gap.name == "web/1.md" and gap.share == pytest.approx(0.5 / 3)
    assert standing.drawn(draws(2)).min() == pytest.approx(2 / 3)


def reassuring(score: float) -> Measurement:
    traits = {
        trait: Score(score=score, margin=5, abstained=False) for trait in felt.load("reassurance").traits
    }
    return replace(measured(), traits=traits)


def unmet(score: float) -> list[Finding]:
    found = documents(reassuring(score), reassuring(score))
    return list(need_unmet.find(case(found, needs={"reassurance": 1.0}, traits={})))


def test_a_felt_need_that_is_hardly_given_is_unmet() -> None:
    (finding,) = unmet(-20)
    assert finding.need == "reassurance"
    assert finding.facts == FeelingUnmetFacts(
        question="Will it be all right?", weight=1.0, coverage=pytest.approx(0.4)
    )
    assert unmet(15) == []


def test_a_felt_need_weighs_in_fit_and_is_a_step() -> None:
    point = touchpoint(documents(reassuring(-20), reassuring(10)), needs={"reassurance": 1.0}, traits={})
    (step,) = point.steps
    assert point.fit == pytest.approx(70)
    assert (step.kind, step.what, step.place.name) == ("feeling", "reassurance", "web/0.md")
    assert step.fit == pytest.approx(10)  # one of its three traits, in one of two documents
