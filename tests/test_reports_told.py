"""What reports tell beside the orders, and who is meant in them: counted groups, shared seats, papers handed on.

All sentences are composed; each stands in a short report of a meeting.
"""

from __future__ import annotations

import pytest

from extractor.core.context import Context
from extractor.core.record import Card, Directive, Record
from extractor.pipeline import extract

HEAD = (
    "Chủ tịch UBND tỉnh chủ trì họp giao ban\n"
    "Sáng 05/3/2024, UBND tỉnh Bến Tre tổ chức hội nghị giao ban. Ông Trần Văn Bình, Chủ tịch UBND tỉnh chủ trì.\n"
)
RULES = Context(learned=False)


def told(*paragraphs: str) -> tuple[Directive, ...]:
    return extract(HEAD + "\n".join(paragraphs), context=RULES).directives


def leads(directive: Directive) -> list[str]:
    return [a.text for a in directive.assignees if a.role == "lead"]


def report(*paragraphs: str) -> Record:
    return extract("\n\n".join(paragraphs), context=RULES)


def card(*paragraphs: str) -> Card:
    return report(*paragraphs).document


# --- who is told ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "doers"),
    [
        ("Ông yêu cầu 3 xã còn lại thu ngân sách đạt 100%, cao hơn cùng kỳ năm ngoái.", ["3 xã còn lại"]),
        ("Ông yêu cầu 3 xã còn lại hoàn thành tiêu chí nước sạch.", ["3 xã còn lại"]),
        ("Ông đề nghị cả hai nhà thầu phối hợp chặt chẽ trên công trường.", ["cả hai nhà thầu"]),
        ("Ông yêu cầu 02 đơn vị rà soát lại hồ sơ hoàn công.", ["02 đơn vị"]),
        ("Ông giao ba phòng chuyên môn lập phương án trực Tết.", ["ba phòng chuyên môn"]),
        (
            "Ông yêu cầu UBND các huyện, thành phố và cơ quan liên quan kiểm tra hồ chứa.",
            ["UBND các huyện, thành phố", "cơ quan liên quan"],
        ),
        (
            "Ông yêu cầu Chủ tịch UBND các xã và các đơn vị liên quan trực ban nghiêm túc.",
            ["Chủ tịch UBND các xã", "các đơn vị liên quan"],
        ),
        ("Ông nhấn mạnh các sở, ngành, các địa phương phải giải ngân hết vốn.", ["các sở, ngành", "các địa phương"]),
        (
            "Ông nhấn mạnh các sở, ngành, nhất là Sở Tài chính cần cân đối lại dự toán.",
            ["các sở, ngành", "Sở Tài chính"],
        ),
        ("Ông yêu cầu các xã, nhất là các xã ven biển, chủ động kêu gọi tàu thuyền.", ["các xã"]),
        ("Chủ tịch yêu cầu: Phòng kinh tế hạ tầng đánh giá lại việc cấp phép.", ["Phòng kinh tế hạ tầng"]),
        ("Chủ tịch yêu cầu: Tăng cường tổ chức các lực lượng ra đường tuần tra giờ cao điểm.", []),
        ("Đối với các phòng tham mưu của Huyện ủy, tập trung thẩm định văn kiện.", ["các phòng tham mưu của Huyện ủy"]),
        (
            "Văn phòng UBND tỉnh thông báo ý kiến chỉ đạo của Chủ tịch UBND tỉnh về việc giao Sở Y tế chuẩn bị thuốc.",
            ["Sở Y tế"],
        ),
    ],
)
def test_who_is_told(sentence: str, doers: list[str]) -> None:
    made = told("Ông Trần Văn Bình đề nghị các sở, ngành khẩn trương vào cuộc.", sentence)
    assert leads(made[-1]) == doers


def test_whose_tasks_a_list_names() -> None:
    made = told(
        "Kết luận hội nghị, ông Trần Văn Bình nhấn mạnh một số nhiệm vụ trọng tâm huyện cần triển khai ngay:",
        "Một là, rà soát quỹ đất công.",
        "Hai là, củng cố đội thu gom rác.",
    )
    assert [leads(directive) for directive in made] == [["huyện"], ["huyện"]]


def test_forces_that_are_used_join_in_nothing() -> None:
    (made,) = told("Ông yêu cầu UBND huyện theo dõi thời tiết, huy động các lực lượng tham gia hỗ trợ người dân.")
    assert [(a.text, a.role) for a in made.assignees] == [("UBND huyện", "lead")]


