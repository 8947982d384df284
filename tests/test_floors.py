"""The figures of the shipped heads are not below their floors; test_demo.py checks those of the demo."""

from __future__ import annotations

import pytest

from benchmarks import floors
from samklang import heads


@pytest.mark.parametrize("group", ["traits", "needs"])
def test_no_figure_of_the_shipped_heads_falls(group: str) -> None:
    measured = floors.of_heads(heads.load(heads.bundled()))
    assert floors.below(floors.floors(), {group: measured[group]}) == []


def test_a_figure_below_its_floor_is_named_with_both() -> None:
    current = {"traits": {"warm, en": 0.9, "plain, sv": 0.8, "vivid, da": 0.7}}
    measured = {"traits": {"warm, en": 0.896, "plain, sv": 0.794, "formal, en": 0.95}}
    assert floors.below(current, measured) == [
        "traits: formal, en: no floor, now 0.950; run python -m benchmarks.floors",
        "traits: plain, sv: floor 0.800, now 0.794",
        "traits: vivid, da: floor 0.700, not measured any more",
    ]


@pytest.mark.parametrize(("lower", "written"), [(False, 0.9), (True, 0.85)])
def test_floors_are_lowered_only_when_asked(lower: bool, written: float) -> None:
    current = {"traits": {"warm, en": 0.9, "plain, sv": 0.8, "vivid, da": 0.7}}
    measured = {"traits": {"warm, en": 0.85, "plain, sv": 0.8219, "formal, en": 0.95}}
    assert floors.raised(current, measured, lower=lower) == {
        "traits": {"warm, en": written, "plain, sv": 0.821, "formal, en": 0.95}
    }
