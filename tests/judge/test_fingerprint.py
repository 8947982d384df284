"""Fingerprints: unchanged where lines move, different for different passages, and unique."""

from __future__ import annotations

from dataclasses import replace

from samklang.judge.fingerprint import fingerprinted
from samklang.model import Finding, Place, Span
from tests.findings import FINDING


def prints(*findings: Finding) -> list[str]:
    return [finding.fingerprint for finding in fingerprinted(findings)]


def test_moving_a_passage_changes_nothing() -> None:
    moved = replace(FINDING, place=Place(name="a.md", span=Span(40, 49)), score=-60)
    assert prints(FINDING) == prints(moved)


def test_findings_differ_by_rule_file_and_copy() -> None:
    others = [
        replace(FINDING, rule="tone.plain"),
        replace(FINDING, subject="Another."),
        replace(FINDING, place=Place(name="b.md", span=Span(0, 9))),
    ]
    assert len(set(prints(FINDING, *others))) == 4


def test_equal_findings_are_numbered() -> None:
    twice = prints(FINDING, FINDING)
    assert twice[0] == prints(FINDING)[0]
    assert twice[0] != twice[1]


def test_a_need_is_the_same_whichever_passage_comes_nearest() -> None:
    need = replace(FINDING, rule="need.unmet", need="price", subject="web (en): price")
    assert prints(need) == prints(replace(need, place=Place(name="b.md", span=Span(5, 9))))
