"""What people corrected or confirmed stays through any new reading; what is gone stays where they worked on it."""

from __future__ import annotations

import msgspec
import pytest
from register_samples import TEXT, directives, notice, original, span

from extractor.core.register import TaskFilter
from extractor.core.saying import GivenDeadline
from extractor.store import (
    add,
    confirm,
    correct,
    correct_fields,
    get,
    get_plan,
    list_history,
    list_tasks,
    open_register,
    put,
    read_anew,
    reject,
    undo,
)

HAND = {"by": "chi Lan", "at": "2026-03-20T09:00:00+07:00"}
SHIFTED = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" + TEXT.replace("cầu Suối Đá", "cầu Suối Đá Lớn")


@pytest.fixture
def register(tmp_path):
    with open_register(tmp_path / "r.db", create=True) as opened:
        put(opened, original(), notice())
        yield opened


def tasks(register):
    return {task.id: task for task in list_tasks(register, TaskFilter(today="2026-04-01", kinds=())).tasks}


def shifted(**changes):
    """The same notice read anew: a line more above, a word more in the first directive."""
    words = "Phòng Kinh tế và Hạ tầng chủ trì, phối hợp với UBND xã Tân Hoà hoàn thành cầu Suối Đá Lớn trước ngày 30/4/2026."
    plain = notice(TEXT)
    moved = []
    for directive in directives(TEXT):
        text = words if "Suối Đá" in directive.text else directive.text
        start, end = span(SHIFTED, text)
        names = tuple(
            msgspec.structs.replace(a, start=span(SHIFTED, a.text)[0], end=span(SHIFTED, a.text)[1])
            for a in directive.assignees
        )
        deadline = directive.deadline and msgspec.structs.replace(
            directive.deadline,
            start=span(SHIFTED, directive.deadline.text)[0],
            end=span(SHIFTED, directive.deadline.text)[1],
        )
        moved.append(
            msgspec.structs.replace(directive, text=text, start=start, end=end, assignees=names, deadline=deadline)
        )
    record = msgspec.structs.replace(
        plain, text=SHIFTED, directives=tuple(moved), entities=(), figures=(), times=(), program="chidao 0.2.0"
    )
    return msgspec.structs.replace(record, **changes)


def read_again(register, record):
    return read_anew(register, "VB1", record, by="chidao", at="2026-12-01T08:00:00+07:00")


def grounded(record):
    for directive in record.directives:
        assert record.text[directive.start : directive.end] == directive.text
        for name in directive.assignees:
            assert record.text[name.start : name.end] == (name.text if name.quote is None else name.quote)


def test_corrections_survive(register):
    names = [("UBND xã Tân Hoà", "lead"), ("Ban Quản lý chợ", "coordinate")]
    correct_fields(
        register, "CD1", {"deadline": GivenDeadline(day="2026-06-30"), "assignees": names, "kind": "target"}, **HAND
    )
    quoted = "rà soát nguồn vốn trong 10 ngày"
    correct(register, "CD3", "text", quoted, **HAND)
    correct(register, "VB1", "number", "480/TB-UBND", **HAND)
    diff = read_again(register, shifted())
    assert diff.applied
    task = tasks(register)["CD1"]
    assert (task.kind, task.due, [(a.text, a.role) for a in task.assignees]) == ("target", "2026-06-30", names)
    assert "Suối Đá Lớn" in task.text, "what nobody corrected is as read anew"
    shown = get(register, "VB1")
    assert shown.record.document.number == "480/TB-UBND"
    grounded(shown.record)
    assert shown.record.directives[2].text == quoted
    (first,) = [change for change in diff.directives if change.id == "CD1"]
    kept = {change.field for change in first.fields if change.kept}
    assert kept == {"kind", "deadline", "assignees"}
    assert [change.field for change in first.fields if not change.kept] == ["text"]
    undo(register, "CD1", **HAND)
    assert tasks(register)["CD1"].due == "2026-04-30"


