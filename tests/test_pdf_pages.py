"""Pages of a PDF read by pdfium are read as pdfplumber reads them; which page goes which way."""

from __future__ import annotations

import io

import pdfplumber
import pytest
from pdf_layouts import LAYOUTS, TEXT, have_fonts, paragraph, pdf_of, plain, ruled_table, turned_page, two_column_header
from pdfplumber.utils.text import WordExtractor
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractor.core.document import Block
from extractor.reading import read_document
from extractor.reading.pdf import PagePlan, _open, _plan_pages
from extractor.reading.pdf_fonts import declared_descents
from extractor.reading.pdf_tables import table_pages

pytestmark = pytest.mark.skipif(not have_fonts(), reason="no DejaVu fonts here")


def plans(data: bytes) -> list[PagePlan]:
    opened = _open(data)
    try:
        return _plan_pages(opened, declared_descents(data))[0]
    finally:
        opened.close()


def kinds(data: bytes) -> list[str]:
    return [plan.plan for plan in plans(data)]


@pytest.mark.parametrize("name", LAYOUTS)
def test_words_are_those_of_pdfplumber(name: str) -> None:
    data = LAYOUTS[name]()
    extractor = WordExtractor(x_tolerance_ratio=0.18, y_tolerance=3)
    with pdfplumber.open(io.BytesIO(data)) as opened:
        wanted = []
        for page in opened.pages:
            upright = [char for char in page.chars if char["upright"]]
            wanted.append([word for word, _ in extractor.iter_extract_tuples(upright)])
    for plan, words in zip(plans(data), wanted, strict=True):
        if name == "printed_over":  # pdfplumber keeps the blanks that number and day are printed over
            assert [word.text for word in plan.words][:6] == ["Số:", "45", "/TB-UBND", "ngày", "05", "tháng"]
            continue
        assert len(plan.words) > 5
        assert [word.text for word in plan.words] == [word["text"] for word in words]
        for got, want in zip(plan.words, words, strict=True):
            here = (got.x0, got.top, got.x1, got.bottom)
            assert here == pytest.approx((want["x0"], want["top"], want["x1"], want["bottom"]), abs=1.0)


@pytest.mark.parametrize("name", LAYOUTS)
def test_sizes_weights_and_fonts_are_those_of_pdfplumber(name: str) -> None:
    data = LAYOUTS[name]()
    for plan, page in zip(plans(data), table_pages(data, [1]), strict=True):
        if page.tables:
            continue
        assert [(w.text, w.bold, round(w.size, 1)) for w in plan.words] == [
            (w.text, w.bold, round(w.size, 1)) for w in page.words
        ]
        assert {w.font for w in plan.words} == {w.font for w in page.words}


@pytest.mark.parametrize(
    ("name", "plan"),
    [
        ("plain", "text"),
        ("two_column_header", "text"),
        ("paragraph_borders", "text"),
        ("unruled_table", "text"),
        ("ruled_table", "tables"),
        ("framed_table", "tables"),
        ("invisible", "text"),
        ("turned_page_90", "text"),
    ],
)
def test_only_grids_go_to_pdfplumber(name: str, plan: str) -> None:
    assert kinds(LAYOUTS[name]()) == [plan]


def test_a_file_of_both_kinds_keeps_its_order() -> None:
    document = read_document(pdf_of(two_column_header, ruled_table, plain))
    assert [block.text for block in document.blocks if block.region == "header_left"] == [
        "ỦY BAN NHÂN DÂN", "HUYỆN SƠN TRÀNG", "Số: 45/TB-UBND",
    ]  # fmt: skip
    cells = {(b.cell.row, b.cell.column): b.text for b in document.blocks if b.cell}
    assert cells[(1, 2)] == "Phòng Kinh tế"
    assert [block.page for block in document.blocks] == sorted(block.page or 0 for block in document.blocks)
    fonts = {(block.font or "").removeprefix("DejaVu") for block in document.blocks}
    assert fonts == {"Serif", "Serif-Bold"}
    assert Block("").font is None


def test_fields_are_printed_on_pages_of_both_kinds() -> None:
    def signed(canvas: Canvas) -> None:
        canvas.acroForm.textfield(
            name=f"so{canvas.getPageNumber()}",
            value="Ngay ky 05",
            x=300,
            y=740,
            width=120,
            height=20,
            fontName="Helvetica",
        )

    def with_table(canvas: Canvas) -> None:
        ruled_table(canvas)
        signed(canvas)

    def without(canvas: Canvas) -> None:
        plain(canvas)
        signed(canvas)

    data = pdf_of(with_table, without)
    document = read_document(data)
    assert [b.page for b in document.blocks if "Ngay ky 05" in b.text] == [1, 2]
    assert any(b.cell for b in document.blocks)


def test_letters_of_fields_do_not_make_a_scan_a_text() -> None:
    def scan(canvas: Canvas) -> None:
        canvas.rect(100, 100, 300, 300)
        canvas.acroForm.textfield(
            name="so", value="Ky boi UBND huyen Son Trang ngay 05 thang 9", x=60, y=740, width=400
        )

    data = pdf_of(scan)
    assert [plan.plan for plan in plans(data)] == ["image"]
    assert ("stamp", "Ky boi") in [(b.region, b.text[:6]) for b in read_document(data).blocks]


