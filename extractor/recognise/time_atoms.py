"""What the rules for single calendar expressions share: atoms, numbers, months, clock times, and how they are run.

Every repetition in the patterns is bounded, so that a run over a text is linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import msgspec

from extractor.core.calendar import Expression
from extractor.core.characters import lower_case
from extractor.core.cued import opened
from extractor.lexicon.alternation import alternation
from extractor.lexicon.calendar_words import calendar_words
from extractor.recognise.tokens import word_places


class Atom(msgspec.Struct, frozen=True):
    """A found expression before it is joined with its neighbours. The higher `rank` wins an overlap."""

    start: int
    end: int
    rule: str
    expression: Expression
    rank: int = 0


# None where the words match and the numbers do not
Builder = Callable[[re.Match[str]], Expression | None]


class Rule(msgspec.Struct, frozen=True):
    """A pattern of the matching view and what it means."""

    name: str
    pattern: re.Pattern[str]
    build: Builder
    rank: int


_START = r"(?<!\w)"


def rule(name: str, pattern: str, build: Builder, rank: int) -> Rule:
    """A rule that starts at a word's start and ignores case."""
    return Rule(name, re.compile(_START + pattern, re.IGNORECASE), build, rank)


# Blanks of a wrapped or scanned line: `30/6/ 2022`, `ngày\n30/6`, `ngày30/6`. Never an empty line.
GAP = r"(?: {0,4}\n? {0,8})"
BLANK = r"(?: (?: {0,3}\n? {0,8})|\n {0,8})"  # its first sign first: where that is none, nothing is tried
YEAR = r"(?:19|20)\d\d(?!\d|[.,]\d)"
WORD_END = r"(?!\w)"
DAY_NUMBER = r"(?P<day>\d{1,2})"
MONTH_NUMBER = r"(?P<month>\d{1,2})"
# `12/3-30/4`: behind the dash stands another day
FIGURES_END = r"(?![/\w]|[.,]\d|-\d(?!\d?[/.]\d{1,2}(?!\d)))"
LUNAR = rf"(?P<lunar>{GAP}\(?(?:âm{BLANK}lịch|ÂL)\)?)?"
PART_OF_DAY = r"(?:sáng|trưa|chiều|tối|đêm)"
# `lần thứ 3 ngày 7/12`, `kỳ họp thứ 6 (ngày 5/7)` count something
WEEKDAY = (
    r"(?<!lần )(?<!kỳ họp )(?<!phiên họp )(?<!ngày làm việc )"
    rf"(?:thứ{BLANK}(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ{BLANK}nhật)"
)
# `/2023`, `-2023`, ` năm 2023`, `, năm 2023`
NEEDS_YEAR = rf"(?:{GAP}[/.-]{GAP}|{GAP},?{GAP}(?:của{BLANK})?năm{GAP})(?P<year>{YEAR})"
MAYBE_YEAR = rf"(?:{NEEDS_YEAR})?"
# as above, and a bare ` 2023`
OF_YEAR = rf"(?:{GAP}(?:[/,.-]{GAP}|(?:của{BLANK})?)(?:năm{GAP})?(?P<year>{YEAR}))?"


def words_pattern(words: Iterable[str]) -> str:
    """An alternation of words, longest first, with any blank between syllables."""
    return alternation(words, lambda part: re.escape(part).replace(r"\ ", BLANK))


_COUNT_BEFORE = re.compile(
    r"(?:(?P<ordinal>tháng|quý|thứ|ngày|mùng)\s+)?"
    r"(?:[\d.,/-]*(?P<digit>\d)|(?P<word>một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|chục|trăm|vài|mấy|các|những|nhiều|mọi|bao))\s+\Z"
)


# `Chương trình 135 năm nay`, `Nghị quyết 50 năm 2022`, `ở xóm 7 năm nay`: the number is a name
NAMED_BY_NUMBER = re.compile(
    r"(?<!\w)(?:trình|quyết|định|thị|tư|luật|án|lộ|lệnh|bệnh viện|quân khu|đoàn"
    r"|xóm|thôn|ấp|khóm|dân phố)(?:\s+số)?\s+\d{1,4}\s+\Z",
    re.I,
)


def is_counted(found: re.Match[str]) -> bool:
    """Whether a number stands before what was found: `hai năm nay`, `những tháng tới`, but not `tháng 8 năm nay`."""
    said = found.string[max(0, found.start() - 24) : found.start()].lower()
    if NAMED_BY_NUMBER.search(said):
        return False
    before = _COUNT_BEFORE.search(said)
    return before is not None and before["ordinal"] is None and not (before["digit"] and "/" in before[0])


def number_pattern() -> str:
    return rf"\d{{1,4}}+|{words_pattern(calendar_words().numbers)}"


# `tháng VIII/2022`, `tháng XI`; a single letter is a month only before its year (`tháng X` may stand for any)
ROMAN_MONTH = (
    r"(?-i:VIII|VII|VI|IV|IX|III|II|XII|XI)(?!\w)"
    rf"|(?-i:[IVX])(?={GAP}[/.-]{GAP}{YEAR}|{BLANK}năm{BLANK}{YEAR})"
)
_ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def month_pattern() -> str:
    return rf"\d{{1,2}}(?!\d)|(?:{words_pattern(calendar_words().months)}){WORD_END}|{ROMAN_MONTH}"


def number_of(text: str) -> int:
    """`05` or `năm` → 5; 0 where it is neither."""
    text = " ".join(text.lower().split())
    return int(text) if text.isdigit() else calendar_words().numbers.get(text, 0)


def month_of(text: str) -> int:
    if text in _ROMAN_MONTHS:
        return _ROMAN_MONTHS.index(text) + 1
    text = " ".join(text.lower().split())
    return int(text) if text.isdigit() else calendar_words().months.get(text, 0)


