"""The scorer: an engine with its heads, and what it measured before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from threading import RLock
from typing import NamedTuple

from samklang import heads as store
from samklang.cache import keys
from samklang.cache.measurements import Packer
from samklang.cache.store import Store
from samklang.encode import Engine, encode, open_engine
from samklang.encode.cached import CachedEncoder
from samklang.heads import Heads
from samklang.languages import FALLBACK
from samklang.measure.measure import measure
from samklang.measure.overlap import overlapped
from samklang.model import (
    Block,
    Document,
    Encoded,
    Examples,
    FileText,
    Measurement,
    OwnNeed,
    Passage,
    Piece,
    Source,
)
from samklang.model.progress import Progress
from samklang.needs import NEEDS
from samklang.text.language import detect, nearest
from samklang.text.split import Splitter
from samklang.traits import TRAITS
from samklang.traits.features import FEATURES

_CHUNK = 1_000
"""Sentences that are held as vectors at a time."""


class Text(NamedTuple):
    """A text to score, and what is known of it."""

    id: str
    text: str
    language: str | None = None


class _Chunk(NamedTuple):
    """Passages that are looked up, and measured, together."""

    passages: Sequence[Passage]
    keys: Sequence[bytes]
    known: Mapping[bytes, bytes]
    """Measurements by key."""
    missing: Mapping[bytes, Passage]


class _Encoded(NamedTuple):
    """Passages of one language, to be measured."""

    passages: Mapping[bytes, Passage]
    encoded: Encoded


class PassageScorer:
    """Scores passages by a model. The engine loads, and heads are read or fitted, when a passage is met that
    the cache does not know. Threads may share it."""

    def __init__(
        self,
        model: str,
        progress: Progress,
        own: Sequence[Examples] = (),
        cache: Store | None = None,
        needs: Sequence[OwnNeed] = (),
        said: Sequence[str] = (),
    ) -> None:
        """Args:
        model: what to open an engine for.
        progress: told how the work goes.
        own: what further traits are to be learnt from.
        cache: of measurements; without one, they are remembered while the scorer lives.
        needs: what further needs are to be learnt from.
        said: sentences of customers, whose like is to be found.
        """
        self.engine: Engine = open_engine(model, progress.start, progress.advance)
        self.splitter = Splitter()
        self._model, self._progress, self._own, self._needs, self._said = model, progress, own, needs, said
        self._cache = cache or Store()
        self._once: dict[str, CachedEncoder] = {}
        self.traits = (*TRAITS, *(one.trait for one in own))
        """What is scored, in the order of the heads."""
        self.needs = (*NEEDS, *(need.name for need in needs))
        """Whose answers are found; beside them stand what customers say."""
        self._loading = RLock()
        """Held while the engine loads and heads are fitted, so that one thread does it for all."""

    @property
    def heads(self) -> Heads:
        """The model's heads, with those of further traits and needs."""
        with self._loading:
            return self._heads

    @cached_property
    def _heads(self) -> Heads:
        shipped = heads = _heads(self._model, self.engine, self._progress)
        if self._own:
            heads = store.joined(heads, _own_traits(self._own, shipped, self.engine, self._progress))
        if self._needs or self._said:
            learnt = _own_needs(self._needs, self._said, shipped, self.engine, self._progress)
            heads = store.joined(heads, learnt)
        return heads

    @cached_property
    def _packer(self) -> Packer:
        return Packer(self.traits, (*self.needs, *self._said), [feature.name for feature in FEATURES])

    @cached_property
    def _keys(self) -> keys.Keys:
        """By all that shapes a measurement but the passage."""
        learnt = (tuple(self._own), tuple(self._needs), tuple(self._said))
        return keys.Keys(self.engine.name, self.engine.revision, keys.measuring(), *learnt)

    def measure(self, passages: Iterable[Passage]) -> Iterator[Measurement]:
        """The measurement of each passage, in order, in chunks that bound the memory. Passages that say the
        same are measured once."""
        encoded = overlapped(self._encoded, map(self._looked_up, _chunks(passages)))
        for (chunk, _), fresh in overlapped(lambda found: self._measured(found[1]), encoded):
            self._cache.put(fresh)
            for key, passage in zip(chunk.keys, chunk.passages, strict=True):
                yield self._packer.unpack(chunk.known.get(key) or fresh[key], passage)

    def score(self, texts: Iterable[Text]) -> Iterator[tuple[Text, str, Measurement | None]]:
        """Each text with its language and its measurement; None for a text without words."""
        found = list(texts)
        passages = {at: passage for at, text in enumerate(found) if (passage := self.passage(text))}
        measured = dict(zip(passages, self.measure(list(passages.values())), strict=True))
        for at, text in enumerate(found):
            language = passages[at].language if at in passages else text.language or FALLBACK
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

    def _looked_up(self, passages: Sequence[Passage]) -> _Chunk:
        named = [self._keys.of(_facts(passage), passage.text) for passage in passages]
        known = self._cache.get(named)
        missing = {key: one for key, one in zip(named, passages, strict=True) if key not in known}
        self._cache.count(len(passages), len(passages) - len(missing))
        if missing:  # in this thread: fitting heads shows its progress, as reading copy does
            with self._loading:
                self.engine.load()
                _ = self.heads
        return _Chunk(passages, named, known, missing)

    def _encoded(self, chunk: _Chunk) -> list[_Encoded]:
        """What the cache did not know, language by language."""
        by_language: dict[str, dict[bytes, Passage]] = {}
        for key, passage in chunk.missing.items():
            by_language.setdefault(passage.sentences[0].language, {})[key] = passage
        found = []
        for language, mine in by_language.items():
            engine = self._once.setdefault(language, CachedEncoder(self.engine))
            sentences = [sentence for passage in mine.values() for sentence in passage.sentences]
            heads = self.heads.languages[language].token_heads()
            found.append(_Encoded(mine, encode(sentences, engine, heads)))
        return found

    def _measured(self, found: Iterable[_Encoded]) -> dict[bytes, bytes]:
        packed: dict[bytes, bytes] = {}
        for passages, encoded in found:
            measured = measure(list(passages.values()), encoded, self.heads)
            packed.update(zip(passages, map(self._packer.pack, measured), strict=True))
        return packed


