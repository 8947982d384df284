"""Sitemaps: the pages that they list, as files of the workspace. Nothing is ever fetched."""

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
"""How many bytes are searched for the element that makes a file a sitemap."""
_MAX_BYTES = 50_000_000
"""The limit of the sitemap protocol."""
_ELEMENT = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b")
_LOC = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<>\]\s]+)")
_SUFFIXES = ("", ".html", "/index.html", ".htm", ".md", "/index.md")
"""Suffixes that turn the path of an address into a file: those of servers, and those of site generators."""


class _Pages(NamedTuple):
    files: list[Path]
    """Pages, and other sitemaps."""
    missing: list[str]
    """Addresses without a file."""


def with_pages(
    sources: Iterable[Source],
    root: Path,
    to_source: Callable[[Path, Source], Source],
    may_open: Callable[[Path], bool],
) -> tuple[list[Source], list[Skipped]]:
    """The sources and the pages that sitemaps among them list, sorted by name; and sitemaps' missing pages.

    Args:
        sources: files of any kind.
        root: pages are only looked for below this folder. The file of an address is looked for below its
            sitemap's folder first, then below each folder above that.
        to_source: makes a source of a page and its sitemap.
        may_open: whether a sitemap may be read.
    """
    by_name = {source.name: source for source in sources}
    skipped = []
    waiting = [*by_name.values()]
    while waiting:
        sitemap = waiting.pop()
        if sitemap.path is None or sitemap.path.suffix.lower() != ".xml" or not may_open(sitemap.path):
            continue
        pages = _pages(sitemap.path, root)
        for path in pages.files:
            page = to_source(path, sitemap)
            if page.name not in by_name:
                by_name[page.name] = page
                waiting.append(page)
        if pages.missing:
            skipped.append(_missing(sitemap, pages.missing))
    return [by_name[name] for name in sorted(by_name)], skipped


def _missing(sitemap: Source, addresses: list[str]) -> Skipped:
    """One entry for all addresses of a sitemap that have no file."""
    others = f" (and {len(addresses) - 1:,} more)" if len(addresses) > 1 else ""
    reason = f"is listed in {sitemap.name}, but has no file in the workspace{others}"
    return Skipped(name=addresses[0], reason=reason, failed=False)


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
    """The text of a sitemap; empty if the file is not one."""
    if not path.is_file():
        return ""
    try:
        with path.open("rb") as file:
            data = file.read(_HEAD)
            data += file.read(_MAX_BYTES) if _ELEMENT.search(data) else b""
    except OSError:  # its reader reports why
        return ""
    return data.decode("utf-8", "replace") if _ELEMENT.search(data) else ""


def _candidates(address: str, folders: Iterable[Path]) -> Iterator[Path]:
    """The files that an address may mean, the likeliest first."""
    path = PurePosixPath("/", unquote(urlsplit(address).path)).relative_to("/")
    for folder in folders if ".." not in path.parts else ():
        for suffix in _SUFFIXES:
            file = folder / f"{path}{suffix}"
            if os.path.isfile(file):  # noqa: PTH113 - Path.is_file raises for names that no file can have
                yield file
