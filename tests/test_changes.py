"""What changed since a day is told from the history; what was reported by mistake is taken back."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from many_directives import plan_of
from register_samples import notice, original

from extractor.cli.periods import days_before
from extractor.cli.root import root
from extractor.core.errors import ChangeRefused, ChidaoError, StoreError
from extractor.core.history import SEARCH, ChangeFilter
from extractor.core.register import TaskFilter
from extractor.store import (
    Register,
    add_evidence,
    add_note,
    close,
    confirm,
    correct,
    delete,
    extend,
    list_changes,
    list_history,
    list_tasks,
    meet_condition,
    open_register,
    put,
    read_anew,
    reject,
    reopen,
    report_occurrence,
    save_search,
    take_back,
    unconfirm,
    undelete,
    undo,
)
from extractor.views.changes import FIELDS, render_history
from extractor.views.terminal import Screen

DAY = "2026-04-10"


def at(minute: int) -> dict[str, str]:
    return {"by": "chị Lan", "at": f"{DAY}T08:{minute:02}:00+07:00"}


@pytest.fixture
def register(tmp_path: Path):
    with open_register(tmp_path / "r.db", create=True) as opened:
        put(opened, msgspec.structs.replace(original(), at="2026-03-12T08:00:00+07:00"), notice())
        yield opened


def told(register: Register, **asked) -> list[tuple]:
    found = list_changes(register, ChangeFilter(**{"since": "2026-03-01", **asked}))
    return [(change.kind, change.subject, change.new, change.undone) for change in found.changes]


def test_everything_that_happened_is_told_newest_first(register: Register):
    close(register, ["CD1"], on="2026-04-09", note="xong sớm", **at(1))
    reopen(register, ["CD1"], note="chưa nghiệm thu", **at(2))
    extend(register, ["CD1"], to="2026-06-30", reason="mưa lũ", **at(3))
    report_occurrence(register, ["CD2"], on="2026-04-10", of="2026-04-06", **at(4))
    meet_condition(register, ["CD3"], on="2026-04-10", due="2026-04-24", day_counted=lambda *_: None, **at(5))
    add_note(register, ["CD4"], note="đã nhắc", **at(6))
    add_evidence(register, ["CD4"], document="VB1", **at(7))
    correct(register, "CD4", "kind", "commitment", reason="là cam kết", **at(8))
    confirm(register, "CD2", **at(9))
    unconfirm(register, "CD2", **at(10))
    reject(register, "CD5", **at(11))
    delete(register, "VB1", **at(12))
    undelete(register, "VB1", **at(13))
    assert told(register) == [
        ("deleted", "VB1", None, True),
        ("deleted", "VB1", "408.txt", False),
        ("rejected", "CD5", "Thống nhất chủ trương đầu tư đường Đông Sơn.", False),
        ("confirmed", "CD2", None, True),
        ("confirmed", "CD2", "Công an huyện tuần tra hằng tuần, báo cáo kết quả.", False),
        ("corrected", "CD4", "commitment", False),
        ("evidence", "CD4", "VB1", False),
        ("note", "CD4", "đã nhắc", False),
        ("condition_met", "CD3", "2026-04-10", False),
        ("occurrence", "CD2", "2026-04-06", False),
        ("extended", "CD1", "2026-06-30", False),
        ("reopened", "CD1", None, False),
        ("closed", "CD1", "2026-04-09", False),
        ("document_new", "VB1", "408.txt", False),
    ]
    closing = list_changes(register, ChangeFilter("2026-03-01")).changes[-2]
    assert (closing.closed_as, closing.reason, closing.by, closing.number) == (
        "done", "xong sớm", "chị Lan", "408/TB-UBND",
    )  # fmt: skip
    assert told(register, since=f"{DAY}T08:12:00+07:00")[-1][0] == "deleted"
    assert told(register, document="CD4") == [row for row in told(register) if row[1] == "CD4"]
    assert len(told(register, document="408/TB-UBND")) == 14
    assert {row[1] for row in told(register, unit="công an")} == {"CD2"}
    assert told(register, since="2026-04-11") == []


def test_what_a_new_reading_brought_and_lost(register: Register):
    anew = notice()
    kept = tuple(d for d in anew.directives if "kỷ cương" not in d.text)
    add_note(register, ["CD4"], note="đã nhắc", **at(1))
    read_anew(register, "VB1", msgspec.structs.replace(anew, directives=kept, program="chidao 9"), **at(2))
    assert ("directive_gone", "CD4", None, False) in told(register)
    assert ("reread", "VB1", "chidao 9", False) in told(register)
    read_anew(register, "VB1", msgspec.structs.replace(anew, program="chidao 10"), **at(3))
    assert [row[0] for row in told(register, since=f"{DAY}T08:03:00+07:00")][-1] == "reread"


def test_pages_make_up_the_whole(register: Register):
    for minute in range(30):
        add_note(register, ["CD1", "CD2"], note=f"lần {minute}", **at(minute))
    whole = list_changes(register, ChangeFilter("2026-03-01", limit=100))
    assert whole.total == len(whole.changes) == 61
    pages = [list_changes(register, ChangeFilter("2026-03-01", limit=7, page=page)) for page in range(1, 11)]
    assert [change for page in pages for change in page.changes] == list(whole.changes)
    assert {page.total for page in pages} == {61}
    assert [change.at for change in whole.changes] == sorted((change.at for change in whole.changes), reverse=True)


def test_a_page_is_read_from_the_index(register: Register):
    asked: list[str] = []
    register.db.conn.set_trace_callback(asked.append)
    list_changes(register, ChangeFilter("2026-03-01"))
    register.db.conn.set_trace_callback(None)
    (page,) = [sql for sql in asked if "ORDER BY history.at" in sql]
    plan = plan_of(register, page)
    assert "history_at" in plan
    assert "TEMP B-TREE" not in plan


def test_the_command(register: Register):
    extend(register, ["CD1"], to="2026-06-30", reason="mưa lũ", **at(1))
    extend(register, ["CD1"], to="2026-07-30", reason="chờ vốn", **at(2))
    take_back(register, "CD1", reason="ghi nhầm", **at(3))
    close(register, ["CD4"], on="2026-04-09", closed_as="cancelled", **at(4))
    register.close()

    def run(*args: str):
        return CliRunner(env={"COLUMNS": "200"}).invoke(root, ["changes", "--db", str(register.path), *args])

    shown = run("--since", "1/3/2026")
    words = " ".join(shown.output.split())
    assert shown.exit_code == 0, shown.output
    for told_ in (
        "Ngày 10/04/2026", "đã hủy 09/04/2026", "rút lại: gia hạn đến 30/07/2026", "gia hạn 30/06/2026 → 30/07/2026", "gia hạn đến 30/06/2026",
        "mưa lũ", "nạp văn bản mới, 5 chỉ đạo", "Tổng số 5 thay đổi từ ngày 01/03/2026.", "chị Lan",
    ):  # fmt: skip
        assert told_ in words, (told_, shown.output)
    found = json.loads(run("--since", "30d", "--today", "2026-04-15", "--json").output)
    assert [change["kind"] for change in found["changes"]] == ["closed", "extended", "extended", "extended"]
    assert found["changes"][1]["undone"] is True
    assert json.loads(run("--since", "4d", "--today", "2026-04-15", "--json").output)["total"] == 0
    assert "Không có gì thay đổi từ ngày 11/04/2026." in run("--since", "4 ngày", "--today", "2026-04-15").output
    assert "trang 2, 2 mục một trang" in run("--since", "2026-03-01", "--limit", "2", "--page", "2").output
    assert run("--since", "hôm kia").exit_code == 2
    assert "Trong sổ không có" in run("--document", "VB77").output


def test_long_ago_is_the_first_day_there_is():
    assert days_before("2026-03-01", 1) == "2026-02-28"
    assert days_before("0001-01-03", 99_999) == "0001-01-01"


# taking back

FACTS = "closed_on, closed_as, extended_to, extensions, condition_met_on, condition_day, day_in_effect, turn, rating"
ACTS = {
    "close": lambda r, n: close(r, ["CD1"], on="2026-04-09", closed_as="replaced" if n % 2 else "done", **at(n)),
    "reopen": lambda r, n: reopen(r, ["CD1"], **at(n)),
    "extend": lambda r, n: extend(r, ["CD1"], to=f"2026-07-{n + 1:02}", reason="mưa", **at(n)),
    "note": lambda r, n: add_note(r, ["CD1"], note=f"lần {n}", **at(n)),
    "evidence": lambda r, n: add_evidence(r, ["CD1"], document="VB1", **at(n)),
    "take back": lambda r, n: take_back(r, "CD1", **at(n)),
}


def facts(register: Register, number: int = 1) -> tuple:
    row = register.db.execute(f"SELECT {FACTS} FROM directives WHERE id = ?", [number]).fetchone()
    sql = "SELECT kind, value, note FROM events WHERE directive_id = ? AND undone_at IS NULL ORDER BY id"
    task = next(t for t in list_tasks(register, TaskFilter(DAY, kinds=())).tasks if t.id == f"CD{number}")
    return row, register.db.execute(sql, [number]).fetchall(), (task.note, task.standing, task.last_reported)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(sorted(ACTS)), max_size=12))
def test_taking_back_restores_what_was_before(tmp_path_factory: pytest.TempPathFactory, acts: list[str]):
    with open_register(tmp_path_factory.mktemp("back") / "r.db", create=True) as register:
        put(register, original(), notice())
        states = [facts(register)]
        for minute, name in enumerate(acts):
            try:
                ACTS[name](register, minute)
            except ChidaoError:
                assert facts(register) == states[-1], "what is refused changes nothing"
                continue
            if name == "take back":
                states.pop()
                assert facts(register) == states[-1]
            else:
                states.append(facts(register))
        for expected in reversed(states[:-1]):
            take_back(register, "CD1", **at(50))
            assert facts(register) == expected
        with pytest.raises(StoreError, match="không có gì"):
            take_back(register, "CD1", **at(51))


def test_a_condition_and_an_occurrence_are_taken_back(register: Register):
    before = facts(register, 3), facts(register, 2)
    meet_condition(register, ["CD3"], on="2026-04-09", due="2026-04-24", day_counted=lambda *_: None, **at(1))
    meet_condition(register, ["CD3"], on="2026-04-09", due="2026-04-30", day_counted=lambda *_: None, **at(2))
    report_occurrence(register, ["CD2"], on="2026-04-10", note="xong", evidence="VB1", **at(3))
    back = take_back(register, "CD3", **at(4))
    assert (back.task.standing.day, back.link) == ("2026-04-24", None)
    take_back(register, "cd3", **at(5))
    take_back(register, "CD2", reason="nhầm kỳ", **at(6))
    assert (facts(register, 3), facts(register, 2)) == before
    newest = list_changes(register, ChangeFilter("2026-03-01", document="CD2")).changes
    assert [(c.kind, c.undone, c.old, c.new) for c in newest[:2]] == [
        ("evidence", True, "VB1", None), ("occurrence", True, newest[1].old, None),
    ]  # fmt: skip
    assert newest[0].reason == "rút lại điều đã ghi: nhầm kỳ"
    assert len(register.db.execute("SELECT 1 FROM events WHERE undone_at IS NOT NULL").fetchall()) == 3


def test_the_history_tells_everything_in_words(register: Register):
    extend(register, ["CD1"], to="2026-06-30", reason="mưa lũ", **at(1))
    close(register, ["CD1"], on="2026-04-09", closed_as="replaced", evidence="VB1", **at(2))
    meet_condition(register, ["CD3"], on="2026-04-09", due="2026-04-24", day_counted=lambda *_: None, **at(3))
    report_occurrence(register, ["CD2"], on="2026-04-10", **at(4))
    add_note(register, ["CD4"], note="đã nhắc", **at(5))
    correct(register, "CD5", "kind", "commitment", **at(6))
    save_search(register, "cầu treo", "cầu Suối Đá", {}, **at(7))
    lines = list_history(register)
    assert {line.field for line in lines if line.subject != SEARCH} <= set(FIELDS)
    words = " ".join(render_history(lines, Screen(width=400)).split())
    for told_ in (
        "gia hạn đến: (không có) → 30/06/2026", "số lần gia hạn: 0 → 1", "kết thúc là: (không có) → đã thay thế",
        "văn bản chứng minh: (không có) → VB1", "hạn tính từ điều kiện: (không có) → 24/04/2026",
        "ghi chú: (không có) → đã nhắc", "phép tìm đã lưu “cầu treo”: (không có) → “cầu Suối Đá”",
    ):  # fmt: skip
        assert told_ in words, (told_, words)
    assert "_" not in words and "search" not in words


def test_taking_back_is_refused_where_nothing_can_be_reported(register: Register):
    add_note(register, ["CD1"], note="đã nhắc", **at(1))
    delete(register, "CD1", **at(2))
    for name, message in (
        ("CD1", "undelete CD1"),
        ("CD99", "không có trong sổ"),
        ("VB1", "không phải mã chỉ đạo"),
        ("CD2", "rút lại"),
    ):
        with pytest.raises(StoreError, match=message):
            take_back(register, name, **at(3))


def test_undo_leaves_to_retract_what_was_reported_last(register: Register):
    correct(register, "CD1", "kind", "commitment", **at(1))
    close(register, ["CD1"], on="2026-04-09", **at(2))
    for name in ("CD1", "VB1", None):
        with pytest.raises(ChangeRefused, match="chidao retract CD1"):
            undo(register, name, **at(3))
    take_back(register, "CD1", **at(4))
    assert [change.field for change in undo(register, "CD1", **at(5))[0].changes] == ["kind"]


def test_the_command_that_takes_back(register: Register):
    close(register, ["CD1"], on="2026-04-09", **at(1))
    register.close()
    shown = CliRunner().invoke(root, ["retract", "CD1", "--reason", "nhầm", "--by", "lan", "--db", str(register.path)])
    assert (shown.exit_code, "Đã ghi 1 mục vào sổ." in shown.output) == (0, True), shown.output
    again = CliRunner().invoke(root, ["retract", "CD1", "--db", str(register.path)])
    assert (again.exit_code, "không có gì đã ghi" in again.output) == (1, True)
