"""The only joiner of the stages: collect -> read -> split -> encode -> measure -> judge -> report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from samklang.cache.store import Store
from samklang.collect import Collected, collect, matching
from samklang.config import Vocabulary
from samklang.encode import described
from samklang.errors import ConfigError
from samklang.examples import of_copy, of_pairs
from samklang.intake import Intake
from samklang.judge import judge, verdict
from samklang.model import Examples, Level, Measurement, OwnTrait, Passage, Reading, Report, Source, Workspace
from samklang.needs import NEEDS
from samklang.rules import RULES
from samklang.rules.tone import poles
from samklang.scorer import Scorer, Text
from samklang.split import Splitter
from samklang.traits import TRAITS
from samklang.watcher import Watcher

__all__ = ["VOCABULARY", "Scorer", "Text", "Watcher", "check", "examples", "look", "scorer_of"]

VOCABULARY = Vocabulary(
    traits=TRAITS, needs=NEEDS, rules=tuple(rule_id for rule in RULES for rule_id in rule.ids)
)


def look(
    workspace: Workspace,
    watcher: Watcher,
    paths: Sequence[Path] = (),
    channel: str | None = None,
    cache: Store | None = None,
) -> Reading:
    """What is there to be measured: the way as far as the passages. Arguments as those of `check`."""
    collected = collect(workspace, paths, channel)
    intake = Intake(workspace.languages, cache or Store(), watcher, Splitter())
    passages = tuple(intake.passages(collected.sources, "reading"))
    return Reading(
        documents=tuple(intake.documents),
        passages=passages,
        skipped=(*collected.skipped, *intake.skipped),
        problems=_problems(collected, intake, paths, workspace),
        partial=collected.partial,
    )


def examples(workspace: Workspace, watcher: Watcher, cache: Store | None = None) -> tuple[Examples, ...]:
    """What the persona's own traits are to be learnt from. Arguments as those of `check`.

    Raises:
        ConfigError: copy of theirs is missing, cannot be read or is too little; every mistake in one go.
    """
    mistakes: list[str] = []
    found = []
    splitter, cache = Splitter(), cache or Store()
    for own in workspace.persona.own_traits:
        if own.pairs:
            found.append(of_pairs(own))
            continue
        intake = Intake(workspace.languages, cache, watcher, splitter)
        unread: list[str] = []
        approved = _copy(own.approved, f"{own.declared}.approved", own, workspace, intake, unread)
        rejected = _copy(own.rejected, f"{own.declared}.rejected", own, workspace, intake, unread)
        mistakes += unread
        if not unread:
            found.append(of_copy(own, approved, rejected, mistakes))
    if mistakes:
        raise ConfigError("\n".join(mistakes))
    return tuple(found)


def scorer_of(workspace: Workspace, watcher: Watcher, cache: Store | None = None) -> Scorer:
    """For a workspace: its model, and its persona's own traits and needs. Arguments as those of `check`.

    Raises:
        ConfigError: a trait has too little to be learnt from.
    """
    own = examples(workspace, watcher, cache)
    return Scorer(workspace.model, watcher, own, cache, workspace.persona.own_needs)


def check(
    workspace: Workspace,
    watcher: Watcher,
    paths: Sequence[Path] = (),
    channel: str | None = None,
    fail_on: Level | None = None,
    stdin: Source | None = None,
    cache: Store | None = None,
) -> Report:
    """The whole way: from a workspace to its report. Copy streams through; what stays is what is reported.

    Args:
        workspace: what to hold the copy against.
        watcher: told how the work goes.
        paths: files and folders to keep to; none means every channel's files.
        channel: the only channel to check.
        fail_on: in place of the workspace's own.
        stdin: copy that stands in no file, checked instead of any path.
        cache: of what was read and measured before; none means for this run alone.

    Raises:
        SamklangError: the encoder or its heads cannot be had.
    """
    cache = cache or Store()
    scorer = scorer_of(workspace, watcher, cache)
    collected = collect(workspace, paths, channel, stdin)
    intake = Intake(workspace.languages, cache, watcher, scorer.splitter)
    sums = _Sums()
    measurements = sums.of(scorer.measure(intake.passages(collected.sources, "checking")))
    judgement = judge(workspace, measurements, collected.partial, intake.lemmas)
    skipped = (*collected.skipped, *intake.skipped)
    problems = _problems(collected, intake, paths, workspace)
    fail_on = fail_on or workspace.fail_on
    exit_, why = verdict(workspace, judgement, fail_on, skipped, problems)
    shown = {finding.place.name for finding in judgement.findings}
    shown |= {need.place.name for t in judgement.touchpoints for need in t.needs if need.place}
    return Report(
        brand=workspace.persona.brand,
        engine=described(scorer.engine),
        poles={band.trait: poles(workspace.persona, band.trait) for band in workspace.persona.bands},
        languages=workspace.languages,
        **judgement._asdict(),
        partial=tuple(sorted(collected.partial)),
        skipped=skipped,
        problems=problems,
        notes=tuple(f"{one.source.name} {note}" for one in intake.documents for note in one.notes),
        files={one.source.name: one.file for one in intake.documents if one.source.name in shown},
        documents=len(intake.documents),
        passages=sums.passages,
        words=sums.words,
        abstained=sums.abstained,
        fail_on=fail_on,
        verdict=why,
        exit=exit_,
    )


class _Sums:
    """What passages add up to while they stream."""

    def __init__(self) -> None:
        self.passages = self.words = self.abstained = 0

    def of(self, measurements: Iterable[Measurement]) -> Iterator[Measurement]:
        """The same measurements, each counted."""
        for one in measurements:
            self.passages += 1
            self.words += one.passage.words
            self.abstained += all(score.abstained for score in one.traits.values())
            yield one


def _problems(
    collected: Collected, intake: Intake, paths: Sequence[Path], workspace: Workspace
) -> tuple[str, ...]:
    """What the user asked for and could not be had."""
    skipped = (*collected.skipped, *intake.skipped)
    if intake.documents or collected.problems or any(one.failed for one in skipped):
        return collected.problems
    return (f"{', '.join(map(str, paths)) or workspace.root.name} holds no copy that samklang reads",)


def _copy(
    globs: Sequence[str], where: str, own: OwnTrait, workspace: Workspace, intake: Intake, unread: list[str]
) -> list[Passage]:
    """The passages of one side of a trait's copy; what cannot be had is told in `unread`."""
    sources = matching(workspace, globs, own.language)
    if not sources:
        unread.append(f"{where}: no file matches {', '.join(globs)}; mend the glob")
    before = len(intake.skipped)
    passages = list(intake.passages(sources, f"reading {where}"))
    unread += [f"{where}: {one.name}: {one.reason}" for one in intake.skipped[before:] if one.failed]
    return passages
