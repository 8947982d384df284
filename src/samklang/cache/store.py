"""Bytes by key in one SQLite file, for a run that must never fail for what becomes of that file.

Write-ahead logging and one transaction a write: a process may be killed at any moment, and two may write.
Where the file cannot be used (a full disk, a folder that is read-only) that is said once, and the run goes
on with a store of its own, which nobody sees and which is gone afterwards. Threads may share a store.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import NamedTuple, TypeVar
from zlib import crc32

from samklang.cache import schema
from samklang.cache.connections import Connections

FILE = "cache.sqlite"
LIMIT = 500_000_000
"""Bytes that a store may take on disk; what was not used for longest goes first."""

_KEPT = 0.8
"""The share of the limit that is left when it was passed."""
_BATCH = 500
_PENDING = 1_000_000
"""Bytes that wait to be written together."""
_HOUR = 3600
"""Use is told by the hour, so that a run that finds everything has little to write."""
T = TypeVar("T")
_Row = tuple[bytes, int, bytes]
"""A key, the hour when it was last used, and its value."""


class Rate(NamedTuple):
    """How often what was asked for was there."""

    asked: int
    found: int


class State(NamedTuple):
    """What a store holds, and how it served."""

    size: int
    """Bytes on disk, without what is free to be written over."""
    entries: int
    last: Rate
    """Of the last run that measured anything."""
    ever: Rate


_NOTHING = State(0, 0, Rate(0, 0), Rate(0, 0))


class Store:
    """The store of a folder; without one, for this run alone."""

    def __init__(
        self,
        folder: Path | None = None,
        say: Callable[[str], None] = lambda _: None,
        limit: int = LIMIT,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Args:
        folder: made where it is not there.
        say: told, once, why the store could not be used.
        limit: bytes on disk.
        clock: seconds, which tell how long ago an entry was used.
        """
        self._connections = Connections(folder / FILE if folder else None)
        self._say, self._limit, self._clock = say, limit, clock
        self._pending: dict[bytes, bytes] = {}
        self._waiting = 0
        self._used: set[bytes] = set()
        self._rate = Rate(0, 0)
        self._lock = Lock()
        """Of all of these."""

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that are there."""
        asked = list(dict.fromkeys(keys))
        with self._lock:
            found = {key: self._pending[key] for key in asked if key in self._pending}
        missing = [key for key in asked if key not in found]
        hour, used_before = self._hour(), set()
        rows: list[_Row] = []
        for key, used, value in self._safely(lambda db: list(_select(db, missing)), rows):
            if crc32(value[4:]).to_bytes(4) == value[:4]:
                found[key] = value[4:]
                if used != hour:
                    used_before.add(key)
        with self._lock:
            self._used |= used_before
        return found

    def put(self, entries: Mapping[bytes, bytes]) -> None:
        """Keep values by their keys."""
        with self._lock:
            self._pending.update(entries)
            self._waiting += sum(map(len, entries.values()))
            full = self._waiting > _PENDING
        if full:
            self.flush()

    def count(self, asked: int, found: int) -> None:
        """Counts what this run asked for, and what of it was there."""
        with self._lock:
            self._rate = Rate(self._rate.asked + asked, self._rate.found + found)

    def flush(self) -> None:
        """Writes what waits to be written."""
        with self._lock:
            pending, used = self._pending, self._used
            self._pending, self._used, self._waiting = {}, set(), 0
        if pending or used:
            self._safely(lambda db: self._write(db, pending, used), None)

    def close(self) -> None:
        """Writes the rest. The store can still be used, and then opens anew."""
        self.flush()
        with self._lock:
            rate, self._rate = self._rate, Rate(0, 0)
        if rate.asked:
            self._safely(lambda db: schema.add_counts(db, *rate), None)
        self._connections.close()

    def state(self) -> State:
        """What it holds."""
        return self._safely(_state, _NOTHING)

    def prune(self, limit: int) -> None:
        """Removes what was not used for longest, until at most so many bytes are left."""
        self.flush()
        self._safely(lambda db: _evict(db, limit), None)

    def _write(self, db: sqlite3.Connection, pending: Mapping[bytes, bytes], used: Iterable[bytes]) -> None:
        hour = self._hour()
        with schema.transaction(db):
            db.executemany(
                "INSERT OR REPLACE INTO entries (key, used, value) VALUES (?, ?, ?)",
                ((key, hour, crc32(value).to_bytes(4) + value) for key, value in pending.items()),
            )
            db.executemany("UPDATE entries SET used = ? WHERE key = ?", ((hour, key) for key in used))
        if schema.size(db) > self._limit:
            _evict(db, int(self._limit * _KEPT))

    def _hour(self) -> int:
        return int(self._clock() // _HOUR)

    # --- what may become of the file ----------------------------------------------------------------

    def _safely(self, act: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """What an act gives; where the file fails it, something else, and another store from there on."""
        connections = self._connections
        try:
            with connections.lent() as db:
                return act(db)
        except sqlite3.OperationalError as error:
            self._give_up(connections, str(error))
        except sqlite3.DatabaseError:
            self._start_over(connections)
        except OSError as error:
            self._give_up(connections, error.strerror or str(error))
        return otherwise

    def _give_up(self, failed: Connections, why: str) -> None:
        """Full, read-only, locked for too long, on a disk that cannot lock: said once, and left alone."""
        if self._left(failed) and failed.path is not None:
            self._say(f"the cache {failed.path} cannot be used ({why}); goes on without it")

    def _start_over(self, failed: Connections) -> None:
        """Damaged: what it held is measured again."""
        path = failed.path
        if self._left(failed) and path is not None:
            try:
                for file in (f"{path}-wal", f"{path}-shm", path):
                    Path(file).unlink(missing_ok=True)
                self._connections = Connections(path)
            except OSError as error:
                self._say(f"the cache {path} is damaged and cannot be removed ({error.strerror})")

    def _left(self, failed: Connections) -> bool:
        """Goes on without a file; False where another thread met the failure first."""
        with self._lock:
            if self._connections is not failed:
                return False
            self._connections = Connections(None)
        failed.close()
        return True


def _select(db: sqlite3.Connection, keys: list[bytes]) -> Iterator[_Row]:
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        marks = ",".join("?" * len(batch))
        yield from db.execute(f"SELECT key, used, value FROM entries WHERE key IN ({marks})", batch)  # noqa: S608


def _state(db: sqlite3.Connection) -> State:
    (entries,) = db.execute("SELECT count(*) FROM entries").fetchone()
    counts = schema.counts(db)
    last, ever = (Rate(counts.get(f"{of} asked", 0), counts.get(f"{of} found", 0)) for of in ("last", "ever"))
    return State(schema.size(db), entries, last, ever)


def _evict(db: sqlite3.Connection, limit: int) -> None:
    """Removes what was not used for longest, a tenth at a time."""
    while schema.size(db) > limit:
        (entries,) = db.execute("SELECT count(*) FROM entries").fetchone()
        if not entries:
            break
        with schema.transaction(db):
            db.execute(
                "DELETE FROM entries WHERE id IN (SELECT id FROM entries ORDER BY used, id LIMIT ?)",
                (entries // 10 + 1,),
            )
    db.execute("PRAGMA incremental_vacuum").fetchall()
