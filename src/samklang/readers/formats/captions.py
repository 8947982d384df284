"""SRT and WebVTT captions: the lines of each cue, without its timing and its tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.parts.catalogue import language_code
from samklang.readers.parts.copy import Copy
from samklang.readers.parts.template import FILLER

_END = r"(?:\r\n|\n|\r)"
_LINE = re.compile(rf"[^\r\n]*(?:{_END}|\Z)")
_TIMING = re.compile(r"\s*(?:\d+:)?\d+:\d\d[.,]\d+[ \t]*-->")
_CODE = re.compile(r"</?[A-Za-z0-9][^<>\r\n]*>|\{\\[^{}\r\n]*\}")
"""Tags and time stamps of both formats, and overrides that SRT has from SubStation."""
_LANGUAGE = re.compile(rf"\AWEBVTT[^\r\n]*(?:{_END}[^\r\n]+)*?{_END}Language:[ \t]*([A-Za-z-]+)")
"""The language in the header, where video sites write it."""


def read(text: str, _rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """One block for each cue."""
    header = _LANGUAGE.match(text)
    language = language_code(header[1]) if header else None
    blocks = []
    for number, (start, end) in enumerate(_cues(text), 1):
        copy = Copy()
        copy.add_encoded(_CODE.sub(lambda code: FILLER * len(code.group()), text[start:end]), start)
        if block := copy.block(where=f"cue {number}", language=language):
            blocks.append(block)
    return tuple(blocks)


def _cues(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of the text of each cue: from below its timing to the next blank line."""
    start = None
    for line in _LINE.finditer(text):
        timing = _TIMING.match(line.group())
        if start is not None and (timing or not line.group().strip()):
            yield start, line.start()
            start = None
        if timing:
            start = line.end()
