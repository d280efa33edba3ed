"""Several orders in one sentence: what is left to another, the next step with a date of its own, who is pointed at."""

from __future__ import annotations

import pytest
from short_notices import leads, letterhead, only, read_notice

from extractor.core.record import Directive, Record

HEAD = letterhead(
    "Long Điền",
    "17/TB-UBND",
    "ngày 04 tháng 01 năm 2027",
    "Kết luận của Phó Chủ tịch UBND huyện Lê Thị Mận tại cuộc họp giao ban",
    "Sáng 04/01/2027, Phó Chủ tịch UBND huyện Lê Thị Mận chủ trì họp giao ban và kết luận như sau:",
)


def notice(*items: str) -> Record:
    return read_notice(HEAD, *items)


def orders(item: str) -> list[Directive]:
    return list(notice(f"1. {item}").directives)


def told(item: str) -> list[tuple[str, list[str]]]:
    """The first word of each order and who leads it."""
    return [(d.text.split()[0], leads(d)) for d in orders(item)]


@pytest.mark.parametrize(
    ("said", "who"),
    [
        (
            "Phòng Quản lý đô thị kẻ lại vạch sơn quanh chợ, còn biển báo thì Đội Cảnh sát giao thông gắn.",
            ["Phòng Quản lý đô thị", "Đội Cảnh sát giao thông"],
        ),
        (
            "Phòng Văn hóa và Thông tin lo phần văn nghệ, riêng sân khấu do Trung tâm Văn hóa dựng xong trong ngày 10/01.",
            ["Phòng Văn hóa và Thông tin", "Trung tâm Văn hóa"],
        ),
        (
            "Ban Quản lý chợ thu dọn sạp cũ trước ngày 12/01, nước sạch thì Xí nghiệp Cấp nước kéo tới từng ki-ốt.",
            ["Ban Quản lý chợ", "Xí nghiệp Cấp nước"],
        ),
        (
            "Trường Tiểu học Kim Đồng cho mượn ba phòng học, bàn ghế là việc của Phòng Giáo dục và Đào tạo.",
            ["Trường Tiểu học Kim Đồng", "Phòng Giáo dục và Đào tạo"],
        ),
        (
            "Hạt Quản lý đường bộ vá ổ gà trên đường huyện 5, còn cống ngang đường để Xí nghiệp Thủy nông sửa.",
            ["Hạt Quản lý đường bộ", "Xí nghiệp Thủy nông"],
        ),
        (
            "Công an xã giữ trật tự đêm giao thừa; pháo hoa do Ban Chỉ huy Quân sự huyện bắn.",
            ["Công an xã", "Ban Chỉ huy Quân sự huyện"],
        ),
        (
            "Dọn kho lúa; dầu chạy máy (khoảng 2.000 lít) Công ty Xăng dầu An Giang ứng trước.",
            [None, "Công ty Xăng dầu An Giang"],
        ),
        (
            "Dọn nhà văn hóa cụm 3 cho thợ ở, còn điện, nước tại đó Điện lực Cai Lậy kéo xong trong chiều 07/01.",
            [None, "Điện lực Cai Lậy"],
        ),
        (
            "Danh sách hộ nghèo thì Phòng Nội vụ chốt trong tuần này, quà thì Hội Chữ thập đỏ phát.",
            ["Phòng Nội vụ", "Hội Chữ thập đỏ"],
        ),
        (
            "Chị Lê Thị Út ở Trạm Y tế lo thuốc men, còn xe cứu thương là phần của Bệnh viện huyện.",
            ["Lê Thị Út", "Bệnh viện huyện"],
        ),
        (
            "Tiêm vắc xin cho đàn bò; thuốc sát trùng do thú y ấp phát tận nhà.",
            [None, "thú y ấp"],
        ),
    ],
)
def test_what_is_left_to_another_is_his_order(said: str, who: list[str | None]) -> None:
    assert [leads(d) for d in orders(said)] == [[name] if name else [] for name in who]


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("Ban Chỉ huy Quân sự huyện bắc cầu tạm, Công an huyện gác hai đầu cầu.", 2),
        ("Huyện đoàn phát nước uống, Hội Cựu chiến binh dắt người già qua đường, Trạm Y tế trực cấp cứu.", 3),
        ("Đoàn Thanh niên xã dựng rạp, Hội Phụ nữ xã nấu cơm.", 2),
        ("Huyện đoàn chở gạo vào tận ấp trong ngày 08/01 và Hội Phụ nữ huyện chia từng nhà.", 2),
        ("Phòng Kinh tế chủ trì, Thanh tra huyện, Công an huyện cùng tham gia.", 1),
        ("Giao Phòng Nội vụ phối hợp với Phòng Tài chính, Công an huyện lập danh sách.", 1),
        ("Phòng Kinh tế kiểm tra các tuyến đường do xã quản lý, các cây cầu do dân góp tiền xây.", 1),
        ("Rà soát, lập danh sách các công trình do huyện làm chủ đầu tư, công trình do xã làm chủ đầu tư.", 1),
        ("Phòng Tư pháp tổng hợp ý kiến, gửi Sở Tư pháp trước ngày 15/01, còn các xã thì chưa gửi.", 1),
        ("Phòng Kinh tế khảo sát, thiết kế rồi trình UBND huyện trước ngày 20/01.", 1),
        ("Các xã lập dự toán; định kỳ hằng quý gửi Phòng Tài chính tổng hợp.", 2),
    ],
)
def test_each_house_has_its_order_and_a_partner_none(said: str, who: int) -> None:
    assert len(orders(said)) == who


