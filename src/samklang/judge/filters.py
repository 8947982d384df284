"""Small filters over findings, which judge applies in their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pathspec import PathSpec

from samklang.config.globs import matcher
from samklang.model import Finding, Known, LevelSetting, Suppression
from samklang.words import digest

WORSE = 0.02
"""By how much more a channel or moment lacks when that is news."""


def covers(name: str, rule: str) -> bool:
    """Whether a name means a rule: it is its id, or that of its family."""
    return rule == name or rule.startswith(f"{name}.")


def levelled(findings: Iterable[Finding], settings: Sequence[LevelSetting]) -> Iterator[Finding]:
    """The findings at the levels that a workspace gives them, without those that it switches off."""
    compiled = [(setting, matcher([setting.files])) for setting in settings]
    for finding in findings:
        own = next((one for one, globs in compiled if _holds(one, globs, finding)), None)
        level = own.level if own else finding.level
        if level is not None:
            yield finding if level is finding.level else replace(finding, level=level)


def suppressed(
    findings: Iterable[Finding], suppressions: Sequence[Suppression], today: date
) -> tuple[list[Finding], list[Suppression]]:
    """The findings that nobody wants left alone, and the suppressions that hid nothing."""
    by_file: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(suppressions):
        for name in () if one.over(today) else one.spans:
            by_file[name].append(at)
    left: list[Finding] = []
    used: set[int] = set()
    for finding in findings:
        hiding = {at for at in by_file.get(finding.place.name, ()) if _hides(suppressions[at], finding)}
        used |= hiding
        left += [] if hiding else [finding]
    return left, [one for at, one in enumerate(suppressions) if at not in used]


def unknown(findings: Sequence[Finding], known: Sequence[Known]) -> tuple[list[Finding], list[Known]]:
    """The findings that were not there before or are worse now, and what was there and is no more.

    First each in its own file; what is left is looked for in any: a passage moves, a file is renamed.
    """
    left, idle = list(findings), list(known)
    for anywhere in (False, True):
        left, idle = _unmatched(left, idle, anywhere)
    return left, sorted(idle, key=lambda one: one.at)


def _unmatched(
    findings: list[Finding], known: list[Known], anywhere: bool
) -> tuple[list[Finding], list[Known]]:
    pool: dict[tuple[str, str, str], list[Known]] = defaultdict(list)
    for one in known:
        pool[one.rule, "" if anywhere else one.file, one.subject].append(one)
    left = []
    for finding in findings:
        file = "" if anywhere else finding.place.name
        same = pool[finding.rule, file, digest(finding.subject)]
        if not same or _worse(finding, same.pop()):
            left.append(finding)
    return left, [one for rest in pool.values() for one in rest]


def _worse(finding: Finding, was: Known) -> bool:
    if finding.shortfall is None or was.shortfall is None:
        return False
    return finding.shortfall > was.shortfall + WORSE


def _hides(suppression: Suppression, finding: Finding) -> bool:
    """What is judged of a whole channel points at whichever passage is nearest, so only its name hides it."""
    if suppression.rules:
        meant = any(covers(name, finding.rule) for name in suppression.rules)
    else:
        meant = finding.shortfall is None
    if not meant:
        return False
    start, end = finding.place.span
    return any(span.start <= start and end <= span.end for span in suppression.spans[finding.place.name])


def _holds(setting: LevelSetting, globs: PathSpec[Any], finding: Finding) -> bool:
    return (
        covers(setting.rule, finding.rule)
        and setting.channel in (None, finding.channel)
        and (not setting.files or globs.match_file(finding.place.name))
    )
