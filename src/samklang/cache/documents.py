"""A document and its passages as bytes: a head in JSON, then all its texts, then all its offsets."""

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
"""Bytes that say how long a part is."""
_KINDS = {kind.value: kind for kind in Kind}


def pack(document: Document, passages: Sequence[Passage]) -> bytes:
    """What `unpack` makes the same document and passages of, for a source with the same bytes."""
    head = {
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
    parts = (json.dumps(head).encode(), text)
    return b"".join([*(len(part).to_bytes(_LENGTH) + part for part in parts), numbers.tobytes()])


def unpack(data: bytes, source: Source) -> tuple[Document, tuple[Passage, ...]]:
    """The document that was packed, as that of a source. Its blocks are those of its passages."""
    head, rest = _part(memoryview(data))
    text, rest = _part(rest)
    numbers = array("I")
    numbers.frombytes(rest)
    facts = json.loads(bytes(head))
    reader = _Reader(str(text, "utf-8", "surrogatepass"), numbers)
    file = FileText(reader.text(reader.number()), lined=facts["lined"])
    in_order = facts["in_order"]
    passages = tuple(reader.passage(source, in_order, *of) for of in facts["passages"])
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
    """In the order in which `_Reader.passage` takes them, after what holds for the whole document."""
    block = passage.block
    spoken = passage.sentences[0].language
    return (
        block.kind,
        block.where,
        block.language,
        passage.language,
        spoken,
        passage.scorable,
        passage.seems,
    )


def _part(data: memoryview) -> tuple[memoryview, memoryview]:
    """The first part, and what follows it."""
    end = _LENGTH + int.from_bytes(data[:_LENGTH])
    return data[_LENGTH:end], data[end:]


class _Reader:
    """Takes texts and numbers off their rows, one after the other."""

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
        said: str | None,
        language: str,
        spoken: str,
        scorable: bool,
        seems: str | None,
    ) -> Passage:
        length, lemmas, pieces, sentences = self.numbers(4)
        text = self.text(length)
        places = iter(self.numbers(4 * pieces))
        rows = zip(places, places, places, places, strict=True)
        block = Block(
            text=text,
            pieces=tuple(map(tuple.__new__, repeat(Piece), rows)),  # `Piece` itself is slower
            kind=_KINDS[kind],
            where=where,
            language=said,
        )
        forms = tuple(self.text(lemmas).split("\n"))
        return Passage(
            source=source,
            language=language,
            block=block,
            sentences=tuple(self._sentences(text, spoken, forms, sentences)),
            scorable=scorable,
            seems=seems,
            in_order=in_order,
        )

    def _sentences(self, text: str, language: str, lemmas: tuple[str, ...], count: int) -> Iterator[Sentence]:
        seen = 0
        for _ in range(count):
            words, start, length, first, last = self.numbers(5)
            yield Sentence(
                text=text[start : start + length],
                language=language,
                words=Words(text, self.numbers(2 * words)),
                span=Span(first, last),
                start=start,
                lemmas=lemmas[seen : seen + words],
            )
            seen += words
