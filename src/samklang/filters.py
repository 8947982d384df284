"""Small filters over findings, which judge applies in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pathspec import PathSpec

from samklang.model import Finding, LevelSetting, Suppression


def covers(name: str, rule: str) -> bool:
    """Whether a name means a rule: it is its id, or that of its family."""
    return rule == name or rule.startswith(f"{name}.")


def levelled(findings: Iterable[Finding], settings: Sequence[LevelSetting]) -> Iterator[Finding]:
    """The findings at the levels that a workspace gives them, without those that it switches off."""
    compiled = [(setting, PathSpec.from_lines("gitwildmatch", [setting.files])) for setting in settings]
    for finding in findings:
        own = next((one for one, globs in compiled if _holds(one, globs, finding)), None)
        level = own.level if own else finding.level
        if level is not None:
            yield replace(finding, level=level)


def suppressed(
    findings: Iterable[Finding], suppressions: Sequence[Suppression], today: date
) -> tuple[list[Finding], list[Suppression]]:
    """The findings that nobody wants left alone, and the suppressions that hid nothing."""
    left: list[Finding] = []
    used: set[int] = set()
    for finding in findings:
        hiding = {at for at, one in enumerate(suppressions) if not one.over(today) and _hides(one, finding)}
        used |= hiding
        left += [] if hiding else [finding]
    return left, [one for at, one in enumerate(suppressions) if at not in used]


def covered(suppression: Suppression, rule: str) -> bool:
    """Whether a suppression is for a rule."""
    return not suppression.rules or any(covers(name, rule) for name in suppression.rules)


def _hides(suppression: Suppression, finding: Finding) -> bool:
    if not covered(suppression, finding.rule):
        return False
    start, end = finding.place.span
    spans = suppression.spans.get(finding.place.name, ())
    return any(span.start <= start and end <= span.end for span in spans)


def _holds(setting: LevelSetting, globs: PathSpec[Any], finding: Finding) -> bool:
    return (
        covers(setting.rule, finding.rule)
        and setting.channel in (None, finding.channel)
        and (not setting.files or globs.match_file(finding.place.name))
    )
