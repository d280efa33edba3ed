"""What stands behind a doer and belongs to it without being its name."""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.actor_index import ActorIndex
from extractor.core.characters import UPPER
from extractor.lexicon.actors import actor_words
from extractor.lexicon.alternation import alternation
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of, order_words

_BRACKET = re.compile(r"\s*\([^()]{0,200}\)")
_TAIL = re.compile(
    r"\s+(?:có\s+)?liên quan"
    r"|\s+(?:còn lại|nói trên|nêu trên)(?=\s+[^\W\d_]|\s*:)"
    r"|\s+trên địa bàn(?:\s+(?:toàn\s+)?(?:tỉnh|huyện|thành phố|xã|phường)(?!\w))?"
)
_LEVELS = ("tỉnh", "thành phố", "huyện", "thị xã", "quận", "xã", "phường", "thị trấn", "đặc khu")
_SPREAD = re.compile(
    # `Ban Chỉ huy Phòng, chống thiên tai các cấp, các ngành`
    r"\s+các (?:cấp(?:,| và) các ngành|ngành(?:,| và) các cấp)(?!\w)"
    rf"|\s+(?:các|một số|những)\s+{one_of((*_LEVELS, 'địa phương', 'cấp', 'khu vực'))}"
    rf"(?:\s*(?:,|và|[-/])\s*{one_of(_LEVELS)})*"
    r"(?:\s+(?:phía|ven|vùng|trong|trên địa bàn|liên quan|trực thuộc)(?!\w)(?:\s+[^\s,.;:]+){0,2})?"
)

_REACH_OF_CLAUSE = 140  # characters
_WORD = r"[^\s,.;:()]+"
# `phụ trách xã, thị trấn`: places part no clause
_WORDS = rf"{_WORD}(?:(?:\s+(?!thì\s)|,\s*(?={one_of((*_LEVELS, 'thôn', 'bản', 'ấp', 'khu phố'))})){_WORD})"
# `có`, `được`, `đã` that open the order itself, not a clause about the doers
_OPENS_ORDER = re.compile(
    r"\s+(?:có trách nhiệm|có nhiệm vụ(?! (?:chậm|quá hạn|chưa|tồn đọng|trễ|được giao|đến hạn|sắp đến hạn))"
    r"|có kế hoạch|có giải pháp|có phương án|có biện pháp|có văn bản"
    r"|được yêu cầu|được đề nghị|được mời|được nhờ|được chỉ đạo|được phân công"
    r"|được giao (?:chủ trì|làm|phụ trách|tham mưu|xây dựng|thực hiện)|không được|tại (?:hội nghị|cuộc họp|buổi))(?!\w)"
)


# `các huyện tổ chức triển khai nghiêm túc …`: what they are to do, and not which of them
_DUTY_ITSELF = r"tổ chức\s+(?:triển khai|thực hiện|quán triệt|tuyên truyền|kiểm tra|rà soát|phổ biến|học tập)(?!\w)"
_IN_CHARGE = re.compile(
    r"\s+(?:đầu mối|chủ trì|chủ quản|quản lý|phụ trách|sử dụng|thụ hưởng|tiếp nhận|tham gia)(?!\w)[^.;:()]{3,110}?"
    r"(?=,\s*(?:và\s+)?(?:các|những)\s+(?:cơ quan|đơn vị|chủ đầu tư|địa phương|sở|ban|tổ chức)(?!\w)"
    r"|,?\s+(?:theo chức năng|theo nhiệm vụ|theo thẩm quyền|căn cứ chức năng)(?!\w))"
)
_BY_DUTY = re.compile(r"[^.;:]{0,240}?\s(?:theo chức năng|theo nhiệm vụ|theo thẩm quyền|căn cứ chức năng)(?!\w)")


def end_of_charge_of_many(index: ActorIndex, at: int, end: int) -> int:
    """Behind what many are in charge of, in a list that ends in `theo chức năng …`: `các cơ quan chủ trì dự án, …`."""
    charge = _IN_CHARGE.match(index.lower, at, end)
    return charge.end() if charge and _BY_DUTY.match(index.lower, charge.end(), end) else at


