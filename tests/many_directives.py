"""A register of many directives, written row by row without reading any document: for questions of plan and time."""

from __future__ import annotations

import datetime as dt
import random

from extractor.store import Register
from extractor.store.folding import key_of

UNITS = tuple(f"Sở Thử nghiệm số {number}" for number in range(200))
ACTS = ("rà soát", "báo cáo", "hoàn thành", "đề xuất", "kiểm tra", "tổng hợp", "bố trí vốn", "thẩm định")
THINGS = ("dự án cầu", "kế hoạch vốn", "hồ sơ đất", "phương án phòng chống bão", "đề án", "danh sách hộ nghèo")
PER_DOCUMENT = 20


def fill(register: Register, directives: int, seed: int = 1) -> None:
    """Directives given over five years, five in eight of them with a day, a third closed, each with one or two units."""
    dice = random.Random(seed)
    with register.writing() as db:
        db.conn.executemany(
            "INSERT INTO units (id, key, name, kind) VALUES (?, ?, ?, 'department')",
            [(number + 1, f"so {number}", name) for number, name in enumerate(UNITS)],
        )
        first = dt.date(2022, 1, 1)
        documents, rows, assignees, links, figures = [], [], [], [], []
        for number in range(1, directives + 1):
            document = (number - 1) // PER_DOCUMENT + 1
            issued = first + dt.timedelta(days=document % 1800)
            if (number - 1) % PER_DOCUMENT == 0:
                documents.append(_document(document, issued.isoformat()))
            rows.append(_directive(number, document, issued, dice))
            for position in range(dice.choice((1, 2))):
                unit = dice.randrange(len(UNITS))
                key = key_of(UNITS[unit])
                role = "coordinate" if position else "lead"
                assignees.append((number, position, UNITS[unit], key, key, role))
                links.append((number, position, unit + 1))
            if number % 10 == 0:
                figures.append((document, number % PER_DOCUMENT, dice.randrange(10**6, 10**11)))
        db.conn.executemany(
            "INSERT INTO documents (id, sha256, file_name, file_key, format, size, ingested_at, extracted_at, program,"
            " genre, number, number_key, title, title_key, issuer, issued_on)"
            " VALUES (?, ?, ?, ?, 'text', 1, ?, ?, 'chidao', 'notice', ?, ?, ?, ?, ?, ?)",
            documents,
        )
        db.execute("INSERT INTO originals SELECT id, x'00' FROM documents")
        db.conn.executemany(
            "INSERT INTO directives (id, document_id, position, kind, text, section, start, end, deadline_text, due,"
            " bound, last_day, recurrence, anchor, offset, rule, confidence, closed_on, closed_as)"
            " VALUES (?, ?, ?, ?, ?, '[]', ?, ?, ?, ?, ?, ?, ?, ?, ?, 'test', ?, ?, ?)",
            rows,
        )
        db.conn.executemany(
            "INSERT INTO assignees (directive_id, position, text, key, name_key, role, inherited, inferred, start, end)"
            " VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, 0)",
            assignees,
        )
        db.conn.executemany("INSERT INTO assignee_units VALUES (?, ?, ?, 0)", links)
        db.conn.executemany(
            "INSERT INTO figures (document_id, position, kind, text, start, end, value, unit, rule)"
            " VALUES (?, ?, 'money', 'tiền', 5, 9, ?, 'VND', 'test')",
            figures,
        )
    register.db.execute("ANALYZE")


def _document(number: int, issued: str) -> tuple[object, ...]:
    sign, title, file = f"{number}/TB-UBND", f"Kết luận cuộc họp thứ {number}", f"{number}.pdf"
    at = f"{issued}T08:00:00+07:00"
    about = (sign, key_of(sign), title, key_of(title), f"UBND tỉnh thứ {number % 34}", issued)
    return (number, f"{number:064d}", file, key_of(file), at, at, *about)


def _directive(number: int, document: int, issued: dt.date, dice: random.Random) -> tuple[object, ...]:
    position = (number - 1) % PER_DOCUMENT
    text = f"{dice.choice(ACTS).capitalize()} {dice.choice(THINGS)} {dice.choice(THINGS)} thứ {number}, " * 3
    shape = dice.randrange(8)
    day = (issued + dt.timedelta(days=dice.randrange(5, 300))).isoformat() if shape < 5 else None
    rule = "FREQ=MONTHLY;BYMONTHDAY=20" if shape == 5 else None
    anchor = "khi được phê duyệt" if shape == 6 else None
    words = "thời hạn" if shape < 7 else None
    closed = (issued + dt.timedelta(days=dice.randrange(1, 400))).isoformat() if dice.random() < 0.33 else None
    return (
        number, document, position, dice.choice(("task", "task", "task", "commitment", "decision")), text,
        position * 100, position * 100 + 90, words, day, "by" if day else None, day, rule, anchor,
        "P10D" if anchor else None, dice.random(), closed, "done" if closed else None,
    )  # fmt: skip


def plan_of(register: Register, sql: str, parameters: object = ()) -> str:
    """What SQLite does for a question, one step a line."""
    return "\n".join(row[3] for row in register.db.execute(f"EXPLAIN QUERY PLAN {sql}", parameters).fetchall())
