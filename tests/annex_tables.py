"""Annex tables composed for the tests (`tests/annexes/*.txt`), rendered as the files offices have them in."""

from __future__ import annotations

import io
import textwrap
from html import escape
from itertools import groupby
from pathlib import Path

import docx
import msgspec
from composed_notice import font
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from extractor.core.record import Record

FOLDER = Path(__file__).parent / "annexes"
BREAK = " // "


class Expected(msgspec.Struct, frozen=True):
    """One order: its text, who leads, who joins in, and a date, an RRULE or `-`; `?` fits anything."""

    text: str
    leads: tuple[str, ...]
    coordinators: tuple[str, ...]
    due: str


class Annex(msgspec.Struct, frozen=True):
    """A document around one table. In `rows`, `^` goes on the cell above and `<` the cell to the left."""

    name: str
    kind: str
    number: str
    issuer: str
    date: str
    title: str
    rows: tuple[tuple[str, ...], ...]
    expected: tuple[Expected, ...]
    head: int = 1


class Spanned(msgspec.Struct, frozen=True):
    """A cell of the grid with its place and size, and its lines."""

    row: int
    column: int
    height: int
    width: int
    lines: tuple[str, ...]


def annexes(lot: str) -> tuple[Annex, ...]:
    blocks = (FOLDER / f"{lot}.txt").read_text(encoding="utf-8").split("\n=== ")[1:]
    return tuple(_annex(block.split("\n")) for block in blocks)


def _annex(lines: list[str]) -> Annex:
    kind, number, issuer, date, title = _doc(next(line for line in lines if line.startswith("doc:")))
    rows = tuple(tuple(c.strip() for c in line.strip()[1:-1].split("|")) for line in lines if line.startswith("|"))
    head = next((int(line[5:]) for line in lines if line.startswith("head:")), 1)
    expected = tuple(_expected(line[2:]) for line in lines if line.startswith("=>"))
    return Annex(lines[0], kind, number, issuer, date, title, rows, expected, head)


def _doc(line: str) -> list[str]:
    return [part.strip() for part in line[4:].split(" ; ")]


def _expected(line: str) -> Expected:
    text, leads, others, due = (part.strip() for part in line.split("|"))
    return Expected(text, _names(leads), _names(others), due)


def _names(text: str) -> tuple[str, ...]:
    return () if text == "-" else tuple(name.strip() for name in text.split(";"))


def found(record: Record) -> tuple[Expected, ...]:
    """What a record says, in the shape of what is expected."""
    return tuple(
        Expected(
            " ".join(d.text.split()),
            tuple(" ".join(a.text.split()) for a in d.assignees if a.role == "lead"),
            tuple(" ".join(a.text.split()) for a in d.assignees if a.role == "coordinate"),
            (d.deadline and (d.deadline.due or d.deadline.recurrence)) or "-",
        )
        for d in record.directives
    )


def grid(annex: Annex) -> tuple[Spanned, ...]:
    """The cells that stand in the file: merged ones once, at their upper left corner."""
    out = []
    for r, row in enumerate(annex.rows):
        for c, text in enumerate(row):
            if text in ("^", "<"):
                continue
            width = 1
            while c + width < len(row) and row[c + width] == "<":
                width += 1
            height = 1
            while r + height < len(annex.rows) and annex.rows[r + height][c] == "^":
                height += 1
            out.append(Spanned(r, c, height, width, tuple(text.split(BREAK)) if text else ()))
    return tuple(out)


def _day(annex: Annex) -> str:
    year, month, day = annex.date.split("-")
    return f"{annex.issuer.split()[-1].title()}, ngày {day} tháng {month} năm {year}"


def _above(annex: Annex) -> list[str]:
    return [annex.issuer, f"Số: {annex.number}", *NATION, _day(annex), annex.kind, annex.title]


NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


CAPTION = ("PHỤ LỤC", "(Kèm theo văn bản nêu trên)")


# --- DOCX -----------------------------------------------------------------------------------------------------------


def as_docx(annex: Annex) -> bytes:
    document = docx.Document()
    for line in (*_above(annex), *CAPTION):
        document.add_paragraph(line)
    table = document.add_table(rows=len(annex.rows), cols=len(annex.rows[0]))
    table.style = "Table Grid"
    for cell in grid(annex):
        made = table.cell(cell.row, cell.column)
        if cell.height > 1 or cell.width > 1:
            made = made.merge(table.cell(cell.row + cell.height - 1, cell.column + cell.width - 1))
        made.text = cell.lines[0] if cell.lines else ""
        for line in cell.lines[1:]:
            made.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# --- HTML -----------------------------------------------------------------------------------------------------------


def as_html(annex: Annex, tag: str = "p") -> bytes:
    rows = []
    for _, cells in groupby(grid(annex), key=lambda cell: cell.row):
        made = "".join(_html_cell(cell, tag) for cell in cells)
        rows.append(f"<tr>{made}</tr>")
    above = "".join(f"<p>{escape(line)}</p>" for line in (*_above(annex), *CAPTION))
    table = "<table border=1>" + "\n".join(rows) + "</table>"
    return f"<html><head><meta charset=utf-8></head><body>{above}{table}</body></html>".encode()


