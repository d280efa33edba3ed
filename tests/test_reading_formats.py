"""The same notice as text, DOCX and PDF reads the same; and what each format has of its own."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from composed_notice import BODY, Page, as_docx, as_pdf, as_text, expected, font
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from extractor.cleaning import clean
from extractor.core import errors
from extractor.core.document import SourceText
from extractor.reading import read_document, scans

needs_font = pytest.mark.skipif(font() is None, reason="no font with Vietnamese letters")
REAL = Path("/work/shared/files")


def read(data: bytes, name: str | None = None) -> SourceText:
    return clean(read_document(data, name))


def regions(text: SourceText) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for paragraph in text.paragraphs:
        out.setdefault(paragraph.region, []).append(text.text[paragraph.start : paragraph.end])
    return out


# --- one text in every form -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [72, 84, 100])
def test_text_with_columns_side_by_side(width: int) -> None:
    assert read(as_text(width).encode()).text == expected()


def test_docx() -> None:
    assert read(as_docx()).text == expected()


@needs_font
@pytest.mark.parametrize("size", [9, 10.5, 11, 11.5, 12, 13, 13.5, 14])
def test_pdf(size: float) -> None:
    text = read(as_pdf(font() or Path(), size))
    assert text.text == expected()


@needs_font
def test_regions_are_the_same_in_every_form() -> None:
    forms = [regions(read(data)) for data in (as_text().encode(), as_docx(), as_pdf(font() or Path()))]
    assert forms[0] == forms[1] == forms[2]
    assert forms[0]["header_left"][2] == "Số: 118/TB-UBND"
    assert forms[0]["signature"][-1] == "Vi Thị Hồng Nhạn"


@needs_font
def test_every_span_of_a_pdf_leads_to_its_page_and_box() -> None:
    text = read(as_pdf(font() or Path(), 14, 26))
    assert text.text == expected()
    at = text.text.index("Vi Thị Hồng Nhạn")
    place = next(place for place in text.places if place.start <= at < place.end)
    assert place.page == 2
    assert place.box is not None
    assert 0 < place.box.x0 < place.box.x1 < 596
    assert [place.start for place in text.places] == sorted(place.start for place in text.places)
    assert {place.page for place in text.places} == {1, 2}


# --- DOCX -----------------------------------------------------------------------------------------------------------


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def numbered(levels: list[tuple[str, str]], items: list[tuple[int, str]]) -> bytes:
    """A document whose list has the given (format, text) levels."""
    document = docx.Document()
    root = document.part.numbering_part.element
    lvls = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="91">{lvls}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="91"/></w:num>'))
    for depth, text in items:
        paragraph = document.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="91"/></w:numPr>')
        )
    return saved(document)


@pytest.mark.parametrize(
    ("levels", "labels"),
    [
        (
            [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")],
            ["I.", "1.", "a)", "b)", "2.", "II.", "1."],
        ),
        (
            [("decimal", "%1."), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3.")],
            ["1.", "1.1", "1.1.1.", "1.1.2.", "1.2", "2.", "2.1"],
        ),
        (
            [("decimalZero", "Điều %1."), ("lowerRoman", "(%2)"), ("bullet", "\uf0b7")],
            ["Điều 01.", "(i)", "-", "-", "(ii)", "Điều 02.", "(i)"],
        ),
    ],
)
def test_automatic_numbers(levels: list[tuple[str, str]], labels: list[str]) -> None:
    depths = [0, 1, 2, 2, 1, 0, 1]
    items = [(depth, f"Rà soát việc thứ {i}.") for i, depth in enumerate(depths)]
    lines = read(numbered(levels, items)).text.split("\n")
    assert lines == [f"{label} Rà soát việc thứ {i}." for i, label in enumerate(labels)]


def test_tracked_changes_text_boxes_and_breaks() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Hoàn thành trước ngày ")
    w = nsdecls("w")
    paragraph._p.append(parse_xml(f'<w:del {w} w:id="1" w:author="a"><w:r><w:delText>15/3</w:delText></w:r></w:del>'))
    paragraph._p.append(parse_xml(f'<w:ins {w} w:id="2" w:author="a"><w:r><w:t>20/3/2022.</w:t></w:r></w:ins>'))
    box = f"<w:r {w}><w:pict><w:txbxContent><w:p><w:r><w:t>HỎA TỐC</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    document.add_paragraph("Kính gửi: Các phòng, ban.")._p.append(parse_xml(box))
    text = read(saved(document)).text
    assert text == "Hoàn thành trước ngày 20/3/2022.\nKính gửi: Các phòng, ban.\nHỎA TỐC"


def test_task_table_has_cells_with_heads() -> None:
    document = docx.Document()
    document.add_paragraph("Phân công nhiệm vụ như sau:")
    rows = (
        ("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"),
        ("1", "Sửa cầu tràn", "Phòng Kinh tế", "30/4/2022"),
        ("2", "Cấp giống", "Trạm Khuyến nông", "10/5/2022"),
    )
    table = document.add_table(rows=3, cols=4)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, cells, strict=True):
            cell.text = value
    document.add_paragraph("Văn phòng theo dõi, đôn đốc.")
    text = read(saved(document))
    cells = [(text.text[p.start : p.end], p.cell) for p in text.paragraphs if p.cell]
    assert [value for value, _ in cells] == [value for row in rows for value in row]
    assert cells[6][1] is not None
    assert (cells[6][1].row, cells[6][1].column, cells[6][1].head) == (1, 2, "Chủ trì")
    assert text.text.endswith("Văn phòng theo dõi, đôn đốc.")


def test_page_header_and_footer_are_boilerplate() -> None:
    document = docx.Document()
    document.add_paragraph(BODY[0])
    document.sections[0].header.paragraphs[0].text = "Văn bản lưu hành nội bộ"
    document.sections[0].footer.paragraphs[0].text = "Địa chỉ: số 1 đường Hoa Ban"
    text = read(saved(document))
    assert text.text == BODY[0]
    assert {(b.reason, b.text) for b in text.boilerplate} == {
        ("page_header", "Văn bản lưu hành nội bộ"),
        ("page_footer", "Địa chỉ: số 1 đường Hoa Ban"),
    }


# --- PDF ------------------------------------------------------------------------------------------------------------


@needs_font
def test_ruled_table_over_two_pages() -> None:
    out = io.BytesIO()
    page = Page(out, font() or Path())
    canvas = page.canvas
    xs = (85, 125, 330, 460, 540)

    def rows(top: float, values: list[tuple[str, ...]]) -> None:
        for n, row in enumerate(values):
            for x, value in zip(xs, row, strict=False):
                canvas.drawString(x + 4, top - 20 * n - 14, value)
        for n in range(len(values) + 1):
            canvas.line(xs[0], top - 20 * n, xs[-1], top - 20 * n)
        for x in xs:
            canvas.line(x, top, x, top - 20 * len(values))

    page.paragraph("Chủ tịch UBND huyện phân công nhiệm vụ tháng 5 như sau:")
    rows(page.y, [("TT", "Nhiệm vụ", "Chủ trì", "Hạn"), ("1", "Nạo vét kênh N2", "Phòng Kinh tế", "15/5")])
    canvas.showPage()
    page.number = 2
    page.start()
    rows(page.y, [("2", "Tiêm phòng đàn bò", "Trạm Thú y", "20/5"), ("3", "Sửa loa xã", "Phòng Văn hóa", "25/5")])
    page.y -= 60
    page.paragraph("Các đơn vị báo cáo kết quả về Văn phòng.")
    canvas.save()
    text = read(out.getvalue())
    cells = {
        (p.cell.row, p.cell.column): (text.text[p.start : p.end], p.cell.head, p.cell.table)
        for p in text.paragraphs
        if p.cell
    }
    assert cells[(1, 2)] == ("Phòng Kinh tế", "Chủ trì", 0)
    assert cells[(3, 1)] == ("Sửa loa xã", "Nhiệm vụ", 0)
    assert text.text.splitlines()[0].startswith("Chủ tịch")
    assert text.text.splitlines()[-1].startswith("Các đơn vị")
    assert [b.reason for b in text.boilerplate] == ["page_number"]


@needs_font
def test_running_footer_and_sentence_over_a_page_end() -> None:
    out = io.BytesIO()
    page = Page(out, font() or Path())
    for number, lines in enumerate(
        (
            ("Ủy ban nhân dân huyện giao Phòng Nội vụ rà soát danh sách cán bộ, công", ""),
            ("chức dôi dư, báo cáo trước ngày 05/8/2022.", ""),
            ("Công an huyện phối hợp.", ""),
        ),
        1,
    ):
        if number > 1:
            page.canvas.showPage()
            page.number = number
            page.start()
        page.canvas.drawString(115 if number != 2 else 85, page.y, lines[0])
        page.canvas.drawString(
            85, page.y - 300, "Dòng riêng của trang để có khung chữ rộng tới hết lề phải của văn bản này."
        ) if number == 3 else None
        page.canvas.drawString(85, 40, "Cổng thông tin huyện Sơn Tràng")
    page.canvas.save()
    text = read(out.getvalue())
    assert "cán bộ, công chức dôi dư" in text.text
    assert {b.reason for b in text.boilerplate} == {"page_number", "page_footer"}


def test_pages_without_text_need_ocr_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "what_is_missing", lambda: "cài Tesseract rồi nạp lại")
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(100, 100, 200, 200)
    canvas.showPage()
    canvas.drawString(100, 700, "Trang thu hai co lop chu day du de doc duoc ngay.")
    canvas.showPage()
    canvas.save()
    document = read_document(out.getvalue())
    assert document.needs_ocr == (1,)
    assert [(d.code, d.page) for d in document.diagnostics] == [("needs_ocr", 1)]
    assert clean(document).text.startswith("Trang thu hai")


def test_scan_gives_an_empty_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "what_is_missing", lambda: "cài Tesseract rồi nạp lại")
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(100, 100, 200, 200)
    canvas.showPage()
    canvas.save()
    document = read_document(out.getvalue())
    assert (document.needs_ocr, clean(document).text) == ((1,), "")


def test_password() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=pdfencrypt.StandardEncryption("mo", ownerPassword="chu"))
    canvas.drawString(100, 700, "bi mat")
    canvas.save()
    with pytest.raises(errors.SourceEncrypted):
        read_document(out.getvalue())


@pytest.mark.skipif(not REAL.exists(), reason="the shared files are not here")
def test_real_files() -> None:
    text = read(next(REAL.glob("P01*.pdf")).read_bytes())
    assert "Số: 565 /TB-UBND" in text.text
    assert "Quảng Ngãi, ngày 15 tháng 11 năm 2024" in text.text
    assert "số 6138/UBND-KGVX ngày 13/11/2024" in text.text
    assert regions(text)["signature"] == ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Phùng Tô Long"]
    assert len(regions(text)["recipients"]) == 14
    letter = read(next(REAL.glob("P04*.pdf")).read_bytes())
    subject = "V/v góp ý dự thảo Quyết định sửa đổi, bổ sung một số điều của Quyết định số 2269/QĐ-TTg về Chương trình cung cấp dịch vụ viễn thông công ích"
    assert subject in regions(letter)["header_left"]


# --- HTML -----------------------------------------------------------------------------------------------------------

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Họp giao ban tháng 3 | Báo Sơn Tràng</title>
<meta property="og:site_name" content="Báo Sơn Tràng"><meta property="article:published_time" content="2022-03-05T08:00:00+07:00">
<meta name="author" content="Mai Lan"></head><body><nav><a href="/">Trang chủ</a><a href="/tt">Thời sự</a></nav>
<article><h1>Họp giao ban tháng 3</h1><p>Ng&agrave;y 4/3, UBND huyện Sơn Tràng họp giao ban dưới sự chủ trì của đồng chí Lục Văn Thiêm, Chủ tịch UBND huyện.</p>
<p>Đồng chí yêu cầu Phòng Nông nghiệp hoàn thành cấp giống trước ngày 20/3/2022, không để dân chờ đợi, không để đất bỏ hoang trong vụ xuân.</p>
<p>Các xã tập trung làm thủy lợi, nạo vét kênh mương, báo cáo kết quả hằng tuần về Văn phòng HĐND và UBND huyện để tổng hợp.</p></article>
<footer>© 2022 Báo Sơn Tràng. Powered by X</footer><script>var a = 1;</script></body></html>"""


