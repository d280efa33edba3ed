"""Text made to hurt: one thing said without end. Time grows with the size and no faster, and the record stays sound."""

from __future__ import annotations

import multiprocessing
import multiprocessing.process
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection

import pytest

from extractor.pipeline import extract
from extractor.views.json import render_json

HEAD = "THÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh tại cuộc họp\nChủ tịch UBND tỉnh kết luận như sau:\n"
COLUMNS = "| TT | Nhiệm vụ | Chủ trì | Thời hạn |\n|---|---|---|---|\n"
ORDERS = "Giao Sở Y tế rà soát 12 ha, báo cáo trước ngày 5/6/2022; UBND huyện Đầm Hà cần xong trong tháng 7/2022. "
REPORTED = "Bí thư Tỉnh ủy yêu cầu UBND huyện Đầm Hà rà soát 12 ha trước ngày 5/6. Ông cho biết đạt 5%. "
SMALL, GROWTH = 6_000, 4
# Linear work takes GROWTH times as long, quadratic work GROWTH² = 16 times; a busy machine gets leave up to 9.
MOST = 9.0
LEAST_SECONDS = 0.05  # below that the clock says little


def again(unit: str, head: str = "") -> Callable[[int], str]:
    """Makes texts of a given length from one unit."""
    return lambda size: head + (unit * (size // len(unit) + 1))[:size]


ENDLESS: dict[str, Callable[[int], str]] = {
    "one word": again("nhiệmvụ"),
    "one word, spaced": again("nhiệm vụ "),
    "one letter": again("a"),
    "digits": again("1234567890"),
    "thousands": again("1.000."),
    "opening brackets": again("("),
    "brackets": again("()"),
    "quotes": again('"'),
    "commas": again(","),
    "commas, spaced": again(", "),
    "full stops": again(". "),
    "bars": again("| "),
    "stars": again("*a"),
    "blanks": again(" \u00a0"),
    "marks without letters": again("\u0301\u0323"),
    "bidi marks": again("\u202ea\u2069"),
    "line ends": again("\n"),
    "short lines": lambda size: "\n".join(f"dòng {number}" for number in range(size // 10)),
    "numbered items": lambda size: HEAD + "\n".join(f"{n % 99 + 1}. Giao Sở Y tế rà soát." for n in range(size // 27)),
    "nested items": again("I. Việc\n1. Sở Y tế:\na) Rà soát:\n- Báo cáo UBND tỉnh.\n+ Xong.\n", HEAD),
    "lead-ins": again("Các xã:\n", HEAD),
    "recipients": again("Nơi nhận:\n- UBND huyện Đầm Hà;\n"),
    "doers with semicolons": again("Giao Sở Y tế; ", HEAD),
    "doers with commas": again("Giao Sở Y tế, ", HEAD),
    "coordination": again("phối hợp với ", HEAD),
    "modals": again("cần phải ", HEAD),
    "stacked offices": again("Chủ tịch UBND tỉnh, ", HEAD),
    "dates": again("trước ngày 5/6/2022, ", HEAD),
    "deadlines in one sentence": again("báo cáo trước ngày 5/6/2022, gửi Sở trước ngày 6/7/2022, ", HEAD + "1. Sở "),
    "quantities": again("5.012 hộ; 12 ha; 35,62%; "),
    "references": again("Nghị quyết số 06-NQ/TU ngày 15/7/2021 của Tỉnh ủy, "),
    "persons": again("đồng chí Nguyễn Văn An, Giám đốc Sở Y tế; "),
    "capitals": again("NGUYỄN VĂN AN "),
    "capitalised words": again("Nguyễn Văn An Trần "),
    "bodies": again("Ban Chỉ đạo phòng, chống thiên tai huyện Đầm Hà, "),
    "places": again("các huyện Đầm Hà, Hải Hà, Tiên Yên, ", HEAD),
    "table": again("| 1 | Rà soát hộ nghèo | Sở Y tế | Trước 5/6/2022 |\n", HEAD + COLUMNS),
    "one paragraph of orders": again(ORDERS, HEAD),
    "told by a report": again(REPORTED),
}  # fmt: skip


def seconds(text: str) -> float:
    begin = time.process_time()
    extract(text)
    return time.process_time() - begin


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Word lists, patterns and models are loaded before the clock runs."""
    extract(HEAD + "1. Giao Sở Y tế rà soát 12 ha tại xã Nà Lường, báo cáo trước ngày 5/6/2022.\n2. Xem xét việc này.")


@pytest.mark.parametrize("name", ENDLESS)
def test_time_grows_with_the_size(name: str) -> None:
    small_text, large_text = ENDLESS[name](SMALL), ENDLESS[name](SMALL * GROWTH)
    small, large = max(seconds(small_text), LEAST_SECONDS), seconds(large_text)
    if large > MOST * small:
        # once more: something else may have had the processor
        small, large = max(min(small, seconds(small_text)), LEAST_SECONDS), min(large, seconds(large_text))
    assert large < MOST * small


# what an exponential pattern would chew on for years
TRAPS = {
    "negation": HEAD + "1. " + "Không " + "không " * 2000,
    "adverbs": HEAD + "1. Rà soát, " + "sớm " * 2000,
    "long word behind phối hợp": HEAD + "1. Giao Sở Y tế phối hợp " + "a" * 10_000,
    "courtesies": HEAD + "1. Giao Sở Y tế rà soát.\nVăn phòng " + "xin trân trọng " * 2000 + "x",
    "address without end": HEAD + "1. Xem http:%" + "," * 60,
    "page date": "Tin\n" + "cập nhật lúc," * 6 + "x\n" + "am," * 25,
    "stacked offices": HEAD + "1. " + "Chủ tịch UBND tỉnh, " * 3000,
    "deep brackets": HEAD + "1. Giao Sở Y tế " + "(" * 5000 + ")" * 5000,
    "zeros": "mức 00 - 00 triệu đồng/tàu, 0/0 hộ, 0 - 0%, ngày 00/00/0000, quý 0, 0h00",
    "numbers beyond measure": "9" * 5000 + " tỷ đồng, " + "9" * 400 + "," + "9" * 400 + "%, " + "9" * 400 + " ngày",
    "the end of the calendar": HEAD + "1. Giao Sở Y tế báo cáo trong 99999 ngày kể từ ngày 31/12/9999, hết năm 9999.",
    "the beginning of the calendar": HEAD + "1. Giao Sở Y tế báo cáo trước ngày 01/01/0001, trong năm 1000.",
}  # fmt: skip


class Reader:
    """A process that reads texts, which can be stopped inside a pattern; started anew when it was."""

    def __init__(self) -> None:
        self.process: multiprocessing.process.BaseProcess | None = None

    def read(self, text: str, seconds: float = 30) -> str:
        """What went wrong, if anything did."""
        if self.process is None or not self.process.is_alive():
            self.line, theirs = multiprocessing.Pipe()
            self.process = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
            self.process.start()
            assert self.line.recv() == "ready"
        self.line.send(text)
        if self.line.poll(seconds):
            return str(self.line.recv())
        self.end()
        return f"more than {seconds} s"

    def end(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.join()


def serve(line: Connection) -> None:
    extract(HEAD + "1. Giao Sở Y tế rà soát 12 ha tại xã Nà Lường, báo cáo trước ngày 5/6/2022.")
    line.send("ready")
    while True:
        render_json(extract(line.recv()))
        line.send("")


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    made = Reader()
    yield made
    made.end()


@pytest.mark.parametrize("name", TRAPS)
def test_trap_is_passed(reader: Reader, name: str) -> None:
    assert reader.read(TRAPS[name]) == ""
