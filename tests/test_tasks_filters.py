"""What `chidao tasks` can be asked for: each filter, groups, order; what counts once and what never shows."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from register_samples import AT, TEXT, notice, original, span

from extractor.cli.root import root
from extractor.core.record import Assignee, Directive, Entity, Figure
from extractor.core.register import TaskFilter, TaskOrder
from extractor.store import Register, close, list_tasks, open_register, put, remove

TODAY = "2026-04-27"
PLAN = "Ông Trần Văn Mẫu và Sở Y tế trình dự án 28,5 tỷ đồng tại phường Bến Cát trước ngày 30/4/2026."


def second_notice():
    """Another body's notice: one task with a person, a place, money and two lead units."""
    text = TEXT + "\n" + PLAN
    at = len(TEXT) + 1

    def named(quote: str) -> tuple[int, int, str]:
        start, end = span(text, quote)
        return start, end, quote

    person, health, place, money = (
        named(quote) for quote in ("Trần Văn Mẫu", "Sở Y tế", "phường Bến Cát", "28,5 tỷ đồng")
    )
    old = notice().directives[0]
    task = Directive(
        "commitment", at, len(text), PLAN, "test.lead",
        (Assignee("Trần Văn Mẫu", "lead", *person[:2]), Assignee("Sở Y tế", "lead", *health[:2])),
        old.deadline, issued_by="Bí thư Tỉnh ủy", confidence=0.4,
    )  # fmt: skip
    base = notice(text, number="15-TB/TU", issued_on="2026-04-20")
    return msgspec.structs.replace(
        base,
        document=msgspec.structs.replace(base.document, issuer="Tỉnh ủy Đông Hải", title="Kết luận về y tế"),
        directives=(task,),
        entities=(
            Entity("person", *person, "t"),
            Entity("location", *place, "t"),
            Entity("organization", *health, "t"),
        ),
        figures=(Figure("money", *money, "t", 28_500_000_000, "VND"),),
    )


@pytest.fixture
def register(tmp_path: Path):
    with open_register(tmp_path / "r.db", create=True) as opened:
        put(opened, original(), notice())
        put(opened, original(b"2", "y te.txt"), second_notice())
        with opened.writing() as db:
            db.execute(
                "INSERT INTO units (id, key, name, kind) VALUES (1, 'old', 'Phòng cũ', 'x'), (2, 'new', 'Phòng mới', 'x')"
            )
            db.execute("INSERT INTO assignee_units VALUES (1, 0, 1, 0), (1, 0, 2, 1), (3, 0, 2, 0)")
            db.execute("UPDATE directives SET confirmed_at = ? WHERE id = 2", [AT])
        yield opened


