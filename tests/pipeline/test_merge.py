"""Reports of several workspaces as one: nothing that stands in any of them is lost."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields, replace

import numpy as np
import pytest

from samklang.errors import Exit
from samklang.model import Level, Report, places_in
from samklang.pipeline.merge import MERGES, as_one, told_from
from tests.filled import Filler

FIELDS = {field.name: field for field in fields(Report)}
DECIDED_ANEW = {"verdict", "exit"}
OF_ONE = {"weakest", "home"}
"""What the report of several workspaces has of one of them alone."""
COUNTED = {"hidden", "documents", "passages", "words", "abstained"}


def report(mark: str) -> Report:
    """A report with something in every field, each text of it beginning with a mark."""
    made = Filler(mark).filled(Report)
    return replace(made, exit=Exit.FINDINGS, verdict=f"out of tune: {mark}")


def texts(value: object) -> set[str]:
    """The marked texts that stand anywhere in a value."""
    return set(re.findall(r"\b[ab]\d+\b", repr(value)))


def test_every_field_of_a_report_has_a_way_to_be_merged() -> None:
    assert MERGES.keys() | DECIDED_ANEW == FIELDS.keys(), "decide in MERGES how the new field is merged"


def test_the_reports_that_are_merged_leave_no_field_at_its_default() -> None:
    one = report("a")
    for name, field in FIELDS.items():
        assert getattr(one, name) not in (None, "", (), {}, 0), name
        assert field.default is MISSING or getattr(one, name) != field.default, name


@pytest.mark.parametrize("name", sorted(FIELDS.keys() - DECIDED_ANEW - COUNTED - {"fail_on"}))
def test_merging_keeps_every_text_of_each_workspace(name: str) -> None:
    one, two = report("a"), report("b")
    merged = texts(getattr(as_one([("A", one), ("B", two)]), name))
    alone = [texts(getattr(part, name)) for part in (one, two)]
    assert all(alone)
    assert merged in alone if name in OF_ONE else merged == alone[0] | alone[1]


@pytest.mark.parametrize("name", sorted(COUNTED))
def test_merging_adds_what_is_counted(name: str) -> None:
    one, two = report("a"), report("b")
    merged, *alone = (getattr(part, name) for part in (as_one([("A", one), ("B", two)]), one, two))
    assert np.array_equal(merged, np.add(*alone))


def test_the_strictest_level_is_that_of_all() -> None:
    lax, strict = (replace(report("a"), fail_on=level) for level in (Level.ERROR, Level.SUGGESTION))
    assert as_one([("A", lax), ("B", strict)]).fail_on is Level.SUGGESTION


def test_the_verdict_is_of_the_worst() -> None:
    good = replace(report("a"), exit=Exit.IN_TUNE, verdict="in tune: no finding")
    merged = as_one([("A", good), ("B", report("b"))])
    assert (merged.exit, merged.verdict) == (Exit.FINDINGS, "out of tune: B: b")


def test_every_place_is_named_from_the_folder_above() -> None:
    moved = told_from("shop", report("a"))
    names = {place.name for place in places_in(moved)}
    assert names and all(name.startswith("shop/") for name in names)
    assert all(skipped.name.startswith("shop/") for skipped in moved.skipped)
    assert all(name.startswith("shop/") for name in (*moved.files, moved.home))
