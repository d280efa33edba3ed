"""The report on directives: done and in hand, within the time limit and beyond it, in rows that add up."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.core.record import DirectiveKind
from extractor.core.reports import Basis, Report, ReportFilter, ReportGrouping, ReportRow, Tally
from extractor.views.json import render_json
from extractor.views.terminal import Column, Part, Screen, Table, Text, cells, entry, one_line, plain, render, shortened
from extractor.views.words import KINDS, date_in_words, number_in_words

GROUP_HEADS: dict[ReportGrouping, str] = {
    "unit": "Đơn vị chủ trì", "person": "Cá nhân", "issuer": "Cơ quan ban hành", "document": "Văn bản giao",
}  # fmt: skip
_NO_NAME: dict[ReportGrouping, str] = {
    "unit": "Không nêu đơn vị chủ trì",
    "person": "Không nêu cá nhân",
    "issuer": "Không rõ cơ quan ban hành",
    "document": "Không rõ văn bản",
}
_PARTS = (
    ("on_time", "Hoàn thành đúng hạn"),
    ("late", "Hoàn thành quá hạn"),
    ("in_time", "Đang thực hiện trong hạn"),
    ("overdue", "Đang thực hiện quá hạn"),
    ("unrated", "Kết thúc, không xét hạn"),
    ("waiting", "Chờ điều kiện"),
    ("standing", "Định kỳ"),
    ("missing", "Chưa có ngày hạn"),
)
_CELLS = 4  # of these parts are the table itself: shown also where nothing is in them
_NAMES = 20
"""Columns that names need: where fewer are left, each group is a paragraph."""
_COUNTS = 7  # columns of a count: a head of several words is wrapped


def render_report(found: Report, wanted: ReportFilter, screen: Screen) -> str:
    """Title, the four cells with what stands beside them, a row for each group, and how it was counted."""
    parts: list[Part] = [
        plain(title_in_words(wanted), "bold"),
        *(plain(line) for line in summary_in_words(found.total)),
        *_groups(found, wanted, screen),
        *(plain(note, "dim") for note in notes_in_words(found, wanted.by, wanted.basis)),
    ]
    return render(screen, *parts)


def render_report_json(found: Report, wanted: ReportFilter) -> bytes:
    """The report with what was asked, and with the sum and the on-time rate of each row."""
    return render_json(
        {
            "asked": wanted,
            "total": _told(found.total),
            "rows": [
                {"name": row.name, "key": row.key, "issued_on": row.issued_on, **_told(row.tally)} for row in found.rows
            ],
            "repeated": found.repeated,
            "left_out": found.left_out,
        }
    )


def _told(tally: Tally) -> dict[str, int | float | None]:
    counts = {name: getattr(tally, name) for name in Tally.__struct_fields__}
    return {**counts, "total": tally.total, "decided": tally.decided, "on_time_rate": tally.on_time_rate}


def title_in_words(wanted: ReportFilter) -> str:
    """`Tình hình thực hiện nhiệm vụ, cam kết giao từ 01/01/2026 đến hết 31/03/2026, tính đến ngày 22/11/2026`."""
    period = period_in_words(wanted)
    return f"{subject_in_words(wanted.kinds)}{period and ' '}{period}, tính đến ngày {date_in_words(wanted.today)}"


def subject_in_words(kinds: Sequence[DirectiveKind]) -> str:
    """`Tình hình thực hiện nhiệm vụ, cam kết`."""
    every = not kinds or len(kinds) == len(KINDS)
    return f"Tình hình thực hiện {'chỉ đạo' if every else ', '.join(KINDS[kind] for kind in kinds)}"


def period_in_words(wanted: ReportFilter) -> str:
    """`giao từ 01/01/2026 đến hết 31/03/2026`; empty where the report asks for none."""
    word = "giao" if wanted.basis == "given" else "đến hạn"
    since = f" từ {date_in_words(wanted.since)}" if wanted.since else ""
    until = f" đến hết {date_in_words(wanted.until)}" if wanted.until else ""
    return f"{word}{since}{until}" if since or until else ""


def summary_in_words(total: Tally) -> tuple[str, ...]:
    """The report in four sentences, for those who read no table."""
    n = number_in_words
    lines = [
        f"Tổng số: {n(total.total)}.",
        f"Đã hoàn thành {n(total.on_time + total.late)}: {n(total.on_time)} đúng hạn, {n(total.late)} quá hạn.",
        f"Đang thực hiện {n(total.in_time + total.overdue)}: {n(total.in_time)} trong hạn, {n(total.overdue)} quá hạn.",
        f"Ngoài ra: {n(total.unrated)} đã kết thúc nhưng không xét hạn, {n(total.waiting)} chờ điều kiện,"
        f" {n(total.standing)} định kỳ, {n(total.missing)} chưa có ngày hạn.",
    ]
    if total.on_time_rate is not None:
        lines.append(
            f"Tỷ lệ đúng hạn: {rate_in_words(total)} ({n(total.on_time)}/{n(total.decided)} việc có thời hạn"
            " đã hoàn thành hoặc đã qua hạn)."
        )
    return tuple(lines)


def rate_in_words(tally: Tally) -> str:
    """`45,3 %`; a dash where nothing with a deadline is decided yet."""
    rate = tally.on_time_rate
    return f"{number_in_words(round(rate * 100, 1))} %" if rate is not None else "–"


def notes_in_words(found: Report, by: ReportGrouping, basis: Basis = "given") -> tuple[str, ...]:
    """How it was counted, as far as it matters for this report."""
    notes = []
    if found.repeated:
        whom = {"unit": "đơn vị chủ trì", "person": "cá nhân"}.get(by, "nhóm")
        notes.append(
            f"Cộng các dòng nhiều hơn tổng số {number_in_words(found.repeated)}: nhiệm vụ có nhiều {whom} đứng ở mỗi"
            f" {whom}, chỉ tính một lần vào tổng số."
        )
    if found.total.on_time or found.total.late or found.total.past:
        notes.append(
            "Đúng hạn, quá hạn của việc đã hoàn thành và tỷ lệ đúng hạn xét theo hạn giao ban đầu, chỉ với việc có"
            " ngày hạn; việc đang thực hiện xét theo hạn đã gia hạn."
        )
    if found.left_out:
        why = "văn bản giao không rõ ngày ban hành" if basis == "given" else "không có ngày hạn"
        notes.append(f"Chưa tính {number_in_words(found.left_out)} mục vì {why} nên không xếp được vào kỳ.")
    return tuple(notes)


def _groups(found: Report, wanted: ReportFilter, screen: Screen) -> list[Part]:
    if not found.rows:
        return []
    parts = [part for at, part in enumerate(_PARTS) if at < _CELLS or getattr(found.total, part[0])]
    number = max(3, len(str(len(found.rows))))
    if screen.width - number - (len(parts) + 2) * (_COUNTS + 2) - 2 < _NAMES:
        return [_stacked(row, wanted.by) for row in found.rows]
    columns = [
        Column("STT", width=number),
        Column(GROUP_HEADS[wanted.by]),
        *(Column(head, width=_COUNTS, right=True) for _, head in parts),
        Column("Tổng", width=_COUNTS, right=True),
        Column("Tỷ lệ đúng hạn", width=_COUNTS, right=True),
    ]
    named = [(str(at), group_in_words(row, wanted.by), row.tally) for at, row in enumerate(found.rows, 1)]
    rows = [cells(_row(at, name, tally, parts)) for at, name, tally in named]
    total = _row("", "Tổng số (mỗi việc một lần)", found.total, parts)
    return [Table(columns, [*rows, [plain(cell.text, "bold") for cell in cells(total)]])]


def _row(number: str, name: str, tally: Tally, parts: Sequence[tuple[str, str]]) -> list[str | Text]:
    counts = [number_in_words(getattr(tally, part)) for part, _ in parts]
    return [number, name, *counts, number_in_words(tally.total), rate_in_words(tally)]


def _stacked(row: ReportRow, by: ReportGrouping) -> Part:
    """For a narrow terminal: a paragraph for each group, without what it has none of."""
    counts = [
        f"{head[0].lower()}{head[1:]} {number_in_words(count)}"
        for part, head in _PARTS
        if (count := getattr(row.tally, part))
    ]
    rate = f"; tỷ lệ đúng hạn {rate_in_words(row.tally)}" if row.tally.on_time_rate is not None else ""
    about = f"{number_in_words(row.tally.total)}: {', '.join(counts)}{rate}"
    return entry("-", plain(group_in_words(row, by), "bold"), plain(about))


def group_in_words(row: ReportRow, by: ReportGrouping) -> str:
    """What the row of a report is called."""
    if row.name is None:
        return _NO_NAME[by]
    name = one_line(row.name) if by != "document" else f"{row.key}: {shortened(row.name, 60)}"
    return f"{name} ngày {date_in_words(row.issued_on)}" if row.issued_on else name