def test_chairmen_of_many_are_told_and_tell_nobody() -> None:
    made = told(
        "Chủ tịch UBND tỉnh yêu cầu Sở Nông nghiệp trực ban.",
        "Chủ tịch UBND các huyện, thị xã chỉ đạo triển khai phương án di dời dân ven sông.",
    )
    assert leads(made[-1]) == ["Chủ tịch UBND các huyện, thị xã"]
    assert made[-1].issued_by == "Chủ tịch UBND tỉnh"


# --- what is told and no order ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "Chiều cùng ngày, ông Trần Văn Bình đến xã An Thủy kiểm tra, chỉ đạo công tác di dời.",
        "Giám đốc Sở Y tế Lê Thị Lan trình bày báo cáo tóm tắt; xin ý kiến Ban Chỉ đạo về quy chế làm việc.",
        "Các thành viên gồm đại diện lãnh đạo các sở, ngành.",
        "Ban Chỉ đạo tiền phương có nhiệm vụ trực tiếp chỉ đạo, đôn đốc các huyện; xử lý các tình huống phát sinh.",
        "Ngày 20/02/2024, UBND tỉnh nhận được Văn bản số 118/BCT-CTĐP của Bộ Công Thương về việc đánh giá cụm công nghiệp.",
        "Tại hội nghị, các đại biểu cơ bản thống nhất với các nội dung thảo luận.",
        "Đến nay 3 xã hoàn thành tiêu chí nước sạch; 5 thôn đạt chuẩn.",
        "UBND tỉnh sẽ tiếp tục đồng hành với bà con trồng dừa.",
        "Đến hết ngày 15/5, toàn huyện giải ngân 84,2 tỷ đồng, đạt 27,5% kế hoạch, thấp hơn cùng kỳ 3,1%.",
        "Chủ đầu tư thi công được 61% khối lượng, nhanh hơn kế hoạch 12 ngày.",
        "Cử tri nhiều xã phản ánh tình trạng xe chở cát gây hư hỏng đường.",
    ],
)
def test_no_order(sentence: str) -> None:
    made = told("Chủ tịch UBND tỉnh Trần Văn Bình yêu cầu Sở Nông nghiệp trực ban.", sentence)
    assert len(made) == 1


def test_a_duty_with_a_date_stays_one() -> None:
    made = told("Chủ tịch UBND tỉnh giao nhiệm vụ: Sở Y tế có nhiệm vụ chuẩn bị thuốc trước ngày 15/3/2024.")
    assert [leads(directive) for directive in made] == [["Sở Y tế"]]


def test_sharing_out_work_in_the_name_of_a_paper_is_no_order() -> None:
    made = told(
        "Ông yêu cầu các đại biểu góp ý dự thảo Quy chế hoạt động và phân công nhiệm vụ cho Tổ giúp việc để UBND tỉnh ký."
    )
    assert [leads(directive) for directive in made] == [["các đại biểu"]]


# --- by when ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "Sau khi đánh giá nhiệm vụ trong tháng 2, ông Trần Văn Bình yêu cầu Sở Y tế bám sát chương trình công tác.",
        "Ông yêu cầu Sở Y tế rà soát các nhiệm vụ được giao có thời hạn hoàn thành trong năm 2024.",
        "Ông yêu cầu Sở Y tế làm tốt công tác phòng dịch trong tháng 5 và các tháng tiếp theo.",
        "Ông yêu cầu Sở Y tế báo cáo kết quả thực hiện Nghị quyết số 49-NQ/TU, ngày 28/9/2021 của Ban Thường vụ Tỉnh ủy "
        "về chuyển đổi số đến năm 2025, định hướng đến năm 2030.",
        "Ông lưu ý quý I là thời điểm Tết Nguyên đán, vì vậy các ngành cần kiểm soát chặt hàng giả.",
        "Ông yêu cầu người dân hạn chế tiếp xúc với gia cầm trong vòng 5 ngày.",
    ],
)
def test_no_deadline(sentence: str) -> None:
    made = told(sentence)
    assert [directive.deadline for directive in made] == [None]


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Ông yêu cầu Sở Y tế hoàn thành đề án trong tháng 5 và báo cáo UBND tỉnh.", "2024-05-31"),
        ("Sau hội nghị, ông Trần Văn Bình yêu cầu Sở Y tế báo cáo trước ngày 20/3.", "2024-03-20"),
        ("Ông yêu cầu 02 nhà thầu hoàn thành lát vỉa hè trong năm 2024.", "2024-12-31"),
    ],
)
def test_deadline(sentence: str, due: str) -> None:
    (made,) = told(sentence)
    assert made.deadline is not None
    assert made.deadline.due == due


