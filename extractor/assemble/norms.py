"""What a rule demands (`Hồ sơ phải có …`, `Theo quy định, …`) or a letter adds by form: no order of anybody."""

from __future__ import annotations

import re

from extractor.assemble.actor_index import ActorIndex
from extractor.core.cued import cued

# what a rule demands of papers and applicants, not of an office
_NORM = re.compile(
    r"(?:các\s+)?(?:hồ sơ|đơn|mẫu|người|tổ chức, cá nhân|cá nhân|thí sinh|ứng viên|học viên|sản phẩm|tờ khai|văn bản"
    r"|phương tiện|cơ sở)\s[^,.;:]{0,80}?\bphải\s+(?:có|đủ|kèm|ghi|bao gồm|là|nộp|đáp ứng|được)(?!\w)"
)
_BY_RULE = re.compile(
    r"(?:cũng )?theo\s+"
    r"(?:dự thảo|khoản|điều|điểm|quy định|luật|pháp luật|bộ luật|lệ|nội quy|quy chế|hợp đồng"
    r"|yêu cầu của|lý giải|phân tích|thông lệ|quy trình|quy chuẩn|tiêu chuẩn|nguyên tắc)(?!\w)"
    # `Luật định giấy khai sinh phải trả trong ngày`, `Nội quy chợ ghi rõ hàng cấm phải …`
    r"|(?:luật|pháp luật|điều lệ|nội quy|quy chế|quy chuẩn|hợp đồng|hương ước)(?: [^\s,.;:]+){0,3}? "
    r"(?:(?:đã|vốn|cũng) )*(?:định|quy định|ghi|nói|buộc|đòi|bắt)(?: rõ| sẵn)?(?!\w)"
)

_LAID_DOWN = cued(
    r"[^.;:]{5,180}?\s(?:được |đã )+(?:nêu|quy định|xác định|ghi|đề ra|đặt ra|thể hiện|khẳng định)(?: rõ)? (?:tại"
    r"|trong)\s"
    r"[^.;:]{3,160}?[,;]\s*(?:theo đó|trong đó(?: nêu| quy định| xác định)?|cụ thể)(?!\w)",
    *("theo đó", "trong đó", "cụ thể"),
)


# `Mọi chi tiết xin liên hệ đồng chí A`: where one can ask
_WHOM_TO_ASK = re.compile(
    r"(?:mọi\s+|các\s+|những\s+)?(?:thông tin|chi tiết|nội dung|thắc mắc|vướng mắc|ý kiến)(?:\s[^.;:]{1,70}?)?"
    r"(?:,?\s(?:xin|vui lòng|đề nghị|có thể))*\s+liên hệ(?!\w)|đầu mối liên hệ\s*[:(]"
)


def tells_whom_to_ask(index: ActorIndex, at: int, end: int) -> bool:
    """Whether [at, end) only tells where one can ask: orders nothing."""
    return _WHOM_TO_ASK.match(index.lower, at, end) is not None


def states_rule(index: ActorIndex, at: int, end: int) -> bool:
    """Whether [at, end) tells what a rule demands."""
    return bool(_NORM.match(index.lower, at, end) or cites_rule(index, at, end))


def retells_paper(index: ActorIndex, at: int, end: int) -> bool:
    """`Chủ trương này được nêu tại Nghị quyết A, theo đó đến năm 2020 phải …`: what another paper laid down."""
    return _LAID_DOWN.match(index.lower, at, end) is not None


def cites_rule(index: ActorIndex, at: int, end: int) -> bool:
    """`Theo quy định của Luật Đất đai, các hộ phải …`: a rule that holds anyway."""
    return _BY_RULE.match(index.lower, at, end) is not None
