"""The order of the steps, and the text they end in.

A step takes the lines and gives them back: with a `reason` on those that are boilerplate, a region, or cut in two.
The last step, `join`, makes paragraphs of what is left.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from extractor.cleaning.letterhead import join_letterhead, join_signature
from extractor.cleaning.lines import Line, lines_of, retidied
from extractor.cleaning.lone_labels import join_lone_labels
from extractor.cleaning.noise import mark_banners, mark_lines, mark_lists
from extractor.cleaning.page_parts import mark_page_parts, mark_rules, mark_stamps
from extractor.cleaning.regions import mark_regions
from extractor.cleaning.seams import part_seams
from extractor.cleaning.wraps import join_wraps
from extractor.core.document import Block, Document, Origin, Paragraph, Place, SourceText
from extractor.core.record import Boilerplate, Diagnostic

Step = Callable[[list[Line], Document], list[Line]]

STEPS: tuple[tuple[str, Step], ...] = (
    ("rules", mark_rules),
    ("stamps", mark_stamps),
    ("page_parts", mark_page_parts),
    ("lone_labels", join_lone_labels),
    ("seams", part_seams),
    ("signature", join_signature),
    ("letterhead", join_letterhead),
    ("regions", mark_regions),
    ("noise_lines", mark_lines),
    ("noise_lists", mark_lists),
    ("banners", mark_banners),
)
"""Between `tidy` (`lines_of`), which every line goes through first, and `join` (`join_wraps`), which comes last."""

_PLAIN = ("text", "markdown", "html")
_ROUNDS = 50


def clean(document: Document) -> SourceText:
    """The text of `document` as a reader sees it: wraps joined, boilerplate out, one paragraph a line, NFC.

    Cleaning the result again changes nothing: for text without a layout of its own the steps are repeated until they
    find nothing more to do.
    """
    read = lines_of(document)
    lines = _run(read, document)
    kept = join_wraps([line for line in lines if line.reason is None], document)
    out = [line for line in lines if line.reason is not None]
    if document.format in _PLAIN and not _was_clean(read, kept, document):
        kept, more = _settled(kept, document)
        out += more
    return _source_text(kept, out, document)


def _was_clean(read: list[Line], kept: list[Line], document: Document) -> bool:
    """Whether the text came as it is left, without so much as a blank: to do all again would change nothing."""
    spaced = any(line.blank_before for line in read[1:]) or any(block.indent for block in document.blocks)
    return not spaced and [line.text for line in kept] == [block.text for block in document.blocks]


def _run(lines: list[Line], document: Document) -> list[Line]:
    for _, step in STEPS:
        lines = step(lines, document)
    return lines


def _settled(paragraphs: list[Line], document: Document) -> tuple[list[Line], list[Line]]:
    """Repeat the steps on their own result until it stands, keeping the way back to the source."""
    out: list[Line] = []
    for _ in range(_ROUNDS):
        again = [_as_read(retidied(line), index == 0) for index, line in enumerate(paragraphs)]
        again = [line for line in again if line.text]
        lines = _run(again, document)
        kept = join_wraps([line for line in lines if line.reason is None], document)
        out += [line for line in lines if line.reason is not None]
        if [line.text for line in kept] == [line.text for line in paragraphs]:
            return [_with_region(new, old) for new, old in zip(kept, paragraphs, strict=True)], out
        paragraphs = kept
    return paragraphs, out


def _as_read(line: Line, first: bool) -> Line:
    """A paragraph as it would come back from reading the clean text."""
    old = line.block
    region = (
        old.region
        if old.region in ("table", "header_left", "header_right", "recipients", "signature") and old.cell
        else "body"
    )
    block = Block(
        text=line.text, page=old.page, box=old.box, region=region, cell=old.cell, bold=old.bold,
        new_paragraph=first or old.cell is not None,
    )  # fmt: skip
    return msgspec.structs.replace(line, block=block, blank_before=first)


def _with_region(new: Line, old: Line) -> Line:
    if old.block.region == "body":
        return new
    return msgspec.structs.replace(new, block=msgspec.structs.replace(new.block, region=old.block.region))


# --- lines → SourceText ---------------------------------------------------------------------------------------------


def _source_text(kept: list[Line], out: list[Line], document: Document) -> SourceText:
    paragraphs: list[Paragraph] = []
    origins: list[Origin] = []
    at = 0
    for line in kept:
        end = at + len(line.text)
        paragraphs.append(
            Paragraph(start=at, end=end, region=line.block.region, cell=line.block.cell, bold=line.block.bold)
        )
        position = at
        for piece in line.pieces:
            origins.append(
                Origin(
                    start=position,
                    end=position + len(piece.text),
                    block=piece.block,
                    source_start=piece.start,
                    source_end=piece.end,
                )
            )
            position += len(piece.text)
        at = end + 1
    text = "\n".join(line.text for line in kept)
    return SourceText(
        text=text, paragraphs=tuple(paragraphs), origins=tuple(origins),
        places=_places(origins, document.blocks), boilerplate=_boilerplate(out),
        diagnostics=document.diagnostics + _diagnostics(text),
    )  # fmt: skip


def _places(origins: list[Origin], blocks: tuple[Block, ...]) -> tuple[Place, ...]:
    """One place for each source line that stands in the text, where the format has pages."""
    places: list[Place] = []
    last = -1
    for origin in origins:
        block = blocks[origin.block]
        if block.page is None and block.box is None:
            continue
        if origin.block == last:
            places[-1] = msgspec.structs.replace(places[-1], end=origin.end)
        else:
            places.append(Place(start=origin.start, end=origin.end, page=block.page, box=block.box))
        last = origin.block
    return tuple(places)


def _boilerplate(out: list[Line]) -> tuple[Boilerplate, ...]:
    ordered = sorted(out, key=lambda line: (line.pieces[0].block, line.pieces[0].start))
    return tuple(Boilerplate(text=line.text, reason=line.reason or "", page=line.block.page) for line in ordered)


def _diagnostics(text: str) -> tuple[Diagnostic, ...]:
    """What a look at the whole text shows: letters lost to question marks on the way through a wrong code page."""
    lost = (
        sum(
            1
            for a, b, c in zip(text, text[1:], text[2:], strict=False)
            if b in "?\ufffd" and a.isalpha() and c.isalpha()
        )
        if "?" in text or "\ufffd" in text
        else 0
    )
    if lost > 5 and lost * 100 > len(text):
        message = "Nhiều chữ bị mất dấu thành “?” (sai bảng mã): tìm bản khác của văn bản này."
        return (Diagnostic(code="encoding_loss", message=message),)
    return ()
