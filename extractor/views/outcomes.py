"""The closing table of an ingest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from extractor.core.register import Outcome, OutcomeKind
from extractor.views.terminal import Column, Part, Screen, Table, Text, plain, render, table
from extractor.views.words import OUTCOMES, number_in_words

_STYLES: dict[OutcomeKind, str] = {"new": "green", "updated": "green", "needs_ocr": "yellow", "failed": "red"}
_LISTED = 40


class Report(msgspec.Struct, frozen=True):
    """All outcomes of a run, and how many of each kind."""

    files: tuple[Outcome, ...]
    counts: dict[OutcomeKind, int]


def report_of(outcomes: Sequence[Outcome]) -> Report:
    counted = Counter(outcome.kind for outcome in outcomes)
    return Report(tuple(outcomes), {kind: counted[kind] for kind in OUTCOMES})


def render_outcomes(outcomes: Sequence[Outcome], screen: Screen) -> str:
    """What was kept, then what was not and why, then the counts. In a long run only the first of what was kept."""
    parts: list[Part] = []
    kept = [o for o in outcomes if o.kind in ("new", "updated", "unchanged")]
    not_kept = [o for o in outcomes if o.kind in ("needs_ocr", "failed")]
    changed = [o for o in kept if o.kind != "unchanged" or o.warning]
    if changed:
        parts.append(_table(changed[:_LISTED], "Chỉ đạo"))
        if len(changed) > _LISTED:
            parts.append(plain(f"… và {number_in_words(len(changed) - _LISTED)} tệp nữa."))
    for head, kind in (("Chưa nạp được vì cần nhận dạng chữ (OCR)", "needs_ocr"), ("Không nạp được", "failed")):
        group = [o for o in not_kept if o.kind == kind]
        if group:
            parts.append(plain(f"{head} ({number_in_words(len(group))})", f"bold {_STYLES[group[0].kind]}"))
            parts.append(_reasons(group))
    parts.append(plain(_counts(outcomes)))
    return render(screen, *parts)


def _table(outcomes: Sequence[Outcome], head: str) -> Table:
    columns = [
        Column("Mã", width=max(6, *(len(o.document or "") for o in outcomes))),
        Column("Tệp", share=3),
        Column("Kết quả", width=9),
        Column(head, width=7, right=True),
        Column("Lưu ý", share=2),
    ]
    rows: list[list[str | Text]] = [
        [
            o.document or "",
            o.path,
            plain(OUTCOMES[o.kind], _STYLES.get(o.kind, "")),
            number_in_words(o.directives) if o.kind != "unchanged" else "",
            o.warning or "",
        ]
        for o in outcomes
    ]
    if not any(o.warning for o in outcomes):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    return table(columns, rows)


def _reasons(outcomes: Sequence[Outcome]) -> Table:
    return table([Column("Tệp", share=2), Column("Lý do", share=3)], [[o.path, o.reason or ""] for o in outcomes])


def _counts(outcomes: Sequence[Outcome]) -> str:
    counts = report_of(outcomes).counts
    always = ("new", "unchanged", "failed")
    said = [f"{OUTCOMES[kind]} {number_in_words(n)}" for kind, n in counts.items() if n or kind in always]
    return f"Đã xem {number_in_words(len(outcomes))} tệp: {', '.join(said)}."
