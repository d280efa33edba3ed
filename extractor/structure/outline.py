"""The outline of a document: lines with their labels, who stands under whom, and which part each belongs to.

An order in a bullet must know the heading and the lead-in it stands under; assessments must be told from tasks.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from extractor.core.document import Paragraph, Region, SourceText
from extractor.structure.labels import ORDINAL, Label, read_label

Part = Literal["header", "opening", "assessment", "targets", "tasks", "closing", "recipients", "signature", "caption", "body"]


class Line(msgspec.Struct, frozen=True):
    """One paragraph: [start, end) of the text; its content begins at `content`, after the label.

    `parent` is the index of the line it stands under; `lead_in` says that it ends in a colon and opens a list;
    `heading` that it names a topic or a body and holds no sentence of its own.
    """

    start: int
    end: int
    content: int
    part: Part
    region: Region = "body"
    label: str | None = None
    rank: float | None = None
    parent: int | None = None
    lead_in: bool = False
    heading: bool = False


_RECIPIENTS = re.compile(r"(?:\*\*)?Nơi\s+nhận\s*:?", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:Trên đây là|Nay,?\s+(?:xin\s+)?thông báo|Thông báo (?:này )?(?:để|đến)\s|(?:Văn phòng|VP|Thừa lệnh|Thay mặt|Thừa ủy quyền|Ủy ban nhân dân|UBND|Sở|Ban|Huyện ủy|Tỉnh ủy|Bộ)\b[^.;]{0,120}?"
    r"(?:xin |trân trọng )*(?:thông báo)\b(?! kết luận[^.]{0,200} như sau))",
)
_HINGE = re.compile(
    r"(?:kết luận|ý kiến|chỉ đạo|yêu cầu|thống nhất|quyết định|quyết nghị|đề nghị|điện|giao nhiệm vụ|chỉ thị|nhiệm vụ|nội dung|thông báo)[^.:]{0,160}(?::|như sau\s*[:.]?|sau đây\s*[:.]?)\s*$",
    re.IGNORECASE,
)
# headings that open an assessment begin so; the same words further back are part of a topic (`hộ khó khăn về nhà ở`)
_ASSESSMENT = re.compile(
    r"(?:(?:về|những|các|một số|nhận xét|công tác)\s+)*(?:đánh giá|kết quả|tình hình|ưu điểm|tồn tại|hạn chế|khuyết điểm|khó khăn, vướng mắc|khó khăn\s*$|nguyên nhân|mặt (?:được|chưa được|làm được)|bối cảnh|thực trạng|sự cần thiết|căn cứ|mục đích(?!,)|cơ sở pháp lý|thành phần|nhận định)",
    re.IGNORECASE,
)
_TASKS = re.compile(
    r"(?:nhiệm vụ|giải pháp|phương hướng|tổ chức thực hiện|thời gian tới|yêu cầu|kết luận|phân công|ý kiến chỉ đạo|nội dung thực hiện|trách nhiệm|kiến nghị|đề xuất|chỉ đạo)",
    re.IGNORECASE,
)
_TARGETS = re.compile(r"(?:(?:một số|các|về)\s+)*(?:mục tiêu|chỉ tiêu)(?!\s*,\s*(?:nhiệm vụ|yêu cầu))", re.IGNORECASE)
_CAPTION = re.compile(r"(?:Ảnh|Quang cảnh|Toàn cảnh|Hình\s*\d|Ảnh minh họa|Tin\s*[:,]|Tin, ảnh|Bài, ảnh|Theo\s+\S+\s*$)")


def build_outline(source: SourceText, view: str, body_start: int, official: bool) -> tuple[Line, ...]:
    """The lines of `source.text`, each with label, parent and part.

    `body_start` is the offset where the card's head ends; `official` says that the document is a notice, whose parts
    are told apart by its hinge sentence and headings; a report has only header, body and captions.
    """
    lines: list[Line] = []
    stack: list[tuple[float, int]] = []
    parts = _Parts(official, _opens_with_prose(source, view, body_start))
    for paragraph in source.paragraphs:
        content = view[paragraph.start : paragraph.end]
        if not content.strip():
            continue
        label = read_label(content) if paragraph.start >= body_start else None
        part = parts.of(content, label, paragraph, paragraph.start < body_start, stack)
        lead_in = content.rstrip().endswith(":")
        rank = _rank(label, lead_in, stack, part)
        while stack and rank is not None and stack[-1][0] >= rank:
            stack.pop()
        if part in ("closing", "recipients", "signature") or (label is None and not lead_in and bool(stack) and not official):
            stack.clear()
        parent = stack[-1][1] if stack else None
        offset = label.content if label else len(content) - len(content.lstrip())
        heading = _is_heading(content, label, paragraph)
        lines.append(
            Line(
                start=paragraph.start, end=paragraph.end, content=paragraph.start + offset, part=part, region=paragraph.region,
                label=source.text[paragraph.start : paragraph.start + label.content].strip() if label else None, rank=rank, parent=parent, lead_in=lead_in, heading=heading,
            )
        )  # fmt: skip
        if rank is not None:
            stack.append((rank, len(lines) - 1))
    return tuple(lines)


def ancestors(lines: tuple[Line, ...], index: int) -> list[Line]:
    """The lines above line `index`, nearest first."""
    found = []
    parent = lines[index].parent
    while parent is not None:
        found.append(lines[parent])
        parent = lines[parent].parent
    return found


def _rank(label: Label | None, lead_in: bool, stack: list[tuple[float, int]], part: Part) -> float | None:
    if label:
        return label.rank
    if lead_in and part not in ("recipients", "signature", "header"):
        held = [rank for rank, _ in stack if rank == int(rank)]
        return (held[-1] if held else 0) + 0.5
    return None


def _is_heading(content: str, label: Label | None, paragraph: Paragraph) -> bool:
    body = content[label.content :].strip() if label else content.strip()
    if not body or paragraph.region != "body":
        return False
    if body.endswith((".", ";", "./.", ",")) or re.search(r"[.;]\s", body):
        return False
    return label is not None or body.isupper() or (len(body) < 120 and paragraph.bold)


def _is_caption(line: str, label: Label | None) -> bool:
    """Headlines, subheads, captions and bylines of a report: short, and no sentence ends in them."""
    if len(line) < 160 and _CAPTION.match(line):
        return True
    return label is None and len(line) < 200 and not line.endswith((".", "…", ":", ";", "!", "?", '"', ")", "./."))


def _opens_with_prose(source: SourceText, view: str, body_start: int) -> bool:
    """Whether unlabelled paragraphs lead up to a hinge or to the first item of a list."""
    body = [p for p in source.paragraphs if p.start >= body_start and view[p.start : p.end].strip()]
    if any(_HINGE.search(view, p.start, p.end) for p in body):
        return True
    labelled = next((n for n, p in enumerate(body) if (label := read_label(view[p.start : p.end])) and label.rank <= ORDINAL), None)
    return bool(labelled)


class _Parts:
    """Which part a line stands in. A line under a heading takes the heading's part."""

    def __init__(self, official: bool, prose_first: bool) -> None:
        self.official = official
        self.now: Part = ("opening" if prose_first else "tasks") if official else "body"
        self.section: dict[int, Part] = {}

    def of(self, content: str, label: Label | None, paragraph: Paragraph, before_body: bool, stack: list[tuple[float, int]]) -> Part:
        if paragraph.region in ("recipients", "signature"):
            self.now = paragraph.region  # type: ignore[assignment]
            return self.now
        if before_body:
            return "header"
        if _RECIPIENTS.match(content.strip()):
            self.now = "recipients"
        if self.now in ("recipients", "signature"):
            return self.now
        if not self.official:
            return "caption" if _is_caption(content.strip(), label) else "body"
        return self._of_notice(content, label)

    def _of_notice(self, content: str, label: Label | None) -> Part:
        if label is None and _CLOSING.match(content.strip()):
            return "closing"
        if self.now == "opening":
            if label is None:
                if _HINGE.search(content):
                    self.now = "tasks"
                return "opening"
            if label.rank <= ORDINAL:
                self.now = "tasks"
            else:
                return "opening"
        if label is not None:
            self.section = {rank: part for rank, part in self.section.items() if rank < label.rank}
            part = self._of_heading(content[label.content :])
            if part is not None:
                self.section[label.rank] = part
        return self.section[max(self.section)] if self.section else "tasks"

    def _of_heading(self, body: str) -> Part | None:
        """The part that a heading opens; a line that holds whole sentences opens none, unless it says so at once."""
        text = body.strip()
        title = text.split(":")[0] if ":" in text[:90] else text
        if len(title) > 200 or title == text and text.endswith((".", ";")):
            return None
        if title == text and _TARGETS.match(title):
            return "targets"
        if _ASSESSMENT.match(title) and not _TASKS.search(title):
            return "assessment"
        return "tasks" if title == text and _TASKS.search(title) else None
