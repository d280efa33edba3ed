"""Where orders begin and end inside a sentence, and which clauses around them are none, in notices and in reports."""

from __future__ import annotations

import pytest

from extractor.core.context import Context
from extractor.core.record import Directive
from extractor.pipeline import extract

RULES = Context(learned=False)  # what is read here, rules must read
HEAD = """ỦY BAN NHÂN DÂN
HUYỆN MƯỜNG CHÀ
Số: 45/TB-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Mường Chà, ngày 11 tháng 3 năm 2024
THÔNG BÁO
Kết luận của Chủ tịch UBND huyện Sùng A Páo tại cuộc họp giao ban tháng 3
Ngày 08/3/2024, Chủ tịch UBND huyện Sùng A Páo chủ trì cuộc họp giao ban. Chủ tịch UBND huyện kết luận như sau:
"""
FOOT = "\nNơi nhận:\n- Lưu: VT.\nTL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nLò Thị Bích"
REPORT = (
    "Bàn việc đồng áng ở Mường Chà\n\nNgày 12/3/2024, Chủ tịch UBND tỉnh Đèo Văn Sơn làm việc với huyện Mường Chà.\n\n"
    "Quang cảnh cuộc họp. Ảnh: Vi Hùng\n\n"
    "Từ đầu năm đến nay trên địa bàn huyện hầu như không có mưa, mực nước các hồ chứa xuống thấp, nhiều đoạn suối cạn trơ đáy. "
    "Toàn huyện có 420 ha lúa thiếu nước, 36 bản thiếu nước sinh hoạt, tập trung ở các xã vùng cao giáp biên.\n\n"
)


def notice(*items: str) -> tuple[Directive, ...]:
    return extract(HEAD + "\n".join(items) + FOOT, context=RULES).directives


def report(text: str) -> tuple[Directive, ...]:
    return extract(REPORT + text, context=RULES).directives


def texts(directives: tuple[Directive, ...]) -> list[str]:
    return [directive.text.rstrip(".") for directive in directives]


@pytest.mark.parametrize(
    ("order", "pieces"),
    [
        (
            "Phòng Y tế siết chặt việc kê đơn thuốc, hằng tháng báo cáo UBND huyện.",
            ["Phòng Y tế siết chặt việc kê đơn thuốc", "hằng tháng báo cáo UBND huyện"],
        ),
        (
            "Giao Công an huyện tuần tra các tuyến đèo ban đêm, thứ Hai hằng tuần thông tin kết quả cho Huyện đoàn.",
            ["Giao Công an huyện tuần tra các tuyến đèo ban đêm", "thứ Hai hằng tuần thông tin kết quả cho Huyện đoàn"],
        ),
        # what is only worked out for the report is one duty with it
        ("Phòng Y tế tổng hợp số liệu tiêm chủng của các xã, trước ngày 20 hằng tháng gửi Sở Y tế.", None),
        ("Văn phòng theo dõi, đôn đốc, hằng quý báo cáo Chủ tịch UBND huyện.", None),
        # a date of its own behind a semicolon, whatever its subject
        (
            "Phòng Y tế kiểm tra các quầy thuốc; biên bản kiểm tra nộp về UBND huyện trước ngày 20/4/2024.",
            ["Phòng Y tế kiểm tra các quầy thuốc", "biên bản kiểm tra nộp về UBND huyện trước ngày 20/4/2024"],
        ),
        (
            "Công an huyện tuần tra ban đêm; hoàn thành lắp đặt 40 camera ở thị trấn trước ngày 20/4/2024.",
            ["Công an huyện tuần tra ban đêm", "hoàn thành lắp đặt 40 camera ở thị trấn trước ngày 20/4/2024"],
        ),
        # it only tells by when
        ("Phòng Y tế kiểm tra các quầy thuốc ở thị trấn; kết thúc kiểm tra trước ngày 20/4/2024.", None),
        ("Phòng Y tế kiểm tra các quầy thuốc ở thị trấn; trình trước ngày 20/4/2024.", None),
        ("Phòng Y tế kiểm tra các quầy thuốc ở thị trấn; báo cáo UBND huyện trước ngày 20/4/2024.", None),
        ("Phòng Y tế thẩm định hồ sơ; thời gian thẩm định mỗi hồ sơ không quá 05 ngày kể từ ngày nhận.", None),
    ],
)
def test_where_another_duty_begins(order: str, pieces: list[str] | None) -> None:
    assert texts(notice(f"1. {order}")) == (pieces or [order.rstrip(".")])


