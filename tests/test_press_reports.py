"""Who is told what in reports of provincial papers and portals: delegations, groups, quotes, what is only told."""

from __future__ import annotations

import pytest

from extractor.core.record import Directive
from extractor.pipeline import extract

HEAD = (
    "Đẩy nhanh khắc phục hậu quả mưa lũ ở Nậm Pung\n\n"
    "Sáng 16/9/2024, đồng chí Vàng A Sình, Phó Chủ tịch UBND tỉnh chủ trì cuộc họp bàn việc khắc phục hậu quả mưa lũ.\n\n"
    "Mưa lớn trong ba ngày làm nhiều tuyến đường bị chia cắt, một số bản phải dùng bè để đi lại. "
    "Mực nước suối dâng cao, hàng chục ngôi nhà ven suối bị ngập.\n\n"
)


def orders(words: str) -> tuple[Directive, ...]:
    return extract(f"{HEAD}{words}\n").directives


def doers(words: str, role: str = "lead") -> list[list[str]]:
    return [[a.text for a in order.assignees if a.role == role] for order in orders(words)]


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("Qua đây, Đoàn Giám sát cũng đề nghị huyện cần tiếp tục rà soát các hộ phải di dời.", ["huyện"]),
        ("Đoàn kiểm tra yêu cầu xã khẩn trương di dời các hộ trong vùng sạt lở.", ["xã"]),
        ("Đoàn khảo sát lưu ý xã cần quan tâm công tác lưu trữ.", ["xã"]),
        ("Tổ công tác đề nghị huyện bố trí mặt bằng cho khu tái định cư.", ["huyện"]),
        (
            "Đoàn kiểm tra đề nghị trong thời gian tới Thường trực HĐND các xã, thị trấn tiếp tục tổ chức giám sát.",
            ["Thường trực HĐND các xã, thị trấn"],
        ),
    ],
)
def test_a_delegation_speaks_and_is_not_told(words: str, leads: list[str]) -> None:
    assert doers(words) == [leads]


@pytest.mark.parametrize(
    "words",
    [
        "Thường trực Huyện ủy chỉ đạo tập trung sơ tán dân ở vùng trũng.",
        "Trong buổi chiều, Huyện ủy lưu ý tiếp tục rà soát các hộ nghèo.",
    ],
)
def test_who_says_it_is_not_told_it(words: str) -> None:
    head = HEAD.split("\n\n")[0]
    body = "Sáng 16/9/2024, huyện Nậm Pung họp bàn việc khắc phục hậu quả mưa lũ, nhiều xã bị chia cắt."
    [order] = extract(f"{head}\n\n{body}\n\n{words}\n").directives
    assert order.kind == "task" and not order.assignees


def test_a_ministry_that_hands_down_among_the_orders_of_another_is_told() -> None:
    words = "Phó Chủ tịch UBND tỉnh yêu cầu các xã trực ban. Công an tỉnh chỉ đạo công an các xã điều tra vụ việc."
    assert doers(words)[1] == ["Công an tỉnh"]


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        (
            "Ông yêu cầu Sở Tài chính, Xây dựng, Nông nghiệp và Môi trường khẩn trương thẩm định hồ sơ.",
            ["Sở Tài chính", "Sở Xây dựng", "Sở Nông nghiệp và Môi trường"],
        ),
        (
            "Ông giao Sở Y tế, Giáo dục và Đào tạo, Công an tỉnh kiểm tra bếp ăn bán trú.",
            ["Sở Y tế", "Sở Giáo dục và Đào tạo", "Công an tỉnh"],
        ),
        ("Ông giao Sở Xây dựng, Thanh tra tỉnh kiểm tra công trình.", ["Sở Xây dựng", "Thanh tra tỉnh"]),
        (
            "Ông yêu cầu UBND huyện, các cơ quan, phòng, ban trực thuộc UBND huyện rà soát hồ sơ.",
            ["UBND huyện", "các cơ quan, phòng, ban trực thuộc UBND huyện"],
        ),
        ("Ông yêu cầu các phòng, ban phối hợp, hướng dẫn các xã hoàn thiện hồ sơ.", ["các phòng, ban"]),
    ],
)
def test_lists_of_doers(words: str, leads: list[str]) -> None:
    assert doers(words) == [leads]


