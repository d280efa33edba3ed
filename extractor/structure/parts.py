"""Which part of a document a line stands in: opening, assessment, tasks, closing, recipients …

The parts of a notice are told apart by its hinge sentence and its headings; a line under a heading takes the heading's.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from extractor.core.document import Region
from extractor.lexicon.alternation import alternation
from extractor.lexicon.official_form import official_form
from extractor.structure.dateline import is_dateline
from extractor.structure.labels import ORDINAL, Label

Part = Literal[
    "header", "opening", "assessment", "targets", "tasks", "closing", "recipients", "signature", "caption", "body"
]

_RECIPIENTS = re.compile(r"(?:\*\*)?Nơi\s+nhận\s*:?", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:Trên đây là|Nay,?\s+(?:xin\s+)?thông báo|Thông báo (?:này |kết luận của [^.;:]{3,120} )?(?:để|đến)\s"
    r"|(?:Văn phòng|VP|Thừa lệnh|Thay mặt|Thừa ủy quyền|Ủy ban|UBND|Sở|Ban|Huyện ủy|Tỉnh ủy|Bộ)\b[^.;]{0,120}?"
    r"(?:(?:xin |trân trọng )*(?:thông báo|truyền đạt)|(?:trân trọng|kính) (?:báo cáo|trình))\b"
    r"(?! kết luận[^.]{0,200} như sau))",
)
_HINGE = re.compile(
    r"(?:kết luận|ý kiến|chỉ đạo|yêu cầu|thống nhất|quyết định|quyết nghị|đề nghị|điện|giao nhiệm vụ|chỉ thị|nhiệm vụ"
    r"|nội dung|thông báo)[^.:]{0,160}(?::|như sau\s*[:.]?|sau đây\s*[:.]?)\s*$",
    re.IGNORECASE,
)
_BARE_HINGE = re.compile(r"(?:KẾT LUẬN|Ý KIẾN CHỈ ĐẠO|CHỈ ĐẠO|QUYẾT NGHỊ|YÊU CẦU|CHỈ THỊ|THÔNG BÁO)(?: NHƯ SAU)?")
# `Về nội dung nêu trên, Thủ tướng Chính phủ giao …`: what stands before it is told, what follows is ordered
_TURNS = re.compile(
    r"Về\s+(?:việc|vấn đề|(?:các |những )?nội dung|(?:đề nghị|đề xuất|kiến nghị|phản ánh)[^,.;:]{0,60})\s*"
    r"(?:này|(?:nêu |nói |đã nêu )?(?:ở )?trên),\s[^.;]{0,120}?(?:giao|yêu cầu|đề nghị|ý kiến|chỉ đạo)(?!\w)",
    re.IGNORECASE,
)
# headings that open an assessment begin so; the same words further back are part of a topic (`hộ khó khăn về nhà ở`)
_ASSESSMENT = re.compile(
    r"(?:(?:về|những|các|một số|nhận xét|công tác)\s+)*"
    r"(?:đánh giá|kết quả|(?<!về )tình hình|tình hình(?= (?:chung|thực hiện|triển khai|kết quả|kinh tế|phát triển"
    r"|công tác|nhiệm vụ"
    r"|sản xuất|hoạt động|trong|năm|tháng|quý|hiện nay|thời gian|vừa qua|\d))|tình hình\s*$|ưu điểm|tồn tại"
    r"|hạn chế|khuyết điểm|khó khăn, vướng mắc|khó khăn\s*$|nguyên nhân"
    r"|khái quát|(?:những )?thiếu sót|sai phạm|giải trình|đặc điểm|tình trạng|phần nghe|nghe (?:báo cáo|trình bày)"
    r"|thảo luận\s*$|trao đổi\s*$|tiếp thu, giải trình"
    r"|mặt (?:được|chưa được|làm được)|bối cảnh|thực trạng|hiện trạng|sự cần thiết|căn cứ|(?:nhằm )?mục đích(?!,)"
    r"|cơ sở pháp lý"
    r"|thành phần|nhận định|nhận xét|ghi nhận|biểu dương|thuận lợi|diễn biến|số liệu|nội dung (?:báo cáo|cuộc họp)"
    r"|(?:phần )?(?:báo cáo|thảo luận)\s*$|phần (?:trình bày|phát biểu|hỏi đáp)|báo cáo của"
    r"|(?:các\s+)?ý kiến (?:thảo luận|phát biểu|tham luận|tham gia|trao đổi|đóng góp|(?:của )?(?:các|đại diện"
    r"|đại biểu)(?!\w)"
    r"|của (?:xã|phường|huyện|thị trấn|sở|phòng|ban|ubnd|đơn vị|địa phương|nhà đầu tư|doanh nghiệp|người dân"
    r"|cử tri)(?!\w))"
    r"|điểm lại|kiểm điểm"
    r"|việc (?:đã|làm được|chưa làm)"
    r"|[^.:]{0,40}?(?:tuần|tháng|quý|năm|thời gian|nhiệm kỳ)(?:\s[\dIVX/]+)?(?: vừa)? (?:qua|trước)\s*$"
    r"|(?:công việc|nhiệm vụ|việc|biện pháp|nội dung)(?: [^\W\d]+){0,2} đã"
    r" (?:làm|thực hiện|triển khai|hoàn thành|xử lý|áp dụng|giải quyết|khắc phục))",
    re.IGNORECASE,
)
# `1. UBND xã báo cáo: …`: an item that only tells what those who met reported
_REPORTED = re.compile(
    r"(?!(?:giao|yêu cầu|đề nghị|phân công|chỉ đạo|kết luận)\s)[^.:;,]{2,90}?\s"
    # `3. Chế độ báo cáo: hằng tuần các đơn vị …` orders
    r"(?<!chế độ )(?<!công tác )(?<!thông tin )(?<!thông tin, )(?<!thời gian )(?<!thời hạn )(?<!định kỳ )(?<!hạn )"
    r"(?<!lịch )(?<!kỳ )(?<!việc )(?<!đề cương )(?<!biểu mẫu )"
    r"(?:báo cáo|trình bày|giải trình|phát biểu|trao đổi|phản ánh|cho biết)"
    r"(?:\s(?:tóm tắt|tại (?:hội nghị|cuộc họp|buổi làm việc)|về (?:tình hình|nội dung)[^.:;]{0,60}|thêm"
    r"|(?:kết quả|tình hình|tiến độ)[^.:;]{0,60}?|như sau))*\s*:\s+"
    r"(?!(?:trước|chậm nhất|muộn nhất|trong|định kỳ|hằng|hàng|xong|hạn|ngày|thời)\s)(?=\S)",
    re.IGNORECASE,
)
# a paragraph that names its topic so before a colon assesses, whatever stands around it
_ASSESSES = re.compile(
    r"(?:(?:những|một số|các|về)\s+)*(?:(?:mặt\s+)?(?:tồn tại|hạn chế|khuyết điểm|ưu điểm|thuận lợi|khó khăn|vướng mắc"
    r"|yếu kém|nguyên nhân)(?:,?\s+(?:và\s+)?)?)+\s*(?:\([^)]*\)\s*)?:",
    re.IGNORECASE,
)
# an item that opens with an order is none of an assessment, though it stands under its heading
_ORDERS = re.compile(
    r"(?:Giao(?= [A-ZĐỦ])|Yêu cầu(?! (?:của|đặt ra))|Đề nghị(?! (?:của|này))|Chỉ đạo(?= [A-ZĐ])"
    r"|Phân công(?= (?:đồng chí|ông|bà|[A-ZĐ]))"
    r"|Đồng ý(?= (?:chủ trương|cho|với đề))|Thống nhất (?:chủ trương|giao|phương án|bố trí|cho))"
)
_TASKS = re.compile(
    r"(?:nhiệm vụ|giải pháp|phương hướng|tổ chức thực hiện|thời gian tới|yêu cầu|kết luận|phân công|ý kiến chỉ đạo"
    r"|nội dung thực hiện|trách nhiệm|kiến nghị|đề xuất|chỉ đạo)",
    re.IGNORECASE,
)
_CERTAIN = re.compile(
    r"(?:(?:về|những|các|một số)\s+)*(?:kết quả (?:đạt được|thực hiện|chủ yếu)|tồn tại|hạn chế|khuyết điểm|ưu điểm"
    r"|đánh giá|nhận xét)(?!\w)",
    re.IGNORECASE,
)
# headings that open what is to come, also below an assessment
_TO_COME = re.compile(
    r"nhiệm vụ|giải pháp|phương hướng|tổ chức thực hiện|thời gian tới|yêu cầu|kết luận|phân công|ý kiến chỉ đạo",
    re.IGNORECASE,
)
_TARGETS = re.compile(r"(?:(?:một số|các|về)\s+)*(?:mục tiêu|chỉ tiêu)(?!\s*,\s*(?:nhiệm vụ|yêu cầu))", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:Ảnh|Quang cảnh|Toàn cảnh|Hình\s*\d|Ảnh minh họa|Tin\s*[:,]|Tin, ảnh|Bài, ảnh|Theo\s+\S+\s*$)"
)
# `Bí thư Huyện ủy Lê Văn A phát biểu tại hội nghị.`, `… khảo sát tuyến kè. Ảnh: Hà My.`: under a photograph
_UNDER_PHOTOGRAPH = re.compile(
    r"(?:(?!Phát biểu|Kết luận)[^.,;:\d][^.;:\d]{0,90}?\s)phát biểu"
    r"(?:\s(?:kết luận|chỉ đạo|khai mạc|bế mạc|chào mừng|ý kiến))*"
    r"\s(?:tại\s)?(?:hội nghị|buổi|cuộc|phiên|kỳ họp|lễ|đại hội|chương trình|điểm cầu)(?:\s[^\s.,;:]+){0,6}\.?$"
    r"|[^;:]{10,200}?[.\s(–-]\(?(?:[Ảả]nh|Ảnh minh họa)\s*[:–-]\s*[^.;:]{2,40}\)?\.?$"
)
THAT_IS_ORDER = re.compile(
    r"(?:Đó|Đây)(?: cũng)? là (?:một trong (?:những|các) )?(?:những |các )?(?:nội dung |ý kiến )?"
    r"(?:chỉ đạo|yêu cầu|kết luận|đề nghị|mệnh lệnh)(?: (?!của)\w+){0,5}? (?:của|từ) "
    r"(?:đồng chí |ông |bà )?"
)
"""Behind a headline or a sentence: it is an order, and whose (`Đó là yêu cầu của Chủ tịch UBND tỉnh …`)."""
_OBLIGES = re.compile(r"có trách nhiệm|nêu rõ|phải|khẩn trương|trước ngày|đề nghị các|yêu cầu các|cần")
_LONG = 140  # characters
_SENTENCE_ENDS = re.compile(r"[^\W\d_]{2}[.!?] (?=[A-ZĐÀ-Ỹ][^\W\d_]* [^\W\d_]+ )")
_DAY_OPENS = re.compile(
    r"(?:[^\n]{0,24}?[)\s][-–]\s+|\([^)\n]{2,20}\)\s*)?"
    r"(?:Sáng|Chiều|Tối|Trưa|Đêm|Ngày|Hôm|Vừa qua|Mới đây|Trong (?:hai |ba |các )?ngày|Cùng ngày)(?:\s|,)"
)
_LONGEST_CAPTION, _LONGEST_SUBHEAD, _LONGEST_HEADING, _LONGEST_HEADLINE = 160, 200, 200, 220
_LEAST_LINES = 3  # of a report with a headline
_TOPIC_REACH = 90  # a colon within so many characters parts a topic from what is said of it


class Place(msgspec.Struct, frozen=True):
    """Where the reading of the lines has come to; `headings` are rank and part of the headings that still hold."""

    official: bool
    now: Part
    headings: tuple[tuple[int, Part], ...] = ()
    stopped: bool = False  # the headline of the report ends in a full stop
    orders: bool = False  # the headline of the report is the order that it tells of


def first_place(official: bool, prose_first: bool, lines: int) -> Place:
    """Before the first line of the body; `prose_first` says that paragraphs lead up to the items."""
    if not official:
        return Place(official, "header" if lines >= _LEAST_LINES else "body")  # a line typed in has no headline
    return Place(official, "opening" if prose_first else "tasks")


def is_stopped_headline(first: str, second: str) -> bool:
    """Whether the first line of a report is a headline that ends in a full stop: one sentence, no day, the lead below.

    `UBND huyện họp giao ban tháng 4.` above `Sáng 26/4, đồng chí … chủ trì …`.
    """
    line = first.strip()
    if not line.endswith(".") or len(line) >= _LONGEST_HEADLINE or ". " in line or line.endswith(".."):
        return False
    return _DAY_OPENS.match(line) is None and (_DAY_OPENS.match(second) is not None or is_dateline(second.strip()))


def is_hinge(content: str) -> bool:
    """Whether the line ends as the sentence does that leads from the opening to the tasks (`… kết luận như sau:`)."""
    end = content.rstrip().removesuffix(".").rstrip().lower()
    return end.endswith((":", "sau", "đây")) and _HINGE.search(content) is not None


def turns_to_orders(content: str) -> bool:
    """Whether a paragraph turns from what was told to what is ordered (`Về việc này, Thủ tướng giao …`)."""
    return _TURNS.match(content) is not None


def is_assessment(heading: str) -> bool:
    """Whether a heading opens the assessment for certain: results, shortcomings, an evaluation."""
    return _CERTAIN.match(heading) is not None and not _TASKS.search(heading)


def is_reported(item: str) -> bool:
    """Whether an item only tells what one of those who met reported (`UBND xã báo cáo: …`)."""
    return _REPORTED.match(item) is not None and not _TASKS.search(item.split(":")[0])


def part_of(place: Place, content: str, label: Label | None, region: Region, before_body: bool) -> tuple[Part, Place]:
    """The part of the next line, and where the reading has come to behind it."""
    if region == "recipients" or region == "signature":
        return region, _moved(place, region)
    if before_body:
        return "header", place
    if _RECIPIENTS.match(content.strip()):
        place = _moved(place, "recipients")
    if place.now in ("recipients", "signature"):
        return place.now, place
    if not place.official:
        return _in_report(place, content.strip(), label)
    if label is None and _CLOSING.match(content.strip()):
        return "closing", place
    if place.now == "opening" and turns_to_orders(content):
        return _under_headings(_moved(place, "tasks"), content, label)
    if place.now == "opening" and _BARE_HINGE.fullmatch(content.strip(" *:.")):
        return "opening", _moved(place, "tasks")
    if place.now == "opening" and (label is None or label.rank > ORDINAL):
        return "opening", _moved(place, "tasks") if label is None and is_hinge(content) else place
    return _under_headings(_moved(place, "tasks"), content, label)


def _in_report(place: Place, line: str, label: Label | None) -> tuple[Part, Place]:
    """A report has paragraphs and lines that are none; the first one is its headline."""
    ends = (":", ";") if place.stopped else (".", ":", ";")
    if place.orders:
        return "body", msgspec.structs.replace(place, now="body", orders=False)
    headline = place.now == "header" and len(line) < _LONGEST_HEADLINE and not line.endswith(ends)
    return "caption" if headline or _is_caption(line, label) else "body", _moved(place, "body")


def _moved(place: Place, part: Part) -> Place:
    return msgspec.structs.replace(place, now=part)


def _under_headings(place: Place, content: str, label: Label | None) -> tuple[Part, Place]:
    """The part that the innermost heading gives, the line itself being one where it opens a part."""
    headings = place.headings
    if label is None:
        part = headings[-1][1] if headings else "tasks"
        if part == "assessment" and _ORDERS.match(content.strip()):
            return "tasks", place  # behind the items of what was told: `Đề nghị các tổ trưởng …`
        return "assessment" if _ASSESSES.match(content.strip()) else part, place
    text = content[label.content :].strip()
    headings = tuple(heading for heading in headings if heading[0] < label.rank)
    assessed = bool(headings) and headings[-1][1] == "assessment"
    if assessed and _ORDERS.match(text):
        headings = (*headings[:-1], (headings[-1][0], "tasks"))
    opened = _opened_by(text)
    if assessed and opened == "tasks" and not _TO_COME.search(text):
        opened = None  # `1. Về lãnh đạo, chỉ đạo` under `Kết quả đạt được` tells what was directed
    if opened is not None:
        headings = (*headings, (label.rank, opened))
    return headings[-1][1] if headings else "tasks", msgspec.structs.replace(place, headings=headings)


def _opened_by(text: str) -> Part | None:
    """The part that a heading opens; a line that holds whole sentences opens none, unless it says so at once."""
    text = without_stop(text)
    title = text.split(":")[0] if ":" in text[:_TOPIC_REACH] else text
    whole = title == text
    if not whole and is_reported(text):
        return "assessment"
    if len(title) > _LONGEST_HEADING or (whole and text.endswith((".", ";"))):
        return None
    if whole and _TARGETS.match(title):
        return "targets"
    if _ASSESSMENT.match(title) and not _TASKS.search(title):
        return "assessment"
    return "tasks" if whole and _TASKS.search(title) else None


def without_stop(heading: str) -> str:
    """A heading that somebody closed with a full stop (`1. Mục đích.`, `II. NỘI DUNG.`), without it; else the line."""
    bare = heading[:-1].rstrip() if heading.endswith(".") and not heading.endswith("..") else heading
    named = bare.isupper() and "." not in bare
    return bare if bare != heading and (named or _section().fullmatch(bare.lower())) else heading


@cache
def _section() -> re.Pattern[str]:
    form = official_form()
    return re.compile(
        rf"(?:(?:về|các|một số|những)\s+)?(?:{alternation(form.sections)})(?:\s+(?:{alternation(form.section_tails)}))*"
    )


def _is_caption(line: str, label: Label | None) -> bool:
    """Headlines, subheads, captions and bylines of a report: short, and no sentence ends in them."""
    if is_dateline(line) or (len(line) < _LONGEST_CAPTION and _CAPTION.match(line)):
        return True
    if label is None and len(line) < _LONGEST_HEADLINE and _UNDER_PHOTOGRAPH.match(line):
        return True
    ends = (".", "…", ":", ";", "!", "?", '"', ")")
    if label is not None or len(line) >= _LONGEST_SUBHEAD or line.endswith(ends):
        return False
    if len(line) >= _LONG and "," in line and _OBLIGES.search(line):
        return False
    return ";" not in line and not _SENTENCE_ENDS.search(line)  # a paragraph that lost its last full stop
