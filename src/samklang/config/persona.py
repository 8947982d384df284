"""`personas/*.yaml`: the brand's personality: traits with target and tolerance, terms, approved copy, and
traits and needs of its own."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field, GetJsonSchemaHandler

from samklang.config import own_traits as own
from samklang.config.form import Form, Globs, Language, Mistakes, Points, ShortForm, Weight
from samklang.config.own_needs import OwnNeedForm
from samklang.config.own_needs import resolve as resolve_needs
from samklang.config.source import YamlSource
from samklang.languages import CODES
from samklang.model import Band, OwnNeed, OwnTrait, Persona, Poles, Term


class TraitForm(Form):
    """Where the persona wants a trait to be."""

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Also allows the values that remove an extended persona's trait, and no target: it may have one."""
        whole = handler.resolve_ref_schema(handler(schema))
        del whole["required"]
        removed = {"enum": [None, False, "off"], "description": "removes the trait of the extended persona"}
        return {"anyOf": [whole, removed]}

    target: Points
    tolerance: Annotated[float, Field(ge=5, le=100, description="points to either side of the target")] = 30
    weight: Weight = 1


class AvoidForm(ShortForm):
    """A word to avoid, in which language, and why."""

    short = "term"
    term: Annotated[str, Field(min_length=1)]
    language: Language | None = None
    why: str = ""


class PreferForm(ShortForm):
    """A word to use instead of another."""

    short = "use"

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Also allows null, which removes an extended persona's word."""
        return {"anyOf": [*super().__get_pydantic_json_schema__(schema, handler)["anyOf"], {"type": "null"}]}

    use: Annotated[str, Field(min_length=1)]
    language: Language | None = None
    why: str = ""


class TermsForm(Form):
    """Words that the persona avoids or prefers."""

    avoid: list[AvoidForm] = Field(default_factory=list)
    prefer: dict[str, PreferForm] = Field(default_factory=dict, description="word: what to use instead")


def _required_unless_extending(schema: dict[str, Any]) -> None:
    """Makes keys required only in a persona that extends no other."""
    traits = {"additionalProperties": {"type": "object", "required": ["target"]}}
    schema["if"] = {"not": {"required": ["extends"]}}
    schema["then"] = {"required": schema.pop("required"), "properties": {"traits": traits}}


class PersonaForm(Form):
    """A persona: the brand's personality."""

    model_config = ConfigDict(json_schema_extra=_required_unless_extending)

    extends: str | None = Field(
        default=None, description="a persona to build on: its path from this file, or package:NAME/PATH"
    )
    brand: Annotated[str, Field(min_length=1)]
    traits: Annotated[dict[str, TraitForm], Field(min_length=1)]
    approved: Globs = Field(
        default_factory=list, description="globs of copy that sounds the way the brand wants to"
    )
    terms: TermsForm = TermsForm()
    own_traits: dict[str, own.OwnTraitForm] = Field(
        default_factory=dict, description="name: a trait that samklang does not have, with examples"
    )
    own_needs: dict[str, OwnNeedForm] = Field(
        default_factory=dict, description="name: a need that samklang does not have, with examples"
    )


def parse(
    source: YamlSource, traits: tuple[str, ...], needs: tuple[str, ...], language: str, mistakes: Mistakes
) -> Persona | None:
    """The persona of a file; None, with mistakes added, if its form is wrong.

    Args:
        traits: the names of samklang's own traits.
        needs: the names of samklang's own needs.
        language: of examples that name none.
    """
    form = mistakes.parse(PersonaForm, source)
    known = _known(source, traits)
    unknown = [trait for trait in source.keys("traits") if trait not in known]
    for trait in unknown:
        mistakes.unknown(source, ("traits", trait), "trait", known)
    if form is None:
        return None
    bands = tuple(Band(trait=trait, **band.model_dump()) for trait, band in form.traits.items())
    return Persona(
        brand=form.brand,
        bands=_named_bands(source, traits) if unknown else bands,
        terms=(
            *(Term(text=term.term, language=term.language, why=term.why) for term in form.terms.avoid),
            *(Term(text=text, **better.model_dump()) for text, better in form.terms.prefer.items()),
        ),
        approved=tuple(form.approved),
        own_traits=own.resolve(form.own_traits, source, traits, language, mistakes),
        own_needs=resolve_needs(form.own_needs, source, needs, language, mistakes),
    )


def names_only(source: YamlSource, traits: tuple[str, ...]) -> Persona | None:
    """A persona with only the names of a file's traits and needs; None if it names no traits.

    It stands in for a persona with mistakes, so that a workspace that uses those names has no mistake.

    Args:
        traits: the names of samklang's own traits.
    """
    bands = _named_bands(source, traits)
    unnamed = Poles("", "")
    no_answers: dict[str, tuple[str, ...]] = dict.fromkeys(CODES, ())
    own_traits = source.keys("own_traits")
    own_needs = source.keys("own_needs")
    persona = Persona(
        brand="",
        bands=bands,
        own_traits=tuple(OwnTrait(name=name, declared="", poles=unnamed) for name in own_traits),
        own_needs=tuple(OwnNeed(name=name, question={}, answers=no_answers) for name in own_needs),
    )
    return persona if bands else None


def unknown(traits: tuple[str, ...]) -> Persona:
    """A stand-in for a persona that cannot be read: it may have any of samklang's traits."""
    return Persona(brand="", bands=_open_bands(traits))


def _named_bands(source: YamlSource, traits: tuple[str, ...]) -> tuple[Band, ...]:
    """A band for each trait that the persona names; for every known trait if it misspells a name."""
    names, known = source.keys("traits"), _known(source, traits)
    return _open_bands(names if set(names) <= set(known) else known)


def _open_bands(traits: tuple[str, ...]) -> tuple[Band, ...]:
    """Bands that allow any score."""
    return tuple(Band(trait=name, target=0, tolerance=100) for name in traits)


def _known(source: YamlSource, traits: tuple[str, ...]) -> tuple[str, ...]:
    """The names of samklang's traits and of the persona's own."""
    return (*traits, *source.keys("own_traits"))
