"""Intake: sources in, passages out, read and split unless the cache knows them."""

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
    """Takes sources in, one after the other, and keeps what the report says of them."""

    def __init__(
        self,
        languages: Sequence[str],
        cache: Store,
        progress: Progress,
        splitter: Splitter,
        seen: Callable[[Document], None] = lambda _: None,
    ) -> None:
        """Args:
        languages: one of them is what copy is in that shows none.
        cache: of files that were read before.
        progress: told how much was read, in bytes, and the passages.
        splitter: of what is new.
        seen: told each document, before its passages.
        """
        self.documents: list[Document] = []
        """What was read, without its blocks, which are passages by then."""
        self.skipped: list[Skipped] = []
        self._languages, self._cache, self._progress = languages, cache, progress
        self._splitter, self._seen = splitter, seen
        self._lemmas: dict[tuple[str, str], tuple[str, ...]] = {}

    def passages(self, sources: Sequence[Source], what: str) -> Iterator[Passage]:
        """The passages of sources, a document at a time.

        Args:
            what: this is done for, in words.
        """
        self._progress.start(what, sum(map(_size, sources)))
        for source in sources:
            found = self._take(source)
            if not isinstance(found, Skipped):
                document, passages = found
                self._seen(document)
                self.documents.append(replace(document, blocks=()))
                for passage in passages:
                    yield passage
                    self._progress.advance(_size(source) / len(passages), 1)
            else:
                self.skipped.append(found)
                self._progress.advance(_size(source))

    def lemmas(self, text: str, language: str) -> tuple[str, ...]:
        """The dictionary form of each of a text's words, in lower case."""
        if (text, language) not in self._lemmas:
            key = keys.digest("lemmas", keys.reading(), language, text)
            known = self._cache.get([key]).get(key)
            if known is None:
                known = "\n".join(self._splitter.lemmas(text, language)).encode()
                self._cache.put({key: known})
            self._lemmas[text, language] = tuple(known.decode().split("\n"))
        return self._lemmas[text, language]

    def _take(self, source: Source) -> tuple[Document, tuple[Passage, ...]] | Skipped:
        """A document, whose blocks are those of its passages, as the cache has it; and its passages."""
        data = fetch(source)
        if isinstance(data, Skipped):
            return data
        key = keys.digest("file", keys.reading(), self._languages, *_said(source), data)
        if known := self._cache.get([key]).get(key):
            return documents.unpack(known, source)
        document = parse(source, data)
        if isinstance(document, Skipped):
            return document
        passages = tuple(self._splitter.passages(document, self._language(document)))
        self._cache.put({key: documents.pack(document, passages)})
        return replace(document, blocks=tuple(passage.block for passage in passages)), passages

    def _language(self, document: Document) -> str:
        """Of the blocks that do not show their own: detected over all of the copy, else the likeliest."""
        source = document.source
        if told := source.declared or source.language:
            return told
        copy = " ".join(block.text for block in document.blocks[:50])
        return detect(copy) or nearest(copy, self._languages)


def _said(source: Source) -> tuple[object, ...]:
    """All of a source, but its bytes, that its passages depend on."""
    return PurePath(source.name).suffix, source.declared, source.language, source.copy


def _size(source: Source) -> int:
    """Of a source in bytes; 0 where it cannot be told."""
    if source.path is None:
        return len(source.data or b"")
    try:
        return source.path.stat().st_size
    except OSError:
        return 0
