"""`chidao remind`: each unit's list, printed and mailed through a real server, once a day, also where it breaks off."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import icalendar
import msgspec
import pytest
from click.testing import CliRunner
from list_samples import LEAD, ONE_OF_EACH, PARTNER, TODAY, task
from mail_servers import Box, certificate, mail_server, only
from register_samples import TEXT, notice, original, span

from extractor.cli.root import root
from extractor.core.errors import SourceBroken, SourceEmpty
from extractor.core.record import Assignee, Deadline, Directive
from extractor.exchange.addresses import addresses_of, read_addresses
from extractor.store import open_register, put, register_id
from extractor.views.reminders import answers_to, unit_lists

UNITS = ("Phòng Kinh tế và Hạ tầng", "UBND xã Tân Hoà", "Công an huyện")
TABLE = "đơn vị;email\n" + "".join(f"{unit};{n}@example.org\n" for n, unit in enumerate(UNITS))


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Three units that lead: two with something overdue, one with something due soon."""
    directives = []
    for unit, day in zip(UNITS, ("2026-04-20", "2026-04-22", "2026-04-29"), strict=True):
        start, end = span(TEXT, unit)
        deadline = Deadline(
            "trước ngày 30/4/2026", *span(TEXT, "trước ngày 30/4/2026"), due=day, bound="by", last_day=day
        )
        directives.append(Directive("task", start, end, unit, "test", (Assignee(unit, "lead", start, end),), deadline))
    path = tmp_path / "r.db"
    with open_register(path, create=True) as register:
        put(register, original(), msgspec.structs.replace(notice(), directives=tuple(directives)))
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "units.csv"
    path.write_text(TABLE, encoding="utf-8-sig")
    return path


def remind(db: Path, *args: object, env: dict[str, str] | None = None):
    runner = CliRunner(env={"CHIDAO_DB": str(db), "COLUMNS": "200", "NO_COLOR": "1", **(env or {})})
    return runner.invoke(root, ["remind", "--today", TODAY, *map(str, args)], catch_exceptions=False)


def send(db: Path, table: Path, port: int, *args: object, env: dict[str, str] | None = None):
    plain = (
        "--smtp-host",
        "127.0.0.1",
        "--smtp-port",
        port,
        "--smtp-security",
        "none",
        "--smtp-from",
        "so@example.org",
    )
    return remind(db, "--send", "--units", table, *plain, *args, env=env)


def states(result) -> list[str]:
    return [reminder["state"] for reminder in json.loads(result.stdout)]


