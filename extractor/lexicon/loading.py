"""The one door to the data files: typed, loaded once, from the package itself so that a wheel has them."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TypeVar

import msgspec

T = TypeVar("T")


@cache
def read_bytes(name: str) -> bytes:
    """The bytes of the data file `name`.

    Raises FileNotFoundError where the package holds no such file.
    """
    return resources.files("extractor.lexicon").joinpath("data", name).read_bytes()


def load_json(name: str, shape: type[T]) -> T:
    """The data file `name` decoded and checked against `shape`.

    Raises msgspec.ValidationError where the file does not have that shape.
    """
    return msgspec.json.decode(read_bytes(name), type=shape)
