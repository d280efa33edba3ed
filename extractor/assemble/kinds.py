"""Which kind of directive a clause is where it stands, if its words count there as one at all."""

from __future__ import annotations

import re

from extractor.assemble.acting import PASSIVE
from extractor.assemble.actors import Actor, read_actors
from extractor.assemble.aims import is_aim, plans_of
from extractor.assemble.announced_topics import only_announces
from extractor.assemble.announcing import asks_others
from extractor.assemble.decisions import only_agrees
from extractor.assemble.entries import skip_discourse
from extractor.assemble.frame import Frame
from extractor.assemble.grounds import Grounds, Place, is_due, is_named, is_to_come, names_of
from extractor.assemble.guidance import is_the_rule
from extractor.assemble.lone import is_lone_order
from extractor.assemble.norms import cites_rule, retells_paper
from extractor.assemble.opinions import is_opinion
from extractor.assemble.past import falls_short, is_judged, told_as_past
from extractor.assemble.petitions import (
    LISTED,
    asked_above,
    asks_for_himself,
    asks_up,
    is_of_the_people,
    is_polite,
    only_hopes,
    people_ask,
    stand_above,
    tells_all,
)
from extractor.assemble.quoted_speech import is_in_quotes, is_in_speech
from extractor.assemble.scenes import tells_scene
from extractor.assemble.topics import lists_topics
from extractor.core.cued import cued
from extractor.core.record import DirectiveKind
from extractor.structure.outline import Line
from extractor.structure.parts import is_reported

