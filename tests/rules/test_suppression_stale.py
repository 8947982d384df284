"""A suppression or baseline entry that hides nothing any more is a finding; its facts say what is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samklang.model import (
    ExpiredSuppressionFacts,
    IdleEntryFacts,
    IdleSuppressionFacts,
    Place,
    Span,
    Stale,
    StaleFacts,
)
from samklang.rules import suppression_stale
from tests.rules.test_standing_rules import case

PLACE = Place(name="web/a.md", span=Span(0, 9))
FACTS: tuple[StaleFacts, ...] = (
    IdleSuppressionFacts(because="of a campaign"),
    ExpiredSuppressionFacts(until=date(2020, 1, 1), because=""),
    IdleEntryFacts(rule="tone.warm", file="web/a.md"),
    IdleEntryFacts(rule="tone.warm", file="web/b.md"),
)


def test_each_is_a_finding_at_its_place_about_what_is_wrong() -> None:
    stale = [Stale(PLACE, facts) for facts in FACTS]
    findings = list(suppression_stale.find(replace(case([]), stale=stale)))
    assert tuple(finding.facts for finding in findings) == FACTS
    assert {finding.place for finding in findings} == {PLACE}
    assert len({finding.subject for finding in findings}) == len(FACTS)
