"""What the reader of every text format promises, whatever is in the file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samklang.model import Block, Document, Skipped, Source
from samklang.readers import FORMATS, MAX_BYTES, read
from samklang.readers.parts.copy import MAX_BLOCK
from samklang.readers.parts.placeholder import mask
from tests.readers.cases import catalogues, documents, feeds, tables, web

CASES = {**documents.CASES, **web.CASES, **feeds.CASES, **catalogues.CASES, **tables.CASES}
FORMAT_NAMES = [form.name for form in FORMATS if not form.binary]
FEW, LEAST_SPENT = 1_000, 0.002
"""How many things that never close, and seconds too few to tell from noise. Four times as many take four
times as long where time is linear, sixteen times where it is quadratic."""
SUFFIX = {form.name: form.suffixes[0] for form in FORMATS}


def _read(form: str, data: str | bytes) -> Document | Skipped:
    raw = data.encode() if isinstance(data, str) else data
    return read(Source(name=f"copy{SUFFIX[form]}", path=None, data=raw, named=True))


def _document(form: str, data: str | bytes) -> Document:
    document = _read(form, data)
    assert isinstance(document, Document), document
    check_contract(document)
    return document


def _folded(text: str) -> str:
    return " ".join(text.split())


def check_contract(document: Document) -> None:
    """Assert all that a document promises about its blocks and their offsets."""
    begins = [block.pieces[0].file_start for block in document.blocks]
    assert begins == sorted(begins)
    for block in document.blocks:
        _check_pieces(block, document)
    taken = sorted(piece[2:] for block in document.blocks for piece in block.pieces)
    assert all(first[1] <= second[0] for first, second in pairwise(taken))


def _check_pieces(block: Block, document: Document) -> None:
    file, case = document.file.text, CASES.get(document.format)
    decode = case.decode if case else str  # what a binary format is rendered as stands there as it is
    assert [piece.start for piece in block.pieces] == [0, *(piece.end for piece in block.pieces[:-1])]
    assert block.pieces[-1].end == len(block.text)
    for start, end, file_start, file_end in block.pieces:
        ours, theirs = block.text[start:end], file[file_start:file_end]
        assert start < end and 0 <= file_start < file_end <= len(file)
        if ours.isspace():
            continue
        if len(ours) == len(theirs):
            assert ours == theirs
        else:
            assert _folded(decode(theirs)) == _folded(ours)


@pytest.fixture(params=FORMAT_NAMES)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_text_format_has_its_case() -> None:
    assert set(CASES) == set(FORMAT_NAMES)


def test_the_contract_holds_for_rich_copy(form: str) -> None:
    assert len(_document(form, CASES[form].rich).blocks) >= 4


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_change_nothing_but_places(form: str, line_end: str) -> None:
    if line_end == "\r" and not CASES[form].lone_cr:
        pytest.skip("a carriage return ends no line in this format")
    unix = _document(form, CASES[form].rich)
    other = _document(form, CASES[form].rich.replace("\n", line_end))
    assert [(b.kind, b.text) for b in other.blocks] == [(b.kind, b.text) for b in unix.blocks]


def test_no_copy_gives_no_blocks(form: str) -> None:
    for data in CASES[form].blank:
        assert _document(form, data).blocks == (), repr(data)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_not_copy(form: str, encoding: str) -> None:
    data = CASES[form].write(["Hej på dig"])
    block = _document(form, data.encode(encoding)).blocks[0]
    assert (block.text, block.span(0, 3)) == ("Hej på dig", (data.index("Hej"), data.index("Hej") + 3))


def test_offsets_count_code_points(form: str) -> None:
    document = _document(form, CASES[form].write(["\N{GRINNING FACE}\N{GRINNING FACE} Hej då"]))
    block = document.blocks[0]
    start, end = block.span(block.text.index("Hej"), len(block.text))
    assert document.file.text[start:end] == "Hej då"


def _damaged(raw: bytes) -> Iterator[bytes]:
    for at in range(0, len(raw), 10):
        yield raw[:at]
        yield raw[:at] + b"\xff\x00\xfe" + raw[at:]
        yield raw[:at] + b"\xe5\x93" + raw[at + 3 :]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_damaged_files_are_read_or_skipped(form: str, encoding: str) -> None:
    for raw in _damaged(CASES[form].rich.encode(encoding, "replace")):
        document = _read(form, raw)
        if isinstance(document, Document):
            check_contract(document)
        else:
            assert document.reason and document.hint and document.failed


@settings(max_examples=150, deadline=None)
@given(data=st.data(), form_name=st.sampled_from(FORMAT_NAMES))
def test_nothing_breaks_the_contract(data: st.DataObject, form_name: str) -> None:
    case = CASES[form_name]
    scraps = st.sampled_from([case.rich, *case.scraps]) | st.text(max_size=20)
    parts = data.draw(st.lists(scraps, max_size=6))
    document = _read(form_name, "".join(parts).encode("utf-8", "replace"))
    if isinstance(document, Document):
        check_contract(document)


def test_a_block_over_the_limit_is_reported_with_its_line(form: str) -> None:
    data = CASES[form].write(["Hej.", "ord " * 250_000])
    line = data[: data.index("ord ")].count("\n") + 1
    document = _read(form, data)
    assert isinstance(document, Skipped) and document.hint
    assert document.reason.startswith(f"line {line}: a passage of 999,999 characters")


def test_a_block_may_be_as_long_as_the_limit(form: str) -> None:
    assert len(_document(form, CASES[form].write(["o" * MAX_BLOCK])).blocks[0].text) == MAX_BLOCK


def test_a_huge_file_of_short_paragraphs_is_read(form: str) -> None:
    document = _document(form, CASES[form].write(["Hej du glada vän."] * 30_000))
    assert len(document.blocks) == 30_000


def _spent(form: str, data: str) -> float:
    """Seconds of this process, so that what else the machine does counts little."""
    start = process_time()
    _read(form, data)
    return process_time() - start


def test_what_never_closes_takes_no_quadratic_time(form: str) -> None:
    for scrap in CASES[form].scraps:
        for _ in range(5):  # one fair measurement is enough
            few, many = (_spent(form, scrap * count) for count in (FEW, 4 * FEW))
            if many < 10 * max(few, LEAST_SPENT):
                break
        else:
            pytest.fail(f"{scrap!r}: four times as much took {many / few:.0f} times as long")


def test_a_file_over_the_limit_of_bytes_is_skipped(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samklang.readers.MAX_BYTES", 10)
    document = _read(form, "Hej på dig, du.")
    assert isinstance(document, Skipped) and "over the limit of 10" in document.reason
    assert MAX_BYTES > 10_000_000


@pytest.fixture
def unprivileged() -> Iterator[None]:
    """Run as a user to whom permissions apply, in case the tests are run by root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


