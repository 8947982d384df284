"""Felt needs: how they are defined, and how far a touchpoint meets them."""

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


def test_files_and_table_agree() -> None:
    assert {path.stem for path in Path(felt.__file__).parent.glob("*.yaml")} == set(FELT)


@pytest.mark.parametrize("name", FELT)
def test_a_felt_need_is_asked_for_in_every_language_and_made_of_traits(name: str) -> None:
    need = felt.load(name)
    assert need.id == name and need.why
    assert set(need.traits) <= set(TRAITS) and need.traits
    for language in LANGUAGES:
        assert need.name[language] and need.question[language].endswith("?")


def value(*group: Measurement) -> float | None:
    standing = FeltStanding(BRISK)
    standing.add(group)
    return standing.value


def brisk(score: float, lix: float, words: float, *, abstained: bool = False) -> Measurement:
    return replace(measured(score, abstained=abstained), effort=Effort(lix=lix, words_per_sentence=words))


@pytest.mark.parametrize(
    ("score", "lix", "words", "degree"),
    [(20, 40, 10, 1), (90, 12, 3, 1), (-5, 40, 10, 2.5 / 3), (20, 50, 10, 2.5 / 3), (20, 40, 15, 2.5 / 3)],
)
def test_each_criterion_counts_the_same(score: float, lix: float, words: float, degree: float) -> None:
    assert value(brisk(score, lix, words)) == pytest.approx(degree)


def test_a_score_that_abstains_does_not_count() -> None:
    assert value(brisk(-90, 40, 10, abstained=True)) == 1


def test_most_is_to_be_gained_in_the_document_that_is_furthest_off() -> None:
    standing = FeltStanding(BRISK)
    for measurement in documents(brisk(20, 40, 10), brisk(-80, 40, 10)):
        standing.add([measurement])
    gap = standing.gap()
    assert gap and gap.document == "web/1.md" and gap.share == pytest.approx(0.5 / 3)
    assert standing.resampled(draws(2)).min() == pytest.approx(2 / 3)


def reassuring(score: float) -> Measurement:
    traits = {
        trait: Score(score=score, margin=5, abstained=False) for trait in felt.load("reassurance").traits
    }
    return replace(measured(), traits=traits)


def unmet(score: float) -> list[Finding]:
    measurements = documents(reassuring(score), reassuring(score))
    return list(need_unmet.find(case(measurements, needs={"reassurance": 1.0}, traits={})))


def test_a_felt_need_that_is_hardly_met_is_a_finding() -> None:
    (finding,) = unmet(-20)
    assert finding.need == "reassurance"
    assert finding.facts == FeelingUnmetFacts(
        question="Will it be all right?", weight=1.0, coverage=pytest.approx(0.533, abs=0.001)
    )
    assert unmet(15) == []


def test_a_felt_need_counts_in_fit_and_is_a_step() -> None:
    point = touchpoint(documents(reassuring(-20), reassuring(10)), needs={"reassurance": 1.0}, traits={})
    (step,) = point.steps
    assert point.fit == pytest.approx(66.67, abs=0.01)
    assert (step.kind, step.what, step.place.name) == ("feeling", "reassurance", "web/0.md")
    assert step.fit == pytest.approx(16.67, abs=0.01)  # one of its three traits, in one of two documents
