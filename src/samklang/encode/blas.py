"""The threads of the libraries that numpy multiplies matrices with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from threadpoolctl import threadpool_limits


class _Shared:
    """One limit for all users: the first sets it, and the last restores the former number of threads.

    The number of threads is the process's. With two separate limits, if the one that began first also ended
    first, the process would keep one thread for good.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._users = 0
        self._limits: Any = None

    @contextmanager
    def held(self) -> Iterator[None]:
        with self._lock:
            if not self._users:
                self._limits = threadpool_limits(1, user_api="blas")
            self._users += 1
        try:
            yield
        finally:
            with self._lock:
                self._users -= 1
                if not self._users:
                    self._limits.restore_original_limits()


one_thread = _Shared().held
"""A context in which matrices are multiplied by one thread, which is faster for many small products.

Used for work that is done once, such as fitting heads; measuring copy does not change the threads.
"""
