"""Which strings of nested data are copy, for every format that nests: what the workspace names, all of a
string catalogue, else what looks like it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import chain
from typing import NamedTuple

from samklang.model import Block, CopyRules
from samklang.readers.parts import prose
from samklang.readers.parts.catalogue import Catalogue, language_code
from samklang.readers.parts.copy import Unreadable
from samklang.readers.parts.escapes import Decoded
from samklang.readers.parts.likely_copy import looks_like_copy

_INDEX = re.compile(r"\[(?:\d+|\*)\]")
_RECORD = re.compile(r"\A\[|\]\.")
"""Paths into the objects of an array."""
_LANGUAGES = (
    "en sv da nb nn no fi is fo se de nl fr es pt it pl cs sk hu ro bg el tr ru uk et lv lt hr sr sl ca eu "
    "ga cy ja ko zh ar he fa hi th vi id ms"
)
_LOCALE = re.compile(rf"(?:{_LANGUAGES.replace(' ', '|')})(?:[-_][A-Za-z]{{2,4}})?\.")
"""A path below a language. `ui.` is none, so not any two letters will do."""
_OF_TOOLS = frozenset(
    "dependencies devDependencies scripts engines require autoload compilerOptions start_url".split()
)
"""Keys by which a manifest (package.json and its kin) is told from a catalogue."""
_NOT_OURS = frozenset(
    "customer client consumer user end-user end_user visitor guest requester lead contact kund kunde "
    "system tool function".split()
)
"""Roles of those who do not speak for the brand: customers, and machines among themselves."""


class Leaf(NamedTuple):
    """What is neither an object nor an array."""

    path: str
    """As `products[3].name`."""
    message: Decoded | None
    """None where it is no string."""
    speakers: Collection[str] = ()
    """The names, roles and addresses of who said it, in lower case."""

    @property
    def shape(self) -> str:
        """The path without its indices: what the same field of other records shares."""
        return _INDEX.sub("", self.path).removeprefix(".")


def read(leaves: Sequence[Leaf], rules: CopyRules) -> tuple[Block, ...]:
    """The blocks of nested data.

    Raises:
        Unreadable: if the workspace names paths, and none of them leads to a string.
    """
    if rules.paths or rules.languages:
        return _prose(_named(leaves, rules), rules)
    by_locale = bool(leaves) and all(_LOCALE.match(leaf.path) for leaf in leaves)
    if by_locale or _is_catalogue(leaves):
        return _catalogue(leaves, rules, by_locale=by_locale)
    return _prose(_looking_like_copy(leaves), rules)


def _is_catalogue(leaves: Sequence[Leaf]) -> bool:
    """Whether there is nothing but strings, and no records nor what only a tool's manifest has among them."""
    return all(
        leaf.message and not _RECORD.search(leaf.path) and leaf.path.split(".")[0] not in _OF_TOOLS
        for leaf in leaves
    )


def _catalogue(leaves: Sequence[Leaf], rules: CopyRules, *, by_locale: bool) -> tuple[Block, ...]:
    """Every string. Languages that stand above the keys, as Rails has them, are no part of those."""
    catalogue = Catalogue(rules)
    for path, message, _ in leaves:
        locale, key = path.split(".", 1) if by_locale else ("", path)
        if message:
            catalogue.add(key, message, language_code(locale))
    return catalogue.blocks()


def _prose(leaves: Iterator[Leaf], rules: CopyRules) -> tuple[Block, ...]:
    found: list[Block] = []
    for leaf in leaves:
        if leaf.message and _is_heard(leaf, rules):
            said = (rules.languages[path] for path in rules.languages if _leads(path, leaf))
            found += prose.blocks(leaf.message, leaf.path, next(said, None))
    return tuple(sorted(found, key=lambda block: block.pieces[0].file_start))


def _named(leaves: Sequence[Leaf], rules: CopyRules) -> Iterator[Leaf]:
    paths = (*rules.paths, *rules.languages)
    named = [leaf for leaf in leaves if any(_leads(path, leaf) for path in paths)]
    if leaves and not named:
        hint = "Correct `paths` or `languages` under `copy` in samklang.yaml."
        raise Unreadable(f"has nothing at {' or '.join(paths)}", hint=hint)
    return iter(named)


def _leads(path: str, leaf: Leaf) -> bool:
    """Whether a path of the workspace, as `products[*].description` or `strings.*`, leads there."""
    return fnmatchcase(leaf.shape, _INDEX.sub("", path).removeprefix("$").removeprefix("."))


def _looking_like_copy(leaves: Sequence[Leaf]) -> Iterator[Leaf]:
    columns = defaultdict(list)
    for leaf in leaves:
        if leaf.message:
            columns[leaf.shape].append(leaf)
    chosen = (
        column
        for column in columns.values()
        if looks_like_copy(leaf.message.text for leaf in column if leaf.message)
    )
    return chain.from_iterable(chosen)


def _is_heard(leaf: Leaf, rules: CopyRules) -> bool:
    if rules.speakers:
        return any(fnmatchcase(who, glob.lower()) for who in leaf.speakers for glob in rules.speakers)
    return _NOT_OURS.isdisjoint(leaf.speakers)
