"""The Python API: what `import samklang` offers to other programs. docs/python.md has examples.

Everything may be called from several threads at once. What a caller can fix raises `SamklangError`; a report
lists the files that cannot be read.
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
"""The name of text without a filename."""
_UNSURE = Score(0.0, 100.0, True)
"""The score of a text without words."""
PathLike = str | os.PathLike[str]


@dataclass(frozen=True, kw_only=True)
class TextScore:
    """The scores of one text."""

    text: str
    language: str
    """ISO 639-1 code: as given, else as detected."""
    traits: Mapping[str, Score]
    """By trait: the score, -100 to 100; its margin, half the width of the 90 % interval, in points; and
    whether the score is too unsure to be used (`abstained`), as for a text without words."""
    needs: Mapping[str, float]
    """By need of customers: the probability, 0 to 1, that the text answers it."""
    effort: Effort
    """LIX, words per sentence, and the steps that the text asks of the customer."""


def open(path: PathLike) -> Workspace:
    """The workspace that governs a path.

    Args:
        path: a `samklang.yaml` (of whatever name, with the ending .yaml or .yml); or a folder or another
            file, for which the nearest `samklang.yaml` in its folder or any above is opened.

    Raises:
        SamklangError: there is none; or it, its persona or its customer types have mistakes: the message has
            a line for each.
    """
    from samklang.config import FILE, find
    from samklang.pipeline import arguments
    from samklang.pipeline.vocabulary import load_workspace

    place = arguments.path(path, "path")
    if not place.exists():
        raise ConfigError(f"{place}: no such file or folder")
    config = place if place.is_file() and place.suffix in _CONFIGS else find(place)
    if config is None:
        raise ConfigError(f"no {FILE} in {place} or any folder above it", hint="`samklang init` writes one.")
    return load_workspace(config)


def check(
    workspace: Workspace,
    paths: Iterable[PathLike] = (),
    *,
    channel: str | None = None,
    cache: PathLike | None = None,
    progress: Progress | None = None,
    scorer: Scorer | None = None,
) -> Report:
    """Checks a workspace's copy, as `samklang check` does. Findings of its baseline are not reported.

    Args:
        workspace: from `open`.
        paths: files and folders of the workspace to check, from the current folder. Without any, all files
            of all channels are checked; needs are judged only in channels that are checked whole.
        channel: the only channel to check.
        cache: a folder for what was read and measured, so that the next check measures only what changed;
            the command line uses `.samklang` in the workspace's folder. None keeps nothing.
        progress: receives the progress of each step, now and then from another thread.
        scorer: of the same workspace; used for several checks, it loads its model only once.

    Returns:
        The report. `report.skipped` lists files that could not be read, `report.problems` has messages on
        what else went wrong, and `report.exit` is the exit code of the command line.

    Raises:
        SamklangError: an argument is wrong, a path is missing or outside the workspace, or the model cannot
            be had.
    """
    from samklang.cache.store import Store
    from samklang.pipeline import arguments
    from samklang.pipeline.baselines import baseline_of
    from samklang.pipeline.check import check as check_workspace

    arguments.channel(arguments.workspace(workspace), channel)
    checked_paths = tuple(arguments.path_in(workspace, path) for path in arguments.several(paths, "paths"))
    passage_scorer = scorer._passages(workspace) if scorer else None
    with Store(arguments.folder(cache)) as store:
        return check_workspace(
            workspace,
            progress or Silence(),
            checked_paths,
            channel,
            cache=store,
            baseline=baseline_of(workspace),
            scorer=passage_scorer,
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
    """Checks copy that is in no file, such as a draft in an editor.

    Args:
        workspace: from `open`.
        text: the copy, 1,000,000 characters at most.
        channel: the channel of the text; by default the one that claims `filename`, if one does.
        moment: of that channel, such as `buy`; by default that of `filename`.
        language: `en`, `sv` or `da`; by default as the workspace says of `filename`, else detected.
        filename: a path from the workspace's folder, such as `web/buy.md`, as if the text were in that file;
            its ending gives the format. By default the text is plain.
        scorer: of the same workspace; used for several texts, it loads its model only once.

    Returns:
        The report on this text alone. It judges no needs, since only a whole channel can answer them.

    Raises:
        SamklangError: an argument is wrong, the text is empty or cannot be read as that file, or the model
            cannot be had.
    """
    from samklang.pipeline import arguments
    from samklang.pipeline.baselines import baseline_of
    from samklang.pipeline.check import check as check_workspace

    named_channel = arguments.channel(arguments.workspace(workspace), channel)
    arguments.moment(workspace, named_channel, moment)
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
    """Scores texts on every trait. It loads its model at the first text, so keep one for many texts.

    Threads may share it. As a context manager, it closes itself at the end.
    """

    def __init__(
        self,
        workspace_or_model: Workspace | str = "bundled",
        *,
        cache: PathLike | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Args:
        workspace_or_model: a workspace, for its model and the traits and needs that its persona defines; or a
            model: `bundled`, a folder, or the hub id of a sentence-transformers model.
        cache: a folder, as in `check`; by default scores are kept in memory while the scorer lives.
        progress: receives the progress of long steps, such as fitting heads for another model.

        Raises:
            SamklangError: there is no such model, or a trait has too few examples.
        """
        from samklang.cache.store import Store
        from samklang.measure.scorer import PassageScorer
        from samklang.pipeline import arguments
        from samklang.pipeline.prepare import workspace_scorer

        progress = progress or Silence()
        self._store: Store | None = Store(arguments.folder(cache))
        self._workspace: Workspace | None = None
        if isinstance(workspace_or_model, Workspace):
            self._workspace = workspace_or_model
            self._scorer = workspace_scorer(workspace_or_model, progress, self._store)
        elif isinstance(workspace_or_model, str) and workspace_or_model:
            self._scorer = PassageScorer(workspace_or_model, progress, cache=self._store)
        else:
            given = arguments.kind(workspace_or_model)
            raise ConfigError(f"Scorer takes a Workspace or the name of a model, not {given}")

    def __enter__(self) -> Scorer:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def score(self, texts: Iterable[str], *, language: str | None = None) -> list[TextScore]:
        """The scores of each text, in order.

        Args:
            texts: a list; each text is a passage or a few, 1,000,000 characters at most.
            language: `en`, `sv` or `da`, of all texts; by default the language of each is detected.

        Raises:
            SamklangError: an argument is wrong, a text is empty or too long, the scorer is closed, or the
                model cannot be had.
        """
        from samklang.measure.scorer import Text
        from samklang.pipeline import arguments

        language = arguments.language(language)
        checked_texts = [
            Text(str(index), arguments.text(text, f"texts[{index}]"), language)
            for index, text in enumerate(arguments.several(texts, "texts"))
        ]
        scorer = self._open_scorer()
        return [
            TextScore(
                text=text.text,
                language=text_language,
                traits=measurement.traits if measurement else dict.fromkeys(scorer.traits, _UNSURE),
                needs=measurement.needs if measurement else dict.fromkeys(scorer.needs, 0.0),
                effort=measurement.effort if measurement else Effort(lix=0.0, words_per_sentence=0.0),
            )
            for text, text_language, measurement in scorer.score(checked_texts)
        ]

    def close(self) -> None:
        """Writes the scores to the cache, if it has a folder. A closed scorer cannot be used again."""
        if self._store:
            self._store.close()
            self._store = None

    def _passages(self, workspace: Workspace) -> PassageScorer:
        """The scorer of passages, for a check of a workspace.

        Raises:
            SamklangError: this scorer was made for another workspace, or is closed.
        """
        if self._workspace != workspace:
            raise ConfigError("the scorer is of another workspace", hint="Make one with Scorer(workspace).")
        return self._open_scorer()

    def _open_scorer(self) -> PassageScorer:
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