# --- the card ---------------------------------------------------------------------------------------------------------


def test_an_order_to_lead_is_no_chair() -> None:
    told_on = card(
        "Đôn đốc chuyển đổi số",
        "Văn phòng UBND tỉnh truyền đạt ý kiến của ông Lê Văn Hòa, Phó Chủ tịch UBND tỉnh, ngày 07/5/2025.",
        "Theo đó, yêu cầu Sở Khoa học và Công nghệ chủ trì, phối hợp với các huyện rà soát hạ tầng.",
    )
    assert told_on.issuer == "Văn phòng UBND tỉnh"
    assert told_on.meeting is None


def test_a_headline_with_a_full_stop() -> None:
    document = card(
        "UBND huyện họp giao ban tháng 4.",
        "Sáng 26/4/2021, ông Hoàng Văn An – Phó bí thư, Chủ tịch UBND huyện chủ trì hội nghị.",
        "Ông yêu cầu các phòng, ban rà soát số hộ nghèo.",
    )
    assert (document.title, document.issuer) == ("UBND huyện họp giao ban tháng 4", "UBND huyện")


def test_two_who_open_the_sentence_chair() -> None:
    document = card(
        "Họp bàn chuyển đổi số",
        "Ngày 3/3/2021, Ban Chỉ đạo Chuyển đổi số tỉnh Bến Tre tổ chức họp phiên thứ nhất. Bí thư Tỉnh ủy Phan Văn An - "
        "Trưởng Ban Chỉ đạo, Chủ tịch UBND tỉnh Trần Ngọc Bảo - Phó Trưởng Ban Chỉ đạo chủ trì.",
        "Ông Phan Văn An yêu cầu các ngành gửi góp ý.",
    )
    assert document.meeting is not None
    assert document.meeting.chair == ("Phan Văn An", "Trần Ngọc Bảo")
    assert document.issuer == "Ban Chỉ đạo Chuyển đổi số tỉnh Bến Tre"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Thủ tướng Lê Văn Bảo họp khẩn về bão số 4", "Cùng dự có lãnh đạo các bộ. Tối 26-9, bão vào bờ."),
        ("Họp bàn chống bão", "Phát biểu kết luận hội nghị, ông Lê Văn Bảo, Chủ tịch UBND xã, biểu dương dân quân."),
    ],
)
def test_who_concludes_or_holds_it_by_the_headline_chairs(title: str, body: str) -> None:
    document = card(title, body, "Các đại biểu thảo luận sôi nổi.")
    assert document.meeting is not None
    assert document.meeting.chair == ("Lê Văn Bảo",)


def test_a_storm_of_old_gives_no_year() -> None:
    record = report(
        "Họp khẩn ứng phó bão số 4",
        "Tối 26-9, Thủ tướng Lê Văn Bảo chủ trì họp khẩn.",
        "Thủ tướng nhắc cơn bão số 9 cuối năm 2006 đã gây thiệt hại lớn. Do đó, các bộ, ngành phải tập trung ứng phó.",
    )
    assert record.document.meeting is not None
    assert record.document.meeting.date is None
    assert [leads(directive) for directive in record.directives] == [["các bộ, ngành"]]


@pytest.mark.parametrize("day", ["trước ngày 15/2/2022", "dịp Tết Nguyên đán 2022"])
def test_a_day_to_come_is_no_day_of_the_meeting(day: str) -> None:
    document = card(
        "Rà soát kiến nghị của các xã",
        f"Phát biểu kết luận cuộc họp, ông Lê Văn Bảo, Chủ tịch UBND huyện yêu cầu các xã báo cáo {day}.",
        "Các đại biểu thảo luận sôi nổi.",
    )
    assert document.meeting is not None
    assert document.meeting.date is None


def test_whose_order_is_told_where_nobody_met() -> None:
    document = card(
        "Phú Yên: đẩy nhanh bàn giao mặt bằng",
        "Chủ tịch UBND tỉnh Phú Yên yêu cầu các huyện bàn giao mặt bằng trước ngày 10/10/2014.",
        "PV Minh Hà",
    )
    assert document.issuer == "UBND tỉnh Phú Yên"


