"""Sources of a run that checks only a change: those that it touches, and the same before the change.

Also the baseline entries that such a run, or one on a few files, can confirm or clear.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from samklang.model import Baseline, Change, Document, Known, Source, Workspace
from samklang.sources.collect import placed


def changed_sources(workspace: Workspace, sources: Sequence[Source], change: Change) -> tuple[Source, ...]:
    """The changed files and all files of the channels they belong to, with their staged contents if any."""
    channels = {source.channel for source in sources if source.name in change.changed_files}
    channels |= {source.channel for source in _old_sources(workspace, change)}
    return tuple(
        replace(source, path=None, data=change.staged_contents[source.name])
        if source.name in change.staged_contents
        else source
        for source in sources
        if source.name in change.changed_files or (source.channel and source.channel in channels)
    )


def sources_before(workspace: Workspace, sources: Sequence[Source], change: Change) -> tuple[Source, ...]:
    """The sources as they were before the change: unchanged files, and the old contents of the others."""
    unchanged = (source for source in sources if source.name not in change.changed_files)
    names = {source.name for source in sources}
    old = (source for source in _old_sources(workspace, change) if source.channel or source.name in names)
    return (*unchanged, *old)


def _old_sources(workspace: Workspace, change: Change) -> tuple[Source, ...]:
    """The changed files with their old names and contents."""
    old = (Source(name=name, path=None, data=data) for name, data in change.old_contents.items())
    return placed(workspace, old)


def entries_in_scope(
    baseline: Baseline, workspace: Workspace, documents: Iterable[Document]
) -> tuple[Known, ...]:
    """The baseline's entries that a run can confirm or clear: their file was read, or no longer exists."""
    names = {document.source.name for document in documents}
    return tuple(
        entry
        for entry in baseline.entries
        if entry.file in names or not (workspace.root / entry.file).exists()
    )
