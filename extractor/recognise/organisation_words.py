"""How far the free words of a name of a body reach, and whether words open another name."""

from __future__ import annotations

import re

from extractor.lexicon.bodies import (
    Head,
    business_pattern,
    compound_pattern,
    heads_by_first_word,
    member_pattern,
    name_end_pattern,
    stranger_pattern,
    trades_pattern,
)
from extractor.recognise.name_shapes import (
    BLANK,
    LEVEL_WORD,
    SHORT_UNITS,
    WORD,
    capital_pattern,
    known_upper_name,
    place_after,
)
from extractor.recognise.organisation_places import (
    REGION,
    numbers,
    place,
)

LEVEL_WORDS = r"(?:tỉnh|huyện|xã|phường|thị trấn|quận|thị xã|thành phố|đặc khu)"
# an open group of bodies behind a head: `UBND các xã`, `BCĐ cấp huyện`, `Đảng ủy xã, thị trấn`
OPEN_GROUP = capital_pattern(
    rf"(?i:cùng cấp(?!\w)|(?:tất cả )?(?:các|những|hai|ba|mỗi|từng|\d+) (?:{LEVEL_WORDS}|cấp|địa phương|bộ|sở|ngành"
    r"|đơn vị|thôn|bản|cơ sở|tổ chức|đoàn thể|đảng bộ|chi bộ|địa bàn|ban|phòng)(?!\w)"
    r"|(?:hai |ba |\d+ )?cấp(?!\w)(?! ?\d| cứu| nước| thoát nước| điện)"
    r"|(?:địa phương|cơ sở(?! vật chất| hạ tầng)|trực thuộc|(?:có )?liên quan|tương ứng|nơi (?!nhận))(?!\w))"
    rf"|(?i:{LEVEL_WORDS}(?:,| và|/|, và) ?{LEVEL_WORDS}(?!\w)(?! (?:ủy|đoàn)))(?! \p{{Lu}}\w*)"
)
COMPANY = re.compile(
    r"(?:TNHH|MTV|CP|[Cc]ổ phần|[Mm]ột thành viên|hai thành viên|trách nhiệm hữu hạn|liên doanh|hợp danh"
    r"|và|&|-)(?!\w) ?"
)
_FIRM = re.compile(r"(?:Tổng )?[Cc]ông ty(?!\w)|Tập đoàn(?!\w)|Liên danh(?!\w)|Doanh nghiệp(?!\w)|Hợp tác xã(?!\w)")
_JOIN = re.compile(r" (?:và|&|-) | ?- ?|,? {1,2}(?:và )?")


def cased(words: str, head: Head) -> bool:
    if " " not in words.strip() and len(words) > 1 and words.lower() not in _NATURAL:
        return words.isupper() or (words[0].isupper() and (head.exact or words == "TTr"))
    return words[0].isupper() or not head.exact


_NATURAL = frozenset(
    (
        "bộ",
        "sở",
        "phòng",
        "ty",
        "cục",
        "vụ",
        "thuế",
        "quỹ",
        "hội",
        "viện",
        "trường",
        "trạm",
        "trại",
        "báo",
        "khoa",
        "đội",
        "xưởng",
        "tổ",
    )
)


def skip_blank(text: str, at: int) -> int:
    blank = BLANK.match(text, at)
    return blank.end() if blank else at


_NO_LEVEL = capital_pattern(r" ?(?:(?:ủy|đoàn|Ủy|ỦY|đội|viên)(?!\w)|Hội(?!\w| \p{Lu}))")  # huyện ủy, tỉnh Hội


_SHORT_LEVEL = re.compile(rf"({'|'.join(SHORT_UNITS)})\. ?(?=[^\W_])")


def level_piece(text: str, start: int, head: Head, depth: int = 0) -> int:
    if (short := _SHORT_LEVEL.match(text, start)) and (named := place_after(text, short.end(), SHORT_UNITS[short[1]])):
        return named.end  # `UBND P.Tân Định`
    word = LEVEL_WORD.match(text, start)
    if not word or _NO_LEVEL.match(text, word.end()):
        return 0
    if OPEN_GROUP.match(text, start):
        return -1
    after = skip_blank(text, word.end())
    named = place_after(text, after, word[0].lower().rstrip("."))
    if named:
        return named.end
    if word[0].upper().startswith(("TP.", "TX.")) and word[0].isupper():
        return start + 2 if word[0] in ("TP.", "TX.") else word.end()
    return word.end()