def _html_cell(cell: Spanned, tag: str) -> str:
    spans = (f' rowspan="{cell.height}"' if cell.height > 1 else "") + (
        f' colspan="{cell.width}"' if cell.width > 1 else ""
    )
    lines = [escape(line) for line in cell.lines]
    text = "".join(f"<p>{line}</p>" for line in lines) if tag == "p" else "<br>".join(lines)
    return f"<td{spans}>{text}</td>"


# --- PDF ------------------------------------------------------------------------------------------------------------


def as_pdf(annex: Annex, filler: int = 0, repeat: bool = True) -> bytes:
    """A ruled table; `filler` points of blank above it push its rows over the end of the page."""
    path = font()
    assert path is not None
    if path.stem not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(path.stem, str(path)))
    small = ParagraphStyle("cell", fontName=path.stem, fontSize=9, leading=12)
    plain = ParagraphStyle("body", fontName=path.stem, fontSize=11, leading=15, alignment=TA_CENTER)
    table = Table(_pdf_rows(annex, small), colWidths=_widths(annex, 740), repeatRows=annex.head if repeat else 0)
    table.setStyle(
        [("GRID", (0, 0), (-1, -1), 0.7, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        + [
            ("SPAN", (c.column, c.row), (c.column + c.width - 1, c.row + c.height - 1))
            for c in grid(annex)
            if c.width > 1 or c.height > 1
        ]
    )
    out = io.BytesIO()
    above, caption = ([Paragraph(escape(line), plain) for line in lines] for lines in (_above(annex), CAPTION))
    story = [*above, Spacer(1, 30 + filler), *caption, Spacer(1, 8), table]
    SimpleDocTemplate(
        out, pagesize=landscape(A4), leftMargin=50, rightMargin=50, topMargin=50, bottomMargin=50, invariant=1
    ).build(story)
    return out.getvalue()


def _pdf_rows(annex: Annex, style: ParagraphStyle) -> list[list[object]]:
    rows: list[list[object]] = [["" for _ in row] for row in annex.rows]
    for cell in grid(annex):
        rows[cell.row][cell.column] = [Paragraph(escape(line), style) for line in cell.lines]
    return rows


def _widths(annex: Annex, total: int) -> list[float]:
    """Columns as wide as their longest cell asks, within bounds."""
    wanted = [0] * len(annex.rows[0])
    for cell in grid(annex):
        if cell.width == 1 and cell.lines:
            longest = max(len(line) for line in cell.lines)
            wanted[cell.column] = max(wanted[cell.column], min(max(longest, 4), 36))
    wanted = [max(width, 5) if width < 9 else max(width, 12) for width in wanted]
    return [total * width / sum(wanted) for width in wanted]


# --- plain text -----------------------------------------------------------------------------------------------------


def _filled(annex: Annex, down: bool) -> list[list[tuple[str, ...]]]:
    """Rows of cells; `down` repeats a cell in every row it is merged over, as converters do."""
    rows: list[list[tuple[str, ...]]] = [[() for _ in row] for row in annex.rows]
    for cell in grid(annex):
        for row in range(cell.row, cell.row + (cell.height if down else 1)):
            rows[row][cell.column] = cell.lines
    return rows


def as_markdown(annex: Annex) -> bytes:
    rows = ["| " + " | ".join("<br>".join(cell) for cell in row) + " |" for row in _filled(annex, down=True)]
    rule = "|" + "---|" * len(annex.rows[0])
    return "\n".join([*_with_blanks(annex), rows[0], rule, *rows[1:], ""]).encode()


def as_lines(annex: Annex) -> bytes:
    """A cell a line, as it is pasted out of a page: empty and merged cells leave nothing."""
    lines = [line for cell in grid(annex) for line in cell.lines]
    return "\n".join([*_with_blanks(annex), *lines, ""]).encode()


def as_tabs(annex: Annex) -> bytes:
    """A row a line with tabs, as it is pasted out of a word processor."""
    rows = ["\t".join("\n".join(cell) for cell in row) for row in _filled(annex, down=False)]
    return "\n".join([*_with_blanks(annex), *rows, ""]).encode()


def as_layout(annex: Annex) -> bytes:
    """Columns of blanks with the wraps of each cell, as `pdftotext -layout` gives them."""
    widths = [max(5, int(width)) for width in _widths(annex, 118)]
    starts = [sum(widths[:n]) + 2 * n for n in range(len(widths))]
    lines: list[str] = []
    for row in range(len(annex.rows)):
        cells = [cell for cell in grid(annex) if cell.row == row]
        wrapped = {
            cell.column: [
                piece
                for line in cell.lines
                for piece in textwrap.wrap(
                    line,
                    sum(widths[cell.column : cell.column + cell.width]) + 2 * (cell.width - 1),
                    break_long_words=False,
                    break_on_hyphens=False,
                )
            ]
            for cell in cells
        }
        for nth in range(max((len(pieces) for pieces in wrapped.values()), default=0)):
            text = ""
            for column, pieces in sorted(wrapped.items()):
                if nth < len(pieces):
                    text = text.ljust(starts[column]) + pieces[nth]
            lines.append(text)
        lines += [""] if row % 2 else []
    return "\n".join([*_with_blanks(annex), *lines, ""]).encode()


def _with_blanks(annex: Annex) -> list[str]:
    return [line for text in (*_above(annex), *CAPTION) for line in (text, "")]


FORMS = {
    "docx": as_docx, "html": as_html, "pdf": as_pdf, "markdown": as_markdown, "lines": as_lines, "tabs": as_tabs,
    "layout": as_layout,
}  # fmt: skip
