"""Terms that Fluent files share: a brand's names are often defined in one file, and others refer to them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath

from samklang.model import Skipped, Source
from samklang.readers import fetch
from samklang.readers.parts.encoding import Undecodable, decode

_SUFFIX = ".ftl"


class SharedTerms:
    """Looks up the terms of the Fluent files of a workspace, reading each folder once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folders: dict[PurePath, Mapping[str, str]] = {}

    def of(self, name: str) -> Mapping[str, str]:
        """The terms, by name, that a Fluent file may refer to; empty for files of other formats.

        They are those of its folder and the folders above it, up to the workspace's; the nearest folder's
        take precedence.
        """
        terms: dict[str, str] = {}
        if PurePath(name).suffix.lower() == _SUFFIX:
            for folder in reversed(PurePath(name).parents):
                if folder not in self._folders:
                    self._folders[folder] = self._terms_in(folder)
                terms |= self._folders[folder]
        return terms

    def _terms_in(self, folder: PurePath) -> dict[str, str]:
        terms: dict[str, str] = {}
        root = self._root.resolve()
        for path in sorted((self._root / folder).glob(f"*{_SUFFIX}")):
            if path.resolve().is_relative_to(root):
                terms |= _terms(path)
        return terms


def _terms(path: Path) -> dict[str, str]:
    """The terms of a file; none if it cannot be read, which is reported when the file itself is checked."""
    from samklang.readers.formats.fluent import names

    data = fetch(Source(name=path.name, path=path))
    try:
        return {} if isinstance(data, Skipped) else names(decode(data)[0])
    except (RecursionError, Undecodable):
        return {}
