"""Customer types: what they love and hate, and what it makes of a channel's priorities."""

from __future__ import annotations

from pathlib import Path

import pytest

from samklang.config import load
from samklang.errors import ConfigError
from samklang.model import CustomerType, Liking, Priorities, Workspace
from samklang.pipeline import VOCABULARY

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