def _facts(passage: Passage) -> str:
    """All of a passage, but its text, that its measurement depends on."""
    return f"{passage.sentences[0].language} {passage.scorable}"


def _chunks(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
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


def _heads(model: str, engine: Engine, progress: Progress) -> Heads:
    """The heads fitted for a model: shipped for the bundled one, cached or fitted now for another."""
    if model == "bundled":
        return store.load(store.bundled())
    from samklang.training.train import fit, sentence_count

    def fresh() -> Heads:
        progress.start(f"fitting heads for {model}, once", sentence_count())
        return fit(engine, progress.advance)

    return store.cached(engine.revision, fresh)


def _own_traits(own: Sequence[Examples], shipped: Heads, engine: Engine, progress: Progress) -> Heads:
    """The heads of a persona's own traits, rounded as the cache keeps them: every run scores alike."""
    from samklang.training import own_traits

    def fresh() -> Heads:
        names = ", ".join(one.trait for one in own)
        progress.start(f"learning {names}", own_traits.sentence_count(own))
        return store.load(store.dump(own_traits.fit(own, shipped, engine, progress.advance)))

    return store.cached(engine.revision, fresh, own)


def _own_needs(
    own: Sequence[OwnNeed], said: Sequence[str], shipped: Heads, engine: Engine, progress: Progress
) -> Heads:
    """The heads of a persona's own needs and of its customers' sayings, rounded as the cache keeps them."""
    from samklang.training import own_needs

    def fresh() -> Heads:
        names = ", ".join([one.name for one in own] + ["what customers say"] * bool(said))
        progress.start(f"learning {names}", own_needs.sentence_count(own, said))
        return store.load(store.dump(own_needs.fit(own, shipped, engine, progress.advance, said)))

    return store.cached(engine.revision, fresh, own, said)
