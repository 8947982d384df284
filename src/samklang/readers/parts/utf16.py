r"""Escapes of UTF-16, as Java and Apple write them: `\u00f6`, and two of them for an emoji."""

from __future__ import annotations

import re

ESCAPE = r"\\[uU][dD][89abAB][0-9a-fA-F]{2}\\[uU][dD][c-fC-F][0-9a-fA-F]{2}|\\[uU][0-9a-fA-F]{4}"
"""A regular expression: a pair of surrogates is one character."""
_UNIT = re.compile(r"[uU]([0-9a-fA-F]{4})")


def meaning(escape: str) -> str:
    """The characters of a match of `ESCAPE`; half a pair becomes U+FFFD."""
    return bytes.fromhex("".join(_UNIT.findall(escape))).decode("utf-16-be", "replace")