_PROMISE = re.compile(r"\s+sẽ(?!\w)")
# `Thời gian tới, Đảng ủy xã sẽ tiếp tục …`, `Hội Phụ nữ xã phân công mỗi chi hội …` behind a speech: told by the paper
_MEANS_TO = re.compile(
    r"\s+(?:sẽ\s+(?:tiếp tục|luôn|không ngừng|tập trung|chú trọng|nỗ lực|cố gắng|đẩy mạnh|tăng cường)(?!\w)"
    r"|(?:phân công|giao|vận động)\s+(?:mỗi|từng)\s+(?:chi hội|chi đoàn|chi bộ|hội viên|đoàn viên|đảng viên|tổ)(?!\w))"
)
_WISHES_WELL = re.compile(
    r"(?<!\w)(?:ngày càng (?:giàu|phát triển|vững|tốt|văn minh|đổi mới|khởi sắc|lớn mạnh)|giàu đẹp|phồn vinh"
    r"|thành công (?:rực rỡ|tốt đẹp)|(?:dồi dào )?sức khỏe(?= *(?:,|và|$|\.)))"
)
_MATTER = re.compile(r"(?:trong\s+)?(?:việc|quá trình|công tác)\s")
_ASKS_BACK = re.compile(r"\?[\"\s]*(?:, [^,.;:]{2,60}\.?)?$")  # a question, also one that is reported
_BUT = re.compile(r"(?:tuy nhiên|tuy vậy|song|bên cạnh những kết quả)(?!\w)")
_FORBIDS = re.compile(r"(?:tuyệt đối )?(?:không được|không để|nghiêm cấm)(?!\w)|tuyệt đối(?!\w)")
_ORDERED = re.compile(
    r"\",? [^\"]{0,60}?(?:yêu cầu|nhấn mạnh|chỉ đạo|lưu ý|nhắc nhở|giao nhiệm vụ|chốt|quán triệt|dặn)(?!\w)[^\"]*$"
)
_UNNAMED = ("order: modal inside", "order: somebody + modal")
_MET = re.compile(
    r"(?:hội nghị|phiên họp|kỳ họp|cuộc họp|ban thường vụ|thường trực|ban chấp hành|hđnd|ubnd)\s[^.;]{0,60}?"
    r"\b(?:nghe|thảo luận|xem xét|cho ý kiến)(?!\w)"
)
_ADVISES = cued(
    r"(?:một số |các |nhiều |theo |giới )*(?:đại diện|đại biểu|ý kiến|chuyên gia|nhà khoa học|học giả|nhà nghiên cứu"
    r"|nhà quan sát)(?:\s[^.;:,]{0,60}?)?\s(?:gợi ý|gợi mở|góp ý|cho rằng|khuyến nghị|nhận định|cảnh báo)(?!\w)"
    r"|(?:thưa [^,;.]{3,30}, )?(?:ngành|cơ quan|bác sĩ|chuyên gia|trung tâm|sở|công an|bệnh viện"
    r"|đơn vị)\s[^.;:,]{0,60}?\s?khuyến cáo(?!\w)"
    r"|[^.;:]{0,40}?\bmời (?:quý vị|bà con|các bạn|bạn đọc|quý thính giả|quý khán giả|độc giả)"
    r"(?: và các bạn)?(?: cùng)? (?:nghe|xem|theo dõi|đón|tiếp tục|dõi theo)(?!\w)",
    *("gợi ý", "gợi mở", "góp ý", "cho rằng", "khuyến nghị", "khuyến cáo", "mời", "nhận định", "cảnh báo"),
)
_BY_ADVICE = re.compile(r",\s+theo (?:khuyến cáo|lời khuyên|khuyến nghị)(?: của)?\s[^,.;:]{2,60}[\s.…]*$")
_HOPES = re.compile(r"(?:mong|chúc|kỳ vọng)(?!\w)")
_BODY_HOPES = re.compile(
    r"[^,.;:\"]{2,60}?\s(?:(?:rất|luôn|cũng)\s)*(?:hy vọng|tin tưởng|tin rằng|mong (?:nhận|được|muốn|rằng|sự))(?!\w)"
)
_BE_WITH_US = re.compile(
    r"\s*(?:sẽ\s+|luôn\s+|mãi\s+|mãi mãi\s+|tiếp tục\s+)*"
    r"(?:đồng hành|chia sẻ|ủng hộ|thông cảm|gặt hái|thành công|mạnh khỏe|sống vui"
    r"|(?:phát huy|giữ gìn|giữ vững|kế thừa|viết tiếp|xứng đáng)[^,.;:]{0,20}?\struyền thống)(?!\w)"
)
_CONGRATULATES = re.compile(r"(?<!\w)(?:chúc mừng|chúc tết|chia vui|chúc|cảm ơn)(?!\w)")
_WHO_WANTS = re.compile(r"(?:^|, |rằng |\")muốn\s(?!vậy|thế|hỏi|nhấn|nói)[^.;]{3,90}\sthì\s[^.;]{0,60}$")
# `trong thời hạn 30 ngày`: what a rule gives, counted from nothing that the report tells
_IN_A_SPAN = re.compile(
    r"(?:trong (?:thời hạn |thời gian |vòng )?|không quá |chậm nhất (?:là )?|tối đa )\d+ (?:giờ|ngày|tháng|năm)(?!\w)"
)
_BY_LAW = re.compile(
    r"(?:phải|cần) (?:tuân thủ|tuân theo|theo|đúng|thực hiện (?:theo|đúng)|căn cứ|chấp hành)(?: \w+){0,3}? "
    r"(?:luật|quy định|nghị định|thông tư|pháp luật|quy chuẩn|hợp đồng)(?!\w)"
)
# `Theo ông, nông dân cần …`: what somebody who knows recommends to the people
_IN_HIS_VIEW = re.compile(
    r"theo (?:các )?(?:ông|bà|anh|chị|chuyên gia|bác sĩ|kỹ sư)[^,.;:]{0,60},\s*"
    r"(?:[^,.;:]{2,40},\s*)?(?:các |mỗi |những )?"
    r"(?:nông dân|người|bà con|nhân dân|hộ|chủ (?:vườn|hộ|nuôi|xe|nhà)|du khách|phụ huynh|học sinh|doanh nghiệp)(?!\w)"
)
_FOR_THIS_REASON = re.compile(
    r"\s(?:vì|bởi|do)\s(?!vậy|thế|đó|lợi ích|mục tiêu|dân)(?![^,.;]{3,60}\s(?:chủ trì|thực hiện|làm)(?!\w))"
)
# `UBND tỉnh nhận được Tờ trình số … của huyện A, trong đó nêu: …; đề nghị …`: what is answered below
_QUOTES_LETTER = re.compile(
    r"(?:nhận được|xét|xem xét|phúc đáp|trả lời)\s[^.]{0,60}?(?:tờ trình|công văn|văn bản|báo cáo|đơn|thư"
    r"|kiến nghị)(?!\w)"
)
_ACCORDING = re.compile(r"(?:[^,.;:]{2,30},\s*)?theo (?:ông|bà|đồng chí) ")
# what one named person does at or around a meeting
_DID = re.compile(
    r"\s*,?\s*(?:(?:cũng|đã|lần lượt|trực tiếp|thay mặt [^,;]{3,60},?)\s+)*"
    r"(?:trình bày|báo cáo (?:tóm tắt|kết quả|tình hình|nhanh|tại|về)|phát biểu|đến|tới|đi|thăm|dự|tham dự"
    r"|tiếp(?! (?:tục|thu|nhận))|làm việc"
    r"|trao đổi|giải trình|làm rõ|thông tin|chủ trì(?! (?:,|phối hợp|tham mưu|xây dựng))|kết luận|điểm lại|tặng|trao"
    r"|dâng|chúc|động viên|khảo sát|thị sát|kiểm tra (?:thực tế|hiện trường|tình hình|tiến độ|công tác|tại))(?!\w)"
)
# `các đại biểu cơ bản thống nhất với …`: those who took part decide nothing
_DELEGATES = re.compile(r"(?:các|đa số|nhiều|100%) (?:đại biểu|ý kiến|thành viên|cử tri)\s(?:[^,.;:]{0,30}\s)?$")
# `Huyện A họp đánh giá kết quả …`, `UBND tỉnh tổ chức hội nghị …`: what is reported, not asked for
_MEETS = re.compile(
    r"\s+(?:vừa\s+)?(?:họp(?! (?:dân|thôn|bản|ấp|tổ|khu|phụ huynh|xét|rút kinh nghiệm))"
    r"|tổ chức (?:phiên họp|cuộc họp|họp(?! dân)|hội nghị (?:sơ kết|tổng kết|giao ban|trực tuyến|triển khai)))(?!\w)"
)
_ATTENDS = re.compile(
    r"\s(?:tham\s)?dự (?:cuộc họp|hội nghị|buổi (?:làm việc|lễ)|phiên họp|lễ|đại hội|kỳ họp|chương trình)"
    r"(?: \S+){0,3}\s*\.?$"
)
_RECEIVED = re.compile(
    r"\s*(?:đã\s+|vừa\s+)?nhận được(?!\w)"
    r"|\s+cũng\s+(?:vừa\s+)?(?:công bố|thông báo|thông tin|cho phép|ban hành|có)(?!\w)"
)
# `Văn phòng UBND tỉnh nhận được Tờ trình số …`: not those who `nhận được công văn này`
_RECEIVED_PAPER = re.compile(
    r"\s*(?:đã\s+|vừa\s+|có\s+)?nhận được\s+(?:các |những |một số )?"
    r"(?:tờ trình|công văn|văn bản|báo cáo|đơn|thư|kiến nghị|phản ánh|ý kiến|thông tin)(?!\w)(?! này| trên)"
)
# `Công điện gửi Chủ tịch UBND các tỉnh: …`, `Công điện nêu: Do ảnh hưởng …`: what is told of the paper itself
OF_THE_PAPER = re.compile(
    r"(?:công điện|công văn|văn bản|chỉ thị|thông báo|kế hoạch|quyết định)(?: (?:này|trên|số \S+))?\s"
    r"(?:được\s)?(?:gửi(?: tới| đến| cho)?\s|(?:nêu(?: rõ)?|cho biết|nhận định|đánh giá)\s*[:,]\s*"
    r"(?:do|hiện|theo|thời gian|trong|qua|từ|tính|trước|hồi|dự báo|mặc dù|tuy)\s)"
)
# `Ban Chỉ đạo tiền phương có nhiệm vụ …`: what a committee is for, told of it
HAS_THE_TASK = re.compile(r"[^,;:\"]{3,90}?\scó (?:nhiệm vụ|chức năng)(?!\w)")
# `Từ đó, từng bước hình thành thói quen …`: what is hoped to come of the work told before
_COMES_OF_IT = re.compile(
    r"(?:từ đó|qua đó|nhờ đó|nhờ vậy|có như vậy)\s*,?\s+(?:(?:mới|sẽ|sớm|từng bước|dần|dần dần|cũng)\s+)*"
    r"(?:góp phần|giúp|tạo|nâng cao|hình thành|thúc đẩy|lan tỏa|khơi dậy|củng cố|hạn chế|giảm|tăng|thu hút|phát huy"
    r"|xây dựng (?:hình ảnh|niềm tin|thói quen|văn hóa|ý thức|nếp sống|môi trường)|mang lại|đem lại)(?!\w)"
)
_NEAR_THE_FRONT = 40  # of a closing line: an order in it stands at once
# `Xã kiến nghị tỉnh kéo dài thời gian; trong lúc chờ, Trung tâm A tự cắt người`: told, and no more asked for
_MEANWHILE = re.compile(
    r"(?:còn\s+|và\s+)?trong (?:lúc|khi|thời gian|thời gian còn)(?: còn)? (?:chờ|đợi|chưa có)(?!\w)"
)
_NEAR = 120  # of an opening: a petition in it stands right behind who asks


