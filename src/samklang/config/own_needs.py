"""`own_needs:` of a persona: needs that a brand defines by its own examples."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from samklang.config.form import Form, Mistakes, ShortForm
from samklang.config.source import YamlPath, YamlSource
from samklang.model import FEWEST_ANSWERS, OwnNeed

_NAME = re.compile(r"[^\W_][\w-]*")


def _has_words(text: str) -> str:
    if not any(map(str.isalnum, text)):
        raise ValueError("expected words")
    return text


Text = Annotated[str, AfterValidator(_has_words)]
Texts = Annotated[list[Text], Field(min_length=1)]


class QuestionForm(ShortForm):
    """A question: one text, or a text for each of several languages."""

    short = "text"
    text: Text | None = Field(default=None, description="in the workspace's first language")
    en: Text | None = None
    sv: Text | None = None
    da: Text | None = None

    @model_validator(mode="after")
    def _is_not_empty(self) -> QuestionForm:
        if not any(text for _, text in self):
            raise ValueError("expected a text, or a text for each of several languages")
        return self

    def by_language(self, language: str) -> dict[str, str]:
        """The text of each language.

        Args:
            language: of a text that names none.
        """
        return {language if key == "text" else key: text for key, text in self if text}


class TextsForm(ShortForm):
    """Examples: a list of texts, or a list for each of several languages."""

    short = "texts"
    texts: Texts | None = Field(default=None, description="in the workspace's first language")
    en: Texts | None = None
    sv: Texts | None = None
    da: Texts | None = None

    def by_language(self, language: str) -> dict[str, tuple[str, ...]]:
        """The texts of each language.

        Args:
            language: of texts that name none.
        """
        by_language: dict[str, tuple[str, ...]] = {}
        for key, texts in self:
            code = language if key == "texts" else key
            if texts:
                by_language[code] = (*by_language.get(code, ()), *texts)
        return by_language


class OwnNeedForm(Form):
    """A need of the brand's own: its question, copy that answers it, and copy that only seems to."""

    question: Annotated[QuestionForm, Field(description="in the customer's words")]
    answers: Annotated[
        TextsForm, Field(description=f"copy that answers it, {FEWEST_ANSWERS} or more in each language given")
    ]
    near_misses: TextsForm = Field(
        default=TextsForm(), description="copy that mentions it without answering it"
    )


def resolve(
    forms: dict[str, OwnNeedForm],
    source: YamlSource,
    shipped: tuple[str, ...],
    language: str,
    mistakes: Mistakes,
) -> tuple[OwnNeed, ...]:
    """The needs of forms, with mistakes added where nothing can be learnt from them.

    Args:
        shipped: the names of samklang's own needs.
        language: of texts that name none.
    """
    needs = []
    for name, form in forms.items():
        need = OwnNeed(
            name=name,
            question=form.question.by_language(language),
            answers=form.answers.by_language(language),
            near_misses=form.near_misses.by_language(language),
        )
        for path, message in _mistakes(need, shipped):
            mistakes.add(source, ("own_needs", name, *path), message)
        needs.append(need)
    return tuple(needs)


def _mistakes(need: OwnNeed, shipped: tuple[str, ...]) -> list[tuple[YamlPath, str]]:
    """Paths within a need where nothing can be learnt from it, and why."""
    mistakes: list[tuple[YamlPath, str]] = []
    if need.name in shipped:
        mistakes.append(((), "samklang already has a need of this name; choose another name"))
    if not _NAME.fullmatch(need.name):
        mistakes.append(((), "expected a name of letters, digits and hyphens"))
    if not need.answers:
        mistakes.append((("answers",), f"has no examples; write {FEWEST_ANSWERS} or more"))
    for language, answers in need.answers.items():
        misses = need.near_misses.get(language, ())
        mistakes += [
            ((key,), f"{text!r} is there twice; replace one of them")
            for key, texts in (("answers", answers), ("near_misses", misses))
            for text in _repeated(texts)
        ]
        folded = {_folded(text) for text in misses}
        mistakes += [
            (("near_misses",), f"{text!r} is among the answers too; remove it from either")
            for text in answers
            if _folded(text) in folded
        ]
        if len(answers) < FEWEST_ANSWERS:
            count, more = len(answers), FEWEST_ANSWERS - len(answers)
            message = f"only {count} in {language}; at least {FEWEST_ANSWERS} are needed, write {more} more"
            mistakes.append((("answers",), message))
    return mistakes


def _repeated(texts: tuple[str, ...]) -> list[str]:
    """The texts that are the same as an earlier one, but for case and white space."""
    return [text for index, text in enumerate(texts) if _folded(text) in map(_folded, texts[:index])]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
