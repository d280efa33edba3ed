"""A list as an Excel file: the door of XlsxWriter.

The columns of the paper register with the task's id, then three that are filled in, the words of the deadline, and a
hidden one that tells where the register stood (`core.returning`). Rows go to the disk as they come, so memory does not
grow with the list; texts are written in place, which keeps the reader of the returned file simple as well.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import msgspec
import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from extractor.core.register import TaskRow
from extractor.core.returning import (
    CANCELLED,
    CLOSED_ON,
    DEADLINE,
    DOCUMENT,
    DONE,
    DONE_LATE,
    DONE_ON_TIME,
    DUE_SOON,
    EXTENDED_TO,
    ID,
    IN_PROGRESS,
    LEAD,
    NOTE,
    NUMBER,
    OVERDUE,
    PARTNERS,
    STATE,
    STATUS,
    TASK,
    WORDS,
    state_of,
)
from extractor.views.paper import Heading, PaperRow, paper_row
from extractor.views.report_paper import ReportPaper
from extractor.views.report_sheet import write_report
from extractor.views.terminal import wrapped

# head → width in characters
_WIDTHS = {
    NUMBER: 5, ID: 8, TASK: 46, DOCUMENT: 15, LEAD: 18, PARTNERS: 18, DEADLINE: 12, STATUS: 13, NOTE: 16, CLOSED_ON: 12,
    EXTENDED_TO: 12, WORDS: 24, STATE: 12,
}  # fmt: skip
_HEADS = tuple(_WIDTHS)
_COLUMN = {head: number for number, head in enumerate(_HEADS)}
_PRINTED = _COLUMN[EXTENDED_TO]
_SUMMARY = "Tổng hợp"
_TITLE, _TOLD, _HEAD = range(3)
_SIGNS_A_LINE = 150
_SIGNS_A_WIDTH = 1.12  # a width counts digits, and letters of this font are narrower on the whole
_LINE_HEIGHT = 16.0
_TALLEST = 400.0
"""Points; Excel takes 409."""
_CHOICES = (DONE, IN_PROGRESS, CANCELLED)
_SHAPES = {ID: "centre", STATUS: "open centre", NOTE: "open text"}
_FORMULA_SIGNS = ("=", "+", "-", "@")
_OLDEST = 1900
_ANY_DAY = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)}

_BASE = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}


def render_xlsx(tasks: Iterable[TaskRow], heading: Heading, summary: ReportPaper | None = None) -> bytes:
    """The list as a workbook, with the report on a sheet of its own; the same list gives the same bytes."""
    file = io.BytesIO()
    workbook = _workbook(file, heading.title, heading.line, heading.day)
    sheet = workbook.add_worksheet("Nhiệm vụ")
    formats = _formats(workbook)
    _write_head(sheet, heading, formats)
    row = _HEAD
    for number, task in enumerate(tasks, 1):
        row += 1
        paper = paper_row(task, number)
        _write_row(sheet, row, paper, formats)
        read = (paper.document, paper.leads, paper.partners, paper.deadline or paper.words)
        state = msgspec.json.encode(state_of(task, heading.register, paper.task, paper.note, read)).decode()
        sheet.write_string(row, _COLUMN[STATE], state, formats["plain"])
    _finish(sheet, max(row, _HEAD + 1), formats)
    if summary is not None:
        write_report(workbook, _SUMMARY, summary, _BASE)
    workbook.close()
    return file.getvalue()


def render_report_xlsx(paper: ReportPaper) -> bytes:
    """The report as a workbook."""
    file = io.BytesIO()
    workbook = _workbook(file, paper.title, paper.line, paper.day)
    write_report(workbook, _SUMMARY, paper, _BASE)
    workbook.close()
    return file.getvalue()


def _workbook(file: io.BytesIO, title: str, line: str, day: str) -> Any:
    workbook = xlsxwriter.Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "default_date_format": "dd/mm/yyyy",
        },
    )
    workbook.set_properties({"title": title, "comments": line, "created": datetime.fromisoformat(day)})
    return workbook


def _formats(workbook: Any) -> dict[str, Any]:
    cell: dict[str, object] = {**_BASE, "text_wrap": True, "border": 1, "border_color": "#A6A6A6"}
    open_ = {**cell, "bg_color": "#FFFBE6", "locked": False}
    shapes: dict[str, dict[str, object]] = {
        "plain": _BASE,
        "title": {**_BASE, "bold": True, "font_size": 15, "align": "center", "valign": "vcenter"},
        "told": {**_BASE, "italic": True, "align": "center", "text_wrap": True},
        "head": {**cell, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#DDE7F3"},
        "text": cell,
        "centre": {**cell, "align": "center"},
        "day": {**cell, "align": "center", "num_format": "dd/mm/yyyy"},
        "open text": open_,
        "open centre": {**open_, "align": "center"},
        "open day": {**open_, "align": "center", "num_format": "dd/mm/yyyy"},
        "over": {"bg_color": "#F8CBAD", "font_color": "#9C0006", "bold": True},
        "soon": {"bg_color": "#FFE699", "font_color": "#7F6000"},
        "done": {"bg_color": "#E2F0D9", "font_color": "#375623"},
    }
    # Excel keeps a text that opens like a formula a text, also when somebody edits it
    quoted = {f"{name} quoted": {**shapes[name], "quote_prefix": True} for name in ("text", "open text", "centre")}
    return {name: workbook.add_format(shape) for name, shape in {**shapes, **quoted}.items()}


def _write_head(sheet: Any, heading: Heading, formats: dict[str, Any]) -> None:
    for column, head in enumerate(_HEADS):
        sheet.set_column(column, column, _WIDTHS[head], None, {"hidden": head == STATE})
    lines = (
        (heading.title.upper(), "title", 24.0),
        (heading.line, "told", _height(heading.line)),
    )
    for row, (text, name, height) in enumerate(lines):
        sheet.set_row(row, height)
        sheet.merge_range(row, 0, row, _PRINTED, "", formats[name])
        sheet.write_string(row, 0, text[:32000], formats[name])
    sheet.set_row(_HEAD, 34)
    for column, head in enumerate(_HEADS):
        sheet.write_string(_HEAD, column, head, formats["head"])


def _height(text: str) -> float:
    """Merged cells do not grow with their text."""
    return min(_LINE_HEIGHT * math.ceil(len(text) / _SIGNS_A_LINE), _TALLEST)


def _row_height(paper: PaperRow) -> float:
    """Rows that say none keep the height of one line in LibreOffice and in previews."""
    cells = (
        (TASK, paper.task),
        (DOCUMENT, paper.document),
        (LEAD, paper.leads),
        (PARTNERS, paper.partners),
        (DEADLINE, "" if paper.deadline else paper.words),
        (STATUS, paper.status),
        (NOTE, paper.note),
        (WORDS, paper.words),
    )
    lines = max(_lines(text, int(_WIDTHS[head] * _SIGNS_A_WIDTH)) for head, text in cells)
    return min(_LINE_HEIGHT * lines + 2, _TALLEST)


def _lines(text: str, width: int) -> int:
    return len(wrapped(text, width)) if len(text) > width else 1


def _write_row(sheet: Any, row: int, paper: PaperRow, formats: dict[str, Any]) -> None:
    sheet.set_row(row, _row_height(paper))
    sheet.write_number(row, _COLUMN[NUMBER], paper.number, formats["centre"])
    for head, text in (
        (ID, paper.id),
        (TASK, paper.task),
        (DOCUMENT, paper.document),
        (LEAD, paper.leads),
        (PARTNERS, paper.partners),
        (STATUS, paper.status),
        (NOTE, paper.note),
        (WORDS, paper.words),
    ):
        name = _SHAPES.get(head, "text")
        _write_text(sheet, row, _COLUMN[head], text, name, formats)
    _write_day(sheet, row, _COLUMN[DEADLINE], paper.deadline, "day", formats, paper.words)
    _write_day(sheet, row, _COLUMN[CLOSED_ON], paper.closed_on, "open day", formats)
    _write_day(sheet, row, _COLUMN[EXTENDED_TO], paper.extended_to, "open day", formats)


def _write_text(sheet: Any, row: int, column: int, text: str, name: str, formats: dict[str, Any]) -> None:
    if not text:
        sheet.write_blank(row, column, None, formats[name])
        return
    quoted = f"{name} quoted" if text.startswith(_FORMULA_SIGNS) else name
    sheet.write_string(row, column, text[:32_767], formats[quoted])


def _write_day(
    sheet: Any, row: int, column: int, day: str | None, name: str, formats: dict[str, Any], words: str = ""
) -> None:
    if day is not None and int(day[:4]) >= _OLDEST:
        sheet.write_datetime(row, column, date.fromisoformat(day), formats[name])
    else:
        _write_text(sheet, row, column, day or words, "text" if name == "day" else "open text", formats)


def _finish(sheet: Any, last: int, formats: dict[str, Any]) -> None:
    """What goes over all rows: filter, frozen head, print layout, colours, choices."""
    first = _HEAD + 1
    sheet.autofilter(_HEAD, 0, last, len(_HEADS) - 1)
    sheet.freeze_panes(first, _COLUMN[DOCUMENT])
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD)
    sheet.print_area(0, 0, last, _PRINTED)
    sheet.set_footer('&C&"Times New Roman,Regular"&10Trang &P/&N')
    status = _COLUMN[STATUS]
    for column in (_COLUMN[DEADLINE], status):
        for words, name in (((OVERDUE,), "over"), ((DUE_SOON,), "soon"), ((DONE, DONE_ON_TIME, DONE_LATE), "done")):
            cell = xl_rowcol_to_cell(first, status, col_abs=True)
            said = ",".join(f'{cell}="{word}"' for word in words)
            rule = {"type": "formula", "criteria": f"=OR({said})", "format": formats[name]}
            sheet.conditional_format(first, column, last, column, rule)
    _add_choices(sheet, first, last)


def _add_choices(sheet: Any, first: int, last: int) -> None:
    """What may be filled in, with a word on how when the cell is chosen."""
    allowed: tuple[tuple[str, dict[str, Any], str, str], ...] = (
        (
            STATUS,
            {"validate": "list", "source": list(_CHOICES)},
            "Xong việc thì chọn Hoàn thành và ghi ngày vào cột Ngày hoàn thành.",
            f"Chọn một trong: {', '.join(_CHOICES)}.",
        ),
        (NOTE, {"validate": "any"}, "Ghi kết quả, vướng mắc. Lưu lại rồi đưa vào sổ bằng lệnh chidao import.", ""),
        (CLOSED_ON, _ANY_DAY, "Ngày làm xong, ví dụ 15/04/2026.", "Ghi ngày đầy đủ, ví dụ 15/04/2026."),
        (EXTENDED_TO, _ANY_DAY, "Hạn mới được cho phép, ví dụ 15/04/2026.", "Ghi ngày đầy đủ, ví dụ 15/04/2026."),
    )
    for head, rule, told, wrong in allowed:
        messages = {"input_title": head, "input_message": told, "error_title": head, "error_message": wrong}
        column = _COLUMN[head]
        sheet.data_validation(first, column, last, column, {**rule, **messages})
