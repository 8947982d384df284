"""What is new: what a change touches, how it measured before it, and what a baseline has to say of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from samklang.collect import placed
from samklang.model import Baseline, Change, Document, Known, Measurement, Passage, Source, Workspace


def touched(workspace: Workspace, sources: Sequence[Source], change: Change) -> tuple[Source, ...]:
    """The channels that a change touches, whole, and other files that it touches; as they are staged."""
    channels = {source.channel for source in sources if source.name in change.names}
    channels |= {source.channel for source in before(workspace, change)}
    return tuple(
        replace(source, path=None, data=change.contents[source.name])
        if source.name in change.contents
        else source
        for source in sources
        if source.name in change.names or (source.channel and source.channel in channels)
    )


def before(workspace: Workspace, change: Change, names: Iterable[str] = ()) -> tuple[Source, ...]:
    """The files of channels as they were before a change; of other files, those of some names."""
    then = (Source(name=name, path=None, data=data) for name, data in change.before.items())
    named = set(names)
    return tuple(source for source in placed(workspace, then) if source.channel or source.name in named)


def measured_before(
    change: Change,
    now: Sequence[Measurement],
    then: Sequence[Passage],
    measure: Callable[[Sequence[Passage]], Iterator[Measurement]],
) -> list[Measurement]:
    """What would have been measured before a change: a passage that is still there is not measured twice.

    Args:
        change: what was changed.
        now: the measurements of all that is there.
        then: the passages of the changed files as they were.
        measure: for passages that are there no more.
    """
    by_copy = {(one.passage.language, one.passage.text): one for one in now}
    same = [(passage, by_copy.get((passage.language, passage.text))) for passage in then]
    return [
        *(one for one in now if one.passage.source.name not in change.names),
        *(replace(one, passage=passage) for passage, one in same if one),
        *measure([passage for passage, one in same if one is None]),
    ]


def told_of(baseline: Baseline, workspace: Workspace, documents: Iterable[Document]) -> tuple[Known, ...]:
    """The entries that a run can say something of: their files were read, or are no more."""
    names = {document.source.name for document in documents}
    return tuple(
        entry
        for entry in baseline.entries
        if entry.file in names or not (workspace.root / entry.file).exists()
    )
