"""Paragraphs that tell what was reached: none of their sentences orders, though nothing in them says `đã`."""

from __future__ import annotations

import re

from extractor.assemble.frame import Frame
from extractor.assemble.grounds import Grounds, figures_in, is_to_come, times_in
from extractor.core.cued import cued
from extractor.lexicon.alternation import alternation
from extractor.lexicon.orders import one_of, order_words
from extractor.structure.outline import Line
from extractor.structure.sentences import split_sentences

_TOLD = re.compile(
    r"\b(?=[bcđghlnqstv])(?:"  # asked first, since most places open none
    rf"(?<!nêu )(?<!điều )\bđã\s+(?!{alternation(order_words().laid_down)})"
    r"|\bđã có (?:nhiều|những|bước|sự|chuyển)|\bđến nay(?!\w)|\bđang\s|\bcho thấy\s|\b(?:qua|năm qua|vừa qua),"
    r"|\b(?:đạt|tăng|giảm|chiếm|vượt|bằng|còn|được)\s+(?:gần |trên |hơn |khoảng |thêm |từ )?\d"
    r"|\bđánh giá cao\s|\b(?:hoàn thành|làm) tốt (?:\w+ )?nhiệm vụ (?:chính trị )?được giao"
    r"|\bđược\s[^,.;:]{2,40}?\s(?:đặc biệt |luôn |hết sức )?quan tâm(?! (?:chỉ đạo|đầu tư|giải quyết))"
    r"|\bso với (?:cùng kỳ|năm|tháng|quý|kế hoạch|quy định|trước))"
)
_OBLIGES = re.compile(
    r"(?<!việc )(?<!cơ quan )\b(?:phải(?! kể| nói| được tiếp tục| \w+(?: \w+)? (?:lại )?(?:hai|ba|nhiều|mấy"
    r"|\d+) lần)|cần(?! kể| nói| được tiếp tục| tiếp tục (?:giữ|phát huy))"
    r"|yêu cầu|đề nghị|khẩn trương|tuyệt đối|nghiêm cấm)(?!\w)"
)
# `…; công tác kiểm tra được tăng cường; nhiều chi bộ đã đổi mới …`: a thing that was done, or fared so
_FARED = re.compile(
    r"[^,;]{3,90}?\s(?:(?:đã|vẫn|tiếp tục|luôn|dần|từng bước|ngày càng)\s+)*(?:được|đã|đạt|có chuyển biến)\s"
)
_OPENS_A_DUTY = re.compile(rf"(?:{one_of((*order_words().verbs, *order_words().assigning, *order_words().deciding))})")
_LOOKS_BACK = re.compile(
    r"(?:qua|sau|trong|thời gian qua|những năm qua|vừa qua|\w+ (?:tháng|năm|tuần|quý) (?:qua|đầu)|nhìn chung|về cơ bản"
    r"|ban thường vụ|thường trực|ubnd|hội nghị|các|công tác|việc|tình hình|kết quả)(?!\w)"
    r"|[^.:]{3,40}:\s+(?:đã|đạt|hoàn thành|được)\s"
)
_NAMES_TIME = re.compile(
    r"(?:(?:về )?(?:công tác|công việc|hoạt động|tình hình|việc|kết quả|điểm lại)(?: [^\d\W]+){0,3} )?"
    r"(?:tháng|quý|tuần|năm|học kỳ|[\wđ]+ tháng đầu năm)(?!\w)"
)
_PLANS = re.compile(
    r"(?:nhiệm vụ|kế hoạch|phương hướng|mục tiêu|chỉ tiêu|giải pháp|chương trình|còn lại|tới|tiếp theo)(?!\w)"
)
# `… giải ngân 1.137 tỷ đồng, đạt 31,8%, thấp hơn cùng kỳ`, `lũy kế đã phun 4.870 lít`: how far things stand
_MEASURED = cued(
    r"(?<!\w)(?:đạt|bằng|được|chiếm)\s+(?:(?:hơn|gần|khoảng|trên|xấp xỉ|mới|chỉ)\s+)*\d[^.;]{0,80}?"
    r"(?<!\w)(?:thấp|cao|nhanh|chậm|nhiều|ít|tăng|giảm|vượt|kém)\s(?:[^.;,]{0,24}\s)?"
    r"(?:cùng kỳ|bình quân|kế hoạch|năm (?:trước|ngoái)|tháng trước|quý trước|tiến độ)(?!\w)"
    r"|(?<!\w)lũy kế(?:\s+(?:từ|đến|tới)\s[^,.;]{2,30},?)?\s+(?:đã|đạt|có|được|là)\s"
    # `Cử tri nhiều nơi phản ánh tình trạng thiếu thuốc`: what is complained of
    r"|^(?:một số |nhiều |các )?(?:cử tri|người dân|bà con|nhân dân|dư luận|báo chí|hộ dân)(?!\w)[^.;:]{0,60}?\s"
    r"(?:phản ánh|phàn nàn|than phiền|bức xúc|lo ngại|lo lắng)(?!\w)",
    *(
        "cùng kỳ",
        "bình quân",
        "kế hoạch",
        "trước",
        "ngoái",
        "tiến độ",
        "lũy kế",
        "phản ánh",
        "phàn nàn",
        "than phiền",
        "bức xúc",
        "lo ngại",
        "lo lắng",
    ),
)
_AIMS = re.compile(
    r"(?<!\w)(?:phấn đấu|bảo đảm|đảm bảo|mục tiêu|chỉ tiêu là|quyết tâm|để|nhằm|sao cho|tối thiểu|ít nhất|kiến nghị|xin"
    r"|giao|chỉ đạo|lưu ý|tập trung|tiếp tục|đẩy nhanh|hứa|cam kết|sẽ)(?!\w)"
)
_SEVERAL = 3  # sentences of such an item
_MANY = 100  # from here nobody asks for a number that is not round
_ENOUGH = 2  # sentences that tell of something


