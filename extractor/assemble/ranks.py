"""The level ladder that tells an order from a petition."""

from __future__ import annotations

import re
from functools import lru_cache

# the lowest level first; a name may hold the words of several (`UBND xã … tỉnh …`)
_LADDER: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (rank, re.compile(pattern, re.IGNORECASE))
    for rank, pattern in (
        (
            0,
            r"\b(?:cử tri|người dân|bà con|doanh nghiệp|công nhân|tiểu thương|hộ dân|nhà thầu|nhà đầu tư|công ty"
            r"|phụ huynh|hiệp hội)\b",
        ),
        (1, r"\b(?:(?<!nông )thôn|bản|ấp|khóm|tổ dân phố|khu phố)\b"),
        (2, r"\b(?:xã|phường|thị trấn|đặc khu)\b"),
        (
            3,
            r"\b(?:huyện|quận|thị xã|thị ủy)\b|(?<!quốc )(?<!văn )(?<!biên )(?<!dân )(?<!hải )(?<!dự )"
            r"\bphòng\b(?!,? chống| không| khám)",
        ),
        (4, r"\b(?:tỉnh|thành ủy|thành phố|TP)\b|\bSở\b|\bHĐND\b"),
        (
            5,
            r"\b(?:Trung ương|TW|Chính phủ|Thủ tướng|Quốc hội|Ban Bí thư|Bộ Chính trị|Bộ trưởng|Thứ trưởng"
            r"|Ngân hàng Nhà nước|Tổng cục|Văn phòng Chính phủ|các bộ(?! môn| phận))\b"
            r"|(?-i:(?<!Đảng )(?<!Cán )(?<!Chi )\bBộ\b)(?! Chỉ huy| Tư lệnh| môn| phận| đội)",
        ),
    )
)


@lru_cache(maxsize=1024)
def rank_of(name: str | None) -> int | None:
    """5 central … 1 village, 0 people and firms; None where the name does not tell. The lowest level word decides."""
    if not name:
        return None
    return next((rank for rank, pattern in _LADDER if pattern.search(name)), None)


def asks_upward(speaker: str | None, addressee: str | None) -> bool:
    """Whether the speaker stands below the one addressed; False where either level is unknown."""
    low, high = rank_of(speaker), rank_of(addressee)
    return low is not None and high is not None and low < high
