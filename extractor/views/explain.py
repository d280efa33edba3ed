"""Why each item is in the record: the rule or model that made it, what it was made from, and where that stands."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from extractor.core.locating import page_of
from extractor.core.record import Deadline, Entity, Figure, Record, Time
from extractor.views.card import card_facts
from extractor.views.terminal import Column, Part, Screen, Table, one_line, plain, render, shortened, table
from extractor.views.words import (
    ENTITIES,
    FIGURES,
    KINDS,
    ROLES,
    TIMES,
    date_in_words,
    duration_in_words,
    number_in_words,
    percent_of,
    recurrence_in_words,
)

_INHERITED = "từ câu hoặc đề mục dẫn"
_INFERRED = "suy ra"
_DIRECTIVES = "Chỉ đạo"


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """One extracted item. `value` is what it was understood as; `rule` made it; the span is its evidence."""

    layer: str
    kind: str
    text: str
    value: str = ""
    rule: str = ""
    start: int | None = None
    end: int | None = None
    page: int | None = None


def explain_record(record: Record) -> tuple[Reason, ...]:
    """Every item of the record: card, directives with their parts, entities, figures, times, in text order each."""
    return (*_card(record), *_directives(record), *_mentions(record), *_doubts(record))


def render_explanation(record: Record, screen: Screen) -> str:
    """The reasons as one table a layer."""
    reasons = explain_record(record)
    parts: list[Part] = []
    for layer in dict.fromkeys(reason.layer for reason in reasons):
        rows = [reason for reason in reasons if reason.layer == layer]
        count = len(record.directives) if layer == _DIRECTIVES else len(rows)  # their parts have rows of their own
        parts.append(plain(f"{layer} ({number_in_words(count)})", "bold"))
        parts.append(_table(rows))
    return render(screen, *parts)


def _table(rows: Sequence[Reason]) -> Table:
    """Without the columns that no row of the layer fills: a card has evidence and no rules."""
    columns = [
        (Column("Loại", share=2), [r.kind for r in rows]),
        (Column("Trích nguyên văn", share=5), [shortened(r.text, 240) for r in rows]),
        (Column("Hiểu là", share=3), [one_line(r.value) for r in rows]),
        (Column("Quy tắc", share=3), [r.rule for r in rows]),
        (Column("Vị trí", width=14), [_position(r) for r in rows]),
    ]
    filled = [(column, cells) for column, cells in columns if any(cells)]
    return table([column for column, _ in filled], list(zip(*(cells for _, cells in filled), strict=True)))


def _position(reason: Reason) -> str:
    if reason.start is None:
        return ""
    span = f"{reason.start}–{reason.end}"
    return f"{span} tr.{reason.page}" if reason.page is not None else span


def _card(record: Record) -> list[Reason]:
    reasons: list[Reason] = []
    for fact in card_facts(record):
        values = [(f"{fact.path}.{i}", item) for i, item in enumerate(fact.items)] or [(fact.path, fact.value)]
        reasons += [_card_reason(record, fact.name, path, value) for path, value in values]
    return reasons


def _card_reason(record: Record, name: str, path: str, value: str) -> Reason:
    found = record.document.evidence.get(path)
    if found is None:
        return Reason("Thẻ văn bản", name, "", value)
    page = page_of(record, found.start)
    return Reason("Thẻ văn bản", name, found.text, value, "", found.start, found.end, page)


def _directives(record: Record) -> list[Reason]:
    reasons: list[Reason] = []
    for number, d in enumerate(record.directives, start=1):
        kind = f"{number}. {KINDS[d.kind]}"
        value = f"độ tin cậy {percent_of(d.confidence)}"
        if d.issued_by:
            value = f"người giao: {d.issued_by}; {value}"
        reasons.append(Reason(_DIRECTIVES, kind, d.text, value, d.rule, d.start, d.end, page_of(record, d.start)))
        for a in d.assignees:
            notes = [note for note, said in ((_INHERITED, a.inherited), (_INFERRED, a.inferred)) if said]
            page = page_of(record, a.start)
            quote = a.quote or record.text[a.start : a.end]
            reasons.append(Reason(_DIRECTIVES, ROLES[a.role], quote, a.text, "; ".join(notes), a.start, a.end, page))
        if d.deadline is not None:
            due = d.deadline
            note = _INFERRED if due.inferred else ""
            page = page_of(record, due.start)
            reasons.append(Reason(_DIRECTIVES, "thời hạn", due.text, _deadline(due), note, due.start, due.end, page))
    return reasons


def _deadline(deadline: Deadline) -> str:
    if deadline.due:
        before = "trước " if deadline.bound == "before" else ""
        last = f"; ngày cuối cùng {date_in_words(deadline.last_day)}" if deadline.last_day else ""
        value = f"{before}{date_in_words(deadline.due)}{last}"
    else:
        value = recurrence_in_words(deadline.recurrence) if deadline.recurrence else ""
    if deadline.offset:
        since = f" kể từ {deadline.anchor}" if deadline.anchor else ""
        value = f"{value} ({duration_in_words(deadline.offset)}{since})".strip()
    return value


def _mentions(record: Record) -> list[Reason]:
    groups: list[tuple[str, str, Entity | Figure | Time, str]] = []
    groups += [("Thực thể", ENTITIES[e.type], e, _entity(e)) for e in record.entities]
    groups += [("Số liệu", FIGURES[f.kind], f, _figure(f)) for f in record.figures]
    groups += [("Thời gian", TIMES[t.type], t, _time(t)) for t in record.times]
    return [
        Reason(layer, kind, item.text, value, item.rule, item.start, item.end, page_of(record, item.start))
        for layer, kind, item, value in groups
    ]


def _entity(entity: Entity) -> str:
    if entity.type == "legal_ref":
        parts = (entity.doc_type, entity.number, date_in_words(entity.date), entity.issuer)
        return "; ".join(part for part in parts if part)
    return "; ".join(entity.positions) or (entity.name if entity.name and entity.name != entity.text else "")


def _figure(figure: Figure) -> str:
    value = number_in_words(figure.value)
    if figure.total is not None:
        value += f" trên {number_in_words(figure.total)}"
    if figure.max is not None:
        value += f" đến {number_in_words(figure.max)}"
    rate = f"/{figure.per}" if figure.per else ""
    return f"{figure.comparator or ''} {value} {figure.unit}{rate}".strip()


def _time(time: Time) -> str:
    if time.type == "recurring":
        value = recurrence_in_words(time.value or "")
    elif time.type == "duration":
        value = duration_in_words(time.value or "")
    elif time.from_ == time.to:
        value = date_in_words(time.from_)
    else:
        value = f"{date_in_words(time.from_) or '…'} đến {date_in_words(time.to) or '…'}"
    notes = [note for note, said in (("năm suy ra", time.inferred), ("khoảng", time.vague)) if said]
    return "; ".join(part for part in (value, *notes) if part)


def _doubts(record: Record) -> list[Reason]:
    reasons = [
        Reason("Cần xem lại", d.code, d.text or "", d.message, "", d.start, d.end, d.page) for d in record.diagnostics
    ]
    reasons += [Reason("Phần bỏ ra ngoài", b.reason, b.text, page=b.page) for b in record.boilerplate]
    return reasons
