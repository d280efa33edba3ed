"""Writing a file that a person asked for: whole or not at all, and over another one only where he says so."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from extractor.core.errors import SourceError
from extractor.core.system_errors import reason_of


def check_target(target: Path, *, force: bool) -> None:
    """Raises SourceError where there is something at `target` that is not to be overwritten."""
    if target.is_dir():
        raise SourceError(f"“{target}” là thư mục: nêu tên một tệp.")
    if target.exists() and not force:
        raise SourceError(f"Đã có tệp “{target}”: chọn tên khác, hoặc thêm --force để ghi đè.")


def write_new(target: Path, content: Iterable[bytes], *, force: bool) -> None:
    """Write the pieces of `content` beside `target`, then put it in its place in one step. Raises SourceError."""
    check_target(target, force=force)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    except OSError as error:
        raise _unwritable(target, error) from None
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(_usual_mode())
        if force:
            draft.replace(target)
        else:
            _place(draft, target)
    except OSError as error:
        raise _unwritable(target, error) from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            draft.unlink()


def _place(draft: Path, target: Path) -> None:
    """A file that came to be there meanwhile is left alone; a file system without links just renames."""
    try:
        os.link(draft, target)
    except FileExistsError:
        raise SourceError(f"Đã có tệp “{target}”: chọn tên khác, hoặc thêm --force để ghi đè.") from None
    except OSError:
        draft.replace(target)


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _unwritable(target: Path, error: OSError) -> SourceError:
    return SourceError(f"Không ghi được “{target}” ({reason_of(error)}): chọn chỗ khác; nếu tệp đang mở thì đóng lại.")
