"""Values of any type of `model/` with every field filled, so that tests notice a field that a stage loses."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from samklang.model import Place

T = TypeVar("T")


class Filler:
    """Makes values without defaults, None or empty texts, and no two alike."""

    def __init__(self, mark: str) -> None:
        """Args: mark: the beginning of every text."""
        self.mark, self.count = mark, 0
        self.places: list[Place] = []

    def filled(self, kind: type[T]) -> T:
        """A value of a type."""
        value: T = self._of(kind)
        return value

    def _of(self, kind: Any) -> Any:
        origin, inner = get_origin(kind), get_args(kind)
        if origin in (Union, types.UnionType):
            return self._of(next(option for option in inner if option is not type(None)))
        if origin is tuple:
            return (self._of(inner[0]),) if inner[1:] == (...,) else tuple(map(self._of, inner))
        if origin is not None and issubclass(origin, Mapping):
            return {self._of(inner[0]): self._of(inner[1])}
        if isinstance(kind, type) and issubclass(kind, Enum):
            return list(kind)[-1]
        if is_dataclass(kind) or hasattr(kind, "_fields"):
            return self._composed(kind)
        return self._plain(kind)

    def _composed(self, kind: Any) -> Any:
        hints = get_type_hints(kind)
        names = [field.name for field in fields(kind)] if is_dataclass(kind) else kind._fields
        value = kind(**{name: self._of(hints[name]) for name in names})
        self.places += [value] if isinstance(value, Place) else []
        return value

    def _plain(self, kind: Any) -> Any:
        self.count += 1
        if kind is date:
            return date.fromordinal(700_000 + self.count)
        return True if kind is bool else f"{self.mark}{self.count}" if kind is str else kind(self.count)