def test_a_file_without_permission_is_skipped(
    form: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = tmp_path / f"secret{SUFFIX[form]}"
    path.write_text("Hej")
    path.chmod(0)
    request.getfixturevalue("unprivileged")
    document = read(Source(name=path.name, path=path))
    assert isinstance(document, Skipped)
    assert "Permission denied" in document.reason and "permissions" in document.hint


def test_a_folder_and_a_missing_file_are_skipped(form: str, tmp_path: Path) -> None:
    for path, reason in ((tmp_path, "Is a directory"), (tmp_path / "none", "No such file")):
        document = read(Source(name=f"x{SUFFIX[form]}", path=path))
        assert isinstance(document, Skipped) and reason in document.reason


@pytest.mark.parametrize("named", [True, False])
def test_a_file_of_no_known_format_fails_only_when_named(named: bool) -> None:
    document = read(Source(name="logo.png", path=None, data=b"x", named=named))
    assert isinstance(document, Skipped) and document.failed is named
    assert all(suffix in document.hint for form in FORMATS for suffix in form.suffixes)


def test_suffixes_are_read_in_any_case_and_belong_to_one_format() -> None:
    suffixes = [suffix for form in FORMATS if not form.marks for suffix in form.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert isinstance(read(Source(name="A.HTML", path=None, data=b"<p>Hej")), Document)


WORD = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Co"), exclude_characters="{}<%"),
    min_size=1,
    max_size=8,
)
PARAGRAPH = (
    st.lists(WORD, min_size=1, max_size=8)
    .flatmap(
        lambda words: st.sampled_from([" ", "  ", "\t ", " \u00a0"]).map(lambda space: space.join(words))
    )
    .map(lambda text: "Ord " + text)
    .filter(lambda text: mask(text) == text)
)


@pytest.mark.parametrize("form_name", FORMAT_NAMES)
@settings(max_examples=100, deadline=None)
@given(paragraphs=st.lists(PARAGRAPH, min_size=1, max_size=5))
def test_paragraphs_come_back(form_name: str, paragraphs: list[str]) -> None:
    document = _document(form_name, CASES[form_name].write(paragraphs))
    assert [block.text for block in document.blocks] == [_folded(text) for text in paragraphs]
