"""Orders in plain words: sanctions, answers of one word, everyday verbs by a date, requests in a report. All composed."""

from __future__ import annotations

import pytest

from extractor.core.context import Context
from extractor.core.record import Directive
from extractor.pipeline import extract

REPORT = """Huyện Sơn Dương bàn chuyện nước sạch

Cập nhật: 12/06/2024 09:00

Ngày 11/6, ông Lục Văn Thuần, Chủ tịch UBND huyện Sơn Dương làm việc với xã Tân Trào về nước sạch. Cùng dự có lãnh đạo các phòng.

{before}Kết luận buổi làm việc, ông Lục Văn Thuần ghi nhận sự cố gắng của xã. {behind}

Thu Hà
"""
NOTICE = """UBND HUYỆN SƠN DƯƠNG
VĂN PHÒNG
Số: 77/TB-VP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Dương, ngày 12 tháng 6 năm 2024

THÔNG BÁO
Kết luận của Chủ tịch UBND huyện Lục Văn Thuần tại cuộc họp về nước sạch

Ngày 11/6/2024, Chủ tịch UBND huyện Lục Văn Thuần chủ trì cuộc họp về nước sạch. Sau khi nghe báo cáo, Chủ tịch UBND huyện kết luận như sau:

1. Giao Phòng Kinh tế rà soát các công trình, báo cáo UBND huyện.
2. {item}
3. Giao Phòng Tài chính - Kế hoạch thẩm định các dự án mới.

Nơi nhận:
- Lưu: VT.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Ma Thị Thoa
"""
WITHOUT_MODELS = Context(learned=False)


def read(page: str, words: str) -> list[Directive]:
    record = extract(page, context=WITHOUT_MODELS)
    start = record.text.index(words)
    return [d for d in record.directives if start <= d.start < start + len(words)]


def kinds(page: str, words: str) -> list[str]:
    return [d.kind for d in read(page, words)]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Ai kê khống số hộ thì người đứng đầu chịu trách nhiệm.", ["decision"]),
        ("Đến 30/9 dự án nào giải ngân dưới 60% thì cắt vốn chuyển cho dự án khác.", ["decision"]),
        ("Trường hợp chậm quyết toán quá 18 tháng, không giao làm chủ đầu tư công trình mới.", ["decision"]),
        ("Nhà thầu nào chưa dọn mặt bằng thì chưa cho nghiệm thu.", ["decision"]),
        ("Trưởng xóm nào họp thay mà không báo lại thì coi như vắng.", ["decision"]),
        ("Đơn vị chậm báo cáo hai kỳ liên tiếp: hạ một bậc thi đua.", ["decision"]),
        (
            "Xã trả lời dân trong 24 giờ; nơi nào để dân kêu nhiều lần thì xem xét trách nhiệm người đứng đầu.",
            ["task", "decision"],
        ),
        ("Xã nào để xe chở cát cày nát đường thì Chủ tịch UBND xã giải trình trước UBND huyện.", ["task"]),
        ("Kiểm tra các giếng khoan, giếng nào còn dùng được thì cho dân dùng chung.", ["task"]),
        ("Về đề nghị cấp bù thủy lợi phí: không đồng ý.", ["decision"]),
        ("Việc lấp suối làm bãi đỗ xe: nghiêm cấm.", ["task"]),
        ("Năm trạm bơm dã chiến chuyển về kho trước ngày 25/6.", ["task"]),
        ("Mồng 5 hằng tháng, các xã nhắn số liệu về Phòng Kinh tế.", ["task"]),
        ("Trung tâm Y tế huyện xin thêm bác sĩ: Phòng Nội vụ rà lại chỉ tiêu.", ["task"]),
        ("Việc này Phòng Tư pháp xem lại hồ sơ, trả lời dân.", ["task"]),
        ("Riêng vướng mắc về đường ống, tôi sẽ trực tiếp làm việc với nhà thầu ngày 17/6.", ["commitment"]),
        (
            "Thực hiện Nghị quyết số 19-NQ/HU ngày 25/10/2023 của Huyện ủy, nhất trí sáp nhập hai trạm cấp nước.",
            ["decision"],
        ),
        ("Thanh toán không dùng tiền mặt mới đạt 61% so với mục tiêu 75%.", []),
        ("Nhà máy nước có công suất 2.000 m3/ngày, theo hợp đồng sẽ chạy thử vào tháng 12/2024.", []),
    ],
)
def test_an_item_of_a_notice(words: str, wanted: list[str]) -> None:
    assert kinds(NOTICE.format(item=words), words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Về tuyến ống, huyện ủng hộ chủ trương làm trước 2 km.", ["decision"]),
        ("Kinh phí, Phòng Tài chính - Kế hoạch tham mưu UBND huyện chi từ dự phòng.", ["task"]),
        ("Ông căn dặn các xã, nhất là Tân Trào và Minh Thanh, phải súc rửa bể trước mùa mưa.", ["task"]),
        ("Chủ tịch UBND huyện nhận phần trách nhiệm về việc chậm cấp nước.", []),
        ("Theo ông, người dân cần đun sôi nước trước khi uống.", []),
        ("Theo kế hoạch, đoàn công tác của huyện sẽ kiểm tra 5 bể nước trong tháng 7.", ["target"]),
    ],
)
def test_behind_the_chairs_words(words: str, wanted: list[str]) -> None:
    assert kinds(REPORT.format(before="", behind=words), words) == wanted


def test_blame_with_a_demand_is_told_to_those_who_are_blamed() -> None:
    words = "Ông cũng phê bình Phòng Kinh tế và yêu cầu báo cáo rõ nguyên nhân."
    [order] = read(REPORT.format(before="", behind=words), words)
    assert order.text == words
    assert [a.text for a in order.assignees] == ["Phòng Kinh tế"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("“Tôi đề nghị xã làm bể lọc trước mùa mưa”, bà Nông Thị Mền nói.", ["petition"]),
        (
            "Đồng chí Hoàng Văn Tịnh, Chủ tịch UBND xã phản ánh bể cạn từ tháng 3 và đề nghị huyện cấp 5 tỷ đồng.",
            ["petition"],
        ),
        ("Phó Trưởng phòng Kinh tế Đỗ Văn Quyết cho rằng việc chọn nhà thầu phải tuân thủ Luật Đấu thầu.", []),
    ],
)
def test_before_the_chair_speaks(words: str, wanted: list[str]) -> None:
    assert kinds(REPORT.format(before=words + "\n\n", behind=""), words) == wanted


def test_what_stands_under_a_request_is_asked_for() -> None:
    before = "Báo cáo với đoàn, Chủ tịch UBND xã nêu khó khăn. Xã đề nghị huyện:\n\n{items}\n\n"
    items = "- Bố trí 2 tỷ đồng sửa bể;\n- Sớm giao xã quản lý trạm bơm;\n- Cho phép lùi hạn quyết toán."
    made = read(REPORT.format(before=before.format(items=items), behind=""), items)
    assert [d.kind for d in made] == ["petition"] * 3
    assert {a.text for d in made for a in d.assignees} == {"huyện"}
