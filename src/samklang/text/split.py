"""Split: a document's blocks into passages and their sentences, with spaCy's tokenizers and our own rules."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from functools import cache, lru_cache
from threading import Lock
from typing import Any, NamedTuple

from samklang.languages import FALLBACK, LANGUAGES
from samklang.model import Block, Document, Passage, Sentence, Words
from samklang.text.language import detect, seems
from samklang.text.lemmas import lemma

_STOP = re.compile(r"[.!?…]+")
_NUMBER = re.compile(r"\d+\.")
_CLOSER = re.compile(r"""["'”’»)\]]+""")

_KEPT = 2_048
"""How many texts' sentences are kept: while somebody types in a document, nearly all are the same again."""


class _Part(NamedTuple):
    """A sentence of a text."""

    text: str
    start: int
    words: Words
    lemmas: tuple[str, ...]


class Splitter:
    """Splits copy. It has a tokenizer for each language, loaded when first needed.

    Threads may share it.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        """spaCy's tokenizers learn while they read, and are not made for two threads."""
        self._tokenizers: dict[str, Any] = {}
        self._kept = lru_cache(maxsize=_KEPT)(self._parts)

    def passages(self, document: Document, language: str) -> Iterator[Passage]:
        """The document's passages in order.

        Args:
            language: of blocks that have none and are too short or too mixed to detect it.

        Copy in a language without heads is split as `FALLBACK`, and not scored. Nor is copy that is surely in
        another language than it is meant to be.
        """
        for block, stated in zip(document.blocks, _stated_languages(document), strict=True):
            meant = stated or detect(block.text) or language
            seeming = seems(block.text, meant)
            sentences = tuple(self.sentences(block, meant if meant in LANGUAGES else FALLBACK))
            if any(sentence.words for sentence in sentences):
                yield Passage(
                    source=document.source,
                    language=meant,
                    block=block,
                    sentences=sentences,
                    scorable=meant in LANGUAGES and seeming in (None, meant),
                    seems=seeming,
                    in_order=document.in_order,
                )

    def sentences(self, block: Block, language: str) -> Iterator[Sentence]:
        """The sentences of one block, each with its words and its place in the file."""
        for text, start, words, lemmas in self._kept(block.text, language):
            yield Sentence(
                text=text,
                language=language,
                words=words,
                span=block.span(start, start + len(text)),
                start=start,
                lemmas=lemmas,
            )

    def _parts(self, text: str, language: str) -> list[_Part]:
        """The sentences of a text, with offsets in that text."""
        tokens = self._tokens(text, language)
        parts, start = [], 0
        for stop in _boundaries(tokens):
            begin, end = tokens.starts[start], tokens.starts[stop - 1] + len(tokens.texts[stop - 1])
            words = Words(text, tokens.words(start, stop))
            lemmas = tuple(lemma(word.lower(), language) for word in words.texts)
            parts.append(_Part(text[begin:end], begin, words, lemmas))
            start = stop
        return parts

    def lemmas(self, text: str, language: str) -> tuple[str, ...]:
        """The dictionary form of each word of a text, in lower case; an unknown word is its own."""
        tokens = self._tokens(text, language)
        words = Words(text, tokens.words(0, len(tokens.texts)))
        return tuple(lemma(word.lower(), language) for word in words.texts)

    def _tokens(self, text: str, language: str) -> _Tokens:
        with self._lock:
            if language not in self._tokenizers:
                self._tokenizers[language] = _tokenizer(language)
            places = self._tokenizers[language](text).to_array(_PLACES)
        starts: list[int] = places[:, 0].tolist()
        texts = [text[start : start + length] for start, length in places[:, :2].tolist()]
        return _Tokens(language, texts, starts, places[:, 2].tolist())


_PLACES = ("IDX", "LENGTH", "SPACY")
"""The attributes of each token that are read from spaCy."""


class _Tokens(NamedTuple):
    """A text's tokens, by columns: making an object for each would take longer than the tokenizer."""

    language: str
    texts: list[str]
    starts: list[int]
    spaced: list[int]
    """Whether white space follows each token."""

    def words(self, first: int, stop: int) -> array[int]:
        """The start and end of each token that is a word, one after the other."""
        offsets = array("I")
        for text, start in zip(self.texts[first:stop], self.starts[first:stop], strict=True):
            if _shape(text).word:
                offsets.append(start)
                offsets.append(start + len(text))
        return offsets


class _Breaks(NamedTuple):
    """The `SentenceBreaks` of all languages together, since copy in one language borrows from others."""

    abbreviations: frozenset[str]
    final_abbreviations: frozenset[str]
    lettered: frozenset[str]


