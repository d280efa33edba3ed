"""The skeleton of a document: labels, sentences, outline, head, foot, genre, date line. All texts are composed."""

from __future__ import annotations

import pytest

from extractor.cleaning import clean
from extractor.core.characters import matching_view
from extractor.core.document import SourceText
from extractor.reading import read_text
from extractor.structure.dateline import find_dateline
from extractor.structure.foot import Foot, find_foot
from extractor.structure.genre import tell_genre
from extractor.structure.head import Head, find_head
from extractor.structure.labels import (
    ARABIC,
    ARABIC_2,
    ARABIC_3,
    ARTICLE,
    BRACKETED,
    CAPITAL,
    DASH,
    LETTER,
    ORDINAL,
    PART,
    PLUS,
    ROMAN,
    STAR,
    read_label,
)
from extractor.structure.outline import Line, build_outline
from extractor.structure.sentences import split_sentences

Cleaned = tuple[SourceText, str]


def ancestors(lines: tuple[Line, ...], index: int) -> list[Line]:
    """The lines above line `index`, nearest first."""
    found = []
    parent = lines[index].parent
    while parent is not None:
        found.append(lines[parent])
        parent = lines[parent].parent
    return found


def cleaned(text: str) -> Cleaned:
    source = clean(read_text(text, None))
    return source, matching_view(source.text)


def head_of(text: str) -> tuple[str, Head]:
    source, view = cleaned(text)
    return source.text, find_head(source, view)


def foot_of(text: str) -> tuple[str, Foot]:
    source, view = cleaned(text)
    return source.text, find_foot(source, view)


def outline_of(text: str, official: bool = True) -> tuple[str, tuple[Line, ...]]:
    source, view = cleaned(text)
    body = find_head(source, view).body if official else 0
    return source.text, build_outline(source, view, body, official)


def cut(text: str, span: tuple[int, int] | None) -> str | None:
    return None if span is None else text[span[0] : span[1]]


# --- labels -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "label", "rank", "content"),
    [
        ("Phần thứ hai: Nhiệm vụ", "Phần thứ hai:", PART, "Nhiệm vụ"),
        ("MỤC 2. Tổ chức thực hiện", "MỤC 2.", PART, "Tổ chức thực hiện"),
        ("II. NHIỆM VỤ TRỌNG TÂM", "II.", ROMAN, "NHIỆM VỤ TRỌNG TÂM"),
        ("II- NHIỆM VỤ", "II-", ROMAN, "NHIỆM VỤ"),
        ("IV/ Kiến nghị", "IV/", ROMAN, "Kiến nghị"),
        ("A. PHẦN CHUNG", "A.", CAPITAL, "PHẦN CHUNG"),
        ("Điều 3. Hiệu lực thi hành", "Điều 3.", ARTICLE, "Hiệu lực thi hành"),
        ("1. Sở Y tế rà soát.", "1.", ARABIC, "Sở Y tế rà soát."),
        ("12) Về giao thông", "12)", ARABIC, "Về giao thông"),
        ("3- Thống nhất chủ trương", "3-", ARABIC, "Thống nhất chủ trương"),
        ("2.1. Về đất đai", "2.1.", ARABIC_2, "Về đất đai"),
        ("2.1 Về đất đai", "2.1", ARABIC_2, "Về đất đai"),
        ("2.1.3. Về đo đạc", "2.1.3.", ARABIC_3, "Về đo đạc"),
        ("(1) Rà soát quỹ đất", "(1)", BRACKETED, "Rà soát quỹ đất"),
        ("Một là, tập trung giải ngân", "Một là,", ORDINAL, "tập trung giải ngân"),
        ("Thứ ba: kiểm tra", "Thứ ba:", ORDINAL, "kiểm tra"),
        ("a) Phòng Nội vụ", "a)", LETTER, "Phòng Nội vụ"),
        ("đ) Phòng Nội vụ", "đ)", LETTER, "Phòng Nội vụ"),
        ("- UBND các xã", "-", DASH, "UBND các xã"),
        ("– UBND các xã", "–", DASH, "UBND các xã"),
        ("+ Thôn Nà Cà", "+", PLUS, "Thôn Nà Cà"),
        ("• Rà soát", "•", STAR, "Rà soát"),
        ("   - Lùi vào đầu dòng", "-", DASH, "Lùi vào đầu dòng"),
    ],
)
def test_label(line: str, label: str, rank: int, content: str) -> None:
    found = read_label(line)
    assert found is not None
    assert (found.text, found.rank, line[found.content :]) == (label, rank, content)


