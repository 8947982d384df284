"""Comments for samklang in a file: `<!-- samklang off tone.warm -->`, as the format writes comments.

A small scan of the decoded text, separate from reading the copy; docs/suppressions.md shows each form. The
row of a format in the table has its syntax of comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samklang.model import Comment, Span
from samklang.readers.parts.template import FRONT_MATTER

_LONGEST = 1_000
"""The most characters in a comment for samklang."""


@dataclass(frozen=True, kw_only=True)
class CommentSyntax:
    """How a format writes comments, and which of them are for samklang."""

    patterns: tuple[str, ...] = ()
    """Regular expressions for a comment to samklang; the group `content` is what follows samklang's name."""
    written: tuple[str, ...] = ()
    """How to write such a comment on a line of its own, with `{}` for its content; if there are two, the
    first is for code and the other for copy. Empty if a reader of the copy would see it."""
    fenced_code: bool = False
    """The format has fenced blocks of code; comments in them are examples and skipped."""
    front_matter: bool = False
    """A file may have front matter, whose key `samklang` applies to the whole file."""
    above_entry: bool = False
    """A comment belongs above the whole entry, key included, rather than right before the copy."""


NO_COMMENTS = CommentSyntax()
"""Findings in such a file can only be suppressed in the workspace."""


def enclosed(begin: str, end: str) -> str:
    """The pattern of a comment to samklang between two marks, themselves patterns."""
    return rf"{begin}\s*samklang:?\s(?P<content>(?:(?!{end}).){{1,{_LONGEST}}}){end}"


def to_line_end(begin: str) -> str:
    """The pattern of a comment to samklang from a mark, itself a pattern, to the end of its line."""
    return rf"{begin}[ \t]*samklang:?[ \t](?P<content>[^\r\n]+)"


MARKUP = enclosed("<!--", "-->")
TEMPLATE = (
    enclosed(r"\{#-?", r"-?#\}"),
    enclosed(r"\{%-?\s*comment\s*-?%\}", r"\{%-?\s*endcomment\s*-?%\}"),
    enclosed(r"\{\{~?!--", r"--~?\}\}"),
    enclosed(r"\{\{~?!", r"~?\}\}"),
    enclosed("<%#", "-?%>"),
)
SLASHES = (enclosed(r"/\*", r"\*/"), to_line_end("//"))
HASH = to_line_end(r"(?:^|(?<=[ \t]))#")

_FENCED = r"^[ \t]*(?P<fence>`{3,}|~{3,}).*?(?:^[ \t]*(?P=fence)|\Z)"
"""A comment in a block of code is only an example."""
_FRONT = re.compile(
    r"^samklang[ \t]*[:=][ \t]*"
    r"(?:\[(?P<row>\s*[\"'][^\]]*)\]|(?P<single>\S[^\r\n]*)|(?P<list>(?:\r?\n[ \t]*-[ \t][^\r\n]*)+))",
    re.M,
)
_ENTRIES = {
    "row": re.compile(r"""(?P<quote>["'])(?P<content>.*?)(?P=quote)"""),
    "single": re.compile(r"""(?P<quote>["']?)(?P<content>.*\S)(?P=quote)[ \t]*\Z"""),
    "list": re.compile(r"""-[ \t]+(?P<quote>["']?)(?P<content>[^\r\n]*\S)(?P=quote)[ \t]*(?![^\r\n])"""),
}
"""YAML's `samklang: off` and lists, and TOML's `samklang = "off"` and arrays; in quotation marks or not."""


def comments(syntax: CommentSyntax, text: str) -> tuple[Comment, ...]:
    """The comments for samklang in a file: those of its front matter first."""
    if "samklang" not in text:
        return ()
    in_front = _in_front_matter(text) if syntax.front_matter else ()
    return (*in_front, *_in_comments(syntax, text))


def _in_comments(syntax: CommentSyntax, text: str) -> Iterator[Comment]:
    for pattern in syntax.patterns:
        skipping = f"{_FENCED}|{pattern}" if syntax.fenced_code else pattern
        for match in re.finditer(skipping, text, re.M | re.S):
            if (content := match["content"]) is not None:
                yield Comment(" ".join(content.split()), Span(*match.span()))


def _in_front_matter(text: str) -> Iterator[Comment]:
    front = FRONT_MATTER.match(text)
    for field in _FRONT.finditer(front.group()) if front else ():
        kind = str(field.lastgroup)
        for entry in _ENTRIES[kind].finditer(field[kind]):
            start, end = entry.span("content")
            offset = field.start(kind)
            yield Comment(entry["content"], Span(offset + start, offset + end), whole=True)
