"""What a check needs before it reads copy: the workspace's scorer, the examples of its own traits, and the
approved copy that the language server quotes."""

from __future__ import annotations

from collections.abc import Sequence

from samklang.cache.store import Store
from samklang.errors import ConfigError
from samklang.measure.approved import Approved
from samklang.measure.scorer import PassageScorer
from samklang.model import Examples, OwnTrait, Passage, Workspace
from samklang.model.progress import Progress
from samklang.pipeline.intake import Intake
from samklang.sources.collect import matching
from samklang.text.split import Splitter
from samklang.training.examples import of_copy, of_pairs


def workspace_scorer(workspace: Workspace, progress: Progress, cache: Store | None = None) -> PassageScorer:
    """A scorer with the model of a workspace, the traits and needs that its persona defines, and customers'
    sentences. Arguments as those of `check`.

    Raises:
        ConfigError: a trait has too few examples.
    """
    examples = own_trait_examples(workspace, progress, cache)
    sentences = dict.fromkeys(sentence for customer in workspace.customers for sentence in customer.sentences)
    return PassageScorer(
        workspace.model, progress, examples, cache, workspace.persona.own_needs, tuple(sentences)
    )


def own_trait_examples(
    workspace: Workspace, progress: Progress, cache: Store | None = None
) -> tuple[Examples, ...]:
    """The examples of each trait that the persona defines. Arguments as those of `check`.

    Raises:
        ConfigError: copy that a trait names is missing, cannot be read or is too little; a line a mistake.
    """
    mistakes: list[str] = []
    examples = []
    splitter, cache = Splitter(), cache or Store()
    for trait in workspace.persona.own_traits:
        if trait.pairs:
            examples.append(of_pairs(trait))
            continue
        intake = Intake(workspace.languages, cache, progress, splitter)
        unread: list[str] = []
        approved = _copy(trait.approved, f"{trait.declared}.approved", trait, workspace, intake, unread)
        rejected = _copy(trait.rejected, f"{trait.declared}.rejected", trait, workspace, intake, unread)
        mistakes += unread
        if not unread:
            examples.append(of_copy(trait, approved, rejected, mistakes))
    if mistakes:
        raise ConfigError("\n".join(mistakes))
    return tuple(examples)


def approved_copy(workspace: Workspace, progress: Progress, scorer: PassageScorer, cache: Store) -> Approved:
    """The persona's approved copy, read. Arguments as those of `check`."""
    intake = Intake(workspace.languages, cache, progress, scorer.splitter)
    sources = matching(workspace, workspace.persona.approved, None)
    return Approved(intake.passages(sources, "reading approved copy"), intake.documents, scorer.engine, cache)


def _copy(
    globs: Sequence[str], where: str, trait: OwnTrait, workspace: Workspace, intake: Intake, unread: list[str]
) -> list[Passage]:
    """The passages of a trait's approved or rejected copy; adds a message to `unread` for each file that
    cannot be read."""
    sources = matching(workspace, globs, trait.language)
    if not sources:
        unread.append(f"{where}: no file matches {', '.join(globs)}; fix the glob")
    skipped_before = len(intake.skipped)
    passages = list(intake.passages(sources, f"reading {where}"))
    skipped = intake.skipped[skipped_before:]
    unread += [f"{where}: {file.name}: {file.reason}" for file in skipped if file.failed]
    return passages
