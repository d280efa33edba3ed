"""Small sound files of each format, for damaging: small, so that twenty thousand of them are read in minutes."""

from __future__ import annotations

import io
import sys
import zipfile
from email.message import EmailMessage
from functools import cache
from html import escape
from pathlib import Path

import docx
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from outlook_files import attachment, compound, outlook  # noqa: E402

SAMPLES = ROOT / "corpora" / "samples"

NOTICE = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN LÂM SƠN\tĐộc lập - Tự do - Hạnh phúc
Số: 408/TB-UBND\tLâm Sơn, ngày 5 tháng 6 năm 2025
THÔNG BÁO
Kết luận của Chủ tịch UBND huyện tại cuộc họp về phòng, chống hạn
1. Giao Phòng Kinh tế chủ trì, phối hợp với UBND xã Ea Kly rà soát 1.250 ha, báo cáo trước ngày 20/6/2025.
2. Công an huyện bố trí 12 tỷ đồng (tăng 8,5%) theo Quyết định số 06/QĐ-UBND ngày 1/2/2025.
a) Hằng tháng họp dân; chậm nhất 3 ngày sau cuộc họp phải xong.
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn An"""
REPORT = """Chủ tịch tỉnh kiểm tra công tác chống hạn
Cập nhật lúc 08:30, 12/05/2025 (GMT+7)
Sáng 12/5, đồng chí Trần Thị Bình, Phó Chủ tịch UBND tỉnh yêu cầu UBND huyện Đầm Hà hoàn thành trước ngày 30/5.
Đến nay đã gieo 2.340 ha, đạt 95% kế hoạch."""
OLD = "UBND tØnh: Giao Së Y tÕ rµ so¸t, b¸o c¸o tr\xadíc ngµy 5/6/2022.\nñy ban nh©n d©n x·\n"
TASKS = (("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"), ("1", "Rà soát hộ nghèo", "Phòng Y tế", "Trước 5/6/2025"))

KINDS = ("txt", "md", "docx", "pdf", "html", "eml", "rtf", "odt", "msg", "zip", "image")


@cache
def seeds(kind: str) -> tuple[bytes, ...]:
    """Sound files of one of KINDS."""
    made = {
        "txt": _texts, "md": _markdown, "docx": _word_files, "pdf": _pdf_files, "html": _pages, "eml": _mails,
        "rtf": _rich_texts, "odt": _open_documents, "msg": _outlook_mails, "zip": _archives, "image": _images,
    }  # fmt: skip
    return made[kind]()


def _texts() -> tuple[bytes, ...]:
    sample = (SAMPLES / "07-thu-giao-ban.txt").read_bytes()
    return NOTICE.encode(), REPORT.encode(), OLD.encode("latin-1"), NOTICE.encode("utf-16"), sample


def _markdown() -> tuple[bytes, ...]:
    rows = "\n".join("| " + " | ".join(row) + " |" for row in (TASKS[0], ("---",) * 4, TASKS[1]))
    return (f"# THÔNG BÁO\n\n**Kết luận** của *Chủ tịch*\n\n{rows}\n\n1. {NOTICE}\n".encode(),)


def _word_files() -> tuple[bytes, ...]:
    plain = docx.Document()
    for line in NOTICE.split("\n"):
        plain.add_paragraph(line)
    tables = docx.Document()
    tables.add_paragraph("PHỤ LỤC", style="Heading 1")
    table = tables.add_table(rows=2, cols=4)
    for row, cells in zip(table.rows, TASKS, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    tables.add_paragraph("Rà soát xong trong tháng 7/2025.", style="List Number")
    old = tables.add_paragraph().add_run("Giao Së Y tÕ b¸o c¸o.")
    old.font.name = ".VnTime"
    return _saved(plain), _saved(tables)


def _saved(document: object) -> bytes:
    """The file without the picture of its first page, which is most of it."""
    whole = io.BytesIO()
    document.save(whole)
    out = io.BytesIO()
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(entry.filename, b"" if entry.filename.endswith(".jpeg") else source.read(entry))
    return out.getvalue()


def _pdf_files() -> tuple[bytes, ...]:
    return _drawn(packed=False), _drawn(packed=True)


def _drawn(packed: bool) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=int(packed))
    canvas.setTitle("Thong bao 408")
    canvas.drawString(80, 720, "Giao Phong Kinh te bao cao truoc ngay 15 thang 9 nam 2023, kinh phi 12 ty dong")
    for x in (80, 200, 320):
        canvas.line(x, 600, x, 500)
    for y in (600, 550, 500):
        canvas.line(80, y, 320, y)
    for at, word in enumerate(("STT", "Nhiem vu", "1", "Ra soat")):
        canvas.drawString(90 + at % 2 * 120, 570 - at // 2 * 50, word)
    canvas.acroForm.textfield(name="a", value="Ngay 05", x=300, y=740)
    canvas.bookmarkPage("a")
    canvas.showPage()
    canvas.drawString(80, 720, "Trang 2: UBND xa hoan thanh trong quy III/2023.")
    canvas.save()
    return out.getvalue()


def _pages() -> tuple[bytes, ...]:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in REPORT.split("\n"))
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TASKS)
    head = '<meta charset="utf-8"><title>Tin</title><meta property="article:published_time" content="2025-05-12">'
    page = f"<!DOCTYPE html><html><head>{head}</head><body><article>{paragraphs}<table>{rows}</table></article></body>"
    old = f"<html><body><p><font face='.VnTime'>{OLD}</font></p>{paragraphs}</body></html>"
    saved = f"<html xmlns:w='urn:schemas-microsoft-com:office:word'><body>{paragraphs}<table>{rows}</table></body>"
    return page.encode(), old.encode(), saved.encode("utf-16")


def _mails() -> tuple[bytes, ...]:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Văn phòng <vp@example.vn>", "a@example.vn", "Kết luận giao ban"
    mail["Date"] = "Mon, 12 May 2025 08:30:00 +0700"
    mail.set_content(NOTICE)
    plain = mail.as_bytes()
    mail.add_alternative(_pages()[0].decode(), subtype="html")
    mail.add_attachment(REPORT.encode(), maintype="text", subtype="plain", filename="báo cáo.txt")
    return plain, mail.as_bytes()


def _rich_texts() -> tuple[bytes, ...]:
    body = "".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in NOTICE).replace("\n", "\\par\n")
    table = "".join("\\trowd " + "\\cell ".join(("1", "Ra soat", "Phong Y te")) + "\\cell\\row\n" for _ in range(2))
    fonts = "{\\fonttbl{\\f0 Times New Roman;}{\\f1\\fcharset0 .VnTime;}}"
    old = OLD.encode("latin-1")
    return (
        f"{{\\rtf1\\ansi\\ansicpg1258\\uc1{fonts}{{\\info{{\\title a}}}}\\f0 {body}\\par {table}}}".encode("ascii"),
        b"{\\rtf1\\ansi" + fonts.encode() + b"\\f1 " + old + b"{\\*\\x\\bin3 abc}\\'e1}",
    )


def _open_documents() -> tuple[bytes, ...]:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for name, space in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"))
    )
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in NOTICE.split("\n"))
    cells = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in TASKS[1])
    table = f'<table:table><table:table-row table:number-rows-repeated="2">{cells}</table:table-row></table:table>'
    items = '<text:list><text:list-item><text:p>Họp<text:s text:c="2"/>dân</text:p></text:list-item></text:list>'
    content = (
        f"<?xml version='1.0'?><office:document-content {spaces}><office:body><office:text>{lines}{table}{items}"
        "</office:text></office:body></office:document-content>"
    )
    return (_packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()}),)


def _outlook_mails() -> tuple[bytes, ...]:
    inside = {"__attach_version1.0_#00000000": attachment("408-TB-UBND.txt", REPORT.encode())}
    return (compound(outlook(NOTICE, inside)),)


def _archives() -> tuple[bytes, ...]:
    files = {"a.txt": NOTICE.encode(), "b/c.eml": _mails()[0], "tin.html": _pages()[0]}
    return _packed(files), _packed({"a.zip": _packed({"a.txt": REPORT.encode()}), "../b.rtf": _rich_texts()[1]})


def _packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _images() -> tuple[bytes, ...]:
    sheet = Image.new("L", (60, 40), 255)
    for row in range(8, 32, 8):
        sheet.paste(0, (10, row, 50, row + 3))
    pages = {"save_all": True, "append_images": [sheet]}
    kinds = {"PNG": {"dpi": (300, 300)}, "JPEG": {}, "BMP": {}, "WEBP": {"lossless": True}, "TIFF": pages}
    return tuple(_image(sheet, kind, more) for kind, more in kinds.items())


def _image(sheet: Image.Image, kind: str, more: dict[str, object]) -> bytes:
    out = io.BytesIO()
    sheet.save(out, kind, **more)
    return out.getvalue()
