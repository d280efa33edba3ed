"""What a report tells of the day itself, among orders: scenes, ceremonies, results, what things and rules demand."""

from __future__ import annotations

import pytest

from extractor.core.record import Directive
from extractor.pipeline import extract

HEAD = (
    "Kiểm tra tiến độ xây dựng nông thôn mới ở Nậm Pung\n\n"
    "Sáng 12/5/2025, đồng chí Vàng A Sình, Phó Chủ tịch UBND tỉnh làm việc với huyện Nậm Pung.\n\n"
)
ORDER = (
    "Phát biểu kết luận, đồng chí Vàng A Sình yêu cầu huyện Nậm Pung rà soát lại các tiêu chí, hoàn thành hồ sơ trước "
    "ngày 30/6. Giao Sở Tài chính bố trí vốn."
)


def behind(words: str) -> tuple[Directive, ...]:
    """The orders of a report but for the two that stand in its middle."""
    return extract(f"{HEAD}{ORDER}\n\n{words}\n").directives[2:]


@pytest.mark.parametrize(
    "words",
    [
        "Cuối hội nghị, UBND xã trao giấy khen cho 5 hộ hiến đất mở đường.",
        "Ban tổ chức trao giải nhất cho đội xã Nậm Khao, giải nhì cho đội xã Bản Lầu.",
        "Tại đại hội, Ban Thường vụ Huyện ủy công bố quyết định chỉ định Ban Chấp hành gồm 29 đồng chí.",
        "Cùng ngày, Ủy ban MTTQ tỉnh thông báo đã tiếp nhận 52 tỷ đồng ủng hộ đồng bào vùng lũ.",
        "Từ ngày 16 đến 20-10, Tổ đại biểu tiếp tục tiếp xúc cử tri tại các xã Bản Lầu, Nậm Khao.",
        "Sáng mai, đoàn công tác tiếp tục khảo sát tại xã Bản Lầu.",
        "Ngay sau lễ phát động, Đoàn xã vệ sinh tuyến đường trung tâm.",
        "Trong 10 năm, huyện huy động hơn 1.870 tỷ đồng xây dựng nông thôn mới.",
        "Một số xã huy động đóng góp của nhân dân nhưng không mở sổ theo dõi.",
        "Để có được kết quả đó, cấp ủy, chính quyền xã luôn sâu sát cơ sở, tập trung chỉ đạo quyết liệt.",
        "Hợp đồng yêu cầu nhà thầu phải bố trí đủ nhân lực trong suốt thời gian thi công.",
        "Đến trưa nay, các xã tập trung giúp dân sửa lại nhà cửa, dọn vệ sinh môi trường.",
        "Thảo luận tại tổ, các đại biểu đề nghị cần có giải pháp căn cơ để thu hút đầu tư.",
        "Theo quy định của Luật Đất đai, người sử dụng đất phải đăng ký biến động trong thời hạn 30 ngày.",
        "Ông mong muốn các thế hệ cán bộ luôn phát huy truyền thống vẻ vang của ngành.",
    ],
)
def test_what_took_place_is_no_order(words: str) -> None:
    assert behind(words) == ()


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("Tại buổi tiếp dân tới, UBND xã phải trả lời dứt điểm kiến nghị của các hộ.", ["UBND xã"]),
        ("Ban Thường vụ Huyện ủy công bố quyết định chỉ định nhân sự trước ngày 30/6.", ["Ban Thường vụ Huyện ủy"]),
        ("Cùng với đó, UBND xã khẩn trương di dời các hộ trong vùng sạt lở.", ["UBND xã"]),
        ("Tại các điểm ngầm tràn, Công an xã cử người trực 24/24 giờ.", ["Công an xã"]),
        ("Theo quy hoạch được duyệt, UBND huyện phải cắm mốc trước ngày 20/6.", ["UBND huyện"]),
    ],
)
def test_what_looks_like_a_scene_and_obliges_is_one(words: str, leads: list[str]) -> None:
    [order] = behind(words)
    assert [a.text for a in order.assignees] == leads


def test_whose_meeting_it_was_is_not_told() -> None:
    words = (
        "PV Hà Giang tại Nậm Pung: Tại cuộc họp Ban Chỉ đạo tỉnh sáng nay, sau khi nghe các xã báo cáo, Phó Chủ tịch UBND "
        "tỉnh Vàng A Sình đề nghị các xã kiểm tra hồ đập."
    )
    [order] = extract(f"Họp bàn chống lũ ở Nậm Pung\n\n{words}\n").directives
    assert [a.text for a in order.assignees] == ["các xã"]
    assert order.issued_by == "Vàng A Sình"