def test_a_short_report_known_by_how_it_opens() -> None:
    record = report(
        "Khẩn trương đưa cầu vượt bộ hành vào sử dụng",
        "Theo đó, Phó Chủ tịch UBND TP Lê Văn Bảo yêu cầu Sở Xây dựng tổ chức tiếp nhận, quản lý ngay.",
    )
    assert record.document.genre == "news"
    assert [leads(directive) for directive in record.directives] == [["Sở Xây dựng"]]


# --- names ------------------------------------------------------------------------------------------------------------


def places(text: str) -> list[tuple[str, str | None]]:
    return [(e.text, e.level) for e in report(text).entities if e.type == "location"]


def test_the_province_behind_a_district() -> None:
    assert places("Ông kiểm tra bến cá xã Thạch Kim, huyện Lộc Hà, Hà Tĩnh.")[-1] == ("Hà Tĩnh", "province")
    assert places("Ông kiểm tra tại xã An Thủy, huyện Ba Tri, Bến Tre.")[-1] == ("Bến Tre", "province")
    assert places("Ông kiểm tra các huyện Ba Tri, Giồng Trôm.")[-1] == ("Giồng Trôm", "district")


def test_the_seat_of_a_committee_is_nobody() -> None:
    record = report(
        "Xã Phong Hải ra mắt tổ hội trồng chè",
        "Sáng 28/5/2026, UBND xã Phong Hải ra mắt tổ hội trồng chè.",
        "Bí thư Đảng ủy Phong Hải đề nghị các thành viên mạnh dạn cải tạo vườn.",
    )
    assert not [e.text for e in record.entities if e.type == "person"]
    assert [directive.issued_by for directive in record.directives] == ["Bí thư Đảng ủy Phong Hải"]


# --- who speaks -------------------------------------------------------------------------------------------------------


def test_what_the_chair_says_by_the_writer() -> None:
    record = report(
        "Gỡ khó cho doanh nghiệp",
        "Ngày 5/3/2021, Phó Chủ tịch UBND tỉnh Trần Đình Tú chủ trì phiên tiếp xúc doanh nghiệp định kỳ.",
        "Theo Phó Chủ tịch UBND tỉnh Trần Đình Tú, vướng mắc của doanh nghiệp không thể gỡ trong một cuộc họp ngắn ngủi. "
        "Các doanh nghiệp cần hoàn chỉnh hồ sơ; các sở có trách nhiệm hướng dẫn.",
    )
    assert [leads(directive) for directive in record.directives] == [["Các doanh nghiệp"], ["các sở"]]
    assert record.document.meeting is not None
    assert record.document.meeting.name != "cuộc họp ngắn ngủi"


def test_a_quote_before_who_said_it() -> None:
    record = report(
        "Bí thư Tỉnh ủy yêu cầu giao ban thường xuyên",
        '"Xã, phường phải tổ chức giao ban thường xuyên. Chủ tịch UBND phải báo cáo đầy đủ cho Bí thư" - đó là chỉ đạo '
        "của Bí thư Tỉnh ủy Gia Lai Hồ Văn Quý tại hội nghị giao ban ngày 24/9/2025.",
        "PV Minh Hà",
    )
    assert [directive.issued_by for directive in record.directives] == ["Hồ Văn Quý", "Hồ Văn Quý"]


def test_who_concludes_is_in_office() -> None:
    record = report(
        "Kiểm điểm giữa nhiệm kỳ",
        "Tại hội nghị, các đại biểu thảo luận sôi nổi, thẳng thắn.",
        "Phát biểu kết luận hội nghị, đồng chí Bùi Văn Quý khẳng định nhiệm vụ còn lại rất nặng nề. Đồng chí đề nghị, các "
        "đảng ủy và Bộ CHQS tỉnh tiếp tục triển khai đồng bộ nghị quyết đại hội.",
    )
    assert [directive.kind for directive in record.directives] == ["task"]


def test_aims_that_are_only_told_of() -> None:
    assert not [
        directive
        for directive in told(
            "Đồng chí thông tin nhanh đến các doanh nghiệp tình hình và những mục tiêu trong năm 2025."
        )
        if directive.kind == "target"
    ]
