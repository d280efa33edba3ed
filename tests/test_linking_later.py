"""Later notices and the tasks of earlier ones, what follows from accepting a link, and the graph of references."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from linked_samples import AT, BRIDGE, PATROL, SURVEY, WHO, keep, notice
from sqlite_utils import Database

from extractor.cli.root import root
from extractor.core.errors import StoreError
from extractor.core.later import Pair, judge_later, says_done
from extractor.core.record import Section
from extractor.core.references import asked_keys, name_key, reference_key, without_citations
from extractor.store import (
    Register,
    accept,
    check,
    close,
    decline,
    extend,
    link,
    list_history,
    list_links,
    list_references,
    list_tasks,
    open_register,
    read_anew,
    take_back,
    unlink,
)
from extractor.store.links import parse_link
from extractor.store.rows import read_tasks
from extractor.store.schema import migrations

APRIL = {"number": "155/TB-UBND", "issued_on": "2026-04-09", "met_on": "2026-04-03"}
PUT_OFF = "Gia hạn việc giao tại {cites}: " + BRIDGE
AGAIN = (
    "Công an huyện tiếp tục tổ chức tuần tra ban đêm tại các xã giáp ranh, báo cáo kết quả về Ủy ban nhân dân huyện."
)
CITED = "Thông báo số 118/TB-UBND"


@pytest.fixture
def register(tmp_path: Path):
    with open_register(tmp_path / "r.db", create=True) as opened:
        keep(opened, notice(), "118.pdf")
        yield opened
        assert check(opened) == ()


def later(*orders: str, **told: object):
    words = tuple(order.replace("{cites}", CITED) for order in orders)
    cites = CITED if any(CITED in order for order in words) else None
    return notice(**{**APRIL, "day": "31/8/2026", "orders": words, "cites": cites, **told})


def offers(register: Register) -> dict[str, tuple[str, str | None, str | None]]:
    return {
        one.kind: (one.id, one.source_directive, one.target_directive) for one in list_links(register, offered=True)
    }


def task(register: Register, number: int):
    return read_tasks(register.db, [number], today="2026-04-10")[number]


def test_an_extension_is_offered_with_both_quotes_and_changes_nothing_by_itself(register: Register):
    keep(register, later(PUT_OFF, AGAIN), "155.pdf")
    found = offers(register)
    assert found["extends"][1:] == ("CD4", "CD1")
    assert found["repeats"][1:] == ("CD5", "CD3")
    assert task(register, 1).extensions == 0
    (one,) = [link for link in list_links(register, "CD1") if link.kind == "extends"]
    words = next(reason for reason in one.reasons if reason.code == "words")
    assert words.source.text == task(register, 4).text
    assert words.target.text == task(register, 1).text
    assert {"cites", "cue", "doer", "deadline"} <= {reason.code for reason in one.reasons}


def test_accepting_an_extension_puts_the_deadline_off_and_counts_the_task_once(register: Register):
    keep(register, later(PUT_OFF), "155.pdf")
    (settled,) = accept(register, [offers(register)["extends"][0]], **WHO)
    assert settled.link.state == "confirmed"
    first = task(register, 1)
    assert (first.extended_to, first.extensions, first.last_day, first.witnesses) == (
        "2026-08-31",
        1,
        "2026-06-30",
        ("VB2",),
    )
    assert register.db.execute("SELECT evidence_document FROM events WHERE directive_id = 1").fetchone() == (2,)
    assert "CD4" not in {one.id for one in list_tasks(register, _all()).tasks}
    assert {row.field for row in list_history(register, "VB2")} >= {"state", "same_as"}
    unlink(register, [settled.link.id], **WHO)
    assert "CD4" in {one.id for one in list_tasks(register, _all()).tasks}


def facts(register: Register, number: int) -> tuple:
    row = task(register, number)
    return row.extended_to, row.extensions, row.closed_on, row.closed_as, row.note


def test_an_unlinked_extension_is_taken_back_with_its_history(register: Register):
    keep(register, later(PUT_OFF), "155.pdf")
    before = facts(register, 1)
    (settled,) = accept(register, [offers(register)["extends"][0]], **WHO)
    (back,) = unlink(register, [settled.link.id], by="minh", at=AT)
    assert facts(register, 1) == before
    assert "CD1" in {one.id for one in back.tasks}
    told = [(r.by, r.field, r.old, r.new, r.reason) for r in list_history(register, "CD1") if r.by == "minh"]
    assert ("minh", "extended_to", "2026-08-31", None, f"rút lại điều đã ghi: bỏ liên kết {settled.link.id}") in told
    assert ("minh", "extensions", "1", "0", f"rút lại điều đã ghi: bỏ liên kết {settled.link.id}") in told
    assert [f for f in check(register) if f.code == "event"] == []
    link(register, "CD4", "extends", "CD1", **WHO)
    assert facts(register, 1)[:2] == ("2026-08-31", 1)


def test_what_people_reported_beside_a_link_stays_when_it_is_unlinked(register: Register):
    keep(register, later(PUT_OFF), "155.pdf")
    (settled,) = accept(register, [offers(register)["extends"][0]], **WHO)
    extend(register, ["CD1"], to="2026-10-15", reason="mưa lũ", **WHO)
    close(register, ["CD1"], on="2026-04-10", note="xong sớm", by="lan", at="2026-04-11T08:00:00")
    unlink(register, [settled.link.id], by="lan", at="2026-04-12T08:00:00")
    assert facts(register, 1) == ("2026-10-15", 1, "2026-04-10", "done", "xong sớm")


@pytest.mark.parametrize(("kind", "done"), [("replaces", None), ("reports_on", None), ("reports_on", "2026-04-10")])
def test_an_unlinked_replacement_or_report_leaves_the_task_as_it_was(register: Register, kind: str, done: str | None):
    keep(register, later("Phòng Tài nguyên và Môi trường báo cáo, lập hồ sơ giao đất 50 ha tại {cites}."), "155.pdf")
    before = facts(register, 2)
    settled = link(register, "CD4", kind, "CD2", done=done, by="lan", at="2026-04-20T08:00:00")
    assert facts(register, 2) != before
    unlink(register, [settled.link.id], **WHO)
    assert facts(register, 2) == before


def test_what_was_retracted_already_is_not_taken_back_again(register: Register):
    keep(register, later(PUT_OFF), "155.pdf")
    (settled,) = accept(register, [offers(register)["extends"][0]], **WHO)
    assert take_back(register, "CD1", **WHO).link == settled.link.id
    assert [one.state for one in list_links(register) if one.id == settled.link.id] == ["confirmed"]
    told = len(list_history(register, "CD1"))
    unlink(register, [settled.link.id], **WHO)
    assert [r for r in list_history(register, "CD1")[: -told or None] if r.field == "extended_to"] == []


def test_the_command_that_takes_back_names_the_link_it_had_come_by(register: Register):
    keep(register, later(PUT_OFF), "155.pdf")
    (settled,) = accept(register, [offers(register)["extends"][0]], **WHO)
    shown = CliRunner().invoke(root, ["retract", "CD1", "--db", str(register.path)])
    assert (shown.exit_code, f"chidao unlink {settled.link.id}." in shown.output) == (0, True), shown.output


def test_links_accepted_by_earlier_versions_know_what_they_reported():
    db = Database(memory=True)
    migrations.apply(db, stop_before="m016_reports_of_links")
    for sha in "ab":
        db.execute(
            "INSERT INTO documents(sha256, file_name, file_key, format, size, ingested_at, extracted_at, program, genre)"
            " VALUES (?, 'a.txt', ' a txt ', 'text', 1, '', '', 'test', 'notice')",
            [sha],
        )
    for document in (1, 2):
        db.execute(
            "INSERT INTO directives(document_id, position, kind, text, start, end, confidence, rule)"
            " VALUES (?, 0, 'task', 'x', 0, 1, 1.0, 'test')",
            [document],
        )
    db.execute(
        "INSERT INTO links(kind, from_document, to_document, to_directive, score, state, by, at)"
        " VALUES ('extends', 2, 1, 1, 1.0, 'confirmed', 'lan', '2026-04-10T08:00:00')"
    )
    for kind, by in (("extended", "lan"), ("extended", "minh"), ("note", "lan")):
        db.execute(
            "INSERT INTO events(directive_id, kind, evidence_document, by, at) VALUES (1, ?, 2, ?, '2026-04-10T08:00:00')",
            [kind, by],
        )
    migrations.apply(db)
    assert db.execute("SELECT link_id FROM events ORDER BY id").fetchall() == [(1,), (None,), (None,)]


def _all():
    from extractor.core.register import TaskFilter

    return TaskFilter(today="2026-04-10")


def test_a_refused_extension_leaves_nothing_behind(register: Register):
    keep(register, later(PUT_OFF), "155.pdf")
    extend(register, ["CD1"], to="2026-12-31", reason="lũ", **WHO)
    with pytest.raises(StoreError, match="không muộn hơn"):
        accept(register, [offers(register)["extends"][0]], **WHO)
    assert "extends" in offers(register)
    (settled,) = accept(register, [offers(register)["extends"][0]], to="2027-01-31", **WHO)
    assert {one.extended_to for one in settled.tasks if one.id == "CD1"} == {"2027-01-31"}


def test_an_order_that_names_the_paper_it_repeats_is_offered(register: Register):
    """The number and day of the paper named are no figures of the order."""
    keep(register, later(AGAIN[:-1] + " theo {cites} ngày 09/3/2026."), "155.pdf")
    assert offers(register)["repeats"][1:] == ("CD4", "CD3")


def test_numbers_of_papers_are_no_figures_of_an_order():
    told = (
        "Rà soát 42 ha theo Thông báo số 118/TB-UBND ngày 09/3/2026 và 05-NQ/TU ngày 1 tháng 2 năm 2026, đạt 30/6 xã."
    )
    assert without_citations(told) == "ra soat 42 ha theo thong bao so   va  , dat 30/6 xa."


def test_what_was_declined_is_not_offered_again(register: Register):
    keep(register, later(PUT_OFF), "155.pdf")
    decline(register, [offers(register)["extends"][0]], reason="việc khác", **WHO)
    read_anew(register, "VB2", later(PUT_OFF), **WHO)
    assert "extends" not in offers(register)


def test_a_replacement_closes_the_earlier_task(register: Register):
    keep(
        register,
        later("Phòng Tài nguyên và Môi trường thay thế nhiệm vụ giao tại {cites}: lập hồ sơ giao đất 50 ha."),
        "155.pdf",
    )
    settled = link(register, "CD4", "replaces", "CD2", **WHO)
    assert settled.link.state == "confirmed"
    closed = task(register, 2)
    assert (closed.closed_on, closed.closed_as) == ("2026-04-09", "replaced")


def test_a_report_on_results_is_offered_and_closes_only_where_asked(register: Register):
    record = notice(
        number="9/BC-KTHT", issued_on="2026-05-20", met_on=None, issuer="Phòng Kinh tế và Hạ tầng", orders=(),
        title=f"Kết quả thực hiện {CITED}", cites=CITED,
        opening="Phòng Kinh tế và Hạ tầng đã hoàn thành sửa chữa cầu Suối Đá, thông xe ngày 18/5/2026.",
    )  # fmt: skip
    keep(register, record, "9.pdf")
    # the number alone says who is meant only where day or issuer agree
    assert "reports_on" not in offers(register)
    dated = notice(
        number="10/BC-KTHT", issued_on="2026-05-21", met_on=None, orders=(),
        title=f"Kết quả thực hiện {CITED}", cites=CITED,
        opening="Phòng Kinh tế và Hạ tầng đã hoàn thành sửa chữa cầu Suối Đá, thông xe ngày 18/5/2026.",
    )  # fmt: skip
    keep(register, dated, "10.pdf")
    id_, _, target = offers(register)["reports_on"]
    assert target == "CD1"
    (settled,) = accept(register, [id_], done="2026-05-18", by="lan", at=AT)
    assert {one.closed_on for one in settled.tasks} == {"2026-05-18"}


def test_the_order_of_coming_in_does_not_matter(tmp_path: Path):
    with open_register(tmp_path / "other.db", create=True) as other:
        keep(other, later(PUT_OFF), "155.pdf")
        keep(other, notice(), "118.pdf")
        assert ("CD1", "CD2") in {(one.source_directive, one.target_directive) for one in list_links(other)}


@pytest.mark.parametrize(
    "orders",
    [
        ("Phòng Kinh tế và Hạ tầng lập kế hoạch duy tu 15 tuyến đường xã, báo cáo trước ngày {day}.",),
        ("Công an huyện nắm tình hình, xử lý nghiêm việc đốt pháo trái phép trong dịp lễ sắp tới trên địa bàn.",),
    ],
)
def test_another_task_of_the_same_doer_is_not_offered(register: Register, orders: tuple[str, ...]):
    keep(register, later(*orders), "155.pdf")
    assert offers(register) == {}


def test_the_same_order_of_another_district_is_not_offered(register: Register):
    keep(register, later(BRIDGE, PATROL, issuer="UBND huyện Lâm Khê"), "155.pdf")
    assert offers(register) == {}


def test_a_report_of_figures_of_another_month_repeats_nothing(register: Register):
    assert (
        judge_later(Pair("nộp báo cáo tháng 7", 0.97, same_doer=True, figures=False, earlier_day="2026-06-25")) is None
    )


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Cho phép lùi thời hạn trình đề án đến 30/9", "extends"),
        ("Đồng ý kéo dài thời gian thực hiện dự án đến hết quý IV", "extends"),
        ("Thống nhất giãn tiến độ hạng mục kè sang năm sau", "extends"),
        ("Bãi bỏ nội dung giao tại điểm 2", "replaces"),
        ("Khẩn trương hoàn thành việc đo đạc", "repeats"),
    ],
)
def test_words_that_tell_what_a_later_notice_does(words: str, kind: str):
    found = judge_later(Pair(words, 0.9, cites=True, same_doer=True, earlier_text="trình đề án, đo đạc"))
    assert found is not None
    assert found.kind == kind


def test_words_that_the_task_had_already_tell_nothing():
    told = "Tham mưu gia hạn giấy phép khai thác cho doanh nghiệp"
    same = Pair(told, 0.95, same_doer=True, earlier_text=told, named=True)
    found = judge_later(same)
    assert found is not None
    assert found.kind == "repeats"


def test_an_order_said_every_month_is_given_again_only_with_a_later_deadline():
    told = "Đôn đốc các xã tiếp tục giải ngân vốn đầu tư công"
    monthly = Pair(told, 1.0, same_doer=True, earlier_text=told)
    dated = msgspec.structs.replace(monthly, earlier_day="2026-06-30", later_day="2026-07-31")
    assert judge_later(monthly) is None
    assert judge_later(msgspec.structs.replace(dated, later_day="2026-06-30")) is None
    assert judge_later(msgspec.structs.replace(dated, words=0.8)) is None
    found = judge_later(dated)
    assert found is not None
    assert found.kind == "repeats"


def test_what_was_done_and_what_is_to_be_done():
    assert says_done("Đến nay, Sở đã rà soát 12 dự án")
    assert not says_done("Nhiệm vụ đã giao cho Sở Tài chính")
    assert not says_done("Sở Tài chính rà soát 12 dự án trước ngày 30/6")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Nghị quyết số 06-NQ/TU", "06-nq/tu"), ("6-nq/tu", "06-nq/tu"), ("06 - NQ / TU", "06-nq/tu"),
        ("Nghị định 45/2020/NĐ-CP", "45/2020/nd-cp"), ("số 1033/CT-EVN", "1033/ct-evn"), ("ngày 12/5/2021", None),
        ("12a/KH-UBND ngày 3/4/2020", "12a/kh-ubnd"), ("", None),
    ],
)  # fmt: skip
def test_keys_of_numbers(typed: str, key: str | None):
    assert reference_key(typed) == key


@pytest.mark.parametrize("typed", ["06-NQ/TU", "nghi quyet so 06-nq/tu", "06 nq tu", "06/NQ-TU", "Nghị quyết 6-NQ/TU"])
def test_a_number_is_found_however_it_is_typed(typed: str):
    assert "06-nq/tu" in asked_keys(typed)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("TB 118", ("118/TB-UBND",)),
        ("thông báo 118", ("118/TB-UBND",)),
        ("thong bao so 118", ("118/TB-UBND",)),
        ("118", ("118/TB-UBND",)),
        ("nghị định 118", ()),
        ("11", ()),
        ("118/TB-UBND", ()),
        ("155", ("155/TB-UBND",)),
    ],
)
def test_a_part_of_a_number_is_told_what_it_was_taken_for(register: Register, typed: str, numbers: tuple[str, ...]):
    keep(register, later(PUT_OFF), "155.pdf")
    found = list_references(register, typed)
    assert found.understood == numbers
    if "118" in "".join(numbers) or typed == "118/TB-UBND":
        assert [row.id for row in found.documents] == ["VB1"]
        assert found.total == 1 and found.citations[0].document.id == "VB2"


def test_a_law_is_known_by_its_name():
    assert name_key("khoản 2 Điều 5 Luật Đất đai năm 2024") == name_key("Luật Đất đai 2024") == "luat dat dai 2024"


def test_who_carries_out_a_document(register: Register):
    order = "Phòng Tài nguyên và Môi trường thực hiện Nghị quyết số 06-NQ/TU về giao đất, giao rừng cho cộng đồng."
    keep(register, notice(**APRIL, orders=(order,), cites="Nghị quyết số 06-NQ/TU"), "155.pdf")
    found = list_references(register, "nghị quyết 6 nq tu")
    assert [citation.document.id for citation in found.citations] == ["VB2"]
    assert [one.id for one in found.citations[0].directives] == ["CD4"]
    assert found.citations[0].quote.text == "Nghị quyết số 06-NQ/TU"
    assert list_references(register, "118/TB-UBND").documents[0].id == "VB1"
    for typed in ("", "…", "%", "'", "06", "(", "a" * 5000):
        list_references(register, typed)


def test_what_several_copies_of_one_paper_cite_is_told_once(register: Register):
    order = "Phòng Tài nguyên và Môi trường thực hiện Nghị quyết số 06-NQ/TU về giao đất, giao rừng cho cộng đồng."
    for name in ("155.pdf", "155.docx"):
        keep(register, notice(**APRIL, orders=(order,), cites="Nghị quyết số 06-NQ/TU"), name)
    found = list_references(register, "06-NQ/TU")
    assert ([citation.document.id for citation in found.citations], found.total) == (["VB2"], 1)


@pytest.mark.parametrize(
    ("opening", "carried_out"),
    [
        ("Thực hiện Công điện số 22/CĐ-TTg, {more}Ủy ban nhân dân huyện yêu cầu:", ["CD4", "CD5", "CD6"]),
        ("Thực hiện Công điện số 22/CĐ-TTg, {more}các phòng đã có báo cáo.", []),
    ],
)
def test_what_stands_under_a_paragraph_that_cites_and_orders_carries_out(register: Register, opening, carried_out):
    """However long the paragraph is; it is no heading."""
    opening = opening.format(more="qua kiểm tra tại các xã và ý kiến của các phòng, " * 10)
    record = notice(**APRIL, opening=opening, cites="Công điện số 22/CĐ-TTg")
    below = Section(record.text.index("Thực hiện Công điện"), record.text.index("Văn phòng thông báo") - 1)
    keep(register, msgspec.structs.replace(record, sections=(below,)), "155.pdf")
    (citation,) = list_references(register, "22/CĐ-TTg").citations
    assert [task.id for task in citation.directives] == carried_out


def test_a_register_of_before_is_filled_and_linked_from_then_on(tmp_path: Path):
    path = tmp_path / "old.db"
    with open_register(path, create=True) as register:
        keep(register, notice(cites="UBND huyện"), "118.pdf")
    tables = ("document_marks", "directive_marks", "meetings")
    with sqlite3.connect(path) as raw:
        named = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search%'"
        for (trigger,) in raw.execute(named).fetchall():  # the index is made anew with every migration
            raw.execute(f"DROP TRIGGER {trigger}")
        for table in tables:
            raw.execute(f"DROP TABLE {table}")
        for index in ("documents_number_day", "documents_entry", "links_state", "links_once"):
            raw.execute(f"DROP INDEX {index}")
        for column in ("start", "reach"):
            raw.execute(f"ALTER TABLE refs DROP COLUMN {column}")
        raw.execute("DELETE FROM refs")
        raw.execute("DELETE FROM _sqlite_migrations WHERE name = 'm014_across_documents'")
        raw.execute("PRAGMA user_version = 13")
    raw.close()
    with open_register(path) as register:
        counts = [register.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in (*tables, "refs")]
        assert all(counts), counts
        keep(register, notice(money="1,3 tỷ đồng"), "118.docx")
        assert register.db.execute("SELECT entry FROM documents WHERE id = 2").fetchone() == (1,)


def test_ids_of_links():
    assert parse_link(" lk7 ") == 7
    assert parse_link("LK") is None
    assert parse_link("VB7") is None


def test_lookups_of_links_use_indexes(register: Register):
    questions = [
        "SELECT number FROM document_marks WHERE mark = 1 ORDER BY number DESC LIMIT 60",
        "SELECT id FROM documents WHERE number_key = 'x' AND issued_on IS '2026-01-01' ORDER BY id DESC LIMIT 6",
        "SELECT document_id FROM meetings WHERE on_day = 'x' ORDER BY document_id DESC LIMIT 150",
        "SELECT * FROM refs WHERE key IN (SELECT value FROM json_each('[]'))",
        "SELECT id FROM links WHERE from_document = 1 UNION SELECT id FROM links WHERE to_document = 1",
    ]
    for question in questions:
        plan = " ".join(row[3] for row in register.db.execute(f"EXPLAIN QUERY PLAN {question}").fetchall())
        assert "SCAN document_marks" not in plan
        assert "SEARCH" in plan, plan


def test_survey_and_other_orders_stand_alone(register: Register):
    keep(register, later(SURVEY), "155.pdf")
    assert set(offers(register)) <= {"repeats"}


def test_an_extension_that_came_in_before_what_it_extends_is_offered_once_that_is_there(tmp_path: Path):
    with open_register(tmp_path / "r.db", create=True) as register:
        keep(register, later(PUT_OFF), "155.pdf")
        assert offers(register) == {}
        keep(register, notice(), "118.pdf")
        assert offers(register)["extends"][1:] == ("CD1", "CD2")
        (one,) = list_links(register, offered=True)
        cites = next(reason for reason in one.reasons if reason.code == "cites")
        assert cites.source.text == CITED
        assert check(register) == ()


def test_a_report_that_came_in_before_the_notice_is_offered_once_that_is_there(tmp_path: Path):
    report = notice(
        number="10/BC-KTHT", issued_on="2026-05-21", met_on=None, orders=(),
        title=f"Kết quả thực hiện {CITED}", cites=CITED,
        opening="Phòng Kinh tế và Hạ tầng đã hoàn thành sửa chữa cầu Suối Đá, thông xe ngày 18/5/2026.",
    )  # fmt: skip
    with open_register(tmp_path / "r.db", create=True) as register:
        keep(register, report, "12.pdf")
        keep(register, notice(), "118.pdf")
        assert offers(register)["reports_on"][1:] == (None, "CD1")


def test_what_is_cited_is_the_entry_though_its_first_copy_has_no_number(tmp_path: Path):
    with open_register(tmp_path / "r.db", create=True) as register:
        keep(register, notice(number=None, issued_on=None), "du-thao.docx")
        keep(register, notice(), "118.pdf")
        keep(register, later(PUT_OFF), "155.pdf")
        found = [one for one in list_links(register, offered=True) if one.kind == "extends"]
        assert [one.target_directive for one in found] == ["CD1"]
        assert any(reason.code == "cites" for reason in found[0].reasons)