@pytest.mark.parametrize(
    "line",
    [
        "15/3/2024 là hạn cuối.",  # a date
        "5.012 hộ dân",  # a thousand
        "3,5 tỷ đồng",
        "12 ha đất rừng",
        "1.",  # nothing behind it
        "- ",
        "TP. Vinh",
        "TS. Lò Văn Pành",
        "Vinh, ngày 3 tháng 4",
        "Mục tiêu",
        "Điều kiện thời tiết",
        "Một số tồn tại",
        "",
    ],
)
def test_no_label(line: str) -> None:
    assert read_label(line) is None


# --- sentences --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Rà soát quỹ đất. Báo cáo UBND huyện.", ["Rà soát quỹ đất.", "Báo cáo UBND huyện."]),
        ("Hoàn thành trước 30.4 và báo cáo.", ["Hoàn thành trước 30.4 và báo cáo."]),
        ("Họp ngày 30.4.2024 tại xã. Sau đó đi thực địa.", ["Họp ngày 30.4.2024 tại xã.", "Sau đó đi thực địa."]),
        ("Đoàn của TP. HCM thăm xã.", ["Đoàn của TP. HCM thăm xã."]),
        ("Mời TS. Lò Văn Pành dự. Xã đón đoàn.", ["Mời TS. Lò Văn Pành dự.", "Xã đón đoàn."]),
        ("Tổng 12.500 hộ. 300 hộ còn nghèo.", ["Tổng 12.500 hộ.", "300 hộ còn nghèo."]),
        ("Mời GS. A. Nguyễn dự. Xã đón đoàn.", ["Mời GS. A. Nguyễn dự.", "Xã đón đoàn."]),  # an initial
        ("Nâng lên đô thị loại V. Huyện lập hồ sơ.", ["Nâng lên đô thị loại V.", "Huyện lập hồ sơ."]),  # a class
        ("Thông báo để biết, thực hiện./.", ["Thông báo để biết, thực hiện./."]),
        ("Vì sao chậm? Ai chịu trách nhiệm?", ["Vì sao chậm?", "Ai chịu trách nhiệm?"]),
        ("Sửa đường, cầu, cống... trước mùa mưa.", ["Sửa đường, cầu, cống... trước mùa mưa."]),
        ("Sửa đường, cầu, cống… Báo cáo sau.", ["Sửa đường, cầu, cống…", "Báo cáo sau."]),
        ("Sở A rà soát; Sở B báo cáo: có 3 việc.", ["Sở A rà soát; Sở B báo cáo: có 3 việc."]),
        ("Ông nói: “Phải làm ngay.” Xã đã nhận việc.", ["Ông nói: “Phải làm ngay.”", "Xã đã nhận việc."]),
        ("  Không có dấu chấm cuối  ", ["Không có dấu chấm cuối"]),
        ("", []),
        ("Đoàn kiểm tra cửa khẩu Bờ Y. Sở báo cáo.", ["Đoàn kiểm tra cửa khẩu Bờ Y.", "Sở báo cáo."]),
        ("Chọn Phương án B. Giao Sở làm.", ["Chọn Phương án B.", "Giao Sở làm."]),
        ("Ông Nguyễn V. An nói. Rồi đi.", ["Ông Nguyễn V. An nói.", "Rồi đi."]),
        ("Nạn nhân Nguyễn Văn A. Sở làm rõ.", ["Nạn nhân Nguyễn Văn A.", "Sở làm rõ."]),
        ("Ông John F. Kennedy tới. Xong.", ["Ông John F. Kennedy tới.", "Xong."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in split_sentences(text, 0, len(text))] == sentences


def test_sentences_of_a_stretch_keep_the_offsets_of_the_text() -> None:
    text = "Một. Hai. Ba. Bốn."
    assert split_sentences(text, 5, 13) == [(5, 9), (10, 13)]


# --- outline ----------------------------------------------------------------------------------------------------------

HEAD = "ỦY BAN NHÂN DÂN\nHUYỆN MƯỜNG CHÀ\nSố: 45/TB-UBND\nTHÔNG BÁO\nKết luận của Chủ tịch UBND huyện tại cuộc họp\n"
NOTICE = (
    HEAD
    + """Ngày 02/4/2024, Chủ tịch UBND huyện chủ trì cuộc họp. Sau khi nghe báo cáo, Chủ tịch UBND huyện kết luận như sau:
I. ĐÁNH GIÁ CHUNG
1. Các xã đã hoàn thành gieo cấy.
II. NHIỆM VỤ TRỌNG TÂM
1. Về giao thông
a) Phòng Kinh tế và Hạ tầng:
- Duy tu tuyến đường liên xã.
- Lập hồ sơ cầu Nậm Mức.
b) Công an huyện phân luồng.
2. Về y tế
Trung tâm Y tế huyện tổ chức tiêm chủng.
Trên đây là kết luận của Chủ tịch UBND huyện, Văn phòng thông báo để các đơn vị thực hiện./.
Nơi nhận:
- Thường trực Huyện ủy (b/c);
- Lưu: VT.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Sùng A Páo"""
)


@pytest.mark.parametrize(
    ("opening", "part", "above"),
    [
        ("Số: 45/TB-UBND", "header", []),
        ("Ngày 02/4/2024", "opening", []),
        ("I. ĐÁNH GIÁ", "assessment", []),
        ("1. Các xã đã", "assessment", ["I."]),
        ("II. NHIỆM VỤ", "tasks", []),
        ("1. Về giao thông", "tasks", ["II."]),
        ("a) Phòng Kinh tế", "tasks", ["1.", "II."]),
        ("- Duy tu", "tasks", ["a)", "1.", "II."]),
        ("- Lập hồ sơ", "tasks", ["a)", "1.", "II."]),
        ("b) Công an", "tasks", ["1.", "II."]),  # a sibling of a), not of its bullets
        ("2. Về y tế", "tasks", ["II."]),
        ("Trung tâm Y tế", "tasks", ["2.", "II."]),  # a paragraph without a label stands in the last item
        ("Trên đây là", "closing", []),
        ("Nơi nhận:", "recipients", []),
        ("- Thường trực", "recipients", []),
    ],
)
def test_part_and_parents(opening: str, part: str, above: list[str]) -> None:
    text, lines = outline_of(NOTICE)
    # the opening sentence names the day as the letterhead may, so the line is found by how it begins
    index = next(n for n, line in enumerate(lines) if text.startswith(opening, line.start))
    labels = [line.label for line in ancestors(lines, index) if line.label]
    assert (lines[index].part, labels) == (part, above)


@pytest.mark.parametrize(
    ("opening", "heading", "lead_in"),
    [
        ("I. ĐÁNH GIÁ", True, False),
        ("II. NHIỆM VỤ", True, False),
        ("1. Về giao thông", True, False),
        ("2. Về y tế", True, False),
        ("a) Phòng Kinh tế", True, True),  # names a body and opens its list
        ("1. Các xã đã", False, False),
        ("- Duy tu", False, False),
        ("b) Công an", False, False),
        ("Trung tâm Y tế", False, False),
        ("Trên đây là", False, False),
    ],
)
def test_headings_and_lead_ins(opening: str, heading: bool, lead_in: bool) -> None:
    text, lines = outline_of(NOTICE)
    line = next(line for line in lines if text.startswith(opening, line.start))
    assert (line.heading, line.lead_in) == (heading, lead_in)


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("I. TÌNH HÌNH CHUNG", "assessment"),
        ("I. KẾT QUẢ ĐẠT ĐƯỢC", "assessment"),
        ("I. Ưu điểm", "assessment"),
        ("I. Về tồn tại, hạn chế", "assessment"),
        ("I. Nguyên nhân", "assessment"),
        ("A. NHẬN XÉT CHUNG", "assessment"),
        ("I. Công việc tuần qua", "assessment"),
        ("I. Công tác tháng 9 vừa qua", "assessment"),
        ("1. Những việc đã làm", "assessment"),
        ("1. Ý kiến thảo luận của các đại biểu", "assessment"),
        ("1. Phần thảo luận", "assessment"),
        ("1. Công việc tuần tới", "tasks"),
        ("1. Nhận thức, tư tưởng", "tasks"),
        ("I. NHIỆM VỤ, GIẢI PHÁP", "tasks"),
        ("I. TỔ CHỨC THỰC HIỆN", "tasks"),
        ("I. Kiến nghị, đề xuất", "tasks"),
        ("I. Nhiệm vụ khắc phục tồn tại, hạn chế", "tasks"),  # shortcomings in a topic make no assessment
        ("I. MỤC TIÊU", "targets"),
        ("I. Chỉ tiêu năm 2025", "targets"),
    ],
)
def test_a_heading_tells_the_part_of_what_stands_under_it(heading: str, part: str) -> None:
    text, lines = outline_of(f"{HEAD}Chủ tịch UBND huyện kết luận như sau:\n{heading}\n- Nội dung thứ nhất.")
    line = next(line for line in lines if text.startswith("- Nội dung", line.start))
    assert line.part == part
    assert line.parent is not None
    assert text.startswith(heading, lines[line.parent].start)


