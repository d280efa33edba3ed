"""The report as a table on paper: what its heading, its columns, its rows and its notes say, whatever the file."""

from __future__ import annotations

import msgspec

from extractor.core.register import TaskFilter
from extractor.core.reports import Report, ReportFilter, ReportGrouping, Tally
from extractor.views.filters import filter_in_words
from extractor.views.report import (
    GROUP_HEADS,
    group_in_words,
    notes_in_words,
    period_in_words,
    subject_in_words,
    summary_in_words,
)
from extractor.views.terminal import one_line
from extractor.views.words import date_in_words

NUMBER_HEAD = "STT"
TOTAL_HEAD = "Tổng số"
RATE_HEAD = "Tỷ lệ đúng hạn"
# what stands over columns, and each of these with its part of a tally
PARTS = (
    ("Đã hoàn thành", (("on_time", "Đúng hạn"), ("late", "Quá hạn"))),
    ("Đang thực hiện", (("in_time", "Trong hạn"), ("overdue", "Quá hạn"))),
    (
        "Ngoài ra",
        (
            ("unrated", "Kết thúc, không xét hạn"),
            ("waiting", "Chờ điều kiện"),
            ("standing", "Định kỳ"),
            ("missing", "Chưa có ngày hạn"),
        ),
    ),
)
COUNTED = ("total", *(part for _, parts in PARTS for part, _ in parts))
SUM_OF_ROWS = "Cộng các dòng"
TOTAL_NAME = "Tổng số"
TOTAL_ONCE = "Tổng số (mỗi việc một lần)"
_BESIDE = "Bảng này tính các việc ở mọi tình trạng, kể cả việc đã kết thúc mà danh sách không nêu."


class ReportPaper(msgspec.Struct, frozen=True):
    """A report with its words. `head` stands over the names of the rows; `rows_sum` is what the rows add up to, None
    where that is the total, and then the first of the notes tells why; `day` is an ISO date.
    """

    title: str
    line: str
    day: str
    head: str
    rows: tuple[tuple[str, Tally], ...]
    total: Tally
    rows_sum: Tally | None
    summary: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def total_name(self) -> str:
        return TOTAL_NAME if self.rows_sum is None else TOTAL_ONCE


def paper_of(found: Report, wanted: ReportFilter) -> ReportPaper:
    """The report that answers `wanted`."""
    told = (
        f"đơn vị: {wanted.unit}" if wanted.unit else "",
        f"cơ quan, người giao: {wanted.issuer}" if wanted.issuer else "",
        f"văn bản: {wanted.document}" if wanted.document else "",
    )
    period = period_in_words(wanted)
    line = _line(f"{period}, tính đến ngày" if period else "tính đến ngày", wanted.today, tuple(filter(None, told)))
    notes = notes_in_words(found, wanted.by, wanted.basis)
    return _paper(found, wanted.by, (f"Báo cáo {_small(subject_in_words(wanted.kinds))}", line, wanted.today), notes)


def paper_beside(found: Report, wanted: TaskFilter) -> ReportPaper:
    """The report by unit that stands beside a list; `wanted` is the filter it was counted with."""
    line = _line("tính đến ngày", wanted.today, filter_in_words(wanted))
    heading = (subject_in_words(wanted.kinds), line, wanted.today)
    return _paper(found, "unit", heading, (*notes_in_words(found, "unit"), _BESIDE))


def sum_of_rows(found: Report) -> Tally:
    """What the rows of a report add up to."""
    names = Tally.__struct_fields__
    return Tally(**{name: sum(getattr(row.tally, name) for row in found.rows) for name in names})


def _paper(found: Report, by: ReportGrouping, heading: tuple[str, str, str], notes: tuple[str, ...]) -> ReportPaper:
    title, line, day = heading
    return ReportPaper(
        title=title,
        line=line,
        day=day,
        head=GROUP_HEADS[by],
        rows=tuple((group_in_words(row, by), row.tally) for row in found.rows),
        total=found.total,
        rows_sum=sum_of_rows(found) if found.repeated else None,
        summary=summary_in_words(found.total),
        notes=notes,
    )


def _line(opening: str, day: str, told: tuple[str, ...]) -> str:
    said = one_line("; ".join(told))
    line = f"{opening} {date_in_words(day)}."
    return f"{line[0].upper()}{line[1:]}" + (f" {said[0].upper()}{said[1:]}." if said else "")


def _small(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}"