def test_who_is_named_behind_a_verb_is_not_told() -> None:
    [_, second] = orders("Các xã lập dự toán; định kỳ hằng quý gửi Phòng Tài chính tổng hợp.")
    assert leads(second) == ["Các xã"]


@pytest.mark.parametrize(
    ("said", "second"),
    [
        (
            "Phòng Nội vụ rà soát biên chế các trường trước ngày 15/01, sau đó hằng tháng báo cáo Chủ tịch UBND huyện.",
            "FREQ=MONTHLY",
        ),
        (
            "Trạm Khuyến nông hướng dẫn bà con gieo sạ né rầy, rồi cứ chiều thứ Sáu hằng tuần gửi số liệu về huyện.",
            "FREQ=WEEKLY;BYDAY=FR",
        ),
        ("Xí nghiệp Môi trường quét dọn bến xe, cứ 5 giờ sáng hằng ngày cho xe tới chở rác.", "FREQ=DAILY"),
        ("Hạt Kiểm lâm cắm bảng cấm lửa ở các cửa rừng, đồng thời mỗi tuần tuần tra hai lượt.", "FREQ=WEEKLY"),
        (
            "Giao Phòng Kinh tế trình đề án nuôi tôm tại phiên họp tháng 4, sau đó hằng quý thưa lại kết quả với huyện.",
            "FREQ=MONTHLY;INTERVAL=3",
        ),
        (
            "Đội Quản lý đô thị giải tỏa lề đường Trần Phú, riêng bảng hiệu lấn chiếm thì gỡ trước ngày 18/01.",
            "2027-01-18",
        ),
        (
            "Giao Trạm Thú y tiêm phòng hai xã có dịch xong trong ngày 15/01, sau đó mở ra 5 xã còn lại, không muộn hơn 20/01.",
            "2027-01-20",
        ),
    ],
)
def test_the_next_step_has_its_own_date_and_the_same_doer(said: str, second: str) -> None:
    first, then = orders(said)
    assert leads(first) == leads(then)
    assert then.deadline is not None
    assert second in (then.deadline.due, then.deadline.recurrence)


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("Người đôn đốc các xã làm việc này là anh Danh Sóc, Phó Chánh Văn phòng.", "Danh Sóc"),
        ("Trách nhiệm của Phòng Tư pháp: soạn tờ rơi, gửi các ấp trước ngày 12/01.", "Phòng Tư pháp"),
        ("Nhiệm vụ của Hội Nông dân: vận động hội viên góp rơm.", "Hội Nông dân"),
        ("Cấp nước cho khu tạm cư là việc của Xí nghiệp Cấp nước, xong trước ngày 14/01.", "Xí nghiệp Cấp nước"),
        ("Đầu mối là Phòng Kinh tế và Hạ tầng.", "Phòng Kinh tế và Hạ tầng"),
        ("Anh Nhàn ở Phòng Kinh tế lo vụ phao cứu sinh của 9 bến.", "Nhàn"),
        ("Nước uống cho 5 xã biển do anh Thuận, Phó Chủ tịch UBND huyện đứng mũi chịu sào.", "Thuận"),
        (
            "Việc đắp 3 hồ chứa nước tạm ở dốc Trạm Tôn để Chi cục Thủy lợi làm, xong trong tuần tới.",
            "Chi cục Thủy lợi",
        ),
        ("Kết quả mấy việc trên, các phòng, ngành gửi giấy về Văn phòng trước ngày 19/01.", "các phòng, ngành"),
        ("Cán bộ, viên chức không được đưa ảnh người bệnh lên mạng.", "Cán bộ, viên chức"),
    ],
)
def test_who_is_pointed_at_is_the_doer(said: str, who: str) -> None:
    assert leads(only(notice(f"1. {said}"))) == [who]