@pytest.mark.parametrize(
    ("group", "verb"),
    [
        ("Chủ tịch UBND các tỉnh ven biển từ Nghệ An đến Quảng Trị", "cấm biển trước 12 giờ ngày 18/9"),
        ("các tỉnh, thành phố từ Hà Tĩnh trở ra", "chủ động sơ tán dân"),
        ("Ủy ban nhân dân các tỉnh, thành phố ven biển từ Hà Tĩnh đến Phú Yên", "tiếp tục kiểm đếm tàu thuyền"),
    ],
)
def test_a_group_keeps_the_places_between_which_it_lies(group: str, verb: str) -> None:
    assert doers(f"Thủ tướng yêu cầu {group} {verb}.") == [[group]]


def test_partners_end_before_what_is_done_with_them() -> None:
    words = (
        "Ông yêu cầu UBND xã phối hợp chặt chẽ với các bản trong thực hiện, kiểm tra. "
        "Phối hợp chặt chẽ với các địa phương giáp ranh để quản lý rừng."
    )
    assert doers(words, "coordinate") == [["các bản"], ["các địa phương giáp ranh"]]


def test_a_group_before_chi_dao_is_not_cut() -> None:
    words = (
        "Theo đó, Thủ tướng yêu cầu Bộ Xây dựng chủ trì, phối hợp với Bộ Quốc phòng, Bộ Công an và UBND các tỉnh, "
        "thành phố chỉ đạo Cục Đường bộ thông xe các tuyến."
    )
    [order] = orders(words)
    assert [a.text for a in order.assignees if a.role == "coordinate"] == [
        "Bộ Quốc phòng",
        "Bộ Công an",
        "UBND các tỉnh, thành phố",
    ]


def test_two_bodies_parted_by_trong_khi() -> None:
    words = (
        "Ông yêu cầu các xã trực ban. Công an tỉnh bảo đảm an toàn các hệ thống, trong khi Sở Nội vụ chủ trì rà soát "
        "nhân lực tại cơ sở."
    )
    assert doers(words)[1:] == [["Công an tỉnh"], ["Sở Nội vụ"]]
    assert not orders(words)[1].text.endswith("trong khi")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (
            '"Các xã phải hoàn thành việc chi trả trước ngày 30/9", Bí thư Tỉnh ủy nhấn mạnh.',
            "Các xã phải hoàn thành việc chi trả trước ngày 30/9",
        ),
        (
            '"Sở Tài chính phải bố trí kinh phí ngay" - đó là chỉ đạo của Phó Chủ tịch UBND tỉnh Vàng A Sình.',
            "Sở Tài chính phải bố trí kinh phí ngay",
        ),
    ],
)
def test_an_order_in_quotes_ends_with_the_quote(words: str, text: str) -> None:
    assert [order.text for order in orders(words)] == [text]


def test_who_says_a_quote_of_several_sentences_stands_behind_it() -> None:
    words = (
        "“Các bản phải rà soát từng hộ. Sở Xây dựng bố trí nhà bạt trước ngày 20/9”, Phó Chủ tịch UBND tỉnh chỉ đạo."
    )
    found = orders(words)
    assert [[a.text for a in order.assignees] for order in found] == [["Các bản"], ["Sở Xây dựng"]]
    assert {order.issued_by for order in found} == {"Phó Chủ tịch UBND tỉnh"}


@pytest.mark.parametrize(
    "words",
    [
        "“Năm nay được mùa. Mỗi hộ thu vài chục triệu đồng”, ông Giàng A Páo ở bản Tà Lèng nói.",
        "Lực lượng chức năng đã sơ tán 30 hộ. Đồng thời hỗ trợ bà con dọn bùn đất, dựng lại nhà.",
        "Xã Nậm Pung đã thành lập Ban chỉ đạo, giao nhiệm vụ cho các thành viên bám sát bản làng.",
        "Phó Giám đốc Công an tỉnh chỉ đạo công tác khắc phục hậu quả mưa lũ, sạt lở đất tại Nậm Pung.",
        "Còn nhiều nhiệm vụ được UBND tỉnh giao cho các sở, UBND các huyện chưa hoàn thành.",
        "Công dân kiến nghị nhiều vấn đề như đất đai, tái định cư, đường giao thông.",
        "Trên cơ sở đó, các đơn vị đã đề xuất giải pháp thực hiện, xin ý kiến chỉ đạo của UBND huyện.",
        "Đại diện các phòng, ban của huyện tham dự cuộc họp.",
    ],
)
def test_what_is_only_told_orders_nothing(words: str) -> None:
    assert orders(words) == ()


