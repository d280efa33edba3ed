"""The word patterns that several readers of frames share, compiled once from the word lists."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from extractor.lexicon.alternation import alternation
from extractor.lexicon.clauses import ClauseWords, clause_words
from extractor.lexicon.orders import OrderWords, one_of, order_words


class Grammar(msgspec.Struct, frozen=True):
    """Patterns for the lower-case matching view. Those with a group `verb` name the word that decided."""

    discourse: re.Pattern[str]
    lead_up: re.Pattern[str]
    assign: re.Pattern[str]
    predicate: re.Pattern[str]
    verb: re.Pattern[str]
    modal: re.Pattern[str]
    speak: re.Pattern[str]
    pronoun: re.Pattern[str]
    decide: re.Pattern[str]
    petition: re.Pattern[str]
    praise: re.Pattern[str]
    commit: re.Pattern[str]


GAP = re.compile(r"\s*,?\s*")
# `Chủ tịch huyện cùng đoàn, yêu cầu …`: who came along says nothing
# `Tại cuộc họp Ban Chỉ đạo tỉnh sáng nay, …`: whose meeting it was, no doer behind a link word
_MEETING_OF = (
    r"tại (?:buổi làm việc|cuộc họp|hội nghị)\s+"
    r"(?:ban|bch|bcđ|btv|hội đồng|thường trực|thường vụ|ubnd|hđnd|ủy ban|tổ|đảng ủy|chi bộ|huyện ủy|tỉnh ủy|thành ủy"
    r"|giao ban|với)(?!\w)[^,.;:]{0,80},"
)
# `vướng chỗ nào điện thẳng cho Văn phòng`, `có gì khó thì báo ngay`
_ON_TROUBLE = (
    r"(?:(?:có\s+)?(?:vướng|kẹt|bí|khó|trục trặc|phát sinh|có)\s+"
    r"(?:(?:chỗ|khâu|việc|điểm|đoạn|nơi|cái|chuyện|vấn đề)\s+(?:nào|gì)|gì|đâu|ở đâu)(?:\s+(?:khó|vướng|mới|lạ"
    r"|bất thường))?"
    r"\s*(?:thì\s+|,\s*)?(?=(?:báo|điện|gọi|nói|hỏi|gặp|trao đổi|phản ánh|xin|gỡ|làm)\s))"
)
# `Thông qua các lớp tập huấn, nâng cao …`: a way to do it; `Thông qua đề án …`: a decision on a paper
BY_MEANS_OF = (
    r"thông qua(?= \w)(?! (?:(?:các|những|toàn bộ|việc|bước đầu|lần cuối|\d+)\s)*"
    r"(?:dự (?:thảo|án|toán)|đề (?:án|cương|nghị|xuất)|đồ án|kế hoạch|nghị quyết|phương án|danh (?:mục|sách)|báo cáo"
    r"|tờ trình|quy (?:hoạch|chế|định)|chủ trương|chương trình|nội dung|hồ sơ|quyết (?:định|toán)|luật|chỉ tiêu|giá"
    r"|thiết kế|kết quả|mức|văn kiện|điều (?:lệ|chỉnh)|nhân sự|biên bản|bổ sung|phân bổ|định mức|tên|cơ cấu|số lượng)"
    r"(?!\w))"
)
COMPANY = re.compile(r"\s+cùng (?:đoàn(?: công tác| kiểm tra)?|các thành viên(?: trong)? đoàn)(?!\w)")
CHAIRS = re.compile(r"\s*,?\s*(?:đã\s+|đồng\s+)?chủ trì\s+(?:cuộc|buổi|hội nghị|phiên|họp|lễ|kỳ|tiếp|hội thảo)(?!\w)")


# any verb with `lại` (`xem lại quy định`), and sending people or vehicles (`điều 2 xe bồn`)
EVERYDAY = re.compile(
    r"\s+(?!còn |trở |quay |ở |trái |ngược |tóm |nhắc |kể |nói |sót |tồn |dừng )\w+ lại(?= [\w(])"
    r"|\s+điều (?:\d|thêm|ngay|xe|máy|người|quân|lực lượng)"
)


# `ông bảo Phòng A khảo sát`: only before somebody who can be told, as `bảo` opens many other verbs
_BIDS = (
    r"bảo(?=\s+(?:ngay\s+)?(?:các (?:phòng|ban|sở|xã|ngành|anh)|sở|phòng|ubnd|ủy ban|chủ tịch|phó chủ tịch"
    r"|giám đốc|trưởng"
    r"|công an|chi cục|trung tâm|công ty|văn phòng|hội|đoàn|đội|trạm|hạt|xã|huyện|nhà thầu|ban quản lý)\s)"
)


@cache
def grammar() -> Grammar:
    """All shared patterns."""
    words, clause = order_words(), clause_words()
    return Grammar(
        discourse=re.compile(
            rf"(?!{_MEETING_OF})(?:{one_of(words.discourse)})\s*,?\s*:?\s*|{_paper_says(words)}|{_ON_TROUBLE}",
        ),
        lead_up=re.compile(rf"{one_of(clause.lead_ups)}|{BY_MEANS_OF}"),
        assign=_assign(words),
        predicate=_predicate(words, clause),
        # `Cử tri A kiến nghị …`: voters, and nobody is sent; `cử tri có 3 ý kiến, như: …` opens what they ask
        verb=re.compile(
            rf"(?:{one_of(clause.hastening)}(?:\s*,\s*|\s+))*(?!cử (?:tri(?! có )|nhân)(?!\w)){one_of(words.verbs)}"
        ),
        modal=_modal(clause),
        speak=_speak(words),
        pronoun=_pronoun(clause),
        decide=re.compile(
            r"(?:(?:thì|cũng|đã|cơ bản|về cơ bản|chỉ|tạm thời|tạm|hoàn toàn)\s+)*"
            rf"(?!{BY_MEANS_OF})(?P<verb>{one_of(words.deciding)})"
        ),
        petition=re.compile(rf"(?:(?:thì|cũng|đã|sẽ|trân trọng|tiếp tục)\s+)*(?P<verb>{one_of(words.petitioning)})"),
        praise=re.compile(one_of(words.praising)),
        commit=re.compile(rf"(?:(?:thì|cũng|đã)\s+)*(?P<verb>{one_of(words.committing)})"),
    )


_STATES = r"(?:nhấn mạnh|nêu rõ|nêu|ghi rõ|chỉ rõ)"


@cache
def paper_states() -> re.Pattern[str]:
    """`Công văn số 12 nêu rõ: `, which stays outside the order that it frames."""
    return re.compile(rf"(?:nội dung\s+)?{one_of(order_words().papers)}(?:\s[^,.;:]{{1,40}}?)?\s+{_STATES}\s*:\s*")


def _paper_says(words: OrderWords) -> str:
    """`Nội dung công điện yêu cầu A …`, `Công văn nhấn mạnh: …`: what a paper says is read as its giver's own words."""
    paper = rf"(?:nội dung\s+)?{one_of(words.papers)}(?:\s+(?:khẩn|hỏa tốc|trên|này|số\s\S+))*\s+"
    paper += r"(?:(?:cũng|còn|đồng thời|đã|đặc biệt)\s+)*"
    told = (
        r"(?:các|những|mỗi|từng|tất cả|chủ tịch|giám đốc|thủ trưởng|ubnd|ủy ban|sở|bộ|ban|công an|cục|chi cục|phòng"
        r"|trung tâm|công ty|huyện|xã|tỉnh|thành phố|đơn vị|lực lượng|ngành|chính quyền|đồng chí|cơ quan|chủ đầu tư"
        r"|nhà thầu)(?!\w)"
    )
    return rf"{paper}(?:(?=(?:yêu cầu|đề nghị|giao|lưu ý)\s{told})|{_STATES}\s*:\s*)"


