"""The door of Pillow: pages of image files, bounded; a page made ready for reading: one ink, upright, level, firm."""

from __future__ import annotations

import io
import math
import struct
import warnings
from collections.abc import Iterator

import msgspec
import numpy as np
from PIL import Image, ImageChops, ImageFilter, ImageOps, UnidentifiedImageError

from extractor.core.errors import SourceBroken, SourceTooLarge
from extractor.reading.page_ink import Grey, Mask, ink_of, is_sideways, rulings, skew_of

DPI = 300
"""Pages are read at this resolution: below it stacked accents (ế, ổ) run together, above it nothing is won."""

MAX_PIXELS = 80_000_000
"""Of one page; A4 at 600 dpi has 35 million."""
MAX_PAGES = 1000

_FORMATS = ("TIFF", "JPEG", "PNG", "BMP", "WEBP")
# Pillow raises whatever its decoders trip over on a damaged file
_DAMAGE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, struct.error)
_A4_HEIGHT = 11.69  # inches
_SANE_DPI = (60, 1300)
_COLOURED = 60  # distance of the channels from which a pixel has a colour
_TINGED = 28  # distance from which a pixel belongs to the edge of a stamp
_BLACK = 130
_MOST_COLOURED = 0.5  # of the ink: beyond that the text itself is in colour
_LEAST_COLOURED = 1500  # pixels: a stamp of one word has thousands
_LEVEL = 0.08  # degrees below which turning only blurs
_SOFT = 1.2  # pixels at 300 dpi
_TOO_LARGE = "Ảnh quá lớn ({} triệu điểm ảnh, giới hạn {} triệu): quét lại ở độ phân giải 300 dpi."
_BROKEN = "Tệp ảnh bị hỏng hoặc thiếu phần cuối: quét lại hoặc xin lại tệp gốc."


class ReadyPage(msgspec.Struct, frozen=True):
    """A page as tesseract gets it, and how it came to be: turned left by `quarters` of a circle and by `angle` degrees.

    `ink` has neither ruling lines nor coloured stamps; `level` and `upright` are the ruling lines that were taken out.
    """

    image: Image.Image
    plain: Image.Image  # the same before its strokes were made firm
    quarters: int
    angle: float
    ink: Mask
    level: Mask
    upright: Mask
    coloured: Image.Image | None = None  # the coloured ink of the upper third, where there is any

    @property
    def both(self) -> tuple[Image.Image, Image.Image]:
        """The page with firm strokes and as it was."""
        return self.image, self.plain

    @property
    def has_ink(self) -> bool:
        return int(self.ink.sum()) > 4 * DPI

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """Where a pixel of `image` stands on the page as the file shows it, in pixels at DPI."""
        middle_x, middle_y = self.image.width / 2, self.image.height / 2
        turn = -math.radians(self.angle)
        dx, dy = x - middle_x, y - middle_y
        x, y = (
            math.cos(turn) * dx + math.sin(turn) * dy + middle_x,
            math.cos(turn) * dy - math.sin(turn) * dx + middle_y,
        )
        wide, high = self.image.size
        return [(x, y), (high - y, x), (wide - x, high - y), (y, wide - x)][self.quarters % 4]


def count_pages(data: bytes) -> int:
    """How many pages an image file has.

    Raises SourceBroken, or SourceTooLarge (more than MAX_PAGES).
    """
    with _opened(data) as opened:
        return _frames(opened)


def pages_of(data: bytes) -> Iterator[tuple[Image.Image, float]]:
    """The pages of an image file, each with its resolution in dots per inch.

    Raises SourceBroken, or SourceTooLarge (more than MAX_PIXELS or MAX_PAGES).
    """
    with _opened(data) as opened:
        for number in range(_frames(opened)):
            yield _frame(opened, number)


