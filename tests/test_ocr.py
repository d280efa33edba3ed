"""Scanned pages: composed here as pictures, with the faults of a scanner, and read by the real tesseract."""

from __future__ import annotations

import io
import random
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from extractor.core.context import Context
from extractor.core.errors import SourceBroken, SourceTooLarge
from extractor.core.record import Box
from extractor.ingest import Candidate, ingest
from extractor.pipeline import extract
from extractor.reading import scans, tesseract
from extractor.reading.document import read_document
from extractor.reading.ocr import lines_of_read, read_page
from extractor.reading.page_image import DPI, make_ready
from extractor.reading.page_ink import skew_of, unread_text
from extractor.reading.page_words import Line, Word, line_of
from extractor.reading.scan_doubt import is_doubtful
from extractor.reading.scan_head import leave_open, settle_year
from extractor.reading.scan_repair import repair
from extractor.reading.tesseract import SeenWord
from extractor.store import open_register

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
needs_tesseract = pytest.mark.skipif(
    tesseract.what_is_missing() is not None or not FONT.exists(),
    reason="tesseract with Vietnamese, or the font DejaVu, is not installed",
)

A4 = (2480, 3508)
LEFT = ["ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NGÃI", "", "Số: 215/TB-UBND"]
RIGHT = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "",
    "Quảng Ngãi, ngày 14 tháng 3 năm 2025",
]
BODY = [
    "Ngày 12/3/2025, tại trụ sở UBND tỉnh, Chủ tịch UBND tỉnh chủ trì cuộc",
    "họp về phòng, chống hạn vụ hè thu. Sau khi nghe các đơn vị báo cáo, Chủ",
    "tịch UBND tỉnh kết luận như sau:",
    "1. Giao Sở Nông nghiệp và Môi trường chủ trì, phối hợp với UBND các",
    "huyện rà soát các hồ chứa nước, báo cáo UBND tỉnh trước ngày 25/3/2025.",
    "2. Sở Tài chính tham mưu bố trí kinh phí sửa chữa các trạm bơm, trình",
    "UBND tỉnh trong tháng 4/2025.",
]
RECIPIENTS = ["Nơi nhận:", "- Thường trực Tỉnh ủy;", "- Các sở, ban, ngành;", "- Lưu: VT, KTN."]
SIGNATURE = ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "", "", "Trần Văn Hải Đăng"]


def page(left: list[str] = LEFT, right: list[str] = RIGHT, body: list[str] = BODY) -> Image.Image:
    sheet = Image.new("RGB", A4, "white")
    draw = ImageDraw.Draw(sheet)
    head, text, small = (ImageFont.truetype(str(FONT), size) for size in (40, 48, 40))
    for number, line in enumerate(left):
        draw.text((560, 240 + 66 * number), line, "black", head, anchor="ma")
    for number, line in enumerate(right):
        draw.text((1640, 240 + 66 * number), line, "black", head, anchor="ma")
    draw.text((1240, 620), "THÔNG BÁO", "black", text, anchor="ma")
    draw.text((1240, 700), "Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về chống hạn", "black", text, anchor="ma")
    for number, line in enumerate(body):
        indent = 100 if line[:1].isdigit() or number == 0 else 0
        draw.text((330 + indent, 860 + 84 * number), line, "black", text)
    for number, line in enumerate(RECIPIENTS):
        draw.text((330, 1560 + 56 * number), line, "black", small)
    for number, line in enumerate(SIGNATURE):
        draw.text((1780, 1560 + 66 * number), line, "black", head, anchor="ma")
    return sheet


def stamped(sheet: Image.Image) -> Image.Image:
    seal = Image.new("RGB", sheet.size, "white")
    draw = ImageDraw.Draw(seal)
    for radius, width in ((210, 10), (180, 5)):
        draw.ellipse((1620 - radius, 1760 - radius, 1620 + radius, 1760 + radius), outline=(214, 40, 50), width=width)
    return ImageChops.multiply(sheet, seal)  # ink of a seal lets black through


