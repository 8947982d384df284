"""The threads of the libraries that numpy multiplies matrices with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from threadpoolctl import threadpool_limits


class _Shared:
    """One limit for all who want it: the first sets it, and the last puts back what was there before.

    The number of threads belongs to the process. Two limits of which the first to begin is the first to end
    would leave the process with one thread for good.
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
"""Within, matrices are multiplied by one thread: for many small products, more are slower.

For what is done once and kept, such as fitting heads. Measuring copy leaves the threads as they are.
"""
