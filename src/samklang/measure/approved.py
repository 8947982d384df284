"""Approved copy: its sentences, and which of them says what another sentence says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from samklang.cache import keys
from samklang.cache.store import Store
from samklang.encode import Array, Engine
from samklang.languages import LANGUAGES
from samklang.model import Document, FileText, Passage, Place, Sentence

FEWEST_WORDS = 3


class Example(NamedTuple):
    """A sentence that the brand holds up, and where."""

    text: str
    place: Place
    file: FileText


class Approved:
    """Sentences of approved copy, encoded when they are first asked for."""

    def __init__(
        self, passages: Iterable[Passage], documents: Sequence[Document], engine: Engine, cache: Store
    ) -> None:
        """Args:
        passages: of approved copy.
        documents: theirs; complete once all passages have passed.
        engine: for the meaning of sentences.
        cache: of meanings.
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
        """The approved sentence in its language that is nearest in meaning; None where none says the same."""
        examples = self._examples.get(sentence.language)
        if not examples or sentence.text in examples:
            return None
        if sentence.language not in self._rows:
            self._rows[sentence.language] = self._meanings(list(examples))
        cosines = self._rows[sentence.language] @ self._meanings([sentence.text])[0]
        best = int(cosines.argmax())
        if cosines[best] < LANGUAGES[sentence.language].same_meaning:
            return None
        text, place = list(examples.items())[best]
        return Example(text, place, self._files[place.name])

    def _meanings(self, texts: Sequence[str]) -> Array:
        """(texts, width), each at unit length."""
        engine = self._engine
        named = {text: keys.digest("meaning", engine.name, engine.revision, text) for text in texts}
        known = self._cache.get(named.values())
        if missing := [text for text, key in named.items() if key not in known]:
            rows = engine.encode(missing).meaning.astype(np.float32)
            fresh = {named[text]: row.tobytes() for text, row in zip(missing, rows, strict=True)}
            self._cache.put(fresh)
            known |= fresh
        return np.stack([np.frombuffer(known[key], dtype=np.float32) for key in named.values()])
