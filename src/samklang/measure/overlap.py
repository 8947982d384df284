"""Overlaps work: a thread works on an item while the caller fetches the next one and uses the last result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def overlapped(work: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R]]:
    """Each item, in order, with the result of the work on it; the work runs in one other thread.

    Items are fetched, and results used, in the caller's thread, which fetches at most two items in advance.
    """
    with ThreadPoolExecutor(1) as pool:
        previous: tuple[T, Future[R]] | None = None
        for item in items:
            current = item, pool.submit(work, item)
            if previous:
                yield previous[0], previous[1].result()
            previous = current
        if previous:
            yield previous[0], previous[1].result()
