"""Cards of reports: whose meeting, what it is called, who chaired; texts are composed."""

from __future__ import annotations

import pytest

from extractor.core.record import Card
from extractor.pipeline import extract


def card_of(*paragraphs: str) -> Card:
    card = extract("\n".join(paragraphs)).document
    assert card.genre == "news"
    return card


@pytest.mark.parametrize(
    ("paragraphs", "issuer"),
    [
        (
            (
                "Giám sát việc thu phí tại huyện Lâm Sơn",
                "Sáng 5/3/2024, Đoàn giám sát của Ban Pháp chế HĐND tỉnh tiến hành giám sát việc thu phí tại huyện Lâm Sơn. "
                "Ông Trần Văn Mạnh, Trưởng Ban Pháp chế làm Trưởng đoàn.",
            ),
            "Đoàn giám sát của Ban Pháp chế HĐND tỉnh",
        ),
        (
            (
                "Lãnh đạo huyện đối thoại với nông dân",
                "Sáng 10/9/2024, Bí thư Huyện ủy Đầm Hà đã có buổi gặp gỡ, đối thoại với 60 hội viên nông dân.",
                "Hội viên nêu 12 ý kiến về thủy lợi và giá vật tư.",
            ),
            "Huyện ủy Đầm Hà",
        ),
        (
            (
                "Trả lời kiến nghị của cử tri",
                "Sáng 8/7/2024, tại Kỳ họp thứ 7 HĐND tỉnh khóa XII, đồng chí Lê Văn Hòa, Phó Chủ tịch UBND tỉnh trình bày "
                "báo cáo kết quả giải quyết kiến nghị của cử tri.",
            ),
            "HĐND tỉnh",
        ),
        (
            (
                "Chất vấn về môi trường",
                "Sáng 17/7/2015, kỳ họp thứ 14 tiến hành phiên chất vấn. Đồng chí Võ Văn Kiên, Bí thư Tỉnh ủy, "
                "Chủ tịch HĐND tỉnh điều hành phiên chất vấn.",
            ),
            "HĐND tỉnh",
        ),
        (
            (
                "Chấn chỉnh an toàn thực phẩm",
                "UBND huyện Lâm Sơn ban hành công văn chấn chỉnh an toàn thực phẩm, đề nghị Phòng Giáo dục rà soát bếp ăn.",
                "Phụ huynh cho biết bữa ăn đã khá hơn.",
            ),
            "UBND huyện Lâm Sơn",
        ),
        (
            (
                "Kiểm tra bữa ăn học đường",
                "Đầu tháng 11, Sở Giáo dục và Đào tạo đã thành lập 2 đoàn kiểm tra việc tổ chức bữa ăn ở các huyện.",
                "Phụ huynh cho biết bữa ăn đã khá hơn.",
            ),
            None,
        ),
    ],
)
def test_whose_meeting_a_report_tells_of(paragraphs: tuple[str, ...], issuer: str | None) -> None:
    assert card_of(*paragraphs).issuer == issuer


@pytest.mark.parametrize(
    ("paragraphs", "name"),
    [
        (
            (
                "Hội nghị Ban Chấp hành Đảng bộ huyện lần thứ 20",
                "Ngày 1/12/2024, Ban Thường vụ Huyện ủy Lâm Sơn tổ chức Hội nghị Ban Chấp hành đánh giá công tác năm 2024.",
            ),
            "Hội nghị Ban Chấp hành Đảng bộ huyện lần thứ 20",
        ),
        (
            (
                "HĐND xã Lâm Hà tổ chức Hội nghị liên tịch chuẩn bị Kỳ họp cuối năm 2025",
                "Sáng ngày 20/11/2025, HĐND xã Lâm Hà tổ chức Hội nghị liên tịch nhằm thống nhất nội dung kỳ họp.",
            ),
            "Hội nghị liên tịch chuẩn bị Kỳ họp cuối năm 2025",
        ),
        (
            (
                "Hội Phụ nữ tổng kết năm",
                "Chiều 6/1/2020, Hội Liên hiệp Phụ nữ tỉnh tổ chức Hội nghị Tổng kết hoạt động Hội, phong trào năm 2019.",
            ),
            "Hội nghị Tổng kết hoạt động Hội, phong trào năm 2019",
        ),
        (
            (
                "Bàn nội dung trình HĐND",
                "Chiều 29/5/2023, UBND tỉnh thảo luận các nội dung trình tại kỳ họp giữa năm. Đồng chí Trương Văn Huy, "
                "Chủ tịch UBND tỉnh chủ trì hội nghị.",
            ),
            "hội nghị",
        ),
    ],
)
def test_what_the_meeting_is_called(paragraphs: tuple[str, ...], name: str) -> None:
    meeting = card_of(*paragraphs).meeting
    assert meeting is not None
    assert meeting.name == name


