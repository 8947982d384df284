"""Looks through a folder: which channels its copy could be, in which languages, and what is approved."""

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
"""Of the words: less in a language that no path names is a quotation, or a mistake of the detector."""
_FALLBACK = KINDS[-1]
_EVERYTHING = ("**", f"!{FILE}", "!personas/**", "!reports/**")


class Proposal(NamedTuple):
    """A channel that could be."""

    kind: ChannelKind
    globs: tuple[str, ...]
    files: int
    """That hold copy."""
    moments: Mapping[str, tuple[str, ...]]
    """Globs of the files that serve each."""


class Survey(NamedTuple):
    """What a folder holds."""

    channels: tuple[Proposal, ...]
    languages: tuple[str, ...]
    """The one with the most words first."""
    approved: tuple[str, ...]
    """Globs."""
    left: Mapping[str, int]
    """Files of copy that are in no channel, by where they stand."""


class _Found(NamedTuple):
    """A file that holds copy."""

    name: str
    format: str
    language: str | None
    told: bool
    """Whether its path names its language."""
    words: int


def survey(folder: Path, progress: Progress) -> Survey:
    """Looks through a folder, with every reader there is.

    Args:
        folder: an existing one.
        progress: told how many files were read.
    """
    found = _read(folder.resolve(), progress)
    voice: set[str] = set()
    kinds: dict[str, list[_Found]] = defaultdict(list)
    left: list[_Found] = []
    for one in found:
        if glob := _below(one.name, approved()):
            voice.add(glob)
        elif kind := _kind(one):
            kinds[kind.name].append(one)
        else:
            left.append(one)
    channels = [_proposal(kind, kinds[kind.name]) for kind in KINDS if kind.name in kinds]
    if left and not channels:
        channels = [_proposal(_FALLBACK, left)._replace(globs=_EVERYTHING)]
        left = []
    return Survey(
        channels=tuple(channels),
        languages=_languages(found),
        approved=tuple(sorted(voice)),
        left=Counter(PurePosixPath(one.name).parts[0] for one in left),
    )


def _read(folder: Path, progress: Progress) -> list[_Found]:
    """Every file of a folder that holds copy which customers could meet."""
    nobody = Persona(brand="", bands=())
    workspace = Workspace(root=folder, persona=nobody, channels=(), languages=CODES, journey=(), model="")
    sources = [one for one in collect(workspace, [folder]).sources if not _below(one.name, NOT_COPY)]
    progress.start("looking through the folder", len(sources))
    found = []
    for source in sources:
        document = read(source)
        if isinstance(document, Document) and document.blocks and source.name != FILE:
            found.append(_of(document))
        progress.advance(1)
    return found


def _of(document: Document) -> _Found:
    copy = " ".join(block.text for block in document.blocks)
    source = document.source
    return _Found(
        name=source.name,
        format=document.format,
        language=source.language or detect(copy),
        told=source.language is not None,
        words=len(copy.split()),
    )


def _kind(one: _Found) -> ChannelKind | None:
    """What a file is by its folders from the top down, else by its format; None where neither tells."""
    for part in PurePosixPath(one.name).parts[:-1]:
        if told := next((kind for kind in KINDS if _is_one(part, folders(kind.name))), None):
            return told
    return next((kind for kind in KINDS if one.format in kind.formats), None)


def _proposal(kind: ChannelKind, found: Sequence[_Found]) -> Proposal:
    names = [one.name for one in found]
    return Proposal(
        kind=kind,
        globs=tuple(sorted({_below(name, folders(kind.name)) or _alike(name) for name in names})),
        files=len(found),
        moments=dict(_moments(names)) if kind.moments else {},
    )


def _moments(names: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The moments that files are named for, with globs of them."""
    for moment in MOMENTS:
        globs = [f"**/{word}*" for word in beginnings(moment)]
        told = [glob for glob in globs if any(matcher([glob]).match_files(names))]
        if told:
            yield moment, tuple(told)


def _below(name: str, known: frozenset[str]) -> str:
    """The glob of the topmost folder of a file that has one of these names; empty where none has."""
    parts = PurePosixPath(name).parts
    at = next((at for at, part in enumerate(parts[:-1]) if _is_one(part, known)), None)
    return "" if at is None else "/".join((*map(escape, parts[: at + 1]), "**"))


def _alike(name: str) -> str:
    """The glob of files of one suffix in the same topmost folder."""
    path = PurePosixPath(name)
    return f"{escape(path.parts[0])}/**/*{path.suffix}" if len(path.parts) > 1 else f"/*{path.suffix}"


def _is_one(part: str, known: frozenset[str]) -> bool:
    """Whether a folder has one of these names, however it is written: `App_UI` is `app-ui`."""
    plain = unicodedata.normalize("NFC", part).casefold().replace("_", "-").replace(" ", "-").strip("-")
    return plain in known


def _languages(found: Iterable[_Found]) -> tuple[str, ...]:
    """Those that copy can be checked in and that paths name or a fair share of the words is in."""
    words: Counter[str | None] = Counter()
    told = {one.language for one in found if one.told}
    for one in found:
        words[one.language] += one.words
    enough = _SHARE * words.total()
    known = [code for code in CODES if code in told or words[code] > enough]
    return tuple(sorted(known, key=lambda code: -words[code]))
