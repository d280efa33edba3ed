"""Whose words a passage gives: in a report, orders count only where somebody with authority speaks."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from extractor.assemble.actors import ActorIndex, read_actors
from extractor.assemble.assigning import gives_nothing
from extractor.assemble.grammar import COMPANY, hands_over, skip
from extractor.assemble.quoted import he_says, may_order, presides, quoted_behind_colon
from extractor.core.cued import cued
from extractor.lexicon.alternation import alternation
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of, order_words
from extractor.structure.parts import THAT_IS_ORDER

Voice = Literal["orders", "asks", "promises", "reports", "none"]


class Scope(msgspec.Struct, frozen=True):
    """Who speaks (`by`: span of the last-named one) and in which voice; `passing` ends with the paragraph."""

    voice: Voice = "none"
    by: tuple[int, int] | None = None
    passing: bool = False
    outer: Scope | None = None  # what goes on behind a passing scope


_SCENE = re.compile(
    r"(?:trước đó|(?:(?:buổi )?(?:sáng|trưa|chiều|tối) )?cùng ngày|trong chương trình|nhân dịp|cũng trong|báo cáo tại"
    r"|tại (?:buổi|cuộc|hội nghị|phiên)[^,.]{0,60},\s*(?:các đại biểu|lãnh đạo|đại diện)"
    r"|(?:sáng|trưa|chiều|tối) (?:nay|qua|ngày)?[\s(]*\d[^.;:]{0,220}?\s"
    r"(?:có buổi|tổ chức (?:hội nghị|cuộc|buổi|phiên|lễ)|đã (?:đến|đi)|chủ trì (?:hội|cuộc|buổi|phiên|kỳ))(?!\w)"
    r"|đoàn (?:công tác )?(?:đã )?(?:đi|đến|kiểm tra)|tham dự|dự (?:hội nghị|buổi|cuộc)|theo kế hoạch|tin liên quan)"
)
_BACKGROUND = re.compile(
    r"(?:theo (?:báo cáo|thống kê|ghi nhận|phản ánh)|tính đến|hiện (?:nay|tại)?,|từ đầu năm)(?!\w)"
)
# what came before the news of a report, whoever spoke then
_LONG_AGO = re.compile(
    r"(?:(?:vào |hồi )?(?:đầu|giữa) năm(?: nay)?(?=, )|hồi (?:đầu |giữa |cuối )?(?:tháng|năm|tuần)(?!\w)"
    r"|(?:đầu |giữa |cuối )?năm ngoái(?!\w))"
)
_WRITES = cued(
    r"(?:vừa|mới|đã)\s+(?:có|ký|ban hành|gửi|phát đi|ra)\s+(?:(?:ban hành|gửi|văn bản|ký)\s+)*"
    r"(?:văn bản|thông báo|công văn|công điện|chỉ thị|kế hoạch|quyết định|kết luận)(?!\w)"
    # `UBND thành phố có Công văn 4424 gửi …`
    r"|\s(?:có|ký|gửi|phát đi|ra|ban hành|triển khai)\s+(?:văn bản|thông báo|công văn|công điện|chỉ thị)\s+"
    r"(?:hỏa tốc\s+|khẩn\s+)?"
    r"(?:số\s*:?\s*)?\d\S*\s[^.]{0,60}?(?:gửi|yêu cầu|chỉ đạo|về việc|về|đề nghị|giao)\s"
    # `UBND tỉnh ban hành văn bản yêu cầu các sở …`, of which no number is told
    r"|\s(?:ký|gửi|phát đi|ra|ban hành)\s+(?:văn bản|thông báo|công văn|công điện|chỉ thị)\s+"
    r"(?:hỏa tốc\s+|khẩn\s+)?(?:yêu cầu|chỉ đạo|đề nghị|giao)\s",
    *("văn bản", "thông báo", "công văn", "công điện", "chỉ thị", "kế hoạch", "quyết định", "kết luận"),
)
_DEMANDS = re.compile(r"(?<!việc )(?:yêu cầu|đề nghị|giao|chỉ đạo|lưu ý|nhấn mạnh|nêu rõ)(?!\w)|:")
_TO_WHOM = re.compile(r"\s(?:yêu cầu|đề nghị|giao|chỉ đạo)\s(?:cho )?")
_CONCLUDES = re.compile(
    r"(?:phát biểu )?(?:kết luận|kết thúc|chốt lại|tổng kết)"
    r"(?: (?:buổi|cuộc|hội|phiên|phần|tại|nội|các|vấn)[^,.;:]{2,50})?,\s+"
)
# `Theo chỉ đạo của Chủ tịch UBND huyện, các xã khẩn trương …`
_BY_ORDER = re.compile(
    r"(?:theo|thực hiện)\s+(?:tinh thần\s+|ý kiến\s+|sự\s+)*(?:chỉ đạo|yêu cầu|kết luận|công điện|lệnh)"
    r"(?:\s\S+){0,3}?\s+của\s+"
)
# `Theo đó, Sở A …` behind `Tối 20/9, UBND tỉnh B cho biết đã chỉ đạo các sở …`: what was ordered
_IN_DETAIL = re.compile(r"(?:theo đó|cụ thể)\s*[,:]")
_HAVE_ORDERED = re.compile(
    r"\s(?:đã|vừa|mới)\s+(?:có\s+(?:ý kiến\s+|văn bản\s+)?)?(?:chỉ đạo|yêu cầu|giao)(?=\s(?!đất|thông|thương))"
)
# `Yêu cầu trên được nêu trong Kết luận 1251 của Ban Thường vụ Thành ủy.`
_STATED_IN = re.compile(
    r"(?:các |những )?(?:yêu cầu|nội dung|chỉ đạo|đề nghị|đó|đây)(?!\w)[^.;:]{0,40}?\s(?:được )?nêu (?:rõ )?"
    r"(?:trong|tại|ở)\s(?:kết luận|công văn|thông báo|văn bản|chỉ thị|kế hoạch|công điện)[^.;]{0,60}?\scủa\s"
)
_DETAIL_REACH = 700  # characters
_URGES = re.compile(r"(?<!\w)(?:khẩn trương|ngay|phải|cần|tuyệt đối|kịp thời|chủ động)(?!\w)")
# `"Tôi phân công 3 tổ khám nghiệm …", đại tá A cho hay`: one in office who is told to have spoken gives orders himself
_OWN_ORDER = re.compile(
    r"\"?\s*(?:[^,.;:\"]{3,60},\s+)?(?:tôi|chúng tôi)\s+(?:(?:cũng|đã|xin|đang|trực tiếp)\s+)*"
    r"(?:phân công|yêu cầu|chỉ đạo|quán triệt|lưu ý|nhắc|giao(?! (?:lưu|tiếp))"
    r"|đề nghị (?=(?:các|từng|mỗi|lãnh đạo|thủ trưởng|công an|ủy ban|ubnd|chính quyền)\s))(?!\w)"
)
_SCHOLAR = re.compile(
    r"(?<!\w)(?:pgs|gs|ts|ths|tiến sĩ|thạc sĩ|phó giáo sư|giáo sư|chuyên gia|luật sư|nhà nghiên cứu|kiến trúc sư|kts)"
    r"(?:[.,\s-]+(?:ts|tiến sĩ|pgs|kinh tế|bds|giao thông|quy hoạch|kts|khoa học|bác sĩ|bs|luật sư|nông nghiệp))*"
    r"[.\s]+\W?"
    r"[^,.;:\"]{0,40}$"
)
_TITLES = 30  # characters before a name
_IN_AUTHORITY = re.compile(
    r"(?:phó )?(?:chủ tịch|bí thư|thủ tướng|bộ trưởng|chủ nhiệm|trưởng ban|giám đốc (?:công an|sở)|tư lệnh"
    r"|chỉ huy)(?!\w)"
    r"|(?:thứ|quyền bộ) trưởng|phó tổng thanh tra|tổng bí thư"
)
_NOTICES = re.compile(r"(?:cũng\s+)?(?:nhận thấy|chỉ rõ|yêu cầu)[^:]{0,40}:")
_TELLS = re.compile(r"\s*(?:về|tình hình|kết quả|nhanh|tại|với|rằng|thêm|cụ thể|tóm tắt|tiến độ|những|một số|[:,.])")
_TOLD_BEFORE = 8000  # characters in which it must have been told who chairs
_THAT_WAS = re.compile(
    r"\"\s*[-–,.]\s*(?:đó|đây)?\s*là (?:ý kiến )?(?:một trong )?(?:những )?(?:nội dung (?:\w+ ){0,2}(?:trong|của) )?"
    r"(?:chỉ đạo|yêu cầu|nhấn mạnh|khẳng định|lưu ý|đề nghị|phát biểu|lời|bài phát biểu)"
    r"(?: \w+){0,3}? của (?:đồng chí |ông |bà )?"
)
_THAT_IS_ORDER = re.compile(rf"[\n.]\s*{THAT_IS_ORDER.pattern}")
_ORDER_REACH = 600  # characters
# `A ghi nhận kết quả …; đồng thời nhấn mạnh: …; cần đẩy mạnh …`
_TURNS_TO_ORDER = re.compile(
    r"(?:đồng thời|và|song|tuy nhiên|bên cạnh đó)(?: cũng)?,?\s+(?:nhấn mạnh|lưu ý|yêu cầu|chỉ đạo|quán triệt|chỉ rõ)"
    r"[^,.;:\"]{0,60}:\s"
)
_STOP = re.compile(r"[.!?…]\s+(?=\S)")
_BEHIND_QUOTE = re.compile(r"\"\s*[,.]?\s*(?:[-–]\s*)?")
_LEADS_WORK = re.compile(
    r"\s+(?:công tác|hoạt động|hội nghị|cuộc|buổi|hiện trường|việc)\s(?:(?!yêu cầu|đề nghị|phải |cần )[^;:\"])*$"
)
_SAYS_SO = re.compile(r"[^,.;:\"]{0,60}?\s(?:nói|kể|cho biết|cho hay|chia sẻ|tâm sự|bày tỏ|than|khoe|bộc bạch)(?!\w)")
_PLAIN_ORDERS = ("yêu cầu", "chỉ đạo", "quán triệt", "kết luận", "lưu ý", "nhấn mạnh")
_ACCORDING_TO = re.compile(r"theo (?:đồng chí |ông |bà )?(?=\S)")
_HANDED_DOWN = ("chỉ đạo", "phân công", "giao", "quán triệt", "đốc thúc", "nhắc nhở")
_TERRITORY = re.compile(
    r"(?:xã|phường|thị trấn|huyện|thôn|bản|ấp|khóm|địa phương)(?: (?:đã|cũng|còn|liền|này|bèn))*\s+"
    r"(?:chỉ đạo|phân công|giao|quán triệt|đốc thúc|nhắc nhở)$"
)
_OF_EACH = re.compile(r"(?:[^,.;:]{0,40}?\s)?(?:các|từng|mỗi|mọi)\s")
# `Sở A đánh giá cao …` says something, `Sở A đánh giá lại quy hoạch` is a duty
_JUDGES = re.compile(r"\s*(?:cao|rằng|tốt|rất|những|kết quả|đây|:|,)(?!\w)")
# `Nghị quyết của Ban Thường vụ Huyện ủy, Kết luận số 02`: the name of a paper
_IS_PAPER = re.compile(r"\s+(?:số(?:\s*:)?\s+\d|\d+[-/]|của\s)")
# `Báo cáo Bộ A, đề xuất giải pháp`: who is reported to does not ask
_IS_TOLD = re.compile(r"(?<!\w)(?:báo cáo|trình|gửi|tham mưu|giúp|phối hợp|với|cho|xin ý kiến)\s+(?:cho |với |các )*$")
# `Sau khi nghe cơ quan thường trực Ban A báo cáo …, đồng chí B giao …`: who is heard is not who speaks
_IS_HEARD = re.compile(
    r"(?<!\w)nghe\s+(?:(?:các|đại diện|lãnh đạo|cơ quan|thường trực|ý kiến|báo cáo|của|đồng chí|ông|bà)\s+)*$"
)
# verbs of saying that can be a duty as well
_DUTIES_TOO = ("báo cáo", "thông tin", "trả lời", "giải trình", "làm rõ", "ý kiến", "phản ánh", "trình bày")
_WORD_START = re.compile(r"(?:^|(?<=[\s,;:(\"]))(?=\S)")
_SPEAKER_REACH = 400  # characters in which a sentence must have named who speaks
_PRONOUN_REACH = 200
_LONGEST_BEFORE = 600
_SHARES_OUT = re.compile(
    r"\s(?:(?:liền|lại|bèn|cũng|trực tiếp)\s+)*(?:phân|giao|chia|cắt|xếp|rải|chốt|nêu|đặt|đưa ra|liệt kê|gút|ra"
    r"|dặn|kể ra|tính)(?:\s+(?:lại|ngay|luôn|thêm"
    r"|từng))*\s+(?:(?:các|những|mấy|từng|hai|ba|bốn|năm|sáu|bảy|\d+)\s+)?(?:phần việc|đầu việc|công việc|việc"
    r"|nhiệm vụ|yêu cầu|mốc)(?!\w)"
    r"[^.;:\"]{0,50}:\s*$"
)
_HEAD_ENDS = re.compile(r"\s*(?:\([^()\n]{2,60}\))?\s*:\s")
_EXPERT = re.compile(
    r"(?:thạc sĩ|tiến sĩ|phó giáo sư|giáo sư|ths|ts|pgs|gs|kỹ sư|luật sư|chuyên gia|nhà nghiên cứu|nhà khoa học"
    r"|kiến trúc sư)"
    r"[\s.,]+(?:[\w.]+[\s.]+){0,2}$"
)
_HOLDS_OFFICE = re.compile(r"chủ tịch|bí thư|giám đốc|trưởng|thủ tướng|cục|phó")
# who knows and has no say: what he stresses obliges nobody
_HEAD_REACH = 90  # of the sentence before, in which its subject is named


def read_scope(index: ActorIndex, start: int, end: int, before: Scope, fresh: bool) -> Scope:
    """The scope of the sentence [start, end), which goes on with `before`; `fresh`: it opens a paragraph."""
    if fresh and before.passing:
        before = before.outer or Scope()
    if fresh and _LONG_AGO.match(index.lower, start, end):
        return Scope("none", None, passing=True, outer=before)
    if written := _WRITES.search(index.lower, start, min(end, start + _SPEAKER_REACH)):
        return Scope("orders", _doer_before(index, start, written.start()))
    if stated := _STATED_IN.match(index.lower, start, end):
        of = read_actors(index, stated.end(), end)
        return Scope("orders", (of.actors[0].start, of.actors[0].end) if of else None)
    if giver := _by_whose_order(index, start, end) or _who_concludes(index, start, end):
        return Scope("orders", giver)
    if _orders_himself(index, start, end, before):
        return Scope("orders", before.by, passing=True, outer=before)
    if speaks := _by_who_speaks(index, start, end, before):
        return speaks
    if before.voice in ("none", "reports") and (by := _ordered_before(index, start, end)):
        return Scope("orders", by)
    return _at_opening(index, start, end, before, fresh)


def _by_who_speaks(index: ActorIndex, start: int, end: int, before: Scope) -> Scope | None:
    """The scope that the words of the sentence open, its speaker being named or a pronoun; None where nobody speaks."""
    if _stands_in().match(index.lower, start, end) and (by := _subject_before(index, start)):
        before = Scope(before.voice, by, before.passing, before.outer)
        return before if _asks_first().match(index.lower, start, end) else Scope("orders", by)
    if quoted := _scope_of_quote(index, start, end, before):
        return quoted
    # `Ông giao Phòng A bố trí kinh phí, tuần sau Phòng B báo cáo`: he speaks, and nobody behind him
    found = None if _stands_in().match(index.lower, start, end) else _speaker(index, start, end)
    if found and _TURNS_TO_ORDER.search(index.lower, start, end):
        return Scope("orders", found[0])
    if found and (_ends_his_quote(index, start, found[0], before) or _told_in_quote(index, start, found, before)):
        return before
    if found and (scope := _by_speaker(index, *found, before)):
        return scope
    if giver := _hands_out_work(index, start, end, before):
        return Scope("orders", giver)
    if _pronoun().search(index.lower, start, min(end, start + _PRONOUN_REACH)):
        by = before.by
        if by is not None and _is_territory(index, by):
            by = _subject_before(index, start) or by  # `A, xã B đề nghị …. Chủ tịch C tiếp thu. Đồng chí chỉ đạo …`
        return Scope("orders", by)
    return None


def _orders_himself(index: ActorIndex, start: int, end: int, before: Scope) -> bool:
    """Whether one in authority who only told something goes on in his own words to give orders."""
    by = before.by
    if before.voice != "reports" or by is None or not _OWN_ORDER.match(index.lower, start, end):
        return False
    person = index.persons.get(by[0])
    held = [position.lower() for position in person.positions] if person else []
    return any(_IN_AUTHORITY.match(office) for office in (*held, index.lower[slice(*by)]))


def _hands_out_work(index: ActorIndex, start: int, end: int, before: Scope) -> tuple[int, int] | None:
    """Who shares out what is listed below: `Cuối buổi, ông A phân việc:`, `Chủ tịch huyện chốt ba việc như sau:`."""
    shares = _SHARES_OUT.search(index.lower, start, end)
    if shares is None:
        return None
    for word in _WORD_START.finditer(index.view[start : shares.start()]):
        at = start + word.start()
        if doers := read_actors(index, at, shares.start()) if _is_named(index, at) else None:
            return doers.actors[-1].start, doers.actors[-1].end
    he = re.search(r"(?<!\w)(?:ông|bà|đồng chí)\s", index.lower[start : shares.start() + 1])
    return before.by if he and before.voice == "orders" else None


def _at_opening(index: ActorIndex, start: int, end: int, before: Scope, fresh: bool) -> Scope:
    """The scope of a sentence in which nobody speaks: what a paper notes, a scene or background, else as before."""
    if match := _NOTICES.search(index.lower, start, end):
        if before.voice == "orders":
            return before  # `Theo đó, yêu cầu:` goes on with whose paper was told before
        return Scope("orders", _doer_before(index, start, match.start()), passing=True, outer=before)
    if fresh and _BACKGROUND.match(index.lower, start, end):
        return Scope("none", None, passing=True, outer=before)
    if fresh and _SCENE.match(index.lower, start, end):
        return Scope()
    return before


def _is_another_body(index: ActorIndex, body: tuple[int, int], by: tuple[int, int] | None) -> bool:
    """Whether `body` is no person or office, and not whoever speaks."""
    if by is None or body[0] in index.persons or body[0] in index.offices:
        return False
    return index.lower[slice(*body)] != index.lower[slice(*by)]


def _by_whose_order(index: ActorIndex, start: int, end: int) -> tuple[int, int] | None:
    """On whose word those behind the comma act, where it presses."""
    by_order = _BY_ORDER.match(index.lower, start, end)
    if by_order is None or not _URGES.search(index.lower, by_order.end(), end):
        return None
    giver = read_actors(index, by_order.end(), end)
    first = giver.actors[0] if giver else None
    return (first.start, first.end) if first and index.view.startswith(",", first.end) else None


def _ordered_before(index: ActorIndex, start: int, end: int) -> tuple[int, int] | None:
    """The body that is told to have given orders, where the sentence goes on to tell which (`Theo đó, …`)."""
    if not _IN_DETAIL.match(index.lower, start, end):
        return None
    floor = max(0, start - _DETAIL_REACH)
    told = next(reversed(list(_HAVE_ORDERED.finditer(index.lower, floor, start))), None)
    if told is None:
        return None
    head = max(floor, index.view.rfind("\n", floor, told.start()) + 1, index.view.rfind(". ", floor, told.start()) + 2)
    return _doer_before(index, head, told.start())


def _who_concludes(index: ActorIndex, start: int, end: int) -> tuple[int, int] | None:
    """The person or office behind `Kết luận buổi làm việc, …`."""
    concludes = _CONCLUDES.match(index.lower, start, end)
    doers = read_actors(index, concludes.end(), end) if concludes else None
    if doers is None or not any(at in index.persons or at in index.offices for at in range(doers.start, doers.end)):
        return None
    return doers.actors[-1].start, doers.actors[-1].end


def only_tells_of_paper(index: ActorIndex, start: int, end: int) -> bool:
    """`Ngày 01/12, UBND tỉnh ban hành Công văn số 4462 về việc …`: the paper is out; its orders follow."""
    written = _WRITES.search(index.lower, start, min(end, start + _SPEAKER_REACH))
    if written is None or _DEMANDS.search(index.lower, written.end() - 1, end) is not None:
        return False
    told = _TO_WHOM.search(index.lower, written.start(), end)  # `… ký công điện yêu cầu các tỉnh bảo đảm đủ thuốc`
    return told is None or read_actors(index, told.end(), end) is None


def _quoted_before(index: ActorIndex, start: int) -> tuple[int, int] | None:
    """Whose words a sentence gives that opens with a quote: `"Xã phải …" - đó là chỉ đạo của A`."""
    if not index.view.startswith('"', start):
        return None
    line = index.view.find("\n", start)
    said = _THAT_WAS.search(index.lower, start, line if line >= 0 else len(index.lower))
    doers = read_actors(index, said.end(), len(index.view)) if said else None
    return (doers.actors[-1].start, doers.actors[-1].end) if doers else None


def _ordered_behind(index: ActorIndex, start: int) -> tuple[int, int] | None:
    """Whose order the sentence or headline at `start` is, as what follows tells (`Đó là chỉ đạo của A`)."""
    said = _THAT_IS_ORDER.search(index.view, start, start + _ORDER_REACH)
    doers = read_actors(index, said.end(), len(index.view)) if said else None
    if said is None or doers is None or len(_STOP.findall(index.view, start, said.start())) > 0:
        return None
    return doers.actors[-1].start, doers.actors[-1].end


def _said_behind(index: ActorIndex, start: int, before: Scope) -> tuple[tuple[int, int], bool] | None:
    """Who is told to have said the quote that opens at `start`, and whether that is somebody who orders with it.

    `"Xã phải …. Không chờ …", Bí thư A yêu cầu.`; `"Xã làm đường thì tốt", ông B ở buôn C nói.` orders nothing.
    """
    if not index.view.startswith('"', start):
        return None
    line = index.view.find("\n", start)
    end = line if line >= 0 else len(index.view)
    closes = index.view.find('"', start + 1, end)
    behind = _BEHIND_QUOTE.match(index.view, closes, end) if closes >= 0 else None
    doers = read_actors(index, behind.end(), end) if behind else None
    if doers is None:
        return None
    last = doers.actors[-1]
    by = last.start, last.end
    said = _speaks().match(index.lower, doers.end, end)
    if said is None:
        return (by, False) if _SAYS_SO.match(index.lower, doers.end, end) else None
    person = index.persons.get(last.start)
    in_office = doers.start in index.offices or last.start in index.offices or bool(person and person.positions)
    if before.voice == "orders" and before.by is not None:  # `ông Phú nói`, who was named in full before
        in_office = in_office or index.view[slice(*before.by)].endswith(index.view[slice(*by)])
    verb = said.group("verb")
    meant = in_office and verb in (*clause_words().voice_orders, "nói") and _URGES.search(index.lower, start, closes)
    return by, verb in _PLAIN_ORDERS or bool(meant)


def _according_to_chair(index: ActorIndex, start: int, end: int) -> tuple[int, int] | None:
    """`Theo Phó Chủ tịch A, …`, where A chaired by what was told before: he goes on speaking in what follows."""
    said = _ACCORDING_TO.match(index.lower, start, end)
    doers = read_actors(index, said.end(), end) if said else None
    if doers is None or not index.view.startswith(",", doers.end):
        return None
    last = doers.actors[-1]
    name = index.view[last.start : last.end]
    person = last.start in index.persons
    chaired = person and re.search(
        rf"{re.escape(name)}[^.;\n]{{0,120}}\schủ trì(?!\w)", index.view[max(0, start - _TOLD_BEFORE) : start]
    )
    return (last.start, last.end) if chaired else None


def _scope_of_quote(index: ActorIndex, start: int, end: int, before: Scope) -> Scope | None:
    """The scope that a quote opens, or `Theo Phó Chủ tịch A, …`."""
    if by := _quoted_before(index, start) or _according_to_chair(index, start, end):
        return Scope("orders", by)
    if by := _ordered_behind(index, start):
        return Scope("orders", by, passing=True, outer=before)
    if by := _orders_in_quotes(index, start, end, before):
        again = before.voice == "orders" and _is_last_name(index, by, before.by)
        return before if again else Scope("orders", by)
    if said := _said_behind(index, start, before):
        if said[1] and before.voice == "orders" and _is_last_name(index, said[0], before.by):
            return before  # `ông Bình nói`, who was named in full before
        return Scope("orders", said[0]) if said[1] else Scope("reports", said[0], passing=True, outer=before)
    return None


def _is_last_name(index: ActorIndex, by: tuple[int, int], full: tuple[int, int] | None) -> bool:
    return full is not None and index.view[slice(*full)].endswith(" " + index.view[slice(*by)])


def _orders_in_quotes(index: ActorIndex, start: int, end: int, before: Scope) -> tuple[int, int] | None:
    """Who orders in quotes, told by no verb of the lists: `ông A gọi từng người lại: "…"`, `"…", ông A ngắt lời.`"""
    quoted = quoted_behind_colon(index, start, end)
    by, told = (quoted.by, quoted.told) if quoted else (None, None)
    if quoted is None and index.view.startswith('"', start):
        line = index.view.find("\n", start)
        line = line if line >= 0 else len(index.view)
        closes = index.view.find('"', start + 1, line)
        behind = _BEHIND_QUOTE.match(index.view, closes, line) if closes >= 0 else None
        stop = _STOP.search(index.view, behind.end(), line) if behind else None
        end = stop.start() + 1 if stop else line
        doers = read_actors(index, behind.end(), end) if behind else None
        if behind and doers:
            by, told = (doers.actors[-1].start, doers.actors[-1].end), (doers.end, end)
        elif behind and (he := he_says(index, behind.end(), end)):
            told = he[1], end
    if told is None or not may_order(index, told):
        return None
    if by is None:
        return before.by if before.voice == "orders" else None
    return by if presides(index, by, start) else None


def _by_speaker(index: ActorIndex, by: tuple[int, int], verb: str, before: Scope) -> Scope | None:
    """The scope that a speaker opens with a verb of saying; None where the verb does not tell."""
    words = clause_words()
    if _knows_only(index, by):
        return Scope("reports", by, passing=True, outer=before)
    if before.voice == "orders" and verb in _HANDED_DOWN and _is_another_body(index, by, before.by):
        return before  # `Bộ Công an chỉ đạo công an các tỉnh …` among the Prime Minister's orders: its duty
    if verb in words.voice_orders and is_expert(index, by):
        return Scope("reports", by, passing=True, outer=before)
    if verb in words.voice_orders:
        return Scope("orders", by)
    if verb in words.voice_promises:
        return Scope("promises", by, passing=True, outer=before)
    if verb in words.voice_asks:
        return Scope("asks", by)
    return Scope("reports", by) if verb in words.voice_reports else None


def _ends_his_quote(index: ActorIndex, start: int, by: tuple[int, int], before: Scope) -> bool:
    """`… bảo đảm an ninh trật tự", đại tá A cho hay`: told behind the last words of a quote whose orders were heard."""
    if before.voice != "orders" or before.by is None or index.view.find('"', start, by[0]) < 0:
        return False
    line = index.view.rfind("\n", 0, start) + 1
    opened = index.view.count('"', line, start) % 2 == 1
    return opened and index.lower[slice(*before.by)].endswith(index.lower[slice(*by)])


def _told_in_quote(index: ActorIndex, start: int, found: tuple[tuple[int, int], str], before: Scope) -> bool:
    """`"… Ban A báo cáo tiến độ hằng tuần", ông B nói`: a body in the words of one who orders is told to report."""
    by, verb = found
    if before.voice != "orders" or verb not in _DUTIES_TOO or not _is_another_body(index, by, before.by):
        return False
    line = index.view.rfind("\n", 0, start) + 1
    return index.view.count('"', line, by[0]) % 2 == 1


def _knows_only(index: ActorIndex, by: tuple[int, int]) -> bool:
    """`TS Nguyễn Văn Nam, nguyên Cục trưởng …`, `giới chuyên gia`: who is asked as one who knows gives no orders."""
    person = index.persons.get(by[0])
    held = [position.lower() for position in person.positions] if person else []
    if any(_IN_AUTHORITY.match(office) for office in held):
        return False
    return _SCHOLAR.search(index.lower, max(0, by[0] - _TITLES), by[1]) is not None or any(
        office.startswith(("nguyên ", "cựu ", "chuyên gia", "luật sư", "viện trưởng", "giảng viên")) for office in held
    )


def is_expert(index: ActorIndex, by: tuple[int, int]) -> bool:
    """Whether who speaks is told by his learning and by no office: `Thạc sĩ A lưu ý`, not `TS A, Giám đốc Sở B`."""
    person = index.persons.get(by[0])
    if person is None or any(_HOLDS_OFFICE.search(post.lower()) for post in person.positions):
        return False
    learned = any(_EXPERT.fullmatch(post.lower() + " ") for post in person.positions)
    return learned or _EXPERT.search(index.lower, max(0, by[0] - 30), by[0]) is not None


def _is_territory(index: ActorIndex, by: tuple[int, int]) -> bool:
    """Whether who spoke last is a place, as at the end of an address."""
    known = any(by[0] in names for names in (index.persons, index.offices, index.bodies))
    return (
        not known
        and re.match(r"(?:xã|phường|thị trấn|thôn|xóm|bản|ấp|huyện|tổ|khu)\s", index.lower[by[0] : by[1]]) is not None
    )


@cache
def _pronoun() -> re.Pattern[str]:
    """Whoever spoke before, with a verb of ordering."""
    words = clause_words()
    return re.compile(
        rf"(?:{alternation(words.stand_ins)}|người đứng đầu [^,.;:]{{3,60}}?)\s+"
        r"(?:(?:cũng|đã|còn|tiếp tục|đặc biệt|trân trọng)\s+)*"
        rf"(?:{alternation(words.pronoun_orders)}|{hands_over()})(?!\w)"
    )


@cache
def _stands_in() -> re.Pattern[str]:
    """A pronoun for one person that opens the sentence, with a verb of ordering or asking."""
    words = clause_words()
    return re.compile(
        r"(?:(?:rồi|thế rồi|nói rồi|nói xong|sau đó|tiếp đó|tiếp đến|cuối cùng|riêng [^,.;:]{3,40})\s*,?\s+)?"
        r"(?:ông|bà|anh|chị)\s+(?:(?:cũng|đã|còn|tiếp tục|đặc biệt)\s+)*"
        rf"(?:{alternation((*words.pronoun_orders, *words.voice_asks))}|{hands_over()})(?!\w)"
    )


@cache
def _asks_first() -> re.Pattern[str]:
    return re.compile(
        r"\w+\s+(?:(?:cũng|đã|còn|tiếp tục)\s+)*"
        rf"(?:đề nghị|mong|mong muốn|{alternation(clause_words().voice_asks)})(?!\w)"
    )


def _subject_before(index: ActorIndex, start: int) -> tuple[int, int] | None:
    """The person named at the head of the sentence before, in the same line."""
    floor = max(0, start - _LONGEST_BEFORE)
    line = max(floor, index.view.rfind("\n", floor, start) + 1)
    head = max(line, index.view.rfind(". ", line, max(line, start - 2)) + 1)
    named = (index.persons[at] for at in range(head, min(head + _HEAD_REACH, start)) if at in index.persons)
    person = next(named, None)
    return (person.start, person.end) if person else None


@cache
def _speaks() -> re.Pattern[str]:
    return re.compile(
        r"\s*,?\s*(?:(?:thì|cũng|đã|tiếp tục|còn|vừa|đồng thời|đặc biệt|thẳng thắn|ký văn bản|có văn bản"
        r"|có ý kiến|trân trọng|kính)\s+)*"
        rf"(?P<verb>(?!nêu (?:cao|gương)(?!\w)){one_of(order_words().speaking)}|bảo(?=\s*:|,| rằng))"
    )


def _speaker(index: ActorIndex, start: int, end: int) -> tuple[tuple[int, int], str] | None:
    """The first doer of the sentence that is followed by a verb of saying, and that verb."""
    if _heads_item(index, start, end):
        return None
    for match in _WORD_START.finditer(index.view[start : min(end, start + _SPEAKER_REACH)]):
        at = start + match.start()
        if at > start and not _is_named(index, at):
            continue
        doers = read_actors(index, at, end)
        if doers and _IS_HEARD.search(index.lower, start, at):
            continue
        if doers and index.view.startswith(",", doers.end) and _IS_TOLD.search(index.lower, start, at):
            continue
        behind = skip(COMPANY, index.lower, doers.end, end) if doers else at
        if doers and (verb := _speaks().match(index.lower, behind, end)) and _says(index, at, verb, end):
            last = doers.actors[-1]
            return (last.start, last.end), verb.group("verb")
    return None


def _heads_item(index: ActorIndex, start: int, end: int) -> bool:
    """`Sở A (đến 30/6): cùng Liên đoàn B hỏi nhu cầu …`: an item with whom it is for, in which nobody speaks."""
    doers = read_actors(index, start, end)
    if doers is None or doers.start not in index.bodies:
        return False
    return _HEAD_ENDS.match(index.view, doers.end, end) is not None


def _is_named(index: ActorIndex, at: int) -> bool:
    return at in index.persons or at in index.offices or at in index.bodies


def _says(index: ActorIndex, at: int, verb: re.Match[str], end: int) -> bool:
    """Whether the verb is said of a speaker: `báo cáo kết quả` tells something, `báo cáo Sở …` is a duty."""
    if _IS_PAPER.match(index.lower, verb.end(), end):
        return False
    if index.lower.startswith(" được ", verb.end()):
        return False  # `Các tỉnh đã kêu gọi được 59.000 tàu về bờ`
    if verb.group("verb") == "giao" and gives_nothing(index, verb.start("verb"), end):
        return False  # `Đội Thanh tra giao thông vận tải`
    if verb.group("verb") == "chốt" and index.lower.startswith((" chặn", " trực", " gác"), verb.end()):
        return False
    if verb.group("verb") in _HANDED_DOWN and _TERRITORY.match(index.lower, at, verb.end()):
        return False  # `Xã phân công mỗi ủy viên phụ trách một thôn`: how it went about its work
    if verb.group("verb") in _HANDED_DOWN and _OF_EACH.match(index.lower, at, verb.start()):
        return False  # `Chủ tịch UBND các xã chỉ đạo …`: a duty of theirs
    if verb.group("verb") == "chỉ đạo" and _LEADS_WORK.match(index.lower, verb.end(), end):
        return False  # `Phó Giám đốc A chỉ đạo công tác cứu hộ.`: what he did
    if verb.group("verb") in _HANDED_DOWN and at in index.bodies and " đã " in verb.group():
        return False  # `Công an huyện đã phân công lực lượng chốt chặn …`
    if verb.group("verb") == "đánh giá" and at in index.bodies:
        return _JUDGES.match(index.lower, verb.end(), end) is not None
    if verb.group("verb") not in _DUTIES_TOO:
        return True
    office = index.offices.get(at)
    many = index.lower.startswith(("các ", "chủ tịch ubnd các", "từng ", "mỗi "), at)
    if many or (office is not None and office.plural):
        return False
    return _TELLS.match(index.lower, verb.end(), end) is not None


def _doer_before(index: ActorIndex, start: int, stop: int) -> tuple[int, int] | None:
    """The last doer named in [start, stop)."""
    for at in range(stop - 1, start - 1, -1):
        if _is_named(index, at) and (doers := read_actors(index, at, stop)):
            return doers.actors[-1].start, doers.actors[-1].end
    return None
