"""A PDF as it comes off an office's scanner: turned, grey, noisy, pressed as JPEG, stamped and signed over the name."""

from __future__ import annotations

import io
import math
import random

import msgspec
import numpy as np
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

_SERIF = "/usr/share/fonts/truetype/dejavu/DejaVuSerif-Bold.ttf"
_RED, _BLUE = (205, 40, 45), (40, 60, 165)


class Condition(msgspec.Struct, frozen=True):
    """One way of scanning. `skew` in degrees; `noise` is the standard deviation of a grey value; `quality` of JPEG."""

    dpi: int
    skew: float = 0.0
    noise: float = 6.0
    quality: int = 60
    stamped: bool = True
    grey: bool = False

    @property
    def name(self) -> str:
        return (
            f"{self.dpi} dpi, {self.skew:g}°" + (", grey" if self.grey else "") + ("" if self.stamped else ", no stamp")
        )


CONDITIONS = (
    Condition(300, 0.0),
    Condition(300, 1.0),
    Condition(300, 0.6, grey=True),
    Condition(300, 3.0),
    Condition(200, 0.5),
    Condition(200, 1.0, noise=10, quality=45),
    Condition(150, 0.5),
)


def scan(pdf: bytes, condition: Condition, *, name: str) -> bytes:
    """The pages as pictures in a PDF. `name` is the signer's, over which stamp and signature are set."""
    random_ = random.Random(f"{name} {condition.name}")
    opened = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in opened:
        image = page.render(scale=condition.dpi / 72).to_pil().convert("RGB")
        if condition.stamped and (box := _place_of(page, name)):
            image = _stamp(image, [value * condition.dpi / 72 for value in box], random_)
        pages.append(_degrade(image, condition, random_))
    opened.close()
    return _as_pdf(pages, condition)


def _place_of(page: pypdfium2.PdfPage, name: str) -> tuple[float, float, float, float] | None:
    """The last place of `name` on the page, in points from the top left."""
    text = page.get_textpage()
    searcher = text.search(name, match_case=True)
    found = None
    while (hit := searcher.get_next()) is not None:
        found = hit
    if found is None or text.count_rects(found[0], found[1]) == 0:
        return None
    left, bottom, right, top = text.get_rect(0)
    height = page.get_height()
    return left, height - top, right, height - bottom


def _stamp(image: Image.Image, box: list[float], random_: random.Random) -> Image.Image:
    """A round red stamp left over the name and a blue signature through it, as ink lies on ink (multiplied)."""
    unit = (box[3] - box[1]) / 12  # a letter's height is about 12 points
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    ink = Image.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(ink)
    centre = (box[0] + 4 * unit, down - 16 * unit)
    for radius, width in ((42, 3), (30, 1)):
        draw.circle(centre, radius * unit, outline=_RED, width=max(1, round(width * unit)))
    font = ImageFont.truetype(_SERIF, max(6, round(9 * unit)))
    for number, letter in enumerate("ỦY BAN NHÂN DÂN ★ VĂN PHÒNG ★ "):
        angle = 2 * math.pi * number / 30
        draw.text((centre[0] + 36 * unit * math.cos(angle), centre[1] + 36 * unit * math.sin(angle)),
                  letter, font=font, fill=_RED, anchor="mm")  # fmt: skip
    draw.regular_polygon((centre[0], centre[1], 12 * unit), 5, fill=_RED)
    points = [
        (across + (step - 20) * 3.2 * unit, down - 14 * unit + math.sin(step * 0.9) * random_.uniform(6, 20) * unit)
        for step in range(40)
    ]
    draw.line(points, fill=_BLUE, width=max(1, round(1.6 * unit)), joint="curve")
    return ImageChops.multiply(image, ink)


def _degrade(image: Image.Image, condition: Condition, random_: random.Random) -> Image.Image:
    angle = condition.skew * random_.choice((-1, 1))
    if angle:
        image = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor="white", expand=False)
    if condition.grey:
        image = image.convert("L")
    image = image.filter(ImageFilter.GaussianBlur(condition.dpi / 600))
    values = np.asarray(image, dtype=np.float32)
    generator = np.random.default_rng(random_.randrange(2**32))
    shade = np.linspace(0, random_.uniform(4, 14), values.shape[1], dtype=np.float32)  # the lid was not quite shut
    shade = shade[None, :, None] if values.ndim == 3 else shade[None, :]
    grain = generator.normal(0, condition.noise, values.shape[:2]).astype(np.float32)
    values = values - shade + (grain[:, :, None] if values.ndim == 3 else grain)
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def _as_pdf(pages: list[Image.Image], condition: Condition) -> bytes:
    pressed = []
    for page in pages:
        stream = io.BytesIO()
        page.save(stream, "JPEG", quality=condition.quality)
        pressed.append(Image.open(stream))
    out = io.BytesIO()
    pressed[0].save(
        out, "PDF", save_all=True, append_images=pressed[1:], resolution=condition.dpi, quality=condition.quality
    )
    return out.getvalue()
