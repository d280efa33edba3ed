"""Times that open the last step of an order, and meetings that are told by their month."""

from __future__ import annotations

import pytest

from extractor.core.characters import matching_view
from extractor.core.record import Anchor
from extractor.pipeline import extract
from extractor.recognise.times import find_times
from extractor.resolve.dates import resolve_times
from extractor.resolve.deadlines import find_deadlines

DAY = "2024-03-12"  # a Tuesday


def due_in(text: str) -> list[tuple[str, str | None]]:
    view, anchor = matching_view(text), Anchor(DAY, "issue_date")
    mentions = find_times(view)
    found = find_deadlines(view, text, mentions, resolve_times(mentions, text, anchor), anchor)
    return [(c.deadline.text, c.deadline.due) for c in found if c.role in ("task", "target")]


@pytest.mark.parametrize(
    ("text", "words", "due"),
    [
        ("Yêu cầu xã soát lại từng hộ, tuần tới có danh sách gửi Phòng Nội vụ.", "tuần tới", "2024-03-24"),
        ("Giao Phòng Kinh tế khảo sát tuyến, thứ Sáu này trình phương án.", "thứ Sáu này", "2024-03-15"),
        ("Giao Ban Quản lý rà lại mốc giới, chiều mai trả lời bà con.", "chiều mai", "2024-03-13"),
        ("Giao Phòng Tài chính cân đối nguồn, tháng tới báo cáo UBND huyện.", "tháng tới", "2024-04-30"),
        ("Đề nghị bưu điện đo lại sóng rồi đầu tuần tới phản hồi.", "đầu tuần tới", "2024-03-19"),
        ("Yêu cầu các chợ treo bảng giá, 10 ngày nữa Đội Quản lý thị trường kiểm tra.", "10 ngày nữa", "2024-03-22"),
        ("Giao thư ký gửi bản tổng hợp, 30 ngày sau phải có trả lời.", "30 ngày sau", "2024-04-11"),
        ("Giao Thanh tra đọc lại hồ sơ, sau 10 ngày báo cáo kết quả.", "sau 10 ngày", "2024-03-22"),
        ("Giao Thanh tra đọc lại hồ sơ, báo cáo kết quả sau 10 ngày.", "sau 10 ngày", "2024-03-22"),
        ("Giao Sở A làm mẫu thử, đề xuất cách làm sau hai tuần kể từ ngày họp.", "sau hai tuần kể từ ngày họp", None),
        ("Hoàn thiện hồ sơ để kịp trình kỳ họp tháng 7.", "kỳ họp tháng 7", "2024-07-31"),
        ("Hoàn thiện hồ sơ, trình HĐND huyện kỳ họp tháng 7.", "kỳ họp tháng 7", "2024-07-31"),
        ("Các chi ủy viên dự họp với chi bộ trong kỳ sinh hoạt tháng 4.", "trong kỳ sinh hoạt tháng 4", "2024-04-30"),
        ("Lập phương án bán hàng trước khi vào Tết.", "trước khi vào Tết", "2025-01-29"),
    ],
)
def test_time_opens_the_last_step(text, words, due):
    assert [found[0] for found in due_in(text)] == [words]
    assert due is None or due_in(text)[0][1] == due


@pytest.mark.parametrize(
    "text",
    [
        "Yêu cầu xã chuẩn bị nước uống, tuần sau trời nắng nóng.",
        "Yêu cầu xã trang trí đường làng, ba ngày nữa lễ hội khai mạc.",
        "Xã rà soát lại, tháng 7 thời tiết có mưa nhiều.",
        "Xã rà soát lại, năm 2025 báo cáo thuế của huyện tăng.",
        "Tháng trước xã đã họp, tháng 2 báo cáo huyện.",
        "Trung tâm Y tế tiêm mũi hai sau 4 tuần.",
        "Năm người mất tích, sau 10 ngày mới tìm thấy.",
        "Thực hiện nghị quyết kỳ họp tháng 12/2023.",
        "Xã vui như trước dịp Tết Katê.",
    ],
)
def test_time_that_hands_nothing_in(text):
    assert due_in(text) == []


REPORT = (
    "Kiểm tra công trình\n\n12/3/2024\n\nSáng 12/3, Chủ tịch UBND huyện Trần Văn Bình chủ trì buổi làm việc với xã "
    "Hòa An về các công trình.\n\n{}\n\nMinh Khang\n"
)


def test_another_doer_behind_the_time_has_an_order_of_his_own():
    record = extract(
        REPORT.format(
            "Ông giao Phòng Tài chính bố trí kinh phí cho các trường, tuần sau Phòng Nội vụ báo cáo biên chế."
        )
    )
    told = [([a.text for a in d.assignees], d.deadline and d.deadline.due) for d in record.directives]
    assert told == [(["Phòng Tài chính"], None), (["Phòng Nội vụ"], "2024-03-24")]
    assert {d.issued_by for d in record.directives} == {"Trần Văn Bình"}


def test_deadline_holds_for_the_whole_order():
    (directive,) = extract(
        REPORT.format("Ông đề nghị xã soát lại từng hồ sơ, tuần sau gửi Phòng Tài chính - Kế hoạch.")
    ).directives
    assert directive.deadline is not None and directive.deadline.due == "2024-03-24"
    assert directive.text.startswith("Ông đề nghị xã")
