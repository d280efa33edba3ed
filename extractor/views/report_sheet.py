"""The report as a sheet of a workbook that the door of XlsxWriter has opened."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Any

from extractor.core.reports import Tally
from extractor.views.report_paper import COUNTED, NUMBER_HEAD, PARTS, RATE_HEAD, SUM_OF_ROWS, TOTAL_HEAD, ReportPaper
from extractor.views.terminal import wrapped

_NAME_WIDTH = 38
_COUNT_WIDTH = 9.5
_LAST = 2 + len(COUNTED)
_TITLE, _TOLD, _GAP, _UPPER, _HEAD = range(5)
_LINE_HEIGHT = 16.0
_SIGNS_A_LINE = 140
_SIGNS_A_NAME = 42
_FORMULA_SIGNS = ("=", "+", "-", "@")
_RATE = "0.0%"


def write_report(workbook: Any, name: str, paper: ReportPaper, base: dict[str, object]) -> None:
    """Add the sheet `name`: heading, a row for each group, the sums, how it was counted; A4 landscape, one page wide.

    Cells are written row by row from above, as a workbook that keeps little in memory needs it.
    """
    sheet = workbook.add_worksheet(name)
    formats = _formats(workbook, base)
    _write_head(sheet, paper, formats)
    row = _HEAD
    for number, (group, tally) in enumerate(paper.rows, 1):
        row += 1
        lines = len(wrapped(group, _SIGNS_A_NAME)) if len(group) > _SIGNS_A_NAME else 1
        sheet.set_row(row, _LINE_HEIGHT * lines + 2)
        sheet.write_number(row, 0, number, formats["count"])
        sheet.write_string(row, 1, group[:32_000], formats["quoted" if group.startswith(_FORMULA_SIGNS) else "name"])
        _write_counts(sheet, row, tally, formats)
    last = _write_sums(sheet, row, paper, formats)
    _set_page(sheet, row, _write_notes(sheet, last + 1, paper, formats))


def _formats(workbook: Any, base: dict[str, object]) -> dict[str, Any]:
    cell: dict[str, object] = {**base, "text_wrap": True, "border": 1, "border_color": "#A6A6A6"}
    head = {**cell, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#DDE7F3"}
    count = {**cell, "align": "center", "num_format": "#,##0"}
    strong = {"bold": True, "bg_color": "#F2F2F2"}
    shapes: dict[str, dict[str, object]] = {
        "title": {**base, "bold": True, "font_size": 15, "align": "center", "valign": "vcenter"},
        "told": {**base, "italic": True, "align": "center", "text_wrap": True},
        "note": {**base, "italic": True, "text_wrap": True},
        "head": head,
        "head above": {**head, "bottom": 0},  # of two cells that look like one
        "head below": {**head, "top": 0, "valign": "top"},
        "name": cell,
        "quoted": {**cell, "quote_prefix": True},
        "count": count,
        "rate": {**count, "num_format": _RATE},
        "sum name": {**cell, **strong},
        "sum count": {**count, **strong},
        "sum rate": {**count, **strong, "num_format": _RATE},
    }
    return {name: workbook.add_format(shape) for name, shape in shapes.items()}


def _write_head(sheet: Any, paper: ReportPaper, formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, _NAME_WIDTH)
    sheet.set_column(2, _LAST, _COUNT_WIDTH)
    for row, text, name, height in ((_TITLE, paper.title.upper(), "title", 24.0), (_TOLD, paper.line, "told", None)):
        sheet.set_row(row, height or _height(text))
        sheet.merge_range(row, 0, row, _LAST, "", formats[name])
        sheet.write_string(row, 0, text[:32_000], formats[name])
    sheet.set_row(_UPPER, 20)
    for column in (0, 1, 2):
        sheet.write_blank(_UPPER, column, None, formats["head above"])
    column = 3
    for over, parts in PARTS:
        sheet.merge_range(_UPPER, column, _UPPER, column + len(parts) - 1, over, formats["head"])
        column += len(parts)
    sheet.write_blank(_UPPER, _LAST, None, formats["head above"])
    sheet.set_row(_HEAD, 50)
    parts_heads = [head for _, parts in PARTS for _, head in parts]
    for column, head in enumerate((NUMBER_HEAD, paper.head, TOTAL_HEAD, *parts_heads, RATE_HEAD)):
        sheet.write_string(_HEAD, column, head, formats["head" if 3 <= column < _LAST else "head below"])


def _write_counts(sheet: Any, row: int, tally: Tally, formats: dict[str, Any], kind: str = "") -> None:
    for column, part in enumerate(COUNTED, 2):
        sheet.write_number(row, column, getattr(tally, part), formats[f"{kind}count"])
    _write_rate(sheet, row, tally, formats, kind)


def _write_rate(sheet: Any, row: int, tally: Tally, formats: dict[str, Any], kind: str) -> None:
    if tally.on_time_rate is None:
        sheet.write_string(row, _LAST, "–", formats[f"{kind}rate"])
    else:
        sheet.write_number(row, _LAST, tally.on_time_rate, formats[f"{kind}rate"])


def _write_sums(sheet: Any, last: int, paper: ReportPaper, formats: dict[str, Any]) -> int:
    """The sum of the rows as formulas that follow when rows are taken out, and the total where that is another."""
    row = last
    if paper.rows:
        row += 1
        sums = paper.rows_sum or paper.total
        _write_sum_name(sheet, row, SUM_OF_ROWS if paper.rows_sum else paper.total_name, formats)
        for column, part in enumerate(COUNTED, 2):
            letter = ascii_uppercase[column]
            formula = f"=SUM({letter}{_HEAD + 2}:{letter}{last + 1})"
            sheet.write_formula(row, column, formula, formats["sum count"], getattr(sums, part))
        _write_rate(sheet, row, sums, formats, "sum ")
    if paper.rows_sum or not paper.rows:
        row += 1
        _write_sum_name(sheet, row, paper.total_name, formats)
        _write_counts(sheet, row, paper.total, formats, "sum ")
    return row


def _write_sum_name(sheet: Any, row: int, name: str, formats: dict[str, Any]) -> None:
    sheet.write_blank(row, 0, None, formats["sum name"])
    sheet.write_string(row, 1, name, formats["sum name"])


def _write_notes(sheet: Any, row: int, paper: ReportPaper, formats: dict[str, Any]) -> int:
    for note in paper.notes:
        row += 1
        sheet.set_row(row, _height(note))
        sheet.merge_range(row, 0, row, _LAST, "", formats["note"])
        sheet.write_string(row, 0, note, formats["note"])
    return row


def _height(text: str) -> float:
    """Merged cells do not grow with their text."""
    return min(_LINE_HEIGHT * max(1, len(wrapped(text, _SIGNS_A_LINE))), 400.0)


def _set_page(sheet: Any, last_group: int, last: int) -> None:
    sheet.freeze_panes(_HEAD + 1, 2)
    if last_group > _HEAD:
        sheet.autofilter(_HEAD, 0, last_group, _LAST)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_UPPER, _HEAD)
    sheet.print_area(0, 0, last, _LAST)
    sheet.set_footer('&C&"Times New Roman,Regular"&10Trang &P/&N')
