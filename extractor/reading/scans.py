"""Pages that are images, of a PDF or an image file, as lines of a document with what was doubtful about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from PIL import Image

from extractor.core.document import Document
from extractor.core.record import Diagnostic
from extractor.reading.ocr import PageRead, lines_of_read, read_pages
from extractor.reading.page_columns import PageLines
from extractor.reading.page_image import count_pages, pages_of
from extractor.reading.pdf_paragraphs import blocks_of_pages
from extractor.reading.scan_doubt import is_doubtful
from extractor.reading.scan_usage import settle_by_usage
from extractor.reading.tesseract import what_is_missing

_DOUBTFUL = 0.85  # mean confidence of a page; clean scans have 0.93 to 0.96
_TOLD_LINES = 8
_NUMBER_BY_HAND = "Số văn bản viết tay hoặc không đọc rõ: xem ảnh trang {} và điền số."
_DATE_BY_HAND = "{} ban hành viết tay hoặc không đọc rõ: xem ảnh trang {} và điền {}."
_PARTS = {"day": "ngày", "month": "tháng", "year": "năm"}


class ScansRead(msgspec.Struct, frozen=True):
    """The pages that were read, by their numbers, those that still need OCR, and what there is to say."""

    pages: Mapping[int, PageRead]
    needs_ocr: tuple[int, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_scans(pages: Iterable[tuple[int, Image.Image, float]], numbers: tuple[int, ...]) -> ScansRead:
    """The pages `numbers`, given as (number, image, dots per inch), read where tesseract is there.

    A page that failed or was read by half stays in `needs_ocr`; what was read of it is given all the same. `pages` is
    not touched where tesseract is missing.
    """
    missing = what_is_missing() if numbers else None
    if missing:
        return ScansRead({}, numbers, tuple(_not_read(number, missing) for number in numbers))
    read = _with_usage(read_pages(pages))
    left = tuple(number for number in numbers if number not in read or not read[number].complete)
    said = [diagnostic for number in numbers for diagnostic in _of_page(number, read.get(number))]
    return ScansRead(read, left, (*_overall(read), *said))


def _with_usage(read: Mapping[int, PageRead]) -> dict[int, PageRead]:
    """Pages with the words put right that the others read otherwise."""
    settled = settle_by_usage([page.words for page in read.values()])
    return {
        number: msgspec.structs.replace(page, words=tuple(words))
        for (number, page), words in zip(read.items(), settled, strict=True)
    }


def read_image(data: bytes) -> Document:
    """The pages of an image file (TIFF, JPEG, PNG, BMP, WebP).

    Raises SourceBroken, or SourceTooLarge.
    """
    numbers = tuple(range(1, count_pages(data) + 1))
    read = read_scans(_numbered(data), numbers)
    pages: list[PageLines] = []
    for number in numbers:
        pages.append(lines_of_read(read.pages.get(number, PageRead()), pages[-1] if pages else None))
    return Document(
        format="image", blocks=blocks_of_pages([page.lines for page in pages]), pages=len(numbers),
        needs_ocr=read.needs_ocr, diagnostics=read.diagnostics,
    )  # fmt: skip


def _numbered(data: bytes) -> Iterator[tuple[int, Image.Image, float]]:
    for number, (image, dpi) in enumerate(pages_of(data), start=1):
        yield number, image, dpi


def _not_read(number: int, missing: str) -> Diagnostic:
    return Diagnostic(code="needs_ocr", page=number, message=f"Trang {number} là ảnh quét, chưa đọc được: {missing}.")


def _overall(read: Mapping[int, PageRead]) -> tuple[Diagnostic, ...]:
    pages = [page for page in read.values() if page.words]
    if not pages:
        return ()
    sure = round(100 * sum(page.confidence for page in pages) / len(pages))
    message = f"{len(pages)} trang đọc bằng nhận dạng chữ (OCR), độ tin cậy {sure}%: đối chiếu với ảnh trước khi dùng."
    return (Diagnostic(code="ocr_read", message=message),)


def _of_page(number: int, page: PageRead | None) -> Iterator[Diagnostic]:
    if page is None or page.failed:
        message = (
            f"Trang {number} là ảnh quét, không nhận dạng được chữ (trang hỏng hoặc khổ quá lớn): "
            "xem trực tiếp trang này, hoặc quét lại khổ A4 rồi nạp lại."
        )
        yield Diagnostic(code="needs_ocr", page=number, message=message)
        return
    if not page.complete:
        share = round(100 * page.unread)
        message = f"Trang {number} mới đọc được một phần (khoảng {share}% chữ chưa đọc): xem ảnh, hoặc quét lại rõ hơn."
        yield Diagnostic(code="ocr_partial", page=number, message=message)
    if page.words and page.confidence < _DOUBTFUL:
        sure = round(100 * page.confidence)
        message = f"Chữ trang {number} nhận dạng không chắc (độ tin cậy {sure}%): đối chiếu từng việc với ảnh."
        yield Diagnostic(code="ocr_doubt", page=number, message=message)
    if page.overprinted:
        message = f"Dấu văn bản đến đè lên chữ ở trang {number}: xem ảnh để biết phần chữ bị che."
        yield Diagnostic(code="ocr_doubt", page=number, message=message)
    yield from _doubtful_lines(number, page)
    yield from _doubtful_rows(number, page)
    yield from _by_hand(number, page)


def _doubtful_lines(number: int, page: PageRead) -> Iterator[Diagnostic]:
    """One diagnostic for each line that was likely misread, the first few of a page; the others are counted."""
    found = [line.text for line in lines_of_read(page, None).lines if line.region == "body" and is_doubtful(line)]
    for text in found[:_TOLD_LINES]:
        message = f"Dòng này ở trang {number} có thể nhận dạng sai, đối chiếu với ảnh: “{text}”"
        yield Diagnostic(code="ocr_doubt", page=number, message=message)
    if len(found) > _TOLD_LINES:
        message = f"Trang {number} còn {len(found) - _TOLD_LINES} dòng khác có thể nhận dạng sai: đối chiếu với ảnh."
        yield Diagnostic(code="ocr_doubt", page=number, message=message)


def _doubtful_rows(number: int, page: PageRead) -> Iterator[Diagnostic]:
    """One diagnostic for each row of a table of which a cell may be wrong or missing, the first few of a page."""
    for row in page.doubtful_rows[:_TOLD_LINES]:
        said = f"“{row} …”" if row else "không đọc được chữ"
        message = f"Bảng ở trang {number} có hàng nhận dạng không chắc, đối chiếu từng ô với ảnh: {said}"
        yield Diagnostic(code="table_doubt", page=number, message=message)
    if (more := len(page.doubtful_rows) - _TOLD_LINES) > 0:
        message = f"Bảng ở trang {number} còn {more} hàng khác nhận dạng không chắc: đối chiếu với ảnh."
        yield Diagnostic(code="table_doubt", page=number, message=message)


def _by_hand(number: int, page: PageRead) -> Iterator[Diagnostic]:
    """What is asked for because it was written by hand: one question about the number, one about the date."""
    if "number" in page.opened:
        yield Diagnostic(code="handwritten_number", page=number, message=_NUMBER_BY_HAND.format(number))
    if parts := ", ".join(said for part, said in _PARTS.items() if part in page.opened):
        message = _DATE_BY_HAND.format(parts.capitalize(), number, parts)
        yield Diagnostic(code="handwritten_date", page=number, message=message)
