"""Collect: paths, globs and standard input into `Source`s, each with the channel and moment it serves."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from samklang.config.globs import matcher
from samklang.model import ANY_MOMENT, NO_RULES, Channel, Skipped, Source, Workspace
from samklang.sources.fluent_terms import Names
from samklang.sources.sitemap import followed
from samklang.sources.walk import GLOB, absolute, files
from samklang.text.language import from_path

_LEAVES = "is reached by a link that leaves the workspace"
_COPY_IT = "Put the file itself there, or leave it out of the channel's files."


class Collected(NamedTuple):
    """The sources found, and what the user asked for that could not be had."""

    sources: tuple[Source, ...]
    problems: tuple[str, ...]
    partial: frozenset[str]
    """Channels of which only some files are among the sources."""
    skipped: tuple[Skipped, ...]
    """What is not even opened."""


def collect(
    workspace: Workspace,
    paths: Sequence[Path] = (),
    channel: str | None = None,
    stdin: Source | None = None,
    listed: Sequence[Path] = (),
) -> Collected:
    """The files to check, in order of their names.

    Args:
        workspace: whose channels claim files.
        paths: files and folders to keep to; without them, every channel's files.
        channel: the only channel to keep.
        stdin: copy that stands in no file; collected instead of any path. The channel, moment and language
            that it says go before what its name would say.
        listed: files to keep to, beside the paths, that nobody named: it is no error not to read one.
    """
    claims = [_Claim(one, workspace) for one in workspace.channels]
    problems: list[str] = []
    skipped: list[Skipped] = []
    partial: frozenset[str] = frozenset()
    if stdin:
        sources = [_placed(stdin, claims, workspace)]
        partial = frozenset(one.name for one in workspace.channels)
    elif paths or listed:
        sources = _pointed_at(workspace, paths, listed, claims, problems)
        sources, skipped = _followed(workspace, claims, sources)
        whole, _ = _followed(workspace, claims, _claimed(workspace, claims, [], channel))
        partial = _in_part(sources, whole)
    else:
        sources = _claimed(workspace, claims, problems, channel)
        sources, skipped = _followed(workspace, claims, sources)
    rules = _Rules(workspace)
    kept = [rules.given(source) for source in sources if channel in (None, source.channel)]
    if stdin and stdin.declared:
        kept = [replace(source, declared=stdin.declared) for source in kept]
    leaving = [source for source in kept if source.path and _leaves(source.path, workspace.root)]
    return Collected(
        sources=tuple(source for source in kept if source not in leaving),
        problems=tuple(problems),
        partial=partial,
        skipped=(*(Skipped(name=one.name, reason=_LEAVES, hint=_COPY_IT) for one in leaving), *skipped),
    )


def placed(workspace: Workspace, sources: Iterable[Source]) -> tuple[Source, ...]:
    """Sources that stand in no file, as collect would have them by their names."""
    claims = [_Claim(one, workspace) for one in workspace.channels]
    rules = _Rules(workspace)
    return tuple(rules.given(_placed(source, claims, workspace)) for source in sources)


def matching(workspace: Workspace, globs: Sequence[str], language: str | None) -> tuple[Source, ...]:
    """The files of globs as copy to learn from, in order of their names; they serve no channel.

    Args:
        language: of all of them, whatever their paths say.
    """
    wanted = matcher(globs)
    rules = _Rules(workspace)
    return tuple(
        rules.given(
            Source(name=name, path=path, declared=language, language=language_of(name, workspace.languages))
        )
        for path in _files(workspace, workspace.root)
        if wanted.match_file(name := path.relative_to(workspace.root).as_posix())
        and not _leaves(path, workspace.root)
    )


def _leaves(path: Path, root: Path) -> bool:
    """Whether a link leads out of the workspace: a finding quotes what it finds, and reports are shared."""
    if Path(os.path.realpath(path)).is_relative_to(root):
        return False
    return any(Path(os.path.realpath(parent)).is_relative_to(root) for parent in path.parents)


class _Rules:
    """What is copy in which files, and what they are told by the files beside them."""

    def __init__(self, workspace: Workspace) -> None:
        self._globs = [(matcher([glob]), rules) for glob, rules in workspace.copy_rules]
        self._names = Names(workspace.root)

    def given(self, source: Source) -> Source:
        """A source with the rules for it."""
        own = next((of for globs, of in self._globs if globs.match_file(source.name)), NO_RULES)
        if names := self._names.near(source.name):
            own = replace(own, names=names)
        return replace(source, copy=own, declared=own.language or source.declared)


class _Claim:
    """A channel's globs, compiled."""

    def __init__(self, channel: Channel, workspace: Workspace) -> None:
        self.channel = channel
        self._languages = workspace.languages
        self._files = matcher(channel.files)
        self._moments = {moment: matcher(globs) for moment, globs in channel.moments.items()}

    def claims(self, name: str) -> bool:
        return self._files.match_file(name)

    def moment(self, name: str) -> str:
        return next((m for m, globs in self._moments.items() if globs.match_file(name)), ANY_MOMENT)

    def source(self, name: str, path: Path | None, named: bool) -> Source:
        return Source(
            name=name,
            path=path,
            channel=self.channel.name,
            moment=self.moment(name),
            declared=self.channel.language,
            language=language_of(name, self._languages),
            named=named,
        )


