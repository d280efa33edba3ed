"""Lists out of the register and back: rows out = rows back, with seconds and memory.

    python benchmarks/round_trips.py [--rows 10000] [--formats xlsx,jsonl,csv,ics,md,docx] [--folder DIR]

A register of composed records is exported in every format by `chidao export`, a process of its own; another library
than the one that wrote counts the rows and compares ids (icalendar, which is the only one, reads its own). What comes
back is imported as it is, which must change nothing, and with a third of the tasks closed and a note on another third,
which must change just these. Seconds and megabytes are those of the whole process. Exit code 1 where anything is lost.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import icalendar
import openpyxl

from extractor.core.record import Anchor, Assignee, Card, Deadline, Directive, Record, Source
from extractor.store import Original, open_register, put

A_NOTICE = 20
ISSUED, TODAY = "2026-03-12", "2026-04-25"
AT = "2026-03-13T08:00:00+07:00"
BODIES = ("Sở Tài chính", "Sở Y tế", "Sở Xây dựng", "Công an tỉnh", "UBND xã Tân Hòa", "Ban Quản lý dự án số 2")
WORKS = (
    "rà soát danh mục dự án chậm tiến độ, đề xuất phương án điều chuyển vốn",
    "hoàn thành bồi thường, bàn giao mặt bằng đoạn qua địa bàn",
    "tham mưu kế hoạch ứng phó thiên tai, bố trí lực lượng trực tại các điểm xung yếu",
    "kiểm tra hồ sơ cấp giấy chứng nhận còn tồn đọng, báo cáo kết quả xử lý từng trường hợp",
)


def main() -> int:
    args = argparse.ArgumentParser()
    args.add_argument("--rows", type=int, default=10_000)
    args.add_argument("--formats", default=",".join(READERS))
    args.add_argument("--folder", type=Path)
    asked = args.parse_args()
    sound = True
    with tempfile.TemporaryDirectory() as made:
        folder = asked.folder or Path(made)
        db = folder / "so.db"
        names = fill(db, asked.rows)
        print(f"{'':24}{'rows out':>9}{'back':>9}{'seconds':>9}{'MB':>6}{'file MB':>9}")
        for form in asked.formats.split(","):
            out = folder / f"list.{form}"
            seconds, memory, _ = run("export", "--out", out, "--all", "--today", TODAY, "--force", "--db", db)
            back = READERS[form](out)
            sound &= sorted(back) == sorted(names)
            size = out.stat().st_size / 2**20
            print(
                f"{'export .' + form:24}{len(names):9}{len(back):9}{seconds:9.1f}{memory:6.0f}{size:9.1f}", flush=True
            )
        for form in ("jsonl", "xlsx"):
            out = folder / f"list.{form}"
            if out.exists():
                sound &= returned(f"import .{form}, as it is", db, out, 0)
        if (folder / "list.xlsx").exists():
            changed = fill_in(folder / "list.xlsx", folder / "filled.xlsx")
            sound &= returned("import .xlsx, filled in", db, folder / "filled.xlsx", changed)
            sound &= returned("the same once more", db, folder / "filled.xlsx", 0)
    return 0 if sound else 1


def fill(db: Path, rows: int) -> list[str]:
    dice = random.Random(1)
    with open_register(db, create=True) as register:
        for number in range(-(-rows // A_NOTICE)):
            count = min(A_NOTICE, rows - number * A_NOTICE)
            put(register, Original(str(number).encode(), f"{number}.txt", AT), notice(number, count, dice))
    return [f"CD{number}" for number in range(1, rows + 1)]


def notice(number: int, count: int, dice: random.Random) -> Record:
    text, directives = "", []
    for _ in range(count):
        body, day = dice.choice(BODIES), dt.date(2026, 4, 1) + dt.timedelta(dice.randrange(200))
        words = f"trước ngày {day:%d/%m/%Y}"
        said = f"{body} {dice.choice(WORKS)} {words}."
        start = len(text)
        at = start + said.index(words)
        last = (day - dt.timedelta(1)).isoformat()
        deadline = Deadline(words, at, at + len(words), due=day.isoformat(), bound="before", last_day=last)
        doer = Assignee(body, "lead", start, start + len(body))
        directives.append(
            Directive("task", start, start + len(said), said, "benchmark", (doer,), deadline, confidence=0.9)
        )
        text += said + "\n"
    card = Card("notice", "thông báo", number=f"{number}/TB-UBND", title="Kết luận cuộc họp", issued_on=ISSUED)
    source = Source(format="text", file_name=f"{number}.txt")
    return Record(
        text=text, document=card, source=source, anchor=Anchor(ISSUED, "issue_date"), directives=tuple(directives)
    )


# a process has at least the memory of the one that started it, so a small one does
LAUNCHER = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.call(sys.argv[1:])
seconds, memory = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([code, seconds, memory / 1024]), file=sys.stderr)
"""


