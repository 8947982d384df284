"""Approved copy: finds the approved sentence that means the same as another, in whatever language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from samklang.cache.store import Store
from samklang.encode import Array, Engine
from samklang.measure.meanings import meanings
from samklang.model import Document, FileText, Passage, Place, Sentence

FEWEST_WORDS = 3
SAME_MEANING = 0.6
"""The cosine from which two sentences are taken to mean the same (docs/adr/0020-the-language-server.md)."""


class Example(NamedTuple):
    """A sentence of approved copy, and its place."""

    text: str
    language: str
    place: Place
    file: FileText


class Approved:
    """Sentences of approved copy, encoded at the first search in their language."""

    def __init__(
        self, passages: Iterable[Passage], documents: Sequence[Document], engine: Engine, cache: Store
    ) -> None:
        """Args:
        passages: of approved copy.
        documents: of these passages; complete once all passages were taken.
        engine: encodes the meaning of sentences.
        cache: of encoded meanings.
        """
        self._engine, self._cache = engine, cache
        self._examples: dict[str, dict[str, Place]] = defaultdict(dict)
        for passage in passages:
            for sentence in passage.sentences if passage.scorable else ():
                if len(sentence.words) >= FEWEST_WORDS:
                    place = Place(name=passage.source.name, span=sentence.span)
                    self._examples[passage.language].setdefault(sentence.text, place)
        self._files = {document.source.name: document.file for document in documents}
        self._rows: dict[str, Array] = {}

    def nearest(self, sentence: Sentence) -> Example | None:
        """The approved sentence that is nearest in meaning: one in the same language if any there means the
        same, else one in another; None where none does, or where the sentence itself is approved."""
        own, approved = sentence.language, self._examples
        if not approved or sentence.text in approved.get(own, ()):
            return None
        (meaning,) = meanings([sentence.text], own, self._engine, self._cache)
        others = [language for language in approved if language != own]
        return self._nearest(meaning, [own] if own in approved else []) or self._nearest(meaning, others)

    def _nearest(self, meaning: Array, languages: Sequence[str]) -> Example | None:
        """The nearest approved sentence in any of the languages; None where none means the same."""
        best, highest = None, SAME_MEANING
        for language in languages:
            cosines = self._meanings(language) @ meaning
            if cosines.max() >= highest:
                text, place = list(self._examples[language].items())[int(cosines.argmax())]
                best, highest = Example(text, language, place, self._files[place.name]), cosines.max()
        return best

    def _meanings(self, language: str) -> Array:
        """(sentences, width): of approved copy in the language."""
        if language not in self._rows:
            texts = list(self._examples[language])
            self._rows[language] = meanings(texts, language, self._engine, self._cache)
        return self._rows[language]
