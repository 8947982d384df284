"""Packing and unpacking gives the same documents and measurements back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samklang.cache import documents
from samklang.cache.measurements import Packer
from samklang.model import CopyRules, Document, Effort, Measurement, Score, Source
from samklang.readers import read
from samklang.text.split import Splitter
from tests.conftest import ROOT
from tests.journey.test_journey import measured

FILES = sorted(path for path in (ROOT / "corpora" / "nordlys").rglob("*") if path.is_file())
ODD = "Zwei\r\n\r\nNaïve café 👩‍👩‍👧 “x”.\n\n\tÅ ä: 1. Open &amp; shut. Don't!\u0301 Ok?\n".encode()


def read_and_split(source: Source, splitter: Splitter) -> tuple[Document, list]:  # type: ignore[type-arg]
    document = read(source)
    assert isinstance(document, Document), document
    return document, list(splitter.passages(document, "en"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_document_of_the_demo_comes_back_the_same(splitter: Splitter, path: object) -> None:
    source = Source(name=path.as_posix(), path=path, channel="web")  # type: ignore[attr-defined]
    document, passages = read_and_split(source, splitter)
    back, again = documents.unpack(documents.pack(document, passages), source)
    assert list(again) == passages
    assert replace(back, blocks=()) == replace(document, blocks=())
    assert [block.span(0, len(block.text)) for block in back.blocks] == [
        passage.block.span(0, len(passage.text)) for passage in passages
    ]


@pytest.mark.parametrize("data", [ODD, b"", b"\n\n", b"...\n\n---\n\n!!!"])
def test_odd_text_comes_back_the_same(splitter: Splitter, data: bytes) -> None:
    source = Source(name="a.txt", path=None, data=data, copy=CopyRules(leave=("a",)))
    document, passages = read_and_split(source, splitter)
    back, again = documents.unpack(documents.pack(document, passages), source)
    assert (list(again), back.file) == (passages, document.file)


@pytest.mark.parametrize(("name", "in_order"), [("a.txt", True), ("a.properties", False)])
def test_whether_a_file_is_read_in_order_comes_back(splitter: Splitter, name: str, in_order: bool) -> None:
    source = Source(name=name, path=None, data=b"a=One thing that we say.\nb=Another that we say.\n")
    document, passages = read_and_split(source, splitter)
    back, again = documents.unpack(documents.pack(document, passages), source)
    assert back.in_order is document.in_order is in_order
    assert {passage.in_order for passage in (*passages, *again)} == {in_order}


def test_comments_come_back_the_same(splitter: Splitter) -> None:
    data = "---\nsamklang: off tone\n---\n\n<!-- samklang ignore-next “Å” -->\n\nOne thing that we say.\n"
    source = Source(name="a.md", path=None, data=data.encode())
    document, passages = read_and_split(source, splitter)
    back, _ = documents.unpack(documents.pack(document, passages), source)
    assert len(document.comments) == 2
    assert back.comments == document.comments


def test_a_document_belongs_to_the_channel_of_its_new_source(splitter: Splitter) -> None:
    source = Source(name="a.txt", path=None, data=b"One thing that we say.", channel="web")
    document, passages = read_and_split(source, splitter)
    other = replace(source, name="b.txt", channel="email", moment="wait")
    back, (passage,) = documents.unpack(documents.pack(document, passages), other)
    assert (back.source, passage.source) == (other, other)


def test_a_measurement_comes_back_the_same() -> None:
    packer = Packer(("warm", "plain"), ("price",), ("commas", "emoji", "figures", "passive"))
    measurement = replace(
        measured(),
        traits={
            "warm": Score(score=-12.5, margin=60.25, abstained=True, sentence=3, pulls=("passive", "commas")),
            "plain": Score(score=99.75, margin=0.5, abstained=False, pulls=("emoji", "figures", "passive")),
        },
        needs={"price": 0.625},
        effort=Effort(lix=31.4159, words_per_sentence=1 / 3, steps=4),
    )
    back = packer.unpack(packer.pack(measurement), measurement.passage)
    assert isinstance(back, Measurement)
    assert back == measurement
