"""Consistency and fit: monotone, bounded, and never an average over moments."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samklang import journey
from samklang.model import (
    ANY_MOMENT,
    Band,
    Block,
    Channel,
    Effort,
    Level,
    Measurement,
    Passage,
    Persona,
    Piece,
    Priorities,
    Score,
    Sentence,
    Source,
    Span,
    Touchpoint,
    Word,
    Workspace,
)
from tests.journey.standing import channel_result, touchpoints

BAND = Band(trait="warm", target=40, tolerance=30)
scores = st.floats(-100, 100)
coverages = st.floats(0, 1)


def measured(
    score: float = 40,
    coverage: float = 0.0,
    name: str = "web/a.md",
    moment: str = "buy",
    lix: float = 30,
    abstained: bool = False,
) -> Measurement:
    text = "Some words that say a thing."
    sentence = Sentence(text=text, language="en", words=(Word("Some", 0, 4),) * 6, span=Span(0, len(text)))
    return Measurement(
        passage=Passage(
            source=Source(name=name, path=None, channel="web", moment=moment),
            language="en",
            block=Block(text=text, pieces=(Piece(0, len(text), 0, len(text)),)),
            sentences=(sentence,),
        ),
        traits={"warm": Score(score=score, margin=10, abstained=abstained)},
        needs={"price": coverage},
        effort=Effort(lix=lix, words_per_sentence=6),
    )


def workspace(**priorities: object) -> Workspace:
    own = Priorities(**{"needs": {"price": 0.6}, "traits": {"warm": 0.4}, **priorities})  # type: ignore[arg-type]
    channel = Channel(
        name="web", declared="", files=(), moments={}, bands=(BAND,), priorities={ANY_MOMENT: own}
    )
    return Workspace(
        root=__import__("pathlib").Path(),
        persona=Persona(brand="Test", bands=(BAND,)),
        channels=(channel,),
        languages=("en",),
        journey=("buy", "use"),
        model="bundled",
        fail_on=Level.ERROR,
    )


def consistency(*measurements: Measurement) -> float:
    result = channel_result(workspace().channels[0], measurements).consistency
    assert result is not None
    return result


def fit(*measurements: Measurement, **priorities: object) -> float:
    (touchpoint,) = touchpoints(workspace(**priorities), measurements)
    assert touchpoint.fit is not None
    return touchpoint.fit


def test_copy_inside_its_band_is_wholly_consistent() -> None:
    assert consistency(measured(11), measured(69)) == 100


def test_copy_far_outside_is_not_the_persona_at_all() -> None:
    assert consistency(measured(-80)) == 0


@given(scores, scores)
def test_moving_copy_towards_its_band_never_lowers_consistency(score: float, other: float) -> None:
    nearer = score + (BAND.target - score) * 0.3
    assert (
        consistency(measured(nearer), measured(other)) >= consistency(measured(score), measured(other)) - 1e-9
    )


@given(st.lists(coverages, min_size=1, max_size=5), coverages)
def test_adding_an_answer_never_lowers_fit(existing: list[float], more: float) -> None:
    before = fit(*(measured(coverage=coverage) for coverage in existing), traits={})
    after = fit(*(measured(coverage=coverage) for coverage in existing), measured(coverage=more), traits={})
    assert after >= before - 1e-9


@given(scores, coverages, st.floats(0, 120))
def test_figures_stay_between_0_and_100(score: float, coverage: float, lix: float) -> None:
    measurement = measured(score, coverage, lix=lix)
    assert 0 <= consistency(measurement) <= 100
    assert 0 <= fit(measurement, effort=0.5, lix=35.0) <= 100


def test_the_weakest_moment_is_the_headline_and_the_journey_orders() -> None:
    measurements = [measured(coverage=0.9, moment="use"), measured(coverage=0.1, moment="buy")]
    points = touchpoints(workspace(), measurements)
    assert [touchpoint.moment for touchpoint in points] == ["buy", "use"]
    worst = journey.weakest(points)
    assert worst and worst.name == "web, buy (en)"


def test_a_slogan_in_a_file_of_another_language_makes_no_touchpoint() -> None:
    english = measured()
    slogan = replace(english, passage=replace(english.passage, language="sv"))
    assert [t.language for t in touchpoints(workspace(), [english] * 4 + [slogan])] == ["en"]
    assert [t.language for t in touchpoints(workspace(), [english] * 2 + [slogan])] == ["en", "sv"]


def test_a_need_is_evidenced_by_the_passage_that_answers_best() -> None:
    best = measured(coverage=0.8, name="web/b.md")
    (touchpoint,) = touchpoints(workspace(), [measured(coverage=0.2), best])
    (need,) = touchpoint.needs
    assert (need.answered, need.place and need.place.name) == (True, "web/b.md")


def test_scores_that_abstain_are_not_counted() -> None:
    unsure = measured(-90, abstained=True)
    assert consistency(measured(40), unsure) == 100
    assert channel_result(workspace().channels[0], [unsure]).consistency is None


def test_the_unit_of_a_channels_margin_is_the_document() -> None:
    same = [measured(score, name="web/a.md") for score in (10, 30, 50, 70)]
    apart = [
        replace(
            measurement,
            passage=replace(
                measurement.passage, source=Source(name=f"web/{number}.md", path=None, channel="web")
            ),
        )
        for number, measurement in enumerate(same)
    ]
    (one_file,) = channel_result(workspace().channels[0], same).profile
    (many,) = channel_result(workspace().channels[0], apart).profile
    assert one_file.margin == 10
    assert many.margin == pytest.approx(1.645 * (2000 / 3 / 4) ** 0.5)


def documents(*measurements: Measurement) -> list[Measurement]:
    """Each measurement in a document of its own."""
    return [
        replace(
            measurement,
            passage=replace(
                measurement.passage, source=replace(measurement.passage.source, name=f"web/{number}.md")
            ),
        )
        for number, measurement in enumerate(measurements)
    ]


def touchpoint(measurements: list[Measurement], **priorities: object) -> Touchpoint:
    (result,) = touchpoints(workspace(**priorities), measurements)
    return result


def test_a_single_document_has_no_interval() -> None:
    result = channel_result(workspace().channels[0], [measured(), measured(-40)])
    assert result.interval is None and touchpoint([measured()]).interval is None


@given(st.lists(st.tuples(scores, coverages), min_size=2, max_size=6))
def test_intervals_contain_their_figure_and_stay_within_0_and_100(pairs: list[tuple[float, float]]) -> None:
    spread = documents(*(measured(score, coverage) for score, coverage in pairs))
    channel, point = channel_result(workspace().channels[0], spread), touchpoint(spread)
    for figure, interval in ((channel.consistency, channel.interval), (point.fit, point.interval)):
        assert figure is not None and interval is not None
        assert 0 <= interval.low <= figure + 1e-9 and figure - 1e-9 <= interval.high <= 100 + 1e-9


def test_scattered_documents_widen_the_interval() -> None:
    channel = workspace().channels[0]
    alike = channel_result(channel, documents(*(measured(-15) for _ in range(6)))).interval
    apart = channel_result(channel, documents(*(measured(s) for s in (40, -80) * 3))).interval
    assert alike and apart and apart.high - apart.low > alike.high - alike.low + 20


def test_a_need_answered_in_a_single_document_widens_the_interval() -> None:
    single = touchpoint(documents(measured(coverage=0.9), measured(), measured()), traits={})
    all_of_them = touchpoint(documents(*(measured(coverage=0.9) for _ in range(3))), traits={})
    assert single.interval and all_of_them.interval and single.fit == all_of_them.fit
    assert single.interval.low < all_of_them.interval.low


def test_an_answer_is_reported_with_the_number_of_words_before_it() -> None:
    (need,) = touchpoint([measured(), measured(), measured(coverage=0.9, lix=52)]).needs
    assert (need.depth, need.lix) == (12, 52)


def test_the_first_step_raises_fit_most_and_by_as_much_as_it_claims() -> None:
    measurements = documents(measured(-80, coverage=0.2), measured(20, coverage=0.3))
    before = touchpoint(measurements)
    need, trait = before.steps
    assert before.fit is not None
    assert (need.kind, need.what, need.place.name) == ("need", "price", "web/1.md")
    answered = touchpoint([measurements[0], replace(measurements[1], needs={"price": 0.95})])
    assert answered.fit == pytest.approx(before.fit + need.fit)
    assert (trait.kind, trait.what, trait.place.name) == ("trait", "warm", "web/0.md")
    nearer = touchpoint([replace(measurements[0], traits=measured(40).traits), measurements[1]])
    assert nearer.fit == pytest.approx(before.fit + trait.fit)


def test_a_step_predicts_the_gain_in_consistency() -> None:
    measurements = documents(measured(-80), measured(40), measured(-15))
    channel = workspace().channels[0]
    before = channel_result(channel, measurements)
    (step,) = before.steps
    after = channel_result(channel, [replace(measurements[0], traits=measured(40).traits), *measurements[1:]])
    assert step.place.name == "web/0.md" and before.consistency is not None
    assert after.consistency == pytest.approx(before.consistency + step.consistency)
    assert touchpoint(measurements).steps[-1].consistency == pytest.approx(step.consistency)


def test_hard_copy_is_a_step_of_its_own() -> None:
    hard = documents(measured(coverage=1, lix=70), measured(coverage=1, lix=20))
    (step,) = touchpoint(hard, effort=0.5, lix=40.0).steps
    assert (step.kind, step.place.name) == ("effort", "web/0.md") and step.fit > 10


def test_where_all_is_well_there_is_no_step() -> None:
    assert touchpoint(documents(measured(coverage=1), measured(coverage=0.96))).steps == ()
