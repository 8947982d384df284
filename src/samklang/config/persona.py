"""`personas/*.yaml`: the brand's personality, traits with target and tolerance, terms, approved copy, traits
and needs of its own."""

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
    """Where the persona stands on a trait."""

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """With what takes out a trait; a target may stand in the persona that is extended."""
        whole = handler.resolve_ref_schema(handler(schema))
        del whole["required"]
        return {
            "anyOf": [whole, {"enum": [None, False, "off"], "description": "not that of what it extends"}]
        }

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

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """With what takes out a word."""
        return {"anyOf": [*super().__get_pydantic_json_schema__(schema, handler)["anyOf"], {"type": "null"}]}

    use: Annotated[str, Field(min_length=1)]
    language: Language | None = None
    why: str = ""


class TermsForm(Form):
    """The persona's opinions on words."""

    avoid: list[AvoidForm] = Field(default_factory=list)
    prefer: dict[str, PreferForm] = Field(default_factory=dict, description="word: the better one")


def _whole_unless_extending(schema: dict[str, Any]) -> None:
    """What must be said where no other persona says it."""
    traits = {"additionalProperties": {"type": "object", "required": ["target"]}}
    schema["if"] = {"not": {"required": ["extends"]}}
    schema["then"] = {"required": schema.pop("required"), "properties": {"traits": traits}}


class PersonaForm(Form):
    """A persona: the brand's personality."""

    model_config = ConfigDict(json_schema_extra=_whole_unless_extending)

    extends: str | None = Field(
        default=None, description="a persona that this builds on: its path from here, or package:NAME/PATH"
    )
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
    known = _known(source, traits)
    unknown = [trait for trait in source.keys("traits") if trait not in known]
    for trait in unknown:
        mistakes.unknown(source, ("traits", trait), "trait", known)
    if form is None:
        return None
    bands = tuple(Band(trait=trait, **band.model_dump()) for trait, band in form.traits.items())
    return Persona(
        brand=form.brand,
        bands=_named(source, traits) if unknown else bands,
        terms=(
            *(Term(text=term.term, language=term.language, why=term.why) for term in form.terms.avoid),
            *(Term(text=text, **better.model_dump()) for text, better in form.terms.prefer.items()),
        ),
        approved=tuple(form.approved),
        own_traits=own.resolve(form.own_traits, source, traits, language, mistakes),
        own_needs=resolve_needs(form.own_needs, source, needs, language, mistakes),
    )


def named(source: YamlSource, traits: tuple[str, ...]) -> Persona | None:
    """The names that a persona with mistakes gives, so that whatever uses them is not told for that; None
    where it names no traits.

    Args:
        traits: those of samklang.
    """
    bands = _named(source, traits)
    untold = Poles("", "")
    taught: dict[str, tuple[str, ...]] = dict.fromkeys(CODES, ())
    persona = Persona(
        brand="",
        bands=bands,
        own_traits=tuple(
            OwnTrait(name=name, declared="", poles=untold) for name in source.keys("own_traits")
        ),
        own_needs=tuple(OwnNeed(name=name, question={}, answers=taught) for name in source.keys("own_needs")),
    )
    return persona if bands else None


def unknown(traits: tuple[str, ...]) -> Persona:
    """One that cannot be had: it may have any trait."""
    return Persona(brand="", bands=_wide(traits))


def _named(source: YamlSource, traits: tuple[str, ...]) -> tuple[Band, ...]:
    """A band for each trait that the persona names; where it misspells one, for each that it may mean."""
    names, known = source.keys("traits"), _known(source, traits)
    meant = names if set(names) <= set(known) else known
    return _wide(meant)


def _wide(traits: tuple[str, ...]) -> tuple[Band, ...]:
    return tuple(Band(trait=name, target=0, tolerance=100) for name in traits)


def _known(source: YamlSource, traits: tuple[str, ...]) -> tuple[str, ...]:
    return (*traits, *source.keys("own_traits"))