# `đơn vị này`, `các xã nói trên`
_THIS = re.compile(r"\s+(?:này|đó|ấy|(?:nêu |nói |kể )trên)(?!\w)")


def end_of_clause(index: ActorIndex, at: int, end: int) -> int:
    """Behind what tells which of many are meant (`các xã có tuyến đi qua`), where a main verb follows it."""
    if being := _being().match(index.lower, at, min(end, at + _REACH_OF_CLAUSE)):
        return being.end()
    if _OPENS_ORDER.match(index.lower, at, end):
        return at
    reach = min(end, at + _REACH_OF_CLAUSE)
    clause = _obliged().match(index.lower, at, reach) or _relative_clause().match(index.lower, at, reach)
    if clause is None:
        return at
    left = _LEFT_OPEN.search(index.lower, at, clause.end())  # `cán bộ phụ trách thiếu nhi | trong tổ chức …`
    return left.start() if left else clause.end()


_LEFT_OPEN = re.compile(r"\s+(?:(?:trong|để|khi)(?:\s+(?:việc|công tác))?|trên cơ sở\s[^,.;:]{0,90})$")
DONE_TO = re.compile(r"\s+nào\s[^,.;:()]{1,60}?\sthì\s")
"""`nhà thầu | nào chậm thì xử phạt`: what follows is done to them."""

# `Trưởng các khu 4, 5, 6`, `khu phố 2`, `tổ 3A và 3B`, but not `các xã 3 ngày`, `khu 5 ha`
_NUMBERS = re.compile(
    r"\s+(?:số\s+)?\d{1,3}[a-zđ]?(?!\w|[.,/]\d|\s+(?:ngày|giờ|lần|tháng|ha|hộ|triệu|tỷ|người|%))"
    r"(?:\s*(?:,|và|,\s*và)\s*(?:số\s+)?\d{1,3}[a-zđ]?(?!\w|[.,/]\d))*"
)
_NUMBERED = re.compile(
    r"(?:khu|khu phố|tổ|tổ dân phố|tổ liên gia|đội|thôn|ấp|khóm|xóm|bản|buôn|cụm|khối|chi bộ|chi hội|chi đoàn|trạm"
    r"|nhóm|tiểu ban|xưởng|phân xưởng|công trường|kíp|ca|lớp|khoa|trung đội|đại đội|cơ sở|hồ|nhà máy|xí nghiệp)$"
)
_HERE = re.compile(r"\s+trên địa bàn(?:\s+(?:toàn\s+)?(?:tỉnh|huyện|thành phố|xã|phường)(?!\w))?")
_TEAM = re.compile(r"(?:tổ|đội|bộ phận|nhóm|tiểu ban|kíp)$")
_HOUSE_BEFORE = re.compile(
    r"(?:đơn vị|cơ quan|công ty|doanh nghiệp|nhà thầu|địa phương|chủ đầu tư|ban|sở|xã|phường|huyện|tỉnh|ngành|trường"
    r"|tổ)$"
)
_LAST_HEAD = 16  # characters


def end_of_numbers(index: ActorIndex, at: int, end: int) -> int:
    """Behind the numbers by which units are told apart: `Trưởng các khu 4, 5, 6`."""
    numbers = _NUMBERS.match(index.lower, at, end)
    return numbers.end() if numbers and _NUMBERED.search(index.lower, max(0, at - _LAST_HEAD), at) else at


_OF_LEVEL = re.compile(r"\s+cấp (?:tỉnh|huyện|xã|cơ sở|trường|thành phố|quận|phường|trung ương|bộ|ngành)(?!\w)")


def end_of_own_level(index: ActorIndex, at: int, end: int) -> int:
    """Behind the level at which one body is: `Ban Tổ chức | cấp cơ sở tập hợp sản phẩm`."""
    level = _OF_LEVEL.match(index.lower, at, end)
    return level.end() if level else at


def end_of_levels(index: ActorIndex, at: int, end: int) -> int:
    """Behind further levels, by which one body is many: `Trung tâm Y tế huyện | , thành phố thực hiện …`."""
    if not _LEVEL_BEFORE.search(index.lower, max(0, at - _LAST_HEAD), at):
        return at
    levels = _MORE_LEVELS.match(index.view, at, end)
    return levels.end() if levels else at


