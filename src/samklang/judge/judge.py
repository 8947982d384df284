"""Judge: measurements into findings, consistency, fit and the weakest moment; the verdict and exit status."""

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

_VERDICTS = {
    Exit.IN_TUNE: "in tune",
    Exit.FINDINGS: "out of tune",
    Exit.USER_ERROR: "not fully checked",
}
FALLEN = 0.5
"""How many points a figure must fall to count as worse than before."""


def judge(
    workspace: Workspace,
    measurements: Iterable[Measurement],
    partial: frozenset[str],
    lemmas: Callable[[str, str], tuple[str, ...]],
    exclusions: Callable[[], Exclusions] = Exclusions,
) -> Judgement:
    """Findings in order of file and place, and the results for each channel and touchpoint.

    Args:
        workspace: the persona, the bands and priorities of each channel, the levels of the rules.
        measurements: of every passage that was read, those of a document together; iterated once.
        partial: channels of which only some files were read, so that their needs cannot be judged.
        lemmas: the dictionary forms of a text's words, given the text and its language.
        exclusions: returns what not to report; called after the measurements, since comments in the copy can
            add suppressions.
    """
    results = journey.Journey(workspace, partial)
    case = Case(workspace=workspace, lemmas=lemmas)
    findings = list(_in_documents(case, measurements, results))
    touchpoints, channels = results.touchpoints(), results.channels()
    whole = [channel for channel in channels if channel.channel not in partial]
    findings += _by_rules(replace(case, touchpoints=touchpoints, channels=whole))
    return Judgement(
        channels=channels,
        touchpoints=touchpoints,
        customers=results.customers(),
        expenses=results.expenses(),
        weakest=journey.weakest(touchpoints),
        **_filtered(findings, case, exclusions(), in_part=bool(partial))._asdict(),
        partial=tuple(sorted(partial)),
    )


def _in_documents(
    case: Case, measurements: Iterable[Measurement], results: journey.Journey
) -> Iterator[Finding]:
    """The findings in each document; the documents are added to the journey on the way."""
    for document in journey.by_document(measurements):
        results.add(document)
        yield from _by_rules(replace(case, measurements=document))


def _by_rules(case: Case) -> Iterator[Finding]:
    for rule in RULES:
        yield from rule.find(case)


class _Filtered(NamedTuple):
    """What remains after the filters."""

    findings: tuple[Finding, ...]
    hidden: Hidden
    idle: tuple[Known, ...]


def _filtered(findings: Iterable[Finding], case: Case, exclusions: Exclusions, *, in_part: bool) -> _Filtered:
    """The findings that pass the filters, and those about suppressions and entries that hid nothing."""
    levels = case.workspace.levels
    reported = list(levelled(findings, levels))
    allowed, unused = suppressed(reported, exclusions.suppressions, exclusions.today)
    not_in_baseline, gone = unknown(allowed, exclusions.known)
    new, _ = unknown(not_in_baseline, exclusions.before or ())
    hidden = Hidden(
        suppressed=len(reported) - len(allowed),
        baseline=len(allowed) - len(not_in_baseline),
        unchanged=len(not_in_baseline) - len(new),
    )
    idle = gone if exclusions.whole else []  # the passage may have moved to a file that was not read
    stale = [
        part for suppression in unused for part in _stale(suppression, case.workspace, exclusions, in_part)
    ]
    stale += [_idle(entry, exclusions.baseline) for entry in idle if exclusions.baseline]
    about_stale = levelled(suppression_stale.find(replace(case, stale=stale)), levels)
    new += unknown(list(about_stale), exclusions.before or ())[0]
    new.sort(key=lambda finding: (finding.place.name, finding.place.span, finding.rule))
    fail_on = case.workspace.fail_on.rank
    marked = (replace(finding, fails=finding.level.rank >= fail_on) for finding in new)
    return _Filtered(fingerprinted(marked), hidden, tuple(idle))


def _stale(
    suppression: Suppression, workspace: Workspace, exclusions: Exclusions, in_part: bool
) -> Iterator[Stale]:
    """A suppression that hid nothing, unless its rules or files were not checked completely."""
    place, reason = suppression.place, suppression.reason
    unread = place.name == workspace.name and not exclusions.whole
    whole_rules = [rule_id for rule in RULES if rule.whole for rule_id in rule.ids]
    unjudged = in_part and any(covers(name, rule_id) for name in suppression.rules for rule_id in whole_rules)
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
    """The exit status and the verdict, one line that says why; decided only in this module.

    Args:
        before: the results before a change; the floors then apply only to figures that have fallen since.
    """
    failed = sum(file.failed for file in skipped)
    errors = [f"{counted(failed, 'file')} could not be read"] if failed else []
    errors += [counted(len(problems), "problem")] if problems else []
    if errors:
        return Exit.USER_ERROR, f"{_VERDICTS[Exit.USER_ERROR]}: {' and '.join(errors)}"
    if reasons := list(_reasons(workspace, judgement, before)):
        return Exit.FINDINGS, f"{_VERDICTS[Exit.FINDINGS]}: {'; '.join(reasons)}"
    return Exit.IN_TUNE, f"{_VERDICTS[Exit.IN_TUNE]}: no finding at {workspace.fail_on} or over"


def verdict_of_all(verdicts: Mapping[str, tuple[Exit, str]]) -> tuple[Exit, str]:
    """One verdict for several workspaces, by name: the worst exit status, and every reason for it."""
    worst = max(exit_ for exit_, _ in verdicts.values())
    if worst == Exit.IN_TUNE:
        return worst, f"{_VERDICTS[worst]}: all {len(verdicts):,} workspaces"
    head = f"{_VERDICTS[worst]}: "
    reasons = [
        f"{name}: {line.removeprefix(head)}" for name, (exit_, line) in verdicts.items() if exit_ == worst
    ]
    return worst, head + "; ".join(reasons)


def _reasons(workspace: Workspace, judgement: Judgement, before: Judgement | None) -> Iterator[str]:
    """Every reason for which the run fails."""
    failing = sum(finding.fails for finding in judgement.findings)
    if failing:
        yield f"{counted(failing, 'finding')} at {workspace.fail_on} or over"
    total, most = len(judgement.findings), workspace.max_findings
    if most is not None and total > most:
        yield f"{counted(total, 'finding')} in all, over the {most:,} allowed"
    old = _figures(before) if before else {}
    fallen = {
        key: figure for key, figure in _figures(judgement).items() if figure < old.get(key, inf) - FALLEN
    }
    for kind, floor in workspace.fail_under.items():
        under = [(figure, name) for (key, name), figure in fallen.items() if key == kind and figure < floor]
        if under:
            figure, name = min(under)
            yield f"the {kind} of {name} is {figure:.0f}, under the {floor:g} asked for"


def _figures(judgement: Judgement) -> dict[tuple[str, str], float]:
    """The figures that can have a floor, by kind and name: the fit of each touchpoint, and the consistency of
    each channel of which every file was read."""
    fits = {("fit", point.name): point.fit for point in judgement.touchpoints}
    consistencies = {
        ("consistency", channel.channel): channel.consistency
        for channel in judgement.channels
        if channel.channel not in judgement.partial
    }
    return {key: figure for key, figure in (fits | consistencies).items() if figure is not None}