def test_news_page() -> None:
    document = read_document(PAGE.encode(), "tin.html")
    assert (document.title, document.published, document.site) == (
        "Họp giao ban tháng 3",
        "2022-03-05",
        "Báo Sơn Tràng",
    )
    lines = clean(document).text.split("\n")
    assert lines[0] == "Họp giao ban tháng 3"
    assert lines[1].startswith("Ngày 4/3, UBND huyện")
    assert len(lines) == 4


def test_portal_page_keeps_header_table_and_foot() -> None:
    rows = "<table><tr><td>ỦY BAN NHÂN DÂN<br>XÃ NÀ LƯỜNG</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</td></tr>"
    rows += "<tr><td>Số: 7/TB-UBND</td><td>Nà Lường, ngày 02 tháng 5 năm 2023</td></tr></table>"
    foot = "<table><tr><td>Nơi nhận:<br>- Như trên;<br>- Lưu: VT.</td><td>CHỦ TỊCH<br>Hoàng Văn Páo</td></tr></table>"
    body = "<p>THÔNG BÁO</p><p>1. Các thôn rà soát hộ nghèo trước ngày 20/5/2023.</p><p>2. Công chức địa chính lập danh sách.</p>"
    text = read(f"<html><body><div>{rows}{body}{foot}</div></body></html>".encode())
    found = regions(text)
    assert found["header_left"] == ["ỦY BAN NHÂN DÂN", "XÃ NÀ LƯỜNG", "Số: 7/TB-UBND"]
    assert found["signature"] == ["CHỦ TỊCH", "Hoàng Văn Páo"]
    assert "2. Công chức địa chính lập danh sách." in text.text
