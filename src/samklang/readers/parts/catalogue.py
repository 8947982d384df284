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
"""How ICU writes an apostrophe."""
_DATA = re.compile(
    rf"""\w+://\S+|(?:mailto|tel):\S+|[^\s@]+@[^\s@]+|\.{{0,2}}/\S+
    |[^\s/]+(?:/[^\s/]+)*/[^\s/]+\.\w{{2,5}}|[^\n]*{FILE.pattern}|[\w-]+(?:\.[\w-]+)+
    |[^\W_]+(?:_+[^\W_]+)+|[a-z]{{2,}}(?:[A-Z][a-z]+)+|:\w+|sha\d+-\S+
    |(?:%[-^0]?[A-Za-z]|[\W\d_])*""",
    re.X,
)
"""What is no copy in any catalogue: an address, a path, a file, an identifier, a symbol, a date's format."""


class Catalogue:
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
        """A message, and which of its plural forms or variations it is; a block a branch.

        Entities in it are decoded, and placeholders masked, whatever the format.
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
        """All that was collected, in file order."""
        return tuple(sorted(self._blocks, key=lambda block: block.pieces[0].file_start))


def language_code(tag: str) -> str | None:
    """The language of a tag: `sv-SE` and `sv_SE` are `sv`; None of an empty one."""
    return re.split("[-_]", tag)[0].lower() or None
