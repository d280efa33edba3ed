"""Whose words a press report gives: tails, quoted speech, experts, what was before, lists of results. All composed."""

from __future__ import annotations

import pytest

from extractor.core.context import Context
from extractor.core.record import Directive
from extractor.pipeline import extract

PAGE = (
    "Thành phố họp khẩn về phòng cháy nhà trọ\n\nChiều 12/4/2025, tại cuộc họp Ban chỉ đạo, ông Lê Văn Bình, Phó chủ tịch "
    "UBND thành phố yêu cầu Công an thành phố kiểm tra toàn bộ nhà trọ.\n\n{told}\n\nMinh Anh\n"
)


def read(told: str) -> tuple[Directive, ...]:
    """The orders behind the first one of the page."""
    return extract(PAGE.format(told=told), context=Context(learned=False)).directives[1:]


def leads(directive: Directive) -> list[str]:
    return [doer.text for doer in directive.assignees if doer.role == "lead"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("Các quận phải lập danh sách nhà trọ trước ngày 30/4, ông Bình nói.", "Các quận phải lập danh sách nhà trọ trước ngày 30/4"),
        ("Cần xử lý dứt điểm việc lấn chiếm ngõ, ông nhấn mạnh.", "Cần xử lý dứt điểm việc lấn chiếm ngõ"),
        ("Các phường cần bố trí người trực cả đêm, Phó chủ tịch nêu rõ.", "Các phường cần bố trí người trực cả đêm"),
        ("Các quận phải báo cáo hằng tuần, ông Bình cho biết thêm.", "Các quận phải báo cáo hằng tuần"),
        ("Chủ nhà trọ phải mở lối thoát thứ hai, kết luận nêu rõ.", "Chủ nhà trọ phải mở lối thoát thứ hai"),
        ("Hạn chót 15/5 phải có phương án di dời, Phó chủ tịch thành phố nói.", "Hạn chót 15/5 phải có phương án di dời"),
    ],
)  # fmt: skip
def test_who_said_it_stands_outside(told: str, words: str) -> None:
    (directive,) = read(told)
    assert directive.text == words
    assert directive.issued_by == "Lê Văn Bình"


def test_who_goes_on_speaking_gives_two_orders() -> None:
    first, second = read(
        "Chậm nhất 15/5 các quận phải có phương án, ông Bình nói, thêm rằng nếu chậm, các phường phải chịu trách nhiệm."
    )
    assert (leads(first), leads(second)) == (["các quận"], ["các phường"])


@pytest.mark.parametrize(
    "told",
    [
        "Thành phố hiện có hơn 12.000 nhà trọ, trong đó một nửa chưa có lối thoát thứ hai, ông Bình cho biết.",
        "Nhà trọ phải bảo đảm an toàn theo đúng Luật Phòng cháy, luật sư Trần Văn Nam nói.",
        "Đầu năm, Sở Xây dựng kiến nghị cấp vốn sửa nhà trọ cũ.",
        "Hồi tháng 2, Thủ tướng yêu cầu các địa phương rà soát nhà trọ.",
        "TS Nguyễn Văn Nam, nguyên Cục trưởng, cho rằng cần siết cấp phép xây nhà trọ.",
        "Vì thế, giới chuyên gia cho rằng việc cấp phép cần được tính toán kỹ.",
        "Ngày 12/4, thành phố tiếp tục ghi nhận 12 vụ cháy với 17 người bị thương.",
        "Quận 4 dự kiến cho học sinh nghỉ học từ ngày 25/8.",
        "Công ty Điện lực dự kiến thay 200 trạm biến áp.",
        "Trước đó, thành phố đã họp. Các quận đã kêu gọi được 590 chủ nhà trọ ký cam kết.",
        "Người dân cần theo dõi thông tin về bão, theo khuyến cáo của cơ quan khí tượng.",
        "UBND thành phố xác định 9 nhóm nhiệm vụ, giải pháp trọng tâm.",
        "Phó chủ tịch giao cụ thể các mốc tiến độ cần hoàn thành của các dự án.",
        "Những kết quả đã đạt được\n\n• Hoàn thành kiểm tra 40 phường\n\n• Lắp xong hệ thống báo cháy",
        'Mở đầu, ông kể chuyện xưa. "Mở đường trước hết phải mở lòng dân. Dân thông thì việc gì cũng xong", ông Bình nói.',
        '"Nhà trọ phải là nhà của người lao động. Chúng ta phải thấy điều đó", ông Bình nói.',
    ],
)
def test_what_is_told_beside_orders_is_none(told: str) -> None:
    assert read(told) == ()


