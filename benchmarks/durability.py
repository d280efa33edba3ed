"""Does the register keep its word when processes are killed, and when many work at once?

    python benchmarks/durability.py [--moments 200] [--real 10] [--together 8] [--seed 1]

Kills (SIGKILL) a process at a random moment while it ingests, corrects, follows up, reads anew or backs up; it tells
every change on a pipe as soon as the call that makes it has returned. After each kill `check` must be clean, every
change told of must be there, and of the one under way all or nothing. `--real` kills `chidao ingest` itself, with its
workers, in the midst of the shipped samples; the run after it must end with all of them in the register. Then as many
processes as `--together` ingest while as many others correct, confirm, close and note: nothing may be lost, no error
shown. Registers are small and records composed, so that a moment costs a second. Exit code 1 where anything is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from extractor.core.history import HistoryRow
from extractor.core.record import Anchor, Assignee, Card, Deadline, Directive, Record, Source
from extractor.core.saying import GivenDeadline
from extractor.store import (
    Original,
    Register,
    add,
    add_note,
    back_up,
    check,
    close,
    confirm,
    correct,
    delete,
    extend,
    find_document,
    get,
    get_original,
    list_documents,
    list_history,
    open_register,
    put,
    read_anew,
    reject,
    reopen,
    undo,
)

ACTS = ("ingest", "correct", "follow", "reread", "backup")
AT = "2026-03-20T09:00:00+07:00"
SAMPLES = Path(__file__).resolve().parent.parent / "corpora" / "samples"
_BODIES = ("Sở Tài chính", "Sở Y tế", "Công an xã", "Phòng Kinh tế", "Ban Quản lý dự án")


def composed(number: int, *, version: int = 1, tasks: int = 20) -> Record:
    """A notice with `tasks` directives; another `version` reads a third of them otherwise and lacks the last."""
    lines = ["THÔNG BÁO", f"Số: {number}/TB-UBND"]
    spans: list[tuple[int, int, str]] = []
    at = sum(len(line) + 1 for line in lines)
    for task in range(tasks):
        body = _BODIES[(number + task) % len(_BODIES)]
        line = f"Giao {body} rà soát công trình số {number}.{task}, hoàn thành trước ngày 30/4/2026."
        spans.append((at, at + len(line), body))
        lines.append(line)
        at += len(line) + 1
    text = "\n".join(lines)
    directives = []
    for task, (start, end, body) in enumerate(spans[: tasks if version == 1 else -1]):
        until = text.index("trước ngày 30/4/2026", start)
        directives.append(
            Directive(
                "task" if version == 1 or task % 3 else "target", start, end, text[start:end], "bench.give",
                (Assignee(body, "lead", start + 5, start + 5 + len(body)),),
                Deadline("trước ngày 30/4/2026", until, until + 20, due="2026-04-30", last_day="2026-04-29"),
            )
        )  # fmt: skip
    card = Card(genre="notice", number=f"{number}/TB-UBND", title=f"Kết luận {number}", issued_on="2026-03-12")
    return Record(
        text=text, document=card, source=Source(format="text", file_name=f"{number}.txt"),
        anchor=Anchor("2026-03-12", "issue_date"), directives=tuple(directives), program=f"chidao 0.{version}.0",
    )  # fmt: skip


def content_of(number: int) -> bytes:
    return f"văn bản {number}\n".encode() * 2000


# In the child: one change after the other, each told when it has been made


def work(path: Path, act: str, seed: int, folder: Path) -> None:
    """Change the register until killed; each line of standard output is a change that was made."""
    draw = random.Random(seed)
    turn = 0
    tell({"ready": True})
    while True:
        turn += 1
        with open_register(path) as register:
            tell(_STEPS[act](register, draw, f"{act}-{seed}-{turn}", folder))


def tell(said: dict[str, Any]) -> None:
    os.write(1, json.dumps(said, ensure_ascii=False).encode() + b"\n")


def _ingest(register: Register, draw: random.Random, mark: str, folder: Path) -> dict[str, Any]:
    number = draw.randrange(10**9)
    put(register, Original(content_of(number), f"{mark}.txt", AT), composed(number), by=mark)
    return {"number": number}


def _correct(register: Register, draw: random.Random, mark: str, folder: Path) -> dict[str, Any]:
    directive = f"CD{draw.randint(1, 60)}"
    hand = {"by": mark, "at": AT}
    state = _state(register, directive)
    if state in ("rejected", "deleted"):
        (undone,) = undo(register, directive, **hand)
        return {"by": mark, "field": undone.changes[0].field}
    match draw.randrange(6):
        case 0:
            correct(register, directive, "deadline", GivenDeadline(day="2026-06-30", words=mark), **hand)
            return {"by": mark, "field": "deadline"}
        case 1:
            added = add(register, "VB1", f"Việc {mark}", quoted=False, **hand)
            return {"by": mark, "field": "added", "id": added}
        case 2:
            reject(register, directive, **hand)
            return {"by": mark, "field": "rejected", "id": directive}
        case 3:
            delete(register, directive, **hand)
            return {"by": mark, "field": "deleted", "id": directive}
        case 4:
            told = confirm(register, f"VB{draw.randint(1, 3)}", **hand)
            return {"by": mark, "field": "confirmed", "count": len(told)}
        case _:
            correct(register, directive, "issued_by", mark, **hand)
            return {"by": mark, "field": "issued_by", "new": mark}


def _state(register: Register, directive: str) -> str:
    shown = get(register, directive)
    return next((out.state for out in shown.left_out if out.id == directive), "live")


def _follow(register: Register, draw: random.Random, mark: str, folder: Path) -> dict[str, Any]:
    ids = [f"CD{draw.randint(1, 60)}" for _ in range(3)]
    hand = {"by": mark, "at": AT}
    closed = [task for task in set(ids) if _is_closed(register, task)]
    if closed:
        reopen(register, closed, **hand)
        return {"by": mark, "field": "closed_on", "count": len(closed)}
    if draw.random() < 0.4:
        close(register, ids, on="2026-03-20", note="xong", **hand)
        return {"by": mark, "field": "closed_on", "count": len(set(ids))}
    if draw.random() < 0.3:
        day = f"2{draw.randrange(100, 999)}-01-01"
        with_day = [task for task in set(ids) if (_extended(register, task) or "") < day]
        if with_day:
            extend(register, with_day, to=day, reason="mưa lũ", **hand)
            return {"by": mark, "field": "extended_to", "count": len(with_day)}
    add_note(register, ids, note=mark, **hand)
    return {"by": mark, "field": "note", "count": len(set(ids))}


def _is_closed(register: Register, directive: str) -> bool:
    return _column(register, directive, "closed_on") is not None


def _extended(register: Register, directive: str) -> str | None:
    return _column(register, directive, "extended_to")


def _column(register: Register, directive: str, column: str) -> str | None:
    with register.reading() as db:
        row = db.execute(f"SELECT {column} FROM directives WHERE id = ?", [int(directive[2:])]).fetchone()
        return None if row is None or row[0] is None else str(row[0])


def _reread(register: Register, draw: random.Random, mark: str, folder: Path) -> dict[str, Any]:
    name = f"VB{draw.randint(1, 3)}"
    version = draw.randint(1, 2)
    read_anew(register, name, composed(int(name[2:]), version=version), by=mark, at=AT)
    return {"by": mark, "field": "reading", "new": f"chidao 0.{version}.0"}


def _backup(register: Register, draw: random.Random, mark: str, folder: Path) -> dict[str, Any]:
    target = folder / "so.db"
    documents = back_up(register, target, force=True).documents
    put(register, Original(content_of(draw.randrange(10**9)), f"{mark}.txt", AT), composed(7), by=mark)
    return {"backup": documents}


_STEPS: dict[str, Callable[[Register, random.Random, str, Path], dict[str, Any]]] = {
    "ingest": _ingest,
    "correct": _correct,
    "follow": _follow,
    "reread": _reread,
    "backup": _backup,
}


# In the parent: kill, then look


class Tally(msgspec.Struct):
    """What came of it."""

    moments: Counter[str]
    changes: Counter[str]
    wrong: list[str]


def seeded(path: Path) -> None:
    """A register with three documents of twenty directives."""
    with open_register(path, create=True) as register:
        for number in (1, 2, 3):
            put(register, Original(content_of(number), f"{number}.txt", AT), composed(number))


def one_moment(act: str, seed: int, start: Path, tally: Tally) -> None:
    """Let a child work on a copy of the register and kill it at some moment."""
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="durability-") as name:
        folder = Path(name)
        path = folder / "r.db"
        shutil.copy(start, path)
        arguments = [sys.executable, __file__, "--child", act, "--seed", str(seed), "--folder", name]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
            assert child.stdout is not None and child.stderr is not None
            first = child.stdout.readline()
            time.sleep(draw.random() * (1.5 if act == "backup" else 0.8))
            child.kill()
            told = [json.loads(line) for line in (first + child.stdout.read()).splitlines() if line.endswith(b"}")]
            trouble = child.stderr.read().decode()
        if trouble or not told:
            tally.wrong.append(f"{act} {seed}: the child failed: {trouble[-300:]}")
        tally.moments[act] += 1
        tally.changes[act] += max(len(told) - 1, 0)
        tally.wrong += [f"{act} {seed}: {wrong}" for wrong in _looked_at(act, path, told[1:], folder)]


def _looked_at(act: str, path: Path, told: list[dict[str, Any]], folder: Path) -> Iterator[str]:
    with open_register(path) as register:
        yield from (f"check: {finding.id} {finding.message}" for finding in check(register))
        history: dict[str, list[HistoryRow]] = {}
        for line in list_history(register, limit=100_000):
            history.setdefault(line.by, []).append(line)
        for said in told:
            yield from _missing(register, said, history)
        yield from _half(act, register, history)
    if act == "backup":
        yield from _copies(folder, told)


def _missing(register: Register, said: dict[str, Any], history: dict[str, list[HistoryRow]]) -> Iterator[str]:
    """What was told as made and is not there."""
    if "number" in said:
        content = content_of(said["number"])
        row = find_document(register, Original(content, "", AT).sha256)
        if (
            row is None
            or get_original(register, row.id) != content
            or len(get(register, row.id).record.directives) != 20
        ):
            yield f"lost: {said}"
    elif "by" in said:
        lines = [line for line in history.get(said["by"], []) if line.field == said["field"]]
        if len(lines) != said.get("count", max(len(lines), 1)):
            yield f"lost: {said}"
        if "new" in said and lines and lines[0].new != said["new"]:
            yield f"other: {said}, {lines[0].new}"


def _half(act: str, register: Register, history: dict[str, list[HistoryRow]]) -> Iterator[str]:
    """Changes of one command of which only a part is there."""
    if act == "ingest":
        for row in list_documents(register):
            if len(get(register, row.id).record.directives) != 20:
                yield f"half: {row.id}"
    if act == "follow":
        with register.reading() as db:
            events = Counter(by for (by,) in db.execute("SELECT by FROM events"))
        for by, lines in history.items():
            if by.startswith("follow") and events[by] < len({line.subject for line in lines}):
                yield f"half: {by}"


def _copies(folder: Path, told: list[dict[str, Any]]) -> Iterator[str]:
    target = folder / "so.db"
    made = [said["backup"] for said in told if "backup" in said]
    if not target.exists():
        if made:
            yield "lost: the backup"
        return
    with open_register(target) as copy:
        yield from (f"backup: {finding.id} {finding.message}" for finding in check(copy))
        if made and len(list_documents(copy)) < made[-1]:
            yield "backup: an older one than was told"


def real_ingest(seed: int, tally: Tally) -> None:
    """Kill `chidao ingest` with real files, then run it to its end."""
    draw = random.Random(seed)
    files = sorted(
        path for path in SAMPLES.iterdir() if path.is_file() and path.suffix in (".txt", ".md", ".docx", ".html")
    )
    with tempfile.TemporaryDirectory(prefix="durability-") as name:
        path = Path(name, "r.db")
        arguments = [sys.executable, "-c", "from extractor.cli import main; main()", "ingest", *map(str, files)]
        arguments += ["--db", str(path), "--json"]
        first = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 120  # models take their time; from the first document on it is worth killing
        while first.poll() is None and time.monotonic() < end and not _count(path):
            time.sleep(0.05)
        time.sleep(draw.uniform(0.0, 1.5))
        first.kill()
        first.wait()
        if path.exists():
            with open_register(path, create=True) as register:
                kept = len(list_documents(register))
                tally.wrong += [f"real {seed}: {finding.id} {finding.message}" for finding in check(register)]
                tally.changes["real"] += kept
        again = subprocess.run(arguments, capture_output=True, text=True, timeout=600)
        with open_register(path) as register:
            tally.wrong += [f"real {seed}: {finding.id} {finding.message}" for finding in check(register)]
            if again.returncode or len(list_documents(register)) != len(files):
                tally.wrong.append(
                    f"real {seed}: {len(list_documents(register))} of {len(files)}, {again.stderr[-200:]}"
                )
        tally.moments["real"] += 1


def _count(path: Path) -> int:
    if not path.exists() or not path.stat().st_size:
        return 0
    with open_register(path, create=True) as register:
        return len(list_documents(register))


# Many at once


def together(count: int, turns: int, start: Path, tally: Tally) -> float:
    """Seconds that `count` processes took to ingest while as many updated, `turns` changes each."""
    with tempfile.TemporaryDirectory(prefix="durability-") as name:
        path = Path(name, "r.db")
        shutil.copy(start, path)
        children = []
        for act in ("ingest", "correct", "follow"):
            for number in range(count if act == "ingest" else count // 2):
                arguments = [sys.executable, __file__, "--child", act, "--seed", str(number), "--folder", name]
                arguments += ["--turns", str(turns)]
                pipe = subprocess.PIPE
                children.append((act, number, subprocess.Popen(arguments, stdin=pipe, stdout=pipe, stderr=pipe)))
        begin = time.perf_counter()
        told: list[dict[str, Any]] = []
        for act, number, child in children:
            out, trouble = child.communicate(timeout=900)
            if child.returncode or trouble:
                tally.wrong.append(f"together, {act} {number}: {trouble.decode()[-300:]}")
            told += [json.loads(line) for line in out.splitlines()]
        seconds = time.perf_counter() - begin
        made = [said for said in told if "ready" not in said]
        tally.changes["together"] += len(made)
        tally.moments["together"] += len(children)
        tally.wrong += [f"together: {wrong}" for wrong in _looked_at("together", path, made, Path(name))]
        return seconds


def limited(path: Path, act: str, seed: int, folder: Path, turns: int) -> None:
    """`turns` changes; one that somebody else has made impossible meanwhile is refused, which is no error."""
    from extractor.core.errors import ChangeRefused, StoreError

    draw = random.Random(seed)
    for turn in range(turns):
        with open_register(path) as register:
            try:
                tell(_STEPS[act](register, draw, f"{act}-{seed}-{turn}", folder))
            except ChangeRefused:
                continue
            except StoreError as error:
                if not str(error).startswith("Chưa ghi gì vào sổ:"):
                    raise


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=200)
    parser.add_argument("--real", type=int, default=10)
    parser.add_argument("--together", type=int, default=8)
    parser.add_argument("--turns", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", choices=ACTS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.child:
        if told.turns:
            limited(told.folder / "r.db", told.child, told.seed, told.folder, told.turns)
        else:
            work(told.folder / "r.db", told.child, told.seed, told.folder)
        return 0
    tally = Tally(Counter(), Counter(), [])
    with tempfile.TemporaryDirectory(prefix="durability-") as name:
        start = Path(name, "start.db")
        seeded(start)
        for moment in range(told.moments):
            one_moment(ACTS[moment % len(ACTS)], told.seed * 100_000 + moment, start, tally)
        for moment in range(told.real):
            real_ingest(told.seed * 100_000 + moment, tally)
        seconds = together(told.together, 12, start, tally) if told.together else 0.0
    print("| killed while it | moments | changes told before | wrong |\n| --- | --: | --: | --: |")
    for act in (*ACTS, "real", "together"):
        wrong = sum(line.startswith(act) for line in tally.wrong)
        print(f"| {act} | {tally.moments[act]} | {tally.changes[act]} | {wrong} |")
    print(f"together: {seconds:.1f} s")
    print("\n".join(tally.wrong[:20]))
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
