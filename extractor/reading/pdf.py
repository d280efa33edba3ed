"""PDF → blocks. pdfium opens the file, prints the signature fields onto the pages and gives characters; a page with
ruling lines goes to pdfplumber (`pdf_tables`), a page without sound text is left to recognition. Geometry makes lines,
columns and paragraphs of the words (`pdf_lines`, `pdf_paragraphs`).

Number and day of a signed notice often stand only in the appearance of a signature field, as do the stamps at the top.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from extractor.core.document import Document
from extractor.core.errors import SourceBroken, SourceEncrypted, SourceTooLarge
from extractor.core.record import Diagnostic
from extractor.reading.legacy import legacy_encoding
from extractor.reading.ocr import PageRead, lines_of_read
from extractor.reading.page_columns import PageLines
from extractor.reading.page_image import DPI, fits
from extractor.reading.page_words import Line, Word
from extractor.reading.pdf_bounds import MAX_ANNOTATIONS, MAX_CHARS, MAX_PAGE_CHARS, MAX_PAGES, check_bounds
from extractor.reading.pdf_chars import Chars, PageFrame, chars_of_page, frame_of_page
from extractor.reading.pdf_fonts import declared_descents
from extractor.reading.pdf_lines import lines_of_page
from extractor.reading.pdf_objects import Drawn, drawn_on_page
from extractor.reading.pdf_old_fonts import OldFontWords
from extractor.reading.pdf_paragraphs import blocks_of_pages
from extractor.reading.pdf_tables import DAMAGE, TablePage, table_pages
from extractor.reading.pdf_words import words_of_chars
from extractor.reading.scans import ScansRead, read_scans
from extractor.reading.signatures import read_signatures
from extractor.reading.text_layer import LayerFault, fault_of_layer

MIN_LETTERS = 20
"""A page with fewer letters in its own text layer is an image of a page."""
FEW_LETTERS = 300
"""On a page that is a picture fewer letters than these are stamps and notes upon it, not its text."""
PICTURED = 0.05
"""Share of a page that a picture covers which may hold what the few letters of the page do not say."""
SCANNED = 0.5
"""Share of a page that a picture covers which is the page itself."""

Plan = Literal["text", "tables", "image"]
"""How a page is read: by its characters, by pdfplumber because of its rulings, or by recognition of its picture."""

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_BROKEN = "Tệp PDF bị hỏng hoặc thiếu phần cuối: tải lại hoặc xin lại tệp gốc."


class PagePlan(msgspec.Struct, frozen=True):
    """What is known of a page (from 1) before its lines are made. `words` are those of its text layer."""

    number: int
    plan: Plan
    frame: PageFrame
    words: list[Word]
    letters: int  # in the text layer of the page itself, without fields
    fault: LayerFault | None = None
    scanned: bool = False
    skipped_notes: int = 0  # annotations that were too many to be read

    @property
    def blank(self) -> bool:
        """Whether the picture has no text of its own: what stands on it is stamped there."""
        return self.letters < MIN_LETTERS


def read_pdf(data: bytes) -> Document:
    """The text of a PDF, by its text layer or, page by page, by recognition. Pages that were not read, or by half, are
    listed in `needs_ocr`, and said in `diagnostics`.

    Raises SourceEncrypted, SourceTooLarge (pages, characters or packed data over the limits), or SourceBroken (damaged,
    truncated, no pages).
    """
    if b"%%EOF" not in data[-4096:] and b"startxref" not in data[-4096:]:
        raise SourceBroken(_BROKEN)
    check_bounds(data)
    opened = _open(data)
    try:
        plans, printed = _plan_pages(opened, declared_descents(data))
        title = opened.get_metadata_value("Title")
        ruled = [plan.number for plan in plans if plan.plan == "tables"]
        whole = _saved(opened) if printed and ruled else data
    except pypdfium2.PdfiumError:
        raise SourceBroken(_BROKEN) from None
    finally:
        opened.close()
    images = tuple(plan.number for plan in plans if plan.plan == "image")
    scans = read_scans(page_images(data, images), images)
    lines, diagnostics = _lines(plans, whole, ruled, scans)
    return Document(
        format="pdf", blocks=blocks_of_pages(lines), pages=len(plans), title=_title(title), needs_ocr=scans.needs_ocr,
        diagnostics=(*_diagnostics(plans), *diagnostics, *scans.diagnostics), signatures=read_signatures(data),
    )  # fmt: skip


def page_images(data: bytes, numbers: Sequence[int]) -> Iterator[tuple[int, Image.Image, float]]:
    """The pages `numbers` (from 1) as (number, image, dots per inch), without annotations, one at a time.

    A page too large for a picture (a plan, a map) is left out: it does not cost the others. Raises SourceBroken.
    """
    opened = pypdfium2.PdfDocument(data)
    try:
        for number in numbers:
            page = opened[number - 1]
            width, height = page.get_size()
            if fits(width / 72 * DPI, height / 72 * DPI):
                bitmap = page.render(scale=DPI / 72, may_draw_forms=False, draw_annots=False)
                yield number, bitmap.to_pil(), DPI
            page.close()
    except pypdfium2.PdfiumError:
        raise SourceBroken(_BROKEN) from None
    finally:
        opened.close()


def _title(title: str) -> str | None:
    """The title of the metadata, unless it was typed in an old font (`ñy ban nh©n d©n`)."""
    return None if not title.strip() or legacy_encoding(title) else title.strip()


def _open(data: bytes) -> Any:
    try:
        opened = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise SourceEncrypted("Tệp PDF có mật khẩu: mở bằng mật khẩu rồi lưu lại bản không khóa.") from None
        raise SourceBroken(_BROKEN) from None
    if 0 < len(opened) <= MAX_PAGES:
        return opened
    pages = len(opened)
    opened.close()
    if pages == 0:
        raise SourceBroken("Tệp PDF không có trang nào: xin lại tệp gốc.")
    raise SourceTooLarge(f"Tệp PDF có {pages} trang, quá giới hạn {MAX_PAGES}: chia thành nhiều tệp rồi nạp lại.")


def _saved(opened: Any) -> bytes:
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


# --- plans ----------------------------------------------------------------------------------------------------------


def _plan_pages(opened: Any, descents: Mapping[str, float]) -> tuple[list[PagePlan], bool]:
    """A plan for each page, and whether fields were printed onto any."""
    plans: list[PagePlan] = []
    printed = False
    total = 0
    for index in range(len(opened)):
        letters, flattened, skipped = _print_fields(opened, index)
        printed |= flattened
        page = opened[index]
        try:
            frame = frame_of_page(page.raw)
            chars = _read_chars(page, frame, descents)
            drawn = drawn_on_page(page.raw, frame.width, frame.height)
        finally:
            page.close()
        total += len(chars.letters)
        if total > MAX_CHARS:
            raise SourceTooLarge("Tệp PDF có quá nhiều chữ: chia thành nhiều tệp rồi nạp lại.")
        letters = letters if flattened else _letters(chars)
        plans.append(plan_page(index + 1, frame, chars, drawn, letters, skipped))
    return plans, printed


def _print_fields(opened: Any, index: int) -> tuple[int, bool, int]:
    """Print fields and annotations onto a page: letters it had before, whether any were printed, how many were not."""
    page = opened[index]
    try:
        notes = pdfium.FPDFPage_GetAnnotCount(page.raw)
        if not 0 < notes <= MAX_ANNOTATIONS:
            return 0, False, max(0, notes)
        text = page.get_textpage()
        letters = sum(map(str.isalpha, text.get_text_range()))
        text.close()
        # the helper wants a form environment, which a file with annotations but no form has not
        return letters, pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS, 0
    finally:
        page.close()


def _read_chars(page: Any, frame: PageFrame, descents: Mapping[str, float]) -> Chars:
    text = page.get_textpage()
    try:
        if pdfium.FPDFText_CountChars(text.raw) > MAX_PAGE_CHARS:
            raise SourceTooLarge("Một trang của tệp PDF có quá nhiều chữ (có thể là tệp phá hoại): xin lại tệp gốc.")
        return chars_of_page(text.raw, frame, descents)
    finally:
        text.close()


def _letters(chars: Chars) -> int:
    return sum(map(str.isalpha, map(chr, chars.letters.tolist())))


def plan_page(number: int, frame: PageFrame, chars: Chars, drawn: Drawn, letters: int, skipped: int = 0) -> PagePlan:
    """How a page is to be read, by its characters and what is drawn on it. `letters` are those of the page itself."""
    words = words_of_chars(chars)
    scanned = drawn.image > SCANNED
    fault: LayerFault | None = None
    plan: Plan = "text"
    if letters >= MIN_LETTERS:
        hidden = chars.invisible.sum() * 2 > len(chars.invisible)
        unmapped = int((chars.letters == 0).sum())
        fault = fault_of_layer([word.text for word in words], unmapped, chars.fonts, bool(scanned or hidden))
    pictured = letters == 0 or drawn.image > PICTURED
    if fault or (letters < MIN_LETTERS and pictured) or (scanned and letters < FEW_LETTERS):
        plan = "image"
    elif drawn.grid or not chars.measured:
        plan = "tables"
    return PagePlan(number, plan, frame, words, letters, fault, scanned, skipped)


# --- lines ----------------------------------------------------------------------------------------------------------


def _lines(
    plans: Sequence[PagePlan], data: bytes, ruled: Sequence[int], scans: ScansRead
) -> tuple[list[list[Line]], list[Diagnostic]]:
    """The lines of each page; where pdfplumber cannot read a page its tables are lost, and said to be."""
    fonts = OldFontWords()
    tables: dict[int, TablePage] = {}
    try:
        for found in table_pages(data, ruled, fonts.made_unicode) if ruled else ():
            tables[found.number] = found
    except DAMAGE:
        pass
    pages: list[PageLines] = []
    lost: list[Diagnostic] = []
    for plan in plans:
        page = tables.get(plan.number)
        if page is None and plan.plan == "tables":
            message = f"Tệp PDF có chỗ hỏng: bảng ở trang {plan.number} đọc theo dòng, nên đối chiếu với bản gốc."
            lost.append(Diagnostic(code="tables_lost", page=plan.number, message=message))
        words, grids = (page.words, page.tables) if page else (fonts.made_unicode(plan.words), [])
        before = pages[-1] if pages else None
        if plan.plan == "image":
            pages.append(_of_scan(plan, words, scans.pages.get(plan.number), before))
        else:
            pages.append(lines_of_page(words, plan.frame.width, grids, before))
    return [page.lines for page in pages], [*lost, *fonts.diagnostics()]


def _of_scan(plan: PagePlan, words: Sequence[Word], read: PageRead | None, before: PageLines | None) -> PageLines:
    """A page that is a picture: what was read of it, with what a signature printed onto it as a stamp.

    A text layer that is unsound is told only where there is nothing better.
    """
    layer = lines_of_page(words, plan.frame.width, (), before)
    stamped = [msgspec.structs.replace(line, region="stamp") for line in layer.lines] if plan.fault is None else []
    if read is None or not read.words:
        return PageLines(stamped) if plan.blank else layer
    made = lines_of_read(read, before)
    return PageLines([*stamped, *made.lines], made.foot, made.gutter)


# --- diagnostics ----------------------------------------------------------------------------------------------------

_FAULTS: dict[LayerFault, str] = {
    "unmapped": "Lớp chữ của trang {} bị lỗi phông, nhiều chữ không có mã: cần nhận dạng chữ (OCR) hoặc dùng bản gốc.",
    "garbled": "Lớp chữ của trang {} bị lỗi mã, không thành tiếng: cần nhận dạng chữ (OCR) hoặc dùng bản gốc.",
    "unmarked": "Lớp chữ của trang quét {} mất dấu tiếng Việt: cần nhận dạng lại (OCR).",
}


def _diagnostics(plans: Sequence[PagePlan]) -> tuple[Diagnostic, ...]:
    out = []
    for plan in plans:
        number = plan.number
        if plan.fault:
            out.append(Diagnostic(code="bad_text_layer", page=number, message=_FAULTS[plan.fault].format(number)))
        if plan.skipped_notes:
            message = f"Trang {number} có {plan.skipped_notes} chú thích, quá nhiều để đọc: chỉ đọc chữ của trang."
            out.append(Diagnostic(code="annotations_skipped", page=number, message=message))
    return tuple(out)
