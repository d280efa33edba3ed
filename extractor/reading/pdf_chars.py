"""The characters of a PDF page by pdfium: letters, boxes, fonts, taken in bulk.

pdfium is asked once a character for letter, origin and text object; everything that a text object or a font has in
common is asked once for it, and boxes are computed for the whole page at a time. Boxes are the ones pdfminer gives:
advance width by font size, from the font's descent up, in points from the top left of the page.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterable, Mapping
from itertools import repeat
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from extractor.reading.pdf_fonts import font_name

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_HANDLE, _ADDRESS, _INT, _POINTER = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_void_p
_HYPHEN = 2  # what pdfium makes of a hyphen that ends a line
_SOFT_HYPHEN = 0xAD
_INVISIBLE = 3  # text render mode
_SLANT = 0.01  # of the scale: text that climbs or leans more is not level


class Chars(msgspec.Struct, frozen=True):
    """Characters of one page in the order of the file, column by column; those that pdfium adds are left out.

    `letters` are code points, 0 where the font has no map to Unicode. Boxes in points from the top left, `size` is the
    height of the box. `font` counts in `fonts`.
    """

    letters: Ints
    x0: Floats
    x1: Floats
    top: Floats
    bottom: Floats
    upright: Flags
    invisible: Flags
    font: Ints
    fonts: tuple[str, ...]
    measured: bool = True  # whether every box is certain


class PageFrame(msgspec.Struct, frozen=True):
    """Where a page lies: media box (x0, y0, x1, y1) in points of its own space, and clockwise rotation in degrees."""

    box: tuple[float, float, float, float]
    rotation: int = 0

    @property
    def width(self) -> float:
        """Points from left to right as the page is shown."""
        x0, y0, x1, y1 = self.box
        return y1 - y0 if self.rotation in (90, 270) else x1 - x0

    @property
    def height(self) -> float:
        """Points from top to bottom as the page is shown."""
        x0, y0, x1, y1 = self.box
        return x1 - x0 if self.rotation in (90, 270) else y1 - y0


class _Runs(msgspec.Struct, frozen=True):
    """What the text objects of a page have: one row each."""

    matrices: Floats  # a, b, c, d
    sizes: Floats
    invisible: Flags
    font: Ints


class _Font(msgspec.Struct, frozen=True):
    handle: int
    name: str
    descent: float  # of the font size, negative
    measured: bool


def _bulk(name: str, result: Any, *arguments: Any) -> Any:
    """A function of pdfium that takes plain numbers: many times faster to call than with typed handles."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_letter = _bulk("FPDFText_GetUnicode", ctypes.c_uint, _HANDLE, _INT)
_origin = _bulk("FPDFText_GetCharOrigin", _INT, _HANDLE, _INT, _POINTER, _POINTER)
_object = _bulk("FPDFText_GetTextObject", _ADDRESS, _HANDLE, _INT)
_loose_box = _bulk("FPDFText_GetLooseCharBox", _INT, _HANDLE, _INT, _POINTER)
_tight_box = _bulk("FPDFText_GetCharBox", _INT, _HANDLE, _INT, _POINTER, _POINTER, _POINTER, _POINTER)
_matrix = _bulk("FPDFText_GetMatrix", _INT, _HANDLE, _INT, _POINTER)
_font_of = _bulk("FPDFTextObj_GetFont", _ADDRESS, _HANDLE)
_font_size = _bulk("FPDFTextObj_GetFontSize", _INT, _HANDLE, _POINTER)
_render_mode = _bulk("FPDFTextObj_GetTextRenderMode", _INT, _HANDLE)
_ascent = _bulk("FPDFFont_GetAscent", _INT, _HANDLE, ctypes.c_float, _POINTER)
_descent = _bulk("FPDFFont_GetDescent", _INT, _HANDLE, ctypes.c_float, _POINTER)
_base_name = _bulk("FPDFFont_GetBaseFontName", ctypes.c_size_t, _HANDLE, _POINTER, ctypes.c_size_t)
_glyph_width = _bulk("FPDFFont_GetGlyphWidth", _INT, _HANDLE, ctypes.c_uint, ctypes.c_float, _POINTER)


