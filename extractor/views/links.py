"""Links between documents, what witnesses tell differently, and who refers to what, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.core.links import (
    Citation,
    Comparison,
    Disagreement,
    LinkKind,
    LinkRow,
    LinkState,
    Quote,
    Reason,
    ReasonCode,
    References,
    Settled,
)
from extractor.core.register import DocumentRow
from extractor.views.terminal import Part, Screen, entry, one_line, plain, render, shortened
from extractor.views.words import date_in_words, number_in_words, percent_of, recurrence_in_words

KINDS: dict[LinkKind, str] = {
    "same": "cùng một văn bản với", "report": "tin về cuộc họp của", "extends": "gia hạn cho", "repeats": "nhắc lại",
    "replaces": "thay thế", "reports_on": "báo cáo kết quả của",
}  # fmt: skip
STATES: dict[LinkState, str] = {"offered": "chờ duyệt", "confirmed": "đã nhận", "rejected": "đã từ chối"}
LINK_WORDS: dict[str, str] = dict([*KINDS.items(), *STATES.items()])
_CODES: dict[ReasonCode, str] = {
    "number": "số, ký hiệu", "issued_on": "ngày ban hành", "issuer": "cơ quan ban hành", "meeting_on": "ngày họp",
    "chair": "người chủ trì", "about": "nội dung cuộc họp", "text": "toàn văn", "numbers": "các con số",
    "directives": "các chỉ đạo", "cites": "viện dẫn", "doer": "cùng đơn vị thực hiện", "place": "cùng địa bàn",
    "words": "lời giao việc", "cue": "có lời", "deadline": "thời hạn", "result": "câu nêu kết quả",
    "person": "người liên kết",
}  # fmt: skip
FIELDS = {
    "number": "số, ký hiệu", "issued_on": "ngày ban hành", "issuer": "cơ quan ban hành", "signer.name": "người ký",
    "meeting.date": "ngày họp", "meeting.place": "nơi họp", "deadline": "thời hạn", "assignees": "đơn vị chủ trì",
    "money": "số tiền", "percent": "tỷ lệ", "ratio": "tỷ số", "quantity": "số lượng", "date": "ngày",
}  # fmt: skip
_TEXT, _QUOTE = 160, 200
_SHOWN = 20  # disagreements in the note of an entry


def render_links(links: Sequence[LinkRow], screen: Screen) -> str:
    """Links with what speaks for each, and how to decide on those that wait."""
    if not links:
        return render(screen, plain("Không có liên kết nào."))
    parts: list[Part] = [_link(link) for link in links]
    waiting = [link.id for link in links if link.state == "offered"]
    if waiting:
        count = number_in_words(len(waiting))
        parts.append(
            plain(f"\n{count} liên kết chờ duyệt: “chidao accept {waiting[0]}” hoặc “chidao decline {waiting[0]}”.")
        )
    return render(screen, *parts)


def render_settled(settled: Sequence[Settled], screen: Screen) -> str:
    """What became of links, one line each, with where the tasks stand."""
    parts: list[Part] = []
    for one in settled:
        parts.append(plain(f"{one.link.id}: {STATES[one.link.state]} – {_ends(one.link)}"))
        for task in one.tasks:
            facts = [f"gia hạn đến {date_in_words(task.extended_to)}" if task.extended_to else ""]
            facts.append(f"kết thúc ngày {date_in_words(task.closed_on)}" if task.closed_on else "")
            told = "; ".join(fact for fact in facts if fact)
            parts.append(
                plain(f"  {task.id} {shortened(one_line(task.text), _TEXT)}{f' ({told})' if told else ''}", "dim")
            )
    return render(screen, *parts)


def render_declined(links: Sequence[LinkRow]) -> str:
    """One line for each."""
    return "".join(f"{link.id}: {STATES[link.state]}, sẽ không đề nghị lại – {_ends(link)}\n" for link in links)


def _ends(link: LinkRow) -> str:
    source, target = link.source_directive or link.source, link.target_directive or link.target
    return f"{source} {KINDS[link.kind]} {target}"


def _link(link: LinkRow) -> Part:
    by = f", {link.by}" if link.by != "chidao" else ""
    head = f"{_ends(link)} ({STATES[link.state]}{by}, {percent_of(link.score)})"
    ends = [
        f"{name}: {shortened(one_line(text), _TEXT)}"
        for name, text in (
            (link.source_directive or link.source, link.source_text),
            (link.target_directive or link.target, link.target_text),
        )
    ]
    reasons = "; ".join(_reason(reason) for reason in link.reasons)
    quotes = [line for reason in link.reasons for line in _quotes(reason)]
    return entry(
        link.id, plain(head, "bold"), *(plain(t, "dim") for t in (*ends, *([reasons] if reasons else []), *quotes))
    )


def _reason(reason: Reason) -> str:
    told = _CODES[reason.code]
    if isinstance(reason.value, float):
        return f"{told} giống {percent_of(reason.value)}"
    value = f" {_days(_as_written(reason))}" if reason.value else ""
    if reason.code in ("number", "issued_on", "issuer", "meeting_on", "chair", "about", "directives"):
        return f"{'cùng' if reason.agrees else 'khác'} {told}{value}".rstrip()
    return told + (f" “{reason.value}”" if reason.code == "cue" else value)


def _as_written(reason: Reason) -> str:
    """Values that are kept folded: numbers in capitals; the same chair needs no name, two get their capitals."""
    value = str(reason.value)
    if reason.code == "number":
        return value.upper()
    if reason.code == "chair":
        return "" if reason.agrees else value.title()
    return value


def _days(value: str) -> str:
    """Words with their ISO days as people write them."""
    return " ".join(date_in_words(word) for word in value.split(" "))


def _quotes(reason: Reason) -> Iterator[str]:
    if reason.code in ("cites", "result") and reason.source is not None:
        yield f"{_CODES[reason.code]}: {quote_in_words(reason.source)}"


def quote_in_words(quote: Quote) -> str:
    """`“trước ngày 30/6” (trang 2)`."""
    page = f" (trang {quote.page})" if quote.page is not None else ""
    return f"“{shortened(one_line(quote.text), _QUOTE)}”{page}"


def render_comparison(comparison: Comparison, screen: Screen) -> str:
    """Two documents side by side."""
    one, other = comparison.one, comparison.other
    parts: list[Part] = [_document(one), _document(other)]
    parts += disagreement_parts([comparison])
    if not comparison.disagreements:
        parts.append(plain("\nKhông thấy số liệu, ngày tháng, đơn vị nào nêu khác nhau."))
    same = number_in_words(len(comparison.pairs))
    alone = f"chỉ {one.id} có: {_names(comparison.only_one)}; chỉ {other.id} có: {_names(comparison.only_other)}"
    parts.append(plain(f"\n{same} chỉ đạo có ở cả hai; {alone}.", "dim"))
    return render(screen, *parts)


def disagreement_parts(comparisons: Sequence[Comparison]) -> list[Part]:
    """What documents of an entry tell differently, each with both quotes; nothing where they agree."""
    parts: list[Part] = []
    for comparison in comparisons:
        if comparison.disagreements:
            count = number_in_words(len(comparison.disagreements))
            parts.append(plain(f"\n{comparison.one.id} và {comparison.other.id} nêu khác nhau ({count} chỗ)", "bold"))
            parts += [_disagreement(comparison, told) for told in comparison.disagreements[:_SHOWN]]
    return parts


def witness_parts(comparisons: Sequence[Comparison]) -> list[Part]:
    """The note of an entry: which other documents it has, and what they tell differently."""
    if not comparisons:
        return []
    parts: list[Part] = [plain("\nCùng một mục trong sổ", "bold")]
    parts += [_document(comparison.other) for comparison in comparisons]
    return parts + disagreement_parts(comparisons)


def _disagreement(comparison: Comparison, told: Disagreement) -> Part:
    sides = (
        (told.one_directive or comparison.one.id, told.one, told.one_quote),
        (told.other_directive or comparison.other.id, told.other, told.other_quote),
    )
    lines = [
        f"{name}: {_value(value)}" + (f", {quote_in_words(quote)}" if quote.start is not None else "")
        for name, value, quote in sides
    ]
    return entry("-", plain(FIELDS.get(told.field, told.field)), *(plain(line, "dim") for line in lines))


def _value(value: str) -> str:
    return recurrence_in_words(value) if value.startswith("FREQ=") else date_in_words(one_line(value))


def _document(row: DocumentRow) -> Part:
    about = " – ".join(part for part in (row.number, date_in_words(row.issued_on or ""), row.title) if part)
    return entry(row.id, plain(one_line(about or row.file_name)), plain(one_line(row.file_name), "dim"))


def _names(names: Sequence[str]) -> str:
    return ", ".join(names) or "không"


def render_references(found: References, screen: Screen) -> str:
    """Who cites or carries out a document."""
    parts: list[Part] = []
    if found.understood:
        numbers = ", ".join(map(one_line, found.understood))
        parts.append(plain(f"Hiểu “{one_line(found.asked)}” là {numbers}.", "dim"))
    if found.documents:
        parts.append(plain("Chính văn bản này trong sổ", "bold"))
        parts += [_document(row) for row in found.documents]
    if not found.total:
        parts.append(plain(f"Chưa có văn bản nào trong sổ viện dẫn “{one_line(found.asked)}”."))
        return render(screen, *parts)
    head = f"{number_in_words(found.total)} chỗ viện dẫn, {number_in_words(found.directives_total)} chỉ đạo thực hiện"
    parts.append(plain(head, "bold"))
    parts += [_citation(citation) for citation in found.citations]
    if len(found.citations) < found.total:
        parts.append(
            plain(f"… và {number_in_words(found.total - len(found.citations))} chỗ nữa: xem bằng --limit.", "dim")
        )
    return render(screen, *parts)


def _citation(citation: Citation) -> Part:
    row = citation.document
    called = " ".join(part for part in (row.number, date_in_words(row.issued_on or "")) if part) or row.file_name
    issuer = [f"của {citation.issuer}"] if citation.issuer and citation.issuer not in citation.quote.text else []
    first = plain(" ".join([one_line(called) + ":", quote_in_words(citation.quote), *issuer]))
    tasks = [plain(f"{task.id} {shortened(one_line(task.text), _TEXT)}", "dim") for task in citation.directives]
    return entry(row.id, first, *tasks)
