"""Official document or press report, told by its frame."""

from __future__ import annotations

import re
from itertools import islice

from extractor.core.characters import UPPER, lower_case
from extractor.core.document import SourceText
from extractor.core.record import Genre
from extractor.structure.dateline import is_dateline
from extractor.structure.foot import Foot
from extractor.structure.head import Head
from extractor.structure.title import ANNOUNCES

# in lower case; the letters that any of it opens with stand first, since most places open none
_REPORT = re.compile(
    r"(?=[\n(sctđpknlmqv]|^)(?:(?:^|\n)\W*(?:tin|ảnh|bài|tin, ảnh|theo)\s*[:,]"
    r"|\((?:ttxvn|chinhphu\.vn|vgp|ndo|dân trí|[\w-]+\.vn)\)"
    r"|(?:^|\n)\W*(?:\([a-zđ][^)]{1,19}\)|[a-z]{2,12}\.vn)\s*[-–]\s"
    # `trước chiều nay`, `trong sáng 14/10` set a limit
    r"|(?<!trước )(?<!trong )(?<!nhất )(?<!nhất là )(?<!đến )(?<!ngay )(?<!xong )(?:sáng|chiều|tối)\s+(?:nay|qua|\d)"
    r"|đã (?:đến|có buổi|có cuộc) (?:thăm|làm việc|kiểm tra|họp|gặp)"
    r"|(?:phát biểu|kết luận) (?:tại|kết luận|chỉ đạo)"
    r"|(?:^|\n)\W{0,2}[a-zđ]{2,6}\)\s*[-–]?\s*(?:ngày|sáng|chiều|tối|trưa)\s"
    r"|(?:nhấn mạnh|cho biết|cho hay|khẳng định|nêu rõ|cho rằng|lưu ý)(?!\w)"
    r"|\n\W*(?:theo đó|cụ thể|trước (?:đề xuất|thực trạng|tình hình|tình trạng|đó))[, ]"
    r"|(?:đã|vừa|mới) (?:có|ký|ra|ban hành) (?:công văn|văn bản|công điện) (?:giao|yêu cầu|chỉ đạo|đề nghị|gửi|về)"
    r"|quang cảnh|toàn cảnh|\bpv\b|phóng viên|vừa (?:có|ký|ban hành) (?:văn bản|công văn|thông báo)|tác giả"
    r"|vừa tổ chức (?:hội nghị|cuộc|buổi|phiên|lễ))"
)
_HINGE = re.compile(r"(?:kết luận|ý kiến|chỉ đạo|yêu cầu|thống nhất)[^.\n]{0,80}như sau\s*:", re.IGNORECASE)
# a page that is the paper itself though it lost its letterhead: lines tell its basis
# the middle of a paper, copied alone: paragraphs that ask in its own name
_ASKS = re.compile(
    r"(?:^|\n)\s*(?:Yêu cầu|Đề nghị|Kính đề nghị|Giao|Nhận được (?:thông báo|công văn|văn bản|kế hoạch) này,)\s"
    r"[^\n]{20,}"
)
_LEAST_ASKED = 2
_BASIS = re.compile(r"(?:^|\n)\W*(?:Căn cứ|Thực hiện|Theo)\s[^\n]{10,600};\s*\n")
_ITEM = re.compile(r"(?:^|\n)\s*(?:[IVX]+|\d{1,2}|[a-zđ])\s*[.)-]\s*\S")
_ORDER_FIRST = re.compile(
    r"(?:^|\n)\s*(?:[-\d.a-z)]*\s*)?(?:Giao|Yêu cầu|Đề nghị|Điều \d|Lưu ý|Cần|Chỉ đạo|Nghiêm cấm|Cấm|Đồng ý|Thống nhất"
    r"|Cho phép|Kiến nghị|Trân trọng)",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"(?:^|\n)\W*Kính gửi\s*:", re.IGNORECASE)  # a letter without its head
