"""Customer types: what they love and hate, and what it makes of a channel's priorities."""

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
    Liking,
    Measurement,
    Priorities,
    Workspace,
)
from samklang.pipeline import VOCABULARY
from tests.test_journey import measured
from tests.test_journey import workspace as standing_workspace

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


def test_what_is_loved_is_told_apart(folder: Path) -> None:
    (careful,) = workspace(folder).customers
    assert careful.loves == Liking(("returns",), ("warm",), ("You can change your mind.",))
    assert (careful.hates, careful.share) == (Liking(traits=("formal",)), {"web": 0.4})


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "returns,",
            "retruns,",
            "one.yaml:2:9: loves.0.retruns: unknown need or trait; did you mean returns?",
        ),
        ("{web: 0.4}", "{wob: 0.4}", "one.yaml:4:9: share.wob: unknown channel; did you mean web?"),
        ("0.4", "1.4", "share.web"),
    ],
)
def test_a_misspelt_word_is_a_mistake(folder: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        workspace(folder, CAREFUL.replace(old, new))
    assert told in caught.value.message


def test_two_types_of_one_name_are_a_mistake(folder: Path) -> None:
    workspace(folder)
    (folder / "customers/two.yaml").write_text(CAREFUL, encoding="utf-8")
    with pytest.raises(ConfigError, match="there is a customer type 'Careful' already"):
        load(folder / "samklang.yaml", VOCABULARY)


def test_what_is_loved_or_hated_weighs_double() -> None:
    own = Priorities(needs={"price": 0.4, "returns": 0.2}, traits={"formal": 0.2}, effort=0.2, lix=40)
    who = CustomerType(name="Careful", loves=Liking(("returns",)), hates=Liking(traits=("formal",)))
    weighed = own.weighed_by(who)
    assert weighed.needs == pytest.approx({"price": 0.4 / 1.4, "returns": 0.4 / 1.4})
    assert weighed.traits == pytest.approx({"formal": 0.4 / 1.4})
    assert weighed.effort == pytest.approx(0.2 / 1.4)


def journey_of(*found: Measurement) -> dict[str, CustomerResult]:
    """What each type meets in the one channel of the sample workspace."""
    careful = CustomerType(
        name="Careful",
        loves=Liking(("price",), ("warm",)),
        hates=Liking(traits=("formal",)),
        share={"web": 0.4},
    )
    hurried = CustomerType(name="Hurried", loves=Liking(traits=("plain",)), hates=Liking(traits=("warm",)))
    standing = Journey(replace(standing_workspace(), customers=(careful, hurried)))
    for document in by_document(found):
        standing.add(document)
    return {one.customer: one for one in standing.customers()}


def test_a_type_meets_what_it_loves_and_is_put_off_by_what_it_hates() -> None:
    warm = measured(score=60, coverage=0.9, name="web/b.md")
    found = journey_of(measured(score=-10, coverage=0.2), warm)
    careful, hurried = found["Careful"], found["Hurried"]
    assert [(met.what, met.place.name) for met in careful.meets] == [
        ("price", "web/b.md"),
        ("warm", "web/b.md"),
    ]
    assert (careful.misses, careful.puts_off, careful.share) == ((), (), 0.4)
    assert [(met.what, met.place.name) for met in hurried.puts_off] == [("warm", "web/b.md")]


def test_what_is_unsure_or_slight_is_not_felt() -> None:
    slight, unsure = measured(score=25), measured(score=90, abstained=True)
    assert journey_of(slight, unsure)["Careful"].meets == ()


def test_a_loved_need_that_nothing_answers_is_missed() -> None:
    assert journey_of(measured(coverage=0.3))["Careful"].misses == ("price",)


def test_fit_is_as_the_type_weighs_it() -> None:
    one = measured(score=-30, coverage=0.2)  # warm is 20 of 50 points off, price is 0.2 answered
    found = journey_of(one)
    assert found["Careful"].fit == pytest.approx(100 * (0.6 * 0.2 + 0.4 * 0.2))
    assert found["Hurried"].fit == pytest.approx(100 * (0.6 * 0.2 + 0.8 * 0.2) / 1.4)
