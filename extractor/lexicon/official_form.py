"""Words of the printed form of an official document: its type, the bodies of its letterhead, the office that signs."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from extractor.lexicon.loading import load_json


class OfficialForm(msgspec.Struct, frozen=True):
    """The table `official_form.json`, in capitals as the form sets them.

    `issuers` are first words of a body in the letterhead; `broken_off` lines whose name goes on in the next one;
    `body_openings` first words of the paragraph that follows the title, in ordinary letters. `organs` are called by the
    body above them (`VĂN PHÒNG` of a committee), departments in `of_area` by its area (`SỞ Y TẾ` of a province);
    `levels` are words for areas, `committees` those of the Party, `written_out` abbreviations that open a name.
    `sections` are what parts of a document are called, in small letters; `section_tails` may follow these.
    """

    about: str
    type_lines: tuple[str, ...]
    issuers: tuple[str, ...]
    broken_off: tuple[str, ...]
    signers: tuple[str, ...]
    body_openings: tuple[str, ...]
    sections: tuple[str, ...]
    section_tails: tuple[str, ...]
    organs: tuple[str, ...]
    of_area: tuple[str, ...]
    levels: tuple[str, ...]
    committees: tuple[str, ...]
    written_out: dict[str, str]


@cache
def official_form() -> OfficialForm:
    """The word lists of `data/official_form.json`."""
    return load_json("official_form.json", OfficialForm)


@cache
def who_decides() -> re.Pattern[str]:
    """A line in capitals that names the office or body that decides, as it stands below the title of a decision."""
    return re.compile(
        r"^\W*(?:(?:CHỦ TỊCH|BỘ TRƯỞNG|THỦ TƯỚNG|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|CỤC TRƯỞNG|HIỆU TRƯỞNG|THỐNG ĐỐC)(?!\w)"
        r"|(?:[UỦ][ỶY] BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|CHÍNH PHỦ|BAN THƯỜNG VỤ|BAN CHẤP HÀNH)"
        r"(?:\s(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN)|\W*$))"
    )
