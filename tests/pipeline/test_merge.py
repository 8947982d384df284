"""The reports of several workspaces are merged without losing anything that is in any of them."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields, replace

import numpy as np
import pytest

from samklang.errors import Exit
from samklang.model import Level, Report, places_in
from samklang.pipeline.merge import MERGES, merge_reports, rebased
from tests.filled import Filler

FIELDS = {field.name: field for field in fields(Report)}
DECIDED_BY_JUDGE = {"verdict", "exit"}
TAKEN = {"weakest", "home"}
"""Fields that a merged report takes from one of the workspaces."""
COUNTED = {"hidden", "documents", "passages", "words", "abstained"}


def report(mark: str) -> Report:
    """A report with a value in every field, in which each text begins with a mark."""
    made = Filler(mark).filled(Report)
    return replace(made, exit=Exit.FINDINGS, verdict=f"out of tune: {mark}")


def texts(value: object) -> set[str]:
    """The marked texts anywhere in a value."""
    return set(re.findall(r"\b[ab]\d+\b", repr(value)))


def test_every_field_of_a_report_has_a_way_to_be_merged() -> None:
    assert MERGES.keys() | DECIDED_BY_JUDGE == FIELDS.keys(), "decide in MERGES how the new field is merged"


def test_the_reports_that_are_merged_leave_no_field_at_its_default() -> None:
    filled = report("a")
    for name, field in FIELDS.items():
        assert getattr(filled, name) not in (None, "", (), {}, 0), name
        assert field.default is MISSING or getattr(filled, name) != field.default, name


@pytest.mark.parametrize("name", sorted(FIELDS.keys() - DECIDED_BY_JUDGE - COUNTED - {"fail_on"}))
def test_merging_keeps_every_text_of_each_workspace(name: str) -> None:
    first, second = report("a"), report("b")
    merged = texts(getattr(merge_reports([("A", first), ("B", second)]), name))
    alone = [texts(getattr(part, name)) for part in (first, second)]
    assert all(alone)
    assert merged in alone if name in TAKEN else merged == alone[0] | alone[1]


@pytest.mark.parametrize("name", sorted(COUNTED))
def test_merging_adds_what_is_counted(name: str) -> None:
    first, second = report("a"), report("b")
    merged, *alone = (
        getattr(part, name) for part in (merge_reports([("A", first), ("B", second)]), first, second)
    )
    assert np.array_equal(merged, np.add(*alone))


def test_the_strictest_level_of_any_workspace_counts() -> None:
    lax, strict = (replace(report("a"), fail_on=level) for level in (Level.ERROR, Level.SUGGESTION))
    assert merge_reports([("A", lax), ("B", strict)]).fail_on is Level.SUGGESTION


def test_the_verdict_is_that_of_the_worst_workspace() -> None:
    good = replace(report("a"), exit=Exit.IN_TUNE, verdict="in tune: no finding")
    merged = merge_reports([("A", good), ("B", report("b"))])
    assert (merged.exit, merged.verdict) == (Exit.FINDINGS, "out of tune: B: b")


def test_every_place_is_named_relative_to_the_folder_above() -> None:
    moved = rebased("shop", report("a"))
    names = {place.name for place in places_in(moved)}
    assert names and all(name.startswith("shop/") for name in names)
    assert all(skipped.name.startswith("shop/") for skipped in moved.skipped)
    assert all(name.startswith("shop/") for name in (*moved.files, moved.home))