def frame_of_page(page: Any) -> PageFrame:
    """Media box and rotation of a loaded page; the visible box where the media box is only inherited."""
    found = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPage_GetMediaBox(page, *found):
        shown = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, shown)
        values = [shown.left, shown.bottom, shown.right, shown.top]
    else:
        values = [value.value for value in found]
    x0, x1 = sorted((values[0], values[2]))
    y0, y1 = sorted((values[1], values[3]))
    return PageFrame((x0, y0, x1, y1), pdfium.FPDFPage_GetRotation(page) * 90 % 360)


def chars_of_page(text_page: Any, frame: PageFrame, descents: Mapping[str, float]) -> Chars:
    """All characters that the file writes on a page. `text_page` is a raw handle of pdfium.

    `descents` are those that the file declares for its fonts (`declared_descents`).
    """
    page = ctypes.cast(text_page, ctypes.c_void_p).value
    count = max(0, pdfium.FPDFText_CountChars(text_page))
    letters = np.fromiter(map(_letter, repeat(page), range(count)), np.int64, count)
    objects = np.fromiter(map(_object, repeat(page), range(count)), np.uint64, count)
    origins = np.zeros((count, 2), np.float64)
    _each(_origin, page, range(count), origins)
    written = np.flatnonzero(objects)  # the blanks and line ends that pdfium adds are of no text object
    letters, objects, origins = letters[written], objects[written], origins[written]
    _restore_hyphens(letters)
    handles, first, run = np.unique(objects, return_index=True, return_inverse=True)
    fonts, runs = _runs(page, handles.tolist(), written[first], descents)
    advances = _advances(page, letters, origins, run, runs, fonts, written)
    return _placed(letters, origins, advances, run, runs, fonts, frame)


def _each(call: Any, page: int | None, places: Iterable[int], out: npt.NDArray[Any]) -> None:
    """`call` for each of `places`, its answers into the rows of `out`, a pointer for each column or one for the row."""
    pointers = out.shape[1] if call is not _loose_box and call is not _matrix else 1
    start, row = out.ctypes.data, out.shape[1] * out.itemsize
    columns = [
        range(at, at + row * len(out), row) for at in range(start, start + pointers * out.itemsize, out.itemsize)
    ]
    # a map over C functions: no step of the interpreter for a character
    deque(map(call, repeat(page), places, *columns), maxlen=0)


def _restore_hyphens(letters: Ints) -> None:
    """Put back the hyphens at line ends; where U+00AD is used it is the letter `ư` of an old font."""
    hyphens = letters == _HYPHEN
    if hyphens.any():
        letters[hyphens] = _SOFT_HYPHEN if (letters == _SOFT_HYPHEN).any() else ord("-")


def _runs(
    page: int | None, handles: list[int], places: Ints, descents: Mapping[str, float]
) -> tuple[list[_Font], _Runs]:
    count = len(handles)
    matrices = np.zeros((count, 6), np.float32)
    sizes = np.zeros((count, 1), np.float32)
    _each(_matrix, page, places.tolist(), matrices)
    start = sizes.ctypes.data
    deque(map(_font_size, handles, range(start, start + 4 * count, 4)), maxlen=0)
    modes = np.fromiter(map(_render_mode, handles), np.int64, count)
    of_run = list(map(_font_of, handles))
    numbers = {handle: number for number, handle in enumerate(dict.fromkeys(of_run))}
    font = np.fromiter((numbers[handle] for handle in of_run), np.int64, count)
    runs = _Runs(matrices[:, :4].astype(np.float64), sizes[:, 0].astype(np.float64), modes == _INVISIBLE, font)
    return [_read_font(handle, descents) for handle in numbers], runs


def _read_font(handle: int, descents: Mapping[str, float]) -> _Font:
    if not handle:
        return _Font(handle, "", 0.0, False)
    values = np.zeros(2, np.float32)
    _ascent(handle, 1.0, values.ctypes.data)
    _descent(handle, 1.0, values.ctypes.data + 4)
    raw = ctypes.create_string_buffer(256)
    _base_name(handle, ctypes.addressof(raw), 256)
    name = font_name(raw.value.decode("utf-8", "replace"))
    # a font drawn by procedures (Type 3) has neither
    known = bool(values[0] != values[1])
    return _Font(handle, name, descents.get(name, -abs(float(values[1]))), known)