def test_who_is_heard_does_not_speak_and_who_speaks_is_not_told() -> None:
    words = (
        "Họp chống dịch ở phường Nậm Pung\nNgày đăng 18/06/2017 | 17:47\n\n"
        "Sáng ngày 17/6, UBND phường Nậm Pung tổ chức hội nghị giao ban với các tổ dân phố.\n\n"
        "Sau khi nghe cơ quan thường trực Ban Chỉ đạo phường báo cáo tình hình, đồng chí Vàng A Sình, Chủ tịch UBND phường "
        "đã giao nhiệm vụ cho các tổ dân phố cụ thể như sau:\n\n"
        "1. Tập trung tuyên truyền trên hệ thống loa truyền thanh.\n\n2. Rà soát các hộ có nguy cơ cao.\n"
    )
    record = extract(words)
    assert record.document.genre == "news"
    assert [(d.issued_by, [a.text for a in d.assignees]) for d in record.directives] == [
        ("Vàng A Sình", ["các tổ dân phố"])
    ] * 2


def test_a_lead_in_without_a_comma_names_who_speaks() -> None:
    [first, second] = extract(
        "Phường Nậm Pung họp chống dịch\n\n"
        "Chỉ đạo tại cuộc họp đồng chí Vàng A Sình yêu cầu: Tiếp tục triển khai tốt các biện pháp chống dịch. "
        "Trạm Y tế phường khẩn trương phun khử khuẩn.\n"
    ).directives
    assert not first.assignees and first.issued_by == "Vàng A Sình"
    assert [a.text for a in second.assignees] == ["Trạm Y tế phường"]


def test_what_stands_in_front_does_not_speak_on_in_the_scene() -> None:
    record = extract(
        "Giữ vững an ninh trật tự dịp Tết\n\n"
        "Bí thư Tỉnh ủy Vàng A Sình nhấn mạnh: Công an tỉnh phải giữ vững an ninh trật tự dịp Tết.\n\n"
        "Sáng nay 1/2, đồng chí Vàng A Sình, Bí thư Tỉnh ủy có buổi làm việc với Công an tỉnh.\n\n"
        "Các cán bộ, chiến sĩ đặt quyết tâm giữ vững an ninh trên các tuyến. Bảo đảm tốt trật tự công cộng dịp Tết.\n"
    )
    assert len(record.directives) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Công an tỉnh đã chỉ đạo các đơn vị tuần tra các tuyến; phấn đấu giảm tai nạn trên cả 3 tiêu chí.",
        "Dự thảo Kế hoạch nâng chất các tiêu chí, phấn đấu đạt chuẩn thị trấn giai đoạn 2021 - 2025.",
    ],
)
def test_an_aim_inside_what_was_done_is_none(words: str) -> None:
    assert extract(f"{HEAD}{words}\n").directives == ()


@pytest.mark.parametrize(
    ("last", "author"),
    [
        ("Tác giả: Vàng A Sình – Bí thư Đảng ủy", "Vàng A Sình"),
        ("Hữu Nghĩa.", "Hữu Nghĩa"),
        ("Tác giả: Vàng A Sình - Lý Mỷ", "Vàng A Sình - Lý Mỷ"),
    ],
)
def test_a_byline_without_office_and_stop(last: str, author: str) -> None:
    byline = extract(f"{HEAD}{ORDER}\n{last}\n").document.byline
    assert byline is not None and byline.author == author


def test_an_office_behind_a_name_without_a_comma() -> None:
    record = extract("Sáng 6/6/2018, đồng chí Đỗ Mạnh Lâm Bí thư Quận ủy đã đi kiểm tra hiện trường các dự án.\n")
    [person] = [e for e in record.entities if e.type == "person"]
    assert person.text == "Đỗ Mạnh Lâm" and person.positions == ("Bí thư Quận ủy",)


def test_a_rubric_above_the_headline_is_none() -> None:
    record = extract(f"Văn hóa xã hội\n\n{HEAD}{ORDER}\n")
    assert record.document.title == "Kiểm tra tiến độ xây dựng nông thôn mới ở Nậm Pung"


