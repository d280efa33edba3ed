"""Ruled tables on page images: annexes composed for the tests, set as PDF, rendered, turned and read as pictures."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
import pytest
from annex_tables import Annex, annexes, as_pdf, found, grid
from composed_notice import font
from PIL import Image

from extractor.pipeline import extract
from extractor.reading import tesseract
from extractor.reading.page_image import make_ready
from extractor.reading.scan_grids import find_grids

ALL = {annex.name: annex for annex in annexes("first")}
needs_font = pytest.mark.skipif(font() is None, reason="no font with Vietnamese letters is installed")
needs_tesseract = pytest.mark.skipif(
    tesseract.what_is_missing() is not None, reason="tesseract with Vietnamese is not installed"
)


def picture(annex: Annex, dpi: int, skew: float) -> Image.Image:
    opened = pypdfium2.PdfDocument(as_pdf(annex))
    image: Image.Image = opened[0].render(scale=dpi / 72).to_pil().convert("L")
    opened.close()
    turned = image.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    grain = np.random.default_rng(3).normal(0, 6, (turned.height, turned.width))
    return Image.fromarray(np.clip(np.asarray(turned) + grain, 0, 255).astype(np.uint8))


@needs_font
@pytest.mark.parametrize("name", ["province-plan", "body-groups", "merged-doer", "lead-coordinate-two-level"])
@pytest.mark.parametrize(("dpi", "skew"), [(200, 0.6), (300, -0.4)])
def test_the_cells_of_a_scanned_table(name: str, dpi: int, skew: float) -> None:
    ready = make_ready(picture(ALL[name], dpi, skew), dpi)
    (table,) = find_grids(ready.level, ready.upright, ready.ink)
    assert not table.doubtful
    assert len(table.cells) == len(grid(ALL[name]))


@needs_font
@needs_tesseract
def test_orders_of_a_scanned_table() -> None:
    annex = ALL["merged-doer"]
    out = io.BytesIO()
    picture(annex, 200, 0.5).save(out, "PNG", dpi=(200, 200))
    record = extract(out.getvalue())
    assert found(record) == annex.expected


def mask(*lines: tuple[int, int, int, int]) -> np.ndarray:
    out = np.zeros((1200, 2000), bool)
    for x0, top, x1, bottom in lines:
        out[top:bottom, x0:x1] = True
    return out


LEVEL = [(100, top, 1900, top + 4) for top in (200, 300, 400, 500)]
UPRIGHT = [(x, 200, x + 4, 504) for x in (100, 400, 1000, 1896)]
NONE = mask()


def test_a_broken_ruling_is_one() -> None:
    broken = [(100, 200, 700, 204), (750, 202, 1900, 206), *LEVEL[1:]]
    (table,) = find_grids(mask(*broken), mask(*UPRIGHT), NONE)
    assert len(table.cells) == 9


def test_where_no_ruling_stands_a_cell_is_merged() -> None:
    short = [UPRIGHT[0], (400, 300, 404, 504), *UPRIGHT[2:]]
    (table,) = find_grids(mask(*LEVEL), mask(*short), NONE)
    assert len(table.cells) == 8
    assert max(cell[2] - cell[0] for cell in table.cells) > 890


def test_a_ruling_shorter_than_any_letter_counts_between_merged_rows() -> None:
    short = [UPRIGHT[0], (400, 400, 404, 504), *UPRIGHT[2:]]
    (table,) = find_grids(mask(*LEVEL), mask(*short), mask((400, 206, 403, 300)))
    assert len(table.cells) == 8


def test_rulings_that_do_not_close_a_cell_are_doubtful() -> None:
    half = [*LEVEL[:1], (100, 300, 1004, 304), *LEVEL[2:]]
    open_ = [UPRIGHT[0], UPRIGHT[1], (1000, 200, 1004, 304), (1000, 400, 1004, 504), UPRIGHT[3]]
    (table,) = find_grids(mask(*half), mask(*open_), NONE)
    assert table.doubtful


def test_what_is_no_table() -> None:
    frame = [(100, 200, 1900, 204), (100, 500, 1900, 504)]
    assert find_grids(mask(*frame), mask(UPRIGHT[0], UPRIGHT[3]), NONE) == []
    stamp = [(100, top, 600, top + 4) for top in (200, 300, 400)]
    assert find_grids(mask(*stamp), mask(*[(x, 200, x + 4, 404) for x in (100, 250, 596)]), NONE) == []
    assert find_grids(NONE, NONE, NONE) == []


def test_a_pattern_ends() -> None:
    level = mask(*[(0, top, 2000, top + 1) for top in range(0, 1200, 2)])
    assert len(find_grids(level, mask(*UPRIGHT), NONE)) <= 1
