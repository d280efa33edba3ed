"""Sheets that come back: the door of openpyxl. A workbook is looked over before it is opened, then read row by row."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

import msgspec
import openpyxl
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import InvalidFileException

from extractor.core.errors import SourceBroken, SourceTooLarge
from extractor.core.returning import ID, STATE
from extractor.reading.packages import ZIP_DAMAGE, broken, check_package
from extractor.views.paper import level

_HEAD_WITHIN = 30  # rows above the head, where somebody put something there
_MOST_COLUMNS = 100
_MOST_ROWS = 1_048_576
_MOST_XML = 400 * 1024 * 1024
"""Bytes of a part: some 1 kB a row, and sheets are read row by row, so memory does not grow."""
_SERIALS = range(36_526, 73_051)
"""Numbers of the days 2000 to 2099: what is left of a date whose cell was given another look."""
_DAMAGE = (*ZIP_DAMAGE, KeyError, TypeError, AttributeError, IndexError, SyntaxError, InvalidFileException)
"""What openpyxl raises on workbooks that are none; its parser's errors are SyntaxErrors."""
_ROOT = re.compile(rb"<[A-Za-z_]")


class Cell(msgspec.Struct, frozen=True):
    """What a cell says: a text, a day (ISO date), or a formula or an error, which say nothing that is kept."""

    text: str = ""
    day: str | None = None
    calculated: bool = False


class SheetRow(msgspec.Struct, frozen=True):
    """A row that is not empty; `number` as the program shows it, `cells` by the heads of the list (level names)."""

    number: int
    cells: dict[str, Cell]


def read_sheet(data: bytes) -> Iterator[SheetRow]:
    """The rows of the list in a workbook, wherever its head stands and in whatever order its columns and rows are.

    Raises SourceBroken where it is damaged, made to do harm, or holds no list of a register; SourceTooLarge.
    """
    check_package(data, ".xlsx", most_xml=_MOST_XML)
    _check_prologs(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of looks it does not know; here only values count
            workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
            for sheet in workbook.worksheets:
                sheet.reset_dimensions()  # what a program wrote there need not be so
                rows = enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), 1)
                heads = _find_heads(islice(rows, _HEAD_WITHIN))
                if heads is not None:
                    yield from _rows(rows, heads, workbook.epoch)
                    return
    except _DAMAGE:
        raise SourceBroken(broken(".xlsx")) from None
    raise SourceBroken(
        f"Tệp không có cột “{ID}” và cột ẩn “{STATE}” nên không biết dòng nào là việc nào: "
        "dùng tệp do “chidao export” xuất ra và đừng xóa hai cột đó."
    )


def _check_prologs(data: bytes) -> None:
    """What declares entities must do so before the first element: that stands near the beginning of each part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.infolist():
            if part.filename.endswith((".xml", ".rels")) and part.file_size:
                with archive.open(part) as stream:
                    if not _ROOT.search(stream.read(4096).replace(b"\x00", b"")):
                        raise SourceBroken("Tệp .xlsx có phần mở đầu lạ (có thể là tệp độc hại): không đọc.")


def _find_heads(rows: Iterator[tuple[int, Sequence[Any]]]) -> dict[int, str] | None:
    for _, cells in rows:
        heads = {place: level(cell.value) for place, cell in enumerate(cells) if isinstance(cell.value, str)}
        if {level(ID), level(STATE)} <= set(heads.values()):
            return heads
    return None


def _rows(rows: Iterator[tuple[int, Sequence[Any]]], heads: dict[int, str], epoch: datetime) -> Iterator[SheetRow]:
    for number, cells in rows:
        if number > _MOST_ROWS:
            raise SourceTooLarge("Bảng có quá nhiều dòng: chia thành nhiều tệp.")
        found = {head: _cell(cells[place], epoch) for place, head in heads.items() if place < len(cells)}
        if any(cell.text or cell.calculated for cell in found.values()):
            yield SheetRow(number, found)


def _cell(cell: Any, epoch: datetime) -> Cell:
    value = cell.value
    if value is None:
        return Cell()
    if cell.data_type in ("f", "e"):
        return Cell(str(value), calculated=True)
    if isinstance(value, date):  # a datetime is one, too
        return Cell(value.isoformat(), value.isoformat()[:10])
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _SERIALS:
        moment = from_excel(int(value), epoch)
        return Cell(str(value), moment.date().isoformat() if isinstance(moment, datetime) else None)
    return Cell(str(value).strip())
