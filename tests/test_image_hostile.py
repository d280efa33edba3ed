"""Image files made to harm: they end in a clear error, soon and in little memory, with tesseract or without."""

from __future__ import annotations

import io
import pickle
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator

import pytest
from PIL import Image

from extractor.core.errors import SourceBroken, SourceError, SourceTooLarge
from extractor.reading import read_document
from extractor.reading.page_image import MAX_PAGES, count_pages, pages_of


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PATH", "")  # what tesseract makes of a sound page is no matter here
    begin = time.process_time()
    yield
    assert time.process_time() - begin < 20


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int, height: int, *more: bytes, rows: bytes = b"\x00\xff" * 9) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def tiff(width: int, height: int, frames: int = 1, following: int | None = None, strip: int = 8) -> bytes:
    """Frames of one grey strip; `following` is where the last one says that another begins."""
    out = b"II*\x00" + struct.pack("<I", 16) + b"\xff" * 8
    for number in range(frames):
        tags = (
            (256, width),
            (257, height),
            (258, 8),
            (259, 1),
            (262, 1),
            (273, 8),
            (277, 1),
            (278, height),
            (279, strip),
        )
        body = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
        last = number == frames - 1
        out += body + struct.pack("<I", (following or 0) if last else len(out) + len(body) + 4)
    return out


def saved(kind: str, size: tuple[int, int] = (300, 200)) -> bytes:
    """A sheet with ink on it, so that the file has something to lose."""
    out = io.BytesIO()
    Image.effect_noise(size, 90).save(out, kind)
    return out.getvalue()


def refused(data: bytes) -> SourceError:
    """What is said of a file that cannot be read, page by page and as a document."""
    with pytest.raises(SourceError) as raised:
        list(pages_of(data))
    try:
        read_document(data)
    except SourceError as error:
        assert str(error) == str(raised.value)
    assert ":" in str(raised.value) and "\n" not in str(raised.value)
    return raised.value


WEBP_HUGE = (
    b"RIFF"
    + struct.pack("<I", 26)
    + b"WEBPVP8L"
    + struct.pack("<I", 13)
    + b"\x2f"
    + struct.pack("<I", 16382 | 16382 << 14)
    + b"\x00" * 9
)


HUGE = {
    "png": png(12_000, 12_000),
    "png beyond measure": png(2**31 - 1, 2**31 - 1),
    "tiff": tiff(12_000, 12_000),
    "tiff beyond measure": tiff(2**31 - 1, 2**31 - 1),
    "tiff of negative size": tiff(4_000_000_000, 4_000_000_000),
    "bmp": b"BM" + struct.pack("<IIIIiiHHIIiiII", 70, 0, 54, 40, 30_000, 30_000, 1, 8, 0, 0, 0, 0, 0, 0) + b"\xff" * 16,
    "jpeg": saved("JPEG").replace(b"\x00\xc8\x01\x2c", b"\xff\xff\xff\xff"),
    "webp": WEBP_HUGE,
}  # fmt: skip


@pytest.mark.parametrize("name", HUGE)
def test_an_image_that_says_it_is_huge(name: str) -> None:
    assert isinstance(refused(HUGE[name]), SourceTooLarge | SourceBroken)


def test_what_says_it_is_huge_takes_little_memory() -> None:
    code = (
        "import sys, resource, pickle; from extractor.reading.page_image import pages_of\n"
        "from extractor.core.errors import SourceError\n"
        "files = pickle.load(sys.stdin.buffer); before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for data in files:\n"
        "    try: list(pages_of(data))\n"
        "    except SourceError: pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    given = pickle.dumps(list(HUGE.values()))
    done = subprocess.run([sys.executable, "-c", code], input=given, stdout=subprocess.PIPE, check=True)
    assert int(done.stdout) < 100_000  # KiB on Linux


def test_a_huge_image_is_said_to_be_too_large() -> None:
    for data in (png(12_000, 12_000), tiff(12_000, 12_000)):
        assert "quá lớn" in str(refused(data))


def test_a_second_page_that_is_huge() -> None:
    """The first page is looked at when the file is opened, the others only when their turn comes."""
    first, second = tiff(8, 1), tiff(20_000, 20_000)[16:]
    data = first[:-4] + struct.pack("<I", len(first)) + second
    assert isinstance(refused(data), SourceTooLarge)


def test_too_many_frames() -> None:
    error = refused(tiff(8, 1, frames=MAX_PAGES + 5))
    assert isinstance(error, SourceTooLarge)
    assert "quá nhiều trang" in str(error)


def test_frames_that_follow_one_another_for_ever() -> None:
    for frames, to in ((1, 16), (3, 16), (2, 30)):
        data = tiff(8, 1, frames=frames, following=to)
        try:
            assert count_pages(data) <= frames + 1
        except SourceError as error:
            assert ":" in str(error)


def test_frames_of_a_moving_picture() -> None:
    control = chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0))
    try:
        assert count_pages(png(3, 6, control)) <= MAX_PAGES
    except SourceError as error:
        assert ":" in str(error)


def test_words_in_an_image_that_unpack_to_much() -> None:
    pack = zlib.compressobj(9)
    words = b"".join(pack.compress(b" " * 2**20) for _ in range(200)) + pack.flush()
    for part in (chunk(b"zTXt", b"a\x00\x00" + words), chunk(b"iCCP", b"a\x00\x00" + words)):
        try:
            list(pages_of(png(3, 6, part)))
        except SourceError as error:
            assert ":" in str(error)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "BMP"])
def test_cut_anywhere(kind: str) -> None:
    data = saved(kind)
    for share in (0.02, 0.2, 0.5, 0.8, 0.95):
        assert isinstance(refused(data[: max(20, int(len(data) * share))]), SourceBroken | SourceTooLarge)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "BMP"])
def test_any_byte_changed(kind: str) -> None:
    data = saved(kind, (40, 30))
    for at in range(0, min(len(data), 400), 3):
        changed = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
        try:
            list(pages_of(changed))
        except SourceError as error:
            assert ":" in str(error)
