"""Lost and wrong accents of a scan put back by what stands beside a word, and only where one reading is left.

What may be right as it stands is left. Every word keeps what was read first (`ReadWord.seen`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from math import inf

from extractor.core.characters import matching_view
from extractor.lexicon.names import name_words
from extractor.lexicon.syllables import bears_tone, is_syllable, is_well_formed, lacks_tone
from extractor.lexicon.word_pairs import alike, is_common, is_rare, is_usual, share_before, share_behind, times_together
from extractor.reading.scan_words import as_cased, changed
from extractor.reading.tesseract import SeenWord

_WEAK = 0.75  # confidence
_TOGETHER = 3  # how often the better reading must have been seen with its neighbours
_CLEARLY = 4  # and how many times as often as the next best
_FAR = 10  # how many times as often as what was read weakly and is known beside one neighbour
_VERY_FAR = 20  # times together with each neighbour, the same for what was read surely
_VERY_OFTEN = 50  # times together from which what was never seen there is not meant
_OFTEN, _MOSTLY = 0.4, 0.75  # share of the pairs of a word that one other has
_WORD = re.compile(r"^(\W*)([^\W\d_]+)(\W*)$")


def with_accents(seen: Sequence[SeenWord]) -> list[SeenWord]:
    """Words that were never seen beside their neighbours, and are known there with other marks, get those marks."""
    words = [_parted(word) for word in seen]
    for _ in range(2):  # a word put right may be the neighbour that its own neighbour needs
        texts = [_letters_of(word) for word in words]
        for at, text in enumerate(texts):
            if text is not None:
                before, after = _neighbour(words, texts, at, -1), _neighbour(words, texts, at, +1)
                behind = _neighbour(words, texts, at + 1, +1) if after else None
                better = _better(text, before, after, words[at].confidence < _WEAK, behind)
                sure = better is not None and (not _may_be_name(words, at) or _fits(texts, at, before, better, after))
                if better is not None and sure and not _in_name(words, at):
                    words[at] = _with_letters(words[at], better)
                    texts[at] = better
    return words


def _parted(word: SeenWord) -> SeenWord:
    """Two words that were read as one, with a blank: where both bear a tone (`tựở`) or are known side by side."""
    found = _WORD.match(word.text)
    if found is None or not found[2].islower() or is_syllable(found[2]):
        return word
    cuts = [(found[2][:at], found[2][at:]) for at in range(1, len(found[2]))]
    fitting = [
        cut
        for cut in cuts
        if all(map(_is_spelt, cut)) and (all(map(bears_tone, cut)) or times_together(*map(matching_view, cut)))
    ]
    return changed(word, f"{found[1]}{' '.join(fitting[0])}{found[3]}") if len(fitting) == 1 else word


def _may_be_name(words: Sequence[SeenWord], at: int) -> bool:
    """Whether a word in title case follows another: names of persons are known to no table."""
    return at > 0 and words[at].text.istitle() and words[at - 1].text.istitle()


def _in_name(words: Sequence[SeenWord], at: int) -> bool:
    """Whether a word in title case follows two others, as the last name of a person does."""
    return _may_be_name(words, at) and _may_be_name(words, at - 1)


def _fits(texts: Sequence[str | None], at: int, before: str | None, better: str, after: str | None) -> bool:
    """Whether `better` is known on both sides; or at least behind a word that is no surname, where what was read is
    no word at all (`Cục Thỉ hành án`)."""
    sides = _together(before, better, after)[0]
    text = texts[at] or ""
    return sides == 2 or (sides == 1 and text not in alike(text) and before not in name_words().surnames)


def _letters_of(word: SeenWord) -> str | None:
    found = _WORD.match(word.text)
    return matching_view(found[2].lower()) if found and (found[2].isupper() or found[2][1:].islower()) else None


def _neighbour(words: Sequence[SeenWord], texts: Sequence[str | None], at: int, step: int) -> str | None:
    """The word beside number `at`, unless a mark or the edge of a column stands between them."""
    other = at + step
    if not 0 <= other < len(words):
        return None
    one, two = (words[at], words[other]) if step > 0 else (words[other], words[at])
    if not one.text[-1:].isalpha() or not two.text[:1].isalpha():
        return None
    if one.line == two.line and two.x0 - one.x1 > 2 * max(one.size, 1):
        return None
    return texts[other]


def _better(
    text: str,
    before: str | None,
    after: str | None,
    weak: bool = False,
    behind: str | None = None,
) -> str | None:
    """The one word with the letters of `text` that is known between `before` and `after`, where `text` is not.

    One neighbour is enough where the word was read weakly or is no word at all, unless that is the next word and
    belongs to the one `behind` it: `khác phục vụ` is not `khắc phục`.
    """
    if before is None and after is None:
        return _only(text)
    own_sides = _together(before, text, after)[0]
    found = sorted(((_together(before, other, after), other) for other in alike(text) if other != text), reverse=True)
    if not found:
        return None
    (sides, times), best = found[0]
    rival = found[1][0][1] if len(found) > 1 and found[1][0][0] == sides else 0
    if own_sides and not _outweighs(text, best, (before, after), weak):
        return None
    if sides == 1 and is_usual(text) and _belongs_elsewhere(best, after, behind):
        return None
    enough = sides > 0 and times >= _least(text, best, (before, after), sides, weak)
    return best if enough and times >= _CLEARLY * rival else _only(text)


def _only(text: str) -> str | None:
    """The one word that `text`, which Vietnamese cannot spell, lost a mark of: `tôt`, but not `mât` or `net`."""
    if text.isascii() or _is_spelt(text):
        return None
    found = [other for other in alike(text) if _is_spelt(other)]
    return found[0] if len(found) == 1 and is_usual(found[0]) and lost_marks(text, found[0]) else None


def _is_spelt(text: str) -> bool:
    return is_well_formed(text) and not lacks_tone(text)


def _outweighs(text: str, better: str, beside: tuple[str | None, str | None], weak: bool) -> bool:
    """Whether `better` is so much likelier than `text` that one known neighbour of `text` does not save it."""
    before, after = beside
    own_sides, own = _together(before, text, after)
    sides, times = _together(before, better, after)
    share = 0.0  # of what stands beside the neighbour beside which `text` was never seen
    if before and not times_together(before, text):
        share = share_behind(before, better)
    elif after and not times_together(text, after):
        share = share_before(better, after)
    if sides > own_sides:
        # `ngày kế từ`: both neighbours say `kể`, each often
        far = times >= _FAR * own and (weak or min(_each(before, better, after)) >= _VERY_FAR)
        return times >= _CLEARLY * own and (share >= _OFTEN or far)
    return own_sides == 1 and share >= _MOSTLY and times > own


def _belongs_elsewhere(better: str, after: str | None, behind: str | None) -> bool:
    """Whether the next word, which speaks for `better`, is seen about as often before the one behind it."""
    times = times_together(better, after) if after else 0
    return after is not None and behind is not None and 0 < times <= 2 * times_together(after, behind)


def _least(text: str, better: str, beside: tuple[str | None, str | None], sides: int, weak: bool) -> float:
    """How often a better word must have been seen with its neighbours, known on `sides` of them."""
    lost = lost_marks(text, better)
    if lost and not _is_spelt(text):
        return 1
    if text not in alike(text) or (weak and lost):
        return _TOGETHER
    wanted = sum(word is not None for word in beside)
    if sides == 1 and is_common(text):  # stands beside words of all kinds: that it was not seen there says little
        return 2 * _TOGETHER if _goes_with(better, *beside) else _VERY_OFTEN if lost else inf
    if not lost:  # marks are lost far more often than one is read for another
        return 2 * _TOGETHER if sides == 2 or is_rare(text) else 7 * _TOGETHER
    return _TOGETHER if sides == 2 else 2 * _TOGETHER if wanted == 2 else 3 * _TOGETHER


def _goes_with(word: str, before: str | None, after: str | None) -> bool:
    """Whether a neighbour is hardly ever seen with another word in this place: `thần` behind `tinh`."""
    return (before is not None and share_behind(before, word) >= _MOSTLY) or (
        after is not None and share_before(word, after) >= _MOSTLY
    )


def lost_marks(text: str, better: str) -> bool:
    """Whether `text` is `better` without some of its marks."""
    return not Counter(_marks(text)) - Counter(_marks(better))


def _marks(text: str) -> list[str]:
    return [char for char in unicodedata.normalize("NFD", text) if unicodedata.combining(char)]


def _together(before: str | None, text: str, after: str | None) -> tuple[int, int]:
    """On how many sides `text` is known beside its neighbours, and how often in all."""
    left, right = _each(before, text, after)
    return (left > 0) + (right > 0), left + right


def _each(before: str | None, text: str, after: str | None) -> tuple[int, int]:
    """How often `text` was seen behind the one neighbour, and before the other."""
    return (times_together(before, text) if before else 0), (times_together(text, after) if after else 0)


def _with_letters(word: SeenWord, letters: str) -> SeenWord:
    found = _WORD.match(word.text)
    return word if found is None else changed(word, f"{found[1]}{as_cased(found[2], letters)}{found[3]}")