def test_orders_under_the_heading_of_an_assessment_are_tasks() -> None:
    items = "1. Về tình hình tháng 9\nCòn 148 hồ sơ quá hạn.\n1.1. Giao Phòng Nội vụ rà soát.\n1.2. Xã gửi báo cáo."
    text, lines = outline_of(f"{HEAD}Chủ tịch UBND huyện kết luận như sau:\n{items}")
    parts = {text[line.start : line.start + 4].strip(): line.part for line in lines}
    assert (parts["Còn"], parts["1.1."], parts["1.2."]) == ("assessment", "tasks", "tasks")


def test_topics_of_an_assessment_open_no_tasks() -> None:
    items = "I. KẾT QUẢ ĐẠT ĐƯỢC\n1. Về lãnh đạo, chỉ đạo\nPhân công cấp ủy viên phụ trách từng buôn.\nII. NHIỆM VỤ\n1. Rà soát."
    text, lines = outline_of(f"{HEAD}Ban Thường vụ kết luận như sau:\n{items}")
    parts = {text[line.start : line.start + 4].strip(): line.part for line in lines}
    assert (parts["Phân"], parts["II."]) == ("assessment", "tasks")


@pytest.mark.parametrize(
    "heading", ["NHIỆM VỤ TRONG THỜI GIAN TỚI", "NHIỆM VỤ TRONG THỜI GIAN TƠI", "VIỆC CẦN LÀM NGAY:"]
)
def test_a_heading_in_capitals_that_lost_its_number_is_a_chapter(heading: str) -> None:
    told = "I. KẾT QUẢ ĐẠT ĐƯỢC\nThu ngân sách đạt 4,2 tỷ đồng, bằng 61% dự toán."
    after = "1. Phòng Kinh tế rà soát danh sách.\nIII. TỔ CHỨC THỰC HIỆN\nVăn phòng theo dõi việc thực hiện."
    text, lines = outline_of(f"{HEAD}Chủ tịch UBND huyện kết luận như sau:\n{told}\n{heading}\n{after}")
    order = next(n for n, line in enumerate(lines) if "rà soát" in text[line.start : line.end])
    above = [text[line.start : line.end] for line in ancestors(lines, order)]
    assert heading in above
    assert not any(line.startswith("I. KẾT QUẢ") for line in above)
    assert lines[order].part == "tasks"


