"""Letters that explain how a rule is applied: what they say of taxpayers or applicants is the rule, no order.

`Bộ Tài chính hướng dẫn một số nội dung như sau:`, `Trả lời công văn …, Tổng cục Thuế có ý kiến như sau:`. What such a
letter asks of an office, or sets a day for, is an order all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.assemble.frame import Frame
from extractor.structure.outline import Line

_EXPLAINS = re.compile(
    r"(?<!ban hành )(?<!tổ chức )(?:hướng dẫn|giải đáp|làm rõ)"
    r"(?! (?:các|những) (?:xã|huyện|phường|sở|đơn vị|địa phương|trường))"
    r"[^.;]{0,160}?(?:như sau|sau đây|cụ thể sau|nội dung sau)\s*[:.]\s*$"
)
_ANSWERS = re.compile(
    r"(?:trả lời|phúc đáp|giải đáp)\s+(?:các\s+)?"
    r"(?:công văn|văn bản|đơn|phiếu|câu hỏi|vướng mắc|đề nghị|kiến nghị)(?!\w)"
)
# those to whom a rule applies
_BOUND_BY_RULE = re.compile(
    r"(?:(?:các|những|mỗi|từng|mọi)\s+)?(?:người (?:nộp thuế|lao động|sử dụng lao động|dân|học|bệnh|mua|bán|bán hàng"
    r"|tham gia|hưởng|có nhu cầu|được|có công|nước ngoài|khai|đứng tên|đề nghị|khiếu nại|sử dụng)"
    r"|tổ chức, cá nhân|cá nhân|tổ chức(?! (?:đảng|đoàn|hội|chính trị|triển khai|thực hiện))"
    r"|doanh nghiệp|hộ (?:kinh doanh|gia đình)|cơ sở (?:kinh doanh|sản xuất)|đơn vị sử dụng lao động"
    r"|nhà (?:thầu|đầu tư|cung cấp)|bên (?:mua|bán|thuê|cho thuê)|thí sinh|học sinh|sinh viên|học viên|công dân"
    r"|đối tượng|công ty|chủ (?:hộ|phương tiện|tàu|xe|sở hữu)|thương nhân|ngân hàng thương mại|tổ chức tín dụng)(?!\w)"
)
_APPLIES = re.compile(
    r"[^;:]{3,160}?\s(?:được\s+)?(?:áp dụng (?:đối với|cho|từ|theo|kể từ)"
    r"|được (?:tính|xác định|hưởng|miễn|giảm|khấu trừ|hiểu|coi|quy định|thực hiện theo|căn cứ)"
    r"|không phải (?:nộp|kê|khai|chịu|đóng|lập)|thuộc (?:đối tượng|diện|trường hợp))(?!\w)"
)
_COPIES = re.compile(
    r":\s*\d{1,2}\s+bản(?!\w)|\d{1,2}\s+bản (?:chính|chụp|sao|gốc|photo)(?!\w)"
)  # of the papers to hand in
_IN_CASE = re.compile(r"(?:trong )?(?:trường hợp|nếu|đối với)\s")
_BY_RULE = re.compile(r"(?:căn cứ|theo)\s+(?:quy định|hướng dẫn|khoản|điều|điểm|luật|nghị định|thông tư)(?!\w)")


def explains_rule(lines: Iterable[Line], lower: str) -> bool:
    """Whether the document only tells how a rule is to be applied, by the sentence that leads to its items."""
    for line in lines:
        if line.part not in ("opening", "tasks") or line.label is not None:
            continue
        if line.lead_in and _EXPLAINS.search(lower, line.content, line.end):
            return True
        if line.part == "opening" and _ANSWERS.match(lower, line.content, line.end):
            return True
    return False


def is_the_rule(lower: str, frame: Frame, start: int, end: int) -> bool:
    """Whether the frame in [start, end) of such a document tells the rule: of applicants, of a thing, of a case."""
    if frame.force not in ("modal", "bare", "loose", "imperative") or frame.speaker is not None:
        return False
    if _BY_RULE.match(lower, start) or (not frame.leads and _COPIES.search(lower, start, end)):
        return True
    if frame.leads:
        return all(_BOUND_BY_RULE.match(lower, lead.start, lead.end) for lead in frame.leads)
    if frame.force == "loose" or _IN_CASE.match(lower, start):
        return True
    return _APPLIES.match(lower, start, end) is not None
