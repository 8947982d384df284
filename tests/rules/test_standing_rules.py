"""What single rules find: tone, channel.drift, need.unmet, need.weak, effort.hard."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samklang.model import (
    ANY_MOMENT,
    ChannelResult,
    Drift,
    DriftFrom,
    Finding,
    Interval,
    Level,
    Measurement,
    Place,
    Span,
)
from samklang.rules import Case, channel_drift, effort_hard, need_unmet, need_weak, tone
from tests.journey.standing import touchpoints
from tests.journey.test_journey import measured, workspace


def case(measurements: list[Measurement], **priorities: object) -> Case:
    one = workspace(**priorities)
    return Case(
        workspace=one,
        lemmas=lambda _text, _language: (),
        measurements=measurements,
        touchpoints=touchpoints(one, measurements),
    )


def longer(one: Measurement, words: int) -> Measurement:
    """The same with so many words."""
    sentence = one.passage.sentences[0]
    return replace(one, passage=replace(one.passage, sentences=(sentence,) * (words // len(sentence.words))))


# --- tone.TRAIT -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("Some words that say a thing", 6, False),
        ("Some words that say a thing:", 6, False),
        ("Some words that say a thing.", 6, True),
        ("“Some words that say a thing!” ", 6, True),
        ("Some words that say a thing", 12, True),
    ],
)
def test_a_label_has_no_tone_of_its_own(text: str, words: int, told: bool) -> None:
    one = longer(measured(-90), words)
    label = replace(one, passage=replace(one.passage, block=replace(one.passage.block, text=text)))
    assert bool(list(tone.find(case([label])))) is told


@pytest.mark.parametrize(("score", "level"), [(-3, Level.SUGGESTION), (-5, Level.WARNING)])
def test_what_is_just_outside_is_a_suggestion(score: float, level: Level) -> None:
    (finding,) = tone.find(case([measured(score)]))
    assert finding.level is level


def test_a_finding_says_why_even_where_nothing_counted_stands_out() -> None:
    (finding,) = tone.find(case([measured(-90)]))
    assert finding.reason == "the choice of words; nothing that is counted stands out"


# --- need.unmet -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("coverage", "says"), [(0.39, "answers"), (0.41, "surely answers")])
def test_what_many_would_take_as_an_answer_is_not_called_nothing(coverage: float, says: str) -> None:
    (finding,) = need_unmet.find(case([measured(coverage=coverage)]))
    assert finding.message.startswith(f"nothing in web, buy (en) {says} “")


# --- effort.hard ------------------------------------------------------------------------------------


def hard(lix: float, words: int = 30, asked: float | None = 40) -> list[Finding]:
    one = longer(measured(lix=lix), words)
    return list(effort_hard.find(case([one], effort=0.5, lix=asked)))


def test_what_is_well_over_the_lix_asked_is_hard() -> None:
    (finding,) = hard(56)
    assert finding.message == "hard to read: LIX 56, 40 asked for in web"
    assert finding.reason == "50% of its words have more than six letters"


def asking(*counts: int, most: int | None, language: str = "en") -> list[Finding]:
    """Of one file whose passages ask so many steps."""
    found = [
        replace(one, effort=replace(one.effort, steps=count)) for count in counts for one in [measured()]
    ]
    last = replace(found[-1], passage=replace(found[-1].passage, language=language))
    return list(effort_hard.find(case([*found[:-1], last], effort=0.5, lix=90.0, steps=most)))


def test_a_file_that_asks_more_steps_than_its_channel_may_is_hard() -> None:
    (finding,) = asking(2, 0, 3, most=4)
    assert finding.message == "asks 5 things of the customer, 4 at most in web"
    assert finding.shortfall == pytest.approx(0.2)
    assert (finding.subject, finding.reason) == ("steps en", "the first that is too many is asked here")


@pytest.mark.parametrize(("most", "language"), [(5, "en"), (None, "en"), (4, "sv")])
def test_as_many_steps_as_it_may_or_each_language_for_itself_is_no_finding(
    most: int | None, language: str
) -> None:
    assert asking(2, 0, 3, most=most, language=language) == []


@pytest.mark.parametrize(("lix", "words", "asked"), [(54, 30, 40), (90, 24, 40), (90, 30, None)])
def test_a_little_over_few_words_or_nothing_asked_is_no_finding(
    lix: float, words: int, asked: float | None
) -> None:
    assert hard(lix, words, asked) == []


# --- need.weak --------------------------------------------------------------------------------------


def weak(*found: Measurement, **priorities: object) -> list[str]:
    return [finding.message for finding in need_weak.find(case(list(found), **priorities))]


def test_an_answer_after_many_words_is_weak() -> None:
    (message,) = weak(longer(measured(), 204), measured(coverage=0.9))
    assert (
        message.startswith("web, buy (en) answers “")
        and "only after 204 words, 200 at most are asked for" in message
    )


def test_the_workspace_says_how_deep_is_too_deep() -> None:
    found = (longer(measured(), 60), measured(coverage=0.9))
    assert weak(*found) == []
    assert len(weak(*found, effort=0.2, lix=50.0, depth=50)) == 1


def test_an_answer_in_hard_words_is_weak() -> None:
    (message,) = weak(measured(coverage=0.9, lix=58), effort=0.5, lix=40.0)
    assert message.endswith("in words that are hard to read: LIX 58, 40 asked for")


def test_what_is_not_answered_is_not_weak_but_unmet() -> None:
    assert weak(longer(measured(), 204), measured(coverage=0.4)) == []


# --- channel.drift ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("against", "difference", "message", "reason"),
    [
        (DriftFrom.PERSONA, -31.0, "more distant than Test", "31 points (20 to 42) outside Test's band"),
        (DriftFrom.OTHERS, 31.0, "more warm than the other channels", "31 points (20 to 42) from the other"),
    ],
)
def test_a_drift_is_told_by_side_and_size(
    against: DriftFrom, difference: float, message: str, reason: str
) -> None:
    sign = 1 if difference > 0 else -1
    low, high = sorted((sign * 20.0, sign * 42.0))
    drift = Drift(
        channel="web",
        trait="warm",
        against=against,
        difference=difference,
        interval=Interval(low, high),
        effect=sign * 2.1,
        documents=7,
        place=Place(name="web/a.md", span=Span(0, 4)),
        language="en",
    )
    result = ChannelResult(
        channel="web", documents=7, passages=7, words=42, consistency=50.0, profile=(), drifts=(drift,)
    )
    (finding,) = channel_drift.find(replace(case([]), channels=[result]))
    assert message in finding.message and reason in finding.reason
    assert "over 7 files (2.1 of their standard deviations)" in finding.reason
    assert (finding.place, finding.moment) == (drift.place, ANY_MOMENT)
