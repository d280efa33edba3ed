"""Words by which the text of an e-mail is told from its courtesies."""

from __future__ import annotations

from functools import cache

import msgspec

from extractor.lexicon.loading import load_json


class MailWords(msgspec.Struct, frozen=True):
    """The table `mail_words.json`."""

    about: str
    greetings: tuple[str, ...]
    closings: tuple[str, ...]
    enclosed: tuple[str, ...]
    quoted: tuple[str, ...]


@cache
def mail_words() -> MailWords:
    return load_json("mail_words.json", MailWords)


def says_more_than_a_greeting(text: str, least: int = 10) -> bool:
    """Whether `least` words are left of a mail without greeting, leave, sender and the note that a file is enclosed."""
    words = mail_words()
    count = 0
    for line in text.splitlines():
        low = " ".join(line.casefold().split())
        if low.startswith(words.closings) or low in ("--", "-- "):
            break  # the sender's name and address follow
        if not low or low.startswith((">", *words.greetings)) or low.startswith(words.quoted):
            continue
        for sentence in low.replace("; ", ". ").split(". "):
            if not any(phrase in sentence for phrase in words.enclosed):
                count += len(sentence.split())
    return count >= least
