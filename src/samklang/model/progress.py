"""Who is told how the work goes."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Is told how the work goes; the command line shows it where a person is looking."""

    def start(self, what: str, total: float) -> None:
        """A step begins that has so many parts."""

    def advance(self, done: float, passages: int = 0) -> None:
        """So many parts more are done, and so many passages were in them."""


class Silence:
    """A progress for when nobody is looking."""

    def start(self, what: str, total: float) -> None:
        """Says nothing."""

    def advance(self, done: float, passages: int = 0) -> None:
        """Says nothing."""
