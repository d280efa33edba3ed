"""What is told as past: praise, results and shortcomings are no orders, whatever verbs they hold."""

from __future__ import annotations

import re

from extractor.assemble.frame import Frame
from extractor.assemble.grounds import Grounds, candidates_in, figures_in, times_in
from extractor.assemble.results import goes_on_telling, is_told_among_results
from extractor.core.cued import cued
from extractor.lexicon.alternation import alternation
from extractor.lexicon.orders import one_of, order_words
from extractor.resolve.deadline_candidates import DeadlineCandidate
from extractor.structure.outline import Line
from extractor.structure.sentences import split_sentences

_WORDS = order_words()
_EARLIER = re.compile(one_of(_WORDS.earlier))
_THANKS = re.compile(one_of(_WORDS.thanking))
_REACHED = re.compile(rf"\b{one_of(_WORDS.reached)}")
_JUDGED = re.compile(rf"(?:{one_of(_WORDS.praise)}|{one_of(_WORDS.shortcomings)})")
_PAST = re.compile(rf"(?:{one_of(_WORDS.past)}|{one_of(_WORDS.praise)}|{one_of(_WORDS.shortcomings)})")
_PERFECT = re.compile(rf"(?<!nêu )(?<!điều )\bđã\s+(?!{alternation(_WORDS.laid_down)})")
_FALLS_SHORT = re.compile(one_of(_WORDS.falling_short))
_DEED = re.compile(rf"[^.;:]{{0,60}}?\b(?:{one_of(_WORDS.deeds)}|trao (?:\d|các|những|số))")
# `Đến nay, 22 xã …`, `Còn khoảng 2.870 hộ … phải …`
_HOW_IT_STANDS = re.compile(
    r"(?:tính )?đến (?:nay|thời điểm (?:này|hiện tại)|(?:sáng|trưa|chiều|tối|đêm) (?:nay|qua|cùng ngày|hôm qua))(?!\w)"
    r"|(?:từ|kể từ) (?:đầu |khi |tháng |năm |ngày |quý )[^,;:]{0,40}?đến nay(?!\w)"
    r"|(?:\d+ |những |mấy |trong )*(?:năm|tháng|tuần|ngày) qua(?!\w)"
    r"|(?:hiện |vẫn )?còn (?:khoảng |trên |hơn |gần |tới |đến )?\d|(?:hiện |vẫn )?còn (?:rất )?(?:nhiều|không ít)(?!\w)"
)
# `Qua kiểm tra cho thấy quy hoạch chưa đồng bộ, cần sớm khắc phục`: what was found
_FOUND = re.compile(r"(?:qua|thực tế|kết quả)\s[^;:]{0,80}?\b(?:cho thấy|nhận thấy|thấy rằng)\s[^;:]{0,200}$")
_HAS = re.compile(r"\bđã\b")
# the formula that closes a notice: `Thông báo … để các cơ quan biết, thực hiện`
_MAKES_KNOWN = cued(
    r"(?:thông báo|truyền đạt|báo cáo|gửi|có ý kiến|trả lời|phúc đáp)(?:\s[^;]*)?"
    r"\s(?:để|tới|đến|được|cử tri)\s(?:[^;]*\s)?biết(?!\w)[^;]{0,60}$",
    "biết",
)
_FORMULA = 330  # characters
_OVER = cued(r"(?:vào |trong )?(?:cuối )?(?:tuần|tháng|năm|ngày|mùa|vụ|thời gian) qua\W*$", " qua")
_TAIL = 40  # characters
# `Đầu năm, Bộ A kiến nghị …`: in a report what came before its news
_EARLY_ON = re.compile(r"(?:vào |hồi |từ )?(?:đầu|giữa) năm(?: nay)?, (?!\d)")
_PART_OF_MONTH = re.compile(r"(?:vào |hồi )?(?:đầu|giữa|cuối) tháng \d")
_OPENING = 12  # characters
_MANY = 100
# with these a count tells of whom or how many it is asked
_ASKED_FOR = re.compile(
    r"\b(?:ít nhất|tối thiểu|không dưới|trở lên|toàn bộ|tất cả|còn lại|nêu trên|nói trên|này|đối với|thêm"
    r"|phấn đấu|bảo đảm|hoàn thành|khẩn trương|phải|cần|dứt điểm|sẽ|xong|ngay|rà soát|tập trung|tiếp tục)(?!\w)"
)
_CONDITION = re.compile(r"(?:đối với )?(?:các |những )?(?:trường hợp|nếu|khi|sau khi|nơi nào|hộ nào)(?!\w)")
_HAD_THEM_DO = re.compile(
    r"(?:(?:hiện|hiện nay|vừa qua|thời gian qua|trước đó),?\s+)?(?:tỉnh|huyện|thành phố|thị xã|xã|phường|sở|ngành"
    r"|đơn vị|công ty"
    r"|địa phương|ủy ban nhân dân|ubnd)(?:\s[^,.;:\s]+){0,4}?\s(?:cũng\s)?đã\s[^.;:]*,\s*$"
)
_IS_ASKING = re.compile(r"\sđang (?:yêu cầu|đề nghị|chỉ đạo|vận động|kêu gọi)\s[^.;]*$")
_SPOKEN = re.compile(
    r"(?<!\w)(?:yêu cầu|đề nghị|chỉ đạo|nhấn mạnh|lưu ý|giao|phải|cần|quán triệt|kết luận|khẩn trương|mong)(?!\w)"
)
_DONE_BEFORE = re.compile(r"(?<!\w)(?:đã|vừa|trao tặng|trao|tặng|thăm hỏi|thăm|động viên|chúc|có mặt)(?!\w)")
_SET_UP = re.compile(
    r"(?<!\w)đã (?:thành lập|kiện toàn|ban hành|xây dựng|tổ chức|phối hợp|triển khai|chủ động|huy động)(?!\w)[^.;:]*$"
)
_BLAMED = cued(
    r"(?<!\w)bị (?:[^,.;:]{0,60}\s)?(?:phê bình|nhắc nhở|kỷ luật|xử phạt|khởi tố|bắt tạm giam)\s*\.?$", "bị "
)
_TOLD_STRETCH = re.compile(r"(?:trong|cả|suốt)\s+(?:kỳ|tuần|tháng|quý|năm|đợt)\s*,")
# `…, đây là cố gắng đáng ghi nhận`; `gương đáng khen` inside an order is no judgement of the whole
_WORTHY = cued(
    r"(?:(?:đây|đó) là\s[^,.;]{0,60}?|[,-]\s*(?:(?:rất|thật|quả là|điều này|điều đó|việc này)\s+)*)"
    r"đáng (?:được )?(?:ghi nhận|khen|khen ngợi|biểu dương|mừng|trân trọng|hoan nghênh|khích lệ|tự hào|tiếc|buồn"
    r"|trách|lo)(?!\w)[^,.;]{0,30}\W*$",
    "đáng ",
)
# `ai cũng biết phải tiết kiệm`, `nơi nào cũng nói là cần`: what everybody knows or says obliges nobody
_ALL_KNOW = re.compile(
    r"(?<!\w)(?:ai|(?:người|nơi|chỗ|nhà|bên|đơn vị|địa phương|lần|ngành|cấp) nào|mọi người|nhiều (?:người|nơi)|bà con)"
    r"(?:\s(?!cũng|đều|vẫn)[^\s,.;:]+){0,3}\s(?:cũng|đều|vẫn)\s"
    r"(?:biết|hiểu|nói|thấy|than|kêu|hứa|bảo|nghĩ|cho rằng|muốn|mong|kể|hô|báo cáo)(?:\s(?:là|rằng|rõ))*\s*"
    r"(?:(?!,)[^\s.;:]+\s+){0,3}$"
)
# `Trước bão, tỉnh đã có công điện yêu cầu sơ tán dân và việc này hoàn tất hôm 27/10`
_DONE_SINCE = re.compile(
    r"(?<!\w)đã (?:có|ban hành|gửi|yêu cầu|chỉ đạo|giao|phát)\s[^.;]*?(?:,|\svà|\ssong|\snhưng)\s+(?:việc (?:này"
    r"|đó|ấy)|đến nay|tới nay|kết quả"
    r"|công việc|các nơi|nay|hiện)\s(?:[^.;,]{0,40}?\s)?(?:đã |cơ bản |vẫn |mới |chưa |công bố )*(?:hoàn tất"
    r"|hoàn thành|xong|làm xong|là \d|đạt|chưa|được)(?!\w)"
)
_SHALL = re.compile(r"(?<!\w)(?:phải|cần)(?!\w)")
_HAS_OR_WAS = re.compile(r"(?:đã|được)\s")


