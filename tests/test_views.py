"""Renderers: Vietnamese words for values, and text that is safe for a terminal and fits it."""

from __future__ import annotations

import json
import re

import jsonschema
import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from register_samples import AT, notice

from extractor.core.locating import page_of, section_path, spot_of
from extractor.core.record import Boilerplate, Diagnostic, Evidence, Section
from extractor.core.register import (
    DocumentRow,
    Outcome,
    Shown,
    Spot,
    TaskFilter,
    TaskGroup,
    TaskList,
    TaskOrder,
    TaskRow,
)
from extractor.core.status import Standing
from extractor.views.explain import explain_record, render_explanation
from extractor.views.json import record_schema, render_json, render_record_line
from extractor.views.outcomes import render_outcomes, report_of
from extractor.views.record import render_record, render_shown
from extractor.views.tasks import render_task_lines, render_tasks_json
from extractor.views.terminal import Column, Screen, columns_of, plain, render, safe, shortened, table, wrapped
from extractor.views.words import (
    date_in_words,
    duration_in_words,
    number_in_words,
    recurrence_in_words,
    remaining_in_words,
    wait_in_words,
)

ANSI = re.compile(r"\x1b\[[0-9;]*m")
DOCUMENT = DocumentRow(
    "VB1",
    "0" * 64,
    "408.txt",
    "text",
    3,
    AT,
    AT,
    "chidao 0.1.0",
    "notice",
    number="408/TB-UBND",
    issued_on="2026-03-12",
)
SHOWN = Shown(DOCUMENT, notice(), ("CD1", "CD2", "CD3", "CD4", "CD5"), "CD2")


def task(number: int, **fields) -> TaskRow:
    return TaskRow(
        **{
            "id": f"CD{number}",
            "document": DOCUMENT,
            "kind": "task",
            "text": f"Làm việc thứ {number}.",
            "spot": Spot(),
            "confidence": 0.9,
            **fields,
        }
    )


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2026-03-02", "02/03/2026"), ("2026-03", "03/2026"), ("2026", "2026"), (None, ""), ("không rõ", "không rõ"),
        ("2026-03-12T17:00", "17:00 ngày 12/03/2026"),
    ],
)  # fmt: skip
def test_dates(iso, words):
    assert date_in_words(iso) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (28757000000, "28.757.000.000"), (35.62, "35,62"), (0, "0"), (-1200, "-1.200"), (1234.5, "1.234,5"), (5.0, "5"),
        (1e15, "1.000.000.000.000.000"),
    ],
)  # fmt: skip
def test_numbers(value, words):
    assert number_in_words(value) == words


@given(st.integers(-(10**18), 10**18))
def test_whole_numbers_read_back(value):
    assert int(number_in_words(value).replace(".", "")) == value


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "hằng ngày"),
        ("FREQ=WEEKLY", "hằng tuần"),
        ("FREQ=WEEKLY;BYDAY=FR", "thứ Sáu hằng tuần"),
        ("FREQ=WEEKLY;INTERVAL=2", "2 tuần một lần"),
        ("FREQ=MONTHLY", "hằng tháng"),
        ("FREQ=MONTHLY;BYMONTHDAY=20", "ngày 20 hằng tháng"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,30", "ngày 15, 30 hằng tháng"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "ngày cuối tháng hằng tháng"),
        ("FREQ=MONTHLY;INTERVAL=3", "hằng quý"),
        ("FREQ=MONTHLY;INTERVAL=6", "6 tháng một lần"),
        ("FREQ=YEARLY", "hằng năm"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15", "ngày 15 tháng 12 hằng năm"),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25", "ngày 25 tháng 3, 6, 9, 12 hằng năm"),
        ("RRULE:FREQ=WEEKLY", "hằng tuần"),
        ("FREQ=WEEKLY;COUNT=3", "FREQ=WEEKLY;COUNT=3"),
        ("chẳng phải quy tắc", "chẳng phải quy tắc"),
        ("", ""),
    ],
)
def test_recurrences(rule, words):
    assert recurrence_in_words(rule) == words


