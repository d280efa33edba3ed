"""What those who took part think, in the words of a notice: `Phòng A cho rằng …`, `Sở B nhất trí với …`."""

from __future__ import annotations

import re

from extractor.assemble.actors import ActorList, read_actors
from extractor.assemble.entries import skip_discourse
from extractor.assemble.frame import Frame
from extractor.assemble.grounds import Grounds

# who is heard at a meeting and does not conclude it
_TAKES_PART = re.compile(
    r"(?:(?:đại diện|lãnh đạo)\s+)?(?:các\s+|một số\s+)?(?:phòng|sở|chi cục|trung tâm|ban quản lý|công ty|tổng công ty"
    r"|chủ đầu tư|đơn vị|nhà thầu|nhà đầu tư|doanh nghiệp|hợp tác xã|htx|hộ|xã|phường|thị trấn|khoa|bệnh viện|trường"
    r"|(?:ubnd|ủy ban nhân dân|đảng ủy) (?:các )?(?:xã|phường|thị trấn|huyện)|công an|hạt|trạm|vụ|cục|văn phòng"
    r"|điện lực|kho bạc|ngân hàng|hội|đoàn)(?!\w)"
)
_THINKS = re.compile(
    r"\s*,?\s*(?:(?:cũng|đã|còn|thì|tiếp tục)\s+)*(?:cho rằng|cho biết|cho hay|phân tích|nhận định|nhận xét|băn khoăn"
    r"|lo ngại|lo lắng|giải thích|lý giải|phản ánh|chia sẻ|bày tỏ|góp ý|thắc mắc|than phiền|nêu ý kiến"
    r"|có ý kiến cho rằng"
    r"|nêu (?:khó khăn|vướng mắc|thực trạng|lý do|băn khoăn)|thừa nhận)(?!\w)"
)
# they agree for their part; what a committee of the people rules is its answer
_AGREES = re.compile(
    r"\s*,?\s*(?:(?:cũng|đều|cơ bản|hoàn toàn)\s+)*(?:nhất trí|thống nhất|đồng ý|đồng tình|tán thành|ủng hộ)(?!\w)"
)
_RULES = re.compile(r"(?:ubnd|ủy ban|hđnd|hội đồng|thường trực|ban thường vụ|đảng ủy)(?!\w)")
_REACH = 260  # characters within which it is told who thinks so


def is_opinion(grounds: Grounds, frame: Frame, start: int, end: int) -> bool:
    """Whether [start, end) only tells what somebody who took part thinks or agrees to; who concludes is not asked."""
    if not grounds.official or frame.force in ("petition", "commitment"):
        return False
    floor = max(grounds.index.view.rfind("\n", 0, start) + 1, start - _REACH)
    stop = grounds.index.view.rfind(". ", floor, start)
    sentence = floor if stop < 0 else stop + 2
    return any(_thinks(grounds, frame, at, end) for at in sorted({sentence, start}))


def _thinks(grounds: Grounds, frame: Frame, start: int, end: int) -> bool:
    index = grounds.index
    at = skip_discourse(index, start, end)
    doers = read_actors(index, at, end)
    if doers is None or doers.end > max(frame.at, frame.leads[-1].end if frame.leads else 0) + 1:
        return False
    if not _TAKES_PART.match(index.lower, at, end) or _concludes(grounds, doers):
        return False
    if _THINKS.match(index.lower, doers.end, end):
        return True
    if _RULES.match(index.lower, at, end):
        return False
    return frame.force == "decision" and _AGREES.match(index.lower, doers.end, end) is not None


def _concludes(grounds: Grounds, doers: ActorList) -> bool:
    """Whether it is the body whose conclusion or letter the document is."""
    name = " ".join(grounds.index.lower[doers.start : doers.actors[-1].end].split())
    own = [(grounds.issuer or "").lower()]
    own += [" ".join(grounds.index.lower[slice(*grounds.giver)].split())] if grounds.giver else []
    return any(name in whole or (whole and whole in name) for whole in own)
