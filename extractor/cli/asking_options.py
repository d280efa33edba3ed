"""The filters of a search as options of a command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast, get_args

import click

from extractor.asking.filters import joined, read_filter
from extractor.cli.vietnamese import fail_usage
from extractor.core.query import Filters
from extractor.lexicon.search_words import Field

_HELP: dict[Field, str] = {
    "issuer": "Cơ quan ban hành văn bản.",
    "unit": "Đơn vị chủ trì hoặc phối hợp.",
    "person": "Người được nhắc tên.",
    "place": "Địa danh được nhắc tên.",
    "kind": "Loại chỉ đạo: nhiệmvụ, quyếtđịnh, chỉtiêu, kiếnnghị, camkết.",
    "status": "Tình trạng: quáhạn, sắphạn, đanglàm, xong, địnhkỳ, chờ, thiếuhạn.",
    "issued": "Ngày ban hành: 2026, 3/2026, 12/3/2026, >1/1/2026, 2026-01..2026-03.",
    "due": "Thời hạn, viết như --issued.",
    "money": "Số tiền được nêu: >5tỷ, 500tr..2tỷ.",
    "doc_type": "Loại văn bản: thông báo, công điện, chỉ thị…",
}


def with_filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds an option for every filter; the command gets them by name, `str | None` each."""
    for field in reversed(get_args(Field)):
        name = "--" + field.replace("_", "-")
        command = click.option(name, field, metavar="LỜI", help=_HELP[cast(Field, field)])(command)
    return command


def read_options(typed: Mapping[str, str | None], today: str) -> Filters:
    """The filters that were given. Stops with a message where a value is not understood."""
    filters = Filters()
    for field in get_args(Field):
        value = typed.get(field)
        if value:
            read = read_filter(cast(Field, field), value, today)
            if read is None:
                fail_usage(f"--{field.replace('_', '-')}: không hiểu “{value}”. {_HELP[cast(Field, field)]}")
            filters = joined(filters, read)
    return filters
