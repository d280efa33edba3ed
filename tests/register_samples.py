"""Records and originals for the tests of the register, made by hand: composed sentences, no pipeline."""

from __future__ import annotations

from extractor.core.record import (
    Anchor,
    Assignee,
    Card,
    Deadline,
    Directive,
    Entity,
    Evidence,
    Figure,
    Located,
    Record,
    Section,
    Source,
    Time,
)
from extractor.store import Original

AT = "2026-11-22T08:00:00+07:00"

TEXT = """UBND HUYỆN LÂM SƠN
Số: 408/TB-UBND
THÔNG BÁO
Kết luận của Chủ tịch UBND huyện tại cuộc họp giao ban tháng 3
I. ĐÁNH GIÁ
Tỷ lệ giải ngân đạt 45,3%, đã có 285/415 hộ được hỗ trợ.
II. NHIỆM VỤ
1. Về giao thông
a) Phòng Kinh tế và Hạ tầng chủ trì, phối hợp với UBND xã Tân Hoà hoàn thành cầu Suối Đá trước ngày 30/4/2026.
b) Công an huyện tuần tra hằng tuần, báo cáo kết quả.
2. Giao Phòng Tài chính rà soát nguồn vốn trong 10 ngày kể từ khi nhận đủ hồ sơ.
3. Các đơn vị tăng cường kỷ luật, kỷ cương hành chính.
4. Thống nhất chủ trương đầu tư đường Đông Sơn."""


COMMUNE = "Ủy ban nhân dân xã Tân Hòa"


def span(text: str, quote: str) -> tuple[int, int]:
    start = text.index(quote)
    return start, start + len(quote)


def assignee(text: str, quote: str, role: str = "lead", name: str | None = None) -> Assignee:
    start, end = span(text, quote)
    return Assignee(name or quote, role, start, end)


def notice(
    text: str = TEXT, *, program: str = "chidao 0.1.0", number: str = "408/TB-UBND", issued_on: str = "2026-03-12"
) -> Record:
    """A notice with five directives: a day, a rule, an offset without a day, no deadline, a decision."""
    second = span(text, "II. NHIỆM VỤ")
    traffic = span(text, "1. Về giao thông")
    return Record(
        text=text,
        document=Card(
            genre="notice",
            doc_type="thông báo",
            number=number,
            title="Kết luận của Chủ tịch UBND huyện tại cuộc họp giao ban tháng 3",
            issuer="UBND huyện Lâm Sơn",
            issued_on=issued_on,
            evidence={"number": Evidence(*span(text, "408/TB-UBND"), "408/TB-UBND")},
        ),
        source=Source(format="text", file_name="408.txt"),
        anchor=Anchor(issued_on, "issue_date"),
        entities=(
            Entity("organization", *span(text, "UBND xã Tân Hoà"), "UBND xã Tân Hoà", "test.org", name=COMMUNE),
            Entity("location", *span(text, "đường Đông Sơn"), "đường Đông Sơn", "test.place", level="other"),
        ),
        figures=(
            Figure("percent", *span(text, "45,3%"), "45,3%", "test.percent", 45.3, "%"),
            Figure("ratio", *span(text, "285/415 hộ"), "285/415 hộ", "test.ratio", 285, "hộ", total=415),
        ),
        times=(
            Time("date", *span(text, "ngày 30/4/2026"), "ngày 30/4/2026", "date", from_="2026-04-30", to="2026-04-30"),
            Time("recurring", *span(text, "hằng tuần"), "hằng tuần", "test.rec", value="FREQ=WEEKLY"),
        ),
        directives=directives(text),
        sections=(
            Section(second[0], len(text), heading=Evidence(*second, "II. NHIỆM VỤ"), label="II.", part="tasks"),
            Section(traffic[0], text.index("\n2. "), "1.", heading=Evidence(*traffic, "1. Về giao thông"), parent=0),
            Section(text.index("a) Phòng"), text.index("\nb) "), label="a)", parent=1),
        ),
        places=(Located(0, second[0], 1), Located(second[0], len(text), 2)),
        program=program,
    )  # fmt: skip


def directives(text: str = TEXT) -> tuple[Directive, ...]:
    bridge = (
        "Phòng Kinh tế và Hạ tầng chủ trì, phối hợp với UBND xã Tân Hoà hoàn thành cầu Suối Đá trước ngày 30/4/2026."
    )
    patrol = "Công an huyện tuần tra hằng tuần, báo cáo kết quả."
    money = "Giao Phòng Tài chính rà soát nguồn vốn trong 10 ngày kể từ khi nhận đủ hồ sơ."
    order = "Các đơn vị tăng cường kỷ luật, kỷ cương hành chính."
    road = "Thống nhất chủ trương đầu tư đường Đông Sơn."
    day, week, ten = "trước ngày 30/4/2026", "hằng tuần", "trong 10 ngày kể từ khi nhận đủ hồ sơ"
    return (
        Directive(
            "task", *span(text, bridge), bridge, "test.lead",
            (assignee(text, "Phòng Kinh tế và Hạ tầng"), assignee(text, "UBND xã Tân Hoà", "coordinate")),
            Deadline(day, *span(text, day), due="2026-04-30", bound="before", last_day="2026-04-29"),
            section=2, confidence=0.9,
        ),
        Directive(
            "task", *span(text, patrol), patrol, "test.subject", (assignee(text, "Công an huyện"),),
            Deadline(week, *span(text, week), recurrence="FREQ=WEEKLY"), section=1,
        ),
        Directive(
            "task", *span(text, money), money, "test.give", (assignee(text, "Phòng Tài chính"),),
            Deadline(ten, *span(text, ten), anchor="nhận đủ hồ sơ", offset="P10D"), issued_by="Chủ tịch UBND huyện",
        ),
        Directive("task", *span(text, order), order, "test.bare", (assignee(text, "Các đơn vị"),)),
        Directive("decision", *span(text, road), road, "test.agree"),
    )  # fmt: skip


def original(content: bytes = b"408", file_name: str = "408.txt", at: str = AT) -> Original:
    return Original(content, file_name, at)
