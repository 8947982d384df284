"""The Python API: what `import samklang` offers to other programs. docs/python.md shows it at work.

All of it may be called from several threads at once. What a caller can put right raises `SamklangError`, in
one line; a report says by itself which files it could not read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING

from samklang.errors import CollectError, ConfigError, OutputError, SamklangError
from samklang.model import (
    ANY_MOMENT,
    Effort,
    Finding,
    Report,
    Score,
    Source,
    Workspace,
)
from samklang.model.progress import Progress, Silence
from samklang.words import nearest

if TYPE_CHECKING:
    from samklang.cache.store import Store
    from samklang.measure.scorer import PassageScorer

__all__ = [
    "Effort",
    "Finding",
    "Progress",
    "Report",
    "SamklangError",
    "Score",
    "Scorer",
    "TextScore",
    "Workspace",
    "check",
    "check_text",
    "open",
    "render",
]

_CONFIGS = (".yaml", ".yml")
_UNNAMED = "text.txt"
"""What text is called that has no filename."""
_UNSURE = Score(0.0, 100.0, True)
"""Of a text without words."""
PathLike = str | os.PathLike[str]


@dataclass(frozen=True, kw_only=True)
class TextScore:
    """What one text scores."""

    text: str
    language: str
    """ISO 639-1 code: as it was given, else as it was detected."""
    traits: Mapping[str, Score]
    """By trait: where the text lies, -100 to 100, half the width of the 90 % interval, both in points, and
    whether the score is too unsure to be used (`abstained`), as that of a text without words is."""
    needs: Mapping[str, float]
    """By need of customers: the probability, 0 to 1, that the text answers it."""
    effort: Effort
    """LIX, words a sentence, and steps that the text asks of the customer."""


def open(path: PathLike) -> Workspace:
    """The workspace that governs a path.

    Args:
        path: a `samklang.yaml` (of whatever name, with the ending .yaml or .yml); or a folder or another
            file, for which the nearest `samklang.yaml` in its folder or any above is opened.

    Raises:
        SamklangError: there is none; or it, its persona or its customer types have mistakes, all of which the
            message names, a line each.
    """
    from samklang.config import FILE, find, load
    from samklang.pipeline import arguments
    from samklang.pipeline.check import VOCABULARY

    place = arguments.path(path, "path")
    if not place.exists():
        raise ConfigError(f"{place}: no such file or folder")
    config = place if place.is_file() and place.suffix in _CONFIGS else find(place)
    if config is None:
        raise ConfigError(
            f"no {FILE} in {place} or any folder above it", hint="`samklang init` writes a first one."
        )
    return load(config, VOCABULARY)


def check(
    workspace: Workspace,
    paths: Iterable[PathLike] = (),
    *,
    channel: str | None = None,
    cache: PathLike | None = None,
    progress: Progress | None = None,
    scorer: Scorer | None = None,
) -> Report:
    """What there is to say of a workspace's copy, but for findings of its baseline, as `samklang check` does.

    Args:
        workspace: from `open`.
        paths: files and folders of the workspace to keep to, from the current folder. Without any, all files
            of all channels are checked; needs are judged only in channels that are checked whole.
        channel: the only channel to check.
        cache: a folder in which what was read and measured is kept, so that the next check takes only what
            changed; the command line uses `.samklang` in the workspace's folder. None keeps nothing.
        progress: told how the work goes, now and then from another thread.
        scorer: of the same workspace, kept from one check to the next, which then loads no model again.

    Returns:
        The report. Files that could not be read stand in `report.skipped`, and what else was asked for and
        could not be had in `report.problems`; `report.exit` is what the command line would exit with.

    Raises:
        SamklangError: an argument is wrong, a path is missing or outside the workspace, or the model cannot
            be had.
    """
    from samklang.cache.store import Store
    from samklang.pipeline import arguments
    from samklang.pipeline.baselines import baseline_of
    from samklang.pipeline.check import check as check_workspace

    arguments.channel(arguments.workspace(workspace), channel)
    pointed = tuple(arguments.within(workspace, path) for path in arguments.several(paths, "paths"))
    own = scorer._passages(workspace) if scorer else None
    with Store(arguments.folder(cache)) as store:
        return check_workspace(
            workspace,
            progress or Silence(),
            pointed,
            channel,
            cache=store,
            baseline=baseline_of(workspace),
            scorer=own,
        )


def check_text(
    workspace: Workspace,
    text: str,
    *,
    channel: str | None = None,
    moment: str | None = None,
    language: str | None = None,
    filename: str | None = None,
    scorer: Scorer | None = None,
) -> Report:
    """What there is to say of copy that stands in no file, such as a draft in an editor.

    Args:
        workspace: from `open`.
        text: the copy, 1,000,000 characters at most.
        channel: that it is for; by default the one that claims `filename`, if one does.
        moment: of that channel, such as `buy`; by default that of `filename`.
        language: `en`, `sv` or `da`; by default as the workspace says of `filename`, else detected.
        filename: what the file would be called, from the workspace's folder: its ending says how to read
            the text, as `web/buy.md`. By default the text is plain.
        scorer: of the same workspace, kept from one text to the next: for a program that checks many.

    Returns:
        The report of this text alone, without a judgement of needs, which a channel answers as a whole.

    Raises:
        SamklangError: an argument is wrong, the text is empty or cannot be read as that file, or the model
            cannot be had.
    """
    from samklang.pipeline import arguments
    from samklang.pipeline.baselines import baseline_of
    from samklang.pipeline.check import check as check_workspace

    own = arguments.channel(arguments.workspace(workspace), channel)
    arguments.moment(workspace, own, moment)
    source = Source(
        name=arguments.filename(workspace, filename, _UNNAMED),
        path=None,
        channel=channel,
        moment=moment or ANY_MOMENT,
        declared=arguments.language(language),
        data=arguments.text(text, "text").encode(),
        named=True,
    )
    report = check_workspace(
        workspace,
        Silence(),
        stdin=source,
        baseline=baseline_of(workspace),
        scorer=scorer._passages(workspace) if scorer else None,
    )
    for skipped in report.skipped:
        raise CollectError(f"{skipped.name}: {skipped.reason}", hint=skipped.hint)
    return report


class Scorer:
    """Scores texts on every trait. Made once and used often: it loads its model at the first text.

    Threads may share it. It is a context manager, whose end closes it.
    """

    def __init__(
        self,
        workspace_or_model: Workspace | str = "bundled",
        *,
        cache: PathLike | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Args:
        workspace_or_model: a workspace, for its model and what its persona teaches (own traits and needs); or
            a model: `bundled`, a folder, or the hub id of a sentence-transformers model.
        cache: as `check` takes it; by default scores are remembered while the scorer lives.
        progress: told how long work goes, such as fitting heads for another model.

        Raises:
            SamklangError: there is no such model, or a trait has too little to be learnt from.
        """
        from samklang.cache.store import Store
        from samklang.pipeline import arguments
        from samklang.pipeline.check import PassageScorer, scorer_of

        told = progress or Silence()
        self._store: Store | None = Store(arguments.folder(cache))
        self._workspace: Workspace | None = None
        if isinstance(workspace_or_model, Workspace):
            self._workspace = workspace_or_model
            self._scorer = scorer_of(workspace_or_model, told, self._store)
        elif isinstance(workspace_or_model, str) and workspace_or_model:
            self._scorer = PassageScorer(workspace_or_model, told, cache=self._store)
        else:
            told_of = arguments.kind(workspace_or_model)
            raise ConfigError(f"a Scorer is made of a Workspace or a model's name, not {told_of}")

    def __enter__(self) -> Scorer:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def score(self, texts: Iterable[str], *, language: str | None = None) -> list[TextScore]:
        """The score of each text, in order.

        Args:
            texts: each a passage or a few, 1,000,000 characters at most; not one string.
            language: `en`, `sv` or `da`, of all of them; by default each one's is detected.

        Raises:
            SamklangError: an argument is wrong, a text is empty or too long, the scorer is closed, or the
                model cannot be had.
        """
        from samklang.pipeline import arguments
        from samklang.pipeline.check import Text

        given = arguments.language(language)
        each = enumerate(arguments.several(texts, "texts"))
        asked = [Text(str(at), arguments.text(text, f"texts[{at}]"), given) for at, text in each]
        scorer = self._opened()
        return [
            TextScore(
                text=text.text,
                language=known,
                traits=one.traits if one else dict.fromkeys(scorer.traits, _UNSURE),
                needs=one.needs if one else dict.fromkeys(scorer.needs, 0.0),
                effort=one.effort if one else Effort(lix=0.0, words_per_sentence=0.0),
            )
            for text, known, one in scorer.score(asked)
        ]

    def close(self) -> None:
        """Writes down what was measured, where it has a cache. A closed scorer scores nothing."""
        if self._store:
            self._store.close()
            self._store = None

    def _passages(self, workspace: Workspace) -> PassageScorer:
        """What scores the passages of a workspace.

        Raises:
            SamklangError: it was made for another, or is closed.
        """
        if self._workspace != workspace:
            raise ConfigError("the scorer is of another workspace", hint="Make one: Scorer(workspace).")
        return self._opened()

    def _opened(self) -> PassageScorer:
        if self._store is None:
            raise SamklangError("the scorer is closed")
        return self._scorer


def render(report: Report, format: str = "text") -> str:
    """A report as the command line prints it, in 80 columns and without colours.

    Args:
        report: from `check` or `check_text`.
        format: text, json, jsonl, sarif, junit, github, gitlab, rdjsonl, checkstyle, markdown, tap or html.

    Raises:
        SamklangError: there is no such format.
    """
    from samklang.reporters import REPORTERS, Display

    if not isinstance(report, Report):
        raise OutputError(f"a Report is expected, as check gives it, not {type(report).__name__}")
    if format not in REPORTERS:
        raise OutputError(f"no format {format!r}; {nearest(str(format), REPORTERS)}")
    return REPORTERS[format](report, Display())
