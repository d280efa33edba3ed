"""Petitions: what is asked of somebody above (`Kiến nghị Bộ A sớm …`)."""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.actors import Actor, ActorIndex, ActorList, read_actors
from extractor.assemble.frame import Frame
from extractor.assemble.grammar import skip
from extractor.lexicon.orders import one_of, order_words

ASKED = "petition: speaker asks"
PLEA = "petition: kiến nghị"  # nobody is named who asks
_TOWARDS = re.compile(r"\s*(?:với|đến|tới|lên|cho)?\s*:?\s*")
# `xin truyền đạt`, `xin thông báo`: what the speaker does itself
_OWN_DEED = re.compile(
    r"\s*(?:(?:tiếp tục\s+|sớm\s+|sẽ\s+)*nhận được"
    r"|truyền đạt|thông báo|báo cáo|báo (?:các|để|với|tin|đến|tới)|kính báo|trân trọng|gửi|cảm ơn|lỗi"
    r"|chia buồn|chúc|ý kiến|phép|chịu"
    r"|rút kinh nghiệm|nhận (?:lỗi|trách nhiệm|khuyết điểm|thiếu sót)|nghiêm túc (?:nhận|tiếp thu|rút)|tiếp thu"
    r"|thưa|cáo)(?!\w)"
)
# `công dân kiến nghị nhiều vấn đề như đất đai …`: what was talked about, told in sum
_SUMS_UP = re.compile(
    r"\s*(?:với\s[^.,;:]{3,60}?\s)?(?:nhiều|một số|các|những|một vài|\d{1,3}|hàng loạt)\s+(?:nhóm\s+)?"
    r"(?:vấn đề|nội dung|khó khăn|vướng mắc|bất cập|ý kiến|kiến nghị|đề xuất|giải pháp|nguyện vọng|vụ việc)(?!\w)"
    r"(?!(?:\s+[^\s.;:]+){0,7}\s*:)|\s*giải pháp(?: thực hiện| tháo gỡ)?\s*[,.;]"
    # what was worked out is asked of nobody: `các xã đề xuất hướng giải quyết về những tiêu chí chưa đạt`
    r"|\s*(?:(?:các|những|một số|nhiều)\s+)?(?:hướng (?:giải quyết|xử lý|đi|tháo gỡ|khắc phục)"
    r"|cách (?:làm|thức|giải quyết)|(?:giải|biện) pháp|phương (?:án|hướng)|sáng kiến|mô hình|lộ trình)(?!\w)"
    r"(?![^.;]{0,160}:)"
)
_PETITION_FIRST = re.compile(
    r"(?:(?:đề xuất|đề nghị|kiến nghị)(?:,| và)\s*)?"
    r"(?:đề xuất(?=[^.;]{3,80}\s(?:sớm|xem xét|quan tâm|cho phép|hỗ trợ|bố trí))"
    r"|kiến nghị|kính đề nghị|xin kiến nghị|trân trọng đề nghị|kính (?:xin|mong|nhờ)"
    r"|(?:kính|trân trọng) trình(?=[^.;:]{3,80}\s(?:xem xét|cho|cấp|hỗ trợ|quan tâm|bố trí|phê duyệt|chấp thuận"
    r"|bổ sung)\s))"
    r"(?:\s+(?:với|đến|tới))?\s*:?\s+"
)

# `kịp thời tham mưu UBND tỉnh kiến nghị Bộ A …`: the work of whoever prepares it
_PREPARED = re.compile(
    r"(?<!\w)(?:tham mưu|báo cáo|trình|giúp|tổng hợp|rà soát|nghiên cứu)(?!\w)"
    r"(?:\s+(?:cho\s+)?(?:ubnd|ủy ban|hđnd|hội đồng|chủ tịch|lãnh đạo|cấp|cơ quan|sở|thường trực|ban)\s[^,.;:]{1,60}"
    r"|,\s*(?:tham mưu|đề xuất|báo cáo)(?!\w))*\s*,?\s*(?:và |để )?$"
)
_PREPARED_REACH = 120  # characters
_TEAM = re.compile(
    r"(?:đoàn(?: (?:giám sát|công tác|kiểm tra|khảo sát|thẩm tra))?|tổ (?:công tác|kiểm tra)|hội đồng)"
    r"(?=\s*(?::|một số|các|những|mấy|\d|xem xét|quan tâm|sớm|cần|có|hỗ trợ|đề xuất|kiến nghị))"
)
# the topics that a colon closes stand outside what is asked for
_TOPICS = re.compile(
    r"\s*(?:một số|các|những|mấy|\d{1,2})\s+(?:nội dung|vấn đề|việc|điểm|nhóm vấn đề|kiến nghị)"
    r"[^:.;,\"]{0,40}:\s*(?=\S)"
)
_BEGS = re.compile(r"(?:(?:đồng thời|và|nhưng|song|còn|chỉ|cũng)\s+)*xin\s+(?!ý kiến|phép|lỗi|cảm ơn)")
_ABOVE = re.compile(
    r"(?:tỉnh|huyện|thành phố|trung ương|chính phủ|bộ|sở|xã|phường)\s+(?:cho|hỗ trợ|cấp|bố trí|thêm|sớm|xem xét"
    r"|giúp|ứng|làm)(?!\w)"
)


