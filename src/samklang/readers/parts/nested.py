"""Which strings of nested data are copy, for every nested format: those that the workspace names; all strings
of a string catalogue; else those that look like copy."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import chain
from typing import NamedTuple

from samklang.model import Block, CopyRules
from samklang.readers.parts import prose
from samklang.readers.parts.catalogue import StringCatalogue, language_code
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
"""A path that begins with a language. Not any two letters will do: `ui.` is not a language."""
_MANIFEST_KEYS = frozenset(
    "dependencies devDependencies scripts engines require autoload compilerOptions start_url".split()
)
"""Keys that distinguish a manifest (package.json and the like) from a catalogue."""
_NOT_THE_BRAND = frozenset(
    "customer client consumer user end-user end_user visitor guest requester lead contact kund kunde "
    "system tool function".split()
)
"""Roles of speakers that are not the brand: customers, and machines."""


class Leaf(NamedTuple):
    """A value that is neither an object nor an array."""

    path: str
    """As `products[3].name`."""
    message: Decoded | None
    """None if it is not a string."""
    speakers: Collection[str] = ()
    """The names, roles and addresses of who said it, in lower case."""

    @property
    def shape(self) -> str:
        """The path without its indices, which is the same for this field of all records."""
        return _INDEX.sub("", self.path).removeprefix(".")


def read(leaves: Sequence[Leaf], rules: CopyRules) -> tuple[Block, ...]:
    """The blocks of nested data.

    Raises:
        Unreadable: if the workspace names paths and none of them is in the data.
    """
    if rules.paths or rules.languages:
        return _prose(_named(leaves, rules), rules)
    by_locale = bool(leaves) and all(_LOCALE.match(leaf.path) for leaf in leaves)
    if by_locale or _is_catalogue(leaves):
        return _catalogue(leaves, rules, by_locale=by_locale)
    return _prose(_looking_like_copy(leaves), rules)


def _is_catalogue(leaves: Sequence[Leaf]) -> bool:
    """Whether all values are strings, with no records and no keys of a manifest among them."""
    return all(
        leaf.message and not _RECORD.search(leaf.path) and leaf.path.split(".")[0] not in _MANIFEST_KEYS
        for leaf in leaves
    )


def _catalogue(leaves: Sequence[Leaf], rules: CopyRules, *, by_locale: bool) -> tuple[Block, ...]:
    """The blocks of every string. A language above the keys, as in Rails, is not part of the key."""
    catalogue = StringCatalogue(rules)
    for path, message, _ in leaves:
        locale, key = path.split(".", 1) if by_locale else ("", path)
        if message:
            catalogue.add(key, message, language_code(locale))
    return catalogue.blocks()


def _prose(leaves: Iterator[Leaf], rules: CopyRules) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for leaf in leaves:
        if leaf.message and _is_by_the_brand(leaf, rules):
            languages = (rules.languages[path] for path in rules.languages if _leads_to(path, leaf))
            blocks += prose.blocks(leaf.message, leaf.path, next(languages, None))
    return tuple(sorted(blocks, key=lambda block: block.pieces[0].file_start))


def _named(leaves: Sequence[Leaf], rules: CopyRules) -> Iterator[Leaf]:
    paths = (*rules.paths, *rules.languages)
    named = [leaf for leaf in leaves if any(_leads_to(path, leaf) for path in paths)]
    if leaves and not named:
        hint = "Correct `paths` or `languages` under `copy` in samklang.yaml."
        raise Unreadable(f"has nothing at {' or '.join(paths)}", hint=hint)
    return iter(named)


def _leads_to(path: str, leaf: Leaf) -> bool:
    """Whether a path of the workspace, as `products[*].description` or `strings.*`, leads to a leaf."""
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


def _is_by_the_brand(leaf: Leaf, rules: CopyRules) -> bool:
    if rules.speakers:
        return any(fnmatchcase(speaker, glob.lower()) for speaker in leaf.speakers for glob in rules.speakers)
    return _NOT_THE_BRAND.isdisjoint(leaf.speakers)
