"""The unit of cleaning: a line of the source with its clean text and, piece by piece, where that came from."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence

import msgspec

from extractor.core.document import Block, Document

_UNTIDY = r"\s\u00ad\u200b-\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x1f\x7f-\x9f\ue000-\uf8ff*_&\\\[#`"
_TIDY = re.compile(f"[^{_UNTIDY}]+(?: [^{_UNTIDY}]+)*")
_BLANK = re.compile(r"\s+")
# taken out without leaving a blank: zero-width characters, soft hyphens, control characters, Markdown marks
_DROP = re.compile(
    r"[\u00ad\u200b-\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]+|[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]+|\*\*+|(?:^|(?<=\s))__+(?=\S)|(?<=[^\s_])__+(?=\s|$)|`{3,}"
)
_EMPHASIS = re.compile(
    r"(?<![\w*\\])\*[^\s*](?:[^*]{0,298}[^\s*])?\*(?![\w*])|(?<![\w\\])_[^\s_](?:[^_]{0,298}[^\s_])?_(?!\w)"
)
_ENTITY = re.compile(r"&(?:amp;){0,9}(?:[A-Za-z][A-Za-z0-9]{1,8}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")
_ESCAPE = re.compile(r"\\(?=[-\\`*_{}\[\]()#+.!|>~])")
_HEADING = re.compile(r"^\s*(?:>\s*)*#{1,6}(?=\s)|\s#{1,6}\s*$|^\s*#{1,6}\s*$")
_IMAGE = re.compile(r"!\[[^\[\]]{0,200}\]\([^()\s]{0,500}(?:\([^()]{0,300}\))?[^()]{0,300}\)")
_LINK_END = re.compile(r"\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,500}(?:\s+\"[^\"]{0,200}\")?\)")
_LINK_START = re.compile(r"\[(?=[^\[\]]{1,300}\]\([^()\s]{0,500})")
_BULLET = re.compile(r"^\s*[\uf02d\uf0b7\uf0a7\uf0d8\uf0fc\uf076]")
_MOST_MARKS = 30  # combining marks in a row, as in the Stream-Safe Text Format (UAX #15)
_MANY_MARKS = re.compile(rf"[^\w\s][^\w\s]{{{_MOST_MARKS}}}")  # strokes and dots, too

_ROUNDS = 12


class Piece(msgspec.Struct, frozen=True):
    """`text` came from `[start, end)` of the text of block number `block`."""

    text: str
    block: int
    start: int
    end: int


class Line(msgspec.Struct, frozen=True):
    """One line on its way through the steps. `reason` is set once it is known to be boilerplate."""

    text: str
    pieces: tuple[Piece, ...]
    block: Block
    blank_before: bool
    reason: str | None = None


def lines_of(document: Document) -> list[Line]:
    """Step `tidy`: every block as a line in NFC, single blanks, entities decoded, invisible characters out."""
    lines: list[Line] = []
    blank = False
    for number, block in enumerate(document.blocks):
        pieces = _pieces(block.text, number)
        if not pieces:
            blank = blank or block.new_paragraph or not lines
            continue
        text = pieces[0].text if len(pieces) == 1 else "".join(piece.text for piece in pieces)
        lines.append(Line(text=text, pieces=pieces, block=block, blank_before=blank or block.new_paragraph))
        blank = False
    return lines


def _pieces(text: str, number: int) -> tuple[Piece, ...]:
    """The tidy form of a block's text; what tidying one mark uncovers is tidied in turn."""
    pieces = _tidied(text, number)
    if len(pieces) == 1 and pieces[0].text == text:
        return pieces
    return _retidied(pieces, number)


def retidied(line: Line) -> Line:
    """`line` as reading its own text again would give it: joining may have brought the two ends of a mark together."""
    if _TIDY.fullmatch(line.text):
        return line
    pieces = _retidied(line.pieces, 0)
    return line if pieces is line.pieces else _with_pieces(line, pieces)


def _retidied(pieces: tuple[Piece, ...], number: int) -> tuple[Piece, ...]:
    for _ in range(_ROUNDS):
        text = "".join(piece.text for piece in pieces)
        again = _tidied(text, number)
        if "".join(piece.text for piece in again) == text:
            break
        pieces = _followed(again, pieces)
    return pieces


