"""Judge: measurements into findings, consistency, fit and the weakest moment; and how the run exits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from samklang import journey
from samklang.filters import covered, levelled, suppressed
from samklang.fingerprint import fingerprinted
from samklang.model import (
    ChannelResult,
    Finding,
    Hidden,
    Leave,
    Measurement,
    Skipped,
    Stale,
    Suppression,
    Touchpoint,
    Workspace,
)
from samklang.rules import RULES, Case, suppression_stale
from samklang.words import counted

IN_TUNE, FINDINGS, USER_ERROR = 0, 1, 2


class Judgement(NamedTuple):
    """What the measurements mean for the workspace."""

    channels: tuple[ChannelResult, ...]
    touchpoints: tuple[Touchpoint, ...]
    weakest: Touchpoint | None
    findings: tuple[Finding, ...]
    hidden: Hidden
    partial: tuple[str, ...]
    """Channels that were not read whole."""


def judge(
    workspace: Workspace,
    measurements: Sequence[Measurement],
    partial: frozenset[str],
    lemmas: Callable[[str, str], tuple[str, ...]],
    leave: Leave | None = None,
) -> Judgement:
    """Findings in order of file and place, and how each channel and touchpoint stands.

    Args:
        workspace: the persona, the bands and priorities of each channel, the levels of the rules.
        measurements: of every passage that was read.
        partial: channels that were not read whole, whose needs cannot be judged.
        lemmas: the dictionary forms of a text's words, given the text and its language.
        leave: what to leave out of what is found; None: nothing.
    """
    groups = journey.by_channel(measurements)
    whole = [one for one in measurements if one.passage.source.channel not in partial]
    touchpoints = journey.touchpoints(workspace, whole)
    case = Case(workspace=workspace, measurements=measurements, touchpoints=touchpoints, lemmas=lemmas)
    findings, hidden = _findings(case, leave or Leave(), bool(partial))
    return Judgement(
        channels=tuple(
            journey.channel_result(channel, groups[channel.name])
            for channel in workspace.channels
            if channel.name in groups
        ),
        touchpoints=touchpoints,
        weakest=journey.weakest(touchpoints),
        findings=findings,
        hidden=hidden,
        partial=tuple(sorted(partial)),
    )


def _findings(case: Case, leave: Leave, in_part: bool) -> tuple[tuple[Finding, ...], Hidden]:
    """What the rules find, through the filters; then what hid nothing."""
    levels = case.workspace.levels
    found = list(levelled((finding for rule in RULES for finding in rule.find(case)), levels))
    left, idle = suppressed(found, leave.suppressions, leave.today)
    stale = [one for suppression in idle for one in _stale(suppression, case.workspace, leave, in_part)]
    hidden = Hidden(suppressed=len(found) - len(left))
    left += levelled(suppression_stale.find(replace(case, stale=stale)), levels)
    left.sort(key=lambda finding: (finding.place.name, finding.place.span, finding.rule))
    return fingerprinted(left), hidden


def _stale(suppression: Suppression, workspace: Workspace, leave: Leave, in_part: bool) -> Iterator[Stale]:
    """A suppression that hid nothing, unless what it is for may not have been looked for."""
    place, reason = suppression.place, suppression.reason
    unread = place.name == workspace.name and not leave.whole
    unjudged = in_part and any(
        covered(suppression, rule_id) for rule in RULES if rule.whole for rule_id in rule.ids
    )
    if suppression.over(leave.today):
        yield Stale(place, f"held until {suppression.until}: what it hid shows again", reason)
    elif not unread and not unjudged:
        yield Stale(place, "hides nothing any more: take it out", reason)


def verdict(
    workspace: Workspace, judgement: Judgement, skipped: Iterable[Skipped], problems: Sequence[str]
) -> tuple[int, str]:
    """The exit status and the one line that says why; the only place that decides either."""
    failed = sum(one.failed for one in skipped)
    unread = [f"{counted(failed, 'file')} could not be read"] if failed else []
    unread += [counted(len(problems), "problem")] if problems else []
    if unread:
        return USER_ERROR, f"not checked whole: {' and '.join(unread)}"
    if reasons := list(_reasons(workspace, judgement)):
        return FINDINGS, f"out of tune: {'; '.join(reasons)}"
    return IN_TUNE, f"in tune: no finding at {workspace.fail_on} or over"


def _reasons(workspace: Workspace, judgement: Judgement) -> Iterator[str]:
    """Everything for which the run fails."""
    over = sum(finding.level.rank >= workspace.fail_on.rank for finding in judgement.findings)
    if over:
        yield f"{counted(over, 'finding')} at {workspace.fail_on} or over"
    found, most = len(judgement.findings), workspace.max_findings
    if most is not None and found > most:
        yield f"{counted(found, 'finding')} in all, over the {most:,} allowed"
    for name, figure, floor in _floors(workspace, judgement):
        if figure < floor:
            yield f"{name} is {figure:.0f}, under the {floor:g} asked for"


def _floors(workspace: Workspace, judgement: Judgement) -> Iterator[tuple[str, float, float]]:
    """What a figure must not be under: of the weakest moment, and of each channel that was read whole."""
    floors = workspace.fail_under
    if "fit" in floors and judgement.weakest is not None and judgement.weakest.fit is not None:
        yield f"the fit of {judgement.weakest.name}", judgement.weakest.fit, floors["fit"]
    for channel in judgement.channels:
        whole = channel.channel not in judgement.partial
        if "consistency" in floors and channel.consistency is not None and whole:
            yield f"the consistency of {channel.channel}", channel.consistency, floors["consistency"]