def _advances(
    page: int | None, letters: Ints, origins: Floats, run: Ints, runs: _Runs, fonts: list[_Font], written: Ints
) -> Floats:
    """How wide each character is, in its font size: asked once for a letter of a font, each time for what shares a
    place (the letters of a ligature, what follows a combining mark).

    The wide box of a level character ends with it, unless the drawing itself reaches further: then the font tells.
    """
    font = runs.font[run]
    shared = np.zeros(len(letters), np.bool_)
    shared[1:] = (origins[1:] == origins[:-1]).all(axis=1)
    shared[:-1] |= shared[1:]
    kinds = np.where(shared, -1 - np.arange(len(letters)), font * 0x200000 + letters)
    _, first, kind = np.unique(kinds, return_index=True, return_inverse=True)
    loose = np.zeros((len(first), 4), np.float32)
    tight = np.zeros((len(first), 4), np.float64)
    places = written[first].tolist()
    _each(_loose_box, page, places, loose)
    _each(_tight_box, page, places, tight)
    matrices = runs.matrices[run[first]]
    scale = matrices[:, 0] * runs.sizes[run[first]]
    right = loose[:, 2].astype(np.float64)
    level = (scale > 0) & (np.abs(matrices[:, 1:3]).max(axis=1, initial=0) < _SLANT * matrices[:, 0])
    shown = level & (shared[first] | (right > tight[:, 1] + 0.01))
    widths = np.where(shown, right - origins[first, 0], 0.0) / np.where(shown, scale, 1.0)
    value = np.zeros(1, np.float32)
    for row in np.flatnonzero(widths == 0).tolist():
        at = first[row]
        handle = fonts[int(font[at])].handle
        if handle and _glyph_width(handle, int(letters[at]), 1.0, value.ctypes.data):
            widths[row] = value[0]
    result: Floats = widths[kind]
    return result


def _placed(
    letters: Ints, origins: Floats, advances: Floats, run: Ints, runs: _Runs, fonts: list[_Font], frame: PageFrame
) -> Chars:
    """The characters with their boxes as the page is shown."""
    turned, shift = _turn(runs.matrices, frame)
    a, b, c, d = (turned[run, column] for column in range(4))
    x, y = shift(origins)
    size = runs.sizes[run]
    low = np.array([font.descent for font in fonts] or [0.0])[runs.font[run]] * size
    high, wide = low + size, advances * size
    x0 = x + np.minimum(0, a * wide) + np.minimum(c * low, c * high)
    x1 = x + np.maximum(0, a * wide) + np.maximum(c * low, c * high)
    y0 = y + np.minimum(0, b * wide) + np.minimum(d * low, d * high)
    y1 = y + np.maximum(0, b * wide) + np.maximum(d * low, d * high)
    return Chars(
        letters=letters, x0=x0, x1=x1, top=frame.height - y1, bottom=frame.height - y0,
        upright=(a * d > 0) & (b * c <= 0), invisible=runs.invisible[run], font=runs.font[run],
        fonts=tuple(font.name for font in fonts), measured=all(font.measured for font in fonts),
    )  # fmt: skip


def _turn(matrices: Floats, frame: PageFrame) -> tuple[Floats, Any]:
    """The matrices turned with the page, and what turns its points; the corner stays where pdfplumber has it."""
    left, bottom, right, top = frame.box
    a, b, c, d, e, f = {
        90: (0, -1, 1, 0, -bottom, right), 180: (-1, 0, 0, -1, right, top), 270: (0, 1, -1, 0, top, -left),
    }.get(frame.rotation, (1, 0, 0, 1, -left, -bottom))  # fmt: skip
    corner = (bottom, right) if frame.rotation in (90, 270) else (left, top)
    e, f = e + corner[0], f - (frame.height - corner[1])
    turn = np.array([[a, b], [c, d]], np.float64)
    turned = (matrices.reshape(-1, 2, 2) @ turn).reshape(-1, 4)

    def shift(points: Floats) -> tuple[Floats, Floats]:
        moved = points @ turn
        return moved[:, 0] + e, moved[:, 1] + f

    return turned, shift
