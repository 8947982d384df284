"""Ahead: one thing is worked on while the next is fetched and the last is used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def ahead(work: Callable[[T], R], things: Iterable[T]) -> Iterator[tuple[T, R]]:
    """Each thing, in order, with what the work makes of it in a thread of its own, one at a time.

    Things are fetched, and used, in the thread that asks for them; two at most wait there.
    """
    with ThreadPoolExecutor(1) as pool:
        before: tuple[T, Future[R]] | None = None
        for thing in things:
            now = thing, pool.submit(work, thing)
            if before:
                yield before[0], before[1].result()
            before = now
        if before:
            yield before[0], before[1].result()