_LEVEL_BEFORE = re.compile(r"\s(?:tỉnh|huyện|thị xã|quận|xã|phường|thị trấn)$")
_MORE_LEVELS = re.compile(
    r"(?:(?:\s*(?:,|và|,\s*và)\s+|\s*[-/]\s*)"
    rf"(?:thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)(?!\w)(?!\s+[{UPPER}\d]))+"
    r"(?=\s+[^\W\d_]|\s*[:.;(]|\s*$)"
)


def end_of_place(index: ActorIndex, at: int, end: int) -> int:
    """Behind the river or region that tells where many are: `các tỉnh đồng bằng | sông Hồng`."""
    seat = index.places.get(at + 1) if index.lower.endswith(_COMMITTEES, 0, at) else None
    if seat is not None and seat.end <= end:
        return seat.end  # `các cơ quan tham mưu, giúp việc Thành ủy | TP.HCM`
    lies = _LIES_IN.search(index.lower, max(0, at - _LAST_HEAD), at)
    if lies is None:
        return at
    place = index.places.get(at + 1) or index.places.get(lies.start() + 1)
    return place.end if place and at < place.end <= end else at


_COMMITTEES = (" tỉnh ủy", " huyện ủy", " thành ủy", " thị ủy", " quận ủy")
_LIES_IN = re.compile(r"\s(?:đồng bằng|duyên hải|ven biển|miền núi|trung du|phía bắc|phía nam|hạ du|thượng nguồn)$")


def end_of_description(index: ActorIndex, start: int, at: int, end: int) -> int:
    """Behind further words that tell which of the doers [start, at) are meant, up to the verb: `Người dân sống ven sông
    chủ động …`."""
    if _undescribed().match(index.lower, start, end):
        return at
    told = _description().match(index.view, at, min(end, at + _REACH_OF_CLAUSE))
    if told and (here := _HERE.match(index.lower, told.end(), end)):
        return here.end()
    return told.end() if told and not _cuts_name(index, told.end()) else at


@cache
def _undescribed() -> re.Pattern[str]:
    """`toàn tỉnh`, and what only begins like people (`những vị trí …`)."""
    words = actor_words()
    return re.compile(rf"(?:toàn|cả)\s|(?:{one_of(words.quantifiers)}\s+)?{one_of(words.no_bearers)}")


@cache
def _description() -> re.Pattern[str]:
    # words that open a clause, what is handed over, and the duty itself describe nobody
    no_word = (
        r"(?:nhắm|xin|hứa|chưa|gồm|bao|đã|đang|vừa|mới|sẽ|được|bị|bỏ|thôi|ngừng|lo|tránh|là|có|cho|về|để|từ|khi"
        r"|này|đó|đến|do|theo|nên|thì|nào|với|và|hoặc|mà|vì|nếu|như"
        r"|cấp (?:phát|tài khoản|giấy|phép|đổi|mã|thẻ|kinh phí|điện|nước)"
        r"|căn|sau|trước|vào|ra|lên|đủ|thiếu|đạt|toàn|vướng|gặp|chịu|muốn|còn|cũng|rất|càng|đối|của|các|những|mỗi"
        r"|từng|trong|tại|trên|ngoài|qua|bằng|nhằm)"
    )
    orders, clause = order_words(), clause_words()
    things = alternation(
        (*clause.things, *clause.not_given, *clause.tellings, *orders.speaking, *orders.petitioning, *orders.committing)
    )
    word = r"(?:[^\W\d_][^\s,.;:()]*|số\s+\d+|[a-z]{0,3}\d{1,3}[a-z]?)"
    no_ends = ("dự án", "công trình", "gói thầu", "hạng mục", "công tác", "đội", "tổ", "thứ", " giao", " hai", " văn")
    whole = "".join(f"(?<!{word})" for word in no_ends)
    bracket = r"(?:\s*\([^()]{2,160}\))?"  # `Các xã bãi ngang (Hải An, Hải Bình) | lập danh sách …`
    follows = rf"(?={bracket}\s+(?:(?:thi công\s+)?{main_verb()}|trên địa bàn(?!\w)))"
    first = rf"(?!{no_word}(?!\w)|{things}(?!\w)|{main_verb()}){word}"
    return re.compile(rf"\s+{first}(?:\s+(?!{no_word}(?!\w)){word}){{0,7}}?{whole}{follows}")


