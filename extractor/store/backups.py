"""A register as one file to keep, and back again: copied while others work on it, checked before it counts.

A copy is made beside its place under another name, checked, forced to the disk and renamed: what bears the name that
was asked for is always whole. Where this is interrupted, a file `.NAME.….part` stays, which the next run takes away.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from extractor.core.errors import StoreError
from extractor.core.register import Copied
from extractor.core.system_errors import reason_of
from extractor.store.checking import check
from extractor.store.register import BUSY_SECONDS, Register, check_file, open_register, translated

_PAGES = 2000  # copied in one step, 8 MB; others write between steps
_TOLD = 3  # findings that a refusal names
_STALE = 24 * 3600.0  # seconds after which a copy that was not finished is taken away


def back_up(
    register: Register, target: Path, *, force: bool = False, step: Callable[[int, int], None] | None = None
) -> Copied:
    """Copy the register as it is at this moment to `target`, while others read and write, and check the copy.

    `force`: a copy that is there already is replaced. `step` is told after each step how many pages are left, of how
    many. Raises StoreError where `target` cannot be written, is something else than a register, or the copy is not
    whole; then what lay at `target` is as it was.
    """
    _check_target(register.path, target, force=force)
    with _part(target) as part:
        with translated(register.path), contextlib.closing(sqlite3.connect(part)) as copy, register.reading() as db:
            db.execute("SELECT count(*) FROM documents").fetchone()  # what is copied is what is there now
            db.conn.backup(copy, pages=_PAGES, sleep=0.0, progress=_steps(step))
        copied = _checked(part, target)
        _put(part, target)
    return copied


def restore(path: Path, source: Path, *, at: str) -> Copied:
    """Make the copy `source` the register at `path`; the register that is there is kept aside, under a name with `at`.

    The copy is checked first, and brought up to the newest tables. Raises StoreError where it is not whole, or where
    another program has the register open; then nothing is changed.
    """
    _check_source(path, source)
    with _part(path) as part:
        with (
            translated(source),
            contextlib.closing(_reader(source)) as db,
            contextlib.closing(sqlite3.connect(part)) as copy,
        ):
            db.backup(copy, pages=_PAGES, sleep=0.0)
        copied = _checked(part, path)
        aside = _keep_aside(path, at) if path.exists() else None
        _put(part, path)
    return Copied(str(path), copied.documents, copied.directives, copied.size, str(aside) if aside else None)


def _check_target(register: Path, target: Path, *, force: bool) -> None:
    if target.is_dir():
        raise StoreError(f"“{target}” là thư mục: nêu tên tệp sao lưu, như {target / 'so.db'}.")
    if not target.absolute().parent.is_dir():
        raise StoreError(f"Không có thư mục “{target.parent}”: tạo thư mục trước hoặc chọn nơi khác.")
    if not target.exists():
        return
    if target.samefile(register):
        raise StoreError(f"“{target}” chính là sổ đang dùng: chọn tên khác cho bản sao lưu.")
    if not force:
        raise StoreError(f"Đã có tệp “{target}”: chọn tên khác, hoặc thêm --force để thay bằng bản sao mới.")
    open_register(target).close()  # only a register is replaced by one


def _check_source(path: Path, source: Path) -> None:
    if not source.exists():
        raise StoreError(f"Không có tệp sao lưu “{source}”: kiểm tra lại đường dẫn.")
    if path.exists() and source.samefile(path):
        raise StoreError(f"“{source}” chính là sổ đang dùng: nêu tệp do “chidao backup” ghi.")
    if path.is_dir():
        raise StoreError(f"“{path}” là thư mục, không phải tệp sổ: nêu tệp sổ bằng --db.")
    check_file(source, create=False)
    if not path.exists():
        check_file(path, create=True)  # makes its folder


def _reader(source: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS)


def _steps(step: Callable[[int, int], None] | None) -> Callable[[int, int, int], None] | None:
    return None if step is None else lambda status, left, total: step(left, total)


@contextlib.contextmanager
def _part(target: Path) -> Iterator[Path]:
    """A file of its own beside `target`, gone in the end unless it was renamed."""
    folder = target.absolute().parent
    try:
        for old in folder.glob(f".{target.name}.*.part*"):
            if time.time() - old.stat().st_mtime > _STALE:
                old.unlink()
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=folder)
    except OSError as error:
        raise StoreError(f"Không ghi được vào thư mục “{folder}” ({reason_of(error)}): chọn nơi khác.") from None
    os.close(handle)
    part = Path(name)
    try:
        yield part
    finally:
        for tail in ("", "-wal", "-shm", "-journal"):
            part.with_name(part.name + tail).unlink(missing_ok=True)


def _checked(part: Path, target: Path) -> Copied:
    """What the copy holds; it is one file without a log when this returns. Raises StoreError where it is not whole."""
    with open_register(part) as register:
        findings = check(register)
        if findings:
            told = "; ".join(f"{one.id or 'sổ'}: {one.message}" for one in findings[:_TOLD])
            raise StoreError(f"Bản sao không nguyên vẹn nên không dùng ({told}): chạy “chidao check” với sổ gốc.")
        with register.reading() as db:
            documents, directives = db.execute(
                "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM directives)"
            ).fetchone()
    with translated(part), contextlib.closing(sqlite3.connect(part)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    return Copied(str(target), documents, directives, part.stat().st_size)


def _put(part: Path, target: Path) -> None:
    """Give the copy its name, once it is on the disk whatever happens to the power."""
    try:
        _to_disk(part)
        part.replace(target)
        if os.name == "posix":
            _to_disk(target.absolute().parent)
    except OSError as error:
        raise StoreError(f"Không ghi được “{target}” ({reason_of(error)}): kiểm tra quyền ghi, chỗ trống.") from None


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _keep_aside(path: Path, at: str) -> Path:
    """Another name for the register that is to be replaced, which stays at `path` until then."""
    moment = at[:19].replace("-", "").replace(":", "").replace("T", "-")
    aside = path.with_name(f"{path.stem}-truoc-{moment}{path.suffix}")
    if aside.exists():
        raise StoreError(f"Đã có tệp “{aside}”: đợi một giây rồi chạy lại.")
    _close_log(path)
    try:
        for tail in ("-wal", "-shm"):  # of a register so damaged that its log could not be brought in
            log = path.with_name(path.name + tail)
            if log.exists():
                log.replace(aside.with_name(aside.name + tail))
        try:
            os.link(path, aside)
        except OSError:  # a disk without links
            shutil.copyfile(path, aside)
            _to_disk(aside)
    except OSError as error:
        raise StoreError(f"Không giữ lại được sổ đang dùng ({reason_of(error)}) nên chưa thay gì.") from None
    return aside


def _close_log(path: Path) -> None:
    """Bring the log into the file, which works only where nobody else has the register open. Raises StoreError."""
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=1.0)) as db:
            db.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise StoreError(
                f"Sổ “{path}” đang mở ở chương trình khác (chidao watch, ingest…): dừng chúng rồi chạy lại."
            ) from None
        raise StoreError(f"Không mở được sổ “{path}” để thay ({error}): kiểm tra quyền ghi.") from None
    except sqlite3.DatabaseError:  # damaged: that is why it is replaced
        return
