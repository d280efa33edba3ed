"""Doers without a name of note: people by their job (`kế toán`, `GVCN lớp 8A1`), small offices (`Tổ nuôi dưỡng`)."""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.actor_index import Actor, ActorIndex, Member, word_at
from extractor.assemble.actor_tails import (
    DONE_TO,
    end_of_clause,
    end_of_numbers,
    end_of_own_level,
    end_of_tail,
    end_of_told,
    then_another,
)
from extractor.core.characters import UPPER
from extractor.core.cued import Cued, cued
from extractor.lexicon.actors import actor_words, group_pattern, small_openers
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of, order_words

_CLASSES = re.compile(
    r"\s+(?:các\s+)?(?:lớp|khối)\s+\d{1,2}(?:\s*(?:,|và)\s*\d{1,2})*(?![\w/])"
    r"|\s+(?:các\s+)?(?:lớp\s+)?\d{1,2}[a-z]\d{0,2}(?:\s*(?:,|và)\s*\d{1,2}[a-z]\d{0,2})*"
)
# words that stand in no name of an office: what follows the head is then no name
_NAME_WORD = re.compile(
    r"\s+(?!(?:đã|đang|vừa|sẽ|được|bị|là|có|không|chưa|cho|về|tại|trong|với|để|từ|khi|này|đó|đến|do|theo|nên|thì|nào"
    r"|gồm|bao gồm|cũng|vẫn"
    r"|sớm|khẩn trương|kịp thời|chủ động|tích cực|nghiêm túc|nhanh chóng"
    r"|yêu cầu|đề nghị|lưu ý|nhấn mạnh|kiến nghị|xin|mong|nhờ|hứa|cam kết)(?!\w))"
    r"[^\s,.;:()\"]+"
)
_GOES_ON = re.compile(r"\s+(?:đã|đang|vừa|mới|sẽ|được|là|cần|phải|có trách nhiệm|chịu trách nhiệm)(?!\w)")
_NAMED = re.compile(rf"\s+[{UPPER}]\w*(?:\s+[^\W\d_]+){{0,4}}?(?=\s*(?:,|\svà)\s)")
_OPEN_END = re.compile(r"\s(?:và|hoặc|với|cùng|thuộc|của)$")
# words whose second syllable looks like a verb
_COMPOUND = re.compile(
    r"(?:địa bàn|thư ký|văn phòng|biên phòng|quốc phòng|dự phòng|hải quan|nhân dân|giao thông)(?!\w)"
)
_NO_VERB = re.compile(r"(?:học (?:đường|sinh|kỳ|vụ|liệu|phí|thuật|viên)|thi công|giao thông|cấp cứu|báo chí)(?!\w)")
# what a team or a council is for
_WORK_IN_NAME = re.compile(
    r"(?:đấu thầu|đấu giá|mua sắm|định giá|thẩm định|nghiệm thu|bồi thường|tuyển dụng|tuyển sinh|xét tuyển|thi đua"
    r"|khen thưởng|kỷ luật|kiểm kê|giải tỏa|cưỡng chế)(?!\w)"
)
_LISTED = re.compile(r"\s*[,:]")
_LONGEST_OFFICE, _LONGEST_JOB = 9, 5  # words behind the head
_OBLIGED = r"\s+(?:cần|phải|có trách nhiệm|chịu trách nhiệm|không được|tuyệt đối không|nghiêm túc)(?!\w)"
_DUTY = re.compile(_OBLIGED)
_NUMBER = r"(?:cả\s+)?(?:\d{1,3}|hai|ba|bốn|sáu|bảy|tám|chín|mười)"
_REACHES = re.compile(
    r"\s+(?:cơ bản |đều |cùng )?(?:hoàn thành|đạt|về đích|thực hiện|triển khai|tổ chức|thành lập)(?!\w)"
)
_COUNTING = frozenset(("cả", "hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười"))
_TOLD_TO = re.compile(
    r"(?<!\w)(?:giao|yêu cầu|đề nghị|chỉ đạo|phân công|lưu ý|nhắc nhở|kêu gọi)"
    r"(?:\s+(?:thêm|riêng|cho|nhiệm vụ cho))?(?:\s\d{1,3}\s[^.;:\d]{2,50}?(?:,| và))?\s$"
)
_ORDER_BEFORE = 80  # characters
_JOINS = re.compile(r"\s*(?:,\s*và|và|,|cùng)\s+")
# `Đội trưởng đội 4`, `tổ trưởng tổ 2`
_OF_UNIT = re.compile(r"(?<=trưởng)\s+(?:đội|tổ|cụm|nhóm|khu|ấp|thôn|xóm|bản|khối)\s+(?:số\s+)?\d{1,2}[a-z]?(?!\w)")
_AGAIN = re.compile(r"\s+(?!còn |trở |quay |ở |trái |ngược )\w+ lại(?= \w)")
_EACH_TIME = (" mỗi ", " hằng ", " hàng ", " định kỳ ")
_CALLED = re.compile(r"\s+(?:nào|nơi|có|chưa|muốn)(?!\w)")