def run(*args: object) -> tuple[float, float, str]:
    """Seconds, megabytes at most and the output of `chidao`."""
    command = [sys.executable, "-c", "from extractor.cli.root import root; root()", *map(str, args)]
    done = subprocess.run([sys.executable, "-c", LAUNCHER, *command], capture_output=True, text=True, check=True)
    code, seconds, memory = json.loads(done.stderr.splitlines()[-1])
    if code:
        raise SystemExit(f"chidao {args[0]}: {done.stderr}")
    return seconds, memory, done.stdout


def returned(what: str, db: Path, file: Path, expected: int) -> bool:
    seconds, memory, said = run("import", file, "--apply", "--json", "--db", db)
    imported = json.loads(said)
    print(f"{what:24}{imported['rows']:9}{len(imported['changes']):9}{seconds:9.1f}{memory:6.0f}")
    return len(imported["changes"]) == expected and not imported["conflicts"] and not imported["refused"]


def fill_in(source: Path, target: Path) -> int:
    """Every third task closed, a note on every third: how many changes that makes."""
    workbook = openpyxl.load_workbook(source)
    sheet = workbook.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[3]}
    changes = 0
    for row in range(4, sheet.max_row + 1):
        if row % 3 == 0:
            sheet.cell(row, heads["Tình trạng"]).value = "Hoàn thành"
            sheet.cell(row, heads["Ngày hoàn thành"]).value = dt.datetime(2026, 4, 20)
        elif row % 3 == 1:
            sheet.cell(row, heads["Ghi chú"]).value = f"đã đôn đốc lần {row}"
        changes += row % 3 != 2
    workbook.save(target)
    return changes


def sheet_ids(path: Path) -> list[str]:
    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    return [str(row[1]) for row in sheet.iter_rows(min_row=4, values_only=True)]


def report_ids(path: Path) -> list[str]:
    word = docx.oxml.ns.qn
    table: Any = docx.Document(str(path)).tables[1]._tbl
    rows = table.iterchildren(word("w:tr"))
    cells = (list(row.iterchildren(word("w:tc")))[1] for row in rows)
    return ["".join(text.text or "" for text in cell.iter(word("w:t"))) for cell in cells][1:]


def calendar_ids(path: Path) -> list[str]:
    found = icalendar.Calendar.from_ical(path.read_bytes()).walk("VTODO")
    return [str(todo["UID"]).split("-")[0].upper() for todo in found]


def csv_ids(path: Path) -> list[str]:
    rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), delimiter=";")
    return [row[1] for row in rows][1:]


READERS: dict[str, Callable[[Path], list[str]]] = {
    "xlsx": sheet_ids,
    "docx": report_ids,
    "csv": csv_ids,
    "jsonl": lambda path: [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()],
    "ics": calendar_ids,
    "md": lambda path: [line.split(" | ")[1] for line in path.read_text(encoding="utf-8").splitlines()[6:]],
}

if __name__ == "__main__":
    sys.exit(main())