def test_what_was_confirmed_stays_whole(register):
    confirm(register, "VB1", **HAND)
    before = tasks(register)["CD1"]
    other = msgspec.structs.replace(shifted().document, title="Khác", issuer="UBND huyện Lâm Giang")
    diff = read_again(register, shifted(document=other))
    task = tasks(register)["CD1"]
    assert (task.text, task.due, task.assignees) == (before.text, before.due, before.assignees)
    assert get(register, "VB1").record.document.issuer == "UBND huyện Lâm Sơn"
    assert {change.field for change in diff.card if change.kept} == {"title", "issuer"}
    assert all(change.kept for change in diff.directives[0].fields)


def test_what_is_gone_stays_where_people_worked_on_it(register):
    correct(register, "CD2", "kind", "target", **HAND)
    register.db.execute("INSERT INTO events(directive_id, kind, note, by, at) VALUES (3, 'note', 'đã nhắc', 'a', 'b')")
    register.db.commit()
    record = shifted()
    diff = read_again(register, msgspec.structs.replace(record, directives=record.directives[4:]))
    assert {(c.id, c.kind, c.stays) for c in diff.directives} == {
        ("CD1", "gone", False), ("CD2", "gone", True), ("CD3", "gone", True), ("CD4", "gone", False),
    }  # fmt: skip
    assert set(tasks(register)) == {"CD2", "CD3", "CD5"}
    shown = get(register, "VB1")
    assert [(name, mark.state) for name, mark in zip(shown.directive_ids, shown.marks, strict=True)] == [
        ("CD2", "gone"), ("CD3", "gone"), ("CD5", "live"),
    ]  # fmt: skip
    grounded(shown.record)
    assert ("gone", directives()[0].text) in [(line.field, line.old) for line in list_history(register)]
    read_again(register, record)
    assert [mark.state for mark in get(register, "VB1").marks] == ["live"] * 5, "found again"
    assert get(register, "VB1").directive_ids[1:3] == ("CD2", "CD3")
    assert tasks(register)["CD2"].kind == "target"


def test_what_was_rejected_does_not_come_back(register):
    reject(register, "CD1", **HAND)
    read_again(register, shifted())
    assert set(tasks(register)) == {"CD2", "CD3", "CD4", "CD5"}
    assert [one.id for one in get(register, "VB1").left_out] == ["CD1"]


def test_what_a_person_added_is_not_doubled_when_the_machine_finds_it(register):
    words = "Tỷ lệ giải ngân đạt 45,3%, đã có 285/415 hộ được hỗ trợ."
    name = add(register, "VB1", words, kind="target", **HAND)
    record = shifted()
    found = msgspec.structs.replace(
        record.directives[4], text=words, start=span(SHIFTED, words)[0], end=span(SHIFTED, words)[1]
    )
    read_again(register, msgspec.structs.replace(record, directives=(found, *record.directives)))
    task = tasks(register)[name]
    assert (task.kind, task.origin, len(tasks(register))) == ("target", "person", 6)
    read_again(register, record)
    assert name in tasks(register)
    grounded(get(register, "VB1").record)
    undo(register, name, **HAND)
    assert name not in tasks(register)


def test_the_difference_is_told_before_it_is_applied(register):
    correct(register, "CD1", "kind", "target", **HAND)
    record = shifted()
    fewer = msgspec.structs.replace(record, directives=(*record.directives[:3], record.directives[4]))
    before = get(register, "VB1")
    diff = get_plan(register, "VB1", fewer)
    assert get(register, "VB1") == before
    assert not diff.applied
    assert [(c.kind, c.id) for c in diff.directives] == [("changed", "CD1"), ("gone", "CD4")]
    assert msgspec.structs.replace(diff, applied=True) == read_again(register, fewer)
    again = get_plan(register, "VB1", fewer)
    assert again.empty and [c.kept for change in again.directives for c in change.fields] == [True]
