"""`chidao search`: full text over directives and documents."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.asking import read_query
from extractor.cli.asking_options import read_options, with_filters
from extractor.cli.options import emit, now, screen, today, who, with_by, with_db, with_json
from extractor.cli.vietnamese import Count, VietnameseCommand, fail_usage
from extractor.store import open_register, save_search, search
from extractor.views.hits import render_hits
from extractor.views.json import render_json


@click.command(
    "search", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]", context_settings={"ignore_unknown_options": True}
)
@click.argument("query", nargs=-1, metavar="[LỜI]")
@with_filters
@click.option("--limit", type=Count(), default=20, help="Số kết quả nhiều nhất mỗi phần. Mặc định: 20.")
@click.option("--page", type=Count(), default=1, help="Trang thứ mấy. Mặc định: 1.")
@click.option("--facets", is_flag=True, help="Đếm theo cơ quan, đơn vị, loại, tình trạng, năm, loại văn bản.")
@click.option("--save", metavar="TÊN", help="Lưu phép tìm này với tên TÊN; chạy lại bằng “chidao searches run TÊN”.")
@with_by
@with_db
@with_json
def command(
    query: tuple[str, ...],
    limit: int,
    page: int,
    facets: bool,
    save: str | None,
    by: str | None,
    db: Path,
    as_json: bool,
    **typed_filters: str | None,
) -> None:
    """Tìm các chỉ đạo và văn bản có đủ mọi từ; từ khớp cả dấu xếp trước.

    "trong ngoặc kép" tìm nguyên cụm, giao* tìm các từ bắt đầu như vậy, -đường bỏ những gì có từ đó, A OR B tìm một
    trong hai. Lọc ngay trong câu tìm: từ:UBND tỉnh, đơn vị:Sở Tài chính, người:, nơi:, loại:nhiệm vụ,
    tình trạng:quá hạn, ban hành:quý 2/2026, hạn: trước 30/6/2026, hạn:tuần này, tiền > 5 tỷ.
    Thêm -- phía trước khi từ đầu có dấu trừ.
    """
    typed = " ".join(query)
    filters = read_options(typed_filters, today())
    if not typed and not filters.any:
        fail_usage("thiếu LỜI: gõ từ cần tìm hoặc một điều kiện lọc.")
    with open_register(db) as register:
        asked = read_query(typed, today=today(), filters=filters)
        hits = search(register, asked, limit=limit, page=page, today=today(), facets=facets)
        if save:
            options = {name: value for name, value in typed_filters.items() if value}
            save_search(register, save, typed, {**options, "limit": limit, "facets": facets}, by=who(by), at=now())
    emit(render_json(hits) if as_json else render_hits(hits, typed, screen()))
