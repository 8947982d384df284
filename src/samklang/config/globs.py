"""Globs as people write them in `samklang.yaml`: those of `.gitignore`, plus braces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import bracex
from pathspec import PathSpec
from pathspec.patterns.gitignore.base import GitIgnorePatternError
from pathspec.patterns.gitignore.basic import GitIgnoreBasicPattern

EXPECTED = "expected a glob, such as web/** or *.md"


def matcher(globs: Iterable[str]) -> PathSpec[Any]:
    """Matches paths with forward slashes against globs; of several globs for a path, the last one decides.

    Raises:
        ValueError: a glob is not valid.
    """
    try:
        return PathSpec.from_lines("gitignore", [line for glob in globs for line in expand_braces(glob)])
    except (GitIgnorePatternError, re.error) as error:
        raise ValueError(EXPECTED) from error


def expand_braces(glob: str) -> list[str]:
    """The globs that braces stand for: `*.{md,html}` is `*.md` and `*.html`.

    Raises:
        ValueError: there are more than 1,000.
    """
    try:
        return bracex.expand(glob, keep_escapes=True)
    except bracex.ExpansionLimitException as error:
        raise ValueError("expected braces that expand to at most 1,000 globs") from error


def escape(name: str) -> str:
    """The glob that matches a name literally, whatever special characters are in it."""
    return re.sub(r"[{}]", r"\\\g<0>", GitIgnoreBasicPattern.escape(name))