def read_small(index: ActorIndex, at: int, end: int) -> Member | None:
    """One such doer, where a verb or an obligation follows that it can be told."""
    first = word_at(index, at)
    if at in index.places or at in index.names or not (first in small_openers() or _counts(first)):
        return None
    stop = _end_of_counted(index, at, end)
    if stop is None and not _opens_with_verb(index, at, end):
        stop = _end_of_office(index, at, end) or _end_of_job(index, at, end)
    if stop is None:
        return None
    stop = end_of_own_level(index, stop, end)
    stop = end_of_clause(index, stop, end) if _CALLED.match(index.lower, stop, end) else stop
    return [Actor(at, stop)], end_of_tail(index, stop, end)


def opens_with_job(index: ActorIndex, at: int) -> bool:
    """Whether people are named at `at` by a job or a post that no other word opens with."""
    return _job().match(index.lower, at) is not None


def _opens_with_verb(index: ActorIndex, at: int, end: int) -> bool:
    """Whether a verb stands there, no office that begins like one: `Chi đoàn …` spends nothing."""
    verb = _verb().match(index.lower, at, end)
    office = _office().match(index.lower, at, end) or _job().match(index.lower, at, end)
    return verb is not None and (office is None or verb.end() >= office.end())


def _end_of_counted(index: ActorIndex, at: int, end: int) -> int | None:
    """The end of `9 tỉnh đạt dưới 30%`, `Lãnh đạo 4 tỉnh`, `đơn vị nào`: some of many, told to do something."""
    if some := _some_of_many().match(index.lower, at, end):
        if DONE_TO.match(index.lower, some.end(), end):
            return None
        clause = end_of_clause(index, some.end(), end)
        return clause if clause > some.end() and not then_another(index, clause, end) else None
    counted = _counted().match(index.lower, at, end)
    if counted is None:
        return None
    told = _TOLD_TO.search(index.lower, max(0, at - _ORDER_BEFORE), at)
    if told and (alone := _end_before_another(index, at, counted.end(), end)):
        return alone
    clause = end_of_clause(index, end_of_tail(index, counted.end(), end), end)
    if index.lower.endswith("riêng ", 0, at):
        clause = max(clause, end_of_told(index, counted.end(), end))  # `Riêng 9 tỉnh đạt dưới 30% cử …`
    # `Hai đồn biên phòng quản lý …`: in letters it takes up those named before, in digits it counts (`3 xã hoàn thành`)
    takes_up = (
        not index.lower[at].isdigit() and not counted.group().endswith("đồng chí") and _does(index, counted.end(), end)
    )
    if takes_up and not _REACHES.match(index.lower, counted.end(), end):
        return counted.end()
    if clause > counted.end() or counted.group("chiefs") or _DUTY.match(index.lower, clause, end):
        return clause
    # `giao 2 sở tham mưu`, `yêu cầu cả ba huyện …`; by itself `3 xã hoàn thành …` tells a result
    return clause if told and _does(index, clause, end) else None


def _end_before_another(index: ActorIndex, at: int, stop: int, end: int) -> int | None:
    """`yêu cầu 10 huyện, thành phố | và các sở, ngành …`: where a further doer by name or by class stands behind."""
    named = (joins for joins in _JOINS.finditer(index.lower, at, stop) if joins.end() in index.bodies)
    if (joins := next(named, None)) or (joins := _JOINS.match(index.lower, stop, end)):
        behind = joins.end()
        known = behind in index.bodies or behind in index.offices
        known = known or _counted().match(index.lower, behind, end) is not None
        return joins.start() if known or group_pattern().match(index.lower, behind, end) else None
    return None


def _counts(word: str) -> bool:
    """Whether the word can open a counted group: `3`, `hai`, `cả ba`."""
    return word.isdecimal() or word in _COUNTING


