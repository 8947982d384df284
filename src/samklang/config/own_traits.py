"""`own_traits:` of a persona: the traits that a brand teaches by its own examples."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from samklang.config.form import Form, Globs, Language, Mistakes, ShortForm
from samklang.config.source import YamlPath, YamlSource
from samklang.model import FEWEST_PAIRS, OwnTrait, Pairs, Poles

_NAME = re.compile(r"[^\W_][\w-]*")


def _two(values: list[str]) -> list[str]:
    if len(values) != 2:
        raise ValueError(f"expected two, the side of +100 first, found {len(values)}")
    if not all(any(map(str.isalnum, value)) for value in values):
        raise ValueError("expected words on both sides")
    if _folded(values[0]) == _folded(values[1]):
        raise ValueError(f"both sides are {values[0]!r}")
    return values


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


Two = Annotated[list[str], AfterValidator(_two)]


class PairForm(ShortForm):
    """One content at either pole: two texts, or two in each of several languages."""

    short = "texts"
    texts: Two | None = Field(default=None, description="in the trait's language: the side of +100 first")
    en: Two | None = None
    sv: Two | None = None
    da: Two | None = None

    @model_validator(mode="after")
    def _says_something(self) -> PairForm:
        if not any(texts for _, texts in self):
            raise ValueError("expected two texts, or two in each of several languages")
        return self


class OwnTraitForm(Form):
    """A trait of the brand's own: its poles, and pairs or approved and rejected copy that teach it."""

    poles: Annotated[Two, Field(description="the names of +100 and of -100")]
    language: Language | None = Field(
        default=None, description="of pairs, by default the workspace's first; of copy, as its files say"
    )
    pairs: list[PairForm] = Field(default_factory=list, description="one content at either pole")
    approved: Globs = Field(default_factory=list, description="globs of copy at +100")
    rejected: Globs = Field(default_factory=list, description="globs of copy at -100")


def resolve(
    forms: dict[str, OwnTraitForm],
    source: YamlSource,
    shipped: tuple[str, ...],
    language: str,
    mistakes: Mistakes,
) -> tuple[OwnTrait, ...]:
    """The traits that forms mean, with mistakes added where they cannot be taught.

    Args:
        shipped: the names that are taken.
        language: of pairs that name none.
    """
    return tuple(
        _Resolving(name, form, source, mistakes).trait(shipped, language) for name, form in forms.items()
    )


class _Resolving:
    """One trait on its way from form to type."""

    def __init__(self, name: str, form: OwnTraitForm, source: YamlSource, mistakes: Mistakes) -> None:
        self.name, self.form, self.source, self.mistakes = name, form, source, mistakes
        self.path: YamlPath = ("own_traits", name)

    def trait(self, shipped: tuple[str, ...], language: str) -> OwnTrait:
        form = self.form
        if self.name in shipped:
            self._add((), "samklang has a trait of this name; choose another")
        if not _NAME.fullmatch(self.name):
            self._add((), "expected a name of letters, figures and hyphens")
        if bool(form.pairs) == bool(form.approved or form.rejected):
            self._add((), "expected either pairs, or approved and rejected copy, to learn it from")
        elif not form.pairs and not (form.approved and form.rejected):
            there, lacking = ("approved", "rejected") if form.approved else ("rejected", "approved")
            self._add((there,), f"has nothing to be told from; {lacking} copy is missing")
        named, other = form.poles
        return OwnTrait(
            name=self.name,
            declared=f"{self.source.at(self.path)}: own_traits.{self.name}",
            poles=Poles(named=named, other=other),
            pairs=self._pairs(form.language or language),
            approved=tuple(form.approved),
            rejected=tuple(form.rejected),
            language=form.language,
        )

    def _pairs(self, language: str) -> dict[str, Pairs]:
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        seen: set[tuple[str, str]] = set()
        for at, pair in enumerate(self.form.pairs):
            for of, (named, other) in _by_language(pair, language):
                texts = {(of, _folded(named)), (of, _folded(other))}
                if texts & seen:
                    self._add(("pairs", at), "a text of it stands in a pair before it; say another thing")
                seen |= texts
                found[of].append((named, other))
        for of, pairs in found.items():
            if len(pairs) < FEWEST_PAIRS:
                more = FEWEST_PAIRS - len(pairs)
                self._add(
                    ("pairs",), f"{len(pairs)} in {of}; {FEWEST_PAIRS} are the fewest, write {more} more"
                )
        return {of: tuple(pairs) for of, pairs in found.items()}

    def _add(self, path: YamlPath, message: str) -> None:
        self.mistakes.add(self.source, (*self.path, *path), message)


def _by_language(pair: PairForm, language: str) -> Iterator[tuple[str, list[str]]]:
    for of, texts in pair:
        if texts:
            yield (language if of == "texts" else of), texts
