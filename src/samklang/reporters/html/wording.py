"""Ids, scores and copy as people read them on the page."""

from __future__ import annotations

import re

_TAG = re.compile(r"(</?[A-Za-z!][^<>]*>)")


def runs(copy: str) -> list[str]:
    """Copy and the mark-up within it by turns, copy first."""
    return _TAG.split(copy)


def standing(score: float, margin: float, low: float, high: float) -> str:
    """inside, outside, or edge: outside by less than the margin."""
    beyond = max(low - score, score - high)
    if beyond <= 0:
        return "inside"
    return "outside" if beyond > margin else "edge"


def at(score: float) -> float:
    """Where -100 to 100 lies on a strip, in percent of its width."""
    return round((min(100.0, max(-100.0, score)) + 100) / 2, 2)


def signed(score: float) -> str:
    """A score on -100 to 100, as people see it: whole, with its sign."""
    return f"{round(score):+d}".replace("-", "\N{MINUS SIGN}") if round(score) else "0"


def points(number: float) -> str:
    """Points, whole: no score is surer than that."""
    return f"{round(number)}".replace("-", "\N{MINUS SIGN}")


def share(fraction: float) -> int:
    """0 to 1 as whole percent."""
    return round(fraction * 100)


def grouped(number: int) -> str:
    """Thousands apart, by a narrow space that does not break."""
    return f"{number:,}".replace(",", "\u202f")


def words(name: str) -> str:
    """An id as people say it: `delivery-time` is delivery time."""
    return name.replace("-", " ").replace("_", " ")
