"""Alternative texts of pictures in office documents: which of them somebody wrote."""

from __future__ import annotations

import re

_MADE = re.compile(
    r"\S*\.\w{2,4}|\S*[/\\]\S*|(?:picture|image|photo|graphic|bild|bildobjekt|billede|grafik)[ _-]*\d*"
    r"|.*(?:automatically generated|automatiskt genererad|automatisk genereret).*",
    re.IGNORECASE | re.DOTALL,
)
"""A file's name or path, a numbered name, and what the office program made up itself."""


def is_written(alt: str) -> bool:
    """Whether an alternative text says something, rather than being what a program put there."""
    return not _MADE.fullmatch(alt.strip())
