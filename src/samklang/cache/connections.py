"""Connections to the cache's file: one for each thread that is at work."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore, Lock

from samklang.cache import schema

_MOST = 8
"""Threads that are served at once; another waits for its turn."""


class Connections:
    """Connections to one file, each lent to one thread at a time and then kept for the next.

    Lent rather than kept by thread: threads end without a word, and what they had open would stay open.
    """

    def __init__(self, path: Path | None) -> None:
        """Args:
        path: the file; None is one without a name, which only the connection that made it sees.
        """
        self.path = path
        self._turns = BoundedSemaphore(_MOST if path else 1)
        self._lock = Lock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = 0
        """How often it was closed: what was lent before is not kept for the next."""

    @contextmanager
    def lent(self) -> Iterator[sqlite3.Connection]:
        """A connection that no other thread uses meanwhile.

        Raises:
            sqlite3.DatabaseError: as `schema.connect`.
            OSError: the folder cannot be made.
        """
        with self._turns:
            with self._lock:
                db, closed = self._idle.pop() if self._idle else None, self._closed
            db = db or self._opened()
            try:
                yield db
            finally:
                with self._lock:
                    kept = closed == self._closed
                    if kept:
                        self._idle.append(db)
                if not kept:
                    db.close()

    def close(self) -> None:
        """Closes what is not lent now, and what is as soon as it comes back. It opens anew when asked."""
        with self._lock:
            idle, self._idle = self._idle, []
            self._closed += 1
        for db in idle:
            db.close()

    def _opened(self) -> sqlite3.Connection:
        if self.path is None:
            return schema.connect("")
        _make(self.path.parent)
        return schema.connect(str(self.path))


def _make(folder: Path) -> None:
    """The folder, which version control is told to leave alone."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
