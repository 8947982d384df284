"""Joins the stages: collect -> read -> split -> encode -> measure -> judge -> report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from samklang.cache.store import Store
from samklang.judge.baseline import known
from samklang.measure.scorer import PassageScorer
from samklang.model import Baseline, Change, Exclusions, Measurement, Reading, Report, Source, Workspace
from samklang.model.progress import Progress
from samklang.pipeline.intake import Intake
from samklang.pipeline.prepare import workspace_scorer
from samklang.pipeline.run import Run
from samklang.sources.changed import changed_sources
from samklang.sources.collect import Collected, collect
from samklang.text.split import Splitter


def read_copy(
    workspace: Workspace,
    progress: Progress,
    paths: Sequence[Path] = (),
    channel: str | None = None,
    cache: Store | None = None,
    listed: Sequence[Path] = (),
) -> Reading:
    """The documents and passages that a check would measure. Arguments as those of `check`."""
    collected = collect(workspace, paths, channel, listed=listed)
    intake = Intake(workspace.languages, cache or Store(), progress, Splitter())
    passages = tuple(intake.passages(collected.sources, "reading"))
    return Reading(
        documents=tuple(intake.documents),
        passages=passages,
        skipped=(*collected.skipped, *intake.skipped),
        problems=_problems(collected, intake, paths, listed, workspace),
        partial=collected.partial,
    )


def check(
    workspace: Workspace,
    progress: Progress,
    paths: Sequence[Path] = (),
    channel: str | None = None,
    stdin: Source | None = None,
    cache: Store | None = None,
    baseline: Baseline | None = None,
    change: Change | None = None,
    shrinks: bool = False,
    listed: Sequence[Path] = (),
    problems: Sequence[str] = (),
    scorer: PassageScorer | None = None,
    on_measurement: Callable[[Measurement], None] = lambda _: None,
) -> Report:
    """Checks a workspace's copy. Passages stream through; only what the report shows stays in memory.

    Args:
        workspace: the persona, channels and settings to check against.
        progress: receives the progress of each step.
        paths: the files and folders to check; without any, the files of every channel.
        channel: the only channel to check.
        stdin: copy from standard input, checked instead of any path.
        cache: of what earlier runs read and measured; None caches for this run alone.
        baseline: known findings, which are not reported.
        change: checks only the channels that it touches, and reports only findings that it adds or worsens.
        shrinks: the baseline's unused entries will be removed from it, so they are no findings.
        listed: further files to check, which the user did not name one by one: that one of them cannot be
            read is no error.
        problems: messages on what else the user asked for and cannot be had; the report includes them.
        scorer: the workspace's scorer, kept from one check to the next; None makes one for this run alone.
        on_measurement: called with each measurement in turn.

    Raises:
        SamklangError: the model or its heads cannot be had.
    """
    cache = cache or Store()
    scorer = scorer or workspace_scorer(workspace, progress, cache)
    collected = collect(workspace, paths, channel, stdin, listed)
    sources, before = collected.sources, None
    if change:
        sources = changed_sources(workspace, sources, change)
        before = Run(workspace, scorer, progress, cache).judge_before(change, sources, collected.partial)
    exclusions = Exclusions(
        whole=not (paths or listed or channel or stdin or change),
        baseline=baseline.name if baseline and not shrinks else "",
        before=tuple(map(known, before.findings)) if before else None,
    )
    run = Run(workspace, scorer, progress, cache, baseline, on_measurement)
    judgement = run.judge(sources, "checking", collected.partial, exclusions)
    missing = collected.problems if change else _problems(collected, run.intake, paths, listed, workspace)
    return run.report(judgement, collected.skipped, (*problems, *missing), before)


def _problems(
    collected: Collected, intake: Intake, paths: Sequence[Path], listed: Sequence[Path], workspace: Workspace
) -> tuple[str, ...]:
    """Messages on what the user asked for and cannot be had."""
    skipped = (*collected.skipped, *intake.skipped)
    if intake.documents or collected.problems or listed or any(file.failed for file in skipped):
        return collected.problems
    return (f"{', '.join(map(str, paths)) or workspace.root.name} holds no copy that samklang reads",)