def _end_of_office(index: ActorIndex, at: int, end: int) -> int | None:
    """The end of `Tổ nuôi dưỡng` before `mua củi …`."""
    head = _office().match(index.lower, at, end)
    if index.lower.endswith("giao ", 0, at) and index.lower.startswith("ban ", at):
        return None  # `giao ban hiện trường`: a meeting
    if head is None:
        return None
    numbers = end_of_numbers(index, head.end(), end)
    if numbers > head.end() and (_does(index, numbers, end) or _numbered_follows().match(index.lower, numbers, end)):
        return numbers
    if (named := _NAMED.match(index.view, head.end(), end)) and _small_follows().match(index.lower, named.end(), end):
        return named.end()  # `Chi bộ Văn phòng, Chi bộ Thanh tra cần …`
    return _end_of_name(index, head.end(), end, _LONGEST_OFFICE)


def _end_of_job(index: ActorIndex, at: int, end: int) -> int | None:
    """The end of `kế toán`, `GVCN lớp 8A1, 9A1`, `công chức Địa chính`."""
    if told := _told_by_itself().match(index.lower, at, end):
        return told.end()
    if person := _person().match(index.lower, at, end):
        clause = end_of_clause(index, person.end(), end)  # `Chủ hộ có nhà trong hành lang phải …`
        if clause > person.end() and _DUTY.match(index.lower, clause, end):
            return clause
    if clerk := _clerk_addressed().match(index.lower, at, end):
        return clerk.end()
    job = _job().match(index.lower, at, end)
    if job is None:
        return None
    if unit := _OF_UNIT.match(index.lower, job.end(), end):
        return unit.end()
    if named := index.persons.get(job.end() + 1):
        return named.end if named.end <= end else None  # `Già làng Hồ Văn Đua | xin tỉnh …`
    if classes := _CLASSES.match(index.lower, job.end(), end):
        return classes.end()
    if _does(index, job.end(), end) or _LISTED.match(index.lower, job.end(), end):
        return job.end()
    return _end_of_name(index, job.end(), end, _LONGEST_JOB)


def _end_of_name(index: ActorIndex, at: int, end: int, most: int) -> int | None:
    """Behind the words of a name, before the first verb that is none of them."""
    if _tells().match(index.lower, at + 1, end):
        return None  # `Khoa ghi nhận …`
    for count in range(most):
        if count > 1 and _AGAIN.match(index.lower, at, end):
            return at  # `Khoa Kiểm soát nhiễm khuẩn | phân lại ca …`: a verb that no list knows
        word = _NAME_WORD.match(index.lower, at, end)
        if word and count > 1 and word.start() + 1 in index.times and index.lower.startswith(_EACH_TIME, word.start()):
            return at  # `Tổ công nghệ số các bản | mỗi tuần ít nhất 01 buổi đến từng hộ …`
        if word is None or _speaks_for_itself().match(index.lower, word.start() + 1, end):
            return None
        at = word.end()
        inside = _verb().match(index.lower, word.start() + 1, end)  # `Địa chính – Xây | dựng`
        if _OPEN_END.search(index.lower, word.start(), at):
            if _another().match(index.lower, at + 1, end):
                return word.start()  # `đồn biên phòng và | kiểm lâm địa bàn`
            continue
        if index.view[at - 1] not in "-–" and (inside is None or inside.end() <= at) and _does(index, at, end):
            return at
    return None


def _does(index: ActorIndex, at: int, end: int) -> bool:
    """Whether what the doer is to do follows: a verb in lower case, behind which no other one makes it a name."""
    does = _predicate().match(index.lower, at, end)
    if does is None or not index.view[does.start("verb")].islower():
        return False
    if _NO_VERB.match(index.lower, does.start("verb"), end):
        return False
    if _COMPOUND.match(index.lower, index.lower.rfind(" ", 0, at) + 1, end):
        return False
    if (work := _WORK_IN_NAME.match(index.lower, does.start("verb"), end)) and _predicate().match(
        index.lower, work.end(), end
    ):
        return False  # `Tổ chuyên gia đấu thầu | hoàn thành …`
    if _tells().match(index.lower, does.start("verb"), end):
        return False
    return not _GOES_ON.match(index.lower, does.end(), end)


@cache
def _some_of_many() -> Cued:
    words = actor_words()
    unit = one_of(tuple(unit for unit in (*words.units, *words.heads) if unit not in words.things))
    return cued(rf"(?:{unit}\s+)?{unit}(?:\s*(?:,|và)\s*{unit})*(?=\s+nào\s)", "nào")


