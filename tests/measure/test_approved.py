from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from samklang.cache.store import Store
from samklang.encode import Encodings
from samklang.measure.approved import SAME_MEANING, Approved, Example
from samklang.model import Block, Document, FileText, Passage, Source
from samklang.text.split import Splitter
from samklang.traits.pool import TokenHeads
from tests.toy import ToyEngine

ENGLISH, SWEDISH, OTHER = "The kettle is on.", "Vi har kaffe på.", "Come in and stay."
COSINES = {ENGLISH: 0.9, SWEDISH: SAME_MEANING + 0.05, OTHER: SAME_MEANING - 0.01}
"""Of each approved sentence with any other text."""


class Directed(ToyEngine):
    """Gives each approved sentence its cosine with every other text."""

    def encode(
        self,
        texts: Sequence[str],
        language: str,
        heads: TokenHeads | None = None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> Encodings:
        cosines = np.array([COSINES.get(text, 1.0) for text in texts], dtype=np.float32)
        meaning = np.stack([cosines, np.sqrt(1 - cosines**2)], axis=1)
        return Encodings(meaning, meaning, meaning[:, :0])


def passage(text: str, language: str, block: Callable[[str], Block]) -> tuple[Document, Passage]:
    source = Source(name=f"{language}.md", path=None, language=language)
    file = FileText(text)
    document = Document(source=source, file=file, encoding="utf-8", format="text", blocks=(block(text),))
    return document, next(Splitter().passages(document, language))


def nearest(text: str, language: str, block: Callable[[str], Block], **approved: str) -> Example | None:
    read = [passage(copy, code, block) for code, copy in approved.items()]
    copy = Approved([each for _, each in read], [document for document, _ in read], Directed(), Store())
    (sentence,) = passage(text, language, block)[1].sentences
    return copy.nearest(sentence)


def test_approved_copy_in_the_own_language_is_preferred(block: Callable[[str], Block]) -> None:
    example = nearest("Kaffet är klart nu.", "sv", block, en=ENGLISH, sv=SWEDISH)
    assert example
    assert (example.text, example.language, example.place.name) == (SWEDISH, "sv", "sv.md")


def test_where_none_in_the_own_language_says_the_same_another_does(block: Callable[[str], Block]) -> None:
    for approved in ({"da": SWEDISH, "en": ENGLISH, "sv": OTHER}, {"da": SWEDISH, "en": ENGLISH}):
        example = nearest("Kaffet är klart nu.", "sv", block, **approved)
        assert example
        assert (example.text, example.language) == (ENGLISH, "en")


def test_where_none_says_the_same_or_it_is_approved_itself_there_is_no_example(
    block: Callable[[str], Block],
) -> None:
    assert nearest("Kaffet är klart nu.", "sv", block, en=OTHER) is None
    assert nearest("Kaffet är klart nu.", "sv", block) is None
    assert nearest(SWEDISH, "sv", block, en=ENGLISH, sv=SWEDISH) is None
