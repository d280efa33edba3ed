"""A sheet as a Word file, after Nghị định 30/2020/NĐ-CP, in the looks that offices give it; and Word to PDF."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from itertools import groupby, zip_longest
from pathlib import Path
from typing import Any, Literal

import docx
import msgspec
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from rendering.sheet import Part, Sheet

Write = Callable[[str], str]
"""How text is encoded for the font it is set in: as it is, or in an old encoding."""


class Look(msgspec.Struct, frozen=True):
    """How a page looks."""

    header: Literal["table", "tabs", "stacked"] = "table"
    size: int = 14
    columns: int = 1
    font: str = "Times New Roman"
    capital_font: str | None = None  # draws small letters as capitals: TCVN3 has no capitals with tones


LOOKS = (
    Look(),
    Look(size=13),
    Look(header="tabs"),
    Look(header="stacked", size=13),
    Look(size=12, columns=2),
)


def look_of(rank: int) -> Look:
    """Most pages are plain; every tenth is set in two columns, every fifth without a table above."""
    if rank % 10 == 9:
        return LOOKS[4]
    return LOOKS[(0, 1, 0, 2, 0, 1, 0, 3, 1, 0)[rank % 10]]


def build_docx(sheet: Sheet, look: Look, write: Write = str) -> bytes:
    """The bytes of a Word file."""
    document = docx.Document()
    _set_page(document, look)
    _HEADERS[look.header](document, [write(line) for line in sheet.left], [write(line) for line in sheet.right])
    for line in sheet.title:
        _line(document.add_paragraph(), write(line), bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    if look.columns > 1:
        _columns(document, look.columns)
    _add_parts(document, sheet.body, write)
    if look.columns > 1:
        _columns(document, 1)
    _two_sides(
        document, [write(line) for line in sheet.recipients], [write(line) for line in sheet.signature], foot=True
    )
    if sheet.annex:
        document.add_page_break()
        _add_parts(document, sheet.annex, write)
    if look.capital_font:
        _draw_capitals(document, _capitals(sheet, write), look.capital_font)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _capitals(sheet: Sheet, write: Write) -> frozenset[str]:
    """What the lines in capitals are written as."""
    lines = (*sheet.left, *sheet.right, *sheet.title, *sheet.signature, *(part.text for part in sheet.body))
    return frozenset(write(line) for line in lines if line.isupper())


def _draw_capitals(document: Any, capitals: frozenset[str], font: str) -> None:
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    for paragraph in [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]:
        for run in paragraph.runs:
            if run.text in capitals:
                run.font.name = font


def _set_page(document: Any, look: Look) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = look.font, Pt(look.size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), look.font)
    style.paragraph_format.space_after = Pt(6)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)


def _columns(document: Any, count: int) -> None:
    from docx.enum.section import WD_SECTION

    columns = document.add_section(WD_SECTION.CONTINUOUS)._sectPr.xpath("./w:cols")[0]
    columns.set(qn("w:num"), str(count))
    columns.set(qn("w:space"), "480")


def _line(paragraph: Any, text: str, *, bold: bool = False, align: Any = None, size: int | None = None) -> None:
    run = paragraph.add_run(text)
    run.bold = bold
    run.font.size = Pt(size) if size else None
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(2)


# --- the letterhead ---------------------------------------------------------------------------------------------------


def _two_sides(document: Any, left: Sequence[str], right: Sequence[str], *, foot: bool = False) -> None:
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    size = None if foot else 12  # the national title on one line
    for cell, lines, width in zip(table.rows[0].cells, (left, right), (6.6, 9.9), strict=True):
        cell.width = Cm(width)
        for number, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            centred = None if foot and lines is left else WD_ALIGN_PARAGRAPH.CENTER
            if foot and lines is right and number == len(lines) - 1:
                for _ in range(3):  # room for stamp and signature
                    paragraph = cell.add_paragraph()
            _line(paragraph, line, bold=line.isupper() or (foot and lines is right), align=centred, size=size)


def _with_tabs(document: Any, left: Sequence[str], right: Sequence[str]) -> None:
    for one, other in zip_longest(left, right, fillvalue=""):
        paragraph = document.add_paragraph()
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(Cm(3), WD_TAB_ALIGNMENT.CENTER)
        stops.add_tab_stop(Cm(11.8), WD_TAB_ALIGNMENT.CENTER)
        size = Pt(11)  # long names of bodies side by side
        run = paragraph.add_run(f"\t{one}\t{other}")
        run.font.size = size
        paragraph.paragraph_format.space_after = Pt(0)


def _stacked(document: Any, left: Sequence[str], right: Sequence[str]) -> None:
    for line in (*left, *right):
        _line(document.add_paragraph(), line, bold=line.isupper(), align=WD_ALIGN_PARAGRAPH.CENTER)


_HEADERS: dict[str, Callable[[Any, Sequence[str], Sequence[str]], None]] = {
    "table": _two_sides,
    "tabs": _with_tabs,
    "stacked": _stacked,
}


# --- the body ---------------------------------------------------------------------------------------------------------


def _add_parts(document: Any, parts: Sequence[Part], write: Write) -> None:
    for table, group in groupby(parts, key=lambda part: part.table):
        if table is None:
            for part in group:
                paragraph = document.add_paragraph(write(part.text))
                paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
                paragraph.paragraph_format.first_line_indent = Cm(1)
        else:
            _add_table(document, list(group), write)


def _add_table(document: Any, cells: Sequence[Part], write: Write) -> None:
    rows, columns = max(cell.row or 0 for cell in cells) + 1, max(cell.column or 0 for cell in cells) + 1
    table = document.add_table(rows=rows, cols=columns)
    table.style = "Table Grid"
    for cell in cells:
        place = table.cell(cell.row or 0, cell.column or 0)
        paragraph = place.paragraphs[0] if not place.text else place.add_paragraph()
        run = paragraph.add_run(write(cell.text))
        run.bold = cell.row == 0
    head = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(head)


# --- Word to PDF ------------------------------------------------------------------------------------------------------


def to_pdf(files: Sequence[Path], folder: Path) -> None:
    """PDFs of Word files in `folder`, by LibreOffice. Raises FileNotFoundError where it is missing."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise FileNotFoundError("LibreOffice is needed: apt-get install libreoffice-writer")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [office, "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", "pdf",
             "--outdir", str(folder), *map(str, files)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600,
        )  # fmt: skip
