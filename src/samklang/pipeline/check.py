"""The only joiner of the stages: collect -> read -> split -> encode -> measure -> judge -> report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from samklang.cache.store import Store
from samklang.config import Vocabulary
from samklang.encode import described
from samklang.errors import ConfigError
from samklang.judge.baseline import known
from samklang.judge.judge import judge, verdict
from samklang.judge.suppressions import Suppressions
from samklang.measure.approved import Approved
from samklang.measure.scorer import PassageScorer, Text
from samklang.model import (
    Baseline,
    Change,
    Examples,
    Exclusions,
    FileText,
    Judgement,
    Known,
    Measurement,
    OwnTrait,
    Passage,
    Reading,
    Report,
    Skipped,
    Source,
    Workspace,
    places_in,
)
from samklang.model.progress import Progress
from samklang.needs import NEEDS
from samklang.needs.felt import FELT
from samklang.pipeline.intake import Intake
from samklang.rules import RULES, rules_of
from samklang.rules.tone import poles
from samklang.sources import changed as news
from samklang.sources.collect import Collected, collect, matching
from samklang.text.split import Splitter
from samklang.training.examples import of_copy, of_pairs
from samklang.traits import TRAITS

__all__ = [
    "VOCABULARY",
    "PassageScorer",
    "Progress",
    "Text",
    "approved_of",
    "check",
    "examples",
    "look",
    "scorer_of",
]

VOCABULARY = Vocabulary(
    traits=TRAITS,
    needs=NEEDS,
    rules=tuple(rule_id for rule in RULES for rule_id in rule.ids),
    felt=FELT,
)


def look(
    workspace: Workspace,
    progress: Progress,
    paths: Sequence[Path] = (),
    channel: str | None = None,
    cache: Store | None = None,
    listed: Sequence[Path] = (),
) -> Reading:
    """What is there to be measured: the way as far as the passages. Arguments as those of `check`."""
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


def examples(workspace: Workspace, progress: Progress, cache: Store | None = None) -> tuple[Examples, ...]:
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
        intake = Intake(workspace.languages, cache, progress, splitter)
        unread: list[str] = []
        approved = _copy(own.approved, f"{own.declared}.approved", own, workspace, intake, unread)
        rejected = _copy(own.rejected, f"{own.declared}.rejected", own, workspace, intake, unread)
        mistakes += unread
        if not unread:
            found.append(of_copy(own, approved, rejected, mistakes))
    if mistakes:
        raise ConfigError("\n".join(mistakes))
    return tuple(found)


def scorer_of(workspace: Workspace, progress: Progress, cache: Store | None = None) -> PassageScorer:
    """For a workspace: its model, its persona's own traits and needs, and what its types of customer say.
    Arguments as those of `check`.

    Raises:
        ConfigError: a trait has too little to be learnt from.
    """
    own = examples(workspace, progress, cache)
    said = tuple(dict.fromkeys(one for who in workspace.customers for one in who.sentences))
    return PassageScorer(workspace.model, progress, own, cache, workspace.persona.own_needs, said)


def approved_of(workspace: Workspace, progress: Progress, scorer: PassageScorer, cache: Store) -> Approved:
    """The copy that a workspace's persona holds up, read and encoded. Arguments as those of `check`."""
    intake = Intake(workspace.languages, cache, progress, scorer.splitter)
    sources = matching(workspace, workspace.persona.approved, None)
    return Approved(intake.passages(sources, "reading approved copy"), intake.documents, scorer.engine, cache)


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
    seen: Callable[[Measurement], None] = lambda _: None,
) -> Report:
    """The whole way: from a workspace to its report. Copy streams through; what stays is what is reported.

    Args:
        workspace: what to hold the copy against.
        progress: told how the work goes.
        paths: files and folders to keep to; without them, every channel's files.
        channel: the only channel to check.
        stdin: copy that stands in no file, checked instead of any path.
        cache: of what was read and measured before; none means for this run alone.
        baseline: findings that are known and left alone.
        change: what to keep to: channels that it touches, and what it makes worse in them.
        shrinks: the baseline's idle entries will be taken out of it, so they are no findings.
        listed: files to keep to, beside the paths, that nobody named: it is no error not to read one.
        problems: what else the user asked for and could not be had.
        scorer: the workspace's, kept from one check to the next; none means one for this run alone.
        seen: told each measurement as it passes.

    Raises:
        SamklangError: the encoder or its heads cannot be had.
    """
    cache = cache or Store()
    scorer = scorer or scorer_of(workspace, progress, cache)
    collected = collect(workspace, paths, channel, stdin, listed)
    sources = news.changed_sources(workspace, collected.sources, change) if change else collected.sources
    then = _Passing(workspace, scorer, progress, cache)
    before = then.before(change, sources, collected.partial) if change else None
    exclusions = Exclusions(
        whole=not (paths or listed or channel or stdin or change),
        baseline=baseline.name if baseline and not shrinks else "",
        before=tuple(map(known, before.findings)) if before else None,
    )
    now = _Passing(workspace, scorer, progress, cache, baseline, seen)
    judgement = now.judged(sources, "checking", collected.partial, exclusions)
    found = collected.problems if change else _problems(collected, now.intake, paths, listed, workspace)
    return now.report(judgement, collected.skipped, (*problems, *found), before)


