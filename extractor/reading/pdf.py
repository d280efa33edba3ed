"""PDF text layer → blocks. pdfium opens the file and prints the signature fields onto the pages, pdfplumber gives
characters and ruled tables, geometry (`pdf_lines`, `pdf_paragraphs`) makes lines, columns and paragraphs of them.

Number and day of a signed notice often stand only in the appearance of a signature field, as do the stamps at the top.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from PIL import Image

from extractor.core.document import Document
from extractor.core.errors import SourceBroken, SourceEncrypted
from extractor.core.record import Diagnostic
from extractor.reading.legacy import legacy_encoding
from extractor.reading.page_image import DPI, check_size
from extractor.reading.pdf_lines import Line, lines_of_page
from extractor.reading.pdf_paragraphs import blocks_of_pages
from extractor.reading.scans import read_scans

MIN_LETTERS = 20
"""A page with fewer letters in its own text layer is an image of a page."""

_PASSWORD = 4  # FPDF_ERR_PASSWORD
# pdfminer raises whatever its parser trips over on a damaged file
_DAMAGE = (
    PSException, PdfminerException, MalformedPDFException, pypdfium2.PdfiumError, ValueError, TypeError, KeyError,
    IndexError, AttributeError,
    AssertionError, RecursionError, OverflowError, ZeroDivisionError, struct.error, zlib.error, EOFError,
)  # fmt: skip
_BROKEN = "Tệp PDF bị hỏng hoặc thiếu phần cuối: tải lại hoặc xin lại tệp gốc."


def read_pdf(data: bytes) -> Document:
    """The text layer of a PDF; pages without one are listed in `needs_ocr`, and said in `diagnostics`.

    Raises SourceEncrypted, or SourceBroken (damaged, truncated, no pages).
    """
    if b"%%EOF" not in data[-4096:] and b"startxref" not in data[-4096:]:
        raise SourceBroken(_BROKEN)
    printed, letters = _print_fields(data)
    try:
        with pdfplumber.open(io.BytesIO(printed)) as opened:
            pages = [_page_lines(page, letters[number]) for number, page in enumerate(opened.pages)]
            title = opened.metadata.get("Title") if isinstance(opened.metadata, dict) else None
    except _DAMAGE:
        raise SourceBroken(_BROKEN) from None
    blank = tuple(number for number, count in enumerate(letters, start=1) if count < MIN_LETTERS)
    scans = read_scans(page_images(data, blank), blank)
    pages = [
        [*_of_scan(number, blank, lines), *scans.lines.get(number, ())] for number, lines in enumerate(pages, start=1)
    ]
    return Document(
        format="pdf", blocks=blocks_of_pages(pages, ()), pages=len(letters), needs_ocr=scans.needs_ocr,
        title=_title(title), diagnostics=(*_diagnostics(pages), *scans.diagnostics),
    )  # fmt: skip


def page_images(data: bytes, numbers: Sequence[int]) -> Iterator[tuple[int, Image.Image, float]]:
    """The pages `numbers` (from 1) as (number, image, dots per inch), without annotations, one at a time.

    Raises SourceBroken, or SourceTooLarge.
    """
    opened = pypdfium2.PdfDocument(data)
    try:
        for number in numbers:
            page = opened[number - 1]
            width, height = page.get_size()
            check_size(width / 72 * DPI, height / 72 * DPI)
            bitmap = page.render(scale=DPI / 72, may_draw_forms=False, draw_annots=False)
            yield number, bitmap.to_pil(), DPI
            page.close()
    except pypdfium2.PdfiumError:
        raise SourceBroken(_BROKEN) from None
    finally:
        opened.close()


def _of_scan(number: int, blank: Sequence[int], lines: list[Line]) -> list[Line]:
    """The lines of a page's own text layer; on a scan they are what a signature printed onto it."""
    if number not in blank:
        return lines
    return [msgspec.structs.replace(line, region="stamp", cell=None) for line in lines]


def _title(title: object) -> str | None:
    """The title of the metadata, unless it was typed in an old font (`ñy ban nh©n d©n`)."""
    if not isinstance(title, str) or not title.strip() or legacy_encoding(title):
        return None
    return title.strip()


def _print_fields(data: bytes) -> tuple[bytes, list[int]]:
    """The file with its fields and annotations printed onto the pages, and the letters each page had before."""
    try:
        opened = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise SourceEncrypted("Tệp PDF có mật khẩu: mở bằng mật khẩu rồi lưu lại bản không khóa.") from None
        raise SourceBroken(_BROKEN) from None
    try:
        if len(opened) == 0:
            raise SourceBroken("Tệp PDF không có trang nào: xin lại tệp gốc.")
        letters = []
        flattened = False
        for page in opened:
            text = page.get_textpage()
            letters.append(sum(map(str.isalpha, text.get_text_range())))
            text.close()
            # the helper wants a form environment, which a file with annotations but no form has not
            flattened |= pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS
        if not flattened:
            return data, letters
        out = io.BytesIO()
        opened.save(out)
    except pypdfium2.PdfiumError:
        raise SourceBroken(_BROKEN) from None
    finally:
        opened.close()
    return out.getvalue(), letters


def _page_lines(page: Any, letters: int) -> list[Line]:
    lines = lines_of_page(page, ruled=letters >= MIN_LETTERS)
    page.close()
    return lines


def _diagnostics(pages: list[list[Line]]) -> tuple[Diagnostic, ...]:
    out = []
    for number, lines in enumerate(pages, start=1):
        text = "".join(line.text for line in lines)
        if text.count("(cid:") > 3 or sum("\ue000" <= char <= "\uf8ff" for char in text) > 20:
            message = f"Lớp chữ của trang {number} bị lỗi phông: nên nhận dạng lại (OCR) hoặc dùng bản gốc."
            out.append(Diagnostic(code="bad_text_layer", page=number, message=message))
    return tuple(out)
