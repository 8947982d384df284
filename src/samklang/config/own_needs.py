"""`own_needs:` of a persona: the needs that a brand teaches by its own examples."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from samklang.config.form import Form, Mistakes, ShortForm
from samklang.config.source import YamlPath, YamlSource
from samklang.model import FEWEST_ANSWERS, OwnNeed

_NAME = re.compile(r"[^\W_][\w-]*")


def _worded(text: str) -> str:
    if not any(map(str.isalnum, text)):
        raise ValueError("expected words")
    return text


Text = Annotated[str, AfterValidator(_worded)]
Texts = Annotated[list[Text], Field(min_length=1)]


class QuestionForm(ShortForm):
    """A question: one text, or one in each of several languages."""

    short = "text"
    text: Text | None = Field(default=None, description="in the workspace's first language")
    en: Text | None = None
    sv: Text | None = None
    da: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> QuestionForm:
        if not any(text for _, text in self):
            raise ValueError("expected a text, or one in each of several languages")
        return self

    def by_language(self, language: str) -> dict[str, str]:
        """What is said in each language; what names none is in the one given."""
        return {language if of == "text" else of: text for of, text in self if text}


class TextsForm(ShortForm):
    """Examples: a list of texts, or one in each of several languages."""

    short = "texts"
    texts: Texts | None = Field(default=None, description="in the workspace's first language")
    en: Texts | None = None
    sv: Texts | None = None
    da: Texts | None = None

    def by_language(self, language: str) -> dict[str, tuple[str, ...]]:
        """The texts of each language; those that name none are in the one given."""
        found: dict[str, tuple[str, ...]] = {}
        for of, texts in self:
            to = language if of == "texts" else of
            if texts:
                found[to] = (*found.get(to, ()), *texts)
        return found


class OwnNeedForm(Form):
    """A need of the brand's own: its question, with what answers it and what only seems to."""

    question: Annotated[QuestionForm, Field(description="in the customer's words")]
    answers: Annotated[
        TextsForm, Field(description=f"copy that answers it, {FEWEST_ANSWERS} or more in each language")
    ]
    near_misses: TextsForm = Field(
        default=TextsForm(), description="copy that speaks of it and does not answer it"
    )


def resolve(
    forms: dict[str, OwnNeedForm],
    source: YamlSource,
    shipped: tuple[str, ...],
    language: str,
    mistakes: Mistakes,
) -> tuple[OwnNeed, ...]:
    """The needs that forms mean, with mistakes added where they cannot be taught.

    Args:
        shipped: the names that are taken.
        language: of texts that name none.
    """
    found = []
    for name, form in forms.items():
        need = OwnNeed(
            name=name,
            question=form.question.by_language(language),
            answers=form.answers.by_language(language),
            near_misses=form.near_misses.by_language(language),
        )
        for path, message in _mistakes(need, shipped):
            mistakes.add(source, ("own_needs", name, *path), message)
        found.append(need)
    return tuple(found)


def check_taught(
    own: Sequence[OwnNeed],
    weighed: Container[str],
    languages: Sequence[str],
    source: YamlSource,
    path: YamlPath,
    mistakes: Mistakes,
) -> None:
    """Complain of needs that weigh somewhere and were not taught in every language of the copy there.

    Args:
        weighed: the names of all needs that weigh.
        path: where they do.
    """
    for need in own:
        untaught = [language for language in languages if language not in need.answers]
        if need.name in weighed and untaught:
            mistakes.add(
                source,
                (*path, need.name),
                f"the persona teaches it no answers in {', '.join(untaught)}; write {FEWEST_ANSWERS} there, "
                "or name only the languages of your copy in languages:",
            )


def _mistakes(need: OwnNeed, shipped: tuple[str, ...]) -> list[tuple[YamlPath, str]]:
    """Where a need cannot be taught, and why."""
    found: list[tuple[YamlPath, str]] = []
    if need.name in shipped:
        found.append(((), "samklang has a need of this name; choose another"))
    if not _NAME.fullmatch(need.name):
        found.append(((), "expected a name of letters, figures and hyphens"))
    if not need.answers:
        found.append((("answers",), f"has none; write {FEWEST_ANSWERS} in each language of your copy"))
    for language, texts in need.answers.items():
        misses = need.near_misses.get(language, ())
        found += [
            ((where,), f"{text!r} stands there twice; say another thing")
            for where, several in (("answers", texts), ("near_misses", misses))
            for text in _twice(several)
        ]
        both = {_folded(text) for text in misses}
        found += [
            (("near_misses",), f"{text!r} stands among the answers too")
            for text in texts
            if _folded(text) in both
        ]
        if len(texts) < FEWEST_ANSWERS:
            more = FEWEST_ANSWERS - len(texts)
            found.append(
                (
                    ("answers",),
                    f"{len(texts)} in {language}; {FEWEST_ANSWERS} are the fewest, write {more} more",
                )
            )
    return found


def _twice(texts: tuple[str, ...]) -> list[str]:
    """Those that were said before."""
    return [text for at, text in enumerate(texts) if _folded(text) in map(_folded, texts[:at])]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
