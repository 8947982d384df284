"""The store survives whatever happens to its file: it says what is wrong, and never stops the run."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from samklang.cache import schema
from samklang.cache.store import FILE, Rate, Store
from tests.conftest import ROOT

WRITER = """
import sys
from pathlib import Path
from samklang.cache.store import Store

store = Store(Path(sys.argv[1]), say=lambda message: print("message:", message, flush=True))
for batch in range(int(sys.argv[3])):
    keys = [f"{sys.argv[2]} {batch} {at}".encode() for at in range(20)]
    store.put({key: key * 200 for key in keys})
    store.flush()
    print(batch, flush=True)
store.close()
"""


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


def key(number: int) -> bytes:
    return number.to_bytes(16)


@pytest.fixture
def messages() -> list[str]:
    return []


@pytest.fixture
def store(tmp_path: Path, messages: list[str]) -> Store:
    """A store that holds a thousand bytes under the number 1."""
    store = Store(tmp_path / "cache", messages.append)
    store.put({key(1): b"a" * 1000})
    store.flush()
    return store


def test_values_are_there_in_the_next_run_and_git_ignores_the_folder(store: Store, tmp_path: Path) -> None:
    assert store.get([key(1), key(2)]) == {key(1): b"a" * 1000}
    store.close()
    assert Store(tmp_path / "cache").get([key(1)]) == {key(1): b"a" * 1000}
    assert (tmp_path / "cache" / ".gitignore").read_text() == "*\n"


def test_pending_values_can_be_read() -> None:
    store = Store()
    store.put({key(1): b"a"})
    assert store.get([key(1)]) == {key(1): b"a"}


@pytest.mark.parametrize("stop", [0, 7, 51])
def test_a_killed_process_loses_nothing_that_it_had_written(tmp_path: Path, stop: int) -> None:
    writer = start(WRITER, tmp_path, "w", 100_000)
    assert writer.stdout
    for line in writer.stdout:
        written = int(line)
        if written == stop:
            os.kill(writer.pid, signal.SIGKILL)  # it writes on until the signal arrives
    assert writer.wait() == -signal.SIGKILL
    messages: list[str] = []
    store = Store(tmp_path, messages.append)
    keys = [f"w {batch} {at}".encode() for batch in range(written + 1) for at in range(20)]
    assert store.get(keys) == {key: key * 200 for key in keys}
    assert sqlite3.connect(tmp_path / FILE).execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    store.put({key(1): b"more"})
    store.close()
    assert not messages


def test_writers_that_start_at_once_write_everything(tmp_path: Path) -> None:
    writers = [start(WRITER, tmp_path, name, 40) for name in ("a", "b", "a")]
    lines = [line for writer in writers for line in writer.communicate()[0].splitlines()]
    assert not [line for line in lines if "message" in line]
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    keys = [f"{name} {batch} {at}".encode() for name in "ab" for batch in range(40) for at in range(20)]
    assert len(Store(tmp_path).get(keys)) == len(keys)


def test_a_full_disk_is_reported_once_and_old_values_stay(
    store: Store, messages: list[str], tmp_path: Path
) -> None:
    with store._connections.borrowed() as db:
        db.execute("PRAGMA max_page_count = 12")
    for number in range(2, 5):
        store.put({key(number): b"b" * 100_000})
        store.flush()
    assert len(messages) == 1
    assert "full" in messages[0] and str(tmp_path) in messages[0]
    store.put({key(9): b"c"})
    assert store.get([key(9)]) == {key(9): b"c"}
    assert Store(tmp_path / "cache").get([key(1)]) == {key(1): b"a" * 1000}


def test_a_disk_that_takes_no_more_bytes_stops_no_run(tmp_path: Path) -> None:
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\n" + WRITER
    writer = start(limited, tmp_path, "w", 200)
    lines = writer.communicate()[0].splitlines()
    assert writer.returncode == 0
    assert (sum("message" in line for line in lines), lines[-1]) == (1, "199")
    first = [f"w 0 {at}".encode() for at in range(20)]
    assert Store(tmp_path).get(first) == {key: key * 200 for key in first}


def test_a_read_only_folder_is_reported_once(tmp_path: Path) -> None:
    Store(tmp_path).put({key(1): b"a"})
    (tmp_path / "place").mkdir()
    for folder in (tmp_path / "place", tmp_path):
        folder.chmod(0o555)
    nobody = "import os; os.getuid() or os.setuid(65534)\n"  # root may write anywhere
    code = WRITER.replace("store = Store(", nobody + "store = Store(")
    for place in (tmp_path / "place", tmp_path / "place" / "new"):
        writer = start(code, place, "w", 3)
        lines = writer.communicate()[0].splitlines()
        assert (writer.returncode, [line for line in lines if "message" not in line]) == (0, ["0", "1", "2"])
        assert sum("message" in line for line in lines) == 1
    tmp_path.chmod(0o755)


def test_a_file_in_place_of_the_folder_is_reported_once(tmp_path: Path, messages: list[str]) -> None:
    (tmp_path / "cache").write_text("mine")
    store = Store(tmp_path / "cache", messages.append)
    store.put({key(1): b"a"})
    store.flush()
    store.put({key(2): b"a"})
    store.close()
    assert len(messages) == 1
    assert (tmp_path / "cache").read_text() == "mine"


@pytest.mark.parametrize("version", [0, schema.VERSION - 1, schema.VERSION + 1, 99])
def test_a_file_of_another_version_is_replaced(
    store: Store, messages: list[str], tmp_path: Path, version: int
) -> None:
    store.close()
    with sqlite3.connect(tmp_path / "cache" / FILE) as db:
        db.execute("ALTER TABLE entries RENAME COLUMN value TO vector")
        db.execute('CREATE TABLE "of ""theirs" (a)')
        db.execute(f"PRAGMA user_version = {version}")
    db.close()
    assert store.get([key(1)]) == {}
    store.put({key(2): b"b"})
    store.close()
    assert Store(tmp_path / "cache").get([key(2)]) == {key(2): b"b"}
    assert not messages


@pytest.mark.parametrize("damage", ["head", "middle", "short", "text"])
def test_a_damaged_file_is_replaced_and_only_its_values_are_lost(
    store: Store, messages: list[str], tmp_path: Path, damage: str
) -> None:
    store.put({key(number): os.urandom(3000) for number in range(2, 200)})
    store.close()
    path = tmp_path / "cache" / FILE
    data = bytearray(path.read_bytes())
    if damage == "head":
        data[:100] = os.urandom(100)
    elif damage == "middle":
        data[4096:200_000] = os.urandom(200_000 - 4096)
    elif damage == "short":
        del data[20_000:]
    else:
        data[:] = b"no database at all"
    path.write_bytes(data)
    values = store.get(key(number) for number in range(1, 200))
    assert len(values) < 199
    for _ in range(2):
        store.put({key(number): b"again" for number in range(1, 200)})
        store.close()
    assert len(store.get(key(number) for number in range(1, 200))) == 199
    assert not messages


def test_a_value_with_a_flipped_bit_is_not_used(store: Store, tmp_path: Path) -> None:
    store.close()
    path = tmp_path / "cache" / FILE
    data = path.read_bytes()
    path.write_bytes(data.replace(b"aaaaaaaa", b"aaabaaaa", 1))
    assert store.get([key(1)]) == {}


def test_the_least_recently_used_entries_are_removed_first(tmp_path: Path) -> None:
    hours = iter(range(10_000))
    store = Store(tmp_path, limit=400_000, clock=lambda: 3600 * next(hours))
    for number in range(100):
        store.put({key(number): os.urandom(10_000)})
        store.get([key(0)])
        store.flush()
        assert store.state().size <= 400_000
    kept = [number for number in range(100) if store.get([key(number)])]
    assert kept[0] == 0
    assert kept[1:] == list(range(101 - len(kept), 100))
    store.close()
    assert (tmp_path / FILE).stat().st_size < 450_000


def test_a_store_is_pruned_to_a_size_or_emptied(store: Store) -> None:
    store.put({key(number): os.urandom(10_000) for number in range(2, 50)})
    store.prune(200_000)
    assert 0 < store.state().size <= 200_000
    store.prune(0)
    assert store.state().entries == 0


def test_lookups_and_hits_are_counted_over_runs(store: Store) -> None:
    store.count(10, 4)
    store.close()
    store.count(10, 10)
    store.close()
    assert store.state()[2:] == (Rate(10, 10), Rate(20, 14))


def test_threads_share_a_store(tmp_path: Path) -> None:
    for store in (Store(tmp_path), Store()):

        def work(number: int, store: Store = store) -> bool:
            own = {key(1_000 * number + at): bytes([at]) * 5_000 for at in range(60)}
            for own_key, value in own.items():
                store.put({own_key: value})
                store.count(1, 0)
                if store.get([own_key]) != {own_key: value}:
                    return False
            store.flush()
            return store.get(own) == own

        with ThreadPoolExecutor(6) as pool:
            assert list(pool.map(work, range(6))) == [True] * 6
        store.close()
    assert Store(tmp_path).state().last.lookups == 360


def test_threads_that_open_a_new_file_at_once_wait_for_each_other(
    tmp_path: Path, messages: list[str]
) -> None:
    for attempt in range(30):
        store = Store(tmp_path / str(attempt), messages.append)
        together = Barrier(6)

        def write(number: int, store: Store = store, together: Barrier = together) -> None:
            together.wait()
            store.put({key(number): b"x"})
            store.flush()

        with ThreadPoolExecutor(6) as pool:
            list(pool.map(write, range(6)))
        assert store.state().entries == 6
        store.close()
    assert messages == []


def test_several_threads_replace_a_damaged_file_once(tmp_path: Path, messages: list[str]) -> None:
    (tmp_path / FILE).write_bytes(b"no database" * 1_000)
    store = Store(tmp_path, messages.append)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda number: (store.get([key(number)]), store.put({key(number): b"x"})), range(6)))
    store.close()
    assert not messages
    assert len(Store(tmp_path).get(map(key, range(6)))) == 6
