"""How names of Vietnamese bodies are built: their heads, what may follow a head, and the words at which a name ends.

The tail of a head is a string of pieces, tried in that order (`UBND` takes a level, `Sở` a sector):

    L  level word with or without a name (`tỉnh`, `huyện Bình Sơn`)   P  a known place name (`Tỉnh ủy Đắk Lắk`)
    B  another body (`Thường trực` + `Huyện ủy`)                      X  a body by role (`Đảng ủy` + `Bệnh viện`)
    S  a sector (`Sở` + `Tài chính`)                                  V  `Việt Nam`, `Trung ương`
    K  a number or region (`khu vực IV`, `số 3`)                      N  a run of capitalised words
    T  what a committee is for (`xóa nhà tạm, nhà dột nát`)           F  free words up to one that ends a name
    Z  a zone (`Khu kinh tế Dung Quất`)                               H  a kind of school (`THPT`)
    C  `của` + level or body                                          W  a village, street block (`thôn Nà Lẹng`)
    Q  a foreign country, `tại Việt Nam` behind it                   R  a region (`Tây Bắc`, `vùng Đông Nam Bộ`)
    D  the number of a unit of the armed forces (`Quân khu 2`)        U  what a unit does, in lower case (`nuôi dưỡng`)
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from extractor.core.characters import UPPER
from extractor.lexicon.abbreviations import abbreviations
from extractor.lexicon.alternation import alternation
from extractor.lexicon.loading import load_json
from extractor.lexicon.orders import one_of, order_words

# yes: needs no tail, but a capital; lower: may even be lower case; no: is no name without a tail
Alone = Literal["yes", "lower", "no"]


class Head(msgspec.Struct, frozen=True):
    """First words of a name (lower case). `free` says how the first free word must look; `exact` asks for a capital."""

    words: tuple[str, ...]
    tail: str
    alone: Alone
    free: Literal["", "capital", "any", "known", "company", "school", "press", "lower"] = ""
    sector: bool = False
    open: bool = False
    exact: bool = False
    skip: tuple[str, ...] = ()


class BodyWords(msgspec.Struct, frozen=True):
    """`no_head_after`: words (lower case) behind which a head is part of another word (`giao` + `ban`).

    `pairs` are words whose second syllable alone would end a name, met with a capital (`Xây dựng`); `coined` are
    heads of bodies that may have a foreign short form (`Tổng công ty … (EVNNPT)`); `members` go on a name in free
    words after a comma or `và` (`Chi cục Chăn nuôi và thú y`), `strangers` never do, even with a capital (`… và Nhà
    đầu tư`); `duties` name a unit in lower case (`Đội quản lý trật tự đô thị`), `business` stands so before the name of
    a firm (`HTX dịch vụ nông nghiệp Tân Mỹ`); `built` is what an office
    makes, so that `Sở | xây dựng phương án` is no name. Bodies whose heads open with `of_province` are none of a
    district.
    """

    about: str
    sectors: tuple[str, ...]
    heads: tuple[Head, ...]
    topics: tuple[str, ...]
    compounds: tuple[str, ...]
    pairs: tuple[str, ...]
    members: tuple[str, ...]
    strangers: tuple[str, ...]
    duties: tuple[str, ...]
    business: tuple[str, ...]
    built: tuple[str, ...]
    name_ends: tuple[str, ...]
    roles: tuple[str, ...]
    list_heads: tuple[str, ...]
    office_codes: frozenset[str]
    no_head_after: dict[str, tuple[str, ...]]
    short_heads: frozenset[str]
    coined: tuple[str, ...]
    verbs_in_names: frozenset[str]
    of_province: tuple[str, ...]


@cache
def body_words() -> BodyWords:
    """The table `data/bodies.json`."""
    return load_json("bodies.json", BodyWords)


def flexible(words: str) -> str:
    """A pattern for a wording with its commas, dashes and `và` written any usual way."""
    out = []
    for piece in re.split(r"(, và |, | và | - | )", words):
        if piece in (", ", ", và "):
            out.append(r"(?:, ?(?:và )?| ?- ?| và | )")
        elif piece == " và ":
            out.append(r"(?:,? và | ?[&-] ?| )")
        elif piece == " - ":
            out.append(r"(?: ?- ?| và | )")
        elif piece == " ":
            out.append(" {1,2}")
        else:
            out.append(re.escape(piece))
    return "".join(out)


def _any_of(wordings: tuple[str, ...]) -> str:
    return rf"(?:{alternation(wordings, flexible)})(?!\w)"


@cache
def sector_pattern() -> re.Pattern[str]:
    """A sector in words, or in letters (`NN&PTNT`, `LĐ-TB&XH`, `Nông nghiệp và PTNT`); longest first."""
    codes = sorted({e.short for e in abbreviations() if e.kind == "sector"}, key=len, reverse=True)
    parts = [[re.escape(part) for part in re.split("[&,-]", code)] for code in codes]
    # a comma between two codes parts two sectors (`TC, KH`); within one it needs three parts (`LĐ, TB&XH`)
    loose = "|".join((r" ?[&,\-]? ?(?:và )?" if len(p) > 2 else r" ?[&\-]? ?(?:và )?").join(p) for p in parts)
    mixed = r"Nông nghiệp (?:và|&) PTNT|Lao động ?,? ?-? ?TB ?(?:và|&) ?XH|Văn hóa,? TT ?(?:và|&) ?DL"
    return re.compile(rf"(?:{mixed}|(?i:{_any_of(body_words().sectors)})|(?:{loose})(?!\w))")


@cache
def topic_pattern() -> re.Pattern[str]:
    """What a committee is for, with or without a leading `về`, `thực hiện`."""
    return re.compile(
        rf"(?i:(?:(?:về|thực hiện|triển khai|chỉ đạo|công tác) (?:công tác )?)?{_any_of(body_words().topics)})"
    )


@cache
def name_end_pattern() -> re.Pattern[str]:
    """A word at which a body's name is over: the list of its own, and the verbs of orders of two words or more."""
    words, orders = body_words(), order_words()
    verbs = {w for w in (*orders.verbs, *orders.adverbs, *orders.speaking) if " " in w} - words.verbs_in_names
    return re.compile(one_of((*words.name_ends, *verbs)))