@given(st.text())
def test_any_rule_and_duration_is_shown(text):
    assert isinstance(recurrence_in_words(text), str)
    assert isinstance(duration_in_words(text), str)
    assert isinstance(date_in_words(text), str)


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("P10D", "10 ngày"),
        ("P1Y6M", "1 năm 6 tháng"),
        ("PT48H", "48 giờ"),
        ("P2W", "2 tuần"),
        ("P", "P"),
        ("-P20D", "trước 20 ngày"),
    ],
)
def test_durations(iso, words):
    assert duration_in_words(iso) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(12, "còn 12 ngày"), (0, "hôm nay"), (-5, "quá hạn 5 ngày"), (-1500, "quá hạn 1.500 ngày"), (None, "")],
)
def test_what_remains(days, words):
    assert remaining_in_words(days) == words


@given(st.text())
def test_nothing_steers_the_terminal(text):
    shown = safe(text)
    assert len(shown) == len(text)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


def test_escape_sequences_of_a_document_are_disarmed():
    evil = notice()
    evil = msgspec.structs.replace(
        evil,
        text=evil.text.replace("UBND HUYỆN", "\x1b[2J[red]HUY"),
        document=msgspec.structs.replace(evil.document, title="\x1b]0;pwn\x07[bold]x"),
    )
    for screen in (Screen(), Screen(color=True)):
        shown = render_shown(Shown(DOCUMENT, evil, SHOWN.directive_ids), screen)
        assert "\x1b" not in ANSI.sub("", shown)
        assert "\x1b[2J" not in shown
        assert "[red]HUY" in ANSI.sub("", shown)
        assert "[bold]x" in ANSI.sub("", shown)


def test_shortened():
    assert shortened("một hai ba bốn", 100) == "một hai ba bốn"
    assert shortened("một hai  ba\nbốn", 11) == "một hai ba…"
    assert shortened("x" * 50, 10) == "x" * 9 + "…"


@given(st.text(), st.integers(2, 60))
def test_wrapped_lines_fit_and_lose_only_blanks(text, width):
    text = safe(text)
    lines = [text[start:end] for start, end in wrapped(text, width)]
    assert all(columns_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=4), st.integers(40, 120))
@example([("\u0ee0" * 40 + "\x1f", "", "")], 40)
@example([("\x1f", "\u0ee0", "\u231a" * 20)], 40)
def test_tables_fit(rows, width):
    shown = render(Screen(width), table([Column("A", 2), Column("B"), Column("C", width=9, right=True)], rows))
    assert all(columns_of(line) <= width for line in shown.split("\n"))


def test_wide_characters_are_counted():
    assert columns_of("Nhiệm vụ") == 8
    assert columns_of("日本") == 4
    assert columns_of("e\u0301") == 1
    assert columns_of("\u231a") == columns_of("\u231aa") - 1 == 2
    assert columns_of("\u0ee0") == columns_of("\u0ee0\ufffd") - 1 == 1


def test_a_character_takes_the_same_columns_alone_and_among_others():
    for code in (*range(0x300), *range(0x1E00, 0x2600)):
        assert columns_of(chr(code)) == columns_of(f"{chr(code)}日") - 2, hex(code)


def test_a_long_hostile_word_is_wrapped_at_once():
    assert len(wrapped("x" * 100_000, 10)) == 10_000
    assert render(Screen(20, color=True), plain("a b " * 20_000, "red")).count("\n") == 4000


# tasks


def standing(number: int, status: str, **fields) -> TaskRow:
    left = fields.get("days_left")
    missing = fields.pop("missing", None)
    return task(number, standing=Standing(status, fields.get("last_day"), left, missing=missing), **fields)


TASKS = TaskList(
    (
        standing(1, "overdue", due="2026-03-01", last_day="2026-03-01", days_left=-31, note="chờ vốn"),
        standing(2, "in_progress", due="2026-04-30", bound="before", last_day="2026-04-29", days_left=28),
        standing(3, "standing", recurrence="FREQ=WEEKLY", next_occurrence="2026-04-03", last_occurrence="2026-03-27"),
        standing(4, "waiting", deadline_text="trong 10 ngày kể từ khi nhận hồ sơ", offset="P10D"),
        standing(5, "missing", kind="commitment", missing="none_stated"),
    ),
    total=5,
    groups=tuple(
        TaskGroup(name, 1, (f"CD{number}",))
        for number, name in enumerate(("overdue", "in_progress", "standing", "waiting", "missing"), 1)
    ),
)
WANTED = TaskFilter(today="2026-04-01")
BY_STANDING = TaskOrder()


def listed(found: TaskList, screen: Screen, order: TaskOrder = BY_STANDING) -> str:
    return "".join(render_task_lines(found.tasks, found.groups, found.total, found.left_out, WANTED, screen, order))