def test_chapters_before_one_of_results_assess_too() -> None:
    items = "I. VỀ CÔNG TÁC ĐIỀU HÀNH\nTỉnh ban hành 14 văn bản.\nII. KẾT QUẢ THỰC HIỆN\nĐạt khá.\nIII. Ý KIẾN\nĐề nghị tỉnh sửa kênh."
    text, lines = outline_of(f"{HEAD}Ban Thường vụ kết luận như sau:\n{items}")
    parts = {text[line.start : line.start + 4].strip(): line.part for line in lines}
    assert (parts["Tỉnh"], parts["Đạt"], parts["Đề n"]) == ("assessment", "assessment", "tasks")


@pytest.mark.parametrize(
    ("paragraph", "part"),
    [
        ("Tồn tại: Hai phòng ở còn bẩn.", "assessment"),
        ("Hạn chế, khuyết điểm: nhiều xã nộp chậm.", "assessment"),
        ("Hạn chế tối đa việc đi lại: các xã nhắc dân.", "tasks"),
        ("Kết quả rà soát: gửi UBND huyện trước ngày 5/6.", "tasks"),
    ],
)
def test_a_paragraph_that_names_its_topic(paragraph: str, part: str) -> None:
    text, lines = outline_of(f"{HEAD}Chủ tịch UBND huyện kết luận như sau:\n1. Trường học\n{paragraph}")
    assert next(line for line in lines if text.startswith(paragraph[:6], line.start)).part == part