def _followed(again: tuple[Piece, ...], pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """`again`, whose offsets are those of the text of `pieces`, with the source that `pieces` had."""
    out: list[Piece] = []
    position = 0
    rest = list(pieces)
    for new in again:
        while rest and position + len(rest[0].text) <= new.start:
            position += len(rest.pop(0).text)
        taken, at = new.start, position
        parts: list[tuple[Piece, int, int]] = []
        for old in rest:
            if at >= max(new.end, new.start + 1):
                break
            parts.append((old, max(0, taken - at), min(len(old.text), new.end - at)))
            at += len(old.text)
        out += _shared_out(new, parts)
    return tuple(out)


def _shared_out(new: Piece, parts: list[tuple[Piece, int, int]]) -> list[Piece]:
    """The text of `new` over the pieces it came from; one to one where nothing was changed, else as a whole."""
    if len(new.text) == new.end - new.start and all(len(old.text) == old.end - old.start for old, _, _ in parts):
        out, at = [], 0
        for old, first, last in parts:
            out.append(Piece(new.text[at : at + last - first], old.block, old.start + first, old.start + last))
            at += last - first
        return [piece for piece in out if piece.text]
    blocks = {old.block for old, _, _ in parts}
    if len(blocks) == 1:
        return [Piece(new.text, parts[0][0].block, parts[0][0].start, parts[-1][0].end)] if parts else []
    return _by_block(new, parts)


def _by_block(new: Piece, parts: list[tuple[Piece, int, int]]) -> list[Piece]:
    """A changed piece over several blocks: each block gets as many characters as it gave."""
    out: list[Piece] = []
    at = 0
    for index, (old, first, last) in enumerate(parts):
        size = last - first if index < len(parts) - 1 else len(new.text) - at
        text = new.text[at : at + size]
        exact = len(old.text) == old.end - old.start
        start, end = (old.start + first, old.start + last) if exact else (old.start, old.end)
        if text:
            out.append(Piece(text, old.block, start, end))
        at += size
    return out


def _tidied(text: str, number: int) -> tuple[Piece, ...]:
    """One round of tidying; offsets are those of `text`."""
    if _TIDY.fullmatch(text) and not _MANY_MARKS.search(text) and unicodedata.is_normalized("NFC", text):
        return (Piece(text, number, 0, len(text)),)
    out: list[Piece] = []
    at = 0
    for start, end, replacement in _edits(text):
        if start > at:
            out += _spaced(text, number, at, start)
        if replacement:
            out.append(Piece(" " if replacement.isspace() else replacement, number, start, end))
        at = max(at, end)
    if at < len(text):
        out += _spaced(text, number, at, len(text))
    return _composed(_single_blanks(out))


def _edits(text: str) -> list[tuple[int, int, str]]:
    """Non-overlapping (start, end, replacement) in order; the first rule that takes a place keeps it."""
    found: list[tuple[int, int, str]] = []
    if "&" in text:
        found += [
            (m.start(), m.end(), _decoded(m.group()))
            for m in _ENTITY.finditer(text)
            if _decoded(m.group()) != m.group()
        ]
    if "](" in text:
        found += [(m.start(), m.end(), "") for rule in (_IMAGE, _LINK_END, _LINK_START) for m in rule.finditer(text)]
    if "\\" in text:
        found += [(m.start(), m.end(), "") for m in _ESCAPE.finditer(text)]
    if "#" in text:
        found += [(m.start(), m.end(), "") for m in _HEADING.finditer(text)]
    if "*" in text or "_" in text:
        for mark in _EMPHASIS.finditer(text):
            found += [(mark.start(), mark.start() + 1, ""), (mark.end() - 1, mark.end(), "")]
    found += [(m.start(), m.end(), "") for m in _DROP.finditer(text)]
    found += [(m.start(), m.end(), "•") for m in _BULLET.finditer(text)]
    found.sort()
    kept: list[tuple[int, int, str]] = []
    for edit in found:
        if edit[1] > edit[0] and (not kept or edit[0] >= kept[-1][1]):
            kept.append(edit)
    return kept


def _decoded(entity: str) -> str:
    """The characters of an entity, also where it was encoded twice (`&amp;agrave;`)."""
    for _ in range(_ROUNDS):
        plain = html.unescape(entity)
        if plain == entity:
            break
        entity = plain
    return entity


def _spaced(text: str, number: int, start: int, end: int) -> list[Piece]:
    """[start, end) of `text` with every run of blanks as a piece of one blank, runs of words as they are."""
    out: list[Piece] = []
    at = start
    for blank in _BLANK.finditer(text, start, end):
        if blank.group() == " " and blank.start() > start and blank.end() < end:
            continue
        if blank.start() > at:
            out.append(Piece(text[at : blank.start()], number, at, blank.start()))
        out.append(Piece(" ", number, blank.start(), blank.end()))
        at = blank.end()
    if at < end:
        out.append(Piece(text[at:end], number, at, end))
    return out


def _single_blanks(pieces: Iterable[Piece]) -> list[Piece]:
    """`pieces` without blanks at the ends and without two blanks in a row, across pieces."""
    out: list[Piece] = []
    for piece in pieces:
        text = piece.text
        if not out or out[-1].text.endswith(" "):
            kept = text.lstrip()
            piece = msgspec.structs.replace(
                piece,
                text=kept,
                start=piece.start + (len(text) - len(kept) if piece.end - piece.start == len(text) else 0),
            )
        if piece.text:
            out.append(piece)
    while out:
        last = out[-1]
        kept = last.text.rstrip()
        if kept:
            out[-1] = msgspec.structs.replace(
                last,
                text=kept,
                end=last.end - (len(last.text) - len(kept) if last.end - last.start == len(last.text) else 0),
            )
            break
        out.pop()
    return out


def _composed(pieces: list[Piece]) -> tuple[Piece, ...]:
    """`pieces` in NFC; where a mark would compose over the edge of two pieces, they become one."""
    joined = "".join(piece.text for piece in pieces)
    if _MANY_MARKS.search(joined):
        pieces = _stream_safe(pieces)
        joined = "".join(piece.text for piece in pieces)
    if unicodedata.is_normalized("NFC", joined):
        return tuple(pieces)
    out: list[Piece] = []
    for piece in pieces:
        if out and (
            unicodedata.combining(piece.text[0])
            or not unicodedata.is_normalized("NFC", out[-1].text[-1] + piece.text[0])
        ):
            last = out.pop()
            piece = Piece(last.text + piece.text, piece.block, last.start, piece.end)
        out.append(piece)
    composed = [msgspec.structs.replace(piece, text=unicodedata.normalize("NFC", piece.text)) for piece in out]
    if "".join(piece.text for piece in composed) == unicodedata.normalize("NFC", joined):
        return tuple(composed)
    first, last = pieces[0], pieces[-1]
    return (Piece(unicodedata.normalize("NFC", joined), first.block, first.start, last.end),)


def _stream_safe(pieces: list[Piece]) -> list[Piece]:
    """`pieces` without the marks that no letter bears: a long run of them takes quadratic time to put in order."""
    out: list[Piece] = []
    run = 0
    for piece in pieces:
        kept: list[str] = []
        for char in piece.text:
            run = run + 1 if unicodedata.combining(char) else 0
            if run <= _MOST_MARKS:
                kept.append(char)
        if len(kept) == len(piece.text):
            out.append(piece)
        elif kept:
            out.append(msgspec.structs.replace(piece, text="".join(kept)))
    return out


def cut_tail(line: Line, at: int) -> tuple[Line, Line]:
    """`line` up to `at`, without blanks at its end, and what comes after as a line of its own."""
    head: list[Piece] = []
    tail: list[Piece] = []
    position = 0
    for piece in line.pieces:
        end = position + len(piece.text)
        if end <= at:
            head.append(piece)
        elif position >= at:
            tail.append(piece)
        else:
            one, two = piece.text[: at - position], piece.text[at - position :]
            exact = piece.end - piece.start == len(piece.text)
            middle = piece.start + len(one) if exact else piece.end
            head.append(Piece(one, piece.block, piece.start, middle))
            tail.append(Piece(two, piece.block, middle if exact else piece.start, piece.end))
        position = end
    return _with_pieces(line, _single_blanks(head)), _with_pieces(line, _single_blanks(tail))


def _with_pieces(line: Line, pieces: Sequence[Piece]) -> Line:
    return msgspec.structs.replace(line, text="".join(piece.text for piece in pieces), pieces=tuple(pieces))


def dropped(line: Line, reason: str) -> Line:
    return msgspec.structs.replace(line, reason=reason)


def in_region(line: Line, region: str) -> Line:
    return msgspec.structs.replace(line, block=msgspec.structs.replace(line.block, region=region))