def skip(pattern: re.Pattern[str], text: str, at: int, end: int) -> int:
    """The offset behind `pattern` where it matches at `at`, else `at`."""
    match = pattern.match(text, at, end)
    return match.end() if match else at


@cache
def hands_over() -> str:
    """A pattern for the verb `giao` outside `giao ban`, a meeting: `giao Ban Chấp hành …` hands over again."""
    return rf"giao(?! ban(?! (?:{alternation(clause_words().boards)})))"


def _assign(words: OrderWords) -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:trân trọng|kính|đồng thời|tiếp tục|cũng|thống nhất|nhất trí|đồng ý|và)\s+)*"
        rf"(?:{one_of(words.assigning)}|{_BIDS})\s*(?:(?:ngay|luôn|thẳng|trực tiếp|cụ thể)\s+(?=cho\s))?"
        r"(?:đối với\s+|tới\s+|cho\s+)?(?:trách nhiệm\s+)?:?\s*"
    )


def _predicate(words: OrderWords, clause: ClauseWords) -> re.Pattern[str]:
    return re.compile(
        r"\s*,?\s*(?:mỗi (?:đơn vị|bên|cơ quan|tổ chức|đoàn thể|hội|xã|thôn|huyện|ngành|phòng|khoa|nơi|người)\s+)?"
        rf"(?:{one_of(words.weak)}\s+)*(?!không (?:có|còn|đạt|đủ|đúng|biết|thấy|kịp|ai|thể|ít|phải)(?!\w))"
        rf"{one_of((*words.adverbs, *words.verbs, *clause.predicates))}"
    )


def _modal(clause: ClauseWords) -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:cũng|còn)\s+)?(?:cần phải|cần|phải|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)"
        rf"(?!\s+(?:{alternation(clause.needs)}))(?!\w)"
    )


def _speak(words: OrderWords) -> re.Pattern[str]:
    adverbs = r"(?:thì|cũng|đã|sẽ(?= (?:kiến nghị|đề xuất) )"
    adverbs += r"|tiếp tục|còn|vừa|đồng thời|đặc biệt|có ý kiến|thẳng thắn|yêu cầu và|trân trọng|kính)\s+"
    # `đã ký ban hành Công văn số … yêu cầu`
    in_writing = (
        r"(?:ký|ban hành|có|gửi|phát đi)\s+(?:ban hành\s+)?"
        r"(?:văn bản|công văn|công điện|thông báo|chỉ thị|kết luận)[^,.;:]{0,60}?\s+"
    )
    return re.compile(
        rf"\s*,?\s*(?:{adverbs})*(?:{in_writing})?(?P<verb>(?!nêu (?:cao|gương)(?!\w)){one_of(words.speaking)})"
    )


def _pronoun(clause: ClauseWords) -> re.Pattern[str]:
    """Whoever spoke before, where a verb of speaking follows."""
    known = alternation((*clause.stand_ins, *clause.houses, *clause.meetings))
    writer = r"(?:chúng )?tôi(?:\s+(?:khẩn thiết|tha thiết|thiết tha|trân trọng))?"
    who = rf"{writer}|{known}|người đứng đầu [^,.;:]{{3,60}}?|vị (?!trí)\w+ \w+"
    return re.compile(rf"(?:{who})(?=\s+(?:{alternation(clause.pronoun_speaks)}|{hands_over()})(?!\w))")
