"""Files in which every line of the page is a paragraph: what a PDF turned into Word, or copied line by line, looks like."""

from __future__ import annotations

import html
import textwrap
from pathlib import Path

import docx
import pytest

from extractor.cleaning import clean
from extractor.core.record import Record
from extractor.pipeline import extract
from extractor.reading import read_document

TEXT = """THÔNG BÁO
Kết luận của Chủ tịch Ủy ban nhân dân xã tại cuộc họp về cấp nước mùa khô
Ngày 02/4/2026, Chủ tịch Ủy ban nhân dân xã Lũng Mây chủ trì cuộc họp về cấp nước mùa khô. Sau khi nghe báo cáo và ý kiến của \
các thôn, Chủ tịch Ủy ban nhân dân xã kết luận như sau:
1. Phòng Kinh tế chủ trì, phối hợp với các thôn rà soát toàn bộ bể chứa, đường ống dẫn nước trên địa bàn, lập danh sách những \
nơi hư hỏng, báo cáo Ủy ban nhân dân xã trước ngày 15/4/2026.
2. Trạm Y tế lấy mẫu nước tại các bể dùng chung, gửi Trung tâm Kiểm soát bệnh tật tỉnh xét nghiệm, thông báo kết quả cho \
nhân dân các thôn biết trong tháng 4/2026.
3. Công an xã tuần tra dọc tuyến ống đầu nguồn, không để xảy ra việc đục phá, lấy nước trái phép; xử lý nghiêm các trường hợp \
vi phạm theo quy định của pháp luật.
"""
WRAPPED = [line for paragraph in TEXT.splitlines() for line in textwrap.wrap(paragraph, 72)]


def word(path: Path, paragraphs: list[str]) -> Path:
    document = docx.Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        for nth, line in enumerate(text.split("\n")):
            if nth:
                paragraph.add_run().add_break()
            paragraph.add_run(line)
    document.save(str(path))
    return path


def written(kind: str, folder: Path) -> Path:
    if kind == "a paragraph a line in Word":
        return word(folder / "a.docx", WRAPPED)
    if kind == "soft breaks in Word":
        return word(folder / "a.docx", ["\n".join(textwrap.wrap(paragraph, 72)) for paragraph in TEXT.splitlines()])
    path = folder / ("a.txt" if kind == "blanks between lines" else "a.html")
    pages = {
        "blanks between lines": "\n\n".join(WRAPPED),
        "a paragraph a line": "".join(f"<p>{html.escape(line)}</p>" for line in WRAPPED),
        "breaks": "<div>" + "<br>".join(map(html.escape, WRAPPED)) + "</div>",
    }
    path.write_text(pages[kind], encoding="utf-8")
    return path


def told(record: Record) -> list[tuple[str, tuple[str, ...], str | None]]:
    return [
        (d.text, tuple(a.text for a in d.assignees), d.deadline.due if d.deadline else None) for d in record.directives
    ]


@pytest.mark.parametrize(
    "kind",
    ["a paragraph a line in Word", "soft breaks in Word", "blanks between lines", "a paragraph a line", "breaks"],
)
def test_lines_become_the_paragraphs_they_were(kind: str, tmp_path: Path) -> None:
    record = extract(written(kind, tmp_path))
    assert told(record) == told(extract(TEXT))
    assert len(record.directives) == 3
    assert all(record.text[d.start : d.end] == d.text for d in record.directives)


def test_short_paragraphs_of_a_letter_in_word_stay(tmp_path: Path) -> None:
    lines = [
        "Kính gửi: Các thôn",
        "Ủy ban nhân dân xã giao",
        "trưởng các thôn",
        "công an viên",
        "rà soát bể nước, báo cáo trước ngày 15/4/2026 kèm theo danh sách các hộ chưa có nước.",
        "Yêu cầu các thôn thực hiện nghiêm túc nội dung văn bản này, khó khăn báo cáo về Phòng Kinh tế.",
    ]
    assert clean(read_document(word(tmp_path / "b.docx", lines))).text.split("\n") == lines
