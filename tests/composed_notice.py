"""One composed notice, written as text, DOCX and PDF for the tests of reading and cleaning. All names are made up."""

from __future__ import annotations

import io
import textwrap
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

LEFT = ("ỦY BAN NHÂN DÂN", "HUYỆN SƠN TRÀNG", "Số: 118/TB-UBND")
RIGHT = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Sơn Tràng, ngày 09 tháng 3 năm 2022")
TYPE = "THÔNG BÁO"
TITLE = "Kết luận của Chủ tịch UBND huyện tại cuộc họp giao ban tháng 3 năm 2022"
BODY = (
    "Ngày 04/3/2022, tại trụ sở UBND huyện, đồng chí Lục Văn Thiêm, Chủ tịch UBND huyện chủ trì cuộc họp giao ban tháng 3. "
    "Sau khi nghe Văn phòng HĐND và UBND huyện báo cáo, ý kiến của các thành viên dự họp, Chủ tịch UBND huyện kết luận như sau:",
    "I. ĐÁNH GIÁ CHUNG",
    "Trong tháng 02/2022, các phòng, ban và Ủy ban nhân dân các xã, thị trấn đã bám sát nhiệm vụ; thu ngân sách đạt 12,6 tỷ đồng, "
    "bằng 18,4% dự toán. Tuy nhiên, tiến độ giải phóng mặt bằng của 03/11 dự án còn chậm so với kế hoạch.",
    "II. NHIỆM VỤ TRỌNG TÂM",
    "1. Giao Phòng Tài chính - Kế hoạch chủ trì, phối hợp với Phòng Lao động - Thương binh và Xã hội, Ban Quản lý dự án đầu tư "
    "xây dựng huyện rà soát nguồn vốn, tham mưu Ủy ban nhân dân huyện phân bổ trước ngày 25/3/2022.",
    "2. Giao Phòng Tài nguyên và Môi trường hoàn thành đo đạc 42 ha đất rừng tại xã Nà Lường, xã Bản Khoang, báo cáo kết quả trong "
    "tháng 4/2022; trường hợp có vướng mắc thì kịp thời báo cáo Chủ tịch UBND huyện xem xét, quyết định.",
    "a) Ủy ban nhân dân xã Nà Lường bố trí cán bộ dẫn đạc.",
    "b) Hạt Kiểm lâm huyện cung cấp bản đồ hiện trạng rừng cho đơn vị đo đạc trước ngày 15/3/2022.",
    "3. Công an huyện tăng cường tuần tra, bảo đảm an ninh trật tự trên địa bàn.",
    "Trên đây là kết luận của Chủ tịch UBND huyện, Văn phòng HĐND và UBND huyện thông báo để các cơ quan, đơn vị biết, thực hiện./.",
)
RECIPIENTS = (
    "Nơi nhận:",
    "- Thường trực Huyện ủy (b/c);",
    "- Các phòng, ban thuộc huyện;",
    "- UBND các xã, thị trấn;",
    "- Lưu: VT.",
)
SIGNATURE = ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Vi Thị Hồng Nhạn")

FONTS = (
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"),
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
    Path("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"),
)


def expected() -> str:
    """What cleaning must make of every form of the notice."""
    return "\n".join((*LEFT, *RIGHT, TYPE, TITLE, *BODY, *RECIPIENTS, *SIGNATURE))


def font() -> Path | None:
    """A font with Vietnamese letters, if the machine has one."""
    return next((path for path in FONTS if path.exists()), None)


# --- plain text as `pdftotext -layout` gives it ---------------------------------------------------------------------


def as_text(width: int = 84) -> str:
    lines = [f"{'':3}{left:<36}{right}" for left, right in zip(LEFT, RIGHT, strict=True)]
    lines += ["", TYPE.center(width).rstrip()]
    lines += [line.center(width).rstrip() for line in textwrap.wrap(TITLE, 60)]
    lines.append("")
    for paragraph in BODY:
        lines += textwrap.wrap(paragraph, width, break_on_hyphens=False, break_long_words=False)
    lines.append("")
    right = ["", "", "", SIGNATURE[2], ""]
    right[0], right[1] = SIGNATURE[0], SIGNATURE[1]
    lines += [f"{left:<44}{other}".rstrip() for left, other in zip(RECIPIENTS, right, strict=True)]
    return "\n".join(lines) + "\n"


# --- DOCX -----------------------------------------------------------------------------------------------------------


def as_docx() -> bytes:
    document = docx.Document()
    head = document.add_table(rows=2, cols=2)
    for column, lines in enumerate((LEFT, RIGHT)):
        cell = head.rows[0].cells[column]
        cell.text = lines[0]
        cell.add_paragraph(lines[1])
        head.rows[1].cells[column].text = lines[2]
    for text in (TYPE, TITLE):
        paragraph = document.add_paragraph()
        paragraph.add_run(text).bold = True
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in BODY:
        document.add_paragraph(text)
    foot = document.add_table(rows=1, cols=2)
    for column, lines in enumerate((RECIPIENTS, SIGNATURE)):
        cell = foot.rows[0].cells[column]
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# --- PDF ------------------------------------------------------------------------------------------------------------


class Page:
    """A pen that writes lines down a page, and turns it where it is full, with a page number on top."""

    def __init__(
        self, out: io.BytesIO, path: Path, size: float = 12.0, pitch: float = 18.0, numbered: bool = True
    ) -> None:
        pdfmetrics.registerFont(TTFont("Body", str(path)))
        self.canvas = Canvas(out, pagesize=A4)
        self.size = size
        self.pitch = pitch
        self.numbered = numbered
        self.number = 1
        self.start()

    def start(self) -> None:
        self.canvas.setFont("Body", self.size)
        self.y = A4[1] - 60
        if self.number > 1 and self.numbered:
            self.canvas.drawCentredString(A4[0] / 2, A4[1] - 40, str(self.number))

    def down(self, by: float | None = None) -> None:
        self.y -= self.pitch if by is None else by
        if self.y < 70:
            self.canvas.showPage()
            self.number += 1
            self.start()

    def wide(self, text: str) -> float:
        return float(pdfmetrics.stringWidth(text, "Body", self.size))

    def centred(self, text: str, x: float = A4[0] / 2) -> None:
        self.canvas.drawCentredString(x, self.y, text)

    def paragraph(self, text: str, left: float = 85.0, right: float = 540.0, indent: float = 30.0) -> None:
        x, line = left + indent, ""
        for word in text.split():
            if line and x + self.wide(f"{line} {word}") > right:
                self.canvas.drawString(x, self.y, line)
                self.down()
                x, line = left, word
            else:
                line = f"{line} {word}" if line else word
        self.canvas.drawString(x, self.y, line)
        self.down()


def as_pdf(path: Path, size: float = 12.0, pitch: float = 18.0) -> bytes:
    out = io.BytesIO()
    page = Page(out, path, size, pitch)
    for left, right in zip(LEFT, RIGHT, strict=True):
        page.centred(left, 160)
        page.centred(right, 410)
        page.down()
    page.down(12)
    for text in (TYPE, *textwrap.wrap(TITLE, 50)):
        page.centred(text)
        page.down()
    page.down(6)
    for text in BODY:
        page.paragraph(text)
    page.down(14)
    top = page.y
    for line in RECIPIENTS:
        page.canvas.drawString(85, page.y, line)
        page.y -= 15
    page.y = top
    for line in SIGNATURE[:2]:
        page.centred(line, 430)
        page.y -= 17
    page.y -= 40
    page.centred(SIGNATURE[2], 430)
    page.canvas.save()
    return out.getvalue()
