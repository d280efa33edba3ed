"""The options that choose directives and put them in order, for every command that lists them."""

from __future__ import annotations

from typing import Any, get_args

import click
import msgspec

from extractor.cli.options import Command, unit_keys
from extractor.cli.options import today as this_day
from extractor.cli.vietnamese import Amount, Count, Day, OneOf, fail_usage
from extractor.core.record import DirectiveKind
from extractor.core.register import Grouping, Sorting, TaskFilter, TaskOrder
from extractor.core.status import Status

KINDS: tuple[DirectiveKind, ...] = get_args(DirectiveKind)
STATUSES: tuple[Status, ...] = get_args(Status)
OPEN: tuple[Status, ...] = tuple(status for status in STATUSES if status != "closed")

SPOKEN_KINDS = {
    "task": "nhiệm vụ", "decision": "quyết định", "target": "chỉ tiêu", "petition": "kiến nghị",
    "commitment": "cam kết",
}  # fmt: skip
_SPOKEN_STATUSES = {
    "closed": "xong", "standing": "định kỳ", "waiting": "chờ điều kiện", "missing": "chưa có hạn", "overdue": "quá hạn",
    "due_soon": "sắp đến hạn", "in_progress": "đang làm",
}  # fmt: skip
_SPOKEN_GROUPS = {
    "status": "tình trạng", "unit": "đơn vị", "person": "người", "document": "văn bản", "week": "tuần", "kind": "loại",
    "place": "nơi",
}  # fmt: skip
_SPOKEN_SORTINGS = {"day": "hạn", "issued": "ngày giao", "newest": "mới nạp", "confidence": "độ tin cậy"}

_FILTERS = (
    click.option(
        "--status",
        "statuses",
        multiple=True,
        type=OneOf(STATUSES, _SPOKEN_STATUSES),
        help="Tình trạng, nêu được nhiều lần.",
    ),
    click.option("--overdue", is_flag=True, help="Chỉ những việc đã quá hạn."),
    click.option("--due-soon", is_flag=True, help="Chỉ những việc đến hạn trong 7 ngày."),
    click.option("--urgent", is_flag=True, help="Chỉ những việc đến hạn trong 3 ngày."),
    click.option("--missing", is_flag=True, help="Chỉ những việc chưa có ngày hạn."),
    click.option("--open/--closed", "still_open", default=None, help="Việc còn mở (mặc định) hay đã kết thúc."),
    click.option("--due-before", type=Day(), help="Hạn cuối vào ngày này hoặc trước đó."),
    click.option("--due-after", type=Day(), help="Hạn cuối vào ngày này hoặc sau đó."),
    click.option("--unit", metavar="LỜI", help="Đơn vị chủ trì hoặc phối hợp, gồm mọi cách viết và tên cũ."),
    click.option("--assignee", metavar="LỜI", help="Đơn vị, người thực hiện như văn bản viết; không cần gõ dấu."),
    click.option("--lead", "role", flag_value="lead", help="Chỉ việc mà đơn vị đó chủ trì."),
    click.option("--coordinate", "role", flag_value="coordinate", help="Chỉ việc mà đơn vị đó phối hợp."),
    click.option("--person", metavar="LỜI", help="Người được giao hoặc được nhắc tên."),
    click.option("--place", metavar="LỜI", help="Địa danh trong nội dung giao."),
    click.option("--issuer", metavar="LỜI", help="Cơ quan ban hành hoặc người giao việc."),
    click.option("--document", metavar="LỜI", help="Mã (VB3), số ký hiệu, trích yếu hoặc tên tệp của văn bản giao."),
    click.option("--section", metavar="LỜI", help="Đề mục có chứa những từ này."),
    click.option("--from", "issued_from", type=Day(), help="Văn bản giao ban hành từ ngày này."),
    click.option("--to", "issued_to", type=Day(), help="Văn bản giao ban hành đến hết ngày này."),
    click.option("--amount-over", type=Amount(), help="Có số tiền lớn hơn chừng này (đồng)."),
    click.option("--confidence-under", type=Amount(), help="Độ tin cậy thấp hơn (0 đến 1)."),
    click.option("--confirmed/--unconfirmed", "confirmed", default=None, help="Đã hay chưa được người xác nhận."),
    click.option(
        "--kind",
        "kinds",
        multiple=True,
        type=OneOf(KINDS, SPOKEN_KINDS),
        help="Loại chỉ đạo, nêu được nhiều lần. Mặc định: nhiệm vụ và cam kết.",
    ),
    click.option("--all", "every", is_flag=True, help="Mọi loại, kể cả quyết định, chỉ tiêu, kiến nghị."),
    click.option("--today", type=Day(), help="Tính đến ngày này. Mặc định: hôm nay theo giờ Việt Nam."),
)
_ORDER = (
    click.option(
        "--by",
        type=OneOf(get_args(Grouping), _SPOKEN_GROUPS),
        default="status",
        help="Xếp thành nhóm; mặc định: tình trạng.",
    ),
    click.option(
        "--sort",
        type=OneOf(get_args(Sorting), _SPOKEN_SORTINGS),
        default="day",
        help="Thứ tự trong nhóm; mặc định: hạn.",
    ),
    click.option("--limit", type=Count(), help="Số mục một trang. Mặc định: in hết."),
    click.option("--page", type=Count(), default=1, help="Trang thứ mấy, đi cùng --limit."),
)


def with_filters(command: Command) -> Command:
    """Adds the options that choose directives; `filter_of` makes a filter of what they give."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def with_order(command: Command) -> Command:
    """Adds the options of groups, sorting and pages; `order_of` makes an order of what they give."""
    for option in reversed(_ORDER):
        command = option(command)
    return command


def filter_of(asked: dict[str, Any]) -> TaskFilter:
    """The filter that the options ask for. Raises UsageError where they contradict one another."""
    every, kinds = asked.pop("every"), asked.pop("kinds")
    if every and kinds:
        fail_usage("--all không đi cùng --kind.")
    if asked["role"] and not (asked["unit"] or asked["assignee"]):
        fail_usage("--lead và --coordinate đi cùng --unit hoặc --assignee.")
    statuses = _statuses(asked)
    return TaskFilter(
        **{
            **asked,
            "today": asked["today"] or this_day(),
            "unit_keys": unit_keys(asked["unit"]),
            "kinds": KINDS if every else kinds or ("task", "commitment"),
            "statuses": statuses,
        }
    )


def _statuses(asked: dict[str, Any]) -> tuple[Status, ...]:
    named: list[Status] = list(asked["statuses"])
    for status, flag in (("due_soon", "due_soon"), ("missing", "missing")):
        if asked.pop(flag):
            named.append(msgspec.convert(status, Status))
    still_open = asked.pop("still_open")
    if still_open is False:
        if named or asked["overdue"] or asked["urgent"]:
            fail_usage("--closed không đi cùng tình trạng khác.")
        return ("closed",)
    return tuple(named) or OPEN


def order_of(asked: dict[str, Any]) -> TaskOrder:
    """The order that the options ask for, taken out of `asked`. Raises UsageError where they contradict one another."""
    order = TaskOrder(asked.pop("by"), asked.pop("sort"), asked.pop("limit"), asked.pop("page"))
    if order.page > 1 and order.limit is None:
        fail_usage("--page đi cùng --limit.")
    return order