@cache
def _breaks() -> _Breaks:
    all_breaks = [language.breaks for language in LANGUAGES.values()]
    return _Breaks(
        abbreviations=frozenset().union(*(breaks.abbreviations for breaks in all_breaks)),
        final_abbreviations=frozenset().union(*(breaks.final_abbreviations for breaks in all_breaks)),
        lettered=frozenset().union(*(breaks.lettered for breaks in all_breaks)),
    )


class _Shape(NamedTuple):
    """What is known of a token without its context."""

    word: bool
    lettered: bool
    may_end: bool
    """Whether a sentence may end with it."""


@lru_cache(maxsize=1 << 16)
def _shape(text: str) -> _Shape:
    pointed = len(text) == 2 and text[0].isupper() and text[1] == "."
    return _Shape(
        word=any(map(str.isalnum, text)),
        lettered=any(map(str.isalpha, text)),
        may_end=pointed
        or text.lower() in _breaks().final_abbreviations
        or bool(_STOP.fullmatch(text) or _NUMBER.fullmatch(text))
        or _is_emoji(text),
    )


def _spacy(language: str) -> str:
    """The language's code in spaCy."""
    return LANGUAGES[language].spacy if language in LANGUAGES else language


def _tokenizer(language: str) -> Any:
    import spacy

    return spacy.blank(_spacy(language)).tokenizer


def _stated_languages(document: Document) -> Iterator[str | None]:
    """The language that is stated for each block, by the workspace, the file's path or the file itself.

    What the file says takes precedence over its path only if it gives its blocks different languages; one
    `lang` for all of them is often just that of a template.
    """
    source = document.source
    differ = len({block.language for block in document.blocks}) > 1
    for block in document.blocks:
        if source.copy.languages:
            precedence = (block.language, source.declared, source.language)
        elif differ:
            precedence = (source.declared, block.language, source.language)
        else:
            precedence = (source.declared, source.language, block.language)
        yield next(filter(None, precedence), None)


def _boundaries(tokens: _Tokens) -> Iterator[int]:
    """The indices of the tokens after which a sentence ends, the end of the text last.

    A number or an emoji is not a sentence of its own: "1. Open the box." is one sentence.
    """
    texts = tokens.texts
    shapes = list(map(_shape, texts))
    last_word = max((index for index, shape in enumerate(shapes) if shape.word), default=0)
    index, letters = 0, False
    while index < len(texts):
        stop, shape = index, shapes[index]
        index += 1
        letters = letters or shape.lettered
        if not (letters and shape.may_end and _ends(tokens, stop)):
            continue
        while index < len(texts) and _attaches(tokens, index):
            index += 1
        if index <= last_word and _opens(tokens, stop, index):
            yield index
            letters = False
    if texts:
        yield len(texts)


def _ends(tokens: _Tokens, index: int) -> bool:
    """Whether a token that may end a sentence does so in its context."""
    text = tokens.texts[index]
    if not _STOP.fullmatch(text):
        pointed = len(text) == 2 and text[1] == "." and text[0].isupper()
        return not pointed or not _is_initial(tokens, index)
    if text != "." or index == 0 or not tokens.spaced[index]:
        return True
    abbreviated = tokens.texts[index - 1].lower() in _breaks().abbreviations
    following = tokens.texts[index + 1] if index + 1 < len(tokens.texts) else ""
    return not (_is_initial(tokens, index - 1) or (abbreviated and following[:1].isalnum()))


def _is_initial(tokens: _Tokens, index: int) -> bool:
    """Whether a token, with its full stop or without, is a single capital that stands for a name."""
    letter = tokens.texts[index].removesuffix(".")
    if len(letter) != 1 or not letter.isupper() or letter in LANGUAGES[tokens.language].breaks.letters:
        return False
    return index == 0 or tokens.texts[index - 1].lower() not in _breaks().lettered


def _attaches(tokens: _Tokens, index: int) -> bool:
    """Whether a token after a full stop still belongs to the sentence: quotes, more stops, emoji."""
    text = tokens.texts[index]
    if _STOP.fullmatch(text):
        return True
    if _CLOSER.fullmatch(text):
        return not tokens.spaced[index - 1]
    return _is_emoji(text)


def _is_emoji(text: str) -> bool:
    return text[0] in "\u200d\ufe0f" or (
        text[0] >= "\u2600" and unicodedata.category(text[0]) in ("So", "Sk")
    )


def _opens(tokens: _Tokens, stop: int, index: int) -> bool:
    """Whether a token can begin a sentence after this stop."""
    if not tokens.spaced[index - 1]:
        return False
    first = next((char for char in tokens.texts[index] if char.isalnum()), "")
    if tokens.texts[stop] in ("!", "?"):
        return not (first.islower() and _CLOSER.fullmatch(tokens.texts[index - 1]))
    return not first.islower()
