"""Intake: reads sources and splits them into passages, or takes their passages from the cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from samklang.cache import documents, keys
from samklang.cache.store import Store
from samklang.model import Document, Passage, Skipped, Source
from samklang.model.progress import Progress
from samklang.readers import fetch, parse
from samklang.text.language import detect, nearest
from samklang.text.split import Splitter


class Intake:
    """Reads sources one after the other, and keeps what a report says about them."""

    def __init__(
        self,
        languages: Sequence[str],
        cache: Store,
        progress: Progress,
        splitter: Splitter,
        on_document: Callable[[Document], None] = lambda _: None,
    ) -> None:
        """Args:
        languages: the workspace's; copy whose language cannot be detected is in one of them.
        cache: of files that were read before.
        progress: receives how many bytes and passages were read.
        splitter: splits the documents that are not in the cache.
        on_document: called with each document, before its passages.
        """
        self.documents: list[Document] = []
        """The documents read so far, without their blocks."""
        self.skipped: list[Skipped] = []
        self._languages, self._cache, self._progress = languages, cache, progress
        self._splitter, self._on_document = splitter, on_document
        self._lemmas: dict[tuple[str, str], tuple[str, ...]] = {}

    def passages(self, sources: Sequence[Source], step: str) -> Iterator[Passage]:
        """The passages of sources, a document at a time.

        Args:
            step: the name under which progress is reported.
        """
        self._progress.start(step, sum(map(_size, sources)))
        for source in sources:
            result = self._read(source)
            if isinstance(result, Skipped):
                self.skipped.append(result)
                self._progress.advance(_size(source))
                continue
            document, passages = result
            self._on_document(document)
            self.documents.append(replace(document, blocks=()))
            for passage in passages:
                yield passage
                self._progress.advance(_size(source) / len(passages), 1)

    def lemmas(self, text: str, language: str) -> tuple[str, ...]:
        """The dictionary form of each of a text's words, in lower case."""
        if (text, language) not in self._lemmas:
            key = keys.digest("lemmas", keys.reading(), language, text)
            cached = self._cache.get([key]).get(key)
            if cached is None:
                cached = "\n".join(self._splitter.lemmas(text, language)).encode()
                self._cache.put({key: cached})
            self._lemmas[text, language] = tuple(cached.decode().split("\n"))
        return self._lemmas[text, language]

    def _read(self, source: Source) -> tuple[Document, tuple[Passage, ...]] | Skipped:
        """A document and its passages; its blocks are those of the passages, as those from the cache are."""
        data = fetch(source)
        if isinstance(data, Skipped):
            return data
        key = keys.digest("file", keys.reading(), self._languages, *_facts(source), data)
        if cached := self._cache.get([key]).get(key):
            return documents.unpack(cached, source)
        document = parse(source, data)
        if isinstance(document, Skipped):
            return document
        passages = tuple(self._splitter.passages(document, self._language(document)))
        self._cache.put({key: documents.pack(document, passages)})
        return replace(document, blocks=tuple(passage.block for passage in passages)), passages

    def _language(self, document: Document) -> str:
        """The language of blocks whose own cannot be detected: as declared, else detected in the first blocks
        together, else the likeliest of the workspace's."""
        source = document.source
        if language := source.declared or source.language:
            return language
        copy = " ".join(block.text for block in document.blocks[:50])
        return detect(copy) or nearest(copy, self._languages)


def _facts(source: Source) -> tuple[object, ...]:
    """What a source's passages depend on, besides its bytes."""
    return PurePath(source.name).suffix, source.declared, source.language, source.copy


def _size(source: Source) -> int:
    """The size of a source in bytes; 0 where it is unknown."""
    if source.path is None:
        return len(source.data or b"")
    try:
        return source.path.stat().st_size
    except OSError:
        return 0
