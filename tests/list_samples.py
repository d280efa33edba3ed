"""Rows of a register for tests of lists: one of each standing, and texts that files take badly."""

from __future__ import annotations

import msgspec

from extractor.core.register import AssigneeRow, DocumentRow, Spot, TaskRow
from extractor.core.status import Facts, standing_of
from extractor.views.paper import Heading

TODAY = "2026-04-25"
REGISTER = "00c0ffee00c0ffee"
HEADING = Heading("Danh sách theo dõi thực hiện nhiệm vụ", TODAY, REGISTER, ("đơn vị: Sở Y tế",))

DOCUMENT = DocumentRow(
    id="VB1", sha256="0" * 64, file_name="408.txt", format="text", size=3, ingested_at="2026-03-13T08:00:00+07:00",
    extracted_at="2026-03-13T08:00:00+07:00", program="chidao 0.1.0", genre="notice", doc_type="thông báo",
    number="408/TB-UBND", title="Kết luận cuộc họp", issuer="UBND huyện Lâm Sơn", issued_on="2026-03-12",
)  # fmt: skip
LEAD = AssigneeRow("Phòng Kinh tế và Hạ tầng", "lead", unit="Phòng Kinh tế và Hạ tầng", unit_key="pktht")
PARTNER = AssigneeRow("UBND xã Tân Hoà", "coordinate", unit="Ủy ban nhân dân xã Tân Hòa", unit_key="xth")


def task(number: int = 1, text: str = "Hoàn thành cầu Suối Đá", **fields: object) -> TaskRow:
    """A task that stands on TODAY where its fields say."""
    row = TaskRow(
        id=f"CD{number}", document=DOCUMENT, kind="task", text=text, spot=Spot(), confidence=0.9,
        assignees=(LEAD, PARTNER),
    )  # fmt: skip
    row = msgspec.structs.replace(row, **fields)
    facts = Facts(
        given=row.last_day or row.due, extended_to=row.extended_to, recurrence=row.recurrence, anchor=row.anchor,
        deadline_text=row.deadline_text, closed_on=row.closed_on, closed_as=row.closed_as,
    )  # fmt: skip
    standing = standing_of(facts, TODAY)
    return msgspec.structs.replace(row, standing=standing, days_left=standing.days_left)


ONE_OF_EACH = (
    task(1, "Báo cáo kết quả trước ngày 05/4/2026", last_day="2026-04-04", due="2026-04-05", bound="before",
         deadline_text="trước ngày 05/4/2026"),
    task(2, "Hoàn thành cầu Suối Đá", last_day="2026-04-29", deadline_text="chậm nhất ngày 29/4/2026"),
    task(3, "Trình phương án", last_day="2026-06-30", deadline_text="trong quý II"),
    task(4, "Tuần tra ngày 20 hằng tháng", recurrence="FREQ=MONTHLY;BYMONTHDAY=20", deadline_text="ngày 20 hằng tháng"),
    task(5, "Rà soát nguồn vốn", anchor="nhận đủ hồ sơ", offset="P10D", deadline_text="10 ngày kể từ khi nhận đủ hồ sơ"),
    task(6, "Tăng cường kỷ luật", assignees=()),
    task(7, "Sớm hoàn thành", deadline_text="sớm"),
    task(8, "Bàn giao mặt bằng", last_day="2026-04-10", closed_on="2026-04-09", closed_as="done"),
    task(9, "Thu hồi đất", last_day="2026-04-10", closed_on="2026-04-12", closed_as="done"),
    task(10, "Lập đề án", closed_on="2026-04-12", closed_as="cancelled"),
    task(11, "Sửa trạm bơm", last_day="2026-04-10", extended_to="2026-05-20", extensions=1, note="chờ vật tư"),
)  # fmt: skip

HOSTILE = tuple(
    task(number, text)
    for number, text in enumerate(
        (
            "=HYPERLINK(\"http://example.org\";\"xem\")", "+84 gọi lại", "-1+2", "@SUM(A1)", "\t=1+1", "\r\n=1+1", " =1",
            "＝1+1", "mũi\x00tên\x0b\x1b[31m", "một nửa \ud83d", "_x0041_", "a|b `c` *d* <script>", "a;b\"c\"\nd",
            "x" * 40_000, "https://example.org/?a=1&b=2", "00123", "12/03/2026", "1e5", "🙂 và \u202eđảo",
        ),
        100,
    )
)  # fmt: skip