@pytest.mark.parametrize(
    ("order", "lead"),
    [
        ("Riêng UBND xã Nà Hỳ kê khai lại diện tích nương rẫy.", "UBND xã Nà Hỳ"),
        ("Riêng đối với cầu treo bản Pa, Phòng Kinh tế và Hạ tầng cắm biển cấm tải.", "Phòng Kinh tế và Hạ tầng"),
        ("Trường hợp đã nhắc nhở mà vẫn lấn chiếm, UBND xã Nà Hỳ lập biên bản xử phạt.", "UBND xã Nà Hỳ"),
        ("Quá trình thực hiện, nếu có vướng mắc, các cơ quan phản ánh về Phòng Nội vụ.", "các cơ quan"),
        ("Phần còn lại UBND xã Nà Hỳ tự cân đối từ nguồn thu của xã.", "UBND xã Nà Hỳ"),
    ],
)
def test_doers_behind_what_leads_up_to_them(order: str, lead: str) -> None:
    [directive] = notice(f"1. {order}")
    assert [a.text for a in directive.assignees] == [lead]


@pytest.mark.parametrize(
    "order",
    [
        "Thứ Sáu hằng tuần gửi danh sách học sinh vắng về Phòng Giáo dục và Đào tạo.",
        "Định kỳ trước 16 giờ ngày 25 hằng tháng báo cáo số hộ đã di dời.",
        "Hằng tuần công khai bảng xếp hạng của các xã.",
        "Từ tháng 4 trở đi, định kỳ hằng quý đánh giá mức độ hài lòng của người dân.",
    ],
)
def test_a_time_opens_an_order(order: str) -> None:
    assert texts(notice(f"1. {order}")) == [order.rstrip(".")]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            "Về đề nghị của xã Nà Hỳ xin 1.200 bao tải (kèm Tờ trình số 12/TTr-UBND; có dự toán): Đồng ý chủ trương.",
            [("decision", "Đồng ý chủ trương")],
        ),
        (
            "Đề nghị tăng phụ cấp trưởng bản: giao Phòng Nội vụ tham mưu trước ngày 20/4/2024.",
            [("task", "giao Phòng Nội vụ tham mưu trước ngày 20/4/2024")],
        ),
        (
            "Xin hỗ trợ 02 máy phát điện: UBND huyện không chấp thuận, vì đã cấp năm trước.",
            [("decision", "UBND huyện không chấp thuận, vì đã cấp năm trước")],
        ),
        ("Kiến nghị làm đường vào bản Pa: theo Luật Đầu tư công, dự án phải có trong kế hoạch trung hạn.", []),
        (
            "Bãi rác sau chợ: Phòng Tài nguyên và Môi trường dọn trong tháng 4/2024.",
            [("task", "Phòng Tài nguyên và Môi trường dọn trong tháng 4/2024")],
        ),
        (
            "Đoạn qua bản Pa còn 11 hộ chưa bàn giao: giao UBND xã Nà Hỳ vận động.",
            [("task", "giao UBND xã Nà Hỳ vận động")],
        ),
    ],
)
def test_what_stands_before_the_colon_is_only_the_topic(item: str, expected: list[tuple[str, str]]) -> None:
    assert [(d.kind, d.text.rstrip(".")) for d in notice(f"- {item}")] == expected


