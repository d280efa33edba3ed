"""Deadline phrases that a clerk may meet: chidao and dateparser on the same sentences in the same run.

    pip install -e .[dev]     (brings dateparser, which the program itself does not need)
    python benchmarks/deadlines.py [--part dev|test] [--errors]

`corpora/rules/deadline_phrases.jsonl` was composed before any tuning to it. It is split: rules may be tuned on dev,
errors of test are never printed. A row is right when the value is: the date with its bound, the repetition, the
offset from an event, or that there is none. It is silently wrong when another value is given and nothing says that it
is doubtful, doubted when a diagnostic of its words says so; it is missed when none is given. dateparser has
Vietnamese, the document's date as base and the future preferred; it knows neither bound nor repetition, so only the
date is asked of it, and its best of several readings of a sentence counts.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from extractor.core.context import Context
from extractor.core.record import Deadline
from extractor.pipeline import extract

ROWS = Path(__file__).resolve().parent.parent / "corpora" / "rules" / "deadline_phrases.jsonl"

Row = Mapping[str, Any]
Verdict = str  # right, wrong, doubted, missed


def read(part: str) -> list[Row]:
    rows = [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["part"] == part]


def judge_chidao(row: Row) -> Verdict:
    record = extract(row["sentence"], context=Context(doc_date=row["doc_date"]))
    given = [d.deadline for d in record.directives if d.deadline]
    if row.get("none"):
        return "wrong" if given else "right"
    if not given:
        return "missed"
    if any(same(row, deadline) for deadline in given):
        return "right"
    unsure = {found.start for found in record.diagnostics if found.code.startswith("deadline_")}
    return "doubted" if all(deadline.start in unsure for deadline in given) else "wrong"


def same(row: Row, deadline: Deadline) -> bool:
    if row.get("recurrence"):
        return parts(row["recurrence"]) == parts(deadline.recurrence)
    if row.get("due"):
        return deadline.due == row["due"] and deadline.bound == row["bound"]
    return deadline.due is None and days(deadline.offset) == days(row.get("offset"))


def parts(rule: str | None) -> frozenset[str]:
    return frozenset((rule or "").split(";")) - {"", "INTERVAL=1"}


def days(offset: str | None) -> str | None:
    return "P14D" if offset == "P2W" else offset


def judge_dateparser(row: Row) -> Verdict:
    from dateparser.search import search_dates

    base = dt.datetime.fromisoformat(row["doc_date"])
    settings = {
        "RELATIVE_BASE": base,
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": "DMY",
        "PREFER_DAY_OF_MONTH": "last",
    }
    found = search_dates(row["sentence"], languages=["vi"], settings=settings) or []
    said = {moment.date().isoformat() for _, moment in found}
    if row.get("none"):
        return "wrong" if said else "right"
    if not said:
        return "missed"
    return "right" if str(row.get("due"))[:10] in said else "wrong"


def report(name: str, rows: list[Row], judge: Callable[[Row], Verdict], show: bool) -> None:
    begin = time.process_time()
    verdicts = [judge(row) for row in rows]
    spent = (time.process_time() - begin) / len(rows) * 1000
    counts = Counter(verdicts)
    right, wrong, doubted, missed = (counts[kind] / len(rows) for kind in ("right", "wrong", "doubted", "missed"))
    shares = f"right {right:.3f}  silently wrong {wrong:.3f}  doubted {doubted:.3f}  missed {missed:.3f}"
    print(f"{name:<12}{len(rows):>5} rows  {shares}  {spent:.1f} ms/row")
    for kind in sorted({row["class"] for row in rows}):
        of_kind = Counter(v for row, v in zip(rows, verdicts, strict=True) if row["class"] == kind)
        print(f"    {kind:<14} right {of_kind['right']:>3} wrong {of_kind['wrong']:>3} missed {of_kind['missed']:>3}")
    if show:
        for row, verdict in zip(rows, verdicts, strict=True):
            if verdict != "right":
                print(f"    {row['id']} {verdict}: {row}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=("dev", "test"), default="test")
    parser.add_argument("--errors", action="store_true", help="of dev only")
    args = parser.parse_args()
    rows = read(args.part)
    report("chidao", rows, judge_chidao, args.errors and args.part == "dev")
    report("dateparser", rows, judge_dateparser, False)


if __name__ == "__main__":
    main()
