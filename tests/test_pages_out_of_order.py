"""Pages whose parts do not stand where a form has them: type lines and recipients amid the body, heads upside down."""

from __future__ import annotations

from extractor.pipeline import extract

LETTERHEAD = """UBND HUYỆN BA TƠ
VĂN PHÒNG
Số: 77/TB-VP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ba Tơ, ngày 14 tháng 3 năm 2023
"""

AMID = f"""{LETTERHEAD}
Kính gửi: Các phòng, ban; UBND các xã, thị trấn

Ngày 13/3/2023, Chủ tịch UBND huyện Đinh Văn Rế chủ trì họp bàn công tác phòng cháy, chữa cháy rừng. Sau khi nghe Hạt \
Kiểm lâm báo cáo,

KẾT LUẬN

1. Hạt Kiểm lâm huyện tham mưu phương án phòng cháy, trình UBND huyện trước ngày 20/3/2023.
2. UBND các xã, thị trấn ký cam kết với các chủ rừng, hoàn thành trong tháng 3/2023.

V/v trồng rừng thay thế: Giao Phòng Nông nghiệp và PTNT kiểm tra hiện trường, báo cáo trước ngày 25/3/2023.

Nơi nhận:
- Như trên;
- Lưu: VT.

3. Công an huyện điều tra vụ phá rừng tại tiểu khu 412, báo cáo trước ngày 30/3/2023.

KT. CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG
Lê Cao Đỉnh
"""


def test_no_order_is_lost_behind_lines_of_a_form() -> None:
    record = extract(AMID)
    assert [d.assignees[0].text for d in record.directives] == [
        "Hạt Kiểm lâm huyện",
        "UBND các xã, thị trấn",
        "Phòng Nông nghiệp và PTNT",
        "Công an huyện",
    ]
    assert record.document.doc_type == "thông báo"
    assert record.document.signer is not None
    assert record.document.signer.name == "Lê Cao Đỉnh"


def test_a_type_line_below_an_introduction_of_a_portal_still_opens_the_paper() -> None:
    told = (
        "Ngày 15/3/2023, Văn phòng UBND huyện ban hành thông báo về phòng cháy rừng, toàn văn thông báo như sau đây.\n"
    )
    record = extract(
        f"{told}{LETTERHEAD}\nTHÔNG BÁO\nVề việc trực gác rừng\n\n1. Hạt Kiểm lâm huyện trực 24/24 giờ đến hết tháng 5/2023.\n"
    )
    assert record.document.doc_type == "thông báo"
    assert record.document.title == "Về việc trực gác rừng"


def test_a_telegram_names_its_bodies_below_its_number() -> None:
    record = extract(
        "CÔNG ĐIỆN\n\nSố: 07/CĐ-BCH hồi 10 giờ 00 ngày 01/10/2024\n\n"
        "BAN CHỈ HUY PHÒNG THỦ DÂN SỰ TỈNH QUẢNG NGÃI\n\nĐiện:\n- UBND các huyện, thị xã, thành phố;\n\n"
        "Để chủ động ứng phó với bão, Ban Chỉ huy yêu cầu UBND các huyện, thị xã, thành phố:\n\n"
        "1. Kêu gọi tàu thuyền về bến trước 17 giờ ngày 02/10/2024.\n2. Trực ban 24/24 giờ.\n"
    )
    assert record.document.issuer == "BAN CHỈ HUY PHÒNG THỦ DÂN SỰ TỈNH QUẢNG NGÃI"
    assert record.document.title is None


def test_a_title_typed_in_small_letters_opens_a_notice() -> None:
    record = extract(
        "thông báo kết luận của chủ tịch ubnd xã tại cuộc họp giao ban tháng 5\n\n"
        "Sáng ngày 6/5/2024, đồng chí Chủ tịch UBND xã chủ trì họp giao ban và giao nhiệm vụ:\n\n"
        "- Công an xã: tăng cường tuần tra.\n- Các thôn: nộp quỹ phòng chống thiên tai xong trong tháng 5.\n"
    )
    assert (record.document.genre, record.document.doc_type) == ("notice", "thông báo")


def test_an_office_signed_in_small_letters_is_read() -> None:
    foot = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n{office}\n(Đã ký)\nLê Cao Đỉnh\n"
    body = f"{LETTERHEAD}\nTHÔNG BÁO\nVề việc trực gác rừng\n\nYêu cầu các xã phân công trực từ ngày 20/3/2023.\n"
    for office, position in (
        ("TL. CHỦ TỊCH\nChánh Văn phòng", "Chánh Văn phòng"),
        ("TM. ỦY BAN NHÂN DÂN\nKT. Chủ tịch\nPhó Chủ tịch", "Phó Chủ tịch"),
        ("Trưởng phòng", "Trưởng phòng"),
    ):
        signer = extract(body + foot.format(office=office)).document.signer
        assert signer is not None
        assert (signer.name, signer.position) == ("Lê Cao Đỉnh", position)


def test_a_paper_laid_before_those_above_is_a_petition() -> None:
    record = extract(
        "SỞ TÀI CHÍNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 412/TTr-STC\n"
        "Lào Cai, ngày 27 tháng 02 năm 2026\n\nTỜ TRÌNH\nVề việc phân bổ kinh phí\n\nKính gửi: Ủy ban nhân dân tỉnh\n\n"
        "Sở Tài chính đã rà soát nhu cầu kinh phí của các đơn vị.\n\nKính trình UBND tỉnh xem xét, phê duyệt./.\n"
    )
    assert [(d.kind, [a.text for a in d.assignees]) for d in record.directives] == [("petition", ["UBND tỉnh"])]


def test_what_somebody_reported_in_minutes_is_no_order() -> None:
    record = extract(
        "UBND XÃ TRƯỜNG SƠN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nBIÊN BẢN\n"
        "Họp Ban Chỉ đạo chuyển đổi số\n\nII. NỘI DUNG\n1. Đ/c Hoa báo cáo kết quả quý III: hồ sơ trực tuyến đạt 71%.\n\n"
        "III. KẾT LUẬN\n1. Công an xã báo cáo kết quả cấp tài khoản: trước ngày 20 hằng tháng.\n"
    )
    assert [d.assignees[0].text for d in record.directives] == ["Công an xã"]