@pytest.mark.parametrize(
    "ruling",
    [
        "Chưa xem xét việc nâng hạng chợ Mường Chà.",
        "Không thu phí chợ 03 tháng đầu đối với các hộ mới.",
        "Mức thu tiền nước giữ nguyên 6.000 đồng/m3.",
        "Bản nào hai tháng liền không nộp báo cáo thì không xét danh hiệu văn hóa.",
        "Cho học sinh nghỉ học ngày 12/3/2024.",
        "Tạm dừng việc cấp phép xây dựng ở khu vực sạt lở.",
    ],
)
def test_rulings_without_a_doer_are_decisions(ruling: str) -> None:
    assert [(d.kind, d.assignees) for d in notice(f"1. {ruling}")] == [("decision", ())]


@pytest.mark.parametrize(
    "statement",
    [
        "Phòng cháy là trách nhiệm của mỗi gia đình, mỗi cơ quan.",
        "Giữ rừng là nhiệm vụ của cả huyện.",
        "Còn khoảng 120 hộ ở vùng cao phải đi lấy nước xa.",
        "Hồ sơ phải có xác nhận của trưởng bản.",
        "Theo quy định của Luật Đất đai, các hộ phải có giấy tờ về nguồn gốc đất.",
        "Đến nay, 12 xã thành lập tổ công tác, cấp phát tờ rơi đến từng hộ.",
        "UBND huyện thông báo để các cơ quan, đơn vị biết, thực hiện.",
        "Hướng dẫn viên ở các điểm du lịch phần lớn chưa có thẻ.",
    ],
)
def test_statements_order_nothing(statement: str) -> None:
    assert notice("1. Giao Phòng Nội vụ rà soát biên chế.", f"2. {statement}")[1:] == ()


def test_sentences_before_a_lead_in_speak_for_themselves() -> None:
    aim, task = notice(
        "Phấn đấu đến hết năm 2024 trồng 300 ha rừng. Để đạt mục tiêu đó, yêu cầu các xã:",
        "- Chuẩn bị đủ cây giống.",
    )
    assert (aim.kind, aim.text) == ("target", "Phấn đấu đến hết năm 2024 trồng 300 ha rừng.")
    assert (task.kind, [a.text for a in task.assignees]) == ("task", ["các xã"])


def test_headings_below_an_assessment_stay_in_it() -> None:
    assert not notice(
        "I. KẾT QUẢ ĐẠT ĐƯỢC",
        "1. Công tác lãnh đạo, chỉ đạo",
        "- Tổ chức 12 lớp tập huấn cho trưởng bản.",
        "- Phân công cán bộ bám từng bản.",
    )


def test_the_dated_order_in_an_assessment_counts() -> None:
    [order] = notice(
        "1. Tình hình sau ba tháng vận hành", "1.1. Giao Phòng Nội vụ chốt danh sách thôi việc trước ngày 20/4/2024."
    )
    assert order.kind == "task"


# --- reports ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "Ông yêu cầu tập trung gieo cấy cho kịp khung thời vụ.",
        "Đồng chí chỉ đạo dừng ngay việc đốt nương.",
        "Ông cũng lưu ý không để dân thiếu giống.",
        "Chủ tịch UBND tỉnh yêu cầu đẩy nhanh việc chia ruộng, xong trước ngày 20/4.",
    ],
)
def test_what_is_demanded_of_nobody_by_name(words: str) -> None:
    directives = report(f"Phát biểu kết luận, Chủ tịch UBND tỉnh Đèo Văn Sơn nhấn mạnh vai trò của nghề nông. {words}")
    assert [(d.kind, d.assignees, d.issued_by) for d in directives] == [("task", (), directives[0].issued_by)]
    assert directives[0].issued_by in ("Đèo Văn Sơn", "Chủ tịch UBND tỉnh")


