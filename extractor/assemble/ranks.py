"""The level ladder that tells an order from a petition."""

from __future__ import annotations

import re

_LADDER: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(r"\b(?:cử tri|người dân|bà con|doanh nghiệp|công nhân|tiểu thương|hộ dân|nhà thầu|nhà đầu tư|công ty|phụ huynh|hiệp hội)\b", re.IGNORECASE)),
    (1, re.compile(r"\b(?:(?<!nông )thôn|bản|ấp|khóm|tổ dân phố|khu phố)\b", re.IGNORECASE)),
    (2, re.compile(r"\b(?:xã|phường|thị trấn|đặc khu)\b", re.IGNORECASE)),
    (3, re.compile(r"\b(?:huyện|quận|thị xã|thị ủy)\b|(?<!quốc )\bphòng\b(?!,? chống| không)", re.IGNORECASE)),
    (4, re.compile(r"\b(?:tỉnh|thành ủy|thành phố|TP)\b|\bSở\b|\bHĐND\b", re.IGNORECASE)),
    (5, re.compile(r"\b(?:Trung ương|TW|Chính phủ|Thủ tướng|Quốc hội|Ban Bí thư|Bộ Chính trị|Bộ trưởng|Ngân hàng Nhà nước|Tổng cục|Văn phòng Chính phủ|các bộ)\b|\bBộ\b(?! Chỉ huy)", re.IGNORECASE)),
)  # fmt: skip


def rank_of(name: str | None) -> int | None:
    """5 central … 1 village, 0 people and firms; None where the name does not tell. The lowest level word decides (`UBND xã … tỉnh …`)."""
    if not name:
        return None
    return next((rank for rank, pattern in _LADDER if pattern.search(name)), None)


def asks_upward(speaker: str | None, addressee: str | None) -> bool:
    """Whether the speaker stands below the one addressed; False where either level is unknown."""
    low, high = rank_of(speaker), rank_of(addressee)
    return low is not None and high is not None and low < high
