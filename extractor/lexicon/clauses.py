"""Words around an order: how a clause leads up to it, goes on behind its doer, and whose words it gives."""

from __future__ import annotations

from functools import cache

import msgspec

from extractor.lexicon.loading import load_json


class ClauseWords(msgspec.Struct, frozen=True):
    """Word lists in lower case, new tone placement."""

    about: str
    # before the main clause
    lead_ups: tuple[str, ...]  # open an adverbial that ends at a comma
    participles: tuple[str, ...]  # open a phrase without a subject of its own
    topics: tuple[str, ...]  # open what an order is about, before a colon
    preambles: tuple[str, ...]  # cite or count, and order nothing
    # behind a doer
    hastening: tuple[str, ...]  # stand before the verb of an order
    predicates: tuple[str, ...]  # open what a doer is to do, beside the verbs and adverbs of orders
    states: tuple[str, ...]  # tell how things stand, unless one of `duties` follows
    duties: tuple[str, ...]
    tellings: tuple[str, ...]
    preparing: tuple[str, ...]  # work that is done for what the clause behind it says
    accounts: tuple[str, ...]  # verbs by which one gives an account of work, or hears one
    office_work: tuple[str, ...]  # verbs of saying that are a duty as well
    counters: tuple[str, ...]  # where those who are told are to come
    # behind `cần`, `phải`, where these oblige nobody
    needs: tuple[str, ...]
    burdens: tuple[str, ...]
    # `V … là …`: a statement about V, unless the verb itself says what a thing is held to be
    statements: tuple[str, ...]
    regarding: tuple[str, ...]
    # words that stand for a speaker named before
    stand_ins: tuple[str, ...]
    houses: tuple[str, ...]  # stand for the body that speaks in a document
    no_speaker: tuple[str, ...]  # never inside the name of a speaker
    no_opening: tuple[str, ...]  # open a phrase and no speaker
    meetings: tuple[str, ...]
    pronoun_speaks: tuple[str, ...]
    pronoun_orders: tuple[str, ...]
    things: tuple[str, ...]  # behind `các` no doers, whatever stands before a verb
    # false friends of `giao`
    boards: tuple[str, ...]  # `giao Ban Chấp hành …` gives a task, `giao ban` is a meeting
    not_given: tuple[str, ...]  # `giao đất`, `giao thông`
    # what a report tells of the day itself
    scenes: tuple[str, ...]  # open a sentence on what took place
    urgent: tuple[str, ...]  # right behind a doer they tell that he is to do it
    owed_results: tuple[str, ...]  # open a sentence on what led to results
    ceremonies: tuple[str, ...]  # what is done on the spot
    announcing: tuple[str, ...]  # verbs by which a speaker names his topics
    announced: tuple[str, ...]  # what he names them as: `một số nhiệm vụ`
    things_demanding: tuple[str, ...]  # no speakers, though they `yêu cầu`
    some_of_many: tuple[str, ...]  # open a doer of whom something is told
    handing_over: tuple[str, ...]  # open a clause in which another doer is told something
    # the voice that a verb of saying gives to what follows
    voice_orders: tuple[str, ...]
    voice_reports: tuple[str, ...]
    voice_asks: tuple[str, ...]
    voice_promises: tuple[str, ...]


@cache
def clause_words() -> ClauseWords:
    """The word lists of `data/clauses.json`."""
    return load_json("clauses.json", ClauseWords)
