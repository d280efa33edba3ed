"""What reading and cleaning hand on: a document of blocks, then clean text that remembers its source."""

from __future__ import annotations

from typing import Literal

import msgspec

from extractor.core.record import Boilerplate, Box, Diagnostic, DigitalSignature

Format = Literal["text", "markdown", "docx", "doc", "odt", "rtf", "pdf", "html", "image"]
WORD_FORMATS: tuple[Format, ...] = ("docx", "doc", "odt", "rtf")
"""Files of word processors: their paragraphs are paragraphs, not lines."""

Region = Literal[
    "stamp",  # digital-signature stamp at the top
    "header_left",  # issuer over number
    "header_right",  # national title or Party name over place and date
    "body",
    "table",
    "recipients",  # "Nơi nhận" column of the foot
    "signature",  # signature column of the foot
    "page_header",
    "page_footer",
]


class Cell(msgspec.Struct, frozen=True):
    """Where a block stands in a table (0-based), with the text of its column's head.

    A merged cell stands where its upper left corner is, `height` rows high and `width` columns wide. `of_head` is set
    for the cells of the head itself. A head on two levels (`Phân công` over `Chủ trì`) has a line for each.
    """

    table: int
    row: int
    column: int
    head: str | None = None
    height: int = 1
    width: int = 1
    of_head: bool = False


class ReadWord(msgspec.Struct, frozen=True):
    """A word [start, end) of a block that was read from an image: where it stands, and how sure the reading is (0–1).

    `seen` is the first reading where it was put right since.
    """

    start: int
    end: int
    box: Box
    confidence: float
    seen: str | None = None


class Block(msgspec.Struct, frozen=True):
    """One piece of a file as its own format cuts it: a line of a PDF, a paragraph of a DOCX.

    `text` is as in the file (NFC not yet applied). `page` counts from 1. `indent` and `size` are in
    points where the format has them.
    """

    text: str
    page: int | None = None
    box: Box | None = None
    region: Region = "body"
    cell: Cell | None = None
    bold: bool = False
    new_paragraph: bool = False  # the format itself says that a paragraph starts here
    indent: int = 0  # plain text: blanks before the first character
    font: str | None = None  # of most of its letters, as the file calls it: `TimesNewRomanPS-BoldMT`, `.VnTime`
    words: tuple[ReadWord, ...] = ()  # of a scan


class Document(msgspec.Struct, frozen=True):
    """A file taken apart. `blocks` stand in reading order; headers and footers of pages are marked, not lost."""

    format: Format
    blocks: tuple[Block, ...]
    file_name: str | None = None
    sha256: str | None = None
    pages: int | None = None
    needs_ocr: tuple[int, ...] = ()  # pages (from 1) without text
    title: str | None = None  # what the file's own metadata gives as title
    published: str | None = None  # ISO date in the file's metadata (HTML)
    author: str | None = None
    site: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    encoding: str | None = None  # plain text: how its bytes were read
    signatures: tuple[DigitalSignature, ...] = ()


class Place(msgspec.Struct, frozen=True):
    """A stretch [start, end) of clean text and the page and box where it stands."""

    start: int
    end: int
    page: int | None = None
    box: Box | None = None


class Origin(msgspec.Struct, frozen=True):
    """Clean text [start, end) came from `Document.blocks[block].text[source_start:source_end]`.

    Origins stand in text order and never go backwards in the source, so any span can be followed back to it.
    """

    start: int
    end: int
    block: int
    source_start: int
    source_end: int


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph [start, end) of clean text: one line of it, without the line end."""

    start: int
    end: int
    region: Region = "body"
    cell: Cell | None = None
    bold: bool = False


class SourceText(msgspec.Struct, frozen=True):
    """Clean text: NFC, one paragraph a line, wraps joined, boilerplate out, and the way back to the source."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    places: tuple[Place, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    origins: tuple[Origin, ...] = ()
