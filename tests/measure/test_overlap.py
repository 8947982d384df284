"""While an item is worked on, the next is fetched."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from samklang.measure.overlap import overlapped


def test_items_come_in_order_with_their_results() -> None:
    assert list(overlapped(lambda n: n * n, range(5))) == [(n, n * n) for n in range(5)]
    assert list(overlapped(str, [])) == []


def test_the_next_is_fetched_while_the_first_is_worked_on() -> None:
    fetched = threading.Event()

    def items() -> Iterator[int]:
        yield 1
        fetched.set()
        yield 2

    assert [result for _, result in overlapped(lambda _: fetched.wait(10), items())] == [True, True]


def test_work_runs_in_one_other_thread() -> None:
    workers = {result for _, result in overlapped(lambda _: threading.get_ident(), range(20))}
    assert len(workers) == 1 and threading.get_ident() not in workers


def test_at_most_two_items_are_fetched_in_advance() -> None:
    fetched: list[int] = []

    def items() -> Iterator[int]:
        for n in range(9):
            fetched.append(n)
            yield n

    for n, _ in overlapped(str, items()):
        assert len(fetched) <= n + 2


def test_an_error_of_the_work_is_raised_in_the_caller() -> None:
    def work(n: int) -> int:
        return 1 // n

    with pytest.raises(ZeroDivisionError):
        list(overlapped(work, [1, 0, 1]))