@pytest.mark.parametrize(
    "said",
    [
        "Các dự án do Sở Giao thông vận tải quản lý tăng 5% so với năm trước.",
        "Năm rồi Đội Công trình sửa được 3 cầu, còn cống thì Xí nghiệp Thủy nông đã sửa xong.",
        "Mấy năm trước xã lo đường, còn điện thì Điện lực chưa kéo tới.",
        "Ông Tám lo mất mùa, còn bà con thì mong mưa.",
        "Giữ chợ sạch là việc của mọi người.",
        "Người trồng dừa ở đây là bà con từ Bến Tre lên.",
        "Người phụ trách trạm trước đây là ông Tư đã nghỉ hưu.",
        "Chương trình do Hội Chữ thập đỏ tổ chức thu được 200 triệu đồng.",
        "Theo luật, người được cách ly có nghĩa vụ chấp hành.",
    ],
)
def test_what_only_looks_set_apart_orders_nothing(said: str) -> None:
    assert orders(said) == []


def test_who_decides_is_told_nothing_and_whoever_follows_is() -> None:
    decided, task = orders("Ban Thường vụ đồng ý đắp đập tạm ở rạch Dừa, UBND thị trấn ký lệnh trước ngày 26/01.")
    assert decided.kind == "decision"
    assert decided.assignees == ()
    assert leads(task) == ["UBND thị trấn"]


@pytest.mark.parametrize(
    "said",
    [
        "Ghe nào không đăng kiểm thì rút giấy phép.",
        "Sạp nào bán hàng giả thì đóng cửa.",
        "Bến nào thiếu phao thì khỏi chạy Tết.",
    ],
)
def test_a_rule_for_those_at_fault_in_its_own_sentence_is_a_decision(said: str) -> None:
    ruled = only(notice(f"1. {said}"))
    assert ruled.kind == "decision"
    assert ruled.assignees == ()


def test_an_aim_before_a_colon_and_who_works_for_it() -> None:
    aim, first, second = orders(
        "Phấn đấu hết quý I có 500 hộ đăng ký: Hội Nông dân huyện vận động, Ngân hàng Chính sách xã hội cho vay."
    )
    assert aim.kind == "target"
    assert [leads(first), leads(second)] == [["Hội Nông dân huyện"], ["Ngân hàng Chính sách xã hội"]]


def test_a_partner_joins_in_only_where_it_is_named() -> None:
    first, then = orders("Phòng Kinh tế cùng Trạm Khuyến nông thăm đồng hai xã, ngày 20 hằng tháng báo Thường trực.")
    assert [a.text for a in first.assignees] == ["Phòng Kinh tế", "Trạm Khuyến nông"]
    assert [a.text for a in then.assignees] == ["Phòng Kinh tế"]


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("Hồ sơ của 12 hộ còn lại được Phòng Tài nguyên thẩm định xong trong tuần này.", ["Phòng Tài nguyên"]),
        ("Sửa lại mái che nhà chờ phà (anh Dũng, Đội Công trình), xong trước ngày 12/01.", ["Dũng", "Đội Công trình"]),
        ("Trạm Bảo vệ thực vật bẫy đèn mỗi đêm, hễ rầy nhiều thì báo các xã.", ["Trạm Bảo vệ thực vật"]),
    ],
)
def test_who_stands_in_an_unusual_place_is_found(said: str, who: list[str]) -> None:
    assert leads(only(notice(f"1. {said}"))) == who


def test_this_falls_to_somebody_behind_a_rule() -> None:
    rule, task = orders("Ai vắng họp không phép thì trừ thi đua, việc này Phòng Nội vụ theo dõi.")
    assert rule.kind == "decision"
    assert leads(task) == ["Phòng Nội vụ"]


def test_what_those_told_do_then_is_theirs() -> None:
    told_first = orders(
        "Giao Phòng Giao thông kiểm tra các bến trước ngày 20/01; bến nào không phép thì đình chỉ ngay."
    )
    assert all(d.kind == "task" for d in told_first)


def test_a_heading_of_tasks_and_requests_asks_for_nothing_by_itself() -> None:
    read = notice(
        "4. Kiểm tra, kiến nghị",
        "- Thanh tra huyện coi lại chuyện chia nước ở hai xã.",
        "- Kiến nghị UBND tỉnh cho ứng trước 12 tỷ đồng làm hồ nước ngọt.",
    )
    assert [d.kind for d in read.directives] == ["task", "petition"]
