"""Sitemaps: the pages that they name, as files of the workspace. Nothing is ever fetched."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from samklang.model import Skipped, Source

_HEAD = 4096
_MAX_BYTES = 50_000_000
"""As the protocol has it."""
_MARK = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b")
_LOC = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<>\]\s]+)")
_FILES = ("", ".html", "/index.html", ".htm", ".md", "/index.md")
"""What a server puts behind the path of a page, and what a generator makes it of."""


class _Pages(NamedTuple):
    files: list[Path]
    """Pages, and other sitemaps."""
    missing: list[str]
    """Addresses of which there is no file."""


def followed(
    sources: Iterable[Source],
    root: Path,
    to_source: Callable[[Path, Source], Source],
    may_open: Callable[[Path], bool],
) -> tuple[list[Source], list[Skipped]]:
    """The sources, with the pages that sitemaps among them name, by name; and what those name in vain.

    Args:
        sources: files of any kind.
        root: the folder that no page is looked for outside of. An address is that of a file below its
            sitemap's folder, or below the nearest folder above that has it.
        to_source: makes a source of a page and its sitemap.
        may_open: whether a sitemap may be looked into.
    """
    found = {source.name: source for source in sources}
    skipped = []
    waiting = [*found.values()]
    while waiting:
        sitemap = waiting.pop()
        if sitemap.path is None or sitemap.path.suffix.lower() != ".xml" or not may_open(sitemap.path):
            continue
        pages = _pages(sitemap.path, root)
        for path in pages.files:
            page = to_source(path, sitemap)
            if page.name not in found:
                found[page.name] = page
                waiting.append(page)
        if pages.missing:
            skipped.append(_in_vain(sitemap, pages.missing))
    return [found[name] for name in sorted(found)], skipped


def _in_vain(sitemap: Source, missing: list[str]) -> Skipped:
    others = f", and {len(missing) - 1:,} more" if len(missing) > 1 else ""
    reason = f"is no file of the workspace, though {sitemap.name} names it{others}"
    return Skipped(name=missing[0], reason=reason, failed=False)


def _pages(path: Path, root: Path) -> _Pages:
    folders = [folder for folder in path.parents if folder.is_relative_to(root)] or [path.parent]
    pages = _Pages([], [])
    for address in dict.fromkeys(map(unescape, _LOC.findall(_text(path)))):
        if file := next(_candidates(address, folders), None):
            pages.files.append(file)
        else:
            pages.missing.append(address)
    return pages


def _text(path: Path) -> str:
    """What stands in a sitemap; nothing of what is none."""
    if not path.is_file():
        return ""
    try:
        with path.open("rb") as file:
            data = file.read(_HEAD)
            data += file.read(_MAX_BYTES) if _MARK.search(data) else b""
    except OSError:  # its reader tells why
        return ""
    return data.decode("utf-8", "replace") if _MARK.search(data) else ""


def _candidates(address: str, folders: Iterable[Path]) -> Iterator[Path]:
    way = PurePosixPath("/", unquote(urlsplit(address).path)).relative_to("/")
    for folder in folders if ".." not in way.parts else ():
        for suffix in _FILES:
            file = folder / f"{way}{suffix}"
            if os.path.isfile(file):  # noqa: PTH113 - which fails for names that no file can have
                yield file