def scanned(sheet: Image.Image, skew: float = 0.0, noise: int = 8) -> Image.Image:
    turned = sheet.rotate(-skew, Image.Resampling.BICUBIC, fillcolor="white")
    grain = np.random.default_rng(5).normal(0, noise, (turned.height, turned.width, 1))
    return Image.fromarray(np.clip(np.asarray(turned).astype(float) + grain, 0, 255).astype(np.uint8))


def as_file(images: list[Image.Image], kind: str) -> bytes:
    out = io.BytesIO()
    more = {"save_all": True, "append_images": images[1:]} if kind in ("TIFF", "PDF") else {}
    options = {"resolution": 300.0} if kind == "PDF" else {"dpi": (300, 300)}
    images[0].save(out, kind, **options, **more)
    return out.getvalue()


@pytest.fixture(scope="module")
def scan() -> bytes:
    return as_file([scanned(stamped(page()), skew=1.2)], "PDF")


@needs_tesseract
def test_a_skewed_noisy_stamped_scan_gives_the_record_of_its_text(scan: bytes) -> None:
    record = extract(scan, context=Context(file_name="scan.pdf"))
    card = record.document
    assert (card.doc_type, card.number, card.issued_on) == ("thông báo", "215/TB-UBND", "2025-03-14")
    assert card.issuer == "ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI"
    assert card.signer is not None and card.signer.name == "Trần Văn Hải Đăng"
    assert [d.deadline.last_day for d in record.directives if d.deadline] == ["2025-03-24", "2025-04-30"]
    assert record.source.needs_ocr == ()
    assert "ocr_read" in {found.code for found in record.diagnostics}


@needs_tesseract
def test_words_keep_their_place_on_the_page_and_their_confidence(scan: bytes) -> None:
    document = read_document(scan)
    block = next(block for block in document.blocks if block.text.startswith("1. Giao Sở"))
    assert block.page == 1 and len(block.words) == len(block.text.split())
    word = next(word for word in block.words if block.text[word.start : word.end] == "Giao")
    # drawn near 470, 1112 of 300 dpi, then turned by 1.2 degrees about the middle of the page
    assert abs(word.box.x0 - 120) < 6 and abs(word.box.top - 265) < 8
    assert all(0 < word.confidence <= 1 for word in block.words)


@needs_tesseract
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_page_is_read_upright(quarters: int) -> None:
    turned = page().crop((0, 0, A4[0], 1500)).rotate(90 * quarters, expand=True)
    read = read_page(turned, 300, 1)
    lines = lines_of_read(read, None).lines
    assert read.complete and "Giao Sở Nông nghiệp" in " ".join(line.text for line in lines)
    title = next(line for line in lines if line.text == "THÔNG BÁO")
    assert title.box.x1 <= turned.width * 72 / 300 and title.box.bottom <= turned.height * 72 / 300


@needs_tesseract
def test_number_and_day_by_hand_stay_open_and_are_asked_for() -> None:
    sheet = page(left=[*LEFT[:3], "Số:        /TB-UBND"], right=[*RIGHT[:3], "Quảng Ngãi, ngày      tháng 3 năm 2025"])
    draw = ImageDraw.Draw(sheet)
    pen = random.Random(3)
    for x, y in ((500, 425), (1700, 425)):
        points = [(x + 12 * step + pen.randint(-6, 6), y + pen.randint(-10, 65)) for step in range(7)]
        draw.line(points, fill="black", width=6, joint="curve")
    record = extract(as_file([sheet], "PNG"), context=Context(file_name="a.png"))
    assert record.document.number is None and record.document.issued_on is None
    assert {"handwritten_number", "handwritten_date"} <= {found.code for found in record.diagnostics}


