"""Build the sample documents of corpora/samples from their text sources, byte for byte the same each time.

    python tools/build_samples.py            write the files into corpora/samples
    python tools/build_samples.py --check    say which committed files differ from what would be built

A source (corpora/samples/sources/NAME.txt) is plain text in sections, each opened by a line `== name`. FORMATS tells
the kind of file. DOCX and HTML need nothing but the project's development environment; the PDF needs the Debian
package fonts-dejavu-core (DejaVu Serif, Bitstream Vera licence: free to embed).
"""

from __future__ import annotations

import argparse
import datetime as dt
import html
import io
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from string import Template
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table

SAMPLES = Path(__file__).resolve().parent.parent / "corpora" / "samples"
FORMATS = {
    "01-thong-bao-ubnd-tinh": ".docx",
    "02-thong-bao-vpcp": ".pdf",
    "05-tin-bao": ".html",
    "06-chi-thi-ubnd": ".docx",
}
# The committed files were made with these; another version may write other bytes that say the same.
BUILT_WITH = {"python-docx": "1.2.0", "reportlab": "5.1.0", "zlib": "1.2.13"}
FONT_FOLDER = Path("/usr/share/fonts/truetype/dejavu")
FONTS = {"Serif": "DejaVuSerif.ttf", "Serif-Bold": "DejaVuSerif-Bold.ttf"}

Sections = dict[str, list[str]]


class FontMissing(Exception):
    """The font for the PDF is not installed: apt-get install fonts-dejavu-core."""


def read_source(path: Path) -> Sections:
    """The lines of each section of a source, blank lines left out."""
    sections: Sections = {}
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            lines = sections.setdefault(line[3:].strip(), [])
        elif line.strip():
            lines.append(line)
    return sections


# --- DOCX: as an office writes it -----------------------------------------------------------------------------------

_LEVELS = ((0, "decimal", "%1.", r"(\d+)\. "), (1, "lowerLetter", "%2)", r"([a-zđ])\) "), (2, "bullet", "-", r"- "))
_NUMBERING_ID = 90  # above the ids that python-docx's own template uses
_ZIP_DATE = (2026, 1, 1, 0, 0, 0)


def build_docx(source: Sections) -> bytes:
    """A document after Nghị định 30/2020/NĐ-CP: head table, automatic numbers, foot table, page number above."""
    document = docx.Document()
    _set_page(document)
    _set_properties(document, " ".join(source["title"]))
    _add_numbering(document)
    _add_head(document, source["header_left"], source["header_right"])
    for line in source["title"]:
        _line(document.add_paragraph(), line, bold=True, centred=True)
    for line in source["body"]:
        _add_item(document, line)
    _add_foot(document, source["recipients"], source["signature"])
    if "annex" in source:
        _add_annex(document, source["annex"], source["table"])
    stream = io.BytesIO()
    document.save(stream)
    return _same_zip(stream.getvalue())


def _set_page(document: Any) -> None:
    style = document.styles["Normal"]
    style.font.name = "Times New Roman"
    style.font.size = Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    style.paragraph_format.space_after = Pt(6)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.different_first_page_header_footer = True  # the first page bears no number
    section.header.is_linked_to_previous = False
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", None), (None, "PAGE"), ("separate", None), (None, "2"), ("end", None)):
        _field_part(number.add_run(), kind, text)


def _field_part(run: Any, kind: str | None, text: str | None) -> None:
    if kind:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)
    elif text == "PAGE":
        code = OxmlElement("w:instrText")
        code.text = text
        run._r.append(code)
    else:
        run.text = text


def _set_properties(document: Any, title: str) -> None:
    properties = document.core_properties
    fixed = dt.datetime(2026, 1, 1)
    properties.author = properties.last_modified_by = "chidao samples"
    properties.title = title
    properties.created = properties.modified = fixed
    properties.revision = 1


