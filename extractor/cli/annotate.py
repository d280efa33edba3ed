"""`chidao annotate`: help for making gold: propose marks, let a person correct them, check, write the gold."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import complain, emit
from extractor.cli.vietnamese import VietnameseCommand
from extractor.core.errors import ChidaoError, SourceBroken, SourceMissing
from extractor.core.system_errors import reason_of

MARKED = ".marked"


@click.command("annotate", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("files", nargs=-1, required=True, metavar="TỆP…")
@click.option("--out", metavar="THƯ MỤC", help="Thư mục nhận kết quả. Mặc định: cạnh tệp nguồn.")
@click.option("--force", is_flag=True, help="Ghi đè tệp .marked đã có.")
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], out: str | None, force: bool) -> None:
    """Gán nhãn văn bản.

    TỆP là văn bản: máy đề xuất nhãn, ghi ra TÊN.marked để người sửa bằng trình soạn thảo bất kỳ. TỆP là TÊN.marked
    đã sửa: kiểm tra, nêu chỗ đáng ngờ, ghi TÊN.txt và TÊN.gold.json. TỆP là TÊN.gold.json: ghi lại thành
    TÊN.marked.
    """
    good = True
    for file in files:
        path = Path(file)
        folder = Path(out) if out else path.parent
        try:
            if path.suffix == MARKED:
                _compile(path, folder)
            else:
                _propose(path, folder, force)
        except ChidaoError as error:
            good = False
            complain(f"{file}: {error}")
    ctx.exit(0 if good else 1)


def _compile(path: Path, folder: Path) -> None:
    from extractor.training.doubts import doubts
    from extractor.training.gold import write_gold
    from extractor.training.marked import MarkedTextError, parse

    try:
        text, gold = parse(path.read_text(encoding="utf-8-sig"), path.stem)
    except MarkedTextError as error:
        raise SourceBroken(f"nhãn viết sai ({error}): sửa chỗ đó rồi chạy lại.") from None
    except UnicodeDecodeError:
        raise SourceBroken("không phải là tệp UTF-8: lưu lại bằng mã UTF-8.") from None
    except OSError as error:
        raise SourceMissing(f"không đọc được ({reason_of(error)}): kiểm tra đường dẫn.") from None
    write_gold(folder, path.stem, text, gold)
    counts = ", ".join(f"{layer} {len(gold[layer])}" for layer in ("entities", "figures", "times", "directives"))
    emit(f"{folder / path.stem}.gold.json: {counts}\n")
    for doubt in doubts(text, gold):
        emit(f"  ? {doubt}\n")


def _propose(path: Path, folder: Path, force: bool) -> None:
    from extractor.pipeline import extract
    from extractor.training.gold import SUFFIX, gold_of, read_gold
    from extractor.training.marked import write

    stem = path.name.removesuffix(SUFFIX) if path.name.endswith(SUFFIX) else path.stem
    target = folder / f"{stem}{MARKED}"
    if target.exists() and not force:
        raise SourceBroken(f"“{target}” đã có, có thể chứa công người sửa: thêm --force nếu muốn ghi đè.")
    if path.name.endswith(SUFFIX):
        try:
            document = read_gold(path.with_name(f"{stem}.txt"), path)
        except (OSError, ValueError) as error:
            raise SourceBroken(f"nhãn không đọc được: {error}") from None
        text, gold = document.text, document.gold
    else:
        record = extract(path)
        text, gold = record.text, gold_of(record, stem)
    folder.mkdir(parents=True, exist_ok=True)
    target.write_text(write(text, gold), encoding="utf-8")
    emit(f"{target}\n")