def closed_by_level(text: str, start: int, purpose: bool = False) -> int:
    """End of a name that runs over free words, commas and `và` to a level word (`… nhà dột nát huyện Bình Sơn`), or 0.

    With `purpose` the first words may be verbs that otherwise end a name (`Ban Chỉ đạo xây dựng …`).
    """
    at, count, crossed, new_member = start, 0, False, False
    while count < 18:
        if count and LEVEL_WORD.match(text, at):
            if crossed and text.startswith(", ", at - 2):
                return 0  # `Trạm Y tế Lũng Cao, thị trấn …`: another name of the list
            end = level_piece(text, at, _NO_HEAD)
            return end if end > 0 and _name_may_stop(text, end, crossed) else 0
        word = compound_pattern().match(text, at) or WORD.match(text, at)
        if not word:
            return 0
        if _SPEAKS.match(text, at):
            return 0  # `Đoàn kiểm tra | yêu cầu xã …`
        free = word[0][0].isupper() or " " in word[0] or (purpose and count < 2)
        if not free and name_end_pattern().match(text, at):
            return 0
        if count and text[at].isupper() and starts_body(text, at, new_member):
            return 0
        count += 1
        joint = _JOIN.match(text, word.end())
        if not joint:
            return 0
        new_member = len(joint[0].strip()) > 0
        crossed = crossed or "," in joint[0]
        at = joint.end()
    return 0


_NO_HEAD = Head((), "", "no")
# with these a body speaks: they stand in no name
_SPEAKS = re.compile(
    r"(?:(?:cũng|đã|vẫn|tiếp tục|đánh giá|ghi nhận|nhận thấy|nhận định)|yêu cầu|đề nghị|kiến nghị|lưu ý|nhấn mạnh"
    r"|đề xuất)(?!\w)"
)


def starts_body(text: str, at: int, any_head: bool = False) -> bool:
    """Whether another body's name starts here, from its head and the next word alone (no look into its tail).

    Heads that take free words (`Trung tâm`) may stand inside a name and count only with `any_head`.
    """
    word = WORD.match(text, at)
    found = heads_by_first_word().get(word[0].lower()) if word else None
    match = found[0].match(text, at) if found else None
    if not found or not match:
        return False
    head = found[1][str(match.lastindex)]
    if not cased(match[0], head) or (head.free and not any_head):
        return False
    following = skip_blank(text, match.end())
    if head.free == "company" and COMPANY.match(text, following):
        return True  # `Công ty | cổ phần …`
    if head.alone != "no" or LEVEL_WORD.match(text, following):
        return True
    if set("NFSHB") & set(head.tail):
        return text[following : following + 1].isupper() or text[following : following + 1].isdigit()
    return known_upper_name(text, following) is not None


def _name_may_stop(text: str, end: int, crossed: bool) -> bool:
    """A comma inside the name is only believed when a verb, a mark or the like follows the level."""
    following = text[end : end + 2]
    return not crossed or not following.strip() or following[0] in " ,.;:)\n"


_CITY_HERE = re.compile(r"T[Pp]\.? ?(?:HCM|Hồ Chí Minh)(?!\w)")
_RUN_JOINT = capital_pattern(r"(?: và | ?& ?| ?- ?|, )(?=\p{Lu})| {1,2}")
CAPITAL_SOON = capital_pattern(r"\w+ (?:\w+ )?\p{Lu}")
# after these words a name is over, but for a capital
_CLOSING = frozenset(
    ("quốc gia", "trung ương", "việt nam", "miền trung", "miền nam", "miền bắc", "miền tây", "miền đông", "toàn quốc")
)
_DEGREE = re.compile(r"(?:BS(?:CK ?(?:II?|[12]))?|Ths|ThS|TS|PGS|GS|KS|BsCK\w*)(?![\w&-])")  # of who heads the body
_LAST_MEMBER = capital_pattern(r"\p{Lu}\w*(?: \w+){0,4} và \p{Lu}")


def free_run(text: str, start: int, head: Head) -> int:
    """Words up to the first that ends a name. After a proper name (two capitals in a row, or a known place) a word in
    lower case ends it too, unless a capital follows soon (`Viện Lúa Đồng bằng sông Cửu Long`)."""
    at, end, count, capitals = start, 0, 0, 0
    while count < _MOST_WORDS:
        if head.free == "company" and (kind := COMPANY.match(text, at)):
            joins = kind[0].strip() in ("và", "&", "-")
            if joins and (not text[kind.end() : kind.end() + 1].isupper() or _FIRM.match(text, kind.end())):
                return end  # `Công ty CP A và | Công ty TNHH B`
            end, at = kind.end() - (text[kind.end() - 1] == " "), kind.end()
            continue
        if head.free == "company" and not count and (trades := _trades_end(text, at)):
            end, at, count = trades - 1, trades, 1
            continue
        word = compound_pattern().match(text, at) or WORD.match(text, at)
        if not word or _is_outside(text, word, head, end, count, capitals):
            return end
        capitals = capitals + 1 if text[at].isupper() and " " not in word[0] else 0
        count += 1
        if word[0] == "và":  # counts only with the word it joins: `Khoa Khám bệnh | và thu ngân`
            following = BLANK.match(text, word.end())
            if not following:
                return end
            at = following.end()
            continue
        end, at = _after_word(text, word, head, count)
        if not at:
            return end
    return end


