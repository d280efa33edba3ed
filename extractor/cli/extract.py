"""`chidao extract`: files or lines in, records out; nothing is stored."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import msgspec

from extractor.cli.options import complain, emit, screen, with_models
from extractor.cli.vietnamese import Day, OneOf, VietnameseCommand, fail_usage
from extractor.core.context import Context
from extractor.core.errors import ChidaoError, SourceError, SourceMissing
from extractor.core.record import ANOTHER_PAPER, UNREAD, Record
from extractor.core.system_errors import reason_of
from extractor.views.json import render_error_line, render_json, render_json_line, render_record_line

FORMATS = ("json", "jsonl", "text")
_SUFFIXES = {"json": ".json", "jsonl": ".jsonl", "text": ".txt"}


class Line(msgspec.Struct, frozen=True):
    """A line of `--jsonl`."""

    id: str | int
    text: str
    doc_date: str | None = None
    file_name: str | None = None


@click.command("extract", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("files", nargs=-1, metavar="TỆP…")
@click.option("--out", metavar="THƯ MỤC", help="Ghi mỗi bản ghi thành một tệp trong thư mục này thay vì in ra.")
@click.option(
    "--format",
    "output",
    type=OneOf(FORMATS),
    help="Dạng kết quả. Mặc định: json cho một tệp hoặc khi có --out, jsonl cho nhiều tệp.",
)
@click.option("--date", "doc_date", type=Day(), help="Ngày của văn bản, nếu biết trước.")
@click.option(
    "--jsonl",
    metavar="TỆP",
    help='Đọc mỗi dòng một văn bản {"id", "text"}, in mỗi dòng một bản ghi; “-” là đầu vào chuẩn.',
)
@with_models
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    out: str | None,
    output: str | None,
    doc_date: str | None,
    jsonl: str | None,
    models: Path | None,
) -> None:
    """Đọc văn bản và in ra bản ghi. TỆP là “-” thì đọc từ đầu vào chuẩn."""
    if jsonl is not None:
        if files or out or output:
            fail_usage("--jsonl không đi cùng TỆP, --out hay --format.")
        ctx.exit(0 if _extract_lines(jsonl, Context(doc_date=doc_date, models=models)) else 1)
    if not files:
        fail_usage("thiếu TỆP: nêu ít nhất một tệp, hoặc “-” để đọc từ đầu vào chuẩn.")
    context = Context(doc_date=doc_date, models=models)
    if out is not None:
        ctx.exit(0 if _write_all(files, Path(out), output or "json", context) else 1)
    ctx.exit(0 if _print_all(files, output or ("json" if len(files) == 1 else "jsonl"), context) else 1)


def _print_all(files: tuple[str, ...], output: str, context: Context) -> bool:
    """Print what can be read; several records as JSON make one array. Whether all could be read in full."""
    array = output == "json" and len(files) > 1
    done = readable = 0
    for file, record in _records(files, context):
        readable += _has_text(file, record)
        if array:
            emit(b"[\n" if done == 0 else b",\n")
        emit(_rendered(record, output).rstrip(b"\n") if array else _rendered(record, output))
        done += 1
    if array:
        emit(b"\n]\n" if done else b"[]\n")
    return readable == len(files)


def _write_all(files: tuple[str, ...], folder: Path, output: str, context: Context) -> bool:
    """One file a record; whether all could be read and written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(f"không tạo được thư mục “{folder}” ({reason_of(error)}): chọn thư mục khác.") from None
    stems = Counter(_stem(file) for file in dict.fromkeys(files))
    done = 0
    for file, record in _records(files, context):
        name = _stem(file) if stems[_stem(file)] == 1 else Path(file).name
        target = folder / f"{name}{_SUFFIXES[output]}"
        if file != "-" and target.exists() and target.samefile(file):
            complain(f"“{target}” là chính tệp đang đọc nên không ghi đè: chọn thư mục khác cho --out.")
            continue
        try:
            _write(target, _rendered(record, output))
        except OSError as error:
            complain(f"không ghi được “{target}” ({reason_of(error)}): kiểm tra quyền ghi và dung lượng đĩa.")
            continue
        done += _has_text(file, record)
    return done == len(files)