def day_words_pattern() -> str:
    return words_pattern(calendar_words().days)


def day_of(text: str) -> int:
    """`26` or `hai mươi sáu` → 26; 0 where it is neither."""
    text = " ".join(text.lower().split())
    return int(text) if text.isdigit() else calendar_words().days.get(text, 0)


def full_year(text: str | None) -> int | None:
    """`2022` → 2022, `22` → 2022; None stays None."""
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def clock_pattern(name: str) -> str:
    """A clock time: `17h00`, `17 giờ 00 phút`, `8h30'`, `14 giờ`, `19:33:05`."""
    return (
        rf"(?:(?P<h{name}>[01]?\d|2[0-4]){GAP}(?:"
        rf"(?:giờ|h|g){GAP}(?P<m{name}>[0-5]\d)?(?:{GAP}(?:phút|ph|p(?!\w)|'))?"
        rf"|:{GAP}(?P<n{name}>[0-5]\d)(?::[0-5]\d)?(?!\d))(?!\w))"
    )


def clock_of(found: re.Match[str], name: str) -> tuple[int | None, int | None]:
    """Hour and minute of a `clock_pattern`, (None, None) where it took no part."""
    groups = found.groupdict()
    if not groups.get(f"h{name}"):
        return None, None
    return int(groups[f"h{name}"]), int(groups.get(f"m{name}") or groups.get(f"n{name}") or 0)


# What a rule may begin with, besides a digit: every rule is tried at these places only. Glued words count
# (`ngày30/6`, `haitháng`), so this is how an expression begins, not its first word.
_OPENING = re.compile(
    r"\d|t\d|q(?:[\div]|$)|quý|các|những|khoảng|trên|hơn|gần|trong|trước|từ|tới|đến|hết|đầu|giữa|cuối|nửa|ngày|tuần"
    r"|tháng|năm|thứ|chủ|sáng|trưa|chiều|tối|đêm|hôm|cùng|cả|sang|rằm|mùng|mồng|tết|giỗ|thượng|trung|hạ|gia|giao thừa"
    r"|nhiệm|thời|niên|hằng|hàng|mỗi|cứ|định|một|hai|ba(?!n$)|bốn|sáu|bảy|bẩy|tám|chín(?!h$)|mười|hăm$|hễ$|cách$|mai$|mốt$"
)
# a feast behind a bound
_FEAST_BEHIND = opened(
    r"(?:trước|nhất|dịp|đúng|kịp|(?<=nhất )là) (?=[^\W\d])", "trước ", "nhất ", "dịp ", "đúng ", "kịp ", "là "
)


@lru_cache(maxsize=2)  # the rules of a text come in two batches
def _openings(view: str) -> list[int]:
    opening = {at for word, starts in word_places(view).items() if _opens(word) for at in starts}
    return sorted(opening.union(bound.end() for bound in _FEAST_BEHIND.finditer(lower_case(view))))


@lru_cache(maxsize=4096)
def _opens(word: str) -> bool:
    return _OPENING.match(word) is not None


_GROUP = 12  # of rules that are asked at once whether any of them fits
_NAMED = re.compile(r"\(\?P<\w+>")


@lru_cache(maxsize=4)
def _grouped(rules: tuple[Rule, ...]) -> list[tuple[tuple[Rule, ...], re.Pattern[str]]]:
    """The rules in groups, each with a pattern that fits where any of its rules does: most places fit none."""
    single = [
        rule for rule in rules if "(?P=" in rule.pattern.pattern
    ]  # refers to a group, which has no name in a screen
    others = [rule for rule in rules if rule not in single]
    groups = [tuple(others[at : at + _GROUP]) for at in range(0, len(others), _GROUP)] + [(rule,) for rule in single]
    return [(group, _screen(group)) for group in groups]


def _screen(group: tuple[Rule, ...]) -> re.Pattern[str]:
    """What fits, in lower case, where any of the rules fits: to look without regard to case takes twice as long.

    That a word starts there is known of every place.
    """
    sources = [_lowered(rule.pattern.pattern.removeprefix(_START)) for rule in group]
    return re.compile(sources[0] if len(group) == 1 else "|".join(f"(?:{_NAMED.sub('(?:', one)})" for one in sources))


def _lowered(pattern: str) -> str:
    """The pattern with its letters in lower case; escapes (`\\W`) and the names of groups stay."""
    kept = re.compile(r"\\.|\(\?P[<=]\w+[>)]|\(\?-i:")
    parts = [*kept.finditer(pattern)]
    begins, ends = [0, *(part.end() for part in parts)], [*(part.start() for part in parts), len(pattern)]
    between = [pattern[begin:end].lower() for begin, end in zip(begins, ends, strict=True)]
    fixed = [*("(?:" if part.group() == "(?-i:" else part.group() for part in parts), ""]
    return "".join(text + mark for text, mark in zip(between, fixed, strict=True))


def run_rules(rules: Iterable[Rule], view: str) -> Iterator[Atom]:
    """All candidates of all rules, overlapping ones too."""
    lower = lower_case(view)
    openings = _openings(view)
    for group, screen in _grouped(tuple(rules)):
        fits = screen.match
        if places := [at for at in openings if fits(lower, at)]:
            for each in group:
                yield from _run(each, places, view)


def _run(rule: Rule, places: list[int], view: str) -> Iterator[Atom]:
    match, behind = rule.pattern.match, 0
    for at in places:
        if at < behind or (found := match(view, at)) is None:
            continue
        behind = found.end()
        expression = rule.build(found)
        if expression is not None:
            yield Atom(at, behind, rule.name, expression, rule.rank)
