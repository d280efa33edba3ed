"""Opening a register: what is one, what is not, and one transaction at a time."""

from __future__ import annotations

import contextlib
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from sqlite_utils import Database

from extractor.core.errors import NotARegister, StoreError
from extractor.core.system_errors import reason_of
from extractor.store.schema import APPLICATION_ID, VERSION, migrations
from extractor.store.search_index import add_functions, create_index, drop_index, index_queued
from extractor.store.units import Linker

BUSY_SECONDS = 120.0
"""How long to wait, all in all, for others that are writing."""

_TRY_SECONDS = 0.25  # SQLite's own waiting, before it is tried anew after a pause
_PAUSE_SECONDS = (0.005, 0.08)  # drawn by chance, so that those who wait do not all come again at once

_CACHE_KIB = 65_536
_LOG_PAGES = 8_000  # pages of 4 KiB in the log before they go into the file: those written often go there once

T = TypeVar("T")

_MAGIC = b"SQLite format 3\x00"


class Register:
    """An open register. Use as a context manager; the functions of `extractor.store` take it first.

    `linker` tells which bodies the names of a record mean; without one, names stay names.
    """

    def __init__(self, path: Path, db: Database, linker: Linker | None = None) -> None:
        self.path = path
        self.db = db
        self.linker = linker
        self._within = False

    def __enter__(self) -> Register:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.db.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Database]:
        """One view of the register for several questions. Raises StoreError where it cannot be read."""
        with translated(self.path):
            if self.db.conn.in_transaction:  # inside another view, which is that of this question too
                yield self.db
                return
            patiently(self._begin_reading)
            try:
                yield self.db
            finally:
                self.db.commit()

    def _begin_reading(self) -> None:
        """The view is that of now, and who reads can be refused here alone."""
        self.db.execute("BEGIN")
        try:
            self.db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        except BaseException:
            self.db.rollback()
            raise

    @contextlib.contextmanager
    def writing(self) -> Iterator[Database]:
        """One transaction, taken at once: all of it is kept or nothing. Raises StoreError.

        Within another one it is a part of that: undone by itself where it fails, kept only with the whole.
        """
        if self._within:
            with _savepoint(self.db):
                yield self.db
            return
        with translated(self.path), _immediate(self.db):
            self._within = True
            try:
                yield self.db
                index_queued(self.db)
            finally:
                self._within = False

    def checkpoint(self) -> None:
        """Bring the write-ahead log into the file and empty it."""
        with translated(self.path):
            patiently(lambda: self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())


def open_register(path: Path, *, create: bool = False, linker: Linker | None = None) -> Register:
    """The register at `path`, brought up to the newest tables.

    Raises NotARegister where the file is something else (it is left as it is), StoreError where there is none and
    `create` is false, where it cannot be opened, or where a newer program wrote it.
    """
    fresh = check_file(path, create=create)
    with translated(path):
        connection = sqlite3.connect(_uri(path, "rwc" if fresh else "rw"), uri=True, timeout=_TRY_SECONDS)
        try:
            return Register(path, patiently(lambda: _prepared(connection, path)), linker)
        except BaseException:
            connection.close()
            raise


def check_file(path: Path, *, create: bool) -> bool:
    """Whether the register is still to be made.

    Reads the header itself, so that a foreign file is not even opened by SQLite. Raises as `open_register`.
    """
    try:
        if path.is_dir():
            raise NotARegister(f"“{path}” là thư mục, không phải tệp sổ: chọn một tệp trong đó bằng --db.")
        if not path.exists():
            if not create:
                raise StoreError(f"Chưa có sổ ở “{path}”: nạp văn bản bằng “chidao ingest” hoặc chọn sổ bằng --db.")
            path.parent.mkdir(parents=True, exist_ok=True)
            return True
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise StoreError(
            f"Không mở được sổ “{path}” ({reason_of(error)}): kiểm tra đường dẫn, quyền đọc, ghi."
        ) from None
    if not header:
        if not create:
            raise StoreError(f"Sổ “{path}” còn trống: nạp văn bản bằng “chidao ingest” hoặc chọn sổ bằng --db.")
        return True
    if not header.startswith(_MAGIC) or len(header) < 100 or int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise NotARegister(f"“{path}” không phải là sổ của chidao nên được giữ nguyên: chọn tệp khác bằng --db.")
    return False