@pytest.mark.parametrize("width", [40, 60, 89, 90, 120, 200])
def test_the_list_fits_and_drops_nothing(width):
    shown = listed(TASKS, Screen(width))
    assert all(len(line) <= width for line in shown.splitlines())
    together = " ".join(shown.split())
    for group in (
        "Quá hạn (1)",
        "Đang thực hiện, còn hạn (1)",
        "Việc định kỳ (1)",
        "Chờ điều kiện (1)",
        "Chưa có ngày hạn (1)",
    ):
        assert group in together
    assert all(f"CD{number}" in shown for number in range(1, 6))
    assert "\x1b" not in shown
    assert "Tổng số 5 mục, 1 mục quá hạn, tính đến ngày 01/04/2026." in together


HEADS = (
    "STT",
    "Nhiệm vụ",
    "Văn bản giao",
    "Đơn vị chủ trì",
    "Phối hợp",
    "Thời hạn",
    "Tình trạng",
    "Ghi chú",
)


def test_the_columns_of_the_paper_register():
    shown = listed(TASKS, Screen(260))
    head = next(line for line in shown.splitlines() if "STT" in line)
    places = [head.index(name) for name in HEADS]
    assert places == sorted(places)
    for words in (
        "trước 30/04/2026",
        "còn 28 ngày",
        "quá hạn 31 ngày",
        "chờ vốn",
        "hằng tuần",
        "[cam kết] Làm việc thứ 5.",
        "408/TB-UBND ngày 12/03/2026",
    ):
        assert words in shown
    assert "kỳ 27/03/2026 chưa ghi kết quả; kỳ tới 03/04/2026" in " ".join(listed(TASKS, Screen(80)).split())


def test_an_empty_list_and_what_was_left_out_are_said():
    shown = listed(TaskList((), 3), Screen(200))
    assert "Không có mục nào phù hợp" in shown
    assert "3 mục không nêu ngày" in shown


def test_a_task_of_two_groups_is_shown_in_both_and_counted_once():
    both = TaskList(
        TASKS.tasks[:2],
        total=2,
        groups=(TaskGroup("Sở A", 2, ("CD1", "CD2")), TaskGroup("Sở B", 1, ("CD1",))),
    )
    shown = listed(both, Screen(120), TaskOrder(by="unit"))
    assert shown.count("Làm việc thứ 1.") == 2
    assert "Tổng số 2 mục" in shown
    assert "chỉ tính một lần" in shown


@pytest.mark.parametrize("tasks", [(), TASKS.tasks])
def test_the_list_as_json_row_by_row(tasks):
    groups = TASKS.groups if tasks else ()
    whole = json.loads(b"".join(render_tasks_json(tasks, groups, len(tasks), 2)))
    assert [row["id"] for row in whole["tasks"]] == [row.id for row in tasks]
    assert (whole["total"], whole["left_out"], len(whole["groups"])) == (len(tasks), 2, len(groups))


def test_colours_only_where_wanted():
    assert "\x1b[31m" in listed(TASKS, Screen(200, color=True))


# one record


def test_the_text_is_shown_whole_with_ids_and_a_legend():
    plain = render_shown(SHOWN, Screen(4000))
    for line in SHOWN.record.text.splitlines():
        assert line in re.sub(r"\[CD\d\] ", "", plain)
    assert "b) [CD2] Công an huyện" in plain
    assert "văn bản viện dẫn" not in plain, "no legend without colours"
    coloured = render_shown(SHOWN, Screen(4000, color=True))
    assert "văn bản viện dẫn" in coloured
    assert re.search(r"\x1b\[[0-9;]*36m\S*\x1b\[0m\S*|\x1b\[[0-9;]*36mUBND xã Tân Hoà", coloured)
    assert re.search(r"\x1b\[33m45,3%\x1b\[0m", coloured)
    assert ANSI.sub("", coloured).count("45,3%") == plain.count("45,3%")


def test_a_summary_says_who_by_when_and_on_whose_order():
    shown = render_record(notice(), Screen(300))
    for words in (
        "408/TB-UBND", "12/03/2026", "Chỉ đạo (5)", "chủ trì: Phòng Kinh tế và Hạ tầng", "phối hợp: UBND xã Tân Hoà",
        "thời hạn: trước 30/04/2026", "thời hạn: hằng tuần", "thời hạn: không nêu", "người giao: Chủ tịch UBND huyện",
        "độ tin cậy 90 %", "II. NHIỆM VỤ › 1. Về giao thông › a)", "trang 2", "2 thực thể, 2 số liệu, 2 mốc thời gian",
    ):  # fmt: skip
        assert words in shown


