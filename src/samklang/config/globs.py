"""Globs as people write them in `samklang.yaml`: those of `.gitignore`, and braces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import bracex
from pathspec import PathSpec
from pathspec.patterns.gitignore.base import GitIgnorePatternError
from pathspec.patterns.gitignore.basic import GitIgnoreBasicPattern


def matcher(globs: Iterable[str]) -> PathSpec[Any]:
    """What matches paths with forward slashes against globs; the last glob that speaks of a path decides.

    Raises:
        ValueError: a glob cannot be understood.
    """
    try:
        return PathSpec.from_lines("gitignore", [one for glob in globs for one in spread(glob)])
    except (GitIgnorePatternError, re.error) as error:
        raise ValueError("expected a glob") from error


def spread(glob: str) -> list[str]:
    """The globs that braces stand for: `*.{md,html}` is `*.md` and `*.html`.

    Raises:
        ValueError: they are too many.
    """
    try:
        return bracex.expand(glob, keep_escapes=True)
    except bracex.ExpansionLimitException as error:
        raise ValueError("expected braces that stand for at most 1,000 globs") from error


def escape(name: str) -> str:
    """The glob of one name, whatever signs stand in it."""
    return re.sub(r"[{}]", r"\\\g<0>", GitIgnoreBasicPattern.escape(name))
