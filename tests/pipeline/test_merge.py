"""Merging the reports of several workspaces loses nothing of any of them."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields, replace

import numpy as np
import pytest

from samklang.errors import Exit
from samklang.model import Level, Report, places_in
from samklang.pipeline.merge import MERGES, merged, named_from
from tests.filled import Filler

FIELDS = {field.name: field for field in fields(Report)}
JUDGED_AGAIN = {"verdict", "exit"}
FROM_ONE = {"weakest", "home"}
"""Fields whose merged value is that of one of the workspaces."""
COUNTS = {"hidden", "documents", "passages", "words", "abstained"}


def report(mark: str) -> Report:
    """A report with a value in every field; each of its texts begins with a mark."""
    filled = Filler(mark).filled(Report)
    return replace(filled, exit=Exit.FINDINGS, verdict=f"out of tune: {mark}")


def texts(value: object) -> set[str]:
    """The marked texts anywhere in a value."""
    return set(re.findall(r"\b[ab]\d+\b", repr(value)))


def test_every_field_of_a_report_has_a_way_to_be_merged() -> None:
    assert MERGES.keys() | JUDGED_AGAIN == FIELDS.keys(), "decide in MERGES how the new field is merged"


def test_the_reports_that_are_merged_leave_no_field_at_its_default() -> None:
    filled = report("a")
    for name, field in FIELDS.items():
        assert getattr(filled, name) not in (None, "", (), {}, 0), name
        assert field.default is MISSING or getattr(filled, name) != field.default, name


@pytest.mark.parametrize("name", sorted(FIELDS.keys() - JUDGED_AGAIN - COUNTS - {"fail_on"}))
def test_merging_keeps_every_text_of_each_workspace(name: str) -> None:
    first, second = report("a"), report("b")
    kept = texts(getattr(merged([("A", first), ("B", second)]), name))
    alone = [texts(getattr(part, name)) for part in (first, second)]
    assert all(alone)
    assert kept in alone if name in FROM_ONE else kept == alone[0] | alone[1]


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_merging_adds_counts(name: str) -> None:
    first, second = report("a"), report("b")
    parts = (merged([("A", first), ("B", second)]), first, second)
    total, *alone = (getattr(part, name) for part in parts)
    assert np.array_equal(total, np.add(*alone))


def test_the_strictest_level_of_any_workspace_counts() -> None:
    lax, strict = (replace(report("a"), fail_on=level) for level in (Level.ERROR, Level.SUGGESTION))
    assert merged([("A", lax), ("B", strict)]).fail_on is Level.SUGGESTION


def test_the_verdict_is_that_of_the_worst_workspace() -> None:
    good = replace(report("a"), exit=Exit.IN_TUNE, verdict="in tune: no finding")
    report_of_both = merged([("A", good), ("B", report("b"))])
    assert (report_of_both.exit, report_of_both.verdict) == (Exit.FINDINGS, "out of tune: B: b")


def test_every_place_is_named_from_the_folder_above() -> None:
    moved = named_from("shop", report("a"))
    names = {place.name for place in places_in(moved)}
    assert names and all(name.startswith("shop/") for name in names)
    assert all(skipped.name.startswith("shop/") for skipped in moved.skipped)
    assert all(name.startswith("shop/") for name in (*moved.files, moved.home))
