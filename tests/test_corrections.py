"""What people say of what was read: in effect at once, kept through every new reading, taken back whole."""

from __future__ import annotations

import msgspec
import pytest
from register_samples import AT, TEXT, assignee, notice, original

from extractor.asking import read_query
from extractor.core.corrections import place_of
from extractor.core.errors import ChangeRefused, StoreError
from extractor.core.record import Deadline
from extractor.core.register import TaskFilter
from extractor.core.saying import GivenDeadline, found_words
from extractor.store import (
    add,
    confirm,
    correct,
    correct_fields,
    delete,
    get,
    list_documents,
    list_history,
    list_tasks,
    open_register,
    put,
    reject,
    search,
    take,
    unconfirm,
    undelete,
    undo,
)

HAND = {"by": "chi Lan", "at": "2026-03-20T09:00:00+07:00"}
LATER = {"by": "anh Minh", "at": "2026-03-21T09:00:00+07:00"}


@pytest.fixture
def register(tmp_path):
    with open_register(tmp_path / "r.db", create=True) as opened:
        put(opened, original(), notice())
        yield opened


def tasks(register):
    return {task.id: task for task in list_tasks(register, TaskFilter(today="2026-04-01", kinds=())).tasks}


def row(register, table, number):
    return next(iter(register.db.query(f"SELECT * FROM {table} WHERE id = ?", [number])))


def rows(register):
    tables = {"directives": "id", "assignees": "directive_id, position", "documents": "id", "directives_words": "term"}
    return {
        table: [dict(r) for r in register.db.query(f"SELECT * FROM {table} ORDER BY {order}")]
        for table, order in tables.items()
    }


# values


def test_a_deadline_is_in_effect_at_once(register):
    changed = correct(register, "CD1", "deadline", GivenDeadline(day="2026-06-30"), reason="gõ nhầm", **HAND)
    task = tasks(register)["CD1"]
    assert (task.due, task.last_day, task.bound, task.corrected) == ("2026-06-30", "2026-06-30", "by", ("deadline",))
    assert (changed.id, [c.field for c in changed.changes]) == ("CD1", ["deadline"])
    (line,) = list_history(register, "CD1")
    assert (line.by, line.at, line.field, line.reason) == ("chi Lan", HAND["at"], "deadline", "gõ nhầm")
    assert "2026-04-30" in line.old and "2026-06-30" in line.new


@pytest.mark.parametrize(
    ("given", "due", "last", "recurrence", "text"),
    [
        (GivenDeadline(day="2026-05-10", before=True), "2026-05-10", "2026-05-09", None, ""),
        (GivenDeadline(day="2026-04-30"), "2026-04-30", "2026-04-30", None, "ngày 30/4/2026"),
        (GivenDeadline(recurrence="FREQ=MONTHLY;BYMONTHDAY=20"), None, None, "FREQ=MONTHLY;BYMONTHDAY=20", ""),
        (GivenDeadline(words="khi có vốn"), None, None, None, "khi có vốn"),
        (None, None, None, None, None),
    ],
)
def test_kinds_of_deadlines(register, given, due, last, recurrence, text):
    correct(register, "CD1", "deadline", given, **HAND)
    task = tasks(register)["CD1"]
    assert (task.due, task.last_day, task.recurrence, task.deadline_text) == (due, last, recurrence, text)
    deadline = get(register, "CD1").record.directives[0].deadline
    if deadline is not None and deadline.end > deadline.start:
        assert TEXT[deadline.start : deadline.end] == deadline.text == text


