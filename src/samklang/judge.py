"""Judge: measurements into findings, consistency, fit and the weakest moment; and how the run exits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from samklang import journey
from samklang.counting import counted
from samklang.fingerprint import fingerprinted
from samklang.model import ChannelResult, Finding, Level, Measurement, Skipped, Touchpoint, Workspace
from samklang.rules import RULES, Case

IN_TUNE, FINDINGS, USER_ERROR = 0, 1, 2


class Judgement(NamedTuple):
    """What the measurements mean for the workspace."""

    channels: tuple[ChannelResult, ...]
    touchpoints: tuple[Touchpoint, ...]
    weakest: Touchpoint | None
    findings: tuple[Finding, ...]


def judge(
    workspace: Workspace,
    measurements: Sequence[Measurement],
    partial: frozenset[str],
    lemmas: Callable[[str, str], tuple[str, ...]],
) -> Judgement:
    """Findings in order of file and place, and how each channel and touchpoint stands.

    Args:
        workspace: the persona, the bands and priorities of each channel, the levels of the rules.
        measurements: of every passage that was read.
        partial: channels that were not read whole, whose needs cannot be judged.
        lemmas: the dictionary forms of a text's words, given the text and its language.
    """
    groups = journey.by_channel(measurements)
    whole = [one for one in measurements if one.passage.source.channel not in partial]
    touchpoints = journey.touchpoints(workspace, whole)
    case = Case(workspace=workspace, measurements=measurements, touchpoints=touchpoints, lemmas=lemmas)
    found = (_levelled(finding, workspace) for rule in RULES for finding in rule.find(case))
    return Judgement(
        channels=tuple(
            journey.channel_result(channel, groups[channel.name])
            for channel in workspace.channels
            if channel.name in groups
        ),
        touchpoints=touchpoints,
        weakest=journey.weakest(touchpoints),
        findings=fingerprinted(
            sorted(
                (finding for finding in found if finding is not None),
                key=lambda finding: (finding.place.name, finding.place.span, finding.rule),
            )
        ),
    )


def verdict(
    workspace: Workspace,
    judgement: Judgement,
    fail_on: Level,
    skipped: Iterable[Skipped],
    problems: Sequence[str],
) -> tuple[int, str]:
    """The exit status and the one line that says why; the only place that decides either."""
    failed = sum(one.failed for one in skipped)
    if failed or problems:
        what = [f"{counted(failed, 'file')} could not be read"] if failed else []
        what += [counted(len(problems), "problem")] if problems else []
        return USER_ERROR, f"not checked whole: {' and '.join(what)}"
    over = sum(finding.level.rank >= fail_on.rank for finding in judgement.findings)
    if over:
        return FINDINGS, f"out of tune: {counted(over, 'finding')} at {fail_on} or over"
    for name, figure, floor in _gates(workspace, judgement):
        if figure < floor:
            return FINDINGS, f"out of tune: {name} is {figure:.0f}, under the {floor:g} asked for"
    return IN_TUNE, f"in tune: no finding at {fail_on} or over"


def _gates(workspace: Workspace, judgement: Judgement) -> Iterable[tuple[str, float, float]]:
    floors = workspace.fail_under
    if "fit" in floors and judgement.weakest is not None and judgement.weakest.fit is not None:
        yield f"the fit of {judgement.weakest.name}", judgement.weakest.fit, floors["fit"]
    for channel in judgement.channels:
        if "consistency" in floors and channel.consistency is not None:
            yield f"the consistency of {channel.channel}", channel.consistency, floors["consistency"]


def _levelled(finding: Finding, workspace: Workspace) -> Finding | None:
    """The finding at the level that the workspace gives its rule; None where it is switched off."""
    level = workspace.levels.get(finding.rule, finding.level)
    return None if level is None else replace(finding, level=level)
