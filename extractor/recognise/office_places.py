"""Where the body of an office ends: its level and place, and the name of a person, which is none of it.

A person's name is a surname with one or more syllables after it that is no administrative unit.
"""

from __future__ import annotations

from extractor.lexicon.admin_units import find_units
from extractor.lexicon.names import name_words
from extractor.recognise.office_grammar import BodyPage, grammar_of_bodies, stops_name

_LONGEST_NAME = 6  # syllables of a capitalised run that are looked at
_LONGEST_NUMBER = 3  # digits of a numbered body (Quân khu 5, Tổ 12)
SCHOOLS = frozenset(("thpt", "thcs", "học", "non", "ptdtnt", "ptdtbt", "trường", "chuyên", "trú"))
_NAME_WORDS_TOO = frozenset(
    (
        "mai",
        "hà",
        "sơn",
        "lâm",
        "hồ",
        "cao",
        "kim",
        "thái",
        "châu",
        "giang",
        "phú",
        "yên",
        "ninh",
        "thạch",
        "danh",
        "bá",
        "từ",
    )
)
_SURE = name_words().middles
_BEFORE_PLACES = frozenset(("tỉnh", "huyện", "xã", "ủy", "phường", "phố", "quận", "trấn", "khu"))


def ends_a_name(page: BodyPage, end: int) -> bool:
    """Whether the words before `end` are a person's name."""
    words = page.tokens.words
    first = end
    while first > 0 and end - first < _LONGEST_NAME and _is_name_word(words[first - 1]):
        first -= 1
    return end - first >= 2 and any(words[i].lower() in name_words().surnames for i in range(first, end - 1))


def begins_name(page: BodyPage, at: int) -> bool:
    """Whether a person's name begins here: a surname and two more syllables, or one, and no unit of that name."""
    words, lows = page.tokens.words, page.tokens.lows
    if at >= len(words) or lows[at] not in name_words().surnames or not _is_name_word(words[at]):
        return False
    if at > 0 and _is_name_word(words[at - 1]) and lows[at] in _NAME_WORDS_TOO:
        return False
    end = name_run(page, at)
    if end - at < 2 or (lows[at + 1] not in name_words().middles and lows[at] not in name_words().common_surnames):
        return False
    if lows[at + 1] in name_words().surnames and end - at == 2 and find_units(" ".join(words[at:end])):
        return False
    return end - at >= 3 or not find_units(" ".join(words[at:end]))


def without_name(page: BodyPage, start: int, end: int) -> int:
    """The end of a body without a person's name that was taken for its place (`HĐND tỉnh Triệu Đình Lê`)."""
    lows = page.tokens.lows
    for index in range(start + 1, end - 1):
        after_unit = lows[index - 1] in _BEFORE_PLACES and lows[index] != "ban" and name_run(page, index) >= end
        if after_unit and place_end(page, index, after_unit=True) == index:
            return index
        if index - start > 2 and _full_name(page, index, end):
            return index
    return end


def level_end(page: BodyPage, at: int) -> int:
    """`tỉnh`, `huyện Bình Sơn`, `cấp huyện`, `thành phố Cẩm Phả`; `at` where no unit word stands."""
    lows = page.tokens.lows
    if at >= len(lows) or grammar_of_bodies().committees.match(lows, at) > at:
        return at
    start = at + 1 if lows[at] == "cấp" else at
    end = grammar_of_bodies().units.match(lows, start)
    if end == start:
        return at
    if lows[end - 1] in ("tp", "tx", "tt") and end < len(lows) and lows[end] == ".":
        end += 1
    return place_end(page, end, after_unit=True)


def place_end(page: BodyPage, at: int, after_unit: bool) -> int:
    """The end of the place name at `at`: a known unit, or after a unit word any short name that is no person's."""
    lows = page.tokens.lows
    if after_unit and is_number(page, at):
        return at + 1
    run = name_run(page, at)
    if run == at:
        return at
    known = _longest_unit(page, at, run)
    surname = lows[at] in name_words().common_surnames
    if known > at:
        rest = run - known
        if (
            rest in (0,)
            or not (surname and run - at in (3, 4))
            or (rest > 1 and known - at > 1 and lows[known] in name_words().surnames)
        ):
            return known
        return at
    if not after_unit:
        return at
    for split in range(at + 1, min(run - 1, at + 3)):
        if lows[split] in name_words().common_surnames and (
            not surname or run - at > 4
        ):  # thôn Trịnh Xuyên | Bùi Văn A
            return split
    if surname or (lows[at] in name_words().surnames and run - at > 2):
        return at
    return run if run - at <= 4 else at


def known_place(page: BodyPage, at: int) -> int:
    """The end of the known unit whose bare name stands at `at`, `at` itself where none does."""
    return place_end(page, at, after_unit=False)


def is_number(page: BodyPage, at: int) -> bool:
    """The number of a numbered body or quarter (`Quân khu 5`, `ấp 7`), no count (`Chủ tịch 12 xã`)."""
    lows = page.tokens.lows
    if at >= len(lows) or not lows[at].isdigit() or len(lows[at]) > _LONGEST_NUMBER:
        return False
    return (
        at + 1 >= len(lows)
        or not lows[at + 1][0].isalnum()
        or page.tokens.words[at + 1][0].isupper()
        or stops_name(page, at + 1)
    )


def _longest_unit(page: BodyPage, at: int, run: int) -> int:
    words = page.tokens.words
    if run < len(words) - 1 and words[run] == "-":  # Bà Rịa - Vũng Tàu
        both = name_run(page, run + 1)
        if find_units(" ".join(words[at : min(both, run + 3)])):
            return min(both, run + 3)
    for end in range(min(run, at + 4), at, -1):
        if find_units(" ".join(words[at:end])):
            return end
    return at


def _full_name(page: BodyPage, at: int, end: int) -> bool:
    """Whether a full name ends the body behind a name or number of its own: `Xí nghiệp Bình Lục | Trần Văn A`."""
    tokens = page.tokens
    before = tokens.words[at - 1]
    named = before.isdigit() or (_is_name_word(before) and tokens.lows[at - 1] not in SCHOOLS)
    return (
        named
        and 3 <= end - at <= 4
        and name_run(page, at) >= end
        and begins_name(page, at)
        and tokens.lows[at + 1] in _SURE
    )


def name_run(page: BodyPage, at: int) -> int:
    """The end of the run of capitalised words from `at`."""
    words = page.tokens.words
    end = at
    while end < len(words) and end - at < _LONGEST_NAME and _is_name_word(words[end]):
        end += 1
    return end


def _is_name_word(word: str) -> bool:
    return word[:1].isalpha() and word[:1].isupper()