def _has_text(file: str, record: Record) -> bool:
    """Whether there was anything to read; pages that were not read are said on standard error, never passed over."""
    pages = ", ".join(map(str, record.source.needs_ocr))
    if pages:
        told = next((found.message for found in record.diagnostics if found.code in UNREAD), "")
        complain(f"{file}: trang {pages} là ảnh quét chưa đọc được hoặc chưa đọc hết. {told}".strip())
    elif not record.text.strip():
        complain(f"{file}: không có chữ nào đọc được: quét lại rõ hơn, hoặc nhận dạng chữ (OCR) rồi đọc lại.")
    if another := next((found.message for found in record.diagnostics if found.code == ANOTHER_PAPER), None):
        complain(f"{file}: {another}")
    return bool(record.text.strip())


def _records(files: tuple[str, ...], context: Context) -> Iterator[tuple[str, Record]]:
    """Each file with its record; what cannot be read is said on standard error and passed over."""
    from extractor.pipeline import extract

    for file in files:
        source = sys.stdin.buffer.read() if file == "-" else Path(file)
        try:
            record = extract(source, context=context)
        except ChidaoError as error:
            complain(f"{'đầu vào chuẩn' if file == '-' else file}: {error}")
            continue
        yield file, record


def _rendered(record: Record, output: str) -> bytes:
    if output == "text":
        from extractor.views.record import render_record

        return render_record(record, screen()).encode()
    return render_json(record) if output == "json" else render_json_line(record)


def _stem(file: str) -> str:
    return "stdin" if file == "-" else Path(file).stem


def _write(target: Path, content: bytes) -> None:
    """All of it or nothing: an interrupted run leaves no half file under the name asked for."""
    draft = target.with_name(f".{target.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _extract_lines(file: str, known: Context) -> bool:
    """Line by line in order; whether all could be read."""
    from extractor.pipeline import extract

    good = True
    for number, raw in _lines(file):
        name: str | int | None = None
        try:
            line = _parse(raw)
            name = line.id
            context = Context(_day(line.doc_date) or known.doc_date, line.file_name, known.models)
            emit(render_record_line(extract(line.text, context=context), line.id))
        except (msgspec.DecodeError, UnicodeDecodeError, ChidaoError) as error:
            good = False
            emit(render_error_line(name if name is not None else _id_of(raw), _wrong(error), number))
    return good


def _lines(file: str) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, counted from 1."""
    if file == "-":
        yield from _numbered(sys.stdin.buffer)
        return
    try:
        with Path(file).open("rb") as opened:
            yield from _numbered(opened)
    except OSError as error:
        raise SourceMissing(f"không đọc được “{file}” ({reason_of(error)}): kiểm tra đường dẫn và quyền đọc.") from None


def _numbered(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    for number, raw in enumerate(lines, start=1):
        stripped = raw.removeprefix(b"\xef\xbb\xbf").strip()
        if stripped:
            yield number, stripped


def _parse(raw: bytes) -> Line:
    return msgspec.json.decode(raw, type=Line)


def _day(written: str | None) -> str | None:
    if written is None:
        return None
    try:
        return str(Day().convert(written, None, None))
    except click.BadParameter as error:
        raise SourceError(f"doc_date: {error.message}") from None


def _id_of(raw: bytes) -> str | int | None:
    """The id of a line that is otherwise wrong, so that it can still be told which one."""
    try:
        found = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    name = found.get("id") if isinstance(found, dict) else None
    return name if isinstance(name, str | int) and not isinstance(name, bool) else None


def _wrong(error: Exception) -> str:
    if isinstance(error, ChidaoError):
        return str(error)
    if isinstance(error, msgspec.ValidationError):
        return f'dòng không đúng dạng {{"id", "text"}} ({error}).'
    return f"dòng không phải là JSON ({error})."
