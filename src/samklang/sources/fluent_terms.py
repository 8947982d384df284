"""Names that Fluent files share: the brand's stand as terms in one file, and all others refer to them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath

from samklang.model import Skipped, Source
from samklang.readers import fetch
from samklang.readers.parts.encoding import Undecodable, decode

_SUFFIX = ".ftl"


class Names:
    """Looks for them on the way from a file's folder up to the workspace's, each folder once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folders: dict[PurePath, Mapping[str, str]] = {}

    def near(self, name: str) -> Mapping[str, str]:
        """What the names say that a file may refer to, the nearest folder's first; none for other formats."""
        found: dict[str, str] = {}
        if PurePath(name).suffix.lower() == _SUFFIX:
            for folder in reversed(PurePath(name).parents):
                if folder not in self._folders:
                    self._folders[folder] = self._within(folder)
                found |= self._folders[folder]
        return found

    def _within(self, folder: PurePath) -> dict[str, str]:
        found: dict[str, str] = {}
        root = self._root.resolve()
        for path in sorted((self._root / folder).glob(f"*{_SUFFIX}")):
            if path.resolve().is_relative_to(root):
                found |= _of(path)
        return found


def _of(path: Path) -> dict[str, str]:
    """Of one file; why a file cannot be read is told where it is read itself."""
    from samklang.readers.formats.fluent import names

    data = fetch(Source(name=path.name, path=path))
    try:
        return {} if isinstance(data, Skipped) else names(decode(data)[0])
    except (RecursionError, Undecodable):
        return {}
