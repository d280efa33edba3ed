"""The door to tesseract: found at run time, asked about Vietnamese, given a page image, answers with words.

The program is called as a process of its own; no binding is needed, and what it does to a hostile image costs that
process alone. Words come as hOCR, which has baseline and size of a line beside the boxes and confidences of words.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import msgspec

if sys.platform == "linux":
    import resource

LANGUAGE = "vie"
PAGE_SECONDS = 90
"""Processor time for one page; a page of notice takes two to four seconds."""
_WAIT_SECONDS = 900
"""By the clock, where a loaded machine gives the program little of the processor."""

_ASK_SECONDS = 20
_INSTALL = (
    "cài Tesseract cùng gói tiếng Việt (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-vie; "
    "Windows: chọn Vietnamese khi cài) rồi nạp lại"
)
_LANGUAGE = (
    "cài gói tiếng Việt cho Tesseract (Debian, Ubuntu: apt install tesseract-ocr-vie; "
    "Windows: chép vie.traineddata vào thư mục tessdata) rồi nạp lại"
)
_NUMBER = r"(-?\d+(?:\.\d+)?)"
_BOX = re.compile(rf"bbox {_NUMBER} {_NUMBER} {_NUMBER} {_NUMBER}")
_BASELINE = re.compile(rf"baseline {_NUMBER}")
_SIZE = re.compile(rf"x_size {_NUMBER}")
_SURE = re.compile(rf"x_wconf {_NUMBER}")


class SeenWord(msgspec.Struct, frozen=True):
    """A word as tesseract saw it. Pixels from the top left of the image; `confidence` from 0 to 1.

    `slope` is that of its line's baseline, `size` the height of the line's letters, from accent to descender.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float
    slope: float
    size: float
    line: int
    first: str | None = None  # the text as it was read, where it was put right


def what_is_missing() -> str | None:
    """What to install before images can be read (Vietnamese), or None where all is there."""
    program = find_tesseract()
    if program is None:
        return _INSTALL
    return None if LANGUAGE in _languages(program) else _LANGUAGE


def find_tesseract() -> str | None:
    """The program: on the PATH, or where the Windows installer puts it."""
    if found := shutil.which("tesseract"):
        return found
    roots = [os.environ.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")]
    for root in filter(None, roots):
        for folder in (Path(root), Path(root) / "Programs"):
            program = folder / "Tesseract-OCR" / "tesseract.exe"
            if program.is_file():
                return str(program)
    return None


@lru_cache(maxsize=8)
def _languages(program: str) -> frozenset[str]:
    try:
        asked = _run([program, "--list-langs"], b"", _ASK_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(asked.stdout.decode("utf-8", "replace").split())


def see_words(image: bytes, dpi: int, block: bool = True) -> tuple[SeenWord, ...] | None:
    """The words of `image` (PNM or PNG), line by line; None where tesseract fails or takes more than PAGE_SECONDS.

    `block` reads the image as one block of lines, which keeps lines that the layout analysis of tesseract drops.
    """
    program = find_tesseract()
    if program is None:
        return None
    mode = "6" if block else "3"
    command = [
        program, "stdin", "stdout", "-l", LANGUAGE, "--psm", mode, "--dpi", str(dpi), "-c", "tessedit_create_hocr=1",
    ]  # fmt: skip
    try:
        done = _run(command, image, _WAIT_SECONDS, PAGE_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode != 0:
        return None
    try:
        return tuple(_words(ElementTree.fromstring(done.stdout)))
    except ElementTree.ParseError:
        return None


def _run(command: list[str], given: bytes, wait: int, seconds: int = 0) -> subprocess.CompletedProcess[bytes]:
    """`command` run with `given`, for at most `wait` seconds by the clock and `seconds` of the processor."""
    # one thread a page: more of them fight over the cores and make it slower
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, creationflags=hidden
    ) as running:
        if seconds:
            _limit_processor(running.pid, seconds)
        try:
            out, told = running.communicate(given, timeout=wait)
        except BaseException:
            running.kill()
            raise
    return subprocess.CompletedProcess(command, running.returncode, out, told)


def _limit_processor(pid: int, seconds: int) -> None:
    """A process that takes more is ended by the system; elsewhere than on Linux the clock alone counts."""
    if sys.platform == "linux":
        with suppress(OSError, ValueError):  # it is done already, or the system allows less
            resource.prlimit(pid, resource.RLIMIT_CPU, (seconds, seconds))


def _words(page: ElementTree.Element) -> Iterator[SeenWord]:
    for number, line in enumerate(_of_class(page, ("ocr_line", "ocr_caption", "ocr_header", "ocr_textfloat"))):
        told = line.get("title", "")
        slope, size = _one(_BASELINE, told), _one(_SIZE, told)
        for word in _of_class(line, ("ocrx_word",)):
            title = word.get("title", "")
            box = _BOX.search(title)
            text = "".join(word.itertext()).strip()
            if box and text:
                x0, top, x1, bottom = map(float, box.groups())
                yield SeenWord(text, x0, top, x1, bottom, _one(_SURE, title) / 100, slope, size, number)


def _of_class(parent: ElementTree.Element, names: tuple[str, ...]) -> Iterator[ElementTree.Element]:
    return (span for span in parent.iter() if span.get("class") in names)


def _one(pattern: re.Pattern[str], told: str) -> float:
    found = pattern.search(told)
    return float(found.group(1)) if found else 0.0