def _add_numbering(document: Any) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="709"/></w:pPr></w:lvl>'
        for level, kind, text, _ in _LEVELS
    )
    numbering = document.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_NUMBERING_ID}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    # every abstractNum has to stand before the first num
    numbering.find(qn("w:num")).addprevious(abstract)
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{_NUMBERING_ID}"><w:abstractNumId w:val="{_NUMBERING_ID}"/></w:num>')
    )


def _line(
    paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, centred: bool = False, size: float = 14
) -> None:
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0 if size < 14 else 4)


def _columns(document: Any, widths: tuple[float, float]) -> tuple[Any, Any]:
    """The two cells of a table without lines."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for cell, width in zip(table.rows[0].cells, widths, strict=True):
        cell.width = Cm(width)
    left, right = table.rows[0].cells
    return left, right


def _fill(cell: Any, lines: list[tuple[str, dict[str, Any]]]) -> None:
    for index, (text, look) in enumerate(lines):
        _line(cell.paragraphs[0] if index == 0 else cell.add_paragraph(), text, **look)


def _add_head(document: Any, left: list[str], right: list[str]) -> None:
    cells = _columns(document, (6.5, 10))
    *names, number = left
    country, motto, place = right
    heading = {"bold": True, "centred": True, "size": 13}
    _fill(
        cells[0],
        [
            *((name, heading) for name in names),
            ("_______", {"centred": True, "size": 13}),
            (number, {"centred": True, "size": 13}),
        ],
    )
    _fill(
        cells[1],
        [
            (country, heading),
            (motto, {"bold": True, "centred": True}),
            ("________________________", {"centred": True, "size": 13}),
            (place, {"italic": True, "centred": True}),
        ],
    )
    document.add_paragraph()


def _add_item(document: Any, line: str) -> None:
    """A paragraph; its number or bullet goes into the numbering part, out of the text."""
    paragraph = document.add_paragraph()
    level = next((level for level, _, _, mark in _LEVELS if re.match(mark, line)), None)
    if level is None:
        paragraph.paragraph_format.first_line_indent = Cm(1.25)
    else:
        line = re.sub(_LEVELS[level][3], "", line, count=1)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = _NUMBERING_ID
    _line(paragraph, line, bold=level == 0 and len(line) < 60)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _add_foot(document: Any, recipients: list[str], signature: list[str]) -> None:
    cells = _columns(document, (8, 8.5))
    label, *entries = recipients
    _fill(
        cells[0], [(label, {"bold": True, "italic": True, "size": 12}), *((entry, {"size": 11}) for entry in entries)]
    )
    *offices, name = signature
    strong = {"bold": True, "centred": True}
    _fill(cells[1], [*((office, strong) for office in offices), *[("", {"centred": True})] * 3, (name, strong)])


def _add_annex(document: Any, head: list[str], rows: list[str]) -> None:
    document.add_section(WD_SECTION.NEW_PAGE)
    for index, line in enumerate(head):
        _line(document.add_paragraph(), line, bold=index < 2, italic=index == 2, centred=True)
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    table = document.add_table(rows=0, cols=len(cells[0]), style="Table Grid")
    for index, row in enumerate(cells):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _line(cell.paragraphs[0], text, bold=index == 0, centred=index == 0, size=12)


def _same_zip(data: bytes) -> bytes:
    """The same parts with fixed dates."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _ZIP_DATE)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            new.writestr(part, old.read(name))
    return out.getvalue()


# --- PDF: with a text layer, as a ministry's office publishes it -----------------------------------------------------


