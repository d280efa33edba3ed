"""Where the doer stands: behind a topic or a speaker's colon, for a pronoun, before an apposition, beside a partner."""

from __future__ import annotations

import pytest

from extractor.core.record import Directive, Record
from extractor.pipeline import extract
from tests.test_doers import leads, notice, only, partners

REPORT = """Phó Chủ tịch tỉnh kiểm tra tiến độ đường ven biển
Ngày 12/5/2023, Phó Chủ tịch UBND tỉnh Quảng Trị Hoàng Văn Sáng kiểm tra tiến độ dự án tại huyện Hải Lăng.
Báo cáo với đoàn, Chủ tịch UBND huyện Hải Lăng Nguyễn Văn Tiệp cho biết huyện còn 12 hộ chưa nhận tiền.
Kết luận buổi làm việc, Phó Chủ tịch UBND tỉnh Hoàng Văn Sáng yêu cầu các địa phương vào cuộc quyết liệt.
"""


def report(line: str) -> Record:
    return extract(REPORT + line)


def last(record: Record) -> Directive:
    return record.directives[-1]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Ông Nguyễn Văn Tiệp tiếp thu ý kiến. Ông hứa bàn giao mặt bằng trước ngày 30/5.", ["Nguyễn Văn Tiệp"]),
        ("“Tôi hứa trước mùa mưa, con dốc ấy sẽ có bê tông”, ông Nguyễn Văn Tiệp nói.", ["Nguyễn Văn Tiệp"]),
        (
            "Chủ tịch UBND xã Hải An Lê Văn Dung nói: “Chúng tôi xin hứa sẽ làm xong đường trong tháng 6”.",
            ["Lê Văn Dung"],
        ),
        (
            "Giám đốc Công ty Thành An Trần Văn Bộ nêu khó khăn về cát. Ông cam kết xong nền đường trước 30/6.",
            ["Công ty Thành An"],
        ),
        ("Thay mặt lãnh đạo huyện, ông Nguyễn Văn Tiệp hứa bàn giao mặt bằng trong tháng 6.", ["lãnh đạo huyện"]),
        ("Bà Nguyễn Thị Út thay mặt nhà thầu cam kết tăng ca, hoàn thành trước 30/6.", ["nhà thầu"]),
        ("Đại diện Viettel cam kết xe phát sóng lưu động có mặt trước ngày 18/5.", ["Viettel"]),
    ],
)  # fmt: skip
def test_a_pronoun_stands_for_the_speaker_or_the_firm_he_speaks_for(line: str, who: list[str]) -> None:
    assert leads(last(report(line))) == who


def test_a_woman_is_not_meant_by_ong() -> None:
    line = "Ông Lê Văn Dung nêu vướng mắc, bà Trần Thị Lụa trả lời. Bà Lụa nói rõ thêm. Ông hứa xong trước 30/6."
    assert leads(last(report(line))) == ["Lê Văn Dung"]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Ông Lê Hữu Trí bổ sung: Sở Xây dựng kiểm tra lại hồ sơ mời thầu trong tuần này.", ["Sở Xây dựng"]),
        ("Kinh phí, Sở Tài chính tham mưu UBND tỉnh chi từ dự phòng, trong 7 ngày phải có tiền.", ["Sở Tài chính"]),
        (
            "Phó Chủ tịch UBND tỉnh phê bình Công ty Thủy lợi Quảng Trị và yêu cầu thay cáp ngay trong đêm.",
            ["Công ty Thủy lợi Quảng Trị"],
        ),
        ("Phó Chủ tịch UBND tỉnh giao ngay cho Công ty Thủy lợi Quảng Trị điều 4 máy bơm.", ["Công ty Thủy lợi Quảng Trị"]),
    ],
)  # fmt: skip
def test_not_the_speaker_nor_the_topic(line: str, who: list[str]) -> None:
    assert leads(last(report(line))) == who