def kind_of(
    grounds: Grounds, place: Place, frame: Frame | None, start: int, end: int, going_on: DirectiveKind | None
) -> DirectiveKind | None:
    """What [start, end) is where it stands, or None; `going_on` is the kind of the order before it in the sentence."""
    if frame is not None and frame.rule == LISTED:
        return "petition"
    if is_aim(grounds, place.line, frame, start, end):
        return "target"
    if frame is None:
        return None
    meanwhile = frame.leads and _MEANWHILE.match(grounds.index.lower, start)
    if going_on in ("petition", "commitment") and not meanwhile and _goes_on(frame, going_on):
        return going_on
    if _duty_to_decide(grounds, place, frame, start, end):
        return "task"
    if not _heard(grounds, place, frame, start, end, going_on):
        return None
    if frame.force == "petition":
        return _kind_of_request(grounds, place, frame)
    if frame.force == "decision" and _is_told_to_decide(grounds, place, frame, going_on, start, end):
        return "task"
    if frame.force == "commitment" and _told_to_bind_himself(place, frame, start, going_on):
        return "task"
    if frame.force in ("decision", "commitment", "target"):
        return frame.force
    if place.line.part == "body" and _bound_by_it(grounds, place, frame, start, end):
        return "commitment"
    return _task_or_petition(grounds, place, frame, end)