_ADDRESS_REACH = 400  # characters
_MANY_CUES, _SOME_CUES = 6, 3  # of a report
# `KGO - Chiều 20/3, …`: a day, who met, and a verb of meeting or visiting
_LEAD = re.compile(
    r"(?:\W{0,2}[\w./+]{2,20}\)?\s*[-–]?\s+)?(?:(?:sáng|trưa|chiều|tối|ngày|hôm)\s(?:nay|qua|ngày)?"
    r"|trong (?:(?:các|hai|ba|\d) )?ngày|(?:vừa|mới) qua,|mới đây,)[\s(]*\d?[^.\n]{0,220}?"
    r"\b(?:chủ trì|tổ chức|họp|làm việc|kiểm tra|thăm|tiếp|dự|dẫn đầu|khảo sát|giám sát|đối thoại|thị sát)(?!\w)",
    re.IGNORECASE,
)
# `hạn cuối: 5h | sáng 12.4`, `trước 18 giờ | chiều nay`: a limit, and no day on which something was
_LIMIT = re.compile(
    r"(?<!\w)(?:hạn(?:\s+[^\W\d]+)?|nhất|trước|xong|hết)(?:\s+(?:là|vào|trước|lúc|đến))?\s*:?\s*"
    r"(?:\d{1,2}\s?(?:giờ|h|g|:)\s?(?:\d{1,2}\s?)?(?:phút\s?)?)?\Z",
    re.IGNORECASE,
)
_REPORT_LINES = 3
_HEADLINE_AND_LEAD = 2
_WILL = re.compile(r"(?<!\w)(?:sẽ|phải|cần|trước ngày|chậm nhất)(?!\w)")
_POSTED = re.compile(r"(?:ngày đăng|đăng ngày|đăng lúc|cập nhật|ngày cập nhật|ngày)\W*\d", re.IGNORECASE)
_PART_OF_DAY = re.compile(r"(?:sáng|trưa|chiều|tối)(?!\w)", re.IGNORECASE)
_SHORT = 600  # characters: a text typed in


# `Ông Nguyễn Văn A yêu cầu …`, `…", Chủ tịch UBND tỉnh nói`: somebody by name speaks in a report
_NAMED = rf"(?:[{UPPER}][^\W\d_]+\s){{2,5}}"
_NAMED_LAST = rf"[{UPPER}][^\W\d_]+(?:\s[{UPPER}][^\W\d_]+){{1,4}}"
_SPEAKER = re.compile(
    rf"(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí)\s{_NAMED}(?:cũng\s|đã\s)?"
    r"(?:yêu cầu|đề nghị|chỉ đạo|chúc|chia sẻ|nhắc nhở|trao)(?!\w)"
    r"|\"[,.]?\s(?:[-–]\s)?"
    rf"(?:(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|Bí thư|Chủ tịch|Phó|Giám đốc|Bộ trưởng|Thứ trưởng)\s)[^\"\n]{{0,80}}?"
    r"(?:nói|chỉ đạo|yêu cầu|khẳng định|cho biết)(?!\w)"
    r"|\n(?:Sáng|Chiều|Tối|Ngày|Trưa)\s[^\n]{1,60}?,\s[^\n]{3,90}?\s"
    r"(?:có|ban hành|vừa|đã|tổ chức|họp|chủ trì|làm việc|kiểm tra)"
    r" (?:văn bản|công văn|hội nghị|cuộc|buổi|họp|với|việc|ban hành|có)"
    rf"|(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá))\s{_NAMED_LAST}[^.\n]{{0,120}}?"
    r"(?<=\s)(?:chủ trì|điều hành|chủ tọa)(?: và phát biểu)?(?: tại)?"
    r" (?:[Hh]ội nghị|[Bb]uổi|[Cc]uộc|[Pp]hiên|[Kk]ỳ họp|[Ll]ễ)(?!\w)"
    r"|(?:[Tt]ham dự|[Dd]ự|[Dd]ự và (?:chỉ đạo|chủ trì)) (?:[Hh]ội nghị|[Bb]uổi|[Cc]uộc|[Pp]hiên|[Ll]ễ|[Kk]ỳ họp"
    r"|[Đđ]ại hội)"
    r"[^.\n]{0,20}? có (?:các )?(?:đồng chí|ông|bà|đ/c)(?!\w)"
    r"|\nĐó là (?:\w+ ){0,4}?(?:chỉ đạo|yêu cầu|kết luận|đề nghị)(?: (?!của)\w+){0,5}? của "
    r"|(?:trao|tặng) (?:tặng )?\d+ (?:suất|phần) quà|chúc [Tt]ết|thăm hỏi, động viên"
)
_AUTHOR = re.compile(rf"\s*[{UPPER}][^\W\d_]*(?:\s[{UPPER}][^\W\d_]*){{1,3}}\s*")
_SENTENCE = re.compile(r"[^\n]{60,}[.…/]\s*(?=\n)")


