"""From split: the passages of documents, with their sentences and words."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, overload

from samklang.model.documents import Block, Document, Skipped, Source
from samklang.model.places import Place, Span


class Word(NamedTuple):
    """A word of a passage; offsets are in the passage's text."""

    text: str
    start: int
    end: int


class Words(Sequence[Word]):
    """The words of a sentence, stored as offsets because there are very many and few are used one by one."""

    __slots__ = ("_passage", "ends")

    def __init__(self, passage: str, ends: array[int]) -> None:
        self._passage = passage
        self.ends = ends
        """Start and end of each word in the passage, as one flat array."""

    @property
    def texts(self) -> list[str]:
        """The words as text, without their offsets."""
        passage, ends = self._passage, self.ends
        return [passage[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True)]

    def __len__(self) -> int:
        return len(self.ends) // 2

    def __iter__(self) -> Iterator[Word]:
        return map(Word, self.texts, self.ends[::2], self.ends[1::2])

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Word]: ...
    def __getitem__(self, index: int | slice) -> Word | Sequence[Word]:
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """A sentence of a passage, and the range of the file that it comes from."""

    text: str
    language: str
    words: Words
    span: Span
    start: int = 0
    """Its offset in the passage."""
    lemmas: tuple[str, ...] = ()
    """The dictionary form of each word, in lower case."""


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One block of a document: a paragraph, list item, heading or UI string."""

    source: Source
    language: str
    block: Block
    sentences: tuple[Sentence, ...]
    scorable: bool = True
    """False when the passage is in a language that samklang has no heads for."""
    seems: str | None = None
    """The language that its words are surely in; None if unsure. `language` is the one it should be in."""
    in_order: bool = True
    """Whether people read what stands before it in its document first."""

    @property
    def text(self) -> str:
        return self.block.text

    @cached_property
    def words(self) -> int:
        return sum(len(sentence.words) for sentence in self.sentences)

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """The place of `text[start:end]`, by default of the whole passage."""
        span = self.block.span(start, len(self.text) if end is None else end)
        return Place(name=self.source.name, span=span, where=self.block.where)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Everything that a run has read, before it measures anything."""

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    """Of all documents, in their order."""
    skipped: tuple[Skipped, ...]
    problems: tuple[str, ...]
    """What the user asked for and is missing: a path, or the files of a channel."""
    partial: frozenset[str]
    """Channels of which only some files were read."""


@dataclass(frozen=True, kw_only=True)
class Examples:
    """What one of the persona's own traits is learnt from."""

    trait: str
    paired: bool
    """Whether the two sides say the same, text by text; otherwise they are unrelated copy."""
    sides: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    """By language: texts at the named pole, and texts at the other."""
