"""A notice as somebody dictates it: the doer named last, everyday verbs, talk and praise between the orders."""

from __future__ import annotations

import pytest
from short_notices import leads, letterhead, only, read_notice

from extractor.core.record import Directive, Record
from extractor.lexicon.table_heads import column_of

HEAD = letterhead(
    "Gò Quao",
    "58/TB-UBND",
    "ngày 12 tháng 6 năm 2019",
    "Kết luận của Phó Chủ tịch UBND huyện Trần Văn Dễ tại cuộc họp",
    "Ngày 10/6/2019, Phó Chủ tịch UBND huyện Trần Văn Dễ chủ trì cuộc họp và kết luận như sau:",
)
SURE = "9. Giao Phòng Nội vụ kiểm tra việc thực hiện trước ngày 30/7/2019."


def notice(*items: str) -> Record:
    return read_notice(HEAD, *items)


def orders(item: str) -> list[Directive]:
    return [d for d in notice(item, SURE).directives if not d.text.startswith("Giao Phòng Nội vụ")]


@pytest.mark.parametrize(
    ("order", "who"),
    [
        ("Thay 12 bóng đèn đường, việc này Ban Quản lý chợ lo.", "Ban Quản lý chợ"),
        ("Vớt lục bình trên kênh Ba Hồ, chuyện này để Hợp tác xã Định An gánh.", "Hợp tác xã Định An"),
        ("Sửa bến đò trước 15/7, khâu này Phòng Kinh tế và Hạ tầng đảm đương.", "Phòng Kinh tế và Hạ tầng"),
        ("Kiểm tra ghe chở cát ban đêm, do Công an huyện đứng đầu.", "Công an huyện"),
        ("Dựng rạp, kê ghế cho lễ hội, chuyện này để UBND xã Định An lo liệu.", "UBND xã Định An"),
        ("Hoàn trả mặt đường sau khi đặt ống - Chi nhánh Cấp nước Gò Quao chịu.", "Chi nhánh Cấp nước Gò Quao"),
        ("Phun nước chống bụi mỗi sáng, trách nhiệm nhà thầu.", "nhà thầu"),
        ("Giữ vệ sinh bến phà, trách nhiệm của UBND xã Định An.", "UBND xã Định An"),
        ("Sắp xếp lại chỗ đậu ghe, phần việc của Đội Quản lý đô thị.", "Đội Quản lý đô thị"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)  # fmt: skip
def test_who_takes_it_on_is_named_last(order: str, who: str) -> None:
    assert leads(only(notice(f"1. {order}"))) == [who]


@pytest.mark.parametrize(
    ("order", "who"),
    [
        ("Phòng Y tế kiểm tra bếp ăn, làm rõ trách nhiệm của nhà thầu.", ["Phòng Y tế"]),
        ("Công an xã Định An lập chốt - UBND huyện chịu kinh phí.", ["Công an xã Định An"]),
        ("Ban Quản lý chợ lo chỗ để xe cho khách.", ["Ban Quản lý chợ"]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)  # fmt: skip
def test_a_duty_of_others_told_behind_it_takes_nothing_on(order: str, who: list[str]) -> None:
    assert leads(notice(f"1. {order}").directives[0]) == who


@pytest.mark.parametrize(
    ("order", "who"),
    [
        ("Phòng Tài chính - Kế hoạch xoay xở 300 triệu đồng mua vật tư.", "Phòng Tài chính - Kế hoạch"),
        ("Phòng Nội vụ soát lại biên chế trước 30/6.", "Phòng Nội vụ"),
        ("Trung tâm Y tế huyện chở thuốc ra hai xã đảo.", "Trung tâm Y tế huyện"),
        ("Phòng Văn hóa và Thông tin dò lại danh sách hộ chưa có đầu thu.", "Phòng Văn hóa và Thông tin"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)  # fmt: skip
def test_everyday_verbs_stand_outside_the_name(order: str, who: str) -> None:
    assert leads(only(notice(f"1. {order}"))) == [who]


@pytest.mark.parametrize(
    "told",
    [
        "Điện thì ai cũng hiểu là phải tiết kiệm, vậy mà đèn sân vẫn sáng tới khuya.",
        "Họp thì nơi nào cũng nói cần làm sớm, về nhà lại để đó.",
        "UBND xã Định An vận động dân hiến 2.000 m2 đất, thật đáng mừng.",
        "Trường THPT Gò Quao cho chạy được phòng thực hành, đây là nỗ lực đáng khen.",
        "Nhà thầu hứa nhiều mà công trường chỉ có hai chiếc xe.",
    ],
)
def test_common_talk_and_praise_are_no_orders(told: str) -> None:
    assert orders(f"1. {told}") == []


@pytest.mark.parametrize(
    ("order", "kind"),
    [
        ("Các hộ nuôi tôm phải báo ngay khi tôm chết.", "task"),
        ("Phòng Nội vụ chọn những gương đáng khen, trình khen thưởng trước 30/6.", "task"),
        ("Nhà thầu hứa sẽ thông tuyến trước 30/9/2019.", "commitment"),
    ],
)
def test_what_only_resembles_them_stays(order: str, kind: str) -> None:
    assert [d.kind for d in orders(f"1. {order}")] == [kind]


def test_a_firm_that_promises_is_not_named_for_it() -> None:
    directive = only(notice("1. Công ty hứa với UBND huyện sẽ trả hết nợ trước 30/11/2019."))
    assert (directive.kind, leads(directive)) == ("commitment", ["Công ty"])


@pytest.mark.parametrize("words", ["hạn chót 20/7", "hạn cuối 20/7", "hạn nộp 20/7"])
def test_the_last_day_stands_bare_behind_its_name(words: str) -> None:
    directive = only(notice(f"1. UBND các xã nộp danh sách hộ nghèo, {words}."))
    assert directive.deadline is not None
    assert directive.deadline.due == "2019-07-20"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("Ai giúp", "coordinate"),
        ("Người cùng làm", "coordinate"),
        ("Bên tiếp sức", "coordinate"),
        ("Ai làm", "lead"),
        ("Giúp đỡ hộ nghèo", None),
    ],
)
def test_columns_are_headed_in_plain_words(head: str, kind: str | None) -> None:
    found = column_of(head)
    assert (found == kind) if kind else (found != "coordinate")
