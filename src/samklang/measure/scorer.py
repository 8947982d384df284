"""The scorer: measures passages with an engine and its heads, and caches the measurements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from threading import RLock
from typing import NamedTuple

from samklang import heads as store
from samklang.cache import keys
from samklang.cache.measurements import Packer
from samklang.cache.store import Store
from samklang.encode import Array, Engine, encode, open_engine
from samklang.encode.cached import CachedEncoder
from samklang.heads import Heads
from samklang.languages import FALLBACK
from samklang.measure import sentences
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
"""How many sentences are held in memory as vectors at a time."""


class Text(NamedTuple):
    """A text to score, with its language if known."""

    id: str
    text: str
    language: str | None = None


class _Chunk(NamedTuple):
    """Passages that are looked up in the cache and measured together."""

    passages: Sequence[Passage]
    keys: Sequence[bytes]
    """A key for each passage."""
    cached: Mapping[bytes, bytes]
    """By key: the packed measurements that the cache holds."""
    missing: Mapping[bytes, Passage]
    """By key: the passages to measure."""


class _Encoded(NamedTuple):
    """Passages of one language, encoded."""

    passages: Mapping[bytes, Passage]
    encoded: Encoded


class PassageScorer:
    """Scores passages by a model. The engine and the heads are loaded at the first passage that is not in the
    cache. Threads may share it."""

    def __init__(
        self,
        model: str,
        progress: Progress,
        own_traits: Sequence[Examples] = (),
        cache: Store | None = None,
        own_needs: Sequence[OwnNeed] = (),
        customer_sentences: Sequence[str] = (),
    ) -> None:
        """Args:
        model: `bundled`, a folder, or the hub id of a sentence-transformers model.
        progress: receives the progress of each step.
        own_traits: the examples of each trait that the persona defines.
        cache: of measurements; without one, they are kept in memory while the scorer lives.
        own_needs: the needs that the persona defines, with their examples.
        customer_sentences: sentences of customer types; copy that says the same is detected.
        """
        self.engine: Engine = open_engine(model, progress.start, progress.advance)
        self.splitter = Splitter()
        self._model, self._progress, self._cache = model, progress, cache or Store()
        self._own_traits, self._own_needs = own_traits, own_needs
        self._customer_sentences = customer_sentences
        self.traits = (*TRAITS, *(examples.trait for examples in own_traits))
        """The traits that are scored, in the order of the heads."""
        self.needs = (*NEEDS, *(need.name for need in own_needs))
        """The needs that are scored, in the order of the heads. The customer sentences follow them in
        measurements."""
        self._loading = RLock()
        """Held while the engine loads and heads are fitted, so that only one thread does it."""

    @property
    def heads(self) -> Heads:
        """The heads of the model, and of the persona's own traits and needs."""
        with self._loading:
            return self._heads

    @cached_property
    def _heads(self) -> Heads:
        engine, progress = self.engine, self._progress
        shipped = heads = _model_heads(self._model, engine, progress)
        if self._own_traits:
            heads = store.joined(heads, _own_trait_heads(self._own_traits, shipped, engine, progress))
        if self._own_needs:
            heads = store.joined(heads, _own_need_heads(self._own_needs, shipped, engine, progress))
        return heads

    @cached_property
    def _sentences(self) -> Mapping[str, Array]:
        """The customer sentences with their meaning vectors."""
        return sentences.encoded(self._customer_sentences, self.engine, self._cache)

    @cached_property
    def _encoder(self) -> CachedEncoder:
        """Remembers the sentences it encoded."""
        return CachedEncoder(self.engine)

    @cached_property
    def _packer(self) -> Packer:
        needs = (*self.needs, *self._customer_sentences)
        return Packer(self.traits, needs, [feature.name for feature in FEATURES])

    @cached_property
    def _keys(self) -> keys.Keys:
        """Keys from what a measurement depends on: the engine, the code, the heads, and the passage."""
        learnt_from = (tuple(self._own_traits), tuple(self._own_needs), tuple(self._customer_sentences))
        return keys.Keys(self.engine.name, self.engine.revision, keys.measuring(), *learnt_from)

    def measure(self, passages: Iterable[Passage]) -> Iterator[Measurement]:
        """The measurement of each passage, in order. Measuring in chunks bounds the memory; passages with the
        same text are measured once."""
        encoded = overlapped(self._encode, map(self._look_up, _chunks(passages)))
        for (chunk, _), measured in overlapped(lambda item: self._measure(item[1]), encoded):
            self._cache.put(measured)
            for key, passage in zip(chunk.keys, chunk.passages, strict=True):
                yield self._packer.unpack(chunk.cached.get(key) or measured[key], passage)

    def score(self, texts: Iterable[Text]) -> Iterator[tuple[Text, str, Measurement | None]]:
        """Each text with its language and its measurement; None for a text without words."""
        texts = list(texts)
        passages = {index: passage for index, text in enumerate(texts) if (passage := self.passage(text))}
        measurements = dict(zip(passages, self.measure(list(passages.values())), strict=True))
        for index, text in enumerate(texts):
            language = passages[index].language if index in passages else text.language or FALLBACK
            yield text, language, measurements.get(index)

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

    def _look_up(self, passages: Sequence[Passage]) -> _Chunk:
        passage_keys = [self._keys.of(_facts(passage), passage.text) for passage in passages]
        cached = self._cache.get(passage_keys)
        missing = {
            key: passage for key, passage in zip(passage_keys, passages, strict=True) if key not in cached
        }
        self._cache.count(len(passages), len(passages) - len(missing))
        if missing:  # in this thread, which also reads copy: both report progress
            with self._loading:
                self.engine.load()
                _ = self.heads, self._sentences, self._encoder
        return _Chunk(passages, passage_keys, cached, missing)

    def _encode(self, chunk: _Chunk) -> list[_Encoded]:
        """The passages that were not in the cache, language by language."""
        by_language: dict[str, dict[bytes, Passage]] = {}
        for key, passage in chunk.missing.items():
            by_language.setdefault(passage.sentences[0].language, {})[key] = passage
        batches = []
        for language, passages in by_language.items():
            theirs = [sentence for passage in passages.values() for sentence in passage.sentences]
            heads = self.heads.languages[language].token_heads()
            batches.append(_Encoded(passages, encode(theirs, self._encoder, heads)))
        return batches

    def _measure(self, batches: Iterable[_Encoded]) -> dict[bytes, bytes]:
        """By key: the packed measurements."""
        packed: dict[bytes, bytes] = {}
        for passages, encoded in batches:
            measured = measure(list(passages.values()), encoded, self.heads, self._sentences)
            packed.update(zip(passages, map(self._packer.pack, measured), strict=True))
        return packed


