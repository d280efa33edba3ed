"""What news tells one after another: orders in detail behind `Theo đó`, in passives, for those an order names first.

All texts are composed; private persons are invented.
"""

from __future__ import annotations

import pytest

from extractor.core.context import Context
from extractor.core.record import Card, Directive
from extractor.pipeline import extract

RULES = Context(learned=False)
STORY = "Các đại biểu đã thảo luận nhiều nội dung và thống nhất cao với báo cáo của địa phương trong năm qua."
HEAD = (
    "Chủ tịch UBND huyện chủ trì họp giao ban\n"
    "Sáng 05/3/2024, UBND huyện Ba Tri tổ chức hội nghị giao ban. Ông Trần Văn Bình, Chủ tịch UBND huyện chủ trì.\n"
)


def told(*paragraphs: str) -> tuple[Directive, ...]:
    return extract(HEAD + "\n".join(paragraphs), context=RULES).directives


def news(*paragraphs: str) -> tuple[Directive, ...]:
    return extract("\n\n".join(paragraphs), context=RULES).directives


def card(*paragraphs: str) -> Card:
    return extract("\n\n".join(paragraphs), context=RULES).document


def leads(directive: Directive) -> list[str]:
    return [a.text for a in directive.assignees if a.role == "lead"]


# --- what was ordered, told in detail -----------------------------------------------------------------------------------


def test_what_a_body_is_said_to_have_ordered() -> None:
    orders = news(
        "Chủ động ứng phó sạt lở bờ sông",
        "Tối 12/8/2024, thông tin từ UBND tỉnh Vĩnh Long cho biết, tỉnh đã chỉ đạo các ngành khẩn trương khắc phục sạt lở.",
        "Theo đó, UBND P.Tân Hội được yêu cầu cắm biển cảnh báo. Đồng thời bố trí lực lượng trực tại hiện trường.",
        "Sở Xây dựng cũng được giao khảo sát lòng sông trước ngày 20/8.",
    )
    assert [leads(order) for order in orders] == [["UBND P.Tân Hội"], ["UBND P.Tân Hội"], ["Sở Xây dựng"]]
    assert {order.issued_by for order in orders} == {"UBND tỉnh Vĩnh Long"}
    assert orders[2].deadline is not None
    assert orders[2].deadline.due == "2024-08-20"


def test_what_is_only_going_on_in_detail() -> None:
    assert not news(
        "Nông dân vào vụ mới",
        "Ngày 12/8/2024, UBND xã Tân Hội cho biết nông dân đã xuống giống 300 ha.",
        "Theo đó, các tổ hợp tác gieo sạ tập trung để né rầy.",
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Phòng Nội vụ cũng được giao tham mưu phương án nhân sự.",
        "Phòng Nội vụ đồng thời được yêu cầu tham mưu phương án nhân sự.",
        "Phòng Nội vụ còn được đề nghị rà soát biên chế.",
    ],
)
def test_told_in_the_passive_as_well(sentence: str) -> None:
    (order,) = told("Ông Bình yêu cầu các phòng khẩn trương.", sentence)[1:]
    assert leads(order) == ["Phòng Nội vụ"]


# --- who orders -----------------------------------------------------------------------------------------------------------


def test_a_paper_is_no_speaker() -> None:
    orders = news(
        "Hội nghị Ban Chấp hành Đảng bộ xã Mỹ Hòa",
        "Kết luận hội nghị, đồng chí Lê Thị Mận, Bí thư Đảng ủy xã nhấn mạnh một số việc cần làm trong tháng 9 như sau:",
        "- Các ấp thực hiện tốt Nghị quyết số 03-NQ/HU của Huyện ủy, Nghị quyết của Ban Thường vụ Huyện ủy, Kết luận "
        "số 02-KL/HU của Huyện ủy; Nghị quyết số 05-NQ/ĐU của Đảng ủy xã.",
        "- Giao Công an xã tuần tra ban đêm.",
    )
    assert {order.issued_by for order in orders} == {"Lê Thị Mận"}


