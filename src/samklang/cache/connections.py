"""A pool of connections to the cache's file: each is used by one thread at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore, Lock

from samklang.cache import schema

_MOST = 8
"""How many threads have a connection at once; others wait."""


class Connections:
    """Connections to one file; a thread borrows one, and gives it back for the next.

    No thread owns a connection: threads end without notice, and their connections would stay open.
    """

    def __init__(self, path: Path | None) -> None:
        """Args:
        path: the file; None is a temporary database, which only the connection that made it can read.
        """
        self.path = path
        self._turns = BoundedSemaphore(_MOST if path else 1)
        self._lock = Lock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = 0
        """How often the pool was closed: connections borrowed before that are closed on return."""

    @contextmanager
    def borrowed(self) -> Iterator[sqlite3.Connection]:
        """A connection that no other thread uses at the same time.

        Raises:
            sqlite3.DatabaseError: as `schema.connect`.
            OSError: the folder cannot be created.
        """
        with self._turns:
            with self._lock:
                db, closed = self._idle.pop() if self._idle else None, self._closed
            db = db or self._open()
            try:
                yield db
            finally:
                with self._lock:
                    still_open = closed == self._closed
                    if still_open:
                        self._idle.append(db)
                if not still_open:
                    db.close()

    def close(self) -> None:
        """Closes the idle connections now, and borrowed ones when they return. Later use opens new ones."""
        with self._lock:
            idle, self._idle = self._idle, []
            self._closed += 1
        for db in idle:
            db.close()

    def _open(self) -> sqlite3.Connection:
        if self.path is None:
            return schema.connect("")
        _create(self.path.parent)
        return schema.connect(str(self.path))


def _create(folder: Path) -> None:
    """Creates the folder, with a `.gitignore` that keeps it out of version control."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
