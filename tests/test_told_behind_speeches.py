"""What a paper tells behind a speech, wishes, and lists of those who are asked. All texts are composed."""

from __future__ import annotations

import pytest

from extractor.core.context import Context
from extractor.core.record import Directive
from extractor.pipeline import extract

PAGE = (
    "Xã họp giao ban tháng 7\n\nSáng 5/7/2025, Đảng ủy xã Tân Lập tổ chức hội nghị giao ban. Đồng chí Lê Văn Tám, Bí thư "
    "Đảng ủy xã chủ trì hội nghị.\n\nKết luận hội nghị, đồng chí Lê Văn Tám yêu cầu các thôn rà soát hộ nghèo trước ngày "
    "15/7.\n\n{told}\n\nMinh Anh\n"
)


def read(told: str) -> tuple[Directive, ...]:
    """The orders behind the first one of the page."""
    return extract(PAGE.format(told=told), context=Context(learned=False)).directives[1:]


@pytest.mark.parametrize(
    "told",
    [
        "Thời gian tới, Đảng ủy xã sẽ tiếp tục lãnh đạo các chi bộ đẩy mạnh chuyển đổi số.",
        "UBND xã sẽ tập trung nâng cao chất lượng phục vụ người dân.",
        "Hội Phụ nữ xã phân công mỗi chi hội giúp đỡ một hộ nghèo.",
        "Đồng chí mong muốn các chi bộ đoàn kết, thống nhất, xây dựng quê hương ngày càng giàu đẹp.",
    ],
)
def test_plans_and_wishes_behind_a_speech_are_no_orders(told: str) -> None:
    assert read(told) == ()


@pytest.mark.parametrize(
    "told",
    [
        "Đồng chí giao UBND xã tiếp tục lãnh đạo, đẩy mạnh chuyển đổi số.",
        "UBND xã sẽ tập trung rà soát, báo cáo trước ngày 20/7.",
        "Đồng chí yêu cầu Hội Phụ nữ xã phân công mỗi chi hội giúp đỡ một hộ nghèo.",
        "Đồng chí mong muốn các chi bộ hoàn thành việc học tập nghị quyết trước ngày 20/7.",
    ],
)
def test_what_is_ordered_or_due_stays(told: str) -> None:
    assert len(read(told)) == 1


def test_who_asks_equals_beside_a_council_gives_orders() -> None:
    told = "Đồng chí đề nghị Thường trực Đảng ủy, HĐND, UBND, Ủy ban MTTQ xã và các chi bộ chuẩn bị tốt hội nghị."
    (directive,) = read(told)
    assert directive.kind == "task"
    assert [doer.text for doer in directive.assignees][-2:] == ["Ủy ban MTTQ xã", "các chi bộ"]
    assert [order.kind for order in read("Đồng chí đề nghị UBND tỉnh, UBND huyện sớm cấp vốn cho xã.")] == ["petition"]


def test_who_answers_is_told() -> None:
    (directive,) = read("Người trả lời chất vấn cần trả lời ngắn gọn, nêu rõ thời hạn khắc phục.")
    assert [doer.text for doer in directive.assignees] == ["Người trả lời chất vấn"]
