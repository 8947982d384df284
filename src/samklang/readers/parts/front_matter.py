"""Front matter: the titles and descriptions above a page, in YAML or TOML, and the language of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from samklang.model import Block, CopyRules, Kind
from samklang.readers.parts.catalogue import StringCatalogue, language_code
from samklang.readers.parts.copy import Unreadable
from samklang.readers.parts.escapes import Decoded
from samklang.readers.parts.json_text import ESCAPES
from samklang.readers.parts.template import FRONT_MATTER
from samklang.readers.parts.yaml_text import scalars

_KINDS = {
    **dict.fromkeys("title subtitle headline heading subheading tagline".split(), Kind.TITLE),
    **dict.fromkeys("metatitle seotitle ogtitle pagetitle shorttitle longtitle".split(), Kind.TITLE),
    **dict.fromkeys("description summary excerpt lead lede intro teaser".split(), Kind.DESCRIPTION),
    **dict.fromkeys("metadescription seodescription ogdescription".split(), Kind.DESCRIPTION),
    **dict.fromkeys("alt alttext imagealt imagealttext".split(), Kind.ALT),
    **dict.fromkeys("caption imagecaption figcaption imagefigcaption".split(), Kind.PARAGRAPH),
}
"""The keys in which site generators have copy, by the last part of the key without hyphens or underscores."""
_LANGUAGES = frozenset({"lang", "language", "locale"})
_TOML = re.compile(r"""^[ \t]*([\w.-]+)[ \t]*=[ \t]*(?:"((?:[^"\\\r\n]|\\.)*)"|'([^'\r\n]*)')""", re.M)
"""A key and its string on one line."""


class _Entry(NamedTuple):
    key: str
    message: Decoded

    @property
    def name(self) -> str:
        return re.sub(r"[-_]", "", self.key.rpartition(".")[2]).lower()


def page(text: str, body: Iterable[Block], rules: CopyRules) -> tuple[Block, ...]:
    """The blocks of a page, those of its front matter first; in the language that it names.

    Args:
        text: the whole file.
        body: the blocks below the front matter.
        rules: of these, `leave_keys` applies to the front matter.
    """
    entries = list(_entries(text))
    languages = (language_code(entry.message.text) for entry in entries if entry.name in _LANGUAGES)
    language = next(languages, None)
    catalogue = StringCatalogue(rules)
    for entry in entries:
        if kind := _KINDS.get(entry.name):
            catalogue.add(entry.key, entry.message, language, kind=kind)
    if language:
        body = (block if block.language else replace(block, language=language) for block in body)
    return (*catalogue.blocks(), *body)


def _entries(text: str) -> Iterator[_Entry]:
    front = FRONT_MATTER.match(text)
    if front and front["toml"]:
        for match in _TOML.finditer(text, front.start("toml"), front.end("toml")):
            key, basic, literal = match.groups()
            message = Decoded.of(
                literal if basic is None else basic, match.start(2 if literal is None else 3)
            )
            yield _Entry(key, message.decode(ESCAPES) if literal is None else message)
    elif front and front["yaml"]:
        start = front.start("yaml")
        lines = "\n" * start + front["yaml"]  # so that offsets are those of the file
        with suppress(Unreadable):  # broken front matter is ignored, and the page is read
            yield from [_Entry(path, message) for path, message in scalars(lines) if message]
