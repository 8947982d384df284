"""YAML: the catalogues of Rails and Symfony, and data of any other kind."""

from __future__ import annotations

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.parts import nested
from samklang.readers.parts.nested import Leaf
from samklang.readers.parts.yaml_text import scalars


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The blocks of a YAML text.

    Raises:
        Unreadable: if it is not YAML, is nested too deeply, or has nothing at the paths of the workspace.
    """
    return nested.read([Leaf(path, message) for path, message in scalars(text)], rules)