def test_who_is_reported_to_asks_nothing() -> None:
    orders = told(
        "Ông Bình giao Phòng Y tế rà soát trạm y tế các xã. Báo cáo Sở Y tế, đề xuất bổ sung thuốc trước ngày 30/3."
    )
    assert [order.kind for order in orders][-1:] == ["task"]
    assert "Sở Y tế" not in {order.issued_by for order in orders}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Ông Minh đề nghị các thôn ra quân dọn vệ sinh.", "task"),
        ("Ông Minh đề nghị UBND tỉnh sớm bố trí kinh phí.", "petition"),
        ("Ông Nguyễn Văn Tám ở thôn 3 than đường hỏng. Ông Tám đề nghị xã sớm sửa đường.", "petition"),
    ],
)
def test_the_short_name_of_who_holds_office(sentence: str, kind: str) -> None:
    orders = news("Sáng 5/6/2024, ông Lê Quang Minh, Chủ tịch UBND xã Gia Phú, họp về nông thôn mới. " + sentence)
    assert [order.kind for order in orders] == [kind]


def test_a_deputy_minister_stands_above_a_district() -> None:
    (order,) = news(
        "Kiểm tra công tác thi",
        "Ngày 26/6/2024, Thứ trưởng Lê Hữu Phong kiểm tra các điểm thi.",
        STORY,
        "Tại huyện Nghi Lộc, Thứ trưởng đề nghị "
        "Ban chỉ đạo thi huyện Nghi Lộc quan tâm, chỉ đạo các lực lượng giữ trật tự.",
    )
    assert order.kind == "task"


def test_a_pronoun_stands_for_whoever_chairs() -> None:
    (order,) = told("Ông yêu cầu các trường tiểu học, THCS cho học sinh nghỉ học.")
    assert order.issued_by == "Trần Văn Bình"
    assert leads(order) == ["các trường tiểu học, THCS"]


def test_who_speaks_last_in_a_list_is_told_nothing() -> None:
    orders = told(
        "Tại kỳ họp, đánh giá việc thực hiện nhiệm vụ của UBND huyện và các phòng, ngành, địa phương, Bí thư Huyện ủy "
        "Lê Văn Minh yêu cầu, với những phản ánh của người dân, đề nghị UBND huyện triển khai như đã trả lời."
    )
    assert [leads(order) for order in orders] == [["UBND huyện"]]


@pytest.mark.parametrize(
    ("sentence", "doers", "by"),
    [
        (
            "Thủ tướng gửi lời chia buồn tới các gia đình và yêu cầu UBND TP.HCM khẩn trương thăm hỏi người bị nạn.",
            ["UBND TP.HCM"],
            "Thủ tướng",
        ),
        (
            "Sau khi biết tin, Chủ tịch UBND tỉnh Lê Văn Minh thăm hỏi gia đình và giao Sở Y tế tập trung cứu chữa.",
            ["Sở Y tế"],
            "Lê Văn Minh",
        ),
        (
            "Phó Chủ tịch UBND tỉnh Hà Thị Sen đã thị sát hiện trường, đồng thời yêu cầu các xã di dời dân.",
            ["các xã"],
            "Hà Thị Sen",
        ),
    ],
)
def test_who_does_something_and_orders(sentence: str, doers: list[str], by: str) -> None:
    (order,) = news("Vụ cháy ở khu công nghiệp", "24/03/2024", "Lực lượng cứu hộ đã dập tắt đám cháy.", sentence)
    assert leads(order) == doers
    assert order.issued_by == by


def test_what_a_body_did_and_gave_out() -> None:
    assert not news(
        "Xã Phú Lễ làm đường",
        "24/03/2024",
        "Năm qua, UBND xã đã họp dân và giao các thôn vận động hiến đất, kết quả có 120 hộ tham gia.",
        STORY,
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Tại các điểm đến, đồng chí Lê Văn Lâm, Phó Chủ tịch UBND huyện, yêu cầu các trường sớm hoàn thành hồ sơ.",
        "Sau khi kiểm tra, đồng chí Lê Văn Lâm, Phó Chủ tịch UBND huyện cùng đoàn, yêu cầu các trường hoàn thành hồ sơ.",
    ],
)
def test_a_comma_parts_who_speaks_from_the_order(sentence: str) -> None:
    (order,) = told(sentence)
    assert order.text == sentence
    assert order.issued_by == "Lê Văn Lâm"
    assert leads(order) == ["các trường"]


