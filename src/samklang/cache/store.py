"""The cache: bytes by key in one SQLite file. Whatever happens to that file, the run goes on.

Write-ahead logging and one transaction a write: a process may be killed at any moment, and two may write.
Where the file cannot be used (a full disk, a read-only folder), a message says so once, and the run goes on
with a temporary database that is removed when it ends. Threads may share a store.
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
"""Bytes that a store may take on disk; beyond it, the least recently used entries are removed first."""

_KEPT = 0.8
"""The share of the limit to which a store shrinks when it passes the limit."""
_BATCH = 500
_PENDING = 1_000_000
"""How many bytes are collected before they are written together."""
_HOUR = 3600
"""In seconds. The last use of an entry is noted by the hour, so that a run of cache hits writes little."""
T = TypeVar("T")
_Row = tuple[bytes, int, bytes]
"""A key, the hour when it was last used, and its value."""


class Rate(NamedTuple):
    """How often lookups were hits."""

    lookups: int
    hits: int


class State(NamedTuple):
    """The size of a store, and its rate of hits."""

    size: int
    """Bytes on disk, without pages that are free for reuse."""
    entries: int
    last: Rate
    """Of the last run that measured anything."""
    ever: Rate


_NOTHING = State(0, 0, Rate(0, 0), Rate(0, 0))


class Store:
    """The store in a folder; without a folder, a temporary one for this run."""

    def __init__(
        self,
        folder: Path | None = None,
        say: Callable[[str], None] = lambda _: None,
        limit: int = LIMIT,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Args:
        folder: created if it does not exist.
        say: called once with a message if the file cannot be used.
        limit: bytes on disk.
        clock: the time in seconds, by which the last use of entries is noted.
        """
        self._connections = Connections(folder / FILE if folder else None)
        self._say, self._limit, self._clock = say, limit, clock
        self._pending: dict[bytes, bytes] = {}
        self._waiting = 0
        self._used: set[bytes] = set()
        self._rate = Rate(0, 0)
        self._lock = Lock()
        """Held while any of these is read or changed."""

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that the store holds."""
        distinct = list(dict.fromkeys(keys))
        with self._lock:
            values = {key: self._pending[key] for key in distinct if key in self._pending}
        missing = [key for key in distinct if key not in values]
        hour, used_before = self._hour(), set()
        rows: list[_Row] = []
        for key, used, value in self._safely(lambda db: list(_select(db, missing)), rows):
            if crc32(value[4:]).to_bytes(4) == value[:4]:
                values[key] = value[4:]
                if used != hour:
                    used_before.add(key)
        with self._lock:
            self._used |= used_before
        return values

    def put(self, entries: Mapping[bytes, bytes]) -> None:
        """Stores values by their keys."""
        with self._lock:
            self._pending.update(entries)
            self._waiting += sum(map(len, entries.values()))
            full = self._waiting > _PENDING
        if full:
            self.flush()

    def count(self, lookups: int, hits: int) -> None:
        """Adds to this run's lookups and hits."""
        with self._lock:
            self._rate = Rate(self._rate.lookups + lookups, self._rate.hits + hits)

    def flush(self) -> None:
        """Writes the pending entries. They can be read meanwhile."""
        with self._lock:
            pending, used = dict(self._pending), self._used
            self._used, self._waiting = set(), 0
        if pending or used:
            self._safely(lambda db: self._write(db, pending, used), None)
        with self._lock:
            for key, value in pending.items():
                if self._pending.get(key) is value:
                    del self._pending[key]

    def close(self) -> None:
        """Writes the pending entries and counts. A store that is used after that opens again."""
        self.flush()
        with self._lock:
            rate, self._rate = self._rate, Rate(0, 0)
        if rate.lookups:
            self._safely(lambda db: schema.add_counts(db, *rate), None)
        self._connections.close()

    def state(self) -> State:
        """The size of the store, and its rate of hits."""
        return self._safely(_state, _NOTHING)

    def prune(self, limit: int) -> None:
        """Removes the least recently used entries until at most `limit` bytes are left."""
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

    # --- failures of the file -----------------------------------------------------------------------

    def _safely(self, act: Callable[[sqlite3.Connection], T], default: T) -> T:
        """The result of `act`. Where the file fails: `default`, and another database from there on."""
        connections = self._connections
        try:
            with connections.borrowed() as db:
                return act(db)
        except sqlite3.OperationalError as error:
            self._give_up(connections, str(error))
        except sqlite3.DatabaseError:
            self._start_over(connections)
        except OSError as error:
            self._give_up(connections, error.strerror or str(error))
        return default

    def _give_up(self, failed: Connections, why: str) -> None:
        """Stops using a file that is read-only, locked too long, or on a full disk; says so once."""
        if self._abandon(failed) and failed.path is not None:
            self._say(f"the cache {failed.path} cannot be used ({why}); goes on without it")

    def _start_over(self, failed: Connections) -> None:
        """Replaces a damaged file by a new one."""
        path = failed.path
        if self._abandon(failed) and path is not None:
            try:
                for file in (f"{path}-wal", f"{path}-shm", path):
                    Path(file).unlink(missing_ok=True)
                self._connections = Connections(path)
            except OSError as error:
                self._say(f"the cache {path} is damaged and cannot be removed ({error.strerror})")

    def _abandon(self, failed: Connections) -> bool:
        """Goes on with a temporary database; False where another thread has already done so."""
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
    last, ever = (
        Rate(counts.get(f"{period} asked", 0), counts.get(f"{period} found", 0))
        for period in ("last", "ever")
    )
    return State(schema.size(db), entries, last, ever)


def _evict(db: sqlite3.Connection, limit: int) -> None:
    """Removes the least recently used entries, a tenth at a time."""
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