_MOST_WORDS = 14


def _trades_end(text: str, at: int) -> int:
    """Behind the lines of business of a firm up to its proper name, 0 where another body stands among them."""
    trades = trades_pattern().match(text, at) or business_pattern().match(text, at)
    if trades is None:
        return 0
    commas = (joint.end() for joint in _MEMBER_JOINT.finditer(text, at, trades.end()))
    others = [trades.end(), *commas]
    named = (o for o in others if text[o].isupper() and not known_upper_name(text, o))  # `xây lắp Trường Sơn`
    return 0 if any(starts_body(text, o, any_head=True) for o in named) else trades.end()


def _is_outside(text: str, word: re.Match[str], head: Head, end: int, count: int, capitals: int) -> bool:
    """Whether a word stands outside the name that reaches to `end`, with so many capitalised words at its end."""
    at = word.start()
    if _DEGREE.match(text, at) or (word[0][0].isdigit() and (not count or not numbers(text, word.end()))):
        return True
    if text[at].isupper():
        other = starts_body(text, at) or ("L" in head.tail and _CITY_HERE.match(text, at))
        return bool(count and text[at - 1] != "-" and other)
    placed = capitals > 0 and bool(place(text, _word_start(text, end)))
    over = _ends_name(text, at, word[0]) or placed or (capitals > 1 and not CAPITAL_SOON.match(text, at))
    return over and not word[0].isdigit()


def _after_word(text: str, word: re.Match[str], head: Head, count: int) -> tuple[int, int]:
    """End of the name with this word, and where its next word begins, 0 where it has none."""
    end = word.end()
    joint = _RUN_JOINT.match(text, end)
    if not joint or (joint[0].strip() and not _joins(text, joint, head)):
        end = _further_member(text, end, head) or end
        joint = BLANK.match(text, end) if end > word.end() else None
        return end, joint.end() if joint else 0
    closed = (word[0].isdigit() or word[0].lower() in _CLOSING) and count > 1
    return end, 0 if closed and text[joint.end() : joint.end() + 1].islower() else joint.end()


_MEMBER_JOINT = re.compile(r" ?, (?:và )?| (?:và|&) ")
_NO_MEMBERS = frozenset(("sở", "bộ", "công ty", "ngân hàng"))  # bodies whose lists of sectors are lists of bodies


def _further_member(text: str, end: int, head: Head) -> int:
    """End of a word that goes on the name after a comma or `và` (`Chăn nuôi và thú y`), or 0."""
    joint = _MEMBER_JOINT.match(text, end)
    if not joint or head.words[:1] == () or head.words[0] in _NO_MEMBERS:
        return 0
    member = member_pattern().match(text, joint.end())
    if not member or starts_body(text, joint.end(), any_head=True):
        return 0
    return member.end() if "," not in joint[0] or not text[joint.end()].isupper() or " " not in member[0] else 0


def _word_start(text: str, end: int) -> int:
    return text.rfind(" ", 0, end) + 1


def _ends_name(text: str, at: int, word: str) -> bool:
    return " " not in word and bool(
        name_end_pattern().match(text, at) or LEVEL_WORD.match(text, at) or REGION.match(text, at)
    )


def _joins(text: str, joint: re.Match[str], head: Head) -> bool:
    """Whether `và` or a comma before a capital goes on within one name (`Văn hóa, Thể thao và Truyền thông`)."""
    if head.free == "company" and joint[0].strip() == ",":
        return False
    if joint[0] == "-" and text[joint.end() : joint.end() + 2].isupper():
        return True  # Trung tâm VH-TT
    if starts_body(text, joint.end(), any_head=True) or LEVEL_WORD.match(text, joint.end()):
        return False
    if stranger_pattern().match(text, joint.end()):
        return False
    if joint[0].strip() == ",":
        return bool(_LAST_MEMBER.match(text, joint.end()))
    return True


def free_words(text: str, start: int) -> int:
    """End of a member of a list in free words (`Thủy lợi Bắc Hà Tĩnh`), or 0."""
    return free_run(text, start, _NO_HEAD)
