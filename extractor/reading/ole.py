"""The door to olefile: the compound files of older Office programs and of Outlook, by their streams."""

from __future__ import annotations

import io
from collections.abc import Iterator

import olefile

from extractor.core.errors import SourceBroken


class Streams:
    """The streams of one compound file. `read` gives their bytes; a path is the names of storages and stream."""

    def __init__(self, data: bytes) -> None:
        """Raises SourceBroken where the file is damaged."""
        try:
            # a damaged table may lead olefile anywhere; what is fatal it raises as OSError
            self._file = olefile.OleFileIO(io.BytesIO(data))
            self._paths = [tuple(path) for path in self._file.listdir(streams=True, storages=False)]
        except (OSError, ValueError, IndexError, OverflowError, RecursionError):
            raise SourceBroken("Tệp bị hỏng hoặc thiếu phần cuối: tải lại hoặc xin lại tệp gốc.") from None

    def paths(self) -> Iterator[tuple[str, ...]]:
        return iter(self._paths)

    def has(self, *path: str) -> bool:
        return tuple(path) in self._paths

    def read(self, *path: str) -> bytes:
        """The bytes of a stream; empty where there is none.

        Raises SourceBroken where its sectors are damaged.
        """
        if not self.has(*path):
            return b""
        try:
            with self._file.openstream(list(path)) as stream:
                content: bytes = stream.read()
                return content
        except (OSError, ValueError, IndexError, OverflowError):
            raise SourceBroken("Tệp bị hỏng hoặc thiếu phần cuối: tải lại hoặc xin lại tệp gốc.") from None