def _opened(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise SourceTooLarge(_TOO_LARGE.format("quá nhiều", MAX_PIXELS // 10**6)) from None
    except _DAMAGE:
        raise SourceBroken(_BROKEN) from None


def _frames(opened: Image.Image) -> int:
    try:
        frames = int(getattr(opened, "n_frames", 1))
    except _DAMAGE:
        raise SourceBroken(_BROKEN) from None
    if frames > MAX_PAGES:
        raise SourceTooLarge(f"Tệp ảnh có quá nhiều trang ({frames}, giới hạn {MAX_PAGES}): tách nhỏ rồi đọc.")
    return frames


def _frame(opened: Image.Image, number: int) -> tuple[Image.Image, float]:
    try:
        opened.seek(number)
        check_size(*opened.size)
        page = ImageOps.exif_transpose(opened).convert("RGB" if _has_colour(opened) else "L")
    except _DAMAGE:
        raise SourceBroken(_BROKEN) from None
    return page, _dpi(opened, page)


def _has_colour(image: Image.Image) -> bool:
    return image.mode not in ("1", "L", "LA", "I", "I;16", "F")


def fits(width: float, height: float) -> bool:
    """Whether a picture of that many pixels may be made: something to see, and no more than MAX_PIXELS."""
    return 1 <= width * height <= MAX_PIXELS


def check_size(width: float, height: float) -> None:
    """Raises SourceTooLarge where a page would have more than MAX_PIXELS."""
    if width * height > MAX_PIXELS:
        raise SourceTooLarge(_TOO_LARGE.format(int(width * height / 10**6), MAX_PIXELS // 10**6))


def _dpi(opened: Image.Image, page: Image.Image) -> float:
    """The resolution that the file tells, where it makes a page of it; else that of an A4 page."""
    told = opened.info.get("dpi")
    dpi = float(told[0]) if isinstance(told, tuple) and told and told[0] else 0.0
    longest = max(page.size)
    sane = _SANE_DPI[0] < dpi < _SANE_DPI[1] and 4 < longest / dpi < 20
    return dpi if sane else longest / _A4_HEIGHT


# --- making ready ---------------------------------------------------------------------------------------------------


def make_ready(page: Image.Image, dpi: float, quarters: int | None = None) -> ReadyPage:
    """`page` in one ink at DPI, upright and level, without ruling lines; `quarters` turns it that far without looking.

    Thin strokes are made firm and soft: on real scans that halves the accents that tesseract loses.
    """
    scale = DPI / dpi
    check_size(page.width * scale, page.height * scale)
    if abs(scale - 1) > 0.02:
        page = page.resize((round(page.width * scale), round(page.height * scale)), Image.Resampling.LANCZOS)
    grey = Image.fromarray(_one_ink(page))
    coloured = _coloured_head(page) if quarters is None else None
    ink = ink_of(np.asarray(grey))
    if quarters is None:
        quarters = 1 if is_sideways(ink) else 0
    if quarters:
        grey = grey.rotate(90 * quarters, expand=True)
        ink = np.rot90(ink, quarters)
    angle = skew_of(ink)
    if abs(angle) > _LEVEL:
        grey = grey.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
        ink = ink_of(np.asarray(grey))
    else:
        angle = 0.0
    level, upright = rulings(ink, DPI)
    clean = np.array(grey)
    clean[level | upright] = 255
    plain = Image.fromarray(clean)
    firm = Image.fromarray(_firm(clean)).filter(ImageFilter.GaussianBlur(_SOFT))
    return ReadyPage(firm, plain, quarters, angle, ink & ~(level | upright), level, upright, coloured)


def _firm(grey: Grey) -> Grey:
    """Strokes made a pixel wider on all sides: the darkest of each pixel and its neighbours."""
    across = grey.copy()
    np.minimum(across[:, 1:], grey[:, :-1], out=across[:, 1:])
    np.minimum(across[:, :-1], grey[:, 1:], out=across[:, :-1])
    out = across.copy()
    np.minimum(out[1:], across[:-1], out=out[1:])
    np.minimum(out[:-1], across[1:], out=out[:-1])
    return out


def as_pnm(image: Image.Image) -> bytes:
    """`image` as bytes that tesseract takes without a file."""
    out = io.BytesIO()
    image.save(out, "PPM")
    return out.getvalue()


def _coloured_head(page: Image.Image) -> Image.Image | None:
    """The coloured ink of the upper third of `page`, black on white; None where there is hardly any."""
    if page.mode == "L":
        return None
    _, darkest, chroma = _light_of(page.convert("RGB").crop((0, 0, page.width, page.height // 3)))
    inked = (darkest < 160) & (chroma > _COLOURED)
    if int(inked.sum()) < _LEAST_COLOURED:
        return None
    return Image.fromarray(np.where(inked, np.uint8(0), np.uint8(255))).filter(ImageFilter.GaussianBlur(_SOFT))


def _light_of(page: Image.Image) -> tuple[Grey, Grey, Grey]:
    """For each pixel its lightest and its darkest channel, and how far they stand apart."""
    red, green, blue = page.split()
    lightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    return np.asarray(lightest), np.asarray(darkest), np.asarray(ImageChops.subtract(lightest, darkest))


def _one_ink(page: Image.Image) -> Grey:
    """Grey of `page` without stamps and signatures in colour.

    A red stamp over black letters leaves the letters. Where most of the ink has a colour, that is the text: it stays.
    """
    if page.mode == "L":
        return np.asarray(page)
    lightest, _, chroma = _light_of(page.convert("RGB"))
    grey = np.asarray(page.convert("L"))
    dark = grey < 160
    if int((dark & (chroma > _COLOURED)).sum()) > _MOST_COLOURED * max(1, int(dark.sum())):
        return grey
    # what is dark in every channel is ink below the stamp
    return np.where(chroma > _TINGED, np.where(lightest < _BLACK, lightest, np.uint8(255)), grey)
