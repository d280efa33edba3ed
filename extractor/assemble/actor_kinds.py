"""The name that tells of which kind many are: `các Phòng | Giáo dục và Đào tạo huyện, thị xã`, `các Hạt | Kiểm lâm`."""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.actor_index import ActorIndex
from extractor.assemble.actor_tails import main_verb, trades_in_a_row
from extractor.core.characters import UPPER
from extractor.lexicon.actors import actor_words
from extractor.lexicon.orders import one_of
from extractor.recognise.organisation_tails import read_body

_MEMBERS = re.compile(r"(?:thành viên|ủy viên)$")
_LAST_WORDS = 12  # characters
_REACH = 90  # characters of such a name
_CAPITAL = re.compile(rf"\s+(?=[{UPPER}])")


def end_of_kind(index: ActorIndex, at: int, end: int) -> int:
    """Behind the name with a capital that tells of which kind the many are that end at `at`; else `at`."""
    capital = _CAPITAL.match(index.view, at, end)
    if capital is None:
        return at
    if trades := _trades().match(index.lower, capital.end(), end):
        return trades.end()  # `Mỗi trường | THPT, TCCN, TT GDTX thành lập …`
    name = capital.end()
    if name in index.places or name in index.persons or name in index.offices or name in index.bodies:
        return at  # `các xã Ia Mơ, Ia Púch`: each by its own name
    if _MEMBERS.search(index.lower, max(0, at - _LAST_WORDS), at) and (body := read_body(index.view, name)):
        return min(body.end, end)  # `các thành viên | Ban Chỉ huy Phòng, chống thiên tai tỉnh`
    reach = min(end, name + _REACH)
    sector = _sector().match(index.lower, name, reach)
    found = _behind().match(index.lower, sector.end(), reach) if sector else None
    found = found or _other().match(index.view, name, reach)
    return found.end() if found else at


@cache
def _trades() -> re.Pattern[str]:
    return re.compile(trades_in_a_row())


@cache
def _sector() -> re.Pattern[str]:
    """A sector with `và` or commas in it first, as the longest stand first."""
    return re.compile(one_of(tuple(sorted(actor_words().sectors, key=len, reverse=True))))


@cache
def _stop() -> str:
    return rf"(?=\s*[,;:.(]|\s*$|\s+(?:và|cùng)\s|\s+{main_verb()})"


@cache
def _levels() -> str:
    level = r"(?:cấp\s+)?(?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn|đặc khu|khu vực|liên huyện)(?!\w)"
    return rf"(?:\s+(?:các\s+)?{level}(?:\s*(?:,|và|,\s*và)\s*{level})*)?"


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(_levels() + _stop())


@cache
def _other() -> re.Pattern[str]:
    """A name that no list knows, up to the next of the list or the verb."""
    word = rf"(?!(?:và|của|có|được|đã|là|để|theo|cùng)\s|{main_verb()})[^\s,.;:()\"]+"
    return re.compile(rf"(?=[{UPPER}]){word}(?:\s+{word}){{0,6}}?{_levels()}{_stop()}")