@pytest.mark.parametrize(
    "words",
    [
        "Ông nhấn mạnh, tuyệt đối không để người dân ở lại trên bè khi nước lên.",
        "Ông lưu ý, không để tái diễn tình trạng né tránh trách nhiệm.",
        "Ông yêu cầu các xã trực ban. Theo dõi chặt chẽ diễn biến mưa lũ.",
        "Ông yêu cầu các xã trực ban. Cùng với đó là rà soát các điểm sạt lở.",
        "Ông yêu cầu các xã trực ban. Một trong những nội dung quan trọng là rà soát các điểm sạt lở.",
    ],
)
def test_the_speaker_goes_on_without_a_verb_of_ordering(words: str) -> None:
    assert orders(words) and all(order.kind == "task" for order in orders(words))
    assert len(orders(words)) == words.count(".")


def test_officers_who_go_on_with_something_are_told() -> None:
    words = (
        "Phó Chủ tịch UBND tỉnh yêu cầu các xã trực ban.\n\nGiám đốc các Sở: Công Thương, Xây dựng; Chủ tịch UBND các "
        "huyện tiếp tục tập trung lãnh đạo, chỉ đạo khắc phục hậu quả mưa lũ."
    )
    assert len(orders(words)) == 2


def test_a_day_may_stand_between_who_speaks_and_the_verb() -> None:
    words = "Thanh tra tỉnh ngày 15/9 đã có văn bản yêu cầu các xã tiếp tục rà soát danh sách hộ bị thiệt hại."
    assert doers(words) == [["các xã"]]


@pytest.mark.parametrize(
    "words",
    [
        "Ông đề nghị các phòng, ban chuẩn bị kỳ họp HĐND diễn ra trong 2 ngày 23-24/9.",
        "Sáng nay (16/9), tại cuộc họp giao ban, Phó Chủ tịch UBND tỉnh yêu cầu các sở rà soát thiệt hại.",
        "Ông yêu cầu các xã rà soát những dự án có nguy cơ không hoàn thành trong năm 2024.",
        "Tại cuộc họp của UBND Thành phố Hà Nội tháng 8/2024, ông yêu cầu các sở rà soát nhà cũ.",
    ],
)
def test_a_day_of_something_else_is_no_deadline(words: str) -> None:
    assert [order.deadline for order in orders(words)] == [None]


def test_a_paragraph_that_lost_its_full_stop_is_read() -> None:
    words = (
        "Thủ tướng yêu cầu: Bộ Quốc phòng hỗ trợ địa phương sơ tán dân;\n\n"
        "Bộ Công an có trách nhiệm bảo đảm trật tự vùng lũ; bảo vệ tài sản của nhân dân khi có lệnh"
    )
    assert doers(words) == [["Bộ Quốc phòng"], ["Bộ Công an"]]


@pytest.mark.parametrize(
    "text",
    [
        "Kiểm tra công tác xây dựng nông thôn mới tại xã Tân Lập\nXã đã đạt 10/19 tiêu chí xây dựng nông thôn mới.\n"
        "Ông Lò Văn Thanh yêu cầu các phòng, ban, ngành huyện phối hợp, hướng dẫn xã hoàn thành các tiêu chí còn lại.\n"
        "VI HÙNG",
        "Hội đồng nghĩa vụ quân sự huyện yêu cầu các xã phát lệnh gọi công dân nhập ngũ trước ngày 20-1.\n"
        "Huyện Mường Chà họp đánh giá công tác chuẩn bị tuyển quân năm 2017.\nLò Hải",
    ],
)
def test_a_short_copy_with_its_author_is_a_report(text: str) -> None:
    record = extract(text)
    assert record.document.genre == "news"
    assert len(record.directives) == 1


def test_a_task_is_not_who_chaired() -> None:
    text = (
        "UBND tỉnh vừa ký ban hành văn bản về chuyển đổi số hoạt động chỉ đạo, điều hành.\n\n"
        "UBND tỉnh yêu cầu các sở rà soát quy trình công việc, đẩy mạnh số hóa, chia sẻ dữ liệu giữa các cơ quan.\n\n"
        "Sở Khoa học và Công nghệ chủ trì thúc đẩy hợp tác nghiên cứu, ứng dụng dữ liệu vào công tác điều hành.\n\n"
        "VI HÙNG"
    )
    record = extract(text)
    assert record.document.issuer == "UBND tỉnh"
    assert record.document.meeting is None or not record.document.meeting.chair
