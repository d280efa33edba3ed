"""What somebody changed in a list that was handed out: rows of a sheet or lines of JSON → updates and refusals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import msgspec

from extractor.core.returning import (
    CLOSED_ON,
    CLOSED_WORDS,
    DEADLINE,
    EXTENDED_TO,
    ID,
    NOTE,
    OPEN_WORDS,
    READ,
    STATE,
    STATUS,
    TASK,
    Refused,
    Returned,
    State,
    Update,
    mark_of,
)
from extractor.core.status import ClosedAs, whole_day
from extractor.exchange.sheets import Cell, SheetRow, read_sheet
from extractor.lexicon.closing_words import closing_words
from extractor.lexicon.search_words import word_key
from extractor.views.paper import level
from extractor.views.words import date_in_words

_CLOSED = {level(word): closed_as for word, closed_as in CLOSED_WORDS.items()}
_OPEN = frozenset(level(word) for word in OPEN_WORDS)
_WRITTEN_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_EMPTY = Cell()


class _Said(msgspec.Struct, frozen=True):
    """What a row says of a task; None where it says nothing. `open`: that it is not closed."""

    closed_on: str | None = None
    closed_as: ClosedAs | None = None
    open: bool = False
    extended_to: str | None = None
    note: str | None = None
    asked_extension: bool = True  # whether there is a place for one, empty or not


class _Line(msgspec.Struct, frozen=True):
    """What counts of a line of JSON; the rest of it is for reading."""

    id: str
    text: str
    was: State
    closed_on: str | None = None
    closed_as: ClosedAs | None = None
    extended_to: str | None = None
    note: str | None = None


class _Unread(Exception):
    """A row that says something that cannot be taken; the message is for people."""


def read_returned(data: bytes, suffix: str) -> Returned:
    """What a file brings back: `.xlsx` or `.jsonl` as `chidao export` writes them.

    Raises SourceBroken where the file as a whole cannot be read, SourceTooLarge.
    """
    rows = _json_lines(data) if suffix == ".jsonl" else map(_sheet_row, read_sheet(data))
    updates: dict[str, tuple[Update, ...]] = {}
    refused: list[Refused] = []
    count = 0
    for row, unread in rows:
        count += 1
        refused += unread
        if row:
            first = row[0]
            before = updates.setdefault(first.id, row)
            if before is not row and _sayings(before) != _sayings(row):
                refused.append(Refused(first.row, f"nói khác dòng {before[0].row} về cùng một việc", first.id))
    return Returned(tuple(update for found in updates.values() for update in found), tuple(refused), count)


def _sayings(updates: Iterable[Update]) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(update.kind, update.value, update.closed_as, update.note) for update in updates]


_Row: TypeAlias = tuple[tuple[Update, ...], tuple[Refused, ...]]
"""What a row changes, and what it says that is not taken."""


def _json_lines(data: bytes) -> Iterator[_Row]:
    decoder = msgspec.json.Decoder(_Line)
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            said = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            yield (), (Refused(number, "không phải dòng JSON do “chidao export” xuất ra"),)
            continue
        try:
            edited = [TASK] if mark_of(said.text) != said.was.text else []
            found = _updates(number, said.id, said.was, _said_in_line(said), edited)
        except _Unread as error:
            yield (), (Refused(number, str(error), said.id),)
        else:
            yield found, _edited(number, said.was, edited)


def _said_in_line(line: _Line) -> _Said:
    closed_on, extended_to = (Cell(day or "") for day in (line.closed_on, line.extended_to))
    return _Said(
        closed_on=_day(closed_on, CLOSED_ON),
        closed_as=line.closed_as or ("done" if line.closed_on else None),
        open=line.closed_on is None,
        extended_to=_day(extended_to, EXTENDED_TO),
        note=line.note,
    )


def _sheet_row(row: SheetRow) -> _Row:
    cells = {
        head: row.cells.get(level(head), _EMPTY) for head in (ID, TASK, STATUS, NOTE, CLOSED_ON, EXTENDED_TO, STATE)
    }
    name = cells[ID].text
    try:
        if not cells[STATE].text:
            raise _Unread("dòng thêm ngoài sổ nên không đưa vào được: thêm việc mới bằng “chidao add”")
        try:
            was = msgspec.json.decode(cells[STATE].text, type=State)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise _Unread(f"cột “{STATE}” đã bị sửa: xuất lại tệp") from None
        said = _said_in_row(cells, asked_extension=level(EXTENDED_TO) in row.cells)
        edited = [head for head, mark in _for_reading(was) if _is_edited(row.cells.get(level(head)), mark)]
        found = _updates(row.number, name, was, said, edited)
    except _Unread as error:
        return (), (Refused(row.number, str(error), name or None),)
    return found, (*_edited(row.number, was, edited), *_emptied(row, was))


def _emptied(row: SheetRow, was: State) -> tuple[Refused, ...]:
    """That a note which was taken out of its cell is still there."""
    cell = row.cells.get(level(NOTE))
    if was.note is None or cell is None or cell.text or cell.calculated:
        return ()
    told = (
        f"xóa ô “{NOTE}” không bỏ được ghi chú đã có: ghi lời khác vào ô, hoặc rút lại bằng “chidao retract {was.id}”"
    )
    return (Refused(row.number, told, was.id),)


def _for_reading(was: State) -> Iterator[tuple[str, str]]:
    """Columns whose changes do not come back, with the marks of what stood there."""
    yield TASK, was.text
    yield from zip(READ, was.read, strict=False)  # a list of an earlier version has no marks


def _is_edited(cell: Cell | None, mark: str) -> bool:
    """Whether a column that is in the sheet says something else."""
    return cell is not None and not cell.calculated and mark_of(cell.day or cell.text) != mark


def _edited(row: int, was: State, heads: Sequence[str]) -> tuple[Refused, ...]:
    """That what was written over there is not taken, and where it belongs."""
    if not heads:
        return ()
    named = ", ".join(f"“{head}”" for head in heads)
    put_off = f"; gia hạn thì ghi vào cột “{EXTENDED_TO}”" if DEADLINE in heads else ""
    return (Refused(row, f"chỗ sửa ở cột {named} không vào sổ: sửa bằng “chidao correct {was.id}”{put_off}", was.id),)


def _said_in_row(cells: dict[str, Cell], *, asked_extension: bool) -> _Said:
    for head in (STATUS, NOTE, CLOSED_ON, EXTENDED_TO):
        if cells[head].calculated:
            raise _Unread(f"cột “{head}” là công thức hoặc báo lỗi: ghi thẳng giá trị vào ô")
    word = level(cells[STATUS].text)
    own = word_key(cells[STATUS].text)
    closed_as = _CLOSED.get(word) or closing_words().closed.get(own)
    open_ = word in _OPEN or own in closing_words().open
    if word and closed_as is None and not open_:
        raise _Unread(f"không hiểu tình trạng “{cells[STATUS].text}”: chọn một từ trong danh sách của ô")
    return _Said(
        closed_on=_day(cells[CLOSED_ON], CLOSED_ON),
        closed_as=closed_as,
        open=open_,
        extended_to=_day(cells[EXTENDED_TO], EXTENDED_TO),
        note=cells[NOTE].text or None,
        asked_extension=asked_extension,
    )


def _day(cell: Cell, head: str) -> str | None:
    """The ISO day that a cell says, however it is written; None where it is empty."""
    if not cell.text:
        return None
    if cell.day is not None:
        return cell.day
    written = _WRITTEN_DAY.fullmatch(cell.text)
    iso = f"{written[3]}-{int(written[2]):02}-{int(written[1]):02}" if written else cell.text
    day = whole_day(iso)
    if day is None or not "1990" <= day[:4] <= "2199":
        raise _Unread(f"không đọc được ngày “{cell.text[:40]}” ở cột “{head}”: ghi như 15/04/2026")
    return day


def _updates(row: int, name: str, was: State, said: _Said, edited: Sequence[str]) -> tuple[Update, ...]:
    """What was changed of a task; raises _Unread where a row does not belong together or contradicts itself."""
    note = said.note if said.note and mark_of(said.note) != was.note else None
    found = [*_closing(row, was, said), *_extending(row, was, said)]
    if note is not None and not found:
        found.append(Update(was.id, "note", note, was, row))
    elif note is not None:
        found[-1] = msgspec.structs.replace(found[-1], note=note)
    if (found or edited) and name.upper() != was.id:
        raise _Unread(
            f"mã “{name}” không khớp với dữ liệu của dòng ({was.id}): có thể chỉ một phần cột được sắp xếp lại"
        )
    if found and TASK in edited:
        raise _Unread("nội dung nhiệm vụ không còn như khi xuất: sửa nội dung bằng “chidao correct”, hoặc xuất lại tệp")
    return tuple(found)


def _closing(row: int, was: State, said: _Said) -> Iterator[Update]:
    if was.closed_on is not None and said.open:
        if said.closed_on not in (None, was.closed_on):
            raise _Unread("ghi là chưa xong mà lại có ngày hoàn thành mới: bỏ một trong hai")
        yield Update(was.id, "reopened", None, was, row)
        return
    if said.closed_on is None:
        if said.closed_as is not None:
            missing = "có tình trạng kết thúc nhưng không có ngày"
            raise _Unread(f"{missing}: ghi ngày vào cột “{CLOSED_ON}”")
        return
    closed_as = said.closed_as or was.closed_as or "done"
    if (said.closed_on, closed_as) == (was.closed_on, was.closed_as):
        return
    if was.closed_on is not None:  # closed otherwise than was written down
        yield Update(was.id, "reopened", None, was, row)
    yield Update(was.id, "closed", said.closed_on, was, row, closed_as=closed_as)


def _extending(row: int, was: State, said: _Said) -> Iterator[Update]:
    if said.extended_to is None and was.extended_to is not None and said.asked_extension:
        raise _Unread(
            f"xóa ô “{EXTENDED_TO}” không bỏ được gia hạn đến {date_in_words(was.extended_to)}: ghi lại ngày đó;"
            f" nếu gia hạn nhầm thì rút lại bằng “chidao retract {was.id}”"
        )
    if said.extended_to is not None and said.extended_to != was.day:
        yield Update(was.id, "extended", said.extended_to, was, row)