def test_bullets_stand_under_an_unlabelled_lead_in() -> None:
    text, lines = outline_of(f"{HEAD}Chủ tịch UBND huyện kết luận như sau:\nGiao Phòng Nội vụ:\n- Rà soát.\n- Báo cáo.")
    bullets = [line for line in lines if line.label == "-"]
    assert [text[line.content : line.end] for line in bullets] == ["Rà soát.", "Báo cáo."]
    parents = [lines[line.parent] for line in bullets if line.parent is not None]
    assert [text[line.start : line.end] for line in parents] == ["Giao Phòng Nội vụ:"] * 2


def test_a_report_has_captions_and_prose() -> None:
    report = (
        "Huyện họp bàn làm đường\nSáng 3/5, huyện họp bàn tiến độ.\nẢnh: Sùng Páo\nCác xã cam kết bàn giao mặt bằng."
    )
    text, lines = outline_of(report, official=False)
    assert [line.part for line in lines] == ["caption", "body", "caption", "body"]
    assert text[lines[2].start : lines[2].end] == "Ảnh: Sùng Páo"


def test_headline_and_date_line_are_no_prose_of_a_report() -> None:
    report = "“Làm đường trước mùa mưa”\nThứ bảy, 09/09/2023 17:25 (GMT+7)\nSáng 3/5, huyện họp bàn.\nXã sẽ làm."
    _, lines = outline_of(report, official=False)
    assert [line.part for line in lines] == ["caption", "caption", "body", "body"]


# --- head -------------------------------------------------------------------------------------------------------------

FULL_HEAD = """ỦY BAN NHÂN DÂN
TỈNH LAI CHÂU
Số: 118/TB-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lai Châu, ngày 09 tháng 3 năm 2024
THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại phiên họp tháng 2
Ngày 05/3/2024, UBND tỉnh họp phiên thường kỳ."""
PARTY_HEAD = """TỈNH ỦY BẮC KẠN
VĂN PHÒNG
*
Số 86-TB/VPTU
ĐẢNG CỘNG SẢN VIỆT NAM
Bắc Kạn, ngày 12 tháng 7 năm 2023
THÔNG BÁO
kết luận của Thường trực Tỉnh ủy tại hội nghị giao ban
-----
Thường trực Tỉnh ủy kết luận như sau:"""
LETTER_HEAD = """SỞ NỘI VỤ
HỎA TỐC
Số: 512/SNV-CCVC
V/v báo cáo biên chế năm 2024
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Yên Bái, ngày 06 tháng 5 năm 2024
Kính gửi: UBND các huyện, thị xã.
Sở Nội vụ đề nghị các đơn vị báo cáo."""


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        (FULL_HEAD, "number", "118/TB-UBND"),
        (FULL_HEAD, "place", "Lai Châu"),
        (FULL_HEAD, "date", "ngày 09 tháng 3 năm 2024"),
        (FULL_HEAD, "doc_type", "THÔNG BÁO"),
        (FULL_HEAD, "title", "Kết luận của Chủ tịch UBND tỉnh tại phiên họp tháng 2"),
        (FULL_HEAD, "urgency", None),
        (PARTY_HEAD, "number", "86-TB/VPTU"),
        (PARTY_HEAD, "place", "Bắc Kạn"),
        (PARTY_HEAD, "title", "kết luận của Thường trực Tỉnh ủy tại hội nghị giao ban"),  # the rule closes it
        (LETTER_HEAD, "number", "512/SNV-CCVC"),
        (LETTER_HEAD, "title", "báo cáo biên chế năm 2024"),  # without V/v
        (LETTER_HEAD, "doc_type", None),
        (LETTER_HEAD, "urgency", "HỎA TỐC"),
    ],
)
def test_head_element(text: str, field: str, value: str | None) -> None:
    read, head = head_of(text)
    assert cut(read, getattr(head, field)) == value


