"""The closing table of an ingest, and the lines of a watched folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from extractor.core.characters import shown_name
from extractor.core.register import Outcome, OutcomeKind
from extractor.views.terminal import Column, Part, Screen, Table, Text, one_line, plain, render, table
from extractor.views.words import OUTCOMES, number_in_words

_STYLES: dict[OutcomeKind, str] = {
    "new": "green",
    "updated": "green",
    "offered": "yellow",
    "needs_ocr": "yellow",
    "failed": "red",
}
_NAMED = 5
_LISTED = 40


class Report(msgspec.Struct, frozen=True):
    """All outcomes of a run, and how many of each kind."""

    files: tuple[Outcome, ...]
    counts: dict[OutcomeKind, int]


def report_of(outcomes: Sequence[Outcome]) -> Report:
    counted = Counter(outcome.kind for outcome in outcomes)
    return Report(tuple(outcomes), {kind: counted[kind] for kind in OUTCOMES})


def render_outcomes(outcomes: Sequence[Outcome], screen: Screen, others: Sequence[str] = ()) -> str:
    """What was kept, then what was not and why, then the counts. In a long run only the first of what was kept.

    `others`: names of files that are of no kind that is read.
    """
    parts: list[Part] = []
    kept = [o for o in outcomes if o.kind in ("new", "updated", "offered", "unchanged")]
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
    if others:
        named = ", ".join(map(one_line, others[:_NAMED])) + (", …" if len(others) > _NAMED else "")
        parts.append(plain(f"Bỏ qua {number_in_words(len(others))} tệp không thuộc dạng đọc được: {named}.", "yellow"))
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


class _Settled(msgspec.Struct, frozen=True, omit_defaults=True):
    documents: tuple[Outcome, ...]
    moved_to: str | None = None
    stays: str | None = None


def render_settled(outcomes: Sequence[Outcome], moved_to: str | None, stays: str | None) -> str:
    """One line for each document of a file of a watched folder, and where the file lies now (or why it stays)."""
    lines = []
    for outcome in outcomes:
        name = " ".join(part for part in (outcome.document, outcome.path) if part)
        told = f"{number_in_words(outcome.directives)} chỉ đạo" if outcome.kind in ("new", "updated") else None
        about = "; ".join(part for part in (told, outcome.warning, outcome.reason) if part)
        lines.append(f"[{OUTCOMES[outcome.kind]}] {name}{f': {about}' if about else ''}")
    if moved_to is not None:
        lines.append(f"  → {moved_to}")
    if stays is not None:
        lines.append(f"  (chưa chuyển: {stays})")
    return "".join(f"{shown_name(line)}\n" for line in lines)


def render_settled_json(outcomes: Sequence[Outcome], moved_to: str | None, stays: str | None) -> bytes:
    """The same as one line of JSON."""
    settled = _Settled(tuple(outcomes), shown_name(moved_to) if moved_to is not None else None, stays)
    return msgspec.json.encode(settled) + b"\n"
