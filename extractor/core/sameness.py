"""Whether two documents are the same notice in two files, or a report and the notice of one meeting.

Judged by what tells a document (number, issuer, day, meeting) and how alike the texts are. What disagrees counts more
than what agrees: the monthly notices of one body are much alike, and each is a notice of its own.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec

from extractor.core.likeness import folded_words
from extractor.core.record import Genre

Agreement = Literal["agree", "differ", "unknown"]
Trait = Literal["number", "issued_on", "issuer", "meeting_on", "chair", "about", "text", "numbers", "directives"]

_ABBREVIATED = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "vp": "van phong", "bcd": "ban chi dao"}
# Words of titles of any meeting, folded: what a meeting was about are the others.
_COMMON = frozenset(
    [
        "thong",
        "bao",
        "ket",
        "luan",
        "y",
        "kien",
        "chi",
        "dao",
        "noi",
        "dung",
        "cua",
        "dong",
        "chi",
        "ong",
        "ba",
        "pho",
        "chu",
        "tich",
        "bi",
        "thu",
        "thuong",
        "truc",
        "thu",
        "truong",
        "bo",
        "truong",
        "giam",
        "doc",
        "thu",
        "tuong",
        "chinh",
        "phu",
        "ubnd",
        "uy",
        "ban",
        "nhan",
        "dan",
        "hdnd",
        "tinh",
        "thanh",
        "huyen",
        "quan",
        "thi",
        "xa",
        "phuong",
        "tran",
        "van",
        "phong",
        "ban",
        "vu",
        "dang",
        "tai",
        "cuoc",
        "hop",
        "hoi",
        "nghi",
        "buoi",
        "lam",
        "viec",
        "phien",
        "le",
        "ngay",
        "thang",
        "nam",
        "ve",
        "viec",
        "va",
        "voi",
        "cac",
        "cho",
        "cong",
        "tac",
        "trong",
        "tren",
        "dia",
        "trien",
        "khai",
        "chu",
        "tri",
        "du",
        "tham",
        "gia",
        "chieu",
        "sang",
        "nay",
        "da",
        "duoc",
        "lan",
        "thu",
    ]
)
_LENGTHY = 120  # words from which likeness alone says much


class Traits(msgspec.Struct, frozen=True):
    """What tells a document. `number` is a key of `core.references`, days are ISO, `chairs` folded names.

    `unit` is the key of the issuer where it is known, `words` how long the text is, `draft` whether it says it is one.
    """

    genre: Genre
    number: str | None = None
    issued_on: str | None = None
    issuer: str | None = None
    unit: str | None = None
    meeting_on: str | None = None
    chairs: tuple[str, ...] = ()
    about: str = ""
    words: int = 0
    draft: bool = False


class Alike(msgspec.Struct, frozen=True):
    """How alike two texts are, 0 to 1 each: shingles and numbers of both, and those of the shorter in the other."""

    text: float
    held: float
    numbers: float
    numbers_held: float


class Verdict(msgspec.Struct, frozen=True):
    """`certain`: may be joined without asking. `found` tells trait by trait what was seen."""

    score: float
    certain: bool
    found: tuple[tuple[Trait, Agreement], ...]


def judge_same(one: Traits, other: Traits, alike: Alike) -> Verdict | None:
    """Whether two files hold the same document; None where there is nothing to say for it."""
    if one.genre != other.genre:
        return None
    found: dict[Trait, Agreement] = {
        "number": agreement(one.number, other.number),
        "issued_on": agreement(one.issued_on, other.issued_on),
        "issuer": _issuers(one, other),
        "meeting_on": agreement(one.meeting_on, other.meeting_on),
    }
    differing = [trait for trait, told in found.items() if told == "differ"]
    agreeing = [trait for trait, told in found.items() if told == "agree"]
    if len(differing) > 1 or (differing and not _excused(one, other, differing[0], agreeing, alike)):
        return None
    certain = not differing and _certain(one, other, found, alike)
    numbered = "number" in agreeing and ("issued_on" in agreeing or "issuer" in agreeing)
    much = alike.text >= 0.6 and alike.numbers >= (0.5 if agreeing else 0.6)
    poorly = bool(set(agreeing) - {"issuer"}) and alike.held >= 0.25 and alike.numbers >= 0.5  # as a poor scan is
    if not (certain or (numbered and alike.held >= 0.15) or much or poorly):
        return None
    score = 0.12 * len(agreeing) - 0.2 * len(differing) + 0.4 * max(alike.text, 0.9 * alike.held) + 0.2 * alike.numbers
    return Verdict(round(min(max(score, 0.05), 1.0), 3), certain, tuple(found.items()))


def _excused(one: Traits, other: Traits, trait: Trait, agreeing: list[Trait], alike: Alike) -> bool:
    """Whether one thing that differs may be a slip: of a reader of scans, of the drafter."""
    if trait == "number":
        slip = bool(one.number and other.number and _one_off(one.number, other.number))
        return slip and "issued_on" in agreeing and alike.numbers >= 0.6
    if trait == "issuer":
        return "number" in agreeing and "issued_on" in agreeing and alike.text >= 0.8
    return "number" in agreeing and alike.text >= 0.5 and alike.numbers >= 0.6


def _certain(one: Traits, other: Traits, found: dict[Trait, Agreement], alike: Alike) -> bool:
    """Nothing differs; is what agrees enough? An annex or an excerpt is not the paper."""
    if min(one.words, other.words) < 0.5 * max(one.words, other.words):
        return False
    led = _chairs(one.chairs, other.chairs)
    number, day, issuer = found["number"] == "agree", found["issued_on"] == "agree", found["issuer"] == "agree"
    if number and day:
        return alike.numbers >= 0.6 and (alike.held >= 0.4 if issuer and led != "differ" else alike.text >= 0.6)
    if led == "differ" or one.draft or other.draft:
        return False  # bodies pass on an order word for word: what differs is the place and who presided
    if number and issuer:
        return alike.text >= 0.6 and alike.numbers >= 0.8
    if (day or found["meeting_on"] == "agree") and led == "agree":
        return alike.text >= (0.7 if issuer else 0.85) and alike.numbers_held >= 0.9
    long = min(one.words, other.words) >= _LENGTHY
    return long and alike.numbers >= 0.95 and alike.text >= (0.92 if issuer else 0.98)


def judge_report(one: Traits, other: Traits, shared: int, least: int) -> Verdict | None:
    """Whether one reports the meeting that the other concludes, or both do.

    `shared` of the `least` directives of the one that has fewer restate each other.
    """
    if one.genre == other.genre == "notice":
        return None
    share = min(1.0, shared / min(least, 5)) if least else 0.0
    about = topics_alike(one, other)
    found: dict[Trait, Agreement] = {
        "meeting_on": _meetings(one, other),
        "chair": _chairs(one.chairs, other.chairs),
        "about": "agree" if about >= 0.6 else "differ" if about < 0.2 and _topic(one) and _topic(other) else "unknown",
        "directives": "agree" if share >= 0.3 and shared > 1 else "unknown",
    }
    if "differ" in (found["meeting_on"], found["chair"]):
        return None
    met, led = found["meeting_on"] == "agree", found["chair"] == "agree"
    certain = met and led and one.meeting_on == other.meeting_on and found["about"] == "agree" and shared > 1
    score = 0.25 * met + 0.2 * led + 0.2 * about + 0.35 * share
    if not certain and (score < 0.5 or not (met or share >= 0.5) or not (share >= 0.2 or about >= 0.5)):
        return None
    return Verdict(round(score, 3), certain, tuple(found.items()))


def may_be_same(one: Traits, other: Traits) -> bool:
    """Whether two files could hold the same document if their texts were the same: before the texts are looked at."""
    return judge_same(one, msgspec.structs.replace(other, words=one.words), Alike(1.0, 1.0, 1.0, 1.0)) is not None


def contradict(one: Traits, other: Traits) -> bool:
    """Whether two files cannot be the same document, even where one of them was misread by a digit."""
    number, day = agreement(one.number, other.number), agreement(one.issued_on, other.issued_on)
    if day == "differ" and not _one_off(one.issued_on or "", other.issued_on or ""):
        return True
    if number == "differ":
        return day == "differ" or not _one_off(one.number or "", other.number or "")
    return day == "differ" and number != "agree"


def disagree(one: Traits, other: Traits) -> bool:
    """Whether two documents have different numbers or days."""
    return "differ" in (agreement(one.number, other.number), agreement(one.issued_on, other.issued_on))


def agreement(one: str | None, other: str | None) -> Agreement:
    """Whether two values are the same; nothing is known where one is missing."""
    if not one or not other:
        return "unknown"
    return "agree" if one == other else "differ"


def topics_alike(one: Traits, other: Traits) -> float:
    """The share of what the meeting with fewer words was about that the other was about too, 0 to 1."""
    left, right = _topic(one), _topic(other)
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def _topic(traits: Traits) -> set[str]:
    """What is left of a title without the words of any title and without the chair."""
    led = {word for chair in traits.chairs for word in chair.split()}
    return set(folded_words(traits.about)) - _COMMON - led


def issuers_agree(one: str | None, other: str | None) -> bool:
    """Whether two names of issuers may be of one body: the words of one are all in the other."""
    left, right = _issuer_words(one), _issuer_words(other)
    return bool(left and right) and (left <= right or right <= left)


def _issuers(one: Traits, other: Traits) -> Agreement:
    """Names of issuers as letterheads and readers of scans write them: fuller or shorter, a letter misread."""
    if one.unit and one.unit == other.unit:
        return "agree"
    left, right = _issuer_words(one.issuer), _issuer_words(other.issuer)
    if not left or not right:
        return "unknown"
    if issuers_agree(one.issuer, other.issuer):
        told = left & right - _COMMON and not (one.unit and other.unit)  # else the names mean two bodies
        return "agree" if told else "unknown"  # `Ủy ban nhân dân` alone may be anyone's
    return "unknown" if _misread(sorted(left - right), sorted(right - left)) else "differ"


@lru_cache(2048)
def _issuer_words(name: str | None) -> frozenset[str]:
    words = folded_words(name or "")
    return frozenset(part for word in words for part in _ABBREVIATED.get(word, word).split())


def _misread(left: list[str], right: list[str]) -> bool:
    """Whether the words differ by a letter each and are few."""
    return len(left) == len(right) <= 2 and all(_one_off(a, b) for a, b in zip(left, right, strict=True))


def _one_off(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 4:  # short names are places as often as slips: Lào, Lai
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _meetings(one: Traits, other: Traits) -> Agreement:
    """The day of the meeting; a report without one comes out on that day or the next."""
    if one.meeting_on and other.meeting_on:
        return agreement(one.meeting_on, other.meeting_on)
    dated, bare = (one, other) if one.meeting_on else (other, one)
    if dated.meeting_on and bare.genre == "news" and bare.issued_on:
        return "agree" if dated.meeting_on == bare.issued_on[:10] else "unknown"
    return "unknown"


def _chairs(one: tuple[str, ...], other: tuple[str, ...]) -> Agreement:
    """Names of persons, with or without their offices."""
    if not one or not other:
        return "unknown"
    for left in one:
        for right in other:
            if f" {left} " in f" {right} " or f" {right} " in f" {left} ":
                return "agree" if min(left.count(" "), right.count(" ")) else "unknown"  # many have the name Minh
    return "unknown" if _bodies(one) or _bodies(other) else "differ"


def _bodies(chairs: tuple[str, ...]) -> bool:
    """Whether a body, not a person, is said to have led."""
    return any(len(name.split()) > 5 for name in chairs)