@pytest.mark.parametrize(
    ("lead", "chairs"),
    [
        (
            "Sáng 1/10/2024, Phó Bí thư Tỉnh ủy Trần Thanh Lan, Phó Chủ tịch UBND tỉnh Nguyễn Trúc Sinh, Giám đốc Sở Y tế "
            "Trịnh Minh Hảo chủ trì hội nghị thông tin báo chí.",
            ("Trần Thanh Lan", "Nguyễn Trúc Sinh", "Trịnh Minh Hảo"),
        ),
        (
            "Ngày 19/8/2016, UBND phường Lâm Đào tổ chức hội nghị giao ban. Chủ trì hội nghị đồng chí Nguyễn Hùng Sang "
            "chỉ đạo cán bộ trả lời ý kiến của các khu.",
            ("Nguyễn Hùng Sang",),
        ),
        (
            "Chiều 4/10/2023, đồng chí Bí thư Thành ủy đã có buổi làm việc với Đảng ủy phường Lâm Nghĩa. Đồng chí Nguyễn "
            "Thu Sang, Bí thư Thành ủy nhấn mạnh kết quả đạt được.",
            ("Nguyễn Thu Sang",),
        ),
    ],
)
def test_who_chaired(lead: str, chairs: tuple[str, ...]) -> None:
    meeting = card_of("Tin hoạt động của địa phương", lead).meeting
    assert meeting is not None
    assert meeting.chair == chairs


def test_a_day_due_or_to_come_is_not_the_day_of_the_meeting() -> None:
    due = card_of(
        "Huyện ủy Lâm Đức tổ chức hội nghị lần thứ 10",
        "Huyện ủy Lâm Đức tổ chức hội nghị lần thứ 10 đánh giá nhiệm vụ.",
        "Đại hội đảng bộ cơ sở hoàn thành trước tháng 30/6/2020.",
        "Bí thư Huyện ủy nhấn mạnh kết quả đạt được.",
    )
    assert due.meeting is not None
    assert due.meeting.date is None


@pytest.mark.parametrize(
    "text",
    [
        "Sáng ngày 19/11/2024, Ban Thường vụ Huyện ủy tổ chức Hội nghị Ban Chấp hành lần thứ 42. "
        "Đồng chí Trần Sinh Tấn - Bí thư Huyện ủy chủ trì Hội nghị.",
        "(LSO) Ngày 23-6, tại Hà Nội, Bộ Công an tổ chức Hội nghị trực tuyến tổng kết 10 năm thực hiện Chỉ thị số 03.",
        "Khảo sát hoạt động của hợp tác xã\nVừa qua, ông Nguyễn Thanh Phú - Phó Chủ tịch HĐND tỉnh đã dẫn đầu Đoàn công "
        "tác HĐND tỉnh khảo sát hợp tác xã ở huyện Lâm Châu.",
    ],
)
def test_a_short_report_is_one_and_orders_nothing(text: str) -> None:
    record = extract(text)
    assert record.document.genre == "news"
    assert record.directives == ()


def test_a_few_orders_typed_in_are_a_piece_of_a_notice() -> None:
    assert extract("Sáng ngày 12/10, các ấp ra quân dọn vệ sinh tuyến kênh số 3.").document.genre == "notice"
