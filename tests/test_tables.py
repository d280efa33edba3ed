"""Annex tables of tasks: the same orders out of every form an office has them in, each with its evidence."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from functools import partial

import docx
import pytest
from annex_tables import (
    Annex,
    annexes,
    as_docx,
    as_html,
    as_layout,
    as_lines,
    as_markdown,
    as_pdf,
    as_tabs,
    found,
)
from composed_notice import font
from hypothesis import given
from hypothesis import strategies as st

from extractor.core.document import Block
from extractor.core.record import Record
from extractor.lexicon.table_heads import column_of, names_both
from extractor.pipeline import extract
from extractor.reading.plain import text_blocks
from extractor.reading.table_heads import find_heads
from extractor.reading.tables import lay_out

ALL = [*annexes("first"), *annexes("second")]
TASKS = [annex for annex in ALL if annex.expected]
OTHERS = [annex for annex in ALL if not annex.expected]
OVER_PAGE = 250  # points of blank above the table: it begins at the end of the page

GRIDS: dict[str, Callable[[Annex], bytes]] = {
    "docx": as_docx,
    "html": as_html,
    "html_br": partial(as_html, tag="br"),
    "markdown": as_markdown,
    "pdf": as_pdf,
    "pdf_two_pages": partial(as_pdf, filler=OVER_PAGE),
    "pdf_head_once": partial(as_pdf, filler=OVER_PAGE, repeat=False),
}
TEXTS: dict[str, Callable[[Annex], bytes]] = {"tabs": as_tabs, "layout": as_layout}
# without a grid nothing says whether an empty cell is empty or merged with the one above
UNSAYABLE = ("merged-doer", "merged-deadline-only")
# of the tables with a cell a line those whose cells are told apart by what they hold
BY_LINES = (
    "province-plan", "body-groups", "party-committee", "several-tasks", "column-numbers", "doer-in-one-column",
    "school-persons", "month-groups", "follow-up", "storm", "titled-table",
)  # fmt: skip


def by_name(name: str) -> Annex:
    return next(annex for annex in ALL if annex.name == name)


def read(make: Callable[[Annex], bytes], annex: Annex) -> Record:
    if (isinstance(make, partial) or make is as_pdf) and font() is None:
        pytest.skip("no font with Vietnamese letters")
    return extract(make(annex))


def check(annex: Annex, record: Record) -> None:
    rows = found(record)
    table = [row for row, d in zip(rows, record.directives, strict=True) if d.rule == "order: table row"]
    assert [row.text for row in table] == [order.text for order in annex.expected]
    for row, order in zip(table, annex.expected, strict=True):
        assert (row.leads, row.coordinators) == (order.leads, order.coordinators), row.text
        assert order.due in ("?", row.due), row.text


# --- the same orders from every form ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", GRIDS)
@pytest.mark.parametrize("name", [annex.name for annex in TASKS])
def test_rows_are_orders_in_every_form_with_a_grid(name: str, form: str) -> None:
    annex = by_name(name)
    check(annex, read(GRIDS[form], annex))


@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.parametrize("name", [annex.name for annex in TASKS if annex.name not in UNSAYABLE])
def test_rows_are_orders_in_text_with_tabs_or_aligned_columns(name: str, form: str) -> None:
    annex = by_name(name)
    check(annex, read(TEXTS[form], annex))


@pytest.mark.parametrize("name", BY_LINES)
def test_rows_are_orders_in_text_with_a_cell_a_line(name: str) -> None:
    annex = by_name(name)
    check(annex, read(as_lines, annex))


@pytest.mark.parametrize("form", [*GRIDS, *TEXTS])
@pytest.mark.parametrize("name", [annex.name for annex in OTHERS])
def test_tables_that_count_list_or_announce_give_no_orders(name: str, form: str) -> None:
    record = read({**GRIDS, **TEXTS}[form], by_name(name))
    assert [directive.text for directive in record.directives] == []


FLAT = """THÔNG BÁO
Kết luận của Bí thư Đảng uỷ xã Nậm Sang tại cuộc họp giao ban
Phân công công việc như sau:
TT
Nội dung
Chủ trì
Phối hợp
Xong ngày
1
Đối chiếu hộ tịch của 905 hộ
Phòng Văn hoá - Xã hội
Công an xã
15/10/2025
2
Đóng cửa 04 bãi rác đã đầy tại Vũ Lạc, Minh Lãng
UBND các thôn có bãi rác
Phòng Kinh tế; Hợp tác xã Môi trường
31/10/2025
3
Giải quyết tranh chấp đất rẫy giữa 17 hộ
Phòng Kinh tế
Công an xã
làm ngay
Ngoài các việc trên, Thường trực Đảng uỷ lưu ý:
- Bí thư chi bộ các thôn nắm chắc việc của thôn mình.
- Trạm Y tế xã cấp thuốc cho 12 thôn trước ngày 20/10/2025.
"""


def test_the_last_row_ends_where_its_cells_do_and_a_full_row_is_read_in_turn() -> None:
    found = {d.text.split()[0]: [(a.text, a.role) for a in d.assignees] for d in extract(FLAT).directives}
    assert found["Đóng"] == [
        ("UBND các thôn có bãi rác", "lead"), ("Phòng Kinh tế", "coordinate"), ("Hợp tác xã Môi trường", "coordinate"),
    ]  # fmt: skip
    assert found["Giải"] == [("Phòng Kinh tế", "lead"), ("Công an xã", "coordinate")]
    assert found["Trạm"] == [("Trạm Y tế xã", "lead")]


# --- evidence ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [*GRIDS, *TEXTS])
@pytest.mark.parametrize("name", ["after-conclusion", "dittos", "doer-rows-merged", "body-groups"])
def test_doers_and_deadlines_stand_where_they_are_written(name: str, form: str) -> None:
    record = read({**GRIDS, **TEXTS}[form], by_name(name))
    for directive in record.directives:
        for assignee in directive.assignees:
            assert record.text[assignee.start : assignee.end] == (assignee.quote or assignee.text)
        if directive.deadline:
            assert record.text[directive.deadline.start : directive.deadline.end] == directive.deadline.text


@pytest.mark.parametrize("form", ["docx", "html", "pdf", "pdf_two_pages", "pdf_head_once"])
def test_a_merged_cell_is_inherited_by_the_rows_below_and_points_to_its_words(form: str) -> None:
    record = read(GRIDS[form], by_name("merged-deadline-only"))
    doers = [d.assignees[0] for d in record.directives]
    assert [doer.inherited for doer in doers] == [False, False, True, True]
    assert len({doer.start for doer in doers[1:]}) == 1
    first, second = (d.deadline for d in record.directives[:2])
    assert first and second and (first.start, first.due) == (second.start, second.due)


def test_ditto_marks_point_to_the_cell_they_repeat() -> None:
    record = extract(as_docx(by_name("dittos")))
    first, second = (d.assignees[0] for d in record.directives[:2])
    assert (second.text, second.start, second.inherited) == (first.text, first.start, True)
    assert not first.inherited


def test_a_body_over_rows_leads_them() -> None:
    record = extract(as_docx(by_name("body-groups")))
    doers = [d.assignees[0] for d in record.directives]
    assert all(doer.inherited for doer in doers)
    assert record.text[doers[2].start : doers[2].end] == "Công an thành phố"


def test_a_row_cut_by_the_page_break_is_one_order() -> None:
    if font() is None:
        pytest.skip("no font with Vietnamese letters")
    long = "Tổng hợp khó khăn, vướng mắc của các doanh nghiệp chế biến thủy sản trên địa bàn và đề xuất giải pháp " * 6
    base = by_name("column-numbers")
    rows = (base.rows[0], ("1", long.strip(), "Sở Công Thương", "Sở Tài chính", "Báo cáo", "30/4/2026"), base.rows[3])
    annex = Annex(base.name, base.kind, base.number, base.issuer, base.date, base.title, rows, ())
    texts = set()
    for filler in range(180, 300, 20):  # the break falls into other lines each time
        record = extract(as_pdf(annex, filler=filler, repeat=filler % 40 == 0))
        order = record.directives[0]
        texts.add(" ".join(order.text.split()))
        assert [(a.text, a.role) for a in order.assignees] == [
            ("Sở Công Thương", "lead"),
            ("Sở Tài chính", "coordinate"),
        ]
        assert order.deadline and order.deadline.due == "2026-04-30"
        assert len(record.directives) == 2
    assert texts == {long.strip()}


# --- heads ------------------------------------------------------------------------------------------------------------

HEADS = {
    "Nội dung phối hợp": "task",
    "Đơn vị phối hợp thực hiện": "coordinate",
    "Thời hạn hoàn thành nhiệm vụ": "deadline",
    "Kết quả thực hiện": "done",
    "Đơn vị tính": "statistic",
    "Đơn vị chủ trì tham mưu": "lead",
    "CƠ QUAN/ĐƠN VỊ THỰC HIỆN": "lead",
    "Lực lượng thực hiện": "lead",
    "Lãnh đạo phụ trách": "leader",
    "Người trình bày": "presenter",
    "Thời gian bắt đầu": "start",
    "Ai làm": "lead",
    "Bao giờ xong": "deadline",
    "Việc phải làm": "task",
    "Sản phẩm/Kết quả": "result",
    "Kinh phí hỗ trợ (triệu đồng)": "statistic",
    "Số TT": "number",
    "Phân công thực hiện\nPhối hợp": "coordinate",
    "Thời gian thực hiện\nBắt đầu": "start",
    "Sở Xây dựng đã họp với các nhà thầu": "lead",
    "": "other",
    "x" * 5000: "other",
}


@pytest.mark.parametrize("head", HEADS)
def test_a_head_says_what_its_column_holds(head: str) -> None:
    assert column_of(head) == HEADS[head]


def test_one_column_for_both_roles() -> None:
    assert names_both("Cơ quan chủ trì, phối hợp") and not names_both("Cơ quan chủ trì")


def test_head_below_a_title_row() -> None:
    cells = [(0, 0, 1, 3, "DANH MỤC NHIỆM VỤ"), (1, 0, 1, 1, "TT"), (1, 1, 1, 1, "Nhiệm vụ"), (1, 2, 1, 1, "Thời hạn")]
    cells += [(2, 0, 1, 1, "1"), (2, 1, 1, 1, "Rà soát"), (2, 2, 1, 1, "30/6")]
    heads = find_heads(cells)
    assert (heads.start, heads.end) == (1, 2)
    assert heads.names == {0: "TT", 1: "Nhiệm vụ", 2: "Thời hạn"}


# --- deadlines as only a cell writes them -----------------------------------------------------------------------------

CELLS = {
    "30/6": "2026-06-30",
    "5/6": "2026-06-05",
    "28/2": "2027-02-28",
    "12/2026": "2026-12-31",
    "III/2026": "2026-09-30",
    "2026": "2026-12-31",
    "31/2": "-",
    "Theo tiến độ": "-",
    "Thường xuyên": "-",
    "Hằng tháng": "FREQ=MONTHLY",
}


@pytest.mark.parametrize("written", CELLS)
def test_bare_days_months_and_quarters_in_a_deadline_cell(written: str) -> None:
    base = by_name("no-number-column")
    rows = (base.rows[0], ("Rà soát hộ nghèo được hỗ trợ xây nhà", "Công an xã", written), base.rows[2])
    annex = Annex(base.name, base.kind, base.number, base.issuer, base.date, base.title, rows, ())
    assert found(extract(as_docx(annex)))[0].due == CELLS[written]


# --- odd and hostile tables -------------------------------------------------------------------------------------------

SPANS = st.lists(st.lists(st.tuples(st.integers(-3, 9), st.integers(-3, 9)), max_size=6), max_size=8)


@given(SPANS)
def test_no_two_cells_begin_at_one_place(spans: list[list[tuple[int, int]]]) -> None:
    cells = lay_out([[((Block(text="x"),), high, wide) for high, wide in row] for row in spans])
    places = [(cell.row, cell.column) for cell in cells]
    assert len(places) == len(set(places)) == sum(map(len, spans))
    assert all(cell.row + cell.height <= len(spans) for cell in cells)


def test_huge_spans_are_cut_to_the_table() -> None:
    page = "<table><tr><td rowspan=9999 colspan=9999>STT</td><td>Nhiệm vụ</td></tr><tr><td>Rà soát</td></tr></table>"
    started = time.monotonic()
    extract(f"<html><body><p>{'Kế hoạch công tác. ' * 20}</p>{page}</body></html>".encode())
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "text",
    [
        "Nhiệm vụ   Chủ trì   Thời hạn\n" * 20_000,
        "Nhiệm vụ\tChủ trì\tThời hạn\n" * 20_000,
        "STT\nNhiệm vụ\nThời hạn\n1\n" * 10_000,
        "STT   Nhiệm vụ   Chủ trì   Thời hạn\n" + "1   a   b\n\n" * 20_000,
        "STT\tNhiệm vụ\tChủ trì\tThời hạn\n" + "\t" * 2_000_000,
        "Nhiệm vụ   Chủ trì   Thời hạn" + "   x" * 500_000,
    ],
    ids=["heads", "tabbed heads", "flat heads", "short rows", "tabs", "one line"],
)
def test_reading_text_tables_takes_bounded_time(text: str) -> None:
    started = time.monotonic()
    text_blocks(text)
    assert time.monotonic() - started < 60  # quadratic time would take hours


def test_a_word_table_with_rows_shorter_than_its_grid() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("STT", "Nhiệm vụ", "Thời hạn"), strict=True):
        cell.text = text
    table.rows[1].cells[0].text = "1"
    table.rows[1].cells[1].text = "Rà soát các hộ nghèo trên địa bàn xã"
    row = table.rows[1]._tr
    row.remove(row.tc_lst[2])
    out = io.BytesIO()
    document.save(out)
    assert "Rà soát các hộ nghèo" in extract(out.getvalue()).text
