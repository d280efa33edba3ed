"""The office of a signer as it is written in a sentence."""

from __future__ import annotations

import re

_AUTHORITY = re.compile(r"^(?:K/?T|T/?L|TUQ|Q)\s*[./]\s*")
_CAPITAL_IN_OFFICES = re.compile(
    r"\b(?:văn phòng|thường trực|chánh|phó|chủ tịch|bí thư|tổng(?= giám đốc)|giám đốc|thống đốc|tổng biên tập"
    r"|(?:tổng cục|chi cục|thứ|viện|hiệu|chỉ huy|kế toán) trưởng|tổng thư ký|tổng thanh tra"
    r"|bộ trưởng|cục trưởng|vụ trưởng|chủ nhiệm|trưởng|thủ tướng)\b"
)


def natural_office(office: str) -> str:
    """Without the mark of authority, and not in capitals (`KT. CHÁNH VĂN PHÒNG` → `Chánh Văn phòng`)."""
    text = _AUTHORITY.sub("", office)
    if not text.isupper():
        return text
    lowered = _CAPITAL_IN_OFFICES.sub(lambda word: _capital(word.group()), text.lower())
    return _capital(lowered)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