def _ends_with_author(view: str) -> bool:
    """Whether a name alone closes the paragraphs above it: the byline of a report."""
    *above, last = view.rstrip().split("\n")
    return bool(above) and _AUTHOR.fullmatch(last) is not None and any(_SENTENCE.match(f"{line}\n") for line in above)


def _is_posted_report(source: SourceText, view: str) -> bool:
    """Whether a headline, the day of posting and the lead of a report open it: `Sáng 17/6, UBND quận A tổ chức …`."""
    lines = [view[p.start : p.end].strip() for p in source.paragraphs if view[p.start : p.end].strip()][:_REPORT_LINES]
    if len(lines) < _REPORT_LINES or lines[0].endswith((".", ":", ";")):
        return False
    posted = is_dateline(lines[1]) or _POSTED.match(lines[1]) is not None
    return posted and _LEAD.match(lines[2]) is not None and _PART_OF_DAY.match(lines[2]) is not None


def _has_headline(source: SourceText, view: str) -> bool:
    """Whether a line without a full stop stands first, and below it a page's date or the lead of a report."""
    lines = [view[p.start : p.end].strip() for p in source.paragraphs if view[p.start : p.end].strip()]
    if len(lines) < _HEADLINE_AND_LEAD or lines[0].endswith((".", ":", ";")) or _ITEM.match(lines[0]):
        return False
    if len(lines) < _REPORT_LINES:  # a headline and its lead alone
        return _LEAD.match(lines[1]) is not None and lines[1].endswith(".") and not _WILL.search(lines[1].lower())
    return any(is_dateline(line) or _LEAD.match(line) for line in lines[1:_REPORT_LINES])


def tell_genre(source: SourceText, view: str, head: Head, foot: Foot) -> Genre:
    """`notice` where letterhead, number, type line or recipients say so, or a hinge opens a numbered list; else `news`.

    Without any frame at all (a sentence or a few, typed in) the text counts as a piece of a notice unless it tells
    its matter as a report does.
    """
    if head.nation or (head.number and head.doc_type) or (head.doc_type and foot.start is not None) or foot.recipients:
        return "notice"
    report_cues = sum(1 for _ in islice(_REPORT.finditer(lower_case(view)), _MANY_CUES))  # of more nobody asks how many
    if head.number or head.subject:
        return "notice"
    if head.doc_type:
        return "notice" if report_cues < _MANY_CUES or _HINGE.search(view) else "news"
    if report_cues == 0 and _ADDRESSED.search(view, 0, _ADDRESS_REACH):
        return "notice"
    if _HINGE.search(view) and len(_ITEM.findall(view)) >= 2 and report_cues < _SOME_CUES:
        return "news" if _is_posted_report(source, view) else "notice"
    if report_cues == 0 and len(_ASKS.findall(view)) >= _LEAST_ASKED and not _has_headline(source, view):
        return "notice"
    if report_cues == 0 and _BASIS.search(view) and ANNOUNCES.search(view):
        return "notice"
    if len(view) < _SHORT and source.text.count("\n") < 6 and not _has_headline(source, view):
        cues = sum(not _LIMIT.search(view, 0, cue.start()) for cue in _REPORT.finditer(lower_case(view)))
        tells = cues and not _ORDER_FIRST.search(view)
        return "news" if tells or _SPEAKER.search(view) or _ends_with_author(view) else "notice"
    return "news"
