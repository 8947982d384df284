"""Every place that a judgement holds is found, wherever a field puts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from samklang.model import Judgement, Place, Span, places_in
from tests.filled import Filler


def place(name: str) -> Place:
    return Place(name=name, span=Span(0, 1))


class Pair(NamedTuple):
    first: Place
    second: str


@dataclass(frozen=True)
class New:
    """What a field of a new type may hold."""

    itself: Place
    perhaps: Place | None
    several: tuple[Pair, ...]
    by_name: Mapping[str, tuple[Place, ...]]
    nested: New | None = None


def test_every_place_of_a_judgement_is_found() -> None:
    filler = Filler("a")
    judgement = filler.filled(Judgement)
    assert len(filler.places) > 8
    assert sorted(map(repr, places_in(judgement))) == sorted(map(repr, filler.places))


def test_a_place_in_any_kind_of_field_is_found() -> None:
    inner = New(place("inner"), None, (), {})
    value = New(place("a"), None, (Pair(place("b"), "x"),), {"x": (place("c"), place("d"))}, inner)
    assert [one.name for one in places_in((value,))] == ["a", "b", "c", "d", "inner"]


def test_what_holds_no_place_has_none() -> None:
    assert list(places_in(("web/a.md", 3, None, Span(0, 1), {"a": "b"}))) == []
