"""Customer types: what they love and hate, and how that changes a channel's priorities."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from samklang.config import load
from samklang.errors import ConfigError
from samklang.journey import Journey, by_document
from samklang.model import (
    CustomerResult,
    CustomerType,
    EncounterKind,
    Expense,
    Liking,
    Measurement,
    Priorities,
    Workspace,
)
from samklang.pipeline.vocabulary import VOCABULARY
from tests.journey.test_journey import measured
from tests.journey.test_journey import workspace as standing_workspace

CAREFUL = """\
name: Careful
loves: [returns, warm, "You can change your mind."]
hates: [formal]
share: {web: 0.4}
"""


def workspace(folder: Path, customer: str = CAREFUL) -> Workspace:
    file = folder / "samklang.yaml"
    if "customers:" not in (text := file.read_text(encoding="utf-8")):
        file.write_text(text + '\ncustomers: ["customers/*.yaml"]\n', encoding="utf-8")
    (folder / "customers").mkdir(exist_ok=True)
    (folder / "customers/one.yaml").write_text(customer, encoding="utf-8")
    return load(file, VOCABULARY)


def test_needs_traits_and_sentences_are_distinguished(folder: Path) -> None:
    (careful,) = workspace(folder).customers
    assert careful.loves == Liking(("returns",), ("warm",), ("You can change your mind.",))
    assert (careful.hates, careful.share) == (Liking(traits=("formal",)), {"web": 0.4})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "returns,",
            "retruns,",
            "one.yaml:2:9: loves.0.retruns: unknown need or trait; did you mean returns?",
        ),
        ("{web: 0.4}", "{wob: 0.4}", "one.yaml:4:9: share.wob: unknown channel; did you mean web?"),
        ("0.4", "1.4", "share.web"),
        ("You can change your mind.", "… ?", "one.yaml:2:24: loves.2: expected words, found '… ?'"),
    ],
)
def test_a_misspelt_word_is_a_mistake(folder: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        workspace(folder, CAREFUL.replace(old, new))
    assert message in caught.value.message


def test_two_types_of_one_name_are_a_mistake(folder: Path) -> None:
    workspace(folder)
    (folder / "customers/two.yaml").write_text(CAREFUL, encoding="utf-8")
    with pytest.raises(ConfigError, match="another customer type is called 'Careful'"):
        load(folder / "samklang.yaml", VOCABULARY)


def test_what_is_loved_or_hated_weighs_double() -> None:
    own = Priorities(needs={"price": 0.4, "returns": 0.2}, traits={"formal": 0.2}, effort=0.2, lix=40)
    who = CustomerType(name="Careful", loves=Liking(("returns",)), hates=Liking(traits=("formal",)))
    weighed = own.weighed_by(who)
    assert weighed.needs == pytest.approx({"price": 0.4 / 1.4, "returns": 0.4 / 1.4})
    assert weighed.traits == pytest.approx({"formal": 0.4 / 1.4})
    assert weighed.effort == pytest.approx(0.2 / 1.4)


WARY_TYPE = CustomerType(
    name="Careful",
    loves=Liking(("price",), ("warm",)),
    hates=Liking(traits=("formal",)),
    share={"web": 0.4},
)
HURRIED_TYPE = CustomerType(name="Hurried", loves=Liking(traits=("plain",)), hates=Liking(traits=("warm",)))


def standing_of(
    *measurements: Measurement, customers: tuple[CustomerType, ...] = (WARY_TYPE, HURRIED_TYPE)
) -> Journey:
    standing = Journey(replace(standing_workspace(), customers=customers))
    for document in by_document(measurements):
        standing.add(document)
    return standing


def journey_of(
    *measurements: Measurement, customers: tuple[CustomerType, ...] = (WARY_TYPE, HURRIED_TYPE)
) -> dict[str, CustomerResult]:
    """What each type meets in the one channel of the sample workspace."""
    return {result.customer: result for result in standing_of(*measurements, customers=customers).customers()}


def test_a_type_meets_what_it_loves_and_is_put_off_by_what_it_hates() -> None:
    warm = measured(score=60, coverage=0.9, name="web/b.md")
    results = journey_of(measured(score=-10, coverage=0.2), warm)
    careful, hurried = results["Careful"], results["Hurried"]
    assert [(met.what, met.place.name) for met in careful.meets] == [
        ("price", "web/b.md"),
        ("warm", "web/b.md"),
    ]
    assert (careful.misses, careful.puts_off, careful.share) == ((), (), 0.4)
    assert [(met.what, met.place.name) for met in hurried.puts_off] == [("warm", "web/b.md")]


def test_an_unsure_or_slight_score_meets_nothing() -> None:
    slight, unsure = measured(score=25), measured(score=90, abstained=True)
    assert journey_of(slight, unsure)["Careful"].meets == ()


def test_a_loved_need_that_nothing_answers_is_missed() -> None:
    assert journey_of(measured(coverage=0.3))["Careful"].misses == ("price",)


def test_fit_is_weighted_by_the_type() -> None:
    measurement = measured(score=-30, coverage=0.2)  # warm is 20 of 50 points off, price is 0.2 answered
    results = journey_of(measurement)
    assert results["Careful"].fit == pytest.approx(100 * (0.6 * 0.2 + 0.4 * 0.2))
    assert results["Hurried"].fit == pytest.approx(100 * (0.6 * 0.2 + 0.8 * 0.2) / 1.4)


# --- felt needs -----------------------------------------------------------------------------------------


def test_a_felt_need_may_be_loved_and_weighs_double(folder: Path) -> None:
    (careful,) = workspace(folder, CAREFUL.replace("returns,", "speed,")).customers
    assert careful.loves.needs == ("speed",)
    own = Priorities(needs={"price": 0.5, "speed": 0.5})
    assert own.weighed_by(careful).needs == pytest.approx({"price": 1 / 3, "speed": 2 / 3})


def test_a_felt_need_is_met_by_the_channel_as_a_whole() -> None:
    hasty = CustomerType(name="Hasty", loves=Liking(("speed",)), hates=Liking())
    easy, hard = measured(lix=20, name="web/b.md"), measured(lix=90)
    (met,) = journey_of(easy, customers=(hasty,))["Hasty"].meets
    assert (met.kind, met.what, met.place.name) == (EncounterKind.FEELING, "speed", "web/b.md")
    result = journey_of(easy, hard, hard, hard, customers=(hasty,))["Hasty"]
    assert (result.meets, result.misses) == ((), ("speed",))


# --- sentences ------------------------------------------------------------------------------------------


def saying(amount: float, words: int = 6, name: str = "web/a.md") -> Measurement:
    measurement = measured(name=name)
    sentence = measurement.passage.sentences[0]
    sentence = replace(sentence, words=sentence.words[:words])
    passage = replace(measurement.passage, sentences=(sentence,))
    return replace(measurement, passage=passage, needs={**measurement.needs, "All sales are final.": amount})


def test_a_sentence_in_their_own_words_is_met_where_copy_surely_says_it() -> None:
    wary = CustomerType(name="Wary", loves=Liking(), hates=Liking(sentences=("All sales are final.",)))
    result = journey_of(saying(0.3), saying(0.93, name="web/b.md"), customers=(wary,))["Wary"]
    assert [(met.kind, met.what, met.place.name) for met in result.puts_off] == [
        (EncounterKind.SENTENCE, "All sales are final.", "web/b.md")
    ]
    assert result.misses == ()


@pytest.mark.parametrize(("amount", "words"), [(0.85, 6), (0.99, 2)])
def test_an_unsure_match_or_a_label_does_not_meet_a_sentence(amount: float, words: int) -> None:
    wary = CustomerType(name="Wary", loves=Liking(sentences=("All sales are final.",)), hates=Liking())
    assert journey_of(saying(amount, words), customers=(wary,))["Wary"].meets == ()


# --- at another's expense -------------------------------------------------------------------------------


def expenses(*prices: float) -> tuple[Expense, ...]:
    """The expenses in documents that are half in the band, each answering the price with this coverage."""
    asks = CustomerType(name="Asks", loves=Liking(("price",)), hates=Liking(), share={"web": 0.7})
    feels = CustomerType(name="Feels", loves=Liking(traits=("warm",)), hates=Liking())
    measurements = [
        measured(-15, coverage, name=f"web/{number}.md") for number, coverage in enumerate(prices)
    ]
    return standing_of(*measurements, customers=(asks, feels)).expenses()


def test_who_surely_fares_worse_is_served_at_their_expense() -> None:
    (expense,) = expenses(0.1, 0.12, 0.1, 0.11)
    assert (expense.served, expense.pays) == ("Feels", "Asks")
    assert (expense.served_share, expense.pays_share) == (None, 0.7)
    assert expense.difference == pytest.approx(100 * fit_difference(0.12))
    assert 1 <= expense.interval.low <= expense.difference <= expense.interval.high


def fit_difference(coverage: float) -> float:
    """The difference between the fits of the two types, where warm is half met."""
    asks = (1.2 * coverage + 0.4 * 0.5) / 1.6
    feels = (0.6 * coverage + 0.8 * 0.5) / 1.4
    return feels - asks


@pytest.mark.parametrize(
    "prices",
    [
        (0.1,),  # one document cannot be resampled
        (0.45, 0.5, 0.48),  # they fare alike
        (0.0, 0.0, 0.0, 0.95),  # one document decides, and might not have been there
    ],
)
def test_noise_is_no_expense(prices: tuple[float, ...]) -> None:
    assert expenses(*prices) == ()