def test_words_of_a_speech_are_orders() -> None:
    orders = read(
        '"Quy trình nghiệm thu phải được rà kỹ để rút kinh nghiệm chung. Người dân đã được di dời chưa? Cần làm rõ việc chấp '
        'hành quy định an toàn. Không có ai trông coi ở đó cả", ông Bình nói.'
    )
    assert [order.text.split()[0] for order in orders] == ["Quy", "Cần"]


def test_who_only_told_something_gives_orders_himself() -> None:
    orders = read(
        "Đại tá Phạm Văn Minh, Phó giám đốc Công an thành phố cho biết đã khám nghiệm hiện trường.\n\n"
        '"Tôi phân công 3 tổ khám nghiệm. Công an quận 4 chịu trách nhiệm giữ trật tự", đại tá Phạm Văn Minh cho hay.'
    )
    assert [leads(order) for order in orders] == [["3 tổ"], ["Công an quận 4"]]
    assert {order.issued_by for order in orders} == {"Phạm Văn Minh"}


def test_a_leader_who_asks_those_below_gives_a_task() -> None:
    (directive,) = read("Tôi đề nghị các ban, ngành báo cáo kết quả trước ngày 30/4, ông Bình nói.")
    assert (directive.kind, leads(directive)) == ("task", ["các ban, ngành"])


def test_who_is_turned_to_is_told_also_by_what_follows() -> None:
    first, second = read(
        "Về phía UBND các quận, Phó chủ tịch giao rà soát nhà trọ trên địa bàn. Khẩn trương lập phương án cứu nạn."
    )
    assert (leads(first), leads(second)) == (["UBND các quận"], ["UBND các quận"])


def test_a_paper_signed_to_tell_somebody_is_an_order() -> None:
    (directive,) = read("Ngày 16/4, Thủ tướng ký công điện yêu cầu các bộ liên quan và UBND các tỉnh rà soát nhà trọ.")
    assert leads(directive) == ["các bộ liên quan", "UBND các tỉnh"]
    assert read("Ngày 16/4, UBND thành phố ban hành Công văn số 446/UBND về việc rà soát nhà trọ.") == ()


def test_signs_before_a_paragraph_hide_nobody() -> None:
    (directive,) = read("📋 Sở Xây dựng được giao nghiên cứu tiêu chuẩn nhà trọ.")
    assert leads(directive) == ["Sở Xây dựng"]


def test_the_government_of_a_place_is_the_place() -> None:
    (directive,) = read(
        "Ông Bình đề nghị UBND huyện lưu ý trách nhiệm của người đứng đầu; cần rút gọn thủ tục; huyện cần quan tâm tuyên "
        "truyền."
    )
    assert leads(directive) == ["UBND huyện"]


def test_a_team_that_came_is_asked() -> None:
    (directive,) = read(
        "UBND xã Vĩnh Mỹ kiến nghị với Đoàn một số nội dung như: Có cơ chế hỗ trợ trang thiết bị cho bộ phận một cửa."
    )
    assert (directive.kind, leads(directive)) == ("petition", ["Đoàn"])
    assert directive.text.startswith("Có cơ chế")


def test_what_a_body_plans_by_a_day_is_its_aim() -> None:
    (directive,) = read("UBND huyện dự kiến tổ chức hội nghị đối thoại trước ngày 30/4.")
    assert (directive.kind, leads(directive)) == ("target", ["UBND huyện"])


def test_who_is_to_report_in_a_speech_does_not_speak() -> None:
    orders = read('"Các nhà thầu phải tăng ca. Ban Giao thông báo cáo tiến độ hằng tuần cho thành phố", ông Bình nói.')
    assert [leads(order) for order in orders] == [["Các nhà thầu"], ["Ban Giao thông"]]
    assert {order.issued_by for order in orders} == {"Lê Văn Bình"}
