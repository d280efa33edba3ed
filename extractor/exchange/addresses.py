"""The table of addresses: which unit is written to where. A CSV file that an office keeps in Excel."""

from __future__ import annotations

import csv
import io
import re

from extractor.core.errors import SourceBroken, SourceEmpty
from extractor.core.reminders import UnitList
from extractor.views.paper import level

ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_UNIT_HEADS = ("don vi", "ten don vi", "unit")
_ADDRESS_HEADS = ("email", "e-mail", "dia chi email", "thu dien tu", "address")

Addresses = dict[str, tuple[str, ...]]


def read_addresses(data: bytes) -> Addresses:
    """Units (by `level`) with their addresses, from a table with the columns `đơn vị` and `email`.

    UTF-8, fields between `;`, `,` or tabs; several addresses in a cell between blanks, `;` or `,`. Rows of one unit add
    up. Raises SourceEmpty, SourceBroken with the line that cannot be read.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SourceBroken("Bảng địa chỉ không phải UTF-8: trong Excel, lưu thành “CSV UTF-8”.") from None
    head = text.split("\n", 1)[0]
    if not head.strip():
        raise SourceEmpty("Bảng địa chỉ còn trống: dòng đầu ghi đơn vị;email, mỗi dòng sau một đơn vị.")
    delimiter = max(";,\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    unit_column, address_column = _columns(next(rows))
    found: Addresses = {}
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        cells = [*row, *[""] * (max(unit_column, address_column) + 1 - len(row))]
        key = level(cells[unit_column])
        if not key:
            raise SourceBroken(f"Dòng {rows.line_num} của bảng địa chỉ không ghi đơn vị: điền tên hoặc xóa dòng đó.")
        found[key] = tuple(dict.fromkeys([*found.get(key, ()), *_addresses(cells[address_column], rows.line_num)]))
    return found


def addresses_of(unit: UnitList, table: Addresses) -> tuple[str, ...]:
    """Where a unit is written to, whichever of its names the table has; empty where it has none."""
    return next((table[key] for key in map(level, unit.spellings) if table.get(key)), ())


def _columns(heads: list[str]) -> tuple[int, int]:
    names = [level(head) for head in heads]
    unit = next((names.index(name) for name in _UNIT_HEADS if name in names), None)
    address = next((names.index(name) for name in _ADDRESS_HEADS if name in names), None)
    if unit is None or address is None:
        raise SourceBroken("Dòng đầu của bảng địa chỉ cần có hai cột “đơn vị” và “email”: thêm dòng đó.")
    return unit, address


def _addresses(cell: str, line: int) -> list[str]:
    written = [part for part in re.split(r"[\s;,]+", cell) if part]
    for part in written:
        if not ADDRESS.fullmatch(part):
            raise SourceBroken(f"Dòng {line} của bảng địa chỉ: “{part[:80]}” không phải địa chỉ thư; sửa rồi chạy lại.")
    return written
