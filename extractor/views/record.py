"""One record for reading: its card, its directives, its text with what was found lit up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from extractor.core.links import Comparison
from extractor.core.locating import spot_of_directive
from extractor.core.record import Directive, EntityType, Record
from extractor.core.register import Mark, Shown
from extractor.views.card import card_facts
from extractor.views.changes import FIELDS
from extractor.views.links import witness_parts
from extractor.views.terminal import Entry, Part, Screen, Text, entry, one_line, pairs, plain, render, safe, shortened
from extractor.views.words import (
    ENTITIES,
    KINDS,
    date_in_words,
    number_in_words,
    percent_of,
    recurrence_in_words,
)

_ENTITY_STYLES: dict[EntityType, str] = {
    "person": "green",
    "organization": "cyan",
    "location": "blue",
    "legal_ref": "magenta",
    "programme": "bright_magenta",
}
_FIGURE_STYLE = "yellow"
_TIME_STYLE = "red"
_DIRECTIVE_STYLE = "underline"
_CHOSEN_STYLE = "bold underline"


def render_record(record: Record, screen: Screen) -> str:
    """A record that is in no register yet: card, directives, counts, diagnostics; without its text."""
    names = [f"{number}." for number in range(1, len(record.directives) + 1)]
    return render(screen, *_summary(record, names))


def render_shown(shown: Shown, screen: Screen, *, beside: Sequence[Comparison] = ()) -> str:
    """A record of the register with its whole text in colours and a legend; `beside`: the others of its entry."""
    head = entry(shown.document.id, plain(shown.document.file_name))
    parts: list[Part] = [head, *_of_document(shown)]
    marks = [mark_in_words(mark) for mark in shown.marks]
    parts += _summary(shown.record, shown.directive_ids, shown.directive, marks)
    parts += _left_out(shown)
    parts += witness_parts(beside)
    parts += [_title("Toàn văn"), *([_legend()] if screen.color else []), _text(shown)]
    return render(screen, *parts)


_STATES = {"rejected": "đã loại", "deleted": "đã xóa", "gone": "bản đọc mới không còn, giữ lại vì đã có người làm"}


def mark_in_words(mark: Mark) -> str:
    """What people did with a directive: `người sửa: thời hạn, đơn vị; đã xác nhận 20/03/2026`."""
    told = ["người thêm"] if mark.origin == "person" else []
    if mark.corrected:
        told.append("người sửa: " + ", ".join(FIELDS.get(field, field) for field in mark.corrected))
    if mark.confirmed_at is not None:
        told.append(f"đã xác nhận {date_in_words(mark.confirmed_at[:10])}")
    if mark.state in _STATES:
        told.append(_STATES[mark.state])
    return "; ".join(told)


def _of_document(shown: Shown) -> list[Part]:
    """What people did with the document as a whole, and whether a newer reading waits."""
    row, told = shown.document, []
    if row.deleted_at is not None:
        told.append(f"Đã xóa khỏi danh sách: khôi phục bằng “chidao undelete {row.id}”.")
    if row.corrected:
        told.append("Người sửa thẻ: " + ", ".join(FIELDS.get(field, field) for field in row.corrected) + ".")
    if row.confirmed_at is not None:
        told.append(f"Cả văn bản đã xác nhận {date_in_words(row.confirmed_at[:10])}.")
    if shown.offered is not None:
        told.append(f"Có bản đọc mới chờ duyệt ({shown.offered}): xem bằng “chidao reread {row.id}”.")
    return [plain(line, "yellow") for line in told]


def _left_out(shown: Shown) -> list[Part]:
    """Directives that are in no list any more; they can be brought back."""
    if not shown.left_out:
        return []
    lines = [f"- {out.id} ({_STATES.get(out.state, out.state)}): {shortened(out.text, 100)}" for out in shown.left_out]
    return [_title(f"Đã loại, đã xóa ({number_in_words(len(lines))})"), *(plain(line, "dim") for line in lines)]


def _summary(record: Record, names: Sequence[str], chosen: str | None = None, marks: Sequence[str] = ()) -> list[Part]:
    parts: list[Part] = [*_card(record)]
    parts.append(_title(f"Chỉ đạo ({number_in_words(len(record.directives))})"))
    parts += [
        _directive(record, directive, name, chosen=name == chosen, mark=marks[place] if marks else "")
        for place, (name, directive) in enumerate(zip(names, record.directives, strict=True))
    ]
    parts.append(plain(_counts(record), "dim"))
    if record.diagnostics:
        parts.append(_title(f"Cần xem lại ({number_in_words(len(record.diagnostics))})"))
        parts += [plain(f"- {_diagnostic(d.message, d.text)}") for d in record.diagnostics]
    return parts


def _title(words: str) -> Text:
    return plain(f"\n{words}", "bold")


def _card(record: Record) -> tuple[Entry, ...]:
    return pairs([(fact.name + ":", one_line(fact.value)) for fact in card_facts(record)])


def _directive(record: Record, directive: Directive, name: str, *, chosen: bool, mark: str = "") -> Entry:
    notes = [line for line in (directive_facts(directive), _where(record, directive)) if line]
    text = plain(one_line(directive.text), "bold" if chosen else "")
    marked_by = [plain(f"✎ {mark}", "yellow")] if mark else []
    return entry(name, text, *(plain(line, "dim") for line in notes), *marked_by)


def directive_facts(directive: Directive) -> str:
    """Kind, who, by when, on whose order, and how sure: one line."""
    facts = [KINDS[directive.kind]]
    for role, head in (("lead", "chủ trì"), ("coordinate", "phối hợp")):
        names = [a.text + (" (kế thừa)" if a.inherited else "") for a in directive.assignees if a.role == role]
        if names:
            facts.append(f"{head}: {'; '.join(names)}")
    facts.append(f"thời hạn: {_deadline(directive) or 'không nêu'}")
    if directive.issued_by:
        facts.append(f"người giao: {directive.issued_by}")
    facts.append(f"độ tin cậy {percent_of(directive.confidence)}")
    return one_line(" | ".join(facts))


def _deadline(directive: Directive) -> str:
    deadline = directive.deadline
    if deadline is None:
        return ""
    if deadline.due:
        day = date_in_words(deadline.due)
        return f"trước {day}" if deadline.bound == "before" else day
    return recurrence_in_words(deadline.recurrence) if deadline.recurrence else deadline.text


def _where(record: Record, directive: Directive) -> str:
    spot = spot_of_directive(record, directive)
    where = [" › ".join(shortened(part, 60) for part in spot.section)] if spot.section else []
    if spot.page is not None:
        where.append(f"trang {spot.page}")
    return " | ".join(where)


def _counts(record: Record) -> str:
    counts = (
        f"{number_in_words(len(record.entities))} thực thể",
        f"{number_in_words(len(record.figures))} số liệu",
        f"{number_in_words(len(record.times))} mốc thời gian",
    )
    return "Ngoài ra: " + ", ".join(counts) + "."


def _diagnostic(message: str, text: str | None) -> str:
    return f"{one_line(message)} (“{shortened(text, 80)}”)" if text else one_line(message)


def _legend() -> Text:
    entries = [(ENTITIES[kind], style) for kind, style in _ENTITY_STYLES.items()]
    entries += [("số liệu", _FIGURE_STYLE), ("thời gian", _TIME_STYLE), ("[CD…] chỉ đạo", _DIRECTIVE_STYLE)]
    words = " | ".join(name for name, _ in entries)
    styles: list[tuple[int, int, str]] = []
    start = 0
    for name, style in entries:
        styles.append((start, start + len(name), style))
        start += len(name) + 3
    return Text(words, tuple(styles))


def _text(shown: Shown) -> Text:
    """The text with the id of each directive in brackets before it, so that it is found without colours too."""
    record = shown.record
    named = sorted((d.start, f"[{name}] ") for name, d in zip(shown.directive_ids, record.directives, strict=True))
    starts = [start for start, _ in named]
    before = [0, *accumulate(len(name) for _, name in named)]
    pieces: list[str] = []
    styles: list[tuple[int, int, str]] = []
    last = 0
    for number, (start, name) in enumerate(named):
        pieces += [record.text[last:start], name]
        styles.append((start + before[number], start + before[number + 1], "bold cyan"))
        last = start
    pieces.append(record.text[last:])
    for start, end, style in _styles(shown):
        # a name stands before its directive's first character and after whatever ends there
        styles.append((start + before[bisect_right(starts, start)], end + before[bisect_left(starts, end)], style))
    return Text(safe("".join(pieces)), tuple(styles))


def _styles(shown: Shown) -> Iterator[tuple[int, int, str]]:
    record = shown.record
    for name, directive in zip(shown.directive_ids, record.directives, strict=True):
        yield directive.start, directive.end, _CHOSEN_STYLE if name == shown.directive else _DIRECTIVE_STYLE
    for entity in record.entities:
        yield entity.start, entity.end, _ENTITY_STYLES[entity.type]
    for figure in record.figures:
        yield figure.start, figure.end, _FIGURE_STYLE
    for time in record.times:
        yield time.start, time.end, _TIME_STYLE