def build_pdf(source: Sections) -> bytes:
    """An official document of some pages. Raises FontMissing where DejaVu Serif is not installed."""
    _register_fonts()
    title, *subject = source["title"]
    story = [
        _head(source["header_left"], source["header_right"]),
        Spacer(1, 14),
        Paragraph(title, _style("title", bold=True, alignment=TA_CENTER)),
        *(Paragraph(escape(line), _style("subject", bold=True, alignment=TA_CENTER)) for line in subject),
        Spacer(1, 10),
        *(_body_paragraph(line) for line in source["body"]),
        Spacer(1, 12),
        _foot(source["recipients"], source["signature"]),
    ]
    stream = io.BytesIO()
    page = BaseDocTemplate(
        stream, pagesize=A4, leftMargin=85, rightMargin=48, topMargin=62, bottomMargin=56, invariant=1,
        title=" ".join(source["title"]), author="chidao samples",
    )  # fmt: skip
    frame = Frame(
        page.leftMargin,
        page.bottomMargin,
        page.width,
        page.height,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )

    def decorate(canvas: Any, template: Any) -> None:
        if template.page == 1:
            _stamp(canvas, source["stamp"])
        else:
            canvas.setFont("Serif", 12)
            canvas.drawCentredString(A4[0] / 2, A4[1] - 42, str(template.page))

    page.addPageTemplates([PageTemplate(frames=[frame], onPage=decorate)])
    page.build(story)
    return stream.getvalue()


def _register_fonts() -> None:
    for name, file in FONTS.items():
        path = FONT_FOLDER / file
        if not path.exists():
            raise FontMissing(f"{path}: apt-get install fonts-dejavu-core")
        pdfmetrics.registerFont(TTFont(name, str(path)))


def _style(name: str, *, size: float = 11.5, bold: bool = False, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(name, fontName="Serif-Bold" if bold else "Serif", fontSize=size, leading=size * 1.45, **more)


def _body_paragraph(line: str) -> Paragraph:
    heading = re.match(r"[IVX]+\. ", line) is not None
    look = _style(
        "body", bold=heading, alignment=TA_JUSTIFY, firstLineIndent=28, spaceAfter=5, allowOrphans=1, allowWidows=1
    )
    return Paragraph(escape(line), look)


def _head(left: list[str], right: list[str]) -> Table:
    strong = _style("head", size=10, bold=True, alignment=TA_CENTER)
    plain = _style("head-plain", size=10, alignment=TA_CENTER)
    left_cell = [
        *(Paragraph(escape(line), strong) for line in left[:-1]),
        Spacer(1, 18),
        Paragraph(escape(left[-1]), plain),
    ]
    right_cell = [
        *(Paragraph(escape(line), strong) for line in right[:-1]),
        Spacer(1, 4),
        Paragraph(escape(right[-1]), plain),
    ]
    return Table([[left_cell, right_cell]], colWidths=[180, 282], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])


def _foot(recipients: list[str], signature: list[str]) -> Table:
    small = _style("recipients", size=9)
    strong = _style("signature", size=11.5, bold=True, alignment=TA_CENTER)
    label, *entries = recipients
    left_cell = [
        Paragraph(label, _style("label", size=10, bold=True)),
        *(Paragraph(escape(entry), small) for entry in entries),
    ]
    right_cell = [
        *(Paragraph(escape(line), strong) for line in signature[:-1]),
        Spacer(1, 56),
        Paragraph(escape(signature[-1]), strong),
    ]
    return Table([[left_cell, right_cell]], colWidths=[232, 230], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])


def _stamp(canvas: Any, lines: list[str]) -> None:
    """What a signing program prints into the top right corner of the first page."""
    canvas.setFont("Serif", 7)
    for index, line in enumerate(lines):
        canvas.drawString(A4[0] - 190, A4[1] - 22 - 9 * index, line)


# --- HTML: a newspaper's page ----------------------------------------------------------------------------------------