def tells_how_far(grounds: Grounds, start: int, end: int) -> bool:
    """Whether [start, end) measures what was reached against a time before, or what people complain of."""
    said = grounds.index.lower[start:end]
    return _MEASURED.search(said) is not None and not (_OBLIGES.search(said) or _AIMS.search(said))


def is_told_among_results(grounds: Grounds, line: Line, frame: Frame) -> bool:
    """Whether the frame stands in a paragraph that only tells results and obliges nobody."""
    listed = line.label is not None and line.part == "tasks"
    if listed and frame.force in ("bare", "imperative", "loose") and _is_assessed(grounds, line):
        return True
    if frame.force not in ("bare", "imperative", "decision"):
        return False
    if frame.force != "decision" and _under_time_gone(grounds, line):
        return True
    if listed:
        return frame.force == "bare" and _opens_with_counts(grounds, line, frame.at)
    return _only_tells(grounds, line)


def _opens_with_counts(grounds: Grounds, line: Line, at: int) -> bool:
    """Whether an item opens with what was counted, before the sentence at `at`: `Trong tuần khám 3.412 lượt. …`."""
    first = next(iter(split_sentences(grounds.index.view, line.content, line.end)), None)
    if first is None or first[1] > at or ":" in grounds.index.view[slice(*first)]:
        return False
    if is_to_come(grounds, line.content, line.end):
        return False
    if _OBLIGES.search(grounds.index.lower, line.content, line.end):
        return False
    counts = [f.value for f in figures_in(grounds, *first) if f.kind == "quantity" and not f.comparator]
    return any(value >= _MANY and value == int(value) and value % _MANY for value in counts)


def _under_time_gone(grounds: Grounds, line: Line) -> bool:
    """Whether a heading above names nothing but a time that was over: `1. Công tác tháng 9` in a paper of October."""
    day = (grounds.anchor.date or "")[:10]
    while line.parent is not None and day:
        line = grounds.lines[line.parent]
        if not line.heading or _PLANS.search(grounds.index.lower, line.content, line.end):
            continue
        names = _NAMES_TIME.match(grounds.index.lower, line.content, line.end)
        times = times_in(grounds, line.content, line.end) if names else ()
        if any(time.type == "period" and time.to and time.to[:10] < day for time in times):
            return not is_to_come(grounds, line.content, line.end)
    return False


def _is_assessed(grounds: Grounds, line: Line) -> bool:
    """Whether an item of several sentences judges how things went: it opens with what was done and obliges nobody.

    `1. Qua ba năm thực hiện đề án, đời sống đã có nhiều thay đổi. … Ban A chủ trì, phối hợp đưa 3 cán bộ về xã.`
    """
    sentences = split_sentences(grounds.index.view, line.content, line.end)
    if len(sentences) < _SEVERAL:
        return False
    first = grounds.index.lower[slice(*sentences[0])]
    return _LOOKS_BACK.match(first) is not None and _TOLD.search(first) is not None and _only_tells(grounds, line)


def _only_tells(grounds: Grounds, line: Line) -> bool:
    if line.start not in grounds.telling:
        grounds.telling[line.start] = _count(grounds, line)
    return grounds.telling[line.start]


def _count(grounds: Grounds, line: Line) -> bool:
    lower, told = grounds.index.lower, 0
    for start, end in split_sentences(grounds.index.view, line.content, line.end):
        if _OBLIGES.search(lower, start, end) or is_to_come(grounds, start, end):
            return False
        told += _TOLD.search(lower, start, end) is not None
    return told >= _ENOUGH


def goes_on_telling(grounds: Grounds, frame: Frame, start: int, end: int) -> bool:
    """`Xã A kết nạp 31 đảng viên; công tác kiểm tra được tăng cường`: what counts goes on with how things fared."""
    lower = grounds.index.lower
    if frame.force in ("bare", "imperative", "loose") and tells_how_far(grounds, start, end):
        return True
    if frame.force != "bare" or not figures_in(grounds, start, end) or not _TOLD.search(lower, start, end):
        return False
    stop = lower.find("\n", end)
    sentence = next(iter(split_sentences(grounds.index.view, start, len(lower) if stop < 0 else stop)), (start, end))
    if _OBLIGES.search(lower, start, sentence[1]) or is_to_come(grounds, start, sentence[1]):
        return False
    behind = [part.strip() for part in lower[end : sentence[1]].split(";")]
    return any(_FARED.match(part) and not _OPENS_A_DUTY.match(part) for part in behind if part)
