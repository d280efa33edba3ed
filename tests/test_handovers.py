"""Sentences that hand over to another doer in their midst, works named before who does them, and answers to requests."""

from __future__ import annotations

import pytest
from short_notices import leads, letterhead, read_notice

from extractor.core.record import Directive

HEAD = letterhead(
    "Tháp Mười",
    "57/TB-UBND",
    "ngày 04 tháng 5 năm 2026",
    "Kết luận của Phó Chủ tịch UBND huyện Lê Thị Mận tại cuộc họp giao ban",
    "Sáng 04/5/2026, Phó Chủ tịch UBND huyện Lê Thị Mận chủ trì họp giao ban và kết luận như sau:",
)
SURE = "9. Giao Phòng Nội vụ kiểm tra việc thực hiện trước ngày 30/7/2026."


def told(item: str) -> list[Directive]:
    found = read_notice(HEAD, f"1. {item}", SURE).directives
    return [directive for directive in found if not directive.text.startswith("Giao Phòng Nội vụ kiểm tra")]


def who(item: str) -> list[list[str]]:
    return [leads(directive) for directive in told(item)]


@pytest.mark.parametrize(
    ("item", "doers"),
    [
        ("Phòng Kinh tế đo lại ranh, sau đó Phòng Tư pháp vào sổ.", [["Phòng Kinh tế"], ["Phòng Tư pháp"]]),
        ("Cô Lan gom phiếu, rồi thầy Hùng ký trước 12/5.", [["Lan"], ["Hùng"]]),
        ("Trạm Y tế xã phun ấp 3, riêng chợ cũ Phòng Y tế cử người phun.", [["Trạm Y tế xã"], ["Phòng Y tế"]]),
        (
            "Phòng Kinh tế soạn đề cương, còn bản đồ để Phòng Tư pháp vẽ lại theo ranh mới.",
            [["Phòng Kinh tế"], ["Phòng Tư pháp"]],
        ),
        ("Thầy Tân lo loa đài, còn phông màn, cờ phướn cô Sương mượn xã.", [["Tân"], ["Sương"]]),
        (
            "Công an huyện tuần đường, còn vòng trong giao công an các xã canh gác.",
            [["Công an huyện"], ["công an các xã"]],
        ),
        ("Nhất trí cho mượn hội trường, Văn phòng giữ chìa khóa.", [[], ["Văn phòng"]]),
        ("Đồng ý dời buổi bốc thăm, chị Thắm báo lại các đội trong ngày mai.", [[], ["Thắm"]]),
        ("Phòng Kinh tế lập tờ trình xin vốn - chị Thắm nộp lên tỉnh.", [["Phòng Kinh tế"], ["Thắm"]]),
        ("Anh Tám lo máy bơm, chị Bảy lo dầu, chú Chín coi cống.", [["Tám"], ["Bảy"], ["Chín"]]),
        ("Đội 1 vét mương, Đội 2 đắp bờ.", [["Đội 1"], ["Đội 2"]]),
        ("Phần cơm nước Hội Phụ nữ lo, phần đò dọc anh Ba Đò chở.", [["Hội Phụ nữ"], ["Ba Đò"]]),
        ("Tổ Nhạc dựng rạp, tổ Văn phòng soạn giấy mời.", [["Tổ Nhạc"], ["tổ Văn phòng"]]),
        ("Bác sĩ Hùng trực đêm thứ bảy, y tá Lan trực sáng chủ nhật.", [["Hùng"], ["Lan"]]),
        ("Bác Năm trông xe, dì Sáu dọn nhà kho.", [["Năm"], ["Sáu"]]),
    ],
)
def test_another_takes_over_in_the_midst_of_a_sentence(item: str, doers: list[list[str]]) -> None:
    assert who(item) == doers


def test_what_an_aim_takes_is_told_behind_it() -> None:
    aim, task = told("Phấn đấu hết quý III giảm tỷ lệ hụt nước xuống dưới 20%, muốn vậy Đội 2 dò mỗi tuần 5 km ống.")
    assert (aim.kind, task.kind, leads(task)) == ("target", "task", ["Đội 2"])


@pytest.mark.parametrize(
    ("item", "doers"),
    [
        ("Rà lại toàn bộ cọc mốc - Phòng Kinh tế lo.", [["Phòng Kinh tế"]]),
        ("Phòng Kinh tế đo lại ranh, sau đó vào sổ, báo cáo.", [["Phòng Kinh tế"]]),
        (
            "Riêng Phòng Kinh tế, Phòng Tư pháp tập trung soát hợp đồng thuê sạp.",
            [["Phòng Kinh tế", "Phòng Tư pháp"]],
        ),
        ("Riêng Phòng Kinh tế chỉ đạo Trạm Thú y thống kê đàn heo.", [["Phòng Kinh tế"]]),
    ],
)
def test_the_same_doer_goes_on(item: str, doers: list[list[str]]) -> None:
    assert who(item) == doers


