"""What several commands share: the register's path, JSON, the screen, today."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.core.errors import SourceMissing
from extractor.views.terminal import Screen, one_line

if TYPE_CHECKING:
    from extractor.core.record import Record
    from extractor.store.units import Linked

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""No daylight saving since 1975, so a fixed offset needs no time zone data on the machine."""

_PLAIN_WIDTH = 120
_MIN_WIDTH = 40

Command = Callable[..., Any]


def with_db(command: Command) -> Command:
    """Adds `--db`; the command gets `db: Path`."""
    return click.option(
        "--db",
        metavar="TỆP",
        envvar="CHIDAO_DB",
        callback=lambda ctx, param, value: Path(value).expanduser() if value else default_db(),
        help="Tệp sổ. Không nêu thì lấy biến môi trường CHIDAO_DB, hoặc ~/.local/share/chidao/chidao.db.",
    )(command)


def with_json(command: Command) -> Command:
    """Adds `--json`; the command gets `as_json: bool`."""
    return click.option("--json", "as_json", is_flag=True, help="In ra JSON thay cho bảng.")(command)


def with_by(command: Command) -> Command:
    """Adds `--by`; the command gets `by: str`."""
    return click.option(
        "--by",
        metavar="TÊN",
        envvar="CHIDAO_USER",
        callback=lambda ctx, param, value: who(value),
        help="Người làm, ghi vào nhật ký. Không nêu thì lấy biến môi trường CHIDAO_USER, hoặc tên đăng nhập.",
    )(command)


def who(named: str | None = None) -> str:
    """Who changes the register: the name given, else the login name."""
    if named and named.strip():
        return one_line(named.strip())
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name; Windows has no module for it
        return "không rõ"


def bodies(record: Record) -> Linked:
    """The linker of a register that is opened to be written; what it needs is loaded when names come to be linked."""
    from extractor.resolve.bodies import bodies_of

    return bodies_of(record)


def unit_keys(named: str | None) -> tuple[str, ...]:
    """The keys of the bodies that a typed name means; none where there is no name."""
    if named is None:
        return ()
    from extractor.resolve.units import units_asked  # loads lists of words, which most commands have no need of

    return units_asked(named)


def with_models(command: Command) -> Command:
    """Adds `--models`; the command gets `models: Path | None`."""
    return click.option(
        "--models",
        metavar="THƯ MỤC",
        envvar="CHIDAO_MODELS",
        callback=lambda ctx, param, value: _models(value),
        help="Thư mục mô hình đã huấn luyện, thay cho mô hình kèm theo (hoặc biến môi trường CHIDAO_MODELS).",
    )(command)


def _models(value: str | None) -> Path | None:
    if not value:
        return None
    folder = Path(value).expanduser()
    if not (folder / "calibration.json").exists():
        raise SourceMissing(f"“{value}” không phải thư mục mô hình: chạy “chidao train --out {value}” trước.")
    return folder


@contextlib.contextmanager
def ended_by_signal() -> Iterator[None]:
    """Being asked to end (SIGTERM) is the same as Ctrl-C: what is done is kept, processes are stopped."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def default_db() -> Path:
    """The register where none is named: in the user's data directory (XDG)."""
    data = os.environ.get("XDG_DATA_HOME", "")
    base = Path(data) if Path(data).is_absolute() else Path.home() / ".local" / "share"
    return base / "chidao" / "chidao.db"


def now() -> str:
    """This moment in Việt Nam, ISO 8601 to the second."""
    return datetime.now(VIETNAM).isoformat(timespec="seconds")


def today() -> str:
    return now()[:10]


def screen() -> Screen:
    """The terminal that standard output is; plain and of a fixed width where it is none."""
    terminal = sys.stdout.isatty()
    color = (terminal and os.environ.get("TERM") != "dumb") and not os.environ.get("NO_COLOR")
    width = shutil.get_terminal_size((_PLAIN_WIDTH, 24)).columns if terminal else _columns()
    return Screen(max(width, _MIN_WIDTH), color)


def _columns() -> int:
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdecimal() and int(columns) > 0 else _PLAIN_WIDTH


def emit(output: str | bytes) -> None:
    """Write to standard output as it is: the renderer decided on colours already, JSON is UTF-8 whatever the locale."""
    click.echo(output, nl=False, color=True)


def complain(message: str) -> None:
    """One line on standard error."""
    click.echo(f"Lỗi: {one_line(message)}", err=True)
