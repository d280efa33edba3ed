"""A watched folder: which of its files have come whole, and where they go when they have been seen to.

Polled, because folders on a network share tell nobody of their changes. A file has come whole when neither its size nor
its time of change differs between looks some seconds apart by the clock of this machine (the clock of a share may be
wrong), and nobody has it open or is still fetching it. Links are not followed; what is no file is left alone.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from extractor.core.errors import ChidaoError
from extractor.core.system_errors import reason_of
from extractor.ingest.candidates import shown_path

Place = Literal["done", "failed"]
DONE: Place = "done"
FAILED: Place = "failed"
REASON = ".lydo.txt"
"""What is added to the name of a file for the name of the note beside it that says why it failed."""

Mark = tuple[int, int]
"""Size in bytes and time of change in nanoseconds: as long as both are the same, so is the file."""

_FETCHED = frozenset({".part", ".partial", ".crdownload", ".download", ".filepart", ".opdownload", ".tmp", ".temp"})
_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})
_LONGEST = 255  # bytes of a file name


class CannotMove(ChidaoError):
    """A file stays where it is."""

    code = "cannot_move"


class Waiting(msgspec.Struct, frozen=True):
    """A file that has come whole."""

    path: Path
    mark: Mark


class Remark(msgspec.Struct, frozen=True):
    """Something in the folder that is left alone, with the reason (Vietnamese)."""

    path: Path
    reason: str


class Look(msgspec.Struct, frozen=True):
    """What one look at the folder saw: files to take, files still to come, things left alone."""

    ready: tuple[Waiting, ...]
    coming: int = 0
    remarks: tuple[Remark, ...] = ()


class Inbox:
    """The folder, and what was seen in it at earlier looks.

    `settle`: seconds for which a file must stand still. `own`: paths inside it that are not documents (the register).
    """

    def __init__(self, folder: Path, *, settle: float = 3.0, own: frozenset[Path] = frozenset()) -> None:
        self.folder = folder
        self.settle = settle
        self.own = own
        self.seen: dict[Path, tuple[Mark, float]] = {}
        self.later: dict[Path, float] = {}

    def look(self, now: float) -> Look:
        """What lies there at `now` (seconds of a clock that only goes forward).

        Raises OSError where the folder itself cannot be opened.
        """
        ready: list[Waiting] = []
        remarks: list[Remark] = []
        before, self.seen = self.seen, {}
        self.later = {path: until for path, until in self.later.items() if until > now}
        for path, found in self._files():
            if isinstance(found, str):
                remarks.append(Remark(path, found))
                continue
            mark, since = before.get(path, (None, now))
            since = since if mark == found else now
            self.seen[path] = (found, since)
            if now - since >= self.settle and path not in self.later:
                ready.append(Waiting(path, found))
        return Look(tuple(ready), len(self.seen) - len(ready), tuple(remarks))

    def put_off(self, path: Path, until: float) -> None:
        """Do not take this file before `until`."""
        self.later[path] = until

    def _files(self) -> Iterator[tuple[Path, Mark | str]]:
        """All below the folder by name, each with its mark or with why it is left alone."""
        folders = [self.folder]
        while folders:
            here = folders.pop()
            try:
                with os.scandir(here) as entries:
                    names = sorted(entry.name for entry in entries)
            except OSError as error:
                if here == self.folder:
                    raise
                yield here, f"không mở được thư mục ({reason_of(error)}): kiểm tra quyền đọc của thư mục."
                continue
            inside = frozenset(names)
            for name in names:
                path = here / name
                if name.startswith((".", "~$")) or name.lower() in _SYSTEM or path.absolute() in self.own:
                    continue
                if here == self.folder and name in (DONE, FAILED):
                    continue
                found = _look_at(path, inside)
                if found is None:
                    folders.append(path)
                elif found != "":
                    yield path, found


def _look_at(path: Path, beside: frozenset[str]) -> Mark | str | None:
    """Its mark, or why it is left alone; None for a folder, nothing to say (``) for what is on its way."""
    try:
        about = path.lstat()
    except OSError:  # gone since
        return ""
    if stat.S_ISDIR(about.st_mode):
        return None
    if stat.S_ISLNK(about.st_mode):
        return "là liên kết nên không đi theo: chép chính tệp ấy vào thư mục."
    if not stat.S_ISREG(about.st_mode):
        return "là ống dẫn, ổ cắm hoặc thiết bị, không phải tệp: xóa khỏi thư mục."
    name = path.name
    if path.suffix.lower() in _FETCHED or any(name + suffix in beside for suffix in _FETCHED):
        return ""
    if not beside.isdisjoint(_locks(name)):
        return "đang mở trong chương trình soạn thảo: lưu lại và đóng tệp (hoặc xóa tệp khóa “~$…” còn sót)."
    return (about.st_size, about.st_mtime_ns)


def _locks(name: str) -> tuple[str, ...]:
    """The names that Word and LibreOffice give the lock of an open file; Word drops up to two letters."""
    return (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~lock.{name}#")


def is_still(waiting: Waiting) -> bool:
    """Whether the file is the one that was seen, unchanged."""
    try:
        about = waiting.path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(about.st_mode) and (about.st_size, about.st_mtime_ns) == waiting.mark


def move(folder: Path, path: Path, place: Place, note: str | None = None) -> Path:
    """Move a file of the folder to `done` or `failed`, below the same sub-folders; returns where it is now.

    Nothing is written over: a name that is taken gets a number. `note` is written beside it first, so that no failed
    file lies there without its reason. Raises CannotMove; then the file is where it was.
    """
    try:
        target = _folder_for(folder, path, place)
        free, beside = _reserve(target, path.name, with_note=note is not None)
        try:
            if beside is not None:
                beside.write_text(note or "", encoding="utf-8-sig")  # the mark tells old Notepads what it is
            path.replace(free)
        except OSError:
            for made in (free, beside):
                if made is not None:
                    with contextlib.suppress(OSError):
                        made.unlink()
            raise
    except OSError as error:
        raise CannotMove(
            f"không chuyển được tệp vào thư mục “{place}” ({reason_of(error)}): đóng tệp nếu đang mở, kiểm tra "
            "quyền ghi và chỗ trống trên đĩa."
        ) from None
    return free


def _folder_for(folder: Path, path: Path, place: Place) -> Path:
    """The folder below `place` that answers to where the file lay; made where it is missing, never a link."""
    target = folder
    for part in (place, *path.relative_to(folder).parent.parts):
        target = target / part
        with contextlib.suppress(FileExistsError):
            target.mkdir()
        if not stat.S_ISDIR(target.lstat().st_mode):
            raise CannotMove(f"“{shown_path(target)}” không phải là thư mục: đổi tên nó đi.")
    return target


def _reserve(target: Path, name: str, *, with_note: bool) -> tuple[Path, Path | None]:
    """Empty files under the first free name, and under that of its note: nobody else can take them meanwhile."""
    stem, suffix = Path(name).stem, Path(name).suffix
    number = 1
    while True:
        free = target / _fitted(stem, suffix if number == 1 else f" ({number}){suffix}", with_note)
        number += 1
        if not _made(free):
            continue
        beside = free.with_name(free.name + REASON)
        if not with_note:
            return free, None
        if _made(beside):
            return free, beside
        free.unlink()


def _fitted(stem: str, tail: str, with_note: bool) -> str:
    """`stem` and `tail`, the stem cut until the name and that of its note are short enough for the file system."""
    room = _LONGEST - len(os.fsencode(tail)) - (len(REASON) if with_note else 0)
    while stem and len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    return stem + tail


def _made(path: Path) -> bool:
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