def _uri(path: Path, mode: str) -> str:
    return f"{path.absolute().as_uri()}?mode={mode}"


def _prepared(connection: sqlite3.Connection, path: Path) -> Database:
    # Plugins of the sqlite-utils command line have no business in the register.
    db = Database(connection, execute_plugins=False)
    add_functions(connection)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA secure_delete = ON")  # a document taken out leaves no bytes behind
    db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    db.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
    db.execute(f"PRAGMA journal_size_limit = {_LOG_PAGES * 4096}")
    _migrate(db, path)
    with contextlib.suppress(sqlite3.OperationalError):  # another process has it open; the next opening sets it
        db.enable_wal()
    return db


def _migrate(db: Database, path: Path) -> None:
    version = _pragma(db, "user_version")
    if version == VERSION:
        return
    if version > VERSION:
        raise StoreError(f"Sổ “{path}” do bản chidao mới hơn ghi: cập nhật chidao rồi mở lại.")
    with _immediate(db):  # a second process waits here and then finds nothing to do
        drop_index(db)
        migrations.apply(db)
        create_index(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {VERSION}")


def _pragma(db: Database, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def patiently(act: Callable[[], T]) -> T:
    """Do what SQLite may refuse because another process is writing, again until BUSY_SECONDS are over.

    SQLite's own waiting does not hold everywhere (while a log is being recovered or taken away it refuses at once), and
    it asks at fixed intervals, at which one of many who wait may always come too late. `act` may be begun anew.
    """
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return act()
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > end:
                raise
        time.sleep(random.uniform(*_PAUSE_SECONDS))


def _is_busy(error: sqlite3.OperationalError) -> bool:
    # the low byte is the kind of error; the rest tells why (SQLITE_BUSY_RECOVERY, SQLITE_BUSY_SNAPSHOT)
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@contextlib.contextmanager
def _immediate(db: Database) -> Iterator[None]:
    patiently(lambda: db.execute("BEGIN IMMEDIATE"))
    try:
        yield
        patiently(db.commit)  # without a log, who reads may hold a commit up
    except BaseException:
        db.rollback()
        raise


@contextlib.contextmanager
def _savepoint(db: Database) -> Iterator[None]:
    db.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK TO part")
        db.execute("RELEASE part")
        raise
    db.execute("RELEASE part")


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's own errors as one line that says what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StoreError(_operational(str(error), path)) from error
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:  # the others are our own mistakes, not a damaged file
            raise
        raise StoreError(f"Sổ “{path}” bị hỏng ({error}): dùng bản sao lưu hoặc lập sổ mới bằng --db.") from error


def _operational(message: str, path: Path) -> str:
    if "locked" in message or "busy" in message:
        return f"Sổ “{path}” đang được chương trình khác ghi: đợi xong rồi chạy lại."
    if "readonly" in message or "unable to open" in message:
        return f"Không mở được sổ “{path}” để đọc, ghi: kiểm tra quyền của tệp và thư mục."
    if "full" in message:
        return f"Hết chỗ trên đĩa khi ghi sổ “{path}”: giải phóng dung lượng rồi chạy lại."
    if "disk I/O" in message:  # a quota, a broken disk, a share that has gone
        return f"Đĩa không ghi được sổ “{path}” (hết chỗ, hết hạn mức hoặc ổ đĩa lỗi): kiểm tra ổ đĩa rồi chạy lại."
    return f"Sổ “{path}” báo lỗi ({message}): thử lại; nếu còn lỗi, dùng bản sao lưu."
