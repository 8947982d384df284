"""The only joiner of the stages: collect -> read -> split -> encode -> measure -> judge -> report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from samklang import heads as store
from samklang import news
from samklang.baseline import known
from samklang.collect import collect, matching
from samklang.config import Vocabulary
from samklang.encode import Engine, encode, open_engine
from samklang.errors import ConfigError
from samklang.examples import of_copy, of_pairs
from samklang.heads import Heads
from samklang.judge import Judgement, judge, verdict
from samklang.language import detect, nearest
from samklang.measure import measure
from samklang.model import (
    Baseline,
    Block,
    Change,
    Document,
    Examples,
    FileText,
    Leave,
    Measurement,
    OwnTrait,
    Passage,
    Piece,
    Reading,
    Report,
    Skipped,
    Source,
    Workspace,
)
from samklang.needs import NEEDS
from samklang.readers import read
from samklang.rules import RULES, texts
from samklang.rules.tone import poles
from samklang.split import Splitter
from samklang.suppress import suppressions
from samklang.traits import TRAITS

VOCABULARY = Vocabulary(
    traits=TRAITS, needs=NEEDS, rules=tuple(rule_id for rule in RULES for rule_id in rule.ids)
)
_CHUNK = 2_000
"""Sentences that are held as vectors at a time."""


class Watcher(Protocol):
    """Is told how the work goes; the command line shows it where a person is looking."""

    def start(self, what: str, total: int) -> None:
        """A step begins that has so many parts."""

    def advance(self, done: int) -> None:
        """So many parts more are done."""


class Text(NamedTuple):
    """A text to score, and what is known of it."""

    id: str
    text: str
    language: str | None = None


class Scorer:
    """An engine with its heads: what scores passages of a model."""

    def __init__(self, model: str, watcher: Watcher, own: Sequence[Examples] = ()) -> None:
        self.engine: Engine = open_engine(model)
        self.heads: Heads = _heads(model, self.engine, watcher)
        if own:
            self.heads = store.joined(self.heads, _own_heads(own, self.heads, self.engine, watcher))
        self.splitter = Splitter()
        self._watcher = watcher

    @classmethod
    def of(cls, workspace: Workspace, watcher: Watcher) -> Scorer:
        """For a workspace: its model, and its persona's own traits.

        Raises:
            ConfigError: a trait has too little to be learnt from.
        """
        return cls(workspace.model, watcher, examples(workspace, watcher))

    def measure(self, passages: Sequence[Passage]) -> Iterator[Measurement]:
        """The measurement of each passage, in order, in chunks that bound the memory."""
        for chunk in _chunks(passages):
            found: dict[int, Measurement] = {}
            for language, heads in self.heads.languages.items():
                mine = [at for at, one in enumerate(chunk) if one.sentences[0].language == language]
                if mine:
                    part = [chunk[at] for at in mine]
                    sentences = [sentence for passage in part for sentence in passage.sentences]
                    encoded = encode(sentences, self.engine, heads.token_heads(), self._watcher.advance)
                    found.update(zip(mine, measure(part, encoded, self.heads), strict=True))
            yield from (found[at] for at in range(len(chunk)))

    def score(self, texts: Iterable[Text]) -> Iterator[tuple[Text, str, Measurement | None]]:
        """Each text with its language and its measurement; None for a text without words."""
        found = list(texts)
        passages = {at: passage for at, text in enumerate(found) if (passage := self.passage(text))}
        measured = dict(zip(passages, self.measure(list(passages.values())), strict=True))
        for at, text in enumerate(found):
            language = passages[at].language if at in passages else text.language or "en"
            yield text, language, measured.get(at)

    def passage(self, text: Text) -> Passage | None:
        """The text as one passage; None where it has no words."""
        language = text.language or detect(text.text) or nearest(text.text)
        folded = " ".join(text.text.split())
        block = Block(text=folded, pieces=(Piece(0, len(folded), 0, len(folded)),))
        document = Document(
            source=Source(name=text.id, path=None, language=language),
            file=FileText(folded),
            encoding="utf-8",
            format="text",
            blocks=(block,) if folded else (),
        )
        return next(self.splitter.passages(document, language), None)


def look(
    workspace: Workspace,
    watcher: Watcher,
    paths: Sequence[Path] = (),
    channel: str | None = None,
    stdin: Source | None = None,
    splitter: Splitter | None = None,
    change: Change | None = None,
) -> Reading:
    """What is there to be measured: the way as far as the passages. Arguments as those of `check`."""
    collected = collect(workspace, paths, channel, stdin)
    sources = news.touched(workspace, collected.sources, change) if change else collected.sources
    documents, unread = _read(sources, watcher)
    skipped, problems = (*collected.skipped, *unread), collected.problems
    if not documents and not problems and not change and not any(one.failed for one in skipped):
        problems = (f"{', '.join(map(str, paths)) or workspace.root.name} holds no copy that samklang reads",)
    return Reading(
        documents=tuple(documents),
        passages=tuple(_split(documents, workspace, splitter or Splitter())),
        skipped=skipped,
        problems=problems,
        partial=collected.partial,
        whole=not (paths or channel or stdin or change),
    )


def examples(workspace: Workspace, watcher: Watcher) -> tuple[Examples, ...]:
    """What the persona's own traits are to be learnt from.

    Raises:
        ConfigError: copy of theirs is missing, cannot be read or is too little; every mistake in one go.
    """
    mistakes: list[str] = []
    found = []
    for own in workspace.persona.own_traits:
        if own.pairs:
            found.append(of_pairs(own))
            continue
        unread: list[str] = []
        approved = _copy(own.approved, f"{own.declared}.approved", own, workspace, watcher, unread)
        rejected = _copy(own.rejected, f"{own.declared}.rejected", own, workspace, watcher, unread)
        mistakes += unread
        if not unread:
            found.append(of_copy(own, approved, rejected, mistakes))
    if mistakes:
        raise ConfigError("\n".join(mistakes))
    return tuple(found)


def check(
    workspace: Workspace,
    watcher: Watcher,
    paths: Sequence[Path] = (),
    channel: str | None = None,
    stdin: Source | None = None,
    baseline: Baseline | None = None,
    change: Change | None = None,
    shrinks: bool = False,
) -> Report:
    """The whole way: from a workspace to its report.

    Args:
        workspace: what to hold the copy against.
        watcher: told how the work goes.
        paths: files and folders to keep to; none means every channel's files.
        channel: the only channel to check.
        stdin: copy that stands in no file, checked instead of any path.
        baseline: findings that are known and left alone.
        change: what to keep to: channels that it touches, and what it makes worse in them.
        shrinks: the baseline's idle entries will be taken out of it, so they are no findings.

    Raises:
        SamklangError: the encoder or its heads cannot be had.
    """
    scorer = Scorer.of(workspace, watcher)
    reading = look(workspace, watcher, paths, channel, stdin, scorer.splitter, change)
    documents, passages = reading.documents, reading.passages
    watcher.start("measuring sentences", _distinct(passages))
    measurements = list(scorer.measure(passages))
    held, mistakes = suppressions(workspace, documents, _rule_ids(workspace))
    before = _before(workspace, watcher, scorer, change, reading, measurements) if change else None
    leave = Leave(
        suppressions=held,
        whole=reading.whole,
        known=news.told_of(baseline, workspace, documents) if baseline else (),
        baseline=baseline.name if baseline and not shrinks else "",
        before=tuple(map(known, before.findings)) if before else None,
    )
    judgement = judge(workspace, measurements, reading.partial, scorer.splitter.lemmas, leave)
    problems = (*reading.problems, *mistakes)
    exit_, why = verdict(workspace, judgement, reading.skipped, problems, before)
    shown = {finding.place.name for finding in judgement.findings}
    shown |= {need.place.name for t in judgement.touchpoints for need in t.needs if need.place}
    return Report(
        brand=workspace.persona.brand,
        engine=scorer.engine.name,
        poles={band.trait: poles(workspace.persona, band.trait) for band in workspace.persona.bands},
        languages=workspace.languages,
        **judgement._asdict(),
        rules=texts(workspace.persona),
        skipped=reading.skipped,
        problems=problems,
        notes=tuple(f"{document.source.name} {note}" for document in documents for note in document.notes),
        files={name: file for name, file in _files(workspace, baseline, documents) if name in shown},
        documents=len(documents),
        passages=len(passages),
        words=sum(passage.words for passage in passages),
        abstained=sum(all(s.abstained for s in one.traits.values()) for one in measurements),
        fail_on=workspace.fail_on,
        verdict=why,
        exit=exit_,
    )


def _before(
    workspace: Workspace,
    watcher: Watcher,
    scorer: Scorer,
    change: Change,
    reading: Reading,
    measurements: Sequence[Measurement],
) -> Judgement:
    """How it was: what the change left alone as it is now, and the rest as it was then."""
    names = {document.source.name for document in reading.documents}
    documents, _ = _read(news.before(workspace, change, names), watcher)
    passages = _split(documents, workspace, scorer.splitter)
    watcher.start("measuring what was there before", _distinct(passages))
    then = news.measured_before(change, measurements, passages, scorer.measure)
    documents += [document for document in reading.documents if document.source.name not in change.names]
    held, _ = suppressions(workspace, documents, _rule_ids(workspace))
    leave = Leave(suppressions=held, whole=reading.whole)
    return judge(workspace, then, reading.partial, scorer.splitter.lemmas, leave)


def _rule_ids(workspace: Workspace) -> list[str]:
    return [rule.id for rule in texts(workspace.persona)]


def _files(
    workspace: Workspace, baseline: Baseline | None, documents: Sequence[Document]
) -> Iterator[tuple[str, FileText]]:
    """All that a finding can stand in."""
    yield workspace.name, FileText(workspace.text)
    if baseline:
        yield baseline.name, FileText(baseline.text)
    yield from ((document.source.name, document.file) for document in documents)


def _copy(
    globs: Sequence[str], where: str, own: OwnTrait, workspace: Workspace, watcher: Watcher, unread: list[str]
) -> list[Passage]:
    """The passages of one side of a trait's copy; what cannot be had is told in `unread`."""
    sources = matching(workspace, globs, own.language)
    if not sources:
        unread.append(f"{where}: no file matches {', '.join(globs)}; mend the glob")
    documents, skipped = _read(sources, watcher)
    unread += [f"{where}: {one.name}: {one.reason}" for one in skipped if one.failed]
    return _split(documents, workspace, Splitter())