class _Passing:
    """Copy that passes by, once, and what is kept of it."""

    def __init__(
        self,
        workspace: Workspace,
        scorer: PassageScorer,
        progress: Progress,
        cache: Store,
        baseline: Baseline | None = None,
        seen: Callable[[Measurement], None] = lambda _: None,
    ) -> None:
        self.passages = self.words = self.abstained = 0
        self.suppressions = Suppressions(workspace, [rule.id for rule in rules_of(workspace.persona)])
        self.intake = Intake(workspace.languages, cache, progress, scorer.splitter, self.suppressions.add)
        self._workspace, self._scorer, self._baseline, self._seen = workspace, scorer, baseline, seen

    def judged(
        self, sources: Sequence[Source], what: str, partial: frozenset[str], exclusions: Exclusions
    ) -> Judgement:
        """What all of it means.

        Args:
            exclusions: findings not to report, beside what comments, the workspace and the baseline say.
        """
        measurements = self._counted(self._scorer.measure(self.intake.passages(sources, what)))

        def left() -> Exclusions:
            return replace(exclusions, suppressions=self.suppressions.all(), known=self._known())

        return judge(self._workspace, measurements, partial, self.intake.lemmas, left)

    def before(self, change: Change, sources: Sequence[Source], partial: frozenset[str]) -> Judgement:
        """What the sources meant before a change."""
        old = news.sources_before(self._workspace, sources, change)
        return self.judged(old, "checking what was there before", partial, Exclusions(whole=False))

    def report(
        self,
        judgement: Judgement,
        skipped: tuple[Skipped, ...],
        problems: tuple[str, ...],
        before: Judgement | None,
    ) -> Report:
        """All of it together; mistakes in comments are problems too."""
        workspace, documents = self._workspace, self.intake.documents
        skipped = (*skipped, *self.intake.skipped)
        problems = (*problems, *(_seen(workspace, mistake) for mistake in self.suppressions.mistakes))
        exit_, why = verdict(workspace, judgement, skipped, problems, before)
        return Report(
            **vars(judgement),
            brand=workspace.persona.brand,
            engine=described(self._scorer.engine),
            poles={band.trait: poles(workspace.persona, band.trait) for band in workspace.persona.bands},
            languages=workspace.languages,
            rules=rules_of(workspace.persona),
            skipped=skipped,
            problems=problems,
            notes=tuple(
                _seen(workspace, f"{one.source.name} {note}") for one in documents for note in one.notes
            ),
            files=self._files(judgement),
            documents=len(documents),
            passages=self.passages,
            words=self.words,
            abstained=self.abstained,
            fail_on=workspace.fail_on,
            verdict=why,
            exit=exit_,
            home=workspace.name,
        )

    def _files(self, judgement: Judgement) -> dict[str, FileText]:
        """The text of every file that something of the judgement points at."""
        shown = {place.name for place in places_in(judgement)}
        every = {self._workspace.name: FileText(self._workspace.text)}
        every |= {self._baseline.name: FileText(self._baseline.text)} if self._baseline else {}
        every |= {one.source.name: one.file for one in self.intake.documents}
        return {name: file for name, file in every.items() if name in shown}

    def _known(self) -> tuple[Known, ...]:
        """What the baseline knows of what passed by."""
        if self._baseline is None:
            return ()
        return news.entries_in_scope(self._baseline, self._workspace, self.intake.documents)

    def _counted(self, measurements: Iterable[Measurement]) -> Iterator[Measurement]:
        for one in measurements:
            self.passages += 1
            self.words += one.passage.words
            self.abstained += all(score.abstained for score in one.traits.values())
            self._seen(one)
            yield one


def _seen(workspace: Workspace, text: str) -> str:
    """A text that begins with a file's name, from where the user stands."""
    return f"{workspace.folder}/{text}" if workspace.folder else text


def _problems(
    collected: Collected, intake: Intake, paths: Sequence[Path], listed: Sequence[Path], workspace: Workspace
) -> tuple[str, ...]:
    """What the user asked for and could not be had."""
    skipped = (*collected.skipped, *intake.skipped)
    if intake.documents or collected.problems or listed or any(one.failed for one in skipped):
        return collected.problems
    return (f"{', '.join(map(str, paths)) or workspace.root.name} holds no copy that samklang reads",)


def _copy(
    globs: Sequence[str], where: str, own: OwnTrait, workspace: Workspace, intake: Intake, unread: list[str]
) -> list[Passage]:
    """The passages of one side of a trait's copy; what cannot be had is told in `unread`."""
    sources = matching(workspace, globs, own.language)
    if not sources:
        unread.append(f"{where}: no file matches {', '.join(globs)}; fix the glob")
    before = len(intake.skipped)
    passages = list(intake.passages(sources, f"reading {where}"))
    unread += [f"{where}: {one.name}: {one.reason}" for one in intake.skipped[before:] if one.failed]
    return passages
