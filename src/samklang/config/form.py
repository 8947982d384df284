"""The base of all forms (pydantic models) of the configuration, and the collecting of their mistakes.

Unknown keys are mistakes. Each mistake is reported with its file, line, key, what was expected and the
nearest valid word.
"""

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

from samklang.config.globs import EXPECTED, matcher
from samklang.config.source import YamlPath, YamlSource
from samklang.languages import CODES
from samklang.words import closest, nearest

if TYPE_CHECKING:  # types cannot be made from a table
    Language = str
else:
    Language = Literal[CODES]
Weight = Annotated[float, Field(gt=0, le=1000, description="any positive number; weights are normalised")]
Points = Annotated[float, Field(ge=-100, le=100, description="-100 to 100; 0 is neutral")]


def _valid_glob(glob: str) -> str:
    if not glob.strip("/"):
        raise ValueError(EXPECTED)
    matcher([glob])
    return glob


Glob = Annotated[str, AfterValidator(_valid_glob)]
Globs = list[Glob]
_KEY_ITSELF = "[key]"
"""What pydantic adds to the path of a key that is itself wrong."""
_NOT_A_MAPPING = ("model_type", "dict_type")
_EXPECTED = {
    "string_type": "text",
    "string_too_short": "text",
    "list_type": "a list",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "date_type": "a date such as 2026-12-31",
    "date_parsing": "a date such as 2026-12-31",
    "date_from_datetime_parsing": "a date such as 2026-12-31",
    "date_from_datetime_inexact": "a date such as 2026-12-31",
    "greater_than": "a number above {gt:g}",
    "greater_than_equal": "at least {ge:g}",
    "less_than": "a number below {lt:g}",
    "less_than_equal": "at most {le:g}",
    "too_short": "at least one entry",
}
"""What was expected, by the type of pydantic's error; the fields are those of its context."""
_WORDS = ("string_type", "literal_error", "enum")
"""Types of errors about values that should have been words."""
_QUOTE_IT = "YAML reads a bare yes, no, on or off as true or false; put quotes around the word"


class Form(BaseModel):
    """A mapping whose unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ShortForm(Form):
    """A form that may be written as a single value, which then fills the field named by `short`."""

    short: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _from_short(cls, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: word(item) for key, item in value.items()}
        return {cls.short: word(value)}

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        whole = handler.resolve_ref_schema(handler(schema))
        return {"anyOf": [whole["properties"][cls.short], whole]}


def word(value: Any) -> Any:
    """The value, but "off" for false: YAML reads a bare `off` as false."""
    return "off" if value is False else value


F = TypeVar("F", bound=Form)


class Mistakes:
    """Collects the mistakes of a configuration, so that all can be shown at once."""

    def __init__(self) -> None:
        self.messages: list[str] = []
        self.lenient = False
        """Whether some valid names may be missing, because a file could not be read. Then an unknown name is
        only reported if it looks like a misspelling of a valid one."""

    def parse(self, form: type[F], source: YamlSource) -> F | None:
        """The file as a form; None, with mistakes added, if it does not fit."""
        if not isinstance(source.data, dict):
            self.messages.append(f"{source.name}:1:1: expected a mapping with the keys {_keys(form)}")
            return None
        try:
            return form.model_validate(source.data)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                self._translate(form, source, detail)
            return None

    def add(self, source: YamlSource, path: YamlPath, message: str) -> None:
        """Adds a mistake at a path of the file."""
        key = ".".join(map(str, path))
        self.messages.append(f"{source.location(path)}: {key}: {message}")

    def unknown(
        self, source: YamlSource, path: YamlPath, what: str, known: Iterable[str], value: str = ""
    ) -> None:
        """Adds a name that is not among those known: the last key of the path, or `value` if given."""
        word, words = value or str(path[-1]), list(dict.fromkeys(known))
        if closest(word, words) or not self.lenient:
            self.add(source, path, f"{f'unknown {what} {value}'.rstrip()}; {nearest(word, words)}")

    def _translate(self, form: type[Form], source: YamlSource, detail: ErrorDetails) -> None:
        """Adds a mistake that pydantic reports, in our words."""
        path = tuple(part for part in detail["loc"] if part != _KEY_ITSELF)
        if detail["type"] == "extra_forbidden":
            self.unknown(source, path, "key", _fields_at(form, path[:-1]))
        elif detail["type"] == "missing":
            self.add(source, path, "is missing")
        else:
            self.add(source, path, f"{_expected(form, path, detail)}{_found(detail)}")


def parse_valid_parts(form: type[F], source: YamlSource, placeholders: Mapping[str, Any]) -> F | None:
    """The file as a form, without the parts that are wrong; None if the file is not a mapping.

    Args:
        placeholders: values for required keys that may be missing or wrong.
    """
    data = deepcopy(source.data)
    while isinstance(data, dict):
        try:
            return form.model_validate({**placeholders, **data})
        except ValidationError as error:
            _remove(data, error.errors(include_url=False)[-1]["loc"])
    return None


def _remove(data: Any, path: YamlPath) -> None:
    """Removes the value at a path, or the innermost part of the path that exists."""
    first, *rest = path
    below = data[first]
    try:
        _remove(below, tuple(rest))
    except (KeyError, IndexError, TypeError, ValueError):
        del data[first]


def _expected(form: type[Form], path: YamlPath, detail: ErrorDetails) -> str:
    """What should be at a path, by one of pydantic's errors."""
    if detail["type"] in _NOT_A_MAPPING:
        keys = ", ".join(_fields_at(form, path))
        return f"expected a mapping with the keys {keys}" if keys else "expected a mapping"
    if detail["type"] in _EXPECTED:
        return f"expected {_EXPECTED[detail['type']].format(**detail.get('ctx', {}))}"
    return detail["msg"].replace("Input should be", "expected").removeprefix("Value error, ")


def _found(detail: ErrorDetails) -> str:
    """What is there instead, if that is short enough to quote."""
    value = detail.get("input")
    if detail["type"] == "too_short":
        return ", found none"
    if isinstance(value, bool):
        return f", found {str(value).lower()}" + (f" ({_QUOTE_IT})" if detail["type"] in _WORDS else "")
    if value is None:
        return ", found nothing"
    return f", found {value!r}" if isinstance(value, str | int | float) else ""


def _keys(form: type[Form]) -> str:
    return ", ".join(field.alias or name for name, field in form.model_fields.items())


def _fields_at(form: type[Form], path: YamlPath) -> list[str]:
    """The keys that the form allows at a path, looked up in its JSON Schema."""
    schema = form.model_json_schema()
    node: dict[str, Any] = schema
    for part in path:
        node = _child(_resolve(node, schema), part)
    return list(_resolve(node, schema).get("properties", {}))


def _resolve(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while True:
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
        elif "anyOf" in node:
            options = node["anyOf"]
            node = next((option for option in options if "$ref" in option or "properties" in option), {})
        else:
            return node


def _child(node: dict[str, Any], part: str | int) -> dict[str, Any]:
    """The schema of a key or index of a value."""
    if isinstance(part, int):
        return dict(node.get("items", {}))
    child = node.get("properties", {}).get(part) or node.get("additionalProperties", {})
    return dict(child) if isinstance(child, dict) else {}
