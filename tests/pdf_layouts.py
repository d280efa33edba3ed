"""Composed PDF pages of many layouts, written with reportlab, for the tests of reading. All names are made up."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FOLDER = Path("/usr/share/fonts/truetype/dejavu")
FONTS = {
    "Serif": "DejaVuSerif.ttf",
    "Serif-Bold": "DejaVuSerif-Bold.ttf",
    "Sans": "DejaVuSans.ttf",
    "Mono": "DejaVuSansMono.ttf",
}
TEXT = (
    "Chủ tịch Ủy ban nhân dân huyện Sơn Tràng giao Phòng Nông nghiệp chủ trì, phối hợp với Ủy ban nhân dân các xã rà "
    "soát diện tích lúa bị ngập, báo cáo kết quả trước ngày 15/9/2023; Phòng Tài chính - Kế hoạch cân đối kinh phí hỗ "
    "trợ giống, không để người dân thiếu giống khi vào vụ. Công an huyện tăng cường tuần tra ban đêm."
)

Drawing = Callable[[Canvas], None]


def have_fonts() -> bool:
    return all((FOLDER / file).exists() for file in FONTS.values())


def pdf_of(*pages: Drawing, size: tuple[float, float] = A4, packed: bool = True) -> bytes:
    """A PDF with one page for each drawing."""
    for name, file in FONTS.items():
        pdfmetrics.registerFont(TTFont(name, str(FOLDER / file)))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, pageCompression=int(packed), invariant=1)
    for draw in pages:
        canvas.setFont("Serif", 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def paragraph(canvas: Canvas, text: str = TEXT, top: float = 700, left: float = 85, right: float = 530) -> float:
    """Ragged lines; where the next one would stand."""
    line = ""
    for word in text.split():
        if line and left + pdfmetrics.stringWidth(f"{line} {word}", "Serif", 12) > right:
            canvas.drawString(left, top, line)
            line, top = "", top - 18
        line = f"{line} {word}".strip()
    canvas.drawString(left, top, line)
    return top - 18


def plain(canvas: Canvas) -> None:
    paragraph(canvas)


def two_column_header(canvas: Canvas) -> None:
    for y, left, right in (
        (780, "ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (763, "HUYỆN SƠN TRÀNG", "Độc lập - Tự do - Hạnh phúc"),
        (740, "Số: 45/TB-UBND", "Sơn Tràng, ngày 05 tháng 9 năm 2023"),
    ):
        canvas.setFont("Serif-Bold" if y > 750 else "Serif", 11)
        canvas.drawCentredString(150, y, left)
        canvas.drawCentredString(410, y, right)
    canvas.line(110, 757, 190, 757)
    canvas.line(330, 757, 490, 757)
    canvas.setFont("Serif", 12)
    paragraph(canvas, top=690)


def justified(canvas: Canvas) -> None:
    text = canvas.beginText(85, 700)
    text.setFont("Serif", 12)
    for spacing, line in ((3.1, "Chủ tịch Ủy ban nhân dân huyện giao Phòng"), (0.0, "Nông nghiệp chủ trì rà soát.")):
        text.setWordSpace(spacing)
        text.textLine(line)
    canvas.drawText(text)
    # TrueType takes no word spacing: words set one by one, as a justifier does it
    for number, words in enumerate((TEXT.split()[:9], TEXT.split()[9:18], TEXT.split()[18:27])):
        gap = (445 - sum(pdfmetrics.stringWidth(word, "Serif", 12) for word in words)) / (len(words) - 1)
        x = 85.0
        for word in words:
            canvas.drawString(x, 620 - 18 * number, word)
            x += pdfmetrics.stringWidth(word, "Serif", 12) + gap


def bold_inside_a_word(canvas: Canvas) -> None:
    x = 85.0
    # the second run is written first: the file's order is not the reader's
    pieces = [
        ("Nhiệm ", "Serif"),
        ("v", "Serif-Bold"),
        ("ụ trọng t", "Serif"),
        ("âm", "Serif-Bold"),
        (" tháng 9", "Serif"),
    ]
    places = []
    for text, font in pieces:
        places.append((x, text, font))
        x += pdfmetrics.stringWidth(text, font, 12)
    for left, text, font in [*places[1:], places[0]]:
        canvas.setFont(font, 12)
        canvas.drawString(left, 700, text)
    canvas.setFont("Serif", 12)
    paragraph(canvas, top=670)


def superscripts(canvas: Canvas) -> None:
    canvas.drawString(85, 700, "Diện tích 1.250 m")
    x = 85 + pdfmetrics.stringWidth("Diện tích 1.250 m", "Serif", 12)
    canvas.setFont("Serif", 7)
    canvas.drawString(x, 705, "2")
    canvas.setFont("Serif", 12)
    canvas.drawString(x + 8, 700, "đất lúa, 30 km² rừng, 37°C, ½ số hộ, 5‰, 10³ con, m³/s.")
    text = canvas.beginText(85, 660)
    text.setFont("Serif", 12)
    text.textOut("Theo Nghị quyết")
    text.setRise(5)
    text.setFont("Serif", 7)
    text.textOut("12")
    text.setRise(0)
    text.setFont("Serif", 12)
    text.textOut(" của Hội đồng nhân dân huyện")
    canvas.drawText(text)
    paragraph(canvas, top=620)


def letter_spaced_title(canvas: Canvas) -> None:
    for y, spacing in ((720, 1.0), (695, 2.5), (670, 6.0)):
        text = canvas.beginText(120, y)
        text.setFont("Serif-Bold", 14)
        text.setCharSpace(spacing)
        text.textOut("THÔNG BÁO KẾT LUẬN")
        canvas.drawText(text)
    canvas.setFont("Serif", 12)
    paragraph(canvas, top=640)


def narrow_and_wide(canvas: Canvas) -> None:
    for y, scale in ((720, 80), (695, 125)):
        text = canvas.beginText(85, y)
        text.setFont("Serif", 12)
        text.setHorizScale(scale)
        text.textOut("Phòng Nông nghiệp huyện Sơn Tràng")
        canvas.drawText(text)
    paragraph(canvas, top=640)


def ruled_table(canvas: Canvas) -> None:
    paragraph(canvas, "Chủ tịch UBND huyện phân công nhiệm vụ tháng 9 như sau:", top=720)
    xs = (85, 125, 330, 460, 540)
    rows = (("TT", "Nhiệm vụ", "Chủ trì", "Hạn"), ("1", "Nạo vét kênh N2", "Phòng Kinh tế", "15/9"), ("2", "Sửa loa xã", "Phòng Văn hóa", "25/9"))  # fmt: skip
    for number, row in enumerate(rows):
        for x, value in zip(xs, row, strict=False):
            canvas.drawString(x + 4, 686 - 20 * number, value)
    for number in range(len(rows) + 1):
        canvas.line(xs[0], 700 - 20 * number, xs[-1], 700 - 20 * number)
    for x in xs:
        canvas.line(x, 700, x, 700 - 20 * len(rows))
    paragraph(canvas, top=600)


def framed_table(canvas: Canvas) -> None:
    """Each cell a frame of its own, drawn as one path."""
    path = canvas.beginPath()
    for row in range(3):
        for column in range(3):
            path.rect(85 + 140 * column, 640 - 20 * row, 140, 20)
            canvas.drawString(90 + 140 * column, 646 - 20 * row, f"ô {row + 1}.{column + 1}")
    canvas.drawPath(path)
    paragraph(canvas, top=560)


def unruled_table(canvas: Canvas) -> None:
    for number, row in enumerate((("Xã Hoa Ban", "125 ha", "80%"), ("Xã Suối Đá", "96 ha", "75%"))):
        for x, value in zip((90, 300, 450), row, strict=True):
            canvas.drawString(x, 700 - 18 * number, value)
    paragraph(canvas, top=640)


def paragraph_borders(canvas: Canvas) -> None:
    """Lines round each paragraph, as a word processor draws borders: many, and no table."""
    for number in range(6):
        y = 690 - 40 * number
        canvas.line(80, y, 540, y)
        canvas.line(80, y, 80, y - 30)
        canvas.line(540, y, 540, y - 30)
        canvas.line(80, y - 30, 540, y - 30)
        canvas.drawString(85, y - 20, TEXT.split(",")[number % 3].strip())


def turned_text(canvas: Canvas) -> None:
    """A note up the margin, a watermark across, slanted letters."""
    paragraph(canvas)
    canvas.saveState()
    canvas.rotate(90)
    canvas.drawString(300, -40, "Bản lưu văn thư")
    canvas.restoreState()
    canvas.saveState()
    canvas.translate(200, 300)
    canvas.rotate(35)
    canvas.setFont("Sans", 30)
    canvas.drawString(0, 0, "DỰ THẢO")
    canvas.restoreState()
    canvas.saveState()
    canvas.skew(0, -15)
    canvas.drawString(300, 400, "Chữ nghiêng giả")
    canvas.restoreState()


def decomposed(canvas: Canvas) -> None:
    paragraph(canvas, unicodedata.normalize("NFD", TEXT))


def ligatures(canvas: Canvas) -> None:
    canvas.drawString(85, 700, "Hồ sơ ofﬁce, proﬁle, ﬂow, eﬀect, aﬃx, baﬄe nộp về Phòng Kinh tế.")
    paragraph(canvas, top=660)


def hyphens(canvas: Canvas) -> None:
    canvas.drawString(85, 720, "Phòng Tài chính - Kế hoạch, Ban Quản lý dự án Hạ tầng - Kỹ")
    canvas.drawString(85, 702, "thuật; đường Hoa Ban -")
    canvas.drawString(85, 684, "Suối Đá dài 12 km; giai đoạn 2021-")
    canvas.drawString(85, 666, "2025; tài liệu khuyến‑nông, thư điện tử a-b@vidu.vn, mục 1–2 — 3…")
    paragraph(canvas, top=630)


def printed_over(canvas: Canvas) -> None:
    """Number and day over blanks, as a signing program prints them."""
    canvas.drawString(85, 740, "Số:          /TB-UBND")
    canvas.drawString(108, 740, "45")
    canvas.drawString(300, 740, "ngày      tháng      năm 2023")
    canvas.drawString(332, 741.5, "05")
    canvas.drawString(396, 741.5, "9")
    paragraph(canvas, top=690)


def invisible(canvas: Canvas) -> None:
    """Text of a recognising scanner: there, and not seen."""
    text = canvas.beginText(85, 700)
    text.setFont("Serif", 12)
    text.setTextRenderMode(3)
    for start in range(0, len(TEXT.split()), 10):
        text.textLine(" ".join(TEXT.split()[start : start + 10]))
    canvas.drawText(text)


def standard_fonts(canvas: Canvas) -> None:
    for number, font in enumerate(("Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Italic", "Courier")):
        canvas.setFont(font, 12)
        canvas.drawString(85, 700 - 22 * number, "Cong van so 12 gui Phong Kinh te (ban sao), AVAST fin.")


def in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("mau")
    canvas.setFont("Serif", 12)
    canvas.drawString(0, 0, "Ký bởi: Ủy ban nhân dân huyện Sơn Tràng")
    canvas.endForm()
    canvas.saveState()
    canvas.translate(85, 760)
    canvas.scale(0.7, 0.7)
    canvas.doForm("mau")
    canvas.restoreState()
    paragraph(canvas)


def turned_page(degrees: int) -> Drawing:
    """A page that is shown turned, its text turned back so that it reads level."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(degrees)
        canvas.saveState()
        width, height = canvas._pagesize
        canvas.translate(*{90: (width, 0), 180: (width, height), 270: (0, height)}[degrees])
        canvas.rotate(degrees)
        paragraph(canvas, top=500, right=480)
        canvas.restoreState()
        canvas.setFont("Serif", 12)
        canvas.drawString(200, 300, "chữ không xoay")

    return draw


def cropped(canvas: Canvas) -> None:
    canvas.setCropBox((40, 60, 560, 800))
    paragraph(canvas)
    canvas.drawString(5, 20, "ngoài lề")


LAYOUTS: dict[str, Callable[[], bytes]] = {
    **{
        draw.__name__: (lambda draw=draw: pdf_of(draw))
        for draw in (
            plain, two_column_header, justified, bold_inside_a_word, superscripts, letter_spaced_title, narrow_and_wide,
            ruled_table, framed_table, unruled_table, paragraph_borders, turned_text, decomposed, ligatures, hyphens,
            printed_over, invisible, standard_fonts, in_a_form, cropped,
        )
    },
    **{f"turned_page_{degrees}": (lambda degrees=degrees: pdf_of(turned_page(degrees))) for degrees in (90, 180, 270)},
    "moved_media_box": lambda: pdf_of(plain, packed=False).replace(b"/MediaBox [ 0 0 595", b"/MediaBox [ 0 50 595"),
}  # fmt: skip
"""Name → maker of a PDF of that layout."""