def _task_or_petition(grounds: Grounds, place: Place, frame: Frame, end: int) -> DirectiveKind | None:
    """What is asked for by whoever speaks is a petition; what he does himself (`xã đề xuất giải pháp`) is none."""
    if not _asked_for(grounds, place, frame, end):
        return "task"
    itself = frame.force == "bare" and any((lead.start, lead.end) == place.scope.by for lead in frame.leads)
    return None if itself else "petition"


def _told_to_bind_himself(place: Place, frame: Frame, start: int, going_on: DirectiveKind | None) -> bool:
    """Whether to promise something is what is ordered: `… đẩy nhanh tiến độ, cam kết ngày hoàn thành`."""
    if going_on == "task" and all(lead.end <= start for lead in frame.leads):
        return True
    # `Nhà thầu A:`, `- Cam kết bằng văn bản …`: who stands in charge is told to
    return place.line.part == "tasks" and bool(place.front) and frame.speaker is None


def _goes_on(frame: Frame, going_on: DirectiveKind) -> bool:
    """Whether what stands behind a petition or a promise in its sentence is asked for or promised too."""
    if going_on == "commitment":
        return frame.speaker is None and frame.force in ("imperative", "loose")
    return frame.force in ("bare", "decision") or (frame.speaker is None and is_polite(frame))


def _kind_of_request(grounds: Grounds, place: Place, frame: Frame) -> DirectiveKind | None:
    """What somebody asks for is an order where he is in office and asks all; hopes and what is answered are nothing."""
    if tells_all(grounds, frame, place):
        return "task"
    if frame.speaker and frame.leads and asks_others(grounds.index, frame.speaker[1]):
        return "petition" if stand_above(grounds, frame.leads, frame.speaker) else "task"
    if only_hopes(grounds, frame, place.scope) or _is_answered(grounds, place):
        return None
    return "petition"


def _duty_to_decide(grounds: Grounds, place: Place, frame: Frame, start: int, end: int) -> bool:
    """`Ban Quản lý dự án phê duyệt phương án trước ngày …`: a duty, no decision of the meeting."""
    if frame.force != "decision" or not frame.leads:
        return False
    if place.line.part != "tasks" and (place.scope.voice != "orders" or place.scope.by == frame.speaker):
        return False
    return is_due(grounds, start, end) and _are_others(grounds, frame.leads)


def _is_told_to_decide(
    grounds: Grounds, place: Place, frame: Frame, going_on: DirectiveKind | None, start: int, end: int
) -> bool:
    """`Giao chỉ tiêu cho từng xã; trước ngày 05/6 phê duyệt kế hoạch`: the duty of those who are told so far."""
    if frame.leads or frame.speaker is not None or place.line.part != "tasks":
        return False
    listed = place.front if place.line.label else ()
    return bool(listed or (going_on == "task" and place.carried)) and is_due(grounds, start, end)


def _is_answered(grounds: Grounds, place: Place) -> bool:
    """Whether an answer stands under what was asked (`Cử tri xã A kiến nghị: …`, `Trả lời: …`)."""
    below = place.number + 1
    if not grounds.official or below >= len(grounds.lines):
        return False
    return grounds.index.lower.startswith(("trả lời", "ý kiến trả lời"), grounds.lines[below].content)


def _are_others(grounds: Grounds, doers: tuple[Actor, ...]) -> bool:
    """Whether the doers are bodies other than the one whose conclusion it is."""
    giver = grounds.text[slice(*grounds.giver)] if grounds.giver else ""
    own = {giver.lower(), (grounds.issuer or "").lower()}
    bodies = any(doer.start in grounds.index.bodies for doer in doers)
    return bodies and not any(name.lower() in own for name in names_of(grounds, doers))


def _bound_by_it(grounds: Grounds, place: Place, frame: Frame, start: int, end: int) -> bool:
    """Whether the doer binds itself: `Sở Y tế sẽ …`, or what it does by a date right behind its promise."""
    if place.scope.voice == "promises" and frame.force in ("bare", "imperative"):
        return is_due(grounds, start, end)
    return _promises(grounds, frame) and (place.scope.voice != "orders" or _of_own_house(grounds, place, frame))


