"""The same notice in several files, reports of its meeting: what is joined, what is offered, what is left alone."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from linked_samples import BRIDGE, OPENING, PATROL, SURVEY, WHO, keep, misread, notice

from extractor.core.errors import StoreError
from extractor.core.register import TaskFilter
from extractor.core.sameness import Alike, Traits, judge_report, judge_same
from extractor.store import (
    Register,
    accept,
    check,
    close,
    compare,
    compare_entry,
    decline,
    delete,
    link,
    list_history,
    list_links,
    list_tasks,
    open_register,
    read_anew,
    undelete,
    unlink,
)
from extractor.views.links import render_comparison, render_links
from extractor.views.terminal import Screen

TODAY = TaskFilter(today="2026-03-20")


@pytest.fixture
def register(tmp_path: Path):
    with open_register(tmp_path / "r.db", create=True) as opened:
        yield opened
        assert check(opened) == ()


def entries(register: Register) -> dict[str, str | None]:
    rows = register.db.execute("SELECT id, entry FROM documents ORDER BY id").fetchall()
    return {f"VB{number}": f"VB{entry}" if entry else None for number, entry in rows}


def tasks(register: Register) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((task.id, task.witnesses) for task in list_tasks(register, TODAY).tasks)


def report(**told: object):
    opening = OPENING.replace("kết luận:", "phát biểu kết luận hội nghị với nhiều ý kiến:")
    title = "Chủ tịch UBND huyện Lục Văn Thiêm họp về giao thông nông thôn"
    return notice(**{"genre": "news", "number": None, "issuer": None, "title": title, "opening": opening, **told})


def test_a_scan_of_the_same_notice_is_one_entry(register: Register):
    keep(register, notice(), "118.docx")
    keep(register, misread(notice()), "118.jpg")
    assert entries(register) == {"VB1": None, "VB2": "VB1"}
    assert tasks(register) == [("CD1", ("VB2",)), ("CD2", ("VB2",)), ("CD3", ("VB2",))]
    (same,) = list_links(register)
    assert (same.kind, same.state, same.by) == ("same", "confirmed", "chidao")
    assert {reason.code for reason in same.reasons if reason.agrees} >= {"number", "issued_on", "issuer", "text"}


def test_text_is_the_main_document_whatever_came_first(register: Register):
    keep(register, misread(notice()), "118.jpg")
    keep(register, notice(), "118.docx")
    assert entries(register) == {"VB1": "VB2", "VB2": None}
    assert tasks(register) == [("CD4", ("VB1",)), ("CD5", ("VB1",)), ("CD6", ("VB1",))]


def test_where_people_worked_the_directive_stays_the_one_that_counts(register: Register):
    keep(register, misread(notice()), "118.jpg")
    close(register, ["CD2"], on="2026-03-15", **WHO)
    keep(register, notice(), "118.docx")
    listed = {task.id: task.closed_on for task in list_tasks(register, TODAY).tasks}
    assert listed["CD2"] == "2026-03-15"
    assert len(listed) == 3


def test_a_file_without_number_and_day_is_recognised_by_its_text(register: Register):
    keep(register, notice(), "118.pdf")
    keep(register, notice(number=None, issued_on=None), "ban thao cuoi.docx")
    assert entries(register)["VB2"] == "VB1"


@pytest.mark.parametrize(
    "other",
    [
        {"number": "155/TB-UBND", "issued_on": "2026-04-09", "met_on": "2026-04-03"},  # next month's
        {"issuer": "UBND huyện Lâm Khê"},  # a neighbour with the same number and day
        {"number": "119/TB-UBND", "issued_on": "2026-03-09", "met_on": None, "orders": (PATROL,)},
        {"number": "118/TB-UBND", "issued_on": "2025-03-09", "met_on": "2025-03-04"},  # last year's
        {"number": None, "issued_on": None, "met_on": "2026-04-03"},
    ],
)
def test_what_is_alike_and_another_document_is_not_joined(register: Register, other: dict):
    keep(register, notice(), "1.pdf")
    keep(register, notice(**other), "2.pdf")
    assert entries(register) == {"VB1": None, "VB2": None}
    assert not [link for link in list_links(register) if link.kind == "same" and link.state == "confirmed"]


def test_a_copy_that_fits_two_notices_is_offered(register: Register):
    keep(register, notice(number="118/TB-UBND"), "1.pdf")
    keep(register, notice(number="218/TB-UBND"), "2.pdf")
    keep(register, notice(number=None, issued_on=None), "3.docx")
    assert set(entries(register).values()) == {None}
    assert [(one.state, one.target) for one in list_links(register, "VB3") if one.kind == "same"] == [
        ("offered", "VB2"),
        ("offered", "VB1"),
    ]


def test_a_report_of_the_meeting_joins_and_what_it_restates_counts_once(register: Register):
    keep(register, notice(), "118.pdf")
    keep(register, report(), "tin.html")
    assert entries(register)["VB2"] == "VB1"
    assert [id_ for id_, _ in tasks(register)] == ["CD1", "CD2", "CD3"]


def test_a_report_of_another_meeting_of_that_day_is_left_alone(register: Register):
    keep(register, notice(), "118.pdf")
    other = "Ngày 04/3/2026, ông Lục Văn Thiêm dự khai giảng lớp bồi dưỡng giáo viên mầm non tại thị trấn và phát biểu:"
    keep(
        register,
        report(opening=other, title="Khai giảng lớp bồi dưỡng giáo viên mầm non", orders=(PATROL,)),
        "tin.html",
    )
    assert entries(register) == {"VB1": None, "VB2": None}


def test_what_witnesses_tell_differently_is_told_with_both_quotes(register: Register):
    keep(register, notice(), "118.pdf")
    keep(register, report(day="31/7/2026", money="1,5 tỷ đồng"), "tin.html")
    told = {one.field: one for one in compare(register, "VB1", "VB2").disagreements}
    assert set(told) == {"deadline", "money"}
    assert (told["deadline"].one, told["deadline"].other) == ("2026-06-30", "2026-07-31")
    quotes = told["money"].one_quote.text, told["money"].other_quote.text
    assert quotes == ("1,2 tỷ đồng", "1,5 tỷ đồng")
    assert compare_entry(register, "VB2")[0].other.id == "VB1"


def test_the_same_told_by_both_is_no_disagreement(register: Register):
    keep(register, notice(), "118.pdf")
    keep(register, misread(notice(), every=61), "118.jpg")
    fields = {one.field for one in compare(register, "VB1", "VB2").disagreements}
    assert not fields & {"money", "deadline", "number", "issued_on"}


def test_unlink_counts_apart_again_and_is_not_undone_by_a_new_reading(register: Register):
    keep(register, notice(), "118.pdf")
    keep(register, misread(notice()), "118.jpg")
    unlink(register, ["VB1", "VB2"], reason="hai bản khác nhau", **WHO)
    assert entries(register)["VB2"] is None
    assert len(tasks(register)) == 6
    read_anew(register, "VB2", misread(notice()), **WHO)
    assert entries(register)["VB2"] is None
    assert any(row.field == "entry" and row.new is None for row in list_history(register, "VB2"))


def test_reasons_are_told_in_words(register: Register):
    keep(register, notice(), "118.pdf")
    keep(register, notice(), "118.docx")
    shown = render_links(list_links(register), Screen(width=400))
    assert "cùng số, ký hiệu 118/TB-UBND; cùng ngày ban hành 09/03/2026" in shown
    keep(register, notice(number="119/TB-UBND", met_on="2026-03-05"), "119.pdf")
    told = compare(register, "VB1", "VB3")
    assert "2026-03" not in render_comparison(told, Screen(width=400))


def test_decline_is_for_good_and_accept_joins(register: Register):
    keep(register, notice(number="118/TB-UBND"), "1.pdf")
    keep(register, notice(number="218/TB-UBND"), "2.pdf")
    keep(register, notice(number=None, issued_on=None), "3.docx")
    second, first = (one.id for one in list_links(register, "VB3", offered=True) if one.kind == "same")
    decline(register, [second], **WHO)
    accept(register, [first], **WHO)
    assert entries(register) == {"VB1": None, "VB2": None, "VB3": "VB1"}
    with pytest.raises(StoreError, match="đã được nhận"):
        accept(register, [first], **WHO)
    read_anew(register, "VB3", notice(number=None, issued_on=None, day="30/6/2026"), **WHO)
    assert not [one for one in list_links(register, "VB3", offered=True) if one.kind == "same"]


def test_a_deleted_main_document_leaves_its_place_to_a_witness(register: Register):
    keep(register, notice(), "118.pdf")
    keep(register, notice(money="1,3 tỷ đồng"), "118.docx")
    keep(register, misread(notice()), "118.jpg")
    delete(register, "VB1", **WHO)
    assert entries(register) == {"VB1": None, "VB2": None, "VB3": "VB2"}
    assert [id_ for id_, _ in tasks(register)] == ["CD4", "CD5", "CD6"]
    undelete(register, "VB1", **WHO)
    assert entries(register) == {"VB1": None, "VB2": "VB1", "VB3": "VB1"}


def test_a_person_chooses_the_main_document(register: Register):
    keep(register, notice(), "118.pdf")
    keep(register, notice(number="777/TB-UBND", orders=(BRIDGE, SURVEY)), "ban khac.pdf")
    settled = link(register, "VB2", "same", "VB1", main=True, **WHO)
    assert settled.link.state == "confirmed"
    assert entries(register) == {"VB1": "VB2", "VB2": "VB2"}
    with pytest.raises(StoreError, match="chính nó"):
        link(register, "VB1", "same", "VB1", **WHO)


def test_a_new_reading_keeps_the_entry(register: Register):
    keep(register, notice(), "118.pdf")
    keep(register, misread(notice()), "118.jpg")
    read_anew(register, "VB1", notice(orders=(BRIDGE, PATROL)), **WHO)
    assert entries(register)["VB2"] == "VB1"
    same = register.db.execute("SELECT id, same_as FROM directives WHERE document_id = 2 ORDER BY id").fetchall()
    assert same == [(4, 1), (5, None), (6, 3)]


PASSED_ON = Traits(
    "notice", issuer="Sở Nông nghiệp", meeting_on="2026-03-04", chairs=("luc van thiem",), about="han man", words=800
)


def test_an_order_passed_on_by_another_body_is_offered_not_joined():
    nearly = Alike(text=0.97, held=0.99, numbers=1.0, numbers_held=1.0)
    copy = judge_same(PASSED_ON, PASSED_ON, nearly)
    assert copy is not None
    assert copy.certain
    elsewhere = msgspec.structs.replace(
        PASSED_ON,
        number="9/tb-snn",
        issued_on="2026-03-09",
        chairs=("vi thi na",),
        issuer="Sở Nông nghiệp tỉnh Lạc Sơn",
    )
    offered = judge_same(PASSED_ON, elsewhere, nearly)
    assert offered is not None
    assert not offered.certain


@pytest.mark.parametrize(("about", "shared", "certain"), [("han man", 2, True), ("han man", 1, False), ("", 4, False)])
def test_a_report_joins_on_day_chair_topic_and_two_tasks(about: str, shared: int, certain: bool):
    verdict = judge_report(msgspec.structs.replace(PASSED_ON, genre="news", about=about), PASSED_ON, shared, 4)
    assert verdict is not None
    assert verdict.certain == certain


def test_a_given_name_alone_is_no_person():
    called = msgspec.structs.replace(PASSED_ON, genre="news", chairs=("thiem",))
    verdict = judge_report(called, PASSED_ON, 4, 4)
    assert verdict is not None
    assert not verdict.certain