def test_every_item_is_explained_with_its_rule_and_evidence():
    record = msgspec.structs.replace(
        notice(),
        diagnostics=(Diagnostic("ratio", "Tỷ lệ không khớp với số đã nêu", 0, 4, "UBND"),),
        boilerplate=(Boilerplate("Trang chủ", "menu"),),
    )
    reasons = explain_record(record)
    rules = {r.rule for r in reasons}
    assert {"test.lead", "test.org", "test.percent", "date"} <= rules
    for reason in reasons:
        if reason.start is not None:
            assert record.text[reason.start : reason.end] == reason.text or reason.layer == "Cần xem lại"
    assert next(r for r in reasons if r.rule == "test.lead").page == 2
    assert [r.value for r in reasons if r.rule in ("test.percent", "test.ratio")] == ["45,3 %", "285 trên 415 hộ"]
    shown = render_explanation(record, Screen(220))
    card, _, rest = shown.partition("Chỉ đạo (")
    assert "Vị trí" in card and "Quy tắc" not in card and "Quy tắc" in rest  # no column that is empty throughout
    for words in (
        "test.lead",
        "10 ngày kể từ nhận đủ hồ sơ",
        "ngày cuối cùng 29/04/2026",
        "Tỷ lệ không khớp",
        "Trang chủ",
        "tr.2",
    ):
        assert words in shown


# JSON


def test_the_schema_accepts_a_record_and_refuses_another_thing():
    schema = json.loads(record_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(render_json(notice())), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"text": 3}, schema)


def test_each_item_of_a_list_has_its_own_evidence():
    record = notice()
    text = "UBND xã Tân Hoà"
    start = record.text.index(text)
    card = msgspec.structs.replace(
        record.document,
        recipients=("Như trên", "UBND xã Tân Hòa"),
        evidence={"recipients.1": Evidence(start, start + len(text), text)},
    )
    found = [r for r in explain_record(msgspec.structs.replace(record, document=card)) if r.kind == "Nơi nhận"]
    assert [(r.value, r.text, r.start) for r in found] == [("Như trên", "", None), ("UBND xã Tân Hòa", text, start)]


def test_a_line_carries_its_id_first():
    line = render_record_line(notice(), 'a"b')
    assert line.startswith(b'{"id":"a\\"b",') and line.count(b"\n") == 1
    assert json.loads(line)["document"]["number"] == "408/TB-UBND"


def test_outcomes_are_counted_and_reasons_given():
    outcomes = [
        Outcome("a.txt", "new", "VB1", 5),
        Outcome("b.pdf", "new", "VB2", 1, warning="trang 2 là ảnh quét"),
        Outcome("c.pdf", "needs_ocr", reason="2 trang đều là ảnh quét"),
        Outcome("d.docx", "failed", reason="Tệp hỏng"),
        Outcome("e.txt", "unchanged", "VB3"),
    ]
    shown = render_outcomes(outcomes, Screen(160))
    assert "Đã xem 5 tệp: mới 2, không đổi 1, cần nhận dạng chữ 1, lỗi 1." in shown
    assert all(words in shown for words in ("Tệp hỏng", "2 trang đều", "trang 2 là ảnh quét", "VB2"))
    assert "e.txt" not in shown
    assert report_of(outcomes).counts == {
        "new": 2,
        "unchanged": 1,
        "updated": 0,
        "offered": 0,
        "needs_ocr": 1,
        "failed": 1,
    }


# where a span stands


def test_places_of_a_span():
    record = notice()
    at = record.text.index("Suối Đá")
    assert page_of(record, at) == 2
    assert page_of(record, len(record.text) + 5) is None
    assert spot_of(record, at, at + 7).section == ("II. NHIỆM VỤ", "1. Về giao thông", "a)")


def test_a_circle_of_sections_ends():
    record = msgspec.structs.replace(
        notice(), sections=(Section(0, 5, label="1.", parent=1), Section(0, 5, label="2.", parent=0))
    )
    assert section_path(record, 0) == ("2.", "1.")
    assert section_path(record, 9) == ()
    assert section_path(record, None) == ()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 giây"), (0.2, "1 giây"), (89, "89 giây"), (90, "2 phút"), (3541, "1 giờ"), (7500, "2 giờ 5 phút")],
)
def test_waits(seconds, words):
    assert wait_in_words(seconds) == words