def _of_own_house(grounds: Grounds, place: Place, frame: Frame) -> bool:
    """`Chủ tịch Hội Nông dân tỉnh: Hội Nông dân tỉnh sẽ …`: who speaks is of the body that he tells of."""
    by = place.scope.by
    if by is None or not frame.leads:
        return False
    person = grounds.index.persons.get(by[0])
    held = (position.lower() for position in person.positions) if person else ()
    office = ", ".join((grounds.index.lower[by[0] : by[1]], *held))
    own = grounds.index.lower[frame.leads[-1].start : frame.leads[-1].end]
    return frame.leads[-1].start in grounds.index.bodies and f" {own}" in office


def _promises(grounds: Grounds, frame: Frame) -> bool:
    """`Sở Y tế sẽ …`: said by the doer itself, it is a promise."""
    return frame.force == "bare" and bool(_PROMISE.match(grounds.index.lower, frame.leads[-1].end))


def _asked_for(grounds: Grounds, place: Place, frame: Frame, end: int) -> bool:
    """Whether it is no order: it goes upwards, or is said by somebody who asks, or stands in a list of requests."""
    if frame.force == "assigned" and frame.speaker and frame.leads and asks_others(grounds.index, frame.speaker[1]):
        return stand_above(grounds, frame.leads, frame.speaker)
    if frame.force == "assigned" and is_polite(frame) and asks_up(grounds, frame, end, place.scope):
        return True
    if frame.force == "assigned" and people_ask(grounds, frame):
        return True
    if frame.force == "assigned" and asks_for_himself(grounds, frame, place.scope):
        return True
    if place.scope.voice == "asks" and place.line.part == "body" and frame.force in ("bare", "imperative"):
        return True
    # `kính đề nghị UBND tỉnh:` / `- Chỉ đạo UBND các huyện bố trí đất`: what those who are asked are to have done
    has_them_do = frame.rule == "order: chỉ đạo" and frame.speaker is None
    downwards = frame.force == "assigned" and not is_polite(frame) and not has_them_do
    return grounds.official and not downwards and asked_above(grounds, place.line)


def _heard(grounds: Grounds, place: Place, frame: Frame, start: int, end: int, going_on: DirectiveKind | None) -> bool:
    """Whether the words count in this part of this document."""
    line = place.line
    if _ASKS_BACK.search(grounds.index.view, start, end) or told_as_past(grounds, line, frame, start, end):
        return False
    if (
        _is_advice(grounds, frame, start, end)
        or _is_wish(grounds, frame, start, end)
        or _is_rule_for_all(grounds, frame, start, end)
        or _is_a_truth(grounds, frame, start, end)
        or is_opinion(grounds, frame, start, end)
        or only_announces(grounds, frame, start, end)
        or _only_tells_of(grounds, frame, start, end)
        or _finds_wanting(grounds, frame, start)
        or _is_background(grounds, place, frame, start, end, going_on)
        or tells_scene(grounds, place, frame, start, end)
    ):
        return False
    if (
        grounds.explains_rule
        and is_the_rule(grounds.index.lower, frame, start, end)
        and not is_due(grounds, start, end)
    ):
        return False
    if frame.force in ("imperative", "loose") and lists_topics(grounds, line) and not is_due(grounds, start, end):
        return False
    if frame.force in ("imperative", "loose") and _under_purpose(grounds, line) and not is_due(grounds, start, end):
        return False
    if line.part == "opening" and _QUOTES_LETTER.search(grounds.index.lower, line.content, start):
        return False
    if line.part in ("opening", "assessment"):
        if frame.force in ("petition", "commitment"):
            return frame.speaker is not None and frame.at - start < _NEAR
        return line.part == "assessment" and _ordered_amid(grounds, line, frame, start, end)
    if line.part == "closing":
        return frame.force == "assigned" and frame.at - line.content < _NEAR_THE_FRONT
    if line.part in ("tasks", "targets"):
        return _heard_among_tasks(grounds, place, frame, start, end)
    return _heard_in_report(grounds, place, frame, start, end, going_on)


def _under_purpose(grounds: Grounds, line: Line) -> bool:
    """Whether a line stands under `MỤC ĐÍCH, YÊU CẦU`: what a plan is for and how, told nobody to do."""
    above = line.parent
    while above is not None:
        head = grounds.lines[above]
        if _PURPOSE.match(grounds.index.lower, head.content, head.end):
            return True
        if grounds.index.lower.startswith("yêu cầu", head.content):
            return False  # `2. Yêu cầu` below it opens a list of its own
        above = head.parent
    return False


_PURPOSE = re.compile(r"mục đích\s*(?:,|và|-|–|/|;|&|\s)\s*(?:ý nghĩa,?\s*)?yêu cầu\W*(?=\n|$)")