def test_whose_report_it_is_stands_outside() -> None:
    (order,) = news(
        "Phương án tăng trưởng năm 2024",
        "(GLO)- Phát biểu tại hội nghị ngày 28-12-2023, Chủ tịch UBND tỉnh Lê Văn Minh yêu cầu các sở lập kịch bản riêng.",
        STORY,
    )
    assert order.text.startswith("Phát biểu tại hội nghị")


def test_a_quote_that_goes_on() -> None:
    orders = news(
        "Hội nghị Ban Chấp hành Đảng bộ huyện",
        '"Các đảng ủy phải kiểm tra hằng quý. Các chi bộ phải sinh hoạt đúng kỳ" - là một trong những nội dung trong phát biểu '
        "kết luận của Bí thư Huyện ủy Lê Thị Mận tại hội nghị ngày 29-9-2023.",
        STORY,
    )
    assert [order.text for order in orders] == [
        "Các đảng ủy phải kiểm tra hằng quý.",
        "Các chi bộ phải sinh hoạt đúng kỳ",
    ]
    assert {order.issued_by for order in orders} == {"Lê Thị Mận"}


@pytest.mark.parametrize(
    ("sentence", "doers", "by"),
    [
        (
            "Xử lý dứt điểm các ổ dịch trong vòng 48 giờ là yêu cầu vừa được UBND tỉnh đưa ra cho Sở Y tế.",
            ["Sở Y tế"],
            "UBND tỉnh",
        ),
        (
            "Hoàn thành giải phóng mặt bằng trước ngày 30/6 là yêu cầu của Chủ tịch UBND tỉnh Lê Văn Minh tại cuộc họp.",
            [],
            "Lê Văn Minh",
        ),
    ],
)
def test_what_is_named_a_demand_behind(sentence: str, doers: list[str], by: str) -> None:
    (order,) = news("Phòng dịch và làm đường", "12/10/2024", "Số ca bệnh đang tăng.", sentence)
    assert order.issued_by == by
    assert leads(order) == doers
    assert order.deadline is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "Bảo đảm an toàn cho người lao động là yêu cầu của mọi công trình.",
        "Bảo vệ rừng đầu nguồn là yêu cầu của các địa phương miền núi.",
        "Phó Trưởng đoàn đại biểu Quốc hội tỉnh khẳng định sẽ tiếp tục tiếp thu các ý kiến của cử tri, gửi các cấp.",
        "Qua kiểm tra, các cơ quan, đơn vị đã quán triệt nghiêm chỉ thị; duy trì trực ban; chuẩn bị đủ lực lượng.",
    ],
)
def test_what_demands_nothing(sentence: str) -> None:
    text = "\n\n".join(("Chuyện ở cơ sở", "12/10/2024", STORY, sentence, STORY))
    assert not extract(text, context=Context()).directives


# --- who is told ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "doers"),
    [
        ("Đối với Mặt trận huyện, Hội Nông dân tăng cường vận động.", ["Mặt trận huyện", "Hội Nông dân"]),
        ("Đối với Phòng Tài chính, Phòng Nội vụ tham mưu kinh phí.", ["Phòng Tài chính", "Phòng Nội vụ"]),
        (
            "Phát huy những kết quả đã đạt được các cấp, các ngành cần tăng cường chỉ đạo.",
            ["các cấp, các ngành"],
        ),
        (
            "Thủ tướng yêu cầu các thành viên Chính phủ và đề nghị các Bí thư Tỉnh ủy, Thành ủy tập trung lãnh đạo.",
            ["các thành viên Chính phủ", "các Bí thư Tỉnh ủy, Thành ủy"],
        ),
        ("Đối với việc thu gom rác, Phòng Nội vụ tham mưu kinh phí.", ["Phòng Nội vụ"]),
        ("Các ngành Y tế, Giáo dục rà soát phương án.", ["ngành Y tế", "ngành Giáo dục"]),
        ("Các ngành: Y tế, Giáo dục, Công an lập phương án.", ["ngành Y tế", "ngành Giáo dục", "ngành Công an"]),
        ("Ngành Y tế, Công an huyện rà soát phương án.", ["Ngành Y tế", "Công an huyện"]),
        ("Ông yêu cầu cấp ủy, chỉ huy các đơn vị nắm chắc địa bàn.", ["cấp ủy, chỉ huy các đơn vị"]),
        ("Ông yêu cầu chỉ huy đơn vị nắm chắc địa bàn.", ["chỉ huy đơn vị"]),
        ("Ông đề nghị Hội đồng coi thi làm đúng quy chế.", ["Hội đồng coi thi"]),
        ("Ông yêu cầu các Hội đồng coi thi làm đúng quy chế.", ["các Hội đồng coi thi"]),
    ],
)
def test_doers(sentence: str, doers: list[str]) -> None:
    (order,) = told("Ông Bình nhấn mạnh một số việc. " + sentence)
    assert leads(order) == doers


