"""Orders without a doer before them: `Kiểm tra …`, `Cần kiểm tra …`, and `phải` or `cần` inside a clause."""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.actor_phrases import read_obliged
from extractor.assemble.actors import Actor, ActorIndex, ActorList, read_actors, read_small_doer
from extractor.assemble.announcing import sets_scene
from extractor.assemble.asking import is_talk
from extractor.assemble.assigning import gives_nothing
from extractor.assemble.frame import Frame
from extractor.assemble.grammar import BY_MEANS_OF, CHAIRS, grammar, skip
from extractor.assemble.norms import states_rule
from extractor.assemble.together import does_together
from extractor.core.characters import UPPER, without_marks
from extractor.core.cued import Cued, cued
from extractor.lexicon.alternation import alternation
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of, order_words
from extractor.structure.words import starts_with_verb

# single syllables that open no noun of two with which orders begin
_PLAIN_ORDERS = frozenset({"cấm", "trình", "gửi", "nộp", "lập", "cử"})
_NO_ORDER = re.compile(
    r"\s*(?:của|là|giữa|số(?=\s+\d)|này|trên(?= (?:được|đã|nêu))|viên|, cá nhân)(?!\w)"
    r"|[^,;:]{0,80}?\s(?:cho thấy|chỉ ra|cho rằng)(?!\w)"
    r"|\s*(?:được|đã|bị|có (?:ông|bà|đồng chí|các))(?!\w)"
    r"|[^,;:]{0,40}?\scó (?:ông|bà|đồng chí|các đồng chí)\s"
    r"|(?:(?!\s(?:các|những|cho|đối với|theo|trong|mà)\s)[^,;:]){0,60}?"
    r"\s(?:là không|là chưa|đã giao|đã hết|đã phân bổ|đã cấp|đã được|đã có|đã hoàn thành|đã đạt|đạt (?:trên"
    r"|khoảng|gần|hơn)?\s*\d)"
)
_WHERE = re.compile(r"(?:nơi|ở đâu|khi|nếu|trường hợp|hộ|thôn|xã|đơn vị)\s")  # opens what an obligation hangs on
_BETWEEN_NAMES = re.compile(r"[\s,;.]*(?:và\s+)?(?:các\s+)?")
_CARRIES_OUT = re.compile(r"(?:tiếp tục |triển khai |tổ chức )*(?:thực hiện|triển khai|thi hành|hưởng ứng)(?!\w)")
_ANOTHER_DID = re.compile(rf"[^.;:\n]{{5,200}}?,\s+(?:(?:các|lực lượng)\s+)?[{UPPER}][^,.;:\n]{{2,60}}?\s(?:đã|vừa)\s")
_BASIS_ENDS = re.compile(r"\s*[;,]\s*\n\s*")
# `Thực hiện Kế hoạch số 37 … về thi đua. Theo đó, giao Sở A …`
_THEREFORE = re.compile(
    r"(?:theo đó|trên cơ sở đó|nay|để|sau khi)[\s,][^.;:]{0,200}?(?:giao|yêu cầu|đề nghị|có ý kiến|ban hành)(?!\w)"
)
# `Thực hiện Hướng dẫn số 96 … kỷ niệm 110 năm ….` / `Ban Tuyên giáo Tỉnh ủy đề nghị các địa phương …`
_NOW_ASKS = re.compile(
    r"(?:ban |sở |ubnd |ủy ban |phòng |chủ tịch |tỉnh ủy|huyện ủy|đảng ủy|bộ |hội |đoàn |liên đoàn |trường "
    r"|trung tâm |công ty )"
    r"[^.;:\n]{0,70}?\s(?:trân trọng )?(?:đề nghị|yêu cầu|có ý kiến|thông báo|hướng dẫn|triển khai|xây dựng kế hoạch"
    r"|ban hành kế hoạch)(?!\w)"
)
_BLANKS = re.compile(r"\s*")
_SENTENCE_GAP = re.compile(r"[.\s]+")
_BASIS_REACH = 280  # characters
_NOMINAL = re.compile(
    r"(?:quá trình|việc|công tác|nội dung|các nội dung|kế hoạch|phương án|hồ sơ|thời gian|tiến độ)"
    r"\s[^,.;:]{0,90}?(?:bảo đảm|đảm bảo)(?!\w)"
)
# `Bảo đảm an toàn giao thông là trách nhiệm của …`: the verb opens the subject of a statement
_IS_SAID_OF = re.compile(
    # `Lo nhất vẫn là hồ đập`, `Làm chậm, vốn sẽ bị điều chuyển`
    r"(?:lo|sợ|ngại|mừng|vui|buồn|khó|tiếc|kẹt|vướng|rối|nóng)(?: \w+)? nhất (?:\w+ )?là\s"
    r"|(?:làm|để|đi|nộp|xử lý|thi công|triển khai|giải ngân) (?:chậm|trễ|ẩu|sai|dối|lâu)(?: \w+){0,3},"
    r"\s[^,.;:]{2,50}?\ssẽ (?:bị|mất|phải|không còn)(?!\w)|"
    rf"(?!{one_of(clause_words().regarding)})(?:phòng, chống |\w)[^,.;:]{{0,80}}?"
    r"\s(?<!đây )(?<!nhất )(?<!biệt )(?<!tức )là\s+"
    rf"{one_of(clause_words().statements)}"
)
_SHORTCOMING = re.compile(r"(?:vấn đề|khuyết điểm|hạn chế|tồn tại|bất cập)\s[^,.;:]{0,20}?(?:cần|phải) được$")
_SHORTCOMING_REACH = 45
_THE_FOCUS_IS = re.compile(
    r"(?:một trong (?:những|các)\s+)?(?:(?:nhiệm vụ|công việc|giải pháp|vấn đề|nội dung|việc)\s+)?"
    r"(?:trọng tâm|trước mắt|trước hết|ưu tiên|quan trọng(?: nhất)?|cấp bách|cần tập trung|cần làm ngay)"
    r"(?:, (?:đặc biệt |rất |hết sức )?(?:quan trọng|cấp bách|cấp thiết|trọng tâm|thường xuyên|hàng đầu))?"
    r"(?:\s+(?:nhất|hàng đầu|lúc này|hiện nay|thời gian tới))?\s+là\s+"
)
_THE_TASK_IS = re.compile(
    r"\bviệc (?:cần|phải) làm(?: ngay)? là\s+"
    r"|\b(?:nhiệm vụ|yêu cầu|vấn đề|điều|việc)\s+(?:quan trọng|trọng tâm|đặt ra|cấp bách|trước mắt|then chốt|hàng đầu)"
    r"[^,.;]{0,30}\s+là\s+(?:phải|cần|tập trung|đẩy mạnh|làm sao|không để)\s+"
)
_REQUIRES = re.compile(r"\s+(?:có|đủ|kèm|ghi|gồm|bao gồm|là|đáp ứng|căn cứ|tính cả)(?!\w)")
_SOME_HAVE_TO = re.compile(
    r"\b(?:có (?:nơi|xã|hộ|trường hợp|lúc|ca|người|những)|một số (?:hộ|nơi|xã|người))(?!\w)[^;]*$"
)
_WHICHEVER = re.compile(r"\bnào\s")  # `Dự án nào chưa giải ngân phải có giải trình`: an order to all of them
_BY_SPEAKER = re.compile(
    r"theo [^,.;:]{2,60}", re.IGNORECASE
)  # `Theo Chủ tịch tỉnh, cần tính cả …`: no thing is its subject
_BY_ITSELF = re.compile(r"\b(?:muốn|song|nhưng|nên|do đó|vì vậy|trong khi|chắc chắn|vừa)(?!\w)[^,.;]*$")
# `…, các bộ, ngành không được chủ quan`; `không được hỗ trợ` only tells what somebody went without
_MUST_NOT = cued(
    r"\b(?:tuyệt đối không|không được (?:phép )?(?:chủ quan|lơ là|để|né tránh|đùn đẩy|chậm trễ|trông chờ|ỷ lại"
    r"|buông lỏng|gây|làm|tự ý|thu|nhận|bỏ sót|tiếp tục|thỏa mãn|kéo dài|vì))(?!\w)",
    *("tuyệt đối không", "không được"),
)
_WORD_START = re.compile(r"(?:^|(?<=[\s,;(\"]))(?=\S)")
_SERVES_AS = re.compile(r"làm (?:cơ sở(?! dữ liệu| vật chất)|căn cứ|tiền đề|nền tảng)(?!\w)")
_DOERS_REACH = 160
# `Ban Tuyên giáo: định hướng tuyên truyền. Thường xuyên.`
_HOW_OFTEN_ALONE = re.compile(
    r"\s*(?:thường xuyên|liên tục|định kỳ|đột xuất|kịp thời|khẩn trương)(?:[\s.;,/]|hằng năm)*"
)