def ids(register: Register, order: TaskOrder = TaskOrder(), **asked) -> list[str]:  # noqa: B008
    return [task.id for task in list_tasks(register, TaskFilter(**{"today": TODAY, **asked}), order).tasks]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["CD1", "CD6", "CD2", "CD3", "CD4"]),
        ({"statuses": ("due_soon",)}, ["CD1", "CD6"]),
        ({"statuses": ("standing", "missing")}, ["CD2", "CD4"]),
        ({"statuses": ("in_progress", "waiting")}, ["CD3"]),
        ({"statuses": ("closed",)}, []),
        ({"urgent": True}, ["CD1", "CD6"]),
        ({"urgent": True, "today": "2026-04-25"}, []),
        ({"urgent": True, "today": "2026-04-30"}, []),
        ({"unit": "tai chinh"}, ["CD3"]),
        ({"unit": "x", "unit_keys": ("new",)}, ["CD1", "CD3"]),
        ({"unit": "x", "unit_keys": ("old",)}, ["CD1"]),
        ({"unit": "x", "unit_keys": ("ne*",)}, ["CD1", "CD3"]),
        ({"unit": "công an huyện", "unit_keys": ("old",)}, ["CD1", "CD2"]),
        ({"unit": "tài chính", "unit_keys": ("other",)}, []),
        ({"unit_keys": ("new",), "role": "coordinate"}, []),
        ({"unit": "xã Tân Hòa", "role": "coordinate"}, ["CD1"]),
        ({"unit": "xã Tân Hòa", "role": "lead"}, []),
        ({"role": "coordinate"}, ["CD1"]),
        ({"person": "tran van mau"}, ["CD6"]),
        ({"person": "Mẫu"}, ["CD6"]),
        ({"place": "ben cat"}, ["CD6"]),
        ({"place": "dong son"}, []),
        ({"place": "dong son", "kinds": ("decision",)}, ["CD5"]),
        ({"issuer": "tinh uy"}, ["CD6"]),
        ({"issuer": "huyen lam son"}, ["CD1", "CD2", "CD3", "CD4"]),
        ({"issuer": "chu tich"}, ["CD3"]),
        ({"issuer": "%"}, []),
        ({"document": "15-tb/tu"}, ["CD6"]),
        ({"section": "ve giao thong"}, ["CD1", "CD2"]),
        ({"issued_from": "2026-04-01"}, ["CD6"]),
        ({"issued_to": "2026-03-12"}, ["CD1", "CD2", "CD3", "CD4"]),
        ({"issued_from": "2026-03-12", "issued_to": "2026-03-12", "unit": "cong an"}, ["CD2"]),
        ({"amount_over": 28_499_999_999}, ["CD6"]),
        ({"amount_over": 28_500_000_000}, []),
        ({"confidence_under": 0.5}, ["CD6"]),
        ({"confirmed": True}, ["CD2"]),
        ({"confirmed": False}, ["CD1", "CD6", "CD3", "CD4"]),
        ({"kinds": ("commitment",)}, ["CD6"]),
    ],
)  # fmt: skip
def test_filters(register: Register, asked, found):
    assert ids(register, **asked) == found
    counted = list_tasks(register, TaskFilter(**{"today": TODAY, **asked}))
    assert counted.total == len(found)


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("status", {"due_soon": ["CD1", "CD6"], "standing": ["CD2"], "waiting": ["CD3"], "missing": ["CD4"]}),
        ("kind", {"commitment": ["CD6"], "task": ["CD1", "CD2", "CD3", "CD4"]}),
        ("week", {"2026-04-27": ["CD1", "CD6"], None: ["CD2", "CD3", "CD4"]}),
        ("document", {"VB1": ["CD1", "CD2", "CD3", "CD4"], "VB2": ["CD6"]}),
        ("unit", {"Các đơn vị": ["CD4"], "Công an huyện": ["CD2"], "Phòng mới": ["CD1", "CD3"], "Sở Y tế": ["CD6"],
                  "Trần Văn Mẫu": ["CD6"]}),
        ("person", {"Trần Văn Mẫu": ["CD6"], None: ["CD1", "CD2", "CD3", "CD4"]}),
        ("place", {"phường Bến Cát": ["CD6"], None: ["CD1", "CD2", "CD3", "CD4"]}),
    ],
)  # fmt: skip
def test_groups(register: Register, by, groups):
    found = list_tasks(register, TaskFilter(today=TODAY), TaskOrder(by=by))
    assert {group.name: list(group.tasks) for group in found.groups} == groups
    assert {group.name: group.total for group in found.groups} == {name: len(inside) for name, inside in groups.items()}
    assert found.total == 5
    assert len(found.tasks) == 5
    page = list_tasks(register, TaskFilter(today=TODAY), TaskOrder(by=by, limit=2))
    assert [name for group in page.groups for name in group.tasks] == [n for inside in groups.values() for n in inside][
        :2
    ]
    assert all(group.total == len(groups[group.name]) for group in page.groups)


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("day", ["CD1", "CD2", "CD3", "CD4", "CD6"]),
        ("issued", ["CD1", "CD2", "CD3", "CD4", "CD6"]),
        ("newest", ["CD6", "CD1", "CD2", "CD3", "CD4"]),
        ("confidence", ["CD6", "CD2", "CD3", "CD4", "CD1"]),
    ],
)
def test_sorting(register: Register, sort, found):
    by = "status" if sort == "day" else "document"
    listed = ids(register, TaskOrder(by=by, sort=sort))
    if sort == "day":
        assert listed == ["CD1", "CD6", "CD2", "CD3", "CD4"]
    else:
        with register.writing() as db:
            db.execute(
                "UPDATE directives SET kind = 'task', last_day = NULL, due = NULL, recurrence = NULL, anchor = NULL WHERE id <> 5"
            )
        assert ids(register, TaskOrder(by="kind", sort=sort)) == found


