"""Petitions: a polite order that goes upwards, and lists of what is asked for."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.assemble.actors import Actor, read_actors
from extractor.assemble.asking import ASKED, PLEA
from extractor.assemble.frame import Frame
from extractor.assemble.grounds import Grounds, Place, is_named, names_of
from extractor.assemble.ranks import asks_upward, rank_of
from extractor.assemble.scope import Scope
from extractor.core.characters import matching_view
from extractor.lexicon.orders import one_of, order_words
from extractor.structure.outline import Line
from extractor.structure.sentences import split_sentences

_POLITE = tuple(f"order: {word}" for word in order_words().polite)
_FAVOUR = re.compile(rf"\s*,?\s*{one_of(order_words().favours)}")
# `Bệnh viện kiến nghị:` asks; `Về kiến nghị của tỉnh` opens the answers to what was asked
_ASKS = re.compile(
    r"(?!(?:về|đối với|giải quyết|giải đáp|phúc đáp|tiếp thu|trả lời|xử lý|các|một số|những)\s)"
    r".{0,80}(?:kiến nghị|đề xuất)(?!\w)[^.;]{0,80}$"
)
# `4. Kiểm tra, kiến nghị`: what is asked for stands among what is to be done
_AMONG_TASKS = re.compile(
    r"(?:(?:công tác|việc|về)\s+)?(?:kiểm tra|giám sát|thanh tra|tổ chức(?: thực hiện)?|thực hiện|phân công"
    r"|tuyên truyền|báo cáo"
    r"|tài chính|kinh phí|theo dõi)(?:(?:,|;|\s-|\svà)?\s\w+){0,3}(?:,|;|\svà)\s+(?:kiến nghị|đề xuất)$"
)
LISTED = "petition: listed"
_ASKS_THESE = re.compile(
    r"(?P<asks>(?:kiến nghị|đề xuất|đề nghị)\s(?:với\s)?)(?!các (?:xã|phòng|ngành|đơn vị|sở|huyện|địa phương|ban))"
    r"(?=(?:bộ|chính phủ|thủ tướng|trung ương|tỉnh|thành phố|huyện|ubnd|hđnd|tổng công ty|tập đoàn|cấp trên|đoàn|sở)\b)"
    r"[^.;:]{0,60}:\s*$"
)
_ASKS_HIM = re.compile(r"(?<!\w)(?:(?:kính )?(?:đề nghị|kiến nghị|mong)(?: với)?|kính trình|trân trọng đề nghị)\s")
_DEMANDS = re.compile(r"(?:\w+ ){0,2}?(?:yêu cầu|đề nghị|mong|xin)(?!\w)")
_FIRST_PERSON = frozenset(("tôi", "chúng tôi", "em", "chúng em", "bà con", "bà con chúng tôi"))
PRONOUNS = frozenset(("đồng chí", "ông", "bà", "anh", "chị"))  # stand for the speaker named before
_DEPARTMENT = re.compile(
    r"\bsở\b|(?<!văn )\bphòng\b|chi cục|trung tâm|ban quản lý|bệnh viện|trường (?:thpt|thcs|tiểu học|đại học|cao đẳng)"
)
_GOVERNS = re.compile(
    r"(?:ubnd|ủy ban nhân dân|thường trực|ban thường vụ|tỉnh ủy|huyện ủy|thành ủy|hđnd|chủ tịch ubnd"
    r"|chủ tịch ủy ban|bí thư|tỉnh|huyện|thành phố|thị xã)(?!\w)"
)
_BRANCH = re.compile(r"(?:xí nghiệp|chi nhánh|nhà máy|điện lực|đội|phân xưởng|(?!tổng )công ty)(?!\w)")
_PARENT_FIRM = re.compile(r"(?:tổng công ty|tập đoàn)(?!\w)")
_OFFICES = re.compile(
    r"(?:lãnh đạo |thủ trưởng |người đứng đầu )?các (?:sở|phòng|ban|ngành|cơ quan|đơn vị|địa phương|xã|phường|huyện"
    r"|thôn|tổ công tác|thành viên|chủ đầu tư|nhà thầu)(?!\w)"
)
_COMMUNE = 2  # in the ladder of levels
_COMMUNES_HAVE_OFFICES = "2025-07-01"
_OFFICE_OF_MANY = re.compile(r"(?:các |những )?(?:[^,]{0,40}, )?(?:phòng|ban)(?!\w)")
_OF_DISTRICT = re.compile(r"(?:huyện|quận|thị xã|thành phố|tỉnh)(?!\w)")
_FEW = 30  # characters
_HIGH = 3  # a body of a district or above
_PROVINCE = 4  # in the ladder of levels
_PLURAL = re.compile(r"(?:các|những|mỗi|từng)\s|ubnd các\s")


def is_polite(frame: Frame) -> bool:
    """Whether the order is put as a request (`đề nghị`, `mong`)."""
    return frame.rule.removeprefix("speaker ").startswith(_POLITE)


def asked_above(grounds: Grounds, line: Line) -> bool:
    """Whether the heading or lead-in above says that what follows is asked for (`Bệnh viện kiến nghị:`)."""
    if line.parent is None:
        return False
    above = grounds.lines[line.parent]
    words = grounds.index.lower[above.content : above.end].rstrip(" :")
    mixed = above.heading and not above.lead_in and _AMONG_TASKS.match(words)
    if (above.lead_in or above.heading) and _ASKS.match(words) and not mixed:
        return True
    names = names_of(grounds, asked_in_lead_in(grounds, above)) if above.lead_in else []
    upward = _serves(grounds.issuer, names) or all(asks_upward(grounds.issuer, name) for name in names)
    return bool(names) and upward


def asked_in_lead_in(grounds: Grounds, above: Line) -> tuple[Actor, ...]:
    """Whom a lead-in of a paper asks: `Sở A kính trình UBND tỉnh xem xét các nội dung sau:`."""
    last = split_sentences(grounds.index.view, above.content, above.end)[-1:]
    asks = list(_ASKS_HIM.finditer(grounds.index.lower, *last[0]))[-1:] if last and grounds.official else []
    asked = read_actors(grounds.index, asks[0].end(), above.end) if asks else None
    return asked.actors if asked else ()


def listed_request(grounds: Grounds, place: Place, frame: Frame | None, start: int) -> Frame | None:
    """An item of a report that stands under what somebody asks for (`Đáng chú ý, tỉnh đề nghị Bộ:`)."""
    line = place.line
    if line.part != "body" or line.parent is None or line.label is None:
        return None
    above = grounds.lines[line.parent]
    last = list(split_sentences(grounds.index.view, above.content, above.end))[-1:]
    asks = _ASKS_THESE.search(grounds.index.lower, *last[0]) if last else None
    if asks is None or (frame is not None and frame.speaker is not None):
        return None
    asked = read_actors(grounds.index, asks.end("asks"), asks.end())
    if place.scope.voice == "orders":
        who = grounds.text[max(last[0][0], asks.start() - _FEW) : asks.start()]
        if not any(asks_upward(who, name) for name in names_of(grounds, asked.actors if asked else ())):
            return None
    return Frame("petition", LISTED, start, asked.actors if asked else (), None, start)


def told_to_ask(
    grounds: Grounds, place: Place, frame: Frame | None, start: int, told: tuple[Actor, ...]
) -> Frame | None:
    """What those who are `told` in the words before, or by the heading above, are to ask of others is their work.

    `Giao Sở A rà soát, tham mưu, đề xuất, kiến nghị Bộ B …`; `2. Giao Sở A:` / `- Kiến nghị Bộ B …`.
    """
    if frame is None or frame.rule != PLEA or frame.speaker is not None:
        return None
    if place.line.part == "body":
        return None  # `Chủ tịch xã đề nghị công ty …, kiến nghị tỉnh …`: who speaks goes on asking
    doers = told
    if not doers and grounds.framed and place.line.part == "tasks" and not asked_above(grounds, place.line):
        doers = place.front
    names = names_of(grounds, doers)
    if not names or any(asked in names for asked in names_of(grounds, frame.leads)):
        return None
    return Frame("imperative", "order: to ask", start, at=start)


def asks_for_himself(grounds: Grounds, frame: Frame, scope: Scope) -> bool:
    """Whether one of the people asks: `Tôi đề nghị phường …`, or somebody who holds no office."""
    if grounds.official or frame.speaker is None or not _DEMANDS.match(grounds.index.lower, frame.at):
        return False
    if grounds.index.lower[slice(*frame.speaker)] in _FIRST_PERSON:
        ordered = not is_polite(frame) and scope.by is not None and not is_of_the_people(grounds, scope.by)
        return scope.voice != "orders" and not ordered  # `Ông A, Phó Giám đốc Sở, cho biết: "Chúng tôi yêu cầu …"`
    if frame.leads and all(_OFFICES.match(grounds.index.lower, lead.start) for lead in frame.leads):
        return is_polite(frame) and scope.voice != "orders"  # none of the people gives orders to `các phòng, ban`
    who = _who_asks(grounds, frame, scope)
    if who is None or not any(at in grounds.index.persons for at in range(*who)):
        return False
    return is_of_the_people(grounds, who) or (is_polite(frame) and _speaks_for_firm(grounds, frame, who))


def _speaks_for_firm(grounds: Grounds, frame: Frame, who: tuple[int, int]) -> bool:
    """`Tổng Giám đốc Công ty Dệt A đề nghị Công ty Điện lực B …`: a firm asks of others, and tells its own alone."""
    offices = _offices_of(grounds, grounds.text[slice(*who)])
    if not offices or not all(_OF_FIRM.search(office.lower()) for office in offices):
        return False
    asked = [grounds.text[lead.start : lead.end].lower() for lead in frame.leads if is_named(grounds, lead)]
    return bool(asked) and not any(name in office.lower() for name in asked for office in offices)


_OF_FIRM = re.compile(
    r"(?:giám đốc|chủ tịch hội đồng (?:quản trị|thành viên)|chủ nhiệm|chủ)\s+(?:nhà máy\s+|xí nghiệp\s+|chi nhánh\s+)?"
    r"(?:(?:tổng )?công ty|hợp tác xã|htx|doanh nghiệp|tập đoàn|nhà máy|xí nghiệp|khách sạn"
    r"|trang trại)(?! (?:điện lực|cấp nước|thủy lợi|môi trường|công ích))"
)


# `Cử tri xã A và các thôn lân cận đề nghị Nhà nước …`
_PEOPLE = re.compile(
    r"(?:(?:tại|trong|phát biểu tại|qua|cùng ngày|đồng thời|bên cạnh đó|ngoài ra|cũng tại)[^,.;:]{0,60},\s*)?"
    r"(?:(?:nhiều|một số|đa số|các|đại diện|đông đảo|phần lớn)\s+)*(?:ý kiến\s+)?(?:của\s+)?(?:các\s+)?"
    r"(?:cử tri|người dân|nhân dân|bà con|các hộ|hộ dân|hội viên|nông dân|công dân|tiểu thương|xã viên|công nhân"
    r"|người lao động|phụ huynh|doanh nghiệp|hợp tác xã)(?!\w)(?![^,.;:]{0,90}?\s(?:được|phải|cần)\s)"
)


def people_ask(grounds: Grounds, frame: Frame) -> bool:
    """Whether it is the people of a place who ask in a report."""
    if grounds.official or frame.speaker is None or not is_polite(frame):
        return False
    people = _PEOPLE.match(grounds.index.lower, frame.start, frame.at)
    return people is not None and frame.speaker[0] >= frame.start


def is_of_the_people(grounds: Grounds, who: tuple[int, int]) -> bool:
    """Whether no office is told of whoever bears the name, in full or its last part."""
    name = grounds.text[slice(*who)]
    if _leads_the_meeting(grounds.index.lower, matching_view(name).lower()):
        return False
    return all(not held for full, held in grounds.offices_held.items() if full == name or full.endswith(" " + name))


def stand_above(grounds: Grounds, asked: tuple[Actor, ...], by: tuple[int, int]) -> bool:
    """Whether one asked behind an announcement is over who makes it: `Sở A gửi kèm báo cáo, đề nghị UBND tỉnh …`."""
    own = rank_of(grounds.text[slice(*by)])
    for one in asked:
        rank = rank_of(grounds.text[one.start : one.end])
        if rank is None or _PLURAL.match(grounds.index.lower, one.start):
            continue
        if rank >= (own or _PROVINCE) and (rank > (own or 0) or _GOVERNS.match(grounds.index.lower, one.start)):
            return True
    return False


def asks_up(grounds: Grounds, frame: Frame, end: int, scope: Scope) -> bool:
    """Whether a polite order goes upwards; where the speaker's level is unknown, a favour asked of a high body does."""
    if frame.rule == "order: kính trình":
        return True  # `Kính trình UBND tỉnh xem xét`: papers are laid before those above alone
    speaker = _standing(grounds, frame, scope)
    addressed = names_of(grounds, frame.leads)
    addressed = [name for name in addressed if not _is_own_office(grounds, speaker, name)]
    if not addressed and frame.leads:
        return False
    upward = any(asks_upward(speaker, name) for name in addressed)
    if upward and not all(asks_upward(speaker, name) or rank_of(name) is None for name in addressed):
        return False  # `UBND tỉnh đề nghị các cơ quan Trung ương, các xã và hộ dân treo cờ`: asked of all alike
    if upward or (addressed and rank_of(speaker) == 0):
        return True
    who = _who_asks(grounds, frame, scope)
    if who and grounds.official and _is_first_person(grounds, who):
        who = None
    if who and _holds_no_office(grounds, who):
        return True
    if grounds.official and frame.speaker is None:
        belongs = _BRANCH.match((grounds.issuer or "").lower()) is not None
        return belongs and any(_PARENT_FIRM.match(name.lower()) for name in addressed)
    if _serves(speaker, addressed) or (
        who and _is_unlisted(grounds, who) and any((rank_of(n) or 0) >= 2 for n in addressed)
    ):
        return True
    if rank_of(speaker) is not None or (scope.voice == "orders" and scope.by != frame.speaker):
        return False
    high = any((rank_of(name) or 0) >= _HIGH for name in addressed)
    return high and bool(_FAVOUR.match(grounds.index.lower, frame.leads[-1].end, end))


