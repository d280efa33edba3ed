"""Words of orders: verbs, triggers, their false friends, words of praise and of the past."""

from __future__ import annotations

from functools import cache

import msgspec

from extractor.lexicon.alternation import alternation
from extractor.lexicon.loading import load_json


class OrderWords(msgspec.Struct, frozen=True):
    """Word lists in lower case, new tone placement."""

    about: str
    verbs: tuple[str, ...]
    adverbs: tuple[str, ...]
    assigning: tuple[str, ...]
    deciding: tuple[str, ...]
    ruling: tuple[str, ...]  # they open a decision where no doer is told
    petitioning: tuple[str, ...]
    committing: tuple[str, ...]
    speaking: tuple[str, ...]
    discourse: tuple[str, ...]
    papers: tuple[str, ...]  # by which somebody demands: `Công điện yêu cầu …`
    past: tuple[str, ...]
    praise: tuple[str, ...]
    shortcomings: tuple[str, ...]
    plain_deeds: tuple[str, ...]  # everyday verbs, which order only behind a body by name: `Đội A đổ thêm đá`
    weak: tuple[str, ...]
    praising: tuple[str, ...]
    opening: tuple[str, ...]  # before a colon they only open what follows
    directing: tuple[str, ...]  # the one told is to have others do it
    demanding: tuple[str, ...]  # what follows is an order, also without anybody who is told
    polite: tuple[str, ...]  # orders downwards, requests upwards
    favours: tuple[str, ...]  # what is asked of those above
    thanking: tuple[str, ...]
    falling_short: tuple[str, ...]
    reached: tuple[str, ...]  # between figures that tell results
    deeds: tuple[str, ...]  # done on the spot and reported
    earlier: tuple[str, ...]  # they open what was to be done once
    laid_down: tuple[str, ...]  # behind `đã`: tells of a plan or a rule, of nothing done
    taking_on: tuple[str, ...]  # behind who takes the work on, at its end: `việc này Phòng A lo`
    joining_in: tuple[str, ...]  # all that is said of a partner at the end of a clause: `…, Công an xã tiếp tay`
    attributes: tuple[str, ...]  # a period behind them is theirs, not the order's


@cache
def order_words() -> OrderWords:
    """The word lists of `data/orders.json`."""
    return load_json("orders.json", OrderWords)


@cache
def one_of(words: tuple[str, ...]) -> str:
    """A regular expression for any of the words, longest first, as whole words."""
    return rf"(?:{alternation(words)})(?!\w)"
