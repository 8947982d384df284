"""Ids, scores and copy as the page shows them."""

from __future__ import annotations

import re

_TAG = re.compile(r"(</?[A-Za-z!][^<>]*>)")


def runs(copy: str) -> list[str]:
    """Copy and the mark-up within it, alternating, copy first."""
    return _TAG.split(copy)


def standing(score: float, margin: float, low: float, high: float) -> str:
    """Where a score is relative to its band: inside, outside, or edge (outside by less than the margin)."""
    beyond = max(low - score, score - high)
    if beyond <= 0:
        return "inside"
    return "outside" if beyond > margin else "edge"


def percent_along(score: float) -> float:
    """The position of a score, -100 to 100, on a strip, in percent of its width."""
    return round((min(100.0, max(-100.0, score)) + 100) / 2, 2)


def signed(score: float) -> str:
    """A score from -100 to 100 as a whole number with its sign."""
    return f"{round(score):+d}".replace("-", "\N{MINUS SIGN}") if round(score) else "0"


def points(number: float) -> str:
    """Points as a whole number: no score is more exact than that."""
    return f"{round(number)}".replace("-", "\N{MINUS SIGN}")


def share(fraction: float) -> int:
    """A fraction, 0 to 1, as whole percent."""
    return round(fraction * 100)


def grouped(number: int) -> str:
    """A number with its thousands separated by a narrow no-break space."""
    return f"{number:,}".replace(",", "\u202f")


def words(name: str) -> str:
    """An id in plain words: `delivery-time` becomes delivery time."""
    return name.replace("-", " ").replace("_", " ")
