"""What all string catalogues have in common: keys, placeholders, branches of plurals."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

from samklang.model import Block, CopyRules, Kind
from samklang.readers.parts import icu
from samklang.readers.parts.copy import Copy
from samklang.readers.parts.escapes import ENTITIES, Decoded, Escapes
from samklang.readers.parts.likely_copy import FILE

_DOUBLED = Escapes("'", re.compile("''"), lambda _quotes: "'")
"""How ICU escapes an apostrophe."""
_DATA = re.compile(
    rf"""\w+://\S+|(?:mailto|tel):\S+|[^\s@]+@[^\s@]+|\.{{0,2}}/\S+
    |[^\s/]+(?:/[^\s/]+)*/[^\s/]+\.\w{{2,5}}|[^\n]*{FILE.pattern}|[\w-]+(?:\.[\w-]+)+
    |[^\W_]+(?:_+[^\W_]+)+|[a-z]{{2,}}(?:[A-Z][a-z]+)+|:\w+|sha\d+-\S+
    |(?:%[-^0]?[A-Za-z]|[\W\d_])*""",
    re.X,
)
"""Strings that are not copy in any catalogue: addresses, paths, files, identifiers, symbols, date formats."""


class StringCatalogue:
    """Collects messages under their keys."""

    def __init__(self, rules: CopyRules) -> None:
        self._blocks: list[Block] = []
        self._leave = rules.leave_keys

    def add(
        self,
        key: str,
        message: Decoded,
        language: str | None = None,
        form: str = "",
        kind: Kind = Kind.LABEL,
    ) -> None:
        """Add a message, a block for each of its branches; `form` is its plural form or variation.

        Entities in it are decoded and placeholders masked, whatever the format.
        """
        if any(fnmatchcase(key, glob) for glob in self._leave):
            return
        message = message.decode(ENTITIES)
        if _DATA.fullmatch(message.text.strip()):
            return
        if icu.has_branches(message.text):
            message = message.decode(_DOUBLED)
        for branch in icu.branches(message.text):
            copy = Copy()
            end = branch.start + len(branch.text)
            message.cut(branch.start, end).masked(branch.text).add_to(copy)
            where = ", ".join(filter(None, (key, form, branch.label)))
            if block := copy.block(kind, where, language):
                self._blocks.append(block)

    def blocks(self) -> tuple[Block, ...]:
        """All collected blocks, in file order."""
        return tuple(sorted(self._blocks, key=lambda block: block.pieces[0].file_start))


def language_code(tag: str) -> str | None:
    """The language of a tag: `sv` for `sv-SE` and `sv_SE`; None for an empty tag."""
    return re.split("[-_]", tag)[0].lower() or None