@pytest.mark.parametrize(
    ("text", "letterhead", "body"),
    [
        (FULL_HEAD, ["ỦY BAN NHÂN DÂN", "TỈNH LAI CHÂU"], "Ngày 05/3/2024"),
        (PARTY_HEAD, ["TỈNH ỦY BẮC KẠN", "VĂN PHÒNG"], "Thường trực Tỉnh ủy kết luận"),
        (LETTER_HEAD, ["SỞ NỘI VỤ"], "Sở Nội vụ đề nghị"),  # the addressees are no body
    ],
)
def test_letterhead_and_body(text: str, letterhead: list[str], body: str) -> None:
    read, head = head_of(text)
    assert [cut(read, span) for span in head.letterhead] == letterhead
    assert head.nation
    assert read.startswith(body, head.body)


@pytest.mark.parametrize(
    "text",
    [
        "Sáng 3/5, Bí thư Huyện ủy làm việc tại xã Nà Hỳ.",
        "1. Giao Sở Y tế rà soát.\n2. Giao Sở Nội vụ báo cáo.",
        "Thông báo đã được gửi đến các xã.\nCác xã đang thực hiện.",
    ],
)
def test_no_head(text: str) -> None:
    assert head_of(text)[1] == Head()


# --- foot -------------------------------------------------------------------------------------------------------------

BODY = "THÔNG BÁO\nKết luận cuộc họp\n1. Sở Y tế rà soát trang thiết bị.\n"


@pytest.mark.parametrize(
    ("foot", "recipients", "authority", "offices", "name"),
    [
        (
            "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nSùng A Páo",
            ["Như trên", "Lưu: VT"], "TL. CHỦ TỊCH", ["CHÁNH VĂN PHÒNG"], "Sùng A Páo",
        ),
        (
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLò Thị Bích Ngọc\nNơi nhận:\n- Bộ Y tế (b/c);\n- Lưu: VT, VX.",
            ["Bộ Y tế (b/c)", "Lưu: VT, VX"], "TM. ỦY BAN NHÂN DÂN", ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "Lò Thị Bích Ngọc",
        ),
        (
            "Nơi nhận:\n- Các chi bộ,\n- Lưu Văn phòng.\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nVõ Minh Thạnh",
            ["Các chi bộ", "Lưu Văn phòng"], "T/M BAN THƯỜNG VỤ", ["PHÓ BÍ THƯ"], "Võ Minh Thạnh",
        ),
        (
            "Nơi nhận:\n- Như Điều 3;\n- Lưu: VT.\nGIÁM ĐỐC\n(Đã ký)\nTrần Quốc Bảo",
            ["Như Điều 3", "Lưu: VT"], None, ["GIÁM ĐỐC"], "Trần Quốc Bảo",
        ),
        ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nHà Minh Sơn", [], "KT. BỘ TRƯỞNG", ["THỨ TRƯỞNG"], "Hà Minh Sơn"),
        ("Nơi nhận: Như trên.", ["Như trên"], None, [], None),
        ("2. Sở Nội vụ báo cáo.", [], None, [], None),
    ],
)  # fmt: skip
def test_foot(foot: str, recipients: list[str], authority: str | None, offices: list[str], name: str | None) -> None:
    text, found = foot_of(BODY + foot)
    assert [cut(text, span) for span in found.recipients] == recipients
    assert cut(text, found.authority) == authority
    assert [cut(text, span) for span in found.offices] == offices
    assert cut(text, found.name) == name
    signed_or_sent = bool(recipients or offices)
    assert (found.start == len(BODY)) if signed_or_sent else (found.start is None)


