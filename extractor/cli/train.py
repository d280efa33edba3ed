"""`chidao train`: models from annotated documents."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit
from extractor.cli.vietnamese import VietnameseCommand
from extractor.core.errors import SourceBroken, SourceError, SourceMissing


@click.command("train", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.option("--corpora", metavar="THƯ MỤC", default="corpora/documents", help="Văn bản đã gán nhãn kèm splits.json.")
@click.option("--extra", metavar="THƯ MỤC", multiple=True, help="Văn bản đã gán nhãn học thêm; nêu được nhiều lần.")
@click.option("--configs", metavar="THƯ MỤC", default="models", help="Thư mục có tệp cấu hình orders.cfg.")
@click.option("--out", metavar="THƯ MỤC", default="models", help="Thư mục nhận mô hình. Mặc định: models.")
def command(corpora: str, extra: tuple[str, ...], configs: str, out: str) -> None:
    """Huấn luyện mô hình từ phần train và --extra, hiệu chỉnh độ tin cậy trên phần dev.

    Cùng dữ liệu thì cùng kết quả.
    """
    from extractor.training.gold import read_all_gold
    from extractor.training.splits import by_part
    from extractor.training.train import train

    try:
        parts = by_part(read_all_gold([Path(corpora)]))
        own = read_all_gold([Path(folder) for folder in extra])
    except FileNotFoundError as error:
        raise SourceMissing(f"không tìm thấy văn bản đã gán nhãn ({error}): kiểm tra --corpora và --extra.") from None
    except ValueError as error:
        raise SourceBroken(f"nhãn không đọc được: {error}") from None
    try:
        done = train(Path(configs), [*parts.get("train", []), *own], parts.get("dev", []), Path(out))
    except (OSError, ValueError) as error:
        raise SourceError(f"không huấn luyện được: {error}") from None
    dev = done.on_dev
    emit(
        f"{done.documents} văn bản, {done.sentences} câu → {out}\n"
        f"dev: câu có chỉ đạo nhận ra {dev.found}/{dev.orders}, câu không có để yên {dev.silent}/{dev.others}, "
        f"đúng loại {dev.kinds}/{dev.orders}\n"
        f"dev: sai lệch hiệu chỉnh chỉ đạo {done.directive_error:.3f}, thực thể {done.entity_error:.3f}\n"
        f"sha256 {done.sha256}\n"
    )