@cache
def _counted() -> re.Pattern[str]:
    chiefs = r"(?P<chiefs>(?:lãnh đạo|chủ tịch|bí thư|giám đốc|trưởng)(?:\s+ubnd)?\s+)?"
    words = actor_words()
    unit = one_of(words.units)
    listed = rf"{unit}(?:\s*(?:,|và)\s*{unit})*(?:\s+{one_of(words.modifiers)})*"
    return re.compile(rf"{chiefs}{_NUMBER}\s+{listed}")


@cache
def _verb() -> re.Pattern[str]:
    # what begins like an office and is none: `Tổ chức …`, `Phòng, chống …`; `bảo vệ` is a man as well
    return re.compile(one_of(tuple(verb for verb in order_words().verbs if verb != "bảo vệ")))


@cache
def _speaks_for_itself() -> re.Pattern[str]:
    """What ends the name of whoever promises or asks: `phòng | cam kết nạo vét …`."""
    words = order_words()
    return re.compile(one_of(tuple(verb for verb in (*words.committing, *words.petitioning) if verb != "xin")))


@cache
def _another() -> re.Pattern[str]:
    """What opens a further doer behind `và`."""
    words = actor_words()
    return re.compile(one_of((*words.jobs, *words.people, *words.singles, *words.small_offices, *words.quantifiers)))


@cache
def _predicate() -> re.Pattern[str]:
    words = order_words()
    verb = rf"(?:không\s+)?{one_of(('cần', 'phải', 'cùng', 'sẽ', *words.adverbs, *words.verbs))}"
    return re.compile(rf"\s*(?:\([^()]{{0,60}}\))?\s+(?P<verb>{verb})")


@cache
def _tells() -> re.Pattern[str]:
    return re.compile(one_of(clause_words().tellings))


@cache
def _office() -> re.Pattern[str]:
    words = actor_words()
    return re.compile(rf"{one_of(words.small_offices)}(?!\s+{one_of(words.no_offices)})")


@cache
def _small_follows() -> re.Pattern[str]:
    words = actor_words()
    return re.compile(rf"(?:\s*,|\s+và)\s+{one_of(words.small_offices)}(?!\s+{one_of(words.no_offices)})")


@cache
def _numbered_follows() -> re.Pattern[str]:
    """`Đội 1 | , đội 2 làm …`: a further office told by its number."""
    return re.compile(rf"\s*(?:,\s*và|,|và)\s+{one_of(actor_words().small_offices)}\s+(?:số\s+)?\d")


@cache
def _job() -> re.Pattern[str]:
    return re.compile(one_of(tuple(job for job in actor_words().jobs if job != "bảo vệ")))


@cache
def _clerk_addressed() -> re.Pattern[str]:
    """`Công chức Tài chính - Kế toán: quyết toán …`: those of one desk, with a colon before what they are to do."""
    no_word = r"(?:đã|đang|vừa|sẽ|được|bị|là|có|không|chưa|cho|về|tại|để|khi|đến|theo|nêu|nói|cho biết)(?!\w)"
    told = one_of((*clause_words().tellings, *order_words().speaking))
    word = rf"(?!{no_word}|{told})[^\s,.;:()\"]+"
    verb = one_of(("cần", "phải", *order_words().adverbs, *order_words().verbs))
    bracket = r"(?:\s*\([^()]{2,60}\))?"
    return re.compile(
        rf"(?:công chức|viên chức|cán bộ|chuyên viên|nhân viên)(?:\s+{word}){{1,7}}(?={bracket}\s*:\s+{verb})"
    )


@cache
def _person() -> re.Pattern[str]:
    return re.compile(one_of(actor_words().people))


@cache
def _told_by_itself() -> re.Pattern[str]:
    """Whom only what follows tells from a thing or a verb: `bảo vệ cùng …`, `giáo viên phải …`, `Khoa phấn đấu …`."""
    words = actor_words()
    guarded = r"(?:\s+(?:cơ quan|nhà trường|trường|bệnh viện|đơn vị))?"
    does = r"cùng|phải|cần|trực|có trách nhiệm|kiểm kê|kiểm tra|khóa|tuần tra|canh|túc trực"
    guard = rf"bảo vệ{guarded}(?=\s+(?:{does})(?!\w))"
    of_some = r"(?=\s+(?:nào|muốn|chưa)\s)"
    speaks = r"(?=\s+(?:phấn đấu|cam kết|hứa|xin hứa|đề nghị|kiến nghị|đề xuất)(?!\w))"
    itself = rf"{one_of(words.selves)}(?:{speaks}|(?={_OBLIGED}))"
    return re.compile(rf"{guard}|{itself}|{one_of((*words.jobs, *words.people))}(?:(?={_OBLIGED})|{of_some})")