def _is_own_office(grounds: Grounds, speaker: str | None, name: str) -> bool:
    """Whether one in charge of a commune speaks to its own offices: `Chủ tịch UBND xã đề nghị các phòng chuyên môn …`.

    Communes have had offices of their own since July 2025; one office of a paper before that is the district's.
    """
    if rank_of(speaker) != _COMMUNE or not _OFFICE_OF_MANY.match(name.lower()) or _OF_DISTRICT.search(name.lower()):
        return False
    return _PLURAL.match(name.lower()) is not None or (grounds.anchor.date or "")[:10] >= _COMMUNES_HAVE_OFFICES


def words_before(grounds: Grounds, at: int) -> str:
    """The few words right before an offset."""
    return grounds.index.lower[max(0, at - _FEW) : at].rstrip()


def tells_all(grounds: Grounds, frame: Frame, place: Place) -> bool:
    """Whether somebody in office says `đề nghị` to nobody by name (`đồng chí đề nghị, thời gian tới …`): an order."""
    if frame.rule != ASKED or frame.leads or frame.speaker is None:
        return False
    scope, lower = place.scope, grounds.index.lower
    polite = words_before(grounds, frame.at).endswith(order_words().polite)
    if _concludes(grounds, frame.speaker) and place.line.part == "tasks":
        return polite
    if polite and _has_last_word(lower, lower[slice(*frame.speaker)]):
        return True
    if scope.voice != "orders" or scope.by is None:
        return False
    chairs = lower[slice(*frame.speaker)] in PRONOUNS or scope.by == frame.speaker
    by = grounds.text[slice(*scope.by)]  # a name, or the title alone (`Thủ tướng`)
    offices = grounds.offices_held.get(by, ())
    return polite and chairs and rank_of(", ".join(offices) or by) is not None


