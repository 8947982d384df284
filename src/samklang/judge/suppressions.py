"""Suppressions: what comments and the workspace want left alone, as spans of the files that were read.

samklang off|on|ignore-next [RULE, …] ["PHRASE"] [until YYYY-MM-DD] [because REASON]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from samklang.config.globs import matcher
from samklang.model import Comment, Document, Exemption, Place, Span, Suppression, Workspace
from samklang.words import nearest

ACTIONS = ("off", "on", "ignore-next")
_DIRECTIVE = re.compile(
    r"""(?P<action>\S+)
    (?P<rules>(?:[ ,]+(?!until\b|because\b)[\w.-]+)*)
    (?:[ ,]+(?:"(?P<straight>[^"]+)"|[“”](?P<curly>[^”]+)”))?
    (?:[ ]+until[ ]+(?P<until>\S+))?
    (?:[ ]+because[ ]+(?P<reason>.+))?""",
    re.X,
)
_FORM = 'off, on or ignore-next, then as needed rules, a "phrase", until YYYY-MM-DD, because …'


class _Wrong(Exception):
    """What is wrong with a comment, in words."""


class _Directive(NamedTuple):
    """A comment, understood."""

    action: str
    rules: tuple[str, ...]
    phrase: str
    until: date | None
    reason: str


class Suppressions:
    """The suppressions that hold in a run, gathered while its documents pass by."""

    def __init__(self, workspace: Workspace, rules: Sequence[str]) -> None:
        """Args:
        workspace: for the suppressions that it states.
        rules: every id there is.
        """
        self.mistakes: list[str] = []
        """What is wrong with comments, each with its place."""
        self._names = (*rules, *sorted({rule.partition(".")[0] for rule in rules}))
        self._stated = [_Stated(one, workspace.name) for one in workspace.exemptions]
        self._said: list[Suppression] = []

    def add(self, document: Document) -> None:
        """A document with its blocks."""
        for one in self._stated:
            one.add(document)
        self._said += _of_comments(document, self._names, self.mistakes) if document.comments else ()

    def all(self) -> tuple[Suppression, ...]:
        """Those of the workspace, then those of comments."""
        return (*(one.suppression() for one in self._stated), *self._said)


class _Stated:
    """What the workspace states, and where it holds in the documents so far."""

    def __init__(self, exemption: Exemption, workspace: str) -> None:
        self._exemption, self._workspace = exemption, workspace
        self._globs = matcher(exemption.files or ["**"])
        self._spans: dict[str, tuple[Span, ...]] = {}

    def add(self, document: Document) -> None:
        if self._globs.match_file(document.source.name):
            self._spans[document.source.name] = _within(
                document, _everywhere(document), self._exemption.phrase
            )

    def suppression(self) -> Suppression:
        exemption = self._exemption
        return Suppression(
            place=Place(name=self._workspace, span=Span(exemption.offset, exemption.offset)),
            rules=exemption.rules,
            spans=self._spans,
            reason=exemption.reason,
            until=exemption.until,
        )


def _of_comments(document: Document, names: Sequence[str], wrong: list[str]) -> Iterator[Suppression]:
    """Each `off` holds to the `on` that names the same, or to the end of the file."""
    name = document.source.name
    switched: dict[Comment, _Directive] = {}
    for comment in sorted(document.comments, key=lambda comment: comment.span):
        try:
            said = _understood(comment, names)
            if said.action == "on":
                for begin in _switched_on(said, switched):
                    yield _suppression(
                        document, begin, switched.pop(begin), Span(begin.span.end, comment.span.start)
                    )
            elif said.action == "off" and not comment.whole:
                switched[comment] = said
            else:
                region = _everywhere(document) if comment.whole else _next(document, comment)
                yield _suppression(document, comment, said, region)
        except _Wrong as error:
            line, column = document.file.position(comment.span.start)
            wrong.append(f"{name}:{line}:{column}: samklang {comment.text}: {error}")
    for begin, said in switched.items():
        yield _suppression(document, begin, said, Span(begin.span.end, len(document.file.text)))


def _understood(comment: Comment, names: Sequence[str]) -> _Directive:
    found = _DIRECTIVE.fullmatch(comment.text)
    if found is None:
        raise _Wrong(f"is not understood; write {_FORM}")
    action = found["action"]
    if action not in ACTIONS:
        raise _Wrong(f"unknown word {action}; {nearest(action, ACTIONS)}")
    if comment.whole and action != "off":
        raise _Wrong("front matter speaks of the whole file, so only off can stand there")
    rules = tuple(re.findall(r"[\w.-]+", found["rules"]))
    for rule in rules:
        if rule not in names:
            raise _Wrong(f"unknown rule {rule}; {nearest(rule, names)}")
    return _Directive(
        action, rules, found["straight"] or found["curly"] or "", _date(found["until"]), found["reason"] or ""
    )


def _date(told: str | None) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError as error:
        raise _Wrong(f"{told} is no date; write it as 2027-01-31") from error


def _switched_on(said: _Directive, switched: dict[Comment, _Directive]) -> list[Comment]:
    """The comments that an `on` ends: all, or those that name the same."""
    bare = not said.rules and not said.phrase
    ended = [
        comment
        for comment, begun in switched.items()
        if bare or (set(begun.rules), begun.phrase) == (set(said.rules), said.phrase)
    ]
    if not ended:
        raise _Wrong("nothing is off here that it could switch on; name what the off before it names")
    return ended


def _suppression(document: Document, comment: Comment, said: _Directive, region: Span | None) -> Suppression:
    name = document.source.name
    return Suppression(
        place=Place(name=name, span=comment.span),
        rules=said.rules,
        spans={name: _within(document, region, said.phrase)} if region else {},
        reason=said.reason,
        until=said.until,
    )


def _everywhere(document: Document) -> Span:
    return Span(0, len(document.file.text))


def _next(document: Document, comment: Comment) -> Span | None:
    """The block that comes first after a comment."""
    spans = (block.span(0, len(block.text)) for block in document.blocks)
    return min((span for span in spans if span.start >= comment.span.end), default=None)


def _within(document: Document, region: Span, phrase: str) -> tuple[Span, ...]:
    """The region, or where the words of a phrase stand in its copy."""
    if not phrase:
        return (region,)
    words = re.compile(r"\s+".join(map(re.escape, phrase.split())), re.I)
    found = (block.span(*match.span()) for block in document.blocks for match in words.finditer(block.text))
    return tuple(span for span in found if region.start <= span.start and span.end <= region.end)
