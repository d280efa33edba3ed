"""Bodies named short: by the letters the text gave them, by a code among the recipients, by their role alone, and the
paper that prints the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractor.core.characters import UPPER, without_marks
from extractor.core.cued import cued
from extractor.core.mentions import EntityMention
from extractor.lexicon.alternation import alternation
from extractor.lexicon.bodies import body_words, name_end_pattern, sector_pattern
from extractor.recognise.name_shapes import capital_pattern
from extractor.recognise.organisation_lists import CODE
from extractor.recognise.organisation_tails import body_mention, is_plural

# the paper that prints the report, before its first sentence: `(BGĐT) - Ngày 18-11, …`, `ĐBP - Vượt hơn …`
_OWN_PAPER = capital_pattern(
    r"(?m)^(?:\((?P<held>[A-ZĐ]{2,6})\) ?[-–]|(?P<bare>(?![IVX]+\b)[A-ZĐ]{3,6}) ?[-–](?= ?\p{Lu}?\w+ \w[^\n]{60}))"
)
_TOP = 2500  # characters in which the first sentence of a report begins


def own_paper(text: str) -> list[EntityMention]:
    own = _OWN_PAPER.search(text, 0, _TOP)
    return [body_mention(text, *own.span(own.lastgroup or 0), "paper")] if own else []


_SHORT_FORM = re.compile(
    r" ?\((?:(?:sau đây )?(?:gọi|viết) tắt là:? |sau đây gọi là |gọi tắt )?['\"]?([A-ZĐ][A-ZĐ0-9&\-]{2,9})['\"]?\)"
)


def short_forms(text: str, found: list[EntityMention]) -> list[EntityMention]:
    """`Tổng công ty Truyền tải điện Quốc gia (EVNNPT)`: the code there, and wherever it stands alone afterwards."""
    full: dict[str, str] = {}
    for mention in found:
        form = _SHORT_FORM.match(text, mention.end)
        if form and mention.name and _stands_for(form[1], text[mention.start : mention.end]):
            full.setdefault(form[1], mention.name)
    return [
        body_mention(text, match.start(), match.end(), "short_form", name)
        for code, name in full.items()
        for match in re.finditer(rf"(?<![\w/&.-]){re.escape(code)}(?![\w/&]|-[A-ZĐ])", text)
    ]


def _stands_for(code: str, name: str) -> bool:
    """Whether a code may be the body's own: same first letter, or a body that has a foreign short form; else it belongs
    to the last words of the name (`Đoàn kiểm tra về vệ sinh an toàn thực phẩm (VSATTP)`)."""
    low = name.lower()
    return without_marks(code[0]) == without_marks(name[0]) or low.startswith(body_words().coined)


_RECIPIENTS = cued(r"(?m)^[^\n]{0,60}?N[ơƠ][iI] (?:nhận|NHẬN)\s*:", "Nơi ", "NƠI ", "NƠi ", "NơI ")
_ENTRY = re.compile(r"(?m)^[ \t]*[-+•*][ \t]*([^\n]+)")
_SECTIONS = re.compile(r"((?:VP|Văn phòng|TTUB|V\.P)[^:;\n]{0,40}): ?([^;\n]+)")
_PIECE = re.compile(r"[^;,]+")
_BARE_CODE = re.compile(
    r" ?(?:[A-ZĐ][A-ZĐ&\-]{1,9}|P\. ?[A-ZĐ]{2,6}|[A-ZĐ]{1,4}\d{1,2})"
    r"(?: (?:tỉnh|huyện|xã|phường|thành phố|TP|quận))?\.?$"
)
_REMARK = re.compile(r" ?\([^()]*\) ?\.?$")  # (để b/c)
_FILING = re.compile(r"(?i:lưu(?!\w))")


def _entries(text: str) -> Iterator[re.Match[str]]:
    head = _RECIPIENTS.search(text)
    if head:
        yield from _ENTRY.finditer(text, head.end(), min(len(text), head.end() + 3000))


def section_codes(text: str) -> list[EntityMention]:
    """Sections of an office among the recipients: `VPUB: CVP, PCVP, KGVX, KTTH` holds two besides the office; and
    bodies that are a code alone, with their level or without (`CA, BCHQS, TYT xã`)."""
    found: list[EntityMention] = []
    for entry in _entries(text):
        if _FILING.match(entry[1]):
            continue
        sections = _SECTIONS.search(entry[1])
        if sections:
            found += _codes_in(text, sections[2], entry.start(1) + sections.start(2))
            if sections[1] in ("VP", "Văn phòng"):
                found.append(body_mention(text, entry.start(1), entry.start(1) + len(sections[1]), "recipient_code"))
            continue
        for piece in _PIECE.finditer(entry[1]):
            told = _REMARK.sub("", piece[0])
            if _BARE_CODE.match(told):
                found += _codes_in(text, told.rstrip("."), entry.start(1) + piece.start(), whole=True)
    return found


def _codes_in(text: str, part: str, offset: int, whole: bool = False) -> Iterator[EntityMention]:
    for code in CODE.finditer(part):
        low = code[0].lower().rstrip(".")
        if low in body_words().office_codes or (whole and low in ("ubnd", "hđnd") and part.strip() == code[0]):
            continue
        if re.search(r"(?i:các|trợ lý|tgđ|lãnh đạo) $", part[: code.start()]):
            continue
        if code.start() and part[code.start() - 1] not in " ,":
            continue
        start = offset + code.start()
        yield body_mention(text, start, offset + len(part) if whole else start + len(code[0]), "recipient_code")
        if whole:
            return


def without_filing_marks(text: str, found: list[EntityMention]) -> list[EntityMention]:
    filed = [e.span() for e in _entries(text) if _FILING.match(e[1])]
    return [m for m in found if not (text[m.start : m.end].isupper() and any(a <= m.start < b for a, b in filed))]


# `P. Kỹ thuật`: an office of the house, no ward (`P. Tân Định`)
_LETTER_FOR_OFFICE = cued(rf"(?<![\w.&/])P\. ?(?=[{UPPER}]\w)", "P.")


def offices_by_letter(text: str) -> list[EntityMention]:
    """Offices whose type word is the letter `P.`, where a sector of the table or a word for a work follows it."""
    found = []
    for letter in _LETTER_FOR_OFFICE.finditer(text):
        sector = sector_pattern().match(text, letter.end()) or _WORK_OF_OFFICE.match(text, letter.end())
        if sector:
            name = f"Phòng {text[letter.end() : sector.end()]}"
            found.append(body_mention(text, letter.start(), sector.end(), "letter", name))
    return found


_WORK_OF_OFFICE = re.compile(
    r"(?:Kỹ thuật|Vật tư|Kinh doanh|Kế hoạch|Tổ chức|Hành chính|Tổng hợp|Kế toán|An toàn|Thị trường|Đào tạo|Nhân sự"
    r"|Cơ điện|Điều độ|Thiết bị|Pháp chế|Công nghệ|Quản lý|Điều dưỡng|Chính sách|Nghiệp vụ)"
    r"(?:(?: - |-| & | và )[^\W\d_]+(?: [^\W\d_]+)?|(?: (?:cán bộ|tổng hợp|quản trị|đầu tư|thiết bị|chất lượng"
    r"|vận hành|sản xuất|xây dựng|nhân sự|lao động|điện))+)?(?!\w)"
)
_LEADER = re.compile(
    r"(?i:(?:giám đốc|trưởng|thứ trưởng|chủ tịch|tổng giám đốc|cục trưởng|hiệu trưởng|chánh|phó|bí thư|ủy viên|ban"
    r"|cơ quan|công tác|tổ chức|cán bộ|hoạt động|đoàn viên|kinh phí|phong trào|luật|đại hội|trực|tgđ|pgđ|gđ|các|những"
    r"|mỗi|từng|của các) $)"
)
# patterns over the whole text begin with letters as they stand, which is quick to look for
_TOURING = re.compile(
    r"oàn (?:công tác|thanh tra|(?<=Đoàn )(?:kiểm tra|[Gg]iám sát|khảo sát|[Kk]iểm tra))"
    r"(?= (?!của|gồm|do|liên|số|về)\w|[,.;])"
)
_NO_DELEGATION = re.compile(r"(?:\w|thành viên |[Tt]rưởng |lập )$")
_SPEAKING_COMMITTEE = re.compile(
    r"Thường trực(?<=[.,;] Thường trực)(?= (?:sẽ|đã|yêu cầu|đề nghị|giao|thống nhất|cho rằng|cho biết|đánh giá|ghi nhận"
    r"|biểu dương|phê bình|nhất trí|nhắc|lưu ý|kết luận)(?!\w))"
)
_OFFICE_ALONE = re.compile(r"(?m)^VĂN PHÒNG$")  # the lower line of a letterhead
_ROLE_END = r"(?= [a-zđ(]|[,;.)])"


def bodies_by_role(text: str, found: list[EntityMention]) -> list[EntityMention]:
    """Bare `Sở`, `Bệnh viện`, `Công ty` with a capital, once the text has named such a body in full."""
    out = _delegations(text)
    out += [body_mention(text, m.start(), m.end(), "role") for m in _SPEAKING_COMMITTEE.finditer(text)]
    out += [body_mention(text, m.start(), m.end(), "letterhead") for m in _OFFICE_ALONE.finditer(text)]
    named = " ".join(f" {text[m.start : m.end].lower()} |" for m in found)
    roles = [r for r in body_words().roles if f" {r} " in named and named.count(f" {r} ") != named.count(f" {r} |")]
    for match in _role_pattern((*roles, *_ALWAYS)).finditer(text):
        follows = _follows_as_doer(text, match.end())
        before = text[max(0, match.start() - 20) : match.start()]
        if follows and not _LEADER.search(before) and not is_plural(before):
            out.append(body_mention(text, match.start(), match.end(), "role"))
    return out


def _delegations(text: str) -> list[EntityMention]:
    """`đoàn công tác` and the like without whose it is, where it is one and does something."""
    found = []
    for match in _TOURING.finditer(text):
        start = match.start() - 1
        before = text[max(0, start - 20) : start]
        if start >= 0 and text[start] in "đĐ" and not is_plural(before) and not _NO_DELEGATION.search(before):
            found.append(body_mention(text, start, match.end(), "role"))
    return found


_ALWAYS = ("văn phòng", "công đoàn")  # need not have been named in full


@lru_cache(maxsize=256)
def _role_pattern(roles: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(role[0].upper() + role[1:] for role in roles)}){_ROLE_END}")


def _follows_as_doer(text: str, end: int) -> bool:
    if text.startswith((" nào", " cùng cấp"), end):
        return False
    return text[end] in ",;.)" or text.startswith("(", end + 1) or bool(name_end_pattern().match(text, end + 1))
