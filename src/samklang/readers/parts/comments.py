"""What comments of a file say to samklang: `<!-- samklang off tone.warm -->`, as the format writes comments.

A small scan of the decoded text, apart from how the copy is read; docs/suppressions.md shows each form. How
each format writes comments stands in its row of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samklang.model import Comment, Span
from samklang.readers.parts.template import FRONT_MATTER

_LONGEST = 1_000
"""Characters of a comment that is for samklang."""


@dataclass(frozen=True, kw_only=True)
class CommentSyntax:
    """How a format writes comments, and which of them speak to samklang."""

    patterns: tuple[str, ...] = ()
    """Regular expressions of a comment to samklang; the group `says` is what follows samklang's name."""
    written: tuple[str, ...] = ()
    """How such a comment is written on a line of its own, `{}` being what it says; where there are two, code
    takes the first and copy the other. Empty where a reader of the copy would see it."""
    fenced_code: bool = False
    """There are fenced blocks of code, in which a comment is an example of one and passed over."""
    front_matter: bool = False
    """A file may have front matter, whose key `samklang` speaks of the whole file."""
    above_entry: bool = False
    """A comment stands above the whole entry, its key included, rather than right before the copy."""


NO_COMMENTS = CommentSyntax()
"""What is wrong in such a file is left alone by the workspace."""


def enclosed(begin: str, end: str) -> str:
    """The pattern of a comment to samklang between two marks, themselves patterns."""
    return rf"{begin}\s*samklang:?\s(?P<says>(?:(?!{end}).){{1,{_LONGEST}}}){end}"


def to_line_end(begin: str) -> str:
    """The pattern of a comment to samklang from a mark, itself a pattern, to the end of its line."""
    return rf"{begin}[ \t]*samklang:?[ \t](?P<says>[^\r\n]+)"


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
"""A comment in a block of code is an example of one."""
_FRONT = re.compile(
    r"^samklang[ \t]*[:=][ \t]*"
    r"(?:\[(?P<row>\s*[\"'][^\]]*)\]|(?P<one>\S[^\r\n]*)|(?P<list>(?:\r?\n[ \t]*-[ \t][^\r\n]*)+))",
    re.M,
)
_ENTRIES = {
    "row": re.compile(r"""(?P<quote>["'])(?P<says>.*?)(?P=quote)"""),
    "one": re.compile(r"""(?P<quote>["']?)(?P<says>.*\S)(?P=quote)[ \t]*\Z"""),
    "list": re.compile(r"""-[ \t]+(?P<quote>["']?)(?P<says>[^\r\n]*\S)(?P=quote)[ \t]*(?![^\r\n])"""),
}
"""YAML's `samklang: off` and lists, and TOML's `samklang = "off"` and arrays; in quotation marks or not."""


def comments(syntax: CommentSyntax, text: str) -> tuple[Comment, ...]:
    """What the comments of a file say to samklang: those of its front matter first."""
    if "samklang" not in text:
        return ()
    in_front = _in_front_matter(text) if syntax.front_matter else ()
    return (*in_front, *_in_comments(syntax, text))


def _in_comments(syntax: CommentSyntax, text: str) -> Iterator[Comment]:
    for pattern in syntax.patterns:
        skipping = f"{_FENCED}|{pattern}" if syntax.fenced_code else pattern
        for found in re.finditer(skipping, text, re.M | re.S):
            if (says := found["says"]) is not None:
                yield Comment(" ".join(says.split()), Span(*found.span()))


def _in_front_matter(text: str) -> Iterator[Comment]:
    front = FRONT_MATTER.match(text)
    for found in _FRONT.finditer(front.group()) if front else ():
        kind = str(found.lastgroup)
        for entry in _ENTRIES[kind].finditer(found[kind]):
            start, end = entry.span("says")
            at = found.start(kind)
            yield Comment(entry["says"], Span(at + start, at + end), whole=True)