@pytest.mark.parametrize(
    ("order", "who"),
    [
        ("Chất lượng công trình, Phòng Kinh tế và Hạ tầng kiểm tra đột xuất hằng tháng.", ["Phòng Kinh tế và Hạ tầng"]),
        ("Những câu chưa trả lời được, Văn phòng HĐND và UBND xã tổng hợp.", ["Văn phòng HĐND và UBND xã"]),
        ("Riêng việc cấp đăng ký phương tiện đề nghị Sở Xây dựng hướng dẫn.", ["Sở Xây dựng"]),
        ("Đối với Phòng Nội vụ, Phòng Tư pháp, rà soát các văn bản.", ["Phòng Nội vụ", "Phòng Tư pháp"]),
        ("Đối với các xã Tân An, Tân Lập, khẩn trương nộp báo cáo.", ["xã Tân An", "xã Tân Lập"]),
        ("Công ty Cổ phần Cấp nước, đơn vị đang quản lý 12 km ống cũ, thay xong đoạn qua chợ.", ["Công ty Cổ phần Cấp nước"]),
        ("Chủ tịch UBND các xã, những người chịu trách nhiệm cao nhất ở cơ sở, kiểm tra từng chốt.", ["Chủ tịch UBND các xã"]),
        ("Nhân sự trực bến do UBND xã Tân An cắt cử.", ["UBND xã Tân An"]),
        ("Bếp củi di dời ra ngoài, cách nhà 3 m (các hộ có tên trong biên bản, xong trước ngày 20/5).", ["các hộ có tên trong biên bản"]),
    ],
)  # fmt: skip
def test_a_doer_behind_what_the_sentence_is_about(order: str, who: list[str]) -> None:
    assert leads(only(notice(f"1. {order}"))) == who


def test_this_work_goes_to_somebody_else() -> None:
    told = "Mỗi xã phải có danh sách riêng; việc này giao Phòng Nội vụ hướng dẫn."
    assert [leads(d) for d in notice(f"1. {told}").directives] == [["Mỗi xã"], ["Phòng Nội vụ"]]


@pytest.mark.parametrize(
    ("order", "who"),
    [
        ("Trung tâm Y tế dự phòng tỉnh xử lý triệt để ổ dịch.", ["Trung tâm Y tế dự phòng tỉnh"]),
        ("Tổ chuyên gia đấu thầu hoàn thành việc lựa chọn nhà thầu.", ["Tổ chuyên gia đấu thầu"]),
        ("Tổ tư vấn tâm lý học đường nhận tin báo qua hộp thư.", ["Tổ tư vấn tâm lý học đường"]),
        ("Hội đồng thẩm định giá đất họp xong trước ngày 20/5.", ["Hội đồng thẩm định giá đất"]),
        ("Các tỉnh đồng bằng sông Hồng khống chế dịch trong tháng 6.", ["Các tỉnh đồng bằng sông Hồng"]),
        ("Chi bộ Văn phòng kiểm điểm đảng viên vi phạm trước ngày 20/5.", ["Chi bộ Văn phòng"]),
        ("Thanh tra Sở, Văn phòng Sở theo dõi, kiểm tra.", ["Thanh tra Sở", "Văn phòng Sở"]),
        ("P. Kỹ thuật, P. Vật tư chốt danh mục năm 2024 trước ngày 05/7.", ["P. Kỹ thuật", "P. Vật tư"]),
        ("Đề nghị cơ quan điều tra sớm kết luận vụ việc.", ["cơ quan điều tra"]),
        ("Đơn vị tư vấn thiết kế bổ sung hố thu nước.", ["Đơn vị tư vấn thiết kế"]),
        ("Phòng Nội vụ (đồng chí Lương, đồng chí Mừng) rà soát hồ sơ thôi việc.", ["Phòng Nội vụ", "Lương", "Mừng"]),
        (
            "Giám đốc các bệnh viện, Trung tâm Y tế huyện, thành phố thực hiện nghiêm quy chế kê đơn.",
            ["Giám đốc các bệnh viện, Trung tâm Y tế huyện, thành phố"],
        ),
        (
            "Giao các đồng chí Giám đốc Sở: Tài chính, Xây dựng và Chủ tịch UBND huyện Phú An kiểm tra, báo cáo.",
            ["các đồng chí Giám đốc Sở: Tài chính, Xây dựng", "Chủ tịch UBND huyện Phú An"],
        ),
    ],
)  # fmt: skip
def test_names_reach_to_their_end(order: str, who: list[str]) -> None:
    assert leads(only(notice(f"1. {order}"))) == who


