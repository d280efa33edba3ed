"""click that speaks Vietnamese: headings of the help, and what is wrong with a command line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NoReturn

import click

from extractor.core.characters import without_marks

_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)
_AMOUNT = re.compile(r"([0-9]{1,18}(?:\.[0-9]{3})*(?:[.,][0-9]{1,9})?)\s*(nghìn|triệu|tr|tỷ|tỉ)?(?:\s*(?:đồng|đ))?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_THOUSANDS = {"": 1, "nghìn": 10**3, "triệu": 10**6, "tr": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class VietnameseCommand(click.Command):
    """A command with Vietnamese headings in its help."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [record for record in (p.get_help_record(ctx) for p in self.get_params(ctx)) if record is not None]
        if records:
            with formatter.section("Tùy chọn"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Hiện hướng dẫn này rồi thoát."
        return option


class Day(click.ParamType[Any]):
    """A day as `2026-03-12` or `12/03/2026`; the value is the ISO date."""

    name = "ngày"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        written = str(value).strip()
        match = _DAY.fullmatch(written)
        try:
            if match is not None:
                return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
            if len(written) == 10:
                return date.fromisoformat(written).isoformat()
        except ValueError:
            pass
        return self.fail(f"“{written}” không phải là ngày: viết 2026-03-12 hoặc 12/03/2026.", param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "NGÀY"


class OneOf(click.ParamType[Any]):
    """One of a few words, by itself or in Vietnamese where `spoken` has it: `overdue`, `quá hạn`, `quahan`."""

    name = "từ"

    def __init__(self, words: Sequence[str], spoken: Mapping[str, str] | None = None) -> None:
        self.words = tuple(words)
        self.spoken = [spoken[word] if spoken is not None else word for word in self.words]
        self.meant = {_key(said): word for word, said in zip(self.words, self.spoken, strict=True)}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        found = value if value in self.words else self.meant.get(_key(str(value)))
        if found is not None:
            return str(found)
        return self.fail(f"“{value}” không hợp lệ: chọn một trong {', '.join(self.spoken)}.", param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "[" + "|".join(self.spoken) + "]"


def _key(word: str) -> str:
    return without_marks("".join(word.split()))


class Count(click.ParamType[Any]):
    """A whole number from 1."""

    name = "số"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        if re.fullmatch(r"[0-9]{1,6}", str(value)) and int(value) > 0:
            return int(value)
        return self.fail(f"“{value}” không phải là số nguyên dương.", param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "N"


class Amount(click.ParamType[Any]):
    """A number as people write it: `0,85`, `1.500.000.000`, `2.5`, `5 tỷ`, `300 triệu`."""

    name = "số"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        if isinstance(value, float | int):
            return float(value)
        match = _AMOUNT.fullmatch(str(value).strip().lower())
        if match is None:
            return self.fail(f"“{value}” không phải là số: viết như 1.500.000.000, 2,5 tỷ, 300 triệu.", param, ctx)
        number, unit = match.groups()
        if _GROUPED.fullmatch(number):
            number = number.replace(".", "")
        return float(number.replace(",", ".")) * _THOUSANDS[unit or ""]

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "SỐ"


def fail_usage(message: str) -> NoReturn:
    """Stop because of the command line itself: exit code 2."""
    raise click.UsageError(message)


def usage_in_words(error: click.UsageError) -> str:
    """What is wrong with a command line, on one line."""
    message = " ".join(_said(error).split())
    if error.ctx is not None:
        message += f" Xem: {error.ctx.command_path} --help"
    return message


def _said(error: click.UsageError) -> str:
    if isinstance(error, click.MissingParameter):
        return f"thiếu {_name_of(error.param)}."
    if isinstance(error, click.NoSuchOption):
        near = f" Có phải {', '.join(sorted(error.possibilities))}?" if error.possibilities else ""
        return f"không có tùy chọn {error.option_name}.{near}"
    if isinstance(error, click.BadParameter):
        return f"{_name_of(error.param)}: {error.message}"
    if isinstance(error, click.BadOptionUsage):
        if "does not take a value" in error.message:
            return f"tùy chọn {error.option_name} không nhận giá trị."
        return f"tùy chọn {error.option_name} cần một giá trị đi kèm."
    extra = _EXTRA.fullmatch(error.message)
    return f"thừa tham số: {extra[1]}." if extra else error.message


def _name_of(param: click.Parameter | None) -> str:
    if param is None:
        return "tham số"
    if isinstance(param, click.Option):
        return param.opts[0]
    return param.human_readable_name