def _read(sources: Sequence[Source], watcher: Watcher) -> tuple[list[Document], list[Skipped]]:
    documents, skipped = [], []
    watcher.start("reading files", len(sources))
    for source in sources:
        found = read(source)
        if isinstance(found, Skipped):
            skipped.append(found)
        else:
            documents.append(found)
        watcher.advance(1)
    return documents, skipped


def _split(documents: Sequence[Document], workspace: Workspace, splitter: Splitter) -> list[Passage]:
    return [
        passage
        for document in documents
        for passage in splitter.passages(document, _language(document, workspace))
    ]


def _language(document: Document, workspace: Workspace) -> str:
    """Of the blocks that do not show their own: detected over all of the copy, else the likeliest."""
    copy = " ".join(block.text for block in document.blocks[:50])
    return detect(copy) or nearest(copy, workspace.languages)


def _heads(model: str, engine: Engine, watcher: Watcher) -> Heads:
    """The heads fitted for a model: shipped for the bundled one, cached or fitted now for another."""
    if model == "bundled":
        return store.load(store.bundled())
    from samklang.fit import fit, sentence_count

    def fresh() -> Heads:
        watcher.start(f"fitting heads for {model}, once", sentence_count())
        return fit(engine, watcher.advance)

    return store.cached(engine.revision, fresh)


def _own_heads(own: Sequence[Examples], shipped: Heads, engine: Engine, watcher: Watcher) -> Heads:
    """The heads of a persona's own traits, rounded as the cache keeps them: every run scores alike."""
    from samklang import own_traits

    def fresh() -> Heads:
        names = ", ".join(one.trait for one in own)
        watcher.start(f"learning {names}", own_traits.sentence_count(own))
        return store.load(store.dump(own_traits.fit(own, shipped, engine, watcher.advance)))

    return store.cached(f"{engine.revision} {own_traits.digest(own)}", fresh)


def _chunks(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    chunk: list[Passage] = []
    size = 0
    for passage in passages:
        chunk.append(passage)
        size += len(passage.sentences)
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _distinct(passages: Sequence[Passage]) -> int:
    return len({sentence.text for passage in passages for sentence in passage.sentences})
