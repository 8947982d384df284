"""Suppressions: what comments and the workspace hide, as spans of the files that were read.

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


class _MistakeError(Exception):
    """A mistake in a comment; its text says what is wrong."""


class _Directive(NamedTuple):
    """A comment, parsed."""

    action: str
    rules: tuple[str, ...]
    phrase: str
    until: date | None
    reason: str


class Suppressions:
    """The suppressions of a run, collected while its documents are read."""

    def __init__(self, workspace: Workspace, rules: Sequence[str]) -> None:
        """Args:
        workspace: for the suppressions that it states.
        rules: the ids of all rules.
        """
        self.mistakes: list[str] = []
        """What is wrong with comments, each with its place."""
        self._names = (*rules, *sorted({rule.partition(".")[0] for rule in rules}))
        self._stated = [_Stated(exemption, workspace.name) for exemption in workspace.exemptions]
        self._in_comments: list[Suppression] = []

    def add(self, document: Document) -> None:
        """Adds the suppressions that apply in a document."""
        for stated in self._stated:
            stated.add(document)
        if document.comments:
            self._in_comments += _of_comments(document, self._names, self.mistakes)

    def all(self) -> tuple[Suppression, ...]:
        """The suppressions of the workspace, then those of comments."""
        return (*(stated.suppression() for stated in self._stated), *self._in_comments)


class _Stated:
    """A suppression that the workspace states, and where it applies in the documents so far."""

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


def _of_comments(document: Document, names: Sequence[str], mistakes: list[str]) -> Iterator[Suppression]:
    """The suppressions of a document's comments: each `off` applies until the `on` that names the same, or to
    the end of the file. Mistakes are added to `mistakes`."""
    name = document.source.name
    switched: dict[Comment, _Directive] = {}
    for comment in sorted(document.comments, key=lambda comment: comment.span):
        try:
            directive = _parsed(comment, names)
            if directive.action == "on":
                for begin in _switched_on(directive, switched):
                    yield _suppression(
                        document, begin, switched.pop(begin), Span(begin.span.end, comment.span.start)
                    )
            elif directive.action == "off" and not comment.whole:
                switched[comment] = directive
            else:
                region = _everywhere(document) if comment.whole else _next(document, comment)
                yield _suppression(document, comment, directive, region)
        except _MistakeError as error:
            line, column = document.file.position(comment.span.start)
            mistakes.append(f"{name}:{line}:{column}: samklang {comment.text}: {error}")
    for begin, directive in switched.items():
        yield _suppression(document, begin, directive, Span(begin.span.end, len(document.file.text)))


def _parsed(comment: Comment, names: Sequence[str]) -> _Directive:
    match = _DIRECTIVE.fullmatch(comment.text)
    if match is None:
        raise _MistakeError(f"is not understood; write {_FORM}")
    action = match["action"]
    if action not in ACTIONS:
        raise _MistakeError(f"unknown word {action}; {nearest(action, ACTIONS)}")
    if comment.whole and action != "off":
        raise _MistakeError("front matter applies to the whole file, so only off is possible there")
    rules = tuple(re.findall(r"[\w.-]+", match["rules"]))
    for rule in rules:
        if rule not in names:
            raise _MistakeError(f"unknown rule {rule}; {nearest(rule, names)}")
    return _Directive(
        action, rules, match["straight"] or match["curly"] or "", _date(match["until"]), match["reason"] or ""
    )


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise _MistakeError(f"{text} is not a date; write it as 2027-01-31") from error


def _switched_on(directive: _Directive, switched: dict[Comment, _Directive]) -> list[Comment]:
    """The comments that an `on` ends: all of them, or those that name the same rules and phrase."""
    bare = not directive.rules and not directive.phrase
    ended = [
        comment
        for comment, begun in switched.items()
        if bare or (set(begun.rules), begun.phrase) == (set(directive.rules), directive.phrase)
    ]
    if not ended:
        raise _MistakeError("there is no matching off before it; name the same rules and phrase as that off")
    return ended


def _suppression(
    document: Document, comment: Comment, directive: _Directive, region: Span | None
) -> Suppression:
    name = document.source.name
    return Suppression(
        place=Place(name=name, span=comment.span),
        rules=directive.rules,
        spans={name: _within(document, region, directive.phrase)} if region else {},
        reason=directive.reason,
        until=directive.until,
    )


def _everywhere(document: Document) -> Span:
    return Span(0, len(document.file.text))


def _next(document: Document, comment: Comment) -> Span | None:
    """The first block after a comment; None where there is none."""
    spans = (block.span(0, len(block.text)) for block in document.blocks)
    return min((span for span in spans if span.start >= comment.span.end), default=None)


def _within(document: Document, region: Span, phrase: str) -> tuple[Span, ...]:
    """The region, or the spans in it where its copy has the words of a phrase."""
    if not phrase:
        return (region,)
    words = re.compile(r"\s+".join(map(re.escape, phrase.split())), re.I)
    spans = (block.span(*match.span()) for block in document.blocks for match in words.finditer(block.text))
    return tuple(span for span in spans if region.start <= span.start and span.end <= region.end)