def end_of_charge(index: ActorIndex, at: int, end: int) -> int:
    """Behind what an office is in charge of: `Phó Hiệu trưởng phụ trách cơ sở vật chất`, `Tổ trưởng chuyên môn`."""
    charge = _charge().match(index.view, at, min(end, at + _REACH_OF_CLAUSE))
    return charge.end() if charge else at


@cache
def _charge() -> re.Pattern[str]:
    field = r"(?:trực tiếp )?(?:phụ trách|chuyên trách)"
    follows = rf"(?<!địa)(?=\s+{main_verb()}|\s+(?:cần|phải|có trách nhiệm|chịu trách nhiệm)(?!\w)|\s*[(:,]|\s+\()"
    bare = rf"\s+(?:chuyên môn|thường trực|trực ban|kỹ thuật|nghiệp vụ)(?=\s+{main_verb()}|\s*[:(])"
    return re.compile(rf"{bare}|\s+{field}(?:\s+{_WORD}){{1,7}}?{follows}")


def end_of_above(index: ActorIndex, at: int, end: int) -> int:
    """Behind the body that many are under: `Thủ trưởng các đơn vị trực thuộc | Sở Y tế`."""
    under = _UNDER.match(index.lower, at, end)
    behind = under.end() if under else (at + 1 if index.lower.endswith(("trực thuộc", " thuộc"), 0, at) else None)
    above = index.bodies.get(behind) if behind is not None else None
    return above.end if above and above.end <= end else at


_UNDER = re.compile(r"\s+(?:trực\s+)?thuộc\s+")


def end_of_project(index: ActorIndex, at: int, end: int) -> int:
    """Behind the project that a board or a team is for: `Hội đồng bồi thường | dự án Đường vành đai 4`."""
    project = _project().match(index.lower, at, min(end, at + _REACH_OF_CLAUSE))
    return project.end() if project else at


@cache
def _project() -> re.Pattern[str]:
    word = rf"(?!{main_verb()}|(?:đã|đang|được|bị|có|và)\s){_WORD}"
    return re.compile(rf"\s+(?:của\s+)?dự án(?:\s+{word}){{1,14}}?(?=\s+{main_verb()}|\s*[,.;:(]|\s*$)")


def end_of_house(index: ActorIndex, at: int, end: int) -> int:
    """Behind the house to which a body belongs: `Hội Chữ thập đỏ trường`, `Công đoàn bệnh viện`."""
    house = _house().match(index.lower, at, end)
    return house.end() if house else at


@cache
def _house() -> re.Pattern[str]:
    office = r"cơ quan(?: (?:bộ|tỉnh|huyện|xã|sở|công ty|tổng công ty|trung ương))?"
    house = rf"(?:nhà trường|trường|bệnh viện|{office}|công ty|đơn vị|trung tâm|khoa|viện|tỉnh|huyện|xã|phường"
    house += r"|khu vực|liên xã|liên huyện|ở cơ sở)"
    return re.compile(rf"\s+{house}(?!\w)(?=\s*[,.;:()]|\s*$|\s+và\s|\s+{main_verb()})")


_FROM_TO = re.compile(
    rf"\s+(?:(?:kéo dài|trải dài)\s+)?từ\s+[{UPPER}][\w'’]*(?:(?:\s+|\s?[-–]\s?)[{UPPER}][\w'’]*){{0,4}}\s+"
    rf"(?:(?:đến|tới)\s+[{UPPER}][\w'’]*(?:(?:\s+|\s?[-–]\s?)[{UPPER}][\w'’]*){{0,4}}|trở (?:ra|vào)(?:\s+Bắc|\s+Nam)?)"
)


def end_of_range(index: ActorIndex, at: int, end: int) -> int:
    """Behind the places between which many lie: `các tỉnh ven biển | từ Quảng Ninh đến Thanh Hóa`."""
    found = _FROM_TO.match(index.view, at, end)
    return found.end() if found else at


