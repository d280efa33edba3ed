"""Words of collective and elliptic doers: `các sở, ban, ngành`, `UBND các xã, phường`, `chủ đầu tư`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from extractor.lexicon.loading import load_json
from extractor.lexicon.orders import one_of


class ActorWords(msgspec.Struct, frozen=True):
    """The table `actors.json`, in lower case.

    `many` are heads of bodies that stand in many places (`Sở Y tế các tỉnh`); `bare_titles` need a body behind them and
    share it (`Bí thư, Chủ tịch UBND`). `relatives` open a clause that tells which of many are meant, up to the main
    verb; `conditions` open one only where an obligation follows (`các hộ chưa di dời phải …`). Several `people` beside
    one another are one group (`cán bộ, đảng viên, công chức`). `jobs` tell one by the job (`kế toán`, `GVCN`);
    `small_offices` open names of bodies that no other list knows (`Tổ nuôi dưỡng`) unless one of `no_offices` follows;
    by `selves` a document speaks of the body that it is about (`Liên minh phấn đấu …`). `things` are units that
    stand for those who run them (`các dự án …`), but not where some of them are meant (`dự án nào chậm …`). `bearers`
    open phrases for people or bodies of any kind (`chủ mỏ đá …`, `thợ vận hành …`), told from things by them where an
    obligation follows; `no_bearers` look like it and are none (`tăng trưởng`, `công viên`);
    `name_verbs` go on with a name behind such a head (`Tổ tư vấn …`). By `trades` one tells which of many do the work
    that they live by (`các cơ sở khám bệnh, chữa bệnh`). `clerk_verbs` behind those who
    govern are what they do, and tell no kind of them
    (`các xã gửi danh sách hộ cần giúp`).
    """

    about: str
    quantifiers: tuple[str, ...]
    units: tuple[str, ...]
    heads: tuple[str, ...]
    levels: tuple[str, ...]
    modifiers: tuple[str, ...]
    singles: tuple[str, ...]
    territories: tuple[str, ...]
    sectors: tuple[str, ...]
    many: tuple[str, ...]
    bare_titles: tuple[str, ...]
    relatives: tuple[str, ...]
    conditions: tuple[str, ...]
    people: tuple[str, ...]
    jobs: tuple[str, ...]
    small_offices: tuple[str, ...]
    no_offices: tuple[str, ...]
    selves: tuple[str, ...]
    things: tuple[str, ...]
    bearers: tuple[str, ...]
    no_bearers: tuple[str, ...]
    name_verbs: tuple[str, ...]
    trades: tuple[str, ...]
    clerk_verbs: tuple[str, ...]


@cache
def actor_words() -> ActorWords:
    """The word lists of `data/actors.json`."""
    return load_json("actors.json", ActorWords)


# of these there is one in each territory, none in a department
_SEATS = "ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|đảng ủy|huyện ủy|thành ủy|thị ủy|công an|mttq|ủy ban mttq"


@cache
def group_pattern() -> re.Pattern[str]:
    """One collective doer from its first word to the end of its modifiers, on the lower-case matching view."""
    words = actor_words()
    # `các cơ quan báo | cáo …`, `các sở, đơn vị, | ủy ban nhân dân các xã`
    committee = r"(?<=ủy ban)\s+(?:nhân dân|mặt trận|mttq|kiểm tra|bầu cử)(?!\w)"
    unit = rf"{one_of(words.units)}(?!(?<=báo)\s+(?:cáo|chí)(?!\w)|(?<=trường)\s+hợp(?!\w)|{committee})"
    units = rf"{unit}(?:\s*(?:,|/|-|;|và|hoặc|,\s*và)\s*{unit})*"
    place = (
        r"(?:(?:tỉnh|huyện|thành|thị|quận|đảng) ủy"
        r"|(?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn|đặc khu)(?! ủy)"
        r"|vùng|khu vực|trung ương|bộ|sở|ngành|đảng|địa phương|đơn vị|chính phủ"
        r"|(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|đảng bộ|đảng ủy)\s+"
        r"(?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|bộ))"
    )
    # `tuyến tỉnh, tuyến huyện`, `cấp tỉnh và cấp xã`
    place_of = r"(?:trung ương|tỉnh|huyện|xã|cơ sở|thành phố)(?!\w)"
    ranks = "|".join(rf"{rank} {place_of}(?:\s*(?:,\s*và|,|và)\s*{rank} {place_of})+" for rank in ("tuyến", "cấp"))
    modifier = (
        # an attribute of `các cơ quan`, else the verb: `các cơ quan liên quan | tham mưu đẩy nhanh …`
        rf"(?:\s+(?:chuyên trách\s+)?tham mưu(?:,|,? và)? giúp việc(?:\s+(?:(?:của|cho)\s+)?{place}(?!\w))?"
        r"|(?!(?<!cơ quan)(?<!các ban)\s+tham mưu(?! của ))\s+"
        r"(?:(?:của|(?:trực )?thuộc(?:\s*(?:,|và|/)\s*trực thuộc)?|ở|trong)\s+"
        rf"(?:toàn\s+)?(?:các\s+)?{place}(?!\w)(?:,\s*{place}(?!\w))*"
        rf"|(?:{ranks})|{one_of(words.modifiers)}|{one_of(words.levels)}"
        rf"|trên\s+địa\s+bàn(?:\s+(?:toàn\s+)?{place}(?!\w))?))"
    )
    # `các đoàn thể tỉnh`; `các sở, ngành trên`, but not `các đơn vị trên địa bàn`
    modifier = (
        rf"(?:{modifier}|\s+(?:tỉnh|huyện|thành phố|thị xã|quận)(?!\w)"
        r"|\s+(?:nêu |nói |kể )?trên(?=\s*[,.;:)]|\s*$|\s+(?:cần|phải|khẩn|phối|báo|thực|có trách|chịu trách)))"
    )
    workers = rf"(?:các|những|toàn thể|toàn bộ|tất cả các)\s+{one_of((*words.people, *words.jobs))}"
    quantified = rf"(?:{one_of(words.quantifiers)}\s+{units}|{workers})"
    heads = rf"{one_of(words.heads)}(?:\s*(?:,|và)\s*{one_of(words.heads)})*"
    # without `các`, several units make the plural: `Chủ tịch UBND xã, phường, đặc khu`
    territory = one_of(words.territories)
    # `UBND các huyện, thành phố | và cơ quan liên quan`: of those there is no UBND
    seated = rf"(?<!lãnh đạo )(?:chủ tịch |phó chủ tịch |thường trực )?(?:{_SEATS})(?!\w)"
    spread = rf"{one_of(words.quantifiers)}\s+{territory}(?:\s*(?:,|[-/]|và|hoặc|,\s*và)\s*{territory})*"
    apart = rf"{seated}\s+{spread}(?=\s*(?:,|và|,\s*và)\s+(?:(?:các|những)\s+)?(?:cơ quan|đơn vị|sở|tổ chức|chủ)\s)"
    chiefs = r"(?:người đứng đầu|thủ trưởng|lãnh đạo)"
    parts = r"(?:khoa|phòng|ban|bộ môn|tổ|đơn vị|bộ phận|trạm|cụm|thôn|bản|xóm|ấp|khóm|khu phố|khu)(?!\w)"
    slashed = rf"{unit}(?:\s?/\s?{unit})+"  # `Khoa/Viện/Bộ môn trực thuộc Trường`
    several = (
        rf"{chiefs}\s+{unit}(?:\s*(?:,|và|,\s*và)\s*{unit})+"
        rf"|trưởng\s+{parts}(?:\s*(?:,|và|,\s*và)\s*{parts})+"
        rf"|{heads}\s+{territory}(?:\s*(?:,|và|,\s*và|[-/])\s*{territory})+"
    )
    # `Cấp ủy, tổ chức đảng các cấp`, `Hội Nông dân, Hội Phụ nữ cấp xã`
    headed = rf"(?:{one_of(words.heads)}|{unit})"
    of_level = "tỉnh|huyện|xã|cơ sở|thành phố|quận|phường|trường|trung ương|bộ|ngành|trên|dưới|mình"
    all_levels = rf"{headed}(?:\s*(?:,|và|,\s*và)\s*{headed})+\s+(?:các cấp|cấp (?:{of_level}))(?!\w)"
    # `trưởng thôn, bí thư chi bộ xóm`
    person = rf"{one_of(words.people)}(?:(?<=chi bộ)\s+(?:thôn|xóm|bản|ấp|khóm|khu phố|buôn)(?!\w))?"
    all_of = r"(?:các|những|mọi|toàn thể|toàn bộ|tất cả(?: các)?)\s+"
    people = rf"(?:{all_of})?{person}(?:\s*(?:,|và|,\s*và|hoặc)\s*{person})+"
    return re.compile(
        r"(?:các cấp\s*(?:,|và)\s*các ngành(?:\s*(?:,|và)\s*các (?:địa phương|đoàn thể|tổ chức))?(?!\w)"
        rf"|{heads}\s+\d{{1,3}}\s+{units}|{apart}|{people}|(?:{heads}\s+)?{quantified}|{several}|{slashed}|{all_levels}"
        r"|sở(?:\s*,\s*ban)?(?:\s*,\s*|\s+-\s+)ngành(?!\w)"
        rf"|{heads}\s+{one_of(words.levels)}(?:\s*(?:,|và)\s*{one_of(words.levels)})*"
        rf"|{one_of(words.singles)}){modifier}*"
    )


_CHIEFS = ("người đứng đầu", "thủ trưởng", "lãnh đạo", "trưởng")


@cache
def group_openers() -> frozenset[str]:
    """The first words of all that `group_pattern` can match: asked before it, since most words open no group."""
    words = actor_words()
    return first_words((*words.quantifiers, *words.heads, *words.singles, *words.people, *_CHIEFS))


@cache
def small_openers() -> frozenset[str]:
    """The first words of people by their job, small offices, units and whoever a document speaks of as itself."""
    words = actor_words()
    listed = (*words.jobs, *words.people, *words.small_offices, *words.selves, *words.units, *words.heads, *_CHIEFS)
    return first_words((*listed, "bảo vệ", "chủ tịch", "bí thư", "giám đốc"))


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(phrase.replace(",", " ").split()[0] for phrase in phrases)


@cache
def bearer_pattern() -> re.Pattern[str]:
    """The head of a phrase for somebody, with `các` or a courtesy word: a listed one, or `… trưởng`, `… viên`."""
    words = actor_words()
    listed = (*words.bearers, *words.people, *words.jobs, *words.small_offices, *words.units, *words.singles)
    head = one_of(tuple(sorted({word for word in listed if word not in words.things})))
    by_ending = r"[^\s,.;:()\"]+\s(?:trưởng|viên|sĩ|sỹ)(?!\w)"
    quantified = rf"(?:{one_of(words.quantifiers)}\s+)?(?:(?:đ/c|đồng chí|ông|bà|anh|chị)\s+)?"
    return re.compile(rf"{quantified}(?!{one_of(words.no_bearers)})(?:{head}|{by_ending})")
