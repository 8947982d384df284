"""What comments of a file say to samklang: `<!-- samklang off tone.warm -->`, as the format writes comments.

A small scan of the decoded text, apart from how the copy is read; docs/suppressions.md shows each form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from samklang.model import Comment, Span
from samklang.readers.template import FRONT_MATTER

_LONGEST = 1_000
"""Characters of a comment that is for samklang."""
_TO_END = r"[ \t]*samklang:?[ \t](?P<says>[^\r\n]+)"


def _closed(begin: str, end: str) -> str:
    return rf"{begin}\s*samklang:?\s(?P<says>(?:(?!{end}).){{1,{_LONGEST}}}){end}"


_MARKUP = _closed("<!--", "-->")
_TEMPLATE = (
    _closed(r"\{#-?", r"-?#\}"),
    _closed(r"\{%-?\s*comment\s*-?%\}", r"\{%-?\s*endcomment\s*-?%\}"),
    _closed(r"\{\{~?!--", r"--~?\}\}"),
    _closed(r"\{\{~?!", r"~?\}\}"),
    _closed("<%#", "-?%>"),
)
_SLASHES = (_closed(r"/\*", r"\*/"), rf"//{_TO_END}")
_HASH = rf"(?:^|(?<=[ \t]))#{_TO_END}"
_PAGE = (_MARKUP, *_TEMPLATE)

_FORMS: dict[str, tuple[str, ...]] = {
    "text": _TEMPLATE,
    "markdown": _PAGE,
    "html": _PAGE,
    "mjml": _PAGE,
    "mdx": (_MARKUP, *_SLASHES),
    "vue": (_MARKUP, *_SLASHES),
    "jsx": _SLASHES,
    "restructuredtext": (rf"^[ \t]*\.\.{_TO_END}",),
    "asciidoc": (rf"^//{_TO_END}",),
    "gettext": (rf"^#[.]?{_TO_END}",),
    "fluent": (rf"^#{{1,3}}{_TO_END}",),
    "strings": _SLASHES,
    "properties": (rf"^[ \t\f]*[#!]{_TO_END}",),
    "yaml": (_HASH,),
    "captions": (rf"^NOTE{_TO_END}",),
    **dict.fromkeys(("android", "xliff", "resx", "stringsdict", "feed"), (_MARKUP,)),
}
"""By format: how its comments are written. Formats without comments are left to the workspace."""
WRITTEN: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("markdown", "html", "mjml", "vue", "android"), ("<!-- samklang {} -->",)),
    **dict.fromkeys(("xliff", "resx", "stringsdict", "feed"), ("<!-- samklang {} -->",)),
    **dict.fromkeys(("mdx", "jsx"), ("// samklang {}", "{{/* samklang {} */}}")),
    **dict.fromkeys(("gettext", "fluent", "properties", "yaml"), ("# samklang {}",)),
    "strings": ("/* samklang {} */",),
    "restructuredtext": (".. samklang {}\n",),
    "asciidoc": ("// samklang {}",),
}
"""By format: how such a comment is written on a line of its own; where there are two, code takes the first
and copy the other. Plain text has none that its readers would not see, and captions only in WebVTT."""
_FENCED = r"^[ \t]*(?P<fence>`{3,}|~{3,}).*?(?:^[ \t]*(?P=fence)|\Z)"
"""A comment in a block of code is an example of one."""
_FRONTED = ("text", "markdown", "mdx", "html", "mjml")
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


def comments(form: str, text: str) -> tuple[Comment, ...]:
    """What the comments of a file in some format say to samklang, in file order."""
    if "samklang" not in text:
        return ()
    return (*_in_front_matter(form, text), *_in_comments(form, text))


def _in_comments(form: str, text: str) -> Iterator[Comment]:
    for pattern in _FORMS.get(form, ()):
        skipping = f"{_FENCED}|{pattern}" if form in ("markdown", "mdx") else pattern
        for found in re.finditer(skipping, text, re.M | re.S):
            if (says := found["says"]) is not None:
                yield Comment(" ".join(says.split()), Span(*found.span()))


def _in_front_matter(form: str, text: str) -> Iterator[Comment]:
    front = FRONT_MATTER.match(text) if form in _FRONTED else None
    for found in _FRONT.finditer(front.group()) if front else ():
        kind = str(found.lastgroup)
        for entry in _ENTRIES[kind].finditer(found[kind]):
            start, end = entry.span("says")
            at = found.start(kind)
            yield Comment(entry["says"], Span(at + start, at + end), whole=True)