def is_judged(grounds: Grounds, start: int, end: int) -> bool:
    """Whether [start, end) praises or blames."""
    return bool(_JUDGED.search(grounds.index.lower, start, end))


def falls_short(grounds: Grounds, start: int, end: int) -> bool:
    """Whether [start, end) tells what is still lacking."""
    return bool(_FALLS_SHORT.search(grounds.index.lower, start, end))


def told_as_past(grounds: Grounds, line: Line, frame: Frame, start: int, end: int) -> bool:
    """Whether [start, end) tells what was, not what is to be done (`đã chỉ đạo …`, `còn chậm`)."""
    lower = grounds.index.lower
    if _EARLIER.match(lower, start, end) or _opens_in_the_past(grounds, start):
        return True
    if _is_common_talk(lower, frame, start, end) or _only_reports(grounds, line, frame, start, end):
        return True
    if is_told_among_results(grounds, line, frame) or goes_on_telling(grounds, frame, start, end):
        return True
    if frame.force in ("assigned", "petition", "commitment"):
        right_before = lower[max(start, frame.at - 4) : frame.at + 1].strip() + " "
        was = frame.speaker is None and _HAS_OR_WAS.match(right_before) is not None
        return was or _had_others_do(grounds, line, frame)
    if frame.force == "decision":
        return frame.speaker is None and lower.startswith("đã ", frame.at)
    if frame.force in ("bare", "imperative") and _MAKES_KNOWN.search(lower, max(frame.at, end - _FORMULA), end):
        return True
    if frame.force != "modal" and (_THANKS.match(lower, frame.at) or _had_happened(lower, start, frame.at)):
        return True
    opens_told = frame.force == "bare" and _TOLD_STRETCH.match(lower, start, end) is not None
    tells = _tells_results(grounds, start, end) or _counts_exactly(grounds, start, end)
    if tells and (opens_told or _can_tell_results(line, frame)):
        return True
    told = frame.force in ("bare", "imperative", "loose")
    if told and (_HOW_IT_STANDS.match(lower, start, end) or _OVER.search(lower, max(start, end - _TAIL), end)):
        return True
    reported = line.part == "body" or not grounds.framed
    if reported and frame.force in ("bare", "imperative") and _tells_deed(grounds, frame, end):
        return True
    if frame.force not in ("imperative", "bare"):
        return False
    return bool(_PAST.match(lower, start, end) and _PERFECT.search(lower, start, end))


