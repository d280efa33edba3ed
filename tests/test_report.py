"""The report: every number is that of a plain count, rows add up to the total."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from many_directives import fill, plan_of
from register_samples import notice, original

from extractor.cli.root import root
from extractor.core.reports import ReportFilter, Tally
from extractor.core.status import Facts, rating_of, standing_of
from extractor.store import close, extend, open_register, put, report
from extractor.store.folding import key_of
from extractor.store.register import Register
from extractor.views.report import render_report
from extractor.views.terminal import Screen

TODAY = "2026-06-15"
DAYS = [f"2026-{month:02}-{day:02}" for month in (3, 5, 6, 8) for day in (1, 15, 28)]
UNITS = ("Sở Y tế", "sở y tế", "Sở Xây dựng", "UBND xã Tân Hoà", "UBND xã Tân Hòa", "Nguyễn Văn Mẫu")
PARTS = ("on_time", "late", "in_time", "overdue", "unrated", "waiting", "standing", "missing")

days = st.none() | st.sampled_from(DAYS)
directives = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(("task", "task", "commitment", "decision")),
        "state": st.sampled_from(("live", "live", "live", "gone", "rejected", "deleted")),
        "last_day": days,
        "extended_to": days,
        "recurrence": st.none() | st.just("FREQ=MONTHLY"),
        "anchor": st.none() | st.just("khi có hồ sơ"),
        "condition_met_on": st.none() | st.just("2026-03-01"),
        "deadline_text": st.none() | st.just("sớm"),
        "closed_on": days,
        "closed_as": st.sampled_from(("done", "done", "cancelled")),
        "leads": st.lists(st.sampled_from(range(len(UNITS))), max_size=3),
        "helps": st.lists(st.sampled_from(range(len(UNITS))), max_size=1),
        "linked": st.booleans(),
        "same": st.booleans(),
    }
)
documents = st.lists(
    st.tuples(days, st.sampled_from((None, "UBND tỉnh", "ubnd tinh", "Tỉnh ủy")), st.booleans(), st.lists(directives, max_size=5)),
    min_size=1,
    max_size=4,
)  # fmt: skip


def write(register: Register, filling: list) -> list[dict]:
    """The rows as they were written, each with its number and document."""
    rows = []
    with register.writing() as db:
        for table in ("directives", "documents", "units", "names", "holders"):
            db.execute(f"DELETE FROM {table}")
        db.execute("INSERT INTO units (id, key, name, kind) VALUES (5, 'so-y-te', 'Sở Y tế tỉnh', 'department')")
        for document, (issued, issuer, gone, inside) in enumerate(filling, 1):
            db.execute(
                "INSERT INTO documents (id, sha256, file_name, file_key, format, size, ingested_at, extracted_at,"
                " program, genre, issuer, issued_on, deleted_at) VALUES (?, ?, 'a', 'a', 'text', 1, '', '', '', 'notice', ?, ?, ?)",
                [document, str(document), issuer, issued, "2026-06-01" if gone else None],
            )
            for place, told in enumerate(inside):
                row = {
                    **told,
                    "id": len(rows) + 1,
                    "document_id": document,
                    "issued": issued,
                    "issuer": issuer,
                    "gone": gone,
                }
                row["same_as"] = 1 if told["same"] and rows else None
                rows.append(row)
                write_directive(db, row, place)
    return rows


def write_directive(db, row: dict, place: int) -> None:
    columns = ("id", "document_id", "kind", "state", "last_day", "extended_to", "recurrence", "anchor", "condition_met_on",
               "deadline_text", "closed_on", "closed_as", "same_as")  # fmt: skip
    db.execute(
        f"INSERT INTO directives ({', '.join(columns)}, position, text, start, end, rule, confidence)"
        f" VALUES ({', '.join('?' * len(columns))}, ?, 'việc', 0, 1, 't', 1)",
        [*(row[column] for column in columns), place],
    )
    doers = [(unit, "lead") for unit in row["leads"]] + [(unit, "coordinate") for unit in row["helps"]]
    for position, (unit, role) in enumerate(doers):
        key = key_of(UNITS[unit])
        db.execute(
            "INSERT INTO assignees VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, 1)",
            [row["id"], position, UNITS[unit], key, key, role],
        )
        if row["linked"] and unit < 2:
            db.execute("INSERT INTO assignee_units VALUES (?, ?, 5, 0)", [row["id"], position])


def counts(row: dict, rows: list[dict]) -> bool:
    if row["kind"] == "decision" or row["state"] not in ("live", "gone") or row["gone"]:
        return False
    first = rows[0]
    return row["same_as"] is None or first["state"] not in ("live", "gone") or first["gone"]


def cell(row: dict) -> tuple[str, bool]:
    facts = Facts(row["last_day"], row["extended_to"], row["recurrence"], row["anchor"], row["condition_met_on"],
                  row["deadline_text"], row["closed_on"], row["closed_as"])  # fmt: skip
    standing = standing_of(facts, TODAY)
    if standing.status == "closed":
        return rating_of(facts), False
    past = standing.day is not None and row["last_day"] is not None and row["last_day"] < TODAY
    return {"due_soon": "in_time", "in_progress": "in_time"}.get(standing.status, standing.status), past


def groups(row: dict, by: str) -> set[str | None]:
    if by == "document":
        return {f"VB{row['document_id']}"}
    if by == "issuer":
        return {key_of(row["issuer"]) if row["issuer"] else None}
    named = {"so-y-te" if row["linked"] and unit < 2 else key_of(UNITS[unit]) for unit in row["leads"]}
    return named or {None}


def tallied(rows: list[dict]) -> Tally:
    cells = [cell(row) for row in rows]
    known = Counter(name for name, _ in cells)
    return Tally(**{part: known[part] for part in PARTS}, past=sum(past for _, past in cells))


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory):
    with open_register(tmp_path_factory.mktemp("report") / "r.db", create=True) as opened:
        yield opened


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filling=documents, by=st.sampled_from(("unit", "issuer", "document")), basis=st.sampled_from(("given", "due")),
       since=days, until=days)  # fmt: skip
def test_every_number_is_that_of_a_plain_count(register: Register, filling, by, basis, since, until):
    rows = write(register, filling)
    listed = [row for row in rows if counts(row, rows)]
    day = {"given": "issued", "due": "last_day"}[basis]
    inside = [
        row
        for row in listed
        if (since is None or (row[day] or "") >= since) and (until is None or (row[day] or "9") <= until)
        and (row[day] is not None or since is None is until)
    ]  # fmt: skip
    found = report(register, ReportFilter(today=TODAY, since=since, until=until, basis=basis, by=by))

    assert found.total == tallied(inside)
    assert found.total.total == sum(getattr(found.total, part) for part in PARTS) == len(inside)
    expected: dict[str | None, list[dict]] = {}
    for row in inside:
        for name in groups(row, by):
            expected.setdefault(name, []).append(row)
    told = {row.key or (key_of(row.name) if row.name else None): row.tally for row in found.rows}
    assert len(told) == len(found.rows)
    assert told == {name: tallied(members) for name, members in expected.items()}
    assert sum(row.tally.total for row in found.rows) == found.total.total + found.repeated
    for part in PARTS:
        assert sum(getattr(row.tally, part) for row in found.rows) >= getattr(found.total, part)
    dated = since is None is until
    assert found.left_out == (0 if dated else sum(row[day] is None for row in listed))


def test_a_task_with_two_lead_units_counts_once(tmp_path: Path):
    with open_register(tmp_path / "r.db", create=True) as register:
        put(register, original(), notice())
        with register.writing() as db:
            db.execute(
                "INSERT INTO assignees VALUES (1, 5, 'Công an huyện', ?, ?, 'lead', 0, 0, 0, 1)",
                [key_of("Công an huyện")] * 2,
            )
        found = report(register, ReportFilter(today="2026-04-01"))
        rows = {row.name: row.tally for row in found.rows}
        assert (found.total.total, found.repeated) == (4, 1)
        assert rows["Công an huyện"] == Tally(in_time=1, standing=1)
        assert rows["Phòng Kinh tế và Hạ tầng"] == Tally(in_time=1)
        register.close()
    shown = CliRunner(env={"COLUMNS": "160"}).invoke(
        root, ["report", "--db", str(tmp_path / "r.db"), "--today", "2026-04-01"]
    )
    assert shown.exit_code == 0, shown.output
    words = " ".join(shown.output.split())
    assert "Cộng các dòng nhiều hơn tổng số 1" in words
    assert "Đang thực hiện 1: 1 trong hạn, 0 quá hạn." in words
    assert "Ngoài ra: 0 đã kết thúc nhưng không xét hạn, 1 chờ điều kiện, 1 định kỳ, 1 chưa có ngày hạn." in words


def test_the_rate_is_by_the_deadline_as_given(tmp_path: Path):
    with open_register(tmp_path / "r.db", create=True) as register:
        put(register, original(), notice())
        who = {"by": "lan", "at": "2026-06-20T08:00:00+07:00"}
        extend(register, ["CD1"], to="2026-06-30", reason="mưa", **who)
        asked = ReportFilter(today="2026-06-20", kinds=("task",))
        found = report(register, asked)
        assert (found.total.in_time, found.total.past, found.total.on_time_rate) == (1, 1, 0.0)
        close(register, ["CD1"], on="2026-06-20", **who)
        close(register, ["CD4"], on="2026-06-20", **who)
        total = report(register, asked).total
        assert (total.late, total.unrated, total.decided, total.on_time_rate) == (1, 1, 1, 0.0)
        assert Tally(missing=3).on_time_rate is None


@pytest.mark.parametrize(
    ("args", "count", "left_out"),
    [
        (["--month", "2026-03"], 4, 0),
        (["--month", "3/2026"], 4, 0),
        (["--quarter", "2026-Q1"], 4, 0),
        (["--quarter", "quý I/2026"], 4, 0),
        (["--month", "tháng 3/2026"], 4, 0),
        (["--quarter", "q2/2026"], 0, 0),
        (["--quarter", "2026-Q2", "--basis", "due"], 1, 3),
        (["--half", "2026-H1"], 4, 0),
        (["--half", "2026-H2"], 0, 0),
        (["--year", "2026"], 4, 0),
        (["--year", "2025"], 0, 0),
        (["--from", "12/3/2026", "--to", "12/3/2026"], 4, 0),
        (["--from", "13/3/2026"], 0, 0),
        (["--all"], 5, 0),
        (["--kind", "decision"], 1, 0),
        (["--unit", "công an huyện"], 1, 0),
        (["--issuer", "lam son", "--by", "issuer"], 4, 0),
        (["--document", "VB1", "--by", "document"], 4, 0),
        (["--by", "person"], 4, 0),
    ],
)  # fmt: skip
def test_the_command(tmp_path: Path, args: list[str], count: int, left_out: int):
    path = tmp_path / "r.db"
    with open_register(path, create=True) as register:
        put(register, original(), notice())
    result = CliRunner().invoke(root, ["report", "--json", "--today", "2026-04-01", "--db", str(path), *args])
    assert result.exit_code == 0, result.output
    told = json.loads(result.output)
    assert (told["total"]["total"], told["left_out"]) == (count, left_out)
    assert sum(row["total"] for row in told["rows"]) == count + told["repeated"]
    for columns in ("160", "80"):
        shown = CliRunner(env={"COLUMNS": columns}).invoke(
            root, ["report", "--today", "2026-04-01", "--db", str(path), *args]
        )
        assert (shown.exit_code, f"Tổng số: {count}." in shown.output) == (0, True)
        assert all(len(line) <= int(columns) for line in shown.output.splitlines())


def test_names_have_room_in_the_table(tmp_path: Path):
    with open_register(tmp_path / "r.db", create=True) as register:
        put(register, original(), notice())
        wanted = ReportFilter(today="2026-04-01")
        found = report(register, wanted)
    shown = render_report(found, wanted, Screen(width=120))
    assert "Phòng Kinh tế và Hạ tầng" in shown, shown
    assert "Kết thúc" not in shown.split("Đơn vị chủ trì")[1], "nothing is in that column"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--month", "2026-13"], "viết như 2026-03"),
        (["--quarter", "2026-Q5"], "viết như 2026-Q1"),
        (["--quarter", "Q0/2026"], "viết như 2026-Q1"),
        (["--year", "26"], "viết như 2026"),
        (["--year", "2026", "--month", "2026-03"], "chỉ nêu một kỳ"),
        (["--year", "2026", "--from", "2026-01-01"], "chỉ nêu một kỳ"),
        (["--from", "2026-02-01", "--to", "2026-01-01"], "--from phải trước"),
        (["--by", "week"], "chọn một trong"),
    ],
)
def test_a_period_that_is_none_is_refused(tmp_path: Path, args: list[str], message: str):
    result = CliRunner().invoke(root, ["report", "--db", str(tmp_path / "r.db"), *args])
    assert (result.exit_code, message in result.output) == (2, True), result.output


def test_a_large_register_is_counted_from_its_indexes(tmp_path: Path):
    with open_register(tmp_path / "r.db", create=True) as register:
        fill(register, 20_000)
        asked: list[str] = []
        register.db.conn.set_trace_callback(asked.append)
        begin = time.process_time()
        found = report(register, ReportFilter(today=TODAY))
        seconds = time.process_time() - begin
        register.db.conn.set_trace_callback(None)
        (counting,) = [sql for sql in asked if "count(*)" in sql]
        plan = plan_of(register, counting)
    assert "COVERING INDEX directives_counted" in plan
    assert "SEARCH holders USING PRIMARY KEY (directive_id=?)" in plan
    assert len(found.rows) == 200
    assert seconds < 2