@pytest.mark.parametrize(
    ("name", "field", "value", "told"),
    [
        ("CD1", "deadline", GivenDeadline(day="2026-03-11"), "trước ngày ban hành 12/03/2026"),
        ("CD1", "deadline", GivenDeadline(day="2026-03-12", before=True), "trước ngày ban hành"),
        ("CD1", "deadline", GivenDeadline(day="2026-02-30"), "không phải là ngày"),
        ("CD1", "deadline", GivenDeadline(day="30/4/2026"), "không phải là ngày"),
        ("CD1", "deadline", GivenDeadline(day="2026-05-01", recurrence="FREQ=DAILY"), "không phải cả hai"),
        ("CD1", "deadline", GivenDeadline(recurrence="hằng tuần"), "quy tắc lặp"),
        ("CD1", "kind", "work", "Không có loại chỉ đạo “work”"),
        ("CD1", "text", "  ", "còn trống"),
        ("CD1", "text", {"start": 5, "end": 99999}, "không nằm trong văn bản"),
        ("CD1", "assignees", [("", "lead")], "còn trống"),
        ("CD1", "assignees", [("Sở Y tế", "boss")], "Không có vai trò “boss”"),
        ("CD1", "colour", "red", "không có mục “colour”"),
        ("VB1", "issued_on", "2062-03-12", "chưa tới"),
        ("VB1", "issued_on", "12/3/2026", "không phải là ngày"),
        ("VB1", "sha256", "0", "không có mục “sha256”"),
        ("VB9", "number", "1", "không có văn bản VB9"),
        ("CD99", "kind", "task", "không có chỉ đạo CD99"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(register, name, field, value, told):
    before = rows(register)
    with pytest.raises(StoreError, match=told):
        correct(register, name, field, value, **HAND)
    assert rows(register) == before
    assert [line.field for line in list_history(register)] == ["ingested"]


def test_one_wrong_value_of_several_keeps_all_out(register):
    before = rows(register)
    with pytest.raises(ChangeRefused):
        correct_fields(register, "CD1", {"issued_by": "Bí thư", "kind": "nonsense"}, **HAND)
    assert rows(register) == before


def test_doers_are_found_in_the_text_or_have_no_place(register):
    names = [("phòng tài chính", "lead"), ("UBND xã Tân Hoà", "coordinate"), ("Ban Quản lý chợ", "coordinate")]
    correct(register, "CD1", "assignees", names, **HAND)
    task = tasks(register)["CD1"]
    assert [(a.text, a.role) for a in task.assignees] == names
    first, second, third = get(register, "CD1").record.directives[0].assignees
    assert (TEXT[first.start : first.end], first.quote) == ("Phòng Tài chính", "Phòng Tài chính")
    assert second == assignee(TEXT, "UBND xã Tân Hoà", "coordinate")
    assert (third.start, third.quote) == (third.end, "")
    assert [h.task.id for h in search(register, read_query("ban quan ly cho")).directives if not h.partial] == ["CD1"]
    assert search(register, read_query("Phòng Kinh tế và Hạ tầng")).directives_total == 1, (
        "still in the words of the order"
    )


def test_words_of_the_text_and_other_words(register):
    quoted = "hoàn thành cầu Suối Đá trước ngày 30/4/2026"
    correct(register, "CD1", "text", quoted.upper(), **HAND)
    directive = get(register, "CD1").record.directives[0]
    assert directive.text == quoted == TEXT[directive.start : directive.end]
    correct(register, "CD1", "text", "Xây xong cầu Suối Đá", **HAND)
    assert tasks(register)["CD1"].text == "Xây xong cầu Suối Đá"
    assert search(register, read_query("xây xong")).directives_total == 1
    directive = get(register, "CD1").record.directives[0]
    assert TEXT[directive.start : directive.end] == quoted


def test_the_card(register):
    values = {"number": "480/TB-UBND", "issued_on": "2026-03-13", "signer.name": "Trần Văn Bình", "title": None}
    changed = correct_fields(register, "VB1", values, **HAND)
    (document,) = list_documents(register)
    assert (document.number, document.issued_on, document.title) == ("480/TB-UBND", "2026-03-13", None)
    assert document.corrected == ("number", "issued_on", "signer.name", "title")
    card = get(register, "480/TB-UBND").record.document
    assert card.signer.name == "Trần Văn Bình"
    assert card.witnesses["number"] == "person"
    assert "number" not in card.evidence, "the page says otherwise"
    assert [c.field for c in changed.changes] == list(values)
    assert search(register, read_query("480/TB-UBND")).documents_total == 1
    with pytest.raises(StoreError):
        get(register, "408/TB-UBND")
    undo(register, "VB1", **HAND)
    assert get(register, "408/TB-UBND").record == notice()


def test_a_date_of_issue_behind_a_corrected_deadline_is_refused(register):
    correct(register, "CD1", "deadline", GivenDeadline(day="2026-03-15"), **HAND)
    with pytest.raises(ChangeRefused, match="CD1"):
        correct(register, "VB1", "issued_on", "2026-03-16", **HAND)


# confirmed, rejected, deleted, added; undone


def test_what_is_rejected_leaves_and_comes_back(register):
    before = rows(register)
    reject(register, "CD2", **HAND)
    assert "CD2" not in tasks(register)
    assert search(register, read_query("tuần tra")).directives_total == 0
    shown = get(register, "VB1")
    assert "CD2" not in shown.directive_ids and len(shown.record.directives) == 4
    assert [(one.id, one.state) for one in shown.left_out] == [("CD2", "rejected")]
    for again in (reject, confirm):
        with pytest.raises(ChangeRefused, match="đã bị loại"):
            again(register, "CD2", **HAND)
    undo(register, "CD2", **HAND)
    assert rows(register) == before
    with pytest.raises(ChangeRefused, match="từng chỉ đạo"):
        reject(register, "VB1", **HAND)


def test_what_is_deleted_leaves_and_comes_back(register):
    before = rows(register)
    delete(register, "VB1", **HAND)
    assert list_documents(register) == () and tasks(register) == {}
    assert (
        search(register, read_query("cầu")).documents_total == search(register, read_query("cầu")).directives_total == 0
    )
    assert get(register, "VB1").document.deleted_at == HAND["at"]
    with pytest.raises(StoreError):
        get(register, "408/TB-UBND")
    with pytest.raises(ChangeRefused, match="undelete VB1"):
        correct(register, "CD1", "kind", "target", **HAND)
    undelete(register, "VB1", **HAND)
    assert rows(register) == before
    delete(register, "CD3", **HAND)
    assert "CD3" not in tasks(register)
    undelete(register, "CD3", **HAND)
    assert rows(register) == before


def test_what_is_added_is_one_of_them(register):
    words = "Tỷ lệ giải ngân đạt 45,3%"
    name = add(
        register, "VB1", words, kind="target", assignees=[("Phòng Tài chính", "lead")],
        deadline=GivenDeadline(day="2026-12-31"), **HAND,
    )  # fmt: skip
    assert name == "CD6"
    shown = get(register, "VB1")
    assert shown.directive_ids == ("CD6", "CD1", "CD2", "CD3", "CD4", "CD5"), "in the order of the text"
    directive = shown.record.directives[0]
    assert directive.text == words == TEXT[directive.start : directive.end]
    assert shown.marks[0].origin == "person"
    task = tasks(register)["CD6"]
    assert (task.kind, task.due, task.origin, task.spot.section) == ("target", "2026-12-31", "person", ())
    with pytest.raises(ChangeRefused, match="đã có trong sổ là CD6"):
        add(register, "VB1", words, **HAND)
    with pytest.raises(ChangeRefused, match="Không thấy"):
        add(register, "VB1", "Trồng thêm cây", **HAND)
    assert add(register, "VB1", "Trồng thêm cây", quoted=False, **HAND) == "CD7"
    undo(register, "CD7", **HAND)
    undo(register, "CD6", **HAND)
    assert set(tasks(register)) == {"CD1", "CD2", "CD3", "CD4", "CD5"}
    assert get(register, "VB1").record == notice()
    assert search(register, read_query("trồng thêm cây")).directives_total == 0


def test_undoing_goes_back_step_by_step_whole_commands_at_once(register):
    states = [rows(register)]
    correct_fields(register, "CD1", {"kind": "target", "issued_by": "Bí thư"}, **HAND)
    states.append(rows(register))
    correct(register, "CD1", "kind", "petition", **LATER)
    states.append(rows(register))
    correct(register, "VB1", "number", "9/TB", **HAND)
    undo(register, **HAND)
    assert rows(register) == states[2]
    undo(register, "CD1", **HAND)
    assert rows(register) == states[1]
    undo(register, **HAND)
    assert rows(register) == states[0]
    with pytest.raises(ChangeRefused, match="Không còn thay đổi nào do “chi Lan”"):
        undo(register, **HAND)
    told = [(line.subject, line.field, line.new) for line in list_history(register, "CD1")]
    assert told == [
        ("CD1", "issued_by", None), ("CD1", "kind", "task"), ("CD1", "kind", "target"), ("CD1", "kind", "petition"),
        ("CD1", "issued_by", "Bí thư"), ("CD1", "kind", "target"),
    ]  # fmt: skip


def test_confirming_a_document_confirms_what_is_in_it(register):
    reject(register, "CD4", **HAND)
    confirm(register, "CD2", **HAND)
    changed = confirm(register, "VB1", **LATER)
    assert [one.id for one in changed] == ["VB1", "CD1", "CD3", "CD5"]
    assert confirm(register, "VB1", **LATER) == ()
    assert list_documents(register)[0].confirmed_at == LATER["at"]
    assert [task.confirmed_at for task in tasks(register).values()].count(LATER["at"]) == 3
    assert row(register, "directives", 2)["confirmed_by"] == "chi Lan"
    assert len(unconfirm(register, "VB1", **LATER)) == 4
    assert [name for name, task in tasks(register).items() if task.confirmed_at] == ["CD2"]
    unconfirm(register, "CD2", **LATER)
    with pytest.raises(ChangeRefused, match="chưa được xác nhận"):
        unconfirm(register, "CD2", **LATER)


# history


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE history SET by = 'x'",
        "DELETE FROM history",
        "INSERT OR REPLACE INTO history(id, at, by, subject, subject_id, field) VALUES (1, '', '', 'link', 1, '')",
        "UPDATE originals SET content = x'00'",
    ],
)
def test_history_and_originals_are_only_added_to(register, sql):
    correct(register, "CD1", "kind", "target", **HAND)
    before = list_history(register)
    with pytest.raises(Exception, match=r"history|original"):
        register.db.execute(sql)
    register.db.rollback()
    assert list_history(register) == before


def test_history_is_asked_by_document_directive_and_day(register):
    correct(register, "CD1", "kind", "target", **HAND)
    correct(register, "VB1", "number", "9/TB", **LATER)
    assert [line.subject for line in list_history(register, "VB1")] == ["VB1", "CD1", "VB1"]
    assert [line.field for line in list_history(register, since="2026-03-21")] == ["number", "ingested"]
    assert [line.field for line in list_history(register, since="2026-03-20T09:00:00")] == [
        "number",
        "kind",
        "ingested",
    ]
    assert [line.field for line in list_history(register, since=AT)] == ["ingested"]
    assert len(list_history(register, limit=1)) == 1


# finding words


@pytest.mark.parametrize(
    ("words", "text", "near", "found"),
    [
        ("Sở Y tế", "sở y tế và SỞ Y  TẾ", 20, "SỞ Y  TẾ"),
        ("sở y tế", "cơ sở y tế", 0, "sở y tế"),
        ("Hoà", "xã Hòa", 0, "Hòa"),
        ("Y tế", "Y tếch", 0, None),
        ("  ", "a b", 0, None),
        ("(a+)+$", "x " + "a" * 5000, 0, None),
    ],
)
def test_words_are_found_whatever_their_case(words, text, near, found):
    span = found_words(words, text, near=near)
    assert (text[slice(*span)] if span else None) == found


def test_the_nearest_of_several_places():
    assert place_of("ab", "ab..ab..ab", near=5) == (4, 6)
    assert place_of("ab", "ab..ab..ab", near=99) == (8, 10)
    assert place_of("", "ab", near=0) is None
    assert place_of("x", "ab") is None


# through new readings


def newer(**changes):
    return msgspec.structs.replace(notice(program="chidao 0.2.0"), **changes)


def test_an_untouched_document_takes_the_new_reading_and_tells_what_changed(register):
    late = Deadline("trước ngày 30/4/2026", *found_words("trước ngày 30/4/2026", TEXT), due="2026-04-30", bound="by")
    first, second, *rest = notice().directives
    changed = msgspec.structs.replace(first, deadline=late)
    taken = take(register, original(at="2026-12-01T08:00:00+07:00"), newer(directives=(changed, *rest)))
    assert (taken.document, taken.kind) == ("VB1", "updated")
    told = {(line.subject, line.field): (line.old, line.new) for line in list_history(register)}
    assert told["VB1", "reading"] == ("chidao 0.1.0", "chidao 0.2.0")
    assert told["CD2", "gone"] == (second.text, None)
    assert ("CD1", "deadline") in told
    states = register.db.execute("SELECT program, state FROM readings ORDER BY id").fetchall()
    assert states == [("chidao 0.1.0", "replaced"), ("chidao 0.2.0", "applied")]


@pytest.mark.parametrize(
    "touch",
    [
        lambda register: correct(register, "CD1", "kind", "target", **HAND),
        lambda register: correct(register, "VB1", "number", "9/TB", **HAND),
        lambda register: confirm(register, "CD3", **HAND),
        lambda register: reject(register, "CD3", **HAND),
        lambda register: register.db.execute(
            "INSERT INTO events(directive_id, kind, by, at) VALUES (3, 'note', '', '')"
        ),
    ],
)
def test_where_people_worked_a_new_reading_is_only_offered(register, touch):
    touch(register)
    register.db.commit()
    before = rows(register)
    taken = take(register, original(), newer(directives=notice().directives[1:]))
    assert taken.kind == "offered"
    assert rows(register) == before
    assert get(register, "VB1").offered == "chidao 0.2.0"
    take(register, original(), newer(directives=notice().directives[2:], program="chidao 0.3.0"))
    states = register.db.execute("SELECT program, state, json IS NULL FROM readings ORDER BY id").fetchall()
    assert states == [("chidao 0.1.0", "applied", 1), ("chidao 0.2.0", "dropped", 1), ("chidao 0.3.0", "offered", 0)]


def test_a_reading_that_changes_nothing_is_applied_even_so(register):
    correct(register, "CD1", "kind", "target", **HAND)
    assert take(register, original(), newer()).kind == "updated"
    assert tasks(register)["CD1"].kind == "target"
    assert list_documents(register)[0].program == "chidao 0.2.0"
