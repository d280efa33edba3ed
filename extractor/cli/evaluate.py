"""`chidao evaluate`: how well annotated documents are read, and what a change gained or lost."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from extractor.cli.options import emit, with_models
from extractor.cli.vietnamese import OneOf, VietnameseCommand
from extractor.core.context import Context
from extractor.core.errors import SourceBroken, SourceMissing
from extractor.core.system_errors import reason_of

SPLITS = ("train", "dev", "test")


@click.command("evaluate", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("paths", nargs=-1, required=True, metavar="THƯ MỤC…")
@click.option("--split", type=OneOf(SPLITS), help="Chỉ những văn bản thuộc phần này theo tệp splits.json.")
@click.option("--full", is_flag=True, help="In cả những dòng chi tiết: từng loại thực thể, từng trường.")
@click.option("--errors", is_flag=True, help="Liệt kê mọi chỗ sai.")
@click.option("--save", metavar="TỆP", help="Lưu lần đo này để so với lần sau.")
@click.option("--against", metavar="TỆP", help="So với lần đo đã lưu: từng văn bản được thêm, mất đi những gì.")
@click.option("--rules-only", is_flag=True, help="Không hỏi mô hình, chỉ dùng quy tắc.")
@with_models
@click.option("--json", "as_json", is_flag=True, help="In các con số ra JSON thay cho bảng.")
def command(
    paths: tuple[str, ...],
    split: str | None,
    full: bool,
    errors: bool,
    save: str | None,
    against: str | None,
    rules_only: bool,
    models: Path | None,
    as_json: bool,
) -> None:
    """Đọc các văn bản đã gán nhãn (TÊN.txt và TÊN.gold.json) rồi so bản ghi với nhãn: độ chính xác, độ phủ, F1."""
    from extractor.training import evaluation as measure
    from extractor.training.scoring import ROWS
    from extractor.training.splits import choose

    documents = _documents(paths)
    if split:
        documents = choose(documents, split)
    before = _saved(against) if against else None
    context = Context(learned=not rules_only, models=models)
    run = measure.evaluate(documents, context)
    rows = measure.total(run)
    names = list(rows) if full else [name for name in ROWS if name in rows]
    if as_json:
        emit(msgspec.json.encode({name: dict(zip(("precision", "recall", "f1"), rows[name].rates(), strict=True)) |
             {"gold": rows[name].gold, "given": rows[name].given} for name in rows}) + b"\n")  # fmt: skip
    else:
        if errors:
            _print_errors(run)
        emit(f"{len(run)} văn bản\n{measure.table(rows, names, measure.intervals(run))}\n")
        if before is not None:
            _print_changes(before, run, names)
    if save:
        measure.save_run(run, Path(save))


def _documents(paths: tuple[str, ...]):  # type: ignore[no-untyped-def]
    from extractor.training.gold import read_all_gold

    try:
        return read_all_gold([Path(path) for path in paths])
    except FileNotFoundError as error:
        raise SourceMissing(f"không tìm thấy văn bản đã gán nhãn ({error}): nêu thư mục có TÊN.gold.json.") from None
    except (OSError, ValueError) as error:
        raise SourceBroken(f"nhãn không đọc được: {error}") from None


def _saved(path: str):  # type: ignore[no-untyped-def]
    from extractor.training.evaluation import load_run

    try:
        return load_run(Path(path))
    except OSError as error:
        raise SourceMissing(f"không đọc được “{path}” ({reason_of(error)}): kiểm tra đường dẫn.") from None
    except msgspec.DecodeError:
        raise SourceBroken(f"“{path}” không phải là lần đo do --save lưu: chọn tệp khác.") from None


def _print_errors(run) -> None:  # type: ignore[no-untyped-def]
    for name, result in run.items():
        for row, what in result.wrong:
            emit(f"{name} | {row} | {what}\n")


def _print_changes(before, after, names) -> None:  # type: ignore[no-untyped-def]
    from extractor.training.evaluation import changes

    found = list(changes(before, after, names))
    emit(f"So với lần trước: {sum(c.gain > 0 for c in found)} chỗ tốt hơn, {sum(c.gain < 0 for c in found)} kém hơn\n")
    for change in sorted(found, key=lambda change: change.gain):
        (right, gold, given), (now, wanted, told) = change.before, change.after
        emit(
            f"{change.gain:+4}  {change.document}  {change.row}: đúng {right}/{gold}, nêu {given} → "
            f"đúng {now}/{wanted}, nêu {told}\n"
        )
    if gone := sorted(before.keys() ^ after.keys()):
        emit(f"Chỉ có ở một lần: {', '.join(gone)}\n")
