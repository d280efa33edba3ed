"""Saved web pages → blocks, through trafilatura. Nothing is ever fetched."""

from __future__ import annotations

import codecs
import re
from email import policy
from email.parser import BytesParser
from itertools import groupby
from typing import Any

import msgspec
import trafilatura
from lxml import etree, html

from extractor.core.document import Block, Document
from extractor.core.errors import SourceBroken, SourceEmpty
from extractor.reading.columns import split_columns
from extractor.reading.container_kinds import SAVED_PAGE
from extractor.reading.encoding import decode
from extractor.reading.html_fonts import repair_fonts
from extractor.reading.tables import GridCell, lay_out, table_blocks

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
# declared without thought: what the bytes show decides
_OFTEN_WRONG = frozenset(
    ("utf-8", "utf8", "windows-1252", "iso-8859-1", "latin1", "us-ascii", "ascii", "x-user-defined", "windows-1258")
)
_SCRIPTS = ("script", "style", "noscript", "template", "iframe", "svg", "form", "button", "select", "nav")
_BLOCKS = frozenset(
    (
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "td",
        "th",
        "tr",
        "section",
        "article",
        "blockquote",
        "pre",
        "head",
        "item",
        "list",
        "quote",
        "table",
        "row",
        "cell",
        "figcaption",
        "header",
        "footer",
        "ul",
        "ol",
        "center",
        "dd",
        "dt",
        "main",
        "aside",
    )
)
_DATES: dict[str, Any] = {"extensive_search": False, "original_date": True}
_SEPARATOR = re.compile(r"\s+[|–—»-]\s+[^|–—»]{2,60}$")


def read_html(data: bytes) -> Document:
    """The article of a web page with title, author, date and site; a plain page is taken whole.

    Raises SourceBroken where it is no HTML, SourceEmpty where no text is in it.
    """
    page = _decode(_page_of(data))
    tree = _tree(page)
    diagnostics = repair_fonts(tree)
    if diagnostics:
        page = html.tostring(tree, encoding="unicode")
    article = _article(page)
    meta: dict[str, Any] = article.as_dict() if article is not None else {}
    blocks = _blocks(article.body) if article is not None and article.body is not None else []
    whole = _blocks(_without_chrome(tree))
    blocks = whole if _misses_official_text(blocks, whole) else _with_grids(blocks, whole)
    title = _title(meta.get("title"), meta.get("sitename"))
    blocks = _with_headline(blocks, title)
    if not blocks:
        raise SourceEmpty(
            "Trang web không có nội dung bài viết: lưu lại trang sau khi đã tải xong, hoặc chép nội dung ra tệp .txt."
        )
    return Document(
        format="html",
        blocks=split_columns(blocks),
        title=title,
        published=meta.get("date"),
        author=meta.get("author"),
        site=meta.get("sitename"),
        diagnostics=diagnostics,
    )


def _article(page: str) -> Any:
    """What trafilatura takes for the article, or None."""
    return trafilatura.bare_extraction(
        page,
        include_comments=False,
        include_tables=True,
        include_images=False,
        favor_recall=True,
        with_metadata=True,
        date_extraction_params=_DATES,
    )


