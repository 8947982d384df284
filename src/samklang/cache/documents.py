"""A document and its passages as bytes: facts in JSON, then all texts, then all numbers (mostly offsets)."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from itertools import repeat

from samklang.model import (
    Block,
    Comment,
    Document,
    FileText,
    Kind,
    Passage,
    Piece,
    Sentence,
    Source,
    Span,
    Words,
)

_LENGTH = 4
"""Bytes of the length that precedes a part."""
_KINDS = {kind.value: kind for kind in Kind}


def pack(document: Document, passages: Sequence[Passage]) -> bytes:
    """Bytes from which `unpack` restores the document and its passages, for a source with the same bytes."""
    facts = {
        "encoding": document.encoding,
        "format": document.format,
        "in_order": document.in_order,
        "notes": document.notes,
        "comments": document.comments,
        "lined": document.file.lined,
        "passages": [_facts(passage) for passage in passages],
    }
    texts, numbers = [document.file.text], array("I", [len(document.file.text)])
    for passage in passages:
        lemmas = "\n".join(lemma for sentence in passage.sentences for lemma in sentence.lemmas)
        texts += [passage.text, lemmas]
        numbers.extend((len(passage.text), len(lemmas), len(passage.block.pieces), len(passage.sentences)))
        for piece in passage.block.pieces:
            numbers.extend(piece)
        for sentence in passage.sentences:
            numbers.extend((len(sentence.words), sentence.start, len(sentence.text), *sentence.span))
            numbers.extend(sentence.words.ends)
    text = "".join(texts).encode("utf-8", "surrogatepass")
    parts = (json.dumps(facts).encode(), text)
    return b"".join([*(len(part).to_bytes(_LENGTH) + part for part in parts), numbers.tobytes()])


def unpack(data: bytes, source: Source) -> tuple[Document, tuple[Passage, ...]]:
    """The packed document and its passages, attributed to a source; only blocks of passages are restored."""
    facts_part, rest = _part(memoryview(data))
    text, rest = _part(rest)
    numbers = array("I")
    numbers.frombytes(rest)
    facts = json.loads(bytes(facts_part))
    reader = _Reader(str(text, "utf-8", "surrogatepass"), numbers)
    file = FileText(reader.text(reader.number()), lined=facts["lined"])
    in_order = facts["in_order"]
    passages = tuple(reader.passage(source, in_order, *its_facts) for its_facts in facts["passages"])
    document = Document(
        source=source,
        file=file,
        encoding=facts["encoding"],
        format=facts["format"],
        in_order=in_order,
        blocks=tuple(passage.block for passage in passages),
        comments=tuple(Comment(text, Span(*span), whole) for text, span, whole in facts["comments"]),
        notes=tuple(facts["notes"]),
    )
    return document, passages


def _facts(passage: Passage) -> tuple[object, ...]:
    """What JSON holds of a passage, in the order of the parameters of `_Reader.passage` after `in_order`."""
    block = passage.block
    return (
        block.kind,
        block.where,
        block.language,
        passage.language,
        passage.sentences[0].language,
        passage.scorable,
        passage.seems,
    )


def _part(data: memoryview) -> tuple[memoryview, memoryview]:
    """The first part of the data, and the rest."""
    end = _LENGTH + int.from_bytes(data[:_LENGTH])
    return data[_LENGTH:end], data[end:]


class _Reader:
    """Reads texts and numbers in the order in which they were packed."""

    def __init__(self, texts: str, numbers: array[int]) -> None:
        self._texts, self._numbers = texts, numbers
        self._text_at = self._number_at = 0

    def text(self, length: int) -> str:
        start, self._text_at = self._text_at, self._text_at + length
        return self._texts[start : self._text_at]

    def number(self) -> int:
        return self.numbers(1)[0]

    def numbers(self, count: int) -> array[int]:
        start, self._number_at = self._number_at, self._number_at + count
        return self._numbers[start : self._number_at]

    def passage(
        self,
        source: Source,
        in_order: bool,
        kind: str,
        where: str,
        block_language: str | None,
        language: str,
        sentence_language: str,
        scorable: bool,
        seems: str | None,
    ) -> Passage:
        length, lemmas_length, pieces, sentences = self.numbers(4)
        text = self.text(length)
        offsets = iter(self.numbers(4 * pieces))
        rows = zip(offsets, offsets, offsets, offsets, strict=True)
        block = Block(
            text=text,
            pieces=tuple(map(tuple.__new__, repeat(Piece), rows)),  # faster than calling `Piece`
            kind=_KINDS[kind],
            where=where,
            language=block_language,
        )
        lemmas = tuple(self.text(lemmas_length).split("\n"))
        return Passage(
            source=source,
            language=language,
            block=block,
            sentences=tuple(self._sentences(text, sentence_language, lemmas, sentences)),
            scorable=scorable,
            seems=seems,
            in_order=in_order,
        )

    def _sentences(self, text: str, language: str, lemmas: tuple[str, ...], count: int) -> Iterator[Sentence]:
        first_word = 0
        for _ in range(count):
            words, start, length, first, last = self.numbers(5)
            yield Sentence(
                text=text[start : start + length],
                language=language,
                words=Words(text, self.numbers(2 * words)),
                span=Span(first, last),
                start=start,
                lemmas=lemmas[first_word : first_word + words],
            )
            first_word += words
