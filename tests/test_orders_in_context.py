"""Sentences where they stand: in a report before and behind the chair's words, in an item of a notice. All composed."""

from __future__ import annotations

import pytest

from extractor.core.context import Context
from extractor.pipeline import extract

REPORT = """Chủ tịch UBND tỉnh Lưu Văn Hạ làm việc với huyện Bát Xát

Cập nhật: 15/08/2024 10:00

Ngày 14/8, Chủ tịch UBND tỉnh Lưu Văn Hạ chủ trì buổi làm việc với huyện Bát Xát về đầu tư công. Cùng dự có lãnh đạo một số sở.

Báo cáo tại buổi làm việc, Chủ tịch UBND huyện Bát Xát Vàng Seo Páo cho biết 7 tháng huyện giải ngân 132 tỷ đồng, đạt 41% kế hoạch.

{before}Kết luận buổi làm việc, Chủ tịch UBND tỉnh Lưu Văn Hạ đánh giá cao kết quả của huyện. {behind}

Hồng Vân
"""
NOTICE = """UBND TỈNH LÀO CAI
VĂN PHÒNG
Số: 120/TB-VP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lào Cai, ngày 15 tháng 8 năm 2024

THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh Lưu Văn Hạ tại cuộc họp về đầu tư công

Ngày 14/8/2024, Chủ tịch UBND tỉnh Lưu Văn Hạ chủ trì cuộc họp về đầu tư công. Sau khi nghe báo cáo, Chủ tịch UBND tỉnh kết luận như sau:

1. Giao Sở Tài chính rà soát nguồn vốn, báo cáo UBND tỉnh.
2. {item}
3. Giao Sở Xây dựng thẩm định các dự án mới.

Nơi nhận:
- Lưu: VT.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Hà Văn Sơn
"""
WITHOUT_MODELS = Context(learned=False)


def kinds(page: str, words: str) -> list[str]:
    """The kinds of the directives that begin in `words` on the page."""
    record = extract(page, context=WITHOUT_MODELS)
    start = record.text.index(words)
    return [d.kind for d in record.directives if start <= d.start < start + len(words)]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Đồng chí ghi nhận nỗ lực của huyện, đồng thời yêu cầu đẩy nhanh tiến độ giải phóng mặt bằng.", ["task"]),
        ("Chủ tịch UBND tỉnh cơ bản nhất trí với báo cáo, song yêu cầu làm rõ nguyên nhân chậm giải ngân.", ["task"]),
        ("Biểu dương huyện về thu ngân sách, tuy nhiên đồng chí đề nghị phải rà lại các khoản thu.", ["task"]),
        ("Đồng chí yêu cầu làm rõ nguyên nhân chậm tiến độ.", ["task"]),
        ("Liên quan đến kiến nghị về biên chế, Sở Nội vụ tham mưu UBND tỉnh trả lời trong tháng 9.", ["task"]),
        ("Áp lực giải ngân là không nhỏ, các sở, ngành không được chủ quan.", ["task"]),
        ("Chủ tịch UBND tỉnh đồng ý bổ sung 20 tỷ đồng làm đường, giao Sở Tài chính tham mưu.", ["decision", "task"]),
        ("Đối với các xã phấn đấu về đích năm nay, Văn phòng Điều phối bám sát, hỗ trợ hồ sơ.", ["task"]),
        ("Đồng chí chúc mừng các đồng chí được bổ nhiệm và mong các đồng chí nhanh chóng bắt nhịp công việc.", []),
        ("Đồng chí cũng mong doanh nghiệp đồng hành cùng người dân vùng trồng.", []),
        ("Đồng chí tin tưởng, với truyền thống đoàn kết, huyện sẽ hoàn thành mọi chỉ tiêu.", []),
        ("Dịp này, Chủ tịch UBND tỉnh tặng quà 5 gia đình, động viên các gia đình phấn đấu vươn lên.", []),
    ],
)
def test_behind_the_chairs_words(words: str, wanted: list[str]) -> None:
    assert kinds(REPORT.format(before="", behind=words), words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Chủ tịch UBND huyện Vàng Seo Páo khẳng định huyện sẽ hoàn thành hồ sơ trước 30/9.", ["commitment"]),
        ("Cử tri xã Y Tý mong muốn Nhà nước sớm đầu tư tuyến đường lên thôn Phìn Hồ.", ["petition"]),
        ("Đại diện Ban Quản lý dự án giao thông đề nghị UBND huyện Bát Xát bàn giao mặt bằng.", ["petition"]),
        ("Giám đốc Sở Xây dựng cho rằng, muốn đi nhanh thì các địa phương phải chuẩn bị hồ sơ sớm.", []),
        ("Đại diện Sở Du lịch gợi ý huyện nên xây dựng tuyến tham quan nửa ngày.", []),
        ("Dự án dài 102 km, khởi công từ tháng 1/2023, dự kiến hoàn thành vào cuối năm 2025.", []),
    ],
)
def test_before_the_chair_speaks(words: str, wanted: list[str]) -> None:
    assert kinds(REPORT.format(before=words + "\n\n", behind=""), words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Với huyện Sa Pa, Chủ tịch UBND tỉnh đề nghị sớm bàn giao mặt bằng, chậm nhất ngày 30/8/2024.", ["task"]),
        ("Chấp thuận đề nghị của huyện Bảo Thắng về việc kéo dài thời gian thí điểm.", ["decision"]),
        ("Về bãi thải: Chưa xem xét trong đợt này.", ["decision"]),
        ("Cho phép Sở Y tế mua 5 xe cứu thương, yêu cầu quản lý đúng mục đích.", ["decision", "task"]),
        ("Hội trường được sửa xong. Dự án nào chưa giải ngân phải có báo cáo giải trình riêng.", ["task"]),
        ("Quyết tâm giải ngân hết 100% vốn được giao trước 31/12/2024.", ["target"]),
        ("Cơ bản nhất trí với giải trình của Sở Kế hoạch và Đầu tư.", []),
        ("Hồ sơ đề nghị thanh toán phải có biên bản nghiệm thu và hóa đơn theo quy định.", []),
        ("Dự kiến mùa khô năm nay kéo dài hơn trung bình nhiều năm khoảng 20 ngày.", []),
        ("Qua rà soát cho thấy quy hoạch các khu dân cư chưa đồng bộ, cần sớm khắc phục.", []),
        ("Trong quý, tỉnh kết nạp 311 đảng viên, đạt 26% kế hoạch; công tác kiểm tra được tăng cường.", []),
        ("Thông tin trên mạng xã hội cho rằng có người cố ý đốt là chưa có cơ sở.", []),
    ],
)
def test_an_item_of_a_notice(words: str, wanted: list[str]) -> None:
    assert kinds(NOTICE.format(item=words), words) == wanted


