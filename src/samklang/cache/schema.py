"""The SQLite file of the cache: its tables and its version."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

VERSION = 1
_APPLICATION = 0x53414D4B
_PATIENCE = 5.0
"""Seconds to wait while another process writes."""
_PAUSE = 0.01
"""Seconds between two attempts where SQLite does not wait itself."""
_TABLES = (
    "CREATE TABLE entries (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, used INTEGER NOT NULL,"
    " value BLOB NOT NULL)",
    "CREATE INDEX by_use ON entries (used, id)",
    "CREATE TABLE counts (name TEXT PRIMARY KEY, number INTEGER NOT NULL)",
)

_EXISTING = (
    "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
)


def connect(path: str) -> sqlite3.Connection:
    """The file, ready for use; tables of another version or another program are dropped.

    Any thread may use the connection, one at a time.

    Raises:
        sqlite3.DatabaseError: the file is damaged.
        sqlite3.OperationalError: the file cannot be opened or written (a subclass of DatabaseError).
    """
    db = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA auto_vacuum = INCREMENTAL")
        _write_ahead(db)
        db.execute("PRAGMA synchronous = NORMAL")
        if not _ours(db):
            _remake(db)
    except sqlite3.Error:
        db.close()
        raise
    return db


def _write_ahead(db: sqlite3.Connection) -> None:
    """Turns on write-ahead logging. SQLite does not wait here if another connection does the same with a new
    file, as it waits elsewhere."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL").fetchall()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Writes all or nothing, and locks out other writers meanwhile."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def size(db: sqlite3.Connection) -> int:
    """Bytes on disk, not counting free pages."""
    pages, free, each = (
        db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * each)


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """Cache lookups and hits, of the last run and of all runs, by name."""
    return dict(db.execute("SELECT name, number FROM counts"))


def add_counts(db: sqlite3.Connection, asked: int, found: int) -> None:
    """Adds the lookups (`asked`) and hits (`found`) of a run."""
    with transaction(db):
        for name, number in (("asked", asked), ("found", found)):
            db.execute("INSERT OR REPLACE INTO counts VALUES (?, ?)", (f"last {name}", number))
            db.execute(
                "INSERT INTO counts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET number = number + ?",
                (f"ever {name}", number, number),
            )


def _ours(db: sqlite3.Connection) -> bool:
    marks = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    return marks == [_APPLICATION, VERSION]


def _remake(db: sqlite3.Connection) -> None:
    """Drops all tables and makes ours, unless another process did so in the meantime."""
    with transaction(db):
        if _ours(db):
            return
        for kind, name in db.execute(_EXISTING).fetchall():
            quoted = name.replace('"', '""')
            db.execute(f'DROP {kind} IF EXISTS "{quoted}"')
        for table in _TABLES:
            db.execute(table)
        db.execute(f"PRAGMA application_id = {_APPLICATION}")
        db.execute(f"PRAGMA user_version = {VERSION}")
