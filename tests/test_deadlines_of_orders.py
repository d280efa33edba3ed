"""Which order of a sentence a deadline belongs to, and what is told where a deadline is doubtful."""

from __future__ import annotations

import pytest

from extractor.core.context import Context
from extractor.core.record import Directive, Record
from extractor.pipeline import extract

WRITTEN = "2024-03-04"


def read(sentence: str) -> Record:
    return extract(sentence, context=Context(doc_date=WRITTEN, learned=False))


def orders(sentence: str) -> list[tuple[str, str | None]]:
    """The first words of each order and when it is due."""
    return [(" ".join(d.text.split()[:3]), when(d)) for d in read(sentence).directives]


def when(order: Directive) -> str | None:
    deadline = order.deadline
    return None if deadline is None else deadline.due or deadline.recurrence or deadline.offset


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Giao Sở Xây dựng hoàn thành đồ án trước ngày 15/4; Sở Tài chính thẩm định kinh phí trước ngày 30/4.",
            [("Giao Sở Xây", "2024-04-15"), ("Sở Tài chính", "2024-04-30")],
        ),
        # what closes the sentence by itself holds for all of it
        (
            "Sở Y tế chủ trì kiểm tra các bếp ăn; Sở Công Thương kiểm tra chợ đầu mối; hoàn thành trước ngày 20/3/2024.",
            [("Sở Y tế", "2024-03-20"), ("Sở Công Thương", "2024-03-20")],
        ),
        # what is handed in at the end is the last one's alone
        (
            "Yêu cầu Công an tỉnh điều tra làm rõ vụ việc, Sở Tư pháp rà soát công chứng, báo cáo trước ngày 10/4/2024.",
            [("Yêu cầu Công", None), ("Sở Tư pháp", "2024-04-10")],
        ),
        # each step opens with its day
        (
            "Chậm nhất ngày 12/3 Văn phòng gửi giấy mời, ngày 15/3 chuẩn bị xong tài liệu, ngày 18/3 họp tổ biên tập.",
            [("Chậm nhất ngày", "2024-03-12"), ("ngày 15/3 chuẩn", "2024-03-15"), ("ngày 18/3 họp", "2024-03-18")],
        ),
        (
            "Đến 30/6 phải giải ngân đạt 50%, đến hết năm giải ngân 100% kế hoạch vốn.",
            [("Đến 30/6 phải", "2024-06-30"), ("đến hết năm", "2024-12-31")],
        ),
        (
            "Ban Quản lý dự án khởi công trong tháng 4 và hoàn thành trong quý IV/2024.",
            [("Ban Quản lý", "2024-04-30"), ("hoàn thành trong", "2024-12-31")],
        ),
        # a time that was cut off goes with the doer behind it
        (
            "Các xã gửi danh sách trước 15/3; sau 3 ngày kể từ khi nhận đủ danh sách, Phòng Giáo dục phải trả lời.",
            [("Các xã gửi", "2024-03-15"), ("sau 3 ngày", "P3D")],
        ),
        # before the colon
        ("Trong tháng 8/2024: UBND xã Tân Hội hoàn thành cắm mốc kênh T5.", [("UBND xã Tân", "2024-08-31")]),
        ("Nhiệm vụ tháng 8/2024: UBND xã Tân Hội cắm mốc kênh T5.", [("UBND xã Tân", None)]),
    ],
)
def test_whose_deadline_it_is(sentence: str, expected: list[tuple[str, str | None]]) -> None:
    assert orders(sentence) == expected


def test_a_link_word_stays_outside() -> None:
    sentence = "UBND xã Mỹ Lợi lập danh sách trong tháng 3, niêm yết trong tháng 4 và chi trả xong trong quý II/2024."
    assert [d.text for d in read(sentence).directives][1] == "niêm yết trong tháng 4"


@pytest.mark.parametrize(
    "sentence",
    [
        "Hết quý III năm nay, dứt điểm việc cấp biển số nhà ở các khu dân cư mới.",
        "Đến cuối năm, tỷ lệ hồ sơ trực tuyến toàn trình của xã phải đạt ít nhất 60%.",
        "Sang quý III phải bàn giao hồ sơ mời thầu.",
    ],
)
def test_a_sentence_by_itself_that_must_be_over_by_then_is_an_order(sentence: str) -> None:
    [(_, due)] = orders(sentence)
    assert due in ("2024-09-30", "2024-12-31")


@pytest.mark.parametrize(
    "sentence",
    [
        "Hết quý III năm ngoái, huyện đã dứt điểm việc cấp biển số nhà.",
        "Dự án được hoàn thành trong quý III/2023.",
        "Dự án dự kiến hoàn thành trong quý III.",
        "Đến cuối năm ngoái, tỷ lệ hồ sơ trực tuyến đạt 60%.",
    ],
)
def test_what_is_told_is_none(sentence: str) -> None:
    assert orders(sentence) == []


@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        ("trước thứ Hai, ngày 15/3/2024", "Thứ và ngày"),  # a Friday
        ("chậm nhất mùng 4 tháng 5", "mùng"),
        ("trước ngày 15/01/2024", "đã qua"),
        ("trước ngày 01/3", "năm sau"),
    ],
)
def test_a_doubtful_day_is_told(deadline: str, said: str) -> None:
    record = read(f"Sở Y tế nộp báo cáo {deadline}.")
    [doubt] = [found for found in record.diagnostics if found.code == "deadline_unsure"]
    assert doubt.text == deadline
    assert said in doubt.message


@pytest.mark.parametrize(
    "deadline", ["trước thứ Sáu, ngày 15/3/2024", "trước ngày 31/12", "trước ngày 01/3/2024", "trước ngày 15/01/2025"]
)
def test_a_plain_day_is_no_doubt(deadline: str) -> None:
    record = read(f"Sở Y tế nộp báo cáo {deadline}.")
    assert [found.code for found in record.diagnostics] == []