def _is_common_talk(lower: str, frame: Frame, start: int, end: int) -> bool:
    """Whether it is said to be worth praise or regret, or something that everybody knows or says."""
    if frame.force not in ("bare", "imperative", "loose", "modal"):
        return False
    if _WORTHY.search(lower, start, end):
        return True
    modal = _SHALL.search(lower, frame.at if frame.force == "loose" else start, end)
    return modal is not None and _ALL_KNOW.search(lower, start, modal.start()) is not None


def _only_reports(grounds: Grounds, line: Line, frame: Frame, start: int, end: int) -> bool:
    """Whether it is what was found, what was done after something else, or whom somebody blamed."""
    lower = grounds.index.lower
    if frame.force in ("imperative", "loose") and _FOUND.match(lower, start, frame.at):
        return True
    if frame.force == "assigned" and _DONE_SINCE.search(lower, start, end):
        return True
    if frame.force in ("bare", "imperative", "loose") and _BLAMED.search(lower, start, end):
        return True
    if frame.force == "assigned" and line.part == "body" and _had_others_do(grounds, line, frame):
        return True
    if frame.force == "assigned" and line.part == "body" and _asks_now(grounds, line, frame):
        return True
    return _goes_on_with_deeds(grounds, line, frame, start) or _after_deed(grounds, frame, start)


def _had_others_do(grounds: Grounds, line: Line, frame: Frame) -> bool:
    """`Tỉnh đã chỉ đạo xã A vận động, giao Trung tâm B niêm yết`: what a body tells of what it did before."""
    floor = max(line.content, grounds.index.view.rfind(". ", line.content, frame.at) + 2)
    if frame.force != "assigned" or line.part != "body":
        return False
    return frame.at > floor and _HAD_THEM_DO.match(grounds.index.lower, floor, frame.at) is not None


def _asks_now(grounds: Grounds, line: Line, frame: Frame) -> bool:
    """`Chính quyền xã đang yêu cầu người dân giải tán và đề nghị …`: what is going on while the paper writes."""
    floor = max(line.content, grounds.index.view.rfind(". ", line.content, frame.at) + 2)
    return not grounds.official and _IS_ASKING.search(grounds.index.lower, floor, frame.at + 1) is not None