@needs_tesseract
@pytest.mark.parametrize("kind", ["TIFF", "JPEG", "PNG", "BMP", "WEBP"])
def test_image_files_are_documents(kind: str) -> None:
    head = page().crop((0, 0, A4[0], 800))
    pages = [head] * 2 if kind == "TIFF" else [head]
    document = read_document(as_file(pages, kind))
    assert (document.format, document.pages) == ("image", len(pages))
    assert {block.page for block in document.blocks} == set(range(1, len(pages) + 1))


@needs_tesseract
def test_a_blank_page_is_read_and_a_page_read_by_half_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    blank = read_page(Image.new("L", A4, 255), 300, 2)
    assert blank.complete and not blank.words
    whole = tesseract.see_words
    looks = []

    def half(image: bytes, dpi: int) -> tuple[SeenWord, ...]:
        looks.append(image)
        return tuple(word for word in whole(image, dpi) or () if word.top < 1000) if len(looks) == 1 else ()

    for module in ("ocr", "scan_columns", "second_looks"):
        monkeypatch.setattr(f"extractor.reading.{module}.see_words", half)
    document = read_document(as_file([page()], "PNG"))
    assert document.needs_ocr == (1,)
    assert "ocr_partial" in {found.code for found in document.diagnostics}


def test_without_tesseract_the_file_waits_and_says_what_to_install(
    scan: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(scans, "what_is_missing", lambda: "cài Tesseract rồi nạp lại")
    (tmp_path / "scan.pdf").write_bytes(scan)
    with open_register(tmp_path / "a.db", create=True) as register:
        outcome = ingest(register, Candidate(tmp_path / "scan.pdf"), at="2026-11-22T08:00:00")
    assert outcome.kind == "needs_ocr" and "cài Tesseract" in (outcome.reason or "")


def test_tesseract_is_asked_for_where_it_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    for name in ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    assert "tesseract-ocr-vie" in (tesseract.what_is_missing() or "")


def test_a_bomb_and_a_torn_image_are_refused() -> None:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", 12_000, 12_000, 8, 0, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    with pytest.raises(SourceTooLarge):
        read_document(bomb)
    with pytest.raises((SourceBroken, SourceTooLarge)):
        read_document(as_file([Image.new("L", (500, 500), 255)], "PNG")[:60])


# --- parts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("angle", [-4.0, -1.3, 0.0, 0.6, 3.2])
def test_the_skew_of_a_page_is_measured(angle: float) -> None:
    ink = np.zeros((1600, 1200), bool)
    for line in range(200, 1400, 40):
        ink[line : line + 12, 150:1050:3] = True
    turned = Image.fromarray(ink).convert("L").rotate(-angle)
    assert abs(skew_of(np.asarray(turned) > 128) - angle) < 0.15


def test_a_red_stamp_leaves_the_ink_below_it() -> None:
    sheet = Image.new("RGB", (2480, 1000), "white")
    draw = ImageDraw.Draw(sheet)
    for line in range(100, 900, 60):
        for x in range(200, 2200, 40):
            draw.rectangle((x, line, x + 20, line + 30), fill="black")
    before = int(make_ready(sheet, DPI, 0).ink.sum())
    draw.ellipse((700, 200, 1300, 800), outline=(220, 30, 40), width=25)
    draw.rectangle((200, 100, 220, 130), fill="black")
    after = int(make_ready(sheet, DPI, 0).ink.sum())
    assert abs(before - after) < 0.12 * before


def test_lines_without_a_word_are_found() -> None:
    ink = np.zeros((1200, 2000), bool)
    for line in range(100, 1100, 100):
        for x in range(200, 1800, 30):
            ink[line : line + 40, x : x + 18] = True
    boxes = [(200.0, float(line), 1800.0, line + 40.0) for line in range(100, 1100, 100)]
    assert unread_text(ink, boxes) == ()
    missed = unread_text(ink, [box for box in boxes if box[1] != 500])
    assert len(missed) == 1 and abs(missed[0][1] - 500) < 10


def seen(text: str, confidence: float = 0.95, line: int = 0) -> list[SeenWord]:
    out, x = [], 0.0
    for word in text.split():
        out.append(SeenWord(word, x, 0, x + 20 * len(word), 40, confidence, 0, 50, line))
        x += 20 * len(word) + 15
    return out


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("các cơ quan, đơn vị liên quan kip thời báo cáo", "các cơ quan, đơn vị liên quan kịp thời báo cáo"),
        ("CỌNG HÒA XÃ HỘI CHÚ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (".Vơi nhận:", "Nơi nhận:"),
        ("kT. CHỦ 1 TỊCH", "KT. CHỦ TỊCH"),
        ("PHÓ CHÁNH VÀN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ("Cục Thỉ hành án dân sự tỉnh", "Cục Thi hành án dân sự tỉnh"),
        ("trình độ đây đủ năng lực", "trình độ đầy đủ năng lực"),
        ("Uỷ ban nhân dân tinh", "Uỷ ban nhân dân tỉnh"),
        ("trước ngày l5/11/2O24", "trước ngày 15/11/2024"),
        ("các Chỉ cục Kiểm lâm", "các Chi cục Kiểm lâm"),
        ("xác định rõ tỉnh thần trách nhiệm", "xác định rõ tinh thần trách nhiệm"),
        ("công khai, mỉnh bạch", "công khai, minh bạch"),
        ("chấp hành tôt nội quy", "chấp hành tốt nội quy"),
        ("đối chiều hồ sơ", "đối chiếu hồ sơ"),
        ("an ninh trật tựở cơ sở", "an ninh trật tự ở cơ sở"),
        ("các huyện. thị xã và thành phố", "các huyện, thị xã và thành phố"),
        ("ợ) Chủ trì kiểm tra", "g) Chủ trì kiểm tra"),
        ("các xã, thành phó, các sở", "các xã, thành phố, các sở"),
    ],
)
def test_what_the_genre_leaves_no_choice_about_is_put_right(read: str, meant: str) -> None:
    words = repair(seen(read))
    assert " ".join(word.text for word in words) == meant
    if len(words) == len(read.split()):
        assert all(word.first is not None for word, old in zip(words, read.split(), strict=True) if word.text != old)


@pytest.mark.parametrize(
    "text",
    [
        "ông Nguyễn Văn Tình trình bày",
        "xã Sơn Tịnh",
        "quân sự, quần chúng",
        "mã số B8-O1",
        "khu tái định cư",
        "huy động mọi lực lượng",
        "tìm mọi giải pháp",
        "tập trung nâng cao các tiêu chí để đáp ứng",
        "đồng chí Nguyễn Thỉ trình bày",
        "NHÀ HÁT THÀNH PHỐ",
        "HỘI TRƯỞNG",
        "Ninh Tuân",
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "các điều kiện khác phục vụ ngày hội",  # not `khắc phục`
        "nâng cao tính chủ động",
        "TP. Thủ Đức và tx. Bình Long",
        "nộp xong. sau đó báo cáo",  # a small letter may be a capital
        "kết quả tốt. Đồng thời báo cáo",
        "cập nhật website, video",
        "các chỉ tiêu còn lại",
    ],
)
def test_what_may_be_right_is_left_as_read(text: str) -> None:
    assert " ".join(word.text for word in repair(seen(text))) == text


def test_a_line_of_the_form_that_was_wrapped_stands_there_once() -> None:
    lines = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", "XÃ TÂN KỲ", "NAM")
    words = [word for number, line in enumerate(lines) for word in seen(line, line=number)]
    said = " ".join(word.text for word in repair(words))
    assert said == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM XÃ TÂN KỲ"


@pytest.mark.parametrize(
    ("number", "right"),
    [("22/CĐÐ-TTg", "22/CĐ-TTg"), ("612/QĐĐ-UBND", "612/QĐ-UBND"), ("98/STNMT-QLĐĐ", "98/STNMT-QLĐĐ")],
)
def test_the_kind_of_a_document_has_no_letter_twice(number: str, right: str) -> None:
    assert [word.text for word in repair(seen(f"tại Văn bản số {number}"))][-1] == right


@pytest.mark.parametrize(
    ("number", "left"),
    [
        (seen("Số: 660/TB-UBND"), "Số: 660/TB-UBND"),
        ([*seen("Số:"), *seen("6§0 /TB-UBND", 0.6)], "Số: … /TB-UBND"),
        (seen("Số: /TB-UBND"), "Số: … /TB-UBND"),
    ],
)
def test_a_number_is_kept_only_where_it_was_read_surely(number: list[SeenWord], left: str) -> None:
    words, opened = leave_open(number)
    assert " ".join(word.text for word in words) == left
    assert opened == (() if "660" in left else ("number",))


@pytest.mark.parametrize(
    ("looks", "year", "opened"),
    [
        (["2018", "2018"], "2018", ("day",)),
        (["2016", "2018"], "2016", ("day",)),
        ([], "…", ("day", "month", "year")),
        (["2013", "2018"], "…", ("day", "month", "year")),
    ],
)
def test_a_year_is_one_that_two_looks_agree_on(looks: list[str], year: str, opened: tuple[str, ...]) -> None:
    words = seen("Quảng Ngãi, ngày … tháng 3 năm 2016")
    settled = settle_year(words, [seen(f"Quảng Ngãi, ngày tháng 3 năm {look}") for look in looks])
    left, asked = leave_open(settled)
    assert left[-1].text == year and asked == opened


def read_line(text: str, confidence: float = 0.95) -> Line:
    words, x = [], 0.0
    for word in text.split():
        words.append(Word(word, x, x + 8 * len(word), 0, 14, False, 14, confidence=confidence, shown=Box(0, 0, 1, 1)))
        x += 8 * len(word) + 4
    return line_of(words)


@pytest.mark.parametrize(
    ("text", "confidence", "doubtful"),
    [
        ("a) Tí ục tệ trun ng lãnh đạo, chỉ đạo quyết liệt", 0.9, True),
        ("đề cao vai trò, trách h nhiệm của người đứng đầu", 0.95, True),
        ("tạo điều kiện thuận lợi nhất sho hoạt động đầu tư", 0.95, True),
        ("nâng thuần cá lưng bòng vẽ tươi", 0.7, True),
        ("vướng mắc trong quá trình thực hiện (»ếu có).", 0.95, True),
        ("trên tinh thần “⁄ỉ có gì giúp nấy", 0.95, True),
        ("hỗ trợ bằng tiễn, vật liệu và công", 0.75, True),
        ("hỗ trợ bằng công, vật liệu và đất", 0.75, False),
        ("khẩu hiệu «Sạch từ nhà ra ngõ» của xã", 0.95, False),
        ("b) Chỉ đạo các cơ quan, đơn vị kịp thời báo cáo", 0.95, False),
        ("đăng tải trên website và mạng internet của tỉnh", 0.95, False),
        ("ông Y Thông Niê và bà H'Yim Kđoh dự họp tại xã Ea Kpam", 0.95, False),
        ("Sở TN&MT trình hồ sơ 215/TB-UBND ngày 14/3/2025", 0.95, False),
    ],
)
def test_a_line_that_makes_no_sense_is_told(text: str, confidence: float, doubtful: bool) -> None:
    assert is_doubtful(read_line(text, confidence)) == doubtful


def test_a_date_in_the_text_is_no_day_of_issue() -> None:
    words, opened = leave_open(seen("Thực hiện Chỉ thị số 11/CT-TTg ngày 16 tháng 4 năm 2021", 0.5))
    assert opened == () and "16" in " ".join(word.text for word in words)
