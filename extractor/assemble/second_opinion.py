"""Where a model speaks beside the rules: orders in words that no rule knows, and words that only look like one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import msgspec

from extractor.assemble.actors import Actor, read_actors
from extractor.assemble.clauses import OWN_SUBJECT
from extractor.assemble.decisions import only_agrees
from extractor.assemble.drafts import Draft, make_draft
from extractor.assemble.due import split_by_deadline
from extractor.assemble.entries import find_entries, skip_discourse
from extractor.assemble.frame import Frame
from extractor.assemble.frames import read_frame
from extractor.assemble.grounds import Grounds, Place, is_due
from extractor.assemble.kinds import HAS_THE_TASK, OF_THE_PAPER
from extractor.assemble.results import tells_how_far
from extractor.assemble.scenes import tells_meeting
from extractor.learned.calibration import ADDED, Facts, Scale, directive_features
from extractor.learned.models import Models
from extractor.learned.sentences import Opinion, Seen

_ASKS = 0.3  # from here a sentence that no rule reads is worth weighing
_ADDS = 0.6  # from here it is an order where no scale weighs
# what is over or going on
_TELLS = re.compile(r"(?=[đvtl])(?<!\w)(?:đã|vừa|đang|từng|luôn|đều)(?!\w)")
# `Dự án dài 102 km, khởi công từ tháng 1, dự kiến hoàn thành vào cuối năm`
_FORECASTS = re.compile(
    r"(?:theo [^,;]{3,60},\s*)?(?:đây là )?(?:dự án|công trình|tuyến|gói thầu|cầu|nhà máy|hồ|khu|bệnh viện|trường)"
    r"\s[^;]*?"
    r"\b(?:tổng mức|tổng vốn|quy mô|dài|rộng|khởi công|công suất|diện tích|do [^,]{3,60} làm chủ đầu tư)\s[^;]*"
    r"\b(?:dự kiến|theo kế hoạch|sẽ)\s"
)
_DESCRIBES = re.compile(
    r"(?:dự án|công trình|tuyến|gói thầu|cầu|nhà máy|hồ|khu)\s[^;:,]{0,60}?"
    r"có\s(?:tổng mức|tổng vốn|tổng chiều dài|quy mô|chiều dài|diện tích|công suất)\s"
    r"(?!.*\b(?:phải|cần|giao|yêu cầu)\s)"
)
# `Kỳ họp này có ý nghĩa rất quan trọng nhằm cụ thể hóa …`: what something means
_MEANS = re.compile(
    r"[^.;]*?(?<!\w)(?:có (?:một )?(?:ý nghĩa|vai trò|vị trí)|là (?:dịp|cơ hội|sự kiện|tiền đề|dấu mốc))(?!\w)"
    r"(?!.*(?<!\w)(?:phải|cần|giao|yêu cầu|đề nghị|lưu ý)\s)"
)
# `Thời gian: 7h00 ngày 05/9 (thứ Năm)`: when and where something takes place
_EVENT_SLOT = re.compile(
    r"(?:thời (?:gian|điểm)|địa điểm|thành phần|đối tượng|số lượng|trang phục|hình thức)"
    r"(?:\s*,?\s*(?:và\s+)?(?:địa điểm|tổ chức|diễn ra|thực hiện|tiến hành|dự kiến|họp|khai mạc|tham gia|tham dự))*\s*:"
)
_BY_THEN = re.compile(r"(?<!\w)(?:trước|chậm nhất|muộn nhất|xong|hoàn thành|hết ngày|trong vòng|không quá)(?!\w)")
_DID = re.compile(
    r"\s*(?:[^,.;:]{0,60}?\s)?(?:đã|đang|luôn|vẫn|vừa|mới)\s(?!(?:có |ký |ban hành )?"
    r"(?:yêu cầu|đề nghị|giao|chỉ đạo|đồng ý|nhất trí|thống nhất|dặn|văn bản|công văn|công điện|ý kiến))"
)
# `UBND phường đề xuất các giải pháp tháo gỡ, báo cáo Hội đồng …`
_WORKED_OUT = re.compile(
    r"\s+(?:(?:đã|cũng)\s+)?đề xuất\s+(?:(?:các|những|một số|nhiều)\s+)?"
    r"(?:giải pháp|biện pháp|hướng|cách|phương án|phương hướng)(?!\w)"
)
# `Nhiệm vụ cuối năm, Hội sẽ tiếp tục …`: what somebody means to go on with
_MEANS_TO = re.compile(r"\ssẽ (?:tiếp tục|tập trung|đẩy mạnh|chú trọng|tăng cường|nỗ lực|quan tâm)(?!\w)")
# `Sở A đã được giao …, khẩn trương thực hiện`
_ASKS_AFTER_ALL = re.compile(
    r"(?<!\w)(?:phải|cần|tiếp tục|khẩn trương|đề nghị|yêu cầu|giao|sớm|tập trung|có trách nhiệm|chủ động|thì|sẽ)(?!\w)"
)
_LOOSE = 4  # of fewer sentences hardly anything is known about their place


class Sentence(msgspec.Struct, frozen=True):
    """A sentence that was read, where it stands, and whether rules made orders of it."""

    start: int
    end: int
    place: Place
    made: bool


class _Carried(msgspec.Struct, frozen=True):
    """The doers of the order that a model added last, for what follows it in its line; rules were read without them."""

    line: int = -1
    leads: tuple[Actor, ...] = ()

    def over(self, draft: Draft, sentence: Sentence) -> Draft:
        """The order, taken over by these doers where it belongs to `sentence`, stands in their line and names none."""
        older = draft.inherited and draft.leads == sentence.place.carried
        mine = sentence.place.number == self.line and sentence.start <= draft.start < sentence.end
        if not mine or draft.kind != "task" or draft.rule in OWN_SUBJECT or (draft.leads and not older):
            return draft
        return msgspec.structs.replace(draft, leads=self.leads, inherited=True) if self.leads else draft


def weigh(grounds: Grounds, drafts: Sequence[Draft], read: Sequence[Sentence], models: Models) -> list[Draft]:
    """The orders that stand once the model was heard, in text order, each as sure as the scale says.

    Without a scale the orders of rules stand as they are, and what the model is sure of joins them. Of loose sentences
    none is dropped.
    """
    said = models.judge([describe(grounds, sentence) for sentence in read]) if models.judge else ()
    loose = len(read) < _LOOSE
    told = dict(zip(((sentence.start, sentence.end) for sentence in read), said, strict=False))
    weighed = [_weighed(grounds, draft, _sentence_of(draft, read), told, models.scale) for draft in drafts]
    carried = _Carried()
    for sentence, opinion in zip(read, said, strict=False):
        if sentence.made:
            weighed = [carried.over(draft, sentence) for draft in weighed] if carried.leads else weighed
            carried = _Carried()
        elif (
            not _decides_nothing(grounds, sentence)
            and not _tells_deeds(grounds, sentence, opinion)
            and _worth_weighing(grounds, sentence, opinion, loose, models.scale)
        ):
            added = _added(grounds, sentence, opinion, carried.leads if carried.line == sentence.place.number else ())
            weighed += [_weighed(grounds, draft, sentence, told, models.scale) for draft in added]
            carried = _Carried(sentence.place.number, added[-1].leads if added and added[-1].kind == "task" else ())
    if models.scale and not loose:
        weighed = [draft for draft in weighed if draft.confidence >= models.scale.least_for(draft.rule)]
    return sorted(weighed, key=lambda draft: (draft.start, draft.end))


def _worth_weighing(grounds: Grounds, sentence: Sentence, opinion: Opinion, loose: bool, scale: Scale | None) -> bool:
    """Whether a sentence that no rule reads may be an order; a loose one only if it names a deadline."""
    if loose:
        return opinion.order >= _ADDS and is_due(grounds, sentence.start, sentence.end)
    return opinion.order >= (_ASKS if scale else _ADDS)


def _decides_nothing(grounds: Grounds, sentence: Sentence) -> bool:
    """Whether a sentence only agrees with what was said or tells how a project stands; a model takes that for more."""
    start, end = sentence.start, sentence.end
    lower = grounds.index.lower
    if _DESCRIBES.match(lower, start, end) or (
        sentence.place.line.part == "body" and _FORECASTS.match(lower, start, end)
    ):
        return True
    if sentence.place.line.part == "body" and (
        OF_THE_PAPER.match(lower, start, end) or _MEANS.match(lower, start, end)
    ):
        return True
    if sentence.place.line.part == "body" and not grounds.official and tells_meeting(grounds, start, end):
        return not is_due(grounds, start, end)
    if sentence.place.line.part == "body" and HAS_THE_TASK.match(lower, start, end) and not is_due(grounds, start, end):
        return True
    if tells_how_far(grounds, start, end):
        return True
    if _EVENT_SLOT.match(lower, start, end) and not _BY_THEN.search(lower, start, end):
        return True
    return only_agrees(grounds.index, start, skip_discourse(grounds.index, start, end), end)


def _tells_deeds(grounds: Grounds, sentence: Sentence, opinion: Opinion) -> bool:
    """`Qua kiểm tra, các đơn vị đã quán triệt …`: what the subject of a sentence did, where nothing is asked of it."""
    index, start, end = grounds.index, sentence.start, sentence.end
    place = sentence.place
    if opinion.kind != "task":
        return False
    if place.line.part == "body" and place.scope.voice != "orders" and _MEANS_TO.search(index.lower, start, end):
        return True
    ordering = place.line.part != "body" or place.scope.voice == "orders"
    if ordering and _ASKS_AFTER_ALL.search(index.lower, start, end):
        return False
    for at in find_entries(index, skip_discourse(index, start, end), end):
        if doers := read_actors(index, at, end):
            if place.line.part == "body" and _WORKED_OUT.match(index.lower, doers.end, end):
                return True
            done = _DID.match(index.lower, doers.end, end)
            # `Thường trực HĐND huyện vừa họp …`: just now, whatever dates it tells of
            return done is not None and (done.group().strip() == "vừa" or not is_due(grounds, start, end))
    return False


def _sentence_of(draft: Draft, read: Sequence[Sentence]) -> Sentence | None:
    """The sentence that an order begins in; None for a row of a table or a labelled slot."""
    at = bisect_right(read, draft.start, key=lambda sentence: sentence.start) - 1
    return read[at] if at >= 0 and draft.start < read[at].end else None


def _weighed(
    grounds: Grounds,
    draft: Draft,
    sentence: Sentence | None,
    told: Mapping[tuple[int, int], Opinion],
    scale: Scale | None,
) -> Draft:
    if scale is None:
        return draft
    facts = Facts(draft.rule, draft.kind, draft.inherited)
    if sentence is not None:
        opinion = told.get((sentence.start, sentence.end))
        facts = Facts(
            rule=draft.rule,
            kind=draft.kind,
            inherited=draft.inherited,
            place=f"{'notice' if grounds.official else 'news'}.{sentence.place.line.part}",
            voice=sentence.place.scope.voice,
            tells=bool(_TELLS.search(grounds.index.lower, sentence.start, sentence.end)),
            dated=is_due(grounds, draft.start, draft.end),
            quoted='"' in grounds.index.view[sentence.start : sentence.end],
            opinion=opinion.order if opinion else None,
        )
    return msgspec.structs.replace(draft, confidence=scale.of_directive(directive_features(facts)))


def describe(grounds: Grounds, sentence: Sentence) -> Seen:
    """What the model is shown: the words and their place, not what rules made of them, so that it errs on its own."""
    start, end, place = sentence.start, sentence.end, sentence.place
    about = {
        "part": place.line.part,
        "label": bool(place.line.label),
        "voice": place.scope.voice,
        "by": bool(place.scope.by),
        "official": grounds.official,
        "due": is_due(grounds, start, end),
        "front": bool(place.front),
        "carried": bool(place.carried),
    }
    # the matching view: spellings that only differ in where a tone mark stands are one
    return Seen(start, end, grounds.index.lower[start:end], tuple(f"{name}={value}" for name, value in about.items()))


def _added(grounds: Grounds, sentence: Sentence, opinion: Opinion, carried: tuple[Actor, ...]) -> list[Draft]:
    """The order that no rule saw: whoever stands first in it does it, else whoever is in charge there.

    `carried`: the doers of an order that was added before it in its line.
    """
    start, end, place = sentence.start, sentence.end, sentence.place
    frame = read_frame(grounds.index, start, end)
    if frame is None:
        frame = Frame("bare", ADDED, start, _first_named(grounds, place, start, end), None, start)
    heirs: tuple[Actor, ...] = place.front if frame.rule in OWN_SUBJECT else carried or place.carried
    draft = make_draft(grounds, place, frame, opinion.kind, (start, end), heirs)
    draft = msgspec.structs.replace(draft, start=start, rule=ADDED)
    return split_by_deadline(grounds, draft)


def _first_named(grounds: Grounds, place: Place, start: int, end: int) -> tuple[Actor, ...]:
    """The doers that stand first, but for whoever speaks: `Bí thư A nhấn mạnh, nêu cao trách nhiệm …`."""
    by = place.scope.by
    speaker = grounds.text[slice(*by)] if by else None
    begin = skip_discourse(grounds.index, start, end)
    for at in find_entries(grounds.index, begin, end):
        if doers := read_actors(grounds.index, at, end):
            return tuple(doer for doer in doers.actors if grounds.text[doer.start : doer.end] != speaker)
    return ()
