"""While one thing is worked on, the next is fetched."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from samklang.measure.overlap import ahead


def test_things_come_in_order_with_what_was_made_of_them() -> None:
    assert list(ahead(lambda n: n * n, range(5))) == [(n, n * n) for n in range(5)]
    assert list(ahead(str, [])) == []


def test_the_next_is_fetched_while_the_first_is_worked_on() -> None:
    fetched = threading.Event()

    def things() -> Iterator[int]:
        yield 1
        fetched.set()
        yield 2

    assert [made for _, made in ahead(lambda _: fetched.wait(10), things())] == [True, True]


def test_work_is_done_elsewhere_and_one_at_a_time() -> None:
    workers = {made for _, made in ahead(lambda _: threading.get_ident(), range(20))}
    assert len(workers) == 1 and threading.get_ident() not in workers


def test_no_more_than_two_wait() -> None:
    begun: list[int] = []

    def things() -> Iterator[int]:
        for n in range(9):
            begun.append(n)
            yield n

    for n, _ in ahead(str, things()):
        assert len(begun) <= n + 2


def test_what_goes_wrong_is_raised_where_it_is_asked_for() -> None:
    def work(n: int) -> int:
        return 1 // n

    with pytest.raises(ZeroDivisionError):
        list(ahead(work, [1, 0, 1]))
