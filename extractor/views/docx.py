"""A list as a Word report: A4 landscape, one table a group, its head repeated on each page.

The second door of python-docx. Tables are written as XML and parsed once: the library's own way of adding cells takes
time that grows with the square of the table.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from extractor.core.register import TaskRow
from extractor.core.returning import DEADLINE, DOCUMENT, ID, LEAD, NOTE, NUMBER, PARTNERS, STATUS, TASK
from extractor.views.paper import Heading, PaperRow, paper_row
from extractor.views.report_paper import ReportPaper
from extractor.views.report_rows import REPORT_WIDTHS, report_rows
from extractor.views.word_tables import Cell, head_cell, row_xml, table_xml, writable
from extractor.views.words import date_in_words, number_in_words

_FONT = "Times New Roman"
# head → width in twentieths of a point; together the 25.7 cm between the margins of A4 across. Numbers and dates stay
# on one line in broad letters too: a machine without Times New Roman may have nothing but DejaVu
_WIDTHS = {
    NUMBER: 700, ID: 860, TASK: 4360, DOCUMENT: 1650, LEAD: 1700, PARTNERS: 1600, DEADLINE: 1500, STATUS: 1150,
    NOTE: 1050,
}  # fmt: skip
_CENTRED = frozenset((NUMBER, ID, DEADLINE, STATUS))
_SHADES = {"overdue": "F8CBAD", "due_soon": "FFE699", "closed": "E2F0D9"}
_NOBODY = "Chưa rõ đơn vị chủ trì"


def render_docx(
    tasks: Iterable[TaskRow], heading: Heading, summary: ReportPaper | None = None, *, by_unit: bool = False
) -> bytes:
    """The list as a report; `by_unit` makes a table for each body that leads, a task standing under each of its own.

    `summary` is the report that stands before it: the total alone, or with a row for each body as well.
    """
    document = _begun(heading.title, heading.line)
    rows = list(tasks)
    if summary is not None:
        _add_group(document, "Tổng hợp")
        _add_report(document, summary, rows=by_unit)
        _add_group(document, "Danh sách nhiệm vụ")
    for name, group in _groups(rows) if by_unit else [("", rows)]:
        if name:
            _add_group(document, f"{name} ({number_in_words(len(group))} nhiệm vụ)")
        _add_table(document, group)
    _add_line(document, f"Tổng số: {number_in_words(len(rows))} nhiệm vụ.", align="left", before=6)
    return _ended(document, heading.title, heading.day)


def render_report_docx(paper: ReportPaper) -> bytes:
    """The report: in sentences, then as a table."""
    document = _begun(paper.title, paper.line)
    for sentence in paper.summary:
        _add_line(document, sentence, align="left", after=3)
    _add_line(document, "", size=6)
    _add_report(document, paper, rows=True)
    return _ended(document, paper.title, paper.day)


def _begun(title: str, line: str) -> Any:
    document = docx.Document()
    _set_page(document)
    _add_letterhead(document)
    _add_line(document, title.upper(), bold=True, size=14, before=12)
    _add_line(document, line, italic=True, after=8)
    return document


def _ended(document: Any, title: str, day: str) -> bytes:
    _add_signatures(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.created = properties.modified = datetime.fromisoformat(day)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_report(document: Any, paper: ReportPaper, *, rows: bool) -> None:
    _add_xml(document, table_xml(REPORT_WIDTHS, report_rows(paper, groups=rows)))
    for note in paper.notes if rows or paper.rows_sum is None else paper.notes[1:]:
        _add_line(document, note, italic=True, size=11, align="left", before=4)


def _groups(rows: Sequence[TaskRow]) -> list[tuple[str, list[TaskRow]]]:
    """Tasks by the bodies that lead, each body under its name of today; those without one last."""
    groups: dict[str, tuple[str, list[TaskRow]]] = {}
    for task in rows:
        leads = {a.unit_key or a.text.casefold(): a.unit or a.text for a in task.assignees if a.role == "lead"}
        for key, name in leads.items() or ((chr(0x10FFFF), _NOBODY),):
            groups.setdefault(key, (name, []))[1].append(task)
    nobody = groups.pop(chr(0x10FFFF), None)
    named = sorted(groups.values(), key=lambda group: group[0].casefold())
    return [*named, nobody] if nobody is not None else named


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(0)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, field in (("Trang ", "PAGE"), ("/", "NUMPAGES")):
        foot.add_run(text).font.size = Pt(10)
        foot._p.append(_field(field))


def _field(name: str) -> Any:
    return parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr=" {name} ">'
        '<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>'
    )


def _add_letterhead(document: Any) -> None:
    """The office writes its own name at the left."""
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    for text, style in (("TÊN CƠ QUAN CẤP TRÊN", ""), ("TÊN CƠ QUAN, ĐƠN VỊ", "bold"), ("Số:          /BC-", "")):
        _add_cell_line(cells[0], text, style)
    _add_cell_line(cells[1], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bold")
    _add_cell_line(cells[1], "Độc lập - Tự do - Hạnh phúc", "bold underline")
    _add_cell_line(cells[1], "…………, ngày …… tháng …… năm 20……", "italic")


def _add_cell_line(cell: Any, text: str, style: str) -> None:
    paragraph = cell.paragraphs[0] if not cell.text else cell.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    for word in style.split():
        setattr(run, word, True)


def _add_line(
    document: Any, text: str, *, bold: bool = False, italic: bool = False, size: int = 12, align: str = "centre",
    before: int = 0, after: int = 0,
) -> None:  # fmt: skip
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if align == "centre" else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    run = paragraph.add_run(writable(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _add_group(document: Any, text: str) -> None:
    """A heading that Word lists in its outline, and that stays with its table."""
    paragraph = document.add_paragraph(style="Heading 2")
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(12), Pt(4)
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(writable(text))
    run.font.name, run.font.size, run.bold = _FONT, Pt(12), True
    run.font.color.rgb = docx.shared.RGBColor(0, 0, 0)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)


def _add_table(document: Any, tasks: Sequence[TaskRow]) -> None:
    _add_xml(document, table_xml(_WIDTHS.values(), _rows(tasks)))


def _add_xml(document: Any, table: str) -> None:
    document.element.body.insert_element_before(parse_xml(table), "w:sectPr")


def _rows(tasks: Sequence[TaskRow]) -> Iterator[str]:
    yield row_xml(map(head_cell, _WIDTHS), _WIDTHS.values(), head=True)
    for number, task in enumerate(tasks, 1):
        paper = paper_row(task, number)
        shade = _SHADES.get(paper.standing or "")
        cells = (
            Cell(text, centred=head in _CENTRED, shade=shade if head in (DEADLINE, STATUS) else None)
            for head, text in zip(_WIDTHS, _texts(paper), strict=True)
        )
        yield row_xml(cells, _WIDTHS.values())


def _texts(paper: PaperRow) -> tuple[str, ...]:
    deadline = paper.deadline_in_words
    if paper.extended_to:
        deadline = f"{deadline} (gia hạn đến {date_in_words(paper.extended_to)})"
    status = f"{paper.status} ngày {date_in_words(paper.closed_on)}" if paper.closed_on else paper.status
    number = number_in_words(paper.number)
    return number, paper.id, paper.task, paper.document, paper.leads, paper.partners, deadline, status, paper.note


def _add_signatures(document: Any) -> None:
    """Empty: whoever made the list and the head of the office sign."""
    row = document.add_table(rows=1, cols=2).rows[0]
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    for cell, title in zip(row.cells, ("NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ"), strict=True):
        _add_cell_line(cell, title, "bold")
        cell.paragraphs[0].paragraph_format.space_before = Pt(12)
        _add_cell_line(cell, "(Ký, ghi rõ họ tên)", "italic")
        for _ in range(4):
            cell.add_paragraph()
