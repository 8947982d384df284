"""Turns paths, globs and standard input into `Source`s, each with the channel and moment it belongs to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from samklang.config.globs import matcher
from samklang.model import ANY_MOMENT, NO_RULES, Channel, Skipped, Source, Workspace
from samklang.sources.fluent_terms import SharedTerms
from samklang.sources.sitemap import with_pages
from samklang.sources.walk import GLOB_CHARACTERS, absolute, files
from samklang.text.language import from_path

_LEAVES = "is reached by a link that leaves the workspace"
_COPY_IT = "Put the file itself into the workspace, or exclude it from the channel's files."


class Collected(NamedTuple):
    """The sources of a run, and what was wrong while they were collected."""

    sources: tuple[Source, ...]
    problems: tuple[str, ...]
    """What the user asked for and is missing: a path, or all files of a channel."""
    partial: frozenset[str]
    """Channels of which only some files are among the sources."""
    skipped: tuple[Skipped, ...]
    """Files that are not opened, and missing pages of sitemaps."""


def collect(
    workspace: Workspace,
    paths: Sequence[Path] = (),
    channel: str | None = None,
    stdin: Source | None = None,
    listed: Sequence[Path] = (),
) -> Collected:
    """The files to check, in order of their names.

    Args:
        workspace: its channels claim files by their globs.
        paths: the only files and folders to collect; if there are none, every channel's files.
        channel: the only channel to collect.
        stdin: copy that stands in no file; collected instead of any path. A channel, moment or
            language that it names takes precedence over what its file name implies.
        listed: files to collect beside `paths`. The user did not name them, so it is no error if one cannot
            be read.
    """
    claims = [_Claim(each, workspace) for each in workspace.channels]
    problems: list[str] = []
    skipped: list[Skipped] = []
    partial: frozenset[str] = frozenset()
    if stdin:
        sources = [_placed(stdin, claims, workspace)]
        partial = frozenset(each.name for each in workspace.channels)
    elif paths or listed:
        sources = _at_paths(workspace, paths, listed, claims, problems)
        sources, skipped = _with_pages(workspace, claims, sources)
        whole, _ = _with_pages(workspace, claims, _claimed(workspace, claims, [], channel))
        partial = _partial(sources, whole)
    else:
        sources = _claimed(workspace, claims, problems, channel)
        sources, skipped = _with_pages(workspace, claims, sources)
    rules = _CopyRules(workspace)
    kept = [rules.applied_to(source) for source in sources if channel in (None, source.channel)]
    if stdin and stdin.declared:
        kept = [replace(source, declared=stdin.declared) for source in kept]
    leaving = [source for source in kept if source.path and _leaves(source.path, workspace.root)]
    return Collected(
        sources=tuple(source for source in kept if source not in leaving),
        problems=tuple(problems),
        partial=partial,
        skipped=(
            *(Skipped(name=source.name, reason=_LEAVES, hint=_COPY_IT) for source in leaving),
            *skipped,
        ),
    )


def placed(workspace: Workspace, sources: Iterable[Source]) -> tuple[Source, ...]:
    """Sources whose contents are given, with the channel, moment and language that their names imply."""
    claims = [_Claim(channel, workspace) for channel in workspace.channels]
    rules = _CopyRules(workspace)
    return tuple(rules.applied_to(_placed(source, claims, workspace)) for source in sources)


def matching(workspace: Workspace, globs: Sequence[str], language: str | None) -> tuple[Source, ...]:
    """The files that match globs, as copy to learn from, in order of their names; they belong to no channel.

    Args:
        language: of all of them; takes precedence over their paths.
    """
    matched = matcher(globs)
    rules = _CopyRules(workspace)
    return tuple(
        rules.applied_to(
            Source(name=name, path=path, declared=language, language=language_of(name, workspace.languages))
        )
        for path in _files(workspace, workspace.root)
        if matched.match_file(name := path.relative_to(workspace.root).as_posix())
        and not _leaves(path, workspace.root)
    )


def _leaves(path: Path, root: Path) -> bool:
    """Whether a path in the workspace leads out of it by a link.

    Such files are refused: findings quote the copy they are about, and reports are shared.
    """
    if Path(os.path.realpath(path)).is_relative_to(root):
        return False
    return any(Path(os.path.realpath(parent)).is_relative_to(root) for parent in path.parents)


class _CopyRules:
    """What is copy in which files, and the terms that Fluent files share."""

    def __init__(self, workspace: Workspace) -> None:
        self._globs = [(matcher([glob]), rules) for glob, rules in workspace.copy_rules]
        self._terms = SharedTerms(workspace.root)

    def applied_to(self, source: Source) -> Source:
        """The source with the rules for it."""
        rules = next((rules for glob, rules in self._globs if glob.match_file(source.name)), NO_RULES)
        if terms := self._terms.of(source.name):
            rules = replace(rules, names=terms)
        return replace(source, copy=rules, declared=rules.language or source.declared)


class _Claim:
    """The compiled globs of a channel, which decide which files belong to it."""

    def __init__(self, channel: Channel, workspace: Workspace) -> None:
        self.channel = channel
        self._languages = workspace.languages
        self._files = matcher(channel.files)
        self._moments = {moment: matcher(globs) for moment, globs in channel.moments.items()}

    def claims(self, name: str) -> bool:
        return self._files.match_file(name)

    def moment(self, name: str) -> str:
        matching = (moment for moment, globs in self._moments.items() if globs.match_file(name))
        return next(matching, ANY_MOMENT)

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
    """The language that a file's path names, or the workspace's only language; None if neither."""
    return from_path(name, languages) or (languages[0] if len(languages) == 1 else None)


def _claimed(
    workspace: Workspace, claims: Sequence[_Claim], problems: list[str], only: str | None
) -> list[Source]:
    """The files of all channels, with a problem added for each channel without files.

    Args:
        only: the channel to report problems of; None: of every channel.
    """
    sources = []
    empty = {claim.channel.name: claim.channel for claim in claims}
    for path in _files(workspace, workspace.root):
        name = path.relative_to(workspace.root).as_posix()
        if claim := _first(claims, name):
            sources.append(claim.source(name, path, named=False))
            empty.pop(claim.channel.name, None)
    for name, channel in empty.items():
        if only in (None, name):
            problems.append(f"{channel.declared}: channels.{name}: {_why_empty(workspace, channel.files)}")
    return sources


def _why_empty(workspace: Workspace, globs: Sequence[str]) -> str:
    """Why no file matches, and what to do."""
    listed, matched = ", ".join(globs), matcher(globs)
    every = files(workspace.root, ignored=True)
    if any(matched.match_file(path.relative_to(workspace.root).as_posix()) for path in every):
        return f"git ignores every file that matches {listed}; set `gitignore: false` to read them anyway"
    return f"no file matches {listed}; fix the glob or remove the channel"


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


def _partial(sources: Sequence[Source], claimed: Sequence[Source]) -> frozenset[str]:
    """The channels that claim a file which is not among the sources."""
    names = {source.name for source in sources}
    return frozenset(source.channel for source in claimed if source.channel and source.name not in names)


def _at_paths(
    workspace: Workspace,
    paths: Sequence[Path],
    listed: Sequence[Path],
    claims: Sequence[_Claim],
    problems: list[str],
) -> list[Source]:
    """The files of the paths and of folders among them, with a problem added for each path without files."""
    by_name: dict[str, Source] = {}

    def take(path: Path, named: bool) -> None:
        name = name_in(workspace, path)
        by_name[name] = _source(workspace, name, path, claims, named)

    for path in listed:
        take(absolute(path), named=False)
    for path in paths:
        if not path.exists():
            is_glob = GLOB_CHARACTERS.search(str(path))
            problems.append(f"{path}: {'no file matches' if is_glob else 'no such file or folder'}")
        elif path.is_file():
            take(absolute(path), named=True)
        else:
            below = list(_files(workspace, absolute(path)))
            if not below:
                problems.append(f"{path}: holds no files")
            for file in below:
                take(file, named=False)
    return [by_name[name] for name in sorted(by_name)]


def _source(workspace: Workspace, name: str, path: Path, claims: Iterable[_Claim], named: bool) -> Source:
    """A file as a source of the first channel that claims it, or of none."""
    if claim := _first(claims, name):
        return claim.source(name, path, named)
    language = language_of(name, workspace.languages)
    return Source(name=name, path=path, language=language, named=named)


def _with_pages(
    workspace: Workspace, claims: Sequence[_Claim], sources: Sequence[Source]
) -> tuple[list[Source], list[Skipped]]:
    """The sources and the pages of sitemaps among them; a page of no channel gets its sitemap's channel."""

    def page(path: Path, sitemap: Source) -> Source:
        source = _source(workspace, name_in(workspace, path), path, claims, named=False)
        return source if source.channel else replace(source, channel=sitemap.channel)

    return with_pages(sources, workspace.root, page, lambda path: not _leaves(path, workspace.root))


def _first(claims: Iterable[_Claim], name: str) -> _Claim | None:
    return next((claim for claim in claims if claim.claims(name)), None)


def _files(workspace: Workspace, folder: Path) -> Iterable[Path]:
    return files(folder, ignored=not workspace.gitignore)


def name_in(workspace: Workspace, path: Path) -> str:
    """A file's path relative to the workspace's folder, with forward slashes; a link keeps its own name."""
    real = Path(os.path.realpath(path.parent), path.name)
    return Path(os.path.relpath(real, workspace.root)).as_posix()
