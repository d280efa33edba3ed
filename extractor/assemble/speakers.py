"""Who speaks at the opening of a clause: a person, an office, a body, or a pronoun for one of them."""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.actor_index import Speaker
from extractor.assemble.actors import ActorIndex, ActorList, read_actors
from extractor.assemble.grammar import COMPANY, grammar
from extractor.core.characters import UPPER
from extractor.lexicon.alternation import alternation
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import order_words

# words set between who speaks and the verb; `A đã tiếp thu các ý kiến, kiến nghị của …` has a verb of its own there
_INSERTION = re.compile(
    r",\s*(?!(?:[^,.;:\"]{0,60}\s)?(?:đã|đang|cùng|tiếp thu|ghi nhận|lắng nghe)\s)[^,.;:\"]{3,70},\s*"
)

_ADVERB_LEFT = re.compile(r"\s+(?:đồng thời|cũng|đã|còn)$")  # `Chính quyền xã | đồng thời yêu cầu …`
_DAY_OPENS = re.compile(r"\s*,?\s+(?:vào\s+)?(?:(?:sáng|trưa|chiều|tối|đêm)\s+)?(?=\S)")
# `Phó Chủ tịch A sau khi đi kiểm tra đã giao …`
_ON_BEHALF = re.compile(r"\s*,?\s+(?:thay mặt|thừa ủy quyền|được sự ủy quyền của)\s+(?:cho\s+)?")
_WHEN = re.compile(r"\s+(?:sau khi|trong khi|khi|sau|qua)\s[^,.;:]{3,90}?(?=\s+(?:đã|cũng|liền|thì|lại)\s)")

_ABOUT = re.compile(r"(?<!\w)(?:(?:riêng |còn )?(?:đối với|về phía|với)|riêng|còn|ngoài|trừ)\s+$")
_WHENCE = re.compile(r"\s*\([^()\n]{2,60}\)")  # `Cử tri Vi Văn A (thôn Tân Hòa) kiến nghị …`
_THIS_ONE = re.compile(r"\s+(?:này|đó|ấy|khác)(?=\s)")  # `Cử tri này kiến nghị …`
_GIVES_FOR = re.compile(
    r"\s*,?\s*(?:giao|yêu cầu)\s+(?:cho\s+)?(?:sở|ubnd|ủy ban|phòng|ban|công an|chi cục|trung tâm|các)\s"
)


def is_concerned(index: ActorIndex, start: int, at: int, behind: int, end: int) -> bool:
    """`Riêng đối với Sở A, yêu cầu trình …`, `riêng các xã biên giới giao Sở B …`: whom [at, behind) names is the one
    for whom the order holds, and neither speaks nor does what is given to another."""
    about = _ABOUT.search(index.lower, start, at)
    if about is None:
        return False
    alone = about.group().strip() in ("riêng", "còn")
    return bool(_GIVES_FOR.match(index.lower, behind, end)) if alone else index.view.startswith(",", behind)


def who_speaks(index: ActorIndex, at: int, end: int) -> Speaker:
    """Span of the speaker, the offset behind, and whether it is a body rather than a person or an office."""
    key = at, end
    if key not in index.speakers:
        speaker, behind, collective = _speaker_at(index, at, end)
        adverb = _ADVERB_LEFT.search(index.lower, speaker[0], speaker[1]) if speaker else None
        index.speakers[key] = ((speaker[0], adverb.start()) if speaker and adverb else speaker, behind, collective)
    return index.speakers[key]


def _speaker_at(index: ActorIndex, at: int, end: int) -> Speaker:
    words = grammar()
    if subject := read_actors(index, at, end):
        last = subject.actors[-1]
        if company := COMPANY.match(index.lower, subject.end, end):
            return (last.start, last.end), company.end(), not is_human(index, at, subject)
        named = not index.persons.keys().isdisjoint(range(last.start, last.end))
        whence = (_WHENCE if named else _THIS_ONE).match(index.view, subject.end, end)
        if whence and words.speak.match(index.lower, whence.end(), end):
            return (last.start, last.end), whence.end(), False
        occasion = _WHEN.match(index.lower, subject.end, end)
        if occasion and grammar().speak.match(index.lower, occasion.end(), end):
            return (last.start, last.end), occasion.end(), not is_human(index, at, subject)
        behalf = _ON_BEHALF.match(index.lower, subject.end, end)
        whose = read_actors(index, behalf.end(), end) if behalf else None
        if whose and (
            words.speak.match(index.lower, whose.end, end) or words.decide.match(index.lower, whose.end + 1, end)
        ):
            return (last.start, last.end), whose.end, not is_human(index, at, subject)
        if (said := _behind_day(index, subject.end, end)) is not None:
            return (last.start, last.end), said, not is_human(index, at, subject)
        inserted = _INSERTION.match(index.view, subject.end, end)
        told = inserted is not None and grammar().speak.match(index.lower, inserted.end(), end)
        behind = inserted.end() - 1 if inserted and told else subject.end
        return (last.start, last.end), behind, not is_human(index, at, subject)
    if pronoun := grammar().pronoun.match(index.lower, at, end):
        return pronoun.span(), pronoun.end(), False
    # `Chấp thuận đề nghị của tỉnh …`: what decides is nobody who asks
    opens_with_verb = grammar().verb.match(index.lower, at, end) or grammar().decide.match(index.lower, at, end)
    if not opens_with_verb and (unlisted := _unlisted().match(index.view, at, end)):
        person = next((index.persons[at] for at in range(*unlisted.span()) if at in index.persons), None)
        return (person.start, person.end) if person else unlisted.span(), unlisted.end(), False
    return None, at, False


def _behind_day(index: ActorIndex, at: int, end: int) -> int | None:
    """Behind the day between who speaks and the verb: `Thanh tra Bộ A (viết tắt) ngày 29-5 đã có văn bản yêu cầu …`."""
    opens = _DAY_OPENS.match(index.lower, at, end)
    stop = index.times.get(opens.end()) if opens else None
    return stop if stop and stop < end and grammar().speak.match(index.lower, stop, end) else None


@cache
def _unlisted() -> re.Pattern[str]:
    """One of the people or a house that no list knows, told by what it asks (`Già làng Y Bin đề nghị các cấp …`)."""
    words = order_words()
    asks = alternation(tuple(verb for verb in (*words.petitioning, *words.committing) if verb != "xin"))
    word = rf"(?!(?:{alternation(clause_words().no_speaker)})(?!\w))[^\s,.;:()\"]+"
    named = rf"(?!(?i:{alternation(clause_words().no_opening)})(?!\w))[{UPPER}][^\s,.;:()\"]*"
    adverbs = "(?:thì |cũng |đã |xin |kính |trân trọng |đồng thời |tiếp tục )*"
    verb = rf"(?=,?\s+{adverbs}(?:{asks})(?!\w)(?!\s(?:của|tại|này|nêu|trên|đó)\s))"
    return re.compile(rf"{named}(?:\s+{word}){{1,7}}?(?:\s*\([^()]{{2,40}}\))?(?<!vắc){verb}")


def is_human(index: ActorIndex, at: int, doers: ActorList) -> bool:
    """Whether the last of the doers at `at` is a person or the holder of one office."""
    last = doers.actors[-1]
    office = index.offices.get(at)
    names_person = not index.persons.keys().isdisjoint(range(last.start, last.end))
    return names_person or (office is not None and not office.plural)