def test_closed_tasks_stand_last_with_their_rating(register: Register):
    close(register, ["CD1"], on="2026-04-20", by="lan", at=f"{TODAY}T08:00:00+07:00")
    assert ids(register) == ["CD6", "CD2", "CD3", "CD4", "CD1"]
    (task,) = list_tasks(register, TaskFilter(today=TODAY, statuses=("closed",))).tasks
    assert task.standing.rating == "on_time"


def test_what_another_says_already_is_counted_once(register: Register):
    with register.writing() as db:
        db.execute("UPDATE directives SET same_as = 1 WHERE id = 6")
    assert ids(register) == ["CD1", "CD2", "CD3", "CD4"]
    first = list_tasks(register, TaskFilter(today=TODAY)).tasks[0]
    assert first.witnesses == ("VB2",)
    assert ids(register, document="VB2") == ["CD1"], "asked for by its document, it is the directive it repeats"
    with register.writing() as db:
        db.execute("UPDATE documents SET deleted_at = ? WHERE id = 1", [AT])
    assert ids(register) == ["CD6"], "what it repeated is deleted"


@pytest.mark.parametrize("state", ["rejected", "deleted"])
def test_what_is_rejected_or_deleted_is_not_listed(register: Register, state: str):
    with register.writing() as db:
        db.execute("UPDATE directives SET state = ? WHERE id = 1", [state])
    assert ids(register) == ["CD6", "CD2", "CD3", "CD4"]
    assert ids(register, document="VB1") == ["CD2", "CD3", "CD4"]


def test_what_is_gone_is_listed_and_says_so(register: Register):
    with register.writing() as db:
        db.execute("UPDATE directives SET state = 'gone' WHERE id = 1")
    first = list_tasks(register, TaskFilter(today=TODAY)).tasks[0]
    assert (first.id, first.state) == ("CD1", "gone")
    register.close()
    shown = CliRunner(env={"COLUMNS": "80"}).invoke(root, ["tasks", "--db", str(register.path)]).output
    assert "bản đọc mới không còn mục này" in " ".join(shown.split())


def test_the_unit_of_today_is_told(register: Register):
    first = list_tasks(register, TaskFilter(today=TODAY)).tasks[0]
    assert [(a.text, a.unit, a.unit_key) for a in first.assignees] == [
        ("Phòng Kinh tế và Hạ tầng", "Phòng mới", "new"),
        ("UBND xã Tân Hoà", None, None),
    ]
    with register.writing() as db:
        db.execute("INSERT INTO units (id, key, name, kind) VALUES (3, 'third', 'Phòng ba', 'x')")
        db.execute("INSERT INTO assignee_units VALUES (1, 0, 3, 1)")
    split = list_tasks(register, TaskFilter(today=TODAY)).tasks[0]
    assert split.assignees[0].unit == "Phòng cũ", "several came after it: none of them is it"


