"""A list as a Word report: A4 landscape, one table a group, its head repeated on each page.

The second door of python-docx. Rows are written as XML and parsed once: the library's own way of adding cells takes
time that grows with the square of the table.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from extractor.core.register import TaskRow
from extractor.core.returning import DEADLINE, DOCUMENT, ID, LEAD, NOTE, NUMBER, PARTNERS, STATUS, TASK
from extractor.views.paper import Heading, PaperRow, paper_row
from extractor.views.words import date_in_words, number_in_words

_FONT = "Times New Roman"
# head → width in twentieths of a point; together the 25.7 cm between the margins of A4 across
_WIDTHS = {
    NUMBER: 560, ID: 860, TASK: 4750, DOCUMENT: 1650, LEAD: 1700, PARTNERS: 1600, DEADLINE: 1250, STATUS: 1150,
    NOTE: 1050,
}  # fmt: skip
_CENTRED = frozenset((NUMBER, ID, DEADLINE, STATUS))
_SHADES = {"overdue": "F8CBAD", "due_soon": "FFE699", "closed": "E2F0D9"}
# XML 1.0 knows no such characters, escaped or not
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOBODY = "Chưa rõ đơn vị chủ trì"


def render_docx(tasks: Iterable[TaskRow], heading: Heading, *, by_unit: bool = False) -> bytes:
    """The list as a report; `by_unit` makes a table for each body that leads, a task standing under each of its own."""
    document = docx.Document()
    _set_page(document)
    _add_letterhead(document)
    _add_line(document, heading.title.upper(), bold=True, size=14, before=12)
    _add_line(document, heading.line, italic=True, after=8)
    rows = list(tasks)
    for name, group in _groups(rows) if by_unit else [("", rows)]:
        if name:
            _add_group(document, f"{name} ({number_in_words(len(group))} nhiệm vụ)")
        _add_table(document, group)
    _add_line(document, f"Tổng số: {number_in_words(len(rows))} nhiệm vụ.", align="left", before=6)
    _add_signatures(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = heading.title, "", ""
    properties.created = properties.modified = datetime.fromisoformat(heading.day)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


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
    run = paragraph.add_run(_written(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _add_group(document: Any, text: str) -> None:
    """A heading that Word lists in its outline, and that stays with its table."""
    paragraph = document.add_paragraph(style="Heading 2")
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(12), Pt(4)
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(_written(text))
    run.font.name, run.font.size, run.bold = _FONT, Pt(12), True
    run.font.color.rgb = docx.shared.RGBColor(0, 0, 0)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)


def _add_table(document: Any, tasks: Sequence[TaskRow]) -> None:
    rows = "".join(_rows(tasks))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS.values())
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:color="7F7F7F"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    table = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(_WIDTHS.values())}" w:type="dxa"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
    document.element.body.insert_element_before(parse_xml(table), "w:sectPr")


def _rows(tasks: Sequence[TaskRow]) -> Iterator[str]:
    heads = "".join(_cell(head, width, bold=True, centred=True, shade="DDE7F3") for head, width in _WIDTHS.items())
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>"
    for number, task in enumerate(tasks, 1):
        paper = paper_row(task, number)
        cells = zip(_WIDTHS.items(), _texts(paper), strict=True)
        shade = _SHADES.get(paper.standing or "")
        yield (
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            + "".join(
                _cell(text, width, centred=head in _CENTRED, shade=shade if head in (DEADLINE, STATUS) else None)
                for (head, width), text in cells
            )
            + "</w:tr>"
        )


def _texts(paper: PaperRow) -> tuple[str, ...]:
    deadline = paper.deadline_in_words
    if paper.extended_to:
        deadline = f"{deadline} (gia hạn đến {date_in_words(paper.extended_to)})"
    status = f"{paper.status} ngày {date_in_words(paper.closed_on)}" if paper.closed_on else paper.status
    number = number_in_words(paper.number)
    return number, paper.id, paper.task, paper.document, paper.leads, paper.partners, deadline, status, paper.note


def _cell(text: str, width: int, *, bold: bool = False, centred: bool = False, shade: str | None = None) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    align = '<w:jc w:val="center"/>' if centred else ""
    weight = "<w:b/>" if bold else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr><w:p><w:pPr>{align}</w:pPr>'
        f'<w:r><w:rPr>{weight}<w:sz w:val="22"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(_written(text))}</w:t></w:r></w:p></w:tc>'
    )


def _written(text: str) -> str:
    return _UNWRITABLE.sub(" ", text)


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
