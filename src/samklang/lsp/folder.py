"""A workspace kept in memory: what one check loads and measures is used again by the next."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from samklang.errors import SamklangError
from samklang.frontends import editing
from samklang.frontends.editing import Approved, Example, PassageScorer, Progress, Store, check
from samklang.lsp.draft import Draft
from samklang.model import (
    Baseline,
    Document,
    Finding,
    Measurement,
    Report,
    Skipped,
    Source,
    Span,
    Workspace,
)

_DRAFTS = 50_000_000
"""Most bytes of parsed drafts that are kept on disk until the server ends."""
_MISTAKE = re.compile(r"(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): (?P<message>.+)")


class Mistake(NamedTuple):
    """A mistake in a configuration file."""

    line: int
    column: int
    """Both from 1."""
    message: str


@dataclass(frozen=True)
class Checked:
    """The result of checking a draft."""

    draft: Draft
    source: Source
    workspace: Workspace
    report: Report
    measurements: tuple[Measurement, ...]

    def measured(self, offset: int) -> Measurement | None:
        """The measurement of the passage at an offset."""
        indices = (index for index, span in enumerate(self._spans) if span.start <= offset <= span.end)
        return next((self.measurements[index] for index in indices), None)

    @cached_property
    def _spans(self) -> list[Span]:
        return [measurement.passage.place().span for measurement in self.measurements]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings in the draft itself, not in other files."""
        return tuple(finding for finding in self.report.findings if finding.place.name == self.source.name)

    def read(self, text: str) -> Document | Skipped:
        """The document that the draft would be with this text."""
        return editing.parse(self.source, text.encode("utf-8", "replace"))


class _Loaded(NamedTuple):
    """A workspace with its scorer and its baseline."""

    workspace: Workspace
    scorer: PassageScorer
    known: Baseline | None


class Folder:
    """The folder of a samklang.yaml. All its methods run in the thread that created it."""

    def __init__(
        self, config: Path, progress: Progress, cache: Path | None, warn: Callable[[str], None]
    ) -> None:
        """Args:
        config: its samklang.yaml.
        progress: called as the work proceeds.
        cache: the folder of the cache; None keeps measurements in memory while the server runs.
        warn: called with the reason, if that folder cannot be used.
        """
        self.config = config
        self.mistakes: dict[Path, list[Mistake]] = {}
        """By configuration file; a file that has been fixed has an empty list."""
        self._progress = progress
        self._cache, self._drafts = Store(cache, warn), Store(limit=_DRAFTS)
        self._loaded: _Loaded | None = None
        self._approved: Approved | None = None
        self._files: tuple[Path, ...] = (config,)
        self._stamps: list[tuple[int, int] | None] | None = None
        self._last: Checked | None = None

    def check(self, draft: Draft) -> Checked | None:
        """Checks a draft; None where it belongs to no channel, and so is not copy."""
        self._refresh()
        if self._loaded is None:
            return None
        workspace, scorer, known = self._loaded
        if self._last and self._last.draft is draft and self._last.workspace is workspace:
            return self._last
        source = self._source(draft, workspace)
        if source is None:
            return None
        measurements: list[Measurement] = []
        report = check(
            workspace,
            self._progress,
            stdin=source,
            cache=self._drafts,
            baseline=known,
            scorer=scorer,
            on_measurement=measurements.append,
        )
        self._last = Checked(draft, source, workspace, report, tuple(measurements))
        return self._last

    def nearest(self, checked: Checked, finding: Finding) -> Example | None:
        """For a finding on tone: the approved sentence nearest in meaning to the one that causes it most."""
        measurement = checked.measured(finding.place.span.start)
        trait = finding.rule.removeprefix("tone.")
        if self._loaded is None or measurement is None or trait not in measurement.traits:
            return None
        if self._approved is None:
            workspace, scorer, _ = self._loaded
            self._approved = editing.approved_copy(workspace, self._progress, scorer, self._cache)
        sentence = measurement.passage.sentences[measurement.traits[trait].sentence]
        return self._approved.nearest(sentence)

    def expire(self) -> None:
        """Makes the next check load the configuration again, for changes that file times do not show."""
        self._stamps = None

    def _refresh(self) -> None:
        """Loads a configuration that changed on disk; while it has mistakes, the last valid one is used."""
        if self._stamps == list(map(_stamp, self._files)):
            return
        self._files = tuple(editing.written_in(self.config))
        self._stamps = list(map(_stamp, self._files))
        self.mistakes = {path: [] for path in self.mistakes}
        try:
            workspace = editing.load_workspace(self.config)
            scorer = editing.workspace_scorer(workspace, self._progress, self._cache)
            known = editing.baseline_of(workspace)
        except SamklangError as error:
            for path, mistake in _mistakes(error, self.config):
                self.mistakes.setdefault(path, []).append(mistake)
        else:
            self._loaded, self._approved = _Loaded(workspace, scorer, known), None

    def close(self) -> None:
        """Writes what was measured to the cache."""
        self._cache.close()
        self._drafts.close()

    def _source(self, draft: Draft, workspace: Workspace) -> Source | None:
        """The draft as a source of its channel; None where no channel claims it."""
        if not draft.path.is_relative_to(workspace.root):
            return None
        name = draft.path.relative_to(workspace.root).as_posix()
        data = draft.file.text.encode("utf-8", "replace")
        (source,) = editing.placed(workspace, [Source(name=name, path=None, data=data, named=True)])
        return source if source.channel else None


def _stamp(path: Path) -> tuple[int, int] | None:
    """The time and size of a file, which change when it does; None where there is no file."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size


def _mistakes(error: SamklangError, config: Path) -> Iterator[tuple[Path, Mistake]]:
    """Each line of an error at the file and place that it names, else at the top of samklang.yaml."""
    for line in error.message.splitlines():
        if match := _MISTAKE.fullmatch(line):
            path = Path(os.path.abspath(match["file"]))  # noqa: PTH100 (resolve would follow links)
            yield path, Mistake(int(match["line"]), int(match["column"]), match["message"])
        else:
            yield config, Mistake(1, 1, f"{line} {error.hint}".strip())