def test_what_stands_in_the_centre() -> None:
    orders = told("Ông Bình yêu cầu các phòng vào cuộc. Trọng tâm, đẩy nhanh giải ngân; làm tốt công tác tuyển quân.")
    assert [leads(order) for order in orders] == [["các phòng"], ["các phòng"]]


# --- the card -------------------------------------------------------------------------------------------------------------


def test_the_headline_tells_who_met() -> None:
    found = card(
        "Thường trực HĐND xã Phú Lễ, huyện Ba Tri tổ chức hội nghị giải trình",
        "21/06/2024",
        "Tại hội nghị, bà Lê Thị Lan - Chủ tịch UBND xã báo cáo về đất công.",
        STORY,
    )
    assert found.issuer == "Thường trực HĐND xã Phú Lễ"
    assert found.meeting is not None
    assert found.meeting.name == "hội nghị giải trình"


def test_whoever_has_others_look_chairs_nothing() -> None:
    found = card(
        "Làm rõ bến xe không phép",
        "Theo đó, Chủ tịch Lê Hoàng Sang giao chủ tịch UBND phường 5 kiểm tra bến xe trên đường Trần Phú. " + STORY,
    )
    assert found.meeting is None or not found.meeting.chair


def test_whoever_presides_and_says() -> None:
    found = card(
        "Bàn giải pháp thu ngân sách",
        "Chiều 22/4/2024, chủ trì Hội nghị nghe các ngành báo cáo thu ngân sách, đồng chí Trần Văn Bình, Chủ tịch UBND "
        "tỉnh yêu cầu các ngành nỗ lực hơn.",
        STORY,
    )
    assert found.meeting is not None
    assert found.meeting.chair == ("Trần Văn Bình",)
    assert found.issuer == "UBND tỉnh"


def test_the_page_date_is_no_part_of_the_headline() -> None:
    found = card("Chỉ đạo điều hành 3 tháng cuối năm\n16:56 | 10/09/2024", "UBND tỉnh họp thường kỳ. " + STORY, STORY)
    assert found.title == "Chỉ đạo điều hành 3 tháng cuối năm"
    assert found.issued_on == "2024-09-10"


def test_whoever_is_asked_by_the_paper_chairs_nothing() -> None:
    found = card(
        "Buôn bán chiếm đường",
        "04/03/2024",
        "Ông Lê Văn Hiếu, Phó Chủ tịch UBND phường 3, cho biết: “Chúng tôi sẽ cho người kiểm tra ngay”. " + STORY,
    )
    assert found.meeting is None or not found.meeting.chair


@pytest.mark.parametrize(
    ("foot", "author", "source"),
    [
        ("H.A", "H.A", None),
        ("Theo Thái Sơn (TNO)", "Thái Sơn", "TNO"),
        ("Nguồn Tuổi Trẻ: https://tuoitre.vn/bai-viet-123.htm", None, "Tuổi Trẻ"),
        ("Theo Báo Bến Tre", None, "Báo Bến Tre"),
        ("CTV Lê Minh", "Lê Minh", None),
    ],
)
def test_the_last_line_tells_who_wrote(foot: str, author: str | None, source: str | None) -> None:
    byline = card("Họp bàn chống hạn", "Ngày 5/3/2024, UBND huyện họp bàn chống hạn. " + STORY, foot).byline
    assert (byline.author if byline else None, byline.source if byline else None) == (author, source)


@pytest.mark.parametrize("name", ["UBND P.Tân Định", "UBND Q.1", "Công an H.Củ Chi", "UBND X.Tân Hội"])
def test_the_letter_of_a_unit_inside_a_name(name: str) -> None:
    found = extract(f"Ngày 5/3/2024, {name} đã kiểm tra chợ.", context=RULES).entities
    assert name in {entity.text for entity in found if entity.type == "organization"}
