"""A workspace, kept warm: what was loaded and measured for one check serves the next."""

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
"""Bytes of drafts, as read, that are kept on disk until the server ends."""
_MISTAKE = re.compile(r"(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): (?P<message>.+)")


class Mistake(NamedTuple):
    """What is wrong with a file of the configuration."""

    line: int
    column: int
    """Both from 1."""
    message: str


@dataclass(frozen=True)
class Checked:
    """What a check says of a draft."""

    draft: Draft
    source: Source
    workspace: Workspace
    report: Report
    measurements: tuple[Measurement, ...]

    def measured(self, offset: int) -> Measurement | None:
        """What was measured of the passage at an offset."""
        found = (at for at, span in enumerate(self._spans) if span.start <= offset <= span.end)
        return next((self.measurements[at] for at in found), None)

    @cached_property
    def _spans(self) -> list[Span]:
        return [one.passage.place().span for one in self.measurements]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those that stand in the draft."""
        return tuple(one for one in self.report.findings if one.place.name == self.source.name)

    def read(self, text: str) -> Document | Skipped:
        """The draft, were that its text."""
        return editing.parse(self.source, text.encode("utf-8", "replace"))


class _Loaded(NamedTuple):
    """A workspace and all that belongs to it."""

    workspace: Workspace
    scorer: PassageScorer
    known: Baseline | None


class Folder:
    """The folder of a samklang.yaml. All of it runs in the one thread that made it."""

    def __init__(
        self, config: Path, progress: Progress, cache: Path | None, say: Callable[[str], None]
    ) -> None:
        """Args:
        config: its samklang.yaml.
        progress: told how the work goes.
        cache: the folder of measurements; None: they are kept while the server lives.
        say: told why that folder cannot be used.
        """
        self.config = config
        self.mistakes: dict[Path, list[Mistake]] = {}
        """By file of the configuration; a file that is mended has none."""
        self._progress = progress
        self._cache, self._drafts = Store(cache, say), Store(limit=_DRAFTS)
        self._loaded: _Loaded | None = None
        self._approved: Approved | None = None
        self._files: tuple[Path, ...] = (config,)
        self._stamps: list[tuple[int, int] | None] | None = None
        self._last: Checked | None = None

    def check(self, draft: Draft) -> Checked | None:
        """What there is to say of a draft; None where no channel claims it, for then it is no copy."""
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
        """Of a finding on tone: the approved sentence that says what the sentence that pulls most says."""
        one = checked.measured(finding.place.span.start)
        trait = finding.rule.removeprefix("tone.")
        if self._loaded is None or one is None or trait not in one.traits:
            return None
        if self._approved is None:
            workspace, scorer, _ = self._loaded
            self._approved = editing.approved_copy(workspace, self._progress, scorer, self._cache)
        return self._approved.nearest(one.passage.sentences[one.traits[trait].sentence])

    def expire(self) -> None:
        """The configuration may have changed in ways that cannot be seen from here."""
        self._stamps = None

    def _refresh(self) -> None:
        """Loads the configuration if it has changed on disk. While it is wrong, what was last right holds."""
        if self._stamps == list(map(_stamp, self._files)):
            return
        self._files = tuple(editing.written_in(self.config))
        self._stamps = list(map(_stamp, self._files))
        self.mistakes = {path: [] for path in self.mistakes}
        try:
            workspace = editing.load(self.config, editing.VOCABULARY)
            scorer = editing.workspace_scorer(workspace, self._progress, self._cache)
            known = editing.baseline_of(workspace)
        except SamklangError as error:
            for path, mistake in _mistakes(error, self.config):
                self.mistakes.setdefault(path, []).append(mistake)
        else:
            self._loaded, self._approved = _Loaded(workspace, scorer, known), None

    def close(self) -> None:
        """Writes down what was measured."""
        self._cache.close()
        self._drafts.close()

    def _source(self, draft: Draft, workspace: Workspace) -> Source | None:
        """The draft as what a channel claims."""
        if not draft.path.is_relative_to(workspace.root):
            return None
        name = draft.path.relative_to(workspace.root).as_posix()
        data = draft.file.text.encode("utf-8", "replace")
        (source,) = editing.placed(workspace, [Source(name=name, path=None, data=data, named=True)])
        return source if source.channel else None


def _stamp(path: Path) -> tuple[int, int] | None:
    """What changes when a file does; None where there is none."""
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_size


def _mistakes(error: SamklangError, config: Path) -> Iterator[tuple[Path, Mistake]]:
    """Each line of an error in the file and place that it names, else at the top of the samklang.yaml."""
    for line in error.message.splitlines():
        if found := _MISTAKE.fullmatch(line):
            path = Path(os.path.abspath(found["file"]))  # noqa: PTH100 (resolve would follow links)
            yield path, Mistake(int(found["line"]), int(found["column"]), found["message"])
        else:
            yield config, Mistake(1, 1, f"{line} {error.hint}".strip())