def _is_rule_for_all(grounds: Grounds, frame: Frame, start: int, end: int) -> bool:
    """What a law demands of a group that nobody names, by no date."""
    if frame.force not in ("modal", "loose") or any(is_named(grounds, lead) for lead in frame.leads):
        return False
    if not grounds.official and _BY_LAW.search(grounds.index.lower, frame.at, end):
        return not is_due(grounds, start, end)
    if not cites_rule(grounds.index, start, end):
        return False
    by_rule = not grounds.official and _IN_A_SPAN.search(grounds.index.lower, start, end) is not None
    return by_rule or not is_due(grounds, start, end)


def _is_advice(grounds: Grounds, frame: Frame, start: int, end: int) -> bool:
    """`Đại diện Sở Du lịch gợi ý huyện nên …`: what one who only takes part thinks."""
    if (
        grounds.index.lower[max(0, frame.start - 20) : frame.start]
        .rstrip()
        .endswith(("khuyến cáo:", "khuyên:", "lời khuyên:"))
    ):
        return not grounds.official
    if frame.force == "modal" and _IN_HIS_VIEW.match(grounds.index.lower, start) and not grounds.official:
        return not any(is_named(grounds, lead) for lead in frame.leads)
    if frame.force in ("petition", "commitment") or grounds.official:
        return False
    if frame.force in ("modal", "loose") and _BY_ADVICE.search(grounds.index.lower, frame.at, end):
        return True
    begins = (start, skip_discourse(grounds.index, start, frame.at))
    return any(_ADVISES.match(grounds.index.lower, at) for at in begins)


def _is_wish(grounds: Grounds, frame: Frame, start: int, end: int) -> bool:
    """`Ông chúc mừng các đồng chí và mong các đồng chí …`: said on an occasion, no order.

    Nor is what a body hopes for: `Sở A hy vọng sự tham gia của Quý Sở sẽ góp phần …`.
    """
    if frame.force == "bare" and _BODY_HOPES.match(grounds.index.lower, start):
        return True
    hopes = frame.force in ("assigned", "petition") and _HOPES.search(grounds.index.lower[frame.at : frame.at + 20])
    if not hopes:
        return False
    behind = max((lead.end for lead in frame.leads), default=frame.at)
    if _WISHES_WELL.search(grounds.index.lower, behind, end) and not is_due(grounds, start, end):
        return True
    return bool(
        _CONGRATULATES.search(grounds.index.lower[start : frame.at]) or _BE_WITH_US.match(grounds.index.lower, behind)
    )


def _finds_wanting(grounds: Grounds, frame: Frame, start: int) -> bool:
    """`Tuy nhiên, phần dự báo cần sâu hơn thì đề án mới nêu khái quát`: what falls short, of nobody by name."""
    if frame.rule != "order: modal inside" or not grounds.official:
        return False
    floor = max(grounds.index.view.rfind("\n", 0, start) + 1, grounds.index.view.rfind(". ", 0, start) + 2)
    return _BUT.match(grounds.index.lower, floor) is not None


def _only_tells_of(grounds: Grounds, frame: Frame, start: int, end: int) -> bool:
    """`Ban Thường vụ thống nhất nhận định: …`, `… được nêu tại Nghị quyết A, theo đó phải …`: orders nothing anew."""
    if plans_of(grounds, frame, start, end):
        return True  # `Tỉnh này dự kiến cho học sinh nghỉ học.`; with a day it is an aim
    if frame.force == "imperative" and not grounds.official and _COMES_OF_IT.match(grounds.index.lower, start, end):
        return not is_due(grounds, start, end)
    if frame.force == "bare" and only_agrees(grounds.index, start, skip_discourse(grounds.index, start, end), end):
        return True
    return frame.force in ("bare", "modal", "loose") and retells_paper(grounds.index, start, end)


# `Đảng viên nhận ruộng xấu trước thì dân theo sau`, `Làm nhanh nhưng công bằng, đó là điều dân chờ`
_SAYING = re.compile(
    r"[^.;:]{4,120}?\s(?:thì|ắt|tự khắc)\s+(?:mới\s+|ắt\s+)?(?:người )?(?:dân|bà con|nhân dân|quần chúng|cấp dưới"
    r"|lòng dân|việc gì)"
    r"\s+(?:mới |sẽ |ắt |tự |cũng )*(?:theo|tin|nghe|yên|đồng tình|ủng hộ|thuận|nể|phục|làm theo|hưởng ứng|xong)(?!\w)"
    r"|[^.;:]{4,120}?,\s+(?:đó|đấy|ấy|âu cũng|thế) (?:cũng |mới |chính |đều )?là (?:điều|cái|cách|lẽ|mong|niềm"
    r"|đạo lý|gốc|bài học|chuyện thường)(?!\w)"
)
# `Ba cán bộ biệt phái từ tháng 2 đang chỉnh lý bản đồ`: what is going on since then
_GOES_ON_SINCE = re.compile(r"\s[^,.;:]{0,40}?(?<!\w)(?:từ|hồi|mấy|suốt)\s[^,.;:]{2,25}?\s(?:đang|vẫn)\s")