def _concludes(grounds: Grounds, speaker: tuple[int, int]) -> bool:
    """Whether the speaker is the one whose conclusion the notice hands on (`Với tỉnh A, Thứ trưởng đề nghị …`)."""
    if not grounds.official or grounds.giver is None:
        return False
    giver, name = (" ".join(grounds.text[slice(*span)].lower().split()) for span in (grounds.giver, speaker))
    offices = grounds.offices_held.get(grounds.text[slice(*grounds.giver)], ())
    return name in giver or name in PRONOUNS or any(name in office.lower() for office in offices)


def _is_first_person(grounds: Grounds, who: tuple[int, int]) -> bool:
    """`Tôi`, `Chúng tôi`: in a notice, who gives it."""
    return grounds.index.lower[slice(*who)].startswith(("tôi", "chúng tôi"))


def _serves(speaker: str | None, addressed: list[str]) -> bool:
    """Whether a department speaks to those who govern on its own level (`Sở A đề nghị UBND tỉnh`)."""
    rank = rank_of(speaker) or 0  # of a project board no level is told
    if not _DEPARTMENT.search((speaker or "").lower()):
        return False
    return any(_GOVERNS.match(name.lower()) and (rank_of(name) or 0) >= rank for name in addressed)


def _is_unlisted(grounds: Grounds, who: tuple[int, int]) -> bool:
    """Somebody of several words whom no list knows: one of the people."""
    index = grounds.index
    known = any(at in group for at in range(*who) for group in (index.persons, index.bodies, index.offices))
    return not known and " " in grounds.text[slice(*who)]


