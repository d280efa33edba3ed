"""Names in the register are linked to bodies when they come in, and anew when a person corrects them."""

from __future__ import annotations

import subprocess
import sys

import msgspec
from register_samples import notice, original

from extractor.core.record import Entity
from extractor.core.register import TaskFilter, TaskOrder
from extractor.core.reports import ReportFilter
from extractor.resolve.bodies import bodies_of
from extractor.store import check, confirm, correct, list_tasks, open_register, put, read_anew, report

HAND = {"by": "chị Lan", "at": "2026-03-20T09:00:00+07:00"}


def keys(register):
    with register.reading() as db:
        sql = "SELECT directive_id, position, key FROM assignee_units JOIN units ON units.id = unit_id ORDER BY 1, 2, 3"
        return [tuple(row) for row in db.execute(sql)]


def test_names_are_linked(tmp_path):
    with open_register(tmp_path / "r.db", create=True, linker=bodies_of) as register:
        put(register, original(), notice())
        assert (1, 1, "ubnd@xa-tan-hoa") in keys(register)
        correct(register, "CD2", "assignees", [("Sở TN&MT tỉnh Gia Lai", "lead")], **HAND)
        assert (2, 0, "so-tai-nguyen-va-moi-truong@gia-lai") in keys(register)
        assert not any(key.startswith("cong-an") for _, _, key in keys(register))
        asked = TaskFilter(today="2026-03-20", unit_keys=("so-tai-nguyen-va-moi-truong@gia-lai",))
        assert [task.id for task in list_tasks(register, asked).tasks] == ["CD2"]
        assert check(register) == ()


def test_tables_of_bodies_are_asked_only_where_names_change(tmp_path):
    asked = []

    def linker(record):
        asked.append(record.program)
        return bodies_of(record)

    with open_register(tmp_path / "r.db", create=True, linker=linker) as register:
        put(register, original(), notice())
        assert len(asked) == 1
        confirm(register, "VB1", **HAND)
        correct(register, "CD2", "kind", "target", **HAND)
        assert len(asked) == 1
        correct(register, "VB1", "issuer", "UBND xã Ea Kly, tỉnh Đắk Lắk", **HAND)
        assert len(asked) == 2
        read_anew(register, "VB1", msgspec.structs.replace(notice(), program="chidao 0.2.0"), **HAND)
        assert asked[2:] == ["chidao 0.2.0"]


def test_several_bodies_in_one_name_are_each_found(tmp_path):
    def linker(record):
        return {(0, 0): ((("a", "A", "x", None),), (("b", "B", "x", None),))}

    with open_register(tmp_path / "r.db", create=True, linker=linker) as register:
        put(register, original(), notice())
        for key in ("a", "b"):
            found = list_tasks(register, TaskFilter(today="2026-03-20", unit_keys=(key,))).tasks
            assert [task.id for task in found] == ["CD1"]


def test_lists_load_no_tables_of_bodies():
    program = (
        "import sys; from extractor.cli import tasks, correct; "
        "print([m for m in sys.modules if m.startswith(('extractor.resolve.units', 'extractor.lexicon.unit'))])"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_list_by_unit_shows_a_body_under_its_name_of_today(tmp_path):
    with open_register(tmp_path / "r.db", create=True, linker=bodies_of) as register:
        put(register, original(), notice())
        correct(register, "CD1", "assignees", [("Sở TN&MT tỉnh Gia Lai", "lead")], **HAND)
        correct(register, "CD2", "assignees", [("Sở Nông nghiệp và Môi trường tỉnh Gia Lai", "lead")], **HAND)
        found = list_tasks(register, TaskFilter(today="2026-03-20", statuses=()), TaskOrder(by="unit"))
        rows = {task.id: task.assignees[0] for task in found.tasks}
        assert rows["CD1"].text == "Sở TN&MT tỉnh Gia Lai"
        assert rows["CD1"].unit == rows["CD2"].unit == "Sở Nông nghiệp và Môi trường"
        (group,) = [group for group in found.groups if "CD1" in group.tasks]
        assert "CD2" in group.tasks
        assert check(register) == ()


def test_bodies_of_one_name_in_two_places_are_told_apart_in_the_report(tmp_path):
    with open_register(tmp_path / "r.db", create=True, linker=bodies_of) as register:
        put(register, original(), notice())
        correct(register, "CD1", "assignees", [("Sở Tài chính tỉnh Gia Lai", "lead")], **HAND)
        correct(register, "CD2", "assignees", [("Sở Tài chính tỉnh Lào Cai", "lead")], **HAND)
        correct(register, "CD4", "assignees", [("Sở Y tế tỉnh Lào Cai", "lead")], **HAND)
        names = [row.name for row in report(register, ReportFilter(today="2026-03-20")).rows if row.name]
        assert [name for name in names if name.startswith("Sở")] == [
            "Sở Tài chính (tỉnh Gia Lai)", "Sở Tài chính (tỉnh Lào Cai)", "Sở Y tế",
        ]  # fmt: skip
        groups = list_tasks(register, TaskFilter(today="2026-03-20"), TaskOrder(by="unit")).groups
        assert {"Sở Tài chính (tỉnh Gia Lai)", "Sở Tài chính (tỉnh Lào Cai)", "Sở Y tế"} <= {g.name for g in groups}


def test_a_body_whose_work_several_share_keeps_its_own_name(tmp_path):
    with open_register(tmp_path / "r.db", create=True, linker=bodies_of) as register:
        put(register, original(), notice())
        correct(register, "CD1", "assignees", [("UBND huyện Bảo Thắng, tỉnh Lào Cai", "lead")], **HAND)
        (task,) = [task for task in list_tasks(register, TaskFilter(today="2026-03-20")).tasks if task.id == "CD1"]
        assert task.assignees[0].unit == "Ủy ban nhân dân huyện Bảo Thắng"


def test_the_heir_of_one_of_several_bodies_does_not_stand_for_all(tmp_path):
    def linker(record):
        return {(0, 0): ((("a", "A", "x", None),), (("b", "B", "x", None), ("h", "H", "x", None)))}

    with open_register(tmp_path / "r.db", create=True, linker=linker) as register:
        put(register, original(), notice())
        (task,) = [task for task in list_tasks(register, TaskFilter(today="2026-03-20")).tasks if task.id == "CD1"]
        assert task.assignees[0].unit == "A"
        with register.reading() as db:
            (holder,) = db.execute("SELECT holder FROM holders WHERE directive_id = 1 AND position = 0").fetchone()
            assert db.execute("SELECT name FROM units WHERE id = ?", [holder]).fetchone() == ("A",)


def test_a_person_without_a_name_stands_in_no_way():
    record = notice()
    first, *others = record.directives
    by_name = msgspec.structs.replace(first.assignees[0], text="Minh")
    record = msgspec.structs.replace(
        record,
        directives=(msgspec.structs.replace(first, assignees=(by_name,)), *others),
        entities=(*record.entities, Entity(type="person", start=0, end=1, text=" ", rule="person")),
    )
    assert bodies_of(record)
