"""How wide a line is: in columns of a typewriter, or in print with the widths of Times (in thousandths of its size).

Texts copied out of a PDF are wrapped by print, so a line with many capitals holds fewer characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

Measure = Callable[[str], float]

# Adobe's metrics of Times Roman, by groups of equal width
_TIMES = {
    250: " .,\u00a0", 278: "ijlt:;/\\", 333: "fr()-I[]", 389: "sJ", 408: '"', 444: "acez“”", 180: "'",
    500: "bdghknopquvxy0123456789+–*$_",
    556: "FPS", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYw", 778: "m&", 833: "%", 889: "M", 944: "W", 1000: "—…",
}  # fmt: skip
_WIDTHS = {char: width for width, chars in _TIMES.items() for char in chars}


def in_columns(text: str) -> float:
    return float(len(text))


def in_print(text: str) -> float:
    return float(sum(map(_KNOWN.__getitem__, text)))


class _Widths(dict[str, int]):
    """Widths by character, worked out when first asked for: a letter with marks is as wide as the bare one."""

    def __missing__(self, char: str) -> int:
        base = unicodedata.normalize("NFD", char)[0]
        base = {"đ": "d", "Đ": "D", "ơ": "o", "ư": "u"}.get(base, base)
        self[char] = width = _WIDTHS.get(base, 500)
        return width


_KNOWN = _Widths()