def entities(words: str) -> list[tuple[str, str]]:
    return [(e.type, e.text) for e in extract(words).entities]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Xã tổ chức học tập tư tưởng, đạo đức, phong cách Hồ Chí Minh.", []),
        ("Tỉnh đón nhận Huân chương Hồ Chí Minh.", []),
        ("Hàng hóa được chở về Hồ Chí Minh và Hà Nội.", [("location", "Hồ Chí Minh"), ("location", "Hà Nội")]),
        ("Trước khi vào vịnh Bắc bộ, bão giảm một cấp.", [("location", "vịnh Bắc bộ")]),
        ("Các tỉnh Bắc bộ tiếp tục có mưa.", [("location", "Bắc bộ")]),
        ("HỘI NGHỊ ĐẢNG BỘ XÃ NẬM KHAO", [("organization", "ĐẢNG BỘ XÃ NẬM KHAO")]),
        ("Cấp ủy xã tiếp thu chương trình nội dung đại hội.", []),
        (
            "Tiểu ban An ninh trật tự, an toàn xã hội họp phiên thứ nhất.",
            [("organization", "Tiểu ban An ninh trật tự, an toàn xã hội")],
        ),
        ("Xã giao Ban Văn hóa thông tin xã lập kế hoạch.", [("organization", "Ban Văn hóa thông tin xã")]),
        ("Trao đổi với phóng viên Dân trí, lãnh đạo xã không nói gì thêm.", []),
    ],
)
def test_names_in_reports(words: str, found: list[tuple[str, str]]) -> None:
    assert entities(words) == found


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("Tại Hội nghị lần thứ 3 ngày 7/12/2020, Đảng bộ tỉnh thống nhất chủ trương.", ["ngày 7/12/2020"]),
        ("Bước sang ngày làm việc thứ 2 (17/7/2018), kỳ họp tiếp tục.", ["17/7/2018"]),
        ("Thứ 3 ngày 8/12/2020, xã họp giao ban.", ["Thứ 3 ngày 8/12/2020"]),
    ],
)
def test_what_is_counted_is_no_weekday(words: str, times: list[str]) -> None:
    assert [t.text for t in extract(words).times] == times


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        (
            "Ông yêu cầu các tỉnh vùng núi phía Bắc và các bộ, ngành liên quan khẩn trương kiểm tra các khu dân cư.",
            ["các tỉnh vùng núi phía Bắc", "các bộ, ngành liên quan"],
        ),
        ("Các phong trào thi đua của tỉnh cần hướng vào khai thác tiềm năng, lợi thế.", []),
        ("Người đứng đầu của xã phải trực tiếp xuống địa bàn.", ["Người đứng đầu của xã"]),
    ],
)
def test_doers_to_their_end(words: str, leads: list[str]) -> None:
    last = extract(f"{HEAD}{ORDER} {words}\n").directives[-1]
    assert [a.text for a in last.assignees] == leads


PAPER = (
    "Tăng cường chống cháy rừng\n\nNgày 29/6/2023, Chủ tịch UBND tỉnh Vàng A Sình đã có công điện khẩn về chống cháy rừng "
    "gửi các huyện.\n\n"
)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "Công điện yêu cầu Chủ tịch UBND các huyện khẩn trương kiểm tra các chốt gác.",
            [("Công điện yêu cầu Chủ tịch", ["Chủ tịch UBND các huyện"])],
        ),
        (
            "Nội dung công điện yêu cầu các chủ rừng tổ chức tuần tra.",
            [("Nội dung công điện yêu cầu", ["các chủ rừng"])],
        ),
        (
            "Công điện nhấn mạnh: Chủ tịch UBND các huyện khẩn trương kiểm tra các chốt gác.",
            [("Chủ tịch UBND các huyện khẩn", ["Chủ tịch UBND các huyện"])],
        ),
        (
            "Yêu cầu Sở Y tế bố trí thuốc. Văn bản cũng yêu cầu UBND các huyện bố trí kinh phí.",
            [("Yêu cầu Sở Y tế", ["Sở Y tế"]), ("Văn bản cũng yêu cầu", ["UBND các huyện"])],
        ),
        ("Văn bản đề nghị của Sở Y tế đã được gửi đi.", []),
        ("Văn bản yêu cầu bổ sung hồ sơ đã được trả lời.", []),
        ("Kế hoạch giao đất cho nhà đầu tư còn chậm.", []),
    ],
)
def test_what_a_paper_demands(words: str, told: list[tuple[str, list[str]]]) -> None:
    directives = extract(f"{PAPER}{words}\n").directives
    assert len(directives) == len(told)
    for directive, (opening, leads) in zip(directives, told, strict=True):
        assert directive.text.startswith(opening)
        assert [a.text for a in directive.assignees] == leads


def test_to_whom_a_paper_went_is_not_told_by_that() -> None:
    words = (
        "Ngày 29-6, Chủ tịch UBND tỉnh Vàng A Sình đã gửi công điện tới các sở: Y tế, Tài chính; UBND các huyện: Nậm Pung, Bản "
        "Lầu và một số cơ quan báo chí, đôn đốc việc phòng, chống cháy rừng."
    )
    assert behind(words) == ()


def test_praise_goes_on_without_orders() -> None:
    words = (
        "Phát biểu tại Đại hội, đồng chí Vàng A Sình, Bí thư Đảng ủy xã, đánh giá cao công tác của Chi bộ trong nhiệm kỳ qua. "
        "Chi bộ đoàn kết, hoàn thành tốt nhiệm vụ được giao. Chú trọng giáo dục chính trị tư tưởng, nâng cao nhận thức của "
        "đảng viên; công tác xây dựng đảng được Chi bộ đặc biệt quan tâm."
    )
    assert extract(f"Đại hội chi bộ thôn Bản Lầu\n\n{words}\n").directives == ()


def test_a_congress_that_set_aims_states_none_without_a_measure() -> None:
    words = "Đại hội đã đề ra Nghị quyết nhiệm kỳ 2025 - 2027, quyết tâm phấn đấu hoàn thành các chỉ tiêu mà Nghị quyết đã thông qua."
    assert extract(f"Đại hội chi bộ thôn Bản Lầu\n\n{words}\n").directives == ()