def _goes_on_with_deeds(grounds: Grounds, line: Line, frame: Frame, start: int) -> bool:
    """`Giám đốc A đã điều động lực lượng …. Đồng thời hỗ trợ …`: a report goes on with what was done."""
    if frame.force != "imperative" or line.part != "body" or not grounds.index.lower.startswith("đồng thời", start):
        return False
    before = list(split_sentences(grounds.index.view, line.content, start))[-1:]
    if not before or _SPOKEN.search(grounds.index.lower, *before[0]):
        return False
    return _DONE_BEFORE.search(grounds.index.lower, *before[0]) is not None


def _after_deed(grounds: Grounds, frame: Frame, start: int) -> bool:
    """`Xã A đã thành lập Ban chỉ đạo, giao nhiệm vụ cho các thành viên …`: one thing done after another."""
    if frame.force != "assigned":
        return False
    index, at = grounds.index, frame.speaker[0] if frame.speaker else frame.at
    if any(place in index.persons or place in index.offices for place in range(start, at + 1)):
        return False
    return _SET_UP.search(index.lower, start, at) is not None


def _had_happened(lower: str, start: int, at: int) -> bool:
    """Whether `đã` stands before the words of the order, unless it only tells on what condition they hold."""
    return _CONDITION.match(lower, start) is None and _HAS.search(lower[start:at]) is not None


def _opens_in_the_past(grounds: Grounds, start: int) -> bool:
    """Whether the clause opens with a time that was over when the document was written (`Năm 2015, tỉnh giao …`)."""
    day = (grounds.anchor.date or "")[:10]
    if not grounds.official and _EARLY_ON.match(grounds.index.lower, start):
        return True
    if not grounds.official and _was_weeks_ago(grounds, start, day):
        return True
    opening = next((time for time in times_in(grounds, start, start + 5) if time.type in ("date", "period")), None)
    return opening is not None and len(day) == 10 and opening.to is not None and opening.to[:10] < day[:4] + "-01-01"


def _was_weeks_ago(grounds: Grounds, start: int, day: str) -> bool:
    """`Đầu tháng 2, Thủ tướng lưu ý …` in a report of June: a part of a month long over."""
    if len(day) != len("2024-06-12") or not _PART_OF_MONTH.match(grounds.index.lower, start):
        return False
    told = next(
        (time for time in times_in(grounds, start, start + _OPENING) if time.type == "period" and time.to), None
    )
    return told is not None and told.to is not None and told.to[:7] < day[:7]


def _tells_deed(grounds: Grounds, frame: Frame, end: int) -> bool:
    """What is done on the spot and reported: `đoàn trao 100 suất quà`."""
    behind = frame.leads[-1].end if frame.leads else frame.at
    return _DEED.match(grounds.index.lower, behind, end) is not None


def _can_tell_results(line: Line, frame: Frame) -> bool:
    """`A V` of which nobody is the speaker; an item in a list of tasks is one whatever it counts."""
    return frame.force == "bare" and frame.speaker is None and not (line.part == "tasks" and line.label)


def _counts_exactly(grounds: Grounds, start: int, end: int) -> bool:
    """What was counted (`mở 1.840 hội nghị`, `kiểm tra 118 cơ sở, xử phạt 11 cơ sở`), not what is asked for."""
    if _has_deadline(grounds, start, end) or _ASKED_FOR.search(grounds.index.lower, start, end):
        return False
    counts = [f for f in figures_in(grounds, start, end) if f.kind == "quantity" and f.per is None and not f.comparator]
    return any(_is_exact(figure.value) for figure in counts)


def _is_exact(value: float) -> bool:
    """`1.840`, `212`: nobody asks for so many; round numbers are asked for."""
    return value >= _MANY and value % _MANY != 0


def _has_deadline(grounds: Grounds, start: int, end: int) -> bool:
    """Whether a deadline stands in [start, end)."""
    return any(c.strength == "strong" for c in _limits(grounds, start, end))


def _tells_results(grounds: Grounds, start: int, end: int) -> bool:
    """Two figures or more and no deadline: what has been reached (`xã tiếp nhận 2.946 hồ sơ, trả đúng hạn 97,3%`)."""
    if len(figures_in(grounds, start, end)) < 2 or not _REACHED.search(grounds.index.lower, start, end):
        return False
    return not any(c.strength == "strong" and c.role in ("task", "target") for c in _limits(grounds, start, end))


def _limits(grounds: Grounds, start: int, end: int) -> list[DeadlineCandidate]:
    """What may be a deadline, but for the stretch that a result opens with: `Trong quý, tỉnh kết nạp …`."""
    told = _TOLD_STRETCH.match(grounds.index.lower, start, end)
    return [c for c in candidates_in(grounds, start, end) if told is None or c.start >= told.end()]