def language_of(name: str, languages: Sequence[str]) -> str | None:
    """The language of a file by its path, or by there being only one in the workspace."""
    return from_path(name, languages) or (languages[0] if len(languages) == 1 else None)


def _claimed(
    workspace: Workspace, claims: Sequence[_Claim], problems: list[str], only: str | None
) -> list[Source]:
    sources = []
    empty = {claim.channel.name: claim.channel for claim in claims}
    for path in _files(workspace, workspace.root):
        name = path.relative_to(workspace.root).as_posix()
        if claim := _first(claims, name):
            sources.append(claim.source(name, path, named=False))
            empty.pop(claim.channel.name, None)
    for name, channel in empty.items():
        if only in (None, name):
            problems.append(f"{channel.declared}: channels.{name}: {_empty(workspace, channel.files)}")
    return sources


def _empty(workspace: Workspace, globs: Sequence[str]) -> str:
    """Why no file matches, and what to do."""
    shown, wanted = ", ".join(globs), matcher(globs)
    every = files(workspace.root, ignored=True)
    if any(wanted.match_file(path.relative_to(workspace.root).as_posix()) for path in every):
        return f"git ignores every file that matches {shown}; `gitignore: false` reads them all the same"
    return f"no file matches {shown}; mend the glob or drop the channel"


def _placed(stdin: Source, claims: Sequence[_Claim], workspace: Workspace) -> Source:
    """Standard input, serving the channel that it says, else the one that its file name would."""
    if stdin.channel:
        claim = next((one for one in claims if one.channel.name == stdin.channel), None)
    else:
        claim = _first(claims, stdin.name)
    if claim is None:
        return replace(stdin, language=language_of(stdin.name, workspace.languages))
    found = claim.source(stdin.name, None, named=stdin.named)
    moment = found.moment if stdin.moment == ANY_MOMENT else stdin.moment
    return replace(found, data=stdin.data, moment=moment, declared=stdin.declared or found.declared)


def _in_part(sources: Sequence[Source], claimed: Sequence[Source]) -> frozenset[str]:
    names = {source.name for source in sources}
    return frozenset(source.channel for source in claimed if source.channel and source.name not in names)


def _pointed_at(
    workspace: Workspace,
    paths: Sequence[Path],
    listed: Sequence[Path],
    claims: Sequence[_Claim],
    problems: list[str],
) -> list[Source]:
    found: dict[str, Source] = {}

    def take(path: Path, named: bool) -> None:
        name = name_in(workspace, path)
        found[name] = _source(workspace, name, path, claims, named)

    for path in listed:
        take(absolute(path), named=False)
    for pointed in paths:
        if not pointed.exists():
            glob = GLOB.search(str(pointed))
            problems.append(f"{pointed}: {'no file matches' if glob else 'no such file or folder'}")
        elif pointed.is_file():
            take(absolute(pointed), named=True)
        else:
            below = list(_files(workspace, absolute(pointed)))
            if not below:
                problems.append(f"{pointed}: holds no files")
            for path in below:
                take(path, named=False)
    return [found[name] for name in sorted(found)]


def _source(workspace: Workspace, name: str, path: Path, claims: Iterable[_Claim], named: bool) -> Source:
    """A file as a source of the channel that claims it, if one does."""
    if claim := _first(claims, name):
        return claim.source(name, path, named)
    language = language_of(name, workspace.languages)
    return Source(name=name, path=path, language=language, named=named)


def _followed(
    workspace: Workspace, claims: Sequence[_Claim], sources: Sequence[Source]
) -> tuple[list[Source], list[Skipped]]:
    """The sources with the pages that sitemaps among them name; a page of no channel serves its sitemap's."""

    def page(path: Path, sitemap: Source) -> Source:
        found = _source(workspace, name_in(workspace, path), path, claims, named=False)
        return found if found.channel else replace(found, channel=sitemap.channel)

    return followed(sources, workspace.root, page, lambda path: not _leaves(path, workspace.root))


def _first(claims: Iterable[_Claim], name: str) -> _Claim | None:
    return next((claim for claim in claims if claim.claims(name)), None)


def _files(workspace: Workspace, folder: Path) -> Iterable[Path]:
    return files(folder, ignored=not workspace.gitignore)


def name_in(workspace: Workspace, path: Path) -> str:
    """A file's name from the workspace's folder, with forward slashes."""
    own = Path(os.path.realpath(path.parent), path.name)
    return Path(os.path.relpath(own, workspace.root)).as_posix()