ALL = "Để giải ngân hết vốn, yêu cầu Thủ trưởng các sở, Chủ tịch UBND các huyện tập trung các nhiệm vụ sau:"
ONE = "Giao Giám đốc Sở Y tế:"


@pytest.mark.parametrize(
    ("opening", "item", "wanted"),
    [
        (ALL, "1. Yêu cầu Sở Tài chính khẩn trương rà soát hồ sơ.", ["Sở Tài chính"]),
        (ALL, "1. Yêu cầu các chủ đầu tư, các chủ rừng rà soát hồ sơ.", ["các chủ đầu tư", "các chủ rừng"]),
        (ALL, "1. Giao Sở Nội vụ rà soát hồ sơ.", ["Sở Nội vụ"]),
        (ALL, "1. Rà soát hồ sơ.", ["Thủ trưởng các sở", "Chủ tịch UBND các huyện"]),
        (ALL, "1. Chỉ đạo các phòng rà soát hồ sơ.", ["Thủ trưởng các sở", "Chủ tịch UBND các huyện"]),
        (ONE, "- Yêu cầu các bệnh viện rà soát hồ sơ.", ["Giám đốc Sở Y tế"]),
    ],
)
def test_who_is_told_in_an_item_under_those_who_are_told_all(opening: str, item: str, wanted: list[str]) -> None:
    """`1. Yêu cầu Sở A …` under `yêu cầu các sở, các huyện …:` is for Sở A: the same body speaks on."""
    page = NOTICE.replace("1. Giao Sở Tài chính rà soát nguồn vốn, báo cáo UBND tỉnh.\n2. {item}\n3. ", "{all}")
    record = extract(page.format(all=f"{opening}\n{item}\n2. "), context=WITHOUT_MODELS)
    directive = next(d for d in record.directives if "rà soát hồ sơ" in d.text.lower())
    assert [a.text for a in directive.assignees] == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Sở Tư pháp định kỳ 6 tháng, năm báo cáo UBND tỉnh.", ["task"]),
        ("Sở Y tế hằng tháng, quý và năm kiểm tra các trạm y tế.", ["task"]),
        ("Các xã định kỳ hằng quý, 6 tháng, cả năm hoặc đột xuất báo cáo UBND huyện.", ["task"]),
        ("Báo cáo định kỳ 6 tháng, năm của các sở còn chậm.", []),
        ("Sở Tư pháp định kỳ 6 tháng, năm đã báo cáo đầy đủ.", []),
    ],
)
def test_a_doer_told_to_do_something_every_so_often(words: str, wanted: list[str]) -> None:
    assert kinds(NOTICE.format(item=words), words) == wanted