@cache
def _those_above() -> re.Pattern[str]:
    """`các đơn vị | trên | chỉnh sửa …`: those named before, right before what they are to do."""
    many = ("đơn vị", "cơ quan", "địa phương", "xã", "phường", "huyện", "thôn", "đảng bộ", "chi bộ", "phòng", "ban")
    return re.compile(rf"(?:{'|'.join(f'(?<={word})' for word in many)})\s+trên(?=\s+{_whole_verb()})")


def _whole_verb() -> str:
    """A verb of two syllables or more, an adverb or an obligation: no place."""
    words = order_words()
    return one_of(("cần", "phải", "có trách nhiệm", *words.adverbs, *(verb for verb in words.verbs if " " in verb)))


def end_of_attributes(index: ActorIndex, at: int, end: int) -> int:
    """Behind what many do for a living and where they are: `các cơ sở khám, chữa bệnh`, `các xã vùng hạ du`."""
    if above := _those_above().match(index.lower, at, end):
        return above.end()
    reach = min(end, at + _REACH_OF_CLAUSE)
    if _TEAM.search(index.lower, max(0, at - _LAST_HEAD), at) and (team := _team_work().match(index.view, at, reach)):
        at = team.end()
    of_places = _TERRITORY.search(index.lower, max(0, at - _LAST_HEAD), at)  # `các xã | thu gom, chôn lấp …`
    for attribute in (_where(),) if of_places else (_activity(), _where()):
        if (found := attribute.match(index.view, at, reach)) and not _cuts_name(index, found.end()):
            at = found.end()
    if (this := _THIS.match(index.lower, at, end)) and (
        this.group().strip().endswith("trên") or _HOUSE_BEFORE.search(index.lower, max(0, at - _LAST_HEAD), at)
    ):
        at = this.end()
    return at


_TERRITORY = re.compile(
    r"(?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn|đặc khu|địa phương|thôn|bản|ấp|khóm|khu phố)$"
)


def _cuts_name(index: ActorIndex, at: int) -> bool:
    return at in index.inside


@cache
def _team_work() -> re.Pattern[str]:
    """What a team is for, before the verb of its duty: `tổ biên tập | hoàn thiện …`."""
    work = one_of(tuple(verb for verb in actor_words().name_verbs if verb not in ("tổ chức", "phụ trách")))
    return re.compile(rf"\s+{work}(?:\s+{_WORD}){{0,4}}?(?=\s+{main_verb()})")


@cache
def trades_in_a_row() -> str:
    """The pattern of several trades or kinds of school: `khám bệnh, chữa bệnh`, `THPT, TCCN và TT GDTX`."""
    trade = one_of(actor_words().trades)
    return rf"{trade}(?:(?:\s*,\s*(?:và\s+)?|\s+và\s+){trade})+"


@cache
def _activity() -> re.Pattern[str]:
    """The trade that tells which of many, up to the verb of their duty."""
    trade = one_of(actor_words().trades)
    chain = trades_in_a_row()
    work = r"(?:quản lý|vận hành|khai thác|bảo trì|bảo vệ|sử dụng|thi công|giám sát|thiết kế|thẩm tra|cung cấp)"
    works = rf"{work}(?:,\s*|\s+và\s+){work}(?:\s+{_WORD}){{1,6}}?(?=\s+{main_verb()})"
    more = rf"(?<=quản lý),\s*{work}(?:\s+{_WORD}){{1,6}}?(?=\s+{main_verb()})"  # `đơn vị quản lý | , vận hành hồ …`
    return re.compile(
        rf"{more}|\s+(?:{works}|{trade}(?:(?:,\s*|\s+và\s+|\s+){_WORD}){{0,6}}?(?=\s+{main_verb()})|{chain})"
    )


