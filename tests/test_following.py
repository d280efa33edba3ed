"""Following up directives: each event, what it changes and what it refuses; a long life compared with a plain model."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from register_samples import notice, original

from extractor.core.errors import StoreError
from extractor.core.recurrence import last_occurrence, next_occurrence
from extractor.core.register import TaskFilter, TaskRow
from extractor.core.status import Facts, standing_of
from extractor.resolve.conditions import day_counted
from extractor.store import (
    Register,
    add_evidence,
    add_note,
    close,
    extend,
    list_tasks,
    meet_condition,
    open_register,
    put,
    reopen,
    report_occurrence,
)

AT = "2026-04-10T09:00:00+07:00"
WHO = {"by": "lan", "at": AT}


@pytest.fixture
def register(tmp_path: Path):
    with open_register(tmp_path / "r.db", create=True) as opened:
        put(opened, original(), notice())
        put(opened, original(b"2", "bao cao.txt"), notice(number="9/BC-SYT"))
        yield opened


def history(register: Register) -> list[tuple]:
    sql = "SELECT subject_id, field, old, new, reason, by FROM history WHERE subject = 'directive' ORDER BY id"
    return register.db.execute(sql).fetchall()


def one(tasks: tuple[TaskRow, ...]) -> TaskRow:
    (task,) = tasks
    return task


def test_done_in_time_and_late(register: Register):
    task = one(close(register, ["CD1"], on="2026-04-10", note="đã nghiệm thu", evidence="VB2", **WHO))
    assert (task.closed_on, task.closed_as, task.standing.rating) == ("2026-04-10", "done", "on_time")
    assert task.note == "đã nghiệm thu"
    assert history(register) == [
        (1, "closed_on", None, "2026-04-10", "đã nghiệm thu", "lan"),
        (1, "closed_as", None, "done", "đã nghiệm thu", "lan"),
        (1, "evidence", None, "VB2", "đã nghiệm thu", "lan"),
    ]
    event = register.db.execute("SELECT kind, on_day, value, note, evidence_document, by, at FROM events").fetchone()
    assert event == ("closed", "2026-04-10", "done", "đã nghiệm thu", 2, "lan", AT)
    reopened = one(reopen(register, ["CD1"], note="ghi nhầm", **WHO))
    assert (reopened.closed_on, reopened.standing.status, reopened.note) == (None, "in_progress", "ghi nhầm")
    late = one(close(register, ["CD1"], on="2026-05-02", by="lan", at="2026-05-03T08:00:00+07:00"))
    assert late.standing.rating == "late"


def test_an_extension_keeps_the_deadline_as_given(register: Register):
    task = one(extend(register, ["CD1"], to="2026-05-15", reason="mưa lũ", basis="VB2", **WHO))
    assert (task.last_day, task.extended_to, task.extensions, task.standing.day) == (
        "2026-04-29",
        "2026-05-15",
        1,
        "2026-05-15",
    )
    task = one(extend(register, ["CD1"], to="2026-06-01", reason="mưa lũ", **WHO))
    assert task.extensions == 2
    closed = one(close(register, ["CD1"], on="2026-05-10", by="lan", at="2026-05-10T17:00:00+07:00"))
    assert closed.standing.rating == "late", "an extension does not make it timely"
    assert [row[:4] for row in history(register)][:3] == [
        (1, "extended_to", None, "2026-05-15"),
        (1, "extensions", "0", "1"),
        (1, "evidence", None, "VB2"),
    ]


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda r: close(r, ["CD1"], on="2026-03-11", **WHO), "trước ngày ban hành 12/03/2026"),
        (lambda r: close(r, ["CD1"], on="2026-04-11", **WHO), "ngày đó chưa tới"),
        (lambda r: close(r, ["CD2"], on="2026-04-01", **WHO), "là việc định kỳ"),
        (lambda r: close(r, ["CD99"], on="2026-04-01", **WHO), "CD99 không có trong sổ"),
        (lambda r: close(r, ["VB1"], on="2026-04-01", **WHO), "không phải mã chỉ đạo"),
        (lambda r: close(r, ["1"], on="2026-04-01", **WHO), "không phải mã chỉ đạo"),
        (lambda r: close(r, ["CD1"], on="2026-4-1", **WHO), "không phải là ngày"),
        (lambda r: close(r, ["CD1"], on="2026-04-01", evidence="VB77", **WHO), "không có văn bản VB77"),
        (lambda r: close(r, ["CD1"], on="2026-04-01", evidence="CD1", **WHO), "không có văn bản CD1"),
        (lambda r: reopen(r, ["CD1"], **WHO), "chưa kết thúc"),
        (lambda r: extend(r, ["CD1"], to="2026-04-29", reason="x", **WHO), "không muộn hơn hạn đang có 29/04/2026"),
        (lambda r: extend(r, ["CD1"], to="2026-01-29", reason="x", **WHO), "trước ngày ban hành"),
        (lambda r: extend(r, ["CD1"], to="2026-05-29", reason=" ", **WHO), "cần có lý do"),
        (lambda r: extend(r, ["CD4"], to="2026-05-29", reason="x", **WHO), "chưa có ngày hạn"),
        (lambda r: add_note(r, ["CD1"], note="  ", **WHO), "còn trống"),
        (lambda r: add_evidence(r, ["CD1"], document="VB77", **WHO), "không có văn bản"),
        (lambda r: met(r, "CD1", "2026-04-01"), "không chờ điều kiện nào"),
        (lambda r: met(r, "CD3", "2026-04-11"), "ngày đó chưa tới"),
        (lambda r: met(r, "CD3", "2026-02-11"), "hạn tính ra 21/02/2026 trước ngày ban hành"),
        (lambda r: met(r, "CD3", "2026-04-01", due="2026-03-01"), "hạn tính ra 01/03/2026 trước ngày ban hành"),
        (lambda r: report_occurrence(r, ["CD1"], on="2026-04-01", **WHO), "không phải việc định kỳ"),
        (lambda r: report_occurrence(r, ["CD2"], on="2026-05-01", **WHO), "ngày đó chưa tới"),
    ],
)
def test_what_is_refused_changes_nothing(register: Register, act, message: str):
    with pytest.raises(StoreError, match=message):
        act(register)
    assert history(register) == []
    assert register.db.execute("SELECT count(*) FROM events").fetchone() == (0,)


def met(register: Register, name: str, on: str, **more) -> TaskRow:
    return one(meet_condition(register, [name], on=on, day_counted=day_counted, **WHO, **more))


def test_several_at_once_are_all_written_or_none(register: Register):
    with pytest.raises(StoreError, match=r"Chưa ghi gì vào sổ: CD2 là việc định kỳ.*; CD99 không có"):
        close(register, ["CD1", "CD2", "CD99"], on="2026-04-01", **WHO)
    assert history(register) == []
    tasks = close(register, ["cd4", "CD1", "CD1"], on="2026-04-01", **WHO)
    assert [(task.id, task.closed_on) for task in tasks] == [("CD4", "2026-04-01"), ("CD1", "2026-04-01")]
    assert register.db.execute("SELECT count(*) FROM events").fetchone() == (2,)
    with pytest.raises(StoreError, match="đã kết thúc ngày 01/04/2026"):
        close(register, ["CD1"], on="2026-04-02", **WHO)
    with pytest.raises(StoreError, match="đã kết thúc nên không gia hạn"):
        extend(register, ["CD1"], to="2026-09-01", reason="x", **WHO)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("UPDATE directives SET state = 'rejected' WHERE id = 1", "đã bị loại"),
        ("UPDATE directives SET state = 'deleted' WHERE id = 1", "đã xóa"),
        ("UPDATE documents SET deleted_at = '2026-04-01' WHERE id = 1", "văn bản VB1 đã xóa"),
        ("UPDATE directives SET same_as = 6 WHERE id = 1", "trùng với CD6: ghi vào CD6"),
    ],
)
def test_what_is_not_listed_is_not_followed(register: Register, change: str, message: str):
    with register.writing() as db:
        db.execute(change)
    with pytest.raises(StoreError, match=message):
        add_note(register, ["CD1"], note="x", **WHO)


def test_a_directive_that_is_gone_can_be_closed(register: Register):
    with register.writing() as db:
        db.execute("UPDATE directives SET state = 'gone' WHERE id = 1")
    task = one(close(register, ["CD1"], on="2026-04-01", **WHO))
    assert (task.state, task.closed_on) == ("gone", "2026-04-01")


def test_a_condition_that_is_met_gives_the_day(register: Register):
    task = met(register, "CD3", "2026-04-06")
    assert (task.condition_met_on, task.standing.day, task.standing.status) == (
        "2026-04-06", "2026-04-16", "due_soon",
    )  # fmt: skip
    again = met(register, "CD3", "2026-04-09", note="nhận lại hồ sơ")
    assert again.standing.day == "2026-04-19"
    extended = one(extend(register, ["CD3"], to="2026-05-01", reason="thiếu vốn", **WHO))
    assert extended.standing.day == "2026-05-01"
    closed = one(close(register, ["CD3"], on="2026-04-10", **WHO))
    assert closed.standing.rating == "on_time", "by the day counted from the condition"


def test_a_condition_without_a_length_leaves_the_deadline_missing(register: Register):
    with register.writing() as db:
        db.execute("UPDATE directives SET offset = NULL WHERE id = 3")
    assert met(register, "CD3", "2026-04-06").standing.status == "missing"
    assert met(register, "CD3", "2026-04-06", due="2026-04-20").standing.day == "2026-04-20"


@pytest.mark.parametrize(
    ("on", "offset", "bound", "words", "day"),
    [
        ("2026-04-06", "P10D", "by", "trong 10 ngày kể từ khi nhận đủ hồ sơ", "2026-04-16"),
        ("2026-04-06", "P10D", "by", "10 ngày làm việc sau khi nhận đủ hồ sơ", "2026-04-20"),
        ("2026-04-24", "P05D", "by", "sau 05 ngày làm việc", "2026-05-06"),  # 27/4 is Giỗ Tổ, 30/4 and 1/5
        ("2026-01-31", "P1M", "by", "một tháng sau khi", "2026-02-28"),
        ("2026-04-20", "-P5D", "before", "trước khai mạc ít nhất 5 ngày", "2026-04-15"),
        ("2026-04-20", "P0D", "before", "trước khi khai mạc", "2026-04-19"),
        ("2026-04-20", "PT24H", "by", "trong 24 giờ", None),
        ("9999-12-31", "P10D", "by", "10 ngày", None),
        ("2026-04-20", "không rõ", "by", None, None),
    ],
)
def test_the_day_counted_from_a_condition(on, offset, bound, words, day):
    assert day_counted(on, offset, bound, words) == day


def test_recurring_duties_are_reported_occurrence_by_occurrence(register: Register):
    listed = list_tasks(register, TaskFilter(today="2026-04-10")).tasks
    duty = next(task for task in listed if task.id == "CD2")
    assert (duty.standing.status, duty.last_occurrence, duty.next_occurrence, duty.last_reported) == (
        "standing", "2026-04-10", "2026-04-17", False,
    )  # fmt: skip
    early = one(report_occurrence(register, ["CD2"], on="2026-04-09", **WHO))
    assert not early.last_reported, "it was for Friday 3 April"
    assert one(report_occurrence(register, ["CD2"], on="2026-04-09", **WHO)).last_reported
    with pytest.raises(StoreError, match="kỳ 10/04/2026 đã được ghi"):
        report_occurrence(register, ["CD2"], on="2026-04-10", of="2026-04-10", **WHO)
    values = register.db.execute("SELECT value FROM events ORDER BY id").fetchall()
    assert values == [("2026-04-03",), ("2026-04-10",)]
    ended = one(close(register, ["CD2"], on="2026-04-10", recurring=True, **WHO))
    assert (ended.standing.status, ended.standing.rating, ended.next_occurrence) == ("closed", "unrated", None)


@pytest.mark.parametrize(
    ("rule", "last", "following"),
    [
        ("FREQ=DAILY", "2026-04-08", "2026-04-09"),
        ("FREQ=WEEKLY", "2026-04-03", "2026-04-10"),
        ("FREQ=WEEKLY;BYDAY=MO,WE", "2026-04-08", "2026-04-13"),
        ("FREQ=WEEKLY;INTERVAL=2", "2026-03-27", "2026-04-10"),
        ("FREQ=MONTHLY", "2026-03-31", "2026-04-30"),
        ("FREQ=MONTHLY;BYMONTHDAY=20", "2026-03-20", "2026-04-20"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-03-31", "2026-05-31"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,-1", "2026-03-31", "2026-04-15"),
        ("FREQ=MONTHLY;INTERVAL=3", "2026-03-31", "2026-06-30"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20", "2026-03-20", "2026-06-20"),
        ("FREQ=MONTHLY;INTERVAL=6", None, "2026-06-30"),
        ("FREQ=MONTHLY;BYDAY=1MO", "2026-04-06", "2026-05-04"),
        ("FREQ=YEARLY", None, "2026-12-31"),
        ("FREQ=YEARLY;BYMONTH=6,12", None, "2026-06-30"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", None, "2028-02-29"),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15", None, "2026-06-15"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=30", "2026-03-30", "2028-03-30"),
        ("FREQ=HOURLY", None, None),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31", None, None),
        ("FREQ=MONTHLY;BYMONTHDAY=99", None, None),
        ("FREQ=WEEKLY;INTERVAL=" + "9" * 50, None, None),
        ("FREQ=WEEKLY;INTERVAL=0", None, None),
        ("FREQ=WEEKLY;BYDAY=" + "MO," * 9999, None, None),
        ("hằng tuần", None, None),
        ("", None, None),
    ],
)
def test_occurrences_of_rules(rule: str, last: str | None, following: str | None):
    """Given on Thursday 12 March 2026, asked on Wednesday 8 April."""
    assert (last_occurrence(rule, "2026-04-08", "2026-03-12"), next_occurrence(rule, "2026-04-08", "2026-03-12")) == (
        last, following,
    )  # fmt: skip


def test_no_occurrence_comes_before_the_duty_was_given():
    assert last_occurrence("FREQ=MONTHLY;BYMONTHDAY=20", "2026-03-19", "2026-03-12") is None
    assert next_occurrence("FREQ=MONTHLY;BYMONTHDAY=12", "2026-01-01", "2026-03-12") == "2026-03-12"
    assert next_occurrence("FREQ=DAILY", "9999-12-31") is None
    assert next_occurrence("FREQ=DAILY", "0001-01-01") == "0001-01-02"


DAYS = st.dates(dt.date(2026, 3, 1), dt.date(2026, 7, 1)).map(dt.date.isoformat)


@settings(max_examples=25, stateful_step_count=25, suppress_health_check=[HealthCheck.too_slow])
class Life(RuleBasedStateMachine):
    """What people may report about four directives, beside a model that knows nothing but the rules of the register."""

    GIVEN = {1: "2026-04-29", 2: None, 3: None, 4: None}
    ISSUED = "2026-03-12"

    @initialize()
    def begin(self) -> None:
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.register = open_register(Path(self.folder.name) / "r.db", create=True)
        put(self.register, original(), notice())
        self.facts = {
            1: Facts(given="2026-04-29", deadline_text="trước ngày 30/4/2026"),
            2: Facts(recurrence="FREQ=WEEKLY", deadline_text="hằng tuần"),
            3: Facts(anchor="nhận đủ hồ sơ", deadline_text="trong 10 ngày kể từ khi nhận đủ hồ sơ"),
            4: Facts(),
        }
        self.extensions = dict.fromkeys(self.facts, 0)
        self.events = 0
        self.today = self.ISSUED

    def teardown(self) -> None:
        if hasattr(self, "register"):
            self.register.close()
            self.folder.cleanup()

    @property
    def at(self) -> str:
        return f"{self.today}T10:00:00+07:00"

    def attempt(self, allowed: bool, act) -> bool:
        """Whether the register did what the model allows; both must agree."""
        try:
            act({"by": "model", "at": self.at})
        except StoreError:
            assert not allowed
            return False
        assert allowed
        self.events += 1
        return True

    def effect(self, number: int) -> str | None:
        return self.facts[number].extended_to or self.facts[number].given

    def change(self, number: int, **facts) -> None:
        self.facts[number] = msgspec.structs.replace(self.facts[number], **facts)

    @rule(days=st.integers(1, 20))
    def time_goes_on(self, days: int) -> None:
        self.today = (dt.date.fromisoformat(self.today) + dt.timedelta(days=days)).isoformat()

    @rule(number=st.integers(1, 4), on=DAYS, closed_as=st.sampled_from(["done", "cancelled", "replaced"]))
    def close(self, number: int, on: str, closed_as: str) -> None:
        facts = self.facts[number]
        standing = facts.recurrence is not None and self.effect(number) is None
        allowed = facts.closed_on is None and not standing and self.ISSUED <= on <= self.today
        if self.attempt(allowed, lambda w: close(self.register, [f"CD{number}"], on=on, closed_as=closed_as, **w)):
            self.change(number, closed_on=on, closed_as=closed_as)

    @rule(number=st.integers(1, 4))
    def reopen(self, number: int) -> None:
        allowed = self.facts[number].closed_on is not None
        if self.attempt(allowed, lambda w: reopen(self.register, [f"CD{number}"], **w)):
            self.change(number, closed_on=None, closed_as=None)

    @rule(number=st.integers(1, 4), to=DAYS)
    def extend(self, number: int, to: str) -> None:
        day = self.effect(number)
        allowed = self.facts[number].closed_on is None and day is not None and to > day and to >= self.ISSUED
        if self.attempt(allowed, lambda w: extend(self.register, [f"CD{number}"], to=to, reason="x", **w)):
            self.change(number, extended_to=to)
            self.extensions[number] += 1

    @rule(number=st.integers(1, 4), on=DAYS)
    def meet(self, number: int, on: str) -> None:
        facts = self.facts[number]
        given = (dt.date.fromisoformat(on) + dt.timedelta(days=10)).isoformat()
        allowed = facts.anchor is not None and facts.closed_on is None and on <= self.today and given >= self.ISSUED
        act = lambda w: meet_condition(self.register, [f"CD{number}"], on=on, day_counted=day_counted, **w)  # noqa: E731
        if self.attempt(allowed, act):
            self.change(number, condition_met_on=on, given=given)

    @precondition(lambda self: hasattr(self, "register"))
    @invariant()
    def the_list_says_what_the_model_says(self) -> None:
        listed = {task.id: task for task in list_tasks(self.register, TaskFilter(today=self.today)).tasks}
        for number, facts in self.facts.items():
            task = listed[f"CD{number}"]
            assert task.standing == standing_of(facts, self.today)
            assert task.extensions == self.extensions[number]
        assert self.register.db.execute("SELECT count(*) FROM events").fetchone() == (self.events,)

    @precondition(lambda self: hasattr(self, "register"))
    @invariant()
    def history_tells_the_facts(self) -> None:
        """The last value of each field in the history is the value in the register."""
        sql = "SELECT subject_id, field, new FROM history WHERE subject = 'directive' ORDER BY id"
        last = {(number, field): new for number, field, new in self.register.db.execute(sql)}
        for (number, field), value in last.items():
            (now,) = self.register.db.execute(f"SELECT {field} FROM directives WHERE id = ?", [number]).fetchone()
            assert value == (None if now is None else str(now))


TestLife = Life.TestCase


def test_the_commands(tmp_path: Path, register: Register):
    from click.testing import CliRunner

    from extractor.cli.root import root

    register.close()

    def run(*args: str):
        return CliRunner(env={"CHIDAO_DB": str(tmp_path / "r.db"), "CHIDAO_USER": "Lan"}).invoke(root, args)

    done = run("done", "CD1", "CD4", "--on", "20/03/2026", "--note", "xong", "--evidence", "VB2")
    assert done.exit_code == 0, done.output
    assert "hoàn thành 20/03/2026 (đúng hạn)" in done.output
    assert "Đã ghi 2 mục" in done.output
    again = run("done", "CD1")
    assert (again.exit_code, "CD1 đã kết thúc ngày 20/03/2026" in again.output) == (1, True)
    assert run("reopen", "CD1").exit_code == 0
    assert run("extend", "CD1", "--to", "2027-01-01", "--reason", "mưa").exit_code == 0
    assert "01/01/2027" in run("tasks").output
    assert run("note", "CD1", "CD2", "đã nhắc").exit_code == 0
    rows = json.loads(run("met", "CD3", "--on", "2026-03-20", "--json").output)
    assert rows[0]["standing"]["day"] == "2026-03-30"
    assert run("done", "CD2", "--occurrence", "--on", "2026-03-27").exit_code == 0
    assert run("done", "CD2", "--of", "2026-03-27").exit_code == 2
    assert run("done", "CD2", "--for-good", "--as", "cancelled").exit_code == 0
    closed = json.loads(run("tasks", "--closed", "--json").output)
    assert {task["id"] for task in closed["tasks"]} == {"CD2", "CD4"}
    with open_register(tmp_path / "r.db") as again_open:
        assert {row[5] for row in history(again_open)} == {"Lan"}


@pytest.mark.parametrize("rule", ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=MONTHLY;BYMONTHDAY=15,-1",
                                  "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
                                  "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20"])  # fmt: skip
def test_occurrences_are_those_of_another_program(rule: str):
    """python-dateutil, which comes with icalendar, counts the same days from the first occurrence on."""
    rrule = pytest.importorskip("dateutil.rrule")
    first = next_occurrence(rule, "2026-01-01", "2026-01-02")
    assert first is not None
    theirs = rrule.rrulestr(rule, dtstart=dt.datetime.fromisoformat(first))
    day = first
    for expected in list(theirs[:20])[1:]:
        day = next_occurrence(rule, day, first)
        assert day == expected.date().isoformat()
        assert last_occurrence(rule, day, first) == day