def _page_of(data: bytes) -> bytes:
    """The page itself where a browser or Word saved it with its pictures as one file (MHTML)."""
    if not SAVED_PAGE.match(data[:4096].lstrip()):
        return data
    parts = BytesParser(policy=policy.default).parsebytes(data).walk()
    pages = (part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/html")
    return next((page for page in pages if isinstance(page, bytes) and page.strip()), data)


def _decode(data: bytes) -> str:
    """The characters of a page. What it is goes before what it declares: saved pages often name a wrong charset."""
    named = _CHARSET.search(data[:4096])
    charset = named.group(1).decode("ascii").lower() if named else ""
    if charset and charset not in _OFTEN_WRONG and not _is_unicode(data):
        try:
            return data.decode(charset)
        except (LookupError, ValueError):
            pass
    return decode(data)[0]


def _is_unicode(data: bytes) -> bool:
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in data[:200]:
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _tree(page: str) -> html.HtmlElement:
    try:
        # a declared encoding may not stand in a decoded string
        return html.document_fromstring(
            re.sub(r"^\s*<\?xml[^>]*\?>", "", page), parser=html.HTMLParser(no_network=True, huge_tree=False)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise SourceBroken("Tệp HTML bị hỏng hoặc trống: lưu lại trang web rồi thử lại.") from None


def _without_chrome(tree: html.HtmlElement) -> html.HtmlElement:
    for element in tree.xpath("|".join(f"//{tag}" for tag in _SCRIPTS)):
        element.drop_tree()
    body = tree.find("body")
    return tree if body is None else body


def _title(title: str | None, site: str | None) -> str | None:
    """The headline without the name of the site behind it."""
    if not title:
        return None
    bare = " ".join(title.split())
    cut = _SEPARATOR.sub("", bare)
    tail = bare[len(cut) :].casefold()
    names = tail and (
        (site and site.casefold() in tail) or re.search(r"báo |cổng|trang|\.vn|\.com|online|điện tử", tail)
    )
    return cut if names else bare


# --- elements → blocks ----------------------------------------------------------------------------------------------


def _blocks(root: Any) -> list[Block]:
    out: list[Block] = []
    tables = [0]
    _walk(root, out, tables)
    return out


def _walk(element: Any, out: list[Block], tables: list[int]) -> None:
    """Append the text under `element`, a block a paragraph or line, tables cell by cell."""
    parts: list[str] = []

    def flush(bold: bool = False) -> None:
        text = " ".join("".join(parts).split())
        parts.clear()
        if text:
            out.append(Block(text=text, new_paragraph=True, bold=bold))

    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        node, closing = stack.pop()
        name = node.tag if isinstance(node.tag, str) else None
        if closing:
            if name in _BLOCKS:
                flush(name in ("h1", "h2", "h3", "h4", "h5", "h6", "head"))
            if node is not element:
                parts.append(node.tail or "")
            continue
        if name is None:
            parts.append(node.tail or "")
            continue
        if name in ("br", "lb", "hr"):
            flush()
            parts.append(node.tail or "")
            continue
        if name == "table" and not node.xpath(".//table"):
            flush()
            out += table_blocks(_cells(node), tables[0])
            tables[0] += 1
            parts.append(node.tail or "")
            continue
        if name in _BLOCKS:
            flush()
        parts.append(("- " if name == "item" or name == "li" else "") + (node.text or ""))
        stack.append((node, True))
        stack += [(child, False) for child in reversed(node)]


def _cells(table: Any) -> tuple[GridCell, ...]:
    rows: list[list[tuple[tuple[Block, ...], int, int]]] = []
    for row in table.xpath(".//tr|.//row"):
        cells = row.xpath("./td|./th|./cell")
        rows.append([(tuple(_blocks(cell)), _span(cell, "rowspan"), _span(cell, "colspan")) for cell in cells])
    return lay_out(rows)


def _span(cell: Any, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return int(value) if value.isdecimal() and len(value) < 5 else 1


# --- what trafilatura left out --------------------------------------------------------------------------------------


def _with_grids(blocks: list[Block], whole: list[Block]) -> list[Block]:
    """The tables of the article with the merged cells that trafilatura does not hand on."""
    tables: dict[tuple[str, ...], list[Block]] = {}
    for _, run in groupby(whole, key=_table_of):
        given = list(run)
        if given[0].cell is not None:
            tables.setdefault(tuple(block.text for block in given), given)
    out: list[Block] = []
    for number, run in groupby(blocks, key=_table_of):
        mine = list(run)
        same = tables.get(tuple(block.text for block in mine)) if number is not None else None
        out += [_renumbered(block, number) for block in same] if same and number is not None else mine
    return out


def _table_of(block: Block) -> int | None:
    return block.cell.table if block.cell else None


def _renumbered(block: Block, table: int) -> Block:
    assert block.cell is not None  # it is a block of a table
    return msgspec.structs.replace(block, cell=msgspec.structs.replace(block.cell, table=table))


def _words(blocks: list[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks)


def _misses_official_text(blocks: list[Block], whole: list[Block]) -> bool:
    """Whether the extraction lost most of a page, or the header or foot of an official document."""
    if not blocks:
        return True
    if _words(blocks) < 40 < _words(whole):
        return True
    official = any(block.region != "body" for block in whole) or any(
        "nơi nhận" in block.text.lower() for block in whole
    )
    kept = any(block.region != "body" for block in blocks) or any("nơi nhận" in block.text.lower() for block in blocks)
    return official and not kept


def _with_headline(blocks: list[Block], title: str | None) -> list[Block]:
    if not title or not blocks:
        return blocks
    key = " ".join(title.casefold().split())
    top = [" ".join(block.text.casefold().split()) for block in blocks[:8]]
    if any(key in text or (len(text) > 20 and text in key) for text in top):
        return blocks
    if any(block.region in ("header_left", "header_right") for block in blocks):
        return blocks
    return [Block(text=title, new_paragraph=True, bold=True), *blocks]