@pytest.mark.parametrize(
    ("item", "doers"),
    [
        ("Ký duyệt giáo án là việc của các tổ trưởng.", [["các tổ trưởng"]]),
        ("Trông coi trạm bơm là phần việc của Hợp tác xã Tân Tiến.", [["Hợp tác xã Tân Tiến"]]),
        ("Thẩm định dự toán thuộc trách nhiệm của Phòng Tài chính.", [["Phòng Tài chính"]]),
        (
            "Việc bắt đầu nậu là của Công an huyện, việc bịt đường mòn, lối mở là của Đồn Biên phòng Sông Trăng, "
            "còn tổng hợp chung là của Văn phòng.",
            [["Công an huyện"], ["Đồn Biên phòng Sông Trăng"], ["Văn phòng"]],
        ),
        ("Trách nhiệm của tổ bảo vệ: khóa cổng phụ từ 22 giờ, ghi sổ xe ra vào.", [["tổ bảo vệ"]]),
        ("Trách nhiệm của từng đoàn viên: quét dọn một đoạn đường.", [["từng đoàn viên"]]),
        ("Phần việc của anh Dũng: chở cát, đóng cừ tràm.", [["Dũng"]]),
        ("Phương án chống ngập theo hai mức báo động do Phòng Kinh tế hoàn chỉnh.", [["Phòng Kinh tế"]]),
        ("Nguồn chi do Phòng Tài chính bố trí từ quỹ dự phòng.", [["Phòng Tài chính"]]),
        ("Điện lực Tháp Mười: từ ngày 22/6 đến ngày 28/6 không cắt điện.", [["Điện lực Tháp Mười"]]),
        ("Kho muối để Trạm Thủy sản giữ chìa khóa.", [["Trạm Thủy sản"]]),
        ("Không ai được đốt rác sau dãy B.", [[]]),
        ("Danh sách hộ khó khăn, các xã nộp về Văn phòng trước ngày 20/5.", [["các xã"]]),
    ],
)
def test_the_work_may_stand_before_whose_it_is(item: str, doers: list[list[str]]) -> None:
    assert who(item) == doers


@pytest.mark.parametrize(
    "item",
    [
        "Khu đất sau chợ là của xã Mỹ An.",
        "Ba chiếc xuồng là của Trạm Khuyến nông, đang neo ở bến.",
        "Giữ rừng là nhiệm vụ của cả hệ thống chính trị.",
        "Việc này trước đây là của Phòng Công Thương.",
        "Nhà văn hóa thuộc sở hữu của Công đoàn huyện.",
        "Hồ sơ do các xã gửi về còn thiếu chữ ký.",
        "Bến phà do Công ty Công trình đô thị quản lý, mỗi ngày chở 400 lượt.",
        "Đất công giao xã quản lý còn 12 ha.",
        "Công trình đã giao Công ty Minh Phát sửa.",
        "Trách nhiệm của ngành: còn nặng nề.",
        "Bà Bảy lo nước tràn vào nhà.",
        "Kết quả, các xã nộp quỹ đạt 90%.",
    ],
)
def test_what_belongs_to_somebody_is_no_work_of_his(item: str) -> None:
    assert told(item) == []


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("Phụ huynh khối 6 xin gắn thêm quạt: chưa xét, quỹ hội đã cạn.", "chưa xét, quỹ hội đã cạn."),
        ("Tạm hoãn đại hội công đoàn sang tháng 6.", "Tạm hoãn đại hội công đoàn sang tháng 6."),
        ("Tiểu thương xin bớt tiền sạp: không cho, giá đã thấp.", "không cho, giá đã thấp."),
        ("Chỉ đồng ý trích một phần theo dự toán đã duyệt.", "Chỉ đồng ý trích một phần theo dự toán đã duyệt."),
    ],
)
def test_what_is_answered_is_decided(item: str, text: str) -> None:
    [decision] = told(item)
    assert (decision.kind, decision.text) == ("decision", text)


def test_a_promise_is_made_to_one_above_and_something_asked_of_him() -> None:
    promise, plea = told(
        "Với Sở Giáo dục và Đào tạo, huyện cam kết xong trước 30/6, đồng thời xin Sở cấp thêm 200 bộ bàn."
    )
    assert (promise.kind, leads(promise)) == ("commitment", ["huyện"])
    assert (plea.kind, leads(plea)) == ("petition", ["Sở"])


def test_a_paper_that_is_signed_is_no_promise() -> None:
    item = "Cách ký cam kết với từng chủ bến xe là đáng học."
    assert not any(directive.kind == "commitment" for directive in told(item))


def test_each_step_has_its_day() -> None:
    first, second = told("Chốt giá van với nhà thầu (thứ tư này), rồi ký hợp đồng chậm nhất thứ sáu.")
    assert first.deadline and first.deadline.due == "2026-05-06"
    assert second.deadline and second.deadline.due == "2026-05-08"