@pytest.mark.parametrize(
    "words",
    [
        "Trao đổi lại, bà Lò Thị Én giải thích cây giống phải ươm đủ ba tháng mới xuất vườn.",
        "Bà Lò Thị Én kể, có nhà phải bán trâu để mua giống.",
        "Anh Giàng A Tủa thì cho rằng muốn có vụ đông thì phải có nước.",
        "“Làm nương thì phải biết nghe trời”, bà Lò Thị Én nói.",
        "Bao giờ thì làm xong con đường?",
        "Dịp này, đoàn trao 30 suất quà cho học sinh, thăm gia đình chính sách.",
        "Chủ tịch UBND tỉnh Đèo Văn Sơn đánh giá huyện triển khai bài bản, bố trí đủ vốn.",
        "Đại diện Viễn thông Mường Chà có mặt tại ruộng, hỏi thăm bà con.",
        "Được biết, UBND huyện tặng giấy khen cho 12 hộ trồng rừng.",
    ],
)
def test_what_is_only_told(words: str) -> None:
    assert not report(f"Chủ tịch UBND tỉnh Đèo Văn Sơn biểu dương bà con. {words}")


def test_a_paragraph_of_results_orders_nothing() -> None:
    assert not report(
        "Chủ tịch UBND tỉnh Đèo Văn Sơn biểu dương huyện.\n"
        "Năm qua, huyện đã giao 1.200 ha rừng cho các bản. Huyện đoàn thành lập 20 đội trồng rừng. Mở 12 lớp dạy nghề. "
        "Tỷ lệ che phủ đạt 45%, tăng 3% so với năm trước."
    )


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Giám đốc Sở Xây dựng Vàng A Lử đề nghị UBND tỉnh sớm bố trí vốn làm cầu.", "petition"),
        ("Già làng Mùa A Páo thì kiến nghị huyện kéo điện về bản.", "petition"),
        ("Đại diện Công ty Cổ phần Giống Tây Bắc hứa: sẽ cấp đủ 20 tấn giống trước ngày 20/4.", "commitment"),
        ("Ông Vàng A Lử thay mặt các bản hứa thu xong quỹ rừng trước ngày 20/4.", "commitment"),
        ("Chủ tịch UBND huyện Vàng A Lử thừa nhận tiến độ chậm, và hứa sẽ xong trước ngày 20/4.", "commitment"),
    ],
)
def test_who_asks_and_who_promises(words: str, kind: str) -> None:
    assert [directive.kind for directive in report(words)] == [kind]


def test_owning_up_is_no_promise() -> None:
    assert not report("Chủ tịch UBND huyện Vàng A Lử nhận trách nhiệm về việc chậm giải ngân.")


def test_an_order_behind_words_no_list_knows() -> None:
    [order] = report(
        "Hai hộ còn lại xin chuyển sang trồng quế, Chủ tịch UBND tỉnh Đèo Văn Sơn giao Sở Xây dựng trả lời trong tháng 4."
    )
    assert [a.text for a in order.assignees] == ["Sở Xây dựng"]


def test_a_comma_parts_the_frame_of_speech() -> None:
    [order] = report("Chủ tịch UBND tỉnh Đèo Văn Sơn lưu ý, khu tái định cư phải có nước trước ngày 20/4.")
    assert order.text == "khu tái định cư phải có nước trước ngày 20/4."


def test_quoted_orders_count() -> None:
    [order] = report(
        "Chủ tịch UBND tỉnh Đèo Văn Sơn nói thẳng với huyện. "
        "“Sở Xây dựng kiểm tra ngay các hồ chứa, báo cáo tôi trước ngày 20/4”, ông yêu cầu."
    )
    assert [a.text for a in order.assignees] == ["Sở Xây dựng"]


def test_to_bind_oneself_is_a_part_of_what_is_ordered() -> None:
    text = (
        "Chiều 12/4, UBND huyện Bảo Lâm họp phiên thường kỳ.\n"
        "Chủ tịch UBND huyện Trần Văn Quân yêu cầu Phòng Tài chính đẩy nhanh tiến độ giải ngân, cam kết ngày hoàn thành."
    )
    [order] = extract(text, context=Context(learned=False)).directives
    assert order.kind == "task"
    assert order.text.endswith("cam kết ngày hoàn thành.")
