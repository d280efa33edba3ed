"""The topic that opens a sentence before a colon: what an answer or an order is about, outside its words.

`Về cấp nước: Giao Sở A …`, `Kiến nghị nâng cấp kênh N3: đồng ý chủ trương …`, `Bãi rác sau chợ: Phòng B dọn …`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.assemble.actors import ActorIndex, read_actors
from extractor.assemble.brackets import parting_marks
from extractor.assemble.decisions import read_sanction, ruling_words
from extractor.assemble.frames import ON_CONDITION, read_frame
from extractor.assemble.grammar import grammar, skip
from extractor.assemble.grounds import Grounds
from extractor.assemble.semicolons import ASSIGN, IN_THIS_MANNER
from extractor.assemble.works import is_built
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of, order_words
from extractor.structure.outline import Line

_REACH = 500  # characters in which a topic must have ended
_LONGEST_NOUN = 12  # words of a topic that no word shows to be one
_LONGEST_MATTER = 30  # … before a body by name
_ENDS_AS_LEAD_IN = re.compile(r"(?:như sau|sau đây|gồm|là|các đơn vị|sau)$")
_COLON = re.compile(r"\s*:\s+(?=\S)")
# what is told of, counted or handed in; `các nhiệm vụ sau:`, `chịu trách nhiệm về:` open duties
_TELLS_OF = re.compile(
    r"(?<!\w)(?:dữ liệu|số liệu|thông tin|thông số|tài liệu|hồ sơ|giấy tờ|biểu mẫu|chỉ số|báo cáo|tuyên truyền|nội dung"
    r"|vấn đề|lĩnh vực)(?!\w)(?![^.;:]*(?:trách nhiệm|nhiệm vụ))[^.;:]{0,60}?\s(?:về|liên quan đến|về các mặt)\s*:\s*$"
    r"|(?<!\w)(?:dữ liệu|số liệu|thông tin|thông số|tài liệu|hồ sơ|giấy tờ|biểu mẫu|chỉ số)[^.;:,]{0,60}?"
    r"\s(?:gồm|bao gồm|như|như sau|sau|gồm có|sau đây)\s*:\s*$"
)
_PURPOSES = re.compile(r"(?:nhằm |với )?(?:các |những )?mục đích(?: (?:sau|sau đây|như sau|cụ thể))?\s*:\s*$")
# `- Danh mục các văn bản dự thảo:` / `+ Dự thảo Thông báo …`
_LISTS_PAPERS = re.compile(
    r"(?:danh mục|danh sách|thành phần|hồ sơ|tài liệu)(?! (?:các |những )?(?:nhiệm vụ|công việc|việc|nội dung))"
    r"(?:\s[^.;:]{0,90})?:\s*"
)
_TELLS_OF_REACH = 120  # characters
# `Việc lấp suối làm chỗ đỗ xe: nghiêm cấm.`
_ONE_WORD = re.compile(
    r"(?:nghiêm cấm|cấm|không cho phép|không chấp nhận"
    r"|(?:không |chưa |cơ bản )?(?:đồng ý|nhất trí|thống nhất|chấp thuận|xem xét))[ .;/]*"
)
_BEGGED = re.compile(r"\s+(?:xin|đề nghị|kiến nghị|đề xuất|hỏi|thắc mắc|phản ánh)\s")
# `Phụ huynh khối 6 xin gắn thêm quạt: chưa xét`: whoever asked, where something is ruled behind the colon
_SOMEBODY_BEGS = re.compile(r"[^\W\d_][^.;:,\"]{3,70}?\s(?:xin|hỏi|muốn|đề đạt|đòi|ngỏ ý)\s[^.;:\"]{3,160}$")
_STANDS_SO = re.compile(r"[^.;:,]{3,60}?\s(?:đã|chưa|không|hết|đang)(?!\w)")
# `Chế độ báo cáo: hằng tuần các đơn vị …`
_KINDS_OF_DUTY = re.compile(
    r"(?:về\s+)?(?:chế độ|lịch|công tác)\s+(?:thông tin,?\s+)?(?:báo cáo|họp|giao ban|trực|phát ngôn)"
    r"|thông tin,?\s+báo cáo"
)
_BLANK = re.compile(r"\s+")
_ASKED_FOR = re.compile(r"(?:kiến nghị|đề nghị|đề xuất|xin)(?!\w)")
# the words before the colon hand over to what follows: `… nhấn mạnh:`, `… các nội dung sau:`
_HANDS_OVER = re.compile(
    rf"(?<!bàn )\b{one_of(order_words().speaking)}[^,.;:]{{0,25}}$|(?<!bàn )\b{one_of(order_words().opening)}\s*$"
)
_HAND_OVER_REACH = 45
_DONE_BY = re.compile(r"do\s+")
_TOLD = ("assigned", "decision")
_SPEAKER = 60  # characters in which whoever agrees is named


def topic_end(grounds: Grounds, start: int, end: int) -> int | None:
    """The offset behind a topic that opens the sentence."""
    index = grounds.index
    if read_sanction(index, start, start, end):
        return None  # `Đơn vị chậm báo cáo: hạ một bậc thi đua`
    for colon, behind in _colons(index.view, start, min(end, start + _REACH)):
        if _KINDS_OF_DUTY.fullmatch(index.lower, start, colon):
            return behind
        if _about().match(index.lower, start, colon) or _is_request(index, start, colon):
            return behind
        if index.view.startswith('"', behind) and not _hands_over(index, start, colon):
            if grounds.official and grammar().verb.match(index.lower, start, colon):
                return None  # `Thực hiện đúng quy định tại Điều 2: "…"`: what is quoted is what is to be kept to
            return behind  # `Ông đứng dậy: "Huyện xin hứa …"`
        if grounds.official and _ONE_WORD.fullmatch(index.lower, behind, end) and not _hands_over(index, start, colon):
            return behind
        if grounds.official and not _hands_over(index, start, colon) and _answers(index, start, colon, behind, end):
            return behind
    return None


@cache
def _about() -> re.Pattern[str]:
    # `Trong đó tập trung chỉ đạo các tiêu chí: …` orders before its colon
    urges = r"(?!trong đó\s[^:]*(?:quan tâm|tập trung|chú trọng|ưu tiên|chỉ đạo|lưu ý|phải|cần)(?!\w))"
    return re.compile(rf"{urges}(?:{one_of(clause_words().topics)}\s|(?:ý kiến |nội dung )?trả lời\s*$)")


def _colons(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The colons of [start, end) outside brackets and quotes, up to the end of the clause, and what stands behind."""
    if ":" not in view[start:end]:
        return
    for at, mark in parting_marks(view, start, end):
        if mark == ";":
            return
        if colon := _COLON.match(view, at, end):
            yield at, colon.end()


