"""`chidao searches`: searches that were saved."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.asking import read_query
from extractor.cli.asking_options import read_options
from extractor.cli.options import complain, emit, now, screen, today, who, with_by, with_db, with_json
from extractor.cli.vietnamese import Count, OneOf, VietnameseCommand, fail_usage
from extractor.core.register import SavedSearch
from extractor.store import Register, delete_search, find_search, list_searches, open_register, search
from extractor.views.hits import render_hits, render_searches
from extractor.views.json import render_json


@click.command("searches", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("action", type=OneOf(("run", "delete")), required=False, metavar="[run|delete]")
@click.argument("name", nargs=-1, metavar="[TÊN]")
@click.option("--page", type=Count(), default=1, help="Trang thứ mấy. Mặc định: 1.")
@with_by
@with_db
@with_json
def command(action: str | None, name: tuple[str, ...], page: int, by: str | None, db: Path, as_json: bool) -> None:
    """Các phép tìm đã lưu: xem danh sách, chạy lại (run TÊN), xóa (delete TÊN)."""
    wanted = " ".join(name)
    if action is not None and not wanted:
        fail_usage(f"“{action}” cần tên của phép tìm: xem “chidao searches”.")
    with open_register(db) as register:
        if action is None:
            saved = list_searches(register)
            emit(render_json(saved) if as_json else render_searches(saved, screen()))
            return
        found = find_search(register, wanted)
        if found is None:
            complain(f"không có phép tìm nào tên “{wanted}”: xem “chidao searches”.")
            raise SystemExit(1)
        if action == "delete":
            delete_search(register, wanted, by=who(by), at=now())
            return
        _run(register, found, page, as_json=as_json)


def _run(register: Register, saved: SavedSearch, page: int, *, as_json: bool) -> None:
    options = {name: str(value) for name, value in saved.options.items() if name not in ("limit", "facets")}
    asked = read_query(saved.query, today=today(), filters=read_options(options, today()))
    hits = search(
        register, asked, limit=int(saved.options.get("limit", 20)), page=page, today=today(),
        facets=bool(saved.options.get("facets", False)),
    )  # fmt: skip
    emit(render_json(hits) if as_json else render_hits(hits, saved.query, screen()))
