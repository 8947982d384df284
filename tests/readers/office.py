"""How tests read a file of a binary format, and the contract that every such file must fulfil."""

from __future__ import annotations

from samklang.model import NO_RULES, Block, CopyRules, Document, Skipped, Source
from samklang.readers import read
from tests.readers.packages import Parts, zipped
from tests.readers.test_contract import check_contract

PlacedText = tuple[str, str, str]


def document(suffix: str, content: bytes | Parts, rules: CopyRules = NO_RULES) -> Document:
    """Read a file, and check the contract of its document."""
    read_as = attempt(suffix, content, rules)
    assert isinstance(read_as, Document), read_as
    check_contract(read_as)
    return read_as


def attempt(suffix: str, content: bytes | Parts, rules: CopyRules = NO_RULES) -> Document | Skipped:
    """Read a file that may be skipped."""
    data = zipped(content) if isinstance(content, dict) else content
    return read(Source(name=f"copy{suffix}", path=None, data=data, named=True, copy=rules))


def reason(suffix: str, content: bytes | Parts, rules: CopyRules = NO_RULES) -> str:
    """Why a file is skipped."""
    skipped = attempt(suffix, content, rules)
    assert isinstance(skipped, Skipped), skipped
    return skipped.reason


def placed_texts(blocks: tuple[Block, ...]) -> list[PlacedText]:
    """The place, kind and text of each block."""
    return [(block.where, block.kind.value, block.text) for block in blocks]
