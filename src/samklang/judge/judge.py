"""Judge: measurements into findings, consistency, fit and the weakest moment; and how the run exits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import inf
from typing import NamedTuple

from samklang import journey
from samklang.errors import Exit
from samklang.judge.filters import covers, levelled, suppressed, unknown
from samklang.judge.fingerprint import fingerprinted
from samklang.model import (
    Exclusions,
    ExpiredSuppressionFacts,
    Finding,
    Hidden,
    IdleEntryFacts,
    IdleSuppressionFacts,
    Judgement,
    Known,
    Measurement,
    Place,
    Skipped,
    Stale,
    Suppression,
    Workspace,
)
from samklang.rules import RULES, Case, suppression_stale
from samklang.words import counted

_HEADS = {
    Exit.IN_TUNE: "in tune",
    Exit.FINDINGS: "out of tune",
    Exit.USER_ERROR: "not checked whole",
}
FALLEN = 0.5
"""Points by which a figure is worse than it was."""


def judge(
    workspace: Workspace,
    measurements: Iterable[Measurement],
    partial: frozenset[str],
    lemmas: Callable[[str, str], tuple[str, ...]],
    exclusions: Callable[[], Exclusions] = Exclusions,
) -> Judgement:
    """Findings in order of file and place, and how each channel and touchpoint stands.

    Args:
        workspace: the persona, the bands and priorities of each channel, the levels of the rules.
        measurements: of every passage that was read, those of a document together; they are looked at once.
        partial: channels that were not read whole, whose needs cannot be judged.
        lemmas: the dictionary forms of a text's words, given the text and its language.
        exclusions: findings not to report; called when all copy was read, since its comments count too.
    """
    standing = journey.Journey(workspace, partial)
    case = Case(workspace=workspace, lemmas=lemmas)
    found = list(_in_documents(case, measurements, standing))
    touchpoints, channels = standing.touchpoints(), standing.channels()
    whole = [one for one in channels if one.channel not in partial]
    found += _by_rules(replace(case, touchpoints=touchpoints, channels=whole))
    return Judgement(
        channels=channels,
        touchpoints=touchpoints,
        customers=standing.customers(),
        expenses=standing.expenses(),
        weakest=journey.weakest(touchpoints),
        **_sifted(found, case, exclusions(), in_part=bool(partial))._asdict(),
        partial=tuple(sorted(partial)),
    )


def _in_documents(
    case: Case, measurements: Iterable[Measurement], standing: journey.Journey
) -> Iterator[Finding]:
    """What the rules find in each document, which the journey takes in."""
    for document in journey.by_document(measurements):
        standing.add(document)
        yield from _by_rules(replace(case, measurements=document))


def _by_rules(case: Case) -> Iterator[Finding]:
    for rule in RULES:
        yield from rule.find(case)


class _Sifted(NamedTuple):
    """What the filters leave."""

    findings: tuple[Finding, ...]
    hidden: Hidden
    idle: tuple[Known, ...]


def _sifted(findings: Iterable[Finding], case: Case, exclusions: Exclusions, *, in_part: bool) -> _Sifted:
    """Findings through the filters in their order; then what was to hide some and hid none."""
    found = list(levelled(findings, case.workspace.levels))
    allowed, unused = suppressed(found, exclusions.suppressions, exclusions.today)
    fresh, gone = unknown(allowed, exclusions.known)
    new, _ = unknown(fresh, exclusions.before or ())
    hidden = Hidden(len(found) - len(allowed), len(allowed) - len(fresh), len(fresh) - len(new))
    idle = gone if exclusions.whole else []  # what moved may stand in a file that was not read
    stale = [
        one for suppression in unused for one in _stale(suppression, case.workspace, exclusions, in_part)
    ]
    stale += [_idle(one, exclusions.baseline) for one in idle if exclusions.baseline]
    told = levelled(suppression_stale.find(replace(case, stale=stale)), case.workspace.levels)
    new += unknown(list(told), exclusions.before or ())[0]
    new.sort(key=lambda finding: (finding.place.name, finding.place.span, finding.rule))
    fail_on = case.workspace.fail_on.rank
    marked = (replace(finding, fails=finding.level.rank >= fail_on) for finding in new)
    return _Sifted(fingerprinted(marked), hidden, tuple(idle))


def _stale(
    suppression: Suppression, workspace: Workspace, exclusions: Exclusions, in_part: bool
) -> Iterator[Stale]:
    """A suppression that hid nothing, unless what it is for may not have been looked for."""
    place, reason = suppression.place, suppression.reason
    unread = place.name == workspace.name and not exclusions.whole
    wholes = [rule_id for rule in RULES if rule.whole for rule_id in rule.ids]
    unjudged = in_part and any(covers(name, rule_id) for name in suppression.rules for rule_id in wholes)
    if suppression.until and suppression.over(exclusions.today):
        yield Stale(place, ExpiredSuppressionFacts(until=suppression.until, because=reason))
    elif not unread and not unjudged:
        yield Stale(place, IdleSuppressionFacts(because=reason))


def _idle(entry: Known, baseline: str) -> Stale:
    return Stale(Place(name=baseline, span=entry.at), IdleEntryFacts(rule=entry.rule, file=entry.file))


def verdict(
    workspace: Workspace,
    judgement: Judgement,
    skipped: Iterable[Skipped],
    problems: Sequence[str],
    before: Judgement | None = None,
) -> tuple[Exit, str]:
    """The exit status and the one line that says why; this module alone decides either.

    Args:
        before: how it was; floors are then held against what has fallen since.
    """
    failed = sum(one.failed for one in skipped)
    unread = [f"{counted(failed, 'file')} could not be read"] if failed else []
    unread += [counted(len(problems), "problem")] if problems else []
    if unread:
        return Exit.USER_ERROR, f"{_HEADS[Exit.USER_ERROR]}: {' and '.join(unread)}"
    if reasons := list(_reasons(workspace, judgement, before)):
        return Exit.FINDINGS, f"{_HEADS[Exit.FINDINGS]}: {'; '.join(reasons)}"
    return Exit.IN_TUNE, f"{_HEADS[Exit.IN_TUNE]}: no finding at {workspace.fail_on} or over"


def verdict_of_all(verdicts: Mapping[str, tuple[Exit, str]]) -> tuple[Exit, str]:
    """Those of several workspaces, by name, as one: the worst exit, and every reason for it."""
    worst = max(exit_ for exit_, _ in verdicts.values())
    if worst == Exit.IN_TUNE:
        return worst, f"{_HEADS[worst]}: all {len(verdicts):,} workspaces"
    head = f"{_HEADS[worst]}: "
    whys = [f"{name}: {why.removeprefix(head)}" for name, (exit_, why) in verdicts.items() if exit_ == worst]
    return worst, head + "; ".join(whys)


def _reasons(workspace: Workspace, judgement: Judgement, before: Judgement | None) -> Iterator[str]:
    """Everything for which the run fails."""
    over = sum(finding.fails for finding in judgement.findings)
    if over:
        yield f"{counted(over, 'finding')} at {workspace.fail_on} or over"
    found, most = len(judgement.findings), workspace.max_findings
    if most is not None and found > most:
        yield f"{counted(found, 'finding')} in all, over the {most:,} allowed"
    was = _standing(before) if before else {}
    fallen = {
        key: figure for key, figure in _standing(judgement).items() if figure < was.get(key, inf) - FALLEN
    }
    for kind, floor in workspace.fail_under.items():
        under = [(figure, name) for (of, name), figure in fallen.items() if of == kind and figure < floor]
        if under:
            figure, name = min(under)
            yield f"the {kind} of {name} is {figure:.0f}, under the {floor:g} asked for"


def _standing(judgement: Judgement) -> dict[tuple[str, str], float]:
    """The figures that may have a floor: of each moment, and of each channel that was read whole."""
    fits = {("fit", point.name): point.fit for point in judgement.touchpoints}
    consistencies = {
        ("consistency", channel.channel): channel.consistency
        for channel in judgement.channels
        if channel.channel not in judgement.partial
    }
    return {key: figure for key, figure in (fits | consistencies).items() if figure is not None}