def kept(db: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(db)
    try:
        return connection.execute("SELECT unit, state FROM reminders ORDER BY id").fetchall()
    finally:
        connection.close()


# lists


def test_each_unit_has_what_it_leads_and_what_it_has_a_part_in():
    first, second = unit_lists(ONE_OF_EACH, 7)
    assert (first.unit, second.unit) == ("Phòng Kinh tế và Hạ tầng", "Ủy ban nhân dân xã Tân Hòa")
    assert [[t.id for t in group] for group in (first.overdue, first.soon, first.partly)] == [["CD1"], ["CD2"], []]
    assert [t.id for t in second.partly] == ["CD1", "CD2"]
    assert second.spellings == ("Ủy ban nhân dân xã Tân Hòa", "UBND xã Tân Hoà")


def test_more_days_take_more_in_and_closed_tasks_never():
    ids = {t.id for unit in unit_lists(ONE_OF_EACH, 100) for t in unit.tasks}
    assert ids == {"CD1", "CD2", "CD3", "CD11"}


def test_a_unit_that_leads_and_helps_leads():
    [unit] = unit_lists(
        [task(1, last_day="2026-04-20", assignees=(msgspec.structs.replace(LEAD, role="coordinate"), LEAD))], 7
    )
    assert len(unit.overdue) == 1
    assert not unit.partly


@pytest.mark.parametrize(
    ("name", "answers"),
    [("xa tan hoa", True), ("Uỷ ban nhân dân xã Tân Hoà", True), ("an ho", False), ("huyện", False)],
)
def test_a_unit_answers_to_its_names(name: str, answers: bool):
    [unit] = unit_lists([task(1, last_day="2026-04-20", assignees=(PARTNER,))], 7)
    assert answers_to(unit, name) is answers


def test_lists_are_printed_for_all_and_for_one(db: Path):
    said = remind(db).output
    assert [unit in said for unit in UNITS] == [True] * 3
    assert "quá hạn 5 ngày" in said
    said = remind(db, "--unit", "cong an huyen").output
    assert "Công an huyện: 1 việc đến hạn trong 7 ngày" in said
    assert UNITS[0] not in said
    assert "Không có việc nào" in remind(db, "--unit", "không có").output
    assert len(json.loads(remind(db, "--json").stdout)) == 3
    assert len(json.loads(remind(db, "--json", "--days", "3").stdout)) == 2


# addresses


def test_the_table_of_addresses_as_excel_writes_it():
    data = "\ufeffTên đơn vị;Ghi chú;E-mail\r\nSở Y tế;x;a@b.vn, c@d.vn\r\n;;\r\nSỞ Y TẾ;;a@b.vn e@f.vn\r\nCông an huyện;;\r\n"
    assert read_addresses(data.encode()) == {"so y te": ("a@b.vn", "c@d.vn", "e@f.vn"), "cong an huyen": ()}
    assert read_addresses("unit,email\nSở Y tế,a@b.vn\n".encode()) == {"so y te": ("a@b.vn",)}


def test_a_unit_is_found_under_any_of_its_names():
    [unit] = unit_lists([task(1, last_day="2026-04-20", assignees=(PARTNER,))], 7)
    assert addresses_of(unit, {"ubnd xa tan hoa": ("a@b.vn",)}) == ("a@b.vn",)
    assert addresses_of(unit, {"uy ban nhan dan xa tan hoa": ("a@b.vn",)}) == ("a@b.vn",)
    assert addresses_of(unit, {"xa tan hoa": ("a@b.vn",)}) == ()


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"", SourceEmpty, "còn trống"),
        ("đơn vị;thư\nSở Y tế;a@b.vn".encode(), SourceBroken, "hai cột"),
        ("đơn vị;email\nSở Y tế;a@b.vn\nSở X;không có".encode(), SourceBroken, "Dòng 3"),
        ("đơn vị;email\n;a@b.vn".encode(), SourceBroken, "không ghi đơn vị"),
        ("đơn vị;email\nSở Y tế;a@b.vn\u200b".encode(), SourceBroken, "Dòng 2"),
        ("đơn vị;email".encode("utf-16"), SourceBroken, "UTF-8"),
        ('đơn vị;email\nSở Y tế;"a@b.vn\r\nBcc: x@y.vn"'.encode(), SourceBroken, "không phải địa chỉ"),
    ],
)
def test_a_table_that_cannot_be_read_says_where(data, error, says):
    with pytest.raises(error, match=says):
        read_addresses(data)


# mail


def test_every_unit_gets_its_letter(db: Path, table: Path):
    box = Box()
    with mail_server(box) as port:
        result = send(db, table, port)
    assert result.exit_code == 0, result.output
    assert "Đã gửi 3 trong 3 đơn vị." in result.output
    assert sorted(to for tos, _ in box.letters for to in tos) == ["0@example.org", "1@example.org", "2@example.org"]
    letter = next(letter for tos, letter in box.letters if tos == ["0@example.org"])
    assert letter["Subject"] == "[Nhắc việc] Phòng Kinh tế và Hạ tầng: 1 việc quá hạn (25/04/2026)"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "CD1" in letter.get_body(("plain",)).get_content()
    assert "<td" in letter.get_body(("html",)).get_content()
    [calendar] = letter.iter_attachments()
    assert calendar.get_content_type() == "text/calendar"
    [todo] = icalendar.Calendar.from_ical(calendar.get_content()).walk("VTODO")
    with open_register(db) as register:
        assert todo["UID"] == f"cd1-{register_id(register)}@chidao"
    others = [tos for tos, letter in box.letters if UNITS[0] in letter.as_string() and tos != ["0@example.org"]]
    assert not others