def only_hopes(grounds: Grounds, frame: Frame, scope: Scope) -> bool:
    """Whether somebody in office hopes for something of nobody who could be told."""
    hopes = words_before(grounds, frame.at).endswith(("mong", "mong muốn"))
    return hopes and frame.rule == ASKED and not frame.leads and scope.voice == "orders"


def _who_asks(grounds: Grounds, frame: Frame, scope: Scope) -> tuple[int, int] | None:
    """The speaker of the frame; a pronoun stands for whoever spoke before."""
    if frame.speaker and grounds.index.lower[slice(*frame.speaker)] in PRONOUNS:
        return scope.by
    return frame.speaker


def _holds_no_office(grounds: Grounds, span: tuple[int, int]) -> bool:
    """A named person of whom no office is told anywhere: one of the people, who can only ask."""
    return grounds.offices_held.get(grounds.text[slice(*span)]) == () and is_of_the_people(grounds, span)


@lru_cache(maxsize=64)
def _has_last_word(lower: str, name: str) -> bool:
    """`Kết luận phiên họp, Thủ tướng A đề nghị …`: whoever closes the meeting asks nobody above."""
    closes = rf"(?<!\w)kết luận[^,.;:\n]{{0,60}},[^.;:\n]{{0,120}}?(?<!\w){re.escape(name)}(?!\w)"
    return " " in name and re.search(closes, lower) is not None