# `tiếp thu các ý kiến, kiến nghị của cử tri`: what was said, not who asks
_WAS_SAID = re.compile(
    r"(?<!\w)(?:ý kiến|phản ánh|phát biểu|tâm tư|nguyện vọng|đề xuất|câu hỏi|vướng mắc|thắc mắc|bức xúc|khó khăn)\s*"
    r"(?:,|và)\s+$"
)
_IS_SAID = re.compile(r"(?:kiến nghị|đề xuất|đề nghị|phản ánh|góp ý)(?!\w)")
_SAID_REACH = 24  # characters
# `Cử tri xã A kiến nghị tại buổi tiếp xúc.`: below a picture
_NOTHING_ASKED = re.compile(
    r"\s*(?:của\s|(?:tại|trong|ở) (?:buổi|hội nghị|cuộc|phiên|kỳ|diễn đàn|chương trình)(?:\s[^,.;:]{1,60})?\W*$)"
)


def is_talk(lower: str, start: int, at: int) -> bool:
    """Whether a word of asking at `at` stands in a row of nouns: `nêu các ý kiến, kiến nghị về …`."""
    if _IS_SAID.match(lower, at) is None:
        return False
    return _WAS_SAID.search(lower, max(start, at - _SAID_REACH), at) is not None


def _team(index: ActorIndex, at: int, end: int) -> ActorList | None:
    """`kiến nghị với Đoàn một số nội dung như: …`: those who came to see, by what they are."""
    team = _TEAM.match(index.lower, at, end)
    return ActorList((Actor(at, team.end()),), at, team.end()) if team else None


def read_petition(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Kiến nghị Bộ A sớm …`, where nobody is named who asks."""
    match = _PETITION_FIRST.match(index.lower, at, end) or _BEGS.match(index.lower, at, end)
    if match is None or is_talk(index.lower, start, at):
        return None
    if match.re is _BEGS and (house := _house_above().match(index.lower, match.end(), end)):
        return Frame("petition", PLEA, start, (Actor(*house.span("who")),), None, at)
    if (addressed := read_actors(index, match.end(), end)) is None:
        return None
    if match.re is not _BEGS and _PREPARED.search(index.lower, max(start, at - _PREPARED_REACH), at):
        return None
    if match.re is _BEGS and match.end() not in index.bodies and not _ABOVE.match(index.lower, match.end(), end):
        return None  # `Xin các đồng chí cho ý kiến`
    return Frame("petition", PLEA, start, addressed.actors, None, at)


@cache
def _house_above() -> re.Pattern[str]:
    """`xin | huyện cấp thêm xi măng`: one above called by its kind alone, and what it is to give."""
    gives = one_of((*order_words().verbs, *order_words().favours, "cho", "sớm", "giúp"))
    kinds = (
        r"(?:cấp trên|trung ương|bộ|tỉnh|thành phố|huyện|quận|thị xã|thị trấn|phường|xã|sở"
        r"|phòng|cục|tổng cục|tổng công ty|tập đoàn|ngành)"
    )
    return re.compile(rf"(?P<who>{kinds})\s+(?={gives})")


def read_asked(index: ActorIndex, start: int, at: int, end: int, speaker: tuple[int, int]) -> Frame | None:
    """What `speaker` asks for, of whom, behind the word that asks."""
    if _NOTHING_ASKED.match(index.lower, at, end):
        return None
    if _OWN_DEED.match(index.lower, at, end) or _SUMS_UP.match(index.lower, at, end):
        return None
    inside = skip(_TOWARDS, index.lower, at, end)
    addressed = read_actors(index, inside, end) or _team(index, inside, end)
    topics = _TOPICS.match(index.lower, addressed.end if addressed else inside, end)
    if topics:
        start = topics.end()
    elif addressed and index.view[at:inside].strip().endswith(":"):
        start = inside  # what is asked for begins behind the colon, with whom it is asked of
    return Frame("petition", ASKED, start, addressed.actors if addressed else (), speaker, at)