# --- genre ------------------------------------------------------------------------------------------------------------

_REPORT = "Chủ tịch UBND tỉnh nhấn mạnh các xã phải bám sát địa bàn. Ông cho biết tỉnh sẽ bố trí thêm vốn. "


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        (FULL_HEAD, "notice"),
        (PARTY_HEAD, "notice"),
        (LETTER_HEAD, "notice"),
        (NOTICE, "notice"),
        ("THÔNG BÁO\nKết luận cuộc họp giao ban\n1. Sở Y tế rà soát.\nNơi nhận:\n- Như trên;\n- Lưu: VT.", "notice"),
        ("Chủ tịch UBND huyện kết luận như sau:\n1. Phòng Nội vụ rà soát.\n2. Công an huyện tuần tra.", "notice"),
        ("Giao Sở Y tế rà soát trang thiết bị trước ngày 5/6/2024.", "notice"),  # typed in without a frame
        ("Sáng 3/5, Bí thư Huyện ủy làm việc tại xã Nà Hỳ. Ông nhấn mạnh xã cần trồng rừng.", "news"),
        ("(TTXVN) - Chiều 4/6, đoàn công tác kiểm tra đê biển. Trưởng đoàn lưu ý địa phương chủ động.", "news"),
        ("Huyện Mường Chà họp bàn làm đường\n03/05/2024 08:30\n" + _REPORT * 6 + "\nTin, ảnh: Sùng Páo", "news"),
        ("Xã vùng cao đổi thay\n" + "Con đường mới nối các bản. Người dân trồng quế, nuôi trâu. " * 12, "news"),
    ],
)
def test_genre(text: str, genre: str) -> None:
    source, view = cleaned(text)
    assert tell_genre(source, view, find_head(source, view), find_foot(source, view)) == genre


# --- date line --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "28/10/2020 09:57",
        "Thứ Hai, 15/07/2024, 08:30 (GMT+7)",
        "Thứ hai, ngày 15/7/2024",
        "Chủ nhật, 14-07-2024 | 16:05",
        "Cập nhật lúc 10:15, 02/03/2023",
        "Ngày đăng: 05/11/2022",
        "Đăng lúc: 07:45 12/01/2021",
        "09:30 | 21/08/2019",
        "3.4.2018",
        "Xuất bản: 12/12/2022 14h05",
    ],
)
def test_dateline(line: str) -> None:
    source, view = cleaned(f"Huyện họp bàn làm đường\n{line}\nSáng 3/5, huyện họp bàn tiến độ làm đường.")
    assert cut(source.text, find_dateline(source, view)) == line


@pytest.mark.parametrize(
    "line",
    [
        "Ngày 28/10/2020, huyện họp giao ban.",  # a sentence
        "Hạn cuối 15/07/2024",
        "Số 15/2024",
        "tháng 7/2024",
        "Tỷ lệ 12/15",
        "Giá 3.500 đồng",
        "Thứ Hai hằng tuần",
        "08:30",
        "15/7",  # no year: not when a page was published
        "2021 - 2025",
    ],
)
def test_no_dateline(line: str) -> None:
    source, view = cleaned(f"Huyện họp bàn làm đường\n{line}\nHuyện họp bàn tiến độ làm đường.")
    assert find_dateline(source, view) is None


def test_dateline_stands_near_the_top() -> None:
    lines = [f"Đoạn văn thứ {word}." for word in ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]]
    source, view = cleaned("\n".join([*lines, "28/10/2020 09:57"]))
    assert find_dateline(source, view) is None
