"""Which files are meant: paths as they are given, folders with what lies below them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from extractor.core.characters import shown_name
from extractor.core.system_errors import reason_of

SUFFIXES = frozenset(
    (
        ".txt", ".md", ".markdown", ".docx", ".doc", ".rtf", ".odt", ".pdf", ".html", ".htm", ".xhtml", ".mht",
        ".mhtml", ".eml", ".msg", ".zip", ".tif", ".tiff", ".jpg", ".jpeg", ".png", ".bmp", ".webp",
    )
)  # fmt: skip
"""Files of a folder that are read; a file named by itself is tried whatever its name."""


_LEFT_BEHIND = frozenset(("thumbs.db", "desktop.ini"))

ARROW = " › "
"""Between a container and what lies in it, as the names of members have it."""

_FOLDERS = re.compile(r".*[/\\]", re.DOTALL)


class Candidate(msgspec.Struct, frozen=True):
    """A file to ingest, or a path with what is wrong with it.

    A document out of a container (an attachment, a member of an archive) has its bytes in `content` and its own name in
    `member`; `path` is that of the container. `kept_as`: the file is an original of the register, put at `path` to be
    read anew, and has this name there; it is one document, whatever it looks like.
    """

    path: Path
    wrong: str | None = None
    content: bytes | None = None
    member: str | None = None
    kept_as: str | None = None

    @property
    def file_name(self) -> str:
        """The bare name, fit to be stored: no folders, nothing that steers a terminal; `thu.eml › 408-TB-UBND.pdf`."""
        if self.kept_as is not None:
            return self.kept_as
        inner = [] if self.member is None else [_FOLDERS.sub("", name) for name in self.member.split(ARROW)]
        return shown_name(ARROW.join((self.path.name, *inner)))

    @property
    def shown(self) -> str:
        """The path as people see it: `don.zip › phu-luc.docx`."""
        if self.kept_as is not None:
            return self.kept_as
        path = shown_path(self.path)
        return path if self.member is None else f"{path}{ARROW}{shown_name(self.member)}"


def shown_path(path: Path) -> str:
    """A path as it may be shown and stored."""
    return shown_name(str(path))


def find_files(paths: Sequence[Path]) -> tuple[Candidate, ...]:
    """The files that `paths` mean, each once: files as given, folders with all below them, in the order of their names.

    Hidden files and the lock files of an office (`~$…`) are passed over. A folder without documents is a wrong path,
    and so is one that cannot be opened.
    """
    found: dict[Path, Candidate] = {}
    for path in paths:
        if not _is_folder(path):
            found.setdefault(path.absolute(), Candidate(path))
            continue
        inside = list(_walk(path))
        if not inside:
            wrong = "thư mục không có văn bản nào đọc được (.docx, .pdf, .txt, .eml, .zip, …): chọn thư mục khác."
            found.setdefault(path.absolute(), Candidate(path, wrong))
        for candidate in inside:
            found.setdefault(candidate.path.absolute(), candidate)
    return tuple(found.values())


def passed_over(paths: Sequence[Path]) -> tuple[str, ...]:
    """The names of files in folders among `paths` that are of no kind that is read, so that nobody takes them for kept.

    Hidden files and those that systems and offices leave in a folder are not meant.
    """
    names: dict[str, None] = {}
    for path in paths:
        if _is_folder(path):
            for _, folders, files in os.walk(path):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                names |= dict.fromkeys(shown_name(name) for name in sorted(files) if _is_other(name))
    return tuple(names)


def _is_other(name: str) -> bool:
    lower = name.lower()
    return not name.startswith((".", "~$")) and lower not in _LEFT_BEHIND and Path(lower).suffix not in SUFFIXES


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name too long, a folder above that may not be entered: reading it will say so
        return False


def _walk(folder: Path) -> Iterator[Candidate]:
    closed: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in SUFFIXES:
                yield Candidate(Path(here, name))
    for error in closed:
        wrong = f"không mở được thư mục ({reason_of(error)}): kiểm tra quyền đọc của thư mục."
        yield Candidate(Path(error.filename or folder), wrong)