def read_imperative(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Kiểm tra …`, `Cần kiểm tra …`: the clause opens with what is to be done."""
    words = grammar()
    if words.modal.match(index.lower, at, end):
        if _BY_ITSELF.search(index.lower, start, at):
            return None  # `Muốn thoát nghèo thì phải có đất`
        return Frame("imperative", "order: modal first", start, (), None, at)
    if at in index.bodies or at in index.offices or at in index.persons:
        return None  # `Thường trực Tỉnh ủy …` is no `thường trực …`
    if any(opens.match(index.lower, at, end) for opens in (_preamble(), CHAIRS, _SERVES_AS)):
        return None  # `Qua đó, làm cơ sở xây dựng phương án năm sau`
    if index.lower.startswith("giao ", at) and gives_nothing(index, at, end):
        return None  # `Giao dịch tại các sàn …`
    if (
        states_of_itself(index, at, end)
        or _HOW_OFTEN_ALONE.fullmatch(index.lower[at:end])
        or is_talk(index.lower, start, at)
    ):
        return None
    if does_together(index, at, end):
        return Frame("imperative", "order: together + verb", start, (), None, at)
    if words.decide.match(index.lower, at, end):
        return None  # `Nhất trí với đánh giá …` decides nothing and orders nothing
    match = words.verb.match(index.lower, at, end)
    if match is None:
        misspelt = _is_misspelt(index, at, end)
        return Frame("imperative", "order: misspelt verb first", start, (), None, at) if misspelt else None
    if _opens_noun(index, match, end) or _only_names(index, match.end(), end) or _is_basis(index, at, match.end(), end):
        return None
    if at in index.names or at in index.times or _NO_ORDER.match(index.lower, match.end(), end):
        return None
    return Frame("imperative", "order: verb first", start, (), None, at)


@cache
def _preamble() -> re.Pattern[str]:
    return re.compile(rf"(?!theo dõi(?!\w)){one_of(clause_words().preambles)}|{BY_MEANS_OF}")


def states_of_itself(index: ActorIndex, at: int, end: int) -> bool:
    """`Giữ rừng là nhiệm vụ của cả huyện`: the verb at `at` opens what the statement is about."""
    return _IS_SAID_OF.match(index.lower, at, end) is not None


def _is_label(index: ActorIndex, at: int, end: int) -> bool:
    """`Ưu tiên: Các dự án có kho cảng`: the verb that ends at `at` only names what stands behind its colon."""
    if not index.view.startswith(":", at):
        return False
    behind = skip(_BLANKS, index.view, at + 1, end)
    words = grammar()
    told = words.verb.match(index.lower, behind, end) or words.modal.match(index.lower, behind, end)
    return told is None and not starts_with_verb(index.view[behind:end])


def _opens_noun(index: ActorIndex, verb: re.Match[str], end: int) -> bool:
    """`Chi phí …`, `Cấp ủy …`: a syllable of the verb list that opens a noun, or a label (`Ưu tiên: …`)."""
    if _is_label(index, verb.end(), end):
        return True
    object_at = verb.end() + 1
    if object_at in index.bodies or object_at in index.offices:  # `Trình Sở Xây dựng …`
        return False
    if " " in verb.group() or verb.group() in _PLAIN_ORDERS:
        return False
    return not starts_with_verb(index.view[verb.start() : end])


def _only_names(index: ActorIndex, at: int, end: int) -> bool:
    """Whether nothing but references follows: `Thực hiện Quy định số … và Quyết định số …` is a preamble."""
    position, found = at, False
    while (step := _BETWEEN_NAMES.match(index.view, position, end)) and (name := index.names.get(step.end())):
        position, found = name.end, True
    return found and not index.view[position:end].strip(" .;,")


def _is_basis(index: ActorIndex, at: int, behind: int, end: int) -> bool:
    """`Thực hiện Công văn số … về việc …;` on a line of its own: what a letter stands on, as its next line orders."""
    if not _CARRIES_OUT.match(index.lower, at, end):
        return False
    if _ANOTHER_DID.match(index.view, behind, end):
        return True  # `Thực hiện Mệnh lệnh 01, CAQ A đã tổ chức …`
    if behind + 1 not in index.names:
        return False
    ends = _BASIS_ENDS.match(index.view, end)
    unlabelled = at == 0 or index.view[at - 1] == "\n"
    if unlabelled and _THEREFORE.match(index.lower[end : end + _BASIS_REACH].lstrip(" .\n")):
        return True
    if unlabelled and _NOW_ASKS.match(index.lower[end : end + _BASIS_REACH].lstrip(" .\n")):
        return True
    if unlabelled and sets_scene(index, skip(_SENTENCE_GAP, index.view, end, len(index.view))):
        return True
    if ends is None or not unlabelled:
        return False
    words, below = grammar(), ends.end()
    again = _CARRIES_OUT.match(index.lower, below)
    further = again is not None and again.end() + 1 in index.names  # a further basis
    return further or bool(words.assign.match(index.lower, below)) or not words.verb.match(index.lower, below)


def _is_misspelt(index: ActorIndex, at: int, end: int) -> bool:
    """A capital that opens a verb with a wrong mark (`Quán tâm làm tốt …`): verbs of two syllables only."""
    if at in index.names or at in index.bodies or not index.view[at : at + 1].isupper():
        return False
    return _unmarked_verbs().match(without_marks(index.view[at : min(end, at + 40)])) is not None


@cache
def _unmarked_verbs() -> re.Pattern[str]:
    return re.compile(one_of(tuple(without_marks(v) for v in order_words().verbs if " " in v)))


_WHOSE = re.compile(r"\scủa\s+$")  # `Các phong trào của tỉnh cần …`: the thing is to be so


def read_loose(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`… phải …`, `… cần …` somewhere in the clause; the doer is whoever stands right before the modal."""
    if _NOMINAL.match(index.lower, at, end):
        return Frame("loose", "order: nominal subject", start, (), None, at)
    if states_rule(index, at, end):
        return None
    if match := _loose_modal().search(index.lower, at, end):
        modal = match.start()
        if _SHORTCOMING.search(index.lower, max(at, modal - _SHORTCOMING_REACH), modal + len("cần được")):
            return None  # `… còn những vấn đề cần được nhìn nhận thấu đáo`
        doers = _doers_before(index, at, modal)
        if doers and _WHOSE.search(index.lower, at, doers.start) and not _is_told_of(index, at, modal):
            return Frame("loose", "order: modal inside", start, (), None, modal)
        if doers:
            return Frame("loose", "order: doer before modal", start, doers.actors, None, modal)
        if obliged := _obliged_before(index, at, modal, end):
            return Frame("loose", "order: doer before modal", start, obliged, None, modal)
        if grammar().lead_up.match(index.lower, at, modal) and "," not in index.view[at:modal]:
            return Frame("imperative", "order: modal first", start, (), None, modal)
        return (
            None
            if _states_norm(index, at, match, end)
            else Frame("loose", "order: modal inside", start, (), None, modal)
        )
    if (ban := _MUST_NOT.search(index.lower, at, end)) and (doers := _doers_before(index, at, ban.start())):
        return Frame("loose", "order: doer before modal", start, doers.actors, None, ban.start())
    if (match := _THE_FOCUS_IS.match(index.lower, at, end)) and grammar().verb.match(index.lower, match.end(), end):
        return Frame("loose", "order: the focus is", start, (), None, match.start())
    if match := _THE_TASK_IS.search(index.lower, at, end):
        return Frame("loose", "order: the task is", start, (), None, match.start())
    return None


def _is_told_of(index: ActorIndex, at: int, modal: int) -> bool:
    """`Người đứng đầu của xã phải …`: people or a body, whose house stands behind `của`."""
    return read_actors(index, at, modal) is not None or bool(read_obliged(index, at, modal))


def _obliged_before(index: ActorIndex, at: int, modal: int, end: int) -> tuple[Actor, ...]:
    """Whoever a phrase behind the last comma before the modal names (`Tại cầu Rào, đội cảnh sát giao thông phải …`)."""
    comma = index.view.rfind(", ", at, modal)
    obliged = read_obliged(index, comma + 2, end) if comma >= 0 else None
    return tuple(obliged[0]) if obliged and obliged[1] == modal else ()


def _states_norm(index: ActorIndex, at: int, modal: re.Match[str], end: int) -> bool:
    """`Hồ sơ phải có biên bản`, `muốn … phải …`: what a thing must be like, or what is so by itself."""
    before, lower = index.view[at : modal.start()].strip(" ,"), index.lower
    if not before or _WHICHEVER.search(before) or _BY_SPEAKER.fullmatch(before):
        return False
    return bool(
        _requires(index, modal.end(), end)
        or _BY_ITSELF.search(lower, at, modal.start())
        or _SOME_HAVE_TO.search(lower, at, modal.start())
    )


def _requires(index: ActorIndex, at: int, end: int) -> bool:
    """Whether it says what a thing must have, and not by when."""
    return bool(_REQUIRES.match(index.lower, at, end)) and not any(at <= time < end for time in index.times)


@cache
def _loose_modal() -> Cued:
    words = clause_words()
    return cued(
        r"(?<!không )(?<!chẳng )(?<!chuyên )(?<!buộc )(?<!siêng )(?<!việc )(?<!lực )(?<!là )\b(?:cần phải|cần|phải)"
        rf"(?!\s+(?:{alternation((*words.needs, *words.burdens))}))(?!\w)",
        *("cần", "phải"),
    )


def _doers_before(index: ActorIndex, at: int, modal: int) -> ActorList | None:
    """The list of doers that ends where the modal begins."""
    floor = max(at, modal - _DOERS_REACH)
    for match in _WORD_START.finditer(index.view[floor:modal]):
        begin = floor + match.start()
        # people by their job (`thú y xã phải báo`) are told by what follows them
        doers = read_actors(index, begin, modal)
        if doers is None and _WHERE.match(index.lower, at, begin) and index.view.endswith(", ", at, begin):
            doers = read_small_doer(index, begin, modal)
        gap = index.view[doers.end : modal] if doers else ""
        if doers and not gap.strip(" ,"):
            # `… xin ý kiến đại diện các hộ, phải khách quan`: behind a comma only a subject
            before = index.view[at : doers.start].rstrip()
            return doers if "," not in gap or not before or before[-1] in ",;:" else None
    return None
