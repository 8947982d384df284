"""What single rules find: tone, channel.drift, need.unmet, need.weak, effort.hard."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samklang.model import (
    ANY_MOMENT,
    ChannelResult,
    Depth,
    Drift,
    DriftFacts,
    DriftFrom,
    Finding,
    HardToReadFacts,
    Interval,
    Level,
    Lix,
    Measurement,
    Nearest,
    NeedUnmetFacts,
    NeedWeakFacts,
    Place,
    Span,
    ToneFacts,
    TooManyStepsFacts,
)
from samklang.rules import Case, channel_drift, effort_hard, need_unmet, need_weak, tone
from tests.journey.standing import touchpoints
from tests.journey.test_journey import measured, workspace


def case(measurements: list[Measurement], **priorities: object) -> Case:
    space = workspace(**priorities)
    return Case(
        workspace=space,
        lemmas=lambda _text, _language: (),
        measurements=measurements,
        touchpoints=touchpoints(space, measurements),
    )


def longer(measurement: Measurement, words: int) -> Measurement:
    """The same measurement of a passage with that many words."""
    passage = measurement.passage
    sentences = passage.sentences[:1] * (words // len(passage.sentences[0].words))
    return replace(measurement, passage=replace(passage, sentences=sentences))


# --- tone.TRAIT -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "reported"),
    [
        ("Some words that say a thing", 6, False),
        ("Some words that say a thing:", 6, False),
        ("Some words that say a thing.", 6, True),
        ("“Some words that say a thing!” ", 6, True),
        ("Some words that say a thing", 12, True),
    ],
)
def test_a_label_has_no_tone_of_its_own(text: str, words: int, reported: bool) -> None:
    measurement = longer(measured(-90), words)
    passage = measurement.passage
    label = replace(measurement, passage=replace(passage, block=replace(passage.block, text=text)))
    assert bool(list(tone.find(case([label])))) is reported


@pytest.mark.parametrize(("score", "level"), [(-3, Level.SUGGESTION), (-5, Level.WARNING)])
def test_what_is_just_outside_is_a_suggestion(score: float, level: Level) -> None:
    (finding,) = tone.find(case([measured(score)]))
    assert finding.level is level


def tone_facts(measurement: Measurement) -> ToneFacts:
    (finding,) = tone.find(case([measurement]))
    assert isinstance(finding.facts, ToneFacts)
    return finding.facts


@pytest.mark.parametrize(("score", "pole"), [(-90, "distant"), (95, "warm")])
def test_a_tone_is_too_near_one_end(score: float, pole: str) -> None:
    facts = tone_facts(measured(score))
    assert facts == ToneFacts(trait="warm", pole=pole, brand="Test", quote=None, pulls=())


def test_of_several_sentences_the_one_that_pulls_most_is_quoted_with_its_features() -> None:
    measurement = longer(measured(-90), 12)
    first = measurement.passage.sentences[0]
    passage = replace(measurement.passage, sentences=(first, replace(first, text="Hereby informed.")))
    score = measurement.traits["warm"]._replace(sentence=1, pulls=("passive", "office words"))
    facts = tone_facts(replace(measurement, passage=passage, traits={"warm": score}))
    assert (facts.quote, facts.pulls) == ("Hereby informed.", ("passive", "office words"))


# --- need.unmet -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("coverage", "nearest"),
    [(0.14, Nearest.FAR), (0.16, Nearest.NEAR), (0.39, Nearest.NEAR), (0.41, Nearest.PERHAPS)],
)
def test_what_many_would_take_as_an_answer_is_not_called_nothing(coverage: float, nearest: Nearest) -> None:
    measurement = measured(coverage=coverage)
    (finding,) = need_unmet.find(case([measurement]))
    assert isinstance(finding.facts, NeedUnmetFacts)
    assert (finding.facts.nearest, finding.facts.coverage) == (nearest, coverage)
    assert (finding.facts.evidence, finding.facts.documents) == (measurement.passage.text, 1)


# --- effort.hard ------------------------------------------------------------------------------------


def hard(lix: float, words: int = 30, asked: float | None = 40) -> list[Finding]:
    measurement = longer(measured(lix=lix), words)
    return list(effort_hard.find(case([measurement], effort=0.5, lix=asked)))


def test_what_is_well_over_the_lix_asked_is_hard() -> None:
    (finding,) = hard(56)
    assert finding.facts == HardToReadFacts(lix=Lix(56, 40), words_per_sentence=None, long_words=50)


def asking(*counts: int, most: int | None, language: str = "en") -> list[Finding]:
    """The findings of a file whose passages ask that many steps each, the last in `language`."""
    plain = measured()
    *others, last = [replace(plain, effort=replace(plain.effort, steps=count)) for count in counts]
    last = replace(last, passage=replace(last.passage, language=language))
    return list(effort_hard.find(case([*others, last], effort=0.5, lix=90.0, steps=most)))


def test_a_file_that_asks_more_steps_than_its_channel_may_is_hard() -> None:
    (finding,) = asking(2, 0, 3, most=4)
    assert finding.facts == TooManyStepsFacts(steps=5, most=4)
    assert (finding.subject, finding.shortfall) == ("steps en", pytest.approx(0.2))


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


def weak(*measurements: Measurement, **priorities: object) -> list[tuple[Depth | None, Lix | None]]:
    """The depth and the LIX of each answer that is reported as weak."""
    findings = need_weak.find(case(list(measurements), **priorities))
    all_facts = [finding.facts for finding in findings if isinstance(finding.facts, NeedWeakFacts)]
    return [(facts.depth, facts.lix) for facts in all_facts]


def test_an_answer_after_many_words_is_weak() -> None:
    assert weak(longer(measured(), 204), measured(coverage=0.9)) == [(Depth(204, 200), None)]


def test_nothing_stands_before_an_answer_in_a_file_that_is_not_read_from_the_top_down() -> None:
    strings = [
        replace(measurement, passage=replace(measurement.passage, in_order=False))
        for measurement in (longer(measured(), 204), measured(coverage=0.9))
    ]
    assert weak(*strings) == []
    (touchpoint,) = touchpoints(workspace(), strings)
    assert [need.depth for need in touchpoint.needs] == [0]


def test_the_workspace_says_how_deep_is_too_deep() -> None:
    measurements = (longer(measured(), 60), measured(coverage=0.9))
    assert weak(*measurements) == []
    assert len(weak(*measurements, effort=0.2, lix=50.0, depth=50)) == 1


def test_an_answer_in_hard_words_is_weak() -> None:
    assert weak(measured(coverage=0.9, lix=58), effort=0.5, lix=40.0) == [(None, Lix(58, 40))]


def test_what_is_not_answered_is_not_weak_but_unmet() -> None:
    assert weak(longer(measured(), 204), measured(coverage=0.4)) == []


# --- channel.drift ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("against", "difference", "pole"),
    [(DriftFrom.PERSONA, -31.0, "distant"), (DriftFrom.OTHERS, 31.0, "warm")],
)
def test_a_drift_has_a_side_and_a_size(against: DriftFrom, difference: float, pole: str) -> None:
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
    assert finding.facts == DriftFacts(
        trait="warm",
        pole=pole,
        brand="Test",
        against=against,
        difference=difference,
        interval=Interval(low, high),
        effect=sign * 2.1,
        documents=7,
    )
    assert (finding.place, finding.moment) == (drift.place, ANY_MOMENT)