def test_a_unit_is_mailed_once_a_day_unless_again(db: Path, table: Path):
    box = Box()
    with mail_server(box) as port:
        assert states(send(db, table, port, "--json", "--unit", "cong an")) == ["sent"]
        second = send(db, table, port, "--json")
        assert sorted(states(second)) == ["already", "sent", "sent"]
        assert second.exit_code == 0
        assert states(send(db, table, port, "--json", "--again")) == ["sent"] * 3
        assert states(send(db, table, port, "--json", "--today", "2026-04-26")) == ["sent"] * 3
    assert len(box.letters) == 9
    assert len(kept(db)) == 9


def test_a_server_that_goes_away_in_the_middle(db: Path, table: Path):
    """The first got it, the second letter broke, the third was not tried; all is told, and the next run does the rest."""
    box = Box(breaks_at=2)
    with mail_server(box) as port:
        result = send(db, table, port, "--json")
    assert result.exit_code == 1
    reminders = json.loads(result.stdout)
    assert [r["state"] for r in reminders] == ["sent", "failed", "not_tried"]
    assert "mất kết nối" in reminders[1]["reason"]
    assert "Không nối được máy chủ thư" in reminders[2]["reason"]
    assert len(box.letters) == 1
    again = Box()
    with mail_server(again) as port:
        assert states(send(db, table, port, "--json")) == ["already", "sent", "sent"]
    assert {to for tos, _ in again.letters for to in tos}.isdisjoint(box.letters[0][0])


def test_a_letter_that_is_refused_costs_itself_alone(db: Path, table: Path):
    box = Box(full_at=1)
    with mail_server(box) as port:
        result = send(db, table, port)
    assert result.exit_code == 1
    assert "452 mailbox full" in result.output
    assert "Đã gửi 2 trong 3 đơn vị." in result.output
    assert [state for _, state in kept(db)] == ["failed", "sent", "sent"]


def test_refused_addresses_are_told(db: Path, table: Path):
    text = TABLE.replace("0@example.org", "0@example.org old@example.org").replace("1@example.org", "gone@example.org")
    table.write_text(text, encoding="utf-8")
    box = Box(refused=("old@example.org", "gone@example.org"))
    with mail_server(box) as port:
        result = send(db, table, port, "--json")
    partly, gone, whole = sorted(
        json.loads(result.stdout), key=lambda r: r["addresses"] != ["0@example.org", "old@example.org"]
    )[:3]
    by_address = {tuple(r["addresses"]): r for r in (partly, gone, whole)}
    one = by_address[("0@example.org", "old@example.org")]
    assert (one["state"], one["refused"]) == ("sent", [["old@example.org", "550 no such user here"]])
    assert by_address[("gone@example.org",)]["state"] == "failed"
    assert result.exit_code == 1


def test_a_unit_without_an_address_is_told(db: Path, table: Path):
    table.write_text("đơn vị;email\nCông an huyện;a@example.org\n", encoding="utf-8")
    with mail_server(Box()) as port:
        result = send(db, table, port, "--json")
    assert sorted(states(result)) == ["no_address", "no_address", "sent"]
    assert result.exit_code == 1


