"""Answers to a search: each sentence with its own marks, what matches lit up, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from extractor.core.register import COUNTED, DirectiveHit, DocumentHit, DocumentRow, Hits, SavedSearch, Spot
from extractor.core.status import Status
from extractor.views.terminal import Entry, Part, Screen, Text, entry, marked, plain, render, shortened
from extractor.views.words import KINDS, deadline_in_words, document_in_words, number_in_words

_MATCH = "bold yellow"

Hit = TypeVar("Hit", DirectiveHit, DocumentHit)

STATUSES: dict[Status, str] = {
    "closed": "đã xong",
    "standing": "thường xuyên",
    "waiting": "chờ điều kiện",
    "missing": "chưa rõ thời hạn",
    "overdue": "quá hạn",
    "due_soon": "sắp đến hạn",
    "in_progress": "đang thực hiện",
}
_VALUES = {
    **{("kind", str(kind)): name for kind, name in KINDS.items()},
    **{("status", str(status)): name for status, name in STATUSES.items()},
}
_FIELDS = {
    "issuer": "Cơ quan ban hành",
    "unit": "Đơn vị",
    "kind": "Loại chỉ đạo",
    "status": "Tình trạng",
    "year": "Năm",
    "doc_type": "Loại văn bản",
}


def render_hits(hits: Hits, query: str, screen: Screen) -> str:
    """How it was understood, directives, then documents, each with its id for `chidao show`, then the counts."""
    parts: list[Part] = [plain(note, "dim") for note in hits.notes]
    if not hits.directives and not hits.documents:
        return render(screen, *parts, plain(f"Không tìm thấy “{query}” trong sổ: {_hint(query)}."))
    if hits.directives:
        parts += _listed("Chỉ đạo", hits.directives, hits.directives_total, hits.page, _directive)
    if hits.documents:
        parts += _listed("Văn bản", hits.documents, hits.documents_total, hits.page, _document)
    parts += _facets(hits)
    return render(screen, *parts)


def _hint(query: str) -> str:
    return "thử ít từ hơn" if len(query.split()) > 1 else "xem lại cách viết, hoặc thử một từ khác"


def _listed(name: str, hits: Sequence[Hit], total: int, page: int, entry_of: Callable[[Hit], Entry]) -> list[Part]:
    whole: list[Hit] = [hit for hit in hits if not hit.partial]
    partial: list[Hit] = [hit for hit in hits if hit.partial]
    parts: list[Part] = []
    if whole:
        parts += [_head(name, len(whole), total, page), *map(entry_of, whole)]
    if partial:
        head = f"{name} chỉ có một phần các từ ({number_in_words(len(partial))})"
        parts += [plain(head, "bold"), *map(entry_of, partial)]
    return parts


def _head(name: str, shown: int, total: int, page: int) -> Text:
    all_of_them = f"hơn {number_in_words(COUNTED)}" if total > COUNTED else number_in_words(total)
    if shown == total:
        return plain(f"{name} ({all_of_them})", "bold")
    at = f"trang {page}, " if page > 1 else ""
    more = f"{at}{number_in_words(shown)} trong {all_of_them}, xem thêm bằng --page {page + 1} hoặc --limit"
    return plain(f"{name} ({more})", "bold")


def _facets(hits: Hits) -> list[Part]:
    parts: list[Part] = []
    if hits.facets:
        parts.append(plain(f"Phân bố của {number_in_words(hits.facets_of)} chỉ đạo", "bold"))
    for field, counts in hits.facets.items():
        values = " | ".join(f"{_value(field, c.value)} ({number_in_words(c.count)})" for c in counts)
        if values:
            parts.append(plain(f"{_FIELDS[field]}: {values}"))
    return parts


def _value(field: str, value: str) -> str:
    return _VALUES.get((field, value)) or shortened(value, 60)


def _directive(hit: DirectiveHit) -> Entry:
    task = hit.task
    facts = [KINDS[task.kind]]
    leads = "; ".join(a.text for a in task.assignees if a.role == "lead")
    if leads:
        facts.append(f"chủ trì: {shortened(leads, 80)}")
    deadline = deadline_in_words(task)
    if deadline:
        facts.append(f"thời hạn: {deadline}")
    return _entry(task.id, marked(task.text, hit.marks, _MATCH), facts, task.document, task.spot)


def _document(hit: DocumentHit) -> Entry:
    return _entry(hit.document.id, marked(hit.text, hit.marks, _MATCH), [], hit.document, hit.spot)


def _entry(name: str, text: Text, facts: list[str], document: DocumentRow, spot: Spot) -> Entry:
    where = [
        document_in_words(document.number, shortened(document.title or "", 80), document.issued_on, document.file_name)
    ]
    if spot.section:
        where.append(" › ".join(shortened(part, 50) for part in spot.section))
    if spot.page is not None:
        where.append(f"trang {spot.page}")
    notes = [plain(" | ".join(line), "dim") for line in (facts, where) if line]
    return entry(name, text, *notes)


def render_searches(saved: Sequence[SavedSearch], screen: Screen) -> str:
    """Saved searches, one a line."""
    if not saved:
        return render(screen, plain("Chưa lưu phép tìm nào: thêm --save NAME khi tìm."))
    return render(screen, *(plain(f"{one.name}: {_search_in_words(one)}") for one in saved))


def _search_in_words(saved: SavedSearch) -> str:
    options = [f"--{name.replace('_', '-')} {value}" for name, value in saved.options.items() if isinstance(value, str)]
    return " ".join(filter(None, (saved.query, *options)))