@lru_cache(maxsize=64)
def _leads_the_meeting(lower: str, name: str) -> bool:
    """`Phát biểu kết luận hội nghị, đồng chí A …`, `A chủ trì`: in office, though the text names none."""
    who = re.escape(name)
    leads = (
        rf"kết luận[^,.;:\n]{{0,60}},\s+(?:(?:đồng chí|đ/c|ông|bà)\s+)?{who}(?!\w)"
        rf"|(?<!\w){who}[^.;\n]{{0,80}}\s(?:chủ trì|kết luận)(?!\w)"
    )
    return re.search(leads, lower) is not None


def _standing(grounds: Grounds, frame: Frame, scope: Scope) -> str | None:
    """Words that tell the speaker's level: the offices of a person, the name of a body."""
    span = _who_asks(grounds, frame, scope) or scope.by or grounds.giver
    if span and grounds.official and _is_first_person(grounds, span):
        span = grounds.giver
    if span is None:
        return grounds.issuer if grounds.official else None
    name = grounds.text[span[0] : span[1]]
    return ", ".join(_offices_of(grounds, name)) or name


def _offices_of(grounds: Grounds, name: str) -> tuple[str, ...]:
    """The offices told of whoever bears the name, in full or, later on, its last part (`ông An`), or the bare title."""
    if held := grounds.offices_held.get(name):
        return held
    everybody = grounds.offices_held.items()
    if by_name := next((held for full, held in everybody if held and full.endswith(" " + name)), ()):
        return by_name
    title = matching_view(name).lower() + " "
    offices = (office for _, held in everybody for office in held if matching_view(office).lower().startswith(title))
    return tuple(offices)[:1]
