"""The needs: what customers must find answered in copy. To add one: a YAML file, and a line in `NEEDS`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

FOLDER = Path(__file__).parent

NEEDS = (
    "delivery-time",
    "tracking",
    "returns",
    "price",
    "stock",
    "contact-a-person",
    "warranty-or-repair",
    "what-happens-next",
    "delivery-cost",
    "refund",
    "size-and-fit",
    "payment",
    "security-and-privacy",
    "opening-hours",
    "find-us",
    "how-to-use",
    "set-up",
    "account-access",
    "cancelling",
    "change-an-order",
    "who-it-is-for",
    "proof-it-works",
    "sustainability",
    "accessibility",
    "owning-a-mistake",
    "time-to-answer",
    "plain-terms",
)


class Need(NamedTuple):
    """A need, with its examples by language: texts that answer it, and near misses that only seem to."""

    id: str
    name: Mapping[str, str]
    question: Mapping[str, str]
    """In the customer's words."""
    why: str
    asks: Mapping[str, tuple[str, ...]]
    answers: Mapping[str, tuple[str, ...]]
    near_misses: Mapping[str, tuple[str, ...]]


@cache
def load(need: str) -> Need:
    """The need with this id.

    Raises:
        FileNotFoundError: there is no such need.
    """
    data = _read(need)
    lists = {key: {lang: tuple(texts) for lang, texts in data[key].items()} for key in _LISTS}
    return Need(id=data["id"], name=data["name"], question=data["question"], why=data["why"], **lists)


@cache
def background(language: str) -> tuple[str, ...]:
    """Ordinary copy that answers none of the needs."""
    return tuple(_read("background")["passages"][language])


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's loader if it is installed: it takes a sixteenth of the time."""
_LISTS = ("asks", "answers", "near_misses")


def _read(name: str) -> dict[str, Any]:
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=_Loader)  # noqa: S506 (both are safe)
    return data
