"""Surveys a folder: to which channels its copy could belong, in which languages it is, what is approved."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from samklang.config import FILE
from samklang.config.globs import escape, matcher
from samklang.languages import CODES
from samklang.model import Document, Persona, Workspace
from samklang.model.progress import Progress
from samklang.readers import read
from samklang.scaffold.kinds import (
    KINDS,
    MOMENTS,
    NOT_COPY,
    ChannelKind,
    approved,
    beginnings,
    folders,
)
from samklang.sources.collect import collect
from samklang.text.language import detect

_SHARE = 0.05
"""Share of the words that a language needs if no path names it: less is a quotation or a wrong detection."""
_FALLBACK = KINDS[-1]
_EVERYTHING = ("**", f"!{FILE}", "!personas/**", "!reports/**")


class Proposal(NamedTuple):
    """A channel to propose."""

    kind: ChannelKind
    globs: tuple[str, ...]
    files: int
    """How many of its files hold copy."""
    moments: Mapping[str, tuple[str, ...]]
    """By moment: globs of the files that belong to it."""


class Survey(NamedTuple):
    """What was learnt about a folder."""

    channels: tuple[Proposal, ...]
    languages: tuple[str, ...]
    """The language with the most words first."""
    approved: tuple[str, ...]
    """Globs."""
    left: Mapping[str, int]
    """How many files of copy are in no channel, by their topmost folder, or their name if in none."""


class _CopyFile(NamedTuple):
    """A file that holds copy."""

    name: str
    format: str
    language: str | None
    by_path: bool
    """Whether its path names its language."""
    words: int


def survey(folder: Path, progress: Progress) -> Survey:
    """Surveys a folder by reading all its files.

    Args:
        folder: must exist.
        progress: receives how many files were read.
    """
    files = _read(folder.resolve(), progress)
    voice: set[str] = set()
    kinds: dict[str, list[_CopyFile]] = defaultdict(list)
    left: list[_CopyFile] = []
    for file in files:
        if glob := _below(file.name, approved()):
            voice.add(glob)
        elif kind := _kind(file):
            kinds[kind.name].append(file)
        else:
            left.append(file)
    channels = [_proposal(kind, kinds[kind.name]) for kind in KINDS if kind.name in kinds]
    if left and not channels:
        channels = [_proposal(_FALLBACK, left)._replace(globs=_EVERYTHING)]
        left = []
    return Survey(
        channels=tuple(channels),
        languages=_languages(files),
        approved=tuple(sorted(voice)),
        left=Counter(PurePosixPath(file.name).parts[0] for file in left),
    )


def _read(folder: Path, progress: Progress) -> list[_CopyFile]:
    """Every file of a folder with copy that customers may see."""
    nobody = Persona(brand="", bands=())
    workspace = Workspace(root=folder, persona=nobody, channels=(), languages=CODES, journey=(), model="")
    collected = collect(workspace, [folder]).sources
    sources = [source for source in collected if not _below(source.name, NOT_COPY)]
    progress.start("looking through the folder", len(sources))
    files = []
    for source in sources:
        document = read(source)
        if isinstance(document, Document) and document.blocks and source.name != FILE:
            files.append(_copy_file(document))
        progress.advance(1)
    return files


def _copy_file(document: Document) -> _CopyFile:
    copy = " ".join(block.text for block in document.blocks)
    source = document.source
    return _CopyFile(
        name=source.name,
        format=document.format,
        language=source.language or detect(copy),
        by_path=source.language is not None,
        words=len(copy.split()),
    )


def _kind(file: _CopyFile) -> ChannelKind | None:
    """The kind that a file's topmost known folder implies, else its format; None if neither does."""
    for part in PurePosixPath(file.name).parts[:-1]:
        if kind := next((kind for kind in KINDS if _is_named(part, folders(kind.name))), None):
            return kind
    return next((kind for kind in KINDS if file.format in kind.formats), None)


def _proposal(kind: ChannelKind, files: Sequence[_CopyFile]) -> Proposal:
    names = [file.name for file in files]
    return Proposal(
        kind=kind,
        globs=tuple(sorted({_below(name, folders(kind.name)) or _by_suffix(name) for name in names})),
        files=len(files),
        moments=dict(_moments(names)) if kind.moments else {},
    )


def _moments(names: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The moments that names of files begin with a word of, and globs of those files."""
    for moment in MOMENTS:
        globs = [f"**/{word}*" for word in beginnings(moment)]
        matching = [glob for glob in globs if any(matcher([glob]).match_files(names))]
        if matching:
            yield moment, tuple(matching)


def _below(name: str, known: frozenset[str]) -> str:
    """The glob of a file's topmost folder that has one of these names; empty if none has."""
    parts = PurePosixPath(name).parts
    index = next((index for index, part in enumerate(parts[:-1]) if _is_named(part, known)), None)
    return "" if index is None else "/".join((*map(escape, parts[: index + 1]), "**"))


def _by_suffix(name: str) -> str:
    """The glob of all files with the same suffix below the same topmost folder."""
    path = PurePosixPath(name)
    return f"{escape(path.parts[0])}/**/*{path.suffix}" if len(path.parts) > 1 else f"/*{path.suffix}"


def _is_named(part: str, known: frozenset[str]) -> bool:
    """Whether a folder has one of these names, in any spelling: `App_UI` is `app-ui`."""
    plain = unicodedata.normalize("NFC", part).casefold().replace("_", "-").replace(" ", "-").strip("-")
    return plain in known


def _languages(files: Iterable[_CopyFile]) -> tuple[str, ...]:
    """Those that copy can be checked in and that a path names or enough of the words are in."""
    words: Counter[str | None] = Counter()
    by_path = {file.language for file in files if file.by_path}
    for file in files:
        words[file.language] += file.words
    enough = _SHARE * words.total()
    known = [code for code in CODES if code in by_path or words[code] > enough]
    return tuple(sorted(known, key=lambda code: -words[code]))