@pytest.mark.parametrize(
    ("args", "found"),
    [
        ([], {"CD1", "CD2", "CD3", "CD4", "CD6"}),
        (["--missing"], {"CD4"}),
        (["--due-soon", "--status", "waiting"], {"CD1", "CD3", "CD6"}),
        (["--unit", "cong an huyen", "--lead"], {"CD2"}),
        (["--assignee", "tan hoa", "--coordinate"], {"CD1"}),
        (["--from", "1/4/2026", "--to", "30/4/2026"], {"CD6"}),
        (["--amount-over", "28 tỷ"], {"CD6"}),
        (["--amount-over", "28,6 tỷ"], set()),
        (["--confidence-under", "0,5"], {"CD6"}),
        (["--unconfirmed", "--issuer", "lam son"], {"CD1", "CD3", "CD4"}),
        (["--closed"], set()),
        (["--by", "unit", "--limit", "1", "--page", "2"], {"CD2"}),
    ],
)
def test_the_command(register: Register, args, found):
    register.close()
    result = CliRunner().invoke(root, ["tasks", "--json", "--today", TODAY, "--db", str(register.path), *args])
    assert result.exit_code == 0, result.output
    assert {task["id"] for task in json.loads(result.output)["tasks"]} == found
    shown = CliRunner().invoke(root, ["tasks", "--today", TODAY, "--db", str(register.path), *args])
    assert (shown.exit_code, all(name in shown.output for name in found)) == (0, True)


@pytest.mark.parametrize(
    ("spoken", "args"),
    [
        (["--status", "quá hạn", "--status", "quahan"], ["--status", "overdue"]),
        (["--status", "Đang làm"], ["--status", "in_progress"]),
        (["--kind", "quyết định"], ["--kind", "decision"]),
        (["--by", "đơn vị", "--sort", "ngày giao"], ["--by", "unit", "--sort", "issued"]),
        (["--by", "tuần"], ["--by", "week"]),
    ],
)
def test_options_are_given_in_vietnamese(register: Register, spoken: list[str], args: list[str]):
    register.close()
    told = [
        CliRunner().invoke(root, ["tasks", "--json", "--today", TODAY, "--db", str(register.path), *one]).output
        for one in (spoken, args)
    ]
    assert told[0] == told[1]
    assert "tasks" in told[0]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--page", "2"], "--page đi cùng --limit"),
        (["--lead"], "đi cùng --unit hoặc --assignee"),
        (["--closed", "--overdue"], "--closed không đi cùng"),
        (["--status", "late"], "chọn một trong"),
        (["--amount-over", "nhiều"], "không phải là số"),
        (["--limit", "0"], "số nguyên dương"),
    ],
)
def test_a_contradiction_is_refused(register: Register, args, message: str):
    result = CliRunner().invoke(root, ["tasks", "--db", str(register.path), *args])
    assert (result.exit_code, message in result.output) == (2, True), result.output


def test_names_go_with_the_last_assignee_that_bears_them(register: Register):
    def known() -> set[str]:
        return {key for (key,) in register.db.execute("SELECT key FROM names")}

    assert {" cong an huyen ", " so y te "} <= known()
    with register.writing() as db:
        db.execute("DELETE FROM assignees WHERE directive_id = 2")
    assert " cong an huyen " not in known()
    assert ids(register, assignee="cong an huyen") == []
    remove(register, original().sha256)
    assert known() == {" so y te ", " tran van mau "}
    assert register.db.execute("SELECT count(*) FROM holders").fetchone()[0] == 2


def test_a_unit_is_the_holder_as_long_as_it_is_linked(register: Register):
    def holder() -> int:
        return register.db.execute("SELECT holder FROM holders WHERE directive_id = 1 AND position = 0").fetchone()[0]

    assert holder() == 2, "the only successor"
    with register.writing() as db:
        db.execute("DELETE FROM assignee_units WHERE directive_id = 1 AND unit_id = 2")
    assert holder() == 1
    with register.writing() as db:
        db.execute("DELETE FROM assignee_units WHERE directive_id = 1")
    assert holder() < 0
    with register.writing() as db:
        db.execute("INSERT INTO assignee_units VALUES (1, 0, 2, 0)")
        rows = db.execute("SELECT * FROM assignees WHERE directive_id = 1").fetchall()
        db.execute("DELETE FROM assignees WHERE directive_id = 1")
        db.conn.executemany(f"INSERT INTO assignees VALUES ({', '.join('?' * len(rows[0]))})", rows)
    assert holder() == 2, "written anew, it falls to the unit it is linked to"
