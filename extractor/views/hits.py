"""Answers to a search: each sentence with its own marks, what matches lit up, and where it stands."""

from __future__ import annotations

from extractor.core.register import DirectiveHit, DocumentHit, DocumentRow, Hits, Spot
from extractor.views.terminal import Entry, Part, Screen, Text, entry, marked, plain, render, shortened
from extractor.views.words import KINDS, deadline_in_words, document_in_words, number_in_words

_MATCH = "bold yellow"


def render_hits(hits: Hits, query: str, screen: Screen) -> str:
    """Directives first, then documents, each with its id for `chidao show`."""
    if not hits.directives and not hits.documents:
        return render(screen, plain(f"Không tìm thấy “{query}” trong sổ: thử ít từ hơn."))
    parts: list[Part] = []
    if hits.directives:
        parts.append(_head("Chỉ đạo", len(hits.directives), hits.directives_total))
        parts.extend(_directive(hit) for hit in hits.directives)
    if hits.documents:
        parts.append(_head("Văn bản", len(hits.documents), hits.documents_total))
        parts.extend(_document(hit) for hit in hits.documents)
    return render(screen, *parts)


def _head(name: str, shown: int, total: int) -> Text:
    count = number_in_words(total) if shown == total else f"{number_in_words(shown)} trong {number_in_words(total)}"
    more = "" if shown == total else ", xem thêm bằng --limit"
    return plain(f"{name} ({count}{more})", "bold")


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
