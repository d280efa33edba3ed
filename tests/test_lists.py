"""Lists as files: what Excel, Word, a spreadsheet, a calendar and a program find in them."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date, datetime, timedelta

import docx
import icalendar
import msgspec
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from list_samples import HEADING, HOSTILE, ONE_OF_EACH, REGISTER, TODAY, task

from extractor.core.register import TaskFilter, TaskRow
from extractor.core.returning import State, mark_of
from extractor.core.status import standing_of
from extractor.views.calendar import has_day, render_calendar, uid_of
from extractor.views.csv import HEADS, neutral, render_csv
from extractor.views.docx import render_docx
from extractor.views.filters import filter_in_words
from extractor.views.jsonl import render_jsonl
from extractor.views.markdown import render_markdown
from extractor.views.paper import heading_of
from extractor.views.xlsx import render_xlsx

STAMP = "2026-04-25T08:30:00+07:00"
PAPER = [
    "STT",
    "Mã",
    "Nhiệm vụ",
    "Văn bản giao",
    "Đơn vị chủ trì",
    "Đơn vị phối hợp",
    "Thời hạn",
    "Tình trạng",
    "Ghi chú",
]
STATUSES = [
    "Quá hạn", "Sắp đến hạn", "Đang thực hiện", "Thường xuyên", "Chờ điều kiện", "Không nêu thời hạn", "Chưa rõ thời hạn",
    "Hoàn thành trong hạn", "Hoàn thành quá hạn", "Thôi thực hiện", "Đang thực hiện",
]  # fmt: skip


def sheet_of(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def column(sheet, head: str) -> list[object]:
    heads = [cell.value for cell in sheet[3]]
    return [row[heads.index(head)].value for row in sheet.iter_rows(min_row=4)]


# Excel


def test_the_sheet_has_the_columns_of_the_paper_register():
    sheet = sheet_of(render_xlsx(ONE_OF_EACH, HEADING))
    assert [cell.value for cell in sheet[3]][:9] == PAPER
    assert sheet["A1"].value == "DANH SÁCH THEO DÕI THỰC HIỆN NHIỆM VỤ"
    assert sheet["A2"].value == "Tính đến ngày 25/04/2026. Đơn vị: Sở Y tế."
    assert column(sheet, "STT") == list(range(1, 12))
    assert column(sheet, "Mã") == [row.id for row in ONE_OF_EACH]
    assert column(sheet, "Tình trạng") == STATUSES
    assert column(sheet, "Đơn vị phối hợp")[0] == "Ủy ban nhân dân xã Tân Hòa"  # written: UBND xã Tân Hoà
    assert column(sheet, "Ghi chú")[-1] == "chờ vật tư"


def test_days_of_the_sheet_are_days():
    sheet = sheet_of(render_xlsx(ONE_OF_EACH, HEADING))
    days = column(sheet, "Thời hạn")
    assert days[0] == datetime(2026, 4, 4)
    assert days[3:7] == ["ngày 20 hằng tháng", "10 ngày kể từ khi nhận đủ hồ sơ", None, "sớm"]
    assert column(sheet, "Gia hạn đến")[-1] == datetime(2026, 5, 20)
    assert column(sheet, "Ngày hoàn thành")[7] == datetime(2026, 4, 9)
    assert sheet.cell(4, 7).number_format == "dd/mm/yyyy"


def test_the_sheet_is_laid_out_for_paper():
    sheet = sheet_of(render_xlsx(ONE_OF_EACH, HEADING))
    assert sheet.freeze_panes == "D4"
    assert sheet.auto_filter.ref == "A3:M14"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.print_area == "'Nhiệm vụ'!$A$1:$K$14"
    assert "&P/&N" in sheet.oddFooter.center.text
    assert sheet.column_dimensions["M"].hidden
    assert sheet.cell(4, 3).alignment.wrap_text
    colours = {rule.formula[0] for ranges in sheet.conditional_formatting for rule in ranges.rules}
    assert any("Quá hạn" in formula for formula in colours)
    lists = [v for v in sheet.data_validations.dataValidation if v.type == "list"]
    assert lists[0].formula1 == '"Hoàn thành,Đang thực hiện,Thôi thực hiện"'
    assert "H4:H14" in str(lists[0].sqref)


def test_the_hidden_column_tells_where_the_register_stood():
    states = [
        msgspec.json.decode(s, type=State)
        for s in column(sheet_of(render_xlsx(ONE_OF_EACH, HEADING)), "Dữ liệu của sổ (không sửa)")
    ]
    assert {state.register for state in states} == {REGISTER}
    assert (states[10].day, states[10].note) == ("2026-05-20", mark_of("chờ vật tư"))
    assert (states[7].closed_on, states[7].closed_as) == ("2026-04-09", "done")


def test_no_text_of_the_sheet_is_a_formula():
    sheet = sheet_of(render_xlsx(HOSTILE, HEADING))
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            assert cell.hyperlink is None
    tasks = column(sheet, "Nhiệm vụ")
    assert tasks[2:4] == ["-1+2", "@SUM(A1)"]
    assert [type(text) for text in tasks[15:18]] == [str, str, str]
    assert sheet.cell(4, 3).quotePrefix
    assert len(tasks[13]) <= 32_767


def test_the_same_list_gives_the_same_sheet():
    assert render_xlsx(ONE_OF_EACH, HEADING) == render_xlsx(iter(ONE_OF_EACH), HEADING)


def test_an_empty_list_is_a_sheet_with_heads():
    sheet = sheet_of(render_xlsx((), HEADING))
    assert [cell.value for cell in sheet[3]][:9] == PAPER


def test_the_sheet_grows_in_constant_memory():
    """Rows are handed over one by one; none is kept by the time the next hundred are asked for."""
    alive: list[int] = []

    class Counted(str):
        count = 0

        def __new__(cls, text: str):
            cls.count += 1
            return super().__new__(cls, text)

        def __del__(self):
            type(self).count -= 1

    def rows():
        for number in range(600):
            yield task(number + 1, Counted(f"Việc {number}"))
            alive.append(Counted.count)

    render_xlsx(rows(), HEADING)
    assert max(alive) < 10


# Word


def test_the_report_has_a_table_whose_head_is_repeated():
    opened = docx.Document(io.BytesIO(render_docx(ONE_OF_EACH, HEADING)))
    letterhead, table, signatures = opened.tables
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in letterhead.cell(0, 1).text
    assert [cell.text for cell in table.rows[0].cells] == PAPER
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    assert len(table.rows) == 12
    assert table.cell(1, 6).text == "04/04/2026"
    assert table.cell(11, 6).text == "10/04/2026 (gia hạn đến 20/05/2026)"
    assert table.cell(8, 7).text == "Hoàn thành trong hạn ngày 09/04/2026"
    assert "NGƯỜI LẬP BIỂU" in signatures.cell(0, 0).text
    section = opened.sections[0]
    assert section.page_width.cm == pytest.approx(29.7, abs=0.01)
    assert section.page_height.cm == pytest.approx(21, abs=0.01)
    text = "\n".join(p.text for p in opened.paragraphs)
    assert "DANH SÁCH THEO DÕI" in text
    assert "Tổng số: 11 nhiệm vụ." in text


def test_the_report_by_unit_has_a_heading_for_each():
    opened = docx.Document(io.BytesIO(render_docx(ONE_OF_EACH, HEADING, by_unit=True)))
    headings = [p.text for p in opened.paragraphs if p.style.name == "Heading 2"]
    assert headings == ["Phòng Kinh tế và Hạ tầng (10 nhiệm vụ)", "Chưa rõ đơn vị chủ trì (1 nhiệm vụ)"]
    assert [len(t.rows) for t in opened.tables[1:-1]] == [11, 2]


def test_a_task_of_two_units_stands_under_both():
    from list_samples import LEAD

    other = msgspec.structs.replace(LEAD, text="CA huyện", unit="Công an huyện", unit_key="cah")
    opened = docx.Document(io.BytesIO(render_docx([task(1, assignees=(LEAD, other))], HEADING, by_unit=True)))
    assert len(opened.tables) == 4
    assert "Tổng số: 1 nhiệm vụ." in [p.text for p in opened.paragraphs]


def test_the_report_takes_every_text():
    table = docx.Document(io.BytesIO(render_docx(HOSTILE, HEADING))).tables[1]
    assert table.cell(12, 2).text == "a|b `c` *d* <script>"
    assert table.cell(15, 2).text == "https://example.org/?a=1&b=2"


# CSV, JSON Lines, Markdown


def test_csv_opens_in_excel_and_calculates_nothing():
    data = b"".join(render_csv((*ONE_OF_EACH, *HOSTILE)))
    assert data.startswith(b"\xef\xbb\xbfSTT;")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == list(HEADS)
    assert len(rows) == 1 + len(ONE_OF_EACH) + len(HOSTILE)
    assert rows[1][6:9] == ["04/04/2026", "Quá hạn", ""]
    for row in rows[1:]:
        assert len(row) == len(HEADS)
        for cell in row:
            assert not re.match(r"\s*[=+\-@＝＋－＠]", cell)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n1", " =1", "\u00a0=1", "＝1", "  \t=1"])
def test_what_opens_like_a_formula_is_neutralised(text: str):
    assert neutral(text) == f"'{text}"


@given(st.lists(st.text(max_size=40), max_size=5))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_listed(texts: list[str]):
    rows = [task(number, text or "x") for number, text in enumerate(texts, 1)]
    assert (
        len(list(csv.reader(io.StringIO(b"".join(render_csv(rows)).decode("utf-8-sig"), newline=""), delimiter=";")))
        == len(rows) + 1
    )
    assert b"".join(render_markdown(rows, HEADING)).count(b"\n|") == len(rows) + 2
    docx.Document(io.BytesIO(render_docx(rows, HEADING)))
    assert sheet_of(render_xlsx(rows, HEADING)).max_row == max(3 + len(rows), 3)
    calendar(rows)


def test_json_lines_are_task_rows_again():
    lines = list(render_jsonl(ONE_OF_EACH, REGISTER))
    assert [msgspec.json.decode(line, type=TaskRow) for line in lines] == list(ONE_OF_EACH)
    assert json.loads(lines[10])["was"] == {
        "register": REGISTER, "id": "CD11", "text": mark_of("Sửa trạm bơm"), "day": "2026-05-20",
        "note": mark_of("chờ vật tư"), "extended_to": "2026-05-20",
    }  # fmt: skip


def test_markdown_keeps_texts_as_they_are():
    text = b"".join(render_markdown((*ONE_OF_EACH, HOSTILE[11]), HEADING)).decode()
    assert text.startswith("# Danh sách theo dõi")
    assert r"a\|b \`c\` \*d\* \<script\>" in text
    assert text.count("\n|") == 2 + 12


# calendar


def calendar(rows, **options):
    data = b"".join(render_calendar(rows, name="Việc", register=REGISTER, stamp=STAMP, today=TODAY, **options))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return icalendar.Calendar.from_ical(data)


def test_a_task_is_a_to_do_with_alarms_before_its_last_day():
    [todo] = calendar(ONE_OF_EACH[1:2]).walk("VTODO")
    assert todo["UID"] == uid_of("CD2", REGISTER) == f"cd2-{REGISTER}@chidao"
    assert todo["DUE"].dt == date(2026, 4, 29)
    assert todo["DTSTAMP"].dt.isoformat() == "2026-04-25T01:30:00+00:00"
    alarms = [datetime(2026, 4, 29) + alarm["TRIGGER"].dt for alarm in todo.walk("VALARM")]
    assert alarms == [datetime(2026, 4, day, 8) for day in (22, 26, 28)]
    assert {alarm["TRIGGER"].params["RELATED"] for alarm in todo.walk("VALARM")} == {"END"}
    assert "Chủ trì: Phòng Kinh tế và Hạ tầng" in todo["DESCRIPTION"]


def test_a_recurring_duty_has_its_rule_and_first_day():
    [todo] = calendar(ONE_OF_EACH[3:4]).walk("VTODO")
    assert todo["RRULE"].to_ical() == b"FREQ=MONTHLY;BYMONTHDAY=20"
    assert todo["DTSTART"].dt == date(2026, 5, 20)
    assert todo["DURATION"].dt == timedelta(days=1)
    assert "DUE" not in todo
    known = msgspec.structs.replace(ONE_OF_EACH[3], next_occurrence="2026-06-20")
    assert calendar([known]).walk("VTODO")[0]["DTSTART"].dt == date(2026, 6, 20)


@pytest.mark.parametrize(
    "rule", ["FREQ=HOURLY", "FREQ=NEVER", "nonsense", "FREQ=MONTHLY;BYMONTHDAY=99", "FREQ=DAILY;COUNT=0x"]
)
def test_a_rule_that_no_calendar_takes_is_left_out(rule: str):
    [todo] = calendar([task(1, recurrence=rule, deadline_text="theo kỳ")]).walk("VTODO")
    assert "RRULE" not in todo
    assert "theo kỳ" in todo["DESCRIPTION"]


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        ("FREQ=MONTHLY;INTERVAL=3", b"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"),
        ("FREQ=WEEKLY", b"FREQ=WEEKLY;BYDAY=FR"),
        ("FREQ=YEARLY;BYMONTH=6,12", b"FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=6,12"),
        ("FREQ=MONTHLY;BYDAY=1MO", b"FREQ=MONTHLY;BYDAY=1MO"),
    ],
)
def test_a_rule_names_the_day_that_it_means(rule: str, written: bytes):
    """Where a rule names none, calendars would repeat the first day: 30 June, 30 September, 30 December."""
    [todo] = calendar([task(1, recurrence=rule)]).walk("VTODO")
    assert todo["RRULE"].to_ical() == written


def test_closed_tasks_are_completed_without_alarms():
    late, cancelled = calendar(ONE_OF_EACH[8:10]).walk("VTODO")
    assert (late["STATUS"], late["COMPLETED"].dt.date()) == ("COMPLETED", date(2026, 4, 12))
    assert cancelled["STATUS"] == "CANCELLED"
    assert not late.walk("VALARM")


def test_an_extended_task_is_due_on_its_new_day():
    [todo] = calendar(ONE_OF_EACH[10:]).walk("VTODO")
    assert todo["DUE"].dt == date(2026, 5, 20)


def test_events_are_whole_days_and_need_a_day():
    events = calendar(ONE_OF_EACH, entry="event").walk("VEVENT")
    assert len(events) == sum(has_day(row, TODAY) for row in ONE_OF_EACH) == 7
    assert events[0]["DTSTART"].dt == date(2026, 4, 4)
    assert events[0]["DTEND"].dt == date(2026, 4, 5)
    assert len({event["UID"] for event in events}) == 7


# headings


def test_every_filter_is_told_over_the_list():
    """A filter that nobody reads over a list makes the list look whole: each field must show."""
    shown = {
        "due_after": "2026-01-01", "due_before": "2026-12-31", "overdue": True, "assignee": "Sở Y tế", "document": "VB3",
        "kinds": ("decision",), "statuses": ("waiting",), "urgent": True, "unit": "Sở Y tế", "person": "An",
        "place": "Tân Hoà", "issuer": "UBND tỉnh", "section": "Nông nghiệp", "issued_from": "2026-01-01",
        "issued_to": "2026-12-31", "confirmed": False, "amount_over": 5e9, "confidence_under": 0.5,
    }  # fmt: skip
    assert set(shown) | {"today", "unit_keys", "role"} == set(TaskFilter.__struct_fields__)
    for field, value in shown.items():
        assert filter_in_words(TaskFilter(today=TODAY, **{field: value})), field
    assert not filter_in_words(TaskFilter(today=TODAY))
    assert filter_in_words(TaskFilter(today=TODAY, unit="Sở Y tế", role="lead")) == ("đơn vị: Sở Y tế (chủ trì)",)
    assert heading_of(TaskFilter(today=TODAY, overdue=True), REGISTER).title == "Danh sách nhiệm vụ quá hạn"


def test_standings_of_the_samples_are_real():
    assert all(row.standing is not None for row in ONE_OF_EACH)
    assert standing_of.__module__ == "extractor.core.status"


def test_the_files_are_sound_packages():
    for data in (render_xlsx(HOSTILE, HEADING), render_docx(HOSTILE, HEADING)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert package.testzip() is None
