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
    Word,
    Workspace,
)

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


def consistency(*found: Measurement) -> float:
    result = journey.channel_result(workspace().channels[0], found).consistency
    assert result is not None
    return result


def fit(*found: Measurement, **priorities: object) -> float:
    (touchpoint,) = journey.touchpoints(workspace(**priorities), found)
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
def test_adding_an_answer_never_lowers_fit(found: list[float], more: float) -> None:
    before = fit(*(measured(coverage=one) for one in found), traits={})
    after = fit(*(measured(coverage=one) for one in found), measured(coverage=more), traits={})
    assert after >= before - 1e-9


@given(scores, coverages, st.floats(0, 120))
def test_figures_stay_between_0_and_100(score: float, coverage: float, lix: float) -> None:
    one = measured(score, coverage, lix=lix)
    assert 0 <= consistency(one) <= 100
    assert 0 <= fit(one, effort=0.5, lix=35.0) <= 100


def test_the_weakest_moment_is_the_headline_and_the_journey_orders() -> None:
    found = [measured(coverage=0.9, moment="use"), measured(coverage=0.1, moment="buy")]
    touchpoints = journey.touchpoints(workspace(), found)
    assert [touchpoint.moment for touchpoint in touchpoints] == ["buy", "use"]
    worst = journey.weakest(touchpoints)
    assert worst and worst.name == "web, buy (en)"


def test_a_slogan_in_a_file_of_another_language_makes_no_touchpoint() -> None:
    one = measured()
    slogan = replace(one, passage=replace(one.passage, language="sv"))
    assert [t.language for t in journey.touchpoints(workspace(), [one] * 4 + [slogan])] == ["en"]
    assert [t.language for t in journey.touchpoints(workspace(), [one] * 2 + [slogan])] == ["en", "sv"]


def test_a_need_is_evidenced_by_the_passage_that_answers_best() -> None:
    best = measured(coverage=0.8, name="web/b.md")
    (touchpoint,) = journey.touchpoints(workspace(), [measured(coverage=0.2), best])
    (need,) = touchpoint.needs
    assert (need.answered, need.place and need.place.name) == (True, "web/b.md")


def test_what_abstained_counts_neither_way() -> None:
    unsure = measured(-90, abstained=True)
    assert consistency(measured(40), unsure) == 100
    assert journey.channel_result(workspace().channels[0], [unsure]).consistency is None


def test_a_channel_margin_takes_documents_as_the_unit() -> None:
    same = [measured(score, name="web/a.md") for score in (10, 30, 50, 70)]
    apart = [
        replace(
            one, passage=replace(one.passage, source=Source(name=f"web/{at}.md", path=None, channel="web"))
        )
        for at, one in enumerate(same)
    ]
    (one_file,) = journey.channel_result(workspace().channels[0], same).profile
    (many,) = journey.channel_result(workspace().channels[0], apart).profile
    assert one_file.margin == 10
    assert many.margin == pytest.approx(1.645 * (2000 / 3 / 4) ** 0.5)
