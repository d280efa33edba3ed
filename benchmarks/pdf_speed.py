"""How fast the pages of text PDFs become words, beside pdfplumber's `extract_words` on the same pages in the same run.

    python benchmarks/pdf_speed.py [--rounds 7] [FILE…]

Both run in this process on one core, file by file in turns, so that what else the machine does hits both alike;
seconds are those of the processor, and the median round counts. Each side opens the file anew. "Words" is pages → words
by pdfium, "read" the whole of `read_pdf`: checks, fields, plans, tables, lines, paragraphs. Without FILE the shipped
sample and composed notices of one to twelve pages are read (they need the DejaVu fonts). Exit code 1 where words are
under six times as fast.
"""

from __future__ import annotations

import argparse
import io
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pdfplumber
from speed import one_core

from extractor.reading.page_words import Word
from extractor.reading.pdf import _open, read_pdf
from extractor.reading.pdf_chars import chars_of_page, frame_of_page
from extractor.reading.pdf_fonts import declared_descents
from extractor.reading.pdf_words import words_of_chars

AIM = 6.0
ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpora" / "samples" / "02-thong-bao-vpcp.pdf"


def by_pdfplumber(data: bytes) -> int:
    """Words of all pages, the plain way."""
    with pdfplumber.open(io.BytesIO(data)) as opened:
        return sum(len(page.extract_words()) for page in opened.pages)


def by_pdfium(data: bytes) -> int:
    """Words of all pages, our way."""
    opened = _open(data)
    try:
        descents = declared_descents(data)
        return sum(len(_words(page, descents)) for page in opened)
    finally:
        opened.close()


def _words(page: object, descents: dict[str, float]) -> list[Word]:
    text = page.get_textpage()  # type: ignore[attr-defined]
    words = words_of_chars(chars_of_page(text.raw, frame_of_page(page.raw), descents))  # type: ignore[attr-defined]
    text.close()
    page.close()  # type: ignore[attr-defined]
    return words


def whole(data: bytes) -> int:
    return len(read_pdf(data).blocks)


def composed() -> Iterator[tuple[str, bytes]]:
    """The sample of the package and notices written for this."""
    sys.path.insert(0, str(ROOT / "tests"))
    from pdf_layouts import have_fonts, paragraph, pdf_of, two_column_header

    yield SAMPLE.name, SAMPLE.read_bytes()
    if not have_fonts():
        return

    def dense(canvas: object) -> None:
        top = 770.0
        while top > 90:
            top = paragraph(canvas, top=top)  # type: ignore[arg-type]

    for pages in (1, 4, 12):
        yield f"notice of {pages} pages", pdf_of(two_column_header, *[dense] * (pages - 1))


def timed(work: Callable[[bytes], int], data: bytes) -> float:
    begin = time.process_time()
    work(data)
    return time.process_time() - begin


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--rounds", type=int, default=7)
    wanted = parser.parse_args()
    one_core()
    files = [(path.name, path.read_bytes()) for path in wanted.files] or list(composed())
    print("| file | pages | pdfplumber, ms a page | words, ms a page | times | read, ms a page | times |")
    print("| --- | --: | --: | --: | --: | --: | --: |")
    sums = [0.0, 0.0, 0.0]
    for name, data in files:
        pages = read_pdf(data).pages or 1
        rounds = [[timed(work, data) for work in (by_pdfplumber, by_pdfium, whole)] for _ in range(wanted.rounds)]
        plain, words, read = (statistics.median(column) for column in zip(*rounds, strict=True))
        sums = [total + seconds for total, seconds in zip(sums, (plain, words, read), strict=True)]
        print(_row(name, pages, plain, words, read))
    print(_row("all", sum(read_pdf(data).pages or 1 for _, data in files), *sums))
    return 0 if sums[0] >= AIM * sums[1] else 1


def _row(name: str, pages: int, plain: float, words: float, read: float) -> str:
    a, b, c = (1000 * seconds / pages for seconds in (plain, words, read))
    return f"| {name} | {pages} | {a:.1f} | {b:.1f} | {plain / words:.1f} | {c:.1f} | {plain / read:.1f} |"


if __name__ == "__main__":
    sys.exit(main())
