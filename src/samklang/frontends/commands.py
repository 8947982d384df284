"""What the commands use: names of the stages, and functions that combine several stages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samklang.cache.store import FILE as CACHE_FILE
from samklang.cache.store import LIMIT as CACHE_LIMIT
from samklang.cache.store import Rate, Store
from samklang.config import FILE, channel_names, find
from samklang.encode import described
from samklang.judge.baseline import FILE as BASELINE_FILE
from samklang.judge.baseline import dump as dump_baseline
from samklang.judge.baseline import known as known_finding
from samklang.judge.baseline import load as load_baseline
from samklang.measure.scorer import PassageScorer, Text
from samklang.model import Change, ChannelResult, Document, Persona, Reading, Skipped, Source, Workspace
from samklang.model.progress import Progress, Silence
from samklang.pipeline.baselines import baseline_of, baseline_path
from samklang.pipeline.check import check, read_copy
from samklang.pipeline.merge import merge_readings, merge_reports, rebased
from samklang.pipeline.naming import folder_in_repository, named_from_here
from samklang.pipeline.pointing import Pointed, Pointing, pointed_at
from samklang.pipeline.prepare import own_trait_examples, workspace_scorer
from samklang.pipeline.vocabulary import load_workspace
from samklang.reporters import HOSTS, REPORTERS, Display
from samklang.rules.tone import poles
from samklang.sources.collect import collect, name_in

if TYPE_CHECKING:
    from samklang.pipeline.reliability import Reliability

__all__ = [
    "BASELINE_FILE",
    "CACHE_FILE",
    "CACHE_LIMIT",
    "FILE",
    "HOSTS",
    "REPORTERS",
    "Display",
    "PassageScorer",
    "Pointed",
    "Pointing",
    "Progress",
    "Rate",
    "Silence",
    "Store",
    "Text",
    "baseline_of",
    "baseline_path",
    "changed",
    "channel_names",
    "check",
    "collect",
    "described",
    "dump_baseline",
    "find",
    "folder_in_repository",
    "known_finding",
    "load_baseline",
    "load_workspace",
    "located",
    "merge_readings",
    "merge_reports",
    "name_in",
    "named_from_here",
    "own_trait_examples",
    "pointed_at",
    "poles",
    "prepare_first_run",
    "profile_text",
    "read",
    "read_copy",
    "reading_text",
    "rebased",
    "reliabilities",
    "schema",
    "scorer_for",
    "workspace_scorer",
]


def scorer_for(workspace: Workspace | None, progress: Progress, cache: Store | None = None) -> PassageScorer:
    """The scorer of a workspace's passages; without a workspace, of any text by the bundled model."""
    if workspace:
        return workspace_scorer(workspace, progress, cache)
    return PassageScorer("bundled", progress, cache=cache)


def changed(workspace: Workspace, revision: str | None, staged: bool) -> Change | None:
    """What is new according to git, since a revision or in the index; None where everything counts.

    Raises:
        ChangeError: git cannot say.
    """
    if revision is None and not staged:
        return None
    from samklang.sources import git

    return git.staged(workspace.root) if revision is None else git.since(workspace.root, revision)


def prepare_first_run(workspace: Workspace | None, progress: Progress) -> tuple[PassageScorer, int]:
    """Prepares what a first run would compute: the engine's export, heads, and the language detector's model.

    Returns:
        The scorer, and the number of its traits.
    """
    from samklang.text.detector import identifier

    scorer = scorer_for(workspace, progress)
    scorer.engine.load()
    traits = len(scorer.heads.traits)
    identifier()
    return scorer, traits


def read(path: Path) -> Document | Skipped:
    """A file of copy as a document, or why it was not read. The file need not be in a workspace."""
    from samklang.readers import read as read_source

    return read_source(Source(name=path.as_posix(), path=path, named=True))


def reading_text(reading: Reading, show: bool) -> str:
    """How each file was read, as text; with every passage, if `show`."""
    from samklang.reporters.reading import render

    return render(reading, show)


def profile_text(channels: Sequence[ChannelResult], display: Display) -> str:
    """The comparison of the languages of channels, as text."""
    from samklang.reporters.text.languages import render

    return render(channels, display)


def located(document: Document, index: int) -> str:
    """Where a block of a document is: `path:line:column (key)`."""
    from samklang.model import Place
    from samklang.reporters.printable import located as place_text

    block = document.blocks[index]
    place = Place(name=document.source.name, span=block.span(0, len(block.text)), where=block.where)
    return place_text(place, document.file)


def reliabilities(scorer: PassageScorer, persona: Persona | None) -> Sequence[Reliability]:
    """How reliable each trait is, in each language."""
    from samklang.pipeline.reliability import reliabilities as rows

    return rows(scorer, persona)


def schema(persona: bool) -> Mapping[str, Any]:
    """The JSON Schema of `samklang.yaml`, or of a persona."""
    from samklang.config.persona import PersonaForm
    from samklang.config.workspace import WorkspaceForm

    schema_ = (PersonaForm if persona else WorkspaceForm).model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema_}