@pytest.mark.parametrize(
    ("order", "who", "beside"),
    [
        ("Yêu cầu các đơn vị thuộc Bộ bỏ thói quen trả lời chung chung.", ["các đơn vị thuộc Bộ"], []),
        ("Trưởng thôn, bí thư chi bộ xóm tổ chức họp dân lấy ý kiến.", ["Trưởng thôn, bí thư chi bộ xóm"], []),
        ("Trạm Chăn nuôi và Thú y cùng các xã thu gom, chôn lấp gia súc chết.", ["Trạm Chăn nuôi và Thú y"], ["các xã"]),
        ("Công an xã phối hợp ban điều hành khu phố giám sát.", ["Công an xã"], ["ban điều hành khu phố"]),
        (
            "Chủ tịch UBND các xã có rừng phối hợp với đồn biên phòng và kiểm lâm địa bàn, đến từng nhà ký cam kết.",
            ["Chủ tịch UBND các xã có rừng"],
            ["đồn biên phòng", "kiểm lâm địa bàn"],
        ),
        ("Phòng Kinh tế với xã Tân An làm đường tránh trước ngày 20/5.", ["Phòng Kinh tế"], ["xã Tân An"]),
        ("Công an xã cử người trực, có Phòng Văn hóa - Xã hội cùng tham gia.", ["Công an xã"], ["Phòng Văn hóa - Xã hội"]),
        ("Công an xã cùng với Thanh tra giao thông lập chốt.", ["Công an xã"], ["Thanh tra giao thông"]),
    ],
)  # fmt: skip
def test_nothing_is_swallowed_into_a_doer(order: str, who: list[str], beside: list[str]) -> None:
    directive = only(notice(f"1. {order}"))
    assert (leads(directive), partners(directive)) == (who, beside)


def test_a_promise_in_lower_case_is_the_houses() -> None:
    directive = last(report("Trong lúc chờ, phòng cam kết nạo vét toàn bộ hố ga, xong trước 30/5."))
    assert (directive.kind, leads(directive)) == ("commitment", ["phòng"])


@pytest.mark.parametrize(
    ("order", "who"),
    [
        ("Nơi nào vẫn dậm chân tại chỗ, Chủ tịch huyện nơi đó báo cáo bằng văn bản.", ["Chủ tịch huyện nơi đó"]),
        ("Các cấp, các ngành phải nêu cao trách nhiệm, hoàn thành trước ngày 20/5.", ["Các cấp, các ngành"]),
    ],
)
def test_set_phrases_and_the_office_there(order: str, who: list[str]) -> None:
    assert leads(only(notice(f"1. {order}"))) == who


@pytest.mark.parametrize(
    ("line", "who"),
    [
        (
            "Giao Sở Y tế phối hợp với các sở, ngành liên quan tham gia ý kiến dự thảo Luật.",
            ["các sở, ngành liên quan"],
        ),
        ("Giao Sở Y tế phối hợp với các cơ quan, đơn vị tham gia góp ý dự thảo đề án.", ["các cơ quan, đơn vị"]),
        (
            "Giao Sở Y tế phối hợp với các doanh nghiệp tham gia dự án rà soát tiến độ.",
            ["các doanh nghiệp tham gia dự án"],
        ),
    ],
)
def test_what_partners_are_to_do_is_no_part_of_their_name(line: str, who: list[str]) -> None:
    assert partners(only(notice(line))) == who