_PAGE = Template("""<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>$title - $site</title>
<meta property="og:title" content="$title">
<meta property="og:type" content="article">
<meta property="og:site_name" content="$site">
<meta name="author" content="$author">
<meta property="article:published_time" content="$published">
<script>window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments); }</script>
</head>
<body>
<header><a href="/" class="logo">$site</a>
<nav class="main-menu"><ul>
$menu
</ul></nav></header>
<main>
<article class="detail">
<h1 class="detail-title">$title</h1>
<div class="detail-meta"><time datetime="$published">$shown</time></div>
<div class="detail-content">
$paragraphs
<p class="detail-author"><strong>$author</strong></p>
</div>
</article>
<div class="tags"><ul>
$tags
</ul></div>
<section class="comments">
$comments
</section>
<aside class="related"><h3>Tin liên quan</h3><ul>
$related
</ul></aside>
</main>
<footer>
$foot
</footer>
</body>
</html>
""")
# what content systems write as entities
_ENTITIES = {
    "“": "&ldquo;",
    "”": "&rdquo;",
    "à": "&agrave;",
    "ô": "&ocirc;",
    "ê": "&ecirc;",
    "á": "&aacute;",
    "–": "&ndash;",
}


def build_html(source: Sections) -> bytes:
    """A report with the menu, tags, comment form and related links around it."""
    shown, *paragraphs, author = source["body"]
    written = dt.datetime.strptime(shown, "%d/%m/%Y %H:%M")
    page = _PAGE.substitute(
        title=html.escape(source["title"][0]),
        site=html.escape(_site(source)),
        author=html.escape(author),
        shown=shown,
        published=written.isoformat() + "+07:00",
        menu=_links(_split(source["menu"]), "/chuyen-muc"),
        paragraphs="\n".join(f"<p>{_entities(line)}</p>" for line in paragraphs),
        tags=_links(_split(source["tags"]), "/tag"),
        comments=_comment_form(_split(source["comments"])),
        related=_links(source["related"], "/tin"),
        foot="\n".join(f"<p>{html.escape(line)}</p>" for line in source["foot"]),
    )
    return page.encode("utf-8")


def _site(source: Sections) -> str:
    """The newspaper's name: it stands after the sign in the foot's first line."""
    return source["foot"][0].removeprefix("© ").split(".")[0]


def _split(lines: list[str]) -> list[str]:
    return [part.strip() for line in lines for part in line.split("|")]


def _links(texts: list[str], folder: str) -> str:
    return "\n".join(
        f'<li><a href="{folder}/{index}.html">{html.escape(text)}</a></li>' for index, text in enumerate(texts, 1)
    )


def _comment_form(texts: list[str]) -> str:
    head, name, mail, body, button = (html.escape(text) for text in texts)
    return (
        f'<h3>{head}</h3>\n<form action="/binh-luan" method="post">'
        f'<input name="name" placeholder="{name}"><p>{mail}</p>'
        f'<textarea name="body" placeholder="{body}"></textarea><button>{button}</button></form>'
    )


def _entities(text: str) -> str:
    text = html.escape(text, quote=False)
    for letter, entity in _ENTITIES.items():
        text = text.replace(letter, entity)
    return text.replace(" tỷ đồng", "&nbsp;tỷ đồng").replace(" triệu đồng", "&nbsp;triệu đồng")


# --- all of them -----------------------------------------------------------------------------------------------------

_BUILDERS: dict[str, Callable[[Sections], bytes]] = {".docx": build_docx, ".pdf": build_pdf, ".html": build_html}


def build(name: str) -> bytes:
    """The bytes of the sample `name`. Raises FontMissing."""
    return _BUILDERS[FORMATS[name]](read_source(SAMPLES / "sources" / f"{name}.txt"))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit code 1 where a committed file differs"
    )
    check = parser.parse_args().check
    differing = 0
    for name, suffix in FORMATS.items():
        path = SAMPLES / f"{name}{suffix}"
        data = build(name)
        if path.exists() and path.read_bytes() == data:
            continue
        differing += 1
        print(f"{'differs' if check else 'written'}: {path.name} ({len(data)} bytes)")
        if not check:
            path.write_bytes(data)
    return 1 if check and differing else 0


if __name__ == "__main__":
    sys.exit(main())
