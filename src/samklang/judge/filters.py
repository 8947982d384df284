"""Filters over findings, which judge applies in the order of this file: levels, suppressions, baseline."""

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
"""How much a shortfall (0 to 1) must grow for a known finding to be reported as worse."""


def covers(name: str, rule: str) -> bool:
    """Whether a name covers a rule: it is the rule's id, or that of its family (`tone`, `tone.warm`)."""
    return rule == name or rule.startswith(f"{name}.")


def levelled(findings: Iterable[Finding], settings: Sequence[LevelSetting]) -> Iterator[Finding]:
    """The findings at the levels that a workspace gives them, without those that it switches off."""
    compiled = [(setting, matcher([setting.files])) for setting in settings]
    for finding in findings:
        matching = next((setting for setting, globs in compiled if _applies(setting, globs, finding)), None)
        level = matching.level if matching else finding.level
        if level is not None:
            yield finding if level is finding.level else replace(finding, level=level)


def suppressed(
    findings: Iterable[Finding], suppressions: Sequence[Suppression], today: date
) -> tuple[list[Finding], list[Suppression]]:
    """The findings that no suppression hides, and the suppressions that hid nothing."""
    by_file: dict[str, list[int]] = defaultdict(list)
    for index, suppression in enumerate(suppressions):
        for name in () if suppression.over(today) else suppression.spans:
            by_file[name].append(index)
    visible: list[Finding] = []
    used: set[int] = set()
    for finding in findings:
        indices = by_file.get(finding.place.name, ())
        hiding = {index for index in indices if _hides(suppressions[index], finding)}
        used |= hiding
        visible += [] if hiding else [finding]
    return visible, [suppression for index, suppression in enumerate(suppressions) if index not in used]


def unknown(findings: Sequence[Finding], known: Sequence[Known]) -> tuple[list[Finding], list[Known]]:
    """The findings that are new or worse than the known ones, and the known ones that no finding matches.

    A finding is matched in its own file first, then in any file: a passage may move, a file be renamed.
    """
    new, idle = list(findings), list(known)
    for anywhere in (False, True):
        new, idle = _unmatched(new, idle, anywhere)
    return new, sorted(idle, key=lambda entry: entry.at)


def _unmatched(
    findings: list[Finding], known: list[Known], anywhere: bool
) -> tuple[list[Finding], list[Known]]:
    pool: dict[tuple[str, str, str], list[Known]] = defaultdict(list)
    for entry in known:
        pool[entry.rule, "" if anywhere else entry.file, entry.subject].append(entry)
    unmatched = []
    for finding in findings:
        file = "" if anywhere else finding.place.name
        same = pool[finding.rule, file, digest(finding.subject)]
        if not same or _worse(finding, same.pop()):
            unmatched.append(finding)
    return unmatched, [entry for entries in pool.values() for entry in entries]


def _worse(finding: Finding, before: Known) -> bool:
    if finding.shortfall is None or before.shortfall is None:
        return False
    return finding.shortfall > before.shortfall + WORSE


def _hides(suppression: Suppression, finding: Finding) -> bool:
    """Whether a suppression hides a finding.

    A finding about a channel as a whole has a shortfall, and points at whichever passage is nearest: only a
    suppression that names its rule hides it.
    """
    if suppression.rules:
        covered = any(covers(name, finding.rule) for name in suppression.rules)
    else:
        covered = finding.shortfall is None
    if not covered:
        return False
    start, end = finding.place.span
    return any(span.start <= start and end <= span.end for span in suppression.spans[finding.place.name])


def _applies(setting: LevelSetting, globs: PathSpec[Any], finding: Finding) -> bool:
    return (
        covers(setting.rule, finding.rule)
        and setting.channel in (None, finding.channel)
        and (not setting.files or globs.match_file(finding.place.name))
    )
