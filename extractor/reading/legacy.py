"""The door to viparse: text typed in fonts from before Unicode (TCVN3, VNI), read as Latin-1 letters.

Decided line by line, as old documents mix Unicode headings with TCVN3 bodies. A line with one clearly
Vietnamese Unicode letter is never touched. U+00AD must still be there: in TCVN3 it is the letter ư.
"""

from __future__ import annotations

import re

from viparse import fix

# Letters that only Unicode Vietnamese has; one of them says that the line is not in an old font.
_UNICODE = re.compile("[đơưăĐƠƯĂ\u1ea0-\u1ef9\u0300-\u0303\u0309\u0323\u031b]")
_TCVN3_PAIR = re.compile("[A-Za-z][\xa8-\xae\xb5-\xb9\xbb-\xbe\xc6-\xff]|[\xa7\xae][a-z\xa8-\xff]")
_VNI_PAIR = re.compile(
    "[aeoAEO][\xe2\xe1\xe0\xe5\xe3\xe4\xea\xe9\xe8\xfa\xf9\xfb\xfc\xfd\xc2\xc1\xc0\xc5\xc3\xc4]|[uyö\xf4UYÖ\xd4][\xf9\xf8\xfb\xf5\xef]"
)
_TCVN3_PROOF = re.compile("[A-Za-z][\xa8-\xae\xb5-\xb9]|\xa7[A-Za-z\xa8-\xff]|[\xae\xad\xac][a-z\xb5-\xb9\xd0-\xff]")
_VNI_PROOF = re.compile(
    "[aA][\xe1\xe0\xe2\xe3\xe4\xe5\xe8\xe9\xea\xef\xf5\xf8\xf9\xfa\xfb\xfc]|[eE][\xe0\xe1\xe2\xe3\xe4\xe5\xef\xf5\xf8\xf9\xfb]"
    "|[oO][\xe2\xe4\xe5\xea\xef\xf5\xf8\xf9\xfb]|[y\xf6\xf4Y\xd6\xd4][\xef\xf5\xf8\xf9\xfb]"
)
_LEAST_PROOF = 2  # words of a line
_OLD_LETTER = re.compile("[\xa1-\xff]")


def has_legacy_letters(text: str) -> bool:
    """A quick look: whether `text` holds any letter that old fonts use."""
    return bool(_OLD_LETTER.search(text))


def legacy_encoding(text: str) -> str | None:
    """`tcvn3`, `vni` or None for a whole document: the share of lines that read as one of them."""
    if not has_legacy_letters(text):
        return None
    votes = {"tcvn3": 0, "vni": 0}
    for line in text.splitlines():
        if _UNICODE.search(line) or not _OLD_LETTER.search(line):
            continue
        for name, share in (("tcvn3", _tcvn3_share(line)), ("vni", _vni_share(line))):
            if share >= 0.3:
                votes[name] += len(line)
    best = max(votes, key=lambda name: votes[name])
    return best if votes[best] else None


def _tcvn3_share(line: str) -> float:
    """Share of words with a TCVN3 letter; signs that no other text has inside words must prove it (`§Ò`, `c¸c`)."""
    words = line.split()
    if sum(1 for word in words if _TCVN3_PROOF.search(word)) < _LEAST_PROOF:
        return 0.0
    return sum(1 for word in words if _TCVN3_PAIR.search(word)) / len(words)


def _vni_share(line: str) -> float:
    """Share of words with a VNI letter; pairs that no Unicode word has must prove it (`aâ`; `oá` is in “soát”)."""
    words = line.split()
    if sum(1 for word in words if _VNI_PROOF.search(word)) < _LEAST_PROOF:
        return 0.0
    return sum(1 for word in words if _VNI_PAIR.search(word) or "ñ" in word or "Ñ" in word) / len(words)


def repair_legacy(text: str, encoding: str) -> str:
    """`text` with its old-font lines turned into Unicode; the others as they are."""
    lines = text.split("\n")
    return "\n".join(
        fix(line, encoding=encoding) if _OLD_LETTER.search(line) and not _UNICODE.search(line) else line
        for line in lines
    )
