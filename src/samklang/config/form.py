"""What every form of the configuration shares: unknown keys are mistakes, and every mistake is told
with its file, line, key, what was expected and the nearest valid word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from samklang.config.globs import matcher
from samklang.config.source import YamlPath, YamlSource
from samklang.languages import CODES
from samklang.words import close, nearest

if TYPE_CHECKING:  # types cannot be made from a table
    Language = str
else:
    Language = Literal[CODES]
Weight = Annotated[float, Field(gt=0, le=1000, description="any positive number; weights are normalised")]
Points = Annotated[float, Field(ge=-100, le=100, description="-100 to 100; 0 is neutral")]


def _understood(glob: str) -> str:
    if not glob.strip("/"):
        raise ValueError("expected a glob")
    matcher([glob])
    return glob


Glob = Annotated[str, AfterValidator(_understood)]
Globs = list[Glob]
_OF_A_KEY = "[key]"
"""What pydantic adds to the place of a key that is wrong itself."""
_NO_MAPPING = ("model_type", "dict_type")


class Form(BaseModel):
    """A mapping whose unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ShortForm(Form):
    """A form that may be written as one plain word, which then fills its first field."""

    short: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _from_word(cls, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: word(one) for key, one in value.items()}
        return {cls.short: word(value)}

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        whole = handler.resolve_ref_schema(handler(schema))
        return {"anyOf": [whole["properties"][cls.short], whole]}


def word(value: Any) -> Any:
    """YAML reads a bare `off` as false; here it is the word."""
    return "off" if value is False else value


F = TypeVar("F", bound=Form)


class Mistakes:
    """Collects every mistake of a configuration before any is shown."""

    def __init__(self) -> None:
        self.messages: list[str] = []
        self.lenient = False
        """Not all is known that may be named: a word is only unknown where it is nearly one that is known."""

    def parse(self, form: type[F], source: YamlSource) -> F | None:
        """The file as a form; None, and mistakes, where it does not fit."""
        if not isinstance(source.data, dict):
            self.messages.append(f"{source.name}:1:1: expected a mapping with {_keys(form)}")
            return None
        try:
            return form.model_validate(source.data)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                self._translate(form, source, detail)
            return None

    def add(self, source: YamlSource, path: YamlPath, message: str) -> None:
        """A mistake at a path of the file."""
        key = ".".join(map(str, path))
        self.messages.append(f"{source.at(path)}: {key}: {message}")

    def unknown(
        self, source: YamlSource, path: YamlPath, what: str, known: Iterable[str], value: str = ""
    ) -> None:
        """A word that is not one of those known: a path's last key, or the value that stands there."""
        word, words = value or str(path[-1]), list(known)
        if close(word, words) or not self.lenient:
            self.add(source, path, f"{f'unknown {what} {value}'.rstrip()}; {nearest(word, words)}")

    def _translate(self, form: type[Form], source: YamlSource, detail: ErrorDetails) -> None:
        path = tuple(part for part in detail["loc"] if part != _OF_A_KEY)
        if detail["type"] == "extra_forbidden":
            self.unknown(source, path, "key", _fields_at(form, path[:-1]))
        elif detail["type"] == "missing":
            self.add(source, path, "is missing")
        elif detail["type"] == "too_short":
            self.add(source, path, f"expected at least {detail['ctx']['min_length']}, found none")
        elif detail["type"] in _NO_MAPPING:
            self.add(
                source, path, f"expected a mapping{_of(_fields_at(form, path))}, found {detail['input']!r}"
            )
        else:
            message = detail["msg"].replace("Input should be", "expected").removeprefix("Value error, ")
            found = detail.get("input")
            shown = f", found {found!r}" if isinstance(found, str | int | float | bool | None) else ""
            self.add(source, path, message + shown)


def salvaged(form: type[F], source: YamlSource, stand_ins: Mapping[str, Any]) -> F | None:
    """What is left of a file when all that is wrong in it is taken out; None where it is no mapping.

    Args:
        stand_ins: for keys that a form must have.
    """
    data = deepcopy(source.data)
    while isinstance(data, dict):
        try:
            return form.model_validate({**stand_ins, **data})
        except ValidationError as error:
            _take_out(data, error.errors(include_url=False)[-1]["loc"])
    return None


def _take_out(data: Any, path: YamlPath) -> None:
    """Takes out what stands at a path, or the nearest part of it that is there."""
    first, *rest = path
    below = data[first]
    try:
        _take_out(below, tuple(rest))
    except (KeyError, IndexError, TypeError, ValueError):
        del data[first]


def _of(keys: list[str]) -> str:
    return f" with {', '.join(keys)}" if keys else ""


def _keys(form: type[Form]) -> str:
    return ", ".join(of.alias or name for name, of in form.model_fields.items())


def _fields_at(form: type[Form], path: YamlPath) -> list[str]:
    """The keys that the form allows at a path, by way of its JSON Schema."""
    schema = form.model_json_schema()
    node: dict[str, Any] = schema
    for part in path:
        node = _step(_resolve(node, schema), part)
    return list(_resolve(node, schema).get("properties", {}))


def _resolve(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while True:
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
        elif "anyOf" in node:
            node = next((one for one in node["anyOf"] if "$ref" in one or "properties" in one), {})
        else:
            return node


def _step(node: dict[str, Any], part: str | int) -> dict[str, Any]:
    if isinstance(part, int):
        return dict(node.get("items", {}))
    found = node.get("properties", {}).get(part) or node.get("additionalProperties", {})
    return dict(found) if isinstance(found, dict) else {}
