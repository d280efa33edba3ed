"""A list as JSON Lines: one task a line as `chidao tasks --json` gives it, with where the register stood (`was`).

`closed_on`, `closed_as`, `extended_to` and `note` of a line may be changed; `chidao import` then brings them back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from extractor.core.register import TaskRow
from extractor.core.returning import state_of


def render_jsonl(tasks: Iterable[TaskRow], register: str) -> Iterator[bytes]:
    """The list, line by line; `register` is the register's own id."""
    encoder = msgspec.json.Encoder()
    for task in tasks:
        was = encoder.encode(state_of(task, register, task.text, task.note))
        yield encoder.encode(task)[:-1] + b',"was":' + was + b"}\n"