@cache
def _where() -> re.Pattern[str]:
    side = r"(?:hạ du|thượng nguồn|đầu nguồn)(?!\w)"
    word = (
        rf"\s+(?!(?:để|nhằm|theo|và các|và những)\s){_WORD}"  # `các xã giáp ranh | để làm tốt …`: the aim of the work
    )
    side = rf"{side}|(?:vùng|khu vực|ven|dọc|phía|giáp|lưu vực|tuyến)(?:{word}){{1,6}}?"
    inside = (
        r"(?:trong|tại|ở|trên|quanh|xung quanh|hai bên|gần|ngoài)\s+"
        r"(?!cơ sở|tinh thần|tháng|ngày|quý|năm|thời gian|tuần|quá trình|khi|đó|phạm vi|việc|công tác|nguyên tắc"
        r"|nhiệm kỳ|diện|danh sách|lúc|dịp|đợt|vụ|hội nghị|cuộc|buổi"
        r"|thực hiện|triển khai|tổ chức|kiểm tra|xử lý|giải quyết|quản lý|tuyên truyền|bảo đảm|đảm bảo|phát hiện)"
        rf"{_WORD}(?:\s+(?!(?:đến|tới|vào|xuống|đi) (?:từng|tận)(?!\w)){_WORD}){{0,5}}?"
    )
    side = rf"{side}|{inside}"
    return re.compile(
        rf"\s+(?:(?:thuộc|ở|tại|trong)\s+)?(?:{side})(?=\s+{main_verb()}|\s+(?:để|nhằm|và các)\s|\s*[,.;:()]|\s*$)"
    )


# verbs of one syllable that are more often the end of another word (`dân | vận`, `giao | thông`)
_HALVES = frozenset(("vận", "thông", "cấp", "phòng", "quản", "kiểm", "tuần", "ứng", "thi", "học", "chi", "báo"))


def main_verb() -> str:
    words = order_words()
    duty: tuple[str, ...] = (
        "cần",
        "phải",
        "có trách nhiệm",
        "chịu trách nhiệm",
        "không",
        "tuyệt đối",
        "tự",
        "đều",
        "luôn",
        "cùng",
    )
    duty += ("xong", "căn cứ vào", "căn cứ chức năng", "căn cứ nhiệm vụ", "theo chức năng")
    # `giao thông` is no verb
    verbs = (verb for verb in words.verbs if verb not in _HALVES)
    # `các xã ở vùng thường xuyên bị ngập | kê cao …`
    no_verb = (
        rf"giao {one_of(clause_words().not_given)}|(?:thường xuyên|luôn) (?:có|bị|xảy ra|ngập|chịu|gặp|thiếu)(?!\w)"
    )
    return rf"(?!{no_verb}){one_of((*duty, *words.adverbs, *verbs))}"


def end_of_obliged(index: ActorIndex, at: int, end: int) -> int:
    """Behind what tells which are meant, where an obligation follows it (`hộ chưa di dời phải …`)."""
    clause = _obliged().match(index.lower, at, min(end, at + _REACH_OF_CLAUSE))
    return clause.end() if clause and not _OPENS_ORDER.match(index.lower, at, end) else at


def end_of_told(index: ActorIndex, at: int, end: int) -> int:
    """Behind what has or has not been done, where the verb of the order follows (`đề nghị các hộ chưa nhận tiền …`)."""
    clause = _told().match(index.lower, at, min(end, at + _REACH_OF_CLAUSE))
    return clause.end() if clause and not _OPENS_ORDER.match(index.lower, at, end) else at


@cache
def _told() -> re.Pattern[str]:
    words = order_words()
    verb = one_of(words.verbs)
    done = rf"\s+{one_of(actor_words().conditions)}\s+(?:{verb}\s+)?"
    # `chưa nhận tiền | đến UBND xã nhận tiền`
    goes = rf"(?:đến|tới|lên|về)\s+{one_of(clause_words().counters)}"
    return re.compile(rf"{done}{_WORDS}{{0,6}}?(?=\s+(?:{one_of((*words.adverbs, *words.verbs))}|{goes}))")


@cache
def _obliged() -> re.Pattern[str]:
    """What has or has not been done tells which are meant only where an obligation follows."""
    words = actor_words()
    duty = r"(?:cần|phải|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|không được|tuyệt đối|nghiêm túc|nghiêm cấm)(?!\w)"
    return re.compile(
        rf"\s+(?!{_DUTY_ITSELF}){one_of((*words.conditions, *words.relatives))}\s+{_WORDS}{{0,10}}?(?<!\skhông)"
        rf"(?=\s+(?:(?:thì\s+)?{duty}|thì\s+{one_of(order_words().verbs)}))"
    )


