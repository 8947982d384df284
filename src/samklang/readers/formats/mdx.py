"""MDX: Markdown with elements and expressions of JSX, which are masked; the rest is read as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.formats import markdown
from samklang.readers.parts import front_matter
from samklang.readers.parts.elements import extract
from samklang.readers.parts.template import FILLER, mask

_LONE_CR = re.compile(r"\r(?!\n)")
_NOT_LINE_END = re.compile(r"[^\r\n]")
_TOKEN = re.compile(
    r"""^[ \t]*(?P<fence>`{3,}|~{3,})(?:.*?^[ \t]*(?P=fence)|.*\Z)
    |(?P<ticks>`+)(?:[^`]|(?!(?P=ticks)(?!`))`+)*(?P=ticks)
    |\\.
    |(?P<module>^(?:import|export)\b.*?(?=\n[ \t]*\r?\n|\Z))
    |(?P<brace>[{}])""",
    re.S | re.M | re.X,
)
_TAG = r"""<(?:/?[A-Za-z][\w.:-]*(?:[^<>"']|"[^"]*"|'[^']*')*|/?)>"""
_TAGS = re.compile(rf"^[ \t]*(?:{_TAG}[ \t]*)+\r?$", re.M)
"""Lines of nothing but tags."""
_UNKNOWN_TAG = re.compile(r"<(?:/?\w+\.[^<>]*|/?)>")
"""Fragments and members of modules, which Markdown does not take for tags."""


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The blocks of an MDX text."""
    masked = _filled(mask(_LONE_CR.sub("\n", text)))
    blocks = [block for tags in _TAGS.finditer(masked) for block in extract(tags.group(), tags.start())]
    masked = _UNKNOWN_TAG.sub(lambda tag: FILLER * len(tag.group()), _TAGS.sub(_line, masked))
    blocks += markdown.parsed(masked, indented_code=False)
    body = sorted(blocks, key=lambda block: block.pieces[0].file_start)
    return front_matter.page(text, body, rules)


def _filled(text: str) -> str:
    """The text with filler for expressions and spaces for imports and exports."""
    parts, offset = [], 0
    for start, end, filler in _code(text):
        parts += [text[offset:start], _NOT_LINE_END.sub(filler, text[start:end])]
        offset = end
    return "".join([*parts, text[offset:]])


def _code(text: str) -> Iterator[tuple[int, int, str]]:
    """The start and end of code that is not code to Markdown, and the character to mask it with."""
    spans: list[tuple[int, int, str]] = []
    opened: list[int] = []
    for token in _TOKEN.finditer(text):
        if token["module"]:
            spans.append((*token.span(), " "))
        elif token["brace"] == "{":
            opened.append(token.start())
        elif token["brace"] and opened:
            spans.append((opened.pop(), token.end(), FILLER))
    done = 0
    for start, end, filler in sorted(spans):
        if start >= done:  # not within another span
            yield start, end, filler
            done = end


def _line(tags: re.Match[str]) -> str:
    """The mask for a line of tags: filler opens a paragraph, in which indented lines are not code."""
    opens = not re.match(r"[ \t]*</", tags.group()) and not tags.group().rstrip().endswith("/>")
    return _NOT_LINE_END.sub(FILLER if opens else " ", tags.group())
