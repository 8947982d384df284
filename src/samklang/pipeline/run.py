"""A run over sources: their passages stream through the measuring and judging, and are counted for the
report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from samklang.cache.store import Store
from samklang.encode import described
from samklang.judge.judge import judge, verdict
from samklang.judge.suppressions import Suppressions
from samklang.measure.scorer import PassageScorer
from samklang.model import (
    Baseline,
    Change,
    Exclusions,
    FileText,
    Judgement,
    Known,
    Measurement,
    Report,
    Skipped,
    Source,
    Workspace,
    places_in,
)
from samklang.model.progress import Progress
from samklang.pipeline.intake import Intake
from samklang.rules import rules_of
from samklang.rules.tone import poles
from samklang.sources.changed import entries_in_scope, sources_before


class Run:
    """One run over sources. It keeps counts, suppressions and the texts of files, but no passages."""

    def __init__(
        self,
        workspace: Workspace,
        scorer: PassageScorer,
        progress: Progress,
        cache: Store,
        baseline: Baseline | None = None,
        on_measurement: Callable[[Measurement], None] = lambda _: None,
    ) -> None:
        """Args: as those of `check`."""
        self.passages = self.words = self.abstained = 0
        self.suppressions = Suppressions(workspace, [rule.id for rule in rules_of(workspace.persona)])
        self.intake = Intake(workspace.languages, cache, progress, scorer.splitter, self.suppressions.add)
        self._workspace, self._scorer, self._baseline = workspace, scorer, baseline
        self._on_measurement = on_measurement

    def judge(
        self, sources: Sequence[Source], step: str, partial: frozenset[str], exclusions: Exclusions
    ) -> Judgement:
        """Measures and judges the sources.

        Args:
            step: the name under which progress is reported.
            partial: channels of which only some sources are given.
            exclusions: findings not to report; suppressions and the baseline's entries are added to them.
        """
        measurements = self._counted(self._scorer.measure(self.intake.passages(sources, step)))

        def all_exclusions() -> Exclusions:
            known = self._baseline_entries()
            return replace(exclusions, suppressions=self.suppressions.all(), known=known)

        return judge(self._workspace, measurements, partial, self.intake.lemmas, all_exclusions)

    def judge_before(self, change: Change, sources: Sequence[Source], partial: frozenset[str]) -> Judgement:
        """Measures and judges the sources as they were before a change."""
        old_sources = sources_before(self._workspace, sources, change)
        return self.judge(old_sources, "checking what was there before", partial, Exclusions(whole=False))

    def report(
        self,
        judgement: Judgement,
        skipped: tuple[Skipped, ...],
        problems: tuple[str, ...],
        before: Judgement | None,
    ) -> Report:
        """The report of this run.

        Args:
            judgement: of this run.
            skipped: files that were not collected; those that could not be read are added.
            problems: what else went wrong; mistakes in suppression comments are added.
            before: the judgement from before a change; None where no change is checked.
        """
        workspace, documents = self._workspace, self.intake.documents
        skipped = (*skipped, *self.intake.skipped)
        mistakes = (_from_here(workspace, mistake) for mistake in self.suppressions.mistakes)
        problems = (*problems, *mistakes)
        notes = (
            _from_here(workspace, f"{document.source.name} {note}")
            for document in documents
            for note in document.notes
        )
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
            notes=tuple(notes),
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
        """By name: the text of every file in which a place of the judgement lies."""
        names = {place.name for place in places_in(judgement)}
        files = {self._workspace.name: FileText(self._workspace.text)}
        if self._baseline:
            files[self._baseline.name] = FileText(self._baseline.text)
        files |= {document.source.name: document.file for document in self.intake.documents}
        return {name: file for name, file in files.items() if name in names}

    def _baseline_entries(self) -> tuple[Known, ...]:
        """The baseline's entries that this run can confirm or clear."""
        if self._baseline is None:
            return ()
        return entries_in_scope(self._baseline, self._workspace, self.intake.documents)

    def _counted(self, measurements: Iterable[Measurement]) -> Iterator[Measurement]:
        for measurement in measurements:
            self.passages += 1
            self.words += measurement.passage.words
            self.abstained += all(score.abstained for score in measurement.traits.values())
            self._on_measurement(measurement)
            yield measurement


def _from_here(workspace: Workspace, text: str) -> str:
    """A text that begins with a file's name, with that name from the user's folder."""
    return f"{workspace.folder}/{text}" if workspace.folder else text