@cache
def _being() -> re.Pattern[str]:
    """`các chủ rừng | là tổ chức`, `các bệnh viện là đơn vị tự chủ`: what they are tells which are meant."""
    whom = r"(?:tổ chức|cá nhân|hộ|doanh nghiệp|đảng viên|cán bộ|thành viên|cộng đồng|chủ đầu tư|người)(?!\w)"
    word = rf"(?!{main_verb()}){_WORD}"
    return re.compile(rf"\s+là\s+{whom}(?:\s+{word}){{0,4}}?(?=\s+{main_verb()}|\s*:|\s*$)")


_FALLS_SHORT = (
    r"(?:(?:đạt |chỉ đạt |còn |ở mức )?(?:dưới|trên|hơn|không quá)\s+(?:mức\s+)?\d[\d.,]*\s?(?:%|[^\W\d_]+)"
    r"|(?:còn |đạt )?(?:thấp|chậm(?: tiến độ)?|quá hạn|trễ hạn|tồn đọng|kém|yếu|sai phạm|vi phạm|vướng mắc))"
)


@cache
def _relative_clause() -> re.Pattern[str]:
    whole_verbs = tuple(verb for verb in order_words().verbs if " " in verb)
    # `trên địa | bàn` is no verb
    # `tham gia góp ý dự thảo` is what they are to do themselves
    theirs = (
        r"tham gia\s+(?:các (?:hoạt động|phong trào|cuộc)|hoạt động|tích cực|góp|đóng góp|ý kiến|cho ý kiến"
        rf"|thẩm định|thẩm tra|phối hợp|{one_of(whole_verbs)})(?!\w)"
    )
    return re.compile(
        # `có dự án giải ngân dưới 30%`, `có tỷ lệ tiêm chủng thấp`: a verb inside is not yet what they are to do
        rf"\s+có\s+{_WORDS}{{1,7}}?\s+{_FALLS_SHORT}(?=\s+(?:thì\s+)?{main_verb()})"
        rf"|\s+(?!{theirs}){one_of(actor_words().relatives)}\s+{_WORDS}{{0,8}}?(?<!địa)"
        rf"(?=(?:\s*\([^()]{{2,160}}\))?\s+(?:thì\s+)?{main_verb()})"
    )


_THEN = re.compile(r",?\s+thì\s+")
_CHIEF = re.compile(
    r"(?:chủ đầu tư|ban quản lý|cơ quan chủ quản|người đứng đầu|thủ trưởng|lãnh đạo|chủ tịch|bí thư|giám đốc"
    r"|cấp trên)(?!\w)"
)


def then_another(index: ActorIndex, at: int, end: int) -> bool:
    """Whether somebody else follows behind `thì`: `Đơn vị nào chậm | thì người đứng đầu phải …`."""
    then = _THEN.match(index.lower, at, end)
    if then is None:
        return False
    known = (index.bodies, index.offices, index.persons)
    return any(then.end() in mentions for mentions in known) or _CHIEF.match(index.lower, then.end(), end) is not None


def end_of_tail(index: ActorIndex, at: int, end: int) -> int:
    """The offset behind a bracket and `liên quan`, `trên địa bàn tỉnh`."""
    if bracket := _BRACKET.match(index.view, at, end):
        at = bracket.end()
    if tail := _TAIL.match(index.lower, at, end):
        at = tail.end()
    house = _of_house().match(index.lower, at, end)
    return house.end() if house else at


@cache
def _of_house() -> re.Pattern[str]:
    """`Phòng Tổ chức | của Sở rà soát …`: the house it belongs to, named by its kind alone."""
    house = (
        r"(?:sở|bộ|tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn|trường|đơn vị|cơ quan|công ty|tổng công ty"
        r"|ban|hội"
        r"|ngành|chi cục|cục|tổng cục|bệnh viện|(?:ubnd|ủy ban nhân dân|hđnd) (?:tỉnh|huyện|thành phố|xã|phường))"
    )
    return re.compile(rf"\s+của\s+{house}(?=\s+{main_verb()})")


def end_of_spread(index: ActorIndex, at: int, end: int) -> int | None:
    """The offset behind the places where a body stands many times: `Sở Y tế` + `các tỉnh, thành phố`."""
    spread = _SPREAD.match(index.lower, at, end)
    return spread.end() if spread else None
