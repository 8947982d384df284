"""Alternative texts of pictures in office documents: which of them a person wrote."""

from __future__ import annotations

import re

_MADE = re.compile(
    r"\S*\.\w{2,4}|\S*[/\\]\S*|(?:picture|image|photo|graphic|bild|bildobjekt|billede|grafik)[ _-]*\d*"
    r"|.*(?:automatically generated|automatiskt genererad|automatisk genereret).*",
    re.IGNORECASE | re.DOTALL,
)
"""The name or path of a file, a numbered name, and what the office program generated."""


def is_written(alt: str) -> bool:
    """Whether a person wrote an alternative text, rather than a program."""
    return not _MADE.fullmatch(alt.strip())