def _is_request(index: ActorIndex, start: int, colon: int) -> bool:
    """`Đề nghị tăng phụ cấp: …`: asked of nobody in these words, it is what the answer behind is about."""
    asked = _ASKED_FOR.match(index.lower, start, colon)
    if asked is None and _is_answered_request(index, start, colon):
        return True
    if asked is None or _hands_over(index, asked.end(), colon):
        return False
    return read_actors(index, asked.end() + 1, colon) is None


def _is_answered_request(index: ActorIndex, start: int, colon: int) -> bool:
    """`Trung tâm Y tế A xin thêm bác sĩ: Phòng B rà chỉ tiêu`: what one asked for, and behind the colon the answer."""
    asks = read_actors(index, start, colon)
    answer = skip(_BLANK, index.view, colon + 1, len(index.view))
    if _SOMEBODY_BEGS.match(index.lower, start, colon) and (
        grammar().decide.match(index.lower, answer) or ruling_words().match(index.lower, answer)
    ):
        return True
    begged = _BEGGED.match(index.lower, asks.end, colon) if asks else None
    if begged is None or read_actors(index, begged.end(), colon) or _hands_over(index, begged.end(), colon):
        return False
    if _STANDS_SO.match(index.lower, answer):
        return True  # `Chi cục A xin thêm 5 công chức: biên chế đã giao hết, Phòng B cân đối`
    return read_actors(index, answer, min(len(index.view), answer + _REACH)) is not None or bool(
        grammar().decide.match(index.lower, answer)
    )


def _hands_over(index: ActorIndex, start: int, colon: int) -> bool:
    return _HANDS_OVER.search(index.lower, max(start, colon - _HAND_OVER_REACH), colon) is not None


def _answers(index: ActorIndex, start: int, colon: int, behind: int, end: int) -> bool:
    """Whether an order in so many words stands behind the colon, or a doer with his, and no doer alone before it."""
    if _DONE_BY.match(index.lower, behind, end) and read_actors(index, behind + 3, end):
        return True
    doers = read_actors(index, start, colon)
    if doers and not index.view[doers.end : colon].strip(" ,()"):
        if not is_built(index, doers.start) or behind not in index.bodies:
            return False
        doers = None  # `Cảng Cái Cui: Sở A làm xong việc …`: where it is to be done
    if _is_last_doer(index, behind, end):
        return False  # `Vận động các hộ còn lại: UBND phường.`: who is to do it stands last
    if IN_THIS_MANNER.search(index.lower, start, colon + 1) and (doers or ASSIGN.match(index.lower, start, colon)):
        return False
    frame = read_frame(index, behind, end)
    if frame is None:  # a body by name with a verb that no list knows (`Kênh N12: Xí nghiệp A móc bùn …`)
        return behind in index.bodies and doers is None and len(index.view[start:colon].split()) <= _LONGEST_NOUN
    if frame.force in _TOLD and (frame.at - behind < _SPEAKER or ON_CONDITION.match(index.lower, behind, end)):
        return doers is None or not grammar().modal.match(index.lower, doers.end, colon)
    at_body = (
        bool(frame.leads)
        and frame.leads[0].start in index.bodies
        and not _ENDS_AS_LEAD_IN.search(index.lower, start, colon)
    )
    short = len(index.view[start:colon].split()) <= (_LONGEST_MATTER if at_body else _LONGEST_NOUN)
    told = frame.force in ("bare", "modal") and frame.at == behind
    return short and told and not grammar().verb.match(index.lower, start, colon)


def _is_last_doer(index: ActorIndex, behind: int, end: int) -> bool:
    """Whether nothing but a doer stands in [behind, end)."""
    last = read_actors(index, behind, end)
    return last is not None and not index.view[last.end : end].strip(" ./;")


def lists_topics(grounds: Grounds, line: Line) -> bool:
    """Whether the line is an item of what something is to tell of, or of what it is for.

    `… lưu ý các dữ liệu về:` / `+ Tiến độ …`; `Nhằm mục đích:` / `- Trao đổi kinh nghiệm …`.
    """
    if line.parent is None or not grounds.lines[line.parent].lead_in:
        return False
    above = grounds.lines[line.parent]
    if _PURPOSES.match(grounds.index.lower, above.content, above.end):
        return True
    if _LISTS_PAPERS.fullmatch(grounds.index.lower, above.content, above.end):
        return True
    return _TELLS_OF.search(grounds.index.lower, max(above.content, above.end - _TELLS_OF_REACH), above.end) is not None