def picture(canvas: Canvas, share: float = 1.0) -> None:
    from PIL import Image

    image = ImageReader(Image.new("L", (60, 85), 235))
    canvas.drawImage(image, 0, 0, A4[0] * share, A4[1] * share)


def test_a_picture_with_a_few_words_upon_it_is_to_be_recognised() -> None:
    def stamped(canvas: Canvas) -> None:
        picture(canvas)
        canvas.drawString(85, 780, "Ký bởi: Ủy ban nhân dân huyện Sơn Tràng, ngày 05/9/2023")

    data = pdf_of(stamped)
    assert [plan.plan for plan in plans(data)] == ["image"]
    assert read_document(data).blocks[0].text.startswith("Ký bởi")


def test_a_recognised_scan_is_read_as_text() -> None:
    def recognised(canvas: Canvas) -> None:
        picture(canvas)
        canvas.setFont("Serif", 12)
        text = canvas.beginText(85, 700)
        text.setTextRenderMode(3)
        words = TEXT.split() * 3
        for start in range(0, len(words), 10):
            text.textLine(" ".join(words[start : start + 10]))
        canvas.drawText(text)

    assert kinds(pdf_of(recognised)) == ["text"]


def test_a_small_picture_leaves_a_page_a_text() -> None:
    def letterhead(canvas: Canvas) -> None:
        picture(canvas, 0.2)
        canvas.setFont("Serif", 12)
        canvas.drawString(85, 700, "Phòng Kinh tế nộp báo cáo trước ngày 05/9/2023.")

    assert kinds(pdf_of(letterhead)) == ["text"]


def test_a_scan_recognised_without_marks_is_to_be_recognised_again() -> None:
    bare = "CONG HOA XA HOI CHU NGHIA VIET NAM Doc lap Tu do Hanh phuc " * 12

    def scanned(canvas: Canvas) -> None:
        picture(canvas)
        canvas.setFont("Serif", 12)
        paragraph(canvas, bare)

    def typed(canvas: Canvas) -> None:
        paragraph(canvas, bare)

    data = pdf_of(scanned, typed)
    assert [plan.plan for plan in plans(data)] == ["image", "text"]
    assert ("bad_text_layer", 1) in [(d.code, d.page) for d in read_document(data).diagnostics]


def test_a_page_of_broken_letters_is_to_be_recognised() -> None:
    shifted = "".join(chr(ord(char) + 1) if char.isalpha() else char for char in TEXT * 2)

    def broken(canvas: Canvas) -> None:
        paragraph(canvas, shifted)

    data = pdf_of(plain, broken)
    assert [plan.plan for plan in plans(data)] == ["text", "image"]
    assert ("bad_text_layer", 2) in [(d.code, d.page) for d in read_document(data).diagnostics]


def test_a_page_without_a_map_to_unicode_is_to_be_recognised() -> None:
    data = pdf_of(plain, packed=False)
    assert b"/ToUnicode" in data
    unmapped = data.replace(b"/ToUnicode", b"/NoUnicode")
    assert [plan.plan for plan in plans(unmapped)] == ["image"]
    assert read_document(unmapped).diagnostics


def test_an_inherited_media_box_moves_nothing() -> None:
    data = pdf_of(plain, packed=False)
    inherited = data.replace(b"/MediaBox [ 0 0 595.2756 841.8898 ]", b" " * 35).replace(
        b"/Type /Pages", b"/Type /Pages /MediaBox [ 0 0 595.2756 841.8898 ]"
    )
    assert inherited != data
    with_own, without = (plans(file)[0].words for file in (data, inherited))
    assert [(w.text, round(w.x0), round(w.top)) for w in without] == [
        (w.text, round(w.x0), round(w.top)) for w in with_own
    ]


def test_order_does_not_hang_on_the_order_of_the_file() -> None:
    words = TEXT.split()[:40]

    def forwards(canvas: Canvas, turn: int = 1) -> None:
        placed = [(85 + 100 * (n % 4), 700 - 20 * (n // 4), word) for n, word in enumerate(words)]
        for x, y, word in placed[::turn]:
            canvas.drawString(x, y, word)

    def backwards(canvas: Canvas) -> None:
        forwards(canvas, -1)

    one, two = plans(pdf_of(forwards, backwards))
    assert [w.text for w in one.words] == [w.text for w in two.words] == words


def test_turned_pages_are_read_level() -> None:
    for degrees in (90, 180, 270):
        (plan,) = plans(pdf_of(turned_page(degrees)))
        assert "Chủ tịch Ủy ban nhân dân huyện" in " ".join(word.text for word in plan.words)


def test_a_last_page_of_a_few_letters_is_read_as_text() -> None:
    def few(canvas: Canvas) -> None:
        canvas.setFont("Serif", 12)
        canvas.drawString(85, 780, "- Lưu: VT.")
        canvas.drawString(380, 740, "Lò Thị Hương")

    data = pdf_of(plain, few)
    assert [plan.plan for plan in plans(data)] == ["text", "text"]
    assert "Lò Thị Hương" in [block.text for block in read_document(data).blocks]
