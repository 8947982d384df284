"""How stages report their progress."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Receives reports of progress; the command line shows them at a terminal."""

    def start(self, what: str, total: float) -> None:
        """A step begins.

        Args:
            what: the step, for people.
            total: of how many parts it consists.
        """

    def advance(self, done: float, passages: int = 0) -> None:
        """More parts of the step are done.

        Args:
            done: how many parts.
            passages: how many passages were in them.
        """


class Silence:
    """A progress for when nobody is looking."""

    def start(self, what: str, total: float) -> None:
        """Says nothing."""

    def advance(self, done: float, passages: int = 0) -> None:
        """Says nothing."""