def _facts(passage: Passage) -> str:
    """What a passage's measurement depends on, besides its text."""
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


def _model_heads(model: str, engine: Engine, progress: Progress) -> Heads:
    """The heads of a model: shipped with the bundled one; for another, cached or fitted now."""
    if model == "bundled":
        return store.load(store.bundled())
    from samklang.training.train import fit, sentence_count

    def fresh() -> Heads:
        progress.start(f"fitting heads for {model}, once", sentence_count())
        return fit(engine, progress.advance)

    return store.cached(engine.revision, fresh)


def _own_trait_heads(
    examples: Sequence[Examples], shipped: Heads, engine: Engine, progress: Progress
) -> Heads:
    """The heads of the persona's own traits, rounded as the cache keeps them, so that runs score alike."""
    from samklang.training import own_traits

    def fresh() -> Heads:
        names = ", ".join(each.trait for each in examples)
        progress.start(f"learning {names}", own_traits.sentence_count(examples))
        return store.load(store.dump(own_traits.fit(examples, shipped, engine, progress.advance)))

    return store.cached(engine.revision, fresh, examples)


def _own_need_heads(needs: Sequence[OwnNeed], shipped: Heads, engine: Engine, progress: Progress) -> Heads:
    """The heads of the persona's own needs, rounded as the cache keeps them."""
    from samklang.training import own_needs

    def fresh() -> Heads:
        names = ", ".join(need.name for need in needs)
        progress.start(f"learning {names}", own_needs.sentence_count(needs))
        return store.load(store.dump(own_needs.fit(needs, shipped, engine, progress.advance)))

    return store.cached(engine.revision, fresh, needs)
