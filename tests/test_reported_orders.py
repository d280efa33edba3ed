"""Orders as press reports put them: lead-ups, a comma behind the verb of speaking, lists counted off, meetings that decide."""

from __future__ import annotations

import pytest

from extractor.core.record import Record
from extractor.pipeline import extract

HEAD = "Bàn việc chống hạn ở Mường Chà\n\nNgày 12/3/2024, UBND huyện Mường Chà họp bàn việc chống hạn. "
CHAIR = (
    "Đồng chí Lò Văn Pành, Chủ tịch UBND huyện chủ trì.\n\nQuang cảnh cuộc họp. Ảnh: Vi Hùng\n\n"
    "Từ đầu năm đến nay trên địa bàn huyện hầu như không có mưa, mực nước các hồ chứa xuống thấp, nhiều đoạn suối cạn trơ đáy. "
    "Toàn huyện có 420 ha lúa thiếu nước, 36 bản thiếu nước sinh hoạt, tập trung ở các xã vùng cao giáp biên. "
    "Ngành nông nghiệp cho biết nắng nóng còn kéo dài, lượng mưa thấp hơn trung bình nhiều năm.\n\n"
)


def read(words: str) -> Record:
    return extract(f"{HEAD}{CHAIR}{words}\n")


def orders(words: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(d.kind, tuple(a.text for a in d.assignees)) for d in read(words).directives]


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        (
            "Chủ tịch UBND huyện Lò Văn Pành chỉ đạo, trong thời gian tới, các chủ đầu tư đẩy nhanh tiến độ.",
            "các chủ đầu tư",
        ),
        ("Phát biểu tại cuộc họp, đồng chí Lò Văn Pành đề nghị, Phòng Nội vụ cần rà soát biên chế.", "Phòng Nội vụ"),
        ("Phản hồi ngay tại chỗ, đồng chí Lò Văn Pành yêu cầu Phòng Nội vụ rà soát biên chế.", "Phòng Nội vụ"),
        ("Đi vào từng việc cụ thể, Chủ tịch UBND huyện giao Phòng Nội vụ rà soát biên chế.", "Phòng Nội vụ"),
        ("Đồng chí Lò Văn Pành yêu cầu Phòng Nội vụ tham mưu, sắp xếp cán bộ.", "Phòng Nội vụ"),
        ("Đồng chí Lò Văn Pành yêu cầu các cơ quan liên quan tham mưu đẩy nhanh tiến độ.", "các cơ quan liên quan"),
        ("Đồng chí Lò Văn Pành đề nghị ngành giáo dục rà soát trường lớp.", "ngành giáo dục"),
    ],
)
def test_one_order_to_one_doer(words: str, leads: str) -> None:
    assert orders(words) == [("task", (leads,))]


def test_a_list_behind_the_comma_of_a_speaker_stays_whole() -> None:
    words = "Đồng chí Lò Văn Pành đề nghị, Phòng Nội vụ, các ngành, địa phương cần tập trung rà soát biên chế."
    assert orders(words) == [("task", ("Phòng Nội vụ", "các ngành, địa phương"))]


def test_a_counted_list_goes_on_behind_an_aim() -> None:
    words = (
        "Đồng chí Lò Văn Pành yêu cầu các phòng, ban: (1) Tập trung chống hạn cho lúa; "
        "phấn đấu trong quý II/2024 cấp nước cho 90% hộ dân; (2) Đẩy nhanh giải ngân vốn đầu tư công."
    )
    assert [kind for kind, _ in orders(words)] == ["task", "target", "task"]


def test_a_meeting_decides() -> None:
    [(kind, leads)] = orders("Hội nghị thống nhất chủ trương hỗ trợ mỗi hộ 5 triệu đồng.")
    assert (kind, leads) == ("decision", ())


def test_what_is_told_is_anothers_promise() -> None:
    words = "Bà Vi Thị Nhạn cho biết Phòng Nội vụ cam kết hoàn thành danh sách trước ngày 30/4."
    [directive] = read(words).directives
    assert directive.kind == "commitment"
    assert [a.text for a in directive.assignees] == ["Phòng Nội vụ"]
    assert directive.deadline is not None and directive.deadline.due == "2024-04-30"


def test_a_pronoun_stands_for_the_speaker_before() -> None:
    words = "Đồng chí Lò Văn Pành giao Phòng Nội vụ rà soát biên chế. Đồng chí yêu cầu Phòng Y tế tiêm phòng."
    assert {d.issued_by for d in read(words).directives} == {"Lò Văn Pành"}


@pytest.mark.parametrize(
    "words",
    [
        "Thay mặt Thường trực Huyện ủy, đồng chí Lò Văn Pành biểu dương Đảng bộ huyện giữ được khối đoàn kết.",
        "Đồng chí Lò Văn Pành cho rằng, kết quả là khả quan, nhưng còn những vấn đề cần được nhìn nhận thấu đáo.",
    ],
)
def test_praise_and_judgement_order_nothing(words: str) -> None:
    assert orders(words) == []


def test_a_mail_is_a_notice_by_its_subject() -> None:
    text = (
        "Từ: Phòng Kế hoạch <khth@bv.example>\nGửi: Các khoa, phòng\nNgày gửi: 16/11/2026 15:40\n"
        "Chủ đề: Kết luận giao ban bệnh viện\n\n1. Khoa Dược lập dự trù thuốc trước ngày 20/11.\n"
    )
    record = extract(text)
    assert (record.document.genre, record.document.title) == ("notice", "Kết luận giao ban bệnh viện")
    assert record.document.issued_on == "2026-11-16"
    [directive] = record.directives
    assert directive.deadline is not None and directive.deadline.due == "2026-11-20"


@pytest.mark.parametrize(
    ("words", "ordered"),
    [
        ("Ủy ban MTTQ huyện phối hợp với các đoàn thể mở 1.840 hội nghị ở khu dân cư.", False),
        ("Các xã kiểm tra 118 cơ sở kinh doanh, xử phạt 11 cơ sở bán phân bón giả.", False),
        ("Các xã kiểm tra toàn bộ 118 cơ sở kinh doanh vật tư nông nghiệp.", True),
        ("Các xã mở 118 lớp học nghề trước ngày 30/6/2024.", True),
        ("Các xã bố trí 200 cán bộ trực tại các điểm xung yếu.", True),
    ],
)
def test_an_exact_count_without_a_date_tells_a_result(words: str, ordered: bool) -> None:
    said = "Đồng chí Lò Văn Pành yêu cầu Phòng Nội vụ rà soát biên chế."
    assert (len(read(f"{said} {words}").directives) == 2) is ordered