def test_a_run_that_was_killed_sends_none_twice(db: Path, table: Path):
    """Killed between the server's answer and the note of it: the unit is told as unsure, not mailed again by itself."""
    box = Box()
    with mail_server(box) as port:
        code = (
            "import os, sys\nfrom extractor.exchange import reminding\n"
            "reminding.settle_reminder = lambda *args, **options: os._exit(9)\n"
            "from extractor.cli.root import root\nroot(sys.argv[1:])"
        )
        plain = [
            "--smtp-host",
            "127.0.0.1",
            "--smtp-port",
            str(port),
            "--smtp-security",
            "none",
            "--smtp-from",
            "so@example.org",
        ]
        line = ["remind", "--today", TODAY, "--send", "--units", str(table), *plain]
        done = subprocess.run(
            [sys.executable, "-c", code, *line], env={**os.environ, "CHIDAO_DB": str(db)}, capture_output=True
        )
        assert done.returncode == 9
        assert len(box.letters) == 1
        assert sorted(states(send(db, table, port, "--json"))) == ["sent", "sent", "unsure"]
        assert len(box.letters) == 3
        assert sorted(states(send(db, table, port, "--json", "--again"))) == ["sent"] * 3


def test_encrypted_with_a_password(db: Path, table: Path, tmp_path: Path):
    authority, context = certificate(tmp_path)
    secret = tmp_path / "password"
    secret.write_text("mật khẩu 1\n", encoding="utf-8")
    box = Box()
    options = {
        "tls_context": context,
        "require_starttls": True,
        "auth_required": True,
        "authenticator": only("so", "pass1"),
    }
    with mail_server(box, **options) as port:
        base = (
            "--smtp-host",
            "localhost",
            "--smtp-port",
            port,
            "--smtp-security",
            "starttls",
            "--smtp-from",
            "so@example.org",
        )
        line = ("--send", "--units", table, *base, "--smtp-user", "so")
        unknown = remind(db, *line, env={"CHIDAO_SMTP_PASSWORD": "pass1"})
        assert "chứng thư" in unknown.stderr
        wrong = remind(db, *line, "--smtp-ca", authority, env={"CHIDAO_SMTP_PASSWORD": "nope"})
        assert "không nhận tên hoặc mật khẩu" in wrong.stderr
        assert not kept(db)
        right = remind(db, *line, "--smtp-ca", authority, env={"CHIDAO_SMTP_PASSWORD": "pass1"})
        assert right.exit_code == 0, right.output
        secret.write_text("pass1\n", encoding="utf-8")
        from_file = remind(db, *line, "--smtp-ca", authority, "--smtp-password-file", secret, "--again")
        assert from_file.exit_code == 0, from_file.output
    assert len(box.letters) == 6


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["--send"], 2, "--send cần thêm --smtp-host"),
        (["--again"], 2, "--again đi cùng --send"),
        (["--send", "--smtp-host", "x", "--smtp-from", "không", "--units", "u"], 2, "không phải địa chỉ thư"),
        (
            ["--send", "--smtp-host", "x", "--smtp-from", "a@b.vn", "--units", "không-có.csv"],
            1,
            "Không có tệp bảng địa chỉ",
        ),
        (
            ["--send", "--smtp-host", "x", "--smtp-from", "a@b.vn", "--units", "u", "--smtp-user", "a"],
            2,
            "cần mật khẩu",
        ),
    ],
)
def test_what_sending_needs(db: Path, args, code, says):
    result = remind(db, *args)
    assert (result.exit_code, len(result.stderr.splitlines())) == (code, 1)
    assert says in result.stderr


def test_a_password_never_goes_out_in_clear(db: Path, table: Path):
    line = ("--smtp-host", "mail.example.org", "--smtp-security", "none", "--smtp-from", "a@b.vn", "--smtp-user", "a")
    result = remind(db, "--send", "--units", table, *line, env={"CHIDAO_SMTP_PASSWORD": "x"})
    assert result.exit_code == 1
    assert "Không gửi mật khẩu không mã hóa" in result.stderr


def test_no_server_at_all(db: Path, table: Path):
    result = send(db, table, 1)
    assert result.exit_code == 1
    assert "Không nối được máy chủ thư “127.0.0.1:1”" in result.stderr
    assert not kept(db)
