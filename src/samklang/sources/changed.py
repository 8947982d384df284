"""What is new: what a change touches, how that was before it, and what a baseline has to say of a run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from samklang.model import Baseline, Change, Document, Known, Source, Workspace
from samklang.sources.collect import placed


def touched(workspace: Workspace, sources: Sequence[Source], change: Change) -> tuple[Source, ...]:
    """The channels that a change touches, whole, and other files that it touches; as they are staged."""
    channels = {source.channel for source in sources if source.name in change.names}
    channels |= {source.channel for source in _then(workspace, change)}
    return tuple(
        replace(source, path=None, data=change.contents[source.name])
        if source.name in change.contents
        else source
        for source in sources
        if source.name in change.names or (source.channel and source.channel in channels)
    )


def as_it_was(workspace: Workspace, sources: Sequence[Source], change: Change) -> tuple[Source, ...]:
    """Those sources before the change: the files that it left alone, and the others as they were then."""
    left = (source for source in sources if source.name not in change.names)
    names = {source.name for source in sources}
    return (*left, *(one for one in _then(workspace, change) if one.channel or one.name in names))


def _then(workspace: Workspace, change: Change) -> tuple[Source, ...]:
    """What the change changed, as it was."""
    then = (Source(name=name, path=None, data=data) for name, data in change.before.items())
    return placed(workspace, then)


def told_of(baseline: Baseline, workspace: Workspace, documents: Iterable[Document]) -> tuple[Known, ...]:
    """The entries that a run can say something of: their files were read, or are no more."""
    names = {document.source.name for document in documents}
    return tuple(
        entry
        for entry in baseline.entries
        if entry.file in names or not (workspace.root / entry.file).exists()
    )