def _is_a_truth(grounds: Grounds, frame: Frame, start: int, end: int) -> bool:
    """`Muốn đi nhanh thì các xã phải …`: what is so by itself; what is going on already."""
    if frame.force in ("modal", "loose", "bare", "imperative") and not is_due(grounds, start, end):
        if frame.speaker is None and _SAYING.match(grounds.index.lower, start, end):
            return True
        if frame.leads and _GOES_ON_SINCE.match(grounds.index.lower, frame.leads[-1].end, end):
            return True
    return frame.force in ("modal", "loose") and bool(_WHO_WANTS.search(grounds.index.lower[start : frame.at + 1]))


def _ordered_amid(grounds: Grounds, line: Line, frame: Frame, start: int, end: int) -> bool:
    """Whether an item of an assessment orders all the same: it sets a date to come, or agrees to a plan."""
    if line.label is None or is_reported(grounds.index.view[line.content : line.end]):
        return False
    if frame.force == "decision":
        return frame.at == start and "chủ trương" in grounds.index.lower[start:end]
    return is_to_come(grounds, start, end)


def _heard_among_tasks(grounds: Grounds, place: Place, frame: Frame, start: int, end: int) -> bool:
    if frame.force == "imperative":
        return not falls_short(grounds, start, end)
    if frame.force == "loose":
        document = grounds.framed or bool(_MATTER.match(grounds.index.lower, start, end))
        lone = is_lone_order(grounds, place, start, end)
        return (document or lone) and not is_judged(grounds, start, end)
    return True


def _heard_in_report(
    grounds: Grounds, place: Place, frame: Frame, start: int, end: int, going_on: DirectiveKind | None
) -> bool:
    """In running text orders count only where somebody with authority speaks, promises also where one reports."""
    voice = place.scope.voice
    if _tells_by_another(grounds, place, frame, start, end):
        return False
    told = frame.force in ("assigned", "petition", "commitment")
    if told and (frame.speaker is not None or voice in ("orders", "asks", "promises")):
        return True
    if voice == "reports" and (frame.force == "commitment" or (told and _goes_on_speaking(place, start))):
        return True
    if frame.force == "decision":
        return _decides(grounds, place, frame)
    if going_on:
        return frame.force != "loose"
    if voice != "orders" and _promises(grounds, frame):
        return voice == "reports" or is_due(grounds, start, end)
    if _promises(grounds, frame) and _of_own_house(grounds, place, frame):
        return is_due(grounds, start, end)
    if _told_whoever_speaks(grounds, voice, frame, start, end):
        return True
    unnamed = frame.rule in _UNNAMED or frame.force == "imperative"
    if (
        unnamed
        and is_in_quotes(grounds, place, frame.at)
        and not _meant(grounds, frame, start, end)
        and not is_in_speech(grounds, place, frame, start, end)
    ):
        return False  # a saying
    if frame.rule == "order: doer + verb by its word class":
        return voice == "orders" and _told_to_others(grounds, place, frame, start, end)
    if voice == "promises":
        return frame.force == "bare" and is_due(grounds, start, end)
    return voice in ("orders", "asks") and not _only_means_to(grounds, place, frame, start, end)


def _told_whoever_speaks(grounds: Grounds, voice: str, frame: Frame, start: int, end: int) -> bool:
    """What is told to be done by a date though nobody gives orders there.

    `Theo ông Khoát, các xã phải … trước ngày 20/11`; `Phòng A được giao đo lại thân đập, hạn cuối là 20/6`.
    """
    if frame.rule == PASSIVE and voice != "asks" and is_to_come(grounds, start, end):
        return True
    dated = voice == "reports" and frame.force == "modal" and is_due(grounds, start, end)
    return dated and _says_an_officer(grounds, start)


def _told_to_others(grounds: Grounds, place: Place, frame: Frame, start: int, end: int) -> bool:
    """Whether a verb that no list knows is what a body is told: by a date, or in the words of who orders."""
    by = place.scope.by
    own = by is not None and any(
        grounds.text[lead.start : lead.end] == grounds.text[slice(*by)] for lead in frame.leads
    )
    known = (grounds.index.bodies, grounds.index.offices)
    named = all(any(lead.start in group for group in known) for lead in frame.leads)
    return named and not own and (is_due(grounds, start, end) or is_in_quotes(grounds, place, frame.at))


def _only_means_to(grounds: Grounds, place: Place, frame: Frame, start: int, end: int) -> bool:
    """Whether a paragraph opens with what a body by name means to go on with, and not by when."""
    if frame.force != "bare" or not _MEANS_TO.match(grounds.index.lower, frame.leads[-1].end):
        return False
    opens = start <= place.line.content and frame.leads[0].start in grounds.index.bodies
    return opens and not is_due(grounds, start, end)


