"""`own_traits:` of a persona: traits that a brand defines by its own examples."""

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


def _both_poles(texts: list[str]) -> list[str]:
    if len(texts) != 2:
        raise ValueError(f"expected two texts, that of +100 first, found {len(texts)}")
    if not all(any(map(str.isalnum, text)) for text in texts):
        raise ValueError("expected words in both texts")
    if _folded(texts[0]) == _folded(texts[1]):
        raise ValueError(f"expected two different texts, but both are {texts[0]!r}")
    return texts


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


BothPoles = Annotated[list[str], AfterValidator(_both_poles)]


class PairForm(ShortForm):
    """The same content at either pole: two texts, or two texts for each of several languages."""

    short = "texts"
    texts: BothPoles | None = Field(
        default=None, description="in the trait's language: the text at +100 first"
    )
    en: BothPoles | None = None
    sv: BothPoles | None = None
    da: BothPoles | None = None

    @model_validator(mode="after")
    def _is_not_empty(self) -> PairForm:
        if not any(texts for _, texts in self):
            raise ValueError("expected two texts, or two texts for each of several languages")
        return self


class OwnTraitForm(Form):
    """A trait of the brand's own: its poles, and pairs or approved and rejected copy to learn it from."""

    poles: Annotated[BothPoles, Field(description="the names of +100 and of -100")]
    language: Language | None = Field(
        default=None,
        description="of the examples; by default pairs are in the workspace's first language, "
        "and copy is in the language of its files",
    )
    pairs: list[PairForm] = Field(default_factory=list, description="the same content at either pole")
    approved: Globs = Field(default_factory=list, description="globs of copy at +100")
    rejected: Globs = Field(default_factory=list, description="globs of copy at -100")


def resolve(
    forms: dict[str, OwnTraitForm],
    source: YamlSource,
    shipped: tuple[str, ...],
    language: str,
    mistakes: Mistakes,
) -> tuple[OwnTrait, ...]:
    """The traits of forms, with mistakes added where nothing can be learnt from them.

    Args:
        shipped: the names of samklang's own traits.
        language: of pairs that name none.
    """
    return tuple(
        _Resolver(name, form, source, mistakes).trait(shipped, language) for name, form in forms.items()
    )


class _Resolver:
    """Turns one form into a trait."""

    def __init__(self, name: str, form: OwnTraitForm, source: YamlSource, mistakes: Mistakes) -> None:
        self.name, self.form, self.source, self.mistakes = name, form, source, mistakes
        self.path: YamlPath = ("own_traits", name)

    def trait(self, shipped: tuple[str, ...], language: str) -> OwnTrait:
        form = self.form
        if self.name in shipped:
            self._add((), "samklang already has a trait of this name; choose another name")
        if not _NAME.fullmatch(self.name):
            self._add((), "expected a name of letters, digits and hyphens")
        if bool(form.pairs) == bool(form.approved or form.rejected):
            self._add((), "expected either pairs, or approved and rejected copy, to learn it from")
        elif not form.pairs and not (form.approved and form.rejected):
            present, missing = ("approved", "rejected") if form.approved else ("rejected", "approved")
            self._add((present,), f"needs {missing} copy to be compared with; add {missing}:")
        named, other = form.poles
        return OwnTrait(
            name=self.name,
            declared=f"{self.source.location(self.path)}: own_traits.{self.name}",
            poles=Poles(named=named, other=other),
            pairs=self._pairs(form.language or language),
            approved=tuple(form.approved),
            rejected=tuple(form.rejected),
            language=form.language,
        )

    def _pairs(self, language: str) -> dict[str, Pairs]:
        """The pairs by language.

        Args:
            language: of pairs that name none.
        """
        by_language: dict[str, list[tuple[str, str]]] = defaultdict(list)
        earlier: set[tuple[str, str]] = set()
        for index, pair in enumerate(self.form.pairs):
            for code, (named, other) in _by_language(pair, language):
                texts = {(code, _folded(named)), (code, _folded(other))}
                if texts & earlier:
                    self._add(
                        ("pairs", index), "one of its texts is in an earlier pair too; write another text"
                    )
                earlier |= texts
                by_language[code].append((named, other))
        for code, pairs in by_language.items():
            if len(pairs) < FEWEST_PAIRS:
                count, more = len(pairs), FEWEST_PAIRS - len(pairs)
                message = f"only {count} in {code}; at least {FEWEST_PAIRS} are needed, write {more} more"
                self._add(("pairs",), message)
        return {code: tuple(pairs) for code, pairs in by_language.items()}

    def _add(self, path: YamlPath, message: str) -> None:
        self.mistakes.add(self.source, (*self.path, *path), message)


def _by_language(pair: PairForm, language: str) -> Iterator[tuple[str, list[str]]]:
    for key, texts in pair:
        if texts:
            yield (language if key == "texts" else key), texts