@cache
def compound_pattern() -> re.Pattern[str]:
    """Two or more words of a name of which one alone would end it (`dự án`, `công trình`, `đầu tư xây dựng`)."""
    words = body_words()
    return re.compile(rf"(?:(?i:{alternation(words.compounds)})|(?=[{UPPER}])(?i:{alternation(words.pairs)}))(?!\w)")


@cache
def member_pattern() -> re.Pattern[str]:
    """A word that goes on a name in free words after a comma or `và`."""
    return re.compile(rf"(?i:{alternation(body_words().members)})(?!\w)")


@cache
def stranger_pattern() -> re.Pattern[str]:
    """A word with a capital that is another doer, no further word of a name."""
    return re.compile(rf"(?i:{alternation(body_words().strangers)})(?!\w)")


@cache
def duty_pattern() -> re.Pattern[str]:
    """What a unit is for, in lower case."""
    return re.compile(rf"(?:{alternation(body_words().duties)})(?!\w)")


@cache
def business_pattern() -> re.Pattern[str]:
    """What a firm does, in lower case, before the capital of its name."""
    return re.compile(rf"(?:(?:{alternation(body_words().business)})(?:, | và | - | ))+(?=[{UPPER}])")


_TRADES_IN_NAME = 9


@cache
def trades_pattern() -> re.Pattern[str]:
    """The lines of business of a firm, a comma among them, before its proper name: `Quản lý, khai thác công trình
    thủy lợi` + `Quảng Ngãi`."""
    words = body_words()
    known = {*words.business, *words.pairs, *words.compounds, *words.members, *words.verbs_in_names}
    word = rf"(?i:{alternation(tuple(known))}|quản lý|khai thác|công cộng|bộ)(?!\w)"
    joint = r"(?:, (?:và )?| và | & | - | )"
    return re.compile(
        rf"(?={word}(?: {word}){{0,2}},)(?:{word}{joint}){{2,{_TRADES_IN_NAME}}}(?=[{UPPER}]\w|\d{{1,4}}\b)"
    )


@cache
def heads_by_first_word() -> dict[str, tuple[re.Pattern[str], dict[str, Head]]]:
    """First word (lower case) → pattern of all heads that start so (longest first), and head by its words."""
    grouped: dict[str, dict[str, Head]] = {}
    for head in body_words().heads:
        for words in head.words:
            first = re.split(r"[ .]", words)[0]
            grouped.setdefault(first, {})[words] = head
    found = {}
    for first, heads in grouped.items():
        ordered = sorted(heads, key=len, reverse=True)
        pattern = "|".join(f"({flexible(w)})" for w in ordered)
        found[first] = (
            re.compile(rf"(?i:{pattern})(?:(?<=\.)|(?!\w))"),
            {str(i + 1): heads[w] for i, w in enumerate(ordered)},
        )
    return found