def _tells_by_another(grounds: Grounds, place: Place, frame: Frame, start: int, end: int) -> bool:
    """`Theo Chủ tịch huyện A, …; huyện phải áp giá lại vì …`: how it stands, by somebody who gives no orders here."""
    if frame.force not in ("modal", "loose", "bare") or is_due(grounds, start, end):
        return False
    if place.scope.voice == "orders" and not _FOR_THIS_REASON.search(grounds.index.lower, frame.at, end):
        return False
    floor = max(place.line.content, grounds.index.view.rfind(". ", place.line.content, start) + 2)
    return grounds.index.lower.startswith("theo ", floor) and read_actors(grounds.index, floor + 5, end) is not None


def _decides(grounds: Grounds, place: Place, frame: Frame) -> bool:
    """Whether those decide who may: somebody who speaks, or the meeting."""
    return frame.speaker is not None or place.scope.voice == "orders" or _met_and_decided(grounds, place, frame)


def _is_background(
    grounds: Grounds, place: Place, frame: Frame, start: int, end: int, going_on: DirectiveKind | None
) -> bool:
    """What a report tells beside the orders: what somebody did, what a committee is for; no list of a notice does."""
    if frame.leads and _RECEIVED_PAPER.match(grounds.index.lower, frame.leads[-1].end, end):
        return True
    if grounds.official and grounds.framed:
        return False
    by_many = _DELEGATES.search(grounds.index.lower, start, frame.at) is not None
    if frame.force == "decision" or (frame.force == "imperative" and frame.speaker is None and by_many):
        return by_many
    if frame.force in ("imperative", "loose", "bare") and OF_THE_PAPER.match(grounds.index.lower, start, end):
        return True
    if frame.force == "bare" and any(
        _DELEGATES.match(grounds.index.lower, lead.start, lead.end + 1) for lead in frame.leads
    ):
        return True
    if _tells_of_a_person(grounds, place, frame, start, end):
        return True
    if frame.force == "bare" and frame.leads and _MEETS.match(grounds.index.lower, frame.leads[-1].end, end):
        return place.line.part == "body" and not is_due(grounds, start, end)
    if frame.force == "bare" and place.line.part == "body" and _ATTENDS.search(grounds.index.lower, start, end):
        return True
    if frame.leads and _RECEIVED.match(grounds.index.lower, frame.leads[-1].end, end):
        return True
    floor = max(place.line.content, grounds.index.view.rfind(". ", place.line.content, start) + 2)
    has_the_task = going_on is None and HAS_THE_TASK.match(grounds.index.lower, floor, end)
    return bool(has_the_task) and not is_due(grounds, floor, end)


def _tells_of_a_person(grounds: Grounds, place: Place, frame: Frame, start: int, end: int) -> bool:
    """`Chiều cùng ngày, Phó Chủ tịch A đến kiểm tra …`, `Giám đốc Sở B trình bày báo cáo …`: what somebody did."""
    if frame.force != "bare" or not frame.leads or is_due(grounds, start, end):
        return False
    if any(lead.start not in grounds.index.persons and lead.start not in grounds.index.offices for lead in frame.leads):
        return False
    by = place.scope.by
    own = by is not None and any(
        grounds.text[lead.start : lead.end] == grounds.text[slice(*by)] for lead in frame.leads
    )
    return own or _DID.match(grounds.index.lower, frame.leads[-1].end, end) is not None


def _says_an_officer(grounds: Grounds, start: int) -> bool:
    """`Trước mắt, theo ông Khoát, các xã phải … trước ngày 20/11`: said by somebody whose office was told before."""
    said = _ACCORDING.match(grounds.index.lower, start)
    person = grounds.index.persons.get(said.end()) if said else None
    return person is not None and not is_of_the_people(grounds, (person.start, person.end))


def _met_and_decided(grounds: Grounds, place: Place, frame: Frame) -> bool:
    """`Hội nghị đã nghe báo cáo; thống nhất chủ trương …`: who met decides in the same sentence."""
    floor = max(place.line.content, grounds.index.view.rfind(". ", place.line.content, frame.at) + 1)
    return _MET.search(grounds.index.lower, floor, frame.at) is not None


def _goes_on_speaking(place: Place, start: int) -> bool:
    """`Bí thư giải thích …; đồng thời yêu cầu A …`: who speaks is named before, in the same line."""
    by = place.scope.by
    return by is not None and place.line.content <= by[0] < start


def _meant(grounds: Grounds, frame: Frame, start: int, end: int) -> bool:
    """Whether quoted words are meant as an order: they set a date, forbid, or are said by way of an order."""
    lower = grounds.index.lower
    return is_due(grounds, start, end) or bool(
        _FORBIDS.match(lower, frame.at, end) or _ORDERED.search(lower, start, end)
    )
