"""Approved copy: finds the approved sentence that means the same as another sentence."""

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
    """A sentence of approved copy, and its place."""

    text: str
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
        """The approved sentence in the same language that is nearest in meaning; None where none means the
        same, or where the sentence itself is approved."""
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
        text_keys = {text: keys.digest("meaning", engine.name, engine.revision, text) for text in texts}
        packed = self._cache.get(text_keys.values())
        if missing := [text for text, key in text_keys.items() if key not in packed]:
            rows = engine.encode(missing).meaning.astype(np.float32)
            fresh = {text_keys[text]: row.tobytes() for text, row in zip(missing, rows, strict=True)}
            self._cache.put(fresh)
            packed |= fresh
        return np.stack([np.frombuffer(packed[key], dtype=np.float32) for key in text_keys.values()])
