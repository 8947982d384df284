"""`personas/*.yaml`: the brand's personality, traits with target and tolerance, terms, approved copy, traits
and needs of its own."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from samklang.config import own_traits as own
from samklang.config.form import Form, Globs, Language, Mistakes, Points, ShortForm, Weight
from samklang.config.own_needs import OwnNeedForm
from samklang.config.own_needs import resolve as resolve_needs
from samklang.config.source import YamlSource
from samklang.model import Band, Persona, Term


class TraitForm(Form):
    """Where the persona stands on a trait."""

    target: Points
    tolerance: Annotated[float, Field(ge=5, le=100, description="points to either side of the target")] = 30
    weight: Weight = 1


class AvoidForm(ShortForm):
    """A word to avoid, with what can be said about it."""

    short = "term"
    term: Annotated[str, Field(min_length=1)]
    language: Language | None = None
    why: str = ""


class PreferForm(ShortForm):
    """The better word for one."""

    short = "use"
    use: Annotated[str, Field(min_length=1)]
    language: Language | None = None
    why: str = ""


class TermsForm(Form):
    """The persona's opinions on words."""

    avoid: list[AvoidForm] = Field(default_factory=list)
    prefer: dict[str, PreferForm] = Field(default_factory=dict, description="word: the better one")


class PersonaForm(Form):
    """A persona: the brand's personality."""

    brand: Annotated[str, Field(min_length=1)]
    traits: Annotated[dict[str, TraitForm], Field(min_length=1)]
    approved: Globs = Field(default_factory=list, description="globs of copy that is the voice")
    terms: TermsForm = TermsForm()
    own_traits: dict[str, own.OwnTraitForm] = Field(
        default_factory=dict, description="name: a trait that samklang does not have, by examples"
    )
    own_needs: dict[str, OwnNeedForm] = Field(
        default_factory=dict, description="name: a need that samklang does not have, by examples"
    )


def parse(
    source: YamlSource, traits: tuple[str, ...], needs: tuple[str, ...], language: str, mistakes: Mistakes
) -> Persona | None:
    """The persona of a file, with mistakes added where it is wrong.

    Args:
        traits: those of samklang.
        needs: likewise.
        language: of examples that name none.
    """
    form = mistakes.parse(PersonaForm, source)
    if form is None:
        return None
    known = (*traits, *form.own_traits)
    for trait in form.traits:
        if trait not in known:
            mistakes.unknown(source, ("traits", trait), "trait", known)
    return Persona(
        brand=form.brand,
        bands=tuple(Band(trait=trait, **band.model_dump()) for trait, band in form.traits.items()),
        terms=(
            *(Term(text=term.term, language=term.language, why=term.why) for term in form.terms.avoid),
            *(Term(text=text, **better.model_dump()) for text, better in form.terms.prefer.items()),
        ),
        approved=tuple(form.approved),
        own_traits=own.resolve(form.own_traits, source, traits, language, mistakes),
        own_needs=resolve_needs(form.own_needs, source, needs, language, mistakes),
    )
