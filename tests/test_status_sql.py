"""Status in SQL says what `core.status` says, for any facts and day; lists of a large register use their indexes."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from many_directives import fill, plan_of
from register_samples import notice, original
from sqlite_utils import Database
from test_older_registers import write_old

from extractor.core.register import TaskFilter, TaskOrder
from extractor.core.status import SOON, URGENT, ClosedAs, Facts, Status, rating_of, standing_of, whole_day
from extractor.store import Register, list_tasks, open_register, put
from extractor.store.rows import facts_of
from extractor.store.schema import migrations
from extractor.store.standing import STATUS, URGENT_DAY, days_of, standing_in
from extractor.store.task_filters import conditions_of

STATUSES: tuple[Status, ...] = get_args(Status)
NEAR = st.dates(dt.date(2026, 3, 1), dt.date(2026, 3, 31)).map(dt.date.isoformat)
ODD = st.sampled_from(
    ["", "2026-03", "2026", "2026-02-30", "2026-13-01", "0000-01-01", "now", "2026-W11-4", "20260312", "12/03/2026",
     "2026-03-12T17:00", "2026-03-12 và sau đó", "-4712-01-01", "２０２６-03-12", "9999-12-31", "0001-01-01", "2461112.5"]
)  # fmt: skip
DAYS = st.one_of(st.none(), NEAR, NEAR, ODD)
WORDS = st.one_of(st.none(), st.just(""), st.text(st.characters(exclude_categories=["Cs"]), max_size=5))
ROWS = st.fixed_dictionaries(
    {
        "last_day": DAYS,
        "due": DAYS,
        "condition_day": DAYS,
        "extended_to": DAYS,
        "recurrence": st.sampled_from([None, "FREQ=WEEKLY"]),
        "anchor": WORDS,
        "condition_met_on": DAYS,
        "deadline_text": WORDS,
        "closed_on": st.one_of(st.none(), st.none(), NEAR),
        "closed_as": st.sampled_from([None, *get_args(ClosedAs)]),
    }
)
TODAY = st.one_of(NEAR, st.sampled_from(["0001-01-01", "9999-12-31", "9999-12-28"]))


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory):
    with open_register(tmp_path_factory.mktemp("status") / "r.db", create=True) as opened:
        put(opened, original(), notice())
        yield opened


@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(row=ROWS, today=TODAY, statuses=st.lists(st.sampled_from(STATUSES), min_size=1, unique=True))
def test_sql_says_what_the_facts_say(register: Register, row, today: str, statuses: list[Status]):
    with register.writing() as db:
        db.execute(f"UPDATE directives SET {', '.join(f'{name} = :{name}' for name in row)} WHERE id = 1", row)
    facts = facts_of(next(iter(register.db.query("SELECT * FROM directives WHERE id = 1"))))
    assert facts == Facts(
        given=row["last_day"] or row["due"] or row["condition_day"],
        **{name: value for name, value in row.items() if name not in ("last_day", "due", "condition_day")},
    )
    standing = standing_of(facts, today)
    sql = f"""
        SELECT {STATUS}, rating, {URGENT_DAY}, given_day, day_in_effect, {standing_in(tuple(statuses))}
        FROM directives WHERE id = 1"""
    status, rating, urgent, given_day, in_effect, among = register.db.execute(sql, days_of(today)).fetchone()
    assert status == standing.status
    assert rating == standing.rating
    assert bool(urgent) == (standing.urgent if standing.status == "due_soon" else False)
    assert (given_day, in_effect) == (whole_day(facts.given), whole_day(facts.extended_to) or whole_day(facts.given))
    assert bool(among) == (standing.status in statuses)
    if facts.closed_on is not None:
        assert rating == rating_of(facts)


@pytest.mark.parametrize("column", ["last_day", "due", "condition_day", "extended_to"])
def test_each_day_that_changes_is_followed(register: Register, column: str):
    with register.writing() as db:
        db.execute("UPDATE directives SET last_day = NULL, due = NULL, condition_day = NULL, extended_to = NULL")
        db.execute(f"UPDATE directives SET {column} = '2026-08-01T10:00'")
    days = register.db.execute("SELECT DISTINCT day_in_effect, turn FROM directives WHERE closed_on IS NULL")
    assert days.fetchall() == [("2026-08-01", 0)]


def test_the_bounds_of_soon_and_urgent():
    days = days_of("2026-12-30")
    assert (SOON, URGENT) == (7, 3)
    assert days == {"today": "2026-12-30", "soon": "2027-01-06", "urgent": "2027-01-02"}


def test_a_register_of_before_is_brought_up_with_its_days(tmp_path: Path):
    path = tmp_path / "r.db"
    write_old(path, notice(), b"1", 8)
    with open_register(path) as register:
        rows = register.db.execute("SELECT given_day, day_in_effect, turn FROM directives ORDER BY id").fetchall()
        assert rows == [
            ("2026-04-29", "2026-04-29", 0), (None, None, 1), (None, None, 2), (None, None, 3), (None, None, 3),
        ]  # fmt: skip
        put(register, original(b"2"), notice())  # the same notice in another file: one entry, listed once
        found = list_tasks(register, TaskFilter(today="2026-05-01", overdue=True))
        assert [(task.id, task.witnesses) for task in found.tasks] == [("CD1", ("VB2",))]
        row = register.db.execute("SELECT day_in_effect, same_as FROM directives WHERE id = 6").fetchone()
        assert tuple(row) == ("2026-04-29", 1)


def test_a_register_of_before_is_brought_up_with_its_names_and_ratings(tmp_path: Path):
    path = tmp_path / "r.db"
    write_old(path, notice(), b"1", 8)
    connection = sqlite3.connect(path)
    migrations.apply(Database(connection), stop_before="m013_lists")
    connection.executescript("""
        CREATE TRIGGER directives_changed AFTER UPDATE OF closed_on ON directives
            BEGIN UPDATE directives SET turn = 4 WHERE id = NEW.id; END;
        UPDATE directives SET closed_on = '2026-04-29', closed_as = 'done' WHERE id = 1;
        UPDATE directives SET closed_on = '2026-04-29', closed_as = 'done' WHERE id = 2;
        INSERT INTO units (id, key, name, kind) VALUES (7, 'ha tang', 'Phòng Hạ tầng', 'x');
        INSERT INTO assignee_units VALUES (1, 0, 7, 0);
        PRAGMA user_version = 11;""")
    connection.close()
    with open_register(path) as register:
        assert register.db.execute("SELECT id, rating FROM directives WHERE rating IS NOT NULL ORDER BY id").fetchall() == [
            (1, "on_time"), (2, "unrated"),
        ]  # fmt: skip
        migrated = register.db.execute("SELECT * FROM holders ORDER BY 1, 2").fetchall()
        assert migrated[0][-1] == 7
        assert all(holder == -name for *_, name, _, holder in migrated[1:])
        assert len(migrated) == register.db.execute("SELECT count(*) FROM assignees").fetchone()[0] > 4
        found = list_tasks(register, TaskFilter(today="2026-05-01", assignee="uy ban nhan dan xa tan hoa"))
        assert [task.id for task in found.tasks] == ["CD1"]
        with register.writing() as db:  # the triggers of before are gone
            db.execute("UPDATE directives SET closed_on = NULL WHERE id = 1")
        row = register.db.execute("SELECT turn, rating FROM directives WHERE id = 1").fetchone()
        assert tuple(row) == (0, None)


# a large register


OPEN = tuple(status for status in STATUSES if status != "closed")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory):
    with open_register(tmp_path_factory.mktemp("large") / "r.db", create=True) as opened:
        fill(opened, 20_000)
        yield opened


@pytest.mark.parametrize(
    ("asked", "uses", "never"),
    [
        ({"statuses": OPEN}, "directives_turn", "TEMP B-TREE"),
        ({"overdue": True}, "directives_turn", "TEMP B-TREE"),
        ({"statuses": ("due_soon",)}, "directives_turn (turn", "SCAN directives"),
        ({"unit_keys": ("so 7",), "statuses": OPEN}, "assignee_units_unit (unit_id=?)", "SCAN directives"),
        ({"assignee": "so 7", "statuses": OPEN}, "holders_name (name_id=?)", "SCAN assignees"),
        ({"person": "nguyen"}, "entities_key (type=? AND key=?)", "SCAN holders"),
        ({"document": "VB7"}, "(document_id=?)", "SCAN directives"),
        ({"issued_from": "2026-01-01"}, "documents_issued_on", "SCAN documents USING INTEGER"),
        ({"amount_over": 9e10}, "figures_money", "SCAN figures"),
    ],
)
def test_a_list_uses_its_index(large: Register, asked, uses: str, never: str):
    where, parameters = conditions_of(large.db, TaskFilter(today="2026-11-22", **asked))
    sql = f"""SELECT id FROM directives WHERE {where}
        ORDER BY turn, day_in_effect, document_id, position LIMIT 50"""
    plan = plan_of(large, sql, parameters)
    assert uses in plan, plan
    assert never not in plan, plan


@pytest.mark.parametrize("asked", [{"assignee": "so 7"}, {"unit": "so 7"}, {"unit_keys": ("so 7",)}, {"place": "xa 1"}])
def test_a_list_by_name_reads_an_index_alone(large: Register, asked):
    where, parameters = conditions_of(large.db, TaskFilter(today="2026-11-22", **asked))
    sql = f"SELECT {STATUS}, id FROM directives WHERE {where} ORDER BY turn, day_in_effect, document_id, position"
    plan = plan_of(large, sql, parameters)
    assert "SEARCH directives USING COVERING INDEX directives_narrow" in plan, plan


def test_counting_reads_the_index_alone(large: Register):
    where, parameters = conditions_of(large.db, TaskFilter(today="2026-11-22", statuses=OPEN))
    assert "COVERING INDEX directives_turn" in plan_of(
        large, f"SELECT count(*) FROM directives WHERE {where}", parameters
    )


def test_pages_of_a_long_list_make_up_the_list(large: Register):
    wanted = TaskFilter(today="2026-11-22", unit_keys=("so 7", "so 8"), statuses=OPEN)
    whole = list_tasks(large, wanted)
    pages = [list_tasks(large, wanted, TaskOrder(limit=17, page=page)) for page in range(1, 20)]
    assert [task.id for page in pages for task in page.tasks] == [task.id for task in whole.tasks]
    assert {page.total for page in pages} == {whole.total} == {len(whole.tasks)}
    assert sum(group.total for group in whole.groups) == whole.total
    days = [task.standing.day for task in whole.tasks if task.standing.day]
    assert days == sorted(days)
