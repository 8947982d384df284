"""Text of a file with its escapes resolved: each character still knows what it stands for.

Formats nest: a message in a JSON string may hold entities, one in XML the escapes of Android. Each
layer is decoded in its turn, and the map survives them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import chain
from typing import NamedTuple

from samklang.model import Block
from samklang.readers.copy import ENTITY, Copy


class Escapes(NamedTuple):
    """How a format writes characters that cannot stand for themselves."""

    pattern: re.Pattern[str]
    meaning: Callable[[str], str]
    """The characters that what the pattern found stands for."""


ENTITIES = Escapes(ENTITY, unescape)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and for each of its characters where what it stands for starts and ends in the file."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, raw: str, at: int) -> Decoded:
        """Characters that stand in the file as they are, from offset `at`."""
        return cls(raw, range(at, at + len(raw)), range(at + 1, at + len(raw) + 1))

    @classmethod
    def join(cls, parts: Iterable[Decoded]) -> Decoded:
        """Parts one after the other, whatever stands between them in the file."""
        parts = list(parts)
        if len(parts) == 1:
            return parts[0]
        starts = list(chain.from_iterable(part.starts for part in parts))
        ends = list(chain.from_iterable(part.ends for part in parts))
        return cls("".join(part.text for part in parts), starts, ends)

    def decode(self, escapes: Escapes) -> Decoded:
        """The text with one layer of escapes resolved."""
        parts, done = [], 0
        for escape in escapes.pattern.finditer(self.text):
            start, end = escape.span()
            meant = escapes.meaning(escape.group())
            parts.append(self.cut(done, start))
            parts.append(Decoded(meant, [self.starts[start]] * len(meant), [self.ends[end - 1]] * len(meant)))
            done = end
        return Decoded.join([*parts, self.cut(done, len(self.text))]) if parts else self

    def cut(self, start: int, end: int) -> Decoded:
        """The characters from `start` to `end`."""
        return Decoded(self.text[start:end], self.starts[start:end], self.ends[start:end])

    def masked(self, text: str) -> Decoded:
        """The same places under a text of the same length."""
        return Decoded(text, self.starts, self.ends)

    def add_to(self, copy: Copy) -> None:
        """Collect it as copy."""
        if isinstance(self.starts, range):
            copy.add(self.text, self.starts.start)
            return
        start = 0
        for end in range(1, len(self.text) + 1):
            if end == len(self.text) or not self._continues(end):
                self._add_run(copy, start, end)
                start = end

    def copy_of(self, block: Block) -> Copy:
        """A block that was read in this text, its pieces counted in the file."""
        copy = Copy()
        for start, end, begin, stop in block.pieces:
            if end - start == stop - begin:
                self.cut(begin, stop).add_to(copy)
            else:
                copy.add_whole(block.text[start:end], self.starts[begin], self.ends[stop - 1])
        return copy

    def _continues(self, at: int) -> bool:
        """Whether a character and the one before it form one run, or stand for one escape."""
        if self.starts[at] == self.starts[at - 1]:
            return True
        return (
            self._stands_for_itself(at)
            and self._stands_for_itself(at - 1)
            and (self.starts[at] == self.ends[at - 1])
        )

    def _stands_for_itself(self, at: int) -> bool:
        return self.ends[at] - self.starts[at] == 1

    def _add_run(self, copy: Copy, start: int, end: int) -> None:
        if self._stands_for_itself(start):
            copy.add(self.text[start:end], self.starts[start])
        else:
            copy.add_whole(self.text[start:end], self.starts[start], self.ends[start])
